"""Which body a bare title belongs to: what it implies, the one beside it, or the one named last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.nodes import COUNTY_LEVELS, Node, Scan
from kg.extract.posts.titles import Post, Segment, title_of
from kg.extract.vocabulary import affixes
from kg.model import Implied

_LEADING = ("党工委", "党组", "党委", "党总支", "党支部")


def area_of(level: str, bodies: list[Node], seen: Sequence[Node]) -> Node | None:
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


def named_before(text: str, title: str, context: Context, seen: Sequence[Node]) -> tuple[Node, str] | None:
    """Return the body named last that a bare title belongs to, and the title: 队长, 民警, 指挥部办公室主任.

    ``text`` is the whole of the words, ``title`` the title they end with; ``seen`` the names before them.
    """
    recent = [n for n in reversed(seen[-40:]) if not n.anaphor]
    bodies = [n for n in recent if n.type in ("Agency", "Enterprise")]
    for start in range(len(text) - 1, 1, -1):
        if text[start:] in context.lexicon.titles:
            node = _by_stem(_stem(text[:start]), bodies) or _home_by_stem(text[:start], recent)
            if node is not None:
                group = next((g for g in _LEADING if text[:start].endswith(g) and text[:start] != g), "")
                return node, group + text[start:]
    row = context.lexicon.titles.get(title)
    if title.startswith(affixes(context.groups.villagepost)):
        found = _village(title, [n for n in recent if n.type == "Community"])
    elif row is None:
        return None
    elif set(row.kinds) <= {"PartyBranch", "Community"} and (
        title[0] in "村社" or title.endswith(("书记", "支委", "委员", "成员"))
    ):
        if text.removesuffix(title).endswith(_ELSEWHERE):
            return None  # 学院|党支部书记
        homes = [n for n in recent if n.type == "Community" or n.kind == "PartyBranch"]
        found = _village(title, homes) if title[0] in "村社" else next(iter(homes), None)
    else:
        if text.removesuffix(title) in _KINDS_OF_BODIES:
            return None  # 学院|辅导员: of no other school
        near = 3 if title in context.groups.nearpost else 16
        found = next((n for n in bodies[:near] if _has(n, title, row.kinds, context)), None)
        owner = _owner(text, bodies[:16], context) if found is None else None
        if owner is not None:
            return owner, text
    return None if found is None else (found, title)


_ORGANS_OF = ("局", "委", "办", "厅", "部", "院", "中心", "会", "社", "协")
_DEPARTMENTS = {
    "庭": ("法院",),
    "检察部": ("检察院",),
    "大厅": ("局", "中心"),
    "服务厅": ("局", "公司"),
    "股": _ORGANS_OF,
    "科": _ORGANS_OF,
    "科室": _ORGANS_OF,
    "教务处": ("学", "校", "学院"),
    "办公室": ("局", "委", "厅", "院", "联", "会"),
}
"""The last word of a department's name, and the ends of the names of bodies that have such."""


def _owner(text: str, bodies: Sequence[Node], context: Context) -> Node | None:
    """民一庭|庭长, 征管股|股长: the body named last that has such a department."""
    starts = range(len(text) - 2, 1, -1)
    stem = next((text[:k] for k in starts if text[k:] in context.lexicon.titles), "")
    ends = next((e for d, e in _DEPARTMENTS.items() if stem.endswith(d) and len(stem) >= 2), None)
    if ends is None:
        return None
    owner = next(
        (
            n
            for n in bodies
            if n.core.endswith(ends) and n.kind in _WITH_DEPARTMENTS and not n.word.startswith(_NATIONAL)
        ),
        None,
    )
    if owner is not None and owner.core.endswith(_LEADING) and owner.qualifier is not None:
        return owner.qualifier if owner.qualifier.type == "Agency" else owner
    return owner


_NATIONAL = ("最高人民", "国家", "全国", "中央", "中国", "中共中央")
"""What the names of bodies begin with whose departments no local news tells of without their name."""


_WITH_DEPARTMENTS = frozenset(
    (
        *("GovernmentOrgan", "PartyOrgan", "DisciplineOrgan", "JudicialOrgan", "MassOrganization"),
        *("CPPCC", "Congress", "PublicInstitution", "Police"),
    )
)


