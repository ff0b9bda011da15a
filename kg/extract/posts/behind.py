"""Posts from the titles behind a name: 李明任县教育局局长, 任命李明为局长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.nodes import NOUNLIKE, Node, Scan
from kg.extract.posts.bodies import (
    agency_before,
    area_of,
    bare_body,
    body_for,
    colleague,
    implied_body,
    named_before,
)
from kg.extract.posts.titles import BODY_TYPES, Post, title_of
from kg.extract.vocabulary import Groups, beginnings, first_of
from kg.model import Implied, Modality


def _past_comrade(nodes: list[Node], k: int) -> int:
    """李明|同志|任局长: return the index behind 同志 where it stands at ``k``, else ``k``."""
    return k + 1 if k < len(nodes) and nodes[k].word == "同志" else k


@lru_cache(maxsize=4)
def _opening(groups: Groups) -> frozenset[str]:
    """Return the words that what is read behind a name may begin with, besides numbers."""
    marks = ("的", "，", "：", "（", "等", "不再")
    return beginnings(groups.takes).union(groups.leaves, _MANNER, marks)


def posts_behind(
    scan: Scan, context: Context, i: int, seen: Sequence[Node], made: Sequence[Post]
) -> Iterator[Post]:
    """Read titles behind a name: 王秀兰，东关社区党总支书记; 王秀兰当选为…主任; 由…任组长."""
    nodes = scan.nodes
    person = nodes[i]
    k = _past_comrade(nodes, i + 1)
    if k >= len(nodes) or (nodes[k].tag not in ("m", "q") and nodes[k].word not in _opening(context.groups)):
        return
    modality, rule = Modality.ASSERTED, "post:behind"
    k = past_manner(nodes, _behind_remark(nodes, k, context), context)
    k, marker = _marker(nodes, k, context)
    if marker == "不再" and k + 1 < len(nodes) and nodes[k + 1].word in context.groups.takes:
        modality, rule, k = Modality.FORMER, "post:left", k + 1
        marker = nodes[k].word
    if marker in context.groups.leaves:
        yield from forward(
            scan, context, k + 1, person, Modality.FORMER, "post:left", seen, made, strict=False
        )
        return
    if marker == "的" and _office_ends(nodes, k):
        yield from forward(
            scan, context, k + 1, person, Modality.FORMER, "post:removed", seen, made, strict=True
        )
        return
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
        elif marker == "，" and (past := _behind_attributes(nodes, k)) is not None:
            yield from forward(scan, context, past, person, modality, "post:apposed", seen, made, strict=True)
            return
        elif (
            k + 1 < len(nodes)
            and nodes[k + 1].type in BODY_TYPES
            and not (marker == "，" and any(p.person is person for p in made))
        ):
            yield from forward(
                scan, context, k + 1, person, modality, "post:apposed", seen, made, strict=True
            )
            return
        else:
            return
    if marker not in context.groups.takes:
        return
    if marker in ("接任", "继任") and (k + 1 >= len(nodes) or nodes[k + 1].tag == "w"):
        yield from _succeeds(person, made)
        return
    if marker.startswith(("拟", "提名", "推荐")):
        modality = Modality.PLANNED
    elif marker in ("曾任", "历任", "原任", "时任"):
        modality = Modality.FORMER
    yield from forward(
        scan, context, k + 1, person, modality, rule, seen, made, strict=marker in ("是", "为", "系")
    )


def _succeeds(person: Node, made: Sequence[Post]) -> Iterator[Post]:
    """李明不再担任县教育局局长，由王强接任: what the one named before has left in the same sentence."""
    left = [p for p in made[-3:] if p.rule in ("post:left", "post:removed")]
    for post in left[-1:]:
        if post.person is not person and post.person.sentence == person.sentence:
            yield replace(
                post, person=person, modality=Modality.ASSERTED, rule="post:succeeds", confidence=0.85
            )


_PLAIN = re.compile(
    r"男|女|[\u4e00-\u9fff]{1,4}族|(?:今年|现年)?\d+岁|\d{4}年(?:\d+月)?(?:\d+日)?(?:出)?生(?:人)?"
    r"|(?:中共)?(?:预备)?党员|共青团员|群众|退役军人|[\u4e00-\u9fff]{2,8}人"
    r"|(?:小学|初中|高中|中专|大专|大学|本科|研究生|大学本科)(?:文化|学历|文化程度|毕业)?"
)
"""What is said of a person between the name and the post: 李明，男，苗族，45岁，县教育局局长."""


def _behind_attributes(nodes: list[Node], k: int) -> int | None:
    """Return the index of the body behind attributes that begin at the comma ``k``, None for none."""
    start, text = k + 1, ""
    for j in range(k + 1, min(k + 20, len(nodes))):
        if nodes[j].word == "，":
            if not _PLAIN.fullmatch(text):
                return None
            start, text = j + 1, ""
        elif nodes[j].type:
            return j if j == start and j > k + 1 and nodes[j].type in BODY_TYPES else None
        else:
            text += nodes[j].word
    return None


def _office_ends(nodes: list[Node], k: int) -> bool:
    """李明的|县教育局局长职务；: is it an office, named to say that it ends?"""
    for node in nodes[k + 1 : k + 14]:
        if node.word in "，。；：":
            return False
        if node.word == "职务":
            return True
    return False


def _behind_remark(nodes: list[Node], k: int, context: Context) -> int:
    """李小英（女）|当选: return the index behind a remark that a verb of taking a post follows."""
    if nodes[k].word != "（":
        return k
    close = next((j for j in range(k + 1, min(k + 8, len(nodes))) if nodes[j].word == "）"), None)
    if close is None or close + 1 >= len(nodes):
        return k
    named = nodes[close + 1].word == "为" and close + 2 < len(nodes) and nodes[close + 2].type
    if named or marker_at(nodes, close + 1, context)[1]:
        return close + 1
    return k


_MANNER = frozenset(
    (
        "以",
        "均",
        "都",
        "分别",
        "全票",
        "高票",
        "满票",
        "再次",
        "同时",
        "依法",
        "正式",
        "一致",
        "成功",
        "顺利",
        "则",
        "现",
    )
)
"""Words between a name and the verb of taking a post: 李明、王强|均|当选."""

_CHOSEN = ("名", "人", "位", "同志", "代表", "委员", "党员", "干部", "党代表", "人大代表", "个")


def past_manner(nodes: list[Node], k: int, context: Context) -> int:
    """等|20名|代表|当选, 均|以|190票|分别|当选: return the index of the verb of taking a post.

    It is ``k`` itself where something else stands between than how many were chosen, and how.
    """
    j, counted = k, False
    if j < len(nodes) and nodes[j].word == "等":
        j += 1
    while j < len(nodes) and (nodes[j].tag in ("m", "q") or (j > k and nodes[j].word in _CHOSEN)):
        counted = counted or nodes[j].tag == "m"
        j += 1
    if j > k and not counted and nodes[j - 1].word != "同志":
        return k
    while j < len(nodes) and not nodes[j].type and nodes[j].word in _MANNER:
        if nodes[j].word == "以":
            votes = next(
                (m for m in range(j + 1, min(j + 6, len(nodes))) if nodes[m].word[-1] in "票数势"), None
            )
            if votes is None:
                return k
            j = votes
        counted = counted or nodes[j].word == "分别"
        j += 1
    if j == k or j >= len(nodes):
        return k
    named = counted and nodes[j].word == "为" and j + 1 < len(nodes) and nodes[j + 1].type in BODY_TYPES
    taken = marker_at(nodes, j, context)[1] or nodes[j].word in context.groups.leaves
    return j if named or taken else k


def marker_at(nodes: list[Node], k: int, context: Context) -> tuple[int, str]:
    """Return the verb of taking a post that begins at node ``k`` and its last node, "" where none does."""
    k, word = _marker(nodes, k, context)
    return k, word if word in context.groups.takes and word not in ("是", "为", "系") else ""


def _marker(nodes: list[Node], k: int, context: Context) -> tuple[int, str]:
    """Return the word at node ``k`` that says how a post is held, with what the tagger cut off (拟|任)."""
    for width in (3, 2) if nodes[k].word[0] in first_of(context.groups.takes) else ():
        word = "".join(n.word for n in nodes[k : k + width])
        if word in context.groups.takes and not any(n.type for n in nodes[k : k + width]):
            return k + len(nodes[k : k + width]) - 1, word
    return k, nodes[k].word


def forward(
    scan: Scan,
    context: Context,
    k: int,
    person: Node,
    modality: Modality,
    rule: str,
    seen: Sequence[Node],
    made: Sequence[Post],
    *,
    strict: bool,
    confidence: float = 0.9,
) -> Iterator[Post]:
    """Read body–title pairs left to right from node ``k`` on, as far as they are joined."""
    nodes = scan.nodes
    if k < len(nodes) and nodes[k].word in context.groups.firstheld:
        k += 1  # 当选|首届|联盟主席
    bodies: list[Node] = []
    while k < len(nodes):
        body: Node | None = None
        if nodes[k].word.endswith("届") and nodes[k].tag == "m" and nodes[k + 1 : k + 2]:
            k += 1  # 第十四届|全国人大代表
        if nodes[k].word in ("土生土长", "地道", "地地道道", "道地") and nodes[k + 1 : k + 2]:
            k += 2  # 是|土生土长|的|新华村人
            if k >= len(nodes):
                return
        if nodes[k].type in BODY_TYPES and (not nodes[k].anaphor or nodes[k].antecedent is not None):
            body = nodes[k]
            k += 1
        if k + 1 < len(nodes) and nodes[k].type == "Event" and nodes[k + 1].word in ("代表", "列席代表"):
            yield Post(person, "", nodes[k], "takesPartIn", modality, "post:delegate", 0.8)
            if k + 3 < len(nodes) and nodes[k + 2].word == "、":
                k += 3  # 当选省党代会代表、|全国人大代表
                continue
            return
        if body is None and k + 1 < len(nodes) and nodes[k + 1].word == "的":
            body = bare_body(nodes[k], seen)
            k += body is not None  # 成了|公司|的骨干
        if body is not None and k + 1 < len(nodes) and nodes[k].word == "的":
            k += 1  # 是县医院|的|一名|医生
            if nodes[k].word in _ONE_OF and k + 1 < len(nodes):
                k += 1
            while k + 1 < len(nodes) and nodes[k].tag == "a" and not title_of(nodes[k].word, context):
                k += 1  # 的一名|普通|农家妇女
        if body is None and k + 1 < len(nodes) and nodes[k].word in _POINTED and not nodes[k].type:
            k += 1  # 兼任|该校|法治副校长: of a body that was named before
        if body is not None and k + 1 < len(nodes) and nodes[k].word == "原":
            modality = Modality.FORMER  # 是某村党支部|原|书记
            k += 1
        words, k = _title_words(nodes, k, context)
        text = "".join(w.word for w in words)
        title = title_of(text, context)
        if not title and body is not None and text and words[-1].word in context.groups.member:
            yield Post(person, "", body, "memberOf", modality, "member:behind", min(confidence, 0.85))
            return
        if not text and body is not None and k < len(nodes) and nodes[k].word in ("长", "副长"):
            text = title = body.core[-1:] + nodes[k].word  # 驻村工作队|长
            k += 1
        if words and body is not None and words[-1].word == "社员" and body.type in ("Agency", "Enterprise"):
            yield Post(person, "", body, "memberOf", modality, "member:behind", min(confidence, 0.85))
            return
        if words and (words[-1].word in context.groups.resident or words[-1].word in context.groups.dweller):
            if body is not None and (body.type == "Community" or body.kind == "Township"):
                yield Post(person, "", body, "residentOf", modality, "resident:behind", confidence)
            return
        if not title or (strict and body is None and not bodies):
            return
        if strict and (
            _someone_else(nodes, k, context) or (rule == "post:apposed" and _attends(nodes, k, context))
        ):
            return  # the title is that of the next person: 李明，县教育局党组书记、局长王强
        implied = implied_body(title, body, context)
        target: Node | Implied | None = (
            implied if implied is not None else body if body is not None else body_for(title, bodies)
        )
        if body is None and k + 1 < len(nodes) and nodes[k].word == "的" and nodes[k + 1].type == "Agency":
            target = nodes[k + 1]  # 由李明任组长的|工作专班
        if target is None and title.endswith(("组长", "指挥长", "总指挥", "召集人")):
            target = _founded_behind(nodes, k)
        if target is None:
            known = named_before(text, title, context, seen)
            target = known[0] if known is not None else colleague(title, context, made)
        if target is None and rule in ("post:behind", "post:appointed") and title in _OF_ALL:
            target = _elected_to(person, made)
        if target is None:
            row = context.lexicon.titles.get(title)
            target = agency_before(scan, person, made) if row is not None and row.rank <= 3 else None
            if title.endswith(("组长", "队长")) and (target is None or target.kind != "Team"):
                return
        if target is not None:
            near = (
                body
                if body is not None
                else area_of(implied.level, bodies, seen)
                if implied is not None
                else None
            )
            yield Post(person, text, target, "holdsPost", modality, rule, confidence, near=near)
        if body is not None:
            bodies.append(body)
        if k + 1 < len(nodes) and nodes[k].word in ("、", "兼", "和"):
            k += 1
            continue
        return


_OF_ALL = ("委员", "常务委员", "常委", "执委", "理事", "监事", "常务理事")
"""Titles that many hold, of the body whose head the same sentence says was elected."""

_ELECTING = ("CPPCC", "Congress", "PartyOrgan", "DisciplineOrgan", "MassOrganization", "Other")


def _elected_to(person: Node, made: Sequence[Post]) -> Node | Implied | None:
    """甲当选县政协主席，乙、丙等42人当选|常务委员: the body that others of the sentence were elected to."""
    return next(
        (
            p.body
            for p in reversed(made)
            if p.rule in ("post:behind", "post:list")
            and p.person.sentence == person.sentence
            and isinstance(p.body, Node)
            and p.body.kind in _ELECTING
        ),
        None,
    )


_ONE_OF = ("一名", "一位", "一个", "首批", "第一批", "首任", "首位")
"""What may stand between 的 and a title: 是县医院的|一名|医生."""


_POINTED = (
    "该校",
    "该院",
    "该村",
    "该社区",
    "该局",
    "该镇",
    "该所",
    "该站",
    "该公司",
    "该厂",
    "学校",
    "医院",
    "公司",
)
"""Bare words for a body that was named before, which the title's own kind finds again."""


