"""Posts whose holder stands elsewhere: behind 由 and 是, or dropped (…，2021年当选村主任)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.clues import Marked
from kg.extract.context import Context
from kg.extract.nodes import Node, Scan
from kg.extract.posts.before import posts_before
from kg.extract.posts.behind import forward, marker_at, past_manner
from kg.extract.posts.titles import Post, title_of
from kg.extract.vocabulary import beginnings
from kg.model import Modality

BY = frozenset(("由", "是", "为"))
"""Words that part a title from its holder."""


def taken_by(
    scan: Scan, context: Context, i: int, seen: Sequence[Node], made: Sequence[Post]
) -> Iterator[Post]:
    """队长由村民李明担任; 队长是村主任李明; 理事长李明由村委委员兼任: the title left of 由 and 是."""
    nodes = scan.nodes
    person = nodes[i]
    nxt = nodes[i + 1] if i + 1 < len(nodes) else None
    if nxt is not None and nxt.word == "由":
        end = next(
            (k for k in range(i + 2, min(i + 10, len(nodes))) if nodes[k].word in ("兼任", "担任")), None
        )
        if end is not None:
            yield from _lowered(posts_before(scan, context, end, seen, made, person))
        return
    opening = _opening(nodes, i, context)
    if opening is None or not opening:
        return
    word = nodes[opening].word
    assumed = nxt is not None and nxt.word in ("兼任", "担任", "出任", "任")
    if (word == "由" and assumed) or (word in ("是", "为") and (nxt is None or nxt.word != "的")):
        yield from _lowered(posts_before(scan, context, opening, seen, made, person))


def _lowered(posts: Iterator[Post]) -> Iterator[Post]:
    """Yield posts as less sure."""
    for post in posts:
        if post.relation == "holdsPost":
            yield replace(post, rule="post:by", confidence=min(post.confidence, 0.85))


def _opening(nodes: list[Node], i: int, context: Context) -> int | None:
    """Return the index of 由 or 是 before the titles of the person at node ``i``, None where none is."""
    for k in range(i - 1, max(-1, i - 12), -1):
        node = nodes[k]
        if node.type:
            continue
        if node.word in BY:
            return k
        if node.tag in ("w", "v", "p", "c", "u", "r", "d") and node.word not in ("、", "（", "）", "兼"):
            if title_of(node.word, context):
                continue
            return None
    return None


@lru_cache(maxsize=4)
def taking(assume: frozenset[str]) -> frozenset[str]:
    """Return what verbs of taking a post begin with, those of holding one too, and those of removal."""
    return beginnings(assume).union(_ALSO, _REMOVING, "是")


def dropped(
    scan: Scan, marked: Marked, context: Context, seen: Sequence[Node], made: Sequence[Post]
) -> Iterator[Post]:
    """回村后，她先后任妇联主席，2021年当选村党总支书记: whose post that is, the text before says."""
    nodes = scan.nodes
    marks = [k for k in marked.places(taking(context.groups.assume)) if _takes(nodes, k, context)]
    if not marks and "免" not in scan.text:
        return
    subject: Node | None = None
    begin = 0
    names = list(seen[-60:])
    while begin < len(nodes):
        end = next((k for k in range(begin, len(nodes)) if nodes[k].word in "，。；！？"), len(nodes))
        people = [
            k
            for k in range(begin, end)
            if nodes[k].type == "Person" and not _governed(nodes, k, begin, context)
        ]
        if subject is None and any(n.word in ("他", "她") for n in nodes[begin:end]):
            subject = _topic(seen)
        mark = next((k for k in marks if begin <= k < end), None)
        if mark is not None:
            last, word = marker_at(nodes, mark, context)
            also = _is_also(nodes, mark)
            if also:
                last, word = mark, "是"
            holder = _holder(
                nodes,
                begin,
                mark,
                people,
                subject or (_topic(seen) if not _named(nodes, 0, mark) else None),
                context,
            )
            if holder is not None and word and nodes[mark - 1].word not in ("不再", "未", "不"):
                modality = Modality.FORMER if word in ("曾任", "历任", "原任", "时任") else Modality.ASSERTED
                yield from forward(
                    scan,
                    context,
                    last + 1,
                    holder,
                    modality,
                    "post:dropped",
                    [*names, *(n for n in nodes[:mark] if n.type)],
                    made,
                    strict=also or word in context.groups.becomes,
                    confidence=0.8,
                )
        if people:
            subject = nodes[people[0]]
        elif subject is not None:
            yield from _removed(scan, context, begin, end, subject, names, made)
        begin = end + 1


_REMOVING = ("免去", "免除")


def _removed(
    scan: Scan,
    context: Context,
    begin: int,
    end: int,
    subject: Node,
    names: Sequence[Node],
    made: Sequence[Post],
) -> Iterator[Post]:
    """李明任县教育局局长，免去其|县财政局副局长职务: what the one appointed leaves."""
    for k in range(begin, end - 1):
        if scan.nodes[k].word in _REMOVING and scan.nodes[k + 1].word in ("其", "他", "她"):
            yield from forward(
                scan, context, k + 2, subject, Modality.FORMER, "post:removed", names, made, strict=False
            )


def _takes(nodes: list[Node], k: int, context: Context) -> bool:
    """Does a verb of taking a post that needs no person right before it begin at node ``k``?"""
    if _is_also(nodes, k):
        return True
    if marker_at(nodes, k, context)[1] not in context.groups.assume:
        return False
    return k == 0 or marker_at(nodes, k - 1, context)[0] < k  # not inside 拟|任, 被|推选|为


def _is_also(nodes: list[Node], k: int) -> bool:
    """他|是县医院的医生，也|是县政协委员: does 是 at node ``k`` speak of the subject carried over?"""
    if nodes[k].word == "是" and k and nodes[k - 1].word == "，" and _plainly(nodes, k):
        return True
    return nodes[k].word in _ALSO or (
        nodes[k].word == "是"
        and k > 0
        and nodes[k - 1].word in ("也", "还", "又", "他", "她", "同时", "现在", "眼下", "如今", "目前")
    )


_ALSO = ("也是", "还是", "又是")


def _plainly(nodes: list[Node], k: int) -> bool:
    """李明今年45岁，|是|西湖村的村医。: do but a body and what one is there stand up to the next mark?"""
    for node in nodes[k + 1 :]:
        if node.tag == "w":
            return True
        if node.tag in ("v", "p", "d", "r", "c"):
            return False
    return True


def _holder(
    nodes: list[Node], begin: int, mark: int, people: list[int], subject: Node | None, context: Context
) -> Node | None:
    """Return who takes the post at ``mark``: a person in the clause, 他, or the subject carried over."""
    before = [k for k in people if k < mark]
    if before:
        near = nodes[before[-1] + 1 : mark]
        adjacent = not near or near[0].word in ("同志", "（")
        adjacent = adjacent or past_manner(nodes, before[-1] + 1, context) == mark
        if adjacent or any(n.word == "由" for n in near):
            return None
        joined = near[-1].word in ("并", "且", "后", "还", "又")  # 李明创办某公司并|任经理
        if len(near) >= 2 and near[-1].type and near[-2].word.endswith(_SENT):
            joined = not any(n.type for n in near[:-1])  # 李明被选派到新华村|任第一书记
        return None if not joined and any(n.type for n in near) else nodes[before[-1]]
    clause = nodes[begin:mark]
    if clause and clause[-1].word in ("并", "且"):
        return subject
    if any(n.word in ("他", "她", "本人") for n in clause):
        return subject
    if any(n.type in ("Person", "Agency", "Enterprise") or n.word == "由" for n in clause):
        return None
    if any(n.tag in ("n", "PER", "ORG") and n.word not in ("年", "月") for n in clause if not n.type):
        return None
    return subject


_SENT = ("到", "赴", "至", "往", "回", "在", "驻", "来", "派")
"""The ends of words before the place where somebody is sent and takes a post."""


def _named(nodes: list[Node], begin: int, end: int) -> bool:
    """Does another actor stand before, so that nobody is carried over from the sentence before?"""
    return any(n.type in ("Person", "Agency", "Enterprise") for n in nodes[begin:end])


def _topic(seen: Sequence[Node]) -> Node | None:
    """Return the first person of the last sentence that named people."""
    last = next((n for n in reversed(seen) if n.type == "Person"), None)
    if last is None:
        return None
    return next(n for n in seen if n.type == "Person" and n.sentence == last.sentence)


def _governed(nodes: list[Node], k: int, begin: int, context: Context) -> bool:
    """Does a preposition or a verb of appointment govern the person at node ``k`` (与村民李明, 由李明)?"""
    for j in range(k - 1, begin - 1, -1):
        node = nodes[j]
        if node.type:
            continue
        if node.tag == "p" or node.word in ("和", "与", "同", "由") or node.word in context.groups.appoint:
            return True
        if node.tag in ("v", "w", "d") and not title_of(node.word, context):
            return node.tag == "v"
    return False
