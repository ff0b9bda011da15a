"""Definite references inside an article: 该区, 我市, 该局, 会议, and bare heads of teams named before."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.nodes import NAME, Node, Scan
from kg.extract.vocabulary import Groups, first_of

_AREAS = {
    "区": "County",
    "县": "County",
    "市": "Prefecture",
    "省": "Province",
    "州": "Prefecture",
    "旗": "County",
    "盟": "Prefecture",
}
_LOCAL = {
    "镇": ("Place", "Township"),
    "乡": ("Place", "Township"),
    "街道": ("Place", "Township"),
    "苏木": ("Place", "Township"),
    "村": ("Community", "Village"),
    "社区": ("Community", "ResidentialCommunity"),
    "小区": ("Community", "HousingEstate"),
    "嘎查": ("Community", "Village"),
}


_TAILS = {
    "单位": ("",),
    "企业": ("",),
    "机构": ("",),
    "校": ("校", "小学", "中学", "大学", "学院", "附中", "附小", "高中", "初中", "幼儿园"),
    "学校": ("校", "小学", "中学", "大学", "学院"),
    "园": ("幼儿园", "园"),
    "行": ("银行", "支行", "分行", "信用社", "联社"),
    "院": ("院",),
    "医院": ("医院", "卫生院"),
}
"""The ends of the bodies that a bare noun may mean, where they are not that noun itself."""

_OWNERS = ("公司", "集团", "分局", "局", "院", "学校", "医院", "大队", "支队")
"""Bare nouns that mean a body named before where a committee of it follows (公司|党委)."""
_PARTS = {
    "党委": "PartyOrgan",
    "党组": "PartyOrgan",
    "党总支": "PartyBranch",
    "党支部": "PartyBranch",
    "工会": "MassOrganization",
    "团委": "MassOrganization",
}
_LOCAL_OPENINGS = frozenset(level[0] for level in _LOCAL)
_ACTING = ("合作社", "派出所", "公司", "法院", "检察院", "法庭", "学校", "医院")
"""Bare nouns that mean the one body of their kind named before, where they act at the head of a clause."""
_COMMITTEES = ("村委会", "居委会", "村民委员会")
_MEETINGS = ("会议", "大会", "全会")
_SITTINGS = frozenset(
    ("闭幕会", "开幕会", "闭幕大会", "开幕大会", "闭幕会议", "开幕会议", "预备会议", "预备会")
)
"""What opens and closes a session, which is the same congress."""
_SESSION = re.compile(r"(?:次(?:全体)?会议|代表大会|党代会|全会)$")


@lru_cache(maxsize=4)
def _openings(pointer: frozenset[str]) -> frozenset[str]:
    """Return what words that point back, or are a bare level, begin with."""
    return first_of(pointer).union("该全我本", _AREAS, _LOCAL_OPENINGS)


@lru_cache(maxsize=4)
def _heads(teamhead: frozenset[str], errand: frozenset[str]) -> frozenset[str]:
    """Return the bare nouns that may mean a body or a meeting."""
    return teamhead.union(errand, _COMMITTEES, _MEETINGS, _OWNERS, _ACTING)


class Memory:
    """The names seen so far in an article, last first, for what points back to them."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.openings = _openings(groups.pointer)
        self.heads = _heads(groups.teamhead, groups.errand)
        self.seen: list[Node] = []
        self.meeting: Node | None = None
        self.agents: set[int] = set()

    def add(self, node: Node) -> None:
        """Remember a name and, before it, the ones nested in it."""
        for child in node.children:
            self.add(child)
        if not node.anaphor:
            self.seen.append(node)

    def last(
        self, type_: str, kind: str = "", tail: str | tuple[str, ...] = "", *, acting: bool = True
    ) -> Node | None:
        """Return the last name of a type (and kind, and ending), outermost names preferred.

        ``acting`` False: not one that 被 made the agent (甲院被乙院评为…，该院 is the first of the two).
        """
        for node in reversed(self.seen):
            if not acting and id(node) in self.agents:
                continue
            if node.type != type_ or (kind and node.kind != kind):
                continue
            if node.word.rstrip("”’").endswith(tail):
                return node
        return None


