"""How far a name reaches to the left of its head, and what opens it there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.extract.context import Context
from kg.extract.names.headed import before_quotation, headed_from
from kg.extract.names.held import held_from, opened_by
from kg.extract.names.sites import site_from
from kg.extract.nodes import AREA_TYPES, LEVELS, NOUNLIKE, Node, Scan
from kg.extract.vocabulary import affixes
from kg.lexicon import Head

LONGEST = {"Event": 60, "Document": 40, "Initiative": 32, "Agency": 36, "Enterprise": 30, "Honour": 24}
"""How many characters a name of a type may have without its quotations; others: 24."""

ORDINAL = re.compile(
    r"^(第[一二三四五六七八九十百零〇\d]+[次届轮期批中小号局团连组名]?|第.*[届次].*|[一二三四五六七八九十]+届[一二三四五六七八九十]+次)$"
)

NUMBER = re.compile(r"^[一二三四五六七八九十]+$")

SEASON = re.compile(
    r"^(\d{4}年度?)?(([一二三四1-4]|第[一二三四])季度|上半年|下半年|春季|夏季|秋季|冬季|春节|年度|今冬明春)?$"
)

YEAR = re.compile(r"^\d{4}年度?$")

_TERM = re.compile(r"[一二三四五六七八九十]+届$")
_TIMES = re.compile(r"[一二三四五六七八九十]+次$")
_COUNTED = re.compile(r"[\d０-９一二三四五六七八九十百千万多余几两][个名户家场次所处件项座条位只栋]$")
_WIDE = frozenset("全" + level for level in ("国", *"省市县区州盟旗镇乡", "系统"))
Step = Literal["take", "maybe", "open", "chain", "and", "stop", ""]
"""What a word is to the name on its right: part of it (take), part of it if something certain follows further
left (maybe), its opening (open; chain: a name that may itself be qualified), 和 inside it (and), or its edge
(stop); "" where a rule has nothing to say."""


@dataclass(slots=True)
class Reach:
    """How far a name reaches to the left: its first node, what opens it, is a round (第二轮) in it?"""

    first: int
    qualifier: Node | None = None
    level: str = ""
    numbered: bool = False


def walk_left(scan: Scan, context: Context, i: int, word: str, head: Head) -> Reach:
    """Walk left from the head's node to the edge of its name."""
    nodes = scan.nodes
    if head.type == "Event":
        first = held_from(scan, context, i)
        if first is not None:
            return Reach(first, *opened_by(nodes, first))
    if head.kind in ("Site", "Zone") and len(word) >= 2:
        first = site_from(scan, context, i)
        if first is not None and nodes[first].type:
            return Reach(first, nodes[first])
        if first is not None:
            return Reach(first, None, nodes[first].word)
    reach = Reach(i)
    budget = LONGEST.get(head.type, 24)
    conjunction = -1
    k = i - 1
    body = head.kind == "Team" or word in context.vocab.quoted_bodies
    inside = headed_from(scan, context, i) if head.type == "Initiative" or body else None
    if inside is not None and head.type == "Agency" and any(n.type for n in nodes[inside:i]):
        inside = None  # “…”|某镇志愿服务队: the area opens the team's name
    if inside is not None and inside < i:
        reach.first, k = inside, inside - 1
    while k >= 0:
        node = nodes[k]
        if node.end - node.start + nodes[i].end - nodes[reach.first].start > budget and node.tag != "QUOTE":
            break
        step = _step(scan, context, k, i, word, head, reach)
        if step == "stop":
            break
        if step == "and":
            conjunction = k
        elif step in ("take", "open", "chain"):
            if conjunction == k + 1 and node.type:
                break  # A局和B局: two bodies
            reach.first = k if conjunction < 0 or step != "take" else reach.first
            reach.numbered = reach.numbered or node.word.endswith("轮")
            if conjunction >= 0 and step in ("open", "chain"):
                reach.first, conjunction = k, -1
            if step == "open":
                before = nodes[k - 1] if k else None
                if before is not None and before.word in ("驻", "派驻") and _HEAD_TEAM.match(word):
                    reach.first = k - 1  # 驻|镇|工作队
                elif before is not None and reach.level and _is_said_twice(before, node):
                    reach.first, reach.qualifier, reach.level = k - 1, before, ""  # 蠡县|县委
                elif (
                    head.type == "Event"
                    and node.word.startswith("全")
                    and before is not None
                    and YEAR.match(before.word)
                ):
                    reach.first = k - 1  # 2023年全县青少年禁毒知识竞赛
                break
            if step == "chain":
                _chain(scan, context, k, word, head, reach)
                break
        quoted = node.tag == "QUOTE" or (node.type == "Initiative" and node.word[0] in "“‘")
        if quoted and head.type == "Initiative" and not _more_quoted(nodes, k):
            break
        # "maybe": taken only if something certain follows further left
        k -= 1
    before = nodes[reach.first - 1] if reach.first else None
    if (
        reach.first == i
        and head.type in ("Initiative", "Event", "Agency")
        and before is not None
        and not before.type
        and before.word in context.vocab.nameverb
        and (before.word not in context.vocab.edge or before.tag == "vn")
    ):
        reach.first = i - 1  # 入户大走访活动: the verb of the name stands right before its head
    if head.type == "Honour" and before is not None and before.word in context.groups.awardlevel:
        reach.first -= before.word[-1] == "级"  # 国家级“一村一品”示范村
    if head.type == "Initiative" and nodes[reach.first].tag == "QUOTE":
        reach.first = before_quotation(nodes, context, reach.first)
    elif head.type == "Initiative" and word.endswith(_OBJECTS):
        _after_verb(scan, context, i, reach)
    return reach


