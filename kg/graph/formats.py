"""Files for other tools: GraphML and GEXF (Gephi, Cytoscape), CSV (spreadsheets, Palladio).

Each writer takes a graph of :func:`kg.graph.network`, writes the same bytes for the same graph whatever the
day and the version of networkx, replaces its file in one step, and never holds the document in memory.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    import networkx as nx

# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# First characters that make a spreadsheet read a cell as a formula, their full-width forms included.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")

NODE_COLUMNS = ("id", "label", "type", "kind", "full_name", "code", "aliases", "mentions", "articles")
EDGE_COLUMNS = (
    "id", "source", "source_label", "predicate", "target", "target_label", "title", "date", "modality",
    "evidence", "article", "file", "span_start", "span_end", "rule", "confidence", "weight",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn; ``colour`` is ``#rrggbb``, y grows downward as on a screen."""

    x: float
    y: float
    size: float
    colour: str


@contextmanager
def replacing(file: Path) -> Iterator[TextIO]:
    """Open a text stream (UTF-8, ``\\n``) that takes the place of ``file`` when the block ends well."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


def write_graphml(graph: nx.MultiDiGraph[str], file: Path) -> None:
    """Write GraphML; edge ids are statement ids."""
    nodes, edges = (
        _attributes(d for _, d in graph.nodes(data=True)),
        _attributes(d for _, _, d in graph.edges(data=True)),
    )
    with replacing(file) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
            '"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
        )
        for prefix, domain, names in (("n", "node", nodes), ("e", "edge", edges)):
            for name, kind in names.items():
                out.write(
                    f'  <key id={_quote(prefix + "_" + name)} for="{domain}" attr.name={_quote(name)}'
                    f' attr.type="{_GRAPHML[kind]}"/>\n'
                )
        out.write('  <graph id="G" edgedefault="directed">\n')
        for node, data in graph.nodes(data=True):
            out.write(f"    <node id={_quote(node)}>")
            _write_data(out, "n", data)
            out.write("</node>\n")
        for source, target, key, data in graph.edges(keys=True, data=True):
            out.write(f"    <edge id={_quote(key)} source={_quote(source)} target={_quote(target)}>")
            _write_data(out, "e", data)
            out.write("</edge>\n")
        out.write("  </graph>\n</graphml>\n")


def write_gexf(graph: nx.MultiDiGraph[str], file: Path, *, looks: Mapping[str, Look] | None = None) -> None:
    """Write GEXF 1.2 with dates for Gephi: edges that have a time carry it, the others always hold.

    Args:
        looks: place, size and colour of nodes by id, so that Gephi opens on a finished picture.
    """
    own = {"label", "start", "end", "weight"}  # these are attributes of GEXF's own elements
    nodes = _attributes(({k: v for k, v in d.items() if k not in own} for _, d in graph.nodes(data=True)))
    edges = _attributes(({k: v for k, v in d.items() if k not in own} for *_, d in graph.edges(data=True)))
    with replacing(file) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(
            '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            ' xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd"'
            ' version="1.2">\n  <meta>\n    <creator>Xianzhi</creator>\n  </meta>\n'
            '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
        )
        for domain, names in (("node", nodes), ("edge", edges)):
            out.write(f'    <attributes class="{domain}" mode="static">\n')
            for name, kind in names.items():
                out.write(
                    f"      <attribute id={_quote(name)} title={_quote(name)} type={_quote(_GEXF[kind])}/>\n"
                )
            out.write("    </attributes>\n")
        out.write("    <nodes>\n")
        for node, data in graph.nodes(data=True):
            out.write(f"      <node id={_quote(node)} label={_quote(data.get('label', node))}{_times(data)}>")
            _write_values(out, data, own)
            if looks is not None and node in looks:
                _write_look(out, looks[node])
            out.write("</node>\n")
        out.write("    </nodes>\n    <edges>\n")
        for source, target, key, data in graph.edges(keys=True, data=True):
            out.write(
                f"      <edge id={_quote(key)} source={_quote(source)} target={_quote(target)}"
                f" label={_quote(data.get('label', ''))} weight={_quote(data.get('weight', 1.0))}"
                f"{_times(data)}>"
            )
            _write_values(out, data, own)
            out.write("</edge>\n")
        out.write("    </edges>\n  </graph>\n</gexf>\n")


def write_csv(graph: nx.MultiDiGraph[str], nodes: Path, edges: Path) -> None:
    """Write ``nodes`` and ``edges`` as CSV that a spreadsheet opens right (UTF-8 with BOM) and cannot run.

    A cell that a spreadsheet would read as a formula gets a leading apostrophe.
    """
    labels = {n: d.get("label", n) for n, d in graph.nodes(data=True)}
    rows = ({"id": node, **data} for node, data in graph.nodes(data=True))
    write_rows(nodes, NODE_COLUMNS, ([r.get(c) for c in NODE_COLUMNS] for r in rows))

    def edge_rows() -> Iterator[list[object]]:
        for source, target, key, data in graph.edges(keys=True, data=True):
            row = {
                **data,
                "id": key,
                "file": data.get("source"),
                "source": source,
                "target": target,
                "source_label": labels[source],
                "target_label": labels[target],
            }
            yield [row.get(c) for c in EDGE_COLUMNS]

    write_rows(edges, EDGE_COLUMNS, edge_rows())


def write_rows(file: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a CSV file as all of Xianzhi's are: with BOM, quoted where needed, formula-safe."""
    with replacing(file) as out:
        out.write("\ufeff")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(list(header))
        for row in rows:
            writer.writerow([safe_cell(c) for c in row])


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return the same as :func:`write_rows` writes, less the BOM."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(header))
    writer.writerows([safe_cell(c) for c in row] for row in rows)
    return out.getvalue()


