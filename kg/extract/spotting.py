"""What the vocabulary knows sought in a text all at once: divisions, listed words, openings of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

_WORD, _AREA, _OPENING = 1, 2, 4
"""What a string of the vocabulary is, added up."""


class Spotted(NamedTuple):
    """What stands in a text.

    ``areas``: start, end and name of each division, and what is known of it; ``words``: start, end and word;
    ``openings``: where an opening stands.
    """

    areas: list[tuple[int, int, str, bool]]
    words: list[tuple[int, int, str]]
    openings: list[int]


class Spotter:
    """Finds names and words of two characters or more, and openings of just two, in one pass over a text.

    Each is looked for where its first two characters stand, and the third. An automaton takes twice as long:
    it tries the thousands of characters that they begin with one after another.
    """

    def __init__(self, areas: Mapping[str, bool], words: Iterable[str], openings: frozenset[str]) -> None:
        self._areas = areas
        kinds = dict.fromkeys(words, _WORD)
        for each in areas:
            kinds[each] = kinds.get(each, 0) | _AREA
        for each in openings:
            kinds[each] = kinds.get(each, 0) | _OPENING
        self._kinds = kinds
        sizes: dict[str, dict[str, set[int]]] = {}
        for each in kinds:
            longer = sizes.setdefault(each[:2], {})
            if len(each) > 2:
                longer.setdefault(each[2], set()).add(len(each))
        self._openings = {
            pair: (kinds.get(pair, 0), {third: sorted(each) for third, each in longer.items()})
            for pair, longer in sizes.items()
        }

    def find(self, text: str) -> Spotted:
        """Return what stands in the text."""
        areas: list[tuple[int, int, str, bool]] = []
        words: list[tuple[int, int, str]] = []
        openings: list[int] = []
        opening_at, kind_of = self._openings.get, self._kinds.get
        for start in range(len(text) - 1):
            pair = text[start : start + 2]
            opening = opening_at(pair)
            if opening is None:
                continue  # at most places by far
            kind, longer = opening
            if kind & _WORD:
                words.append((start, start + 2, pair))
            if kind & _AREA:
                areas.append((start, start + 2, pair, self._areas[pair]))
            if kind & _OPENING:
                openings.append(start)
            for size in longer.get(text[start + 2 : start + 3], ()) if longer else ():
                word = text[start : start + size]
                kind = kind_of(word, 0)
                if not kind or len(word) < size:
                    continue  # or found before, at the end of the text
                if kind & _WORD:
                    words.append((start, start + size, word))
                if kind & _AREA:
                    areas.append((start, start + size, word, self._areas[word]))
        return Spotted(areas, words, openings)
