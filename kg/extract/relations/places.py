"""Where an initiative is carried out: 在X开展Y, Y走进X, 在X先行试点, 对X开展Y, 把X列为试点."""

from __future__ import annotations

import re

from kg.extract.nodes import Node
from kg.extract.relations.clauses import LINK, Reading
from kg.extract.relations.frames import PLANNED
from kg.extract.relations.hosts import topic
from kg.model import Modality

AREAS = frozenset(("Community", "Place"))
_ARRIVES = ("走进", "走入", "进", "落户", "覆盖", "推广到", "延伸到", "进入", "来到", "惠及", "开进", "送到")
_GOING = frozenset(
    ("深入", "走进", "来到", "赴", "到", "前往", "进驻", "在", "先后走进", "先后到", "先后深入")
)
_WHERE = frozenset(("在", "到", "于", "对"))
LEADING_THERE = _GOING | _WHERE
_HERE = ("在这里", "在此", "在此间")
AT = frozenset(("在", "于", *_HERE))
TRIED = frozenset(("试点", "先行试点", "率先试点"))
_SPLIT = frozenset(("列", "定", "选"))
_CHOSEN = frozenset(("列为", "确定为", "列入", "纳入", "作为", "被列为", "被纳入", "被列入"))
PICKING = _CHOSEN | _SPLIT
_TAKES_PLACE = (
    "举行",
    "举办",
    "开展",
    "启动",
    "开场",
    "开幕",
    "拉开",
    "拉开帷幕",
    "上演",
    "启幕",
    "进行",
    "落地",
)
_TRIAL = (
    "试点",
    "先行试点",
    "率先试点",
    "推广",
    "推开",
    "实施",
    "落地",
    "推行",
    "启动",
    "试行",
    "展开",
    "铺开",
)
_GLIMPSE = re.compile(r"(?:缩影|写照|场景|镜头|一幕|例子|生动实践|举措|体现|内容)[。，；]?$")


