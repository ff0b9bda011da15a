"""A graph in a store, and the answers to SPARQL queries as tables, CSV, TSV, JSON, XML, Markdown or RDF."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ExportError, QueryError
from kg.rdf.guard import check
from kg.rdf.terms import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_FILES = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
FORMATS = ("table", "csv", "tsv", "json", "markdown", *_GRAPHS)
"""What :meth:`Answer.text` can write; the last four are for CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True)
class Answer:
    """What a query yields: rows under variables, a truth value, or triples."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None

    def __len__(self) -> int:
        return len(self.rows) if self.triples is None else len(self.triples)

    def __iter__(self) -> Iterator[tuple[str | None, ...]]:
        """Rows as plain strings: literals by their text, IRIs shortened."""
        for row in self.rows:
            yield tuple(None if term is None else show(term) for term in row)

    def values(self) -> list[dict[str, str | None]]:
        """Rows as dictionaries of plain strings."""
        return [dict(zip(self.variables, row, strict=True)) for row in self]

    def text(self, format_: str = "table") -> str:
        """Return the answer written out, ending with a line break.

        Args:
            format_: one of :data:`FORMATS`.

        Raises:
            QueryError: the form of the query has no such format.
        """
        if format_ not in FORMATS:
            raise QueryError(f"unknown format {format_!r}; choose one of {', '.join(FORMATS)}")
        if self.triples is not None:
            return self._graph(format_)
        if format_ in _GRAPHS:
            raise QueryError(f"{format_} is for CONSTRUCT and DESCRIBE; this query gives a table")
        if self.boolean is not None:
            if format_ == "json":
                return json.dumps({"head": {}, "boolean": self.boolean}) + "\n"
            return f"{str(self.boolean).lower()}\n"
        return {
            "table": self._table,
            "markdown": self._markdown,
            "csv": self._csv,
            "tsv": self._tsv,
            "json": self._json,
        }[format_]()

    def _graph(self, format_: str) -> str:
        if format_ == "table":
            format_ = "ttl"
        triples = sorted(self.triples or (), key=str)
        if format_ in _GRAPHS:
            used = {k: v for k, v in PREFIXES.items() if not v.startswith(PREFIXES["id"]) or format_ == "ttl"}
            data = ox.serialize(triples, format=_GRAPHS[format_], prefixes=used) or b""
            return data.decode()
        rows = tuple((t.subject, t.predicate, t.object) for t in triples)
        return Answer(("subject", "predicate", "object"), rows).text(format_)

    def _json(self) -> str:
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        result = {"head": {"vars": self.variables}, "results": {"bindings": bindings}}
        return json.dumps(result, ensure_ascii=False, indent=1) + "\n"

    def _csv(self) -> str:
        """SPARQL 1.1 CSV, with a mark before what a spreadsheet would run as a formula."""
        lines = [",".join(self.variables)]
        lines += [",".join(_csv_cell(cell) for cell in row) for row in self]
        return "\r\n".join(lines) + "\r\n"

    def _tsv(self) -> str:
        lines = ["\t".join("?" + v for v in self.variables)]
        lines += ["\t".join(_tsv_cell(term) for term in row) for row in self.rows]
        return "\n".join(lines) + "\n"

    def _markdown(self) -> str:
        lines = ["| " + " | ".join(self.variables) + " |", "|" + " --- |" * len(self.variables)]
        lines += ["| " + " | ".join(_markdown_cell(cell) for cell in row) + " |" for row in self]
        return "\n".join(lines) + "\n"

    def _table(self) -> str:
        rows = [self.variables, *([_one_line(cell) for cell in row] for row in self)]
        widths = [max(_width(row[i]) for row in rows) for i in range(len(self.variables))]
        lines = [
            "  ".join(
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
            for row in rows
        ]
        lines.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join(lines) + "\n"


def show(term: Term) -> str:
    """Return a term for a reader: a literal's text, an IRI by its prefix."""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        for name, space in reversed(PREFIXES.items()):
            if term.value.startswith(space) and len(term.value) > len(space):
                return f"{name}:{term.value[len(space) :]}"
        return term.value
    return str(term)


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        ends = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {k: _json_term(v) for k, v in ends.items()}}
    result: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        result["xml:lang"] = term.language
    elif term.datatype.value != PREFIXES["xsd"] + "string":
        result["datatype"] = term.datatype.value
    return result


def _one_line(cell: str | None) -> str:
    """A cell without line breaks and without characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in cell or "")


def _width(text: str) -> int:
    """Columns that ``text`` takes in a terminal, Chinese characters two each."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _csv_cell(cell: str | None) -> str:
    text = cell or ""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def _tsv_cell(term: Term | None) -> str:
    return "" if term is None else str(term).replace("\t", "\\t")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]|"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def _markdown_cell(cell: str | None) -> str:
    return _one_line(cell).translate(_MARKDOWN)


class Store:
    """A graph held in memory for queries.

    A query sees the union of all graphs, each triple once however many articles state it;
    ``GRAPH ?article { … }`` asks where a thing is said.
    """

    def __init__(self, store: ox.Store) -> None:
        self.raw = store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Load an RDF file, or the ``graph.nq`` of an export folder.

        Raises:
            ExportError: there is no such file, or it is no RDF.
        """
        file = graph_file(path)
        store = ox.Store()
        load(store, file)
        return cls(store)

    def __len__(self) -> int:
        """Distinct triples, however many graphs hold them."""
        return sum(1 for _ in self.raw.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def query(self, text: str) -> Answer:
        """Answer a SPARQL 1.1 query; the prefixes of :data:`~kg.rdf.terms.PREFIXES` need no declaring.

        A query from outside belongs to :class:`~kg.rdf.limits.Workers`, which can stop one that runs away.

        Raises:
            QueryError: it is malformed, an update, or calls ``SERVICE``.
        """
        check(text)
        try:
            found = self.raw.query(text, prefixes=PREFIXES)
            if isinstance(found, ox.QueryBoolean):
                return Answer(boolean=bool(found))
            if isinstance(found, ox.QueryTriples):
                return Answer(triples=tuple(dict.fromkeys(found)))
            variables = tuple(v.value for v in found.variables)
            return Answer(variables, tuple(tuple(row[name] for name in variables) for row in found))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error


def graph_file(path: Path) -> Path:
    """Return the RDF file that ``path`` means: itself, or ``graph.nq`` in an export folder.

    Raises:
        ExportError: there is none.
    """
    file = path / "graph.nq" if path.is_dir() else path
    if not file.is_file():
        raise ExportError(f"{file} does not exist; run `kg build` first or name an RDF file")
    if file.suffix not in _FILES:
        raise ExportError(f"{file}: not one of the RDF files {', '.join(_FILES)}")
    return file


def load(store: ox.Store, file: Path) -> None:
    """Load an RDF file into a store: its named graphs, and the union of all of them as the default graph.

    The engine's own union would give a triple of two graphs twice, and counts would be wrong.

    Raises:
        ExportError: the file is no valid RDF.
    """
    try:
        store.bulk_load(path=str(file), format=_FILES[file.suffix])
        if file.suffix in (".nq", ".trig", ".jsonld"):
            parsed = ox.parse(path=str(file), format=_FILES[file.suffix])
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in parsed)
    except (SyntaxError, ValueError, OSError) as error:
        raise ExportError(f"{file}: {error}") from error


def query(path: Path, text: str) -> Answer:
    """Answer one query over an export folder or an RDF file."""
    return Store.open(path).query(text)
