"""The tables of an export: Parquet files that hold a resolution, exactly and always in the same bytes.

Rows are sorted, so that the order in which articles were read leaves no trace. Beside the four public tables
(``articles``, ``mentions``, ``entities``, ``statements``) an export may hold ``questions`` (what is left to a
person to decide) and ``sources`` (the decoded texts that all offsets count in), which make it complete
without the input folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import ExportError
from kg.model import Article, Entity, MentionRow, Question, Resolution, Statement

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = "1"
"""Version of the tables' form, kept in each file's metadata; a reader refuses versions it does not know."""

PUBLIC = ("articles", "mentions", "entities", "statements")
"""The tables that every export has."""

_RECORDS: dict[str, type[Any]] = {
    "articles": Article,
    "mentions": MentionRow,
    "entities": Entity,
    "statements": Statement,
}
_INTEGERS = {"start", "end", "mentions", "articles", "left_start", "left_end", "right_start", "right_end"}
_FLOATS = {"confidence", "score"}
_LISTS = {"reporters", "correspondents", "photographers", "aliases"}
_REQUIRED = {
    "id", "source", "entity_id", "text", "type", "name", "subject", "predicate", "object", "modality", "rule",
    "confidence", "mentions", "articles", "left", "right", "score", "reason",
}  # fmt: skip
_OPTIONAL = {("articles", "source"): False, ("statements", "source"): True}
_QUESTION_COLUMNS = (
    "left", "right", "score", "reason",
    "left_source", "left_start", "left_end", "right_source", "right_start", "right_end",
)  # fmt: skip

R = TypeVar("R")


def columns(name: str) -> tuple[str, ...]:
    """Return the column names of the table ``name``."""
    if name == "questions":
        return _QUESTION_COLUMNS
    if name == "sources":
        return ("source", "text")
    return tuple(f.name for f in fields(_RECORDS[name]))


def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of the table ``name``."""
    import pyarrow as pa

    def column(label: str) -> pa.Field:
        if label in _LISTS:
            return pa.field(label, pa.list_(pa.field("element", pa.string(), nullable=False)), nullable=False)
        kind = pa.int64() if label in _INTEGERS else pa.float64() if label in _FLOATS else pa.string()
        required = label in _REQUIRED or (name in ("articles", "mentions") and label in ("start", "end"))
        return pa.field(label, kind, nullable=_OPTIONAL.get((name, label), not required))

    return pa.schema([column(c) for c in columns(name)], metadata={"xianzhi:format": FORMAT})


def table(resolution: Resolution, name: str) -> pa.Table:
    """Return one of the tables of ``resolution`` in Arrow's form, its rows sorted.

    Raises:
        ExportError: there is no table of that name.
    """
    import pyarrow as pa

    if name not in (*PUBLIC, "questions"):
        raise ExportError(f"there is no table {name!r}; the tables are {', '.join(PUBLIC)} and questions")
    form = schema(name)
    if name == "questions":
        rows: Sequence[Any] = [_question_row(q) for q in _sorted_questions(resolution.questions)]
        arrays = [pa.array([r[i] for r in rows], f.type) for i, f in enumerate(form)]
    else:
        rows = sorted(getattr(resolution, name), key=_ORDER[name])
        arrays = [pa.array([_plain(getattr(r, f.name)) for r in rows], f.type) for f in form]
    return pa.Table.from_arrays(arrays, schema=form)


def write_tables(resolution: Resolution, folder: Path) -> tuple[Path, ...]:
    """Write the tables of ``resolution`` into ``folder`` and return their paths.

    All files are written beside their final names first and then put in place one after another, so that a
    build which is cut short leaves the tables of the build before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return _write_all({name: table(resolution, name) for name in (*PUBLIC, "questions")}, folder)


def write_sources(sources: Mapping[str, str], folder: Path) -> Path:
    """Write the decoded texts, by source, that the offsets of the tables count in; return the file's path."""
    import pyarrow as pa

    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(sources)
    arrays = [pa.array(names, pa.string()), pa.array([sources[n] for n in names], pa.large_string())]
    kinds = {"source": pa.string(), "text": pa.large_string()}
    cells = [pa.field(label, kind, nullable=False) for label, kind in kinds.items()]
    form = pa.schema(cells, metadata={"xianzhi:format": FORMAT})
    return _write_all({"sources": pa.Table.from_arrays(arrays, schema=form)}, folder)[0]


