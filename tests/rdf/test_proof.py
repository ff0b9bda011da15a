"""Every statement proves itself after Turtle → rdflib → N-Quads → pyoxigraph → SPARQL."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdf_sample import Sample

from kg.rdf import PREFIXES, decode, write_turtle

PROOF = """
SELECT ?statement ?file ?start ?end ?exact WHERE {
  ?statement kg:statedIn ?article ; kg:evidence ?evidence .
  ?evidence oa:hasSource/kg:fileName ?file ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact .
}
"""
ENDS = """
SELECT ?mention ?file ?start ?end ?exact ?text WHERE {
  ?statement kg:subjectMention|kg:objectMention ?mention .
  ?mention kg:text ?text ; oa:hasSource/kg:fileName ?file ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact .
}
"""


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_quotes_stand_at_their_offsets_after_a_round_trip(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sample: Sample = request.getfixturevalue(which)
    write_turtle(sample.resolution, sample.sources, tmp_path / "graph.ttl")
    dataset = rdflib.Dataset()
    dataset.graph(rdflib.URIRef("http://example.org/all")).parse(tmp_path / "graph.ttl")
    dataset.serialize(tmp_path / "again.nq", format="nquads", encoding="utf-8")
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "again.nq"), format=ox.RdfFormat.N_QUADS)
    sources = {
        name.replace("\ud800", "\ufffd"): text.replace("\ud800", "\ufffd")
        for name, text in sample.sources.items()
    }

    proven = set()
    for row in _rows(store, PROOF):
        assert sources[row["file"]][int(row["start"]) : int(row["end"])] == row["exact"]
        proven.add(decode(row["statement"]))
    assert proven == {s.id for s in sample.resolution.statements if s.start is not None}

    ends = set()
    for row in _rows(store, ENDS):
        quote = sources[row["file"]][int(row["start"]) : int(row["end"])]
        assert quote == row["exact"]
        assert "".join(quote.split()) == "".join(row["text"].split())
        ends.add(decode(row["mention"]))
    said = sample.resolution.statements
    assert ends == {m for s in said for m in (s.subject_mention, s.object_mention) if m}


def _rows(store: ox.Store, query: str) -> list[dict[str, str]]:
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    return [{name: getattr(row[name], "value", "") for name in names} for row in found]


def test_only_what_is_asserted_has_an_edge(sample: Sample, tmp_path: Path) -> None:
    write_turtle(sample.resolution, sample.sources, tmp_path / "graph.ttl")
    graph = rdflib.Graph().parse(tmp_path / "graph.ttl")
    kg = rdflib.Namespace(PREFIXES["kg"])
    data = rdflib.Namespace(PREFIXES["id"])
    for s in sample.resolution.statements:
        edge = (data[s.subject], kg[s.predicate], data[s.object])
        others = [
            o
            for o in sample.resolution.statements
            if (o.subject, o.predicate, o.object, o.modality)
            == (s.subject, s.predicate, s.object, "asserted")
        ]
        assert (edge in graph) == bool(others), s


def test_tenures_are_dated_by_reports_alone(sample: Sample, tmp_path: Path) -> None:
    write_turtle(sample.resolution, sample.sources, tmp_path / "graph.ttl")
    graph = rdflib.Graph().parse(tmp_path / "graph.ttl")
    kg = rdflib.Namespace(PREFIXES["kg"])
    statuses = {
        name: set(graph.subjects(rdflib.RDF.type, kg[name]))
        for name in ("CurrentTenure", "FormerTenure", "ActingTenure")
    }
    assert [len(statuses[n]) for n in ("CurrentTenure", "FormerTenure", "ActingTenure")] == [6, 1, 1]
    assert statuses["ActingTenure"] < statuses["CurrentTenure"]
    assert not statuses["FormerTenure"] & statuses["CurrentTenure"]
    (acting,) = statuses["ActingTenure"]
    assert str(graph.value(acting, kg.title)) == "区长"
    dates = sorted(str(d) for d in graph.objects(None, kg.asReportedOn))
    assert set(dates) == {"--11-12", "2023-08-09"}
    for tenure in set().union(*statuses.values()):
        predicates = {str(p) for p in graph.predicates(tenure, None)}
        assert not any(word in p.lower() for p in predicates for word in ("start", "begin", "end"))
