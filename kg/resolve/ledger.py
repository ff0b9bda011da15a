"""The decision ledger: a person's judgements of identity in a plain text file that every build obeys.

``decisions.csv`` has the columns ``decision,left,right,value,who,when,why``; lines that start with ``#`` are
comments. ``left`` and ``right`` are ids of entities or of mentions.

- ``same``: left and right are one. Transitive.
- ``not-same``: they are two, whatever else speaks for one. Between two mentions that resolution took for one
  thing, it parts them.
- ``rename``: ``value`` is the name of left. ``retype``: ``value`` is its type, ``Type`` or ``Type/Kind``.
- ``code``: ``value`` is its division code, empty for none. ``drop``: left is no entity at all.

Nothing is stored but these lines: a line taken out leaves the build as it was before the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import LedgerError

COLUMNS = ("decision", "left", "right", "value", "who", "when", "why")


class Verdict(StrEnum):
    """What a line decides."""

    SAME = "same"
    NOT_SAME = "not-same"
    RENAME = "rename"
    RETYPE = "retype"
    CODE = "code"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the ledger; ``line`` is its number in ``file`` for messages."""

    decision: str
    left: str
    right: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    line: int = 0
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else ""
        return place + ",".join(
            (self.decision, self.left, self.right, self.value, self.who, self.when, self.why)
        )


