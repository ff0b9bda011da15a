"""What the page knows: nodes with places and spellings, statements with sentences, and words for both.

Everything is plain JSON. :class:`pyvis.network.Network` builds nodes, edges and drawing options.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph import LASTING, Graph, Look, evidence, interval, one_line, one_line_with_map
from kg.metrics import Settings, communities, pagerank, stated
from kg.model import Entity, MentionRow, Statement
from kg.view.layout import positions
from kg.view.look import COMMUNITY_COLOURS, Labels, style
from kg.view.names import spelled


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the page carries and shows.

    Attributes:
        sentences: sentences kept for one relation between two nodes; the page says how many more there are.
        characters: length of a sentence that is shown, cut round what it speaks of.
        nodes: above so many the page opens on the most central ones.
        labels: labels drawn at once.
    """

    sentences: int = 8
    characters: int = 420
    nodes: int = 3000
    labels: int = 150


def page_data(
    graph: Graph,
    labels: Labels,
    *,
    surnames: Mapping[str, str] | None = None,
    title: tuple[str, str] = ("县志", "Xianzhi"),
    limits: Limits | None = None,
    seed: int = 1,
) -> dict[str, Any]:
    """Return the data of the page for ``graph``; the same graph gives the same data."""
    return _Builder(graph, labels, surnames or {}, limits or Limits(), seed).data(title)


def looks(data: Mapping[str, Any]) -> dict[str, Look]:
    """Return how the page of ``data`` draws its nodes, for :func:`kg.graph.write_gexf`."""
    return {n["id"]: Look(n["x"], n["y"], n["size"], n["color"]) for n in data["nodes"]}


