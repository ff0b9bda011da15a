"""Centralities, cores, components and communities of plain networkx graphs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.metrics.selection import simple

Vector = NDArray[np.float64]
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Size:
    """How large and how dense a graph is.

    ``density`` is of ordered pairs that have an edge; components are weak ones; ``largest`` is the number of
    nodes of the largest; ``isolates`` have no edge at all.
    """

    nodes: int
    edges: int
    pairs: int
    density: float
    mean_degree: float
    components: int
    largest: int
    isolates: int
    clustering: float


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition by the Louvain method, with what is needed to find it again.

    ``of`` maps every node that has an edge to the number of its community; the largest is 0.
    """

    of: Mapping[Any, int]
    modularity: float
    seed: int
    resolution: float


def size(graph: nx.MultiDiGraph[Any]) -> Size:
    """Return the measures of the whole graph."""
    n, m = graph.number_of_nodes(), graph.number_of_edges()
    pairs = len({(u, v) for u, v in graph.edges() if u != v})
    parts = components(graph)
    return Size(
        nodes=n,
        edges=m,
        pairs=pairs,
        density=pairs / (n * (n - 1)) if n > 1 else 0.0,
        mean_degree=2 * m / n if n else 0.0,
        components=len(set(parts.values())),
        largest=sum(1 for p in parts.values() if p == 0),
        isolates=sum(1 for v in graph if graph.degree(v) == 0),
        clustering=nx.transitivity(simple(graph)) if n else 0.0,
    )


def components(graph: nx.MultiDiGraph[Any]) -> dict[Any, int]:
    """Return the number of each node's weak component; the largest is 0, ties go by the first node id."""
    found = [sorted(map(str, part)) for part in nx.weakly_connected_components(graph)]
    order = {part[0]: i for i, part in enumerate(sorted(found, key=lambda p: (-len(p), p[0])))}
    number = {name: order[part[0]] for part in found for name in part}
    return {node: number[str(node)] for node in graph}


def degrees(graph: nx.MultiDiGraph[Any]) -> dict[Any, tuple[int, int, int, float]]:
    """Return degree, in-degree, out-degree and weighted degree of each node; a loop counts twice."""
    weighted: dict[Any, float] = dict.fromkeys(graph, 0.0)
    for u, v, data in graph.edges(data=True):
        weighted[u] += float(data.get("weight", 1.0))
        weighted[v] += float(data.get("weight", 1.0))
    return {v: (graph.degree(v), graph.in_degree(v), graph.out_degree(v), weighted[v]) for v in graph}


def pagerank(
    graph: nx.MultiDiGraph[Any], *, damping: float = 0.85, directed: bool = False
) -> dict[Any, float]:
    """Return PageRank, parallel edges adding up.

    The direction of an edge is the grammar of its relation (people stand at its tail, bodies at its head) and
    no vote of the one for the other: edges are walked either way unless ``directed``.
    """
    nodes = sorted(graph, key=str)
    place = {v: i for i, v in enumerate(nodes)}
    tails, heads, weights = _arrays(graph, place)
    rank = pagerank_of(len(nodes), tails, heads, weights, damping, directed)
    return dict(zip(nodes, rank.tolist(), strict=True))


def pagerank_of(
    n: int,
    tails: NDArray[np.int64],
    heads: NDArray[np.int64],
    weights: Vector,
    damping: float = 0.85,
    directed: bool = False,
) -> Vector:
    """Return PageRank of the nodes 0 to ``n`` - 1 by power iteration, to within 1e-12 in all."""
    if n == 0:
        return np.zeros(0)
    if not directed:
        tails, heads = np.append(tails, heads), np.append(heads, tails)
        weights = np.append(weights, weights)
    out = np.bincount(tails, weights, n)
    share = np.divide(1.0, out, out=np.zeros(n), where=out > 0)
    step = sparse.csr_array((weights * share[tails], (heads, tails)), shape=(n, n))
    rank = np.full(n, 1.0 / n)
    for _ in range(500):
        leaked = rank[out == 0].sum()
        new = damping * (step @ rank + leaked / n) + (1 - damping) / n
        if np.abs(new - rank).sum() < 1e-12:
            return np.asarray(new)
        rank = new
    return rank


