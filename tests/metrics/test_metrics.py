"""The measures, each against networkx or against a graph small enough to count by hand."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import kg_sample
import networkx as nx
import pytest

from kg import metrics
from kg.graph import network
from kg.model import MentionRow


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return network(*kg_sample.from_gold())


def directed(edges: str, **data: object) -> nx.MultiDiGraph[str]:
    """Return a multigraph of edges such as ``a>b``; every ``data`` goes on each of them."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, edge in enumerate(edges.split()):
        u, v = edge.split(">")
        made.add_edge(u, v, key=f"k{number}", weight=1.0, **data)
    return made


def test_only_what_texts_say_counts() -> None:
    graph = network(*kg_sample.small())
    counted = metrics.stated(graph)
    assert counted.number_of_edges() == graph.number_of_edges() - 1
    assert not [d for *_, d in counted.edges(data=True) if d["rule"].startswith("gazetteer")]
    assert set(counted) == set(graph)
    assert metrics.stated(graph, derived=True).number_of_edges() == graph.number_of_edges()
    assert metrics.stated(graph, modalities=["planned"]).number_of_edges() == 1
    assert metrics.stated(graph, confidence=0.85).number_of_edges() == 9


def test_a_roll_of_names_is_no_tie() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abcdef":
        graph.add_edge(name, "meeting", predicate="takesPartIn", source="s", span_start=0, span_end=9)
    graph.add_edge("a", "meeting", predicate="takesPartIn", source="s", span_start=20, span_end=29)
    assert metrics.stated(graph, longest_list=5).number_of_edges() == 1
    assert metrics.stated(graph, longest_list=6).number_of_edges() == 7


def test_negated_statements_are_no_edges() -> None:
    assert metrics.stated(directed("a>b", modality="negated")).number_of_edges() == 0


def test_size() -> None:
    found = metrics.size(directed("a>b a>b b>c c>a d>d e>f"))
    assert (found.nodes, found.edges, found.pairs) == (6, 6, 4)
    assert (found.components, found.largest, found.isolates) == (3, 3, 0)
    assert found.density == pytest.approx(4 / 30)
    assert found.clustering == 1.0
    empty = metrics.size(nx.MultiDiGraph())
    assert (empty.nodes, empty.density, empty.components) == (0, 0.0, 0)


def test_degrees() -> None:
    found = metrics.degrees(directed("a>b a>b b>c d>d"))
    assert found["a"] == (2, 0, 2, 2.0)
    assert found["b"] == (3, 2, 1, 3.0)
    assert found["d"] == (2, 1, 1, 2.0)


def test_pagerank_is_that_of_networkx(graph: nx.MultiDiGraph[str]) -> None:
    found = metrics.pagerank(graph, directed=True)
    known = nx.pagerank(graph, tol=1e-12, max_iter=500)
    assert found == pytest.approx(known, abs=1e-9)
    both = nx.MultiGraph()
    both.add_nodes_from(graph)
    both.add_weighted_edges_from((u, v, d["weight"]) for u, v, d in graph.edges(data=True))
    assert metrics.pagerank(graph) == pytest.approx(nx.pagerank(both, tol=1e-12, max_iter=500), abs=1e-9)
    assert metrics.pagerank(nx.MultiDiGraph()) == {}


@pytest.mark.parametrize("seed", range(5))
def test_betweenness_is_that_of_networkx(seed: int) -> None:
    graph = nx.gnm_random_graph(150, 200, seed=seed)
    assert metrics.betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)


def test_sampled_betweenness_is_near_and_seeded() -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=3)
    known = nx.betweenness_centrality(graph)
    found = metrics.betweenness(graph, exact_below=100, samples=200, seed=7)
    assert found == metrics.betweenness(graph, exact_below=100, samples=200, seed=7)
    assert found != metrics.betweenness(graph, exact_below=100, samples=200, seed=8)
    best = sorted(known, key=known.__getitem__)[-10:]
    assert all(found[v] == pytest.approx(known[v], rel=0.35) for v in best)


def test_cores_and_components() -> None:
    graph = directed("a>b b>c c>a c>d e>f")
    graph.add_node("z")
    assert metrics.cores(graph) == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1, "z": 0}
    assert metrics.components(graph) == {"a": 0, "b": 0, "c": 0, "d": 0, "e": 1, "f": 1, "z": 2}


def test_communities_of_planted_groups() -> None:
    graph = nx.planted_partition_graph(4, 15, 0.7, 0.01, seed=2)
    found = metrics.communities(graph, seed=5)
    groups = [{found.of[v] for v in range(15 * i, 15 * i + 15)} for i in range(4)]
    assert all(len(g) == 1 for g in groups)
    assert len(set.union(*groups)) == 4
    assert (found.seed, found.resolution) == (5, 1.0)
    assert found.modularity > 0.5
    assert metrics.communities(nx.empty_graph(3)).of == {}


