"""The same input gives the same export, whatever the order, the processes, the history."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from kg_exports import build, differences, files

from kg.pipeline import BuildReport, compose, work

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "data" / "articles"
PRODUCTS = [
    "edges.csv", "graph.gexf", "graph.graphml", "graph.html", "graph.jsonld", "graph.nq", "graph.ttl",
    "metrics.csv", "nodes.csv", "report.md", "tables/articles.parquet", "tables/entities.parquet",
    "tables/mentions.parquet", "tables/questions.parquet", "tables/sources.parquet",
    "tables/statements.parquet",
]  # fmt: skip


def kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_all_products_are_written(built: BuildReport, sample: Path) -> None:
    assert files(sample) == PRODUCTS
    assert built.exit_code == 0, built.rejected
    assert built.counts["articles"] > 20
    assert all((sample / name).stat().st_size for name in PRODUCTS)


def test_the_committed_export_is_what_the_program_builds(tmp_path: Path) -> None:
    report = build(ARTICLES, tmp_path / "out", validate=True)
    assert report.exit_code == 0, (report.rejected, report.validation)
    assert differences(ROOT / "exports", tmp_path / "out") == [], "run make demo and commit exports/"


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_hash_seed_and_processes_leave_no_trace(sample: Path, tmp_path: Path, seed: str) -> None:
    done = kg("build", "--no-validate", ARTICLES, "-o", tmp_path / "out", "--jobs", "2", PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    assert differences(sample, tmp_path / "out") == []


def test_order_of_files_leaves_no_trace(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = compose._names

    def shuffled(*arguments: Path) -> tuple[list[str], list[str]]:
        names, others = real(*arguments)
        random.Random(7).shuffle(names)
        return names, others

    monkeypatch.setattr(compose, "_names", shuffled)
    build(ARTICLES, tmp_path / "out")
    assert differences(sample, tmp_path / "out") == []


def test_another_locale_leaves_no_trace(sample: Path, tmp_path: Path) -> None:
    done = kg(
        "build",
        "--no-validate",
        ARTICLES,
        "-o",
        tmp_path / "out",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        TZ="Asia/Shanghai",
    )
    assert done.returncode == 0, done.stderr
    assert differences(sample, tmp_path / "out") == []


def test_the_input_folder_leaves_no_trace(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(ARTICLES, tmp_path / "elsewhere")
    build(tmp_path / "elsewhere", tmp_path / "out")
    assert differences(sample, tmp_path / "out") == []


def _copy(names: list[str], folder: Path) -> None:
    for name in names:
        shutil.copy(ARTICLES / name, folder / name)


def test_grown_changed_and_shrunk_folders_do_only_the_new_work(tmp_path: Path, sample: Path) -> None:
    names = sorted(p.name for p in ARTICLES.iterdir())
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    _copy(names[:3], pages)
    first = build(pages, out)
    assert [s.reused for s in first.sources] == [False] * 3

    _copy(names[3:], pages)
    grown = build(pages, out)
    assert [s.reused for s in grown.sources] == [True] * 3 + [False] * 2
    assert differences(sample, out) == []

    (pages / names[1]).write_bytes((ARTICLES / names[1]).read_bytes() + "\n\n又记：新的一段。\n".encode())
    changed = build(pages, out)
    assert [s.source for s in changed.sources if not s.reused] == [names[1]]
    build(pages, tmp_path / "anew")
    assert differences(tmp_path / "anew", out) == []

    (pages / names[1]).unlink()
    shrunk = build(pages, out)
    assert all(s.reused for s in shrunk.sources)
    shutil.rmtree(tmp_path / "anew")
    build(pages, tmp_path / "anew")
    assert differences(tmp_path / "anew", out) == []


def test_nothing_is_worked_on_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(ARTICLES, tmp_path)
    monkeypatch.setattr(work.Session, "process", lambda *_: pytest.fail("worked on again"))
    again = build(ARTICLES, tmp_path)
    assert all(s.reused for s in again.sources)


@pytest.mark.parametrize("damage", [b"", b"xianzhi 1 0000\nnothing", b"\x00" * 100])
def test_damaged_cache_is_noticed_and_made_again(tmp_path: Path, sample: Path, damage: bytes) -> None:
    build(ARTICLES, tmp_path)
    entries = [p for p in (tmp_path / ".cache" / "files").rglob("*") if p.is_file()]
    assert len(entries) == 5
    for entry in entries[::2]:
        entry.write_bytes(damage)
    again = build(ARTICLES, tmp_path)
    assert sum(not s.reused for s in again.sources) == 3
    assert differences(sample, tmp_path) == []


def test_other_settings_do_not_use_what_was_kept(tmp_path: Path) -> None:
    build(ARTICLES, tmp_path)
    tables = tmp_path / "lexicon"
    tables.mkdir()
    (tables / "campaigns.tsv").write_text(
        "name\tfull\tkind\n入户大走访\t入户大走访活动\tCampaign\n", encoding="utf-8"
    )
    other = build(ARTICLES, tmp_path, lexicon=[tables])
    assert not any(s.reused for s in other.sources)


def test_a_shared_cache_serves_two_exports(tmp_path: Path, sample: Path) -> None:
    build(ARTICLES, tmp_path / "one", cache=tmp_path / "kept")
    second = build(ARTICLES, tmp_path / "two", cache=tmp_path / "kept")
    assert all(s.reused for s in second.sources)
    assert differences(sample, tmp_path / "two") == []
    assert not (tmp_path / "two" / ".cache" / "files").exists()


def test_without_a_cache_nothing_is_kept(tmp_path: Path, sample: Path) -> None:
    build(ARTICLES, tmp_path, cache=False)
    assert differences(sample, tmp_path) == []
    assert sorted(p.name for p in (tmp_path / ".cache").iterdir()) == [".gitignore", "lock"]


def test_an_export_inside_the_input_is_no_input(tmp_path: Path) -> None:
    shutil.copytree(ARTICLES, tmp_path / "pages")
    first = build(tmp_path / "pages", tmp_path / "pages" / "exports")
    second = build(tmp_path / "pages", tmp_path / "pages" / "exports")
    assert [s.source for s in first.sources] == [s.source for s in second.sources]


def test_files_of_one_name_in_subfolders_are_kept_apart(tmp_path: Path) -> None:
    name = "001_a25b6797790d24f6.txt"
    for folder in ("甲", "乙"):
        (tmp_path / "pages" / folder).mkdir(parents=True)
        shutil.copy(ARTICLES / name, tmp_path / "pages" / folder / "page.txt")
    report = build(tmp_path / "pages", tmp_path / "out")
    assert [s.source for s in report.sources] == ["乙/page.txt", "甲/page.txt"]
    assert report.exit_code == 0, report.rejected


def test_one_page_may_be_named_itself(tmp_path: Path) -> None:
    page = ARTICLES / "004_9250a1ad65b93bfc.txt"
    report = build(page, tmp_path / "out")
    assert [s.source for s in report.sources] == [page.name]


def test_no_clock_is_read_unless_a_time_is_given(sample: Path, tmp_path: Path) -> None:
    build(ARTICLES, tmp_path, timestamp="2024-05-01T00:00:00Z")
    changed = differences(sample, tmp_path)
    assert "graph.nq" in changed
    assert "2024-05-01T00:00:00Z" in (tmp_path / "graph.nq").read_text("utf-8")
    assert not any(name.startswith("tables/") for name in changed)


def test_validation_closes_a_build_and_is_reported(tmp_path: Path) -> None:
    page = ARTICLES / "001_a25b6797790d24f6.txt"
    report = build(page, tmp_path / "out", validate=True)
    assert report.validation is not None
    assert report.validation.conforms, report.validation.violations
    assert report.exit_code == 0
    assert "conforms" in (tmp_path / "out" / "report.md").read_text("utf-8")
