"""What the pages show: the graph read through a few fixed queries, and names to search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from kg import schema
from kg.rdf.store import Store
from kg.rdf.terms import DATA, PREFIXES, decode, iri

MOST = 500
"""Rows of one list on a page, at most."""

_KG = PREFIXES["kg"]
_LABEL = PREFIXES["rdfs"] + "label"
_TYPE = PREFIXES["rdf"] + "type"
_NAMES = (_LABEL, _KG + "headline", _KG + "fileName", _KG + "text")
_HIDDEN = frozenset(
    _KG + name for name in ("subject", "object", "subjectMention", "objectMention", "refersTo", "statedIn")
)


@dataclass(frozen=True, slots=True)
class Link:
    """A thing with a page of its own, or an address elsewhere."""

    label: str
    href: str
    local: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its sentence."""

    subject: Link
    relation: str
    object: Link
    title: str
    date: str
    modality: str
    confidence: str
    rule: str
    sentence: str
    file: str
    start: str
    end: str
    article: Link | None


@dataclass(frozen=True, slots=True)
class Found:
    """An entity in a list."""

    link: Link
    type: str
    mentions: int
    id: str


@dataclass(slots=True)
class Thing:
    """All that a page shows of one node."""

    id: str
    iri: str
    label: str
    types: list[str]
    facts: list[tuple[str, str]] = field(default_factory=list)
    statements: list[Said] = field(default_factory=list)
    outgoing: list[tuple[str, Link]] = field(default_factory=list)
    incoming: list[tuple[str, Link]] = field(default_factory=list)
    cut: bool = False


_STATEMENTS = """
SELECT DISTINCT ?this ?statement ?s ?p ?o ?title ?date ?modality ?confidence ?rule ?exact ?file ?start ?end
  ?article
WHERE {
  { ?statement kg:subject ?this }
  UNION { ?statement kg:object ?this }
  UNION { ?statement kg:statedIn ?this }
  ?statement kg:subject ?s ; kg:predicate ?p ; kg:object ?o ; kg:modality ?modality ;
    kg:confidence ?confidence ; kg:rule ?rule .
  OPTIONAL { ?statement kg:title ?title }
  OPTIONAL { ?statement kg:date ?date }
  OPTIONAL { ?statement kg:statedIn ?article }
  OPTIONAL {
    ?statement kg:evidence ?evidence .
    ?evidence oa:hasSource/kg:fileName ?file ; oa:hasSelector ?position , ?quote .
    ?position oa:start ?start ; oa:end ?end .
    ?quote oa:exact ?exact .
  }
} LIMIT """