def test_officials_act_together() -> None:
    graph = network(*kg_sample.small())
    ties = metrics.officials_together(graph)
    assert [(d["shared"], d["weight"]) for *_, d in ties.edges(data=True)] == [(1, 1.0)]
    u, v = next(iter(ties.edges()))
    assert {graph.nodes[u]["label"], graph.nodes[v]["label"]} == {"宋力", "张旭"}
    assert metrics.officials_together(graph, largest=1).number_of_edges() == 0


def test_agencies_act_together() -> None:
    ties = metrics.agencies_together(network(*kg_sample.small()))
    ((u, v, data),) = ties.edges(data=True)
    assert {u, v} == {"agency/育才社区党总支", "agency/文峰区民政局"}
    assert data["cooperations"] == 1
    assert data["shared"] == 2
    assert data["weight"] == 2.0


def test_comention_is_a_layer_of_its_own() -> None:
    def row(entity: str, article: str) -> MentionRow:
        return MentionRow(f"{article}#{entity}", entity, article, "s", 0, 1, "x", "Person")

    layer = metrics.comention([row("a", "1"), row("b", "1"), row("a", "2"), row("b", "2"), row("c", "2")])
    assert layer.edges["a", "b"]["weight"] == 2
    assert layer.edges["a", "c"]["weight"] == 1
    assert metrics.comention([row(c, "1") for c in "abc"], largest=2).number_of_edges() == 0


def test_the_summary_keeps_comention_apart() -> None:
    resolution, sources = kg_sample.from_gold()
    graph = network(resolution, sources)
    found = metrics.measure(graph, metrics.Settings(draws=0), resolution.mentions)
    assert found.nodes == metrics.measure(graph, metrics.Settings(draws=0)).nodes
    assert "Named in the same articles" in metrics.summary(found)
    assert found.comention is not None
    assert found.comention.number_of_edges() > 1000


def test_intervals_show_what_hangs_on_one_article() -> None:
    graph = directed("a>b a>b a>b", article="one")
    for number in range(20):
        graph.add_edge("c", "d", key=f"x{number}", weight=1.0, article=f"n{number}")
    found = metrics.intervals(graph, metrics.MEASURES["weighted_degree"], samples=300, seed=1)
    assert found["a"][0] == 0.0
    assert found["a"][1] >= 6.0
    assert 10 < found["c"][0] <= 20 <= found["c"][1]
    assert found == metrics.intervals(graph, metrics.MEASURES["weighted_degree"], samples=300, seed=1)
    assert metrics.intervals(directed("a>b", article="one"), metrics.MEASURES["pagerank"]) == {}


def test_measure_leaves_the_graph_alone(graph: nx.MultiDiGraph[str]) -> None:
    before = nx.to_dict_of_dicts(graph.copy())
    metrics.measure(graph)
    assert nx.to_dict_of_dicts(graph) == before


def test_files(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    found = metrics.measure(graph)
    metrics.write_metrics(found, tmp_path / "metrics.csv", tmp_path / "metrics.md")
    rows = list(csv.DictReader((tmp_path / "metrics.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == graph.number_of_nodes()
    assert tuple(rows[0]) == metrics.COLUMNS
    assert {"degree", "pagerank", "modularity_class"} <= set(rows[0])
    assert sum(float(r["pagerank"]) for r in rows) == pytest.approx(1, abs=1e-5)
    text = (tmp_path / "metrics.md").read_text(encoding="utf-8")
    assert "seed 1 and resolution 1" in text
    assert "宋力" in text
    metrics.write_projection(found.officials, tmp_path / "officials.csv")
    assert len((tmp_path / "officials.csv").read_text(encoding="utf-8-sig").splitlines()) > 5


def test_hostile_labels_do_not_break_the_summary() -> None:
    text = metrics.summary(metrics.measure(network(*kg_sample.small())))
    assert "<script>" not in text


def test_an_empty_graph_has_measures_too(tmp_path: Path) -> None:
    found = metrics.measure(nx.MultiDiGraph())
    metrics.write_metrics(found, tmp_path / "m.csv", tmp_path / "m.md")
    assert found.nodes == ()


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import kg_sample
from kg import metrics
from kg.graph import network
from pathlib import Path
found = metrics.measure(network(*kg_sample.from_gold()))
metrics.write_metrics(found, Path(sys.argv[2] + ".csv"), Path(sys.argv[2] + ".md"))
"""


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    tests = str(Path(kg_sample.__file__).parent)
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", SCRIPT, tests, str(tmp_path / seed)], env=environment, check=True
        )
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "77.csv").read_bytes()
    assert (tmp_path / "1.md").read_bytes() == (tmp_path / "77.md").read_bytes()
