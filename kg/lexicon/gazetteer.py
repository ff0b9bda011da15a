"""The gazetteer: every national division down to 社区 and village, and functional zones that have no code.

``divisions.idx`` is mapped into memory and searched by bisection, so that opening it costs next to nothing
and only the pages that are looked at are read. It is made by :mod:`kg.lexicon.pack` from the same source as
``divisions.parquet``, which holds the plain table; ``aliases.json`` holds the short forms of zones.
"""

from __future__ import annotations

import csv
import json
import mmap
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import LexiconError
from kg.lexicon import names as naming

MAGIC = b"XZGAZ\x00\x00\x02"
LEVELS: Mapping[int, int] = {2: 1, 4: 2, 6: 3, 9: 4, 12: 5}
"""Length of a code to its level: 1 province, 2 prefecture, 3 county, 4 township, 5 community or village."""
_LENGTHS = (0, 2, 4, 6, 9, 12)
SECTIONS: tuple[tuple[str, str], ...] = (
    ("upper_keys", "Q"),  # divisions above communities, in the order of their codes: see ``upper_key``
    ("upper_names", "I"),  # the number of each one's name
    ("upper_first", "I"),  # where the communities below it start; one more than there are
    ("lower_codes", "H"),  # communities: the last three digits
    ("lower_names", "I"),  # the number of each one's name
    ("stem_offsets", "I"),  # bytes in ``stems``
    ("stem_names", "I"),  # number of the first name with this stem
    ("name_tails", "H"),  # what follows the stem: a number in ``tails``
    ("name_rows", "I"),  # where the name's rows start in ``rows``
    ("rows", "I"),  # row numbers: the upper divisions first, then the communities
    ("stems", ""),  # UTF-16-LE, sorted by code point
    ("tails", ""),  # JSON list
)
_RENAMINGS = ("renamed", "upgraded", "short")
_UNNAMED = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def upper_key(code: str) -> int:
    """Return a number that sorts codes of two to nine digits so that a division stands before its parts."""
    return int(code.ljust(9, "0")) * 10 + LEVELS[len(code)]


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the table: ``level`` 1 province, 2 prefecture, 3 county, 4 township, 5 community."""

    code: str
    name: str
    parent: str
    level: int

    @property
    def common(self) -> str:
        """The name in common use: 育才西社区 for 育才西社区居委会."""
        return naming.common(self.name, self.level)


@dataclass(frozen=True, slots=True)
class Zone:
    """A functional zone without a code of its own; ``above`` is the code of the area it belongs to."""

    name: str
    forms: tuple[str, ...]
    above: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A former or other name of a division: ``kind`` is renamed, upgraded or short."""

    name: str
    code: str
    kind: str
    year: str = ""
    note: str = ""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Lookups by code and by name. Open it with :meth:`open`; it can be pickled and shared by threads."""

    folder: Path
    zones: tuple[Zone, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    _memo: dict[tuple[str, str, int | None], tuple[Division, ...]] = field(default_factory=dict, repr=False)
    _codes: dict[str, Division | None] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, folder: Path | None = None, *, extra_zones: Sequence[Path] = ()) -> Gazetteer:
        """Open the packed gazetteer, or the one in ``folder``, with further tables of zones.

        Raises:
            LexiconError: a file is missing or breaks its form.
        """
        where = folder or resources.path("data/gazetteer")
        zones: dict[tuple[str, str], Zone] = {}
        for file in (where / "zones.csv", *extra_zones):
            for zone in _zones(Path(file)):
                zones[zone.above, zone.name] = zone
        gazetteer = cls(where, tuple(zones.values()), tuple(_renamings(where / "renames.csv")))
        _index(str(where / "divisions.idx"))
        return gazetteer

    def __getstate__(self) -> tuple[Path, tuple[Zone, ...], tuple[Renaming, ...]]:
        return self.folder, self.zones, self.renamings

    def __setstate__(self, state: tuple[Path, tuple[Zone, ...], tuple[Renaming, ...]]) -> None:
        for name, value in zip(("folder", "zones", "renamings"), state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_memo", {})
        object.__setattr__(self, "_codes", {})

    @cached_property
    def _rows(self) -> _Index:
        return _index(str(self.folder / "divisions.idx"))

    def __len__(self) -> int:
        return len(self._rows.upper_keys) + len(self._rows.lower_codes)

    def get(self, code: str) -> Division | None:
        """Return the division with this code (2, 4, 6, 9 or 12 digits), or None."""
        if code not in self._codes:
            row = self._rows.row_of(code)
            if len(self._codes) > 20_000:
                self._codes.clear()
            self._codes[code] = None if row is None else self._rows.division(row)
        return self._codes[code]

    def named(self, name: str, within: str = "", level: int | None = None) -> tuple[Division, ...]:
        """Return the divisions called ``name``, those of higher level first, then by code.

        The names count as the table has them and in short (大通县, 黄南州, 育才西社区, 张村, 搬口街道办,
        高新区), former names lead to the division of today (襄樊市). The proper part alone (文峰, 北京) is
        understood for provinces to counties, and for lower levels where ``level`` asks for one, but only when
        no division bears it with the word of its kind. ``within`` is the code of the area above (or of the
        division itself), "" for the whole country.
        """
        key = (name, within, level)
        found = self._memo.get(key)
        if found is None:
            found = tuple(self._named(name, within, level))
            if len(self._memo) > 20_000:
                self._memo.clear()
            self._memo[key] = found
        return found

    def _named(self, name: str, within: str, level: int | None) -> list[Division]:
        if len(name) < 2:
            return []
        strict: dict[str, Division] = {}
        loose: dict[str, Division] = {}
        for division, is_strict in self._rows.find(name, within, level):
            (strict if is_strict else loose)[division.code] = division
        for code in (*_aliases(f"{self.folder}/aliases.json").get(name, ()), *self._former.get(name, ())):
            if code.startswith(within) and level in (None, LEVELS[len(code)]) and (other := self.get(code)):
                strict[code] = other
        chosen = strict or {c: d for c, d in loose.items() if level is not None or d.level <= 3}
        return sorted(chosen.values(), key=lambda d: (d.level, d.code))

    def children(self, code: str) -> tuple[Division, ...]:
        """Return the divisions directly below ``code`` ("" for the provinces), sorted by code."""
        return tuple(self._rows.children(code))

    def chain(self, code: str) -> tuple[Division, ...]:
        """Return the division with all above it, from the province down; () for an unknown code."""
        found = [self.get(code[:n]) for n in _LENGTHS[1:] if n <= len(code)]
        last = found[-1] if found else None
        if last is None or last.code != code:
            return ()
        return tuple(d for d in found if d is not None)

    def full_name(self, code: str) -> str:
        """Return the name from the province down in common words: 河南省安阳市文峰区紫薇大道街道晨曦社区."""
        text = ""
        above: list[str] = []
        for division in self.chain(code):
            if division.name in _UNNAMED:
                continue
            name = division.common
            for area in (*above, *(a[:-1] for a in above if len(a) > 2)):  # 安阳市 + 安阳高新技术产业开发区
                if name.startswith(area) and len(name) - len(area) > 3:
                    name = name[len(area) :]
            text += name
            above.append(division.name)
        return text

    def zone(self, name: str, within: str = "") -> Zone | None:
        """Return the zone without a code that is called ``name`` in the area ``within`` or just above it.

        None also where several zones of the area share the name.
        """
        found = [
            z
            for z in self._zones_by_form.get(name, ())
            if z.above.startswith(within) or (len(z.above) >= 4 and within.startswith(z.above))
        ]
        return found[0] if len(found) == 1 else None

    def former(self, code: str) -> tuple[str, ...]:
        """Return the names that a division bore before it became a city or district (子长县 for 子长市)."""
        return self._upgraded.get(code, ())

    def names(self, max_level: int = 3, *, bare: bool = False) -> frozenset[str]:
        """Return the names and short forms that say their kind (大通县) of divisions down to ``max_level``.

        With ``bare`` also the proper parts alone (大通), two characters or more. Made once for the same
        arguments: some milliseconds down to counties, a fifth of a second down to townships (4).
        """
        return _names(str(self.folder), max_level, bare)

    @cached_property
    def _zones_by_form(self) -> dict[str, list[Zone]]:
        found: dict[str, list[Zone]] = {}
        for zone in self.zones:
            for form in dict.fromkeys((zone.name, *zone.forms)):
                found.setdefault(form, []).append(zone)
        return found

    @cached_property
    def _upgraded(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for renaming in self.renamings:
            if renaming.kind == "upgraded":
                found[renaming.code] = (*found.get(renaming.code, ()), renaming.name)
        return found

    @cached_property
    def _former(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for renaming in self.renamings:
            found.setdefault(renaming.name, []).append(renaming.code)
        return found


@lru_cache(maxsize=8)
def _names(folder: str, max_level: int, bare: bool) -> frozenset[str]:
    index = _index(f"{folder}/divisions.idx")
    found: set[str] = set()
    for division in index.upper(max_level):
        if division.name not in _UNNAMED:
            found.update(naming.forms(division.name, division.level))
            if bare:
                found.update(naming.bare(division.name, division.level))
    for renaming in _renamings(Path(folder) / "renames.csv"):
        if LEVELS[len(renaming.code)] <= max_level:
            found.add(renaming.name)
    for form, codes in _aliases(f"{folder}/aliases.json").items():
        if len(form) >= 4 and len(codes) == 1 and LEVELS[len(codes[0])] <= max_level:
            found.add(form)
    return frozenset(found)


class _Index:
    """The mapped file: sections as typed views."""

    upper_keys: Sequence[int]
    upper_names: Sequence[int]
    upper_first: Sequence[int]
    lower_codes: Sequence[int]
    lower_names: Sequence[int]
    stem_offsets: Sequence[int]
    stem_names: Sequence[int]
    name_tails: Sequence[int]
    name_rows: Sequence[int]
    rows: Sequence[int]
    stems: memoryview
    tails: list[str]

    def __init__(self, file: str) -> None:
        try:
            with Path(file).open("rb") as stream:
                data = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise LexiconError(f"{file}: the gazetteer's index cannot be read: {error}") from error
        if bytes(data[: len(MAGIC)]) != MAGIC:
            raise LexiconError(f"{file}: not an index of this version; run python -m kg.lexicon.pack")
        for number, (name, kind) in enumerate(SECTIONS):
            start, length = struct.unpack_from("<QQ", data, len(MAGIC) + 16 * number)
            part = data[start : start + length]
            if len(part) != length:
                raise LexiconError(f"{file}: the index is cut short at {name}; reinstall the package xianzhi")
            setattr(self, name, _view(part, kind, name))

    def row_of(self, code: str) -> int | None:
        """Return the row of a code: the upper divisions are numbered first."""
        if len(code) not in LEVELS or not (code.isascii() and code.isdigit()):
            return None
        if len(code) < 12:
            key = upper_key(code)
            row = _bisect(self.upper_keys, key)
            return row if row < len(self.upper_keys) and self.upper_keys[row] == key else None
        town = self.row_of(code[:9])
        if town is None:
            return None
        start, end = self.upper_first[town], self.upper_first[town + 1]
        last = int(code[9:])
        row = _bisect(self.lower_codes, last, start, end)
        return len(self.upper_keys) + row if row < end and self.lower_codes[row] == last else None

    def code_of(self, row: int) -> str:
        """Return the code of a row."""
        if row < len(self.upper_keys):
            padded, level = divmod(self.upper_keys[row], 10)
            return f"{padded:09d}"[: _LENGTHS[level]]
        row -= len(self.upper_keys)
        town = _bisect(self.upper_first, row + 1) - 1
        return f"{self.upper_keys[town] // 10:09d}{self.lower_codes[row]:03d}"

    def name(self, number: int) -> str:
        """Return the name with this number."""
        stem = _bisect(self.stem_names, number + 1) - 1
        return self.stem(stem) + self.tails[self.name_tails[number]]

    def stem(self, number: int) -> str:
        """Return the stem with this number."""
        return str(self.stems[self.stem_offsets[number] : self.stem_offsets[number + 1]], "utf-16-le")

    def division(self, row: int, name: str = "") -> Division:
        """Return a row as a value."""
        code = self.code_of(row)
        upper = len(self.upper_keys)
        if not name:
            name = self.name(self.upper_names[row] if row < upper else self.lower_names[row - upper])
        level = LEVELS[len(code)]
        return Division(code, name, code[: _LENGTHS[level - 1]], level)

    def upper(self, max_level: int) -> Iterator[Division]:
        """Yield the divisions down to a level above the communities."""
        for row, key in enumerate(self.upper_keys):
            if key % 10 <= max_level:
                yield self.division(row)

    def find(self, name: str, within: str, level: int | None) -> Iterator[tuple[Division, bool]]:
        """Yield the divisions called ``name`` with whether the form says their kind."""
        wanted = naming.stem(name)
        low, high = 0, len(self.stem_offsets) - 1
        while low < high:
            middle = (low + high) // 2
            if self.stem(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low >= len(self.stem_offsets) - 1 or self.stem(low) != wanted:
            return
        ranges = self._ranges(within)
        for number in range(self.stem_names[low], self.stem_names[low + 1]):
            full = wanted + self.tails[self.name_tails[number]]
            start, end = self.name_rows[number], self.name_rows[number + 1]
            for first, last in ranges:
                here = _bisect(self.rows, first, start, end), _bisect(self.rows, last, start, end)
                for row in self.rows[slice(*here)]:
                    own = _level_of(self, row)
                    strict = _matches(full, own, name) if level in (None, own) else None
                    if strict is not None:
                        yield self.division(row, full), strict

    def _ranges(self, within: str) -> tuple[tuple[int, int], ...]:
        upper = len(self.upper_keys)
        if not within:
            return ((0, upper + len(self.lower_codes)),)
        if len(within) == 12:
            row = self.row_of(within)
            return () if row is None else ((row, row + 1),)
        if len(within) not in LEVELS or not within.isdigit():
            return ()
        first = _bisect(self.upper_keys, upper_key(within))
        following = int(str(int(within) + 1).zfill(len(within)).ljust(9, "0")) * 10
        last = _bisect(self.upper_keys, following)
        return ((first, last), (upper + self.upper_first[first], upper + self.upper_first[last]))

    def children(self, code: str) -> Iterator[Division]:
        """Yield what is directly below."""
        if code and self.row_of(code) is None:
            return
        level = LEVELS.get(len(code), 0)
        (first, last), *lower = self._ranges(code)
        if level == 4:
            for row in range(*lower[0]):
                yield self.division(row)
            return
        for row in range(first, min(last, len(self.upper_keys))):
            if self.upper_keys[row] % 10 == level + 1:
                yield self.division(row)


def _level_of(index: _Index, row: int) -> int:
    return index.upper_keys[row] % 10 if row < len(index.upper_keys) else 5


@lru_cache(maxsize=50_000)
def _matches(full: str, level: int, name: str) -> bool | None:
    if name == full or name in naming.forms(full, level):
        return True
    return False if name in naming.bare(full, level) else None


def _view(part: memoryview, kind: str, name: str) -> Any:
    if name == "tails":
        return json.loads(bytes(part))
    if not kind:
        return part
    if sys.byteorder == "big":
        swapped = array(kind, bytes(part))
        swapped.byteswap()
        return swapped
    return part.cast(kind)  # type: ignore[call-overload]


def _bisect(values: Sequence[int], wanted: int, low: int = 0, high: int | None = None) -> int:
    end = len(values) if high is None else high
    while low < end:
        middle = (low + end) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            end = middle
    return low


@lru_cache(maxsize=4)
def _aliases(file: str) -> Mapping[str, Sequence[str]]:
    try:
        found: Mapping[str, Sequence[str]] = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{file}: the gazetteer's short forms cannot be read: {error}") from error
    return found


@lru_cache(maxsize=4)
def _index(file: str) -> _Index:
    return _Index(file)


def _zones(file: Path) -> Iterator[Zone]:
    for number, row in _csv(file, ("name", "forms", "above", "note")):
        if len(row[2]) not in LEVELS or not row[2].isdigit():
            raise LexiconError(f"{file}:{number}: above is {row[2]!r}, expected a division code")
        yield Zone(row[0], tuple(row[1].split()), row[2], row[3])


def _renamings(file: Path) -> Iterator[Renaming]:
    for number, row in _csv(file, ("name", "code", "kind", "year", "note")):
        if len(row[1]) not in LEVELS or not row[1].isdigit():
            raise LexiconError(f"{file}:{number}: code is {row[1]!r}, expected a division code")
        if row[2] not in _RENAMINGS:
            raise LexiconError(f"{file}:{number}: kind is {row[2]!r}, not one of {', '.join(_RENAMINGS)}")
        yield Renaming(*row)


def _csv(file: Path, columns: tuple[str, ...]) -> Iterable[tuple[int, list[str]]]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise LexiconError(f"{file}: cannot be read: {error}") from error
    header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = [c.strip() for c in next(csv.reader([line]))]
        if not header:
            if row != list(columns):
                raise LexiconError(f"{file}:{number}: columns are {row}, expected {list(columns)}")
            header = True
            continue
        if len(row) > len(columns) or not row[0]:
            raise LexiconError(f"{file}:{number}: not a row of {', '.join(columns)}: {line!r}")
        yield number, row + [""] * (len(columns) - len(row))
