"""The SPARQL 1.1 Protocol over real HTTP: forms, negotiation, limits, refusals, other people's clients."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import threading
import time
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg.rdf import DATA

ASK = "ASK { ?s a kg:Person }"
SELECT = "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name ; kg:holdsPost ?b } ORDER BY ?name LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a kg:Person ; rdfs:label ?n }"
DESCRIBE = "DESCRIBE person:王磊.990101"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def _send(web: httpx.Client, how: str, query: str, **headers: str) -> httpx.Response:
    if how == "get":
        return web.get("/sparql", params={"query": query}, headers=headers)
    if how == "form":
        return web.post("/sparql", content=urlencode({"query": query}), headers={**FORM, **headers})
    return web.post("/sparql", content=query.encode(), headers={**DIRECT, **headers})


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_three_forms_and_every_format(how: str, web: httpx.Client) -> None:
    for media, form in TABLES.items():
        answer = _send(web, how, SELECT, Accept=media)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        rows = ox.parse_query_results(answer.content, format=form)
        assert isinstance(rows, ox.QuerySolutions)
        assert len(list(rows)) == 3
        asked = _send(web, how, ASK, Accept=media)
        if media != "text/tab-separated-values":
            assert bool(ox.parse_query_results(asked.content, format=form))
    rows_ = list(csv.reader(io.StringIO(_send(web, how, SELECT, Accept="text/csv").text)))
    assert rows_[0] == ["name"]
    assert len(rows_) == 4
    for media in ("text/csv", "text/tab-separated-values"):
        assert _send(web, how, ASK, Accept=media).text.strip() == "true"
    for query in (CONSTRUCT, DESCRIBE):
        counts = set()
        for media, form in GRAPHS.items():
            answer = _send(web, how, query, Accept=media)
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(media)
            counts.add(len(list(ox.parse(answer.content, format=form))))
        assert len(counts) == 1
        assert counts.pop() > 4


def test_defaults_and_browsers(web: httpx.Client) -> None:
    assert (
        web.get("/sparql", params={"query": SELECT}).headers["content-type"]
        == "application/sparql-results+json"
    )
    assert web.get("/sparql", params={"query": CONSTRUCT}).headers["content-type"].startswith("text/turtle")
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for query in (SELECT, ASK, CONSTRUCT):
        page = _send(web, "get", query, Accept=browser)
        assert page.headers["content-type"].startswith("text/html")
        assert "<table>" in page.text or "<pre>" in page.text
    page = web.get("/sparql", headers={"Accept": browser})
    assert "textarea" in page.text
    assert "officials-of" not in page.text
    assert "Who holds two posts" in page.text


def test_named_and_default_graphs(web: httpx.Client) -> None:
    def count(query: str, **graphs: str | list[str]) -> int:
        answer = web.get("/sparql", params={"query": query, **graphs})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    every, inside = (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    )
    one, two = DATA + "article/p1.aaaa", DATA + "article/p2.bbbb"
    first, second = count(every, **{"default-graph-uri": one}), count(every, **{"default-graph-uri": two})
    assert 0 < first < count(every)
    both = count(every, **{"default-graph-uri": [one, two]})
    assert max(first, second) < both <= first + second
    assert count(inside, **{"default-graph-uri": one}) == 0
    assert count(every, **{"named-graph-uri": one}) == 0
    assert count(inside, **{"named-graph-uri": [one, two]}) == first + second
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{one}> {{ ?s ?p ?o }}") == first
    assert count(every, **{"default-graph-uri": "http://127.0.0.1:9/none"}) == 0


@pytest.mark.parametrize(
    ("status", "method", "params", "body", "headers"),
    [
        (400, "GET", {"query": "SELECT * WHERE {"}, None, {}),
        (400, "GET", {"query": ""}, None, {}),
        (400, "GET", [("query", ASK), ("query", ASK)], None, {}),
        (400, "POST", {}, urlencode([("query", ASK), ("query", ASK)]), FORM),
        (400, "POST", {"query": ASK}, urlencode([("query", ASK)]), FORM),
        (400, "POST", {"query": ASK}, ASK, DIRECT),
        (400, "POST", {}, "", FORM),
        (400, "POST", {}, "", DIRECT),
        (400, "POST", {}, b"\xff\xfe", DIRECT),
        (400, "GET", {"query": "INSERT DATA { <a:b> <a:c> <a:d> }"}, None, {}),
        (400, "GET", {"query": "LOAD <http://127.0.0.1:9/>"}, None, {}),
        (400, "GET", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, None, {}),
        (400, "GET", {"query": "SELECT * { service silent ?x { ?s ?p ?o } }"}, None, {}),
        (400, "GET", {"query": ASK, "default-graph-uri": "not an iri"}, None, {}),
        (403, "POST", {}, urlencode({"update": "CLEAR ALL"}), FORM),
        (403, "POST", {}, "CLEAR ALL", {"Content-Type": "application/sparql-update"}),
        (405, "PUT", {}, ASK, DIRECT),
        (405, "DELETE", {}, None, {}),
        (406, "GET", {"query": SELECT}, None, {"Accept": "application/pdf"}),
        (406, "GET", {"query": SELECT}, None, {"Accept": "text/turtle"}),
        (406, "GET", {"query": CONSTRUCT}, None, {"Accept": "text/csv"}),
        (406, "GET", {}, None, {"Accept": "application/pdf"}),
        (413, "POST", {}, "#" * 500_000, DIRECT),
        (413, "GET", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"}, None, {}),
        (415, "POST", {}, ASK, {"Content-Type": "text/plain"}),
        (415, "POST", {}, ASK, {}),
    ],
)  # fmt: skip
def test_refusals(
    status: int,
    method: str,
    params: object,
    body: str | bytes | None,
    headers: dict[str, str],
    web: httpx.Client,
) -> None:
    answer = web.request(method, "/sparql", params=params, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert len(answer.text.strip()) > 5
    if status not in (405,):
        assert answer.headers["access-control-allow-origin"] == "*"


def test_words_that_only_look_like_service(web: httpx.Client) -> None:
    for query in (
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p '''a SERVICE \\' <http://x/> { } ''' }",
        "SELECT * { ?s <http://x/SERVICE> ?service } # SERVICE <http://x/> {}",
        "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE ?o }",
        "SELECT ?SERVICE { ?SERVICE ?p 'LOAD'@en-SERVICE }",
    ):
        assert _send(web, "get", query).status_code == 200, query


def test_head_options_and_cors(web: httpx.Client) -> None:
    head = web.head("/sparql", params={"query": SELECT})
    assert head.status_code == 200
    assert head.content == b""
    options = web.options("/sparql", headers={"Origin": "http://x", "Access-Control-Request-Method": "POST"})
    assert options.status_code == 204
    assert "POST" in options.headers["access-control-allow-methods"]
    assert options.headers["access-control-allow-origin"] == "*"


def test_service_description(web: httpx.Client) -> None:
    answer = web.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = next(graph.subjects(rdflib.RDF.type, sd.Service))
    assert str(next(graph.objects(service, sd.endpoint))) == f"{str(web.base_url).rstrip('/')}/sparql"
    assert len(list(graph.objects(service, sd.resultFormat))) == 8
    data = next(graph.objects(service, sd.defaultDataset))
    assert len(list(graph.objects(data, sd.namedGraph))) > 5


def test_a_runaway_query_is_stopped_and_harms_nobody(web: httpx.Client, server: str) -> None:
    found: list[tuple[int, float]] = []

    def run() -> None:
        start = time.monotonic()
        with httpx.Client(base_url=server, timeout=30) as client:
            answer = client.get("/sparql", params={"query": RUNAWAY})
        assert answer.headers["retry-after"]
        found.append((answer.status_code, time.monotonic() - start))

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.2)
    for _ in range(10):
        start = time.monotonic()
        assert web.get("/sparql", params={"query": ASK}).status_code == 200
        assert time.monotonic() - start < 0.9
    thread.join()
    assert found[0][0] == 503
    assert 0.9 < found[0][1] < 3
    assert web.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_when_all_are_busy_others_are_told(server: str) -> None:
    codes: list[int] = []

    def run() -> None:
        with httpx.Client(base_url=server, timeout=30) as client:
            codes.append(client.get("/sparql", params={"query": RUNAWAY}).status_code)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [503] * 8
    with httpx.Client(base_url=server, timeout=30) as client:
        assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_sparqlwrapper(server: str) -> None:
    for method in ("GET", "POST"):
        wrapper = SPARQLWrapper(f"{server}/sparql")
        wrapper.setMethod(method)
        wrapper.setQuery(
            f"PREFIX rdfs: <{rdflib.RDFS}> PREFIX kg: <https://w3id.org/xianzhi/ontology#>\n{SELECT}"
        )
        wrapper.setReturnFormat(JSON)
        rows = wrapper.queryAndConvert()["results"]["bindings"]
        assert len(rows) == 3
        wrapper.setReturnFormat(XML)
        assert "sparql-results" in wrapper.queryAndConvert().toxml()
        wrapper.setReturnFormat(CSV)
        assert wrapper.queryAndConvert().startswith(b"name")
        wrapper.setQuery(
            f"PREFIX rdfs: <{rdflib.RDFS}> PREFIX kg: <https://w3id.org/xianzhi/ontology#>\n{CONSTRUCT}"
        )
        wrapper.setReturnFormat(TURTLE)
        assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) > 4


def test_rdflib_sparqlstore(server: str) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(f"{server}/sparql", method=method))
        found = list(graph.query(f"SELECT ?n {{ <{DATA}person/王磊.990101> <{rdflib.RDFS.label}> ?n }}"))
        assert str(found[0][0]) == "王磊"
        assert (
            rdflib.URIRef(DATA + "person/王磊.990101"),
            rdflib.RDFS.label,
            rdflib.Literal("王磊", lang="zh"),
        ) in graph


def test_curl(server: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    for arguments in (
        ["-G", "--data-urlencode", f"query={SELECT}"],
        ["--data-urlencode", f"query={SELECT}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", SELECT],
    ):
        done = subprocess.run([curl, "-sS", *arguments, f"{server}/sparql"], capture_output=True, check=True)
        assert len(json.loads(done.stdout)["results"]["bindings"]) == 3
    done = subprocess.run(
        [curl, "-sSL", "-H", "Accept: text/turtle", f"{server}/id/" + quote("person/王磊.990101")],
        capture_output=True,
        check=True,
    )
    assert "王磊" in done.stdout.decode()
