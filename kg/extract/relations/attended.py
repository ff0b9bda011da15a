"""Who is at a meeting at hand though no frame says so: lists behind 出席的有, 会上…强调, who holds it."""

from __future__ import annotations

import re

from kg.extract.nodes import Node
from kg.extract.relations.clauses import LINK, Reading, Trigger
from kg.extract.relations.maker import Maker
from kg.extract.relations.meetings import at_hand

_HAVING = ("有", "还有", "包括", "是", "：", "另有")
_THERE = ("会上", "仪式上", "座谈会上", "大会上", "推进会上", "动员会上", "座谈中", "会议上", "在会上")
_URGING = ("强调", "指出", "要求", "提出")
_TELLING = ("表示", "说", "介绍", "谈到", "认为", "希望")
_AREAS = ("County", "Prefecture", "Township", "Zone", "Province")


def listed_behind(reading: Reading, trigger: Trigger, end: int) -> list[Node] | None:
    """出席会议的还有A、B, 参加活动的领导有：A、B: those listed behind are there. None: no such list.

    出席大会的人大代表张明: so is who is named right behind; 出席大会的代表: nobody is named (an empty list).
    """
    nodes = reading.nodes
    k = trigger.index + 1
    while k < end and (nodes[k].type in ("Event", "Initiative") or nodes[k].tag in ("n", "vn", "QUOTE", "u")):
        if nodes[k].word == "的" and not nodes[k].type:
            break
        k += 1
    if k >= end or nodes[k].word != "的":
        return None
    k += 1
    people = False
    while k < end and not nodes[k].type and (nodes[k].tag == "n" or reading.title(nodes[k])):
        people = people or _are_people(reading, nodes[k])
        k += 1
    if k < end and not nodes[k].type and nodes[k].word in _HAVING:
        return _people_from(reading, k + 1, end)
    if not people:
        return None
    return _people_from(reading, k, end)


def _are_people(reading: Reading, node: Node) -> bool:
    """Does the noun stand for people (代表, 人大代表, 领导, 委员)?"""
    groups = reading.groups
    return (
        node.word in groups.companion
        or node.word in groups.collective
        or reading.title(node)
        or node.word.endswith(("代表", "委员", "领导", "嘉宾", "人员", "选手", "同志"))
    )


def _people_from(reading: Reading, first: int, end: int) -> list[Node]:
    """Return the people of the list from node ``first`` on, over their bodies and titles."""
    found: list[Node] = []
    for node in reading.nodes[first:end]:
        if node.type == "Person":
            found.append(node)
        elif not node.type and node.tag in ("v", "p", "d") and not reading.title(node):
            break
    return found


def speakers(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """张明强调, where he is at the meeting at hand; 会上，张明介绍: he speaks there."""
    event = at_hand(reading)
    if event is None or reading.quoted[reading.nodes[begin].start]:
        return
    nodes = reading.nodes
    there = nodes[begin].word in _THERE or (
        begin + 1 < end and nodes[begin].word + nodes[begin + 1].word in _THERE
    )
    for k, person in reading.names(begin, end, "Person"):
        behind = k + 1
        while behind < end and nodes[behind].tag == "d" and not nodes[behind].type:
            behind += 1
        word = nodes[behind].word if behind < end and not nodes[behind].type else ""
        if word not in _URGING and not (there and word in _TELLING):
            continue
        if reading.quoted[person.start] or person.kind == "NationalLeader":
            continue
        if there or _is_there(reading.maker, person, event):
            reading.maker.claim(reading.scan, person, "speaksAt", event, span, f"frame:speaksAt:{word}", 0.8)
            reading.maker.claim(reading.scan, person, "takesPartIn", event, span, "frame:speaksAt:会上", 0.78)


def _is_there(maker: Maker, person: Node, event: Node) -> bool:
    """Is the person known to be at the meeting, by any of its names?"""
    names = {event.word, event.antecedent.word if event.antecedent is not None else event.word}
    return any(
        (person.word, relation, name) == key[:3]
        for key in maker.found
        for relation in ("chairs", "takesPartIn")
        for name in names
    )


_PUSHED = re.compile(
    r"推进会|部署会|动员会|启动仪式|启动大会|工作会|调度会|领导小组会|擂台赛|现场会|观摩会|评比|分析会|总结会|"
    r"点评会|例会|誓师|开工仪式|培训班|关于开展|关于实施|关于推行"
)
"""Meetings at which a body pushes an initiative of its own, and documents that begin one."""


def pushed(named: Node) -> list[Node]:
    """“…”行动推进会, 《关于开展“…”行动的通知》: return the initiatives that who holds or issues it pushes."""
    if named.type not in ("Event", "Document") or not _PUSHED.search(named.word):
        return []
    return [child for child in named.children if child.type == "Initiative"]


def held_by_area(maker: Maker, announced: list[tuple[int, Node]]) -> None:
    """习水县项目集中开工仪式, 全市旅游发展大会: a meeting that nobody else is said to hold is the area's."""
    held = {key[2] for key in maker.found if key[1] == "convenes"}
    for sentence, event in announced:
        area = next((c for c in event.children if c.start == event.start and c.type == "Place"), None)
        if (
            area is not None
            and area.kind in _AREAS
            and event.kind in ("Meeting", "Ceremony", "Congress")
            and event.word not in held
            and not event.word.endswith("两会")
        ):
            scan = maker.mentions.scans[sentence]
            maker.claim(scan, area, "convenes", event, (0, len(scan.text)), "name:convenes:area", 0.78)
            for drive in pushed(event):
                maker.claim(scan, area, "carriesOut", drive, (0, len(scan.text)), "name:carriesOut", 0.75)


def without_origins(reading: Reading, found: list[Node], stop: int) -> list[Node]:
    """Leave out of a list of people what only says whose they are: 县委副书记、本溪市援疆干部领队王超."""
    if not any(n.type == "Person" for n in found):
        return found
    nodes = reading.nodes
    kept = []
    for node in found:
        k = nodes.index(node)
        behind = nodes[k + 1] if k + 1 < stop else None
        if behind is None or behind.type or node.type == "Person":
            kept.append(node)
        elif node.type == "Place":
            if behind.word in LINK or behind.word in ("，", "等"):
                kept.append(node)
        elif not reading.title(behind) or behind.word.endswith(("负责人", "负责同志", "领导", "代表")):
            kept.append(node)
    return kept
