"""Names joined with others: lists that share an area or a count, joint meetings, the league committees."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import AREA_TYPES, LISTING, NAME, Node, Scan
from kg.extract.vocabulary import any_of


def league(scan: Scan) -> None:
    """共青团甘肃省委, 中共盐池县委: the word before an area's committee says whose committee it is."""
    nodes = scan.nodes
    i = 0 if "中共" in scan.text or "共青团" in scan.text else len(nodes)
    while i + 1 < len(nodes):
        node, body = nodes[i], nodes[i + 1]
        if node.word in ("共青团", "中共") and body.type == "Agency":
            opened = _committees(body)
            if opened and opened[-1].core == "委":
                for each in opened:
                    each.start, each.word = node.start, node.word + each.word
                if node.word == "共青团":
                    opened[-1].core, opened[-1].kind = "团委", "MassOrganization"
                del nodes[i]
        i += 1


_PARTIES = "(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)"
_PARTY_NAME = re.compile(_PARTIES)
_OTHER_PARTY = re.compile(
    _PARTIES + r"(?P<area>[\u4e00-\u9fff]{2,8}?(?P<level>[省市州盟县区旗]))"
    r"(?P<core>委员会|委会|基层委|工委|委|总支|支部|支社)"
)
_LOCAL_PARTY = re.compile(_PARTIES + r"(?:中央|[省市州盟县区旗](?:委会|委))(?!书记|常委)(?:委员会)?")
_LEVEL_KINDS = {"省": "Province", "市": "Prefecture", "州": "Prefecture", "盟": "Prefecture"}


def parties(scan: Scan) -> None:
    """民革红河州委会, 九三学社衡阳市委: the committees of the other parties, with their area inside."""
    if _PARTY_NAME.search(scan.text) is None:
        return
    for match in _OTHER_PARTY.finditer(scan.text):
        _cut(scan, match.end())
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is None or last is None or any(n.type for n in scan.nodes[first : last + 1]):
            continue
        kind = _LEVEL_KINDS.get(match["level"], "County")
        area = Node(*match.span("area"), NAME, match["area"], "Place", kind, core=match["area"])
        area.rule = "place:party"
        party = match.group()[: match.start("area") - match.start()]
        made = Node(
            *match.span(), NAME, match.group(), "Agency", "MassOrganization", core=party + match["core"]
        )
        made.qualifier, made.children, made.rule = area, [area], "agency:party"
        scan.replace(first, last, made)
    _local_parties(scan)


def _local_parties(scan: Scan) -> None:
    """民盟市委, 九三学社中央: the committees of the other parties without the name of their area."""
    for match in _LOCAL_PARTY.finditer(scan.text):
        _cut(scan, match.start())
        _cut(scan, match.end())
        _party(scan, match)


def _party(scan: Scan, match: re.Match[str]) -> None:
    """Make a party's committee of what matched, unless a name or half a word stands there."""
    first, last = scan.at_start(match.start()), scan.at_end(match.end())
    if first is None or last is None or any(n.type for n in scan.nodes[first : last + 1]):
        return
    made = Node(*match.span(), NAME, match.group(), "Agency", "MassOrganization", core=match.group())
    made.rule = "agency:party"
    scan.replace(first, last, made)


def _cut(scan: Scan, at: int) -> None:
    """Cut the word that runs across ``at`` in two: 委会|主委."""
    for k, node in enumerate(scan.nodes):
        if node.start < at < node.end and not node.type:
            scan.nodes[k : k + 1] = [
                Node(node.start, at, node.tag, scan.text[node.start : at]),
                Node(at, node.end, node.tag, scan.text[at : node.end]),
            ]
            return


def _committees(body: Node) -> list[Node]:
    """Return the bodies that begin where ``body`` does, outermost first: 市委宣传部, 市委."""
    found = [body]
    while found[-1].qualifier is not None and found[-1].qualifier.type == "Agency":
        if found[-1].qualifier.start != body.start:
            break
        found.append(found[-1].qualifier)
    return found


_FIRST_QUOTED = re.compile(r"(“[^“”]+”)(?=“)")


def merge(scan: Scan) -> None:
    """Join what the heads left apart: A会议暨B会议; cut what one head holds together: “A”“B”活动."""
    nodes = scan.nodes
    i = 0
    while i < len(nodes) if "暨" in scan.text or "”“" in scan.text else False:
        node = nodes[i]
        if (
            i + 2 < len(nodes)
            and node.type == "Event"
            and nodes[i + 1].word == "暨"
            and nodes[i + 2].type == "Event"
        ):
            scan.replace(i, i + 2, _joint(node, nodes[i + 2], scan.text))
            continue
        parts = _FIRST_QUOTED.match(node.word) if node.type == "Initiative" else None
        if parts is not None:
            middle = node.start + parts.end()
            nodes[i : i + 1] = [
                _quotation_of(node, node.start, middle, scan.text),
                _quotation_of(node, middle, node.end, scan.text),
            ]
        i += 1


