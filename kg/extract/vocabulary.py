"""What the rules know of words: the lexicon's groups by name, and automata of all its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import NamedTuple, TypeVar

from kg.extract.spotting import Spotter
from kg.lexicon import Campaign, Frame, Head, Lexicon
from kg.lexicon.gazetteer import Gazetteer

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The groups of ``words.tsv``, each under its own name; the head of that table explains them."""

    edge: frozenset[str]
    edgenoun: frozenset[str]
    roleend: frozenset[str]
    nameverb: frozenset[str]
    generic: frozenset[str]
    notarea: frozenset[str]
    undertake: frozenset[str]
    figurative: frozenset[str]
    empty: frozenset[str]
    conjunctive: frozenset[str]
    branch: frozenset[str]
    continued: frozenset[str]
    attendee: frozenset[str]
    bodymeeting: frozenset[str]
    notmeeting: frozenset[str]
    notproject: frozenset[str]
    tasknoun: frozenset[str]
    vaguenoun: frozenset[str]
    memorial: frozenset[str]
    nottown: frozenset[str]
    prize: frozenset[str]
    winning: frozenset[str]
    being: frozenset[str]
    awardlevel: frozenset[str]
    awardend: frozenset[str]
    awardmark: frozenset[str]
    modelperson: frozenset[str]
    corporation: frozenset[str]
    brand: frozenset[str]
    trade: frozenset[str]
    listedtrade: frozenset[str]
    zonetail: frozenset[str]
    leader: frozenset[str]
    historical: frozenset[str]
    notperson: frozenset[str]
    aftertitle: frozenset[str]
    bodyend: frozenset[str]
    placeend: frozenset[str]
    bodyhead: frozenset[str]
    barebody: frozenset[str]
    halfname: frozenset[str]
    follower: frozenset[str]
    resident: frozenset[str]
    minority: frozenset[str]
    journalist: frozenset[str]
    member: frozenset[str]
    takes: frozenset[str]
    appoint: frozenset[str]
    tenure: frozenset[str]
    deputy: frozenset[str]
    deputyword: frozenset[str]
    assume: frozenset[str]
    leaves: frozenset[str]
    becomes: frozenset[str]
    firstheld: frozenset[str]
    schoolpost: frozenset[str]
    medicalpost: frozenset[str]
    firmpost: frozenset[str]
    nearpost: frozenset[str]
    teampost: frozenset[str]
    villagepost: frozenset[str]
    working: frozenset[str]
    dweller: frozenset[str]
    kin: frozenset[str]
    made: frozenset[str]
    thing: frozenset[str]
    plainnoun: frozenset[str]
    quotedbody: frozenset[str]
    shop: frozenset[str]
    practising: frozenset[str]
    gathering: frozenset[str]
    quotedverb: frozenset[str]
    quotedname: frozenset[str]
    quotedobject: frozenset[str]
    quotedmeans: frozenset[str]
    makingof: frozenset[str]
    drivehead: frozenset[str]
    pointer: frozenset[str]
    pointedbody: frozenset[str]
    teamhead: frozenset[str]
    held: frozenset[str]
    holding: frozenset[str]
    beingheld: frozenset[str]
    central: frozenset[str]
    spread: frozenset[str]
    drivelike: frozenset[str]
    served: frozenset[str]
    preposition: frozenset[str]
    collective: frozenset[str]
    founding: frozenset[str]
    causing: frozenset[str]
    advancing: frozenset[str]
    beginning: frozenset[str]
    carrying: frozenset[str]
    host: frozenset[str]
    hosting: frozenset[str]
    convening: frozenset[str]
    overseeing: frozenset[str]
    backing: frozenset[str]
    together: frozenset[str]
    dealing: frozenset[str]
    makespeech: frozenset[str]
    speech: frozenset[str]
    attending: frozenset[str]
    bidding: frozenset[str]
    awarding: frozenset[str]
    bestowing: frozenset[str]
    companion: frozenset[str]
    accompany: frozenset[str]
    along: frozenset[str]
    traveller: frozenset[str]
    saying: frozenset[str]
    seeing: frozenset[str]
    errand: frozenset[str]
    earlier: frozenset[str]
    destination: frozenset[str]
    commonplace: frozenset[str]