def _is_said_twice(area: Node, level: Node) -> bool:
    """蠡县|县委, 武进区|区政府: does the area itself stand before the level word that means it?"""
    return area.type == "Place" and area.end == level.start and area.word.endswith(level.word)


_OBJECTS = ("行动", "会战", "整治", "检查", "项目", "活动", "工程", "计划")
"""Heads of drives whose name goes back to the verb of undertaking, whatever nouns stand there."""


def _after_verb(scan: Scan, context: Context, i: int, reach: Reach) -> None:
    """开展禁种铲毒行动: what stands between the verb of undertaking and the head is the name."""
    nodes = scan.nodes
    joined = False  # 开展|创建文明城市暨爱国卫生志愿服务活动: a verb may open the first half
    for k in range(reach.first - 1, max(-1, i - 11), -1):
        before = nodes[k - 1].word if k else ""
        if nodes[k].word == "暨":
            joined = True
            continue
        if joined and (nodes[k + 1].word == "暨" or before in context.vocab.undertake):
            continue
        if nodes[k].word in context.vocab.undertake or nodes[k].word in ("了", "到"):
            reach.first = k + 1
            return
        if nodes[k].word == "的" and (before in context.vocab.undertake or before == "为主题"):
            reach.first = k + 1  # 联合实施的|扶持壮大集体经济项目, 以“…”为主题的|志愿者培育活动
            return
        if nodes[k].word in ("和", "及", "、") and k and nodes[k - 1].type == "Initiative":
            reach.first = k + 1  # 推进康复救助行动和|无障碍改造项目
            return
        if nodes[k].type == "Place" and nodes[k + 1].word.startswith("籍"):
            continue  # 某县籍省级专家返乡义诊活动
        if nodes[k].type or nodes[k].tag not in ("v", "vn", "n", "nz", "vd", "a", "b", "an", "LOC", "s"):
            return


