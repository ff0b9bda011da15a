"""Who holds which post where: titles before a name, behind it, in lists, and appointments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.context import Context
from kg.extract.nodes import NOUNLIKE, Node, Scan
from kg.model import Implied, Modality

BODY_TYPES = ("Agency", "Enterprise", "Community", "Place")


@dataclass(slots=True)
class Post:
    """A post that the text gives a person: ``body`` a node, or what the title implies."""

    person: Node
    title: str
    body: Node | Implied | None
    relation: str = "holdsPost"
    modality: Modality = Modality.ASSERTED
    rule: str = "post:before"
    confidence: float = 0.97
    near: Node | None = None


@dataclass(slots=True)
class _Segment:
    """One title of a group: the words of the title, and the body that stands before them."""

    words: list[Node] = field(default_factory=list)
    body: Node | None = None
    modality: Modality = Modality.ASSERTED

    @property
    def text(self) -> str:
        """The words as one text, in the order of the page."""
        return "".join(n.word for n in reversed(self.words))


def posts(scan: Scan, context: Context, seen: Sequence[Node] = ()) -> list[Post]:
    """Return the posts, memberships and residences that a sentence's titles state.

    ``seen`` are the names of the article up to this sentence, last one last: what a bare title may belong to.
    """
    found: list[Post] = []
    groups: dict[int, list[Post]] = {}
    for i, node in enumerate(scan.nodes):
        if node.type != "Person":
            continue
        shared = _sharing(scan.nodes, i)
        if shared is not None and shared in groups:
            mine = [_same(post, node) for post in groups[shared]]
        else:
            mine = list(_before(scan, context, i, seen))
        groups[i] = mine
        if not mine and i:
            mine = list(_carried(scan, context, i, groups))
            groups[i] = mine
        if not mine and i >= 2 and scan.nodes[i - 1].word == "的" and scan.nodes[i - 2].type == "Community":
            mine = [Post(node, "", scan.nodes[i - 2], "residentOf", rule="resident:of", confidence=0.85)]
            groups[i] = mine
        found.extend(mine)
        found.extend(_behind(scan, context, i, seen))
        found.extend(_appointed(scan, context, i, seen))
    return found


def _carried(scan: Scan, context: Context, i: int, groups: dict[int, list[Post]]) -> Iterator[Post]:
    """市政协主席甲、副主席乙，秘书长丁: a bare deputy's title belongs to the body of the person before."""
    nodes = scan.nodes
    segments = _segments(scan, context, i)
    if len(segments) != 1 or segments[0].body is not None:
        return
    text = segments[0].text
    if not _title(text, context) or not text.startswith(tuple(context.groups.deputy)):
        return
    k = i - 1 - len(segments[0].words)
    while (k >= 0 and nodes[k].word in ("、", "，", "（", "）", "和", "及")) or (
        k >= 0 and not nodes[k].type and nodes[k].tag in ("nz", "a") and len(nodes[k].word) <= 3
    ):
        k -= 1
    before = groups.get(k, []) if k >= 0 and nodes[k].type == "Person" else []
    for post in before[-1:]:
        if post.relation == "holdsPost" and post.body is not None:
            yield Post(
                nodes[i], text, post.body, "holdsPost", segments[0].modality, "post:carried", 0.9, post.near
            )


def _same(post: Post, person: Node) -> Post:
    """Return the post of the person before for the next one in the list (副县长甲、乙)."""
    return Post(
        person,
        post.title,
        post.body,
        post.relation,
        post.modality,
        "post:list",
        post.confidence - 0.02,
        post.near,
    )


def _sharing(nodes: list[Node], i: int) -> int | None:
    """Return the index of the person before this one in a bare list: its title is this one's too."""
    k = i - 1
    if k < 0 or nodes[k].word not in ("、", "和", "与", "及"):
        return None
    k -= 1
    if k >= 0 and nodes[k].word == "）":
        while k >= 0 and nodes[k].word != "（":
            k -= 1
        k -= 1
    return k if k >= 0 and nodes[k].type == "Person" else None


def _title(text: str, context: Context) -> str:
    """Return the title that ``text`` ends with, "" where it ends with none."""
    titles = context.lexicon.titles
    for start in range(max(0, len(text) - 14), len(text)):
        if text[start:] in titles:
            return text[start:]
    return ""


