"""List what misreading costs: ``python tests/robustness/errors.py 0.02 [SEED]``: errors the clean pages lack.

Each line tells the scorer's complaint and, for an entity, what the noisy page prints there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.identity.chain import extract_pages, resolve_all
from tests.robustness.noise import clean_pages, gold, noisy_pages, scorer, tables


def complaints(pages: dict[str, str]) -> tuple[set[str], dict[str, set[str]]]:
    """Return the scorer's complaints about entities, and what is printed of each entity's name."""
    module = scorer()
    with tempfile.TemporaryDirectory() as folder:
        resolution = resolve_all(extract_pages(pages, Path(folder)))
    printed: dict[str, set[str]] = {}
    rows = tables(resolution, clean_pages())
    for raw, row in zip(resolution.mentions, rows["mentions"], strict=True):
        printed.setdefault(row["text"], set()).add(raw.text)
    errors: list[str] = []
    for g in gold():
        module.score_file(g, rows, errors)
    kinds = (" missed ", " wrong ", " split ")
    types = (
        "Person",
        "Agency",
        "Enterprise",
        "Community",
        "Place",
        "Initiative",
        "Event",
        "Document",
        "Honour",
    )
    return {e for e in errors if any(k + t in e for k in kinds for t in types)}, printed


def main() -> None:
    rate = float(sys.argv[1]) if len(sys.argv) > 1 else 0.02
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    before, _ = complaints(clean_pages())
    after, printed = complaints(noisy_pages(rate, seed))
    for line in sorted(after - before):
        names = [w for part in line.split("'")[1::2] for w in printed.get(part, ())]
        print(line[:6], line.split(" ", 1)[1][:150], "| printed", " ".join(names)[:120])


if __name__ == "__main__":
    main()
