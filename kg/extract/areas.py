"""Names of divisions in a sentence: which of those the gazetteer knows stand there as names."""

from __future__ import annotations

import re

import ahocorasick

from kg.extract.nodes import Node
from kg.extract.vocabulary import Vocabulary

AREA, WORD = 0, 1
Span = tuple[int, int, int]
"""Where a name or word begins, whether it is an AREA or a listed WORD, and its end, made negative.

So sorted, of those that begin together an area comes first, and the longest.
"""


def find_areas(
    text: str,
    spotted: list[tuple[int, int, str, bool]],
    vocab: Vocabulary,
    local: ahocorasick.Automaton | None,
    own: frozenset[str],
    cuts: bytearray,
    tags: list[str],
    people: bytearray,
) -> list[Span]:
    """Choose the names of divisions that stand in the text as names, the longest where they overlap.

    ``spotted`` are those of the gazetteer, ``local`` finds those below the article's area.
    """
    found: list[Span] = []
    for start, end, name, full in spotted:
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
            found.append((start, AREA, -end))
        elif full and end - start >= 2 and text[start - 2 : start] in vocab.inspecting and not inside:
            found.append((start, AREA, -end))  # 巡察|石泉县 tagged as one word
    if local is not None:
        for last, (name, full) in local.iter(text):
            start, end = last + 1 - len(name), last + 1
            if people[start] or people[end]:
                continue
            if len(name) == 2 and name[0] in "和与及在到对向从由为把将" and not _after_area(text, start):
                continue  # 和|村“两委”
            if full and not cuts[start] and text[start - 2 : start] in vocab.verbs:
                found.append((start - 2, WORD, -start))  # 会同|某某镇, tagged 会|同某|某镇
                found.append((start, AREA, -end))
                continue
            if (cuts[start] or _after_area(text, start) or text[start - 1 : start] in _BEFORE_TOWN) and (
                full
                or (
                    cuts[end]
                    and (tags[start] == "LOC" or (cuts[start] and end - start >= 3))
                    and text[end : end + 2] not in _TOWN_TAILS
                )
                or text.startswith(_OF_TOWNS, end)
            ):
                if name[-1] == "园" and text[end : end + 1] == "区" and text[end + 1 : end + 2] not in "委域":
                    end += 1  # 某某工业园|区党委: the zone is called either way
                found.append((start, AREA, -end))
    if len(found) < 2:
        return found
    found.sort()
    chosen: list[Span] = []
    for span in found:
        if not chosen or span[0] >= -chosen[-1][2]:
            chosen.append(span)
    return chosen


_BEFORE_TOWN = frozenset("任记赴到在从向给为由对进入往")

_CIVIL = ("民政", "民宗", "民委", "民族")

_OF_TOWNS = (
    "派出所",
    "司法所",
    "卫生院",
    "中心校",
    "中心小学",
    "中心学校",
    "中学",
    "小学",
    "初中",
    "法庭",
    "人民法庭",
    "税务所",
    "供电所",
)
"""Bodies that are called by the bare name of their township (下马关|派出所)."""

_TOWN_TAILS = ("街道", "办事", "社区", "小区", "广场")

_NOT_AFTER = tuple("民场长政面域貌容树花")


def _after_area(text: str, start: int) -> bool:
    """Does the character before end an area, so that a name may begin here (河南省|安阳市)?"""
    return start > 0 and text[start - 1] in "省市县区州旗盟镇乡道"


def _is_area(
    text: str, start: int, end: int, full: bool, upper: bool, cuts: bytearray, tags: list[str]
) -> bool:
    """Does a name of the gazetteer stand here as a name, not inside or across other words (长江|大桥)?"""
    following = text[end : end + 1]
    if following == "报" and text[end - 2 : end] == "都市":
        return False  # 西江都市报
    starts = bool(cuts[start]) or _after_area(text, start)
    if full:
        if text[end - 1] in "市县区省" and following in _NOT_AFTER and text[end : end + 2] != "政协":
            return bool(cuts[end]) and starts and (following not in "民场" or text[end : end + 2] in _CIVIL)
        return starts or (end - start >= 3 and tags[start] in ("LOC", "ORG"))
    if not starts:
        return False
    if cuts[end]:
        return tags[start] in ("LOC", "ORG", "nz", "ns") or following == "委"
    return tags[start] in ("ORG", "LOC") and upper


