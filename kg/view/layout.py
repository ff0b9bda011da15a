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
    parts = [sorted(p, key=str) for p in nx.connected_components(plain) if len(p) > 1]
    parts.sort(key=lambda p: (-len(p), str(p[0])))
    tied = [v for part in parts for v in part]
    alone = sorted((v for v in plain if plain.degree(v) == 0), key=lambda v: _shelf(graph, v))
    if len(tied) <= _WHOLE:  # one play of forces packs the components by itself
        blocks = [(tied, _component(plain.subgraph(tied), tied, sizes, seed))] if tied else []
    else:
        blocks = [(part, _component(plain.subgraph(part), part, sizes, seed)) for part in parts]
    placed = _packed(blocks, sizes)
    return placed | _below(alone, placed)


def _shelf(graph: nx.MultiDiGraph[Any], node: Any) -> tuple[str, str, str]:
    data = graph.nodes[node]
    return str(data.get("type", "")), str(data.get("label", node)), str(node)


def _below(alone: Sequence[Any], placed: Mapping[Any, tuple[int, int]]) -> dict[Any, tuple[int, int]]:
    """Return rows for the nodes without ties, beneath everything else."""
    left = min((x for x, _ in placed.values()), default=0)
    right = max((x for x, _ in placed.values()), default=0)
    top = max((y for _, y in placed.values()), default=0) + 110
    columns = max(math.isqrt(2 * len(alone)) + 1, (right - left) // 95, 1)
    columns = min(columns, max(len(alone), 1))
    first = (left + right) // 2 - (columns - 1) * 95 // 2
    return {v: (first + 95 * (i % columns), top + 48 * (i // columns)) for i, v in enumerate(alone)}


def _component(plain: nx.Graph[Any], nodes: Sequence[Any], sizes: Mapping[Any, float], seed: int) -> Points:
    place = {v: i for i, v in enumerate(nodes)}
    radii = np.array([sizes.get(v, 8.0) for v in nodes])
    degree = np.array([float(plain.degree(v)) for v in nodes])
    edges = sorted((min(place[u], place[v]), max(place[u], place[v])) for u, v in plain.edges())
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    label = communities(plain.copy(), seed=seed).of
    of = np.array([label[v] for v in nodes], dtype=np.int64)
    spots = _by_community(of, ends, radii, degree)
    if len(nodes) <= _WHOLE:
        rounds = 320 if len(nodes) <= 900 else 90
        spots = _forces(spots, ends, degree, rounds)
    else:
        for group in range(int(of.max()) + 1):
            inside = np.flatnonzero(of == group)
            if 2 < len(inside) <= _WHOLE:
                index = np.full(len(nodes), -1)
                index[inside] = np.arange(len(inside))
                kept = index[ends[(of[ends[:, 0]] == group) & (of[ends[:, 1]] == group)]]
                centre = _mean(spots[inside])
                spots[inside] = _forces(spots[inside] - centre, kept, degree[inside], 60) + centre
    return _apart(spots, radii)


def _by_community(of: NDArray[np.int64], ends: NDArray[np.int64], radii: Points, degree: Points) -> Points:
    """Return a first place for each node: a spiral round the middle of its community, hubs inmost."""
    count = int(of.max()) + 1
    area = np.bincount(of, (2 * radii + _GAP) ** 2, count)
    reach = np.sqrt(area)
    middles = _spiral(count, 1.0) * float(reach.max()) * 1.2
    between = {(int(min(of[u], of[v])), int(max(of[u], of[v]))) for u, v in ends if of[u] != of[v]}
    if count > 1:
        links = np.array(sorted(between), dtype=np.int64).reshape(-1, 2)
        ties = np.bincount(links.ravel(), minlength=count).astype(float)
        middles = _forces(middles, links, ties, 120, span=float(reach.mean()))
        middles = _apart(middles, reach * 0.8, rounds=200)
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


def _packed(
    blocks: Sequence[tuple[list[Any], Points]], sizes: Mapping[Any, float]
) -> dict[Any, tuple[int, int]]:
    """Return the places of all blocks, the largest in the middle, the others where there is room round it."""
    placed: dict[Any, tuple[int, int]] = {}
    discs = np.empty((0, 3))
    for nodes, spots in blocks:
        spots = spots - _mean(spots)
        radius = (
            float(np.sqrt((spots * spots).sum(axis=1)).max()) + max(sizes.get(v, 8.0) for v in nodes) + _GAP
        )
        centre = (0.0, 0.0)
        if len(discs):
            centre = _room(discs, radius)
        discs = np.append(discs, [[*centre, radius]], axis=0)
        for v, (a, b) in zip(nodes, (spots + centre).tolist(), strict=True):
            placed[v] = (round(a), round(b))
    return placed


def _room(discs: Points, radius: float) -> tuple[float, float]:
    """Return the place nearest to the middle for a disc of ``radius`` beside those that are there."""
    best: tuple[float, float, float] | None = None
    rays = _RAYS
    for a, b in rays:
        # the nearest point on the ray that is clear of every disc behind it
        along = discs[:, 0] * a + discs[:, 1] * b
        across = discs[:, 0] * discs[:, 0] + discs[:, 1] * discs[:, 1] - along * along
        needed = (discs[:, 2] + radius) ** 2 - across
        meets = needed > 0
        half = np.sqrt(np.maximum(needed, 0.0))
        free, starts, stops = 0.0, (along - half)[meets], (along + half)[meets]
        for i in np.argsort(starts, kind="stable"):
            if starts[i] > free + 1e-9:
                break
            free = max(free, float(stops[i]))
        if best is None or free < best[0] - 1e-6:
            best = (free, free * a, free * b)
    assert best is not None
    return best[1], best[2]


_RAYS = [(round(math.cos(math.pi * i / 48), 9), round(math.sin(math.pi * i / 48), 9)) for i in range(96)]


def _mean(spots: Points) -> Points:
    return np.array([spots[:, 0].sum() / len(spots), spots[:, 1].sum() / len(spots)])
