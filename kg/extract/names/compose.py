"""Names by their grammar: from the last word of a name leftwards to its edge, inner names first.

A name of a body, place, event or initiative ends in a head (局, 社区, 推进会) and begins where an area, a
level word or a quotation opens it or where a word stands that no name holds. Heads are taken from left to
right, so that 文峰区 is a name when 文峰区委 is composed, and 文峰区委 when 文峰区委第三巡察组 is.
"""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.names.checks import CHECKS, Case, only_modifies, undertaken
from kg.extract.names.departments import departments
from kg.extract.names.firms import firms
from kg.extract.names.held import takes_place
from kg.extract.names.joined import (
    coordinated,
    counted_teams,
    inspections,
    league,
    merge,
    parties,
)
from kg.extract.names.marked import CONGRESS, congresses, quotations, titles_in_brackets
from kg.extract.names.reach import Reach, walk_left
from kg.extract.names.sites import roads
from kg.extract.names.won import awards_won
from kg.extract.nodes import AREA_KINDS, AREA_TYPES, LEVELS, NAME, Node, Scan
from kg.extract.vocabulary import End, Vocabulary, remember
from kg.lexicon import Campaign, Head

_LEAGUE = re.compile(r"团[省市县区州旗]委$")


def compose(scan: Scan, context: Context) -> None:
    """Compose the names of a sentence in place: its nodes become words and outermost names."""
    congresses(scan)
    quotations(scan)
    titles = titles_in_brackets(scan)
    _walk(scan, context)
    roads(scan)
    inspections(scan)
    for document, opening in titles:
        _issuer(scan, context, document, opening)
    awards_won(scan, context)
    league(scan)
    departments(scan)
    merge(scan)
    counted_teams(scan, context)
    firms(scan, context)
    coordinated(scan, context)


def _walk(scan: Scan, context: Context) -> None:
    """Compose the names of a row of nodes from left to right."""
    parties(scan)
    nodes, plain = scan.nodes, context.vocab.plain
    ends = [
        k
        for k, node in enumerate(nodes)
        if (node.word not in plain or node.tag in _TAGGED) and not node.type and node.tag not in _NO_ENDS
    ]
    size = len(nodes)
    for k in ends:
        # names have taken the place of words before it: what is left keeps its distance from the end
        _at(scan, context, k - size + len(nodes))


_TAGGED = frozenset(("ORG", "LOC"))
"""Tags of what may be a name without a head."""

_NO_ENDS = frozenset(("QUOTE", "w", "PER"))
"""Tags of what ends no name."""


def _issuer(scan: Scan, context: Context, document: Node, opening: list[Node]) -> None:
    """《国务院关于…的意见》, 《永安镇…工作方案》: the body or area that a title begins with is a name."""
    if not opening or opening[0].start != document.start + 1:
        return
    if opening[-1].end == document.end - 1 and document.word.endswith("报》"):
        return  # 《四平日报》: a paper, no body that issues it
    if document.kind == "Law" and opening[0].word.startswith("中华人民共和国"):
        return
    inner = Scan(scan.sentence, scan.text, list(opening))
    _walk(inner, context)
    name = inner.nodes[0]
    while name.kind == "Site" and name.qualifier is not None and name.qualifier.start == name.start:
        name = name.qualifier  # 《永安镇茶园|管护方案》
    if name.type == "Document" and name.qualifier is not None and name.qualifier.start == name.start:
        name = name.qualifier  # 《永安县人民检察院|工作报告》
    whole = name is inner.nodes[-1] or not scan.text.startswith("关于", opening[-1].end)
    area = name.type in AREA_TYPES and name.kind in _ISSUING and len(name.word) >= 3
    if whole and (name.type == "Agency" or area):
        document.children = [*document.children, name]


_ISSUING = (*AREA_KINDS, "Zone", "Village", "ResidentialCommunity")
"""Kinds of areas that a document may begin with as those that issue it."""


