"""Frames: what one trigger word says of the names before and behind it."""

from __future__ import annotations

import re

from kg.extract.nodes import Node
from kg.extract.relations.attended import listed_behind, pushed, without_origins
from kg.extract.relations.clauses import LINK, ORGANS, Reading, Trigger, is_site
from kg.extract.relations.journeys import (
    LEADING,
    at_home,
    destinations,
    goers,
    homes,
    in_turn,
    only_spoken,
    sets_out,
    team_of,
)
from kg.extract.relations.meetings import attendants, is_passing, meeting, outside, reported
from kg.extract.relations.stations import lie_there
from kg.lexicon import Frame
from kg.model import Modality, Role

PLANNED = re.compile(
    r"(?:^|[，；：“])(?:下一步|接下来|今后|下阶段|下步)|"
    r"(?<![即必])将(?!士|军|领|来|相|其|该|群|一|近|这|每|工|问|信|党|各|农|人|本|辖)|"
    r"(?<![按照据动度作])计划(?=于|在|到|对|投|建|开|组|实|再|用|推|举|召|启|设|新)|打算|拟(?!定|不起诉)|力争|准备|(?:要求|强调|指出|表示|希望)，?.{0,12}要"
)
_FUTURE = re.compile(r"[下接今将计打拟力准要须应]")
"""Characters one of which stands in whatever :data:`PLANNED` or a word of duty matches."""
_DEEDS = ("visits", "supervises", "takesPartIn")
_NEGATED = ("未能", "没有", "不再", "未", "没")
_SURE = {
    "convenes": 0.86,
    "chairs": 0.93,
    "speaksAt": 0.84,
    "takesPartIn": 0.84,
    "carriesOut": 0.88,
    "issues": 0.94,
    "visits": 0.82,
    "cooperatesWith": 0.95,
    "supervises": 0.93,
    "receives": 0.87,
    "grants": 0.88,
}


def apply_frames(
    reading: Reading,
    trigger: Trigger,
    actors: list[Node],
    stop: int,
    end: int,
    span: tuple[int, int],
    begin: int,
    new_clause: bool,
) -> list[Node]:
    """State what one trigger says; return the names that it took as objects."""
    taken: list[Node] = []
    for frame in trigger.frames:
        if frame.relation in ("residentOf", "implementedIn", "partOfInitiative"):
            continue
        if frame.relation == "takesPartIn" and _participant(reading, trigger):
            continue
        if frame.relation == "grants" and _passive(reading, trigger):
            continue
        objects = [] if frame.relation == "speaksAt" else _objects(reading, trigger, frame, stop, end)
        if frame.relation in ("convenes", "chairs", "takesPartIn"):
            held = [
                o
                for o in objects
                if o.type == "Event" and not o.anaphor and not is_passing(reading, reading.nodes.index(o))
            ]
            if held and not (reading.state.event and outside(reading, trigger.index)):
                reading.state.event, reading.state.event_sentence = held[-1], reading.index
        if frame.relation in ("chairs", "speaksAt", "takesPartIn") and not objects:
            objects = [o for o in meeting(reading, trigger, frame) if o.type in frame.objects]
        taken.extend(objects)
        if not objects and frame.relation != "visits":
            continue
        if frame.relation == "visits":
            objects.extend(h for h in homes(objects) if h not in objects)
            taken.extend(
                p for k, p in reading.names(trigger.index + 1, stop, "Place") if reading.site_goes_on(k)
            )
            lie_there(reading, objects, begin, span)
        subjects, relation = _subjects(reading, trigger, frame, actors, begin, end)
        led = not subjects and relation == "carriesOut"
        if led:
            subjects = _bodies_led(reading, trigger, actors, begin)
        elif relation == "cooperatesWith" and not subjects:
            subjects = _bodies_of(reading, actors)
            led = bool(subjects)
        if relation == "visits":
            subjects = [s for s in goers(reading, trigger, subjects) if not only_spoken(reading, trigger, s)]
            if (
                subjects
                and not reading.quoted[trigger.node.start]
                and (objects or sets_out(reading, trigger, subjects))
            ):
                reading.state.visitors = subjects
                reading.state.reached = objects or reading.state.reached
                reading.state.company.update(s.word for s in subjects)
        elif relation == "supervises":
            subjects = [*subjects, *(t for s in subjects for t in team_of(reading, s))]
        if not subjects or not objects or (frame.relation == "speaksAt" and reported(reading, trigger)):
            continue
        modality = _modality(reading, trigger)
        if relation == "cooperatesWith" and trigger.node.word == "配合":
            objects = [o for o in objects if not _INSPECTS.search(o.word)]
            if modality is not Modality.ASSERTED:
                continue
        inherited = subjects[0].sentence != reading.index
        if inherited and (
            reading.spoken < trigger.index
            or (relation in _DEEDS and (modality is Modality.PLANNED or _told_to(reading, begin)))
        ):
            continue  # 委员们建议，要走进社区: what those addressed are told to do, not who spoke last
        if inherited and (
            (relation == "receives" and not reading.meant(begin, trigger.index))
            or (relation in ("speaksAt", "takesPartIn", "chairs") and len(subjects) > 1)
        ):
            continue
        if relation == "receives" and _of_others(reading, trigger, begin):
            continue
        if inherited and relation == "visits" and _strolls(reading, trigger, subjects):
            continue
        confidence = _SURE.get(relation, 0.8) - (0.12 if inherited else 0) - (0.03 if new_clause else 0)
        if led:
            confidence -= 0.13
        rule = f"frame:{relation}:{frame.trigger}"
        paired = relation == "visits" and in_turn(reading, trigger, subjects, objects)
        gathering = relation == "carriesOut" and len(subjects) > 1 and "组织" in reading.scan.text
        for n, subject in enumerate(subjects):
            for object_ in objects[n : n + 1] if paired else objects:
                if relation == "visits" and at_home(reading, subject, object_):
                    continue
                if relation == "receives" and subject.type == "Place" and _PERSONAL.search(object_.word):
                    continue  # 某县两名教师获评“优秀教育工作者”
                if relation == "receives" and subject.type != "Person" and object_.word.startswith("个人"):
                    continue  # 专案组3人荣立|个人三等功
                if is_site(subject) or (object_ in actors and frame.relation != "cooperatesWith"):
                    continue
                if not (_shown(reading, subject, span) or _shown(reading, object_, span)):
                    continue
                said = "takesPartIn" if n and gathering and _gathered(reading, subject) else relation
                reading.maker.claim(
                    reading.scan, subject, said, object_, span, rule, confidence, modality=modality
                )
                if relation in ("convenes", "issues"):
                    _about(reading, subject, object_, span, modality)
                if relation == "speaksAt":  # who speaks at a meeting takes part in it
                    reading.maker.claim(
                        reading.scan, subject, "takesPartIn", object_, span, rule, 0.8, modality=modality
                    )
    return taken


