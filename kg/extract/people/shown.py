"""What an article shows of its people's names: printed apart (李  明), or alone before a word of saying."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.nodes import Scan
from kg.extract.people.fullname import COMMON, SAID_AT_ONCE, cover, is_name
from kg.extract.vocabulary import Vocabulary
from kg.model import Mapped, Role

_SPOKE = re.compile(rf"(?:^|[，。；：！？”])([\u4e00-\u9fff]{{2,4}}?){SAID_AT_ONCE}")


def shown(scans: Iterable[Scan], vocab: Vocabulary) -> frozenset[str]:
    """Return the names that stand alone before a word of saying: 孙立说，…; 林小满介绍，…"""
    return frozenset(
        match[1]
        for scan in scans
        if "说" in scan.text or "介绍" in scan.text or "表示" in scan.text or "告诉" in scan.text
        for match in _SPOKE.finditer(scan.text)
        if is_name(match[1], vocab, COMMON)
    )


def whole(scans: Iterable[Scan], vocab: Vocabulary) -> frozenset[str]:
    """Return the names of three characters that the tagger gives (it may cut 罗小|民来 elsewhere)."""
    return frozenset(
        node.word
        for scan in scans
        for node in scan.nodes
        if node.tag == "PER" and len(node.word) == 3 and is_name(node.word, vocab)
    )


def stems(scans: Iterable[Scan]) -> frozenset[str]:
    """Return what places begin with (王家坝 of 王家坝镇): people are seldom so called."""
    return frozenset(
        stem for scan in scans for node in scan.nodes if node.tag == "LOC" for stem in _stems(node.word)
    )


@lru_cache(maxsize=4096)
def _stems(word: str) -> tuple[str, ...]:
    """Return what a word begins with before each ending of places."""
    return tuple(
        word[: -len(tail)] for tail in _TAILS if word.endswith(tail) and 2 <= len(word) - len(tail) <= 3
    )


_TAILS = ("镇", "乡", "街道", "苏木", "村", "社区", "县", "区", "市", "旗")


def spaced(scan: Scan, context: Context, source: str) -> None:
    """Make people of names of two characters that are printed apart: 局长孙  立主持, 高  山 摄."""
    text = scan.sentence.text
    if scan.sentence.role is Role.BYLINE or isinstance(text.offsets, range):
        return  # a range: nothing was dropped between the characters
    for i in range(len(text) - 1):
        if _apart(text, i, source) and (
            (scan.text[i] in context.lexicon.surnames and scan.sentence.role is Role.PARAGRAPH)
            or scan.text[i + 2 : i + 3] in ("摄", " ")
        ):
            cover(scan, i, i + 2, "person:spaced")


def _apart(text: Mapped, i: int, source: str) -> bool:
    """Are the characters ``i`` and ``i + 1`` Han and printed apart from one another but not from others?"""
    gap = source[text.offsets[i] + 1 : text.offsets[i + 1]]
    return (
        (len(gap) >= 2 or gap in ("\u3000", "\u2002", "\u2003"))
        and gap.isspace()
        and "\n" not in gap
        and "\u4e00" <= text.text[i] <= "\u9fff"
        and "\u4e00" <= text.text[i + 1] <= "\u9fff"
        and (i == 0 or text.offsets[i] - text.offsets[i - 1] == 1 or text.text[i - 1] in "，。、；）")
        and (
            i + 2 >= len(text)
            or text.offsets[i + 2] - text.offsets[i + 1] == 1
            or text.text[i + 2] in "摄文图（ "
        )
    )