def join_areas(nodes: list[Node], vocab: Vocabulary, own: frozenset[str]) -> None:
    """Give an area the level word cut off with the next word: 龙亭|区政府 → 龙亭区|政府, 团|市委 → 团市委."""
    for i, node in enumerate(nodes):
        if i + 1 == len(nodes):
            break
        nxt = nodes[i + 1]
        if (
            nxt.word[0] in _LEVELS
            and node.end == nxt.start
            and 2 <= len(node.word) <= 4
            and node.tag in ("LOC", "ORG", "nz", "n")
        ):
            whole = node.word + nxt.word[0]
            known = whole in vocab.areas or (node.word in own and nxt.word[0] in "县州旗")
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
            node.tag == "p"
            and len(node.word) == 2
            and node.word[1] in "省市州县区旗镇乡"
            and node.word[0] in "在对由向从为与"
        ):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "p", node.word[0]),
                Node(node.start + 1, node.end, "n", node.word[1]),
            ]
        elif node.tag == "LOC" and _torn(nodes, i):
            last = nodes[i + 2]
            nodes[i + 1 : i + 3] = [Node(nxt.start, last.end, "LOC", nxt.word + last.word)]
        elif node.word == "委" and nxt.word == "会" and i and nodes[i - 1].word[-1] == "村":
            nodes[i : i + 2] = [Node(node.start, nxt.end, "ORG", "委会")]  # 大岭村|委|会
        elif node.word == "团" and nxt.word in ("市委", "县委", "区委", "省委", "州委", "旗委"):
            nodes[i : i + 2] = [Node(node.start, nxt.end, "ORG", node.word + nxt.word)]


_LEVELS = frozenset("市区县州旗省镇乡")


def _torn(nodes: list[Node], i: int) -> bool:
    """英安镇|甩|湾子村: is one character torn off the village behind a township?"""
    town = nodes[i]
    if town.word[-1] not in "镇乡" or i + 2 >= len(nodes):
        return False
    torn, village = nodes[i + 1], nodes[i + 2]
    return (
        len(torn.word) == 1
        and torn.tag in ("v", "a", "n", "nz", "vn", "q", "an", "LOC")
        and torn.word not in _NO_VILLAGE
        and village.tag == "LOC"
        and village.word[-1] == "村"
        and 3 <= len(village.word) <= 4
        and town.end == torn.start
        and torn.end == village.start
    )


_NO_VILLAGE = frozenset("驻帮包联赴到入进在给访去来有是原属辖率镇乡村县区")
"""What is a word by itself between a township and a village."""

_CUT_BEFORE = frozenset("驻地区市县省州旗镇乡盟村和与及同向由对在据经从给为")
"""What a word begins with that may have to be cut: a level word, 驻, a joining or governing word."""


def cut_levels(nodes: list[Node], vocab: Vocabulary) -> None:
    """Cut a level word off what it was tagged with: 镇综合|执法队 → 镇|综合|执法队, 区招商局 → 区|招商局."""
    for i, node in enumerate(nodes):  # what is cut off is looked at in turn
        word = node.word
        if node.tag == "LOC" and 4 <= len(word) <= 6 and (town := _TORN_TOWN.match(word)):
            cut = node.start + town.end(1)
            nodes[i : i + 1] = [
                Node(node.start, cut, "LOC", town[1]),
                Node(cut, node.end, "LOC", town[2]),
            ]  # 七叉镇尼|下码头
        elif (
            word[-1] in "区村"
            and len(word) >= 6
            and node.tag in ("ORG", "LOC")
            and (joined := _TOWN_AND_COMMUNITY.match(word))
        ):
            cut = node.start + joined.end(1)
            nodes[i : i + 1] = [
                Node(node.start, cut, "LOC", joined[1]),
                Node(cut, node.end, "LOC", joined[2]),
            ]  # 永安镇南街社区|党委
        elif (
            word[0] not in _CUT_BEFORE
            and word != "街道办事处"
            and (len(word) < 3 or word[2] not in "区市县省州旗镇乡")
        ):
            pass  # most words by far
        elif (
            len(word) == 3
            and word[2] in "区市县省州旗镇乡"
            and ((word[:2] in vocab.triggers and node.tag != "LOC") or word[:2] in _IN_CHARGE)
        ):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 2, "v", word[:2]),
                Node(node.start + 2, node.end, "n", word[2]),
            ]
        elif len(word) >= 4 and word[0] == "驻" and _STATIONED.match(word):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "v", word[0]),
                Node(node.start + 1, node.end, "LOC", word[1:]),
            ]  # 驻路北社区|工作队
        elif len(word) >= 5 and _governs_level(node, vocab):
            nodes[i : i + 1] = _cut_at(node, 2, "v")
        elif len(word) >= 4 and node.tag == "p" and _is_level_word(word[1:]) and word[0] in "在对向由从为与":
            nodes[i : i + 1] = _cut_at(node, 1, "p")
        elif len(word) == 2 and word[0] == "驻" and word[1] in "区市县省州旗镇乡":
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "v", word[0]),
                Node(node.start + 1, node.end, "n", word[1]),
            ]
        elif word == "街道办事处" and (not i or nodes[i - 1].tag in ("w", "v", "p", "c", "u")):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 2, "n", "街道"),
                Node(node.start + 2, node.end, "ORG", "办事处"),
            ]  # the office of the 街道 named before
        elif word == "地委" or (len(word) == 2 and word[0] in "区市县省州旗镇乡盟" and word[1] in "委府院"):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "n", word[0]),
                Node(node.start + 1, node.end, "ORG", word[1]),
            ]
        elif (
            node.tag == "ORG"
            and len(word) == 2
            and i + 1 < len(nodes)
            and _is_joined(word + nodes[i + 1].word, vocab)
        ):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "c", word[0]),
                Node(node.start + 1, node.end, "n", word[1]),
            ]
        elif node.tag == "ORG" and len(word) >= 4 and _is_joined(word, vocab):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "c", word[0]),
                Node(node.start + 1, node.end, "ORG", word[1:]),
            ]
        elif (
            len(word) >= 3
            and node.tag in ("ORG", "n", "nz", "LOC")
            and word[0] in "区市县省州旗镇乡村"
            and (node.tag == "ORG" or _is_body(word[1:], vocab))
            and not word.startswith(("乡村", "村镇", "市场", "区域"))
            and word[1] not in "民长域场区委级内外直面容貌情里贤亲音俗愁土野间"
            and not (i and nodes[i - 1].tag == "LOC" and nodes[i - 1].word[-1:] not in "省市县区州旗镇乡道")
        ):
            nodes[i : i + 1] = [
                Node(node.start, node.start + 1, "n", word[0]),
                Node(node.start + 1, node.end, node.tag, word[1:]),
            ]


