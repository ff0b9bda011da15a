"""What can be a person's full name: surname and given name, or the parts of transliterated names."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import NAME, Node, Scan
from kg.extract.vocabulary import Vocabulary, remember

HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff]+$")

COMMON = 0.3
"""Share of a surname, per 10,000 people, below which it takes the tagger's word that there is a name."""


def is_name(word: str, vocab: Vocabulary, share: float = 0.0) -> bool:
    """Could ``word`` be a full Chinese name: a surname and one or two characters (compound: up to four)?

    ``share``: how common the surname must be, in people per 10,000.
    """
    known = vocab.named.get((word, share))
    return known if known is not None else remember(vocab.named, (word, share), _is_name(word, vocab, share))


def _is_name(word: str, vocab: Vocabulary, share: float) -> bool:
    """Decide it for a word that was not met before."""
    if word in vocab.groups.leader or word in vocab.groups.historical:
        return True
    if not HAN.match(word) or word in vocab.groups.notperson or word in vocab.lexicon.titles:
        return False
    if len(word) >= 3 and (word in vocab.lexicon.heads or word[:-1] in vocab.lexicon.heads):
        return False  # 运动会, 大会上
    if word[0] == "任" and word[1:] in vocab.lexicon.titles:
        return False  # 由县委书记|任|组长
    if word[:2] in vocab.lexicon.surnames and 3 <= len(word) <= 4:
        return True
    surname = vocab.lexicon.surnames.get(word[:1])
    return surname is not None and surname.share >= share and 2 <= len(word) <= 3


def is_transliterated(word: str, vocab: Vocabulary) -> bool:
    """Is ``word`` made of the parts of Tibetan, Mongolian, Uyghur or Kazakh names (拉毛才让, 巴特尔)?"""
    parts = vocab.groups.minority
    if len(word) >= 3 and word[0] in vocab.lexicon.surnames and word[1:] in parts and len(word) >= 4:
        return True
    if not 2 <= len(word) <= 8 or (word[:2] not in vocab.openings and word[0] not in parts):
        return False
    reachable = {0}
    long_part = False
    for start in range(len(word)):
        if start not in reachable:
            continue
        for length in (6, 5, 4, 3, 2, 1):
            part = word[start : start + length]
            if part in parts and len(part) == length:
                reachable.add(start + length)
                long_part = long_part or length >= 2
        if len(reachable) == 1:
            return False  # nothing begins so
    return len(word) in reachable and long_part


def person(start: int, end: int, word: str, rule: str) -> Node:
    """Return a Person node; ``rule`` says what showed that it is one."""
    return Node(start, end, NAME, word, "Person", core=word, rule=rule)


def cover(scan: Scan, start: int, end: int, rule: str) -> bool:
    """Make the stretch a person, cutting the words it runs across; False where a name stands in the way."""
    nodes = scan.nodes
    first = next((k for k, n in enumerate(nodes) if n.end > start), None)
    last = next((k for k, n in enumerate(nodes) if n.end >= end), None)
    if first is None or last is None or any(n.type for n in nodes[first : last + 1]):
        return False
    new: list[Node] = []
    if nodes[first].start < start:
        new.append(Node(nodes[first].start, start, nodes[first].tag, scan.text[nodes[first].start : start]))
    new.append(person(start, end, scan.text[start:end].replace(" ", ""), rule))
    if nodes[last].end > end:
        new.append(Node(end, nodes[last].end, nodes[last].tag, scan.text[end : nodes[last].end]))
    nodes[first : last + 1] = new
    return True


STOPS = "，。；：、！？（）“”《》 "


def has_long_parts(word: str, parts: frozenset[str]) -> bool:
    """Is the word made of parts of two characters or more (so that no chance of single ones makes it)?"""
    reachable = {0}
    for start in range(len(word)):
        if start in reachable:
            reachable.update(start + n for n in (2, 3, 4, 5, 6) if word[start : start + n] in parts)
    return len(word) in reachable


def fitted(text: str, start: int, end: int, context: Context) -> int:
    """Return where a name that begins at ``start`` ends: before what was glued on (孙立|常挂嘴边).

    What stands alone elsewhere in the article decides; else what can and what cannot follow a name.
    """
    for stop in (end + 1, end, end - 1) if context.shown else ():
        if text[start:stop] in context.shown:
            return stop
    shorter = text[start : end - 1]
    if end - start < 3 or not (is_name(shorter, context.vocab) or is_transliterated(shorter, context.vocab)):
        return end
    if follows(text, end, context):
        return end
    word = follower_at(text, end - 1, context)
    return end - 1 if word else end


def follows(text: str, end: int, context: Context) -> bool:
    """Does at ``end`` stand what follows names: a mark, a verb of speaking or acting, a preposition?"""
    return end >= len(text) or text[end] in STOPS or bool(follower_at(text, end, context))


def follower_at(text: str, end: int, context: Context) -> str:
    """Return the word at ``end`` that follows names (说, 任, 乐呵呵), "" where none does."""
    follower = context.groups.follower
    return next((text[end : end + n] for n in (3, 2, 1) if text[end : end + n] in follower), "")


SAID_AT_ONCE = r"(?=说[，：。“]|表示[，：]|介绍[，：说道]|告诉|坦言|感慨|回忆|笑着说|高兴地说|激动地说)"
"""Before this a name ends."""

SAID = re.compile(r"(?:强调|指出|要求|表示|介绍|坦言|回忆|告诉|说|感慨|感叹|笑着说|激动地说|高兴地说|认为)")
