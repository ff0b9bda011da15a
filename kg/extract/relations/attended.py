"""Who is at a meeting at hand though no frame says so: lists behind 出席的有, 会上…强调, who holds it."""

from __future__ import annotations

import re

from kg.extract.nodes import AREA_TYPES, Node
from kg.extract.relations.clauses import ACTORS, LINK, Reading, Trigger
from kg.extract.relations.maker import Maker
from kg.extract.relations.meetings import at_hand, outside

_HAVING = ("有", "还有", "包括", "是", "：", "另有")
_BETWEEN = frozenset(("d", "m", "TIME", "n", "vn", "nz", "LOC", "ORG"))
_MEETING = ("交流", "座谈", "座谈交流", "围坐", "对话")
_LISTING = ("等", "，", "人", "则", "先后", "在", "会", "上", "会上", "依次", "面对面", "面对", "面")
_AT_IT_TOO = re.compile(r"在[^，。、“”]{0,6}(?:会|式|会议|座谈)上")
_AT_IT = re.compile(r"(?:随后，)?在?[^，。、“”]{0,10}(?:会|式|班|会议|座谈|典礼|论坛|讲堂)[上中]，")
_URGING = ("强调", "指出", "要求", "提出")
_TELLING = (
    *("表示", "说", "介绍", "谈到", "认为", "希望", "讲解", "分享", "推介", "表态", "回应", "建议", "补充"),
    *("述职述廉", "述纪", "述责", "部署", "部署工作", "安排部署"),
    *("讲", "授课", "宣讲", "提问", "倡议", "述职", "点评", "作讲解", "通报", "汇报"),
)
SPEAKING = frozenset((*_MEETING, *_URGING, *_TELLING))
SERVING = frozenset(("担任", "任", "为", "当", "作为"))
_ROLES = (
    "听证员",
    "评委",
    "裁判",
    "裁判员",
    "评审",
    "评议员",
    "嘉宾",
    "主讲人",
    "监督员",
    "主讲",
    "点评嘉宾",
)
_OF_IT = ("组成", "班子", "领导班子")
_HEADS = ("负责人", "负责同志", "领导", "代表")
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