def _gathered(reading: Reading, actor: Node) -> bool:
    """县文联组织|县作协、县书协|开展…: is the body one of those that another gathers for what it does?"""
    nodes = reading.nodes
    if actor.sentence != reading.index or actor.type not in ORGANS:
        return False
    k = nodes.index(actor)
    while k and (nodes[k - 1].type or nodes[k - 1].word in LINK):
        k -= 1
    return k > 0 and nodes[k - 1].word == "组织"


def _of_others(reading: Reading, trigger: Trigger, begin: int) -> bool:
    """其中|6人|入选“…”, 张明介绍，学区|荣获“…”: does some unnamed one win it, not who was spoken of?"""
    nodes, k = reading.nodes, trigger.index
    opening = next((j for j in range(k - 1, begin - 1, -1) if nodes[j].word in ("，", "：")), begin - 1)
    clause = nodes[opening + 1 : k]
    if not clause or any(n.type for n in clause):
        return False
    if clause[0].word == "其中":
        return any(n.tag == "m" for n in clause)
    heads = reading.maker.context.vocab.heads.get(clause[0].word, ())
    return (
        len(clause) == 1
        and opening >= begin
        and clause[0].tag == "n"
        and any(h.type in ("Agency", "Enterprise") for h in heads)
    )


def _strolls(reading: Reading, trigger: Trigger, subjects: list[Node]) -> bool:
    """走进某村，处处透着…: does the reader go there, not the one whom only the headline names?"""
    if trigger.node.word not in ("走进", "步入", "走入", "来到") or subjects[0].sentence < 0:
        return False
    told = reading.maker.mentions.scans[subjects[0].sentence].sentence.role
    before = reading.nodes[trigger.index - 1] if trigger.index else None
    first = before is None or before.word in ("，", "—", "。")
    return first and told is not Role.PARAGRAPH and subjects[0].type == "Person"


