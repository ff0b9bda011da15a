"""The stations of a journey: 在某村，张明察看…: who is on the way visits where the sentence is set."""

from __future__ import annotations

from kg.extract.nodes import Node
from kg.extract.relations.clauses import LINK, Reading
from kg.extract.relations.journeys import led

_SITES = ("Place", "Community", "Enterprise", "Agency")
_ABSTRACT = frozenset("上下中时后前")
_NO_STATION = ("期间", "方面", "过程", "基础", "带领", "领导", "指导", "陪同", "之际", "同时", "影响", "阶段")
_GROUP = ("他", "她", "他们")
_HOW = ("详细", "仔细", "实地", "深入", "认真", "现场", "重点", "一一", "分别", "先后", "边", "逐一", "亲切")


def stations(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """在A、B，张明察看…; 在A，详细了解…: who was said to be on the way visits A and B."""
    visitors = reading.state.visitors
    if not visitors:
        return
    nodes = reading.nodes
    first = begin
    while first < min(end, begin + 4) and nodes[first].word != "在":
        if nodes[first].type or nodes[first].tag not in ("TIME", "t", "d", "c", "w", "f", "vn"):
            return
        first += 1
    if first >= min(end, begin + 4) or reading.quoted[nodes[first].start]:
        return
    sites, comma = _sites(reading, first + 1, end)
    if not sites:
        return
    arrived = _arrived(reading, comma + 1, end, visitors)
    if not arrived and first == begin == 0 and len(sites) == 1 and sites[0].type != "Agency":
        # 在甲村，播种机来回穿梭。张明走进田间…
        reading.state.scene, reading.state.scene_block = sites[0], reading.scan.sentence.block
    for visitor in arrived:
        for site in sites:
            if site is not visitor:
                reading.maker.claim(reading.scan, visitor, "visits", site, span, "frame:visits:在", 0.82)


def scenes(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """丰源食品是龙头企业。张明走进车间…; 金湖广场由…改造而成，张明察看…: he is at what is spoken of.

    So only those on the way, where the part leads nowhere else, in the paragraph that began with the place.
    """
    nodes, state = reading.nodes, reading.state
    opening = nodes[begin]
    if begin == 0 and opening.type in ("Enterprise", "Place", "Community", "Agency"):
        own = opening.kind in _SCENES or opening.type in ("Enterprise", "Community")
        about = len(nodes) > 1 and not nodes[1].type and nodes[1].tag in ("v", "p", "d")
        state.scene = opening if own and about and not opening.anaphor else None
        state.scene_block = reading.scan.sentence.block
    scene = state.scene
    if scene is None or state.scene_block != reading.scan.sentence.block or not state.visitors:
        return
    if scene.sentence < reading.index - 1 or reading.quoted[opening.start]:
        return
    for k, person in reading.names(begin, end - 1, "Person"):
        verb = nodes[k + 1]
        leading = any(n.type in _SITES and n is not scene for n in nodes[k + 1 : k + 8])
        if _travels(reading, person) and not leading and not verb.type and verb.word in reading.groups.seeing:
            reading.maker.claim(reading.scan, person, "visits", scene, span, "frame:visits:看", 0.78)


ALONG = frozenset(("沿", "沿着"))
_ON_FOOT = ("步行", "徒步", "行走", "走", "一路")


def walking(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """张明一行沿清水河步行查看…: who walks along a river to see something visits it."""
    nodes, seeing = reading.nodes, reading.groups.seeing
    for k in reading.marked.places(ALONG):
        if not begin <= k < end - 2 or nodes[k].word not in ALONG or reading.quoted[nodes[k].start]:
            continue
        there = next((n for n in nodes[k + 1 : k + 3] if n.type in ("Place", "Community")), None)
        walked = False
        for node in nodes[k + 2 : min(end, k + 8)]:
            if node.word in ("，", "。", "；"):
                break
            walked = walked or (
                not node.type and (node.word in _ON_FOOT or node.word.rstrip("了过") in seeing)
            )
        if there is None or there.anaphor or not walked:
            continue
        for person in reading.actors(begin, k)[0]:
            if person.type == "Person":
                reading.maker.claim(reading.scan, person, "visits", there, span, "frame:visits:沿", 0.8)


def on_the_spot(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """某小学开展演练，李明到校指导; 王兰到现场查看: who comes there comes to what was named last."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin : end - 1], begin):
        tails = _spot(node, nodes[k + 1])
        if tails is None or reading.quoted[nodes[k].start]:
            continue
        who = [n for _, n in reading.names(max(begin, k - 6), k, "Person")]
        spot = _last_named(reading, k, tails)
        if spot is None:
            continue
        for person in who:
            reading.maker.claim(reading.scan, person, "visits", spot, span, "frame:visits:到现场", 0.78)


def _spot(verb: Node, behind: Node) -> tuple[str, ...] | None:
    """Return how names end that 到|现场 or 到校 may mean, None for other words."""
    if verb.type:
        return None
    if verb.word not in COMING:
        return None
    if verb.word in _TO:
        said = "" if behind.type else "现场" if behind.word.startswith("现场") else behind.word
    else:
        said = verb.word[1:]
    return _SPOTS.get(said)


_SPOTS = {
    "校": ("小学", "中学", "学校", "幼儿园", "学院", "一中", "二中"),
    "村": ("村", "嘎查", "村委会"),
    "社区": ("社区",),
    "现场": ("村", "社区", "小区", "公司", "厂", "小学", "中学", "学校", "广场", "公园", "医院", "合作社"),
    "企业": ("公司", "厂", "集团"),
    "企": ("公司", "厂", "集团"),
}
_TO = ("到", "来到", "到达", "赶到")
COMING = frozenset((*_TO, *(verb + spot for verb in "到来进赶" for spot in _SPOTS)))
"""Words of coming to the spot: 到|现场, 到校."""


def _last_named(reading: Reading, k: int, tails: tuple[str, ...]) -> Node | None:
    """Return the place, firm or school with one of the endings that was named last before ``k``, nearby."""
    here = [n for n in reading.nodes[:k] if n.type in _SITES and not n.anaphor and n.word.endswith(tails)]
    if here:
        return here[-1]
    for node in reversed(reading.maker.seen[-16:]):
        if node.type in _SITES and not node.anaphor and node.word.endswith(tails):
            return node if node.sentence >= reading.index - 2 else None
    return None


_SCENES = ("Site", "Zone", "PublicInstitution")


def _sites(reading: Reading, first: int, end: int) -> tuple[list[Node], int]:
    """Return the places between 在 and the comma, innermost of each chain, and where the comma stands."""
    nodes = reading.nodes
    found: list[Node] = []
    for k in range(first, min(end, first + 24)):
        node = nodes[k]
        if node.word == "，":
            word = nodes[k - 1].word
            if _at_home(nodes, k):
                return found, k
            if not nodes[k - 1].type and (word in _NO_STATION or word[-1] in _ABSTRACT):
                return [], k
            return found, k
        if node.type in _SITES:
            behind = nodes[k + 1] if k + 1 < end else None
            chained = behind is not None and behind.type in _SITES and behind.start == node.end
            longer = behind is not None and reading.site_goes_on(k)
            if not (chained or longer) and (not node.anaphor or node.antecedent is not None):
                found.append(node)
        elif node.type in ("Event", "Initiative", "Document") or (
            not node.type and node.tag in ("v", "p") and node.word not in LINK and not _to_home(nodes, k, end)
        ):
            return [], k
    return [], first


def _at_home(nodes: list[Node], comma: int) -> bool:
    """在某村老党员李明家中，: is somebody's home where the comma stands?"""
    return "".join(n.word for n in nodes[max(0, comma - 2) : comma]).endswith(("家", "家中", "家里"))


def _to_home(nodes: list[Node], k: int, end: int) -> bool:
    """在某村生活困难老党员李明家中，: does the clause at ``k`` end at somebody's home?"""
    comma = next((j for j in range(k, min(end, k + 12)) if nodes[j].word == "，"), None)
    return comma is not None and _at_home(nodes, comma)


def _arrived(reading: Reading, first: int, end: int, visitors: list[Node]) -> list[Node]:
    """Return who is said to be there behind the comma: one of those on the way, 一行, or nobody by name."""
    nodes = reading.nodes
    named: list[Node] = []
    for node in nodes[first : min(end, first + 12)]:
        if node.kind == "PartyBranch":
            return []  # 在甲村，村党支部书记李明…: he is at home there
        if node.type in ("Person", "Agency"):
            named.append(node)
        elif not node.type and node.tag in ("v", "p", "d") and not reading.title(node):
            break
    if named:
        return led(reading, [n for n in named if _travels(reading, n)])
    if first >= end or nodes[first].type:
        return []
    k = first
    while k < end and (nodes[k].word in _HOW or nodes[k].tag == "d") and not nodes[k].type:
        k += 1
    word = nodes[k].word if k < end and not nodes[k].type else ""
    groups = reading.groups
    meant = word in _GROUP or word in groups.traveller or word in groups.teamhead
    meant = meant or (k + 1 < end and nodes[k + 1].word == "们")
    return visitors if meant or word.rstrip("了过") in groups.seeing else []


def _travels(reading: Reading, named: Node) -> bool:
    """Is the person or team one of those whose journey the article tells of?"""
    known = reading.state.company
    if "agency:team" in (named.rule, named.antecedent.rule if named.antecedent is not None else ""):
        return True
    return named.word in known or (named.antecedent is not None and named.antecedent.word in known)


def lie_there(reading: Reading, objects: list[Node], begin: int, span: tuple[int, int]) -> None:
    """在上街镇，张明察看了文化公园、研学基地: what is seen in an area lies there."""
    nodes = reading.nodes
    first = begin
    while first < begin + 3 and first + 2 < len(nodes) and nodes[first].word != "在":
        if nodes[first].type or nodes[first].tag not in ("TIME", "t", "d", "c", "vn"):
            return
        first += 1
    if first + 2 >= len(nodes) or nodes[first].word != "在":
        return
    area, comma = nodes[first + 1], nodes[first + 2]
    if comma.word != "，" or area.kind not in _WIDTH or area.anaphor:
        return
    for site in objects:
        if (
            site.sentence != reading.index
            or site.start < comma.end
            or site.qualifier is not None
            or site.level
        ):
            continue
        inner = (
            site.type == "Enterprise" or site.kind in _SEEN_IN or _WIDTH.get(site.kind, 0) > _WIDTH[area.kind]
        )
        if inner and not site.anaphor:
            reading.maker.claim(reading.scan, site, "locatedIn", area, span, "frame:locatedIn:在", 0.8)


_WIDTH = {"County": 2, "Zone": 2, "Township": 3, "Village": 4, "ResidentialCommunity": 4, "HousingEstate": 5}
"""Kinds of areas that one may be in, the wider ones first."""
_SEEN_IN = ("Site", "Road", "Other", "Zone")
