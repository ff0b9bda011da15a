"""Is a graph as the ontology and the shapes say? SHACL over all of it, or over an even sample of a large one.

Shapes that name their offenders by a SPARQL query run in pyoxigraph over the whole graph, however large. The
others run in pySHACL, which needs the graph in rdflib; of more than ``limit`` triples it is given every n-th
article with all that the article's graph says, and what that refers to. The report says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.rdf.store import Store
from kg.rdf.terms import PREFIXES, decode

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_SHAPE = "https://w3id.org/xianzhi/shapes#"
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")

LIMIT = 60_000
"""Triples that pySHACL is given, about."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What breaks a shape: ``focus`` is the node, ``path`` and ``value`` tell where and what, if known."""

    shape: str
    focus: str
    path: str
    value: str
    message: str
    severity: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a validation; warnings do not hinder conformance."""

    violations: tuple[Violation, ...]
    triples: int
    checked: int
    articles: int
    articles_checked: int

    @property
    def conforms(self) -> bool:
        """True where nothing worse than a warning was found."""
        return all(v.severity == "Warning" for v in self.violations)

    def text(self, limit: int = 20) -> str:
        """Return the report for a reader, at most ``limit`` findings of each shape."""
        if self.checked < self.triples:
            scope = f"{self.articles_checked} of {self.articles} articles by SHACL, all by queries"
        else:
            scope = f"all {self.articles} articles"
        state = "conforms" if self.conforms else "does not conform"
        lines = [f"The graph {state}: {self.triples} triples, {scope}."]
        seen: Counter[str] = Counter()
        for v in self.violations:
            seen[v.shape] += 1
            if seen[v.shape] <= limit:
                where = f" {v.path}" if v.path else ""
                what = f" = {v.value}" if v.value else ""
                lines.append(f"{v.severity} {v.shape}: {v.focus}{where}{what}: {v.message}")
        lines += [f"{shape}: {n - limit} more" for shape, n in sorted(seen.items()) if n > limit]
        return "\n".join(lines) + "\n"


def validate(path: Path, *, limit: int = LIMIT) -> Report:
    """Check an export folder or an RDF file against the ontology and the shapes.

    Raises:
        ExportError: there is no graph, or it is no RDF.
    """
    return validate_store(Store.open(path), limit=limit)


def validate_store(store: Store, *, limit: int = LIMIT) -> Report:
    """Check a loaded graph; see :func:`validate`."""
    raw = store.raw
    default = ox.DefaultGraph()
    total = sum(1 for _ in raw.quads_for_pattern(None, None, None, default))
    articles = [
        q.subject
        for q in raw.quads_for_pattern(None, _TYPE, ox.NamedNode(PREFIXES["kg"] + "Article"), default)
        if isinstance(q.subject, ox.NamedNode)
    ]
    found = set(_by_query(raw))
    whole = total <= limit
    chosen = sorted(articles, key=lambda a: a.value)
    if not whole:
        step = -(-total // limit)
        chosen = chosen[::step]
    triples = (
        (
            ox.Triple(q.subject, q.predicate, q.object)
            for q in raw.quads_for_pattern(None, None, None, default)
        )
        if whole
        else _closure(raw, chosen)
    )
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    found.update(_by_shacl(text.decode()))
    return Report(tuple(sorted(found)), total, text.count(b"\n"), len(articles), len(chosen))


@lru_cache(maxsize=1)
def _shapes() -> tuple[dict[str, tuple[str, str, str]], str]:
    """Shapes that are queries, name → (query, message, severity), and all others as N-Triples."""
    text = resources.path("ontology/shapes.ttl").read_bytes()
    triples = [
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)
    ]
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    rows = store.query(
        "SELECT ?shape ?select ?label ?severity WHERE { ?shape sh:target/sh:select ?select ; "
        "rdfs:label ?label . FILTER (lang(?label) = 'en') OPTIONAL { ?shape sh:severity ?severity } }",
        prefixes={"sh": _SH, "rdfs": PREFIXES["rdfs"]},
    )
    assert isinstance(rows, ox.QuerySolutions)
    queries: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        shape, select, label, severity = row["shape"], row["select"], row["label"], row["severity"]
        assert isinstance(shape, ox.NamedNode)
        assert isinstance(select, ox.Literal)
        assert isinstance(label, ox.Literal)
        level = severity.value.removeprefix(_SH) if isinstance(severity, ox.NamedNode) else "Violation"
        queries[shape.value] = (select.value, label.value, level)
    rest = [t for t in triples if not (isinstance(t.subject, ox.NamedNode) and t.subject.value in queries)]
    return queries, (ox.serialize(rest, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _by_query(raw: ox.Store) -> Iterable[Violation]:
    """Offenders that the shapes' own queries name, in the data and the ontology together."""
    ontology = ox.NamedNode(PREFIXES["kg"].rstrip("#") + "/graph")
    raw.load(path=str(resources.path("ontology/xianzhi.ttl")), format=ox.RdfFormat.TURTLE, to_graph=ontology)
    try:
        for shape, (select, label, severity) in _shapes()[0].items():
            rows = raw.query(select, prefixes=PREFIXES, default_graph=[ox.DefaultGraph(), ontology])
            assert isinstance(rows, ox.QuerySolutions)
            for row in rows:
                focus = row["this"]
                if focus is not None:
                    yield Violation(shape.removeprefix(_SHAPE), _name(focus), "", "", label, severity)
    finally:
        raw.remove_graph(ontology)


