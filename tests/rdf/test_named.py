"""The competency questions: stated in two languages, right on the sample, the same in a second engine.

``python tests/rdf/test_named.py`` writes the answers anew, for a person to read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdf_sample import Sample, county

from kg.errors import QueryError
from kg.rdf import Answer, Store, bind, named_queries, nquads, ntriples
from kg.rdf.facts import blocks
from kg.rdf.guard import check

ANSWERS = Path(__file__).with_name("answers.md")
BOUND: dict[str, dict[str, str | int | float]] = {
    "officials-of": {"area": "990102"},
    "officials-by-rank": {"area": "9901"},
    "career": {"name": "王磊"},
    "chain-upwards": {"start": "桃花村"},
    "evidence-of": {"name": "王磊"},
    "posts-changed": {"from": "2023-08-09", "to": "2023-12-31"},
    "body-tree": {"whole": "东陵区委"},
    "least-certain": {"below": 0.5},
}


def _store(sample: Sample) -> Store:
    import pyoxigraph as ox

    raw = ox.Store()
    text = "".join(nquads(blocks(sample.resolution, sample.sources, provenance=sample.provenance)))
    raw.load(text, format=ox.RdfFormat.N_QUADS)
    raw.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return Store(raw)


def _all(store: Store) -> str:
    parts = ["# What the questions answer on the hand-made sample\n"]
    for name, query in named_queries().items():
        for values in ({}, BOUND[name]) if name in BOUND else ({},):
            given = "".join(f" --{k} {v}" for k, v in values.items())
            answer = store.query(bind(query, values))
            parts.append(f"## {name}{given}\n\n{query.en} {query.zh}\n\n{_text(answer)}")
    return "\n".join(parts)


def _text(answer: Answer) -> str:
    if answer.triples is None:
        return answer.text("markdown")
    return "\n".join(f"- {row[0]} {row[1]} {row[2]}" for row in Answer(("s", "p", "o"), _rows(answer))) + "\n"


def _rows(answer: Answer) -> tuple[tuple[object, ...], ...]:
    triples = sorted(answer.triples or (), key=str)
    return tuple((t.subject, t.predicate, t.object) for t in triples)


@pytest.fixture(scope="module")
def store(sample: Sample) -> Store:
    return _store(sample)


@pytest.fixture(scope="module")
def independent(sample: Sample) -> rdflib.Graph:
    graph = rdflib.Graph()
    text = "".join(ntriples(blocks(sample.resolution, sample.sources, provenance=sample.provenance)))
    graph.parse(data=text, format="nt")
    return graph


def test_thirty_questions_have_their_known_answers(store: Store) -> None:
    assert len(named_queries()) >= 30
    assert _all(store) == ANSWERS.read_text(encoding="utf-8")


def test_every_question_finds_something(store: Store) -> None:
    for name, query in named_queries().items():
        assert len(store.query(bind(query, {}))) > 0, name


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_second_engine_agrees(name: str, store: Store, independent: rdflib.Graph) -> None:
    for values in ({}, BOUND.get(name, {})):
        text = bind(name, values)
        ours = store.query(text)
        theirs = independent.query(text)
        if ours.triples is not None:
            assert len(set(theirs)) == len(ours)
            continue
        found = sorted(tuple("" if v is None else str(v) for v in row) for row in theirs)
        own = sorted(
            tuple("" if v is None else str(getattr(v, "value", v)) for v in row) for row in ours.rows
        )
        assert own == found


def test_questions_are_stated_and_safe() -> None:
    for query in named_queries().values():
        assert query.zh
        assert query.en
        assert check(query.text) in ("select", "construct")
        for parameter in query.parameters:
            assert parameter.zh
            assert parameter.en


@pytest.mark.parametrize(
    "value",
    ['"', "\\", '41" } UNION { ?s ?p ?o } #', "}\n", "\\u0022", "?x", "<x>", "\ud800", "'", "中" * 100],
)
def test_no_value_changes_a_query(value: str, store: Store) -> None:
    for name, key in (("officials-of", "area"), ("career", "name")):
        text = bind(name, {key: value})
        assert text.count("\n") == named_queries()[name].text.count("\n")
        assert len(store.query(text)) == 0


def test_wrong_names_and_values_are_explained() -> None:
    with pytest.raises(QueryError, match="there are: "):
        bind("nothing", {})
    with pytest.raises(QueryError, match="it has: area"):
        bind("officials-of", {"place": "41"})
    with pytest.raises(QueryError, match="must be a date"):
        bind("posts-changed", {"from": "gestern"})
    with pytest.raises(QueryError, match="must be a number"):
        bind("least-certain", {"below": "0.9 } #"})


if __name__ == "__main__":
    ANSWERS.write_text(_all(_store(county().build())), encoding="utf-8")