def _subjects(
    reading: Reading, trigger: Trigger, frame: Frame, actors: list[Node], begin: int, end: int
) -> tuple[list[Node], str]:
    """Return the actors that a frame takes, and its relation: a body that speaks takes part."""
    subjects = [a for a in actors if a.type in frame.subjects]
    if frame.relation == "takesPartIn":
        behind = listed_behind(reading, trigger, end)
        if behind is not None:
            return behind, frame.relation
        listed = attendants(reading, trigger, begin)
        if listed is None or (not listed and _own_subject(reading, trigger)):
            return [], frame.relation
        there = without_origins(reading, listed, trigger.index)
        there = [n for n in there if n.type in frame.subjects]
        return there or [s for s in subjects if s not in listed], frame.relation
    told = trigger.node.word in ("宣读", "传达", "通报", "解读", "致以")
    if frame.relation == "speaksAt" and not subjects and not told:
        # 市司法局、龙华区作交流发言
        return [a for a in actors if a.type in ORGANS and _speaks(reading, a)], "takesPartIn"
    return subjects, frame.relation


def _bodies_of(reading: Reading, actors: list[Node]) -> list[Node]:
    """由街道党工委书记张明牵头，会同…: the body acts with others whose head does."""
    people = {id(a) for a in actors if a.type == "Person" and a.sentence == reading.index}
    bodies = [p.body for p in reading.maker.posts if id(p.person) in people and isinstance(p.body, Node)]
    return [b for b in bodies if b.type == "Agency"][:1]


def _bodies_led(reading: Reading, trigger: Trigger, actors: list[Node], begin: int) -> list[Node]:
    """消防站站长张明带队…开展“敲门”行动: the body acts whose head leads its people there."""
    people = {id(a) for a in actors if a.type == "Person" and a.sentence == reading.index}
    words = reading.nodes[begin : trigger.index]
    if not people or not any(n.word in LEADING and not n.type for n in words):
        return []
    for post in reading.maker.posts:
        body = post.body
        if id(post.person) in people and isinstance(body, Node) and body.kind in _ACTING:
            return [body]
    return []


_INSPECTS = re.compile("(?:巡[视察]|督[导查]|检查|考核|调查)(?:工作)?组$")
"""Teams whose work is to be borne with, not shared in."""
_ACTING = frozenset(("Police", "PublicInstitution", "Team", "JudicialOrgan", "MassOrganization", "Other"))
"""Bodies that act where their head leads; what a secretary of the committee does, the committee need not."""


def _speaks(reading: Reading, body: Node) -> bool:
    """Does the body itself speak, not one of its deputies (2名市人大代表作了述职)?"""
    if body.sentence != reading.index:
        return False
    return body.kind not in ("Congress", "CPPCC") or not reading.of_people(reading.nodes.index(body))


def _participant(reading: Reading, trigger: Trigger) -> bool:
    """Is it part of a noun: 参加单位, 参与人员, 出席某会议|代表?"""
    nodes = reading.nodes
    behind = nodes[trigger.index + 1] if trigger.index + 1 < len(nodes) else None
    after = nodes[trigger.index + 2].word if trigger.index + 2 < len(nodes) else ""
    if behind is not None and behind.type == "Event" and after in ("代表", "委员"):
        return True
    return behind is not None and not behind.type and behind.word in ("单位", "人员", "者", "人数", "度")


def _about(reading: Reading, actor: Node, named: Node, span: tuple[int, int], modality: Modality) -> None:
    """召开“…”行动推进会, 印发《关于开展“…”行动的通知》: who does so carries the initiative out."""
    for child in pushed(named):
        reading.maker.claim(
            reading.scan, actor, "carriesOut", child, span, "name:carriesOut", 0.78, modality=modality
        )


def _told_to(reading: Reading, begin: int) -> bool:
    """Does the part go on with a speech that says what is to be done: 要走进社区，让更多项目落到我县?"""
    return reading.nodes[begin].word in ("要", "必须", "务必", "应", "应当", "须")


def _shown(reading: Reading, node: Node, span: tuple[int, int]) -> bool:
    """Does the name stand in the evidence itself, not in a sentence before?"""
    return node.sentence == reading.index and span[0] <= node.start and node.end <= span[1]


_BORNE = ("受", "受到", "获", "获得", "接受")


def _passive(reading: Reading, trigger: Trigger) -> bool:
    """Does 被 stand before the verb in its clause: 村党支部被区委命名为?"""
    for k in range(trigger.index - 1, -1, -1):
        word = reading.nodes[k].word
        if word in ("，", "。", "；"):
            return False
        if (word == "被" or (word in _BORNE and k == trigger.index - 1)) and not reading.nodes[k].type:
            return True
    return False


