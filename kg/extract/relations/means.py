"""Initiatives as means: 以X为载体开展Y, 把X与Y结合, A的X: who bears them, what they are part of."""

from __future__ import annotations

import re

from kg.extract.nodes import Node
from kg.extract.relations.clauses import ORGANS, Reading, is_site

_VEHICLE = re.compile(r"(?:工作|活动)?为(?:载体|抓手|契机|牵引|引领|主线|平台|依托|总抓手|切入点|突破口)")
_PART = re.compile(
    r"的(?:一部分|一个缩影|缩影|(?:重要|关键|主要|一项|组成|重点|有力|具体|创新|生动|又一)?(?:子项目|内容|组成部分|举措|抓手|任务|部分|环节|工作))"
)
_SINCE = re.compile(
    r"(?:活动|工作|行动)?(?:开展|启动|实施|推行|推进|部署|铺开|创建)(?:工作)?(?:以来|后|之后)"
)
_EVER_SINCE = re.compile(r"(?:活动|工作|行动)?以来")
_BEGINNING = ("启动", "开展", "实施", "推行", "推进", "创建", "部署", "启动实施", "探索", "创新")
_FIRST = ("首期", "首届", "首场", "首个", "首次", "首批", "新一期")
_JOINED = (
    "纳入",
    "融入",
    "列入",
    "并入",
    "结合",
    "有机结合",
    "贯穿",
    "作为",
    "挂钩",
    "摆在",
    "列为",
    "落到实处",
)


