"""Broken input costs nothing but itself: a message, a row in the report, the rest built, exit code 1."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kg_exports import build, differences

import kg
from kg.errors import ExportError, InputError, LedgerError, LexiconError
from kg.pipeline.report import plain

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "data" / "articles"
PAGE = """区领导走访困难群众

本报讯（记者 李明）1月9日，文峰区委副书记、区长刘学平到育才西社区走访困难群众。

区人社局局长王强参加活动。
"""


def write(folder: Path, name: str, content: bytes | str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


BROKEN = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n \t\n",
    "binary.txt": bytes(range(256)) * 40,
    "nul.txt": ("正文" * 30 + "\x00" * 50).encode("utf-16-le")[1:] + b"\x00\xff\x00",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 100,
    "half.txt": PAGE.encode("utf-8")[:100] + b"\xff\xfe\xfd" + PAGE.encode("gb18030"),
}


def test_files_that_are_no_text_are_set_aside_and_the_rest_is_built(tmp_path: Path) -> None:
    for name, content in BROKEN.items():
        write(tmp_path / "pages", name, content)
    write(tmp_path / "pages", "good.txt", PAGE)
    report = build(tmp_path / "pages", tmp_path / "out")
    assert report.exit_code == 1
    assert "good.txt" not in {r.source for r in report.rejected}
    assert {r.source for r in report.rejected} >= {"empty.txt", "blank.txt", "binary.txt", "picture.txt"}
    assert all(r.reason for r in report.rejected)
    assert not any(r.reason.startswith("analysis failed") for r in report.rejected), report.rejected
    text = (tmp_path / "out" / "report.md").read_text("utf-8")
    for item in report.rejected:
        assert plain(item.source) in text
        assert plain(item.reason) in text
    assert [e for e in kg.load(tmp_path / "out").find("刘学平") if e.type == "Person"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "big5"])
def test_encodings_are_found_and_named(tmp_path: Path, encoding: str) -> None:
    from opencc import OpenCC

    page = PAGE * 3
    text = OpenCC("s2tw").convert(page) if encoding == "big5" else page
    write(tmp_path / "pages", "page.txt", text.encode(encoding))
    report = build(tmp_path / "pages", tmp_path / "out")
    assert report.exit_code == 0, report.rejected
    assert report.sources[0].encoding
    graph = kg.load(tmp_path / "out")
    assert dict(graph.sources) == {"page.txt": text}
    assert any(m.text in ("刘学平", "劉學平") for m in graph.mentions())


def test_one_line_of_twenty_megabytes_comes_back(tmp_path: Path) -> None:
    line = "文峰区委副书记刘学平走访群众" * (20_000_000 // 42)
    write(tmp_path / "pages", "line.txt", line)
    write(tmp_path / "pages", "good.txt", PAGE)
    start = time.monotonic()
    report = build(tmp_path / "pages", tmp_path / "out")
    assert time.monotonic() - start < 600  # it comes back; a slow machine takes minutes
    assert "line.txt" in {r.source for r in report.rejected}
    assert "good.txt" not in {r.source for r in report.rejected}
    assert report.exit_code == 1


HOSTILE = """=HYPERLINK("http://example.org","点我") 区领导调研

本报讯（记者 李明）1月9日，文峰区区长<script>alert(1)</script>刘学平到育才西社区调研。

