"""Awards whose extent a verb of winning shows: 荣获|全国文明村, 先后获得|市级先进党组织、健康社区|等荣誉."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.names.reach import YEAR
from kg.extract.nodes import NAME, Node, Scan
from kg.extract.vocabulary import affixes, any_of, first_of

LONGEST = 30
"""How many characters an award's name may have."""

_CLOSED = re.compile(
    r"[^，。；]{0,40}?等(?:[\d一二三四五六七八九十多余]+[项个])?(?:荣誉|称号|殊荣|奖项|奖励)"
)
_COUNT = re.compile(r"^(?:\d+|[一两二三四五六七八九十多几]+)余?[个项枚次块名家人户位]")
_RANK = re.compile(r"(?:[一二三特]等奖|[一二三]等功|[金银铜]奖|提名奖|优秀奖|组织奖|先锋号)$")


@lru_cache(maxsize=4)
def _verbs(winning: frozenset[str], being: frozenset[str]) -> frozenset[str]:
    """Return what stands in every sentence with a verb of winning or being, 授予 or 表彰."""
    return winning | being | frozenset(("授予", "表彰", "了为", "了出"))  # 评|了|为


@lru_cache(maxsize=4)
def _firsts(winning: frozenset[str], being: frozenset[str]) -> frozenset[str]:
    """Return the first characters of the verbs of winning and being, with 授予 and what comes before them."""
    return first_of(winning) | first_of(being) | frozenset("授被了记")


def awards_won(scan: Scan, context: Context) -> None:
    """Make an Honour of each thing that is won here, whatever its words are elsewhere."""
    nodes = scan.nodes
    merit = "等功" in scan.text  # 被市公安局|记|个人三等功一次
    if not merit and any_of(_verbs(context.groups.winning, context.groups.being)).search(scan.text) is None:
        return  # as most sentences
    firsts = _firsts(context.groups.winning, context.groups.being)
    for k, node in enumerate(nodes):
        if node.word[0] in firsts and not node.type and node.tag not in ("w", "QUOTE"):
            verb = node.word.rstrip("了").removeprefix("被")
            first = k + 1
            while first < len(nodes) and nodes[first].word in ("为", "了", "出"):
                verb += nodes[first].word.rstrip("了")
                first += 1
            counted = verb == "表彰" and first < len(nodes) and _COUNT.match(nodes[first].word) is not None
            if (
                verb in context.groups.winning
                or counted
                or (merit and verb in ("记", "荣记", "记了"))
                or (verb == "授予" and _is_passive(nodes, k))
            ):
                _objects(scan, context, first)
            elif verb == "授予":
                _of_a_year(scan, first)
            elif verb in context.groups.being:
                _object_of_being(scan, context, first)


def _of_a_year(scan: Scan, first: int) -> None:
    """授予李明等6人|2023年度某市“光荣榜”人物|荣誉称号: make an award of what its year opens."""
    nodes = scan.nodes
    for k in range(first, min(first + 14, len(nodes))):
        if nodes[k].word in ("，", "。", "；"):
            return
        if YEAR.match(nodes[k].word):
            last = _item(nodes, k)
            behind = nodes[last + 1].word if last + 1 < len(nodes) else ""
            if last > k and behind in ("荣誉称号", "称号", "荣誉"):
                _make(scan, k, last)
            return


def _is_passive(nodes: list[Node], k: int) -> bool:
    """Does 授予 at node ``k`` have the award behind it, not the winner (被授予X, 被省委授予X)?"""
    return any(n.word.startswith("被") for n in nodes[max(0, k - 4) : k + 1])


def _objects(scan: Scan, context: Context, first: int) -> None:
    """Make Honours of the list that begins with node ``first``, behind a verb of winning."""
    nodes = scan.nodes
    closed = first < len(nodes) and _CLOSED.match(scan.text, nodes[first].start) is not None
    while first < len(nodes):
        if _COUNT.match(nodes[first].word):
            first += 1  # 表彰了|5户|最美家庭
        last = _item(nodes, first)
        if last < first:
            return
        if closed or _is_award(nodes[first : last + 1], scan, context):
            last = _make(scan, first, last)
        first = last + 1
        if first < len(nodes) and _COUNT.match(nodes[first].word):
            first += 1  # 评出文明家庭|20户|、最美家庭80户
        if first < len(nodes) and nodes[first].word in ("、", "，", "和", "及", "以及", "与"):
            first += 1
            if first < len(nodes) and nodes[first].word in context.groups.winning:
                return  # 荣获“甲”，入选“乙”: what that verb governs is read from it
        elif first >= len(nodes) or nodes[first].word[0] not in "“‘":
            return


def _object_of_being(scan: Scan, context: Context, first: int) -> None:
    """她是全国三八红旗手, 该村是全省文明示范村: an award of a level that somebody is said to be."""
    nodes = scan.nodes
    while first < len(nodes) and nodes[first].word.startswith(affixes(context.groups.awardlevel)):
        last = _item(nodes, first)
        if last < first or not _is_award(nodes[first : last + 1], scan, context):
            return
        first = _make(scan, first, last) + 1
        if first >= len(nodes) or nodes[first].word not in ("、", "和"):
            return
        first += 1


def _item(nodes: list[Node], first: int) -> int:
    """Return the index of the last node of the item that begins at ``first``, ``first - 1`` for none."""
    last = first - 1
    for k in range(first, min(len(nodes), first + 12)):
        node = nodes[k]
        if node.type in ("Person", "Document") or node.tag in ("w", "p", "u", "c", "r", "xc"):
            break
        if k > first and node.word[0] in "“‘" and nodes[k - 1].word[-1] in "”’":
            break  # “…”|“…”等称号
        if (node.word == "榜" and k > first) or node.word.startswith("被"):
            break  # 荣登“中国好人”|榜
        if node.word in ("等", "称号", "荣誉", "荣誉称号", "殊荣", "和") or _COUNT.match(node.word):
            break
        last = k
    return last


def _is_award(item: list[Node], scan: Scan, context: Context) -> bool:
    """Does what is won end and read like an award (全国乡村旅游重点村, 集体二等功), not like other gains?"""
    text = scan.text[item[0].start : item[-1].end]
    if text != "提名奖" and (_RANK.search(text) or item[-1].type == "Honour"):
        return True
    return (
        len(text) >= (4 if text.startswith("最美") else 5)
        and text.endswith(affixes(context.groups.awardend))
        and any(m in text for m in context.groups.awardmark)
    )


def _make(scan: Scan, first: int, last: int) -> int:
    """Make one Honour of the nodes, unless they are one or a bare quotation; return where it stands."""
    nodes = scan.nodes
    if last > first and nodes[first].word[0] == "全" and nodes[first + 1].word[0] in "“‘":
        first += 1  # 全市|“最美医生”提名奖
    item = nodes[first : last + 1]
    alone = last == first and (item[0].type == "Honour" or item[0].tag == "QUOTE")
    if alone or item[-1].end - item[0].start > LONGEST:
        return last
    text = scan.text[item[0].start : item[-1].end]
    node = Node(item[0].start, item[-1].end, NAME, text, "Honour", "Title", core=text, rule="honour:won")
    children: list[Node] = []
    for inner in item:
        if inner.type in ("Place", "Agency") and inner.end < node.end:
            children.append(inner)
        elif inner.type:
            children.extend(c for c in inner.children if c.type in ("Place", "Agency"))
    node.children = children
    scan.replace(first, last, node)
    return first