def safe_cell(value: object) -> object:
    """Return ``value`` as a CSV cell: None as empty, text that would run as a formula with an apostrophe.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    if value is None:
        return ""
    if isinstance(value, str):
        # a bare carriage return would end the row for some readers
        text = _NOT_XML.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
        return "'" + text if _FORMULA.match(text) else text
    return value


_GRAPHML = {str: "string", int: "long", float: "double", bool: "boolean"}
_GEXF = {str: "string", int: "long", float: "double", bool: "boolean"}


def _attributes(rows: Iterable[Mapping[str, object]]) -> dict[str, type]:
    """Return the names in ``rows`` with their types, sorted; mixed types are strings."""
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            kind = type(value) if type(value) in _GRAPHML else str
            known = found.setdefault(name, kind)
            if known is not kind:
                found[name] = float if {known, kind} == {int, float} else str
    return dict(sorted(found.items()))


def _quote(value: object) -> str:
    text = _text(value)
    # a parser normalises white space in attributes unless it is written as a reference
    return quoteattr(_NOT_XML.sub("", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _times(data: Mapping[str, object]) -> str:
    return "".join(f" {name}={_quote(data[name])}" for name in ("start", "end") if data.get(name) is not None)


def _write_data(out: TextIO, prefix: str, data: Mapping[str, object]) -> None:
    for name, value in sorted(data.items()):
        if value is not None:
            text = _NOT_XML.sub("", _text(value))
            out.write(f"<data key={_quote(prefix + '_' + name)}>{escape(text, {chr(13): '&#13;'})}</data>")


def _write_values(out: TextIO, data: Mapping[str, object], own: set[str]) -> None:
    out.write("<attvalues>")
    for name, value in sorted(data.items()):
        if value is not None and name not in own:
            out.write(f"<attvalue for={_quote(name)} value={_quote(value)}/>")
    out.write("</attvalues>")


def _write_look(out: TextIO, look: Look) -> None:
    red, green, blue = (int(look.colour[i : i + 2], 16) for i in (1, 3, 5))
    out.write(f'<viz:size value="{look.size:g}"/>')
    # Gephi's y grows upward
    out.write(f'<viz:position x="{look.x:g}" y="{-look.y:g}" z="0"/>')
    out.write(f'<viz:color r="{red}" g="{green}" b="{blue}" a="1"/>')