def _closure(raw: ox.Store, articles: Iterable[ox.NamedNode]) -> Iterable[ox.Triple]:
    """What the graphs of some articles say, and what is said of all that they refer to."""
    default = ox.DefaultGraph()
    written: set[ox.Triple] = set()
    subjects: set[ox.NamedNode] = set()
    refers: set[ox.NamedNode] = set()
    for article in articles:
        for quad in raw.quads_for_pattern(None, None, None, article):
            written.add(ox.Triple(quad.subject, quad.predicate, quad.object))
            if isinstance(quad.subject, ox.NamedNode):
                subjects.add(quad.subject)
            if isinstance(quad.object, ox.NamedNode):
                refers.add(quad.object)
    for node in refers | subjects:
        for quad in raw.quads_for_pattern(node, None, None, default):
            if quad.predicate == _TYPE or isinstance(quad.object, ox.Literal):
                written.add(ox.Triple(quad.subject, quad.predicate, quad.object))
    return written


def _by_shacl(text: str) -> Iterable[Violation]:
    """What pySHACL finds."""
    import logging

    import rdflib
    from pyshacl import validate as pyshacl_validate
    from rdflib.namespace import SH

    data, shapes, ontology = rdflib.Graph(), rdflib.Graph(), rdflib.Graph()
    data.parse(data=text, format="nt")
    shapes.parse(data=_shapes()[1], format="nt")
    ontology.parse(resources.path("ontology/xianzhi.ttl"), format="turtle")
    log = logging.getLogger("kg.rdf.validate.pyshacl")
    log.setLevel(logging.CRITICAL)
    _, results, _ = pyshacl_validate(
        data, shacl_graph=shapes, ont_graph=ontology, inference="none", allow_warnings=True,
        do_owl_imports=False, meta_shacl=False, advanced=False, inplace=True, debug=False,
    )  # fmt: skip
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        source = results.value(result, SH.sourceShape)
        shape = _owner(shapes, source)
        labels = shapes.objects(shape, rdflib.RDFS.label)
        label = next((str(o) for o in labels if isinstance(o, rdflib.Literal) and o.language == "en"), "")
        path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
        yield Violation(
            str(shape).removeprefix(_SHAPE),
            _short(str(results.value(result, SH.focusNode))),
            _short(str(path)) if isinstance(path, rdflib.URIRef) else "",
            "" if value is None or isinstance(value, rdflib.BNode) else _short(str(value))[:120],
            label,
            str(results.value(result, SH.resultSeverity)).removeprefix(_SH),
        )


def _owner(shapes: rdflib.Graph, node: rdflib.term.Node | None) -> rdflib.term.Node | None:
    """The named shape that a property shape belongs to."""
    import rdflib

    seen: set[rdflib.term.Node] = set()
    while isinstance(node, rdflib.BNode) and node not in seen:
        seen.add(node)
        node = next(iter(shapes.subjects(None, node)), node)
    return node


def _name(term: object) -> str:
    return _short(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _short(iri: str) -> str:
    """An id as the tables have it, another IRI by its prefix."""
    if iri.startswith(PREFIXES["id"]):
        return decode(iri)
    for name, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{name}:{iri[len(space) :]}"
    return iri
