from __future__ import annotations

import pytest
from extract_cases import Case, parameters
from extract_check import check
from extract_reading import Reader


@pytest.mark.parametrize("case", parameters("anaphora"))
def test_anaphora(case: Case, reader: Reader) -> None:
    check(case, reader)
