"""Departments that only their head's title shows: 市委组织部|组织二科|科长, 县教育局|基础教育股|股长."""

from __future__ import annotations

import re

from kg.extract.nodes import COUNTY_LEVELS, NAME, Node, Scan

LONGEST = 8
"""How many characters a department's own name may have."""

_HEADED = {
    "科": ("科长", "副科长", "负责人", "干部", "科员"),
    "股": ("股长", "副股长", "负责人", "干部"),
    "办": ("科长", "副科长"),
    "处": ("处长", "副处长", "干部"),
    "庭": ("庭长", "副庭长", "法官", "审判员"),
    "室": ("主任", "副主任"),
    "中心": ("主任", "副主任", "负责人"),
    "所": ("所长", "副所长", "指导员"),
    "组": ("组长", "副组长"),
}
"""The last word of a department, and the titles that show it to be one."""

_TITLES = frozenset(title for titles in _HEADED.values() for title in titles)

_OWNERS = frozenset(
    (
        "GovernmentOrgan",
        "PartyOrgan",
        "DisciplineOrgan",
        "JudicialOrgan",
        "MassOrganization",
        "CPPCC",
        "Congress",
        "Team",
    )
)

_INSTITUTES = ("科院", "科学院", "研究院")
"""The ends of research institutions, which have institutes of their own (省农科院|水产所)."""

_COMMITTEES = ("委员会", "工委", "工作室")
_OF_COMMITTEES = frozenset(("主任", "副主任", "委员", "主任委员", "副主任委员", "专职委员", "兼职委员"))
_WITH_COMMITTEES = ("JudicialOrgan", "Congress", "CPPCC")
_TAKING = ("兼", "兼任", "任", "担任", "推荐", "选举", "任命")


def departments(scan: Scan) -> None:
    """Make a body of what stands between an organ and the title of who heads a department of it."""
    nodes = scan.nodes
    for k, node in enumerate(nodes):
        if node.type == "Agency":
            standing = node.word[-1] == "委" and _is_standing_committee(nodes, k)
            last = k + 2 if standing else _department(nodes, k)
            if last is not None:
                _make(scan, k, last)
        elif node.word in COUNTY_LEVELS and not node.type:
            _local(scan, k)
    if "带领" in scan.text or "等部门" in scan.text:
        _led(scan)
    if "委员会" in scan.text or "工委" in scan.text or "工作室" in scan.text:
        _listed_committees(scan)
        _more_committees(scan)
    elif "委、" in scan.text:
        _more_committees(scan)


_LOCAL = {
    "办": ("主任", "副主任"),
    "会": ("会长", "副会长", "秘书长", "理事长", "主席", "副主席"),
    "局": ("局长", "副局长"),
    "站": ("站长", "副站长"),
    "所": ("所长", "副所长"),
    "馆": ("馆长", "副馆长"),
    "院": ("院长", "副院长"),
    "校": ("校长", "副校长"),
    "队": ("队长", "副队长"),
}
"""The last word of a body of a county or city, and the titles that show it to be one."""


def _local(scan: Scan, k: int) -> None:
    """市|烟办|主任, 县|老体协|主席: a body that the lexicon does not know, by the title of who heads it."""
    nodes = scan.nodes
    for last in range(k + 1, min(k + 4, len(nodes) - 1)):
        node = nodes[last]
        if node.type or node.start != nodes[last - 1].end or node.tag not in ("n", "nz", "vn", "v", "ORG"):
            return
        size = node.end - nodes[k].end
        if size > 6:
            return
        if size >= 2 and nodes[last + 1].word in _LOCAL.get(node.word[-1], ()):
            word = scan.text[nodes[k].start : node.end]
            made = Node(nodes[k].start, node.end, NAME, word, "Agency", "Other", level=nodes[k].word)
            made.core, made.rule = word[1:], "agency:local"
            scan.replace(k, last, made)
            return


def _listed_committees(scan: Scan) -> None:
    """县人民法院副院长、|审判委员会|委员: a committee of the organ that the titles before it are of."""
    nodes = scan.nodes
    k = 2
    while k + 2 < len(nodes):
        k += 1
        if nodes[k].type or not nodes[k].word.endswith(_COMMITTEES):
            continue
        first = k
        while nodes[first - 1].tag in ("n", "nz", "v", "vn", "ORG") and not nodes[first - 1].type:
            first -= 1
        organ = _organ_of_titles(nodes, first - 1)
        behind = nodes[k + 1]
        if (
            nodes[first - 1].word != "、"
            or behind.word not in _OF_COMMITTEES
            or nodes[k].end - nodes[first].start < 5
            or organ is None
            or nodes[first].word in _TAKING
        ):
            continue
        made = Node(nodes[first].start, nodes[k].end, NAME, "", "Agency", organ.kind)
        made.word = made.core = scan.text[made.start : made.end]
        made.qualifier, made.rule = organ, "agency:committee"
        scan.replace(first, k, made)
        k = first