def acted_in(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """在X开展Y, 在X先行试点: what is done in the places of one part of a sentence."""
    places = [(k, p) for k, p in reading.names(begin, end, *AREAS) if _acted_in(reading, k, p, begin)]
    if places:
        _done_there(reading, places, begin, end, span)
        _tried_there(reading, places, end, span)
        reading.state.places, reading.state.places_sentence = [p for _, p in places], reading.index


def _acted_in(reading: Reading, k: int, place: Node, begin: int) -> bool:
    """Is something done in the place: 在X, 到X, 深入X, in a list of them too?"""
    if place.anaphor or place.kind in ("Country", "Province"):
        return False
    behind = reading.nodes[k + 1] if k + 1 < len(reading.nodes) else None
    if behind is not None and behind.word in reading.maker.context.lexicon.titles:
        return False
    return reading.oblique(k, begin) in _WHERE or _after_going(reading, k, begin)


def _after_going(reading: Reading, k: int, begin: int) -> bool:
    """Does 深入, 走进, 来到 (or a list that one of them opens) stand before the place?"""
    j = k - 1
    while j >= begin and (
        reading.nodes[j].type in ("Community", "Place", "Agency", "Enterprise")
        or reading.nodes[j].word in LINK
    ):
        j -= 1
    return j >= begin and reading.nodes[j].word in _GOING


def _done_there(
    reading: Reading, places: list[tuple[int, Node]], begin: int, end: int, span: tuple[int, int]
) -> None:
    """在X、Y开展Z; 推行Z，在X试点; 深入X开展Z; 以Z为抓手，走进X: the initiative is implemented there."""
    text = reading.scan.text
    for j, done in reading.names(begin, end, "Initiative"):
        before = reading.nodes[max(begin, j - 4) : j]
        if before and before[-1].word == "的":
            before = _before_theme(reading, j, begin)
        carried = any(not n.type and n.word.rstrip("了") in reading.groups.carrying for n in before)
        carried = carried or _set_up(reading, j, end)
        means = bool(before) and before[-1].word in ("依托", "以", "通过", "借助", "围绕", "结合")
        if not carried and not means:
            continue
        planned = PLANNED.search(text[span[0] : done.start])
        for k, place in places:
            between = text[min(place.end, done.end) : max(place.start, done.start)]
            between = _THEMED.sub("", between)
            late = k > j and "在" not in text[done.end : place.start] and not _after_going(reading, k, begin)
            directed = reading.oblique(k, begin) == "对"
            if len(between) > 40 or late or (directed and k > j) or (means and k < j):
                continue
            _state(reading, done, place, span, "在", 0.85, Modality.PLANNED if planned else Modality.ASSERTED)


def _set_up(reading: Reading, j: int, end: int) -> bool:
    """在甲村、乙村设立|“马扎调解”|点: are posts of the initiative at ``j`` set up?"""
    nodes = reading.nodes
    return (
        j + 1 < end
        and nodes[j + 1].word.startswith(("点", "站"))
        and nodes[j - 1].word.rstrip("了") in ("设立", "设置", "开设", "建成")
    )


_THEMED = re.compile(r"以[“‘][^”’]*[”’]为主题的?")


def _before_theme(reading: Reading, j: int, begin: int) -> list[Node]:
    """开展以“…”为主题的宣传活动: return what stands before the theme of an initiative."""
    nodes = reading.nodes
    for k in range(j - 1, max(begin, j - 8), -1):
        if nodes[k].word == "以" and any(n.word.startswith("为主题") for n in nodes[k:j]):
            return nodes[max(begin, k - 4) : k]
    return nodes[max(begin, j - 4) : j]


def _tried_there(reading: Reading, places: list[tuple[int, Node]], end: int, span: tuple[int, int]) -> None:
    """在X、Y先行试点: what was last spoken of is implemented there."""
    nodes = reading.nodes
    last = places[-1][0]
    behind = last + 1
    while behind < end and (
        nodes[behind].tag in ("m", "d", "q")
        or nodes[behind].word
        in ("等", "等地", "村", "村社区", "乡镇", "社区", "小区", "街道", "率先", "先行")
    ):
        behind += 1
    if behind >= end or nodes[behind].type or nodes[behind].word not in _TRIAL:
        return
    if any(n.type in ("Initiative", "Event") for n in nodes[behind + 1 : behind + 6]):
        return
    told = [i for i in _recent(reading) if i.end <= places[0][1].start or i.sentence < reading.index]
    for done in [i for i in told if not _is_list(reading, i)][-1:]:
        for _, place in places:
            _state(reading, done, place, span, "试点", 0.82)


LYING = frozenset(("位于", "地处", "坐落于", "坐落在", "坐落", "隶属", "隶属于"))
_LIES = frozenset(
    ("HousingEstate", "Village", "ResidentialCommunity", "Site", "Zone", "Company", "Factory", "Farm")
)
_HOLDS = frozenset(("County", "Zone", "Township", "Village", "ResidentialCommunity"))


def lying(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """桃苑小区隶属永安镇北关社区, 甲公司位于某县经济开发区: what is spoken of lies in the area named."""
    nodes = reading.nodes
    for k in reading.marked.places(LYING):
        if not begin < k < end - 1 or nodes[k].word not in LYING:
            continue
        area = nodes[k + 1]
        behind = nodes[k + 2] if k + 2 < end else None
        if (
            area.kind not in _HOLDS
            or area.anaphor
            or (behind is not None and behind.start == area.end and behind.type)
        ):
            continue
        lies = [n for _, n in reading.names(begin, k, "Community", "Place", "Enterprise")][:1]
        whole = lies and nodes[begin] is lies[0]
        if whole and lies[0].kind in _LIES and not lies[0].anaphor:
            reading.maker.claim(reading.scan, lies[0], "locatedIn", area, span, "frame:locatedIn:位于", 0.85)


def _is_list(reading: Reading, done: Node) -> bool:
    """把“幸福食堂”列入|“书记领办项目”: is it only what that which is carried out is put on?"""
    before = reading.maker.mentions.scans[done.sentence].text[max(0, done.start - 2) : done.start]
    return before in ("列入", "纳入", "列为")


def trial_places(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """甲街道、乙街道率先试点: what was last spoken of is implemented in those that try it out."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        behind = nodes[k + 1].word if k + 1 < end else "。"
        if node.type or node.word not in TRIED or behind not in ("，", "。", "；"):
            continue
        tried = [p for p in reading.list_before(k, begin)[0] if p.type in AREAS and not p.anaphor]
        mine = [n for _, n in reading.names(begin, k, "Initiative") if not _is_list(reading, n)]
        done = mine[-1:] or topic(reading, begin, k, whatever=True)
        for initiative in done:
            for place in tried:
                _state(reading, initiative, place, span, "试点", 0.82)


def _recent(reading: Reading) -> list[Node]:
    """Return the initiatives of the sentence before and of this one, in the order of the text."""
    mine = [n for n in reading.scan.names() if n.type == "Initiative" and not n.anaphor]
    return [*(i for i in reading.recent_initiatives() if i.sentence < reading.index), *mine]


def arriving(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """“送戏下乡”活动走进永和乡; “亮眼睛”工程在尖扎县落地: the initiative itself comes to the place."""
    nodes = reading.nodes
    for k, done in reading.names(begin, end, "Initiative"):
        for j, place in reading.names(k + 1, min(end, k + 6), *AREAS):
            between = "".join(n.word for n in nodes[k + 1 : j] if n.type not in AREAS)
            between = between.replace("先后", "").replace("已", "")
            behind = nodes[j + 1].word if j + 1 < end else ""
            if j + 1 < end and nodes[j + 1].type in AREAS and nodes[j + 1].start == place.end:
                continue  # 走进某县|某乡: the innermost counts
            if between in _ARRIVES:
                for reached in _listed_places(reading, j, end):
                    _state(reading, done, reached, span, "走进", 0.85)
            elif between == "在" and behind in ("落地", "落地生根", "开花结果", "推开", "启动"):
                _state(reading, done, place, span, "走进", 0.85)
            break


def held_there(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """“安居”活动在某社区举行; 花马广场上，…“安居”活动在这里举行: a drive takes place where it is held.

    So does the drive that a ceremony held there has in its name.
    """
    nodes = reading.nodes
    for k, held in reading.names(begin, end, "Initiative", "Event"):
        drives = [held] if held.type == "Initiative" else [c for c in held.children if c.type == "Initiative"]
        if not drives or held.anaphor:
            continue
        at = next((j for j in range(k + 1, min(end, k + 4)) if nodes[j].word in AT), None)
        if at is None:
            continue
        verb = next(
            (
                j
                for j in range(at + 1, min(end, at + 9))
                if not nodes[j].type and nodes[j].word.rstrip("了") in _TAKES_PLACE
            ),
            None,
        )
        if verb is None or any(n.word in ("，", "；") for n in nodes[at:verb]):
            continue
        where = [n for _, n in reading.names(at, verb, *AREAS) if not n.anaphor or n.antecedent is not None]
        if not where and nodes[at].word in _HERE:
            where = [n for _, n in reading.names(begin, k, *AREAS) if not n.anaphor]
            where = where or [
                n for n in reading.state.places if reading.state.places_sentence >= reading.index - 1
            ]
        for drive in drives if where else ():
            _state(reading, drive, where[-1], span, "举行", 0.8 if held.type == "Initiative" else 0.72)


def _listed_places(reading: Reading, j: int, end: int) -> list[Node]:
    """Return the place at ``j`` and those listed behind it."""
    found = []
    for node in reading.nodes[j:end]:
        if node.type in AREAS:
            found.append(node)
        elif node.type or node.word not in LINK:
            break
    return found


def chosen(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """把X、Y列为首批试点, X被纳入Z项目: the initiative is implemented in the places chosen."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        split = node.word in _SPLIT and k + 1 < end and nodes[k + 1].word == "为"
        if node.type or not (split or node.word in _CHOSEN):
            continue
        tail = "".join(n.word for n in nodes[k + 1 : min(end, k + 5)])
        first = next((j for j in range(k - 1, begin - 1, -1) if nodes[j].word in ("把", "将", "确定")), begin)
        named = reading.names(first, k, *AREAS)
        places = [n for j, n in named if not n.anaphor and not reading.modifies(j, k)]
        opened = first > begin or nodes[first].word in ("把", "将") or node.word[0] == "被"
        opened = opened or any(n.word == "被" for n in nodes[begin:k])
        if not places or not opened:
            continue
        if re.search("试点|示范点|重点村|先行区", tail):
            then = [n for _, n in reading.names(k + 1, end, "Initiative")]
            done = then[:1] or _recent(reading)[-1:]
        else:
            done = [n for _, n in reading.names(k + 1, min(end, k + 12), "Initiative")][:1]
            places = places[:1] if not any(n.word in ("把", "将") for n in nodes[begin:k]) else []
        for initiative in done:
            for place in places:
                _state(reading, initiative, place, span, "列为", 0.8)


def glimpse(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """在X，… 。这是某县开展Y的一个缩影: Y is implemented where the sentence before took place."""
    if "这" not in reading.scan.text:
        return
    text = reading.scan.text[span[0] : span[1]]
    state = reading.state
    if not text.startswith(("这是", "这只是", "这正是", "这样的")) and "，这是" not in text:
        return
    if not _GLIMPSE.search(text) or state.places_sentence < reading.index - 3:
        return
    for _, done in list(reading.names(begin, end, "Initiative"))[-1:]:
        for place in state.places[:1]:
            _state(reading, done, place, span, "缩影", 0.8)


def _state(
    reading: Reading,
    done: Node,
    place: Node,
    span: tuple[int, int],
    word: str,
    confidence: float,
    modality: Modality = Modality.ASSERTED,
) -> None:
    """State that an initiative is implemented in a place."""
    reading.maker.claim(
        reading.scan,
        done,
        "implementedIn",
        place,
        span,
        f"frame:implementedIn:{word}",
        confidence,
        modality=modality,
    )
