"""Communities that only the noun behind their list names: 走进锦绣城、水乡丽都等小区, 水果、上寨两村."""

from __future__ import annotations

import re

from kg.extract.nodes import AREA_KINDS, NAME, Node, Scan

LONGEST = 8
"""How many characters a community's name may have in such a list."""

_HOMES = {
    "小区": ("HousingEstate", ""),
    "居民小区": ("HousingEstate", ""),
    "社区": ("ResidentialCommunity", "社区"),
    "村": ("Village", "村"),
    "嘎查": ("Village", "嘎查"),
}
_GOING = frozenset(
    ("走进", "深入", "来到", "到", "在", "赴", "前往", "进入", "走访", "先后到", "先后来到", "对")
)
_LEVEL = "镇乡道区县市"
_NUMBER = re.compile(r"(?:\d+|[两三四五六七八九十]+)余?个?$")


def listed_homes(scan: Scan) -> None:
    """Make communities of what is listed before 等小区, 等3个村, 两村, behind a verb of going."""
    if "、" not in scan.text or not ("等" in scan.text or "两" in scan.text or "三" in scan.text):
        return
    k = 0
    while k < len(scan.nodes):
        home = _home_behind(scan.nodes, k)
        if home is not None:
            k = _list_before(scan, k, home)
        k += 1


def _home_behind(nodes: list[Node], k: int) -> str | None:
    """Return the noun for which a list ends before node ``k``, 等 or a number; None where no list ends."""
    node = nodes[k]
    if node.type or not (node.word == "等" or _NUMBER.match(node.word)) or k < 3:
        return None
    behind = k + 1
    if node.word == "等" and behind < len(nodes) and _NUMBER.match(nodes[behind].word):
        behind += 1
    noun = nodes[behind] if behind < len(nodes) else None
    if noun is None or noun.type or noun.word not in _HOMES:
        return None
    then = nodes[behind + 1] if behind + 1 < len(nodes) else None
    if then is not None and not then.type and then.tag in ("n", "vn"):
        return None  # 等小区|设施
    return noun.word


def _list_before(scan: Scan, k: int, home: str) -> int:
    """Make the communities listed right before node ``k``; return where that node stands then."""
    nodes = scan.nodes
    first = k - 1
    while first >= 0 and _may_stand_in_list(nodes[first]):
        first -= 1
    if first < 0 or nodes[first].word not in _GOING or nodes[first].type:
        return k
    ends = [j for j in range(first + 1, k) if nodes[j].word in ("、", "和")]
    if not any(nodes[j].word == "、" for j in ends):
        return k
    made = 0
    for left, right in zip([k, *reversed(ends)], [*reversed(ends), first], strict=False):
        made += _make(scan, right + 1, left - 1, home)
    return k - made


def _may_stand_in_list(node: Node) -> bool:
    """May the node stand in a list of communities?"""
    if node.type:
        return node.type in ("Place", "Community")
    if node.word in _GOING:
        return False
    return node.word in ("、", "和") or node.tag not in ("w", "p", "u", "r", "d", "c", "TIME", "t", "QUOTE")


def _make(scan: Scan, first: int, last: int, home: str) -> int:
    """Make one community of the nodes; return by how many nodes the sentence is shorter then."""
    nodes = scan.nodes
    if first > last or any(n.type == "Community" for n in nodes[first : last + 1]):
        return 0
    whole = nodes[first : last + 1]
    town = whole[0] if last > first and whole[0].kind in AREA_KINDS and whole[0].word[-1] in _LEVEL else None
    if any(n.kind in AREA_KINDS and n.word[-1] in _LEVEL for n in whole if n is not town):
        return 0
    kind, tail = _HOMES[home]
    inner = nodes[first if town is None else first + 1]
    core = scan.text[inner.start : nodes[last].end]
    if not 2 <= len(core) <= LONGEST or (tail and len(core) > 4) or (not tail and len(core) < 3):
        return 0
    node = Node(nodes[first].start, nodes[last].end, NAME, scan.text[nodes[first].start : nodes[last].end])
    node.type, node.kind, node.core, node.rule = "Community", kind, core + tail, "community:listed"
    if town is not None:
        node.qualifier, node.children = town, [town]
    scan.replace(first, last, node)
    return last - first
