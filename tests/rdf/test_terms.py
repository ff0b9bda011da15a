"""Terms from any text: literals come back as they went in, ids and IRIs are one to one."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.guard import check
from kg.rdf.named import bind
from kg.rdf.terms import date, decode, iri, plain, segment, zh
from kg.rdf.write import serialize

ANY = st.text(alphabet=st.characters(), max_size=40)


def _mended(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


@given(ANY)
def test_literals_come_back(text: str) -> None:
    for term, language in ((plain(text), None), (zh(text), "zh")):
        line = f"<http://x/> <http://x/p> {term} .\n"
        (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
        assert isinstance(quad.object, ox.Literal)
        assert (quad.object.value, quad.object.language) == (_mended(text), language)


@given(ANY, ANY)
def test_ids_and_iris_are_one_to_one(one: str, other: str) -> None:
    first, second = iri(f"person/{one}"), iri(f"person/{other}")
    assert (first == second) == (one == other)
    assert ox.NamedNode(first[1:-1]).value == first[1:-1]
    assert rdflib.URIRef(first[1:-1]).n3()
    assert decode(first[1:-1]) == f"person/{one}"
    assert "/" not in segment(one)
    assert "#" not in segment(one)


@given(ANY)
def test_dates_are_always_literals(text: str) -> None:
    (quad,) = ox.parse(f"<http://x/> <http://x/p> {date(text)} .\n", format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)


@given(st.lists(st.tuples(ANY, ANY), max_size=5))
def test_small_files_hold_the_same_in_every_form(pairs: list[tuple[str, str]]) -> None:
    lines = [f"{iri('person/' + s)} <http://www.w3.org/2000/01/rdf-schema#label> {zh(o)}" for s, o in pairs]
    expected = set(lines)
    for form, syntax in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        found = ox.parse(serialize(lines, form), format=syntax)
        assert len({str(q) for q in found}) == len(expected), form


@given(ANY)
def test_bound_values_leave_the_query_a_query(text: str) -> None:
    query = bind("career", {"name": text})
    assert check(query) == "select"
    ox.Store().query(query)
