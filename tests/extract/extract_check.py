"""The one assertion of all tables of cases."""

from __future__ import annotations

from extract_cases import Case
from extract_reading import TITLE, Reader


def check(case: Case, reader: Reader) -> None:
    """Assert that all that is wanted is found, and nothing that is not."""
    seen = reader(case.text, case.place, case.title or TITLE)
    missing = sorted(case.wanted - seen.found)
    surplus = sorted(case.unwanted & seen.found)
    more = sorted(seen.outermost ^ case.outermost) if case.outermost is not None else []
    told = f"{case.construction}: {case.text}\nfound: {sorted(seen.found)}"
    assert not missing, told
    assert not surplus, told
    assert not more, told
