"""The ontology as plain values: classes, kinds and relations as ``ontology/xianzhi.ttl`` declares them.

Nothing else in the package lists classes or relations: a term that is not declared there cannot be emitted.

>>> schema = load()
>>> sorted(schema.relations["holdsPost"].range)
['Agency', 'Community', 'Enterprise']
>>> schema.require_relation("likes")
Traceback (most recent call last):
    ...
kg.errors.OntologyError: relation 'likes' is not declared in the ontology; the nearest is 'issues'
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg import resources
from kg.errors import OntologyError

NAMESPACE = "https://w3id.org/xianzhi/ontology#"
"""The namespace of the ontology, prefix ``kg:``."""

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

_Subject = ox.NamedNode | ox.BlankNode | ox.Triple
_Term = _Subject | ox.Literal


@dataclass(frozen=True, slots=True)
class Term:
    """A declared term: its local name, and its label, definition and example in Chinese and English."""

    name: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    example: str

    @property
    def iri(self) -> str:
        """The full IRI of the term."""
        return NAMESPACE + self.name


@dataclass(frozen=True, slots=True)
class ClassTerm(Term):
    """A class: ``kind`` is its name in the tables, ``defined`` tells whether it follows from facts."""

    parents: tuple[str, ...]
    kind: str
    defined: bool


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property with the classes its ends belong to (empty: not restricted).

    ``literal`` tells a data property; ``datatype`` is then the IRI of its datatype, "" where it varies.
    """

    domain: frozenset[str]
    range: frozenset[str]
    inverse: str | None
    parents: tuple[str, ...]
    transitive: bool
    symmetric: bool
    literal: bool
    datatype: str


@dataclass(frozen=True, slots=True)
class PostTitle:
    """A title of ``posts.ttl`` with its order inside a body, the smaller number the higher post."""

    title: str
    rank: int
    concept: str


@dataclass(frozen=True, slots=True)
class Schema:
    """What the ontology declares.

    Attributes:
        classes: every class by local name.
        types: the nine entity types, in the order of declaration.
        kinds: type → {kind → local name of its class}; a kind is mostly its class's own name, but
            ``Other`` of Agency is the class OtherAgency and ``Congress`` of Event is CongressEvent.
        relations: what may be the predicate of a statement.
        properties: every property, relations and their inverses included.
        modalities: the local names of the modalities.
        version: the ontology's version.
    """

    classes: Mapping[str, ClassTerm]
    types: tuple[str, ...]
    kinds: Mapping[str, Mapping[str, str]]
    relations: Mapping[str, Property]
    properties: Mapping[str, Property]
    modalities: Mapping[str, Term]
    version: str

    def require_type(self, name: str) -> ClassTerm:
        """Return the entity type ``name``.

        Raises:
            OntologyError: it is none of the nine.
        """
        if name not in self.types:
            raise _undeclared("entity type", name, self.types)
        return self.classes[name]

    def require_kind(self, type_: str, kind: str) -> ClassTerm:
        """Return the class of the kind ``kind`` of ``type_``.

        Raises:
            OntologyError: the type has no such kind.
        """
        self.require_type(type_)
        known = self.kinds[type_]
        if kind not in known:
            raise _undeclared(f"kind of {type_}", kind, known)
        return self.classes[known[kind]]

    def require_relation(self, name: str) -> Property:
        """Return the relation ``name``.

        Raises:
            OntologyError: it is not declared as a subproperty of ``kg:relation``.
        """
        if name not in self.relations:
            raise _undeclared("relation", name, self.relations)
        return self.relations[name]

    def require_modality(self, name: str) -> Term:
        """Return the modality ``name``.

        Raises:
            OntologyError: it is not declared.
        """
        if name not in self.modalities:
            raise _undeclared("modality", name, self.modalities)
        return self.modalities[name]

    def allows(self, relation: str, subject_type: str, object_type: str) -> bool:
        """Tell whether ``relation`` may hold between things of these two types."""
        found = self.require_relation(relation)
        return subject_type in found.domain and object_type in found.range

    def label(self, name: str, language: str = "zh") -> str:
        """Return the label of a class, property or modality, or ``name`` itself where it is not declared."""
        term = self.classes.get(name) or self.properties.get(name) or self.modalities.get(name)
        if term is None:
            return name
        return term.zh if language == "zh" else term.en


def _undeclared(what: str, name: str, known: Iterable[str]) -> OntologyError:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.0)
    hint = f"; the nearest is {near[0]!r}" if near else ""
    return OntologyError(f"{what} {name!r} is not declared in the ontology{hint}")


