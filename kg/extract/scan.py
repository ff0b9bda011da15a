"""A sentence under analysis: a row of nodes, first the tagger's words, later the names composed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import ahocorasick

from kg.extract.vocabulary import Vocabulary
from kg.model import Sentence

NAME = "NAME"
"""The tag of a node that is a composed name."""

LEVELS = {
    "省": "Province", "市": "Prefecture", "州": "Prefecture", "盟": "Prefecture", "地区": "Prefecture",
    "区": "County", "县": "County", "旗": "County", "镇": "Township", "乡": "Township", "街道": "Township",
    "苏木": "Township", "社区": "ResidentialCommunity", "村": "Village", "自治区": "Province",
    "中央": "Country", "国家": "Country", "全国": "Country",
}  # fmt: skip
"""Bare level words that may stand for an area at the left edge of a name, with the kind of area they mean."""

NOUNLIKE = frozenset("n nz nr nt ns nw vn an s f ORG LOC PER".split())


@dataclass(slots=True)
class Node:
    """A word, or a name composed of words; offsets count the sentence's analysed characters.

    For a name: ``type`` and ``kind`` of the ontology, ``level`` the bare level word it begins with, ``core``
    the rest of it, ``qualifier`` the name it is qualified by, ``children`` every name nested in it.
    """

    start: int
    end: int
    tag: str
    word: str
    type: str = ""
    kind: str = ""
    level: str = ""
    core: str = ""
    qualifier: Node | None = None
    antecedent: Node | None = None
    anaphor: bool = False
    children: list[Node] = field(default_factory=list)
    sentence: int = -1
    rule: str = ""

    @property
    def named(self) -> bool:
        """Is this a name of a thing, not a plain word?"""
        return bool(self.type)


@dataclass(slots=True)
class Scan:
    """A sentence with its nodes; ``text`` is the analysed text."""

    sentence: Sentence
    text: str
    nodes: list[Node]

    def at_end(self, end: int) -> int | None:
        """Return the index of the node that ends at ``end``, None where a node runs across it."""
        low, high = 0, len(self.nodes)
        while low < high:
            middle = (low + high) // 2
            if self.nodes[middle].end < end:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.nodes) and self.nodes[low].end == end else None

    def at_start(self, start: int) -> int | None:
        """Return the index of the node that starts at ``start``, None where a node runs across it."""
        if start == 0:
            return 0 if self.nodes else None
        before = self.at_end(start)
        return before + 1 if before is not None and before + 1 < len(self.nodes) else None

    def replace(self, first: int, last: int, node: Node) -> None:
        """Put ``node`` in the place of the nodes ``first`` to ``last`` (inclusive)."""
        self.nodes[first : last + 1] = [node]

    def names(self) -> Iterator[Node]:
        """Yield the outermost names from left to right."""
        return (n for n in self.nodes if n.type)


def scan(
    sentence: Sentence,
    vocab: Vocabulary,
    local: ahocorasick.Automaton | None,
    own: frozenset[str] = frozenset(),
) -> Scan:
    """Cut a tagged sentence into nodes along the lexicon's words and the names of areas.

    ``local`` finds the names below the article's area, ``own`` are the short names of that area and those above.
    """
    text = sentence.text.text
    cuts = bytearray(len(text) + 1)
    cuts[0] = cuts[-1] = 1
    tags: list[str] = ["n"] * len(text)
    people = bytearray(len(text) + 1)
    for token in sentence.tokens:
        cuts[token.start] = cuts[token.end] = 1
        for i in range(token.start, token.end):
            tags[i] = token.tag
        if token.tag == "PER":
            for i in range(token.start + 1, token.end):
                people[i] = 1
    for match in _AND.finditer(text):
        cuts[match.start()] = cuts[match.end()] = 1  # 县妇联和县残联 tagged as one body
        tags[match.start()] = "c"
    forced = _forced(text, vocab, cuts, people, tags)
    for start, end, _ in forced:
        cuts[start] = cuts[end] = 1
    areas = _areas(text, vocab, local, own, cuts, tags, people)
    whole: list[tuple[int, int, str]] = []
    for start, end, kind in sorted([*areas, *forced], key=lambda s: (s[0], s[2] != "LOC", -s[1])):
        if whole and start < whole[-1][1]:
            continue
        whole.append((start, end, kind))
    for start, end, _ in whole:
        cuts[start] = cuts[end] = 1
        for i in range(start + 1, end):
            cuts[i] = 0
    kinds = {(s, e): k for s, e, k in whole}
    nodes: list[Node] = []
    start = 0
    for end in range(1, len(text) + 1):
        if not cuts[end]:
            continue
        kind = kinds.get((start, end), "")
        tag = "LOC" if kind == "LOC" else tags[start]
        if (start, end) in kinds and not kind:
            tag = _own_tag(text[start:end], tag, vocab)
        nodes.append(Node(start, end, tag, text[start:end]))
        start = end
    _join_areas(nodes, vocab, own)
    _cut_levels(nodes, vocab)
    return Scan(sentence, text, nodes)


def _forced(
    text: str, vocab: Vocabulary, cuts: bytearray, people: bytearray, tags: list[str]
) -> list[tuple[int, int, str]]:
    """Choose the lexicon's words that are words here: long ones always, two-character ones along the tags."""
    found: list[tuple[int, int, str]] = []
    hits = [(last + 1 - len(word), last + 1, word) for last, word in vocab.words.iter(text)]
    strong = bytearray(cuts)
    for start, end, word in hits:
        if len(word) >= 3 and not people[start] and not people[end]:
            strong[start] = strong[end] = 1
    for start, end, word in hits:
        left, right = cuts[start], cuts[end]
        if people[start] or people[end]:
            continue
        joint = len(word) == 2 and word in vocab.verbs and _between_bodies(text, start, end, vocab, strong)
        if word[-1:] == "长" and _TOWN_OF_LONG.match(text, end - 1):
            continue  # 板桥镇|长田村: no 镇长 here
        if joint:
            left = right = 1
        if tags[start] in ("ORG", "LOC") and not left and not right and len(word) < 3:
            continue  # 码头 inside 俏码头餐饮服务有限公司
        if (
            not right
            and tags[end - 1] in ("m", "d", "v", "r", "a")
            and len(word) < 4
            and end < len(text)
            and cuts[end + 1]
        ):
            continue  # 组织|部分: the end would tear a common word
        if (
            len(word) >= 3
            or (
                left
                and (
                    right
                    or tags[start] not in ("ORG", "LOC")
                    or word in vocab.verbs
                    or (tags[start] == "LOC" and word in vocab.lexicon.titles)
                )
            )
            or right
        ):
            found.append((start, end, ""))
    found.sort(key=lambda s: (s[0], -s[1]))
    chosen: list[tuple[int, int, str]] = []
    for span in found:
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
        elif span[1] > chosen[-1][1] and span[1] - span[0] > chosen[-1][1] - chosen[-1][0] + 1:
            chosen[-1] = span  # 会|会议室: the longer word that starts later wins by two characters
    return chosen


