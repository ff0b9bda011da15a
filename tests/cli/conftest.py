"""The sample pages' export, built once for the tests of the commands."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from kg_exports import build

ROOT = Path(__file__).resolve().parent.parent.parent
Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the sample pages."""
    return build(ROOT / "data" / "articles", tmp_path_factory.mktemp("cli") / "exports").output


@pytest.fixture
def kg(sample: Path) -> Kg:
    """Run the command in a process of its own, in the folder that holds ``exports``."""

    def run(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            cwd=sample.parent, capture_output=True, text=True, encoding="utf-8", check=False,
            env={**os.environ, **environment},
        )  # fmt: skip

    return run