def _chain(scan: Scan, context: Context, k: int, word: str, head: Head, reach: Reach) -> None:
    """Behind an area or body that opens the name: what qualifies that in turn (周口市公安局|示范区|分局)."""
    before = scan.nodes[k - 1] if k else None
    if before is None or head.type not in ("Agency", "Enterprise", "Event"):
        return
    opener = scan.nodes[k]
    if head.type == "Event" and opener.kind == "Congress" and _TERM.match(before.word):
        reach.first = k - 1  # 十四届|全国人大|三次会议
        return
    if head.type == "Event" and opener.type == "Place" and ORDINAL.match(before.word):
        reach.first = k - 1  # 第八届|某省|工匠杯技能大赛
        return
    if word == "全会" and opener.type == "Agency" and _TERM.match(before.word):
        reach.first = k - 1  # 十四届|省纪委|四次全会
        return
    if word == "分局" and before.word in ("公安", "公安局") and opener.type == "Place":
        reach.first = k - 1  # 公安东丽分局
        return
    if head.type == "Event" and opener.type == before.type == "Agency" and before.end == opener.start:
        reach.first, reach.qualifier = k - 1, before  # 县委|政协|工作会议
        return
    if word in ("商会", "同乡会", "联谊会") and opener.type == before.type == "Place":
        reach.first, reach.qualifier = k - 1, before  # 某市|某省|商会
        return
    if before.word in ("驻", "派驻") and _HEAD_TEAM.match(word):
        reach.first = k - 1
        owner = scan.nodes[k - 2] if k >= 2 else None
        if owner is not None and owner.type == "Agency":
            reach.first, reach.qualifier = k - 2, owner
        return
    if head.type == "Enterprise" and before.word in context.groups.corporation:
        reach.first = k - 1  # 国网某县供电公司
        return
    if (
        opener.type in AREA_TYPES
        and before.type in ("Agency", "Enterprise")
        and before.end == opener.start
        and (word in context.groups.branch or before.core.endswith(affixes(context.groups.spread)))
    ):
        reach.first = k - 1
        reach.qualifier = before


def _more_quoted(nodes: list[Node], k: int) -> bool:
    """May a drive's name go on to the left of its quotation: another one, a drive, a year, 新时代?"""
    before = nodes[k - 1] if k else None
    return before is not None and (
        before.tag == "QUOTE"
        or before.type == "Initiative"
        or before.word == "新时代"
        or bool(YEAR.match(before.word))
        or bool(ORDINAL.match(before.word))
    )


_HEAD_TEAM = re.compile(r".*(工作队|帮扶队|队|组)$")


def _step(scan: Scan, context: Context, k: int, i: int, word: str, head: Head, reach: Reach) -> Step:
    """Say what node ``k`` is to a name that ends with node ``i``: take, maybe, open, chain, and, stop."""
    nodes = scan.nodes
    node, kind, text = nodes[k], head.type, nodes[k].word
    if k == i - 1 and word in _POSTS and _is_post_of(nodes, k, word):
        return "take"
    if kind == "Event" and k + 1 < i and _studies(nodes, k):
        return "take"
    if kind == "Event" and node.type == "Place" and _joins_places(nodes, k):
        return "take"
    if head.kind == "PublicInstitution" and node.tag == "v" and text in context.vocab.inspecting:
        return "stop"  # 县教育局|检查|某中心校
    if node.type:
        adjacent = k == reach.first - 1
        return _step_name(node, head, word, reach, context, adjacent=adjacent, behind=nodes[k + 1].word)
    if node.tag == "QUOTE":
        estate = head.kind == "HousingEstate" and k == i - 1 and _is_estate(text[1:-1], context)
        site = head.kind == "Site" and k == i - 1 and text[1:-1] not in context.groups.figurative
        return "take" if kind not in AREA_TYPES or estate or site else "stop"
    if node.tag == "w":
        return _step_mark(scan, k, kind) if kind in _MARKED else "stop"
    if kind == "Enterprise" and text.endswith(("公司", "企业")) and len(text) <= 5:
        return "stop"  # 物业公司|某某物业服务有限公司: what it is, and its name
    if text == "小区" and k == i - 1 and word in _OF_ESTATE and _is_level(scan, k):
        reach.level = text
        return "open"
    if text in LEVELS and kind != "Initiative" and _is_level(scan, k):
        if kind == "Event" and nodes[k + 1].word in ("）", ")"):
            return "maybe"  # 村（社区）书记培训班
        if kind in AREA_TYPES and not (kind == "Place" and head.kind in ("Zone", "Site", "Road")):
            return "stop"
        reach.level = text
        return "open"
    if kind == "Community" and len(text) == 1 and k and nodes[k - 1].word in ("家住", "住在") and k >= i - 2:
        return "take"  # 家住|都|汇里小区
    return (
        _step_number(nodes, k, i, kind)
        or _step_joining(nodes, k, i, word, head, reach, context)
        or _step_served(scan, context, k, kind)
        or _step_drive(scan, context, k, kind)
        or _step_listed(node, context, kind, near=k == i - 1)
        or _step_tagged(node, kind)
    )


