"""Reprints: one article in several papers (通稿), to be counted once.

Two articles are one when most of the shorter one's eight-character sequences stand in the longer one: a
changed by-line, a lost column or a few misprints leave it so, the same campaign told of another county does
not. Candidates share one of their smallest hashes, so that no article is compared with all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from kg.model import Article

_KEPT = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff]+")
_LENGTH = 8
_LEAST = 60
"""Shorter articles are too short to tell a reprint from a formula; they must be the same to the letter."""
_SKETCH = 24
_SHARE = 0.7
"""Two per cent of misread characters leave about so much of the sequences whole."""
_CROWD = 200
"""A hash that more articles than this share is a formula, and makes no candidates."""

Hashes = NDArray[np.uint64]


def reprints(articles: Iterable[Article], sources: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two or more articles that are reprints of one another, ids and groups sorted."""
    texts = {a.id: _text(a, sources) for a in articles}
    hashes = {id_: _hashes(text) for id_, text in sorted(texts.items()) if text}
    root = {id_: id_ for id_ in hashes}

    def find(id_: str) -> str:
        while root[id_] != id_:
            root[id_] = id_ = root[root[id_]]
        return id_

    for left, right in _candidates(hashes, texts):
        a, b = find(left), find(right)
        if a != b and _same(hashes[left], hashes[right], texts[left], texts[right]):
            root[max(a, b)] = min(a, b)
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in hashes:
        groups[find(id_)].append(id_)
    return tuple(sorted(tuple(sorted(g)) for g in groups.values() if len(g) > 1))


def _text(article: Article, sources: Mapping[str, str]) -> str:
    return _KEPT.sub("", sources.get(article.source, "")[article.start : article.end])


def _hashes(text: str) -> Hashes:
    """Return the sorted, distinct hashes of the sequences of eight characters of ``text``."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    width = max(1, len(codes) - _LENGTH + 1)
    mixed = np.zeros(width, dtype=np.uint64)
    for i in range(min(_LENGTH, len(codes))):
        mixed = mixed * np.uint64(0x100000001B3) + codes[i : i + width]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)


def _candidates(hashes: Mapping[str, Hashes], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for id_, found in hashes.items():
        for value in found[:_SKETCH].tolist() if len(texts[id_]) >= _LEAST else [_of_all(found)]:
            holders[value].append(id_)
    pairs = {
        (a, b)
        for ids in holders.values()
        if 1 < len(ids) <= _CROWD
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
    }
    return sorted(pairs)


def _of_all(found: Hashes) -> int:
    """Return one hash of all ``found``, for texts that must be the same altogether."""
    return int(np.bitwise_xor.reduce(found)) ^ len(found)


def _same(left: Hashes, right: Hashes, left_text: str, right_text: str) -> bool:
    if min(len(left_text), len(right_text)) < _LEAST:
        return left_text == right_text
    shorter, longer = sorted((len(left), len(right)))
    if shorter < 0.5 * longer:
        return False
    return len(np.intersect1d(left, right, assume_unique=True)) >= _SHARE * shorter