def _at(scan: Scan, context: Context, i: int) -> None:
    """Compose the name that ends with node ``i`` where there is one."""
    nodes, vocab = scan.nodes, context.vocab
    node = nodes[i]
    word = node.word
    end = vocab.ends.get(word) or remember(vocab.ends, word, _end(word, vocab))
    if end.own:
        if _LEAGUE.match(word):
            _league_committee(scan, i)
            return
        if word == "共青团" and i + 1 < len(nodes):
            return
        if CONGRESS.match(word):
            node.type, node.kind, node.core = "Event", "Congress", word
            node.tag, node.rule = NAME, "event:national"
            return
    if end.campaign is not None and _campaign(scan, context, i, end.campaign):
        _with_season(scan, context, i)
        return
    heads = end.heads
    if not heads and node.tag not in _TAGGED and word != "委会" and word[-1] != "师":
        if end.campaign is None and not end.own:
            remember(vocab.plain, word, value=True)
        return  # most words by far
    last = word[-1]
    if (
        last in _DISTRICTS
        and i + 1 < len(nodes)
        and nodes[i + 1].word in ("社区", "小区", "居民区")
        and word not in context.gazetteer.names(3)
    ):
        return  # 翠苑一区|社区
    if (word == "委会" and i and _village_committee(scan, i)) or (
        word == "小组" and i and _village_group(scan, i)
    ):
        return
    if last == "师" and node.tag in ("ORG", "LOC", "m") and _DIVISION.match(word) and _is_of_corps(context):
        node.type, node.kind, node.core, node.rule = "Agency", "GovernmentOrgan", word, "agency:corps"
        node.tag = NAME
        return
    if word in vocab.no_head and word not in vocab.heads:
        return
    if node.tag == "LOC" and last in _NATURAL and (last == "店" or word in vocab.upper):
        _bare_area(node, scan, i, context)  # 双鸭山 is no mountain, 瓦房店 no shop
        if node.type:
            return
    if i and nodes[i - 1].tag == "QUOTE":
        heads = sorted(heads, key=lambda f: f[1].type != "Initiative")  # “…”|项目: a drive first
    for tail, head in heads:
        held = head.type == "Initiative" or tail == "议事会"
        reading = _as_event(tail, head, scan, i, context) if held else head
        composed = _name(scan, context, i, tail, reading)
        if composed is not None:
            first, new = composed
            if new.type in ("Agency", "Event"):
                first = _named_for(scan, first, new)
            elif new.type == "Initiative":
                first = _from_first_quote(scan, context, first, new)
            scan.replace(first, i, new)
            return
    if node.tag == "LOC":
        _bare_area(node, scan, i, context)


_SPECIAL = frozenset("团共党十二")
"""What the names of the league's committees and of national congresses begin with."""

_DISTRICTS = frozenset("区县市")
_NATURAL = frozenset("山江河湖海岛店")
"""What the short names of divisions end in that sound like those of mountains, waters or shops."""


def _from_first_quote(scan: Scan, context: Context, first: int, new: Node) -> int:
    """“同心圆”庆|“七一”主题活动: a drive with two quotations begins with the first of them."""
    if new.word[:1] != "“" or first < 2:
        return first
    between, opening = scan.nodes[first - 1], scan.nodes[first - 2]
    if opening.tag != "QUOTE" or opening.type or between.type or between.tag in ("w", "c", "p", "u"):
        return first
    joins = between.word in context.vocab.edge or (between.tag == "v" and len(between.word) > 1)
    if (
        joins
        or between.end - between.start > 3
        or not (opening.end == between.start and between.end == new.start)
    ):
        return first
    new.start, new.word = opening.start, scan.text[opening.start : new.end]
    new.core = new.word
    return first - 2


_OWNERS = {
    "政协": ("政协", "CPPCC"),
    "中国人民政治协商会议": ("政协", "CPPCC"),
    "共青团": ("团委", "MassOrganization"),
    "中国共产主义青年团": ("团委", "MassOrganization"),
    "中国共产党": ("委员会", "PartyOrgan"),
    "中共": ("委员会", "PartyOrgan"),
}
"""Whose committee it is that is written with its area in between, its core and kind: 政协某县委员会."""


def _named_for(scan: Scan, first: int, new: Node) -> int:
    """政协|某县第十届委员会: give a committee the word before its area that says whose it is."""
    opening = first - 1
    if opening > 0 and scan.nodes[opening].word[-1] == "届" and _TERM.match(scan.nodes[opening].word):
        opening -= 1  # 政协|第十六届|某县委员会
    before = scan.nodes[opening] if opening >= 0 else None
    if before is not None and _is_session_of(before, new):
        new.start, new.word = before.start, scan.text[before.start : new.end]
        return opening
    if before is None or scan.nodes[first - 1].end != new.start or new.type != "Agency":
        return first
    whose = before.word
    if whose == "人民政治协商会议" and opening and scan.nodes[opening - 1].word == "中国":
        opening, whose = opening - 1, "中国" + whose
        before = scan.nodes[opening]
    owner = _OWNERS.get(whose) if not before.type or whose == "中国人民政治协商会议" else None
    rest = _COMMITTEE.match(new.core) if owner is not None else None
    if owner is None or rest is None or new.qualifier is None or new.qualifier.type != "Place":
        return first
    new.start, new.word = before.start, scan.text[before.start : new.end]
    new.core, new.kind = owner[0] + rest.group(1), owner[1]
    return opening