def _own_tag(word: str, tag: str, vocab: Vocabulary) -> str:
    """Return the tag of a word of the lexicon; the tagger's is that of its first character only."""
    if word in vocab.verbs:
        return tag if tag == "vn" else "v"
    if (word in vocab.lexicon.campaigns and len(word) >= 3) or (tag == "w" and len(word) > 2):
        return "n"
    return "n" if word in vocab.heads and tag not in ("ORG", "LOC", "nz") else tag


_TOWN_OF_LONG = re.compile(r"长[\u4e00-\u9fff]{1,2}(?:村|社区|嘎查)")


_AND = re.compile(r"(?<=[局会联委协院所站办处府部队厅团])[和与](?=[省市县区州旗镇乡团各])")


def _between_bodies(text: str, start: int, end: int, vocab: Vocabulary, strong: bytearray) -> bool:
    """Does 联合 stand between two bodies that the tagger took for one (县残联联合县总工会)?"""
    ends = (
        bool(strong[start])
        or text[start - 1 : start] in "还也"
        or any(
            h.type == "Agency" for k in (2, 3) for h in vocab.heads.get(text[max(0, start - k) : start], ())
        )
    )
    return (
        ends
        and text[end : end + 1] in "省市区县州旗镇乡辖社各多相"
        or bool(strong[start] and end < len(text) and strong[end])
    )


def _areas(
    text: str,
    vocab: Vocabulary,
    local: ahocorasick.Automaton | None,
    own: frozenset[str],
    cuts: bytearray,
    tags: list[str],
    people: bytearray,
) -> list[tuple[int, int, str]]:
    """Choose the names of divisions that stand in the text as names, the longest where they overlap."""
    found: list[tuple[int, int, str]] = []
    for last, (name, full) in vocab.areas.iter(text):
        start, end = last + 1 - len(name), last + 1
        inside = people[start] or people[end]
        if (inside or people[start + 1]) and not (
            full and not people[start] and len(name) == 3 and cuts[end - 1]
        ):
            continue  # but 卫东|区 is a district though 卫东 was tagged as a person
        if (name in vocab.notarea or name[0] in "市区县省") and not full and name not in own:
            continue
        if (
            full
            and name[:-1] in ("会同", "任", "和")
            and name[:-1] not in own
            and (len(name) == 2 or cuts[start + 2])
        ):
            continue  # 会同县市场监督管理局, 任县委书记: a verb before a level word
        if (name in own and (cuts[start] or _after_area(text, start))) or _is_area(
            text, start, end, full, name in vocab.upper, cuts, tags
        ):
            found.append((start, end, "LOC"))
    if local is not None:
        for last, (name, full) in local.iter(text):
            start, end = last + 1 - len(name), last + 1
            if people[start] or people[end]:
                continue
            if (cuts[start] or _after_area(text, start) or text[start - 1 : start] in _BEFORE_TOWN) and (
                full or (cuts[end] and tags[start] == "LOC" and text[end : end + 2] not in _TOWN_TAILS)
            ):
                found.append((start, end, "LOC"))
    found.sort(key=lambda s: (s[0], -s[1]))
    chosen: list[tuple[int, int, str]] = []
    for span in found:
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    return chosen


