"""Entities and statements as tables, as a networkx graph, and as files for other tools."""

from __future__ import annotations

from kg.graph.formats import (
    Look,
    csv_text,
    replacing,
    safe_cell,
    write_csv,
    write_gexf,
    write_graphml,
    write_rows,
)
from kg.graph.multigraph import LASTING, interval, network
from kg.graph.quotes import Evidence, evidence, one_line, one_line_with_map
from kg.graph.reprints import reprints
from kg.graph.tables import (
    read_sources,
    read_table,
    read_tables,
    reading_order,
    schema,
    table,
    write_sources,
    write_tables,
)
from kg.graph.value import Graph

__all__ = [
    "LASTING",
    "Evidence",
    "Graph",
    "Look",
    "csv_text",
    "evidence",
    "interval",
    "network",
    "one_line",
    "one_line_with_map",
    "read_sources",
    "read_table",
    "read_tables",
    "reading_order",
    "replacing",
    "reprints",
    "safe_cell",
    "schema",
    "table",
    "write_csv",
    "write_gexf",
    "write_graphml",
    "write_rows",
    "write_sources",
    "write_tables",
]
