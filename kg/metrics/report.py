"""The measures of a graph as tables, as CSV, and as a page to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import networkx as nx

from kg.graph import replacing, write_rows
from kg.metrics.centrality import (
    Communities,
    Size,
    betweenness,
    communities,
    components,
    cores,
    degrees,
    pagerank,
    size,
)
from kg.metrics.intervals import MEASURES, intervals
from kg.metrics.projection import agencies_together, comention, officials_together
from kg.metrics.selection import simple, stated
from kg.model import MentionRow

Row = Mapping[str, str | int | float | None]

COLUMNS = (
    "id", "label", "type", "kind", "degree", "in_degree", "out_degree", "weighted_degree",
    "weighted_degree_low", "weighted_degree_high", "betweenness", "pagerank", "pagerank_low", "pagerank_high",
    "core", "modularity_class", "component", "mentions", "articles", "seed", "resolution",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What counts and how; written beside the figures, so that they can be found again.

    Attributes:
        derived, longest_list, modalities, confidence: see :func:`kg.metrics.stated`.
        largest_arena: events and initiatives of more actors tie nobody in the projections.
        exact_below, sources: see :func:`kg.metrics.betweenness`.
        seed, resolution: of sampling and of the Louvain method.
        draws: number of draws for the intervals; 0 leaves them out.
    """

    derived: bool = False
    longest_list: int | None = 15
    modalities: tuple[str, ...] | None = None
    confidence: float = 0.0
    largest_arena: int | None = 30
    exact_below: int = 2000
    sources: int = 500
    seed: int = 1
    resolution: float = 1.0
    draws: int = 200


@dataclass(frozen=True, slots=True)
class Metrics:
    """All measures of one graph. ``nodes`` are rows with the columns ``COLUMNS``, highest PageRank first."""

    settings: Settings
    size: Size
    left_out: int
    nodes: tuple[Row, ...]
    types: tuple[Row, ...]
    relations: tuple[Row, ...]
    communities: Communities
    officials: nx.Graph[Any] = field(compare=False)
    agencies: nx.Graph[Any] = field(compare=False)
    comention: nx.Graph[Any] | None = field(compare=False, default=None)


def measure(
    graph: nx.MultiDiGraph[Any],
    settings: Settings | None = None,
    mentions: Iterable[MentionRow] | None = None,
) -> Metrics:
    """Return all measures of ``graph``, which is left as it is.

    Args:
        settings: what counts and how.
        mentions: if given, the layer of co-mention is measured as well, apart from the graph.
    """
    chosen = settings or Settings()
    counted = stated(
        graph,
        derived=chosen.derived,
        longest_list=chosen.longest_list,
        modalities=chosen.modalities,
        confidence=chosen.confidence,
    )
    plain = simple(counted)
    partition = communities(plain, seed=chosen.seed, resolution=chosen.resolution)
    everything = stated(graph, derived=chosen.derived, modalities=chosen.modalities)
    return Metrics(
        settings=chosen,
        size=size(counted),
        left_out=graph.number_of_edges() - counted.number_of_edges(),
        nodes=_node_rows(counted, plain, partition, chosen),
        types=type_table(counted),
        relations=relation_table(counted),
        communities=partition,
        officials=officials_together(everything, largest=chosen.largest_arena),
        agencies=agencies_together(everything, largest=chosen.largest_arena),
        comention=None if mentions is None else _named_together(graph, mentions),
    )