文峰区开展“<script>alert(2)</script>”专项行动。区委书记张\u202e三\u2066丰参加会议。
文峰区印发《=cmd|' /C calc'!A0》。
"""


def test_hostile_text_stays_text_in_every_product(tmp_path: Path) -> None:
    write(tmp_path / "pages", "<script>alert(3)</script>=1+1.txt".replace("/", "∕"), HOSTILE)
    write(tmp_path / "pages", "`|**_[x](javascript:1).txt", PAGE)
    report = build(tmp_path / "pages", tmp_path / "out", validate=True)
    assert not any(r.reason.startswith("analysis failed") for r in report.rejected), report.rejected
    assert report.conforms, report.validation
    out = tmp_path / "out"
    assert "<script>alert" not in (out / "graph.html").read_text("utf-8")
    shown = (out / "report.md").read_text("utf-8")
    assert "<script" not in shown
    assert "[x](javascript" not in shown
    assert "\u202e" not in shown
    for name in ("nodes.csv", "edges.csv", "metrics.csv"):
        import csv

        with (out / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [c for c in row if c[:1] in ("=", "+", "@", "\t", "\r")], row
    import networkx as nx

    for read, name in ((nx.read_gexf, "graph.gexf"), (nx.read_graphml, "graph.graphml")):
        assert read(out / name).number_of_nodes() == report.counts["entities"]


def test_what_vanishes_or_cannot_be_opened_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    write(tmp_path / "pages", "locked.txt", PAGE)
    real = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = build(tmp_path / "pages", tmp_path / "out")
    assert [r.source for r in report.rejected] == ["locked.txt"]
    assert "Permission denied" in report.rejected[0].reason
    monkeypatch.undo()
    assert build(tmp_path / "pages", tmp_path / "out").exit_code == 0


def test_a_fault_of_the_program_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.extract

    real = kg.extract.extract

    def fail(analysed, *rest):  # type: ignore[no-untyped-def]
        if analysed.document.article.source == "bad.txt":
            raise ZeroDivisionError("division by zero")
        return real(analysed, *rest)

    monkeypatch.setattr(kg.extract, "extract", fail)
    write(tmp_path / "pages", "bad.txt", PAGE)
    write(tmp_path / "pages", "good.txt", PAGE)
    report = build(tmp_path / "pages", tmp_path / "out")
    assert [(r.source, r.reason) for r in report.rejected] == [
        ("bad.txt", "analysis failed: ZeroDivisionError: division by zero")
    ]
    monkeypatch.undo()
    assert build(tmp_path / "pages", tmp_path / "out").exit_code == 0, "tried again"


def test_a_process_that_dies_costs_one_file(tmp_path: Path) -> None:
    for name in ("a.txt", "dies.txt", "z.txt"):
        write(tmp_path / "pages", name, PAGE)
    code = """
import os, sys
from pathlib import Path
import kg.corpus
real = kg.corpus.read_file
def read_file(root, file, *rest):
    if file.name == "dies.txt":
        os.kill(os.getpid(), 9)
    return real(root, file, *rest)