_MARKED = ("Event", "Enterprise", "Initiative")
"""Types whose names may have marks inside."""

_OF_ESTATE = ("业主委员会", "业委会", "党支部", "物管会", "物业管理委员会")
"""The bodies of a housing estate, which stands before them as 小区 once it was named."""


def _joins_places(nodes: list[Node], k: int) -> bool:
    """吉林市—|温州市|合作交流会: does a dash join the area to one before it?"""
    return k >= 2 and nodes[k - 1].word in ("—", "——", "-", "－") and nodes[k - 2].type == "Place"


def _studies(nodes: list[Node], k: int) -> bool:
    """学习|贯彻|《…》推进会: is it the verb of a meeting's name whose object is a document?"""
    if nodes[k].word not in ("学习", "贯彻", "宣传"):
        return False
    nxt = nodes[k + 1]
    return nxt.type == "Document" or (nxt.word == "贯彻" and nodes[k + 2].type == "Document")


_POSTS = {
    "法庭": "JudicialOrgan",
    "人民法庭": "JudicialOrgan",
    "派出所": "Police",
    "警务室": "Police",
    "消防救援站": "Team",
    "消防站": "Team",
}


def _is_post_of(nodes: list[Node], k: int, word: str) -> bool:
    """某县法院|开边|人民法庭: whatever stands between a court and its tribunal is the tribunal's name."""
    before = nodes[k - 1] if k else None
    return (
        before is not None
        and before.type == "Agency"
        and before.kind == _POSTS[word]
        and before.end == nodes[k].start
        and nodes[k].end == nodes[k + 1].start
        and not nodes[k].type
        and 2 <= len(nodes[k].word) <= 4
        and nodes[k].tag not in ("w", "c", "p", "u", "m", "d")
    )


def _is_counted_by_term(nodes: list[Node], k: int) -> bool:
    """十一届|五次会议, 十八届人大|一次会议, 十四届|全国人大|三次会议: does a term stand before the count?"""
    node = nodes[k]
    if node.kind == "Congress" and k and _TERM.match(nodes[k - 1].word):
        return True
    if node.type == "Agency" and k and _TERM.match(nodes[k - 1].word):
        return True  # 十四届|省纪委|四次全会
    return node.word.endswith("届") or (node.kind in ("Congress", "CPPCC") and "届" in node.word)


def _is_estate(quoted: str, context: Context) -> bool:
    """“雨韵家园”小区: does the quotation end like the name of an estate?"""
    return any(h.kind == "HousingEstate" for n in (1, 2, 3) for h in context.vocab.heads.get(quoted[-n:], ()))


_NUMBERED_HOMES = ("社区", "小区")
"""Homes that may have a number for a name (126社区)."""


def _step_number(nodes: list[Node], k: int, i: int, kind: str) -> Step:
    """Say what a count or time is to the name: 第三巡察组, 2023年工作会议; "" where it is neither."""
    node, text = nodes[k], nodes[k].word
    if node.tag in ("m", "n", "nz", "ORG", "LOC", "TIME", "t") and ORDINAL.match(text):
        if kind in AREA_TYPES and text[-1] in "届次":
            return "stop"  # 第二届社区艺术节: no community is counted by terms
        ordered = kind in ("Agency", "Event", "Enterprise", "Honour") or text.startswith("第")
        return "take" if ordered else "stop"
    if kind == "Agency" and k == i - 1 and _TERM.match(text):
        return "take"  # 区十七届人大常委会
    if kind == "Initiative" and _TERM.match(text) and nodes[k + 1].type == "Agency":
        return "take"  # 十三届县委第二轮巡察
    if kind == "Event" and (
        _TERM.match(text) or (_TIMES.match(text) and k and _is_counted_by_term(nodes, k - 1))
    ):
        return "take"
    if kind == "Agency" and node.tag == "m" and k == i - 1 and NUMBER.match(text):
        return "take"
    if kind == "Community" and k == i - 1 and text.isdigit() and nodes[i].word in _NUMBERED_HOMES:
        return "take" if len(text) >= 2 and node.end == nodes[i].start else "stop"
    if _COUNTED.search(text) or (node.tag == "m" and text.isdigit()):
        return "stop"
    feast = text.endswith(("节", "日")) and not text[0].isdigit()
    if node.tag in ("TIME", "t") and kind == "Event" and feast:
        return "take"  # 教师节表彰大会
    if node.tag in ("TIME", "t"):
        if kind == "Initiative" and not text[:1].isdigit() and not text.endswith("季"):
            return "stop"
        named = kind in ("Event", "Initiative", "Document") and (YEAR.match(text) or SEASON.match(text))
        return "take" if named else "stop"
    return ""