def references(scan: Scan, memory: Memory) -> None:
    """Make nodes of the definite references of a sentence, each with its antecedent where it has one."""
    nodes, heads, openings = scan.nodes, memory.heads, memory.openings
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if not node.type and node.word not in heads and node.word[0] not in openings:
            i += 1
            continue  # as most words
        if node.type:
            if node.type == "Agency" and node.qualifier is None:
                _qualify(node, memory)
                if node.level in ("社区", "村", "小区") and node.qualifier is None:
                    node.type, node.level = "", ""  # 社区党委 of no community in particular
                    i += 1
                    continue
                if i and nodes[i - 1].word in ("该", "我") and node.level in _LOCAL:
                    node.start, node.word = nodes[i - 1].start, nodes[i - 1].word + node.word
                    del nodes[i - 1]
                    i -= 1
            if node.word in _SITTINGS and memory.meeting is not None and _SESSION.search(memory.meeting.word):
                node.antecedent, node.anaphor, node.rule = memory.meeting, True, "anaphor:sitting"
                i += 1
                continue
            if node.core == "局" and node.antecedent is None:
                node.antecedent = _bureau(node, memory)
            memory.add(node)
            if i and nodes[i - 1].word in ("被", "经", "由") and not nodes[i - 1].type:
                memory.agents.add(id(node))
            if node.type == "Event" and (
                (_held(nodes, i, memory) and not _only_mentioned(scan, i, memory))
                or (memory.meeting is None and not _passed_on(nodes, i))
            ):
                memory.meeting = node
            i += 1
            continue
        opening = node.word[0]
        pointed = _pointed(nodes, i, memory)
        if pointed is not None:
            last, made = pointed
            scan.replace(i, last, made)
        else:
            head = None
            if node.word in _OWNERS and (part := _own_part(scan, i, memory)) is not None:
                scan.replace(i, i + 1, part)
                memory.add(part)
                i += 1
                continue
            if node.word in heads:
                head = (
                    _bare_head(node, memory) or _bare_team(nodes, i, memory) or _bare_body(nodes, i, memory)
                )
            head = head or (_bare_area(nodes, i, memory) if opening in _LOCAL_OPENINGS else None)
            if head is not None:
                scan.replace(i, i, head)
                if head.rule == "agency:team":
                    memory.add(head)
        i += 1


