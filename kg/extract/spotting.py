"""Names of divisions sought in a text all at once: their first characters are too many for an automaton."""

from __future__ import annotations

from collections.abc import Mapping


class Spotter:
    """Finds names of two characters or more in a text, each with what is known of it.

    A name is looked for where its first two characters stand. An automaton takes twice as long for the
    divisions: it tries the thousands of characters that their names begin with one after another.
    """

    def __init__(self, known: Mapping[str, bool]) -> None:
        self.known = dict(known)
        sizes: dict[str, set[int]] = {}
        for name in known:
            sizes.setdefault(name[:2], set()).add(len(name))
        self._sizes = {opening: sorted(each) for opening, each in sizes.items()}

    def __contains__(self, name: str) -> bool:
        """Is the whole of it one of the names?"""
        return name in self.known

    def find(self, text: str) -> list[tuple[int, int, str, bool]]:
        """Return start, end and word of each name in the text, and what is known of it."""
        found: list[tuple[int, int, str, bool]] = []
        for start in range(len(text) - 1):
            sizes = self._sizes.get(text[start : start + 2])
            if sizes is None:
                continue  # at most places by far
            for size in sizes:
                name = text[start : start + size]
                if name in self.known and len(name) == size:
                    found.append((start, start + size, name, self.known[name]))
        return found