def betweenness(
    graph: nx.Graph[Any] | nx.MultiDiGraph[Any],
    *,
    exact_below: int = 2000,
    samples: int = 500,
    seed: int = 1,
) -> dict[Any, float]:
    """Return betweenness, normalised to 0 … 1, on shortest paths that may follow an edge either way.

    Exact below ``exact_below`` nodes; above, an estimate from ``samples`` sources drawn with ``seed``.
    """
    nodes = sorted(graph, key=str)
    place = {v: i for i, v in enumerate(nodes)}
    n = len(nodes)
    pairs = {(place[u], place[v]) for u, v in graph.edges() if u != v}
    ends = np.array(sorted(pairs | {(v, u) for u, v in pairs}), dtype=np.int64).reshape(-1, 2)
    near = sparse.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    sources = list(range(n))
    if n >= exact_below and samples < n:
        sources = sorted(random.Random(seed).sample(sources, samples))
    total = _dependencies(near, sources) * (n / len(sources) if sources else 0.0)
    if n > 2:
        total /= (n - 1) * (n - 2)
    return dict(zip(nodes, total.tolist(), strict=True))


def _dependencies(near: sparse.csr_array, sources: list[int]) -> Vector:
    """Return Brandes' dependencies, summed over ``sources``, many of which advance together by levels."""
    n = near.shape[0]
    total = np.zeros(n)
    for first in range(0, len(sources), _BATCH):
        batch = np.array(sources[first : first + _BATCH])
        columns = np.arange(len(batch))
        paths = np.zeros((n, len(batch)))
        paths[batch, columns] = 1.0
        depth = np.full((n, len(batch)), -1, dtype=np.int32)
        depth[batch, columns] = 0
        front, level = paths.copy(), 0
        while True:
            front = (near @ front) * (depth < 0)
            reached = front > 0
            if not reached.any():
                break
            level += 1
            depth[reached] = level
            paths += front
        owed = np.zeros((n, len(batch)))
        for at in range(level, 0, -1):
            share = np.divide(1.0 + owed, paths, out=np.zeros_like(owed), where=depth == at)
            owed += np.where(depth == at - 1, paths * (near @ share), 0.0)
        owed[batch, columns] = 0.0
        total += owed.sum(axis=1)
    return total


def cores(graph: nx.Graph[Any] | nx.MultiDiGraph[Any]) -> dict[Any, int]:
    """Return the k-core number of each node, every pair counting once."""
    plain = simple(graph) if isinstance(graph, nx.MultiDiGraph) else graph
    found: dict[Any, int] = nx.core_number(plain)
    return found


def communities(
    graph: nx.Graph[Any] | nx.MultiDiGraph[Any], *, seed: int = 1, resolution: float = 1.0
) -> Communities:
    """Return the communities that the Louvain method finds, the same ones for the same seed and resolution.

    Nodes without an edge belong to none.
    """
    plain: nx.Graph[Any] = simple(graph) if isinstance(graph, nx.MultiDiGraph) else graph
    nodes = [v for v in sorted(plain, key=str) if plain.degree(v)]
    place = {v: i for i, v in enumerate(nodes)}
    # integers, because Louvain walks through sets and the order of a set of strings changes from run to run
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    edges = [(place[u], place[v], float(d.get("weight", 1.0))) for u, v, d in plain.edges(data=True)]
    numbered.add_weighted_edges_from(sorted((min(u, v), max(u, v), w) for u, v, w in edges))
    if not any(w for _, _, w in edges):
        return Communities({v: i for i, v in enumerate(nodes)}, 0.0, seed, resolution)
    parts = nx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=seed)
    ordered = sorted((sorted(p) for p in parts), key=lambda p: (-len(p), p[0]))
    quality = nx.community.modularity(numbered, map(set, ordered), weight="weight", resolution=resolution)
    return Communities(
        {nodes[i]: c for c, part in enumerate(ordered) for i in part}, quality, seed, resolution
    )


def _arrays(
    graph: nx.MultiDiGraph[Any], place: Mapping[Any, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Vector]:
    rows = sorted((place[u], place[v], float(d.get("weight", 1.0))) for u, v, d in graph.edges(data=True))
    tails = np.array([r[0] for r in rows], dtype=np.int64)
    heads = np.array([r[1] for r in rows], dtype=np.int64)
    return tails, heads, np.array([r[2] for r in rows], dtype=np.float64)
