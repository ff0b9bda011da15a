"""Sentences: where they end, and how long they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 400
"""The tagger's memory grows with the sentence: longer ones are cut at a comma."""

_END = re.compile(r"[。！？]+[”’）》」』]*(?:[。！？]+[”’）]*)*|…{2,}[”’）]+")
_CUTS = ("；", "，", "、", "：", " ")


def spans(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a block's analysed text; white space at the edges belongs to none.

    A sentence ends after 。！？ and the quotes and brackets that these close; ；divides none. Marks inside
    《》 end nothing. What is longer than ``longest`` is cut after the last ；，、 that fits.
    """
    start = 0
    for match in _END.finditer(text):
        if _inside_title(text, start, match.start()):
            continue
        yield from _short(text, start, match.end(), longest)
        start = match.end()
    yield from _short(text, start, len(text), longest)


def _inside_title(text: str, start: int, at: int) -> bool:
    opened = text.rfind("《", max(start, at - 60), at)
    return opened >= 0 and text.find("》", opened, at) < 0 and text.find("》", at, at + 60) >= 0


def _short(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        cut = -1
        for mark in _CUTS:
            cut = text.rfind(mark, start + longest // 3, start + longest)
            if cut >= 0:
                break
        cut = start + longest if cut < 0 else cut + 1
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if start < end:
        yield start, end
