"""What holds for the mentions and claims of any text at all."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from extract_cases import cases
from extract_reading import Reader, Reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Implied

_FILES = ("names", "quoted", "people", "posts", "relations", "anaphora", "repeated")
_TEXTS = [case.text for file in _FILES for case in cases(file)]
_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000]+")


def _holds(seen: Reading) -> None:
    rows = seen.mentions
    assert len(rows) == sum(len(e.mentions) for e in seen.extractions), "ids are unique"
    for row in rows.values():
        assert 0 <= row.start < row.end <= len(seen.source)
        assert _SPACE.sub("", seen.source[row.start : row.end]) == row.text
        assert row.sentence[0] <= row.start
        assert row.end <= row.sentence[1]
        if row.inside is not None:
            outer = rows[row.inside]
            assert outer.start <= row.start
            assert row.end <= outer.end
            assert outer.id != row.id
        assert row.qualifier is None or row.qualifier in rows
        assert row.antecedent is None or row.antecedent in rows
    for extraction in seen.extractions:
        for claim in extraction.claims:
            assert 0 <= claim.start < claim.end <= len(seen.source)
            assert 0 < claim.confidence <= 1
            assert claim.rule
            ends = [claim.subject] if isinstance(claim.object, Implied) else [claim.subject, claim.object]
            assert all(end in rows for end in ends)
            assert any(claim.start <= rows[e].start and rows[e].end <= claim.end for e in ends), (
                "the evidence shows one of the two ends at least"
            )
        assert max(Counter(extraction.claims).values(), default=1) == 1


@pytest.mark.parametrize("file", _FILES)
def test_all_cases_hold(file: str, reader: Reader) -> None:
    for case in cases(file):
        _holds(reader(case.text, case.place))


def test_claims_of_one_sentence_show_both_ends(reader: Reader) -> None:
    for case in cases("relations"):
        seen = reader(case.text, case.place)
        for extraction in seen.extractions:
            for claim in extraction.claims:
                if isinstance(claim.object, Implied):
                    continue
                left, right = seen.mentions[claim.subject], seen.mentions[claim.object]
                if left.sentence == right.sentence and left.start >= claim.start:
                    assert max(left.end, right.end) <= claim.end


@given(
    texts=st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=6),
    noise=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(" \u3000\n”“（、。\u200b𠮷")), max_size=8),
)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_mixture_with_noise_holds(texts: list[str], noise: list[tuple[int, str]], reader: Reader) -> None:
    whole = "\n".join(texts)
    for at, mark in noise:
        at %= len(whole)
        whole = whole[:at] + mark + whole[at:]
    _holds(reader.page(f"基层动态\n\n{whole}\n".encode()))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_text_holds(reader: Reader, text: str) -> None:
    _holds(reader.page(f"基层动态\n\n{text}\n".encode()))


def test_the_same_text_gives_the_same_result(reader: Reader) -> None:
    text = "\n".join(_TEXTS[:40]).encode()
    assert reader.page(text).extractions == Reader().page(text).extractions
