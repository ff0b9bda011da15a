"""The titles before a person: cut into segments, each with the words of one title and its body."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.context import Context
from kg.extract.nodes import Node, Scan
from kg.extract.vocabulary import remember
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
class Segment:
    """One title of a group: the words of the title, and the body that stands before them."""

    words: list[Node] = field(default_factory=list)
    body: Node | None = None
    modality: Modality = Modality.ASSERTED

    @property
    def text(self) -> str:
        """The words as one text, in the order of the page."""
        return "".join(n.word for n in reversed(self.words))


def title_of(text: str, context: Context) -> str:
    """Return the title that ``text`` ends with, "" where it ends with none."""
    known, titles = context.vocab.titled, context.lexicon.titles
    if text not in known:
        starts = range(max(0, len(text) - 14), len(text))
        remember(known, text, next((text[k:] for k in starts if text[k:] in titles), ""))
    return known[text]


def segments_before(scan: Scan, context: Context, i: int) -> list[Segment]:
    """Return the titles before the person at node ``i`` with their bodies, the nearest first."""
    nodes = scan.nodes
    segments: list[Segment] = []
    current = Segment()
    k = _before_age(nodes, i - 1)
    while k >= 0:
        node = nodes[k]
        if node.word in ("）", ")") and not node.type:
            opening = next(
                (j for j in range(k - 1, max(-1, k - 10), -1) if nodes[j].word in ("（", "(")), None
            )
            if opening is None:
                break
            k = opening - 1  # 区委统战部（区民宗局）常务副部长
        elif node.word in ("人选", "候选人") and not node.type and not current.words:
            current.modality = Modality.PLANNED  # 副县长|提名人选|李明
            k -= 2 if k and nodes[k - 1].word in ("提名", "拟任") else 1
        elif node.word in _HEADS and _heads(nodes, k, current):
            current.words.append(node)
            k -= 1
        elif node.type and _is_body_of(node, current):
            current.body = node
            if k and nodes[k - 1].word in context.groups.tenure and nodes[k - 1].word != "前":
                current.modality = _tenure(nodes[k - 1].word)  # 原|城关区教育局|局长
            if node.type != "Event" and not _closed(current, context):
                break
            segments.append(current)
            current = Segment()
            k -= _is_sent(nodes, k)
            if not _goes_on_left(nodes, k, context, listed=node.type == "Event"):
                break
            k -= 2
        elif node.word == "的" and _of_attribute(nodes, k, current, context):
            current.body = nodes[_attribute_from(nodes, k)]
            segments.append(current)
            current = Segment()
            break
        elif node.word in context.groups.tenure:
            current.modality = _tenure(node.word)
            k -= 1
        elif (node.word in ("、", "兼", "和", "与") and current.words) or _past_comma(
            nodes, k, current, context
        ):
            if not _closed(current, context):
                break
            segments.append(current)
            current = Segment()
            k -= 1
        elif _is_of_title(node, current, context):
            current.words.append(node)
            k -= 1
        else:
            break
    taken = k >= 0 and nodes[k].word in context.groups.takes and nodes[k].word not in context.groups.tenure
    if (
        current.words
        and not (segments and taken)  # 由李明任组长，县政府副县长王强: the first title is not the second's
        and (
            title_of(current.text, context)
            or current.words[0].word in context.groups.resident
            or current.text == "会员"
        )
        and (not segments or segments[-1] is not current)
    ):
        segments.append(current)
    return segments


def _is_sent(nodes: list[Node], k: int) -> bool:
    """县文旅局干部、|派驻|西湖村|第一书记: is one sent to the body at node ``k``?"""
    return (
        k >= 2 and nodes[k - 1].word in ("派驻", "驻", "下派", "选派", "挂职") and nodes[k - 2].word == "、"
    )


def _before_age(nodes: list[Node], k: int) -> int:
    """副庭长、|46岁|的|李明: return the index of the last title where only an age stands between."""
    if k >= 2 and nodes[k].word == "的" and nodes[k - 1].word.endswith("岁"):
        k -= 2
        if nodes[k].word == "今年":
            k -= 1
        if k >= 1 and nodes[k].word in ("、", "，") and not nodes[k - 1].type:
            k -= 1
    return k


def _is_body_of(node: Node, segment: Segment) -> bool:
    """Is the node the body before a title, or the meeting before 代表 (党的二十大|代表)?"""
    if node.type == "Event":
        return segment.text in ("代表", "列席代表", "特邀代表")
    return node.type in BODY_TYPES and not (node.anaphor and node.antecedent is None and node.type != "Place")


_HEADS = ("长", "副长")
"""What the tagger leaves of a title that it takes together with the body before it."""


def _heads(nodes: list[Node], k: int, segment: Segment) -> bool:
    """组织部|长李明: is node ``k`` what the tagger left of the title 部长 behind a body?"""
    before = nodes[k - 1] if k else None
    return (
        not segment.words
        and before is not None
        and (before.type == "Agency" or (before.word.endswith(("部", "局")) and before.tag in ("n", "ORG")))
    )


def _attribute_from(nodes: list[Node], k: int) -> int:
    """县委宣传部|分管日常工作|的|副部长: return the index of the body before what ends at ``k``."""
    for j in range(k - 1, max(-1, k - 7), -1):
        if nodes[j].type:
            duty = nodes[j + 1].word if j + 1 < k else ""
            return j if duty in ("分管", "主持", "负责", "主管", "分", "管") else k - 1
        if nodes[j].tag in ("w", "p", "u", "c"):
            break
    return k - 1


def _of_attribute(nodes: list[Node], k: int, segment: Segment, context: Context) -> bool:
    """来自县医院|的|专家李明: does 的 at node ``k`` join a body to the title behind it?"""
    if not segment.words or not k or nodes[k - 1].anaphor:
        return False
    at = _attribute_from(nodes, k)
    if nodes[at].type not in BODY_TYPES or not _closed(segment, context):
        return False
    if nodes[at].type == "Place" and segment.words[0].word not in context.groups.resident:
        return False
    if at < k - 1:
        return True
    before = nodes[k - 2] if k >= 2 else None
    return before is None or before.word == "来自" or before.tag not in ("v", "p", "c")


def _goes_on_left(nodes: list[Node], k: int, context: Context, *, listed: bool) -> bool:
    """Does another title stand before the body at ``k`` (县委副书记、|县政府|县长)?"""
    mark = nodes[k - 1].word if k else ""
    if listed or mark == "、":
        return mark == "、"
    return mark in ("兼", "和") or (
        mark == "，"
        and _ends_in_title(nodes, k - 2, context)
        and not nodes[k - 2].word.endswith(_UNNAMED)  # 县教育局有关负责人，|副县长李明
    )


def _past_comma(nodes: list[Node], k: int, segment: Segment, context: Context) -> bool:
    """市政协秘书长，|机关党组书记李明: does a comma join a title to a bare one?"""
    if nodes[k].word != "，" or not segment.words or segment.body is not None:
        return False
    row = context.lexicon.titles.get(title_of(segment.text, context))
    return (
        row is not None
        and not row.implies
        and _ends_in_title(nodes, k - 1, context)
        and not nodes[k - 1].type
        and not nodes[k - 1].word.endswith(_UNNAMED)
    )


_UNNAMED = ("负责人", "负责同志", "代表", "人员", "干部", "职工", "委员", "党员")
"""The ends of what those are called who stand in a list without their names."""


def _tenure(word: str) -> Modality:
    """Return how a post is held: 拟任 planned, 现任 and 新任 held, 原, 时任 and others former."""
    if word == "拟任":
        return Modality.PLANNED
    return Modality.ASSERTED if word in ("现任", "新任") else Modality.FORMER


def _is_of_title(node: Node, segment: Segment, context: Context) -> bool:
    """Is the word part of the title that is being read from right to left?"""
    if node.word == "“两委”" and segment.words:
        return True
    if node.type or node.tag in ("w", "p", "u", "c", "r", "d", "TIME", "t", "xc", "q", "vd"):
        return False
    titled = bool(title_of(node.word, context))
    if segment.words and (
        node.word in "处科室办股部班"
        or (segment.words[-1].word[-1] in "处科室办股班" and node.tag in ("v", "n"))
        or node.word in _LEVELLED
    ):
        return len(segment.words) < 6  # 注册|处|处长, 组织|办|主任, 县级|林长
    groups = context.groups
    if (
        node.tag in ("v", "ad", "a")
        and not titled
        and node.word not in context.vocab.nameverb
        and node.word not in groups.resident
        and node.word not in groups.member
    ):
        return False
    return len(segment.words) < 6 and (
        bool(segment.words) or titled or node.word in groups.member or node.word in groups.resident
    )


_LEVELLED = ("省级", "市级", "州级", "县级", "区级", "旗级", "镇级", "乡级", "村级", "街道级")
"""What is said of the chiefs of rivers, forests and fields."""


def _ends_in_title(nodes: list[Node], k: int, context: Context) -> bool:
    """Does node ``k`` end in a title?"""
    return k >= 0 and bool(title_of(nodes[k].word, context))


def _closed(segment: Segment, context: Context) -> bool:
    """Does the segment end in a title (or in what a member or resident is called)?"""
    text = segment.text
    if not text:
        return False
    return (
        bool(title_of(text, context))
        or text in ("长", "副长")
        or segment.words[0].word in context.groups.member
        or segment.words[0].word in context.groups.resident
    )
