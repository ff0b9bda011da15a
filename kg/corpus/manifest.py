"""``manifest.csv``: what a user knows of the files, which wins over what is inferred."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

NAME = "manifest.csv"
COLUMNS = ("file", "publication", "date", "place")
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What a manifest says of a file; "" where it says nothing. ``place`` is a division's name or code."""

    file: str
    publication: str = ""
    date: str = ""
    place: str = ""


Manifest = Mapping[str, ManifestRow]


def read_manifest(file: Path) -> dict[str, ManifestRow]:
    """Read a manifest: file (a path relative to its folder) to row.

    Raises:
        InputError: the file is no CSV in UTF-8 with a column ``file``, or a row is malformed; the message
            names the line.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: the manifest cannot be read as UTF-8 text: {error}") from error
    rows: dict[str, ManifestRow] = {}
    reader = csv.reader(text.splitlines(), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            cells = [c.strip() for c in cells]
            if not any(cells):
                continue
            if header is None:
                header = _header(cells, file)
                continue
            row = _row(dict(zip(header, cells, strict=False)), len(cells), len(header), file, reader.line_num)
            if row.file in rows:
                raise InputError(f"{file}:{reader.line_num}: {row.file!r} stands in an earlier line too")
            rows[row.file] = row
    except csv.Error as error:
        raise InputError(f"{file}:{reader.line_num}: not CSV: {error}") from error
    if header is None:
        raise InputError(
            f"{file}: the manifest is empty; its first line must name the columns {', '.join(COLUMNS)}"
        )
    return rows


def _header(cells: list[str], file: Path) -> list[str]:
    unknown = [c for c in cells if c not in COLUMNS]
    if "file" not in cells or unknown:
        wanted = ", ".join(COLUMNS)
        raise InputError(f"{file}:1: columns are {cells}; expected 'file' and any of {wanted}")
    return cells


def _row(cells: dict[str, str], found: int, wanted: int, file: Path, line: int) -> ManifestRow:
    if found > wanted:
        raise InputError(f"{file}:{line}: {found} cells, expected {wanted}")
    name = cells.get("file", "").replace("\\", "/").removeprefix("./")
    if not name:
        raise InputError(f"{file}:{line}: the cell 'file' is empty")
    date = cells.get("date", "")
    if date and not _DATE.fullmatch(date):
        raise InputError(f"{file}:{line}: date is {date!r}; expected 2024, 2024-05 or 2024-05-06")
    return ManifestRow(name, cells.get("publication", ""), date, cells.get("place", ""))