def listed(lexicon: Lexicon) -> Groups:
    """Return a lexicon's groups of words.

    Raises:
        LexiconError: a group that the rules use is not in the lexicon.
    """
    return Groups(**{each.name: lexicon.group(each.name) for each in fields(Groups)})


class End(NamedTuple):
    """What a word is as the last one of a name.

    ``heads`` are those that it ends in, longest first, each with its readings; ``campaign`` is what it names
    by itself; ``own``: may rules of its own read it?
    """

    heads: list[tuple[str, Head]]
    campaign: Campaign | None
    own: bool


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The lexicon's words by what the rules ask of them, and what finds all of them in one pass."""

    lexicon: Lexicon
    groups: Groups
    heads: Mapping[str, tuple[Head, ...]]
    sure_bodies: frozenset[str]
    """The heads that show by themselves that a body is named."""
    quoted_bodies: frozenset[str]
    """The heads that bodies may have which a quotation names."""
    areas: Mapping[str, bool]
    spotter: Spotter
    edge: frozenset[str]
    nameverb: frozenset[str]
    edgenoun: frozenset[str]
    generic: frozenset[str]
    notarea: frozenset[str]
    verbs: frozenset[str]
    undertake: frozenset[str]
    inspecting: frozenset[str]
    upper: frozenset[str]
    no_head: frozenset[str]
    openings: frozenset[str]
    triggers: Mapping[str, tuple[Frame, ...]]
    triggering: frozenset[str]
    unnamed: frozenset[str]
    """Words for those who act without a name (群众, 7人), and occasions that do (招聘会|还将|走进)."""
    accompany: tuple[str, ...]
    speech: tuple[str, ...]
    called: frozenset[str]
    surnamed: frozenset[str]
    going: frozenset[str]
    ends: dict[str, End]
    """What words were found to be as the last ones of names: words come again and again."""
    plain: dict[str, bool]
    """Words that were found to end no name, unless the tagger takes them for one."""
    named: dict[tuple[str, float], bool]
    """Whether words were found to be people's names, by how common the surname must be."""
    titled: dict[str, str]
    """The titles that stretches of text were found to end in."""


def vocabulary(lexicon: Lexicon, gazetteer: Gazetteer) -> Vocabulary:
    """Return the tables of a lexicon and the upper three levels of the gazetteer, made once a process."""
    return _vocabulary(_Key(lexicon, gazetteer))


@dataclass(frozen=True)
class _Key:
    """Lexica hold unhashable mappings: the cache goes by identity."""

    lexicon: Lexicon
    gazetteer: Gazetteer

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.lexicon is self.lexicon and other.gazetteer is self.gazetteer