_IN_CHARGE = ("包联", "包抓", "包保", "包片", "联系", "挂包", "挂联")
"""What leaders of the county do who answer for a township (永安镇包联|县|领导)."""

_STATIONED = re.compile(r"驻(?![地村区县市镇乡各点在])[\u4e00-\u9fff]{1,5}(?:社区|村)$")
"""A community that 驻 was tagged together with."""

_TORN_TOWN = re.compile(r"(?!景德镇)([\u4e00-\u9fff]{2,3}[镇乡])([^中政党派村子上里区域街镇乡道口小大新老])$")
"""A township with one character more that belongs to the next word."""

_TOWN_AND_COMMUNITY = re.compile(
    r"(?!景德镇)([\u4e00-\u9fff]{2,3}(?<![古小城新乡])[镇乡]|[\u4e00-\u9fff]{2,4}街道)"
    r"([\u4e00-\u9fff]{2,4}(?:社区|村))$"
)
"""A township and a community in it, tagged as one word."""


def _is_level_word(word: str) -> bool:
    """Does the word begin with a level word that is one (镇综合, not 市场 or 村民)?"""
    return (
        word[0] in "区市县省州旗镇乡村"
        and not word.startswith(("乡村", "村镇"))
        and word[1:2] not in "民长域场委区级内外直面容貌情里贤亲音俗愁土野间"
    )


def _governs_level(node: Node, vocab: Vocabulary) -> bool:
    """巡察|市水利局 tagged as one word: does it begin with a verb that governs the body behind it?"""
    word = node.word
    return (
        node.tag not in ("LOC", "PER")
        and word[:2] in vocab.triggers
        and word[:3] not in vocab.areas
        and _is_level_word(word[2:])
    )


def _cut_at(node: Node, length: int, tag: str) -> list[Node]:
    """Cut what opens a word, a level word and the rest apart; ``tag`` is that of the opening."""
    start, word = node.start + length, node.word
    return [
        Node(node.start, start, tag, word[:length]),
        Node(start, start + 1, "n", word[length]),
        Node(start + 1, node.end, "n", word[length + 1 :]),
    ]


def _is_joined(word: str, vocab: Vocabulary) -> bool:
    """和|州妇联 tagged as one body: a joining or governing word before a level word and a body."""
    return (
        word[0] in "和与及同向由对在据经从给为"
        and word[1] in "区市县省州旗镇乡"
        and _is_body(word[2:], vocab)
    )


def _is_body(word: str, vocab: Vocabulary) -> bool:
    """Does the word end like a body's name, or begin one (综合|执法队)?"""
    return (
        word in vocab.nameverb
        or word in ("综合", "便民")
        or re.fullmatch(r"第[一二三四五六七八九十]+", word) is not None
        or any(h.type == "Agency" for k in range(len(word)) for h in vocab.heads.get(word[k:], ()))
    )