def _before(scan: Scan, context: Context, i: int, seen: Sequence[Node]) -> Iterator[Post]:
    """Read the titles that stand before a person, right to left, then resolve them left to right."""
    person = scan.nodes[i]
    segments = _segments(scan, context, i)
    if not segments:
        return
    bodies: list[Node] = []
    for segment in reversed(segments):
        yield from _posts_of(segment, person, bodies, context, seen)
        if segment.body is not None:
            bodies.append(segment.body)


def _segments(scan: Scan, context: Context, i: int) -> list[_Segment]:
    """Return the titles before the person at node ``i`` with their bodies, the nearest first."""
    nodes = scan.nodes
    segments: list[_Segment] = []
    current = _Segment()
    k = i - 1
    while k >= 0:
        node = nodes[k]
        if node.word in ("）", ")") and not node.type:
            opening = next(
                (j for j in range(k - 1, max(-1, k - 10), -1) if nodes[j].word in ("（", "(")), None
            )
            if opening is None:
                break
            k = opening - 1  # 区委统战部（区民宗局）常务副部长
            continue
        if node.type in BODY_TYPES and not (
            node.anaphor and node.antecedent is None and node.type != "Place"
        ):
            current.body = node
            if not _closed(current, context, segments):
                break
            segments.append(current)
            current = _Segment()
            if k == 0 or nodes[k - 1].word not in ("、", "兼", "和", "，"):
                break
            if nodes[k - 1].word == "，" and not _ends_in_title(nodes, k - 2, context):
                break
            k -= 2
            continue
        if node.type == "Event" and current.text in ("代表", "列席代表", "特邀代表"):
            current.body = node
            segments.append(current)
            current = _Segment()
            if k == 0 or nodes[k - 1].word != "、":
                break
            k -= 2
            continue
        if node.word in context.groups.tenure:
            current.modality = (
                Modality.PLANNED
                if node.word == "拟任"
                else (Modality.ASSERTED if node.word in ("现任", "新任") else Modality.FORMER)
            )
            k -= 1
            continue
        if node.word in ("、", "兼", "和", "与") and current.words:
            if not _closed(current, context, segments):
                break
            segments.append(current)
            current = _Segment()
            k -= 1
            continue
        if node.type or node.tag in ("w", "p", "u", "c", "r", "d", "TIME", "t", "xc", "q", "vd"):
            break
        if (
            node.tag in ("v", "ad", "a")
            and not _title(node.word, context)
            and node.word not in context.vocab.nameverb
        ):
            break
        if len(current.words) >= 6 or not (
            current.words
            or _title(node.word, context)
            or node.word in context.groups.member
            or node.word in context.groups.resident
        ):
            break
        current.words.append(node)
        k -= 1
    if (
        current.words
        and (_title(current.text, context) or current.words[0].word in context.groups.resident)
        and (not segments or segments[-1] is not current)
    ):
        segments.append(current)
    return segments


def _ends_in_title(nodes: list[Node], k: int, context: Context) -> bool:
    """Does node ``k`` end in a title?"""
    return k >= 0 and bool(_title(nodes[k].word, context))


def _closed(segment: _Segment, context: Context, before: list[_Segment]) -> bool:
    """Does the segment end in a title (or in what a member or resident is called)?"""
    text = segment.text
    if not text:
        return False
    return (
        bool(_title(text, context))
        or segment.words[0].word in context.groups.member
        or segment.words[0].word in context.groups.resident
    )


def _posts_of(
    segment: _Segment, person: Node, bodies: list[Node], context: Context, seen: Sequence[Node]
) -> Iterator[Post]:
    """Yield what one segment says of the person: residence, membership, a post."""
    text, body = segment.text, segment.body
    last = segment.words[0].word if segment.words else ""
    modality = segment.modality
    if last in context.groups.resident or text in context.groups.resident:
        if body is not None and (
            body.type == "Community" or body.type == "Place" or body.kind == "SubdistrictOffice"
        ):
            yield Post(person, "", body, "residentOf", modality, "resident:before", 0.95)
        elif body is None and not bodies:
            home = next((n for n in reversed(seen) if n.type == "Community" and not n.anaphor), None)
            if home is not None:
                yield Post(person, "", home, "residentOf", modality, "resident:context", 0.75)
        return
    if last in context.groups.member and not _title(text, context):
        if body is not None and body.type in BODY_TYPES:
            yield Post(person, "", body, "memberOf", modality, "member:before", 0.9)
        return
    title = _title(text, context)
    if not title:
        return
    if body is not None and body.type == "Event":
        yield Post(person, "", body, "takesPartIn", modality, "post:delegate", 0.9)
        return
    if last in context.groups.member and body is not None and body.type in ("Place", "Community"):
        yield Post(person, "", body, "memberOf", modality, "member:before", 0.9)
        return
    implied = _implied(title, body, context)
    if implied is not None:
        near = body if body is not None else _area_of(implied.level, bodies, seen)
        yield Post(person, text, implied, "holdsPost", modality, "post:implied", 0.96, near=near)
        return
    if body is None:
        body = _body_for(title, bodies)
        if body is None:
            body = _named_before(title, context, seen)
            if body is not None:
                yield Post(person, text, body, "holdsPost", modality, "post:context", 0.8)
            return
        yield Post(person, text, body, "holdsPost", modality, "post:shared", 0.93)
        return
    if body.type == "Place" and body.anaphor:
        return
    yield Post(person, text, body, "holdsPost", modality, "post:before", 0.97)


