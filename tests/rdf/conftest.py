"""The sample resolutions as fixtures."""

from __future__ import annotations

import pytest
from rdf_sample import Sample, county, hostile_sample


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The two districts."""
    return county().build()


@pytest.fixture(scope="session")
def hostile() -> Sample:
    """Hostile text in every field that takes text."""
    return hostile_sample()
