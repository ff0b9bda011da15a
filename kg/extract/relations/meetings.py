"""Meetings: which one is at hand, who speaks at it, and who attends it."""

from __future__ import annotations

from kg.extract.nodes import Node
from kg.extract.relations.clauses import ACTORS, Reading, Trigger
from kg.lexicon import Frame

_NEAR = 12
"""Sentences within which a meeting that was named is the one at hand."""

_OPENING = ("召开", "举行", "开幕", "闭幕", "在", "举办", "开赛", "落幕", "开讲", "启动")
_ENDING = ("召开", "举行", "开幕", "闭幕", "落幕", "举办")
_INVITING = frozenset(("邀请", "特邀", "邀"))
_SINCE = ("以来", "之后", "后", "精神", "期间", "以后", "之际", "前夕")
_WHERE_BARE = (
    "会议",
    "大会",
    "。",
    "仪式",
    "学习",
    "开幕式",
    "揭牌",
    "启动",
    "座谈",
    "典礼",
    "活动",
    "演出",
    "比赛",
    "展演",
)


def announced(reading: Reading) -> None:
    """Keep in mind the meeting that a sentence says is held, or that the headline names.

    What only dates the news is not at hand: 党的二十大召开以来, 两会闭幕后.
    """
    if "Event" not in reading.types:
        return
    nodes = reading.nodes
    heading = reading.scan.sentence.role.value in ("kicker", "title", "subtitle")
    for k, node in enumerate(nodes):
        if node.type != "Event" or node.anaphor:
            continue
        behind = [n.word for n in nodes[k + 1 : k + 6]]
        if any(word in _SINCE for word in behind[:3]):
            continue
        if (
            any(word in _OPENING for word in behind)
            or (heading and _held_in_heading(reading, k))
            or _held_far_behind(nodes, k)
        ):
            reading.state.event, reading.state.event_sentence = node, reading.index
            reading.state.announced.append((reading.index, node))


def _held_far_behind(nodes: list[Node], k: int) -> bool:
    """Does the sentence end by saying that the meeting is held: 某会议走完各项议程，在县礼堂闭幕?"""
    for node in nodes[k + 1 : k + 16]:
        if node.type in ("Event", "Person") or node.word in ("。", "；"):
            return False
        if not node.type and node.word in _ENDING:
            return True
    return False


def _held_in_heading(reading: Reading, k: int) -> bool:
    """Does a headline say that the meeting at ``k`` is held: 某县召开X, X举行?"""
    around = [n.word for n in reading.nodes[max(0, k - 2) : k + 3]]
    return any(word in ("召开", "举行", "举办", "开幕", "组织", "启动") for word in around)


def at_hand(reading: Reading) -> Node | None:
    """Return the meeting that the article is about here, None where none was named."""
    state = reading.state
    return state.event if state.event_sentence >= reading.index - _NEAR else None


def meeting(reading: Reading, trigger: Trigger, frame: Frame) -> list[Node]:
    """讲话, 参加会议, 到会指导: the meeting that this sentence or those before spoke of."""
    nodes = reading.nodes
    following = nodes[trigger.index + 1].word if trigger.index + 1 < len(nodes) else ""
    if frame.relation == "takesPartIn":
        recent = reading.recent_initiatives()
        named = [i for i in recent if following == "其中" or (len(following) >= 2 and following in i.word)]
        if named:
            return named[-1:]  # 参与其中; 参加慰问, where the article tells of a “…”慰问活动
        if not _bare(reading, trigger, following):
            return []
    if frame.relation == "chairs" and following not in (
        *("会议", "大会", "。", "，", "；", "并", "全会", "仪式", "活动", "典礼", "开幕式", "座谈会", ""),
    ):
        return []
    if frame.relation == "speaksAt":
        at = _spoken_at(reading, trigger)
        if at is not None:
            return [at]
    if frame.relation == "takesPartIn" and trigger.node.word in ("参与", "参加") and following != "会议":
        near = [
            n
            for n in reading.scan.names()
            if n.type in ("Initiative", "Event") and n.end <= trigger.node.start and not n.anaphor
        ]
        if near:
            return near[-1:]
    event = at_hand(reading)
    if event is None and frame.relation == "chairs":
        return reading.recent_initiatives()[-1:]  # 活动由张明主持
    return [event] if event is not None else []