def named_most(title: str, context: Context, seen: Sequence[Node]) -> Node | None:
    """赵所长: of the bodies that have a 所长, the one that the article names most, of equals the first."""
    known = named_before(title, title, context, seen)
    if known is None or known[0].type != "Agency":
        return known[0] if known is not None else None
    kinds = context.lexicon.titles[title].kinds
    mine = [n for n in seen if n.type == "Agency" and not n.anaphor and _has(n, title, kinds, context)]
    often = Counter(n.core for n in mine)
    return max(mine, key=lambda n: often[n.core], default=known[0])


_ELSEWHERE = (
    "学院",
    "学校",
    "中学",
    "小学",
    "医院",
    "公司",
    "集团",
    "机关",
    "局",
    "厅",
    "行",
    "所",
    "站",
    "团",
    "处",
)
"""The ends of bodies that have branches of their own, not those of the community nearby."""

_KINDS_OF_BODIES = {
    "学校": ("校", "中学", "小学", "学院", "幼儿园", "高中", "初中"),
    "学院": ("学院", "大学"),
    "医院": ("医院", "卫生院"),
    "公司": ("公司", "集团"),
    "合作社": ("合作社",),
}
"""What a body is called that was named before, and the ends of such bodies' names."""


def _home_by_stem(stem: str, recent: Sequence[Node]) -> Node | None:
    """二区党支部|书记: the estate or village whose name ends in what stands before its branch (静园二区)."""
    group = next((g for g in _LEADING if stem.endswith(g)), "")
    own = stem.removesuffix(group)
    if not group or len(own) < 2:
        return None
    return next((n for n in recent if n.type == "Community" and n.word.endswith(own)), None)


def _village(title: str, homes: Sequence[Node]) -> Node | None:
    """Return the community that a village's title belongs to: 社区书记 to no 小区, 村主任 to no 社区."""
    kind = "ResidentialCommunity" if title.startswith("社区") else "Village" if title[0] == "村" else ""
    same = next((n for n in homes if not kind or n.kind in (kind, "PartyBranch")), None)
    return same or next((n for n in homes if n.kind != "HousingEstate"), None)


def bare_body(node: Node, seen: Sequence[Node]) -> Node | None:
    """公司, 合作社: the body of that kind that was named last."""
    ends = _KINDS_OF_BODIES.get(node.word) if not node.type else None
    if ends is None:
        return None
    return next(
        (n for n in reversed(seen[-30:]) if n.type in ("Agency", "Enterprise") and _ends(n, ends)), None
    )


def _ends(node: Node, ends: tuple[str, ...]) -> bool:
    """Does a body's name end so, its quotation marks aside?"""
    return not node.anaphor and node.word.rstrip("”").endswith(ends)


def _by_stem(stem: str, bodies: Sequence[Node]) -> Node | None:
    """指挥部办公室|主任, 院党组|书记, 合作社|理事长: the body that ends in what stands before."""
    if len(stem) < 2:
        return None
    ends = _KINDS_OF_BODIES.get(stem, (stem,))
    group = next((g for g in _LEADING if stem.endswith(g) and len(stem) > len(g)), "")
    if group:
        ends = (stem, stem.removesuffix(group))
    elif stem == "办公室":
        ends = (stem, "领导小组", "指挥部", "委员会")
    return next((n for n in bodies if _ends(n, ends)), None)


def names_a_body(text: str, title: str) -> bool:
    """街道人大工委|主任: do the words before a title name a body, so that the title is of no other?"""
    stem = _stem(text[: len(text) - len(title)])
    return (
        stem in COUNTY_LEVELS
        or stem.endswith(_BODIES)
        or (len(stem) >= 3 and stem != "办公厅" and stem.endswith(_ORGANS))
        or (len(stem) >= 3 and stem[0] in COUNTY_LEVELS and stem[-1] in "委办局部")
    )


"""省|科技特派员: a title of the area, not of the body shared."""

