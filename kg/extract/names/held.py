"""Meetings that are held here: between the verb of holding and the head, all is the meeting's name."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import LEVELS, Node, Scan
from kg.extract.vocabulary import Groups

LONGEST = 48
"""How many characters a meeting's name may have that a verb of holding shows."""

_INSIDE = frozenset("、“”（）·—-")
_GOVERNS = frozenset(("为", "对", "关于", "与", "和", "及", "暨", "在", "的", "再"))
_YEARLY = re.compile(
    r"^(\d{4}年度?|\d{4}|[^\d上下昨今明近当日前]{1,6}[节日]?|(\d{4}年)?(第?[一二三四]季度|[上下]半年|[春夏秋冬]季)|今冬明春|今冬|明春|去冬今春)$"
)
_ONE_OF = re.compile(r"^[一多数几][余]?[场次个期届]$")
_COUNTED = re.compile(r"^(?:\d+|[一两二三四五六七八九十数多几]+)余?[个名次场期项家]")


def held_from(scan: Scan, context: Context, i: int) -> int | None:
    """Return the index of the first node of the meeting's name that ends with node ``i``.

    召开|创城工作推进会: from behind the verb on; 省委第七巡视组巡视玉山县工作动员会|召开: from the beginning
    of the clause on. None where no verb of holding shows the name.
    """
    first = _object_from(scan.nodes, i, context.groups)
    if first is None and _is_held_here(scan.nodes, i, context.groups):
        first = _clause_from(scan.nodes, i, context)
    return first if first is not None and first < i else None


def _object_from(nodes: list[Node], i: int, groups: Groups) -> int | None:
    """Return the index behind the verb of holding that governs the meeting, None where none does."""
    for k in range(i - 1, -1, -1):
        node = nodes[k]
        if node.end < nodes[i].end - LONGEST:
            return None
        if not node.type and _is_holding(nodes, k, groups):
            return k + 2 if k + 1 < i and nodes[k + 1].word == "了" else k + 1
        if not _may_stand_inside(nodes, k, i):
            return None
    return None


def _is_holding(nodes: list[Node], k: int, groups: Groups) -> bool:
    """Is node ``k`` a verb of holding (召开, 举行了), or 组织 right behind a body?"""
    word = nodes[k].word.rstrip("了")
    if word == "组织":
        return nodes[k].tag == "v" and k > 0 and bool(nodes[k - 1].type)
    return word in groups.holding and nodes[k].tag != "n"


def _is_held_here(nodes: list[Node], i: int, groups: Groups) -> bool:
    """Does 召开, 在某地举行, 圆满落幕 follow the meeting?"""
    k = i + 1
    listed = k < len(nodes) and nodes[k].word == "、"
    while k < len(nodes) and k - i <= (24 if listed else 8):
        node = nodes[k]
        if not node.type and node.word.rstrip("了") in groups.beingheld:
            return True
        if node.tag == "w" and node.word not in ("（", "）", "、" if listed else ""):
            return False
        if (
            not listed
            and k == i + 1
            and not (node.word in ("在", "于") or node.tag in ("d", "ad", "a", "n", "TIME"))
        ):
            return False
        k += 1
    return False


def _clause_from(nodes: list[Node], i: int, context: Context) -> int | None:
    """Return where the name begins in the clause whose subject the meeting is."""
    first = i
    for k in range(i - 1, -1, -1):
        node = nodes[k]
        if node.end < nodes[i].end - LONGEST or node.type == "Person":
            return None
        if node.tag in ("w", "TIME", "t") and not _may_stand_inside(nodes, k, i):
            return first
        if node.type == "Event" and nodes[k + 1].word in ("、", "和", "与"):
            return first  # 甲镇动员会、|乙镇动员会
        if node.word in ("和", "与") and k and nodes[k - 1].tag == "QUOTE":
            continue  # “乡贤回归”|和|返乡创业工作推进会
        if not node.type and (
            node.word in ("的", "由", "经", "据", "在", "从", "以", "以及", "并", "但", "而")
            or node.tag in ("r", "d")
            or (node.tag == "m" and _ONE_OF.match(node.word))  # 一场|表彰会正在举行
            or (
                # 重点提案|督办|会议召开: a verb of the name, where the whole clause says that it is held
                node.word in context.vocab.edge
                and (node.tag not in ("v", "vn") or _is_holding(nodes, k, context.groups))
                and not (node.word == "会" and k and nodes[k - 1].tag in ("n", "ORG"))  # 常委|会
            )
        ):
            return first
        first = k
    return first


def takes_place(nodes: list[Node], i: int, groups: Groups) -> bool:
    """举行|…活动, …活动|在某地举行: is what ends with node ``i`` a particular occasion?"""
    k = i + 1
    if k < len(nodes) and nodes[k].word in ("在", "于"):
        while k < len(nodes) and k - i <= 8 and (nodes[k].tag != "w" or nodes[k].word in "（）"):
            if not nodes[k].type and nodes[k].word.rstrip("了") in groups.beingheld:
                return True
            k += 1
        return False
    for k in range(i - 1, max(-1, i - 10), -1):
        if nodes[k].tag == "w" and nodes[k].word not in _INSIDE:
            return False
        if not nodes[k].type and nodes[k].word.rstrip("了") == "举行":
            return True
    return False


def _may_stand_inside(nodes: list[Node], k: int, i: int) -> bool:
    """May node ``k`` stand inside the name of a meeting whose head is node ``i``?"""
    node = nodes[k]
    if node.type:
        return node.type not in ("Person", "Event") or (
            node.type == "Event" and any(n.word == "暨" for n in nodes[k + 1 : i])
        )
    if node.tag == "QUOTE":
        return True
    if node.tag == "w":
        return node.word in _INSIDE and not (node.word == "、" and nodes[k - 1].type == "Event")
    if node.tag in ("TIME", "t"):
        return _YEARLY.match(node.word) is not None or (
            node.word.endswith("月份") and k > 0 and nodes[k - 1].tag != "w"
        )
    if node.word in ("的", "由", "在", "了", "着", "以", "各", "多", "这") or node.tag in ("u", "r", "xc"):
        return False
    if node.tag == "m" and _COUNTED.match(node.word):
        return False
    return node.tag not in ("p", "d") or node.word in _GOVERNS


def opened_by(nodes: list[Node], first: int) -> tuple[Node | None, str]:
    """Return the body or area, or the level word, that opens a meeting's name at node ``first``."""
    node: Node | None = nodes[first]
    while node is not None and node.kind == "Project":
        node = node.qualifier  # 理县|文化旅游项目集中签约仪式
    if node is None:
        return None, ""
    if node.type in ("Place", "Community", "Agency", "Enterprise"):
        return node, ""
    return None, node.word if node.word in LEVELS else ""
