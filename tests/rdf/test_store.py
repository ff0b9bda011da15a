"""The store: what may be asked, answers in every form, queries that are killed at their limit."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdf_sample import Sample

from kg.errors import ExportError, QueryError
from kg.rdf import (
    PREFIXES,
    Store,
    TimeoutQueryError,
    TooLargeError,
    Workers,
    write_jsonld,
    write_nquads,
    write_turtle,
)
from kg.rdf import limits as module
from kg.rdf.guard import check
from kg.rdf.void import code_page, describe, linkset, write_linkset, write_void

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def export(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for writer, name in (
        (write_nquads, "graph.nq"),
        (write_turtle, "graph.ttl"),
        (write_jsonld, "graph.jsonld"),
    ):
        writer(sample.resolution, sample.sources, folder / name, provenance=sample.provenance)
    return folder


@pytest.fixture(scope="module")
def store(export: Path) -> Store:
    return Store.open(export)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "select * { service silent <http://x/> {} }",
        "SELECT * {?s ?p ?o.FILTER(?o<3)SERVICE<http://x>{}}",
        "SELECT * { ?s ?p '''x''' . SERVICE ?x {} }",
        "SELECT * { \\u0053ERVICE <http://x/> {} }",
        "SELECT * { # comment ' \n SERVICE <http://x/> {} }",
        'SELECT * { ?s ?p "a\\"" SERVICE <http://x/> {} # " }',
        "SELECT * { FILTER EXISTS { SERVICE <http://x/> {} } }",
        "ASK { { SELECT * { SERVICE <http://x/> {} } } }",
        "SELECT * { ?s ?p @en . SERVICE<http://x/>{} }",
        "PREFIX a: <b> INSERT DATA { <a> <b> <c> }",
        "BASE <http://x/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://x/>",
        "WITH <http://x/> DELETE {} WHERE {}",
        "CLEAR ALL",
        "",
        "# SELECT",
        "'SELECT'",
        "SELECT * { " + "{" * 300 + "}" * 300 + " }",
        "SELECT * {} #" + "x" * 200_000,
    ],
)
def test_refused(query: str, store: Store) -> None:
    with pytest.raises(QueryError):
        check(query)
    with pytest.raises(QueryError):
        store.query(query)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT ?service { ?service a <http://x/SERVICE> }", "select"),
        ("PREFIX service: <http://x/> ASK { ?s service:load 'SERVICE' }", "ask"),
        ("# SERVICE\nDESCRIBE <http://x/>", "describe"),
        ("BASE <http://x/#insert> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "construct"),
        ('SELECT * { ?s ?p """SERVICE "" \\""" x""" }', "select"),
        ("SELECT * { ?s ?p ?o FILTER(?s<?p&&?o>?s) }", "select"),
    ],
)
def test_allowed(query: str, form: str) -> None:
    assert check(query) == form


def test_nobody_is_called(store: Store, export: Path) -> None:
    heard: list[object] = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        thread = threading.Thread(target=lambda: heard.append(listener.accept()), daemon=True)
        thread.start()
        with Workers(export, count=1, seconds=5) as workers:
            child = workers._free.get()
            child.wait()
            past_the_guard = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
            request = {"query": past_the_guard, "format": "json", "graph_format": "ttl", "limit": 1000}
            head, _ = child.ask({**request, "default_graphs": [], "named_graphs": []}, 5)
            assert "error" in head
            workers._free.put(child)
        for query in (f"SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",):
            assert len(store.query(query)) == 0
        thread.join(0.2)
        assert heard == []