_ORGANS = ("院", "局", "厅", "所", "校", "学院", "中学", "小学", "银行", "办事处", "医院", "集团")
"""The ends of bodies whose names have three characters or more (地质调查院)."""


_BODIES = (
    "工委",
    "委员会",
    "协会",
    "联合会",
    "指挥部",
    "中心",
    "分局",
    "派出所",
    "联盟",
    "合作社",
    "公司",
    "工作队",
    "工作组",
    "管委会",
)


def _stem(text: str) -> str:
    """Return what stands before a title less what only says how it is held: 首任, 联盟轮值 → 联盟."""
    for word in ("首任", "首届", "新任", "现任"):
        text = text.removeprefix(word)
    for word in ("轮值", "执行", "常务", "名誉", "荣誉", "专职", "副"):
        text = text.removesuffix(word)
    return text


def _has(node: Node, title: str, kinds: tuple[str, ...], context: Context) -> bool:
    """Is the body one that has a title by its kind or its last character (所长: 派出所; 民警: police)?"""
    core = node.core.rstrip("”")
    if title in context.groups.schoolpost:
        return core.endswith(("校", "学", "园", "学院"))
    if title in context.groups.medicalpost or ("科" in title[:-2] and kinds == ("PublicInstitution",)):
        return core.endswith(("医院", "卫生院", "卫生室", "保健院", "卫生服务中心", "医疗集团"))
    if title.endswith("律师"):
        return core.endswith(("律师事务所", "律所"))
    if title.endswith("调解员"):
        return core.endswith(("调解室", "调解委员会", "调委会", "调解中心", "调解工作室"))
    if title.endswith("长助理"):
        return core.endswith(title[-4]) and title[-4] in "站所院校"  # 消防救援站的站长助理
    if title.endswith("检察长"):
        return core.endswith("检察院")
    if title.endswith("长") and len(title) >= 2:
        if title[-3:-1] in _SQUADS:
            return core.endswith(title[-3:-1])
        if title[-2] in "组队":
            return core.endswith((title[-2], "专班")) and not core.endswith("党组")
        if title.endswith(("会长", "理事长")):
            return core.endswith(("会", "社"))
        return title[-2] in "站所社院校园馆厂团中局庭营连" and core.endswith(title[-2])
    if title in context.groups.teampost:
        return core.endswith(("队", "组", "团", "专班", "队伍"))
    if kinds == ("Police",):
        return node.kind == "Police" or (core.endswith("队") and any(w in node.word for w in _POLICE))
    if kinds == ("JudicialOrgan",):
        return node.kind == "JudicialOrgan" and ("检察" in title) == ("检察" in core)
    return node.type == "Enterprise" and (
        title in context.groups.firmpost or title in context.groups.nearpost
    )


_POLICE = ("警", "公安", "高速", "边境")
"""What stands in the names of squads of the police."""

_SQUADS = ("支队", "大队", "中队", "总队", "小队", "分队")
"""Squads of one force within one another: a 支队长 heads no 大队."""


def colleague(title: str, context: Context, made: Sequence[Post]) -> Node | Implied | None:
    """副主任甲: the body whose 主任 the article named before; None where it named none."""
    head = title
    for word in sorted(context.groups.deputyword, key=len, reverse=True):
        head = head.removeprefix(word)
    if head == title:
        return None
    return next(
        (p.body for p in reversed(made) if p.relation == "holdsPost" and p.title.endswith(head)), None
    )


def implied_body(title: str, body: Node | None, context: Context) -> Implied | None:
    """区长, 副县长, 代市长: a post in the government of the area, which the title names by its level."""
    row = context.lexicon.titles.get(title)
    if row is None or not row.implies or not row.level or (body is not None and body.type != "Place"):
        return None
    return Implied("Agency", "GovernmentOrgan", row.implies, row.level)


_COMMITTEE = ("组织", "宣传", "统战", "政法", "纪检", "武装", "党群", "党建", "党委")
"""What the titles of the members of a town's party committee begin with (宣传委员)."""


