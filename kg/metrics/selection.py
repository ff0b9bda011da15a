"""Which edges count: what a text says, not what a gazetteer adds, nor a roll of names read out by rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import networkx as nx

DERIVED = ("gazetteer", "inference")
"""Rules whose statements no text makes start with one of these words."""


def stated(
    graph: nx.MultiDiGraph[Any],
    *,
    derived: bool = False,
    longest_list: int | None = None,
    modalities: Collection[str] | None = None,
    confidence: float = 0.0,
) -> nx.MultiDiGraph[Any]:
    """Return a copy of ``graph`` with all of its nodes and the edges that count.

    Args:
        derived: count also what a gazetteer or an inference adds (edges without a text).
        longest_list: leave out the edges of a sentence that names more subjects than this for one predicate
            and object: a roll of those attending, in order of rank, says who was there and not who is tied
            to whom. None keeps all.
        modalities: the modalities that count; None counts all but ``negated``.
        confidence: leave out edges of less.
    """
    listed = Counter(_list_key(v, d) for _, v, d in graph.edges(data=True)) if longest_list else Counter()
    chosen: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**graph.graph)
    chosen.add_nodes_from(graph.nodes(data=True))
    for u, v, key, data in graph.edges(keys=True, data=True):
        modality = data.get("modality", "asserted")
        if not derived and str(data.get("rule", "")).startswith(DERIVED):
            continue
        if modality == "negated" if modalities is None else modality not in modalities:
            continue
        if data.get("confidence", 1.0) < confidence:
            continue
        if longest_list and data.get("span_start") is not None and listed[_list_key(v, data)] > longest_list:
            continue
        chosen.add_edge(u, v, key=key, **data)
    return chosen


def simple(graph: nx.MultiDiGraph[Any]) -> nx.Graph[Any]:
    """Return the undirected simple graph: one edge a pair, ``weight`` the sum, ``count`` the number of edges.

    Loops are left out. Nodes come in sorted order, so that seeded algorithms do not depend on how the graph
    was built.
    """
    folded: nx.Graph[Any] = nx.Graph()
    folded.add_nodes_from(sorted(graph.nodes(data=True), key=lambda n: str(n[0])))
    pairs: dict[tuple[Any, Any], tuple[float, int]] = {}
    for u, v, data in graph.edges(data=True):
        if u != v:
            pair = (u, v) if str(u) <= str(v) else (v, u)
            weight, count = pairs.get(pair, (0.0, 0))
            pairs[pair] = (weight + float(data.get("weight", 1.0)), count + 1)
    for (u, v), (weight, count) in sorted(pairs.items(), key=lambda p: (str(p[0][0]), str(p[0][1]))):
        folded.add_edge(u, v, weight=weight, count=count)
    return folded


def _list_key(target: object, data: dict[str, Any]) -> tuple[object, ...]:
    return (data.get("source"), data.get("span_start"), data.get("span_end"), data.get("predicate"), target)
