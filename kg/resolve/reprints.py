"""Reprints: one article printed in several papers or twice in one (通稿) is one voice, not several.

Articles are compared by a bottom-k sketch of their eight-character shingles; only articles that share one
of the
least shingles are looked at, so that the work is in proportion to the number of articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

from kg.model import Document, Role

_LENGTH = 8
_SKETCH = 64
_BANDS = 12
_SHORTEST = 60
ALIKE = 0.7
"""Share of common shingles from which on two articles are prints of one."""
_KEPT = re.compile(r"[\u3400-\u9fff0-9]+")
_BODY = (Role.PARAGRAPH, Role.HEADING)


def sketch(document: Document) -> tuple[int, ...]:
    """Return the least shingle hashes of an article's running text, () for one too short to be told by it."""
    text = "".join("".join(_KEPT.findall(b.text.text)) for b in document.blocks if b.role in _BODY)
    if len(text) < _SHORTEST:
        return ()
    found = {crc32(text[i : i + _LENGTH].encode()) for i in range(len(text) - _LENGTH + 1)}
    return tuple(sorted(found)[:_SKETCH])


def likeness(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """Return the estimated share of common shingles (Jaccard) of two articles from their sketches."""
    size = min(len(left), len(right))
    if not size:
        return 0.0
    least = sorted(set(left) | set(right))[:size]
    both = set(left) & set(right)
    return sum(1 for h in least if h in both) / len(least)


def reprints(documents: Iterable[Document]) -> dict[str, str]:
    """Return the id of every article that was printed more than once with the id that stands for all its
    prints.

    That is the earliest by date, then by id. Articles printed once are not in the result.
    """
    items = sorted(documents, key=lambda d: d.article.id)
    sketches = {d.article.id: sketch(d) for d in items}
    buckets: dict[int, list[str]] = defaultdict(list)
    for identity, hashes in sketches.items():
        for value in hashes[:_BANDS]:
            buckets[value].append(identity)
    parent = {i: i for i in sketches}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for value in sorted(buckets):
        members = buckets[value]
        for i, left in enumerate(members):
            for right in members[i + 1 : i + 50]:
                a, b = root(left), root(right)
                if a != b and likeness(sketches[left], sketches[right]) >= ALIKE:
                    parent[max(a, b)] = min(a, b)
    groups: dict[str, list[str]] = defaultdict(list)
    for identity in sketches:
        groups[root(identity)].append(identity)
    date = {d.article.id: d.article.date or "9999" for d in items}
    found: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            first = min(group, key=lambda i: (date[i], i))
            found.update(dict.fromkeys(group, first))
    return found