def organ_of_town(title: str, town: Node, context: Context) -> Implied | None:
    """永安镇|宣传委员, 永安镇|综治办主任: the committee or government of the town that a title implies."""
    row = context.lexicon.titles.get(title)
    level = next((t for t in ("街道", "镇", "乡", "苏木") if town.word.endswith(t)), "")
    if row is None or town.kind != "Township" or not level:
        return None
    street = level == "街道"
    if title.endswith("委员") and title.startswith(_COMMITTEE):
        return Implied("Agency", "PartyOrgan", "党工委" if street else "党委", level)
    if "GovernmentOrgan" in row.kinds and "Enterprise" not in row.kinds:
        kind = "SubdistrictOffice" if street else "GovernmentOrgan"
        return Implied("Agency", kind, "办事处" if street else "人民政府", level)
    return None


def beside(
    segment: Segment, person: Node, bodies: Sequence[Node], stated: Sequence[Post], context: Context
) -> Iterator[Post]:
    """副县长、|公安局局长|李明: a bare body is that of the area whose post or body stands before."""
    title = title_of(segment.text, context)
    stem = segment.text[: len(segment.text) - len(title)]
    row = context.lexicon.bodies.get(stem)
    if row is None and len(title) == 2 and title[1] == "长":
        stem += title[0]  # 公安|局长
        row = context.lexicon.bodies.get(stem)
    if row is None or row.kind not in ("Police", "GovernmentOrgan", "JudicialOrgan", "PartyOrgan"):
        return
    area: Node | None = None
    level = ""
    if stated and isinstance(stated[-1].body, Implied):
        level, area = stated[-1].body.level, stated[-1].near
    elif bodies:
        area = next((n for n in _qualifiers(bodies[-1]) if n.type == "Place"), None)
        level = area.core[-1:] if area is not None else bodies[-1].level
    if level in ("省", "市", "县", "区", "州", "旗"):
        implied = Implied("Agency", row.kind, stem, level)
        yield Post(person, title, implied, "holdsPost", segment.modality, "post:beside", 0.85, near=area)


def _qualifiers(node: Node) -> Iterator[Node]:
    """Yield a name, what qualifies it, what qualifies that, and so on."""
    inner: Node | None = node
    while inner is not None:
        yield inner
        inner = inner.qualifier


def last_town(names: Sequence[Node]) -> Node | None:
    """Return the township named last, whose congress has a chairman (人大主席); None for a street."""
    town = next((n for n in reversed(names[-40:]) if n.kind == "Township" and not n.anaphor), None)
    return town if town is not None and town.type == "Place" and town.core[-1:] in "镇乡" else None


def last_home(seen: Sequence[Node]) -> Node | None:
    """Return the community named last, rather one named for itself than one inside a body's name."""
    homes = [n for n in reversed(seen) if n.type == "Community" and not n.anaphor]
    within = {id(c) for n in seen if n.type == "Agency" for c in n.children}
    return next((n for n in homes[:3] if id(n) not in within), next(iter(homes), None))


def bare_government(text: str, body: Node | None, bodies: Sequence[Node]) -> Implied | None:
    """县委常委、政府党组成员: the government beside a committee named before, of whose level it is."""
    if body is None and bodies and text.startswith("政府党组") and bodies[-1].word.endswith("委"):
        return Implied("Agency", "GovernmentOrgan", "人民政府", bodies[-1].word[-2])
    return None


def body_for(title: str, bodies: list[Node]) -> Node | None:
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
    if title in ("检察员", "审判员") and nearest.qualifier is not None and nearest.core.endswith("委员会"):
        return nearest.qualifier  # 检察院检察委员会委员、检察员
    if (
        nearest.core.endswith(("党组", "党委", "党总支", "党支部"))
        and nearest.qualifier is not None
        and title not in ("书记", "副书记", "委员", "成员")
    ):
        return nearest.qualifier if nearest.qualifier.type in ("Agency", "Enterprise") else nearest
    return nearest


def agency_before(scan: Scan, person: Node, made: Sequence[Post]) -> Node | None:
    """成立…领导小组，由李明任组长: the body named last before the person, less those of his other posts."""
    best = None
    held = [post.body for post in made if post.person is person]
    for node in scan.nodes:
        if node is person:
            break
        if node.type == "Agency" and node not in held:
            best = node
    return best
