"""Relations: posts, frames and constructions over the clauses of each sentence; subjects carry over."""

from __future__ import annotations

from kg.extract.clues import Marked
from kg.extract.context import Context
from kg.extract.mentions import Mentions
from kg.extract.nodes import Node, Scan
from kg.extract.posts import posts
from kg.extract.relations.attended import held_by_area
from kg.extract.relations.clauses import (
    COMMA,
    EVENT,
    INITIATIVE,
    LEADERS,
    ORGANS,
    STOPS,
    Reading,
    State,
    Trigger,
    is_site,
)
from kg.extract.relations.constructions import constructions, rules_of
from kg.extract.relations.containment import containment
from kg.extract.relations.frames import apply_frames
from kg.extract.relations.journeys import along, joining, led, travellers
from kg.extract.relations.maker import Maker
from kg.extract.relations.meetings import announced
from kg.model import Claim, Implied, Role


def claims(scans: list[Scan], context: Context, mentions: Mentions) -> list[Claim]:
    """Return what the article's sentences state, each claim once per article."""
    maker = Maker(context, mentions)
    state, rules = State(), rules_of(context.vocab)
    for index, scan in enumerate(scans):
        role = scan.sentence.role
        if role is Role.BYLINE:
            continue
        if role in (Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.HEADING):
            opening = [n for n in scan.names() if n.type in ORGANS and not n.anaphor]
            if opening and opening[0].start <= 2 and not _counts_others(scan, opening[0]):
                state.subjects = opening[:1]
            state.moved_in = state.moved_in or "进驻" in scan.text
            state.joint = (
                state.joint
                or any(n.word in ("多部门", "部门联合") for n in scan.nodes)
                or ("门联合" in scan.text or "单位联合" in scan.text or "家联合" in scan.text)
            )
        marked = Marked(scan.nodes, rules.clues)
        _posts(maker, scan, marked)
        if marked.named:  # what a sentence states, one of its own names is an end of
            _read(Reading(maker, index, scan, state, rules, marked))
        maker.see(node for _, node in marked.named)
    containment(maker)
    held_by_area(maker, state.announced)
    return maker.rows()


def _counts_others(scan: Scan, node: Node) -> bool:
    """Does the name only say whose things are counted, or who goes: 县委|5个|巡察组, 县委|书记|到某镇?"""
    nodes = scan.nodes
    behind = nodes.index(node) + 1
    if behind >= len(nodes):
        return False
    leader = nodes[behind].word.endswith(LEADERS) and not nodes[behind].type
    unnamed = leader and behind + 1 < len(nodes) and not nodes[behind + 1].type
    return nodes[behind].tag == "m" or unnamed


def _posts(maker: Maker, scan: Scan, marked: Marked) -> None:
    """State the posts, memberships and residences of a sentence."""
    found = posts(scan, marked, maker.context, maker.seen, maker.posts)
    maker.posts.extend(found)
    for post in found:
        if isinstance(post.body, Implied):
            near = post.near
            body: Node | Implied | None = Implied(
                post.body.type,
                post.body.kind,
                post.body.core,
                post.body.level,
                maker.mentions.key(near) if near is not None else None,
            )
        else:
            body = post.body
        if body is not None:
            maker.claim(
                scan,
                post.person,
                post.relation,
                body,
                (0, len(scan.text)),
                post.rule,
                post.confidence,
                title=post.title or None,
                modality=post.modality,
            )


def _read(reading: Reading) -> None:
    """State what the sentence says."""
    nodes = reading.nodes
    if reading.marked.has(EVENT):
        announced(reading)
        for _, event in reading.names(0, len(nodes), "Event"):
            if not event.anaphor:
                _owner(reading, event)
    begin = 0
    for part_end in [*(k for k in reading.marked.places(STOPS) if nodes[k].word in STOPS), len(nodes)]:
        if begin < part_end:
            _part(reading, begin, part_end)
        begin = part_end + 1


def _owner(reading: Reading, event: Node) -> None:
    """A meeting whose name begins with a body is that body's: 市委经济工作会议."""
    owner = event.qualifier
    session = event.children[0] if event.children and owner is None else None
    if session is not None and session.type == "Event" and session.start == event.start:
        owner = session.qualifier  # 某政协第一次会议|第二次全体会议
    if owner is not None and owner.type == "Agency" and event.kind in ("Meeting", "Ceremony"):
        clause = reading.clause(event)
        reading.maker.claim(reading.scan, owner, "convenes", event, clause, "name:convenes", 0.8)


