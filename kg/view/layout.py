"""Where the nodes stand, worked out once in Python so that the page draws at once.

Communities are laid out first, then the nodes inside each, then forces move everything a little until tied
nodes are near one another and no two overlap. Only additions, multiplications, divisions and square roots are
used, which every processor rounds alike: the same graph gives the same picture on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.metrics import communities, simple

Points = NDArray[np.float64]

_WHOLE = 2500
"""Up to so many nodes of a component all forces act among all; above, only inside a community."""
_GAP = 26.0
"""Free space between the rims of two nodes, in the page's units."""


def positions(
    graph: nx.MultiDiGraph[Any], sizes: Mapping[Any, float], *, seed: int = 1
) -> dict[Any, tuple[int, int]]:
    """Return a place for every node of ``graph``, in whole units, the largest component in the middle.

    Args:
        sizes: the radius each node is drawn with.
        seed: of the communities that are kept together.
    """
    plain = simple(graph)
    parts = sorted(
        (sorted(p, key=str) for p in nx.connected_components(plain)), key=lambda p: (-len(p), str(p[0]))
    )
    # where there are many crumbs they stand in rows of their own beneath the picture
    crumb = 1 if len(plain) <= _WHOLE else 3
    tied = [v for part in parts if len(part) > crumb for v in part]
    crumbs = sorted(
        (part for part in parts if len(part) <= crumb), key=lambda p: (-len(p), _shelf(graph, p[0]))
    )
    placed: dict[Any, tuple[int, int]] = {}
    if tied:
        for v, (x, y) in zip(
            tied, _lying(_tied(plain.subgraph(tied), tied, sizes, seed)).tolist(), strict=True
        ):
            placed[v] = (round(x), round(y))
    return placed | _below([v for part in crumbs for v in part], placed)


def _shelf(graph: nx.MultiDiGraph[Any], node: Any) -> tuple[str, str, str]:
    data = graph.nodes[node]
    return str(data.get("type", "")), str(data.get("label", node)), str(node)