def means(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """State who bears the initiatives of a part that are means, and what they are part of."""
    nodes, text, actors = reading.nodes, reading.scan.text, reading.acting
    initiatives = reading.names(begin, end, "Initiative")
    if not initiatives:
        return
    for k, whole in initiatives:
        before = nodes[k - 1].word if k > begin else ""
        after = text[whole.end : whole.end + 12]
        if before in ("以", "依托", "结合", "借助") and _VEHICLE.match(after):
            _vehicle(reading, k, whole, initiatives, begin, span, actors)
        elif before in ("通过", "采取", "采用", "运用", "用", "借助", "依托", "利用", "结合") and (
            whole.kind == "Mechanism" or whole.word[0] == "“"
        ):
            _bear(reading, k, whole, begin, end, span, actors, "通过")
        if before in ("纳入", "融入", "列入", "并入"):
            for j, part in initiatives:
                if j < k and any(n.word in ("把", "将") for n in nodes[begin:j]):
                    _part_of(reading, part, whole, span, "纳入", 0.85)
        if _PART.match(after):
            for j, part in initiatives:
                if (j < k and any(n.word in ("是", "作为") for n in nodes[j:k])) or (
                    j > k and before == "作为" and "，" in text[whole.end : part.start]
                ):
                    _part_of(reading, part, whole, span, "是", 0.85)
        _owned(reading, k, whole, begin, span)
        if whole.word.endswith(("巡察", "巡视")):
            for body in [c for c in whole.children if c.type == "Agency"][:1]:
                reading.maker.claim(reading.scan, body, "carriesOut", whole, span, "name:carriesOut", 0.85)
    _joined(reading, initiatives, begin, end, span, actors)
    _since(reading, initiatives, begin, end, span)
    _answering(reading, initiatives, begin, end, span)
    _opening(reading, initiatives, begin, span)


def _since(
    reading: Reading, initiatives: list[tuple[int, Node]], begin: int, end: int, span: tuple[int, int]
) -> None:
    """“安居”行动开展以来，甲局…; 自启动“安居”行动以来，甲镇、乙镇…: who then acts carries it out."""
    nodes, text = reading.nodes, reading.scan.text
    for k, since in initiatives:
        after = text[since.end : since.end + 14]
        opened = any(n.word in _BEGINNING and not n.type for n in nodes[max(begin, k - 2) : k])
        if not (_SINCE.match(after) or (opened and _EVER_SINCE.match(after))):
            continue
        comma = next((j for j in range(k, end) if nodes[j].word == "，"), None)
        if comma is None:
            continue
        stop = next((t.index for t in reading.triggers if t.index > comma), end)
        who = reading.actors(begin, k)[0] if opened else []
        for actor in who or reading.actors(comma + 1, min(stop, comma + 16))[0]:
            behind = nodes[nodes.index(actor) + 1] if actor is not nodes[-1] else None
            acts = behind is None or behind.type or behind.tag not in ("n", "vn", "m")
            if actor.type in ORGANS and not is_site(actor) and acts:
                reading.maker.claim(
                    reading.scan, actor, "carriesOut", since, span, "frame:carriesOut:以来", 0.82
                )
        return


def _answering(
    reading: Reading, initiatives: list[tuple[int, Node]], begin: int, end: int, span: tuple[int, int]
) -> None:
    """响应甲办“A”活动号召，开展“B”活动: B is part of A, which is the other's."""
    nodes = reading.nodes
    opening = next((j for j in range(begin, end) if nodes[j].word.endswith("响应")), None)
    if opening is None:
        return
    answered = [(k, x) for k, x in initiatives if opening < k and "，" not in _between(reading, opening, k)]
    for k, call in answered[:1]:
        for _, body in reading.names(opening + 1, k, "Agency"):
            reading.maker.claim(reading.scan, body, "carriesOut", call, span, "frame:carriesOut:响应", 0.8)
        for _, own in [(j, x) for j, x in initiatives if j > k][:1]:
            _part_of(reading, own, call, span, "响应", 0.8)


def _between(reading: Reading, first: int, last: int) -> str:
    """Return the text from one node up to another."""
    return reading.scan.text[reading.nodes[first].start : reading.nodes[last].start]


def _vehicle(
    reading: Reading,
    k: int,
    whole: Node,
    initiatives: list[tuple[int, Node]],
    begin: int,
    span: tuple[int, int],
    actors: list[Node],
) -> None:
    """以X为载体开展Y: Y is part of X; 以X为载体推动Y: X is part of Y."""
    _bear(reading, k, whole, begin, len(reading.nodes), span, actors, "以")
    for j, other in initiatives:
        if j <= k:
            continue
        verbs = [n.word for n in reading.nodes[k:j] if n.word in reading.groups.advancing]
        if verbs and verbs[-1] in ("推动", "推进", "助推", "助力", "深化"):
            _part_of(reading, whole, other, span, "推动", 0.75)
        elif verbs:
            _part_of(reading, other, whole, span, "以", 0.8)
        break


def _joined(
    reading: Reading,
    initiatives: list[tuple[int, Node]],
    begin: int,
    end: int,
    span: tuple[int, int],
    actors: list[Node],
) -> None:
    """把X与Y结合, 将X、Y纳入考核, 把Z与X挂钩: who does so bears the initiatives up to the verb."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in ("把", "将"):
            continue
        verb = next(
            (j for j in range(k + 1, min(end, k + 24)) if not nodes[j].type and nodes[j].word in _JOINED),
            None,
        )
        if verb is None or any(n.word in ("，", "；") for n in nodes[k:verb]):
            continue
        for j, initiative in initiatives:
            if k < j < verb:
                _bear(reading, k + 1, initiative, begin, end, span, actors, "把")


def _owned(reading: Reading, k: int, initiative: Node, begin: int, span: tuple[int, int]) -> None:
    """团县委“希望工程”, 农商银行的“烤烟贷”: an initiative that stands right behind a body is the body's.

    So is that of an area, where it begins there: 某街道首期“书记讲堂”开讲, or 是某区“清零”行动的一部分.
    """
    nodes = reading.nodes
    owner = k - 2 if k - 2 >= begin and nodes[k - 1].word in ("的", *_FIRST) else k - 1
    if owner < begin or initiative.word[:1] not in "“‘":
        return
    body = nodes[owner]
    if nodes[owner - 1 if owner else 0].word in ("由", "被"):
        return
    if body.type in ("Agency", "Enterprise") or (
        body.type in ("Place", "Community")
        and nodes[k - 1].word != "的"
        and not is_site(body)
        and (_begins(reading, k) or _PART.match(reading.scan.text, initiative.end))
    ):
        reading.maker.claim(reading.scan, body, "carriesOut", initiative, span, "name:carriesOut", 0.75)


def _begins(reading: Reading, k: int) -> bool:
    """“书记讲堂”正式开讲, “安居”行动全面启动: does the initiative at ``k`` begin, and nothing act on it?"""
    for node in reading.nodes[k + 1 : k + 4]:
        if node.type or node.tag == "w":
            return False
        if node.word.rstrip("了") in reading.groups.beginning:
            return True
        if node.tag not in ("d", "ad", "a", "TIME"):
            return False
    return False


_CURTAIN = re.compile("的?(?:帷幕|序幕|大幕)")


def _opening(
    reading: Reading, initiatives: list[tuple[int, Node]], begin: int, span: tuple[int, int]
) -> None:
    """启动“甲”活动，由此拉开“乙”行动的序幕: what opens another initiative is part of it."""
    nodes = reading.nodes
    for k, whole in initiatives:
        opens = [j for j in range(max(begin, k - 5), k) if nodes[j].word in ("拉开", "揭开")]
        if not opens or not _CURTAIN.match(reading.scan.text, whole.end):
            continue
        verb = opens[-1]
        for _, part in [(j, x) for j, x in initiatives if j < verb][-1:]:
            _part_of(reading, part, whole, span, "拉开", 0.82)


def _part_of(
    reading: Reading, part: Node, whole: Node, span: tuple[int, int], word: str, confidence: float
) -> None:
    """State that one initiative is part of another."""
    reading.maker.claim(
        reading.scan, part, "partOfInitiative", whole, span, f"frame:partOfInitiative:{word}", confidence
    )


def _bear(
    reading: Reading,
    k: int,
    initiative: Node,
    begin: int,
    end: int,
    span: tuple[int, int],
    actors: list[Node],
    word: str,
) -> None:
    """Who uses an initiative as means carries it out: named before, behind the comma, or carried over."""
    who = reading.actors(begin, k - 1)[0]
    comma = next((j for j in range(k, end) if reading.nodes[j].word == "，"), None)
    if not who and comma is not None:
        verb = next((t.index for t in reading.triggers if t.index > comma), end)
        who = reading.actors(comma + 1, min(verb, comma + 8))[0]
    who = who or actors or ([] if reading.quoted[initiative.start] else reading.state.subjects)
    for actor in who:
        if actor.type in ORGANS and not is_site(actor):
            reading.maker.claim(
                reading.scan, actor, "carriesOut", initiative, span, f"frame:carriesOut:{word}", 0.8
            )