def read_ledger(path: Path) -> tuple[Decision, ...]:
    """Read a ledger; a file that is not there is an empty one.

    Raises:
        LedgerError: the file cannot be read, or a line is not a decision.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: the ledger cannot be read: {error}") from error
    return tuple(parse_ledger(text, path.name))


def parse_ledger(text: str, file: str = "decisions.csv") -> list[Decision]:
    """Parse the text of a ledger.

    Raises:
        LedgerError: a line is not a decision; the message names it.
    """
    header = False
    found: list[Decision] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            cells = [c.strip() for c in next(csv.reader([line], strict=True))]
        except csv.Error as error:
            raise LedgerError(
                f"{file}:{number}: not a line of comma-separated values: {error}: {line!r}"
            ) from error
        if not header:
            header = True
            if tuple(cells) == COLUMNS:
                continue
            if cells[0] == "decision":
                raise LedgerError(f"{file}:{number}: columns are {cells}, expected {list(COLUMNS)}")
        if len(cells) > len(COLUMNS):
            raise LedgerError(
                f"{file}:{number}: {len(cells)} cells, expected {len(COLUMNS)}; "
                f"put quotes around a cell with commas: {line!r}"
            )
        cells += [""] * (len(COLUMNS) - len(cells))
        found.append(_checked(Decision(**dict(zip(COLUMNS, cells, strict=True)), line=number, file=file)))
    return found


def _checked(decision: Decision) -> Decision:
    known = [v.value for v in Verdict]
    if decision.decision not in known:
        raise LedgerError(
            f"{decision}: unknown decision {decision.decision!r}, expected one of {', '.join(known)}"
        )
    if not decision.left:
        raise LedgerError(f"{decision}: left is empty; name an entity or a mention by its id")
    pair = decision.decision in (Verdict.SAME, Verdict.NOT_SAME)
    if pair and not decision.right:
        raise LedgerError(f"{decision}: {decision.decision} needs right, the id of the other entity")
    if pair and decision.left == decision.right:
        raise LedgerError(f"{decision}: left and right are the same id")
    if decision.decision in (Verdict.RENAME, Verdict.RETYPE) and not decision.value:
        raise LedgerError(f"{decision}: {decision.decision} needs a value")
    if decision.decision == Verdict.CODE and decision.value and not decision.value.isdigit():
        raise LedgerError(f"{decision}: {decision.value!r} is not a division code of 2, 4, 6, 9 or 12 digits")
    return decision


@dataclass(frozen=True, slots=True)
class Rulings:
    """A ledger applied to a build's ids.

    ``leader`` leads each merged id to the id that stays; ``apart`` are the pairs kept apart, by leader; the
    other mappings are by leader; ``unknown`` the lines whose ids this build does not have.
    """

    leader: Mapping[str, str]
    apart: frozenset[tuple[str, str]]
    names: Mapping[str, str]
    types: Mapping[str, tuple[str, str | None]]
    codes: Mapping[str, str]
    dropped: frozenset[str]
    unknown: tuple[Decision, ...]


def apply(decisions: Sequence[Decision], entity_of: Mapping[str, str]) -> Rulings:
    """Read decisions as rulings over entities. ``entity_of`` leads ids of entities and of mentions to
    entities.

    Raises:
        LedgerError: two lines contradict each other; the message has both.
    """
    known, unknown = _split(decisions, entity_of)
    edges: dict[str, list[tuple[str, Decision]]] = {}
    for decision in known:
        if decision.decision == Verdict.SAME:
            a, b = entity_of[decision.left], entity_of[decision.right]
            edges.setdefault(a, []).append((b, decision))
            edges.setdefault(b, []).append((a, decision))
    leader = _leaders(edges)
    apart: set[tuple[str, str]] = set()
    values: dict[str, dict[str, Decision]] = {v: {} for v in Verdict}
    for decision in known:
        a = entity_of[decision.left]
        if decision.decision == Verdict.NOT_SAME:
            b = entity_of[decision.right]
            if leader.get(a, a) == leader.get(b, b):
                if a != b:
                    path = "\n".join(str(d) for d in _path(edges, a, b))
                    raise LedgerError(
                        f"two decisions contradict each other; take one of them out:\n{decision}\n{path}"
                    )
                continue
            x, y = sorted((leader.get(a, a), leader.get(b, b)))
            apart.add((x, y))
        elif decision.decision != Verdict.SAME:
            before = values[decision.decision].setdefault(leader.get(a, a), decision)
            if before.value != decision.value:
                raise LedgerError(
                    f"two decisions contradict each other; take one of them out:\n{before}\n{decision}"
                )
    return Rulings(
        leader=leader,
        apart=frozenset(apart),
        names={k: d.value for k, d in values[Verdict.RENAME].items()},
        types={k: _type(d.value) for k, d in values[Verdict.RETYPE].items()},
        codes={k: d.value for k, d in values[Verdict.CODE].items()},
        dropped=frozenset(values[Verdict.DROP]),
        unknown=tuple(unknown),
    )


def _split(
    decisions: Iterable[Decision], entity_of: Mapping[str, str]
) -> tuple[list[Decision], list[Decision]]:
    known: list[Decision] = []
    unknown: list[Decision] = []
    for decision in decisions:
        ids = [decision.left] + ([decision.right] if decision.right else [])
        (known if all(i in entity_of for i in ids) else unknown).append(decision)
    return known, unknown


def _leaders(edges: Mapping[str, list[tuple[str, Decision]]]) -> dict[str, str]:
    leader: dict[str, str] = {}
    for start in sorted(edges):
        if start in leader:
            continue
        todo = [start]
        while todo:
            node = todo.pop()
            if node not in leader:
                leader[node] = start
                todo.extend(b for b, _ in edges[node])
    return leader


def _path(edges: Mapping[str, list[tuple[str, Decision]]], start: str, end: str) -> list[Decision]:
    """Return the lines that make ``start`` and ``end`` one, the fewest."""
    came: dict[str, tuple[str, Decision] | None] = {start: None}
    todo = [start]
    for node in todo:
        for other, decision in edges.get(node, ()):
            if other not in came:
                came[other] = (node, decision)
                todo.append(other)
    path: list[Decision] = []
    step = came.get(end)
    while step is not None:
        path.append(step[1])
        step = came[step[0]]
    return path[::-1]


def _type(value: str) -> tuple[str, str | None]:
    type_, _, kind = value.partition("/")
    return type_, kind or None