def _step_joining(
    nodes: list[Node], k: int, i: int, word: str, head: Head, reach: Reach, context: Context
) -> Step:
    """Say what 全县, 和, 暨, 各, 驻 and lone characters are to the name; "" for other words."""
    node, kind, text = nodes[k], head.type, nodes[k].word
    before = nodes[k - 1] if k else None
    if text in _WIDE and kind in ("Event", "Honour"):
        return "open" if text == "全国" or kind == "Event" else "stop"
    if text == "暨" and kind == "Event":
        return "maybe"
    if text == "和" and kind == "Community" and k == i - 1 and before is not None:
        if len(before.word) == 1 and before.tag != "w":
            return "take"  # 安和家园, 泰和苑
    elif kind == "Enterprise" and k >= 2 and text == "和" and len(nodes[k - 1].word) == 1:
        return "maybe" if nodes[k - 2].type == "Place" else ""  # 昌盛镇|正|和|生猪养殖专业合作社
    elif kind == "Enterprise" and before is not None and before.type == "Place" and node.tag in ("d", "ad"):
        own = len(text) == 1 and nodes[k + 1].word == "和"
        return "maybe" if own or (len(text) == 2 and text not in context.groups.edge) else ""
    elif text == "各" and kind == "Event" and reach.first < i and before is not None:
        if before.word in ("召开", "举行", "听取", "主持召开"):
            return "take"
    elif (
        node.tag == "a" and kind == "Enterprise" and len(text) == 1 and (before is None or before.tag == "w")
    ):
        return "take"
    elif kind == "Agency" and text in ("和", "与", "及"):
        if word in context.groups.conjunctive or word.endswith(("局", "委员会", "办公室", "中心", "厅")):
            return "and"
    elif text == "组织" and node.tag == "v" and (head.kind == "Team" or word in _BOTH_COMMITTEES):
        if before is not None and before.type in ("Agency", *AREA_TYPES):
            return "stop"  # 某某委员会|组织|医疗队到村里, 某镇|组织|文艺宣传队到村里, 某工作队|组织|村“两委”
    elif kind == "Agency" and text in ("驻", "派驻", "驻村") and word.endswith(("队", "组")):
        return "take"
    return ""


_BOTH_COMMITTEES = ("村“两委”", "社区“两委”")
"""What village teams call together."""


def _step_served(scan: Scan, context: Context, k: int, kind: str) -> Step:
    """县|学生|资助管理中心: those whom a body serves, right behind the area that opens its name."""
    before = scan.nodes[k - 1] if k else None
    if kind == "Agency" and before is not None and scan.nodes[k].word in context.groups.served:
        return "take" if before.word in LEVELS or before.type == "Place" else ""
    return ""


def _step_drive(scan: Scan, context: Context, k: int, kind: str) -> Step:
    """Say what a drive's name, and what stands behind a quotation, are to the name; "" for other words."""
    node, text, vocab = scan.nodes[k], scan.nodes[k].word, context.vocab
    if (
        len(text) >= 4
        and kind in ("Agency", "Event", "Initiative")
        and text in context.lexicon.campaigns
        and not (node.tag == "v" and kind == "Initiative")
    ):
        return "take"
    if text in ("首届", "首次") and kind == "Event":
        return "take"
    before = scan.nodes[k - 1] if k else None
    behind = before is not None and before.type == "Initiative"
    if kind == "Initiative" and behind and node.tag != "n" and text in vocab.undertake:
        return "stop"  # “…”三级组织体系|推进建设
    if (
        kind in ("Event", "Initiative")
        and node.tag not in ("p", "u", "c", "r", "d", "m", "w", "TIME")
        and not (node.tag == "v" and (text in vocab.edge or text in vocab.undertake))
        and _quote_near(scan, k)
    ):
        return "maybe"
    return ""