def _bare(reading: Reading, trigger: Trigger, following: str) -> bool:
    """Does 参加 take no other object than the meeting at hand (参加会议, 参加。, 出席仪式并讲话)?"""
    rest = "".join(n.word for n in reading.nodes[trigger.index + 1 : trigger.index + 3])
    return (
        any(h.type == "Event" for h in reading.maker.context.vocab.heads.get(following, ()))
        or following in ("，", "；", "。", "会议", "活动", "")
        or trigger.node.word in reading.groups.attending
        or rest.startswith(_WHERE_BARE)
    )


def reported(reading: Reading, trigger: Trigger) -> bool:
    """Is it only someone's speech that is passed on: 传达书记张明听取汇报时的讲话?"""
    before = reading.nodes[trigger.index - 1].word if trigger.index else ""
    following = reading.nodes[trigger.index + 1].word if trigger.index + 1 < len(reading.nodes) else ""
    if following in ("里", "材料", "稿", "提纲", "席"):
        return True  # 把专题发言里的好建议变成举措
    return before == "的" and _spoken_at(reading, trigger) is None


def _spoken_at(reading: Reading, trigger: Trigger) -> Node | None:
    """在X大会上的讲话, 在X会上发言: the meeting that the speech itself names."""
    for k in range(trigger.index - 1, max(-1, trigger.index - 8), -1):
        node = reading.nodes[k]
        if node.type == "Event" and not node.anaphor and reading.oblique(k, 0) == "在":
            return node
    return None


def attendants(reading: Reading, trigger: Trigger, begin: int) -> list[Node] | None:
    """All who are listed before 参加: across commas, back to the last verb that is not in a title.

    张明说，王军参加会议 stops at 说; 张明出席会议，王军、李华参加 at 出席. None: those who attend are
    only counted (126名选手参赛).
    """
    found: list[Node] = []
    nodes = reading.nodes
    k = trigger.index - 1
    if k - 2 >= begin and _only_counted(nodes[k - 2], nodes[k - 1], nodes[k]):
        return None
    while k >= begin:
        node = nodes[k]
        if node.type in ACTORS:
            if not reading.modifies(k, trigger.index) and not reading.oblique(k, begin):
                found.append(node)
        elif node.type or _ends_list(reading, k):
            break
        k -= 1
    return list(reversed(found))


def _only_counted(before: Node, number: Node, people: Node) -> bool:
    """Are the people behind a number counted, and none of them named (126名|选手; not 张明等|126名|选手)?"""
    return number.tag == "m" and number.word[-1] in "名位人支" and people.tag == "n" and before.word != "等"


def _ends_list(reading: Reading, k: int) -> bool:
    """Is the word a verb of another clause, before which nobody belongs to the list?"""
    node, behind = reading.nodes[k], reading.nodes[k + 1].word if k + 1 < len(reading.nodes) else ""
    if node.word == "代表" or node.word in reading.maker.context.lexicon.titles:
        return False
    if node.word in reading.maker.context.vocab.triggers and node.tag in ("v", "vn"):
        return True
    return node.tag == "v" and behind in ("，", "：") and k > 0 and reading.nodes[k - 1].type in ACTORS


def invited(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """邀请A、B担任听证员, 特邀A参加: those who are invited take part in the meeting at hand."""
    event = None if reading.words.isdisjoint(_INVITING) else at_hand(reading)
    if event is None:
        return
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in _INVITING:
            continue
        guests: list[Node] = []
        for j in range(k + 1, min(end, k + 24)):
            other = nodes[j]
            if other.type in ACTORS:
                if not reading.modifies(j, end):
                    guests.append(other)
            elif other.type or other.word in ("，", "。", "；"):
                break
            elif other.word in ("担任", "参加", "出席", "列席", "参与", "旁听", "观摩", "到场", "共同"):
                for guest in guests:
                    reading.maker.claim(
                        reading.scan, guest, "takesPartIn", event, span, "frame:takesPartIn:邀请", 0.82
                    )
                break


def delegates(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """张明是党的二十大代表, 张明当选某县第十八次党代会代表: a delegate takes part in the congress."""
    nodes = reading.nodes
    for k, event in reading.names(begin, end, "Event"):
        behind = nodes[k + 1].word if k + 1 < end else ""
        before = "".join(n.word for n in nodes[max(begin, k - 2) : k])
        if behind != "代表" or not before.endswith(("是", "当选", "当选为", "系", "作为", "为")):
            continue
        found, blocked = reading.actors(begin, k)
        people = [p for p in found if p.type == "Person"]
        if not people and not blocked:
            people = [s for s in reading.state.subjects if s.type == "Person"]
        for person in people[-1:]:
            reading.maker.claim(
                reading.scan, person, "takesPartIn", event, span, "frame:takesPartIn:代表", 0.85
            )