def _below(alone: Sequence[Any], placed: Mapping[Any, tuple[int, int]]) -> dict[Any, tuple[int, int]]:
    """Return rows for the nodes without ties, beneath everything else."""
    left = min((x for x, _ in placed.values()), default=0)
    right = max((x for x, _ in placed.values()), default=0)
    top = max((y for _, y in placed.values()), default=0) + 90
    columns = max(math.isqrt(2 * len(alone)) + 1, (right - left) // 95, 1)
    columns = min(columns, max(len(alone), 1))
    first = (left + right) // 2 - (columns - 1) * 95 // 2
    return {v: (first + 95 * (i % columns), top + 44 * (i // columns)) for i, v in enumerate(alone)}


def _tied(plain: nx.Graph[Any], nodes: Sequence[Any], sizes: Mapping[Any, float], seed: int) -> Points:
    """Return places for nodes that all have a tie."""
    place = {v: i for i, v in enumerate(nodes)}
    radii = np.array([sizes.get(v, 8.0) for v in nodes])
    degree = np.array([float(plain.degree(v)) for v in nodes])
    edges = sorted((min(place[u], place[v]), max(place[u], place[v])) for u, v in plain.edges())
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    label = communities(plain.copy(), seed=seed).of
    of = np.array([label[v] for v in nodes], dtype=np.int64)
    if len(nodes) > _WHOLE:
        return _mosaic(of, ends, radii, degree)
    spots = _by_community(of, ends, radii, degree)
    spots = _forces(spots, ends, degree, 320 if len(nodes) <= 900 else 90)
    return _apart(spots, radii)


def _mosaic(of: NDArray[np.int64], ends: NDArray[np.int64], radii: Points, degree: Points) -> Points:
    """Return places where each community is laid out by itself and the communities lie side by side."""
    count = int(of.max()) + 1
    members = [np.flatnonzero(of == group) for group in range(count)]
    inner: list[Points] = []
    reach = np.zeros(count)
    own = ends[of[ends[:, 0]] == of[ends[:, 1]]]
    order = np.argsort(of[own[:, 0]], kind="stable")
    bounds = np.searchsorted(of[own[order, 0]], np.arange(count + 1))
    index = np.full(len(of), -1)
    for group, inside in enumerate(members):
        index[inside] = np.arange(len(inside))
        kept = index[own[order[bounds[group] : bounds[group + 1]]]]
        first = inside[np.lexsort((inside, -degree[inside]))]
        spots = np.empty((len(inside), 2))
        spots[index[first]] = _spiral(len(inside), 34.0)
        if 1 < len(inside) <= _WHOLE:
            spots = _forces(spots, kept, degree[inside], 120 if len(inside) < 400 else 50)
        spots = _apart(spots, radii[inside], rounds=60)
        spots -= _mean(spots)
        inner.append(spots)
        reach[group] = float(np.sqrt((spots * spots).sum(axis=1)).max()) + _GAP
    middles = _middles(of, ends, reach)
    placed = np.empty((len(of), 2))
    for group, inside in enumerate(members):
        placed[inside] = inner[group] + middles[group]
    return placed


def _middles(of: NDArray[np.int64], ends: NDArray[np.int64], reach: Points) -> Points:
    """Return where the communities' discs lie: tied ones near one another, none on top of another."""
    count = len(reach)
    middles = _spiral(count, float(reach.mean()))
    if count < 2:
        return middles
    between = {(int(min(of[u], of[v])), int(max(of[u], of[v]))) for u, v in ends if of[u] != of[v]}
    links = np.array(sorted(between), dtype=np.int64).reshape(-1, 2)
    ties = np.bincount(links.ravel(), minlength=count).astype(float)
    if count <= _WHOLE:
        middles = _forces(middles, links, ties, 120, span=float(reach.mean()))
    middles -= _mean(middles)
    # drawn together until the discs would fill the picture, then pushed apart until they touch
    wide = float(np.sqrt((middles * middles).sum(axis=1)).max())
    middles *= math.sqrt(float((reach * reach).sum())) / max(wide, 1.0)
    return _apart(middles, reach, rounds=300)


def _by_community(of: NDArray[np.int64], ends: NDArray[np.int64], radii: Points, degree: Points) -> Points:
    """Return a first place for each node: a spiral round the middle of its community, hubs inmost."""
    count = int(of.max()) + 1
    reach = np.sqrt(np.bincount(of, (2 * radii + _GAP) ** 2, count))
    middles = _middles(of, ends, reach)
    spots = np.empty((len(of), 2))
    for group in range(count):
        inside = np.flatnonzero(of == group)
        order = inside[np.lexsort((inside, -degree[inside]))]
        spots[order] = middles[group] + _spiral(
            len(order), float(reach[group]) / math.sqrt(len(order)) * 0.55
        )
    return spots


def _forces(
    spots: Points, ends: NDArray[np.int64], degree: Points, rounds: int, span: float = 62.0
) -> Points:
    """Return the places after ``rounds`` of pushing all apart and pulling tied ones together.

    ``span`` is the distance at which a tie between two nodes of few ties neither pushes nor pulls.
    """
    n = len(spots)
    if n < 2:
        return spots
    x, y = spots[:, 0].copy(), spots[:, 1].copy()
    mass = 1.0 + np.sqrt(degree)
    push = span * span * mass[:, None] * mass[None, :]
    tails, heads = ends[:, 0], ends[:, 1]
    # a hub does not drag each of its leaves with the force of all
    pull = 2.0 / np.sqrt(np.minimum(1.0 + degree[tails], 1.0 + degree[heads]))
    heat = span * 1.5
    for step in range(rounds):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        squared = dx * dx + dy * dy + 1.0
        strength = push / squared
        near = strength / np.sqrt(squared)  # short reach, so that far parts of the graph do not fly away
        fx = (dx * (0.35 * strength / span + 0.65 * near)).sum(axis=1)
        fy = (dy * (0.35 * strength / span + 0.65 * near)).sum(axis=1)
        ex, ey = x[heads] - x[tails], y[heads] - y[tails]
        stretch = pull * np.sqrt(ex * ex + ey * ey) / span
        fx += np.bincount(tails, ex * stretch, n) - np.bincount(heads, ex * stretch, n)
        fy += np.bincount(tails, ey * stretch, n) - np.bincount(heads, ey * stretch, n)
        fx -= 0.05 * mass * x
        fy -= 0.05 * mass * y
        force = np.sqrt(fx * fx + fy * fy) + 1e-9
        move = np.minimum(force, heat * (1.0 - step / rounds) + 0.5) / force
        x += fx * move
        y += fy * move
    return np.column_stack((x, y))


def _apart(spots: Points, radii: Points, rounds: int = 120) -> Points:
    """Return the places with overlapping nodes moved apart, each by half of what they overlap."""
    x, y = spots[:, 0].copy(), spots[:, 1].copy()
    for _ in range(rounds):
        left, right = _close(x, y, 2 * float(radii.max()) + _GAP)
        dx, dy = x[right] - x[left], y[right] - y[left]
        far = np.sqrt(dx * dx + dy * dy)
        overlap = radii[left] + radii[right] + _GAP - far
        hit = overlap > 0.5
        if not hit.any():
            break
        left, right, far, overlap = left[hit], right[hit], far[hit], overlap[hit]
        # two nodes on one spot part sideways
        ux = np.where(far > 1e-6, dx[hit] / np.maximum(far, 1e-6), 1.0)
        uy = np.where(far > 1e-6, dy[hit] / np.maximum(far, 1e-6), 0.0)
        half = 0.45 * overlap
        x += np.bincount(right, ux * half, len(x)) - np.bincount(left, ux * half, len(x))
        y += np.bincount(right, uy * half, len(y)) - np.bincount(left, uy * half, len(y))
    return np.column_stack((x, y))


def _close(x: Points, y: Points, reach: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of nodes no farther apart than ``reach`` in x and in y."""
    cells: dict[tuple[int, int], list[int]] = {}
    for i, key in enumerate(
        zip((x // reach).astype(int).tolist(), (y // reach).astype(int).tolist(), strict=True)
    ):
        cells.setdefault(key, []).append(i)
    left: list[int] = []
    right: list[int] = []
    for (a, b), here in sorted(cells.items()):
        around = [j for d in ((1, -1), (1, 0), (1, 1), (0, 1)) for j in cells.get((a + d[0], b + d[1]), ())]
        for at, i in enumerate(here):
            for j in (*here[at + 1 :], *around):
                left.append(i)
                right.append(j)
    return np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)


def _spiral(n: int, step: float) -> Points:
    """Return ``n`` points that fill a disc evenly, from its middle outward."""
    turn = math.pi * (3 - math.sqrt(5))
    found = [
        (step * math.sqrt(i) * math.cos(i * turn), step * math.sqrt(i) * math.sin(i * turn)) for i in range(n)
    ]
    # rounded: the last digit of a cosine is not the same in every C library
    return np.array([(round(a, 6), round(b, 6)) for a, b in found]).reshape(-1, 2)


def _lying(spots: Points) -> Points:
    """Return the places turned so that the longer way of the cloud lies level, and a little widened.

    Screens are wide and names are written along the line.
    """
    x, y = (spots - _mean(spots)).T
    xx, yy, xy = float((x * x).sum()), float((y * y).sum()), float((x * y).sum())
    spread = math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)
    double = (xx - yy) / spread if spread else 1.0  # the cosine of twice the angle to turn by
    cosine = math.sqrt(max(0.0, (1 + double) / 2))
    sine = math.sqrt(max(0.0, (1 - double) / 2)) * (1 if xy >= 0 else -1)
    return np.column_stack((1.2 * (cosine * x + sine * y), cosine * y - sine * x))


def _mean(spots: Points) -> Points:
    return np.array([spots[:, 0].sum() / len(spots), spots[:, 1].sum() / len(spots)])
