"""What stands behind a list of people and is true of all of it: 李明、王强等5名村民, 甲、乙等县领导."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.nodes import JOINING, Node
from kg.extract.posts.bodies import named_before
from kg.extract.posts.titles import BODY_TYPES, Post, title_of


def list_end(nodes: list[Node], i: int) -> int:
    """Return the index behind the list of people that node ``i`` stands in."""
    k = i + 1
    while k + 1 < len(nodes) and nodes[k].word in JOINING and nodes[k + 1].type == "Person":
        k += 2
    return k


def counted_behind(nodes: list[Node], i: int, context: Context, names: Sequence[Node]) -> Iterator[Post]:
    """李明、王强|等几位村民, 甲、乙|6名县政协委员, 甲、乙|等县领导: what those listed are, or hold."""
    person = nodes[i]
    k = list_end(nodes, i)
    closed = k < len(nodes) and nodes[k].word == "等"
    k += closed
    counted = k < len(nodes) and nodes[k].tag in ("m", "q") and not nodes[k].type
    while k < len(nodes) and nodes[k].tag in ("m", "q") and not nodes[k].type:
        k += 1
    body: Node | None = None
    if k < len(nodes) and nodes[k].type in BODY_TYPES:
        body = nodes[k]
        k += 1
    if not (closed or counted) or k >= len(nodes) or nodes[k].type:
        return
    word = nodes[k].word
    if k + 1 < len(nodes) and nodes[k + 1].type == "Person":
        return  # 李明、王强等|社区书记|赵亮: the title is the next one's
    if word in context.groups.resident:
        home = body or next((n for n in reversed(names) if n.type == "Community" and not n.anaphor), None)
        if home is not None and home.type in ("Community", "Place") and not home.anaphor:
            yield Post(person, "", home, "residentOf", rule="resident:list", confidence=0.75)
    elif body is not None and (word in context.groups.member or word == "领导"):
        if not body.anaphor or body.type == "Place":
            yield Post(person, "", body, "memberOf", rule="member:list", confidence=0.85)
    elif body is not None and not body.anaphor and title_of(word, context) == word:
        yield Post(person, word, body, rule="post:counted", confidence=0.85)
    elif body is None and counted and not closed and word in _COUNTED:
        known = named_before(word, word, context, names)
        if known is not None:
            yield Post(person, word, known[0], rule="post:counted", confidence=0.75)


_COUNTED = ("教授", "医生", "大夫", "专家", "老师", "教师", "法官", "检察官", "民警", "律师", "队员", "护士")
"""Titles of those whom a number counts behind their names, in the body named before (甲、乙两位|教授)."""


_HAVING = ("有", "还有", "包括", "：", "是", "另有", "分别是", "分别为")


def introduced(nodes: list[Node], i: int) -> Iterator[Post]:
    """参加活动的|县|领导|还有：|李明、王强: leaders of the area whom a row behind 有 names."""
    k = i - 1
    while k >= 0 and not nodes[k].type and nodes[k].word in _HAVING:
        k -= 1
    if k == i - 1 or k < 1 or nodes[k].type or nodes[k].word not in ("领导", "领导同志", "级领导"):
        return
    body = nodes[k - 1]
    if body.type in ("Place", "Agency") and (not body.anaphor or body.type == "Place"):
        yield Post(nodes[i], "", body, "memberOf", rule="member:row", confidence=0.85)


def other_leaders(nodes: list[Node], i: int, shared: Sequence[Post]) -> Iterator[Post]:
    """县政协副主席甲、乙和丙、丁等领导: those behind 和 are leaders of that body without the title."""
    if nodes[i - 1].word != "和" or not shared or shared[0].relation != "holdsPost":
        return
    k = list_end(nodes, i)
    alone = k == i + 1
    if alone or k + 1 >= len(nodes) or nodes[k].word != "等" or not nodes[k + 1].word.endswith("领导"):
        return
    body = shared[0].body
    if body is not None:
        yield Post(
            nodes[i], "", body, "memberOf", rule="member:leaders", confidence=0.75, near=shared[0].near
        )
