"""What a key stands for in the whole corpus: its type, its area, and the one key for many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.resolve.areas import Divisions, code_of, is_code
from kg.resolve.labels import Labels
from kg.resolve.seeds import NATION, Reading, Seed
from kg.schema import Schema

AREAS = ("Place", "Community")
"""Types of the ontology that are areas."""
BODIES = ("Agency", "Enterprise")
"""Types of the ontology that are bodies, which an area or another body may own."""

_LEADING = frozenset(("委员会", "人民政府", "人民代表大会", "政协", "人民代表大会常务委员会", "工作委员会"))


@dataclass(slots=True)
class Named:
    """What the corpus prints of one key."""

    printed: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    mentions: int = 0
    first: tuple[str, int, int] | None = None


class Keys:
    """The keys of all readings; ``renamed`` tells which have been found to stand for another one.

    ``parted`` holds for each key that the ledger parted from another that one and the mark of its own.
    """

    def __init__(self, readings: Iterable[Reading], gazetteer: Divisions, schema: Schema | None) -> None:
        self.gazetteer = gazetteer
        self.schema = schema
        self.seeds: dict[str, Seed] = {}
        for reading in readings:
            for key, seed in reading.seeds.items():
                self.seeds.setdefault(key, seed)
        self.labels = Labels(self.seeds, gazetteer)
        self.renamed: dict[str, str] = {}
        self.parted: dict[str, tuple[str, str]] = {}
        self._canon: dict[str, str] = {}

    def renew(self) -> None:
        """Forget which key stands for which, after a change of ``renamed`` or ``parted``."""
        self._canon.clear()

    def key(self, key: str) -> str:
        """Return the key that stands for a thing in the whole corpus."""
        known = self._canon.get(key)
        if known is not None:
            return known
        self._canon[key] = key  # a cycle ends here
        found = self.renamed.get(key, key)
        if found != key:
            found = self.key(found)
        else:
            seed = self.seeds.get(key)
            if (
                seed is not None
                and seed.type in BODIES
                and seed.owner in self.seeds
                and key not in self.parted
            ):
                owner = self.key(seed.owner)
                made = f"{seed.type}:{owner}|{seed.core}"
                if made != key:
                    self.seeds.setdefault(made, Seed(seed.type, owner, seed.core, seed.kind))
                    found = made
        self._canon[key] = found
        return found

    def fits(self, subject: str, predicate: str, target: str) -> bool:
        """Return whether the ends are two and of the types that the ontology allows."""
        if subject == target:
            return False
        if self.schema is None:
            return True
        relation = self.schema.relations.get(predicate)
        if relation is None:
            return False
        a, b = self.type_of(subject), self.type_of(target)
        return (not relation.domain or a in relation.domain) and (not relation.range or b in relation.range)

    def type_of(self, key: str) -> str:
        """Return the type of the ontology that a key's thing is of."""
        if is_code(key):
            return "Community" if len(key) == 12 else "Place"
        seed = self.seeds.get(key)
        return seed.type if seed else "Place"

    def area_of(self, key: str) -> str:
        """Return the key of the area that a key is, or that the body behind it belongs to, "" where none."""
        for _ in range(8):
            if self.type_of(key) in AREAS:
                return key
            seed = self.seeds.get(key)
            if seed is None or seed.owner in ("", NATION, key) or seed.owner.startswith(("@", "?")):
                return ""
            key = self.key(seed.owner)
        return ""

    def is_leading(self, key: str) -> bool:
        """Is it the committee, government, congress or council that leads an area?"""
        seed = self.seeds.get(key)
        return seed is not None and seed.core in _LEADING

    def settle_unlisted_places(self) -> None:
        """晨曦小区 of an article that names its street and of one that names only the district are one place,
        unless two streets of the district have one."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in sorted(self.seeds):
            seed = self.seeds[key]
            if seed.type in AREAS and key.startswith(("Place:", "Community:")) and code_of(seed.owner):
                groups[seed.type, seed.core].append(key)
        for keys in groups.values():
            if len(keys) < 2:
                continue
            places = {k: code_of(self.seeds[k].owner) for k in keys}
            for key, place in places.items():
                deeper = [k for k, p in places.items() if len(p) > len(place) and p.startswith(place)]
                same = [k for k, p in places.items() if p == place and k != key]
                if len(deeper) == 1 or (deeper and len({self._deepest(k, places) for k in deeper}) == 1):
                    self.renamed[key] = self._deepest(deeper[0], places)
                elif (
                    not deeper
                    and same
                    and min([key, *same]) != key
                    and self.seeds[key].owner.startswith("zone:")
                ):
                    self.renamed[key] = min([key, *same])
        self.renew()

    @staticmethod
    def _deepest(key: str, places: Mapping[str, str]) -> str:
        inside = [k for k, p in places.items() if p.startswith(places[key]) and len(p) > len(places[key])]
        return max(inside, key=lambda k: (len(places[k]), k)) if inside else key
