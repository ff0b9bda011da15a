"""The shapes: the sample conforms, and each planted fault is caught by the shape meant for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdf_sample import Sample

from kg.rdf import (
    PREFIXES,
    Store,
    nquads,
    ntriples,
    validate,
    validate_store,
    write_nquads,
    write_turtle,
)
from kg.rdf.facts import blocks


def _faults() -> list[tuple[str, str]]:
    """Shape and update of each line of faults.ru."""
    shape, found = "", []
    for line in Path(__file__).with_name("faults.ru").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            shape = line[3:]
        elif line and not line.startswith("#"):
            found.append((shape, line))
    return found


FAULTS = _faults()


@pytest.fixture(scope="module")
def triples(sample: Sample) -> str:
    return "".join(ntriples(blocks(sample.resolution, sample.sources, provenance=sample.provenance)))


def test_the_sample_conforms(sample: Sample, tmp_path: Path) -> None:
    for writer, name in ((write_nquads, "graph.nq"), (write_turtle, "graph.ttl")):
        writer(sample.resolution, sample.sources, tmp_path / name, provenance=sample.provenance)
        report = validate(tmp_path / name)
        assert report.conforms, report.text()
        assert not report.violations
        assert report.checked == report.triples > 1000


def test_a_large_graph_is_sampled_by_article(sample: Sample, tmp_path: Path) -> None:
    write_nquads(sample.resolution, sample.sources, tmp_path / "graph.nq", provenance=sample.provenance)
    report = validate(tmp_path, limit=700)
    assert report.conforms, report.text()
    assert (report.articles, report.articles_checked) == (2, 1)
    assert "1 of 2 articles" in report.text()


@pytest.mark.parametrize(("shape", "update"), FAULTS, ids=[f"{s}-{i}" for i, (s, _) in enumerate(FAULTS)])
def test_planted_faults_are_caught_by_their_own_shape(shape: str, update: str, triples: str) -> None:
    import pyoxigraph as ox

    raw = ox.Store()
    raw.load(triples, format=ox.RdfFormat.N_TRIPLES)
    before = set(raw)
    raw.update(update, prefixes={**PREFIXES, "schema": "http://schema.org/"})
    assert set(raw) != before, "the fault was not planted"
    report = validate_store(Store(raw))
    assert shape in {v.shape for v in report.violations}, report.text()
    assert report.conforms == (shape == "Official")


def test_every_shape_has_a_fault(triples: str) -> None:
    from kg.rdf.validate import _shapes

    queries, rest = _shapes()
    names = {q.rpartition("#")[2] for q in queries}
    names |= {
        line.split(" ")[0][1:-1].rpartition("#")[2] for line in rest.splitlines() if "shacl#NodeShape" in line
    }
    assert names == {shape for shape, _ in FAULTS}
    assert len(FAULTS) >= 30


def test_a_report_names_ids_and_is_cut(sample: Sample) -> None:
    import pyoxigraph as ox

    raw = ox.Store()
    raw.load("".join(nquads(blocks(sample.resolution, sample.sources))), format=ox.RdfFormat.N_QUADS)
    for quad in list(raw.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdfs"] + "label"), None)):
        raw.remove(quad)
    for quad in list(raw):
        raw.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    text = validate_store(Store(raw)).text(limit=2)
    assert "agency/" in text
    assert "Entity: " in text
    assert " more\n" in text
