"""Make ``divisions.parquet``, ``divisions.idx`` and ``aliases.json`` from the table of divisions.

    python -m kg.lexicon.pack divisions.csv.xz [FOLDER]

The source is a CSV (plain or .xz) with the columns code, name, parent. The same input gives the same bytes.
The index is what :mod:`kg.lexicon.gazetteer` maps into memory; its layout is described in ``SECTIONS``.
"""

from __future__ import annotations

import csv
import json
import lzma
import struct
import sys
from array import array
from collections import defaultdict
from pathlib import Path

from kg.errors import LexiconError
from kg.lexicon import names as naming
from kg.lexicon.gazetteer import LEVELS, MAGIC, SECTIONS, upper_key
from kg.lexicon.zones import zone_forms


def read_source(file: Path) -> list[tuple[str, str, str]]:
    """Return the rows (code, name, parent) sorted by code.

    Raises:
        LexiconError: wrong columns, a code of odd length, a repeated code or one without its parent.
    """
    opener = lzma.open if file.suffix == ".xz" else open
    with opener(file, "rt", encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, None)
        if header != ["code", "name", "parent"]:
            raise LexiconError(f"{file}:1: columns are {header}, expected code, name, parent")
        rows: dict[str, tuple[str, str, str]] = {}
        for number, row in enumerate(reader, 2):
            if len(row) != 3 or len(row[0]) not in LEVELS or not row[0].isdigit() or not row[1]:
                raise LexiconError(f"{file}:{number}: not a division: {row!r}")
            if row[0] in rows:
                raise LexiconError(f"{file}:{number}: code {row[0]} stands twice")
            rows[row[0]] = (row[0], row[1], row[2])
    for code, _, parent in rows.values():
        if parent and parent not in rows:
            raise LexiconError(f"{file}: {code} names the parent {parent}, which is not there")
    return sorted(rows.values(), key=lambda r: (r[0], len(r[0])))


def write_parquet(rows: list[tuple[str, str, str]], file: Path) -> None:
    """Write the whole table, sorted by code."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = zip(("code", "name", "parent"), zip(*rows, strict=True), strict=True)
    pq.write_table(
        pa.table({name: pa.array(cells, pa.string()) for name, cells in columns}),
        file,
        compression="zstd",
        compression_level=19,
        row_group_size=65_536,
        use_dictionary=["parent"],
        column_encoding={"code": "DELTA_BYTE_ARRAY", "name": "DELTA_LENGTH_BYTE_ARRAY"},
    )


def write_index(rows: list[tuple[str, str, str]], file: Path) -> None:
    """Write the index: see ``gazetteer.SECTIONS`` for what each section holds."""
    upper = sorted((r for r in rows if len(r[0]) < 12), key=lambda r: upper_key(r[0]))
    lower = [r for r in rows if len(r[0]) == 12]
    pool = sorted({(naming.stem(r[1]), r[1]) for r in rows})
    name_id = {name: i for i, (_, name) in enumerate(pool)}
    stems = sorted({s for s, _ in pool})
    tails = sorted({name[len(s) :] for s, name in pool})
    tail_id = {t: i for i, t in enumerate(tails)}
    postings: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate([*upper, *lower]):
        postings[name_id[row[1]]].append(number)

    starts = {r[0]: 0 for r in upper}
    first = array("I")
    position = 0
    for row in upper:
        padded = row[0].ljust(9, "0")
        while position < len(lower) and lower[position][0][:9] < padded:
            position += 1
        starts[row[0]] = position
        first.append(position)
    first.append(len(lower))

    firsts: dict[str, int] = {}
    for number, (s, _) in enumerate(pool):
        firsts.setdefault(s, number)
    blob = [s.encode("utf-16-le", "surrogatepass") for s in stems]
    offsets, total = array("I", [0]), 0
    for piece in blob:
        total += len(piece)
        offsets.append(total)
    ends, flat = array("I", [0]), array("I")
    for number in range(len(pool)):
        flat.extend(postings[number])
        ends.append(len(flat))

    sections: dict[str, bytes] = {
        "upper_keys": _bytes(array("Q", (upper_key(r[0]) for r in upper))),
        "upper_names": _bytes(array("I", (name_id[r[1]] for r in upper))),
        "upper_first": _bytes(first),
        "lower_codes": _bytes(array("H", (int(r[0][9:]) for r in lower))),
        "lower_names": _bytes(array("I", (name_id[r[1]] for r in lower))),
        "stem_offsets": _bytes(offsets),
        "stem_names": _bytes(array("I", [*(firsts[s] for s in stems), len(pool)])),
        "name_tails": _bytes(array("H", (tail_id[n[len(s) :]] for s, n in pool))),
        "name_rows": _bytes(ends),
        "rows": _bytes(flat),
        "stems": b"".join(blob),
        "tails": json.dumps(tails, ensure_ascii=False).encode(),
    }
    head = len(MAGIC) + 16 * len(SECTIONS)
    table, body = b"", b""
    for name, _ in SECTIONS:
        data = sections[name]
        body += b"\0" * (-(head + len(body)) % 8)
        table += struct.pack("<QQ", head + len(body), len(data))
        body += data
    file.write_bytes(MAGIC + table + body)


def write_aliases(rows: list[tuple[str, str, str]], file: Path) -> None:
    """Write the forms that ``stem`` does not lead back to their row, with the codes they stand for."""
    upper = [r for r in rows if len(r[0]) < 12]
    found: dict[str, set[str]] = defaultdict(set)
    by_code = {r[0]: r[1] for r in upper}
    for code, name, _ in upper:
        level = LEVELS[len(code)]
        forms = {*naming.forms(name, level), *naming.bare(name, level)}
        for form in (f for f in forms if naming.stem(f) != naming.stem(name)):
            found[form].add(code)
        above = [by_code[code[:n]] for n in (2, 4, 6) if n < len(code)]
        for form in zone_forms(name, above):
            if naming.stem(form) != naming.stem(name) or form not in forms:
                found[form].add(code)
    lines = [f"{json.dumps(f, ensure_ascii=False)}: {json.dumps(sorted(found[f]))}" for f in sorted(found)]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def _bytes(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def main(arguments: list[str]) -> int:
    """Run the script: SOURCE and, if given, the folder to write to."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    from kg import resources

    folder = Path(arguments[1]) if len(arguments) == 2 else resources.path("data/gazetteer")
    rows = read_source(Path(arguments[0]))
    write_parquet(rows, folder / "divisions.parquet")
    write_index(rows, folder / "divisions.idx")
    write_aliases(rows, folder / "aliases.json")
    print(f"{len(rows):,} divisions in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
