from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.lexicon import load
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()
