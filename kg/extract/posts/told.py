"""Whose body or home the words around a person tell: 在县医院工作了十年的李明, 王强科长, 这位社区书记."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.nodes import Node, Scan
from kg.extract.posts.behind import forward
from kg.extract.posts.bodies import named_before
from kg.extract.posts.titles import Post, title_of
from kg.model import Modality


def told(scan: Scan, context: Context, i: int, names: Sequence[Node]) -> Iterator[Post]:
    """Return what is told of the person at node ``i`` without a title before the name."""
    found = next(_workplace(scan.nodes, i, context), None) or next(_address(scan.nodes, i, names), None)
    if found is not None:
        yield found
    else:
        yield from _title_behind(scan.nodes, i, context, names)


def _workplace(nodes: list[Node], i: int, context: Context) -> Iterator[Post]:
    """在|龙江镇环卫站|工作|了|22年|的|李明: one who works somewhere belongs to it."""
    if nodes[i - 1].word != "的" or not i:
        return
    for k in range(i - 2, max(0, i - 9), -1):
        if nodes[k].tag == "w" or nodes[k].type:
            return
        if nodes[k].word in context.groups.working:
            body, opening = nodes[k - 1], nodes[k - 2].word if k >= 2 else ""
            if opening in ("在", "于") and body.type in ("Agency", "Enterprise") and not body.anaphor:
                yield Post(nodes[i], "", body, "memberOf", rule="member:works", confidence=0.8)
            return
        served = _served(nodes, k, context)
        if served is not None:
            yield Post(nodes[i], served[0], served[1], rule="post:served", confidence=0.8)
            return


SERVING = frozenset(("当", "做", "任", "担任", "当过", "做过", "干过"))


def _served(nodes: list[Node], k: int, context: Context) -> tuple[str, Node] | None:
    """在|某某派出所|当|过|5年|社区|民警: the title and body of who serves, by the verb at ``k``."""
    if nodes[k].word not in SERVING or nodes[k].type or k < 2 or nodes[k - 2].word not in ("在", "于"):
        return None
    body = nodes[k - 1]
    if body.type not in ("Agency", "Enterprise") or body.anaphor:
        return None
    j = k + 1
    while j < len(nodes) and (nodes[j].word in ("过", "了", "的") or nodes[j].tag in ("m", "q", "TIME", "t")):
        j += 1
    title = ""
    while j < len(nodes) and not nodes[j].type and nodes[j].tag in ("n", "nz", "vn"):
        title += nodes[j].word
        j += 1
    return (title, body) if title_of(title, context) else None


def past_service(scan: Scan, context: Context, seen: Sequence[Node]) -> Iterator[Post]:
    """李明从警11年，曾|在|某某派出所|当|过|5年|社区民警: a post of the past of the one spoken of."""
    if "当过" not in scan.text and "做过" not in scan.text and "干过" not in scan.text:
        return
    for k in range(2, len(scan.nodes)):
        served = _served(scan.nodes, k, context)
        if served is None or "过" not in scan.text[scan.nodes[k].start : scan.nodes[k].end + 1]:
            continue
        person = next((n for n in reversed([*seen[-12:], *scan.nodes[:k]]) if n.type == "Person"), None)
        if person is not None:
            former = Modality.FORMER
            yield Post(person, served[0], served[1], modality=former, rule="post:served", confidence=0.8)


def _address(nodes: list[Node], i: int, names: Sequence[Node]) -> Iterator[Post]:
    """家住|3号楼|的|李明: of the community named before; 在某某家属院，|80岁|的|李明: of that estate."""
    if i < 3 or nodes[i - 1].word != "的":
        return
    k = next((k for k in range(i - 2, max(-1, i - 6), -1) if nodes[k].word in ("家住", "住在")), None)
    if k is not None and not any(n.type or n.tag == "w" for n in nodes[k + 1 : i]):
        home = next((n for n in reversed(names[-12:]) if n.type == "Community" and not n.anaphor), None)
        if home is not None and nodes[k + 1].tag == "m":
            yield Post(nodes[i], "", home, "residentOf", rule="resident:address", confidence=0.75)
    elif nodes[i - 2].word.endswith("岁") and i >= 5 and nodes[i - 3].word == "，":
        home = nodes[i - 4]
        lives = home.kind == "HousingEstate" or nodes[i - 5].word == "在"
        if home.type == "Community" and lives and not home.anaphor:
            yield Post(nodes[i], "", home, "residentOf", rule="resident:met", confidence=0.75)


_UNTITLED = (
    "代表",
    "委员",
    "成员",
    "干部",
    "专家",
    "记者",
    "党员",
    "主持人",
    "领导",
    "志愿者",
    "选手",
    "讲解员",
)
"""Titles that are words of their own behind a name: 李明|代表大家发言."""


def _title_behind(nodes: list[Node], i: int, context: Context, names: Sequence[Node]) -> Iterator[Post]:
    """县水利局|王强|科长, 社区工作站|李明|站长: a title behind a name, of the body before it."""
    nxt = nodes[i + 1] if i + 1 < len(nodes) else None
    if nxt is None or nxt.type or nxt.word not in context.lexicon.titles or nxt.word in _UNTITLED:
        return
    after = nodes[i + 2] if i + 2 < len(nodes) else None
    if len(nodes[i].word) < 2 or nodes[i].rule == "person:half" or (after is not None and after.type):
        return
    before = nodes[i - 1] if i else None
    ward = _ward(nodes, i)
    if after is not None and after.tag in ("n", "nz", "ORG", "PER") and not ward:
        return
    if before is not None and before.type in ("Agency", "Enterprise") and not before.anaphor:
        yield Post(nodes[i], nxt.word, before, rule="post:title", confidence=0.85)
        return
    known = named_before(ward + nxt.word, nxt.word, context, names)
    if known is not None and (before is None or before.tag != "n" or ward):
        yield Post(nodes[i], ward + nxt.word, known[0], rule="post:title", confidence=0.75)


def _ward(nodes: list[Node], i: int) -> str:
    """心血管|科|李明|教授: return the department of a hospital before a name, "" where none stands there."""
    k = i - 1
    if k < 0 or nodes[k].type or not nodes[k].word.endswith("科"):
        return ""
    if k and len(nodes[k].word) == 1 and len(nodes[k - 1].word) >= 2 and nodes[k - 1].tag != "w":
        k -= not nodes[k - 1].type  # 疼痛|科
    return "".join(n.word for n in nodes[k:i])


def of_kin(nodes: list[Node], i: int, found: list[Post], context: Context) -> list[Post]:
    """甲局干部、乙局民警|王强|的|妻子|李兰: the first of two titles with bodies of their own is hers."""
    if (
        i + 3 < len(nodes)
        and nodes[i + 1].word == "的"
        and nodes[i + 2].word in context.groups.kin
        and nodes[i + 3].type == "Person"
        and len(found) >= 2
        and all(p.rule == "post:before" for p in found)
        and found[0].body is not found[1].body
    ):
        return [replace(found[0], person=nodes[i + 3], rule="post:kin", confidence=0.75), *found[1:]]
    return found


NATIVE = frozenset(("土生土长", "地道", "地地道道"))
POINTING = frozenset(("这位", "这名"))


def natives(scan: Scan) -> Iterator[Post]:
    """李明1989年出生，土生土长的|新华村|人: the one named before is of that village."""
    nodes = scan.nodes
    for k in range(2, len(nodes) - 1):
        home, native = nodes[k], nodes[k - 2].word
        if home.type not in ("Community", "Place") or home.anaphor or nodes[k + 1].word != "人":
            continue
        if nodes[k - 1].word == "的" and native in NATIVE:
            person = next((n for n in reversed(nodes[:k]) if n.type == "Person"), None)
            if person is not None:
                yield Post(person, "", home, "residentOf", rule="resident:native", confidence=0.85)


def pointed_out(scan: Scan, context: Context, seen: Sequence[Node], made: Sequence[Post]) -> Iterator[Post]:
    """李明的身影又出现了。这位|社区党委书记|刚从北京回来: the one named last holds the post pointed out."""
    nodes = scan.nodes
    for k, node in enumerate(nodes[:-1]):
        if node.word not in POINTING or node.type:
            continue
        last = next((n for n in reversed(nodes[:k]) if n.type == "Person"), None) or next(
            (n for n in reversed(seen) if n.type == "Person"), None
        )
        stop = next((j for j in range(k + 1, len(nodes)) if nodes[j].tag in ("w", "v", "p")), len(nodes))
        if last is None or any(n.type == "Person" for n in nodes[k + 1 : stop]):
            continue
        names = [*seen[-60:], *(n for n in nodes[:k] if n.type)]
        yield from forward(
            scan,
            context,
            k + 1,
            last,
            Modality.ASSERTED,
            "post:pointed",
            names,
            made,
            strict=False,
            confidence=0.75,
        )