class _Triples:
    """The ontology's triples by subject and predicate, with what reading them needs."""

    def __init__(self, path: Path) -> None:
        self.by: dict[_Subject, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                self.by[quad.subject][quad.predicate.value].append(quad.object)
        except (SyntaxError, OSError, ValueError) as error:
            raise OntologyError(f"{path}: {error}") from error

    def values(self, node: _Subject, predicate: str) -> list[_Term]:
        return self.by[node][predicate] if predicate in self.by.get(node, {}) else []

    def text(self, node: _Subject, predicate: str, language: str) -> str:
        for value in self.values(node, predicate):
            if isinstance(value, ox.Literal) and value.language == language:
                return value.value
        return ""

    def plain(self, node: _Subject, predicate: str) -> str:
        """The first literal that ``predicate`` leads to, or an empty string."""
        return next((v.value for v in self.values(node, predicate) if isinstance(v, ox.Literal)), "")

    def names(self, node: _Subject, predicate: str) -> tuple[str, ...]:
        """Local names of the declared terms that ``predicate`` leads to."""
        return tuple(n for v in self.values(node, predicate) if (n := _local(v)))

    def foreign(self, node: _Subject, predicate: str) -> str:
        """The first IRI outside the ontology that ``predicate`` leads to, or an empty string."""
        values = (v.value for v in self.values(node, predicate) if isinstance(v, ox.NamedNode))
        return next((v for v in values if not v.startswith(NAMESPACE)), "")

    def members(self, node: _Subject, predicate: str) -> frozenset[str]:
        """The class or the union of classes that ``predicate`` leads to."""
        found: set[str] = set()
        for value in self.values(node, predicate):
            if name := _local(value):
                found.add(name)
            elif isinstance(value, ox.BlankNode):
                for head in self.values(value, _OWL + "unionOf"):
                    found.update(self._list(head))
        return frozenset(found)

    def _list(self, head: _Term) -> Iterable[str]:
        while isinstance(head, ox.BlankNode):
            first = self.values(head, _RDF + "first")
            yield from (n for v in first if (n := _local(v)))
            rest = self.values(head, _RDF + "rest")
            if not rest:
                return
            head = rest[0]


def _local(value: _Term) -> str:
    if isinstance(value, ox.NamedNode) and value.value.startswith(NAMESPACE):
        return value.value[len(NAMESPACE) :]
    return ""


def _described(triples: _Triples, node: _Subject, name: str) -> tuple[str, str, str, str, str, str]:
    definition, label = _SKOS + "definition", _RDFS + "label"
    return (
        name,
        triples.text(node, label, "zh"),
        triples.text(node, label, "en"),
        triples.text(node, definition, "zh"),
        triples.text(node, definition, "en"),
        triples.text(node, _SKOS + "example", "zh"),
    )


def _class(triples: _Triples, node: _Subject, name: str) -> ClassTerm:
    return ClassTerm(
        *_described(triples, node, name),
        parents=triples.names(node, _RDFS + "subClassOf"),
        kind=triples.plain(node, _SKOS + "notation") or name,
        defined=bool(triples.values(node, _OWL + "equivalentClass")),
    )


def _property(triples: _Triples, node: _Subject, name: str, types: set[str], inverse: str | None) -> Property:
    return Property(
        *_described(triples, node, name),
        domain=triples.members(node, _RDFS + "domain"),
        range=triples.members(node, _RDFS + "range"),
        inverse=inverse,
        parents=triples.names(node, _RDFS + "subPropertyOf"),
        transitive=_OWL + "TransitiveProperty" in types,
        symmetric=_OWL + "SymmetricProperty" in types,
        literal=_OWL + "DatatypeProperty" in types,
        datatype=triples.foreign(node, _RDFS + "range"),
    )


def read(path: Path) -> Schema:
    """Read an ontology file.

    Raises:
        OntologyError: the file is no Turtle, or it declares no entity types or relations.
    """
    triples = _Triples(path)
    classes: dict[str, ClassTerm] = {}
    properties: dict[str, Property] = {}
    modalities: dict[str, Term] = {}
    inverses: dict[str, str] = {}
    version = ""
    for node in list(triples.by):
        if isinstance(node, ox.NamedNode) and (name := _local(node)):
            for other in triples.names(node, _OWL + "inverseOf"):
                inverses[name], inverses[other] = other, name
    for node in list(triples.by):
        if not isinstance(node, ox.NamedNode):
            continue
        types = {v.value for v in triples.values(node, _RDF + "type") if isinstance(v, ox.NamedNode)}
        name = _local(node)
        if _OWL + "Ontology" in types:
            version = triples.plain(node, _OWL + "versionInfo")
        elif not name:
            continue
        elif _OWL + "Class" in types:
            classes[name] = _class(triples, node, name)
        elif types & {_OWL + "ObjectProperty", _OWL + "DatatypeProperty"}:
            properties[name] = _property(triples, node, name, types, inverses.get(name))
        elif NAMESPACE + "Modality" in types:
            modalities[name] = Term(*_described(triples, node, name))
    nine = tuple(c.name for c in classes.values() if c.parents == ("Entity",))
    kinds = {t: MappingProxyType({c.kind: c.name for c in classes.values() if t in c.parents}) for t in nine}
    relations = {p.name: p for p in properties.values() if "relation" in p.parents}
    if not nine or not relations or not modalities:
        raise OntologyError(f"{path}: no entity types, relations or modalities in it; is it the right file?")
    return Schema(
        classes=MappingProxyType(classes),
        types=nine,
        kinds=MappingProxyType(kinds),
        relations=MappingProxyType(relations),
        properties=MappingProxyType(properties),
        modalities=MappingProxyType(modalities),
        version=version,
    )


@lru_cache(maxsize=1)
def load() -> Schema:
    """Return the ontology that travels with the package (read once a process)."""
    return read(resources.path("ontology/xianzhi.ttl"))


@lru_cache(maxsize=1)
def titles() -> Mapping[str, PostTitle]:
    """Return the post titles of ``posts.ttl`` by every label they have, empty where the file is missing."""
    folder = resources.path("ontology")
    path = folder / "posts.ttl"
    if not path.exists():
        return MappingProxyType({})
    triples = _Triples(path)
    found: dict[str, PostTitle] = {}
    for node in list(triples.by):
        rank = triples.plain(node, NAMESPACE + "rank")
        if not isinstance(node, ox.NamedNode) or not rank:
            continue
        for predicate in ("altLabel", "prefLabel"):
            for label in triples.values(node, _SKOS + predicate):
                if isinstance(label, ox.Literal):
                    found[label.value] = PostTitle(label.value, int(rank), node.value)
    return MappingProxyType(found)
