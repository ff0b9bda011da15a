"""What an article's analysis knows beside the sentence at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick

from kg.extract.nodes import Node
from kg.extract.vocabulary import Groups, Vocabulary, vocabulary
from kg.lexicon import Lexicon
from kg.lexicon import names as naming
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Document


@dataclass(slots=True)
class Context:
    """The article under analysis: its place, the lexicon, and what has been named so far.

    ``local`` finds the names of the townships and communities of the article's own county or prefecture;
    ``people`` and ``names`` are what strong evidence elsewhere in the article has shown to be names,
    ``shown`` the people's names that somewhere stand alone before a word of saying, ``longer`` those of three
    characters that the tagger somewhere gives as a whole, ``stems`` what places begin with (王家坝镇).
    """

    document: Document
    vocab: Vocabulary
    gazetteer: Gazetteer
    local: ahocorasick.Automaton | None
    own: frozenset[str] = frozenset()
    people: dict[str, Node] = field(default_factory=dict)
    names: dict[str, Node] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    longer: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    lexicon: Lexicon = field(init=False)
    groups: Groups = field(init=False)

    def __post_init__(self) -> None:
        """Keep what the vocabulary was made of at hand."""
        self.lexicon, self.groups = self.vocab.lexicon, self.vocab.groups

    @property
    def zone(self) -> str:
        """Printed name of the functional zone that the article is about, "" where none."""
        if self.document.place.zone:
            return self.document.place.zone
        area = self.gazetteer.get(self.document.place.area)
        return area.name if area is not None and area.name.endswith(tuple(self.groups.zonetail)) else ""


def context(document: Document, lexicon: Lexicon, gazetteer: Gazetteer) -> Context:
    """Return a fresh context for an article."""
    area = document.place.area[:6]
    holder = _Holder(gazetteer)
    local = _local(holder, area) if len(area) >= 4 else None
    own = _own(holder, area) if area else frozenset()
    return Context(document, vocabulary(lexicon, gazetteer), gazetteer, local, own)


def _short(name: str) -> str:
    """Return a division's proper name, "" where it is shorter than two characters."""
    for tail in ("自治区", "自治州", "自治县", "地区", "省", "市", "区", "县", "州", "盟", "旗"):
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            return name[: -len(tail)]
    return ""


class _Holder:
    """Keys a cache by the gazetteer's identity: it holds open files and is not hashable by value."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.gazetteer is self.gazetteer


@lru_cache(maxsize=64)
def _own(holder: _Holder, area: str) -> frozenset[str]:
    """Return the short names of an area and of those above it."""
    return frozenset(
        short
        for d in holder.gazetteer.chain(area)
        for short in (_short(d.name), *(naming.bare(d.name, d.level) if d.level <= 3 else ()))
        if short
    )


@lru_cache(maxsize=64)
def _local(holder: _Holder, area: str) -> ahocorasick.Automaton | None:
    """Return an automaton of the names below a county, or of the townships below a prefecture."""
    gazetteer = holder.gazetteer
    names: dict[str, bool] = {}
    counties = [area] if len(area) == 6 else [d.code for d in gazetteer.children(area)]
    for county in counties:
        for town in gazetteer.children(county):
            name = town.common
            names[name] = True
            for tail in ("街道", "镇", "乡", "苏木"):
                if name.endswith(tail) and len(name) - len(tail) >= 2:
                    names.setdefault(name[: -len(tail)], False)
            if len(area) == 6:
                for community in gazetteer.children(town.code):
                    if len(community.common) >= 3:
                        names[community.common] = True
    if not names:
        return None
    found = ahocorasick.Automaton()
    for name in sorted(names):
        found.add_word(name, (name, names[name]))
    found.make_automaton()
    return found
