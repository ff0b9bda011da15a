"""Meetings: which one is at hand, who speaks at it, and who attends it."""

from __future__ import annotations

import re

from kg.extract.nodes import Node
from kg.extract.relations.clauses import ACTORS, LINK, Reading, Trigger
from kg.lexicon import Frame

_NEAR = 30
"""Sentences within which a meeting that was named is the one at hand."""

_OPENING = ("召开", "举行", "开幕", "闭幕", "在", "举办", "开赛", "落幕", "开讲", "启动")
_ENDING = ("召开", "举行", "开幕", "闭幕", "落幕", "举办")
INVITING = frozenset(("邀请", "特邀", "邀"))
_SINCE = ("以来", "之后", "后", "精神", "期间", "以后", "之际", "前夕")
_HOLDING = ("召开", "举行", "举办", "组织召开", "主持召开")
_PASSED_ON = ("传达", "关于", "学习", "贯彻", "学习贯彻", "传达学习", "何时", "筹备", "贯彻落实", "落实")
_AFTER = re.compile(
    r"(?:随后，)?[^，。]{0,6}?(?:会|会议|仪式|活动|培训|典礼|开幕式|闭幕式|启动式)"
    r"(?:正式)?(?:开始|召开|结束|闭幕)?(?:之|以)?(?:后|前)，"
)
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
    nodes = reading.nodes
    heading = reading.scan.sentence.role.value in ("kicker", "title", "subtitle")
    for k, node in enumerate(nodes):
        if node.type != "Event" or node.anaphor:
            continue
        behind = [n.word for n in nodes[k + 1 : k + 6]]
        if any(word in _SINCE for word in behind[:3]) or (reading.state.event and outside(reading, k)):
            continue
        if is_passing(reading, k):
            if reading.spoken > k and _is_earlier(reading, k) and any(w in _OPENING for w in behind):
                reading.state.aside, reading.state.aside_sentence = node, reading.index
            continue
        if (
            any(word in _OPENING for word in behind)
            or (heading and _held_in_heading(reading, k))
            or _held_far_behind(nodes, k)
        ):
            reading.state.event, reading.state.event_sentence = node, reading.index
            reading.state.announced.append((reading.index, node))
            if reading.state.congress is None and _CONGRESS.search(node.word):
                reading.state.congress = node


_CONGRESS = re.compile(
    r"人民代表大会.{0,6}会议|人大[一二三四五六七八九十]+次会议|代表大会|党代会|政协.{0,20}次会议"
)


def is_passing(reading: Reading, k: int) -> bool:
    """Does the sentence only mention the meeting at ``k``: 决定召开…, 今年以来先后召开…, 传达…精神?

    So it is with what somebody speaks of, once the article tells of a meeting.
    """
    nodes = reading.nodes
    ahead = [n.word for n in nodes[max(0, k - 3) : k] if not n.type]
    behind = [n.word for n in nodes[k + 1 : k + 3]]
    held = any(word in _HOLDING for word in ahead) and "关于" not in ahead
    if any(w in ("精神", "何时", "即将") for w in behind):
        return True
    if not held and any(word in _PASSED_ON for word in ahead):
        return True
    if reading.state.event is None:
        return False
    return reading.spoken < k or _is_earlier(reading, k)


def _is_earlier(reading: Reading, k: int) -> bool:
    """今年以来，县里先后召开…, 此前的9月20日，某运动会…: was what stands at ``k`` before the news?"""
    before = reading.scan.text[: reading.nodes[k].start]
    return any(word in before for word in reading.groups.earlier)


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
    if state.aside_sentence == reading.index:
        return state.aside
    return state.event if state.event_sentence >= reading.index - _NEAR else None


def meeting(reading: Reading, trigger: Trigger, frame: Frame) -> list[Node]:
    """讲话, 参加会议, 到会指导: the meeting that this sentence or those before spoke of."""
    nodes = reading.nodes
    following = nodes[trigger.index + 1].word if trigger.index + 1 < len(nodes) else ""
    if frame.relation == "takesPartIn":
        recent = reading.recent_initiatives()
        named = [i for i in recent if following == "其中" or (len(following) >= 2 and following in i.word)]
        plain = trigger.node.word in ("参加", "出席", "参与") and following != "活动"
        if not named and plain and len(following) >= 2:
            far = [i for i in reading.state.initiatives[-2:] if i.sentence >= reading.index - 4]
            named = [i for i in far if i.word.endswith((following, following + "活动"))]
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
            for k, n in reading.names(0, trigger.index, "Initiative", "Event")
            if not n.anaphor and not is_passing(reading, k) and n.kind != "Theme"
        ]
        if near:
            return near[-1:]
    if outside(reading, trigger.index):
        return []
    event = at_hand(reading)
    if frame.relation == "chairs" and event is not None and following == "座谈会" not in event.word:
        return []  # 仪式结束后，张明主持召开座谈会
    drive = event is None and frame.relation != "speaksAt"
    if drive and not any(n.word in ("会议", "大会") for n in nodes[: trigger.index]):
        # 活动由张明主持; 某局开展“安居”行动。张明参加。
        done = {key[2] for key in reading.maker.found if key[1] == "carriesOut"}
        drives = [i for i in reading.recent_initiatives() if i.kind not in ("Theme", "Mechanism")]
        return [i for i in drives if i.word in done or frame.relation == "chairs"][-1:]
    return [event] if event is not None else []


