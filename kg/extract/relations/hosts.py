"""Who hosts, bears, oversees or supports something together: 由A主办、B承办, 由A牵头，B配合, A、B联合…"""

from __future__ import annotations

import re

from kg.extract.nodes import JOINING, Node
from kg.extract.relations.clauses import ACTORS, LINK, ORGANS, Reading, is_site
from kg.model import Role

_LAUNCH = re.compile("启动|授旗|动员|部署|推进|出征|开幕|发布")
_THING = ("活动", "行动", "项目", "工程", "改革", "工作", "过程", "比赛", "大赛", "机制", "评选", "培训")


def hosts(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """由X主办的Y, Y由X承办、Z协办, 由X牵头、Z督办的Y, Y是X和Z共同发起的: who does what for Y.

    A row of such clauses is open from 由 on: 由甲局牵头，乙局具体落实，丙局督办.
    """
    nodes, groups = reading.nodes, reading.groups
    opened = -9  # the last verb of an open row
    leaders: list[Node] = []
    for k, node in enumerate(nodes[begin:end], begin):
        verb = not node.type and node.word
        if not verb or not (verb in groups.host or verb in groups.overseeing or verb in groups.backing):
            continue
        who, first = reading.list_before(k, begin)
        named = _named_as(reading, k, end) if not who else []
        for target, confidence in _targets(reading, k, k, begin, end) if named else ():
            relation = "convenes" if target.type == "Event" else "carriesOut"
            for each in named:
                reading.maker.claim(
                    reading.scan, each, relation, target, span, f"frame:{relation}:由", confidence - 0.05
                )
        if not who:
            continue
        hosting = verb in groups.hosting
        is_open = _opens(reading, first, k, begin) or (
            first - 2 <= opened + 1 and nodes[first - 1].word in ("、", "，") and opened >= begin
        )
        if not (is_open or hosting):
            continue
        opened = k
        if verb in groups.backing:
            for leader in leaders[:1]:
                for other in who:
                    reading.maker.claim(
                        reading.scan, leader, "cooperatesWith", other, span, "frame:cooperatesWith:配合", 0.85
                    )
            continue
        if hosting:
            for other in who[1:] if verb.endswith(("主办", "牵头")) else ():
                reading.maker.claim(
                    reading.scan, who[0], "cooperatesWith", other, span, "frame:cooperatesWith:主办", 0.8
                )
        leaders = leaders or who
        _bear(reading, who, k, first, begin, end, span)


def _named_as(reading: Reading, k: int, end: int) -> list[Node]:
    """牵头的是甲局, 主办方为乙协会: return who is named behind the verb as the one that does it."""
    nodes = reading.nodes
    if k + 2 >= end or not (nodes[k + 1].word in ("的", "方", "单位") and nodes[k + 2].word in ("是", "为")):
        return []
    who: list[Node] = []
    for node in nodes[k + 3 : end]:
        if node.type in ORGANS:
            who.append(node)
        elif node.word in ("，", "。", "；", "等"):
            return who
        elif node.type or node.word not in JOINING:
            return []  # 主办方为某社区的老人送去礼品
    return who


def _opens(reading: Reading, first: int, k: int, begin: int) -> bool:
    """Does 由 open the clause that the list from ``first`` stands in, or 是 (是甲、乙共同发起的)?"""
    nodes = reading.nodes
    for j in range(first - 1, begin - 1, -1):
        node = nodes[j]
        if node.word in ("，", "。", "；"):
            return False
        if node.type in ("Event", "Initiative") or (node.word in ("在", "于") and j == first - 1):
            return False
        if node.type:
            continue
        if node.word == "由":
            return True
        if node.word == "是" and j == first - 1:
            return k + 1 < len(nodes) and nodes[k + 1].word == "的"
    return False


def _bear(
    reading: Reading, who: list[Node], k: int, first: int, begin: int, end: int, span: tuple[int, int]
) -> None:
    """State that those of the list before ``k`` host the event, or bear or oversee the initiative, meant."""
    word = reading.nodes[k].word
    hosting = word in reading.groups.hosting
    for target, confidence in _targets(reading, k, first, begin, end):
        relation = "convenes" if target.type == "Event" else "carriesOut"
        if word in reading.groups.overseeing:
            relation = "supervises"
        if target.type == "Event" and (relation != "convenes" or word not in reading.groups.convening):
            continue
        if target.type == "Event" and word == "牵头" and target.start < reading.nodes[k].start:
            continue  # who leads the work on what a meeting decided does not hold it
        if target.type == "Initiative" and hosting and confidence < 0.8:
            continue
        for drive in target.children if relation == "convenes" and _LAUNCH.search(target.word) else ():
            if drive.type == "Initiative":
                for each in who[:1]:
                    reading.maker.claim(
                        reading.scan, each, "carriesOut", drive, span, "frame:carriesOut:由", 0.78
                    )
        for each in who:
            if each.type == "Agency" or relation != "supervises":
                reading.maker.claim(
                    reading.scan, each, relation, target, span, f"frame:{relation}:由", confidence
                )


def _targets(reading: Reading, k: int, first: int, begin: int, end: int) -> list[tuple[Node, float]]:
    """Return what is hosted: behind 的, before 由, or what the sentence or the one before spoke of."""
    nodes = reading.nodes
    behind = [n for _, n in reading.names(k, min(end, k + 8), "Event", "Initiative")][:1]
    before = [n for _, n in reading.names(begin, first, "Event", "Initiative")][-1:]
    hosting = nodes[k].word in reading.groups.hosting
    relative = next((j for j in range(k + 1, end) if nodes[j].word == "的"), end)
    row = all(n.word != "，" and n.type not in ("Event", "Initiative") for n in nodes[k + 1 : relative])
    if relative < end and row and relative + 1 < end:
        following = [n for _, n in reading.names(relative, min(end, relative + 6), "Event", "Initiative")][:1]
        if following:
            return [(following[0], 0.87)]
    if behind and not (hosting and (before or (reading.state.event and nodes[k + 1].word != "的"))):
        return [(behind[0], 0.87)]
    if before:
        return [(before[0], 0.87)]
    state = reading.state
    if hosting and state.event is not None:
        return [(state.event, 0.87)]  # 本次比赛由A主办、B承办
    return [(x, 0.8) for x in topic(reading, begin, first, whatever=hosting or first - 1 == begin)]


def topic(reading: Reading, begin: int, first: int, *, whatever: bool) -> list[Node]:
    """该项改革由X统筹, 评选由X开展: the initiative last spoken of that ends in the noun, or the last one."""
    recent = reading.recent_initiatives()
    nouns = [n.word for n in reading.nodes[begin:first] if not n.type and n.word.endswith(_THING)]
    if nouns:
        same = [i for i in recent if i.word.endswith(nouns[-1])]
        return (same or recent)[-1:]
    return recent[-1:] if whatever else []


def _before_people(reading: Reading, k: int, begin: int) -> int:
    """甲社区与乙大学|的志愿者|搭伙: return where the people of bodies begin who act right before ``k``."""
    nodes = reading.nodes
    if k - 2 <= begin or nodes[k - 1].type or nodes[k - 1].word not in reading.groups.companion:
        return k
    for j in range(k - 2, max(begin, k - 5), -1):
        if nodes[j].word == "的":
            return j
        if nodes[j].type or nodes[j].tag not in ("n", "nz", "vn", "b", "m"):
            break
    return k


def cooperation(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """A与B联合…, A、B共同…, A与B对接, A、B来到某村，联合…: they act together."""
    nodes, actors = reading.nodes, reading.acting
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in reading.groups.together:
            continue
        listed, first = reading.list_before(_before_people(reading, k, begin), begin)
        if node.word in _SIGNING:
            if not any(n.word.startswith(_DUTY) for n in nodes[k + 1 : min(end, k + 8)]):
                _bound(reading, k, begin, span, "签订")
            continue
        if first > begin and nodes[first - 1].word in ("与", "同", "跟", "和") and listed:
            # A 积极与B、C对接: A stands before the preposition; not so 与A联合…，与B结对
            before = reading.actors(begin, first - 1)[0] if first - 1 > begin else []
            left = [a for a in before if not reading.joined(nodes.index(a))]
            left = left or [a for a in actors if a.type in ORGANS and a not in before]
            pairs = [(a, b) for a in left[-1:] for b in listed]
        elif node.word not in reading.groups.dealing or any(
            n.word in ("与", "同", "跟") for n in nodes[first:k]
        ):
            pairs = [(listed[0], other) for other in listed[1:]]
        else:
            pairs = []
        if not listed and nodes[k - 1].word == "，" and node.word.startswith("联合"):
            row = _row(reading, begin, k)
            pairs = [(row[0], other) for other in row[1:]]
        for one, other in pairs:
            reading.maker.claim(
                reading.scan, one, "cooperatesWith", other, span, "frame:cooperatesWith:共同", 0.95
            )


_SIGNING = frozenset(("签订", "签署", "签下", "签约"))
_DUTY = ("责任", "承诺", "军令", "劳动")
"""What one lays on the other, who then do not act together (签订责任书)."""


BINDING = frozenset(("建立", "构建"))
_BONDS = ("机制", "制度", "关系", "联盟")


def bonds(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """甲法庭与乙镇综治中心建立联席会议制度, 甲所还与乙厂建立合作关系: they act together."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word.rstrip("了") not in BINDING:
            continue
        for other in nodes[k + 1 : min(end, k + 10)]:
            if other.word in ("，", "。", "；"):
                break
            if other.word.endswith(_BONDS):
                _bound(reading, k, begin, span, "建立")
                break


def _bound(reading: Reading, k: int, begin: int, span: tuple[int, int], word: str) -> None:
    """甲馆馆长张明与乙村、丙村签订协议: the bodies, also of those who sign for them, act together."""
    nodes = reading.nodes
    joining = ("与", "同", "和", "跟")
    joint = next((j for j in range(k - 1, max(begin, k - 16) - 1, -1) if nodes[j].word in joining), begin)
    if joint <= begin or nodes[joint].type or any(n.word in ("，", "；", "。") for n in nodes[joint:k]):
        return
    right = _signers(reading, joint + 1, k)
    comma = next((j for j in range(joint - 1, begin - 1, -1) if nodes[j].word == "，"), begin - 1)
    left = _signers(reading, comma + 1, joint)[-1:]
    if all(n.tag in _PASSED and not n.type for n in nodes[comma + 1 : joint]):
        # 甲局在仪式上，与乙厂签订协议; 甲院依法立案，并与乙局签订协议
        left = [a for a in reading.actors(begin, joint)[0] if a.type in ORGANS]
    for one in left:
        for other in right:
            reading.maker.claim(
                reading.scan, one, "cooperatesWith", other, span, f"frame:cooperatesWith:{word}", 0.85
            )


_PASSED = frozenset(("c", "d", "ad", "TIME", "t"))
"""What may stand between a comma and 与: 并, 还, 先后."""


def _signers(reading: Reading, first: int, last: int) -> list[Node]:
    """Return the bodies between two nodes that sign, and those for which people among them do."""
    found: list[Node] = []
    for j, node in reading.names(first, last, *ACTORS):
        if node.type == "Person":
            bodies = [p.body for p in reading.maker.posts if p.person is node and isinstance(p.body, Node)]
            found.extend(b for b in bodies[-1:] if b.type in ORGANS)
        elif node.type == "Place" and j + 1 < last and reading.nodes[j + 1].word not in LINK:
            continue  # 与深圳一家商超签订协议
        elif not reading.modifies(j, last) and not is_site(node):
            found.append(node)
    return found


def jointly(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """某县多部门联合…: the bodies that the first sentence below such a headline lists act together."""
    if not reading.state.joint or reading.scan.sentence.role is not Role.PARAGRAPH:
        return
    row = _row(reading, begin, len(reading.nodes))
    if len(row) >= 2:
        reading.state.joint = False
        for other in row[1:]:
            reading.maker.claim(
                reading.scan, row[0], "cooperatesWith", other, span, "frame:cooperatesWith:标题", 0.85
            )


def _row(reading: Reading, begin: int, last: int) -> list[Node]:
    """Return the bodies listed with 、 before the first verb of a part."""
    row: list[Node] = []
    for node in reading.nodes[begin:last]:
        if node.type in ORGANS and not node.anaphor:
            row.append(node)
        elif row and not (node.word in ("、", "和", "及", "以及", "等") or node.tag in ("m", "q")):
            break
    return [n for n in row if n.type == "Agency"] if len(row) >= 2 else []
