"""One lexicon, one gazetteer and one tagger for all tests of the room, and a reader that uses them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from extract_reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