def _is_session_of(before: Node, new: Node) -> bool:
    """政协|某县十届七次会议: does the word before a session say whose it is?"""
    whose = before.word == "政协" and not before.type and before.end == new.start
    return whose and new.type == "Event" and _SESSION.search(new.word) is not None


_TERM = re.compile(r"第[一二三四五六七八九十]+届$")
_SESSION = re.compile(r"届[一二三四五六七八九十]+次(?:全体)?会议$")


_COMMITTEE = re.compile(r"(?:第[一二三四五六七八九十]+届)?委员会(办公室|)$")


def _league_committee(scan: Scan, i: int) -> None:
    """团市委: the league's committee, with the area before it."""
    node = scan.nodes[i]
    node.type, node.kind, node.tag, node.rule = "Agency", "MassOrganization", NAME, "agency:league"
    node.level, node.core = node.word[1], "团委"
    area = scan.nodes[i - 1] if i else None
    if area is None or area.type != "Place" or area.end != node.start:
        return
    whole = Node(area.start, node.end, NAME, area.word + node.word, "Agency", "MassOrganization", core="团委")
    whole.qualifier, whole.children, whole.rule = area, [area], node.rule
    scan.replace(i - 1, i, whole)


def _village_committee(scan: Scan, i: int) -> bool:
    """某村|委会, the village tagged as its name: make it the village's committee; False where it is none."""
    home, node = scan.nodes[i - 1], scan.nodes[i]
    if home.kind != "Village" or home.end != node.start:
        return False
    area = home.qualifier if home.qualifier is not None and home.qualifier.start == home.start else None
    first = home.start if area is None else area.end
    village = Node(first, home.end, NAME, scan.text[first : home.end], home.type, home.kind, core=home.core)
    village.qualifier, village.rule = area, home.rule
    whole = Node(first, node.end, NAME, scan.text[first : node.end], "Agency", "Other")
    whole.core = home.core + "委会"
    whole.qualifier, whole.children, whole.rule = area, [village], "agency:head"
    scan.nodes[i - 1 : i + 1] = [whole] if area is None else [area, whole]
    return True


def _village_group(scan: Scan, i: int) -> bool:
    """田坝村|小组, the village tagged as its name: it is that part of another village; False for a team."""
    home, node = scan.nodes[i - 1], scan.nodes[i]
    behind = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    if home.kind != "Village" or home.end != node.start or home.core[-1:] != "村" or home.qualifier:
        return False
    if behind is not None and behind.word.endswith(("长", "成员", "讨论", "会")):
        return False
    home.end, home.word, home.core = node.end, home.word + node.word, home.core + node.word
    del scan.nodes[i]
    return True


_DIVISION = re.compile(r"(?:新疆生产建设兵团)?第?[一二三四五六七八九十]{1,2}师$")


def _is_of_corps(context: Context) -> bool:
    """Does the article speak of the Corps (兵团), whose divisions govern areas?"""
    return any("兵团" in block.text.text for block in context.document.blocks)


def _campaign(scan: Scan, context: Context, i: int, campaign: Campaign) -> bool:
    """Make a campaign of the lexicon an initiative, a policy task where undertaken; False inside a name."""
    node, before = scan.nodes[i], scan.nodes[i - 1] if i else None
    if before is not None and (
        before.type == "Initiative" or before.tag == "QUOTE" or before.word in context.lexicon.campaigns
    ):
        return False
    if node.word.endswith("日"):
        return True  # 全国助残日: a date, unless something is held for it
    task = campaign.kind != "Campaign" and "“" not in node.word
    if not task or (undertaken(scan, i, context, campaign) and not only_modifies(scan, i, context)):
        node.type, node.kind, node.core, node.tag = "Initiative", campaign.kind, campaign.full, NAME
        node.rule = "initiative:campaign"
    return True