def test_answers_in_every_form(store: Store) -> None:
    answer = store.query(
        "SELECT ?name ?n ?none { ?p rdfs:label ?name ; kg:mentionCount ?n } ORDER BY ?name LIMIT 2"
    )
    assert len(answer) == 2
    rows = list(csv.reader(io.StringIO(answer.text("csv"))))
    assert rows[0] == ["name", "n", "none"]
    assert rows[1][1:] == ["1", ""]
    found = json.loads(answer.text("json"))
    assert found["results"]["bindings"][0]["name"]["xml:lang"] == "zh"
    assert isinstance(
        ox.parse_query_results(answer.text("json"), format=ox.QueryResultsFormat.JSON), ox.QuerySolutions
    )
    parsed = ox.parse_query_results(answer.text("tsv"), format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    assert len(list(parsed)) == 2
    assert answer.text("markdown").startswith("| name | n | none |\n| --- |")
    assert len({len(line) for line in answer.text("table").splitlines()[:2]}) <= 2
    assert answer.values()[0]["n"] == "1"
    assert store.query("ASK {}").text() == "true\n"
    assert json.loads(store.query("ASK {}").text("json"))["boolean"] is True
    graph = store.query("DESCRIBE person:王磊.990101")
    for form, syntax in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        assert len(list(ox.parse(graph.text(form), format=syntax))) == len(graph)
    assert graph.text("csv").startswith("subject,predicate,object")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        answer.text("ttl")
    with pytest.raises(QueryError, match="choose one of"):
        answer.text("pdf")


def test_cells_are_safe(tmp_path: Path) -> None:
    raw = ox.Store()
    for i, text in enumerate(("=cmd()", "-3", "+1+cmd", 'a"b,c', "x\ny\x1b[31m", "|<b>*")):
        raw.add(ox.Quad(ox.NamedNode(f"http://x/{i}"), ox.NamedNode("http://x/p"), ox.Literal(text)))
    answer = Store(raw).query("SELECT ?o { ?s <http://x/p> ?o } ORDER BY ?s")
    cells = [row[0] for row in csv.reader(io.StringIO(answer.text("csv"), newline=""))][1:]
    assert cells == ["'=cmd()", "-3", "'+1+cmd", 'a"b,c', "x\ny\x1b[31m", "|<b>*"]
    assert "\x1b" not in answer.text("table")
    assert "\\|&lt;b&gt;\\*" in answer.text("markdown")
    assert answer.text("tsv").count("\n") == 7


def test_a_triple_of_many_articles_counts_once(store: Store) -> None:
    counted = store.query(
        "SELECT (COUNT(*) AS ?n) { person:赵一鸣.9901 kg:holdsPost agency:东陵区委.990101 }"
    )
    assert [list(row) for row in counted] == [["1"]]
    graphs = store.query("SELECT ?g { GRAPH ?g { person:赵一鸣.9901 kg:holdsPost agency:东陵区委.990101 } }")
    assert len(graphs) == 2
    assert len(store) == len(store.query("CONSTRUCT WHERE { ?s ?p ?o }"))


def test_every_file_loads_the_same(export: Path, store: Store) -> None:
    for name in ("graph.nq", "graph.ttl", "graph.jsonld"):
        assert len(Store.open(export / name)) == len(store)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="kg build"):
        Store.open(tmp_path)
    (tmp_path / "x.txt").write_text("x")
    with pytest.raises(ExportError, match="not one of"):
        Store.open(tmp_path / "x.txt")
    (tmp_path / "graph.nq").write_text("this is no RDF")
    with pytest.raises(ExportError, match=r"graph\.nq"):
        Store.open(tmp_path)


@pytest.fixture(scope="module")
def workers(export: Path) -> Iterator[Workers]:
    with Workers(export, count=1, seconds=1.0, limit=100_000) as pool:
        yield pool


def test_workers_answer_and_kill(workers: Workers) -> None:
    assert workers.query("ASK { ?s a kg:Person }").body.endswith(b"true}")
    start = time.monotonic()
    with pytest.raises(TimeoutQueryError, match="stopped after 1 second"):
        workers.query(RUNAWAY)
    assert time.monotonic() - start < 3
    assert workers.query("ASK { ?s a kg:Person }").kind == "boolean"
    with pytest.raises(TooLargeError, match="100000 bytes"):
        workers.query("SELECT * { ?s ?p ?o . ?x ?y ?z } LIMIT 5000")
    with pytest.raises(TooLargeError, match="100000 bytes"):
        workers.query("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError, match="expected"):
        workers.query("SELECT * { ?s ?p")
    with pytest.raises(QueryError, match="update"):
        workers.query("DROP ALL")
    assert workers.query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }", graph_format="rdf").kind == "graph"


def test_a_query_that_eats_memory_ends_alone(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 1 << 29)
    with Workers(export, count=1, seconds=30.0) as pool:
        with pytest.raises(QueryError):
            pool.query("SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g")
        assert pool.query("ASK { ?s a kg:Person }").kind == "boolean"


def test_large_graphs_are_served_from_disk(
    export: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(module, "ON_DISK", 10)
    with Workers(export, count=2, seconds=10.0) as pool:
        assert len(pool.open()) == len(store)
        for _ in range(3):
            found = json.loads(pool.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)
            assert found["results"]["bindings"][0]["n"]["value"] == str(len(store))
        with pytest.raises(TimeoutQueryError):
            pool.query(RUNAWAY, seconds=0.5)
        assert pool.query("ASK { ?s a kg:Person }").kind == "boolean"


def test_description_and_linkset(store: Store, tmp_path: Path) -> None:
    text = describe(store, dumps={"https://example.org/graph.nq": "application/n-quads"})
    raw = ox.Store()
    raw.load(text, format=ox.RdfFormat.TURTLE)
    answer = Store(raw).query(
        "SELECT ?n ?people ?posts { id:dataset void:triples ?n ; "
        "void:classPartition [ void:class kg:Person ; void:entities ?people ] ; "
        "void:propertyPartition [ void:property kg:holdsPost ; void:triples ?posts ] }"
    )
    assert [list(row) for row in answer] == [[str(len(store)), "5", "6"]]
    assert describe(store) == describe(store)
    write_void(store, tmp_path / "void.ttl")
    write_linkset(store, tmp_path / "codes.ttl")
    links = list(linkset(store))
    assert len(links) == 5
    assert len(list(ox.parse(path=str(tmp_path / "codes.ttl")))) == 5
    pages = [
        code_page(c).rpartition("2023/")[2] for c in ("41", "4105", "410503", "410503001", "410503001201")
    ]
    town = "41/05/03/410503001.html"
    assert pages == ["41.html", "41/4105.html", "41/05/410503.html", town, town]
    assert code_page("x1") == code_page("1") == ""


def test_prefixes_are_bound_once() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