def _attends(nodes: list[Node], k: int, context: Context) -> bool:
    """县检察院检察长李明，县监察委负责人|列席: does the title's unnamed holder act, who is no one before?"""
    return k < len(nodes) and nodes[k].word in context.groups.attending | {"参加", "陪同"}


def _founded_behind(nodes: list[Node], k: int) -> Node | None:
    """由李明任组长，王强任副组长的|整治工作专班: the team that the sentence names behind its leaders."""
    for j in range(k, len(nodes) - 1):
        if nodes[j].word in ("。", "；"):
            return None
        if nodes[j].word == "的" and nodes[j + 1].type == "Agency":
            return nodes[j + 1]
    return None


def _title_words(nodes: list[Node], k: int, context: Context) -> tuple[list[Node], int]:
    """Return the words of the title that begins at node ``k``, and the index behind them."""
    words: list[Node] = []
    while (
        k < len(nodes)
        and not nodes[k].type
        and len(words) < 6
        and (
            nodes[k].tag in NOUNLIKE
            or nodes[k].word in context.groups.member
            or title_of(nodes[k].word, context)
            or nodes[k].word in ("代理", "代", "副")
        )
    ):
        words.append(nodes[k])
        k += 1
        if title_of("".join(w.word for w in words), context) and (
            k >= len(nodes) or not title_of(nodes[k].word, context)
        ):
            break
    return words, k