def _step_listed(node: Node, context: Context, kind: str, *, near: bool) -> Step:
    """Say what a word that the lexicon lists is to the name; ``near``: it stands right before the head."""
    text, vocab = node.word, context.vocab
    if kind == "Event" and (
        text in context.groups.attendee
        or (len(text) == 1 and node.tag in ("v", "f", "n", "vn", "nz"))
        or text in context.lexicon.titles
    ):
        return "maybe"
    both = text in vocab.nameverb
    if text in vocab.edge:
        if node.tag == "vn" and kind in ("Event", "Agency"):
            return "maybe"
        inside = both and kind in ("Event", "Agency", "Initiative") and node.tag in ("vn", "n", "v")
        return "maybe" if inside else "stop"
    if text in vocab.edgenoun:
        close = near and kind in ("Agency", "Event") and not _is_role(text, context)
        return "maybe" if close or (text == "精神" and kind == "Event") else "stop"
    if kind in AREA_TYPES and (
        text in vocab.generic
        or text in context.lexicon.titles
        or text in ("办事处", "街道", "小区", "社区", "村委会", "居委会")
    ):
        return "stop"
    if kind == "Agency" and not near and len(text) >= 2 and text in context.lexicon.titles:
        return "stop"  # 巡察组组长门立德代表|巡察组
    if kind in AREA_TYPES and both and text in vocab.triggers:
        return "stop"  # 延伸巡察|郭西村
    if kind == "Event" and node.tag == "v" and near and len(text) == 2 and text not in vocab.undertake:
        return "take"  # 新兵入伍欢送会
    if both:
        return "maybe" if node.tag in ("v", "vd", "ad", "d") else "take"
    return ""


def _step_tagged(node: Node, kind: str) -> Step:
    """Say what a word is to the name by its tag alone."""
    text = node.word
    if node.tag in NOUNLIKE:
        if node.tag == "PER" and kind not in ("Enterprise", "Place", "Community"):
            return "stop"
        return "maybe" if len(text) == 1 and node.tag in ("f", "s") else "take"
    if node.tag in ("a", "b") and len(text) >= 2:
        return "maybe"
    if node.tag == "m" and len(text) <= 3 and kind in ("Enterprise", "Community", "Place"):
        return "maybe"
    if kind == "Enterprise" and node.tag in ("a", "ad", "d", "v", "vd", "p", "xc") and len(text) == 1:
        return "maybe"  # 昌盛镇|正|和|生猪养殖专业合作社: what the tagger makes of a firm's own word
    return "stop"


def _quote_near(scan: Scan, k: int) -> bool:
    """Does a quotation stand close before, with nothing but words of a name between (“室组地”联动监督)?"""
    for j in range(k - 1, max(k - 4, -1), -1):
        node = scan.nodes[j]
        if node.tag == "QUOTE":
            return True
        if node.type or node.tag in ("w", "p", "u", "c", "r", "d", "m", "TIME"):
            return False
    return False


def _is_role(text: str, context: Context) -> bool:
    """Does the word end like a role (主任, 记者) or point (该区, 全市)?"""
    return text[0] in "全我该本" or text.endswith(affixes(context.groups.roleend))


def _is_level(scan: Scan, k: int) -> bool:
    """A level word opens a name only where it is a word by itself, not the end of an area's name."""
    before = scan.nodes[k - 1] if k else None
    if scan.nodes[k].word == "地" and scan.nodes[k + 1].word != "委":
        return False  # 积极地|推进
    if scan.nodes[k].word == "镇" and scan.text[scan.nodes[k].start - 1 : scan.nodes[k].start] == "乡":
        return False  # 乡镇|卫生院
    if before is None or before.end != scan.nodes[k].start:
        return True
    return not (before.tag == "LOC" and not before.type) and before.word not in ("各", "全", "两", "三")


