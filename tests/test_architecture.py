"""The rooms of the design and the directions in which they may import one another."""

import subprocess
import sys
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


HEAVY = {
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


def _loaded(code: str) -> set[str]:
    """The packages that are imported when a program in an interpreter of its own has run."""
    show = "print('\\n@', *sorted({m.split('.')[0] for m in sys.modules}))"
    code = f"import sys\n{code}\n{show}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("@")[2].split())


def test_the_package_alone_imports_nothing_heavy() -> None:
    assert not HEAVY & _loaded("import kg")


def test_help_imports_nothing_heavy() -> None:
    code = "from kg.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    loaded = _loaded(code)
    assert "kg" in loaded
    assert not (HEAVY - {"click"}) & loaded