kg.corpus.read_file = read_file
"""
    write(tmp_path / "site", "sitecustomize.py", code)
    done = kg_command(
        "build",
        "--no-validate",
        tmp_path / "pages",
        "-o",
        tmp_path / "out",
        "--jobs",
        "2",
        PYTHONPATH=str(tmp_path / "site"),
    )
    assert done.returncode == 1, done.stderr
    assert "dies.txt: analysis failed: the process that worked on it was ended by signal 9" in done.stderr
    assert "Traceback" not in done.stderr
    graph = kg.load(tmp_path / "out")
    assert sorted(graph.sources) == ["a.txt", "dies.txt", "z.txt"]
    assert {a.source for a in graph.resolution.articles} == {"a.txt", "z.txt"}


def kg_command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment},
    )  # fmt: skip


MANIFESTS = {
    "columns": "datei,date\nx,2024\n",
    "date": "file,date\ngood.txt,gestern\n",
    "twice": "file,date\ngood.txt,2024\ngood.txt,2023\n",
    "nothing": "",
    "latin": "file,publication\ngood.txt,\xe9".encode("latin-1"),
}


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_broken_manifest_is_named_and_nothing_is_touched(tmp_path: Path, kind: str) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    write(tmp_path / "pages", "manifest.csv", MANIFESTS[kind])
    with pytest.raises(InputError, match=r"manifest\.csv"):
        build(tmp_path / "pages", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_row_of_the_manifest_for_no_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    write(tmp_path / "pages", "manifest.csv", "file,publication\ngood.txt,安阳日报\nlost.txt,安阳日报\n")
    report = build(tmp_path / "pages", tmp_path / "out")
    assert [r.source for r in report.rejected] == ["manifest.csv"]
    assert "lost.txt" in report.rejected[0].reason
    assert {a.publication for a in kg.load(tmp_path / "out").resolution.articles} == {"安阳日报"}


def test_a_changed_row_of_the_manifest_is_seen(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        write(tmp_path / "pages", name, PAGE)
    write(tmp_path / "pages", "manifest.csv", "file,date\none.txt,2023\ntwo.txt,2023\n")
    build(tmp_path / "pages", tmp_path / "out")
    write(tmp_path / "pages", "manifest.csv", "file,date\none.txt,2023\ntwo.txt,2024\n")
    again = build(tmp_path / "pages", tmp_path / "out")
    assert [s.source for s in again.sources if not s.reused] == ["two.txt"]


@pytest.mark.parametrize(
    "line", ["merge,a,b,,,,", "same,person/a,,,,,", "same,person/a,person/a,,,,", "code,place/x,,nine,,,"]
)
def test_a_malformed_ledger_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    write(tmp_path / "pages", "decisions.csv", f"decision,left,right,value,who,when,why\n{line}\n")
    with pytest.raises(LedgerError, match=r"decisions\.csv:2"):
        build(tmp_path / "pages", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_malformed_lexicon_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    write(tmp_path / "tables", "surnames.tsv", "surname\tpinyin\tshare\n甲\tjia\tmany\n")
    with pytest.raises(LexiconError, match=r"surnames\.tsv:2"):
        build(tmp_path / "pages", tmp_path / "out", lexicon=[tmp_path / "tables"])


@pytest.mark.parametrize("what", ["missing", "empty", "file"])
def test_nothing_to_read_is_said(tmp_path: Path, what: str) -> None:
    if what == "empty":
        (tmp_path / "pages").mkdir()
    if what == "file":
        write(tmp_path / "pages", "picture.jpg", b"")
    with pytest.raises(InputError, match="pages"):
        build(tmp_path / "pages", tmp_path / "out")


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    write(tmp_path, "out", "a file, not a folder")
    done = kg_command("build", "--no-validate", tmp_path / "pages", "-o", tmp_path / "out" / "exports")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("size", [200_000, 2_000])
def test_a_full_disk_leaves_the_old_export(tmp_path: Path, size: int) -> None:
    """The limit on a file's size stands for a disk that runs full half-way through."""
    write(tmp_path / "pages", "good.txt", PAGE)
    build(tmp_path / "pages", tmp_path / "old")
    build(tmp_path / "pages", tmp_path / "out")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", "--no-validate", str(ARTICLES), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert differences(tmp_path / "old", tmp_path / "out") == []


def test_a_build_killed_at_any_moment_leaves_the_old_export_or_the_new(tmp_path: Path, sample: Path) -> None:
    write(tmp_path / "pages", "good.txt", PAGE)
    build(tmp_path / "pages", tmp_path / "old")
    build(tmp_path / "pages", tmp_path / "out")
    started = time.monotonic()
    full = kg_command(
        "build", "--no-validate", ARTICLES, "-o", tmp_path / "timed", "--jobs", "1", "--no-cache"
    )
    assert full.returncode == 0
    duration = time.monotonic() - started
    for part in (0.4, 0.75, 0.9, 0.97):
        command = [sys.executable, "-m", "kg", "build", str(ARTICLES), "-o", str(tmp_path / "out")]
        process = subprocess.Popen([*command, "-q", "--no-cache", "--no-validate"], start_new_session=True)
        time.sleep(duration * part)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kg.load(tmp_path / "out")
        whole = differences(tmp_path / "old", tmp_path / "out") == []
        if not whole:
            assert differences(sample, tmp_path / "out") == []
    assert kg_command("build", "--no-validate", ARTICLES, "-o", tmp_path / "out").returncode == 0
    assert differences(sample, tmp_path / "out") == []


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    from kg.pipeline import export

    write(tmp_path / "pages", "good.txt", PAGE)
    with export.replaced(tmp_path / "out"), pytest.raises(ExportError, match="another build"):
        build(tmp_path / "pages", tmp_path / "out")


def test_a_fault_on_every_file_leaves_the_old_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.extract

    for name in ("a.txt", "b.txt"):
        write(tmp_path / "pages", name, PAGE)
    build(tmp_path / "pages", tmp_path / "out")
    build(tmp_path / "pages", tmp_path / "old")

    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(kg.extract, "extract", fail)
    with pytest.raises(ExportError, match="on every file"):
        build(tmp_path / "pages", tmp_path / "out", cache=False)
    assert differences(tmp_path / "old", tmp_path / "out") == []