def _bureau(node: Node, memory: Memory) -> Node | None:
    """昭平县|局: the one bureau of that area which the article has named, None for none or several."""
    area = node.qualifier
    if area is None or area.type != "Place":
        return None
    named = {
        n.word: n
        for n in memory.seen
        if n.type == "Agency"
        and len(n.core) >= 3
        and n.core.endswith("局")
        and n.qualifier is not None
        and n.qualifier.word == area.word
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _pointed(nodes: list[Node], i: int, memory: Memory) -> tuple[int, Node] | None:
    """Return the last node of the reference that begins at ``i`` (该|区, 我市) and its own node."""
    node = nodes[i]
    word = node.word
    if word in _AREAS and i + 1 < len(nodes) and _are_leaders(nodes, i + 1):
        _join_leaders(nodes, i + 1)
        return i, _own_area(node.start, node.end, word, word)
    if word[0] in _AREAS and word[1:] == "级" and i + 1 < len(nodes) and nodes[i + 1].word == "领导":
        return i, _own_area(node.start, node.end, word, word[0])
    if word in memory.groups.pointer and i + 1 < len(nodes):
        nxt = nodes[i + 1]
        if nxt.type and nxt.level and word == "该":
            return None
        noun, last = nxt.word, i + 1
    elif (
        len(word) >= 2
        and word[0] in "该全我本"
        and word not in ("全国", "我国", "本报", "全体", "全面", "全力")
    ):
        noun, last = word[1:], i
    else:
        return None
    pointer = word if last > i else word[0]
    text = (word + noun) if last > i else word
    if noun in _AREAS:
        if last + 1 < len(nodes) and nodes[last + 1].word in ("委", "长", "政府"):
            return None
        return last, _own_area(node.start, nodes[last].end, text, noun)
    antecedent = _antecedent(noun, pointer, memory)
    if antecedent is None:
        return None
    made = Node(node.start, nodes[last].end, NAME, text, antecedent.type, antecedent.kind)
    made.antecedent, made.anaphor, made.rule = antecedent, True, "anaphor:body"
    return last, made


def _are_leaders(nodes: list[Node], k: int) -> bool:
    """Are the leaders of an area named from node ``k`` on: 县|领导, 县|四套|班子|领导?"""
    if nodes[k].word in ("领导", "级领导", "领导班子成员", "主要领导"):
        return True
    text = "".join(n.word for n in nodes[k : k + 3] if not n.type)
    return text.startswith(("四套班子", "四大班子", "五套班子", "六大班子")) and "领导" in text


def _join_leaders(nodes: list[Node], k: int) -> None:
    """县|四套|班子|领导: make one word of the leaders."""
    last = next((j for j in range(k, min(k + 3, len(nodes))) if nodes[j].word.endswith("领导")), k)
    if last > k:
        nodes[k : last + 1] = [Node(nodes[k].start, nodes[last].end, "n", "领导")]


def _own_area(start: int, end: int, text: str, level: str) -> Node:
    """Return the node of an area that its level alone names: 我市, 该区, 县领导."""
    made = Node(start, end, NAME, text, "Place", _AREAS[level], level=level)
    made.anaphor, made.rule = True, "anaphor:area"
    return made


def _antecedent(noun: str, pointer: str, memory: Memory) -> Node | None:
    """Return what 该|村, 本|局 point back to: the last name of that kind, None where none was named."""
    if noun in _LOCAL and pointer != "全":
        return memory.last(*_LOCAL[noun])
    if noun in memory.groups.pointedbody and pointer in ("该", "本"):
        tail = _TAILS.get(noun, (noun,))
        body = memory.last("Agency", tail=tail, acting=False)
        return body or memory.last("Enterprise", tail=tail)
    return None


def _held(nodes: list[Node], i: int, memory: Memory) -> bool:
    """Is the meeting the one being held here, not one whose spirit is passed on?"""
    near = [n.word for n in [*nodes[max(0, i - 2) : i], *nodes[i + 1 : i + 5]]]
    return any(w in memory.groups.held for w in near) and not _passed_on(nodes, i)


def _only_mentioned(scan: Scan, i: int, memory: Memory) -> bool:
    """Is it, where the article tells of a meeting already, another one: 决定召开…, 今年以来先后召开…?"""
    if memory.meeting is None:
        return False
    ahead = "".join(n.word for n in scan.nodes[max(0, i - 3) : i])
    behind = scan.nodes[i + 1].word if i + 1 < len(scan.nodes) else ""
    if behind == "何时" or any(word in ahead for word in ("决定", "关于")):
        return True
    before = scan.text[: scan.nodes[i].start]
    return any(word in before for word in memory.groups.earlier)


def _passed_on(nodes: list[Node], i: int) -> bool:
    """Is it a meeting whose spirit is passed on: 传达学习全国两会精神?"""
    near = [n.word for n in [*nodes[max(0, i - 3) : i], *nodes[i + 1 : i + 3]]]
    if i and nodes[i - 1].word == "在":
        return True
    return any(w in ("传达", "学习", "贯彻", "精神", "学习贯彻") for w in near)


def _bare_head(node: Node, memory: Memory) -> Node | None:
    """巡察组 by itself, where a 第三巡察组 was named before; 会议 where a meeting was."""
    if node.word in memory.groups.teamhead or node.word in memory.groups.errand:
        antecedent = memory.last("Agency", tail=node.word)
    elif node.word in _COMMITTEES:
        home = memory.last("Community")
        if home is None:
            return None
        return Node(
            node.start,
            node.end,
            NAME,
            node.word,
            "Agency",
            "Other",
            core=node.word,
            qualifier=home,
            rule="anaphor:committee",
        )
    elif node.word in _MEETINGS:
        antecedent = memory.meeting
    else:
        return None
    if antecedent is None:
        return None
    return Node(
        node.start,
        node.end,
        NAME,
        node.word,
        antecedent.type,
        antecedent.kind,
        antecedent=antecedent,
        anaphor=antecedent.type == "Event",
        rule="anaphor:head",
    )


def _own_part(scan: Scan, i: int, memory: Memory) -> Node | None:
    """公司|党委, 分局|党委, 局|党组: the committee of the firm or body named last; None where none was."""
    nodes = scan.nodes
    owner, part = nodes[i], nodes[i + 1] if i + 1 < len(nodes) else None
    if part is None or part.type or part.word not in _PARTS or part.start != owner.end:
        return None
    if i and nodes[i - 1].end == owner.start and nodes[i - 1].tag not in ("w", "v", "p", "TIME", "c", "t"):
        return None
    if owner.word in ("公司", "集团"):
        told = [n for n in memory.seen if n.type == "Enterprise" and 0 <= n.sentence <= 1]
        one = told[0] if len({n.word for n in told}) == 1 else None  # whom the article is about
        body = one or memory.last("Enterprise")
    else:
        body = memory.last("Agency", tail=_TAILS.get(owner.word, (owner.word,)))
    if body is None:
        return None
    text = scan.text[owner.start : part.end]
    made = Node(owner.start, part.end, NAME, text, "Agency", _PARTS[part.word], core=part.word)
    made.qualifier, made.rule = body, "anaphor:part"
    return made


def _bare_team(nodes: list[Node], i: int, memory: Memory) -> Node | None:
    """当天，调研组先后来到…, and no team was named: the team is known by its head alone, in this article."""
    node = nodes[i]
    if node.word not in memory.groups.errand or (i and nodes[i - 1].word not in ("，", "。", "；", "日")):
        return None
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if (
        behind is None
        or behind.type
        or not (behind.tag in ("d", "v", "p", "ad", "vd") or behind.word == "一行")
    ):
        return None
    made = Node(node.start, node.end, NAME, node.word, "Agency", "Team", core=node.word)
    made.rule = "agency:team"
    return made


def _bare_body(nodes: list[Node], i: int, memory: Memory) -> Node | None:
    """合作社还建立了…, 今年，派出所推行…: the one body of that kind that the article has named."""
    node = nodes[i]
    if node.word not in _ACTING or not _acts(nodes, i):
        return None
    tails = _TAILS.get(node.word, (node.word,))
    named = {
        n.word: n
        for n in memory.seen
        if n.type in ("Agency", "Enterprise") and n.word.rstrip("”’").endswith(tails)
    }
    if len(named) != 1:
        return None
    antecedent = next(iter(named.values()))
    made = Node(node.start, node.end, NAME, node.word, antecedent.type, antecedent.kind)
    made.antecedent, made.anaphor, made.rule = antecedent, True, "anaphor:bare"
    return made


def _acts(nodes: list[Node], i: int) -> bool:
    """Does a bare noun stand as the subject at the head of a clause?"""
    first = i - 1 if i and nodes[i - 1].tag in ("TIME", "t") and not nodes[i - 1].type else i
    before = nodes[first - 1].word if first else "，"  # 今年|镇上推行…
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    return (
        before in ("，", "。", "；", "：", "“")
        and behind is not None
        and not behind.type
        and (behind.tag in ("d", "v", "p", "c", "ad", "vd") or behind.word == "与")
    )


def _bare_area(nodes: list[Node], i: int, memory: Memory) -> Node | None:
    """社区还建立了…, 来到村里: the community or township last named, as a subject or a destination."""
    node = nodes[i]
    level = node.word.rstrip("里上")
    if node.tag in ("v", "w") or level not in _LOCAL or len(node.word) > len(level) + 1:
        return None
    subject = _acts(nodes, i)
    before = nodes[i - 1].word if i else ""
    reached = before in ("来到", "走进", "赶到", "深入", "到") and node.word != level
    if not (subject or reached):
        return None
    antecedent = memory.last(*_LOCAL[level])
    if antecedent is None or antecedent.anaphor:
        return None
    made = Node(node.start, node.end, NAME, node.word, antecedent.type, antecedent.kind)
    made.antecedent, made.anaphor, made.rule = antecedent, True, "anaphor:area"
    return made


def _qualify(node: Node, memory: Memory) -> None:
    """Qualify 社区党总支, 村委会, 镇党委 by the community or township the article last spoke of."""
    if node.core in ("驻村工作队", "驻村帮扶工作队", "乡村振兴工作队"):
        node.qualifier = memory.last("Community", "Village")
    elif node.core in ("村委会", "村党支部", "村支部", "居委会") and not node.level:
        node.qualifier = memory.last("Community")
    elif node.level in _LOCAL:
        type_, kind = _LOCAL[node.level]
        node.qualifier = memory.last(type_, kind)