def _someone_else(nodes: list[Node], k: int, context: Context) -> bool:
    """Does a name follow before the next comma, so that the titles passed over are that person's?

    What follows a title at once and is tagged as a name is one too, though no person was seen in it:
    县人大常委会主任李明，县政协主席黄河参加.
    """
    if k < len(nodes) and (nodes[k].type == "Place" or nodes[k].tag in ("PER", "LOC", "nr", "ns")):
        return True
    while k < len(nodes) and nodes[k].word not in ("，", "。", "；", "："):
        if nodes[k].type == "Person":
            return True
        verb = nodes[k].tag in ("v", "p") and not nodes[k].type and nodes[k].word not in _HELD
        if verb and not title_of(nodes[k].word, context):
            return False
        k += 1
    return False


_HELD = ("代", "代理", "兼", "挂职")
"""Verbs inside titles: 党组成员、代|秘书长李明."""


def _appointed_with(nodes: list[Node], i: int, context: Context) -> str:
    """任命甲为县教育局局长、|乙|为县财政局局长: return the verb that opens the list of those appointed."""
    if i < 2 or nodes[i - 1].word not in ("、", "，", "和") or nodes[i - 1].type:
        return ""
    for k in range(i - 2, -1, -1):
        node = nodes[k]
        if node.type or node.word in ("、", "，", "和", "为", "等", "同志") or title_of(node.word, context):
            continue
        if node.word in _APPOINTS:
            return node.word
        if node.tag in ("w", "v", "p", "d"):
            break
    return ""


