"""What the READMEs promise is run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def commands(name: str) -> list[str]:
    lines = [line.split("  #")[0].strip() for body in blocks(name, "sh") for line in body.splitlines()]
    return [line for line in lines if line.startswith("kg ")]


def test_both_languages_show_the_same_commands() -> None:
    one, other = (commands(name) for name in READMES)
    assert one == other
    assert len(one) > 15


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample data, as a reader has it after cloning."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "data" / "articles", folder / "data" / "articles")
    shutil.copytree(ROOT / "data" / "gold", folder / "data" / "gold")
    return folder


def test_every_command_of_the_readme_runs(checkout: Path) -> None:
    script = "set -e\nkg() { " + f'"{sys.executable}" -m kg "$@"; }}\n' + "\n".join(commands("README.md"))
    done = subprocess.run(
        ["bash", "-c", script], cwd=checkout, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "BROWSER": "true"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (checkout / "meetings.html").is_file()
    assert "中心性" in (checkout / "metrics.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(checkout: Path) -> None:
    for name in READMES:
        for body in blocks(name, "python"):
            done = subprocess.run(
                [sys.executable, "-c", body],
                cwd=checkout,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == 0, done.stderr


def test_linked_files_are_there() -> None:
    for name in (*READMES, "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))):
        folder = (ROOT / name).parent
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / name).read_text("utf-8")):
            if not target.startswith("http"):
                assert (folder / target).exists(), f"{name} links {target}"


def test_figures_are_those_of_the_committed_export() -> None:
    from kg import evaluate
    from kg.graph import Graph

    gold = [ROOT / "data" / "gold" / f"{page}.json" for page in ("000", "001", "004")]
    found = evaluate.evaluate(Graph.open(ROOT / "exports"), gold).figures
    right = [round(found[k], 2) for k in ("entity_f1", "relation_f1", "post_f1", "code_precision")]
    for name in READMES:
        text = (ROOT / name).read_text("utf-8")
        stated = text[text.index("<!-- figures") : text.index("<!-- /figures")]
        told = [float(n) for n in re.findall(r"\b[01]\.\d\d\b", stated)]
        assert told == pytest.approx(right, abs=0.011), f"{name}: the figures of exports/ are {right}"
