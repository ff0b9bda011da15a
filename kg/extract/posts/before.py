"""Posts from the titles before a name: 县教育局党组书记、局长李明."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.nodes import AREA_TYPES, Node, Scan
from kg.extract.posts.bodies import (
    area_of,
    bare_government,
    beside,
    body_for,
    colleague,
    implied_body,
    last_home,
    last_town,
    named_before,
    names_a_body,
    organ_of_town,
)
from kg.extract.posts.titles import BODY_TYPES, Post, Segment, segments_before, title_of
from kg.extract.vocabulary import affixes
from kg.model import Implied


def posts_before(
    scan: Scan,
    context: Context,
    i: int,
    seen: Sequence[Node],
    made: Sequence[Post],
    person: Node,
    segments: list[Segment] | None = None,
) -> Iterator[Post]:
    """Resolve the titles that stand before node ``i`` left to right; ``segments`` are they, if read already.

    ``person`` has them: node ``i`` itself, or one who stands elsewhere (队长由…李明担任).
    """
    segments = segments_before(scan, context, i) if segments is None else segments
    if not segments:
        return
    bodies: list[Node] = []
    stated: list[Post] = []
    for segment in reversed(segments):
        called = segment.words[0].word if segment.words else ""
        if len(segments) > 1 and segment.body is None and called in context.groups.resident:
            continue  # 退役军人、校长李明, 省劳动模范、县环卫所职工李明: of no place
        found = _shared_beside(segment, person, stated) or list(
            _posts_of(segment, person, bodies, context, seen, made)
        )
        if segment.body is None and stated and stated[-1].relation == "memberOf":
            found = []  # 巡逻队队员、外卖员小魏: what else a member is
        elif not found and segment.body is None:
            found = list(beside(segment, person, bodies, stated, context))
        if not found and len(segments) == 1 and segment.body is None:
            found = list(_at_place(scan, i, segment, person, context))
        stated.extend(found)
        yield from found
        if segment.body is not None:
            bodies.append(segment.body)
        elif found and not bodies and found[0].rule in ("post:colleague", "post:named", "post:context"):
            bodies.extend([found[0].body] if isinstance(found[0].body, Node) else [])  # 副主席、一级巡视员甲


def _shared_beside(segment: Segment, person: Node, stated: Sequence[Post]) -> list[Post]:
    """某县副县长、公安局党委书记、|局长|李明: the head of the bare body that was named beside the area."""
    last = stated[-1] if stated else None
    if segment.body is not None or last is None or last.rule != "post:beside":
        return []
    body = last.body
    if not isinstance(body, Implied) or segment.text not in (f"{body.core[-1]}长", f"副{body.core[-1]}长"):
        return []
    return [
        Post(person, segment.text, body, "holdsPost", segment.modality, "post:beside", 0.85, near=last.near)
    ]


_OF_MEMBERS = ("协会", "学会", "商会", "联合会")
"""The ends of the names of bodies that have members."""


def _at_place(scan: Scan, i: int, segment: Segment, person: Node, context: Context) -> Iterator[Post]:
    """在某某公司磨工车间，|48岁的|高级技师|李明: one met at a body, with a title that it has."""
    nodes = scan.nodes
    k = i - 1 - len(segment.words)
    while k > 2 and nodes[k].word != "，" and (nodes[k].word == "的" or nodes[k].tag in ("m", "q", "TIME")):
        k -= 1
    if k < 2 or nodes[k].word != "，" or not title_of(segment.text, context):
        return
    at = next((j for j in range(k - 1, max(-1, k - 4), -1) if nodes[j].type), None)
    if at is None or not at or nodes[at - 1].word not in ("在", "走进", "来到"):
        return
    body = nodes[at]
    if body.type in ("Agency", "Enterprise") and not body.anaphor:
        yield Post(person, segment.text, body, rule="post:met", confidence=0.8)


_MEMBERS = ("队员", "组员")
"""What those are called who belong to a band of volunteers and hold no post in it (“古城义警”|队员)."""


def _posts_of(
    segment: Segment,
    person: Node,
    bodies: list[Node],
    context: Context,
    seen: Sequence[Node],
    made: Sequence[Post],
) -> Iterator[Post]:
    """Yield what one segment says of the person: residence, membership, a post."""
    text, body = segment.text, segment.body
    if text in ("长", "副长"):
        if body is not None:
            title = ("副" if text == "副长" else "") + body.core[-1:] + "长"
            yield Post(person, title, body, rule="post:before", confidence=0.9)
        return
    last = segment.words[0].word if segment.words else ""
    modality = segment.modality
    if last in context.groups.resident or text in context.groups.resident:
        if (
            body is not None
            and body.type == "Agency"
            and body.core.endswith(("村委会", "居委会", "村民委员会", "居民委员会"))
        ):
            home = next((c for c in body.children if c.type == "Community"), None)
            body = home or body  # 新华村村委会|种植大户李明
        if body is not None and (
            body.type in AREA_TYPES or body.kind == "SubdistrictOffice" or body.core.endswith("居委会")
        ):
            yield Post(person, "", body, "residentOf", modality, "resident:before", 0.95)
        elif body is None and not bodies:
            home = last_home(seen)
            if home is not None:
                yield Post(person, "", home, "residentOf", modality, "resident:context", 0.75)
        return
    if last in context.groups.member and not title_of(text, context):
        if body is None and last in ("学生", "同学"):
            ends = ("校", "小学", "中学", "学院", "大学")
            body = next(
                (n for n in reversed(seen[-10:]) if n.type == "Agency" and n.core.endswith(ends)), None
            )
            if body is not None:
                yield Post(person, "", body, "memberOf", modality, "member:context", 0.75)
        elif body is None and last == "会员":
            body = next(
                (n for n in reversed(seen) if n.core.endswith(_OF_MEMBERS) or n.rule == "agency:party"), None
            )
            if body is not None:
                yield Post(person, "", body, "memberOf", modality, "member:context", 0.75)
        elif body is not None and body.type in BODY_TYPES:
            yield Post(person, "", body, "memberOf", modality, "member:before", 0.9)
        return
    title = title_of(text, context)
    if not title or (body is None and bodies and last == "党员"):
        return  # 新华村村民、党员李明: of no body named here
    if body is not None and body.type == "Event":
        yield Post(person, "", body, "takesPartIn", modality, "post:delegate", 0.8)
        return
    if last in context.groups.member and body is not None and body.type in ("Place", "Community"):
        yield Post(person, "", body, "memberOf", modality, "member:before", 0.9)
        return
    implied = implied_body(title, body, context) or bare_government(text, body, bodies)
    town = last_town([*seen, *bodies]) if body is None and text.startswith("人大") else None
    if town is not None and text.endswith("主席"):
        congress = Implied("Agency", "Congress", "人大", town.core[-1:])
        yield Post(person, text, congress, "holdsPost", modality, "post:town", 0.85, near=town)
        return  # 永安镇党委书记甲、镇长乙、人大主席|丙
    if implied is not None:
        near = body if body is not None else area_of(implied.level, bodies, seen)
        yield Post(person, text, implied, "holdsPost", modality, "post:implied", 0.96, near=near)
        return
    if text in _MEMBERS and body is not None and body.word[0] == "“":
        yield Post(person, "", body, "memberOf", modality, "member:before", 0.9)
        return
    if body is None:
        body = body_for(title, bodies)
        if body is None:
            known = named_before(text, title, context, seen)
            if known is not None and title == "队员":
                yield Post(person, "", known[0], "memberOf", modality, "member:context", 0.75)
            elif known is not None:
                rule = "post:context" if known[1] == text else "post:named"
                yield Post(person, known[1], known[0], "holdsPost", modality, rule, 0.8)
            else:
                same = colleague(title, context, made)
                if same is not None and not names_a_body(text, title):
                    yield Post(person, text, same, "holdsPost", modality, "post:colleague", 0.8)
            return
        if names_a_body(text, title):
            return
        if body.kind == "Team" and title.endswith(("师", "教授", "研究员")):
            return  # 县科技专家服务团成员、|高级农艺师|李明: of no team
        if title.startswith(affixes(context.groups.villagepost)) and body.type == "Agency":
            village = named_before(text, title, context, [*seen, *bodies])
            body = village[0] if village is not None else body
        yield Post(person, text, body, "holdsPost", modality, "post:shared", 0.85)
        return
    if body.type == "Place":
        if body.anaphor:
            return
        organ = organ_of_town(title, body, context)
        if organ is not None:
            yield Post(person, text, organ, "holdsPost", modality, "post:town", 0.85, near=body)
            return
    yield Post(person, text, body, "holdsPost", modality, "post:before", 0.96)
