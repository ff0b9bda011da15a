from __future__ import annotations

import pytest
from extract_cases import Case, parameters
from extract_check import check
from extract_reading import Reader


@pytest.mark.parametrize("case", parameters("posts"))
def test_posts(case: Case, reader: Reader) -> None:
    check(case, reader)