def _part(reading: Reading, begin: int, end: int) -> None:
    """Read one part of a sentence, from one full stop or semicolon to the next, where it has a name."""
    nodes, state = reading.nodes, reading.state
    whole = end - begin == len(nodes)
    if not whole and not any(begin <= k < end for k, _ in reading.named):
        return
    mine = [t for t in reading.triggers if begin <= t.index < end]
    opening, blocked = reading.actors(begin, mine[0].index if mine else end)
    span = (nodes[begin].start, nodes[end - 1].end)
    commas = reading.marked.places(COMMA) if mine else []
    limit = begin
    actors: list[Node] = []
    taken: list[Node] = []
    for n, trigger in enumerate(mine):
        stop = end
        if n + 1 < len(mine):
            stop = next((t.index for t in mine[n + 1 :] if not _in_relative(nodes, t)), end)
        fresh, blocked = reading.actors(limit, trigger.index) if n else (opening, blocked)
        if fresh and all(is_site(f) for f in fresh):
            fresh = []  # 联合某街道，在某社区人民广场举办: the square does not act
        new_clause = bool(commas) and any(limit <= k < trigger.index for k in commas)
        before = nodes[limit - 1] if limit else None
        causing = before is not None and not before.type and before.word in reading.groups.causing
        if not causing:
            # 走进某社区，举办…: the place visited does not act, nor in 响应市文明办号召 the body heeded
            fresh = [f for f in fresh if f not in taken and not (actors and f is nodes[limit])]
        if fresh:
            if not opening and _has_aim(nodes, begin) and not reading.quoted[fresh[0].start]:
                opening = fresh  # 为实施某战略，县委决定: who acts behind the aim is spoken of further
            keep = causing and actors
            if keep:  # 组织某镇党员和某局: the town does not act itself
                fresh = [f for f in fresh if f.type == "Person" or not reading.of_people(nodes.index(f))]
            actors = [*actors, *(f for f in fresh if f not in actors)] if keep else fresh
        elif blocked:
            actors = reading.meant(limit, trigger.index)
        elif limit == begin and not actors:
            actors = _inherited(reading, trigger)
        if any(f.relation == "visits" for f in trigger.frames):
            actors = _on_the_way(reading, trigger, limit, actors, fresh) or actors
        who = _relative(reading, trigger, begin) or _told(reading, trigger, begin) or actors
        taken = apply_frames(reading, trigger, who, stop, end, span, begin, new_clause)
        limit = trigger.index + 1
    reading.acting = actors
    state.bodies = [a for a in actors if a.type in ORGANS] or state.bodies
    constructions(reading, begin, end, span)
    for _, initiative in reading.names(begin, end, "Initiative") if reading.marked.has(INITIATIVE) else ():
        if not initiative.anaphor:
            state.initiatives.append(initiative)
    if not opening:
        return
    heading = reading.scan.sentence.role is not Role.PARAGRAPH and not any(n.tag == "v" for n in nodes)
    if state.visitors and along(reading, begin, end):
        joining(reading, opening, begin, end, span)
        return  # 县委书记李华陪同: the journey goes on with those who were on it
    if not reading.quoted[opening[0].start] and not heading:
        state.subjects = opening


def _has_aim(nodes: list[Node], begin: int) -> bool:
    """Does a part begin with what is to be reached or followed: 为实施某战略, 根据…?"""
    return any(n.word in ("为", "为了", "根据", "按照") for n in nodes[begin : begin + 3])


def _on_the_way(
    reading: Reading, trigger: Trigger, limit: int, actors: list[Node], fresh: list[Node]
) -> list[Node]:
    """Return who goes, where it is those whose journey was told before: 检查组还来到…; 随后到….

    Nobody: whoever acts in the sentence goes, as in any other clause.
    """
    visitors = reading.state.visitors
    if fresh or not visitors:
        return led(reading, actors)
    meant = travellers(reading, limit, trigger.index)
    if meant or reading.quoted[trigger.node.start]:
        return meant
    carried = reading.state.subjects
    known = {v.word for v in visitors}
    inherits = not reading.actors(0, trigger.index)[0]
    return visitors if inherits and carried and not any(s.word in known for s in carried) else []


def _in_relative(nodes: list[Node], trigger: Trigger) -> bool:
    """Does the verb end a relative clause, within the object of the one before: 出席|某厅|主办|的|典礼?"""
    return trigger.index + 1 < len(nodes) and nodes[trigger.index + 1].word == "的"


def _relative(reading: Reading, trigger: Trigger, begin: int) -> list[Node]:
    """Return who acts in a relative clause, whatever stands before: 被写入|市委办印发|的《…》."""
    behind = trigger.index + 1
    if behind >= len(reading.nodes) or reading.nodes[behind].word != "的":
        return []
    return reading.list_before(trigger.index, begin)[0]


def _told(reading: Reading, trigger: Trigger, begin: int) -> list[Node]:
    """向县市场监管局制发建议，督促其开展…: return whom 其 means, the body spoken to before; [] without it."""
    nodes = reading.nodes
    its = trigger.index - 1
    while its > begin and nodes[its].tag in ("d", "ad") and not nodes[its].type:
        its -= 1
    if its <= begin or nodes[its].word != "其" or nodes[its - 1].word not in reading.groups.causing:
        return []
    for k in range(its - 1, begin - 1, -1):
        if nodes[k].type in ORGANS and reading.oblique(k, begin) in ("向", "给", "对", "与"):
            return [nodes[k]]
    return []


def _inherited(reading: Reading, trigger: Trigger) -> list[Node]:
    """Return the subjects carried over to a trigger; into a quotation none carries over."""
    if reading.quoted[trigger.node.start]:
        return []
    state = reading.state
    deed = any(f.relation in _BODIES_DO for f in trigger.frames)
    if deed and all(s.type == "Person" for s in state.subjects):
        nearer = [b for b in state.bodies if b.sentence == reading.index]
        return nearer or state.subjects  # 队长张明介绍，工作队走访…；开展“…”行动
    return state.subjects


_BODIES_DO = frozenset(("carriesOut", "cooperatesWith", "convenes", "issues"))