def _own_subject(reading: Reading, trigger: Trigger) -> bool:
    """Does someone without a name of his own stand right before the verb: 义警队参与?"""
    before = reading.nodes[trigger.index - 1] if trigger.index else None
    return before is not None and not before.type and before.tag == "n" and before.word != "本人"


def _objects(reading: Reading, trigger: Trigger, frame: Frame, stop: int, end: int) -> list[Node]:
    """Return the names behind a trigger that its frame takes, as far as its list goes."""
    if frame.relation == "visits":
        return destinations(reading, trigger, frame, stop, end)
    nodes = reading.nodes
    found: list[Node] = []
    k = trigger.index + 1
    words = 0
    while k < min(stop, end):
        node = nodes[k]
        if node.type:
            opens = k + 1 < end and bool(nodes[k + 1].type) and nodes[k + 1].start == node.end
            if opens and node.type == "Place" and (node.anaphor or nodes[k + 1].type in _OPENED):
                k += 1  # 联合|我市|下涯镇卫生院, 联合|湘潭市|湘乡市检察院, 参加|香港|招商大会
                continue
            if node.type == "Initiative" and _is_of_another(nodes, k, end):
                k += 2  # 创新“一带二联”的|“六步议事”工作法
                continue
            if trigger.node.word == "组织" and k + 1 < end and nodes[k + 1].tag in ("v", "p"):
                break  # 组织“文明使者”到各社区走访
            if node.type in frame.objects and (
                not node.anaphor or node.antecedent is not None or node.type == "Place"
            ):
                found.append(node)
                words = 0
            elif (
                not found
                and node.type not in ("Event", "Initiative", "Document", "Honour")
                and frame.relation not in ("receives", "grants", "issues", "carriesOut", "convenes")
            ):
                break
        elif node.word in ("，", "。", "；", "：", "！", "？"):
            break
        elif node.word not in LINK and node.tag != "w":
            words += 1
            if words > (3 if found else 14 if frame.relation == "carriesOut" else 7):
                break
            if node.tag == "v" and found and node.word not in ("等",):
                break
            if node.tag in ("p", "v") and trigger.node.word == "组织" and not found:
                break  # 组织委员围绕“河长制”视察
            if frame.relation == "cooperatesWith" and (
                node.tag in ("p", "v") or node.word in ("对", "在", "到", "为")
            ):
                break
        k += 1
    return found


_OPENED = ORGANS | {"Event"}
"""What a place may open the name of, right before it."""


def _is_of_another(nodes: list[Node], k: int, end: int) -> bool:
    """“一带二联”|的|“六步议事”工作法: does the initiative only say of what kind the next one is?"""
    return k + 2 < end and nodes[k + 1].word == "的" and nodes[k + 2].type == "Initiative"


_PERSONAL = re.compile(
    "(?:好人|教师|工作者|工匠|标兵|之星|人物|园丁|民警|军嫂|军人|党员|劳动者|村医|医生|护士|河长|青年|少年|儿媳|婆婆|员)[”’]?$"
)
"""Honours of people, which no area has because some of its people have them."""
_IF = ("如果", "倘若", "假如", "假若", "假设", "要是", "一旦", "只要", "除非", "万一")
_CONDITION = re.compile("|".join(_IF))
_SUPPOSED = re.compile(rf"(?:^|[，；：“])(?:[^，；：“]{{0,8}})(?:{'|'.join(_IF)})[^，；]{{0,40}}$")
"""A condition that the trigger stands in: 如果某局开展“X”行动 says nothing of what is."""


def _modality(reading: Reading, trigger: Trigger) -> Modality:
    """Say whether what the trigger says is planned (将召开), denied (未召开), supposed (如果) or stated."""
    before = reading.scan.text[: trigger.node.start]
    if "《" in before:
        before = re.sub(r"《[^》]*》", "", before)
    clause = before[max(before.rfind("。"), before.rfind("；"), before.rfind("！")) + 1 :]
    if clause.endswith(_NEGATED):
        return Modality.NEGATED
    if _CONDITION.search(clause) and _SUPPOSED.search(clause):
        return Modality.HYPOTHETICAL
    if not _FUTURE.search(clause) and not _FUTURE.search(trigger.node.word):
        return Modality.ASSERTED
    planned = PLANNED.search(clause + trigger.node.word)  # 计划|开展 is known by what it plans
    if (planned and planned.start() < len(clause)) or re.search(
        r"(?:^|[，、；：“])(?:要|须|应)(?!求)[^，]{0,30}$", clause
    ):
        return Modality.PLANNED
    return Modality.ASSERTED
