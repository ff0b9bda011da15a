"""A graph as RDF: files, validation, a store, SPARQL."""

from __future__ import annotations

from kg.rdf.facts import Provenance, blocks
from kg.rdf.limits import Result, TimeoutQueryError, TooLargeError, Workers
from kg.rdf.named import NamedQuery, Parameter, bind, named_queries
from kg.rdf.push import export_to
from kg.rdf.store import FORMATS, Answer, Store, query
from kg.rdf.terms import DATA, PREFIXES, decode, iri
from kg.rdf.validate import Report, Violation, validate, validate_store
from kg.rdf.void import describe, write_linkset, write_void
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
    "FORMATS",
    "PREFIXES",
    "WRITERS",
    "Answer",
    "NamedQuery",
    "Parameter",
    "Provenance",
    "Report",
    "Result",
    "Store",
    "TimeoutQueryError",
    "TooLargeError",
    "Violation",
    "Workers",
    "bind",
    "blocks",
    "decode",
    "describe",
    "export_to",
    "iri",
    "named_queries",
    "nquads",
    "ntriples",
    "quads",
    "query",
    "validate",
    "validate_store",
    "write_jsonld",
    "write_linkset",
    "write_nquads",
    "write_ntriples",
    "write_rdfxml",
    "write_trig",
    "write_turtle",
    "write_void",
]
