"""Pinyin and initials of names, for searching Chinese names from a Latin keyboard."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_KEPT = re.compile(r"[^0-9a-z]+")


def spelled(name: str, surnames: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the pinyin of ``name`` without tones and spaces, and the initials of its characters.

    Args:
        surnames: readings of surnames, for a person's name: 单 is shan before a given name and dan elsewhere.

    >>> spelled("宋力")
    ('songli', 'sl')
    >>> spelled("单雄信", {"单": "shan"})
    ('shanxiongxin', 'sxx')
    """
    from pypinyin import lazy_pinyin

    head: list[str] = []
    rest = name
    for length in (2, 1):
        reading = (surnames or {}).get(name[:length])
        if reading and len(name) > length:
            head, rest = _syllables(reading, length), name[length:]
            break
    found = [_KEPT.sub("", s.replace("ü", "v").lower()) for s in (*head, *lazy_pinyin(rest, v_to_u=False))]
    return "".join(found), "".join(s if not _HAN.search(name) else s[:1] for s in found)


def _syllables(reading: str, length: int) -> list[str]:
    parts = reading.split()
    return parts if len(parts) == length else [reading.replace(" ", "")]
