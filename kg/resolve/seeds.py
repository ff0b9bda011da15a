"""What a key stands for, and an article read: its mentions with their keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Extraction, Mention
from kg.resolve.areas import Setting

NATION = "nation"
"""The key of the country, which owns what is nobody's of a place."""

OFFICE_NAME = re.compile(r"^(.{2,}?)(?:街道)?办事处$")
"""An office of a street by its name (搬口|办事处)."""
PARTS = frozenset(
    {
        "分局",
        "支局",
        "分院",
        "分公司",
        "支行",
        "分行",
        "分校",
        "派出所",
        "大队",
        "支队",
        "中队",
        "司法所",
        "法庭",
        "卫生院",
    }
)
"""Cores of bodies that are parts of another one."""


@dataclass(slots=True)
class Seed:
    """What a key stands for. ``owner`` is the key of the area or body that qualifies it, ``core`` the
    rest."""

    type: str
    owner: str = ""
    core: str = ""
    kind: str | None = None


@dataclass(slots=True)
class Doubt:
    """A mention that two divisions fit: it stays without a code."""

    mention: Mention
    codes: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """An article's mentions with their keys; ``seeds`` tells what the keys are made of.

    ``targets`` holds for each claim the key of the body that it implies, None where it names its object.
    """

    extraction: Extraction
    setting: Setting
    keys: dict[str, str] = field(default_factory=dict)
    seeds: dict[str, Seed] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    targets: list[str | None] = field(default_factory=list)