def _joint(first: Node, last: Node, text: str) -> Node:
    """Return the one meeting that two joined by 暨 are."""
    whole = Node(first.start, last.end, NAME, text[first.start : last.end], "Event", last.kind, first.level)
    whole.core = text[first.start + len(first.level) : last.end]
    whole.qualifier, whole.children = first.qualifier, [*first.children, *last.children]
    whole.rule = "event:joint"
    return whole


def _quotation_of(node: Node, start: int, end: int, text: str) -> Node:
    """Return one of the initiatives that a name of several quotations holds."""
    word = text[start:end]
    return Node(start, end, NAME, word, "Initiative", node.kind, core=word, rule=node.rule)


_COUNTED = r"[\d两三四五六七八九十]个?(街道|乡镇|镇街|镇|乡|社区|村)"
_CLOSED = re.compile(_COUNTED)
"""How a list of places ends: soon found, unlike the list."""
_LISTED = re.compile(
    r"((?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}(?:和[\u4e00-\u9fff]{2,4})?)等?[\d两三四五六七八九十]*"
    + _COUNTED
)


def listed_places(scan: Scan, context: Context) -> None:
    """东关、南关、北关三个街道: short names in a list that a count and a kind of place close."""
    area = context.document.place.area
    if not area or "、" not in scan.text or _CLOSED.search(scan.text) is None:
        return
    for match in _LISTED.finditer(scan.text):
        level = 5 if match.group(2) in ("社区", "村") else 4
        offset = match.start(1)
        for part in re.finditer(r"[^、和]+", match.group(1).removesuffix("等")):
            name = part.group().rpartition("的")[2]  # 受灾的|东关、南关等四乡镇
            found = context.gazetteer.named(name, area, level)
            if not found and not part.start() and len(name) > 2:  # 辖|东关、南关两镇
                name = name[1:]
                found = context.gazetteer.named(name, area, level)
            if len(found) == 1:
                end = offset + part.end()
                _listed_place(scan, end - len(name), end, found[0].common, level)
        _count(scan, match.end(1), match.start(2), match.end(2))


def _count(scan: Scan, start: int, noun: int, end: int) -> None:
    """Cut the count that closes a list from its noun where they are tagged as a place: 三|乡镇."""
    k = scan.at_start(start)
    node = scan.nodes[k] if k is not None else None
    if k is None or node is None or node.type or node.tag != "LOC" or node.end != end:
        return
    scan.nodes[k : k + 1] = [
        Node(start, noun, "m", scan.text[start:noun]),
        Node(noun, end, "n", scan.text[noun:end]),
    ]


def _listed_place(scan: Scan, start: int, end: int, full: str, level: int) -> None:
    """Make a Place or Community of one short name of a list, where it is cut along nodes."""
    touched = [k for k, n in enumerate(scan.nodes) if n.start < end and n.end > start]
    if not touched or scan.nodes[touched[0]].start != start or scan.nodes[touched[-1]].end != end:
        return
    type_, kind = (
        ("Place", "Township")
        if level == 4
        else ("Community", "Village" if full.endswith("村") else "ResidentialCommunity")
    )
    scan.replace(
        touched[0],
        touched[-1],
        Node(start, end, NAME, scan.text[start:end], type_, kind, core=full, rule="place:listed"),
    )


_INSPECTION = re.compile(
    r"(?P<team>[巡察视督导]{2}组)(?P<verb>巡察|巡视|督导)(?P<what>[^，。；、]{2,16}?)"
    r"(?:工作|情况|意见|整改)*(?:动员|反馈|部署|见面|通报)(?:大会|会议|会)"
)


def inspections(scan: Scan) -> None:
    """县委第一巡察组|巡察|某镇党委|工作动员会: a meeting named for who inspects whom."""
    if "组巡" not in scan.text and "组督导" not in scan.text:
        return
    match = _INSPECTION.search(scan.text)
    if match is None:
        return
    first = next((k for k, n in enumerate(scan.nodes) if n.end == match.end("team") and n.type), None)
    last = scan.at_end(match.end())
    if first is None or last is None or last <= first:
        return
    inner = scan.nodes[first:last]
    team = inner[0]
    made = Node(team.start, match.end(), NAME, scan.text[team.start : match.end()], "Event", "Meeting")
    made.core, made.level = scan.text[team.end : match.end()], team.level
    made.qualifier, made.children, made.rule = team, [n for n in inner if n.type], "event:inspection"
    scan.replace(first, last, made)


def counted_teams(scan: Scan, context: Context) -> None:
    """县委|5个|巡察组: the teams of a body that are counted, not named, are one thing."""
    nodes, teams = scan.nodes, context.groups.teamhead
    if any_of(teams).search(scan.text) is None:
        return
    for k in range(len(nodes) - 1, 1, -1):
        team = nodes[k]
        if team.word not in teams or team.type:
            continue
        count, body = nodes[k - 1], nodes[k - 2]
        if body.type != "Agency":
            continue
        if count.tag != "m" or count.word[-1] not in "个支" or body.end != count.start:
            continue
        word = scan.text[body.start : team.end]
        new = Node(body.start, team.end, NAME, word, "Agency", "Team", core=count.word + team.word)
        new.qualifier, new.children, new.rule = body, [body], "agency:counted"
        scan.replace(k - 2, k, new)
        return


