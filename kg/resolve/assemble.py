"""From readings to the corpus: entities, statements and open questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg import ids
from kg.errors import XianzhiError
from kg.lexicon.tables import Lexicon
from kg.model import (
    Article,
    Entity,
    Extraction,
    MentionRow,
    Resolution,
    Statement,
)
from kg.resolve import ledger, names
from kg.resolve.areas import Divisions, code_of, is_code, is_virtual
from kg.resolve.facts import Fact, claimed
from kg.resolve.implied import implied
from kg.resolve.keys import AREAS, Keys, Named
from kg.resolve.labels import best_name
from kg.resolve.ledger import Decision
from kg.resolve.profiles import Profiles
from kg.resolve.questions import Questions
from kg.resolve.reading import read, towns_of_zone
from kg.resolve.reprints import reprints
from kg.resolve.seeds import NATION, Reading, Seed
from kg.schema import Schema

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
        items = [unique[i] for i in sorted(unique)]
        towns = self._towns(items)
        self.readings = [read(e, lexicon, gazetteer, towns) for e in items]
        self.keys = Keys(self.readings, gazetteer, schema)
        self.profiles = Profiles(self.keys, lexicon, reprints(e.document for e in items))

    def _towns(self, items: Iterable[Extraction]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for extraction in items:
            zone, towns = towns_of_zone(extraction, self.gazetteer)
            if zone:
                found[zone] |= towns
        return {z: frozenset(t) for z, t in found.items()}

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
            seed = self.keys.seeds[b]
            if a != b and seed.type == "Person" and self.keys.seeds[a].core == seed.core:
                barred[seed.core].append((a, b))
            elif self.keys.key(a) == self.keys.key(b):
                self._part(right, b, decision)
        self.keys.renew()
        return barred

    def _part(self, reading: Reading, key: str, decision: Decision) -> None:
        """Give the mentions of a key in one article a key of their own; in the same article, only the one."""
        article = reading.extraction.document.article.id
        alone = decision.left in reading.keys
        mark = decision.right if alone else article
        made = f"{key}~{ids.digest(mark)}"
        seed = self.keys.seeds[key]
        core = seed.core or self.keys.labels.own(key)
        kind = None if is_code(key) else seed.kind
        self.keys.seeds[made] = Seed(self.keys.type_of(key), seed.owner, core, kind)
        self.keys.parted[made] = (key, mark)
        for mention, known in reading.keys.items():
            if known == key and (not alone or mention == decision.right):
                reading.keys[mention] = made

    def resolve(self, decisions: Sequence[Decision]) -> Resolution:
        """Return the resolution under the ledger's decisions."""
        self.keys.settle_unlisted_places()
        apart = self._split(decisions)
        asked = self.profiles.settle(self.readings, apart)
        facts = [fact for reading in self.readings for fact in self._facts(reading)]
        named = self._named()
        keys = sorted({*named, *(f.subject for f in facts), *(f.object for f in facts)})
        contained = self._containment(keys)
        keys = sorted({*keys, *(x for pair in contained for x in pair)})
        identity = self._identities(keys)
        entity_of = {i: i for i in identity.values()}
        for reading in self.readings:
            for mention_id, key in reading.keys.items():
                entity_of[mention_id] = identity[self.keys.key(key)]
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
        questions = Questions(self.keys, named, final, alive, rulings).open(asked, self.readings)
        return Resolution(
            articles=tuple(self._article(r, final) for r in self.readings),
            mentions=tuple(rows),
            entities=tuple(entities),
            statements=tuple(statements),
            questions=tuple(questions),
        )

    def _facts(self, reading: Reading) -> list[Fact]:
        """Return what an article claims, then what its names say besides."""
        found = list(claimed(reading, self.keys))
        said = {(f.subject, f.predicate, f.object) for f in found}
        for fact in implied(reading, self.keys):
            triple = (fact.subject, fact.predicate, fact.object)
            if triple not in said:
                said.add(triple)
                found.append(fact)
        return found

    def _governed(self, keys: Sequence[str], facts: Iterable[Fact]) -> list[tuple[str, str, str, str]]:
        """Say what an implied body (the 区政府 behind a 区长) governs, if its area is in the graph."""
        known = set(keys)
        said = {f.subject for f in facts if f.predicate == "jurisdiction"}
        found = []
        for key in keys:
            seed = self.keys.seeds.get(key)
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
                entry = found[self.keys.key(raw)]
                entry.mentions += 1
                entry.articles.add(mention.article_id)
                entry.roles |= self.profiles.roles.get(raw, frozenset())
                if mention.anaphor:
                    continue
                entry.printed[mention.name or mention.text] += 1
                entry.types[mention.type] += 1
                if mention.kind and not (mention.kind == "NationalLeader" and raw in self.profiles.roles):
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
                if key not in self.keys.seeds:
                    level = {2: "Province", 4: "Prefecture", 6: "County", 9: "Township"}.get(len(key))
                    self.keys.seeds[key] = Seed("Place" if len(key) < 12 else "Community", "", "", level)
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
            seed = self.keys.seeds.get(key)
            core = after.get(seed.core) if seed is not None and seed.type == "Agency" else None
            if seed is not None and core and core != seed.core:
                owner = self.keys.key(seed.owner) if seed.owner in self.keys.seeds else seed.owner
                later = f"Agency:{owner}|{core}"
                if later in known and not seed.owner.startswith("?"):
                    found.append((later, key))
        return found

    def _identities(self, keys: Sequence[str]) -> dict[str, str]:
        made: dict[str, str] = {}
        for key in keys:
            if key in self.keys.parted:
                base, mark = self.keys.parted[key]
                made[key] = f"{self._base(base)}.{ids.digest(mark)}"
            elif key in self.profiles.ids:
                made[key] = self.profiles.ids[key]
            elif key.startswith("Person:") and "@article/" in key:
                made[key] = ids.entity("Person", self.keys.seeds[key].core, ids.digest(key.rsplit("@", 1)[1]))
            else:
                made[key] = self.keys.labels.identity(key)
        times = Counter(made.values())
        return {k: i if times[i] == 1 else f"{i}.{ids.digest(k)}" for k, i in made.items()}

    def _base(self, key: str) -> str:
        return self.profiles.ids.get(key) or self.keys.labels.identity(key)

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
        self.keys.labels.counties = frozenset(
            self.keys.seeds[key].owner
            for key, entry in named.items()
            if key in self.keys.seeds and any(text[0] == "县" for text in entry.printed)
        )
        for key in sorted(keys):
            if self.keys.type_of(key) in AREAS:
                printed = named[key].printed if key in named else Counter[str]()
                self.keys.labels.shown[key] = best_name(
                    self.keys.type_of(key), key, printed, self.keys.labels
                )
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
        seed = self.keys.seeds.get(key) or Seed(self.keys.type_of(key))
        type_ = self.keys.type_of(key)
        name = rulings.names.get(identity) or best_name(type_, key, entry.printed, self.keys.labels)
        kind = min(entry.kinds, key=lambda k: (-entry.kinds[k], k)) if entry.kinds else seed.kind
        if type_ == "Person" and kind is None:
            kind = next((r for r in _ROLES if r in entry.roles), None)
        elif type_ == "Agency":
            kind = _KIND_OF_CORE.get(seed.core, kind)
        if is_code(key) and len(key) < 12 and seed.kind and kind != "Zone":
            kind = seed.kind
        full = self.keys.labels.full(key) if type_ in ("Agency", *AREAS) else None
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
                entity = alive.get(final[self.keys.key(raw)])
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
                final.get(self.keys.key(home)) or self.keys.labels.identity(home)
                if home in self.keys.seeds
                else None
            )
            place = place or article.place or reading.setting.area or None
        else:
            place = home or article.place
        return replace(article, place=place)


def _order(row: Statement) -> tuple[object, ...]:
    return (
        row.object_mention is None,
        -row.confidence,
        row.rule,
        row.subject_mention or "",
        row.object_mention or "",
    )