def _with_season(scan: Scan, context: Context, i: int) -> None:
    """开展|节前|安全生产大检查: give a drive the season before it."""
    nodes = scan.nodes
    node = nodes[i]
    if i < 2 or node.type != "Initiative" or node.kind not in ("Operation", "Campaign"):
        return
    first = i - 1
    if nodes[first].word == "前" and nodes[first - 1].tag == "QUOTE":
        first -= 1  # “双节”前|安全生产大检查
    elif not _SEASON.match(nodes[first].word) or nodes[first].type:
        return
    if not first or nodes[first - 1].word.rstrip("了") not in context.vocab.undertake:
        return
    node.core = scan.text[nodes[first].start : node.start] + node.core
    node.start, node.word = nodes[first].start, scan.text[nodes[first].start : node.end]
    scan.replace(first, i, node)


_SEASON = re.compile(r"[节会汛冬春夏秋]前$|[春夏秋冬汛暑]季$|[暑寒]期$|今冬明春$|岁末年初$|冬春$")


def _end(word: str, vocab: Vocabulary) -> End:
    """Say what a word is as the last one of a name."""
    found: list[tuple[str, Head]] = []
    for length in range(min(len(word), 14), 0, -1):
        readings = vocab.heads.get(word[-length:])
        if readings:
            found.extend((word[-length:], reading) for reading in readings)
            if length >= 2:
                break
    if word in vocab.lexicon.titles:
        found = [(head, reading) for head, reading in found if len(head) >= 2]  # 总领队, 政委: no bodies
    return End(found, vocab.lexicon.campaigns.get(word), word[0] in _SPECIAL)


def _as_event(word: str, head: Head, scan: Scan, i: int, context: Context) -> Head:
    """…集中开工活动在某地举行: what is held at a place is an occasion, not a drive."""
    if word == "议事会":
        held = i and _is_held(scan.nodes, i, context)
        return Head(word, "Event", "Meeting", "strong") if held else head
    if (
        word.endswith("活动")
        and not (i and scan.nodes[i - 1].word in context.groups.drivelike)
        and takes_place(scan.nodes, i, context.groups)
    ):
        return Head(word, "Event", "Ceremony", "strong")
    return head


def _is_held(nodes: list[Node], i: int, context: Context) -> bool:
    """召开|“有事好商量”协商议事会: does a verb of gathering govern what is called a council?"""
    for k in range(i - 1, max(-1, i - 5), -1):
        if not nodes[k].type and nodes[k].word.rstrip("了") in context.groups.holding:
            return True
        if nodes[k].type or (nodes[k].tag == "w" and nodes[k].word not in "、“”"):
            return False
    return False


def _bare_area(node: Node, scan: Scan, i: int, context: Context) -> None:
    """A division's name without a word of kind (河南, 周口) is a place where the gazetteer knows it."""
    following = scan.nodes[i + 1].word if i + 1 < len(scan.nodes) else ""
    if node.word in context.vocab.notarea or any(
        h.type == "Community" or h.kind in ("Township", "Zone")
        for h in context.vocab.heads.get(following, ())
    ):
        return
    if len(node.word) < 2:
        return
    divisions = context.gazetteer.named(node.word, "", None)
    upper = [d for d in divisions if len(d.code) <= 6]
    if upper:
        level = min(len(d.code) for d in upper)
        node.type, node.tag = "Place", NAME
        node.kind = {2: "Province", 4: "Prefecture", 6: "County"}[level]
        node.core, node.rule = node.word, "place:short"


def _name(scan: Scan, context: Context, i: int, word: str, head: Head) -> tuple[int, Node] | None:
    """Return the first node's index and the name that ends with node ``i`` under one reading of its head."""
    if head.weight == "generic":
        return None
    node = scan.nodes[i]
    if word == "局" and _BUILDER.match(node.word):
        head = Head(word, "Enterprise", "Company", "strong")  # 中建七局: a company of builders
    prefix = node.word[: -len(word)]
    following = scan.text[node.end : node.end + 1]
    if len(word) == 1 and (
        not following or (word + following in context.groups.continued and not _opens_village(scan, i, head))
    ):
        return None
    if len(word) == 1 and len(prefix) == 1 and head.type == "Agency" and node.tag not in ("ORG", "LOC"):
        return None  # 干部, 全部, 机会 are no bodies
    if _goes_on(scan, context, i, head) or node.word.endswith("中小学"):
        return None
    if head.type == "Place" and head.kind in AREA_KINDS and node.tag != "LOC" and not prefix and i == 0:
        return None
    reach = walk_left(scan, context, i, word, head)
    return _valid(scan, context, i, word, head, prefix, reach)


