"""Sites that are named behind their area: 走进|某乡油用牡丹种植基地, 来到|某村油菜种植坝区."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import AREA_TYPES, NAME, Node, Scan

LONGEST = 14
"""How many characters may stand between the area and the head of the site's name."""


_NEVER_INSIDE = frozenset(("w", "u", "c", "r", "d", "m", "TIME", "t", "xc", "f", "QUOTE", "PER"))


def site_from(scan: Scan, context: Context, i: int) -> int | None:
    """Return the index of the area that the name of the site with its head at node ``i`` begins with.

    Whatever the tagger makes of the words between, they are the name's where the area is gone to, or
    stands in a list of such places. None where no area stands there, or where something does that no name
    holds.
    """
    nodes = scan.nodes
    for k in range(i - 1, -1, -1):
        node = nodes[k]
        if nodes[i].start - node.end > LONGEST or node.end != nodes[k + 1].start:
            return None
        if node.type in AREA_TYPES or (node.word in _COUNTY and not node.type):
            return k if k < i - 1 and _is_gone_to(nodes, k, context) else None
        near = k == i - 1 or nodes[k + 1].tag == "LOC"  # 团结|北里|停车场
        if not _may_stand_inside(node, context, near=near) or (
            k and nodes[k - 1].type and len(node.word) == 1 and node.tag in ("v", "p")
        ):
            return None
    return None


_COUNTY = frozenset("县市区旗镇乡")
"""Level words that may stand for the area (查看|县水利防汛物资库)."""


def _may_stand_inside(node: Node, context: Context, *, near: bool) -> bool:
    """May the node stand between an area and the head of a site (油菜, 用; not 的, 和, 开展, 三个)?

    ``near``: it stands right before the head or a proper word, where a verb may (辣椒|育苗|坝区).
    """
    if node.type or node.tag in _NEVER_INSIDE or node.word in ("境内", "辖区"):
        return False
    if node.word in context.groups.undertake or node.word in context.lexicon.titles:
        return False
    if node.tag not in ("v", "vd", "p") or len(node.word) == 1 or node.word in context.groups.nameverb:
        return True
    return near and node.word not in context.vocab.verbs


def _is_gone_to(nodes: list[Node], k: int, context: Context) -> bool:
    """Does a verb or preposition of place govern node ``k``, directly or through a list of places?"""
    before = nodes[k - 1] if k else None
    if before is None or before.word in ("，", "。"):
        return True
    if before.word in ("、", "和", "及", "与", "以及"):
        return k >= 2 and bool(nodes[k - 2].type)
    return before.tag in ("v", "p") or before.word.rstrip("了") in context.vocab.triggers


_ROADS = ("高速公路", "高速", "公路", "铁路", "高铁", "城际铁路", "快速路", "快速通道", "旅游公路", "旅游路")
_NUMBER = re.compile(r"[GSXY]\d{1,4}线?$")


def roads(scan: Scan) -> None:
    """S21|阿勒泰|至|乌鲁木齐高速公路: a road that is named for the places that it joins."""
    if "至" not in scan.text or not ("路" in scan.text or "高速" in scan.text or "高铁" in scan.text):
        return
    nodes = scan.nodes
    for k in range(len(nodes) - 2, 0, -1):
        origin, goal = nodes[k - 1], nodes[k + 1]
        if nodes[k].word != "至" or origin.type != "Place" or goal.type != "Place":
            continue
        last, ends = k + 1, [origin, goal]
        if goal.kind == "Road" and goal.core.endswith(_ROADS):
            ends = [origin, *([goal.qualifier] if goal.qualifier is not None else [])]
        else:
            last = next((j for j in (k + 2, k + 3) if j < len(nodes) and nodes[j].word in _ROADS), 0)
        if not last or any(n.tag in ("w", "p", "c", "u") for n in nodes[k + 2 : last]):
            continue
        first = k - 1 - (k >= 2 and _NUMBER.match(nodes[k - 2].word) is not None)
        made = Node(nodes[first].start, nodes[last].end, NAME, "", "Place", "Road", rule="place:road")
        made.word = made.core = scan.text[made.start : made.end]
        made.children = ends
        scan.replace(first, last, made)
        return
