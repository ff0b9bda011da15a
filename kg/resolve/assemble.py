"""From readings to the corpus: entities, statements and open questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg import ids
from kg.errors import XianzhiError
from kg.lexicon.tables import Lexicon
from kg.model import (
    Article,
    Claim,
    Entity,
    Extraction,
    Implied,
    Mention,
    MentionRow,
    Question,
    Resolution,
    Statement,
)
from kg.resolve import ledger, lying, names, people
from kg.resolve.areas import Divisions, code_of, is_code, is_virtual
from kg.resolve.labels import Labels, best_name
from kg.resolve.ledger import Decision
from kg.resolve.reading import NATION, Reading, Seed, read, towns_of_zone
from kg.resolve.reprints import reprints
from kg.schema import Schema

_AREAS = ("Place", "Community")
_BODIES = ("Agency", "Enterprise")
_ROLES = ("NationalLeader", "Official", "Professional", "Journalist", "Resident", "Historical")
_KIND_OF_CORE = {
    "委员会": "PartyOrgan",
    "工作委员会": "PartyOrgan",
    "人民政府": "GovernmentOrgan",
    "管理委员会": "GovernmentOrgan",
    "政协": "CPPCC",
    "人民代表大会": "Congress",
    "人民代表大会常务委员会": "Congress",
    "办事处": "SubdistrictOffice",
    "纪检监察工委": "DisciplineOrgan",
    "纪委监委": "DisciplineOrgan",
    "公安局": "Police",
    "人民法院": "JudicialOrgan",
    "人民检察院": "JudicialOrgan",
    "党总支": "PartyBranch",
    "党支部": "PartyBranch",
    "理论学习中心组": "Other",
}
_SERVING = re.compile(
    r"(?:组织部|宣传部|统战部|政法委员会|社会工作部|社工部|党校|常务委员会)$|^(?:办公室|办公厅|办)$"
)
"""Departments of those that lead an area, which serve all of it as they do."""
_LEADING = frozenset(("委员会", "人民政府", "人民代表大会", "政协", "人民代表大会常务委员会", "工作委员会"))
_POST_OF_TOWN = re.compile(r"^(.{2,5})(?:派出所|司法所|税务所|财政所|法庭|交警中队)$")
_YEAR = re.compile(r"\d{4}(-\d\d){0,2}$")


@dataclass(slots=True)
class Fact:
    """A statement between keys."""

    subject: str
    predicate: str
    object: str
    article: str
    source: str
    start: int
    end: int
    rule: str
    subject_mention: str | None
    object_mention: str | None
    title: str | None = None
    date: str | None = None
    modality: str = "asserted"
    confidence: float = 1.0


# How often what a name implies was right on the project's own annotated texts (docs/accuracy.md).
_UNNAMED = 0.85
"""Confidence where a name implies an area that the article never names (县政府 of which county?)."""
_LYING = 0.88
"""That a division lies in one that the article names too: the national table knows it, not the text."""
_WITHIN = 0.85
"""That a firm lies in the area whose name stands in its own."""
_SURE = {"jurisdiction": 0.96, "locatedIn": 0.96, "partOf": 0.88}


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


def resolve(
    extractions: Iterable[Extraction],
    lexicon: Lexicon,
    gazetteer: Divisions,
    decisions: Sequence[Decision] = (),
    *,
    schema: Schema | None = None,
) -> Resolution:
    """Decide across articles what every mention names, and state what the claims and the names say.

    The result depends on the set of extractions alone, not on their order.

    Args:
        extractions: the left half's results, one for each article.
        lexicon: short and full names of bodies, campaigns, surnames.
        gazetteer: the national divisions and zones.
        decisions: the ledger's lines, from :func:`kg.resolve.ledger.read_ledger`.
        schema: the ontology against which types of ends are checked; the packed one if None.

    Raises:
        LedgerError: two decisions contradict each other.
    """
    return Corpus(extractions, lexicon, gazetteer, schema or _schema()).resolve(decisions)


def _schema() -> Schema | None:
    from kg import schema

    try:
        return schema.load()
    except XianzhiError:
        return None


class Corpus:
    """The articles of one build on their way to a resolution."""

    def __init__(
        self, extractions: Iterable[Extraction], lexicon: Lexicon, gazetteer: Divisions, schema: Schema | None
    ) -> None:
        unique = {e.document.article.id: e for e in extractions}
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.schema = schema
        items = [unique[i] for i in sorted(unique)]
        self.prints = reprints(e.document for e in items)
        towns = self._towns(items)
        self.readings = [read(e, lexicon, gazetteer, towns) for e in items]
        self.seeds: dict[str, Seed] = {}
        for reading in self.readings:
            for key, seed in reading.seeds.items():
                self.seeds.setdefault(key, seed)
        self.labels = Labels(self.seeds, gazetteer)
        self.renamed: dict[str, str] = {}
        self._canon: dict[str, str] = {}
        self.parted: dict[str, tuple[str, str]] = {}
        self.person_ids: dict[str, str] = {}
        self.roles: dict[str, frozenset[str]] = {}

    def _towns(self, items: Iterable[Extraction]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for extraction in items:
            zone, towns = towns_of_zone(extraction, self.gazetteer)
            if zone:
                found[zone] |= towns
        return {z: frozenset(t) for z, t in found.items()}

    # ------------------------------------------------------------------------------------ keys
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
                and seed.type in _BODIES
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

    def _settle_unlisted_places(self) -> None:
        """晨曦小区 of an article that names its street and of one that names only the district are one place,
        unless two streets of the district have one."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in sorted(self.seeds):
            seed = self.seeds[key]
            if seed.type in _AREAS and key.startswith(("Place:", "Community:")) and code_of(seed.owner):
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
        self._canon.clear()

    @staticmethod
    def _deepest(key: str, places: Mapping[str, str]) -> str:
        inside = [k for k, p in places.items() if p.startswith(places[key]) and len(p) > len(places[key])]
        return max(inside, key=lambda k: (len(places[k]), k)) if inside else key

    # ---------------------------------------------------------------------------------- people
    def _profiles(self) -> dict[str, dict[str, people.Profile]]:
        """Return the people of each name with what each article says of them."""
        blocks: dict[str, dict[str, people.Profile]] = defaultdict(dict)
        for reading in self.readings:
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
                residences[subject].add(self.key(target))
            else:
                posts[subject].add((self.key(target), claim.title or ""))
        bylines = {
            names.plain(n) for n in (*article.reporters, *article.correspondents, *article.photographers)
        }
        for key, known in roles.items():
            if not known:
                known |= self._role(key, bylines, [b for b, _ in posts[key]], residences[key])
        around = reading.setting.zone or reading.setting.county
        date = article.date if article.date and _YEAR.match(article.date) else None
        for key in sorted(roles):
            name = self.seeds[key].core
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
                        self.labels.level(a) for a in (self._area_of(b) for b in sorted(bodies)) if a
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
                bodies[mention.sentence].add(self.key(key))
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
        if self.seeds[key].core in bylines:
            return {"Journalist"}
        if bodies:
            return {"Professional"}
        return {"Resident"} if residences else set()

    def _home_of(self, body: str) -> str:
        """Return the zone or county of a body, or the larger area that it serves."""
        area = self._area_of(body)
        return area if area.startswith("zone:") else code_of(area)[:6]

    def _circle(self, body: str) -> str:
        """Return the area of whose leadership a body is, "" for any other body."""
        if self._type(body) in _AREAS:
            return f"lead:{body}"
        seed = self.seeds.get(body)
        area = self._area_of(body) if seed is not None and names.is_leading(seed.core) else ""
        return f"lead:{area}" if area else ""

    def _is_public(self, key: str) -> bool:
        """Return whether who belongs to a body holds office: no firm, hospital or school."""
        seed = self.seeds.get(key)
        return self._type(key) != "Enterprise" and not (seed and names.is_sited(seed.core))

    def _settle_people(self, apart: Mapping[str, list[tuple[str, str]]]) -> list[tuple[str, str, float]]:
        asked: list[tuple[str, str, float]] = []
        blocks = self._profiles()
        for name in sorted(blocks):
            block = blocks[name]
            self.roles.update({k: p.roles for k, p in block.items()})
            grouped, pairs = people.group(block, apart.get(name, ()))
            members: dict[str, list[people.Profile]] = defaultdict(list)
            for key in sorted(block):
                members[grouped[key]].append(block[key])
                if grouped[key] != key:
                    self.renamed[key] = grouped[key]
            self.person_ids.update(
                self._person_ids(name, {k: people.merged(v) for k, v in members.items()}, members)
            )
            asked.extend((p.left, p.right, p.bits) for p in pairs)
        self._canon.clear()
        return asked

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
            place = self.labels.discriminators(home) or (ids.digest(key),)
            bodies = Counter(b for p in members[key] for b in p.bodies)
            body = min(bodies, key=lambda b: (-bodies[b], b)) if bodies else ""
            path = (self.labels.path(body),) if body and self.labels.path(body) else ()
            fields[key] = [place, (*place, *path), (*place, *path, ids.digest(key))]
        for depth in range(3):
            made = Counter(ids.entity("Person", name, *f[min(depth, len(f) - 1)]) for f in fields.values())
            for f in fields.values():
                if len(f) > depth + 1 and made[ids.entity("Person", name, *f[depth])] == 1:
                    del f[depth + 1 :]
        return {k: ids.entity("Person", name, *f[-1]) for k, f in fields.items()}

    # -------------------------------------------------------------------------------- statements
    def _facts(self) -> list[Fact]:
        found: list[Fact] = []
        for reading in self.readings:
            claimed = list(self._claimed(reading))
            said = {(f.subject, f.predicate, f.object) for f in claimed}
            found.extend(claimed)
            for fact in self._from_names(reading):
                triple = (fact.subject, fact.predicate, fact.object)
                if triple not in said:
                    said.add(triple)
                    found.append(fact)
        return found

    def _claimed(self, reading: Reading) -> Iterable[Fact]:
        seen: dict[tuple[object, ...], None] = {}
        pairs = zip(reading.extraction.claims, reading.targets, strict=True)
        for claim, target in sorted(pairs, key=lambda p: _reading_order(p[0])):
            subject = reading.keys.get(claim.subject)
            if isinstance(claim.object, str):
                target = reading.keys.get(claim.object)
            if subject is None or target is None:
                continue
            subject, target = self.key(subject), self.key(target)
            mark = (
                subject,
                claim.predicate,
                target,
                claim.title,
                claim.start,
                claim.end,
                claim.modality,
                claim.date,
            )
            if mark in seen or not self._fits(subject, claim.predicate, target):
                continue
            seen[mark] = None
            other = None if isinstance(claim.object, Implied) else claim.object
            yield Fact(
                subject, claim.predicate, target, claim.article_id, claim.source, claim.start, claim.end,
                claim.rule,
                claim.subject, other, claim.title, claim.date, str(claim.modality.value), claim.confidence,
            )  # fmt: skip

    def _fits(self, subject: str, predicate: str, target: str) -> bool:
        """Return whether the ends are two and of the types that the ontology allows."""
        if subject == target:
            return False
        if self.schema is None:
            return True
        relation = self.schema.relations.get(predicate)
        if relation is None:
            return False
        a, b = self._type(subject), self._type(target)
        return (not relation.domain or a in relation.domain) and (not relation.range or b in relation.range)

    def _type(self, key: str) -> str:
        if is_code(key):
            return "Community" if len(key) == 12 else "Place"
        seed = self.seeds.get(key)
        return seed.type if seed else "Place"

    def _area_of(self, key: str) -> str:
        for _ in range(8):
            if self._type(key) in _AREAS:
                return key
            seed = self.seeds.get(key)
            if seed is None or seed.owner in ("", NATION, key) or seed.owner.startswith(("@", "?")):
                return ""
            key = self.key(seed.owner)
        return ""

    def _from_names(self, reading: Reading) -> Iterable[Fact]:
        """Yield what names themselves say: 区委 governs the district, 区委第三巡察组 is part of 区委."""
        mentions = {m.id: m for m in reading.extraction.mentions}
        ordered = sorted(mentions.values(), key=lambda m: (m.start, -m.end, m.id))
        by_key: dict[str, list[Mention]] = defaultdict(list)
        for mention in ordered:
            key = reading.keys.get(mention.id)
            if key is not None:
                by_key[self.key(key)].append(mention)
        firms = self._firms(reading, ordered)
        placed: dict[str, str] = {}
        for mention in ordered:
            raw = reading.keys.get(mention.id)
            if raw is None or mention.anaphor or mention.antecedent:
                continue
            key = self.key(raw)
            implied = list(self._implied_by_name(reading, mention, key, mentions))
            if mention.type == "Enterprise" and not any(p == "partOf" for p, _ in implied):
                parent = _parent_firm(names.plain(mention.name or mention.text), key, firms)
                parent = parent or self._firm_before(reading, mention, ordered)
                implied += [("partOf", parent)] if parent else []
            inner = any(p == "partOf" for p, _ in implied)
            for predicate, target in implied:
                if target in ("", NATION) or not self._fits(key, predicate, target):
                    continue
                if inner and predicate == "jurisdiction" and target not in by_key:
                    continue  # 县委组织部 of a county that the article never names
                if predicate == "locatedIn":
                    placed[key] = target
                other = _nearest(mention, by_key.get(target, ()))
                start, end = mention.sentence if mention.sentence != (0, 0) else (mention.start, mention.end)
                yield Fact(
                    key, predicate, target, mention.article_id, mention.source, start, end,
                    f"name:{predicate}",
                    mention.id, other.id if other else None,
                    confidence=_SURE[predicate] if other else min(_SURE[predicate], _UNNAMED),
                )  # fmt: skip
                if predicate == "partOf" and target not in by_key and self._is_leading(target):
                    yield from self._governing(target, mention, by_key)
        yield from self._lying(by_key, placed)

    def _governing(self, body: str, inner: Mention, by_key: Mapping[str, list[Mention]]) -> Iterable[Fact]:
        """Yield the area of a government that the article only names in the name of its office (县政府办)."""
        area = self._area_of(body)
        if area not in by_key or not self._fits(body, "jurisdiction", area):
            return
        start, end = inner.sentence if inner.sentence != (0, 0) else (inner.start, inner.end)
        other = _nearest(inner, by_key[area])
        yield Fact(
            body, "jurisdiction", area, inner.article_id, inner.source, start, end, "name:jurisdiction",
            None, other.id if other else None, confidence=_UNNAMED,
        )  # fmt: skip

    def _lying(self, by_key: Mapping[str, list[Mention]], placed: Mapping[str, str]) -> Iterable[Fact]:
        """Yield where what the article names lies, by the national table and by areas inside other names.

        The table knows where a town lies; that the article speaks of the county too makes it part of what it
        says. ``placed`` tells in what things lie whose own names say so.
        """
        printed: dict[str, list[Mention]] = {}
        for key, found in by_key.items():
            own = [m for m in found if not m.anaphor and not m.antecedent]
            if own:
                printed[key] = own
        areas = {k: shorts for k in printed if self._type(k) in _AREAS and (shorts := self._shorts(k))}
        for key, found in printed.items():
            inner, rule, sure = found[0], "context:locatedIn", _LYING
            outer = lying.around(key, printed, self.gazetteer)
            if not outer and self._is_sited(key):
                outer, rule, sure = (
                    lying.by_name(names.plain(inner.name or ""), areas),
                    "name:locatedIn",
                    _WITHIN,
                )
                if key in placed and not _within(outer, placed[key]):
                    continue
            if not outer or not self._fits(key, "locatedIn", outer):
                continue
            other = _nearest(inner, printed[outer])
            if len(code_of(outer)) == 4 and (other is None or other.sentence != inner.sentence):
                continue  # in which prefecture a county lies hardly needs saying
            start, end = inner.sentence if inner.sentence != (0, 0) else (inner.start, inner.end)
            yield Fact(
                key, "locatedIn", outer, inner.article_id, inner.source, start, end, rule,
                inner.id, other.id if other else None, confidence=sure,
            )  # fmt: skip

    def _is_sited(self, key: str) -> bool:
        """Is it a firm or an institution that stands in an area?"""
        seed = self.seeds.get(key)
        if seed is None or seed.type not in _BODIES:
            return False
        return seed.type == "Enterprise" or names.is_sited(seed.core)

    def _shorts(self, key: str) -> tuple[str, ...]:
        """Return the proper name of an area and those of the divisions above it, () where it has none."""
        if is_code(key):
            chain = [lying.proper(d.name) or d.name for d in self.gazetteer.chain(key)]
            return (chain[-1], *chain[:-1]) if chain and len(key) >= 4 and len(chain[-1]) >= 2 else ()
        seed = self.seeds.get(key)
        short = lying.proper(seed.core) if seed is not None else ""
        return (short,) if short else ()

    def _firms(self, reading: Reading, ordered: Iterable[Mention]) -> dict[str, str]:
        """Return the names of companies in an article with their keys."""
        found: dict[str, str] = {}
        for mention in ordered:
            key = reading.keys.get(mention.id)
            name = names.plain(mention.name or mention.text)
            if mention.type == "Enterprise" and key is not None and name.endswith(("公司", "集团", "厂")):
                found.setdefault(name, self.key(key))
        return found

    def _town_of(self, core: str, owner: str) -> str:
        """Return the township in its bureau's county whose name a station bears (香粉派出所)."""
        match = _POST_OF_TOWN.match(core)
        county = code_of(self._area_of(owner))[:6]
        found = self.gazetteer.named(match[1], county, 4) if match and len(county) == 6 else ()
        if len(found) != 1:
            return ""
        key = found[0].code
        self.seeds.setdefault(key, Seed("Place", "", "", "Township"))
        return key

    def _is_leading(self, key: str) -> bool:
        """Is it the committee, government, congress or council that leads an area?"""
        seed = self.seeds.get(key)
        return seed is not None and seed.core in _LEADING

    def _is_committee(self, key: str) -> bool:
        seed = self.seeds.get(key)
        return seed is not None and seed.type == "Agency" and seed.core == "委员会"

    def _firm_before(self, reading: Reading, mention: Mention, ordered: Iterable[Mention]) -> str:
        """Return the company named right before a project, shop or branch (建业地产集团|周口世和府项目)."""
        for other in ordered:
            if (
                other.type == "Enterprise"
                and other.end == mention.start
                and other.text.endswith(("公司", "集团"))
            ):
                return self.key(reading.keys[other.id]) if other.id in reading.keys else ""
        return ""

    def _implied_by_name(
        self, reading: Reading, mention: Mention, key: str, mentions: Mapping[str, Mention]
    ) -> Iterable[tuple[str, str]]:
        seed = self.seeds.get(key)
        if seed is None:
            return
        if seed.type in _AREAS:
            other = mentions.get(mention.qualifier or "")
            qualifier = reading.keys.get(other.id) if other is not None and _adjoins(other, mention) else None
            around = self._area_of(self.key(qualifier)) if qualifier else ""
            if not around and mention.level and key.startswith(("zone:", "Place:")):
                word = reading.setting.level(mention.level)
                around = word if is_code(word) else ""
            if around and not _within(around, key):
                yield "locatedIn", around
            return
        if seed.type not in _BODIES or seed.owner in ("", NATION) or seed.owner.startswith(("@", "?")):
            return
        owner = self.key(seed.owner)
        kind = self._type(owner)
        if kind in _BODIES:
            told = reading.keys.get(mention.qualifier or "")
            unnamed = (self._is_committee(owner) and "委" not in mention.text) or (
                seed.core == "办公室"
                and self.seeds[owner].core.endswith(names.GROUPS)
                and not any(group in mention.text for group in names.GROUPS)
            )
            if unnamed and (not told or self.key(told) != owner):
                yield "jurisdiction", self._area_of(owner)  # 镇党校: the name says of which town, not of whom
                return
            yield "partOf", owner
            if _SERVING.search(seed.core) and self._is_leading(owner):
                yield "jurisdiction", self._area_of(owner)
            if seed.type == "Enterprise":
                places = [m for m in mentions.values() if m.inside == mention.id and m.type == "Place"]
                inner_keys = {self.key(k) for k in (reading.keys.get(m.id) for m in places) if k}
                if len(inner_keys) == 1:
                    yield "locatedIn", next(iter(inner_keys))
            elif _POST_OF_TOWN.match(seed.core):
                town = self._town_of(seed.core, owner)
                if town:
                    yield "jurisdiction", town
            elif seed.core.startswith("驻"):  # a team posted to a village
                for inner in mentions.values():
                    found = reading.keys.get(inner.id)
                    if found and inner.inside == mention.id and inner.type == "Community":
                        yield "jurisdiction", self.key(found)
            elif seed.core.endswith(("局", "派出所", "支队", "大队", "所", "院", "法庭")):
                for inner in mentions.values():
                    if inner.inside == mention.id and inner.type in _AREAS and inner.start > mention.start:
                        found = reading.keys.get(inner.id)
                        if found and (not seed.owner or self.key(found) != self._area_of(owner)):
                            yield "jurisdiction", self.key(found)
        elif (
            seed.type == "Enterprise"
            or names.is_sited(seed.core)
            or (kind == "Community" and seed.core.endswith("党群服务中心"))
        ):
            yield "locatedIn", owner
        else:
            yield "jurisdiction", owner

    # --------------------------------------------------------------------------------- assembling
    def _split(self, decisions: Sequence[Decision]) -> dict[str, list[tuple[str, str]]]:
        """Part what decisions between two mentions call not the same.

        People of two articles are barred from being grouped, by name; anything else of one key gets a key of
        its own in the article of the decision's right side.
        """
        wanted = [
            d for d in decisions if d.decision == ledger.Verdict.NOT_SAME and "#" in d.left and "#" in d.right
        ]
        barred: dict[str, list[tuple[str, str]]] = defaultdict(list)
        if not wanted:
            return barred
        owner = {i: r for r in self.readings for i in r.keys}
        for decision in wanted:
            if decision.left not in owner or decision.right not in owner:
                continue
            left, right = owner[decision.left], owner[decision.right]
            a, b = left.keys[decision.left], right.keys[decision.right]
            seed = self.seeds[b]
            if a != b and seed.type == "Person" and self.seeds[a].core == seed.core:
                barred[seed.core].append((a, b))
            elif self.key(a) == self.key(b):
                self._part(right, b, decision)
        self._canon.clear()
        return barred

    def _part(self, reading: Reading, key: str, decision: Decision) -> None:
        """Give the mentions of a key in one article a key of their own; in the same article, only the one."""
        article = reading.extraction.document.article.id
        alone = decision.left in reading.keys
        mark = decision.right if alone else article
        made = f"{key}~{ids.digest(mark)}"
        seed = self.seeds[key]
        core = seed.core or self.labels.own(key)
        kind = None if is_code(key) else seed.kind
        self.seeds[made] = Seed(self._type(key), seed.owner, core, kind)
        self.parted[made] = (key, mark)
        for mention, known in reading.keys.items():
            if known == key and (not alone or mention == decision.right):
                reading.keys[mention] = made

    def resolve(self, decisions: Sequence[Decision]) -> Resolution:
        """Return the resolution under the ledger's decisions."""
        self._settle_unlisted_places()
        apart = self._split(decisions)
        asked = self._settle_people(apart)
        facts = self._facts()
        named = self._named()
        keys = sorted({*named, *(f.subject for f in facts), *(f.object for f in facts)})
        contained = self._containment(keys)
        keys = sorted({*keys, *(x for pair in contained for x in pair)})
        identity = self._identities(keys)
        entity_of = {i: i for i in identity.values()}
        for reading in self.readings:
            for mention_id, key in reading.keys.items():
                entity_of[mention_id] = identity[self.key(key)]
        rulings = ledger.apply([self._as_code(d, entity_of) for d in decisions], entity_of)
        final = {k: rulings.leader.get(i, i) for k, i in identity.items()}
        entities = self._entities(keys, named, final, rulings)
        alive = {e.id: e for e in entities}
        inferred = [(a, "locatedIn", b, "gazetteer") for a, b in contained]
        inferred += [(a, "precededBy", b, "inference:succession") for a, b in self._successions(keys)]
        inferred += self._governed(keys, facts)
        statements = self._statements(facts, inferred, final, alive)
        rows = self._rows(final, alive)
        counts = Counter(r.entity_id for r in rows)
        places: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            places[row.entity_id].add(row.article_id)
        entities = [replace(e, mentions=counts[e.id], articles=len(places[e.id])) for e in entities]
        questions = self._questions(asked, named, final, alive, rulings)
        return Resolution(
            articles=tuple(self._article(r, final) for r in self.readings),
            mentions=tuple(rows),
            entities=tuple(entities),
            statements=tuple(statements),
            questions=tuple(questions),
        )

    def _governed(self, keys: Sequence[str], facts: Iterable[Fact]) -> list[tuple[str, str, str, str]]:
        """Say what an implied body (the 区政府 behind a 区长) governs, if its area is in the graph."""
        known = set(keys)
        said = {f.subject for f in facts if f.predicate == "jurisdiction"}
        found = []
        for key in keys:
            seed = self.seeds.get(key)
            if seed is None or seed.type != "Agency" or key in said:
                continue
            if not is_code(seed.owner) or seed.owner not in known:
                continue
            found.append((key, "jurisdiction", seed.owner, "inference:implied"))
        return found

    def _as_code(self, decision: Decision, entity_of: Mapping[str, str]) -> Decision:
        """Read ``same`` with a division that no article names as giving its code (the answer to a doubt)."""
        if (
            decision.decision != ledger.Verdict.SAME
            or decision.left not in entity_of
            or decision.right in entity_of
        ):
            return decision
        code = decision.right.rpartition("/")[2]
        if not is_code(code) or self.gazetteer.get(code) is None:
            return decision
        return replace(decision, decision=ledger.Verdict.CODE, right="", value=code)

    def _named(self) -> dict[str, Named]:
        found: dict[str, Named] = defaultdict(Named)
        for reading in self.readings:
            for mention in reading.extraction.mentions:
                raw = reading.keys.get(mention.id)
                if raw is None:
                    continue
                entry = found[self.key(raw)]
                entry.mentions += 1
                entry.articles.add(mention.article_id)
                entry.roles |= self.roles.get(raw, frozenset())
                if mention.anaphor:
                    continue
                entry.printed[mention.name or mention.text] += 1
                entry.types[mention.type] += 1
                if mention.kind and not (mention.kind == "NationalLeader" and raw in self.roles):
                    entry.kinds[mention.kind] += 1
                spot = (mention.source, *mention.sentence)
                if entry.first is None or spot < entry.first:
                    entry.first = spot
        return dict(found)

    def _containment(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Return the gazetteer's chain above every linked place and zone, each step once."""
        pairs: set[tuple[str, str]] = set()
        for key in keys:
            if key.startswith("zone:") and code_of(key):
                pairs.add((key, code_of(key)))
            elif not is_code(key):
                continue
            chain = [d for d in self.gazetteer.chain(code_of(key)) if not is_virtual(d.name)]
            pairs.update((b.code, a.code) for a, b in pairwise(chain))
        for pair in pairs:
            for key in pair:
                if key not in self.seeds:
                    level = {2: "Province", 4: "Prefecture", 6: "County", 9: "Township"}.get(len(key))
                    self.seeds[key] = Seed("Place" if len(key) < 12 else "Community", "", "", level)
        return sorted(pairs)

    def _successions(self, keys: Collection[str]) -> list[tuple[str, str]]:
        """Return bodies of one area of which the lexicon knows that the first took over from the second."""
        known = set(keys)
        after = {
            names.body_core(row.full, row.kind, self.lexicon): names.body_core(
                row.successor, None, self.lexicon
            )
            for row in self.lexicon.bodies.values()
            if row.successor
        }
        found: list[tuple[str, str]] = []
        for key in sorted(known):
            seed = self.seeds.get(key)
            core = after.get(seed.core) if seed is not None and seed.type == "Agency" else None
            if seed is not None and core and core != seed.core:
                later = f"Agency:{self.key(seed.owner) if seed.owner in self.seeds else seed.owner}|{core}"
                if later in known and not seed.owner.startswith("?"):
                    found.append((later, key))
        return found

    def _identities(self, keys: Sequence[str]) -> dict[str, str]:
        made: dict[str, str] = {}
        for key in keys:
            if key in self.parted:
                base, mark = self.parted[key]
                made[key] = f"{self._base(base)}.{ids.digest(mark)}"
            elif key in self.person_ids:
                made[key] = self.person_ids[key]
            elif key.startswith("Person:") and "@article/" in key:
                made[key] = ids.entity("Person", self.seeds[key].core, ids.digest(key.rsplit("@", 1)[1]))
            else:
                made[key] = self.labels.identity(key)
        times = Counter(made.values())
        return {k: i if times[i] == 1 else f"{i}.{ids.digest(k)}" for k, i in made.items()}

    def _base(self, key: str) -> str:
        return self.person_ids.get(key) or self.labels.identity(key)

    def _entities(
        self,
        keys: Sequence[str],
        named: Mapping[str, Named],
        final: Mapping[str, str],
        rulings: ledger.Rulings,
    ) -> list[Entity]:
        members: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            members[final[key]].append(key)
        found: list[Entity] = []
        for key in sorted(keys):
            if self._type(key) in _AREAS:
                printed = named[key].printed if key in named else Counter[str]()
                self.labels.shown[key] = best_name(self._type(key), key, printed, self.labels)
        for identity in sorted(members):
            if identity in rulings.dropped:
                continue
            group = members[identity]
            lead = min(group, key=lambda k: (not is_code(k), -(named[k].mentions if k in named else 0), k))
            entry = Named()
            for key in group:
                if key in named:
                    entry.printed += named[key].printed
                    entry.kinds += named[key].kinds
                    entry.roles |= named[key].roles
            found.append(self._entity(identity, lead, entry, rulings))
        return found

    def _entity(self, identity: str, key: str, entry: Named, rulings: ledger.Rulings) -> Entity:
        seed = self.seeds.get(key) or Seed(self._type(key))
        type_ = self._type(key)
        name = rulings.names.get(identity) or best_name(type_, key, entry.printed, self.labels)
        kind = min(entry.kinds, key=lambda k: (-entry.kinds[k], k)) if entry.kinds else seed.kind
        if type_ == "Person" and kind is None:
            kind = next((r for r in _ROLES if r in entry.roles), None)
        elif type_ == "Agency":
            kind = _KIND_OF_CORE.get(seed.core, kind)
        if is_code(key) and len(key) < 12 and seed.kind and kind != "Zone":
            kind = seed.kind
        full = self.labels.full(key) if type_ in ("Agency", *_AREAS) else None
        if type_ == "Initiative" and names.plain(seed.core) != names.plain(name) and seed.owner == NATION:
            full = seed.core
        if identity in rulings.types:
            type_, kind = rulings.types[identity][0], rulings.types[identity][1] or kind
        code: str | None = key if is_code(key) else None
        if identity in rulings.codes:
            code = rulings.codes[identity] or None
        aliases = sorted(set(entry.printed) - {name}, key=lambda n: (-entry.printed[n], n))
        return Entity(identity, type_, kind, name, full if full != "" else None, tuple(aliases), code)

    def _statements(
        self,
        facts: Iterable[Fact],
        inferred: Iterable[tuple[str, str, str, str]],
        final: Mapping[str, str],
        alive: Mapping[str, Entity],
    ) -> list[Statement]:
        found: dict[str, Statement] = {}
        for fact in facts:
            a, b = final[fact.subject], final[fact.object]
            if a == b or a not in alive or b not in alive:
                continue
            identity = ids.statement(
                a, fact.predicate, b, fact.title, fact.date, fact.modality, fact.article, fact.start, fact.end
            )
            row = Statement(
                identity, a, fact.predicate, b, fact.title, fact.date, fact.modality, fact.article,
                fact.source,
                fact.start, fact.end, fact.subject_mention, fact.object_mention, fact.rule, fact.confidence,
            )  # fmt: skip
            known = found.get(identity)
            if known is None or _order(row) < _order(known):
                found[identity] = row
        for subject, predicate, target, rule in inferred:
            a, b = final[subject], final[target]
            if a != b and a in alive and b in alive:
                identity = ids.statement(a, predicate, b, rule)
                found[identity] = Statement(identity, a, predicate, b, rule=rule)
        return [
            found[i]
            for i in sorted(found, key=lambda i: (found[i].article_id or "~", found[i].start or 0, i))
        ]

    def _rows(self, final: Mapping[str, str], alive: Mapping[str, Entity]) -> list[MentionRow]:
        rows: list[MentionRow] = []
        for reading in self.readings:
            for mention in sorted(reading.extraction.mentions, key=lambda m: (m.start, -m.end, m.id)):
                raw = reading.keys.get(mention.id)
                if raw is None:
                    continue
                entity = alive.get(final[self.key(raw)])
                if entity is not None:
                    rows.append(
                        MentionRow(
                            mention.id, entity.id, mention.article_id, mention.source, mention.start,
                            mention.end,
                            mention.text, mention.type,
                            entity.kind if mention.kind == "NationalLeader" else mention.kind,
                        )
                    )  # fmt: skip
        return rows

    def _article(self, reading: Reading, final: Mapping[str, str]) -> Article:
        article = reading.extraction.document.article
        home = reading.setting.home
        if home.startswith("zone:"):
            place: str | None = (
                final.get(self.key(home)) or self.labels.identity(home) if home in self.seeds else None
            )
            place = place or article.place or reading.setting.area or None
        else:
            place = home or article.place
        return replace(article, place=place)

    def _questions(
        self,
        asked: Iterable[tuple[str, str, float]],
        named: Mapping[str, Named],
        final: Mapping[str, str],
        alive: Mapping[str, Entity],
        rulings: ledger.Rulings,
    ) -> list[Question]:
        found: list[Question] = []
        for left, right, bits in asked:
            a, b = sorted((final[self.key(left)], final[self.key(right)]))
            if a == b or (a, b) in rulings.apart or a not in alive or b not in alive:
                continue
            x, y = named.get(self.key(left), Named()), named.get(self.key(right), Named())
            first, second = (x, y) if final[self.key(left)] == a else (y, x)
            chance = 1.0 / (1.0 + 2.0 ** (people.SAME - bits))
            worth = round(chance * min(x.mentions, y.mentions), 3)  # mentions that a yes would move
            reason = f"one name; the evidence weighs {bits:+.1f} bits, {people.SAME:.0f} would make them one"
            found.append(Question(a, b, worth, reason, first.first, second.first))
        for reading in self.readings:
            for doubt in reading.doubts:
                key = reading.keys.get(doubt.mention.id)
                if key is None or is_code(self.key(key)) or final[self.key(key)] not in alive:
                    continue
                left = final[self.key(key)]
                spot = (doubt.mention.source, *doubt.mention.sentence)
                for code in doubt.codes[:4]:
                    right = ids.entity("Community" if len(code) == 12 else "Place", code)
                    if (
                        rulings.codes.get(left) is None
                        and (min(left, right), max(left, right)) not in rulings.apart
                    ):
                        full = self.gazetteer.full_name(code)
                        reason = f"{len(doubt.codes)} divisions fit, none was chosen; one is {full}"
                        worth = round(named[self.key(key)].mentions / len(doubt.codes), 3)
                        found.append(Question(left, right, worth, reason, spot, None))
        answered = {(d.left, d.right) for d in rulings.unknown if d.decision == ledger.Verdict.NOT_SAME}
        doubted = {(q.left, q.right) for q in found}
        for decision in rulings.unknown:
            if (decision.left, decision.right) not in doubted:
                reason = f"a line of the ledger names what this build does not have: {decision}"
                found.append(Question(decision.left, decision.right, 0.0, reason))
        unique = {
            (q.left, q.right): q for q in reversed(found) if (q.left, q.right) not in answered or not q.score
        }
        return sorted(unique.values(), key=lambda q: (-q.score, q.left, q.right, q.reason))


def _adjoins(other: Mention, mention: Mention) -> bool:
    """Return whether a qualifier stands in a name or right before it: elsewhere it says nothing of where."""
    return mention.start <= other.start < mention.end or 0 <= mention.start - other.end <= 3


def _parent_firm(name: str, key: str, firms: Mapping[str, str]) -> str:
    """Return the company that a firm's name begins with, or a shop's shares the beginning of its name
    with."""
    whole = [k for n, k in firms.items() if k != key and len(n) < len(name) and name.startswith(n)]
    if len(set(whole)) == 1:
        return whole[0]
    if name.endswith(("店", "分公司", "分店", "分厂", "项目", "门店")):
        alike = {k for n, k in firms.items() if k != key and n[:3] == name[:3]}
        return next(iter(alike)) if len(alike) == 1 else ""
    return ""


def _reading_order(claim: Claim) -> tuple[object, ...]:
    return (claim.start, claim.end, claim.predicate, claim.rule, str(claim))


def _order(row: Statement) -> tuple[object, ...]:
    return (
        row.object_mention is None,
        -row.confidence,
        row.rule,
        row.subject_mention or "",
        row.object_mention or "",
    )


def _within(outer: str, inner: str) -> bool:
    """Return whether ``outer`` is itself inside ``inner``, or the same (containment must not turn round)."""
    return outer == inner or (is_code(outer) and is_code(inner) and outer.startswith(inner))


def _nearest(mention: Mention, others: Sequence[Mention]) -> Mention | None:
    """Return the mention that stands for the other end: nested in this one, else the last before, else
    the first."""
    if not others:
        return None
    inside = [o for o in others if o.inside == mention.id or o.id == mention.qualifier]
    before = [o for o in others if o.start <= mention.start and o.id != mention.id]
    plain = [o for o in before if not o.anaphor]
    if inside:
        return inside[0]
    return plain[-1] if plain else before[-1] if before else others[0]
