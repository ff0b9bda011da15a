"""Ties between people and between bodies, through what they do together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any

import networkx as nx

from kg.model import MentionRow

ARENAS = ("Initiative", "Event")
"""What people and bodies act in."""


def together(
    graph: nx.MultiDiGraph[Any],
    *,
    actors: Collection[Any],
    arenas: Collection[str] = ARENAS,
    predicates: Collection[str] | None = None,
    largest: int | None = None,
) -> nx.Graph[Any]:
    """Return the ties among ``actors`` (node ids) that have edges to one node of a type in ``arenas``.

    An edge's ``shared`` is the number of arenas; ``weight`` is Newman's, 1 / (k - 1) for an arena of k
    actors, so that a rally of fifty binds less than a talk of two; ``through`` lists the arenas' ids.

    Args:
        predicates: the relations that count; None counts all.
        largest: leave out arenas of more actors than this.
    """
    chosen = set(actors)
    present: dict[Any, set[Any]] = defaultdict(set)
    for u, v, data in graph.edges(data=True):
        counts = predicates is None or data.get("predicate") in predicates
        if counts and u in chosen and graph.nodes[v].get("type") in arenas:
            present[v].add(u)
    return _fold(graph, chosen, present, largest)


def officials_together(graph: nx.MultiDiGraph[Any], *, largest: int | None = None) -> nx.Graph[Any]:
    """Return the ties among officials - people who hold a post - that act in the same initiative or event."""
    posted = {u for u, _, d in graph.edges(data=True) if d.get("predicate") == "holdsPost"}
    officials = {v for v, d in graph.nodes(data=True) if d.get("kind") == "Official"} | posted
    return together(graph, actors=officials, largest=largest)


def agencies_together(graph: nx.MultiDiGraph[Any], *, largest: int | None = None) -> nx.Graph[Any]:
    """Return the ties among agencies that are said to cooperate or that act in the same initiative or event.

    A stated cooperation adds 1 to ``weight`` and ``shared``; ``cooperations`` counts them.
    """
    agencies = {v for v, d in graph.nodes(data=True) if d.get("type") == "Agency"}
    folded = together(graph, actors=agencies, largest=largest)
    for u, v, data in graph.edges(data=True):
        if data.get("predicate") == "cooperatesWith" and u != v and {u, v} <= agencies:
            if not folded.has_edge(u, v):
                folded.add_nodes_from((x, graph.nodes[x]) for x in (u, v))
                folded.add_edge(u, v, weight=0.0, shared=0, through="", cooperations=0)
            edge = folded.edges[u, v]
            edge["weight"] += 1.0
            edge["shared"] += 1
            edge["cooperations"] = edge.get("cooperations", 0) + 1
    return folded


def comention(
    mentions: Iterable[MentionRow], *, types: Collection[str] | None = None, largest: int | None = 60
) -> nx.Graph[str]:
    """Return the layer of co-mention: entities named in the same article, ``weight`` the number of articles.

    It is kept apart from the graph, because being named on one page states no relation. Articles that name
    more than ``largest`` entities say little about any two of them and are left out; None keeps them.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        if types is None or m.type in types:
            named[m.article_id].add(m.entity_id)
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for article in sorted(named):
        if largest is None or len(named[article]) <= largest:
            for pair in combinations(sorted(named[article]), 2):
                pairs[pair] += 1
    layer: nx.Graph[str] = nx.Graph()
    layer.add_nodes_from(sorted({e for found in named.values() for e in found}))
    layer.add_weighted_edges_from((u, v, n) for (u, v), n in sorted(pairs.items()))
    return layer


def _fold(
    graph: nx.MultiDiGraph[Any], actors: Collection[Any], present: dict[Any, set[Any]], largest: int | None
) -> nx.Graph[Any]:
    shared: dict[tuple[Any, Any], list[tuple[str, float]]] = defaultdict(list)
    for arena in sorted(present, key=str):
        company = sorted(present[arena], key=str)
        if largest is None or len(company) <= largest:
            for pair in combinations(company, 2):
                shared[pair].append((str(arena), 1 / (len(company) - 1)))
    folded: nx.Graph[Any] = nx.Graph()
    folded.add_nodes_from((v, dict(graph.nodes[v])) for v in sorted(actors, key=str))
    for (u, v), found in sorted(shared.items(), key=lambda p: (str(p[0][0]), str(p[0][1]))):
        through = "|".join(a for a, _ in found)
        folded.add_edge(u, v, weight=sum(w for _, w in found), shared=len(found), through=through)
    return folded