def _area_of(level: str, bodies: list[Node], seen: Sequence[Node]) -> Node | None:
    """城关镇党委副书记、镇长: the town of the first title; else, for towns, the one last named."""
    for body in reversed(bodies):
        node: Node | None = body
        while node is not None:
            if node.type == "Place" and node.core.endswith(level):
                return node
            node = node.qualifier
    if level in ("村", "社区"):
        return next((n for n in reversed([*seen, *bodies]) if n.type == "Community" and not n.anaphor), None)
    if level in ("镇", "乡", "苏木", "街道"):
        for node in reversed(seen):
            if (
                node.type == "Place"
                and node.kind == "Township"
                and node.core.endswith(level)
                and not node.anaphor
            ):
                return node
    return None


def _named_before(title: str, context: Context, seen: Sequence[Node]) -> Node | None:
    """队长王大山: the team that the article named last, where the title says what kind of body it is."""
    if title.startswith(tuple(context.groups.villagepost)):
        return next((n for n in reversed(seen) if n.type == "Community" and not n.anaphor), None)
    if not title.endswith("长") or len(title) < 2 or title[-2] not in "队站所社院校园馆厂团中":
        return None
    organ = title[:-1].removeprefix("副").removeprefix("常务副")
    for node in reversed(seen[-16:]):
        if node.type in ("Agency", "Enterprise") and not node.anaphor and node.core.endswith(organ):
            return node
    return None


def _implied(title: str, body: Node | None, context: Context) -> Implied | None:
    """区长, 副县长, 代市长: a post in the government of the area, which the title names by its level."""
    row = context.lexicon.titles.get(title)
    if row is None or not row.implies or not row.level or (body is not None and body.type != "Place"):
        return None
    return Implied("Agency", "GovernmentOrgan", row.implies, row.level)


def _body_for(title: str, bodies: list[Node]) -> Node | None:
    """Choose the body that a bare title behind other titles belongs to: 局党组书记、局长 → the 局."""
    if not bodies:
        return None
    organ = title[-2] if title.endswith("长") and len(title) >= 2 else ""
    if title.endswith(("主席",)):
        organ = "协"
    for body in reversed(bodies):
        node: Node | None = body
        while node is not None:
            if organ and (node.word.endswith(organ) or organ in node.core[-4:]):
                return node
            node = node.qualifier
    nearest = bodies[-1]
    if (
        nearest.core.endswith(("党组", "党委", "党总支", "党支部"))
        and nearest.qualifier is not None
        and title not in ("书记", "副书记", "委员", "成员")
    ):
        return nearest.qualifier if nearest.qualifier.type in ("Agency", "Enterprise") else nearest
    return nearest


def _behind(scan: Scan, context: Context, i: int, seen: Sequence[Node]) -> Iterator[Post]:
    """Read titles behind a name: 王秀兰，东关社区党总支书记; 王秀兰当选为…主任; 由…任组长."""
    nodes = scan.nodes
    person = nodes[i]
    k = i + 1
    if k < len(nodes) and nodes[k].word == "同志":
        k += 1
    if k >= len(nodes):
        return
    modality, rule = Modality.ASSERTED, "post:behind"
    marker = nodes[k].word
    if marker == "不再" and k + 1 < len(nodes) and nodes[k + 1].word in context.groups.takes:
        modality, rule, k = Modality.FORMER, "post:left", k + 1
        marker = nodes[k].word
    if marker in ("，", "：", "（"):
        # 李明，男，汉族，1970年生，现任…: look on for the verb, within the sentence
        k2 = k + 1
        while (
            k2 < len(nodes)
            and k2 - k < 24
            and nodes[k2].type != "Person"
            and nodes[k2].word not in ("现任", "任", "系")
        ):
            k2 += 1
        if k2 < len(nodes) and nodes[k2].word in ("现任", "系") and marker == "，":
            k, marker = k2, nodes[k2].word
        elif k + 1 < len(nodes) and nodes[k + 1].type in BODY_TYPES:
            yield from _forward(scan, context, k + 1, person, modality, "post:apposed", seen, strict=True)
            return
        else:
            return
    if marker not in context.groups.takes:
        return
    if marker in ("拟任",):
        modality = Modality.PLANNED
    if marker in ("曾任", "历任"):
        modality = Modality.FORMER
    yield from _forward(
        scan, context, k + 1, person, modality, rule, seen, strict=marker in ("是", "为", "系")
    )


