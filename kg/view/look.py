"""Colours and shapes of the page, and the words it shows in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

# Paul Tol's "muted" scheme: nine hues that people with any of the common colour blindnesses tell apart.
# Each type has a shape of its own besides.
STYLES: Mapping[str, tuple[str, str]] = {
    "Person": ("#CC6677", "dot"),
    "Agency": ("#332288", "square"),
    "Enterprise": ("#999933", "hexagon"),
    "Community": ("#44AA99", "triangle"),
    "Place": ("#117733", "diamond"),
    "Initiative": ("#DDAA33", "star"),
    "Event": ("#AA4499", "triangleDown"),
    "Document": ("#6699CC", "page"),
    "Honour": ("#882255", "pentagon"),
}
OTHER = ("#888888", "dot")
COMMUNITY_COLOURS = (
    "#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#EE8866", "#44BB99", "#BBBBBB",
)  # fmt: skip


class _Term(Protocol):
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


class SchemaLike(Protocol):
    """What this room needs of :class:`kg.schema.Schema`, which it may not import."""

    @property
    def classes(self) -> Mapping[str, Any]: ...
    @property
    def kinds(self) -> Mapping[str, Mapping[str, str]]: ...
    @property
    def relations(self) -> Mapping[str, Any]: ...
    @property
    def modalities(self) -> Mapping[str, Any]: ...


Words = Mapping[str, tuple[str, str]]
"""Local name of a term → its label in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for types, kinds (``Type/Kind``), relations, modalities; absent ones show their names."""

    types: Words = field(default_factory=dict)
    kinds: Words = field(default_factory=dict)
    relations: Words = field(default_factory=dict)
    modalities: Words = field(default_factory=dict)

    @classmethod
    def of(cls, schema: SchemaLike) -> Labels:
        """Return the labels that the ontology declares."""

        def words(terms: Mapping[str, _Term]) -> Words:
            return {name: (term.zh, term.en) for name, term in terms.items()}

        kinds = {
            f"{type_}/{kind}": schema.classes[name]
            for type_, found in schema.kinds.items()
            for kind, name in found.items()
        }
        return cls(words(schema.classes), words(kinds), words(schema.relations), words(schema.modalities))


def style(type_: str) -> tuple[str, str]:
    """Return the colour and the shape of a type."""
    return STYLES.get(type_, OTHER)
