"""The sentences behind statements, as quoted and as read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Statement

# A line break inside Chinese prose is layout, not a word boundary; between Latin words it is a space.
_BREAK = re.compile(r"[ \t\u3000]*[\r\n\u2028\u2029\x0b\x0c]+[ \t\u3000]*")
_SPACES = re.compile(r"[ \t\u00a0]{2,}")
# Controls, invisible marks, and overrides of the writing direction, which could make a quote read otherwise.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement is made: ``quote`` is, letter by letter, what stands at ``start`` to ``end``."""

    source: str
    start: int
    end: int
    quote: str

    @property
    def text(self) -> str:
        """The quote as one line for a reader: layout line breaks and doubled spaces gone."""
        return one_line(self.quote)


def evidence(statement: Statement, sources: Mapping[str, str]) -> Evidence | None:
    """Return the evidence of ``statement``, None where no text says it or the text is not at hand."""
    if statement.source is None or statement.start is None or statement.end is None:
        return None
    text = sources.get(statement.source)
    if text is None or statement.end > len(text):
        return None
    return Evidence(statement.source, statement.start, statement.end, text[statement.start : statement.end])


def one_line(text: str) -> str:
    """Return ``text`` as one line: breaks inside Chinese closed up, other breaks and runs made one space."""

    def join(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        return " " if before.isascii() and after.isascii() and before and after else ""

    return _SPACES.sub(" ", _CONTROL.sub("", _BREAK.sub(join, text))).strip()


def one_line_with_map(text: str) -> tuple[str, list[int]]:
    """Return :func:`one_line` of ``text`` and, for each of its characters, the place it had in ``text``."""
    plain = one_line(text)
    places: list[int] = []
    at = 0
    for character in plain:
        # a space may stand for a break or a run of white space; anything else for itself
        while text[at] != character and not (character == " " and text[at].isspace()):
            at += 1
        places.append(at)
        at += 1
    return plain, places
