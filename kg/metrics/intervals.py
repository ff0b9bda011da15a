"""How far a figure hangs on the articles that happen to be in the corpus: bootstrap over articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.metrics.centrality import Vector, pagerank_of

Measure = Callable[[int, NDArray[np.int64], NDArray[np.int64], Vector], Vector]
"""Takes the number of nodes and, for each edge, tail, head and weight; returns a figure for each node."""


def weighted_degree_of(n: int, tails: NDArray[np.int64], heads: NDArray[np.int64], weights: Vector) -> Vector:
    """Return the sum of the weights of each node's edges."""
    return np.asarray(np.bincount(tails, weights, n) + np.bincount(heads, weights, n))


MEASURES: Mapping[str, Measure] = {"weighted_degree": weighted_degree_of, "pagerank": pagerank_of}
"""The measures that have intervals in the table of metrics."""


def intervals(
    graph: nx.MultiDiGraph[Any],
    measure: Measure,
    *,
    samples: int = 200,
    seed: int = 1,
    level: float = 0.95,
) -> dict[Any, tuple[float, float]]:
    """Return for each node the percentile interval of ``measure`` when articles are drawn with replacement.

    An article that is drawn twice counts twice. Edges that belong to no article always count. A graph of
    fewer than two articles has no intervals, and the result is empty.
    """
    nodes = sorted(graph, key=str)
    place = {v: i for i, v in enumerate(nodes)}
    rows = sorted(
        (place[u], place[v], str(d.get("article") or ""), float(d.get("weight", 1.0)))
        for u, v, d in graph.edges(data=True)
    )
    articles = sorted({r[2] for r in rows} - {""})
    if len(articles) < 2 or samples < 1:
        return {}
    number = {a: i for i, a in enumerate(articles)}
    tails = np.array([r[0] for r in rows], dtype=np.int64)
    heads = np.array([r[1] for r in rows], dtype=np.int64)
    owner = np.array([number.get(r[2], len(articles)) for r in rows], dtype=np.int64)
    weights = np.array([r[3] for r in rows])
    dice = np.random.default_rng(seed)
    drawn = np.empty((samples, len(nodes)))
    for i in range(samples):
        times = np.append(
            np.bincount(dice.integers(0, len(articles), len(articles)), minlength=len(articles)), 1
        )
        chosen = times[owner] > 0
        drawn[i] = measure(len(nodes), tails[chosen], heads[chosen], (weights * times[owner])[chosen])
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return {v: (float(low[i]), float(high[i])) for i, v in enumerate(nodes)}
