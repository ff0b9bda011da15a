"""Misread characters cost little, and what is printed stays as it is printed."""

from __future__ import annotations

import pytest

from kg import lexicon
from kg.lexicon.gazetteer import Gazetteer
from kg.text.mending import misreader
from tests.robustness.noise import ALLOWED, clean_pages, entity_f1, noisy_pages, printed_form_kept


def test_noise_keeps_the_offsets() -> None:
    clean, noisy = clean_pages(), noisy_pages(0.05, 1)
    assert {k: len(v) for k, v in clean.items()} == {k: len(v) for k, v in noisy.items()}
    assert clean != noisy


def test_the_printed_form_is_kept() -> None:
    assert not printed_form_kept(0.05)


@pytest.mark.parametrize(("rate", "points"), list(ALLOWED.items()))
def test_entities_are_found_under_noise(rate: float, points: float) -> None:
    """With what is aimed at as the bound, on two seeds; ``bench.py`` prints the figures of more."""
    base = entity_f1(0.0)[2]
    assert sum(entity_f1(rate, seed)[2] for seed in (1, 2)) / 2 >= base - points / 100


def test_a_clean_page_is_left_alone() -> None:
    """Nothing is guessed where nothing is misread: at most one character in all the dev pages."""
    restored = {k: misreader(lexicon.load(), Gazetteer.open()).restored(v) for k, v in clean_pages().items()}
    assert sum(a != b for k, v in clean_pages().items() for a, b in zip(v, restored[k], strict=True)) <= 1
