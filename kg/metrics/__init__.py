"""Measures of a graph: pure functions on plain networkx graphs, and a table and a page of all of them."""

from __future__ import annotations

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
from kg.metrics.projection import agencies_together, comention, officials_together, together
from kg.metrics.report import (
    COLUMNS,
    Metrics,
    Settings,
    measure,
    relation_table,
    summary,
    type_table,
    write_metrics,
    write_projection,
)
from kg.metrics.selection import simple, stated

__all__ = [
    "COLUMNS",
    "MEASURES",
    "Communities",
    "Metrics",
    "Settings",
    "Size",
    "agencies_together",
    "betweenness",
    "comention",
    "communities",
    "components",
    "cores",
    "degrees",
    "intervals",
    "measure",
    "officials_together",
    "pagerank",
    "relation_table",
    "simple",
    "size",
    "stated",
    "summary",
    "together",
    "type_table",
    "write_metrics",
    "write_projection",
]