_BEFORE_TOWN = frozenset("任记赴到在从向给为由")
_CIVIL = ("民政", "民宗", "民委", "民族")
_TOWN_TAILS = ("街道", "办事", "社区", "小区", "广场")
_NOT_AFTER = tuple("民场长政面域貌容树花")


def _after_area(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in "省市县区州旗盟镇乡道"


def _is_area(
    text: str, start: int, end: int, full: bool, upper: bool, cuts: bytearray, tags: list[str]
) -> bool:
    following = text[end : end + 1]
    starts = bool(cuts[start]) or _after_area(text, start)
    if full:
        if text[end - 1] in "市县区省" and following in _NOT_AFTER and text[end : end + 2] != "政协":
            return (
                bool(cuts[end])
                and starts
                and (following not in "民场" or text[end : end + 2] in ("民政", "民宗", "民委", "民族"))
            )
        return starts or (end - start >= 3 and tags[start] in ("LOC", "ORG"))
    if not starts:
        return False
    if cuts[end]:
        return tags[start] in ("LOC", "ORG", "nz", "ns") or following == "委"
    return tags[start] in ("ORG", "LOC") and upper


def _join_areas(nodes: list[Node], vocab: Vocabulary, own: frozenset[str]) -> None:
    """Give an area the level word that was cut off with the next word: 龙亭|区政府 → 龙亭区|政府, 团|市委 → 团市委."""
    i = 0
    while i + 1 < len(nodes):
        node, nxt = nodes[i], nodes[i + 1]
        if (
            node.end == nxt.start
            and nxt.word[:1] in "市区县州旗省镇乡"
            and 2 <= len(node.word) <= 4
            and node.tag in ("LOC", "ORG", "nz", "n")
        ):
            whole = node.word + nxt.word[0]
            known = vocab.areas.get(whole, None) is not None or node.word in own
            if known and (
                len(nxt.word) == 1 or _is_body(nxt.word[1:], vocab) or nxt.word[1:] in ("委", "委会", "直")
            ):
                rest = nxt.word[1:]
                nodes[i] = Node(node.start, nxt.start + 1, "LOC", whole)
                if rest:
                    nodes[i + 1] = Node(nxt.start + 1, nxt.end, "ORG", rest)
                else:
                    del nodes[i + 1]
        elif (
            len(node.word) == 2
            and node.tag == "p"
            and node.word[1] in "省市州县区旗镇乡"
            and node.word[0] in "在对由向从为与"
        ):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "p", node.word[0]),
                Node(node.start + 1, node.end, "n", node.word[1]),
            ]
        elif node.word == "团" and nxt.word in ("市委", "县委", "区委", "省委", "州委", "旗委"):
            nodes[i : i + 2] = [Node(node.start, nxt.end, "ORG", node.word + nxt.word)]
        i += 1


def _cut_levels(nodes: list[Node], vocab: Vocabulary) -> None:
    """Cut a level word off the word it was tagged with: 镇综合|执法队 → 镇|综合|执法队, 区招商局 → 区|招商局."""
    i = 0
    while i < len(nodes):
        node = nodes[i]
        word = node.word
        before = nodes[i - 1] if i else None
        if len(word) == 2 and word[0] in "区市县省州旗镇乡盟" and word[1] in "委府院":
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "n", word[0]),
                Node(node.start + 1, node.end, "ORG", word[1]),
            ]
        elif (
            len(word) >= 3
            and node.tag in ("ORG", "n", "nz", "LOC")
            and word[0] in "区市县省州旗镇乡村"
            and (node.tag == "ORG" or _is_body(word[1:], vocab))
            and not word.startswith(("乡村", "村镇", "市场", "区域"))
            and word[1] not in "民长域场区委级内外直面容貌情里"
            and not (
                before is not None and before.tag == "LOC" and before.word[-1:] not in "省市县区州旗镇乡道"
            )
        ):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "n", word[0]),
                Node(node.start + 1, node.end, node.tag, word[1:]),
            ]
        i += 1


def _is_body(word: str, vocab: Vocabulary) -> bool:
    """Does the word end like a body's name, or begin one (综合|执法队)?"""
    return (
        word in vocab.nameverb
        or word in ("综合", "便民")
        or any(h.type == "Agency" for k in range(len(word)) for h in vocab.heads.get(word[k:], ()))
    )
