"""Transliterated names: with a dot (阿卜杜拉·买买提), and those that the tagger cut to pieces (才让卓玛)."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.nodes import Scan
from kg.extract.people.fullname import cover, has_long_parts, is_transliterated
from kg.extract.vocabulary import Vocabulary
from kg.model import Role

_DOTS = "·•・"


def dotted(scan: Scan, vocab: Vocabulary) -> None:
    """Find names with a dot (阿卜杜拉·买买提): the word that ends at the dot, and the part behind it."""
    if "·" not in scan.text and "•" not in scan.text and "・" not in scan.text:
        return
    at = min((k for k in (scan.text.find(d) for d in _DOTS) if k > 0), default=-1)
    if scan.sentence.role is Role.BYLINE and not any(n.tag == "PER" for n in scan.nodes):
        return  # 某某日报 A03版 社会·治理
    while at > 0:
        start = _dotted_start(scan, at, vocab)
        end = _dotted_end(scan, at, vocab)
        if (
            start is not None
            and end is not None
            and end > at + 1
            and not _places(scan, start, at, end, vocab)
        ):
            cover(scan, start, end, "person:dotted")
        at = min((k for k in (scan.text.find(d, max(at, end or at) + 1) for d in _DOTS) if k > 0), default=-1)


def _places(scan: Scan, start: int, dot: int, end: int, vocab: Vocabulary) -> bool:
    """中国·陕西, 神州瑶都·瑶BA: do divisions or the name of an event stand beside the dot?"""
    text = scan.text
    parts = (text[start:dot], text[dot + 1 : end])
    letters = "A" <= text[end : end + 1] <= "z"
    return any(part == "中国" or part in vocab.areas for part in parts) or letters


def _dotted_start(scan: Scan, dot: int, vocab: Vocabulary) -> int | None:
    """Return where the part before the dot begins: behind titles, names and 的 (村民|热合曼·…)."""
    text = scan.text
    low = dot
    while low and dot - low < 12 and "\u4e00" <= text[low - 1] <= "\u9fff":
        low -= 1
    for node in scan.nodes:
        if node.start < dot and (node.type or node.tag in ("LOC", "ORG", "u", "m")) and node.end <= dot - 2:
            low = max(low, node.end)
    start = next((k for k in range(dot - 2, low, -1) if _opens(text, k, low, vocab)), low)
    if dot - start > 7:
        spelled = "".join(part for part in vocab.groups.minority if len(part) >= 2)
        start = dot
        while start > low and text[start - 1] in spelled:
            start -= 1
    return start if 2 <= dot - start <= 7 else None


def _opens(text: str, k: int, low: int, vocab: Vocabulary) -> bool:
    """Does a title, what residents and members are called, or a preposition end at ``k``?"""
    groups = vocab.groups
    return text[k - 1] in "的由和与为对向请让被把给是有任" or any(
        text[j:k] in vocab.lexicon.titles
        or text[j:k] in groups.resident
        or text[j:k] in groups.member
        or text[j:k] in groups.journalist
        for j in range(max(low, k - 6), k - 1)
    )


_BEHIND = "说与等和在家来获主带的为称是道问答讲"


def _dotted_end(scan: Scan, dot: int, vocab: Vocabulary) -> int | None:
    """Return where the part behind the dot ends: with the parts of names, else with its word."""
    text = scan.text
    stop = dot + 1
    while stop < len(text) and stop - dot < 8 and "\u4e00" <= text[stop] <= "\u9fff":
        stop += 1
    for end in range(min(stop, dot + 7), dot + 2, -1):
        if is_transliterated(text[dot + 1 : end], vocab) or text[dot + 1 : end] in vocab.groups.minority:
            lone = (
                stop - end == 1 and text[stop : stop + 1] in tuple("，、。；（") and text[end] not in _BEHIND
            )
            return stop if lone else _joined_part(text, end, stop, vocab)  # 伟力·阿西|木，
    for node in scan.nodes:
        if node.end > dot + 2:
            end = min(node.end, stop)
            while end > dot + 2 and text[end - 1] in _BEHIND:
                end -= 1
            return _joined_part(text, end, stop, vocab) if end > dot + 1 else None
    return None


def _joined_part(text: str, end: int, stop: int, vocab: Vocabulary) -> int:
    """加那提·吾拉|孜别克: return the end of a part of names behind ``end``, past one character at most."""
    for gap in (0, 1):
        if gap and text[end] in _BEHIND:
            break
        for at in range(min(stop, end + gap + 4), end + gap + 1, -1):
            if text[end + gap : at] in vocab.groups.minority:
                return at
    return end


def transliterated(scan: Scan, context: Context) -> None:
    """Find Tibetan, Mongolian and Yi names that the tagger cut to pieces: 才让卓玛, 额尔敦巴图."""
    if not scan.openings:
        return
    parts, text, starts = context.groups.minority, scan.text, scan.openings
    i = 0
    while i < len(scan.nodes):
        node = scan.nodes[i]
        start = node.start + (_title_length(node.word, context) if len(node.word) > 2 else 0)
        if start in starts and not node.type and node.tag != "w":
            for last in range(min(i + 4, len(scan.nodes) - 1), i - 1, -1):
                pieces = scan.nodes[i : last + 1]
                word = scan.text[start : scan.nodes[last].end]
                place = last > i or len(word) > 5 or text[node.end : node.end + 1] in "村镇乡县苏"
                if len(word) < 4 or any(
                    n.type or n.tag in ("w", "ORG") or (n.tag == "LOC" and place) for n in pieces
                ):
                    continue
                if len(word) <= 8 and has_long_parts(word, parts) and is_transliterated(word, context.vocab):
                    cover(scan, start, scan.nodes[last].end, "person:transliterated")
                    break
        i += 1


def _title_length(word: str, context: Context) -> int:
    """队员次仁|旺堆: return the length of a title that the tagger glued to a name, 0 where none is."""
    return next(
        (
            n
            for n in (4, 3, 2)
            if len(word) > n
            and (word[:n] in context.lexicon.titles or word[:n] in context.groups.resident)
            and word[n : n + 2] in context.vocab.openings
        ),
        0,
    )
