"""What the vocabulary knows sought in a text all at once: divisions, listed words, openings of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

_END = itemgetter(1)


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
        self._areas, self._words, self._openings = dict(areas), frozenset(words), openings
        sizes: dict[str, set[int]] = {opening: set() for opening in openings}
        for each in (*self._areas, *self._words):
            sizes.setdefault(each[:2], set()).add(len(each))
        self._sizes = {opening: sorted(each) for opening, each in sizes.items()}

    def find(self, text: str) -> Spotted:
        """Return what stands in the text."""
        areas, words = self._areas, self._words
        found = Spotted([], [], [])
        for start in range(len(text) - 1):
            sizes = self._sizes.get(text[start : start + 2])
            if sizes is None:
                continue  # at most places by far
            for size in sizes:
                end = start + size
                if end > len(text):
                    break
                word = text[start:end]
                if word in words:
                    found.words.append((start, end, word))
                if word in areas:
                    found.areas.append((start, end, word, areas[word]))
            if text[start : start + 2] in self._openings:
                found.openings.append(start)
        found.words.sort(key=_END)
        return found
