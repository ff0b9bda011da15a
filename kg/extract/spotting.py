"""What the vocabulary knows sought in a text all at once: divisions, listed words, openings of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

_END = itemgetter(1)
_WORD, _AREA, _OPENING = 1, 2, 4
"""What a string of the vocabulary is, added up."""


class Spotted(NamedTuple):
    """What stands in a text.

    ``areas``: start, end and name of each division, and what is known of it; ``words``: start, end and word,
    by their ends; ``openings``: where an opening stands.
    """

    areas: list[tuple[int, int, str, bool]]
    words: list[tuple[int, int, str]]
    openings: list[int]


class Spotter:
    """Finds names and words of two characters or more, and openings of just two, in one pass over a text.

    Each is looked for where its first two characters stand. An automaton takes twice as long: it tries the
    thousands of characters that they begin with one after another.
    """

    def __init__(self, areas: Mapping[str, bool], words: Iterable[str], openings: frozenset[str]) -> None:
        self._areas = areas
        kinds = dict.fromkeys(words, _WORD)
        for each in areas:
            kinds[each] = kinds.get(each, 0) | _AREA
        for each in openings:
            kinds[each] = kinds.get(each, 0) | _OPENING
        self._kinds = kinds
        sizes: dict[str, set[int]] = {}
        for each in kinds:
            sizes.setdefault(each[:2], set()).add(len(each))
        self._sizes = {opening: sorted(each) for opening, each in sizes.items()}

    def find(self, text: str) -> Spotted:
        """Return what stands in the text."""
        areas: list[tuple[int, int, str, bool]] = []
        words: list[tuple[int, int, str]] = []
        openings: list[int] = []
        sizes_of, kind_of, length = self._sizes.get, self._kinds.get, len(text)
        for start in range(length - 1):
            sizes = sizes_of(text[start : start + 2])
            if sizes is None:
                continue  # at most places by far
            for size in sizes:
                end = start + size
                word = text[start:end]
                kind = kind_of(word)
                if kind is None:
                    continue
                if end > length:
                    break  # a shorter one at the end of the text, found before
                if kind == _WORD:  # as most are
                    words.append((start, end, word))
                    continue
                if kind & _WORD:
                    words.append((start, end, word))
                if kind & _AREA:
                    areas.append((start, end, word, self._areas[word]))
                if kind & _OPENING:
                    openings.append(start)
        words.sort(key=_END)
        return Spotted(areas, words, openings)
