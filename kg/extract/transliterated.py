"""Transliterated names: with a dot (阿卜杜拉·买买提), and those that the tagger cut to pieces (才让卓玛)."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.fullname import HAN, cover, has_long_parts, is_transliterated
from kg.extract.nodes import Scan
from kg.extract.vocabulary import Vocabulary

_DOTS = "·•・"


def dotted(scan: Scan, vocab: Vocabulary) -> None:
    """Find names with a dot (阿卜杜拉·买买提): the word that ends at the dot, and the part behind it."""
    at = min((k for k in (scan.text.find(d) for d in _DOTS) if k > 0), default=-1)
    while at > 0:
        start = _dotted_start(scan, at, vocab)
        end = _dotted_end(scan, at, vocab)
        if start is not None and end is not None and end > at + 1:
            cover(scan, start, end, "person:dotted")
        at = min((k for k in (scan.text.find(d, max(at, end or at) + 1) for d in _DOTS) if k > 0), default=-1)


def _dotted_start(scan: Scan, dot: int, vocab: Vocabulary) -> int | None:
    """Return where the part before the dot begins, behind titles and 村民 (村民|阿卜杜拉·…)."""
    start = None
    for node in reversed([n for n in scan.nodes if n.start < dot]):
        word = scan.text[node.start : dot]
        if node.type or len(word) > 7 or not HAN.match(word) or node.word in vocab.lexicon.titles:
            break
        if any(word.startswith(t) for t in vocab.lexicon.titles if len(t) >= 2):
            title = max((t for t in vocab.lexicon.titles if len(t) >= 2 and word.startswith(t)), key=len)
            return node.start + len(title)
        resident = max(
            (r for r in vocab.groups.resident if 2 <= len(r) < len(word) and word.startswith(r)),
            key=len,
            default="",
        )
        if resident:
            return node.start + len(resident)
        if start is not None and node.tag in ("n", "v", "w", "p", "u", "d", "c", "vn", "m"):
            break
        if node.word in vocab.groups.resident or node.tag in ("w", "p", "u", "c", "m"):
            break
        start = node.start
    return start


def _dotted_end(scan: Scan, dot: int, vocab: Vocabulary) -> int | None:
    """Return where the part behind the dot ends: with the parts of names, else with its word."""
    text = scan.text
    stop = dot + 1
    while stop < len(text) and stop - dot < 8 and "\u4e00" <= text[stop] <= "\u9fff":
        stop += 1
    for end in range(min(stop, dot + 7), dot + 2, -1):
        if is_transliterated(text[dot + 1 : end], vocab) or text[dot + 1 : end] in vocab.groups.minority:
            return end
    for node in scan.nodes:
        if node.end > dot + 2:
            end = min(node.end, stop)
            while end > dot + 2 and text[end - 1] in "说与等和在家来获主带的为称是":
                end -= 1
            return end if end > dot + 1 else None
    return None


def transliterated(scan: Scan, context: Context) -> None:
    """Find Tibetan, Mongolian and Yi names that the tagger cut to pieces: 才让卓玛, 额尔敦巴图."""
    parts, openings, text = context.groups.minority, context.vocab.openings, scan.text
    i = 0
    while i < len(scan.nodes):
        node = scan.nodes[i]
        if text[node.start : node.start + 2] in openings and not node.type and node.tag != "w":
            for last in range(min(i + 4, len(scan.nodes) - 1), i - 1, -1):
                pieces = scan.nodes[i : last + 1]
                word = scan.text[node.start : scan.nodes[last].end]
                if len(word) < 4 or any(n.type or n.tag in ("w", "LOC", "ORG") for n in pieces):
                    continue
                if len(word) <= 8 and has_long_parts(word, parts) and is_transliterated(word, context.vocab):
                    cover(scan, node.start, scan.nodes[last].end, "person:transliterated")
                    break
        i += 1
