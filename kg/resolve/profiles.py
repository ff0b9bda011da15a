"""People across articles: what each article says of them, who is one, and their ids."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg import ids
from kg.lexicon.tables import Lexicon
from kg.resolve import names, people
from kg.resolve.areas import code_of
from kg.resolve.keys import AREAS, Keys
from kg.resolve.seeds import Reading

_YEAR = re.compile(r"\d{4}(-\d\d){0,2}$")


class Profiles:
    """Gathers the people of a corpus; ``prints`` tells which articles are reprints of one.

    After :meth:`settle`, ``ids`` holds the id of each person's key and ``roles`` what each is.
    """

    def __init__(self, keys: Keys, lexicon: Lexicon, prints: Mapping[str, str]) -> None:
        self.keys = keys
        self.lexicon = lexicon
        self.prints = prints
        self.ids: dict[str, str] = {}
        self.roles: dict[str, frozenset[str]] = {}

    def settle(
        self, readings: Iterable[Reading], apart: Mapping[str, list[tuple[str, str]]]
    ) -> list[tuple[str, str, float]]:
        """Decide who is one, and return the pairs left unsure with the weight of the evidence in bits.

        ``apart`` holds by name the pairs of keys that the ledger calls not the same.
        """
        asked: list[tuple[str, str, float]] = []
        blocks = self._profiles(readings)
        for name in sorted(blocks):
            block = blocks[name]
            self.roles.update({k: p.roles for k, p in block.items()})
            grouped, pairs = people.group(block, apart.get(name, ()))
            members: dict[str, list[people.Profile]] = defaultdict(list)
            for key in sorted(block):
                members[grouped[key]].append(block[key])
                if grouped[key] != key:
                    self.keys.renamed[key] = grouped[key]
            self.ids.update(
                self._person_ids(name, {k: people.merged(v) for k, v in members.items()}, members)
            )
            asked.extend((p.left, p.right, p.bits) for p in pairs)
        self.keys.renew()
        return asked

    def _profiles(self, readings: Iterable[Reading]) -> dict[str, dict[str, people.Profile]]:
        """Return the people of each name with what each article says of them."""
        blocks: dict[str, dict[str, people.Profile]] = defaultdict(dict)
        for reading in readings:
            for key, profile in self._people_of(reading):
                blocks[profile.name][key] = profile
        return blocks

    def _people_of(self, reading: Reading) -> Iterable[tuple[str, people.Profile]]:
        article = reading.extraction.document.article
        roles: dict[str, set[str]] = defaultdict(set)
        for mention in reading.extraction.mentions:
            key = reading.keys.get(mention.id)
            if mention.type == "Person" and key is not None and key.endswith(f"@{article.id}"):
                roles[key] |= {mention.kind} if mention.kind not in (None, "NationalLeader") else set()
        beside = self._beside(reading, roles)
        posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
        residences: dict[str, set[str]] = defaultdict(set)
        for claim, target in zip(reading.extraction.claims, reading.targets, strict=True):
            subject = reading.keys.get(claim.subject)
            if subject not in roles or claim.predicate not in ("holdsPost", "memberOf", "residentOf"):
                continue
            if isinstance(claim.object, str):
                target = reading.keys.get(claim.object)
            if not target:
                continue
            if claim.predicate == "residentOf":
                residences[subject].add(self.keys.key(target))
            else:
                posts[subject].add((self.keys.key(target), claim.title or ""))
        bylines = {
            names.plain(n) for n in (*article.reporters, *article.correspondents, *article.photographers)
        }
        for key, known in roles.items():
            if not known:
                known |= self._role(key, bylines, [b for b, _ in posts[key]], residences[key])
        around = reading.setting.zone or reading.setting.county
        date = article.date if article.date and _YEAR.match(article.date) else None
        for key in sorted(roles):
            name = self.keys.seeds[key].core
            if names.is_half_name(name):
                continue
            bodies = {b for b, _ in posts[key]}
            homes = {h for h in (self._home_of(b) for b in sorted(bodies)) if h} or (
                {around} if around else set()
            )
            yield (
                key,
                people.Profile(
                    name=name,
                    chance=names.chance(name, self.lexicon),
                    homes=frozenset(homes),
                    beside=frozenset(beside.get(key, ())) - bodies,
                    standings=frozenset(
                        self.keys.labels.level(a) for a in (self.keys.area_of(b) for b in sorted(bodies)) if a
                    ),
                    circles=frozenset(c for c in (self._circle(b) for b in sorted(bodies)) if c),
                    posts=frozenset(p for p in posts[key] if p[1]),
                    bodies=frozenset(bodies),
                    roles=frozenset(roles[key]),
                    publications=frozenset({article.publication} if article.publication else ()),
                    seen=dict.fromkeys(bodies, (date, date)) if date else {},
                    residences=frozenset(residences[key]),
                    prints=frozenset({self.prints[article.id]} if article.id in self.prints else ()),
                ),
            )

    def _beside(self, reading: Reading, people_: Collection[str]) -> dict[str, set[str]]:
        """Return the bodies that each person's sentences name."""
        bodies: dict[tuple[int, int], set[str]] = defaultdict(set)
        named: dict[tuple[int, int], set[str]] = defaultdict(set)
        for mention in reading.extraction.mentions:
            key = reading.keys.get(mention.id)
            if key is None or mention.sentence == (0, 0):
                continue
            if mention.type == "Agency":
                bodies[mention.sentence].add(self.keys.key(key))
            elif key in people_:
                named[mention.sentence].add(key)
        found: dict[str, set[str]] = defaultdict(set)
        for sentence, keys in named.items():
            for key in keys:
                found[key] |= bodies.get(sentence, set())
        return found

    def _role(
        self, key: str, bylines: Collection[str], bodies: Sequence[str], residences: Collection[str]
    ) -> set[str]:
        """Return what somebody is, from what an article says, where extraction did not tell."""
        if any(self._is_public(b) for b in bodies):
            return {"Official"}
        if self.keys.seeds[key].core in bylines:
            return {"Journalist"}
        if bodies:
            return {"Professional"}
        return {"Resident"} if residences else set()

    def _home_of(self, body: str) -> str:
        """Return the zone or county of a body, or the larger area that it serves."""
        area = self.keys.area_of(body)
        return area if area.startswith("zone:") else code_of(area)[:6]

    def _circle(self, body: str) -> str:
        """Return the area of whose leadership a body is, "" for any other body."""
        if self.keys.type_of(body) in AREAS:
            return f"lead:{body}"
        seed = self.keys.seeds.get(body)
        area = self.keys.area_of(body) if seed is not None and names.is_leading(seed.core) else ""
        return f"lead:{area}" if area else ""

    def _is_public(self, key: str) -> bool:
        """Return whether who belongs to a body holds office: no firm, hospital or school."""
        seed = self.keys.seeds.get(key)
        return self.keys.type_of(key) != "Enterprise" and not (seed and names.is_sited(seed.core))

    def _person_ids(
        self, name: str, groups: Mapping[str, people.Profile], members: Mapping[str, Sequence[people.Profile]]
    ) -> dict[str, str]:
        """Return ids: the name with the home; of several of one name at one home also the body; else a
        digest."""
        fields: dict[str, list[tuple[str, ...]]] = {}
        for key, profile in groups.items():
            homes = Counter(h for p in members[key] for h in p.homes)
            home = (
                min(homes, key=lambda h: (-homes[h], not h.startswith("zone:"), -len(h), h)) if homes else ""
            )
            if profile.roles == {"Journalist"} and code_of(home):
                home = code_of(home)[:4]
            place = self.keys.labels.discriminators(home) or (ids.digest(key),)
            bodies = Counter(b for p in members[key] for b in p.bodies)
            body = min(bodies, key=lambda b: (-bodies[b], b)) if bodies else ""
            path = (self.keys.labels.path(body),) if body and self.keys.labels.path(body) else ()
            fields[key] = [place, (*place, *path), (*place, *path, ids.digest(key))]
        for depth in range(3):
            made = Counter(ids.entity("Person", name, *f[min(depth, len(f) - 1)]) for f in fields.values())
            for f in fields.values():
                if len(f) > depth + 1 and made[ids.entity("Person", name, *f[depth])] == 1:
                    del f[depth + 1 :]
        return {k: ids.entity("Person", name, *f[-1]) for k, f in fields.items()}
