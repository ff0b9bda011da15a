"""Every frame of data/lexicon/frames.tsv reads its example in frames_examples.tsv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from extract_reading import Reader
from known_gaps import KNOWN_GAPS

_TABLE = Path(__file__).parent / "frames_examples.tsv"


def _rows() -> list[dict[str, str]]:
    lines = (line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t"))


def _parameters() -> list[object]:
    made = []
    for row in _rows():
        gap = KNOWN_GAPS.get(row["sentence"])
        marks = (pytest.mark.xfail(strict=False, reason=gap),) if gap else ()
        made.append(pytest.param(row, id=f"{row['relation']}: {row['trigger']}", marks=marks))
    return made


@pytest.mark.parametrize("row", _parameters())
def test_frame_reads_its_example(row: dict[str, str], reader: Reader) -> None:
    seen = reader(row["sentence"])
    assert row["trigger"] in row["sentence"] or row["trigger"].startswith(("开展", "进行"))
    assert f"{row['subject']} {row['relation']} {row['object']}" in seen.claims


def test_every_frame_has_an_example(reader: Reader) -> None:
    frames = {(f.trigger, f.relation) for f in reader.lexicon.frames}
    assert {(r["trigger"], r["relation"]) for r in _rows()} >= frames
