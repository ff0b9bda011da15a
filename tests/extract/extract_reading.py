"""A text given as a string, read as an article of a given place: what was found, as readable values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from kg.corpus import ManifestRow, read_bytes
from kg.extract import extract
from kg.lexicon import load
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Extraction, Implied, Mention
from kg.text import analyse, tagger

TITLE = "基层动态"
"""The headline of a text that is given without one: it names nothing."""


@dataclass(frozen=True)
class Reading:
    """What was found in one text; ``source`` is the text that all offsets count in.

    A claim reads ``罗一帆 chairs 全县禁毒工作会议``, a post ``罗一帆|副书记|凤冈县委``, with the modality
    behind it where it is not asserted; an implied body is its area or level, then its core.
    """

    source: str
    extractions: tuple[Extraction, ...]

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        """All mentions by id."""
        return {m.id: m for e in self.extractions for m in e.mentions}

    @cached_property
    def names(self) -> frozenset[str]:
        """All names as ``text/Type``, nested ones among them, anaphors not."""
        return frozenset(f"{m.text}/{m.type}" for m in self.mentions.values() if not m.anaphor)

    @cached_property
    def outermost(self) -> frozenset[str]:
        """The names that are nested in no other one."""
        rows = self.mentions.values()
        return frozenset(f"{m.text}/{m.type}" for m in rows if not m.anaphor and m.inside is None)

    @cached_property
    def anaphors(self) -> frozenset[str]:
        """What points back, as ``该局→县水利局``; nothing behind the arrow for the article's own place."""
        rows = (m for m in self.mentions.values() if m.antecedent is not None or m.anaphor)
        return frozenset(f"{m.text}→{self._text(m.antecedent)}" for m in rows)

    @cached_property
    def posts(self) -> frozenset[str]:
        return frozenset(
            f"{self._named(c.subject)}|{c.title}|{self._end(c.object)}{_mood(c.modality)}"
            for e in self.extractions
            for c in e.claims
            if c.predicate == "holdsPost"
        )

    @cached_property
    def claims(self) -> frozenset[str]:
        return frozenset(
            f"{self._named(c.subject)} {c.predicate} {self._end(c.object)}{_mood(c.modality)}"
            for e in self.extractions
            for c in e.claims
            if c.predicate != "holdsPost"
        )

    @property
    def found(self) -> frozenset[str]:
        """Names, posts, claims and anaphors together: a written expectation has its kind on its face."""
        return self.names | self.posts | self.claims | self.anaphors

    def _text(self, key: str | None) -> str:
        return "" if key is None else self.mentions[key].text

    def _end(self, end: str | Implied) -> str:
        if isinstance(end, str):
            return self._named(end)
        return (self._text(end.qualifier) or end.level) + end.core

    def _named(self, key: str) -> str:
        """Return the words of a mention, or of what it points back to."""
        row = self.mentions[key]
        while row.anaphor and row.antecedent is not None:
            row = self.mentions[row.antecedent]
        return row.text


def _mood(modality: str) -> str:
    return "" if modality == "asserted" else f" {modality}"


class Reader:
    """Reads texts, each once."""

    def __init__(self) -> None:
        self.lexicon = load()
        self.gazetteer = Gazetteer.open()
        self.tagger = tagger("lac", self.lexicon)
        self._known: dict[tuple[str, str, str], Reading] = {}

    def __call__(self, text: str, place: str = "", title: str = TITLE) -> Reading:
        """Read ``text``, paragraphs on lines of their own, as an article of ``place``.

        Args:
            text: the body.
            place: code of a division (410922), with ``+`` and a zone's name where the article is about a zone
                (4109+经济技术开发区), or "" where nothing is known.
            title: the headline.
        """
        key = (text, place, title)
        if key not in self._known:
            self._known[key] = self._read(text, place, title)
        return self._known[key]

    def page(self, data: bytes, place: str = "") -> Reading:
        """Read the bytes of a file as they are."""
        area, _, zone = place.partition("+")
        row = ManifestRow("page.txt", place=area)
        result = read_bytes("page.txt", data, self.lexicon, self.gazetteer, row)
        documents = result.documents
        if zone:
            documents = tuple(replace(d, place=replace(d.place, zone=zone)) for d in documents)
        made = analyse(documents, self.tagger, self.lexicon)
        return Reading(
            result.text, tuple(extract(a, result.text, self.lexicon, self.gazetteer) for a in made)
        )

    def _read(self, text: str, place: str, title: str) -> Reading:
        return self.page(f"{title}\n\n{text}\n".encode(), place)