def _forward(
    scan: Scan,
    context: Context,
    k: int,
    person: Node,
    modality: Modality,
    rule: str,
    seen: Sequence[Node],
    *,
    strict: bool,
) -> Iterator[Post]:
    """Read body–title pairs left to right from node ``k`` on, as far as they are joined."""
    nodes = scan.nodes
    bodies: list[Node] = []
    while k < len(nodes):
        body: Node | None = None
        if nodes[k].type in BODY_TYPES and not nodes[k].anaphor:
            body = nodes[k]
            k += 1
        words: list[Node] = []
        while (
            k < len(nodes)
            and not nodes[k].type
            and (
                nodes[k].tag in NOUNLIKE
                or _title(nodes[k].word, context)
                or nodes[k].word in ("代理", "代", "副")
            )
            and len(words) < 6
        ):
            words.append(nodes[k])
            k += 1
            if _title("".join(w.word for w in words), context) and (
                k >= len(nodes) or not _title(nodes[k].word, context)
            ):
                break
        text = "".join(w.word for w in words)
        title = _title(text, context)
        if not title or (strict and body is None and not bodies):
            return
        if strict and _someone_else(nodes, k):
            return  # the title is that of the next person: 李明，县教育局党组书记、局长王强
        implied = _implied(title, body, context)
        target: Node | Implied | None = (
            implied if implied is not None else body if body is not None else _body_for(title, bodies)
        )
        if target is None:
            target = _agency_before(scan, person)
        if target is not None:
            near = (
                body
                if body is not None
                else _area_of(implied.level, bodies, seen)
                if implied is not None
                else None
            )
            yield Post(person, text, target, "holdsPost", modality, rule, 0.93, near=near)
        if body is not None:
            bodies.append(body)
        if k + 1 < len(nodes) and nodes[k].word in ("、", "兼", "和"):
            k += 1
            continue
        return


def _someone_else(nodes: list[Node], k: int) -> bool:
    """Does a name follow before the next comma, so that the titles passed over are that person's?"""
    while k < len(nodes) and nodes[k].word not in ("，", "。", "；", "："):
        if nodes[k].type == "Person":
            return True
        if nodes[k].tag in ("v", "p") and not nodes[k].type:
            return False
        k += 1
    return False


def _agency_before(scan: Scan, person: Node) -> Node | None:
    """成立…领导小组，由李明任组长: the body named last before the person."""
    best = None
    for node in scan.nodes:
        if node is person:
            break
        if node.type == "Agency":
            best = node
    return best


def _appointed(scan: Scan, context: Context, i: int, seen: Sequence[Node]) -> Iterator[Post]:
    """任命李明为县教育局局长; 免去李明的县教育局局长职务; 选举李明为…"""
    nodes = scan.nodes
    person = nodes[i]
    k = i + 1
    if k < len(nodes) and nodes[k].word == "同志":
        k += 1
    if k >= len(nodes):
        return
    verb = next((n.word for n in reversed(nodes[max(0, i - 8) : i]) if n.word in context.groups.appoint), "")
    if not verb:
        return
    if nodes[k].word in ("为", "任", "担任") and verb in context.groups.appoint:
        modality = Modality.PLANNED if verb in ("提名", "推荐", "拟任命") else Modality.ASSERTED
        if nodes[k].word == "为":
            yield from _forward(scan, context, k + 1, person, modality, "post:appointed", seen, strict=False)
    elif nodes[k].word == "的" and verb in ("免去", "免除", "撤销", "接受", "辞去", "罢免"):
        yield from _forward(scan, context, k + 1, person, Modality.FORMER, "post:removed", seen, strict=False)
