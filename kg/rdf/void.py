"""What a graph holds, in numbers: a VoID and DCAT description, and the linkset to the national codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.store import Store
from kg.rdf.terms import DATA, PREFIXES, iri, plain, typed, zh
from kg.rdf.write import replacing, turtle

_A = f"<{PREFIXES['rdf']}type>"
_VOID = PREFIXES["void"]
_DCAT = PREFIXES["dcat"]
_DCTERMS = PREFIXES["dcterms"]
_KG = PREFIXES["kg"]
_DATASET = iri("dataset")
_CODES = "https://www.stats.gov.cn/sj/tjbz/tjyqhdmhcxhfdm/2023/"
"""The statistics bureau's pages of the codes of 2023, one for each division down to the township."""

MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}
"""File extension → media type, for the RDF files of an export."""


def describe(store: Store, *, dumps: Mapping[str, str] | None = None) -> str:
    """Return a description of a graph as Turtle: numbers, partitions by class and property, files.

    Args:
        store: the graph.
        dumps: address of a file, relative or absolute → its media type.
    """
    return turtle(sorted(description(store, dumps=dumps)))


def write_void(store: Store, path: Path, *, dumps: Mapping[str, str] | None = None) -> None:
    """Write ``void.ttl`` beside the files that it describes."""
    with replacing(path) as out:
        out.write(describe(store, dumps=dumps))


def description(store: Store, *, dumps: Mapping[str, str] | None = None) -> set[str]:
    """Return the description as triples in N-Triples form, without their dots."""
    raw = store.raw
    lines = {
        f"{_DATASET} {_A} <{_VOID}Dataset>",
        f"{_DATASET} {_A} <{_DCAT}Dataset>",
        f"{_DATASET} <{_DCTERMS}title> {zh('县志知识图谱')}",
        f'{_DATASET} <{_DCTERMS}title> "Xianzhi knowledge graph"@en',
        f"{_DATASET} <{_VOID}vocabulary> <{_KG.rstrip('#')}>",
        f"{_DATASET} <{_VOID}uriSpace> {plain(DATA)}",
        *(f"{_DATASET} <{_VOID}{name}> {_number(value)}" for name, value in _totals(raw).items()),
    }
    lines |= _partitions(raw, "classPartition", "class", "entities", "?x a ?key", "DISTINCT ?x")
    lines |= _partitions(raw, "propertyPartition", "property", "triples", "?x ?key ?y", "*")
    for quad in raw.quads_for_pattern(ox.NamedNode(DATA + "dataset"), None, None, ox.DefaultGraph()):
        if quad.predicate.value == _DCTERMS + "license":
            lines.add(f"{_DATASET} {quad.predicate} {quad.object}")
    for address, media in (dumps or {}).items():
        node = f"<{DATA}dataset#{_fragment(address)}>"
        lines |= {
            f"{_DATASET} <{_VOID}dataDump> <{address}>",
            f"{_DATASET} <{_DCAT}distribution> {node}",
            f"{node} {_A} <{_DCAT}Distribution>",
            f"{node} <{_DCAT}downloadURL> <{address}>",
            f"{node} <{_DCAT}mediaType> <https://www.iana.org/assignments/media-types/{media}>",
        }
    links = sum(1 for _ in linkset(store))
    if links:
        node = f"<{DATA}dataset#codes>"
        lines |= {
            f"{_DATASET} <{_VOID}subset> {node}",
            f"{node} {_A} <{_VOID}Linkset>",
            f"{node} <{_VOID}linkPredicate> <{PREFIXES['rdfs']}seeAlso>",
            f"{node} <{_VOID}subjectsTarget> {_DATASET}",
            f"{node} <{_VOID}objectsTarget> <{_CODES}>",
            f"{node} <{_VOID}triples> {_number(links)}",
        }
    return lines


def linkset(store: Store) -> Iterable[str]:
    """Yield links from places and communities to the statistics bureau's page that lists their code."""
    codes = store.raw.quads_for_pattern(None, ox.NamedNode(_KG + "divisionCode"), None, ox.DefaultGraph())
    for quad in sorted(codes, key=lambda q: str(q.subject)):
        if isinstance(quad.object, ox.Literal) and (page := code_page(quad.object.value)):
            yield f"{quad.subject} <{PREFIXES['rdfs']}seeAlso> <{page}>"


def write_linkset(store: Store, path: Path) -> None:
    """Write the links to the national codes as Turtle."""
    with replacing(path) as out:
        out.write(turtle(linkset(store)))


def code_page(code: str) -> str:
    """Return the page of a code of 2, 4, 6 or 9 digits, a community's being its township's; else "".

    >>> code_page("410503")
    'https://www.stats.gov.cn/sj/tjbz/tjyqhdmhcxhfdm/2023/41/05/410503.html'
    """
    if not (code.isascii() and code.isdigit()) or len(code) not in (2, 4, 6, 9, 12):
        return ""
    shown = code[:9]
    folders = [shown[i : i + 2] for i in range(0, min(len(shown), 7) - 2, 2)]
    return _CODES + "/".join([*folders, f"{shown}.html"])


def _totals(raw: ox.Store) -> dict[str, int]:
    asked = {
        "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s kg:mentionCount ?c }",
        "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
        "classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }",
    }
    return {name: int(_rows(raw, query)[0][0].value) for name, query in asked.items()}


def _partitions(raw: ox.Store, link: str, key: str, count: str, pattern: str, what: str) -> set[str]:
    lines = set()
    for found, number in _rows(raw, f"SELECT ?key (COUNT({what}) AS ?n) {{ {pattern} }} GROUP BY ?key"):
        node = f"<{DATA}dataset#{link}-{_fragment(_short(found.value))}>"
        lines |= {
            f"{_DATASET} <{_VOID}{link}> {node}",
            f"{node} <{_VOID}{key}> <{found.value}>",
            f"{node} <{_VOID}{count}> {_number(int(number.value))}",
        }
    return lines


def _rows(raw: ox.Store, query: str) -> list[tuple[ox.NamedNode | ox.Literal, ...]]:
    found = raw.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    rows = []
    for row in found:
        terms = [row[name] for name in names]
        rows.append(tuple(t for t in terms if isinstance(t, ox.NamedNode | ox.Literal)))
    return rows


def _short(value: str) -> str:
    for name, space in PREFIXES.items():
        if value.startswith(space):
            return f"{name}-{value[len(space) :]}"
    return value


def _fragment(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "-" for c in text)


def _number(value: int) -> str:
    return typed(str(value), "integer")
