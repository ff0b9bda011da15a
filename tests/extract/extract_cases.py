"""Cases in ``cases/*.txt``: sentences of local news, each with what a careful reader finds in it.

A case is a block of lines between empty lines::

    # what the construction is          (stands for all blocks up to the next one)
    520327                              place: a code, with +zone where it is about a zone; - for none
    凤冈县委书记罗一帆到永安镇调研。      the text; a line that starts with 「…」 gives the headline
    + 凤冈县委/Agency 罗一帆/Person      names that must be found, nested ones too
    = 凤冈县委/Agency 罗一帆/Person      the outermost names, all of them
    + 罗一帆|书记|凤冈县委               posts
    > 罗一帆 visits 永安镇               a claim; planned, negated or former things say so behind it
    - 县委/Place                        names and posts that must not be found
    ! 永安镇 visits 凤冈县委             a claim that must not be found
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from known_gaps import KNOWN_GAPS

FOLDER = Path(__file__).parent / "cases"


@dataclass
class Case:
    """One text with what must and must not be found in it."""

    file: str
    construction: str
    place: str
    text: str = ""
    title: str = ""
    wanted: set[str] = field(default_factory=set)
    unwanted: set[str] = field(default_factory=set)
    outermost: set[str] | None = None

    @property
    def key(self) -> str:
        return self.text.split("\n", 1)[0]


def cases(file: str) -> list[Case]:
    """Return the cases of ``cases/{file}.txt``.

    Raises:
        ValueError: a block is not in the form that the head of this module describes.
    """
    found: list[Case] = []
    construction = ""
    for block in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip()]
        while lines and lines[0].startswith("#"):
            construction = lines.pop(0).lstrip("# ")
        if not lines:
            continue
        case = Case(file, construction, "" if lines[0] == "-" else lines[0])
        if case.place and not case.place[:2].isdigit():
            raise ValueError(f"{file}: no place above {lines[0]!r}")
        body: list[str] = []
        for line in lines[1:]:
            sign, _, rest = line.partition(" ")
            if sign == "+":
                case.wanted |= set(rest.split())
            elif sign == "=":
                case.outermost = (case.outermost or set()) | set(rest.split())
            elif sign == "-":
                case.unwanted |= set(rest.split())
            elif sign == ">":
                case.wanted.add(rest.strip())
            elif sign == "!":
                case.unwanted.add(rest.strip())
            elif line.startswith("「"):
                case.title = line.strip("「」")
            else:
                body.append(line)
        case.text = "\n".join(body)
        if not case.text or not (case.wanted or case.unwanted or case.outermost is not None):
            raise ValueError(f"{file}: a text and what to expect are wanted: {block!r}")
        found.append(case)
    return found


def parameters(*files: str) -> list[object]:
    """Return the cases of files as pytest's parameters, those of :data:`KNOWN_GAPS` marked."""
    made = []
    for file in files:
        for case in cases(file):
            gap = KNOWN_GAPS.get(case.key)
            marks = (pytest.mark.xfail(strict=False, reason=gap),) if gap else ()
            made.append(pytest.param(case, id=f"{case.construction}: {case.key[:24]}", marks=marks))
    return made