def _opens_village(scan: Scan, i: int, head: Head) -> bool:
    """永安镇|上坝村: is what would go on with the level word (镇上) a village of the township?"""
    behind = scan.nodes[i + 1] if head.kind == "Township" and i + 1 < len(scan.nodes) else None
    return (
        behind is not None
        and scan.nodes[i].tag == behind.tag == "LOC"
        and len(behind.word) >= 3
        and behind.word[-1] == "村"
    )


_BUILDER = re.compile(r"中(?:国)?(?:建|铁|交|水|电建|冶|煤|化)[第一二三四五六七八九十]+(?:工程|航|公|冶)?局$")


def _goes_on(scan: Scan, context: Context, i: int, head: Head) -> bool:
    """Is a short place-like word only the beginning of a name (景园|社区, 淮海|医院, 路桥|有限公司)?"""
    if i + 1 >= len(scan.nodes):
        return False
    nxt = scan.nodes[i + 1]
    if head.head == "集团" and nxt.word == "（" and _INCORPORATED.match(scan.text, nxt.start):
        return True  # 某某制罐集团（东莞）有限公司
    if head.kind == "Village" and nxt.word in ("社区", "小区", "居民区"):
        return True  # 石化新村|社区
    if head.head == "站" and nxt.word == "派出所" and nxt.start == scan.nodes[i].end:
        return True  # 河东分局南站|派出所
    if head.head == "中心" and nxt.word in context.groups.central and nxt.start == scan.nodes[i].end:
        return True  # 城关中心|小学
    if head.type == "Enterprise" and nxt.start == scan.nodes[i].end and nxt.word in _HOMES:
        return True  # 物资公司|家属院
    if head.head == "站" and nxt.word in ("派出所", "广场") and nxt.start == scan.nodes[i].end:
        return True  # 公安局某某分局北站|派出所, 某市北站|广场
    if head.kind == "Project" and nxt.start == scan.nodes[i].end and nxt.tag == "vn" and not nxt.type:
        return True  # 某县志愿服务项目|交流
    if head.type == "Enterprise" and len(scan.nodes[i].word) <= 4:
        schools = context.vocab.heads.get(nxt.word, ())
        return nxt.start == scan.nodes[i].end and any(h.kind == "PublicInstitution" for h in schools)
    if head.kind not in ("HousingEstate", "Site", "Road", "Other") or head.type not in AREA_TYPES:
        return False
    return nxt.start == scan.nodes[i].end and (
        any(h.weight == "strong" and len(h.head) >= 2 for h in context.vocab.heads.get(nxt.word, ()))
        or nxt.tag == "ORG"
        or nxt.word == "项目"
    )


_INCORPORATED = re.compile(r"（[^（）]{2,6}）(?:有限|股份|公司)")

_HOMES = frozenset(("家属院", "家属区", "家属楼", "宿舍", "生活区"))


def _valid(
    scan: Scan, context: Context, i: int, word: str, head: Head, prefix: str, reach: Reach
) -> tuple[int, Node] | None:
    """Decide whether what was reached is a name, and make it."""
    nodes = scan.nodes
    first, last = reach.first, nodes[i]
    start = nodes[first].start
    node = Node(start, last.end, NAME, scan.text[start : last.end], head.type, head.kind, reach.level)
    node.qualifier, node.rule = reach.qualifier, _RULES[head.type]
    inner: list[Node] = []
    content = prefix
    if first < i:
        inner = nodes[_inner_first(nodes, i, word, reach, context) : i]
        content = "".join([n.word for n in inner]) + prefix
        node.children = _children(nodes[first:i], head)
    node.core = content + word
    if head.type in ("Event", "Document"):
        node.children = [*node.children, *_quoted_inside(context, nodes[first : i + 1])]
    if head.type == "Enterprise" and (node.qualifier is None or node.qualifier.start == node.start):
        _part_of_group(node)
    if not CHECKS[head.type](Case(scan, context, i, word, head, content, inner, node, last)):
        return None
    return first, node


_RULES = {type_: f"{type_.lower()}:head" for type_ in CHECKS}


