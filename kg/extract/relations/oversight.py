"""Who supervises whom: 对A、B开展巡察, 被镇纪委约谈, 由X全程监督, 深入A、B，对…进行检查."""

from __future__ import annotations

import re

from kg.extract.nodes import Node
from kg.extract.relations.clauses import ACTORS, Reading
from kg.extract.relations.journeys import team_of
from kg.extract.relations.meetings import at_hand

_WATCHED = ("Agency", "Community", "Enterprise", "Initiative", "Place")
_CHECK = (
    "巡察|巡视|督导|督查|督察|监督|审计|考核|督办|检查|执法|约谈|巡查|抽查|核查|排查整治|夜查|暗访|“?回头看”?"
)
_DONE = re.compile(rf"[^，。；]{{0,24}}?(?:开展|进行|实施|实行)了?[^，。；]{{0,12}}?(?:{_CHECK})")
_NOTICE = re.compile(
    r"[^，。；]{0,12}(?:制发|发出|送达|下达)[^，。；]{0,4}(?:检察建议|整改通知|督办函|监察建议)"
)
_ACTING = ("开展", "进行", "实施", "实行", "制发", "发出", "送达", "下达")
_TOWARDS = frozenset(("对", "对于", "向"))
_PASSIVE = frozenset(("约谈", "约谈提醒", "通报批评", "督办", "查处", "立案审查调查", "挂牌督办", "责令整改"))

_PROMISES = frozenset(("表态", "表态发言", "作表态发言", "表态讲话"))
SAYING_SO = _TOWARDS | _PASSIVE | _PROMISES


def oversight(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """State what the oversight that one part of a sentence tells of says besides the frames."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type == "Event":
            _in_name(reading, node, span)
        if node.type:
            continue
        if node.word in _TOWARDS:
            _over(reading, k, begin, end, span)
        elif node.word in _PASSIVE:
            _passive(reading, k, begin, span)
        elif node.word in _PROMISES:
            _promising(reading, k, begin, span)


def _over(reading: Reading, k: int, begin: int, end: int, span: tuple[int, int]) -> None:
    """对A、B等15个单位的X开展巡察: who acts supervises all up to the verb."""
    nodes, text = reading.nodes, reading.scan.text
    targets: list[Node] = []
    j = k + 1
    while j < end and nodes[j].word not in ("，", "；"):
        node = nodes[j]
        if node.type in _WATCHED and (not node.anaphor or node.antecedent is not None):
            targets.append(node)
        elif not node.type and node.word.startswith(_ACTING):
            break
        j += 1
    if j >= end or nodes[j].word in ("，", "；"):
        return
    rest = text[nodes[j].start : nodes[j].start + 40]
    told = nodes[k].word == "向"
    if not (_NOTICE.match(rest) if told else _DONE.match(rest) or _NOTICE.match(rest)):
        return
    acting = k
    if not targets and not told:
        acting, visited = _gone_to(reading, k, begin)
        targets = [t for t in visited if t.type == "Agency"]
    who = _meeting_body(reading) or reading.actors(begin, acting)[0]
    who = who or [s for s in reading.state.subjects if s.type != "Person" or s.sentence == reading.index]
    who = [*who, *(t for w in who for t in team_of(reading, w))]
    led = any(n.word in ("带队", "率队") for n in nodes[begin:k])
    for each in who:
        relation = "visits" if each.type == "Person" and led else "supervises"
        for target in targets:
            if each.type in ("Agency", "Person") and each is not target:
                reading.maker.claim(reading.scan, each, relation, target, span, f"frame:{relation}:对", 0.88)


def _meeting_body(reading: Reading) -> list[Node]:
    """会议…；对甲局开展监督评议: whose meeting it is supervises, where the sentence tells of the meeting."""
    first = reading.nodes[0] if reading.nodes else None
    event = first.antecedent if first is not None and first.type == "Event" and first.anaphor else first
    if event is None or event.type != "Event":
        return []
    owner = event.qualifier or next((c for c in event.children if c.type == "Agency"), None)
    return [owner] if owner is not None and owner.type == "Agency" else []


def _in_name(reading: Reading, event: Node, span: tuple[int, int]) -> None:
    """第三巡察组巡察甲局党组工作动员会: the name of the meeting says who supervises whom."""
    who = event.children[0] if event.children else None
    if who is None or who.type != "Agency" or who.start != event.start or who.word[-1] != "组":
        return
    if event.word[len(who.word) : len(who.word) + 2] not in ("巡察", "巡视", "督察", "督导"):
        return
    for target in event.children[1:]:
        if target.type in _WATCHED:
            _watched(reading, who, target, span, 0.85)


def _watched(reading: Reading, team: Node, target: Node, span: tuple[int, int], confidence: float) -> None:
    """State that a team supervises a body; that it goes there where the headline says so (进驻)."""
    reading.maker.claim(reading.scan, team, "supervises", target, span, "name:supervises", confidence)
    if reading.state.moved_in and target.kind != "PartyOrgan":
        reading.maker.claim(reading.scan, team, "visits", target, span, "name:visits:进驻", confidence - 0.05)


def _promising(reading: Reading, k: int, begin: int, span: tuple[int, int]) -> None:
    """巡察动员会上，甲社区、乙社区负责人作表态发言: those who promise to help are inspected."""
    event = at_hand(reading)
    team = event.children[0] if event is not None and event.children else None
    if event is None or team is None or team.kind != "Team" or "巡察" not in event.word:
        return
    for node in reading.nodes[begin:k]:
        if node.type == "Community" and not node.anaphor:
            _watched(reading, team, node, span, 0.8)


def _gone_to(reading: Reading, k: int, begin: int) -> tuple[int, list[Node]]:
    """深入甲镇以及乙局等地，对…进行检查: return the verb of going before ``k`` and the names behind it."""
    going = [
        t.index
        for t in reading.triggers
        if begin <= t.index < k and any(f.relation == "visits" for f in t.frames)
    ]
    if not going:
        return k, []
    return going[-1], [n for _, n in reading.names(going[-1] + 1, k, *_WATCHED)]


def _passive(reading: Reading, k: int, begin: int, span: tuple[int, int]) -> None:
    """A被B约谈: B supervises A."""
    givers, first = reading.list_before(k, begin)
    if not givers or first == begin or reading.nodes[first - 1].word != "被":
        return
    for target in reading.actors(begin, first - 1)[0][-1:]:
        for giver in givers:
            if giver.type == "Agency" and target.type in ACTORS and target.type in _WATCHED:
                reading.maker.claim(
                    reading.scan, giver, "supervises", target, span, "frame:supervises:被", 0.85
                )