class Knowledge:
    """A loaded graph as pages see it. Its queries are fixed; what comes from outside is only ever bound."""

    def __init__(self, store: Store) -> None:
        self.raw = store.raw
        self.schema = schema.load()
        self.default = ox.DefaultGraph()
        self._entities: list[tuple[Found, str]] | None = None

    def _quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: str | None = None,
        object_: ox.NamedNode | None = None,
        most: int | None = None,
    ) -> list[ox.Quad]:
        """What the union of all graphs says of a pattern.

        A list, because the engine's iterators must not leave the thread that made them.
        """
        name = None if predicate is None else ox.NamedNode(predicate)
        return list(islice(self.raw.quads_for_pattern(subject, name, object_, self.default), most))

    # lists ------------------------------------------------------------------------------------------------

    def search(self, words: str, limit: int = 100) -> list[Found]:
        """Return entities whose name, alias or pinyin holds ``words``: exact names, then by mentions."""
        wanted = words.strip().lower()
        hits = [(found, names) for found, names in self._all() if wanted in names]
        hits.sort(key=lambda h: (h[0].link.label.lower() != wanted, -h[0].mentions, h[0].id))
        return [found for found, _ in hits[:limit]]

    def _all(self) -> list[tuple[Found, str]]:
        if self._entities is None:
            self._entities = list(self._read_entities())
        return self._entities

    def _read_entities(self) -> Iterator[tuple[Found, str]]:
        from kg.view import spelled

        for quad in self._quads(None, _KG + "mentionCount"):
            node = quad.subject
            if not isinstance(node, ox.NamedNode) or not isinstance(quad.object, ox.Literal):
                continue
            link = self.link(node)
            names = [
                link.label,
                *self._literals(node, _KG + "alias"),
                *self._literals(node, _KG + "fullName"),
                *spelled(link.label),
            ]
            type_ = next((t for t in self.schema.types if t in self._types(node)), "")
            found = Found(link, self.schema.label(type_), int(quad.object.value), shown(node.value))
            yield found, "\n".join(names).lower()

    def numbers(self) -> list[tuple[str, int]]:
        """Return how many entities of each type there are."""
        counts = dict.fromkeys(self.schema.types, 0)
        for type_ in counts:
            node = ox.NamedNode(_KG + type_)
            counts[type_] = len(self._quads(None, _TYPE, node))
        return [(self.schema.label(type_), number) for type_, number in counts.items()]

    # one thing --------------------------------------------------------------------------------------------

    def known(self, id_: str) -> bool:
        """Tell whether the graph says anything of an id."""
        node = ox.NamedNode(iri(id_)[1:-1])
        return bool(self._quads(node, most=1))

    def triples(self, id_: str) -> list[ox.Triple]:
        """Return what is said of an id, and of the statements about it, sorted."""
        node = ox.NamedNode(iri(id_)[1:-1])
        nodes: list[ox.NamedNode | ox.BlankNode | ox.Triple] = [node]
        for name in ("subject", "object", "statedIn"):
            nodes += [q.subject for q in self._quads(None, _KG + name, node, MOST)]
        found = {ox.Triple(q.subject, q.predicate, q.object) for n in nodes for q in self._quads(n)}
        return sorted(found, key=str)

    def thing(self, id_: str) -> Thing:
        """Return all that a page shows of an id."""
        node = ox.NamedNode(iri(id_)[1:-1])
        types = [self.schema.label(t) for t in sorted(self._types(node))]
        thing = Thing(id_, node.value, self.link(node).label, types)
        for quad in sorted(self._quads(node), key=str):
            name = self._name(quad.predicate.value)
            if isinstance(quad.object, ox.Literal):
                if quad.predicate.value != _LABEL:
                    thing.facts.append((name, quad.object.value))
            elif isinstance(quad.object, ox.NamedNode) and quad.predicate.value != _TYPE:
                thing.outgoing.append((name, self.link(quad.object)))
        for quad in self._quads(None, None, node, MOST):
            if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value not in _HIDDEN:
                thing.incoming.append((self._name(quad.predicate.value), self.link(quad.subject)))
        thing.incoming.sort(key=lambda pair: (pair[0], pair[1].label, pair[1].href))
        thing.statements = self._statements(node)
        thing.cut = len(thing.outgoing) > MOST or len(thing.incoming) >= MOST or len(thing.statements) >= MOST
        del thing.outgoing[MOST:]
        return thing

    def _statements(self, node: ox.NamedNode) -> list[Said]:
        rows = self.raw.query(
            _STATEMENTS + str(MOST), prefixes=PREFIXES, substitutions={ox.Variable("this"): node}
        )
        assert isinstance(rows, ox.QuerySolutions)
        said = []
        for row in rows:
            plain = {
                name: value.value if isinstance(value := row[name], ox.Literal) else ""
                for name in ("title", "date", "confidence", "rule", "exact", "file", "start", "end")
            }
            article = row["article"]
            said.append(
                Said(
                    subject=self.link(row["s"]),
                    relation=self._name(getattr(row["p"], "value", "")),
                    object=self.link(row["o"]),
                    title=plain["title"],
                    date=plain["date"],
                    modality=self._name(getattr(row["modality"], "value", "")),
                    confidence=plain["confidence"],
                    rule=plain["rule"],
                    sentence=plain["exact"],
                    file=plain["file"],
                    start=plain["start"],
                    end=plain["end"],
                    article=self.link(article) if article is not None else None,
                )
            )
        said.sort(key=lambda s: (not s.sentence, s.file, int(s.start or 0), s.relation, s.object.label))
        return said

    def link(self, node: object) -> Link:
        """Return a node under its label, leading to its page where it is one of ours."""
        if not isinstance(node, ox.NamedNode):
            return Link(str(node), "", False)
        labels = next(filter(None, (self._literals(node, p) for p in _NAMES)), [])
        if node.value.startswith(DATA):
            return Link(labels[0] if labels else shown(node.value), local_path("page", node.value), True)
        return Link(labels[0] if labels else self._name(node.value), node.value, False)

    def _literals(self, node: ox.NamedNode, predicate: str) -> list[str]:
        quads = self._quads(node, predicate, None)
        return sorted(q.object.value for q in quads if isinstance(q.object, ox.Literal))

    def _types(self, node: ox.NamedNode) -> list[str]:
        quads = self._quads(node, _TYPE, None)
        return [q.object.value.removeprefix(_KG) for q in quads if isinstance(q.object, ox.NamedNode)]

    def _name(self, value: str) -> str:
        if value.startswith(_KG):
            return self.schema.label(value.removeprefix(_KG))
        return next((f"{k}:{value[len(v) :]}" for k, v in PREFIXES.items() if value.startswith(v)), value)


def local_path(kind: str, value: str) -> str:
    """Return the path of a page or a file for an IRI of ours; it begins with ``/`` and one segment."""
    return f"/{kind}/" + quote(value.removeprefix(DATA), safe="%/.-_~")


def shown(value: str) -> str:
    """Return the id of an IRI of ours as text that can be sent."""
    return decode(value).encode("utf-8", "replace").decode()
