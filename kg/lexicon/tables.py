"""The lexicon: plain, commented, sorted tables of what the rules know, as validated values.

A table is a UTF-8 file of tab-separated columns under ``data/lexicon``; lines that start with ``#`` are
comments, the first other line names the columns, the first column is the key. A user's folder may hold files
of the same names: their rows extend the tables and win over rows of the same key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from kg import resources
from kg.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname with its reading as a surname (单 shan) and its share of people per 10,000."""

    surname: str
    pinyin: str
    share: float


@dataclass(frozen=True, slots=True)
class Title:
    """A post's bare title.

    ``rank`` orders titles inside one body (1 highest; 正职 before 副职); ``kinds`` are the kinds of body that
    have it, space separated in the file; ``implies`` is the core of the body that the bare title with a level
    word implies (区长 → 人民政府), ``level`` that level word, both "" for titles that imply nothing.
    """

    title: str
    rank: int
    kinds: tuple[str, ...]
    implies: str
    level: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of a kind of name, for one ontology type.

    ``weight``: "strong" (the head alone makes a name with any qualifier: 委员会, 医院), "weak" (needs a
    proper qualifier, quotes, an ordinal or a level word to be a name: 中心, 办公室, 活动, 小组) or
    "generic" (never a name by itself: 部门, 单位).
    """

    head: str
    type: str
    kind: str
    weight: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body's short core with the full one: 人社局 → 人力资源和社会保障局. ``successor`` is the core of the
    body that took over its duties, "" where it still stands."""

    short: str
    full: str
    kind: str
    successor: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A nationwide campaign, policy theme or working method under a name of its own.

    ``name`` is what is printed, ``full`` the canonical name, ``kind`` a kind of Initiative; the kind Theme
    marks general policy tasks.
    """

    name: str
    full: str
    kind: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A relation frame: a trigger word, the relation it states, and the types of its ends.

    ``order``: ``svo`` subject before, object after the trigger; ``sov`` object between subject and trigger
    (对…进行巡察); ``ovs`` object before, subject after (由…主办). ``subjects`` and ``objects`` are ontology
    types.
    """

    trigger: str
    relation: str
    order: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A plain listed word with a note of the class it belongs to (see the head of ``words.tsv``)."""

    word: str
    group: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """A misprint that OCR makes and what it stands for, safe to mend wherever it is seen (人户 → 入户)."""

    printed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Character:
    """What a character sounds like (pinyin with the tone's number) and looks like: what it is misread for."""

    character: str
    readings: tuple[str, ...]
    looks: str


Row = Surname | Title | Head | Body | Campaign | Frame | Word | Confusion | Character
R = TypeVar("R", Surname, Title, Head, Body, Campaign, Frame, Word, Confusion, Character)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Keys of the mappings are the tables' first columns."""

    surnames: Mapping[str, Surname] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)
    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    confusions: Mapping[str, Confusion] = field(default_factory=dict)
    characters: Mapping[str, Character] = field(default_factory=dict)

    def group(self, name: str) -> frozenset[str]:
        """Return the words of one group of ``words.tsv``.

        Raises:
            LexiconError: no table has a word of that group.
        """
        if name not in self.words:
            raise LexiconError(f"words.tsv has no word of the group {name!r}, which the rules use")
        return self.words[name]


def read_rows(file: Path, row: type[R]) -> Iterator[tuple[int, R]]:
    """Yield ``(line number, row)`` of a table.

    Raises:
        LexiconError: a missing or unknown column, a wrong number of cells, or a cell of the wrong form.
    """
    names = [f.name for f in fields(row)]
    header: list[str] | None = None
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            if cells != names:
                raise LexiconError(f"{file}:{number}: columns are {cells}, expected {names}")
            header = cells
            continue
        if len(cells) > len(names):
            raise LexiconError(f"{file}:{number}: {len(cells)} cells, expected {len(names)}: {line!r}")
        cells += [""] * (len(names) - len(cells))
        if not cells[0]:
            raise LexiconError(f"{file}:{number}: the first cell is empty: {line!r}")
        yield number, _row(row, cells, file, number)


def _row(row: type[R], cells: list[str], file: Path, number: int) -> R:
    values: list[object] = []
    for spec, cell in zip(fields(row), cells, strict=True):
        try:
            values.append(_CONVERT.get(str(spec.type), str)(cell))
        except ValueError as error:
            raise LexiconError(f"{file}:{number}: {spec.name} is {cell!r}: {error}") from error
    return cast(Callable[..., R], row)(*values)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split())


_CONVERT: Mapping[str, Callable[[str], object]] = {"int": int, "float": float, "tuple[str, ...]": _words}


def load(extra: Sequence[Path] = ()) -> Lexicon:
    """Read the packed tables and then those of the folders in ``extra``, later rows winning.

    Raises:
        LexiconError: a table breaks its form.
    """
    return _load(tuple(Path(p) for p in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Lexicon:
    folders = [resources.path("data/lexicon"), *extra]

    def rows(name: str, row: type[R]) -> list[R]:
        found: list[R] = []
        for folder in folders:
            file = folder / f"{name}.tsv"
            if file.exists():
                found.extend(r for _, r in read_rows(file, row))
        return found

    heads: dict[str, dict[str, Head]] = {}
    for head in rows("heads", Head):
        heads.setdefault(head.head, {})[head.type] = head
    groups: dict[str, set[str]] = {}
    for word in rows("words", Word):
        groups.setdefault(word.group, set()).add(word.word)
    frames = {(f.trigger, f.relation, f.order): f for f in rows("frames", Frame)}
    return Lexicon(
        surnames={r.surname: r for r in rows("surnames", Surname)},
        titles={r.title: r for r in rows("titles", Title)},
        heads={k: tuple(v.values()) for k, v in heads.items()},
        bodies={r.short: r for r in rows("bodies", Body)},
        campaigns={r.name: r for r in rows("campaigns", Campaign)},
        frames=tuple(frames.values()),
        words={k: frozenset(v) for k, v in groups.items()},
        confusions={r.printed: r for r in rows("confusions", Confusion)},
        characters={r.character: r for r in rows("characters", Character)},
    )