def type_table(graph: nx.MultiDiGraph[Any]) -> tuple[Row, ...]:
    """Return for each type (and kind) of node their number, their degrees' sum and mean, and isolates."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for v, data in graph.nodes(data=True):
        for kind in ("", str(data.get("kind") or "")):
            groups[(str(data.get("type", "")), kind)].append(graph.degree(v))
            if not data.get("kind"):
                break
    return tuple(
        {
            "type": type_,
            "kind": kind or None,
            "nodes": len(found),
            "degree": sum(found),
            "mean_degree": sum(found) / len(found),
            "isolates": found.count(0),
        }
        for (type_, kind), found in sorted(groups.items())
    )


def relation_table(graph: nx.MultiDiGraph[Any]) -> tuple[Row, ...]:
    """Return how often each relation joins which types, with the number of articles that say so."""
    counts: Counter[tuple[str, str, str]] = Counter()
    articles: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for u, v, data in graph.edges(data=True):
        key = (
            str(data.get("predicate", "")),
            str(graph.nodes[u].get("type", "")),
            str(graph.nodes[v].get("type", "")),
        )
        counts[key] += 1
        articles[key].add(str(data.get("article") or ""))
    return tuple(
        {"predicate": p, "subject": s, "object": o, "edges": n, "articles": len(articles[(p, s, o)] - {""})}
        for (p, s, o), n in sorted(counts.items(), key=lambda c: (c[0][0], -c[1], c[0]))
    )


def write_metrics(metrics: Metrics, csv_file: Path, summary_file: Path | None = None) -> None:
    """Write the table of nodes as CSV and, if wanted, the summary as Markdown."""
    write_rows(csv_file, COLUMNS, ([_rounded(row.get(c)) for c in COLUMNS] for row in metrics.nodes))
    if summary_file is not None:
        with replacing(summary_file) as out:
            out.write(summary(metrics))


def write_projection(projection: nx.Graph[Any], file: Path) -> None:
    """Write the ties of a projection as CSV, the strongest first."""
    rows = _ties(projection)
    header = ("source", "source_label", "target", "target_label", "weight", "shared", "through")
    write_rows(file, header, ([_rounded(row.get(c)) for c in header] for row in rows))


def summary(metrics: Metrics, top: int = 10) -> str:
    """Return the measures as Markdown for a reader."""
    s, used = metrics.size, metrics.settings
    exact = "exact" if s.nodes < used.exact_below else f"estimated from {used.sources} sources"
    counted = "statements of texts" + (" and derived ones" if used.derived else " only")
    lists = f"; lists of more than {used.longest_list} names left out" if used.longest_list else ""
    lines = [
        "# 度量 Metrics",
        "",
        f"Counted: {counted}{lists} ({metrics.left_out} edges left out). "
        f"Louvain with seed {used.seed} and resolution {used.resolution:g}; betweenness {exact}, paths "
        f"in either direction; PageRank likewise, damping 0.85. "
        f"Intervals: 95 %, {used.draws} draws of articles.",
        "",
        "## 规模 Size",
        "",
    ]
    names = [f.name for f in fields(s)]
    lines += _markdown([n.replace("_", " ") for n in names], [[getattr(s, n) for n in names]])
    lines += ["", "## 类型 Types", ""]
    lines += _markdown(
        ("type", "kind", "nodes", "mean degree", "isolates"),
        [[r[c] for c in ("type", "kind", "nodes", "mean_degree", "isolates")] for r in metrics.types],
    )
    lines += ["", "## 关系 Relations", ""]
    lines += _markdown(
        ("relation", "from", "to", "edges", "articles"),
        [[r[c] for c in ("predicate", "subject", "object", "edges", "articles")] for r in metrics.relations],
    )
    lines += ["", "## 中心性 Central nodes", ""]
    for type_ in ("Person", "Agency", "Community", "Initiative"):
        rows = [r for r in metrics.nodes if r["type"] == type_ and r["degree"]][:top]
        if rows:
            lines += [f"### {type_}", ""]
            lines += _markdown(
                ("label", "degree", "weighted degree", "PageRank", "betweenness", "core", "community"),
                [
                    (
                        r["label"],
                        r["degree"],
                        _with_interval(r, "weighted_degree"),
                        _with_interval(r, "pagerank"),
                        r["betweenness"],
                        r["core"],
                        r["modularity_class"],
                    )
                    for r in rows
                ],
            )
            lines.append("")
    lines += ["## 社群 Communities", "", f"Modularity {metrics.communities.modularity:.4f}.", ""]
    members: dict[int, list[Row]] = defaultdict(list)
    for row in metrics.nodes:
        if isinstance(row["modularity_class"], int):
            members[row["modularity_class"]].append(row)
    lines += _markdown(
        ("community", "nodes", "most central"),
        [
            (c, len(m), "、".join(str(r["label"]) for r in m[:6]))
            for c, m in sorted(members.items())[: 2 * top]
        ],
    )
    layers = [
        ("官员共同行动 Officials who act together", metrics.officials),
        ("机构共同行动 Agencies that act together", metrics.agencies),
    ]
    if metrics.comention is not None:
        layers.append(("同篇提及 Named in the same articles (a layer apart)", metrics.comention))
    for heading, projection in layers:
        lines += ["", f"## {heading}", ""]
        ties = _ties(projection)[:top]
        lines += _markdown(
            ("one", "other", "weight", "shared"),
            [(t["source_label"], t["target_label"], t["weight"], t["shared"]) for t in ties],
        )
    return "\n".join(lines).rstrip() + "\n"


def _named_together(graph: nx.MultiDiGraph[Any], mentions: Iterable[MentionRow]) -> nx.Graph[Any]:
    layer = comention(mentions)
    for v in layer:
        if v in graph:
            layer.nodes[v].update(graph.nodes[v])
    for _, _, data in layer.edges(data=True):
        data["shared"] = data["weight"]
    return layer


def _node_rows(
    graph: nx.MultiDiGraph[Any], plain: nx.Graph[Any], partition: Communities, settings: Settings
) -> tuple[Row, ...]:
    degree, rank, part, core = degrees(graph), pagerank(graph), components(graph), cores(plain)
    between = betweenness(
        plain, exact_below=settings.exact_below, samples=settings.sources, seed=settings.seed
    )
    spans = {
        name: intervals(graph, of, samples=settings.draws, seed=settings.seed)
        for name, of in MEASURES.items()
    }
    rows: list[dict[str, str | int | float | None]] = []
    for v, data in graph.nodes(data=True):
        row: dict[str, str | int | float | None] = {
            "id": str(v),
            "label": data.get("label", str(v)),
            "type": data.get("type"),
            "kind": data.get("kind"),
            "degree": degree[v][0],
            "in_degree": degree[v][1],
            "out_degree": degree[v][2],
            "weighted_degree": degree[v][3],
            "betweenness": between[v],
            "pagerank": rank[v],
            "core": core[v],
            "modularity_class": partition.of.get(v),
            "component": part[v],
            "mentions": data.get("mentions"),
            "articles": data.get("articles"),
            "seed": settings.seed,
            "resolution": settings.resolution,
        }
        for name, found in spans.items():
            if v in found:
                row[f"{name}_low"], row[f"{name}_high"] = found[v]
        rows.append(row)
    # rounded before sorting: the last digits of a float are not the same on every machine
    return tuple(sorted(rows, key=lambda r: (-round(float(r["pagerank"] or 0), 9), str(r["id"]))))


def _ties(projection: nx.Graph[Any]) -> list[dict[str, Any]]:
    label = {v: d.get("label", str(v)) for v, d in projection.nodes(data=True)}
    rows = []
    for a, b, data in projection.edges(data=True):
        u, v = sorted((a, b), key=str)
        rows.append({"source": u, "source_label": label[u], "target": v, "target_label": label[v], **data})
    return sorted(
        rows, key=lambda r: (-round(r["weight"], 9), -r.get("shared", 0), str(r["source"]), str(r["target"]))
    )


def _with_interval(row: Row, name: str) -> str:
    value, low, high = row.get(name), row.get(f"{name}_low"), row.get(f"{name}_high")
    return _cell(value) if low is None or high is None else f"{_cell(value)} ({_cell(low)} – {_cell(high)})"


def _rounded(value: object) -> object:
    return float(f"{value:.8g}") if isinstance(value, float) else value


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    text = "" if value is None else " ".join(str(value).split())
    for mark in "\\|`*_<>[]":
        text = text.replace(mark, "\\" + mark)
    return text


def _markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    return lines + ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows]