def _children(nodes: list[Node], head: Head) -> list[Node]:
    """Return the names inside a name, but no project that a meeting is about, no namesake of a firm."""
    found: list[Node] = []
    for node in nodes:
        namesake = node.type == "Person" and (head.type == "Enterprise" or head.kind == "PublicInstitution")
        if namesake or (node.type == head.type == "Honour"):
            continue  # 全国道德模范|提名奖 is another award
        if node.type == head.type == "Initiative" and node.word[0] == "“" and node.word.endswith("宣传"):
            continue  # “安全生产月”消防宣传|进校园活动 is one drive
        if node.type and not (head.type == "Event" and node.kind == "Project"):
            found.append(node)
        elif node.type:
            found.extend(node.children)
    return found


def _inner_first(nodes: list[Node], i: int, word: str, reach: Reach, context: Context) -> int:
    """Return where the name's own words begin, behind what opens it: 周口市|公安局, 市公安局|某区|分局."""
    first, qualifier = reach.first, reach.qualifier
    opened = qualifier is not None and nodes[first] is qualifier
    if opened and first + 1 < i and nodes[first + 1].type in AREA_TYPES and word in context.groups.branch:
        return first + 2
    if opened and first + 1 < i and nodes[first + 1].word in LEVELS and not nodes[first + 1].type:
        return first + 2  # 蠡县|县|委
    if qualifier is not None and not opened and first + 1 <= i and nodes[first + 1] is qualifier:
        return first + 2
    return first + 1 if reach.level or opened else first


_GROUP = re.compile(
    r"([^“”（]{2,10}?集团)(?!有限|股份|公司|（)[^“”]{3,}"
    r"|([^“”]{2,10}(?:重工|银行|农商行|保险|人寿|电信|移动|联通|物业|公司))[^“”]{0,8}(?:分公司|支行|分行|项目部)"
    r"|(中国(?:移动|联通|电信|石化|石油|邮政|铁塔|人寿|人保)|中石化|中石油|中海油)[^“”（]{2,}(?:公司|站|厂|油库|门市)$"
)


def _part_of_group(node: Node) -> None:
    """Qualify a firm by the one that its name begins with: 某某集团|某某分公司, 中石化|虎山加油站."""
    group = _GROUP.match(node.word)
    if group is None:
        return
    word = group.group(1) or group.group(2) or group.group(3)
    end, area = node.start + len(word), node.qualifier
    if area is not None and (area.type != "Place" or area.end >= end):
        return
    parent = Node(node.start, end, NAME, word, "Enterprise", "Company", core=word)
    if area is None:
        _part_of_group(parent)  # 中国移动|江苏公司|北城分公司
    else:
        parent.children = [area]
        if not word.endswith("银行"):  # 江苏银行: of no one area
            parent.qualifier, parent.core = area, word[area.end - node.start :]
    node.qualifier = parent
    node.children = [parent, *(n for n in node.children if n.start >= end)]


_DRIVES = ("项目", "工程", "行动", "创建", "改革", "试点", "活动")


def _begun(behind: Node) -> bool:
    """“家庭文化月”|启动仪式, “两清一改”|工作推进会: does a drive begin, or is one worked on?"""
    return behind.word.startswith(("启动", "动员", "推进", "工作", "创建"))


def _shared(nodes: list[Node], k: int) -> bool:
    """“乡贤回归”|和|返乡创业|工作推进会: is what is worked on beside the quotation another thing?"""
    worked = ("工作推进", "工作调度", "工作部署")
    return nodes[k + 1].word in ("和", "与", "、") and nodes[-1].word.startswith(worked)


def _is_campaign(quoted: str, context: Context) -> bool:
    """“春风行动”专场招聘会: is it a drive that the lexicon lists, and no feast (“中国农民丰收节”颁奖仪式)?"""
    return quoted in context.lexicon.campaigns and quoted[-1] not in "节日"


def _quoted_inside(context: Context, nodes: list[Node]) -> list[Node]:
    """The drive that a meeting is about: “三个一批” in “三个一批”重大项目观摩会."""
    found = []
    for k, node in enumerate(nodes):
        heads = [h for n in nodes[k + 1 : k + 3] for h in context.vocab.heads.get(n.word, ())]
        if (
            node.tag == "QUOTE"
            and node.word[1:-1] not in context.groups.figurative
            and (
                any(h.type == "Initiative" and h.head in _DRIVES for h in heads)
                or (k + 1 < len(nodes) and (_begun(nodes[k + 1]) or _shared(nodes, k)))
                or _is_campaign(node.word[1:-1], context)
            )
        ):
            found.append(
                Node(
                    node.start,
                    node.end,
                    NAME,
                    node.word,
                    "Initiative",
                    "Programme",
                    core=node.word,
                    rule="initiative:inside",
                )
            )
    return found
