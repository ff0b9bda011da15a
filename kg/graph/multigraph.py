"""The graph as a networkx multigraph: entities are nodes, every statement is an edge of its own."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.graph.quotes import evidence
from kg.model import Entity, Resolution, Statement

if TYPE_CHECKING:
    import networkx as nx

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LASTING = frozenset({"holdsPost", "memberOf", "residentOf", "partOf", "jurisdiction", "locatedIn"})
"""Relations that hold before and after the day that reports them: its date is no beginning and no end."""
SEPARATOR = "|"
"""Between the aliases in a node's attribute ``aliases`` (exchange formats know no lists)."""


def network(
    resolution: Resolution,
    sources: Mapping[str, str] | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    lasting: Iterable[str] = LASTING,
) -> nx.MultiDiGraph[str]:
    """Return the graph of ``resolution``; attributes are strings and numbers only, and absent where unknown.

    Nodes (keys are entity ids) have ``label, type, mentions, articles`` and, where known, ``kind, full_name,
    code, aliases``. Edges (keys are statement ids) have ``label`` (the predicate, with the title of a post),
    ``predicate, modality, rule, confidence, weight`` and, where known, ``title, date, article, source,
    span_start, span_end, evidence``; ``start`` and ``end`` are the first and last day of ``date``, for tools
    that know time. Nothing that only a day's paper reports is dated as if it began there: relations named in
    ``lasting`` keep ``date`` but get no ``start`` and ``end``.

    Args:
        sources: decoded texts by source, for the sentences in ``evidence``.
        weights: weight of an article, by id; 1 where not given (a reprint may count 0).
        lasting: relations that hold on after the day that reports them.
    """
    import networkx as nx

    states = frozenset(lasting)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic", timeformat="date")
    for entity in sorted(resolution.entities, key=lambda e: e.id):
        graph.add_node(entity.id, **_node(entity))
    for statement in sorted(resolution.statements, key=lambda s: s.id):
        attributes = _edge(statement, sources or {}, states)
        attributes["weight"] = 1.0
        if weights is not None and statement.article_id is not None:
            attributes["weight"] = float(weights.get(statement.article_id, 1.0))
        for end in (statement.subject, statement.object):
            if end not in graph:  # a table cut by hand: still drawn, under its id
                graph.add_node(end, label=end, type="", mentions=0, articles=0)
        graph.add_edge(statement.subject, statement.object, key=statement.id, **attributes)
    return graph


def interval(date: str | None) -> tuple[str, str] | None:
    """Return the first and last day of a date of day, month or year precision; None for any other.

    >>> interval("2023-02")
    ('2023-02-01', '2023-02-28')
    >>> interval("--11-12") is None
    True
    """
    found = _DATE.fullmatch(date or "")
    if not found:
        return None
    year, month, day = found.groups()
    if int(year) == 0:
        return None
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last:02d}"
    return (f"{year}-{month}-{day}",) * 2 if 1 <= int(day) <= last else None


def _node(entity: Entity) -> dict[str, str | int]:
    values: dict[str, str | int | None] = {
        "label": entity.name,
        "type": entity.type,
        "kind": entity.kind,
        "full_name": entity.full_name,
        "code": entity.code,
        "aliases": SEPARATOR.join(entity.aliases) or None,
        "mentions": entity.mentions,
        "articles": entity.articles,
    }
    return {k: v for k, v in values.items() if v is not None}


def _edge(
    statement: Statement, sources: Mapping[str, str], lasting: frozenset[str]
) -> dict[str, str | int | float]:
    title = statement.title
    quoted = evidence(statement, sources)
    values: dict[str, str | int | float | None] = {
        "label": f"{statement.predicate}: {title}" if title else statement.predicate,
        "predicate": statement.predicate,
        "title": title,
        "date": statement.date,
        "modality": str(statement.modality),
        "article": statement.article_id,
        "source": statement.source,
        "span_start": statement.start,
        "span_end": statement.end,
        "evidence": quoted.text if quoted else None,
        "rule": statement.rule,
        "confidence": statement.confidence,
    }
    days = None if statement.predicate in lasting else interval(statement.date)
    if days:
        values["start"], values["end"] = days
    return {k: v for k, v in values.items() if v is not None}