_LED_BY = ("带领", "率领", "率")
_WHO = ("负责人", "主要负责人", "负责同志", "同志", "工作人员", "人员", "干部", "等", "相关负责人")
_CLOSING = ("等部门负责", "等部门有关", "等部门相关")
_PART = frozenset("部处办馆站")
"""What the departments end in that are listed by themselves; 科 and 股 are hardly ever names so."""


def _led(scan: Scan) -> None:
    """副主任李明带领|经济处|负责人, …，宣传部、医疗部|等部门负责人: departments of the body before."""
    nodes = scan.nodes
    owner: Node | None = None
    k = 0
    while k < len(nodes):
        node = nodes[k]
        if node.type == "Agency" and (node.kind in _OWNERS or node.kind == "PublicInstitution"):
            inner = node.qualifier if node.core in ("党组", "党委") else None
            owner = inner if inner is not None and inner.type == "Agency" else node
        elif node.type in ("Agency", "Enterprise") or node.word == "。":
            owner = None
        elif owner is not None and not node.type and (node.word in _LED_BY or node.word == "，"):
            _departments_of(scan, owner, k + 1, led=node.word != "，")
        k += 1


def _departments_of(scan: Scan, owner: Node, first: int, *, led: bool) -> None:
    """Make the departments listed from node ``first`` on, ``led`` or else closed by 等部门负责人."""
    nodes = scan.nodes
    found: list[tuple[int, int]] = []
    start = first
    for k in range(first, min(first + 24, len(nodes))):
        node = nodes[k]
        closes = node.word in _WHO or node.word.startswith("等")
        if closes or node.word in ("、", "和"):
            if start < k and not any(n.type for n in nodes[start:k]):
                found.append((start, k - 1))
            elif start == k - 1 and led and _may_be_part(nodes[start], owner):
                nodes[start].qualifier = owner
            start = k + 1
        elif not node.type and node.tag not in ("n", "nz", "v", "vn", "f", "ORG", "s"):
            return
        if closes:
            near = "".join(n.word for n in nodes[k : k + 3])
            if not led and (
                len(found) < 2 or not near.startswith(("等部门负责", "等部门有关", "等部门相关"))
            ):
                return
            for left, right in reversed(found):
                _listed_department(scan, owner, left, right)
            return


def _may_be_part(node: Node, owner: Node) -> bool:
    """局长李明带领|项目办、机关党委|同志: can a body without an area be a part of the bureau before?"""
    bare = node.type == "Agency" and not node.level and node.qualifier is None
    inner = node.core.endswith(("办", "办公室", "机关党委", "中心", "馆", "站"))
    return bare and inner and owner.kind == "GovernmentOrgan" and owner.core.endswith(("局", "厅", "委"))


def _listed_department(scan: Scan, owner: Node, first: int, last: int) -> None:
    """Make a department of what is listed as one: 经济处, 医疗部, 门诊办公室; not 有关处, 各部."""
    nodes = scan.nodes
    word = scan.text[nodes[first].start : nodes[last].end]
    whole = word.endswith("办公室") or word[-1] in _PART
    if not 3 <= len(word) <= 7 or not whole or word[0] in "各有相本该全县市区镇乡省州":
        return
    made = Node(nodes[first].start, nodes[last].end, NAME, word, "Agency", owner.kind, core=word)
    made.qualifier, made.rule = owner, "agency:department"
    scan.replace(first, last, made)


