"""A graph as RDF: files, validation, a store, SPARQL."""

from __future__ import annotations

from kg.rdf.facts import Provenance, blocks
from kg.rdf.terms import DATA, PREFIXES, decode, iri
from kg.rdf.write import (
    WRITERS,
    nquads,
    ntriples,
    quads,
    write_jsonld,
    write_nquads,
    write_ntriples,
    write_rdfxml,
    write_trig,
    write_turtle,
)

__all__ = [
    "DATA",
    "PREFIXES",
    "WRITERS",
    "Provenance",
    "blocks",
    "decode",
    "iri",
    "nquads",
    "ntriples",
    "quads",
    "write_jsonld",
    "write_nquads",
    "write_ntriples",
    "write_rdfxml",
    "write_trig",
    "write_turtle",
]
