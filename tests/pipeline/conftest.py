"""A build of the sample pages, made once for all tests of this folder.

Validation takes most of a small build's time and is tested apart, so these builds leave it out.
"""

from pathlib import Path

import pytest
from kg_exports import build

from kg.pipeline import BuildReport

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "data" / "articles"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The sample pages built from nothing, in this process."""
    return build(ARTICLES, tmp_path_factory.mktemp("sample") / "exports")


@pytest.fixture(scope="session")
def sample(built: BuildReport) -> Path:
    """The export folder of :func:`built`."""
    return built.output