def _more_committees(scan: Scan) -> None:
    """县政协提案委员会、|社会和法制委员会: the further committees of the congress or council of the first."""
    nodes = scan.nodes
    k = 0
    while k + 2 < len(nodes):
        owner = nodes[k]
        k += 1
        if owner.kind not in ("Congress", "CPPCC") or not owner.core.endswith(("委员会", "委")):
            continue
        if nodes[k].word not in ("、", "和") or nodes[k].end != nodes[k + 1].start:
            continue
        near = range(k + 1, min(k + 7, len(nodes)))
        last = next((j for j in near if nodes[j].word.endswith(("委员会", "委"))), 0)
        words = nodes[k + 1 : last + 1]
        if not last or any(n.tag in ("w", "p", "u", "m", "r", "d", "PER") for n in words):
            continue
        word = scan.text[words[0].start : words[-1].end]
        council = _COUNCIL.match(owner.core)
        if council is None or not _is_committee(word, words, owner):
            continue
        made = Node(words[0].start, words[-1].end, NAME, word, "Agency", owner.kind)
        made.core, made.level, made.qualifier = council.group() + word, owner.level, owner.qualifier
        made.rule = "agency:committee"
        scan.replace(k + 1, last, made)


def _is_committee(word: str, words: list[Node], first: Node) -> bool:
    """Is it a committee like the one before in the list: 提案委、|经济委, 提案委员会、|社会和法制委员会?"""
    if word.endswith("委员会"):
        return 5 <= len(word) <= 14 and not any(n.type for n in words)
    alike = len(words) == 1 and first.core[-1] == word[-1] == "委" and 3 <= len(word) <= 5
    return (
        alike and not words[0].level and words[0].qualifier is None and word not in ("县委", "市委", "区委")
    )


_COUNCIL = re.compile(r"政协|人大常委会|人大|人民代表大会常务委员会|人民代表大会")


def _organ_of_titles(nodes: list[Node], k: int) -> Node | None:
    """Return the court or congress that the titles before the mark at ``k`` are of, None for none."""
    for j in range(k - 1, max(-1, k - 12), -1):
        node = nodes[j]
        if node.type:
            while node.rule in ("agency:committee", "agency:department") and node.qualifier is not None:
                node = node.qualifier
            own = node.qualifier
            if own is not None and own.type == "Agency" and own.start == node.start:
                node = own  # 县人大常委会|人事代表工作室
            return node if node.type == "Agency" and node.kind in _WITH_COMMITTEES else None
        if node.tag in ("w", "p", "d", "u", "c") and node.word != "、":
            return None
    return None


def _is_standing_committee(nodes: list[Node], k: int) -> bool:
    """县委|常委|会|召开会议, 受县委常委会委托: is it the body, not a meeting of theirs that is held?"""
    if k + 2 >= len(nodes):
        return False
    standing, council = nodes[k + 1], nodes[k + 2]
    if standing.word != "常委" or council.word != "会" or standing.start != nodes[k].end or council.type:
        return False
    behind = nodes[k + 3].word if k + 3 < len(nodes) else "。"
    before = nodes[k - 1].word.rstrip("了") if k else ""
    return behind not in ("会议", "（", "上", "精神") and before not in _HOLDING and behind not in _MARKS


_MARKS = ("，", "。", "、", "；")
_HOLDING = ("召开", "主持召开", "主持", "举行", "出席", "列席", "参加", "组织召开")
"""Verbs behind which it is a meeting of theirs."""


def _department(nodes: list[Node], k: int) -> int | None:
    """Return the last node of the department that begins behind the organ at ``k``, None for none."""
    if nodes[k].kind not in _OWNERS and not nodes[k].core.endswith(_INSTITUTES):
        return None
    for last in range(k + 1, min(k + 5, len(nodes) - 1)):
        node = nodes[last]
        if node.type == "Place" and last == k + 1 and nodes[last + 1].word == "所":
            continue  # 县市场监管局|西湖|所|所长
        if (
            node.type
            or node.start != nodes[last - 1].end
            or (node.tag not in ("n", "nz", "v", "vn", "m", "ORG") and node.word not in _HEADED)
        ):
            return None
        if node.end - nodes[k].end > LONGEST or node.tag == "w":
            return None
        title = nodes[last + 1].word
        for head in (node.word[-1], node.word[-2:]) if title in _TITLES else ():
            if title in _HEADED.get(head, ()):
                own = node.end - nodes[k].end - len(head)
                return last if own >= 2 or (own == 1 and nodes[last].tag != "n") else None
    return None


def _make(scan: Scan, k: int, last: int) -> None:
    """Put the department with its organ in the place of the nodes ``k`` to ``last``."""
    owner = scan.nodes[k]
    end = scan.nodes[last].end
    made = Node(owner.start, end, NAME, scan.text[owner.start : end], "Agency", owner.kind)
    made.core, made.qualifier = scan.text[owner.end : end], owner
    made.children = [n for n in scan.nodes[k : last + 1] if n.type]
    made.rule = "agency:department"
    scan.replace(k, last, made)