class _Builder:
    def __init__(
        self, graph: Graph, labels: Labels, surnames: Mapping[str, str], limits: Limits, seed: int
    ) -> None:
        self.graph, self.labels, self.surnames, self.limits, self.seed = graph, labels, surnames, limits, seed
        self.mentions: dict[str, MentionRow] = {m.id: m for m in graph.resolution.mentions}
        self.sentences: dict[str, int] = {}
        self.articles: dict[str, int] = {}

    def data(self, title: tuple[str, str]) -> dict[str, Any]:
        network = self.graph.networkx()
        said = stated(network, longest_list=Settings().longest_list)  # as metrics.csv counts
        rank = pagerank(said)
        most = max(rank.values(), default=1.0) or 1.0
        sizes = {v: 7.0 + 15.0 * (rank[v] / most) ** 0.5 if said.degree(v) else 5.0 for v in network}
        place = positions(network, sizes, seed=self.seed)
        group = communities(said, seed=self.seed)
        drawn = self._drawn(network, sizes, place)
        nodes = [
            self._node(entity, drawn[entity.id], group.of.get(entity.id), rank[entity.id])
            for entity in self.graph.entities()
        ]
        statements, hidden = self._statements({n["id"] for n in nodes})
        return {
            "title": title,
            "nodes": nodes,
            "edges": self.edges,
            "statements": statements,
            "more": hidden,
            "sentences": list(self.sentences),
            "articles": self._articles(),
            "labels": {
                name: {k: list(v) for k, v in sorted(getattr(self.labels, name).items())}
                for name in ("types", "kinds", "relations", "modalities")
            },
            "styles": {t: style(t) for t in sorted({n["type"] for n in nodes})},
            "palette": COMMUNITY_COLOURS,
            "community": {
                "seed": group.seed,
                "resolution": group.resolution,
                "modularity": round(group.modularity, 4),
            },
            "options": self.options,
            "lasting": sorted(LASTING),
            "limits": {"nodes": self.limits.nodes, "labels": self.limits.labels},
        }

    def _drawn(
        self, network: Any, sizes: Mapping[Any, float], place: Mapping[Any, tuple[int, int]]
    ) -> dict[str, dict[str, Any]]:
        """Have pyvis build nodes, edges and drawing options; its page, menus and physics stay unused."""
        from pyvis.edge import Edge
        from pyvis.network import Network

        builder = Network(directed=True, cdn_resources="in_line")
        for v, data in network.nodes(data=True):
            colour, shape = style(str(data.get("type", "")))
            x, y = place[v]
            builder.add_node(
                str(v), label=str(data["label"]), shape=shape, color=colour, x=x, y=y, size=round(sizes[v], 1)
            )
        counts = Counter((str(u), str(v)) for u, v in network.edges() if u != v)
        # not by add_edge, which looks through all nodes for each of the two ends
        builder.edges = [
            Edge(u, v, True, width=round(1 + min(3.0, math.log2(n)), 2)).options
            for (u, v), n in counts.items()
        ]
        self.edges = [{k: e[k] for k in ("from", "to", "width")} for e in builder.edges]
        builder.set_options(json.dumps(_OPTIONS))
        self.options = builder.options
        return {n["id"]: n for n in builder.nodes}

    def _node(
        self, entity: Entity, drawn: Mapping[str, Any], group: int | None, rank: float
    ) -> dict[str, Any]:
        surnames = self.surnames if entity.type == "Person" else None
        names = dict.fromkeys(one_line(n) for n in (entity.name, entity.full_name or "", *entity.aliases))
        names.pop("", None)
        row: dict[str, Any] = {
            "id": entity.id,
            "label": one_line(entity.name) or entity.id,
            "type": entity.type,
            "x": drawn["x"],
            "y": drawn["y"],
            "size": drawn["size"],
            "color": drawn["color"],
            "shape": drawn["shape"],
            "names": [[name, *spelled(name, surnames)] for name in names],
            "mentions": entity.mentions,
            "articles": entity.articles,
            "rank": float(f"{rank:.4g}"),
        }
        optional = {
            "kind": entity.kind,
            "full": one_line(entity.full_name or "") or None,
            "code": entity.code,
            "group": group,
        }
        return row | {k: v for k, v in optional.items() if v is not None}

    def _statements(self, known: set[str]) -> tuple[list[dict[str, Any]], dict[str, int]]:
        groups: dict[tuple[str, str, str, str | None], list[Statement]] = defaultdict(list)
        for s in self.graph.statements():
            if s.subject in known and s.object in known:
                groups[(s.subject, s.predicate, s.object, s.title)].append(s)
        rows: list[dict[str, Any]] = []
        more: dict[str, int] = {}
        for found in groups.values():
            # the surest first; equal ones in reading order
            best = sorted(found, key=lambda s: (s.start is None, -s.confidence))[: self.limits.sentences]
            rows += [self._statement(s) for s in best]
            if len(found) > len(best):
                more[best[0].id] = len(found) - len(best)
        return rows, more

    def _statement(self, s: Statement) -> dict[str, Any]:
        row: dict[str, Any] = {"id": s.id, "s": s.subject, "p": s.predicate, "o": s.object}
        article = self.graph.article(s.article_id) if s.article_id else None
        # a fact of no day of its own is found under the day of its report
        days = _days(s.date or (article.date if article else None))
        optional: dict[str, Any] = {
            "title": s.title,
            "date": s.date,
            "from": days[0] if days else None,
            "to": days[1] if days else None,
            "modality": None if s.modality == "asserted" else str(s.modality),
            "article": self._article(s.article_id),
            "rule": s.rule if s.start is None else None,
            "at": None if s.start is None else [s.start, s.end],
            "sure": round(s.confidence, 3),
        }
        proof = evidence(s, self.graph.sources)
        if proof is not None:
            text, marks = self._marked(s, proof.quote, proof.start)
            optional |= {"text": self.sentences.setdefault(text, len(self.sentences)), "marks": marks or None}
        return row | {k: v for k, v in optional.items() if v is not None}

    def _marked(self, s: Statement, quote: str, start: int) -> tuple[str, list[list[int]]]:
        """Return the sentence on one line, and where in it the two ends of the statement are named."""
        text, places = one_line_with_map(quote)
        marks: list[list[int]] = []
        for end, mention_id in enumerate((s.subject_mention, s.object_mention)):
            m = self.mentions.get(mention_id or "")
            if m is None or m.source != s.source:
                continue
            inside = [i for i, p in enumerate(places) if m.start <= p + start < m.end]
            if inside:
                marks.append([inside[0], inside[-1] + 1, end])
        return _cut(text, sorted(marks), self.limits.characters)

    def _article(self, id_: str | None) -> int | None:
        return None if id_ is None else self.articles.setdefault(id_, len(self.articles))

    def _articles(self) -> list[dict[str, Any]]:
        rows = []
        for id_ in self.articles:
            a = self.graph.article(id_)
            row = {"id": id_}
            if a is not None:
                row |= {
                    "title": one_line(a.title or ""),
                    "date": a.date or "",
                    "source": a.source,
                    "publication": a.publication or "",
                }
            rows.append({k: v for k, v in row.items() if v})
        return rows


def _days(date: str | None) -> tuple[str, str] | None:
    """Return first and last day of ``date``; a date without a year is put into the year 0000."""
    if date and date.startswith("--"):
        day = interval("2000" + date[1:])  # a leap year, which has every day
        return ("0000" + day[0][4:], "0000" + day[1][4:]) if day else None
    return interval(date)


def _cut(text: str, marks: list[list[int]], most: int) -> tuple[str, list[list[int]]]:
    """Return ``text`` no longer than about ``most``, cut round its marks, and the marks in it."""
    if len(text) <= most:
        return text, marks
    first, last = (marks[0][0], max(m[1] for m in marks)) if marks else (0, 0)
    start = max(0, min(first - 40, (first + last) // 2 - most // 2))
    end = min(len(text), start + most)
    before = "…" if start else ""
    moved = [
        [max(m[0], start) - start + len(before), min(m[1], end) - start + len(before), m[2]]
        for m in marks
        if m[0] < end and m[1] > start
    ]
    return before + text[start:end] + ("…" if end < len(text) else ""), moved


_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "multiselect": False,
        "tooltipDelay": 120,
        "keyboard": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "labelHighlightBold": False},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
        "selectionWidth": 1.5,
        "hoverWidth": 0.8,
        "arrowStrikethrough": False,
    },
}