def heard(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """会议听取县长张明所作的报告: who gives the report speaks at the meeting at hand."""
    text = reading.scan.text
    if "听取" not in text or not ("作的" in text or "作了" in text):
        return
    event = at_hand(reading)
    if event is None or outside(reading, begin):
        return
    nodes = reading.nodes
    start = next((k for k in range(begin, end) if nodes[k].word.startswith("听取")), end)
    for k, person in reading.names(start, end, "Person"):
        words = nodes[k + 1 : min(end, k + 12)]
        made = next((j for j, n in enumerate(words) if n.word in _MADE and not n.type), None)
        if made is None or any(n.type in ("Person", "Document") for n in words[:made]):
            continue
        if any(n.word in ("，", "。", "；") for n in words[:made]):
            continue
        reading.maker.claim(reading.scan, person, "speaksAt", event, span, "frame:speaksAt:听取", 0.82)
        reading.maker.claim(reading.scan, person, "takesPartIn", event, span, "frame:speaksAt:听取", 0.8)


_MADE = frozenset(("作", "所作", "作的", "所作的", "作了"))


def seated(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """在主席台就座的还有A、B, A、B在主席台就座, 执行主席由A、B担任: they take part in the meeting."""
    event = at_hand(reading)
    if event is None:
        return
    nodes = reading.nodes
    found: list[Node] = []
    for k in range(begin, end - 1):
        word = nodes[k].word
        presides = word == "执行主席" or (word == "主席" and k and nodes[k - 1].word == "执行")
        if nodes[k].type or not (word in _SEATED or presides):
            continue
        row = _row_behind(reading, k + 1, end) if presides or nodes[k + 1].word == "的" else None
        if row is not None:
            found.extend(_people_from(reading, row, end))
        elif word in _SEATED:
            found.extend(_people_before(reading, begin, k))
    for person in found:
        reading.maker.claim(reading.scan, person, "takesPartIn", event, span, "frame:takesPartIn:就座", 0.85)


_SEATED = frozenset(("就座", "就坐", "前排就座", "主席台就座"))
SEATING = _SEATED | {"执行主席", "主席"}
_LEADING_TO = ("的", *_HAVING, "由", "为", "领导", "领导同志", "大会", "执行", "主席", "同志", "县级", "级")


def _row_behind(reading: Reading, first: int, end: int) -> int | None:
    """Return where a row of people begins behind 就座|的|县|领导|还有, None where none does."""
    for k in range(first, end):
        node = reading.nodes[k]
        if node.type == "Person":
            return k
        if not (node.type in ("Place", "Agency") or node.word in _LEADING_TO or reading.title(node)):
            return None
    return None


def _people_before(reading: Reading, begin: int, k: int) -> list[Node]:
    """Return the people of the row that ends before 在主席台就座 at node ``k``."""
    found: list[Node] = []
    for node in reversed(reading.nodes[begin:k]):
        if node.type == "Person":
            found.append(node)
        elif not node.type and node.tag == "v" and not reading.title(node) and node.word not in _HAVING:
            break
    return found


def speakers(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """张明强调, where he is at the meeting at hand; 会上，张明介绍: he speaks there."""
    event, text = at_hand(reading), reading.scan.text
    if event is None or not (reading.marked.has(SPEAKING) or "上，" in text or "中，" in text):
        return
    if reading.quoted[reading.nodes[begin].start] or outside(reading, begin):
        return
    there = _says_there(reading, begin, end)
    for k, person in reading.names(begin, end, "Person"):
        word = _does(reading, k, end)
        said_there = there or _AT_IT_TOO.match(text, person.end) is not None
        for_others = there or text.startswith("代表", person.end)
        if word not in _TELLING and for_others and _turns_to(reading, person):
            word = "表示"
            said_there = there or _is_there(reading.maker, person, event)
        if word in _MEETING and event.sentence == reading.index and event.end <= person.start:
            reading.maker.claim(
                reading.scan, person, "takesPartIn", event, span, "frame:takesPartIn:交流", 0.8
            )
        if word not in _URGING and not (said_there and word in _TELLING):
            continue
        if reading.quoted[person.start] or person.kind == "NationalLeader":
            continue
        if said_there or _is_there(reading.maker, person, event):
            reading.maker.claim(reading.scan, person, "speaksAt", event, span, f"frame:speaksAt:{word}", 0.8)
            reading.maker.claim(reading.scan, person, "takesPartIn", event, span, "frame:speaksAt:会上", 0.78)


def _says_there(reading: Reading, begin: int, end: int) -> bool:
    """会上，…; or one of the sentences before, in the same paragraph, began so."""
    state, block = reading.state, reading.scan.sentence.block
    if _AT_IT.match(reading.scan.text, reading.nodes[begin].start):
        state.there = block
    return state.there == block


_TURNING = re.compile(
    r"(?:对|就|围绕|代表|从|结合|以|向)[^。；“”]{1,60}?(?:表示|给予|提出了?|作了?|作出了?|进行了?|介绍了?|分享了?|讲解了?)"
    r"[^，。；]{0,12}?(?:肯定|欢迎|感谢|祝贺|祝愿|祝福|问候|说明|介绍|部署|要求|意见|建议|汇报|解读|讲解|讲话|强调|评价|点评|发言|致辞|讲授|分享|经验|做法)"
)


def _turns_to(reading: Reading, person: Node) -> bool:
    """会上，张明对某县的工作给予肯定, 李华就某事作了说明: does the person speak of something there?"""
    return _TURNING.match(reading.scan.text, person.end) is not None


def _does(reading: Reading, k: int, end: int) -> str:
    """Return the verb of the person at ``k``, behind others listed with him: 李明、王兰2人分别|讲解了."""
    for j in range(k + 1, min(end, k + 24)):
        node = reading.nodes[j]
        urging = node.word in _URGING and not node.type
        if urging and j + 1 < end and reading.nodes[j + 1].word in ("，", "："):
            return node.word  # also where the tagger takes it for a noun
        if node.type in ACTORS or node.tag in _BETWEEN:
            continue
        if node.word in LINK or node.word in _LISTING or reading.title(node):
            continue
        return node.word.rstrip("了") if not node.type else ""
    return ""


def serving(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """代表丁兰、委员王强担任听证员: who serves at the meeting at hand takes part in it."""
    event = at_hand(reading)
    nodes = reading.nodes
    if event is None:
        return
    for k in range(begin + 1, end - 1):
        if nodes[k].type or nodes[k].word not in SERVING or not nodes[k + 1].word.endswith(_ROLES):
            continue
        for j in range(k - 1, max(begin, k - 24) - 1, -1):
            node = nodes[j]
            if node.type == "Person":
                reading.maker.claim(
                    reading.scan, node, "takesPartIn", event, span, "frame:takesPartIn:担任", 0.82
                )
            elif not node.type and node.tag in ("v", "p") and not reading.title(node):
                break


def deputies(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """县人大代表赵兰说, in the news of a congress: a deputy who speaks there takes part in it."""
    event = reading.state.congress
    if event is None:
        return
    for k, person in reading.names(begin + 1, end, "Person"):
        titles = "".join(n.word for n in reading.nodes[max(begin, k - 8) : k])
        if _DEPUTY.search(titles) and not reading.quoted[person.start]:
            reading.maker.claim(
                reading.scan, person, "takesPartIn", event, span, "frame:takesPartIn:代表", 0.8
            )


_DEPUTY = re.compile(r"(?:人大|党)代表、?[^，。]*$|政协委员、?[^，。]*$")


def _is_there(maker: Maker, person: Node, event: Node) -> bool:
    """Is the person known to be at the meeting, by any of its names?"""
    meant = event.antecedent.word if event.antecedent is not None else event.word
    names = {event.word, meant, "会议", "大会"}
    return any(
        (person.word, relation, name) == key[:3]
        for key in maker.found
        for relation in ("chairs", "takesPartIn")
        for name in names
    )


_PUSHED = re.compile(
    r"推进会|部署会|动员会|启动仪式|启动大会|工作会|调度会|领导小组会|擂台赛|现场会|观摩会|评比|分析会|总结会|"
    r"点评会|例会|誓师|开工仪式|培训班|(?:活动|行动|工程)暨|关于开展|关于实施|关于推行"
)
"""Meetings at which a body pushes an initiative of its own, and documents that begin one."""


def pushed(named: Node) -> list[Node]:
    """“…”行动推进会, 《关于开展“…”行动的通知》: return the initiatives that who holds or issues it pushes."""
    if named.type not in ("Event", "Document") or not _PUSHED.search(named.word):
        return []
    return [child for child in named.children if child.type == "Initiative"]


def held_by_area(maker: Maker, announced: list[tuple[int, Node]]) -> None:
    """习水县项目集中开工仪式, 全市旅游发展大会: a meeting that nobody else is said to hold is the area's.

    So it is with one that begins with a community (某镇某村第一届“好媳妇”表彰大会).
    """
    held = {key[2] for key in maker.found if key[1] == "convenes"}
    for sentence, event in announced:
        area = next((c for c in event.children if c.start == event.start and c.type in AREA_TYPES), None)
        if (
            area is not None
            and (area.kind in _AREAS or area.type == "Community")
            and event.kind in ("Meeting", "Ceremony", "Congress")
            and event.word not in held
            and not event.word.endswith("两会")
        ):
            scan = maker.mentions.scans[sentence]
            maker.claim(scan, area, "convenes", event, (0, len(scan.text)), "name:convenes:area", 0.78)
            for drive in pushed(event):
                maker.claim(scan, area, "carriesOut", drive, (0, len(scan.text)), "name:carriesOut", 0.75)


def _is_one_of_areas(nodes: list[Node], k: int, stop: int) -> bool:
    """广东、湖南|等|地有关县领导: does node ``k`` stand in a list that only says where people are from?"""
    while k < stop and (nodes[k].type == "Place" or nodes[k].word in LINK):
        k += 1
    if k < stop and nodes[k].word == "等":
        return k + 1 < stop and nodes[k + 1].word.startswith("地")
    return k < stop and nodes[k].word == "等地"


def _of_deputies(reading: Reading, node: Node) -> bool:
    """县人大|代表, 县人大常委会|组成人员: does the name only say of whom deputies are?"""
    deputies = reading.scan.text.startswith(("代表", "委员", "组成人员"), node.end)
    return deputies and node.kind in ("Congress", "CPPCC") and node.sentence == reading.index


def without_origins(reading: Reading, found: list[Node], stop: int) -> list[Node]:
    """Leave out of a list of people what only says whose they are: 县委副书记、本溪市援疆干部领队王超."""
    nodes = reading.nodes
    found = [n for n in found if not _of_deputies(reading, n)]
    if not any(n.type == "Person" for n in found):
        return found
    kept = []
    for node in found:
        k = nodes.index(node)
        behind = nodes[k + 1] if k + 1 < stop else None
        if behind is None or behind.type or node.type == "Person":
            kept.append(node)
        elif node.type == "Place" and _is_one_of_areas(nodes, k, stop):
            pass
        elif node.type == "Place":
            people = "".join(n.word for n in nodes[k + 1 : min(stop, k + 3)])
            if behind.word in LINK or behind.word in ("，", "等") or people.endswith(_HEADS[:2]):
                kept.append(node)
        elif behind.word.startswith(_OF_IT):
            continue
        elif not reading.title(behind) or behind.word.endswith(_HEADS):
            named = k + 2 < stop and nodes[k + 2].type == "Person"
            if not named or behind.word not in _HEADS:  # 县政协领导张明: he, not the body
                kept.append(node)
    return kept