_APPOINTS = ("任命", "决定任命", "聘任", "聘请", "聘", "选举", "选举产生", "补选", "推选")


@lru_cache(maxsize=4)
def appointing(appoint: frozenset[str]) -> frozenset[str]:
    """Return the verbs of appointing somebody or ending somebody's post."""
    return appoint.union(_APPOINTS)


def _is_title_at(nodes: list[Node], k: int, context: Context) -> bool:
    """免去李明|副县长|职务, 免去李明|常务|副县长|职务: does a title begin at node ``k``?"""
    titles = context.lexicon.titles
    return not nodes[k].type and (
        nodes[k].word in titles or "".join(n.word for n in nodes[k : k + 2]) in titles
    )


def appointed(
    scan: Scan, context: Context, i: int, seen: Sequence[Node], made: Sequence[Post]
) -> Iterator[Post]:
    """任命李明为县教育局局长; 免去李明的县教育局局长职务; 选举李明为…"""
    nodes = scan.nodes
    person = nodes[i]
    k = _past_comrade(nodes, i + 1)
    k = past_manner(nodes, k, context)
    if k >= len(nodes):
        return
    bare = _is_title_at(nodes, k, context)
    if not (bare or nodes[k].word in ("为", "任", "担任", "的") or nodes[k].type in BODY_TYPES):
        return
    verb = next((n.word for n in reversed(nodes[max(0, i - 8) : i]) if n.word in context.groups.appoint), "")
    verb = verb or _appointed_with(nodes, i, context)
    if not verb:
        return
    if nodes[k].word in ("为", "任", "担任") and verb in context.groups.appoint:
        modality = Modality.PLANNED if verb in ("提名", "推荐", "拟任命") else Modality.ASSERTED
        if nodes[k].word == "为":
            yield from forward(
                scan, context, k + 1, person, modality, "post:appointed", seen, made, strict=False
            )
    elif (
        nodes[k].word == "的" or ((bare or nodes[k].type in BODY_TYPES) and _office_ends(nodes, k))
    ) and verb in (*("免去", "免除", "撤销", "接受", "辞去", "罢免"),):
        k += nodes[k].word == "的"  # 免去李明|县教育局|局长职务
        yield from forward(
            scan, context, k, person, Modality.FORMER, "post:removed", seen, made, strict=False
        )
