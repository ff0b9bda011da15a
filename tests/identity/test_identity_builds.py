"""Whole builds of generated news: grown and shrunk folders give the bytes of a build from nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.pipeline import build
from tests.generator.generate import generate


def _state(folder: Path) -> dict[str, str]:
    """Return the hash of every file of an export, what is kept for the next build left out."""
    return {
        str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file() and not any(p.startswith(".") for p in f.relative_to(folder).parts)
    }


@pytest.mark.slow
def test_add_then_remove_gives_the_bytes_of_before(tmp_path: Path) -> None:
    pages = generate(31, 16, counties=4, reprints=0.2).pages
    names = sorted(pages)
    source, out = tmp_path / "pages", tmp_path / "out"
    source.mkdir()

    def put(*chosen: str) -> None:
        for name in chosen:
            (source / name).write_text(pages[name], encoding="utf-8", newline="\n")

    put(*names[:10])
    build(source, tmp_path / "fresh", jobs=1, validate=False)
    put(*names[10:])
    (source / names[0]).unlink()
    build(source, out, jobs=2, validate=False)
    for name in names[10:]:
        (source / name).unlink()
    build(source, out, jobs=1, validate=False)
    put(names[0])
    build(source, out, jobs=2, validate=False)
    assert _state(out) == _state(tmp_path / "fresh")
