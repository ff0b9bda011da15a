"""A build of the sample pages, made once for all tests of these folders."""

from pathlib import Path

import pytest

from kg.pipeline import BuildReport, build_export

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "data" / "articles"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The sample pages built from nothing, in this process."""
    return build_export(ARTICLES, tmp_path_factory.mktemp("sample") / "exports", jobs=1)


@pytest.fixture(scope="session")
def sample(built: BuildReport) -> Path:
    """The export folder of :func:`built`."""
    return built.output
