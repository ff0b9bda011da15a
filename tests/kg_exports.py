"""Making and comparing exports."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from kg.pipeline import BuildReport, build_export


def build(pages: Path, output: Path, **options: Any) -> BuildReport:
    """Build in this process and without validation, unless told otherwise."""
    return build_export(pages, output, **{"jobs": 1, "validate": False, **options})


def files(folder: Path) -> list[str]:
    """Return the names of an export's files."""
    found = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.relative_to(folder).parts)
    return sorted(p.relative_to(folder).as_posix() for p in found)


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of files that are not the same: to the byte for text, by their rows for tables."""
    if files(one) != files(other):
        return sorted(set(files(one)) ^ set(files(other)))
    return [name for name in files(one) if not _same(one / name, other / name)]


def _same(one: Path, other: Path) -> bool:
    if one.suffix == ".parquet":
        return bool(pq.read_table(one).equals(pq.read_table(other), check_metadata=True))
    return one.read_bytes() == other.read_bytes()