@lru_cache(maxsize=4)
def _vocabulary(key: _Key) -> Vocabulary:
    """Make the tables of a lexicon and a gazetteer."""
    lexicon, gazetteer = key.lexicon, key.gazetteer
    groups = listed(lexicon)
    forced: set[str] = set()
    forced.update(w for w in lexicon.titles if len(w) >= 2 and not _grown(w, lexicon))
    forced.update(w for w in lexicon.heads if len(w) >= 2)
    forced.update(w for w in lexicon.bodies if len(w) >= 2)
    forced.update(w for w in lexicon.campaigns if len(w) >= 3)
    forced.update(w for w in groups.resident if len(w) >= 2)
    forced.update(w for w in groups.journalist if len(w) >= 2)
    forced.update(f.trigger for f in lexicon.frames if len(f.trigger) >= 2)
    full = gazetteer.names(max_level=3)
    divisions = full | gazetteer.names(max_level=3, bare=True)
    areas = {name: name in full for name in divisions if len(name) >= 2}
    openings = frozenset(part[:2] for part in groups.minority if len(part) >= 2)
    heads: dict[str, tuple[Head, ...]] = dict(lexicon.heads)
    for core in lexicon.bodies.values():
        for name in (core.short, core.full):
            if name and name not in heads:
                heads[name] = (Head(name, "Agency", core.kind, "strong"),)
    triggers: dict[str, list[Frame]] = {}
    for frame in lexicon.frames:
        triggers.setdefault(frame.trigger, []).append(frame)
    return Vocabulary(
        lexicon,
        groups,
        heads,
        frozenset(
            head
            for head, readings in heads.items()
            if any(each.type == "Agency" and each.weight == "strong" for each in readings)
        ),
        frozenset(head for head in heads if head.endswith(tuple(groups.quotedbody))),
        areas,
        Spotter(areas, forced, openings),
        groups.edge,
        groups.nameverb,
        groups.edgenoun,
        groups.generic,
        groups.notarea,
        frozenset(f.trigger for f in lexicon.frames if len(f.trigger) >= 2) - groups.nameverb,
        frozenset(f.trigger for f in lexicon.frames if f.relation == "carriesOut") | groups.undertake,
        frozenset(f.trigger for f in lexicon.frames if f.relation in ("visits", "supervises")),
        gazetteer.names(max_level=2, bare=True),
        groups.edge | frozenset(f.trigger for f in lexicon.frames if len(f.trigger) >= 2) - groups.nameverb,
        openings,
        {trigger: tuple(frames) for trigger, frames in triggers.items()},
        groups.makespeech.union(triggers),
        groups.collective.union(
            "人名户", (w for w, made in heads.items() if any(h.type == "Event" for h in made))
        ),
        tuple(sorted(groups.accompany)),
        tuple(sorted(groups.speech)),
        frozenset(("领导", "县领导", "市领导", "区领导")).union(
            lexicon.titles, groups.resident, groups.journalist, groups.member
        ),
        frozenset("小老阿").union(surname[0] for surname in lexicon.surnames),
        frozenset(f.trigger for f in lexicon.frames if f.relation == "visits"),
        {},
        {},
        {},
        {},
    )


def remember(known: dict[K, V], key: K, value: V) -> V:
    """Keep what was found for a word in a table of the vocabulary, which begins anew when it is full."""
    if len(known) > 20_000:
        known.clear()
    known[key] = value
    return value


@lru_cache(maxsize=64)
def first_of(words: frozenset[str]) -> frozenset[str]:
    """Return the first characters of words: what begins with none of them is soon passed over."""
    return frozenset(word[0] for word in words)


@lru_cache(maxsize=64)
def beginnings(words: frozenset[str]) -> frozenset[str]:
    """Return words and all that they begin with: the tagger cuts some of them in two."""
    return frozenset(word[:n] for word in words for n in range(1, len(word) + 1))


@lru_cache(maxsize=64)
def last_of(words: frozenset[str]) -> frozenset[str]:
    """Return the last characters of words: what ends in none of them is soon passed over."""
    return frozenset(word[-1] for word in words)


@lru_cache(maxsize=64)
def affixes(words: frozenset[str]) -> tuple[str, ...]:
    """Return words as what a text may start or end with."""
    return tuple(words)


@lru_cache(maxsize=64)
def any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Return what finds any of a few words: a text without them is passed over sooner than its nodes."""
    return re.compile("|".join(map(re.escape, sorted(words))))


def _grown(title: str, lexicon: Lexicon) -> bool:
    """Is a body grown together with the title (社区党总支书记, 政协副主席)? Then the two are read apart."""
    for k in range(1, len(title) - 1):
        if title[k:] in lexicon.titles and any(
            title[j:k] in lexicon.heads or title[j:k] in lexicon.bodies for j in range(k)
        ):
            return True
    return title.startswith("项目")