def coordinated(scan: Scan, context: Context) -> None:
    """Let a list share the area of its first: 市教育局、财政局; 某镇甲村、乙村; 县委常委、宣传部部长."""
    nodes = scan.nodes
    text = scan.text
    if not ("、" in text or "和" in text or "与" in text or "及" in text or "政府" in text):
        return
    last: dict[str, Node] = {}
    bodies = context.lexicon.bodies
    for i, node in enumerate(nodes):
        family = _FAMILIES.get(node.type) if node.type else None
        if family is not None:
            before = last.get(family)
            if before is not None and _bears_far_name(node, before):
                node.qualifier, node.children, node.core = None, [], node.word
            if (
                before is not None
                and not node.level
                and node.qualifier is None
                and _joined(nodes, i, family, context)
            ):
                _share(node, before)
            last[family] = node
            continue
        if not last or node.type:
            continue  # nothing before to share with
        if node.word in ("。", "；", "！", "？"):
            last.clear()
            continue
        if node.word == "政府" and i and _is_party_committee(nodes[i - 1]) and nodes[i - 1].end == node.start:
            node.type, node.kind, node.core, node.tag = "Agency", "GovernmentOrgan", "政府", NAME
            node.rule = "agency:coordinated"
            _share(node, nodes[i - 1])
            last["Agency"] = node
            continue
        before = last.get("Agency")
        body = bodies.get(node.word) if before is not None else None
        if body is None or before is None or not i or not _joined(nodes, i, "Agency", context):
            continue
        following = nodes[i + 1].word if i + 1 < len(nodes) else ""
        if nodes[i - 2] is not before and following not in context.lexicon.titles:
            continue
        if node.word in _GROUPS and nodes[i - 2] is not before and before.core[-1:] not in "委府":
            continue  # 县人大常委会主任、|党组|书记: part of the second title
        node.type, node.kind, node.core, node.tag, node.rule = (
            "Agency",
            body.kind,
            node.word,
            NAME,
            "agency:coordinated",
        )
        _share(node, before)
        last["Agency"] = node


def _bears_far_name(node: Node, before: Node) -> bool:
    """某镇甲小学、双河小学: is a school named like a city far away, in a list of those of a township?"""
    own = node.qualifier
    return (
        own is not None
        and own.rule == "place:short"
        and node.kind == before.kind == "PublicInstitution"
        and before.qualifier is not None
        and before.qualifier.kind == "Township"
    )


_FAMILIES = {"Agency": "Agency", **dict.fromkeys(AREA_TYPES, "Area")}
"""Types whose names share with others of the family in a list."""

_GROUPS = ("党组", "党委", "党总支", "党支部")


def _is_party_committee(node: Node) -> bool:
    """某乡党委|政府: is it a party committee of an area, behind which its government is named?"""
    return node.type == "Agency" and node.core in ("党委", "委", "党工委")


_WHOLE = frozenset("省市州盟区县旗镇乡道村园院校部局委")
"""What the name of an area or body ends in that a list of institutions shares."""
_PARTY = re.compile(r".*(部|办|党校|巡察组|政法委|编办|工委)$")


def _share(node: Node, before: Node) -> None:
    """Give ``node`` the level word and qualifier of the name before it; a party department, its committee."""
    if node.type in AREA_TYPES:
        if before.qualifier is not None and before.type == node.type and before.qualifier.type == "Place":
            node.qualifier = before.qualifier
        return
    if node.kind == "PartyOrgan" and _PARTY.match(node.core):
        owner = before
        while owner.qualifier is not None and not owner.core.endswith("委"):
            owner = owner.qualifier
        if owner.core.endswith("委") and owner.type == "Agency":
            node.qualifier = owner
            return
    own = before.qualifier if node.kind == "PublicInstitution" else None
    if own is not None and (own.rule == "place:short" or own.word[-1] not in _WHOLE):
        return  # 云溪小学、|岐伯小学: the first is only called so
    if before.qualifier is not None and before.qualifier.type in ("Agency", "Enterprise"):
        outer = before.qualifier
        while outer.qualifier is not None and outer.qualifier.type == "Agency":
            outer = outer.qualifier
        node.level, node.qualifier = outer.level, outer.qualifier
        return
    node.level, node.qualifier = before.level, before.qualifier


def _joined(nodes: list[Node], i: int, family: str, context: Context) -> bool:
    """Is node ``i`` joined to a name of its family before it, directly or (bodies) over a title?"""
    if i < 2 or nodes[i - 1].word not in LISTING:
        return False
    k = i - 2
    if family == "Agency":
        steps = 0
        while k >= 0 and not nodes[k].type and nodes[k].tag != "w" and steps < 3:
            k -= 1
            steps += 1
        return (
            k >= 0
            and nodes[k].type == "Agency"
            and (k == i - 2 or nodes[i - 2].word in context.lexicon.titles)
        )
    return nodes[k].type in AREA_TYPES
