"""The wheel holds all that the program knows, and an installed kg works outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from kg_exports import differences

ROOT = Path(__file__).resolve().parent.parent.parent
EXECUTABLE = "import sys; from kg.cli import main; main(sys.argv[1:])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder; "
        "print(list(WheelBuilder(sys.argv[1]).build(directory=sys.argv[2], versions=['standard']))[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip().splitlines()[-1])


def test_the_wheel_holds_ontology_lexicon_and_gazetteer(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = {n.removeprefix("kg/_resources/") for n in names if n.startswith("kg/_resources/")}
    for folder in ("ontology", "data/lexicon", "data/gazetteer"):
        here = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        tracked = subprocess.run(
            ["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout.split()
        assert resources >= (here & set(tracked) or here)
    code = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kg").rglob("*") if p.is_file()}
    assert names >= {n for n in code if "__pycache__" not in n and "/." not in n}
    assert any(n.endswith("licenses/LICENSE") for n in names)


def test_the_installed_command_builds_the_same_export(wheel: Path, sample: Path, tmp_path: Path) -> None:
    """Unpacked beside the dependencies, which is what installing without them does."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    pages = ROOT / "data" / "articles"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {
        "PYTHONPATH": str(site)
    }
    where = subprocess.run(
        [sys.executable, "-c", "import kg.resources as r; print(r.path('ontology/xianzhi.ttl'))"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert Path(where).is_relative_to(site)
    done = subprocess.run(
        [sys.executable, "-c", EXECUTABLE, "build", str(pages), "--no-validate", "--jobs", "2"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert differences(sample, tmp_path / "exports") == []