def _step_mark(scan: Scan, k: int, kind: str) -> Step:
    """Say what a mark is to the name: brackets in a meeting, a dot or dash in a firm may stand inside."""
    mark, nodes = scan.nodes[k].word, scan.nodes
    if kind == "Event" and mark in "（）" and _around_place(nodes, k):
        return "maybe"  # 吉林市（温州）旅游推介会
    if kind == "Event" and mark in "（）" and re.search(r"（(扩大|村|社区|街道|镇|乡)）", scan.text):
        return "maybe"
    if mark in "·—-＋+" and kind in ("Enterprise", "Initiative", "Event"):
        return "maybe"
    if kind == "Enterprise" and _BRACKETED.search(scan.text, max(0, scan.nodes[k].start - 4)):
        return "maybe" if mark in "（）" or _BRACKETED.match(mark) else "stop"  # 江南（集团）有限公司
    return "stop"


def _around_place(nodes: list[Node], k: int) -> bool:
    """Is the bracket at ``k`` one of two round a place, behind another place?"""
    inside = k + 1 if nodes[k].word == "（" else k - 1
    return (
        2 <= inside < len(nodes) - 1
        and nodes[inside].type == "Place"
        and (nodes[inside - 1].word, nodes[inside + 1].word) == ("（", "）")
        and nodes[inside - 2].type == "Place"
    )


_BRACKETED = re.compile(
    r"（(集团|控股)）|（[\u4e00-\u9fff]{2,5}）(?=[\u4e00-\u9fff]{0,6}?(?:有限|股份|集团|合伙|总公司|分公司))"
)


def _step_name(
    node: Node, head: Head, word: str, reach: Reach, context: Context, *, adjacent: bool, behind: str
) -> Step:
    """Say what a name to the left is to the name being composed."""
    kind = head.type
    if node.type in AREA_TYPES:
        if kind == "Initiative":
            return "stop"
        if kind in ("Enterprise", "Event") and behind == "）":
            return "take"  # 江南科技（惠州）有限公司, 吉林市（温州）旅游推介会
        if kind in AREA_TYPES and not _contains(node, head):
            # 龙虎山|山体休闲公园: one name, that begins like another
            river = word == "路" and adjacent and node.kind == "Other" and len(node.word) == 2  # 汉江|路
            begins = head.kind in ("Site", "Zone") and node.kind in ("Site", "Other")
            return "take" if begins or river else "stop"
        reach.qualifier = node
        return "chain"
    if kind == "Event" and node.type == "Agency" and behind in ("学习", "贯彻"):
        return "stop"  # 市委办|学习贯彻《…》推进会: who does it, and what
    if node.type in ("Agency", "Enterprise"):
        if word in ("家属院", "家属区", "宿舍") and adjacent:
            return "maybe" if node.qualifier is None else "stop"
        if kind == "Initiative" and adjacent and word in ("巡察", "巡视") and reach.numbered:
            return "take"
        if kind in ("Agency", "Event", "Document") or (kind == "Enterprise" and node.type == "Enterprise"):
            reach.qualifier = node
            return "chain"
        return "stop"
    if node.type == "Person":
        named = kind == "Enterprise" or word in ("学校", "小学", "中学")
        shop = named and node.rule == "person:tagged"  # 兰馨|茶庄, 王亚南|学校
        return "take" if adjacent and (shop or word in context.groups.memorial) else "stop"
    if node.type == "Honour":
        return "take" if word == "提名奖" and adjacent else "stop"
    if node.type == "Document":
        return "take" if kind == "Event" and adjacent else "stop"  # 《…》推进会
    if node.type == "Initiative":
        return "take" if kind in ("Event", "Agency", "Initiative", "Document") else "stop"
    if node.type == "Event":
        steered = kind == "Agency" and word.endswith(("领导小组", "组委会", "指挥部", "筹委会"))
        return "take" if kind in ("Event", "Document") or steered else "stop"
    return "stop"


_DEPTH = {"Country": 0, "Province": 1, "Prefecture": 2, "County": 3, "Zone": 3.5, "Township": 4}


def _contains(node: Node, head: Head) -> bool:
    """May the area hold a place of this head? A township holds communities, a county holds townships."""
    if node.type == "Community":
        return (head.type == "Place" and head.kind in ("Site", "Road", "Other")) or (
            head.type == "Community" and head.kind != "ResidentialCommunity"
        )
    inner = _DEPTH.get(head.kind, 5) if head.type == "Place" else 5
    return _DEPTH.get(node.kind, 5) < inner or (node.kind == "Zone" and inner > 3)
