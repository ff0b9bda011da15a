"""The rooms of the design and the directions in which they may import one another."""

import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_rooms_import_only_as_the_design_says() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_stands_in_the_contract() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    assert contract["exhaustive"] is True
    named = {room for layer in contract["layers"] for room in layer.replace("|", " ").split()}
    present = {p.stem for p in (ROOT / "kg").glob("*.py")} | {
        p.name for p in (ROOT / "kg").iterdir() if p.is_dir()
    }
    assert present - {"__init__", "__pycache__", "_resources"} == named


def test_the_package_alone_imports_nothing_heavy() -> None:
    code = "import sys, kg; print(*sorted(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "networkx",
        "rdflib",
        "jieba",
        "pyvis",
        "onnxruntime",
        "numpy",
        "pyarrow",
        "duckdb",
        "scipy",
        "click",
    }
    assert not heavy & set(done.stdout.split())


def test_help_answers_at_once() -> None:
    best = min(_time_of_help() for _ in range(5))
    assert best < 0.3, f"kg --help took {best:.2f} s"


def _time_of_help() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
    return time.perf_counter() - start
