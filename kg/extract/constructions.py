"""Constructions that no single trigger carries: means, hosts, cooperation, places of action, founding."""

from __future__ import annotations

import re

from kg.extract.clauses import LINK, ORGANS, Reading, is_site
from kg.extract.honours import honours
from kg.extract.hosts import cooperation, hosts, jointly
from kg.extract.nodes import Node
from kg.extract.places import places_of_action
from kg.model import Role


def constructions(reading: Reading, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
    """State what the constructions of one part of a sentence say."""
    _residents(reading, begin, end, span)
    places_of_action(reading, begin, end, span)
    cooperation(reading, begin, end, span, actors)
    if reading.state.joint and reading.scan.sentence.role is Role.PARAGRAPH:
        jointly(reading, begin, span)
    honours(reading, begin, end, span)
    _under(reading, begin, end, span, actors)
    hosts(reading, begin, end, span)
    _over(reading, begin, end, span)
    _leaders(reading, begin, end, span)
    _founded(reading, begin, end, span)
    _competing(reading, begin, end, span)


def _residents(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """家住…的王先生; 在…群众王大山家中."""
    for k, node in enumerate(reading.nodes[begin:end], begin):
        if node.word in ("家住", "住在", "居住在", "家在", "现住", "世居", "户籍在", "来自"):
            homes = [n for _, n in reading.names(k + 1, min(k + 6, end), "Community", "Place", "Agency")][:1]
            who = next((n for _, n in reading.names(k + 1, min(k + 12, end), "Person")), None)
            if who is None and node.word != "来自":
                who = next((n for _, n in reading.names(begin, k, "Person")), None)
            if (
                homes
                and who is not None
                and (homes[0].type != "Agency" or homes[0].kind == "SubdistrictOffice")
            ):
                reading.maker.claim(
                    reading.scan, who, "residentOf", homes[0], span, "frame:residentOf:家住", 0.93
                )


def _founded(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """A成立B专班: B is part of A, or serves A where A is an area."""
    nodes = reading.nodes
    for k, team in reading.names(begin, end, "Agency"):
        if team.kind != "Team" or team.qualifier is not None or team.level or team.antecedent is not None:
            continue
        verb = next(
            (
                j
                for j in range(k - 1, max(begin, k - 4) - 1, -1)
                if nodes[j].word.rstrip("了") in reading.groups.founding
            ),
            None,
        )
        if verb is None:
            continue
        who = reading.actors(begin, verb)[0] or [s for s in reading.state.subjects if s.type in ORGANS]
        for founder in who:
            if founder.type == "Agency":
                reading.maker.claim(reading.scan, team, "partOf", founder, span, "frame:partOf:成立", 0.75)
            elif founder.type in ("Place", "Community"):
                reading.maker.claim(
                    reading.scan, team, "jurisdiction", founder, span, "frame:jurisdiction:成立", 0.8
                )


def _leaders(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """习近平总书记在X大会上的重要讲话."""
    for k, person in reading.names(begin, end, "Person"):
        if person.kind != "NationalLeader":
            continue
        for j, event in reading.names(k + 1, min(end, k + 6), "Event"):
            behind = "".join(n.word for n in reading.nodes[j + 1 : j + 5])
            if (
                not event.anaphor
                and reading.oblique(j, begin) == "在"
                and re.match(r"上的?(重要)?(讲话|致辞|演讲|发言)", behind)
            ):
                reading.maker.claim(reading.scan, person, "speaksAt", event, span, "frame:speaksAt:在", 0.93)


def _under(reading: Reading, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
    """以X为载体开展Y, 把Y纳入X, Y是X的重要内容: Y is part of X; 以X为载体推动Y: X serves Y."""
    nodes, text = reading.nodes, reading.scan.text
    initiatives = list(reading.names(begin, end, "Initiative"))
    for k, whole in initiatives:
        before = nodes[k - 1].word if k > begin else ""
        after = text[whole.end : whole.end + 12]
        if before in ("以", "依托", "结合", "借助") and re.match(
            r"(工作|活动)?为(载体|抓手|契机|牵引|引领|主线|平台|依托|总抓手)", after
        ):
            _means(reading, k, whole, initiatives, begin, span, actors)
        if before in ("通过", "采取", "运用", "借助") and whole.kind == "Mechanism":
            _bear(reading, k, whole, begin, span, actors, "通过")
        if before in ("纳入", "融入", "列入"):
            for j, part in initiatives:
                if j < k and any(n.word in ("把", "将") for n in nodes[begin:j]):
                    _part_of(reading, part, whole, span, "纳入", 0.85)
        if before in ("把", "将") and re.match(
            r"[^，。]{0,30}(结合|贯穿|摆在|作为|落到实处)", after + text[whole.end + 12 : whole.end + 40]
        ):
            _bear(reading, k, whole, begin, span, actors, "把")
        if re.match(
            r"的(重要|关键|主要|一项|组成|重点|有力)?(内容|组成部分|举措|抓手|任务|部分|环节|工作)", after
        ):
            for j, part in initiatives:
                if j < k and any(n.word in ("是", "作为") for n in nodes[j:k]):
                    _part_of(reading, part, whole, span, "是", 0.85)


def _means(
    reading: Reading,
    k: int,
    whole: Node,
    initiatives: list[tuple[int, Node]],
    begin: int,
    span: tuple[int, int],
    actors: list[Node],
) -> None:
    """以X为载体开展Y: Y is part of X; 以X为载体推动Y: X is part of Y."""
    _bear(reading, k, whole, begin, span, actors, "以")
    for j, other in initiatives:
        if j <= k:
            continue
        verbs = [n.word for n in reading.nodes[k:j] if n.word in reading.groups.advancing]
        if verbs and verbs[-1] in ("推动", "推进", "助推", "助力", "深化"):
            _part_of(reading, whole, other, span, "推动", 0.75)
        elif verbs:
            _part_of(reading, other, whole, span, "以", 0.8)
        break


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
    span: tuple[int, int],
    actors: list[Node],
    word: str,
) -> None:
    """Who uses an initiative as means carries it out."""
    who = (
        reading.actors(begin, k - 1)[0]
        or actors
        or ([] if reading.quoted[initiative.start] else reading.state.subjects)
    )
    for actor in who:
        if actor.type in ORGANS and not is_site(actor):
            reading.maker.claim(
                reading.scan, actor, "carriesOut", initiative, span, f"frame:carriesOut:{word}", 0.8
            )


def _competing(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """A、B等N支代表队: the bodies whose teams compete take part in the contest at hand."""
    event = _contest(reading)
    if event is None:
        return
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in ("代表队", "参赛队", "队伍"):
            continue
        j = k - 1
        while j >= begin and (
            nodes[j].type in ORGANS
            or nodes[j].word in LINK
            or nodes[j].word in ("等", "代表队")
            or nodes[j].tag == "m"
        ):
            if nodes[j].type in ORGANS:
                reading.maker.claim(
                    reading.scan, nodes[j], "takesPartIn", event, span, "frame:takesPartIn:代表队", 0.85
                )
            j -= 1


def _contest(reading: Reading) -> Node | None:
    """Return the contest that this sentence or the six before spoke of, None where none was."""
    event = reading.state.event
    if event is not None and event.kind == "Other" and reading.state.event_sentence >= reading.index - 6:
        return event
    return None


def _over(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """对X开展巡察, 对X进行督导: supervises."""
    for k, target in reading.names(begin, end, "Agency", "Community", "Enterprise", "Initiative"):
        if reading.oblique(k, begin) not in ("对", "向") or (target.anaphor and target.antecedent is None):
            continue
        tail = reading.scan.text[target.end : target.end + 60]
        match = re.match(
            r"[^，。；]{0,36}?(?:(?:开展|进行|实施)了?[^，。；]{0,12}?(巡察|督导|督查|巡视|监督|审计|考核|督办|检查|执法)|(制发|发出|送达)[^，。；]{0,4}(检察建议|整改通知|督办函|监察建议))",
            tail,
        )
        if match is None:
            continue
        who = reading.actors(begin, k)[0] or list(reading.state.subjects)
        for x in who:
            if x.type in ("Agency", "Person") and x is not target:
                reading.maker.claim(reading.scan, x, "supervises", target, span, "frame:supervises:对", 0.93)