def read_table(folder: Path, name: str) -> pa.Table:
    """Read one table of the folder ``tables`` of an export.

    Raises:
        ExportError: the table is missing, unreadable, lacks a column, or has a form of another version.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = folder / f"{name}.parquet"
    if not file.is_file():
        raise ExportError(f"{file} is missing: no tables/ folder of a finished export; run kg build first")
    try:
        found = pq.read_table(file, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise ExportError(f"{file} cannot be read as Parquet ({error}); run kg build again") from error
    version = (found.schema.metadata or {}).get(b"xianzhi:format", FORMAT.encode()).decode()
    if version != FORMAT:
        raise ExportError(f"{file} has form {version}, this version reads {FORMAT}; run kg build again")
    lacking = [c for c in columns(name) if c not in found.column_names]
    if lacking:
        raise ExportError(f"{file} lacks the column(s) {', '.join(lacking)}; run kg build again")
    return found


def read_tables(folder: Path) -> Resolution:
    """Read the tables that :func:`write_tables` wrote: the same resolution, rows sorted.

    Raises:
        ExportError: a table is missing or broken.
    """
    questions = _read_questions(folder) if (folder / "questions.parquet").is_file() else ()
    return Resolution(
        articles=_records(folder, "articles", Article),
        mentions=_records(folder, "mentions", MentionRow),
        entities=_records(folder, "entities", Entity),
        statements=_records(folder, "statements", Statement),
        questions=questions,
    )


def read_sources(folder: Path) -> dict[str, str]:
    """Return the texts that :func:`write_sources` wrote, by source; empty where an export carries none."""
    if not (folder / "sources.parquet").is_file():
        return {}
    found = read_table(folder, "sources")
    return dict(zip(found.column("source").to_pylist(), found.column("text").to_pylist(), strict=True))


def _records(folder: Path, name: str, record: Callable[..., R]) -> tuple[R, ...]:
    found = read_table(folder, name)
    lists = [found.column(c).to_pylist() for c in columns(name)]
    for i, label in enumerate(columns(name)):
        if label in _LISTS:
            lists[i] = [tuple(v or ()) for v in lists[i]]
    return tuple(record(*cells) for cells in zip(*lists, strict=True))


def _read_questions(folder: Path) -> tuple[Question, ...]:
    found = read_table(folder, "questions")
    rows = zip(*(found.column(c).to_pylist() for c in _QUESTION_COLUMNS), strict=True)

    def evidence(source: str | None, start: int | None, end: int | None) -> tuple[str, int, int] | None:
        return None if source is None or start is None or end is None else (source, start, end)

    return tuple(
        Question(left, right, score, reason, evidence(*spans[:3]), evidence(*spans[3:]))
        for left, right, score, reason, *spans in rows
    )


def _question_row(q: Question) -> tuple[object, ...]:
    nothing = (None, None, None)
    return (q.left, q.right, q.score, q.reason, *(q.left_evidence or nothing), *(q.right_evidence or nothing))


def _sorted_questions(questions: Iterable[Question]) -> list[Question]:
    return sorted(questions, key=lambda q: (-q.score, q.left, q.right, q.reason))


def _plain(value: object) -> object:
    # StrEnum members are strings to Python, but not to every Arrow version
    return str(value) if isinstance(value, str) else list(value) if isinstance(value, tuple) else value


def reading_order(s: Statement) -> tuple[Any, ...]:
    """Return the sort key that puts statements in the order of their sentences, those of no text last."""
    return (s.source is None, s.source or "", -1 if s.start is None else s.start, s.end or 0, s.id)


_ORDER: dict[str, Callable[[Any], Any]] = {
    "articles": lambda a: (a.source, a.start, a.end, a.id),
    "mentions": lambda m: (m.source, m.start, -m.end, m.type, m.id),
    "entities": lambda e: e.id,
    "statements": reading_order,
}


def _write_all(tables: Mapping[str, pa.Table], folder: Path) -> tuple[Path, ...]:
    import pyarrow.parquet as pq

    waiting: list[tuple[Path, Path]] = []
    for name, content in tables.items():
        part = folder / f".{name}.parquet.part"
        pq.write_table(content, part, compression="zstd", compression_level=6, write_statistics=True)
        waiting.append((part, folder / f"{name}.parquet"))
    for part, file in waiting:
        os.replace(part, file)
    return tuple(file for _, file in waiting)