def outside(reading: Reading, k: int) -> bool:
    """会后，张明…; 会前，李华…: is what the clause at node ``k`` tells of not at the meeting?"""
    text = reading.scan.text
    start = max(text.rfind(mark, 0, reading.nodes[k].start) for mark in "。；") + 1
    return _AFTER.match(text[start : start + 24]) is not None


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
    after = reading.nodes[trigger.index + 2].word if trigger.index + 2 < len(reading.nodes) else ""
    if following in ("里", "材料", "稿", "提纲", "席") or (following == "中" and after == "的"):
        return True  # 把专题发言里的好建议变成举措
    if trigger.node.word == "传达" and following.startswith("学习"):
        return True  # the meeting does
    if trigger.node.word == "讲话" and _SPIRIT.match(reading.scan.text, trigger.node.end):
        return True  # 传达学习某书记近期讲话和批示精神
    if trigger.node.word in _HEARD and _is_heard(reading, trigger.index):
        return True
    return before == "的" and _spoken_at(reading, trigger) is None


_SPIRIT = re.compile(r"(?:和|、|以及)?(?:[重要近期指示批贺回信讲话的]{0,10})精神")
_HEARD = ("汇报", "发言", "宣讲", "解读", "通报", "报告", "介绍", "演讲")


def _is_heard(reading: Reading, k: int) -> bool:
    """听取了工作汇报: is what stands at ``k`` only listened to?"""
    for node in reversed(reading.nodes[max(0, k - 10) : k]):
        if node.word in ("，", "。", "；", "后"):
            return False
        if not node.type and node.word.startswith(("听取", "聆听", "审议", "听")):
            return True
    return False


def _spoken_at(reading: Reading, trigger: Trigger) -> Node | None:
    """在X大会上的讲话, 在X会上发言: the meeting that the speech itself names."""
    for k in range(trigger.index - 1, max(-1, trigger.index - 8), -1):
        node = reading.nodes[k]
        sitting = node.rule == "anaphor:sitting"
        if node.type == "Event" and (sitting or not node.anaphor) and reading.oblique(k, 0) == "在":
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
    counted = k - 2 >= begin and _only_counted(nodes[k - 2], nodes[k - 1], nodes[k])
    if trigger.node.word.rstrip("了") in ("颁奖", "授牌", "授旗", "授课", "颁发"):
        k = _before_receivers(nodes, begin, k)
    comma = -1
    while k >= begin:
        node = nodes[k]
        if node.type in ACTORS:
            if not reading.modifies(k, trigger.index) and not reading.oblique(k, begin):
                found.append(node)
        elif node.type or _ends_list(reading, k):
            if _leads(reading, k):
                stop = nodes[comma if comma >= 0 else trigger.index].start
                found = [n for n in found if n.type == "Person" or n.start > stop]
            break
        elif node.word == "，":
            comma = k
        k -= 1
    if counted and not any(n.type == "Person" for n in found):
        return None
    return list(reversed(found))


def _before_receivers(nodes: list[Node], begin: int, k: int) -> int:
    """张明为获得称号的李华等3人颁奖: return where the list ends of those who hand over the prizes."""
    for j in range(k, begin, -1):
        if nodes[j].word in ("为", "向", "给", "分别为") and not nodes[j].type:
            return j - 1
        if nodes[j].word in ("，", "。", "；"):
            break
    return k


def _leads(reading: Reading, k: int) -> bool:
    """来到甲村参加活动, 走进甲村，参加活动: is the word one of going, behind which nobody attends?"""
    frames = reading.maker.context.vocab.triggers.get(reading.nodes[k].word, ())
    return any(f.relation == "visits" for f in frames)


def _only_counted(before: Node, number: Node, people: Node) -> bool:
    """Are the people behind a number counted, and none of them named (126名|选手; not 张明等|126名|选手)?"""
    return number.tag == "m" and number.word[-1] in "名位人支" and people.tag == "n" and before.word != "等"


def _ends_list(reading: Reading, k: int) -> bool:
    """Is the word a verb of another clause, before which nobody belongs to the list?"""
    node, behind = reading.nodes[k], reading.nodes[k + 1].word if k + 1 < len(reading.nodes) else ""
    if node.word == "代表" or node.word in reading.maker.context.lexicon.titles:
        return False
    if node.word in reading.maker.context.vocab.triggers and node.tag in ("v", "vn"):
        return not _describes(reading, k)
    return node.tag == "v" and behind in ("，", "：") and k > 0 and reading.nodes[k - 1].type in ACTORS


def _describes(reading: Reading, k: int) -> bool:
    """参展|企业代表, 受|表彰|的志愿者: does the verb only say which of the people listed are meant?"""
    nodes = reading.nodes
    before, behind = nodes[k - 1] if k else None, nodes[k + 1] if k + 1 < len(nodes) else None
    if before is None or behind is None or behind.type:
        return False
    if before.word == "等" and behind.tag == "n":
        return True  # 甲公司等|签约|方代表
    return before.word in ("受", "获") or (before.word in LINK and behind.tag == "n")


def invited(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """邀请A、B担任听证员, 特邀A参加: those who are invited take part in the meeting at hand."""
    event = at_hand(reading)
    if event is None:
        return
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in INVITING:
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
