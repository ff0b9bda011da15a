"""Files for other tools: they open, twice over, hold what the graph holds, and run nothing."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import kg_sample
import networkx as nx
import pytest

from kg.graph import interval, network, safe_cell, write_csv, write_gexf, write_graphml
from kg.graph.multigraph import LASTING
from kg.schema import load

GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module", params=["small", "gold"])
def graph(request: pytest.FixtureRequest) -> nx.MultiDiGraph[str]:
    return network(*(kg_sample.small() if request.param == "small" else kg_sample.from_gold()))


def test_network_is_one_edge_a_statement() -> None:
    resolution, sources = kg_sample.small()
    graph = network(resolution, sources)
    assert set(graph) == {e.id for e in resolution.entities}
    assert {k for *_, k in graph.edges(keys=True)} == {s.id for s in resolution.statements}
    for statement in resolution.statements:
        data = graph.edges[statement.subject, statement.object, statement.id]
        assert data["predicate"] == statement.predicate
        assert all(type(v) in (str, int, float) for v in data.values())
    assert all(type(v) in (str, int, float) for _, d in graph.nodes(data=True) for v in d.values())


def test_a_report_date_is_no_beginning() -> None:
    graph = network(*kg_sample.small())
    for *_, data in graph.edges(data=True):
        if data["predicate"] in ("holdsPost", "residentOf"):
            assert "start" not in data
        elif data.get("date") == "2023-11":
            assert (data["start"], data["end"]) == ("2023-11-01", "2023-11-30")


def test_lasting_relations_are_those_of_the_ontology() -> None:
    assert set(load().relations) > LASTING


def test_weights_are_of_articles() -> None:
    resolution, sources = kg_sample.small()
    graph = network(resolution, sources, weights={resolution.articles[0].id: 0.0})
    weights = {d["rule"]: d["weight"] for *_, d in graph.edges(data=True)}
    assert weights == {"frame": 0.0, "gazetteer": 1.0}


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02-30", None),
        ("--11-12", None),
        (None, None),
        ("2021-11-12", ("2021-11-12", "2021-11-12")),
        ("2021-13", None),
    ],
)
def test_interval(date: str | None, days: tuple[str, str] | None) -> None:
    assert interval(date) == days


def clean(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


def test_gexf_opens_in_networkx(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_gexf(graph, tmp_path / "g.gexf")
    back = nx.read_gexf(tmp_path / "g.gexf")
    assert back.is_directed()
    assert set(back) == set(graph)
    assert {k for *_, k in back.edges(keys=True)} == {k for *_, k in graph.edges(keys=True)}
    for node, data in graph.nodes(data=True):
        for name, value in data.items():
            assert back.nodes[node][name] == (clean(value) if isinstance(value, str) else value)
    for s, o, k, data in graph.edges(keys=True, data=True):
        for name, value in data.items():
            assert back.edges[s, o, k][name] == (clean(value) if isinstance(value, str) else value)


def test_gexf_opens_in_a_strict_second_reader(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_gexf(graph, tmp_path / "g.gexf")
    root = ET.parse(tmp_path / "g.gexf").getroot()
    assert root.tag == f"{GEXF}gexf"
    assert "lastmodifieddate" not in root.find(f"{GEXF}meta").attrib  # type: ignore[union-attr]
    body = root.find(f"{GEXF}graph")
    assert body is not None
    assert body.attrib == {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    declared = {
        block.get("class"): {a.get("id"): a.get("type") for a in block}
        for block in body.iter(f"{GEXF}attributes")
    }
    nodes = list(body.iter(f"{GEXF}node"))
    edges = list(body.iter(f"{GEXF}edge"))
    assert len({n.get("id") for n in nodes}) == len(nodes) == graph.number_of_nodes()
    assert len({e.get("id") for e in edges}) == len(edges) == graph.number_of_edges()
    known = {n.get("id") for n in nodes}
    for kind, items in (("node", nodes), ("edge", edges)):
        for item in items:
            for value in item.iter(f"{GEXF}attvalue"):
                type_ = declared[kind][value.get("for")]
                {"string": str, "long": int, "double": float}[type_ or ""](value.get("value") or "")
    for e in edges:
        assert {e.get("source"), e.get("target")} <= known
        float(e.get("weight") or "")
        for name in ("start", "end"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d|None", str(e.get(name)))


def test_graphml_opens(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_graphml(graph, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert set(back) == set(graph)
    for s, o, k, data in graph.edges(keys=True, data=True):
        got = back.edges[s, o, k]
        assert {n: got[n] for n in data} == {
            n: clean(v) if isinstance(v, str) else v for n, v in data.items()
        }


def test_csv_is_for_spreadsheets(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_csv(graph, tmp_path / "nodes.csv", tmp_path / "edges.csv")
    for name, count in (("nodes", graph.number_of_nodes()), ("edges", graph.number_of_edges())):
        raw = (tmp_path / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        assert len(rows) == count
        for row in rows:
            assert None not in row
            assert all(not v or v[0] not in "=+-@\t" for v in row.values())
    edges = list(csv.DictReader((tmp_path / "edges.csv").read_text(encoding="utf-8-sig").splitlines()))
    said = [e for e in edges if e["span_start"]]
    assert said
    assert all(e["evidence"] and e["source_label"] and e["target_label"] for e in said)


def test_any_order_of_hash_or_rows_gives_the_same_bytes(tmp_path: Path) -> None:
    resolution, sources = kg_sample.from_gold("000")
    backwards = type(resolution)(
        resolution.articles[::-1],
        resolution.mentions[::-1],
        resolution.entities[::-1],
        resolution.statements[::-1],
    )
    for name, r in (("a", resolution), ("b", backwards)):
        g = network(r, sources)
        write_gexf(g, tmp_path / f"{name}.gexf")
        write_graphml(g, tmp_path / f"{name}.graphml")
        write_csv(g, tmp_path / f"{name}n.csv", tmp_path / f"{name}e.csv")
    for end in (".gexf", ".graphml", "n.csv", "e.csv"):
        assert (tmp_path / f"a{end}").read_bytes() == (tmp_path / f"b{end}").read_bytes()


def test_hostile_values_are_written_safely(tmp_path: Path) -> None:
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    bad = "\x00\x0b\ud800a\"'<&>\t\n]]>￾"
    g.add_node("n", label=bad, extra=bad, none=None, flag=True, mixed=1)
    g.add_node("m", label="m", mixed="x")
    g.add_edge("n", "m", key="k", label=bad, weight=1.0, evidence=bad)
    write_gexf(g, tmp_path / "g.gexf")
    write_graphml(g, tmp_path / "g.graphml")
    write_csv(g, tmp_path / "n.csv", tmp_path / "e.csv")
    assert nx.read_gexf(tmp_path / "g.gexf").nodes["n"]["extra"] == "a\"'<&>\t\n]]>"
    assert nx.read_graphml(tmp_path / "g.graphml").nodes["n"]["extra"] == "a\"'<&>\t\n]]>"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "－x"])
def test_formulas_are_disarmed(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell.replace("\r", "\n")
    assert safe_cell("a" + cell) == "a" + cell.replace("\r", "\n")
    assert safe_cell(-1) == -1
