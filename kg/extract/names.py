"""Names by their grammar: from the last word of a name leftwards to its edge, inner names first.

A name of a body, place, event or initiative ends in a head (局, 社区, 推进会) and begins where an area, a level
word or a quotation opens it or where a word stands that no name holds. Heads are taken from left to right, so
that 文峰区 is a name when 文峰区委 is composed, and 文峰区委 when 文峰区委第三巡察组 is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.scan import LEVELS, NAME, NOUNLIKE, Node, Scan
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
AREA_TYPES = ("Place", "Community")


@dataclass(slots=True)
class _Reach:
    """How far a name reaches to the left: index of its first node, and what opens it."""

    first: int
    qualifier: Node | None = None
    level: str = ""
    quoted: bool = False


def compose(scan: Scan, context: Context) -> None:
    """Compose the names of a sentence in place: its nodes become words and outermost names."""
    _congresses(scan)
    _quotations(scan)
    _titles_in_brackets(scan, context)
    i = 0
    while i < len(scan.nodes):
        i = _at(scan, context, i) + 1
    _league(scan)
    _merge(scan)
    _coordinated(scan, context)


def _league(scan: Scan) -> None:
    """共青团甘肃省委, 中共盐池县委: the word before an area's committee says whose committee it is."""
    nodes = scan.nodes
    for i in range(len(nodes) - 1):
        node, body = nodes[i], nodes[i + 1] if i + 1 < len(nodes) else None
        if body is None or node.word not in ("共青团", "中共") or body.type != "Agency" or body.core != "委":
            continue
        body.start, body.word = node.start, node.word + body.word
        if node.word == "共青团":
            body.core, body.kind = "团委", "MassOrganization"
        del nodes[i]
        return _league(scan)


def _merge(scan: Scan) -> None:
    """Join what the heads left apart: A会议暨B会议; cut what one head holds together: “A”“B”活动."""
    nodes = scan.nodes
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if (
            i + 2 < len(nodes)
            and node.type == "Event"
            and nodes[i + 1].word == "暨"
            and nodes[i + 2].type == "Event"
        ):
            last = nodes[i + 2]
            whole = Node(
                node.start, last.end, NAME, scan.text[node.start : last.end], "Event", last.kind, node.level,
                scan.text[node.start + len(node.level) : last.end], node.qualifier,
                children=[*node.children, *last.children], rule="event:joint",
            )  # fmt: skip
            scan.replace(i, i + 2, whole)
            continue
        parts = re.match(r"(“[^“”]+”)(?=“)", node.word) if node.type == "Initiative" else None
        if parts is not None:
            middle = node.start + parts.end()
            first = Node(
                node.start,
                middle,
                NAME,
                parts.group(),
                "Initiative",
                node.kind,
                core=parts.group(),
                rule=node.rule,
            )
            second = Node(
                middle, node.end, NAME, scan.text[middle : node.end], "Initiative", node.kind,
                core=scan.text[middle : node.end], rule=node.rule,
            )  # fmt: skip
            scan.nodes[i : i + 1] = [first, second]
        i += 1


_CONGRESS = re.compile(r"^(?:党的)?(?:十[七八九]|二十)(?:大|届[一二三四五六七]中全会)$")


def _congresses(scan: Scan) -> None:
    """Make one word of each national congress and plenum: 党的二十大, 党的十九届四中全会."""
    for match in re.finditer(
        r"(?:党的)?(?:十[七八九]|二十)(?:大|届[一二三四五六七]中全会)(?![小中型力])", scan.text
    ):
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is not None and last is not None:
            scan.replace(first, last, Node(match.start(), match.end(), "n", match.group()))


_LISTED = re.compile(
    r"((?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}(?:和[\u4e00-\u9fff]{2,4})?)等?(?:[\d两三四五六七八九十]+个)(街道|乡镇|镇街|镇|乡|社区|村)"
)


def listed_places(scan: Scan, context: Context) -> None:
    """许湾、文昌、搬口三个街道: short names in a list that a count and a kind of place close."""
    area = context.document.place.area
    if not area or "个" not in scan.text:
        return
    for match in _LISTED.finditer(scan.text):
        level = 5 if match.group(2) in ("社区", "村") else 4
        offset = match.start(1)
        for part in re.finditer(r"[^、和]+", match.group(1)):
            found = context.gazetteer.named(part.group(), area, level)
            if len(found) == 1:
                _listed_place(scan, offset + part.start(), offset + part.end(), found[0].common, level)


def _listed_place(scan: Scan, start: int, end: int, full: str, level: int) -> None:
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


def _quotations(scan: Scan) -> None:
    """Make one node of each short quotation: it stands in a name as a word does."""
    text = scan.text
    for match in re.finditer(r"“[^“”]{1,30}”", text):
        inner = match.group()[1:-1]
        if re.search(r"[。！？；]", inner) or (len(inner) > 16 and "，" in inner):
            continue
        before = text[match.start() - 1 : match.start()]
        if before in ("：",) or (text[match.start() - 2 : match.start()] in ("说，", "道，")):
            continue
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is None or last is None:
            continue
        scan.replace(first, last, Node(match.start(), match.end(), "QUOTE", match.group()))


def _titles_in_brackets(scan: Scan, context: Context) -> None:
    """Make a Document of each title in 《》."""
    for match in re.finditer(r"《[^《》]{2,80}(?:〈[^〉]*〉[^《》]*)?》", scan.text):
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is None or last is None:
            continue
        inner = match.group()[1:-1]
        node = Node(
            match.start(), match.end(), NAME, match.group(), "Document", _document_kind(inner), core=inner
        )
        node.rule = "document:brackets"
        scan.replace(first, last, node)


def _document_kind(title: str) -> str:
    if title.endswith(("法", "条例")):
        return "Law"
    if title.endswith("报告"):
        return "Report"
    return (
        "Policy"
        if re.search(
            r"(通知|意见|办法|方案|规定|细则|规划|计划|决定|公告|倡议书|制度|措施|清单|要点|公约|纲要|章程|规则|准则|公开信|明白[纸卡]|”)$",
            title,
        )
        else "Work"
    )


def _at(scan: Scan, context: Context, i: int) -> int:
    """Compose the name that ends with node ``i`` where there is one; return the index to go on from."""
    node = scan.nodes[i]
    if node.type or node.tag in ("QUOTE", "w", "PER"):
        return i
    if re.match(r"团[省市县区州旗]委$", node.word):
        node.type, node.kind, node.tag, node.rule = "Agency", "MassOrganization", NAME, "agency:league"
        node.level, node.core = node.word[1], "团委"
        if i and scan.nodes[i - 1].type == "Place" and scan.nodes[i - 1].end == node.start:
            area = scan.nodes[i - 1]
            made = Node(
                area.start, node.end, NAME, area.word + node.word, "Agency", "MassOrganization", core="团委",
                qualifier=area, children=[area], rule=node.rule,
            )  # fmt: skip
            scan.replace(i - 1, i, made)
            return i - 1
        return i
    if node.word == "共青团" and i + 1 < len(scan.nodes):
        return i
    if _CONGRESS.match(node.word):
        node.type, node.kind, node.core, node.tag, node.rule = (
            "Event",
            "Congress",
            node.word,
            NAME,
            "event:national",
        )
        return i
    campaign = context.lexicon.campaigns.get(node.word)
    if campaign is not None and not (
        i and (scan.nodes[i - 1].type == "Initiative" or scan.nodes[i - 1].tag == "QUOTE")
    ):
        if (
            campaign.kind != "Campaign"
            and "“" not in node.word
            and (not _undertaken(scan, i, context) or _only_modifies(scan, i, context))
        ):
            return i
        node.type, node.kind, node.core, node.tag = "Initiative", campaign.kind, campaign.full, NAME
        node.rule = "initiative:campaign"
        return i
    if (
        i + 1 < len(scan.nodes)
        and scan.nodes[i + 1].word in ("社区", "小区", "居民区")
        and node.word[-1:] in "区县市"
        and node.word not in context.gazetteer.names(3)
    ):
        return i  # 翠苑一区|社区
    if node.word in context.vocab.no_head and node.word not in context.vocab.heads:
        return i
    for head in _ordered(_heads(node.word, context), scan, i):
        composed = _name(scan, context, i, head)
        if composed is not None:
            first, new = composed
            scan.replace(first, i, new)
            return first
    if node.tag == "LOC":
        _bare_area(node, scan, i, context)
    return i


def _heads(word: str, context: Context) -> list[tuple[str, Head]]:
    """Return the heads that ``word`` ends in, longest first, each with its readings."""
    heads = context.vocab.heads
    found: list[tuple[str, Head]] = []
    for length in range(min(len(word), 14), 0, -1):
        readings = heads.get(word[-length:])
        if readings:
            found.extend((word[-length:], reading) for reading in readings)
            if length >= 2:
                break
    return found


def _ordered(found: list[tuple[str, Head]], scan: Scan, i: int) -> list[tuple[str, Head]]:
    """Try the reading as an initiative first where a quotation stands before the head (“…”项目)."""
    if i and scan.nodes[i - 1].tag == "QUOTE":
        return sorted(found, key=lambda f: f[1].type != "Initiative")
    return found


def _bare_area(node: Node, scan: Scan, i: int, context: Context) -> None:
    """A division's name without a word of kind (河南, 周口) is a place where the gazetteer knows it."""
    following = scan.nodes[i + 1].word if i + 1 < len(scan.nodes) else ""
    if node.word in context.vocab.notarea or any(
        h.type == "Community" or h.kind == "Township" for h in context.vocab.heads.get(following, ())
    ):
        return
    if len(node.word) < 2 or context.gazetteer is None:
        return
    divisions = context.gazetteer.named(node.word, "", None)
    upper = [d for d in divisions if len(d.code) <= 6]
    if upper:
        level = min(len(d.code) for d in upper)
        node.type, node.tag = "Place", NAME
        node.kind = {2: "Province", 4: "Prefecture", 6: "County"}[level]
        node.core, node.rule = node.word, "place:short"


def _name(scan: Scan, context: Context, i: int, found: tuple[str, Head]) -> tuple[int, Node] | None:
    """Return the first node's index and the name that ends with node ``i`` under one reading of its head."""
    word, head = found
    if head.weight == "generic":
        return None
    node = scan.nodes[i]
    prefix = node.word[: -len(word)]
    following = scan.text[node.end : node.end + 1]
    if len(word) == 1 and (not following or word + following in context.groups.continued):
        return None
    if len(word) == 1 and len(prefix) == 1 and head.type == "Agency" and node.tag not in ("ORG", "LOC"):
        return None  # 干部, 全部, 机会 are no bodies
    if _goes_on(scan, context, i, head):
        return None
    if head.type == "Place" and head.kind in _AREA_KINDS and node.tag != "LOC" and not prefix and i == 0:
        return None
    reach = _reach(scan, context, i, word, head)
    return _valid(scan, context, i, word, head, prefix, reach)


def _goes_on(scan: Scan, context: Context, i: int, head: Head) -> bool:
    """Is a short place-like word only the beginning of a longer name (景园|社区, 淮海|医院, 路桥|有限公司)?"""
    if i + 1 >= len(scan.nodes):
        return False
    nxt = scan.nodes[i + 1]
    if head.kind == "Village" and nxt.word in ("社区", "小区", "居民区"):
        return True  # 石化新村|社区
    if head.kind not in ("HousingEstate", "Site", "Road", "Other") or head.type not in AREA_TYPES:
        return False
    return nxt.start == scan.nodes[i].end and (
        any(h.weight == "strong" and len(h.head) >= 2 for h in context.vocab.heads.get(nxt.word, ()))
        or nxt.tag == "ORG"
        or nxt.word == "项目"
    )


_AREA_KINDS = ("Province", "Prefecture", "County", "Township")


def _reach(scan: Scan, context: Context, i: int, word: str, head: Head) -> _Reach:
    """Walk left from the head's node to the edge of its name."""
    nodes = scan.nodes
    reach = _Reach(i)
    budget = LONGEST.get(head.type, 24)
    conjunction = -1
    k = i - 1
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
            if conjunction >= 0 and step in ("open", "chain"):
                reach.first, conjunction = k, -1
            if node.tag == "QUOTE":
                reach.quoted = True
            if step == "open":
                before = nodes[k - 1] if k else None
                if (
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
        if node.tag == "QUOTE" and head.type == "Initiative" and not _more_quoted(nodes, k):
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
        and before.word not in context.vocab.edge
    ):
        reach.first = i - 1  # 入户大走访活动: the verb of the name stands right before its head
    if head.type == "Initiative" and word.endswith(("行动", "会战", "整治")):
        _after_verb(scan, context, i, reach)
    return reach


def _after_verb(scan: Scan, context: Context, i: int, reach: _Reach) -> None:
    """开展禁种铲毒行动: what stands between the verb of undertaking and the head is the name, verbs and all."""
    nodes = scan.nodes
    for k in range(reach.first - 1, max(-1, i - 5), -1):
        if nodes[k].word in context.vocab.undertake or nodes[k].word == "了":
            reach.first = k + 1
            return
        if nodes[k].type or nodes[k].tag not in ("v", "vn", "n", "nz", "vd"):
            return


def _chain(scan: Scan, context: Context, k: int, word: str, head: Head, reach: _Reach) -> None:
    """Behind an area or body that opens the name: what qualifies that in turn (周口市公安局|示范区|分局)."""
    before = scan.nodes[k - 1] if k else None
    if before is None or head.type not in ("Agency", "Enterprise", "Event"):
        return
    opener = scan.nodes[k]
    if word == "分局" and before.word in ("公安", "公安局") and opener.type == "Place":
        reach.first = k - 1  # 公安东丽分局
        return
    if before.word in ("驻", "派驻") and _HEAD_TEAM.match(word):
        reach.first = k - 1
        owner = scan.nodes[k - 2] if k >= 2 else None
        if owner is not None and owner.type == "Agency":
            reach.first, reach.qualifier = k - 2, owner
        return
    if (
        opener.type in AREA_TYPES
        and before.type in ("Agency", "Enterprise")
        and before.end == opener.start
        and word in context.groups.branch
    ):
        reach.first = k - 1
        reach.qualifier = before


def _more_quoted(nodes: list[Node], k: int) -> bool:
    """May a drive's name go on to the left of its quotation: another one, a drive, a year, 新时代?"""
    before = nodes[k - 1] if k else None
    return before is not None and (
        before.tag == "QUOTE" or before.type == "Initiative" or before.word == "新时代" or bool(YEAR.match(before.word))
        or bool(ORDINAL.match(before.word))
    )  # fmt: skip


_HEAD_TEAM = re.compile(r".*(工作队|帮扶队|队|组)$")


def _step(scan: Scan, context: Context, k: int, i: int, word: str, head: Head, reach: _Reach) -> str:
    """Say what node ``k`` is to a name that ends with node ``i``: take, maybe, open, chain, and, stop."""
    nodes = scan.nodes
    node, vocab = nodes[k], context.vocab
    kind = head.type
    if node.type:
        return _step_name(node, head, word, reach, context, adjacent=k == reach.first - 1)
    if node.tag == "QUOTE":
        return "take" if kind not in ("Place", "Community") else "stop"
    text = node.word
    if node.tag == "w":
        return _step_mark(scan, k, kind)
    if text in LEVELS and kind != "Initiative" and _is_level(scan, k):
        if kind == "Event" and nodes[k + 1].word in ("）", ")"):
            return "maybe"  # 村（社区）书记培训班
        if kind in AREA_TYPES and not (kind == "Place" and head.kind in ("Zone", "Site", "Road")):
            return "stop"
        reach.level = text
        return "open"
    if ORDINAL.match(text) and node.tag in ("m", "n", "nz", "ORG", "LOC", "TIME", "t"):
        return (
            "take" if kind in ("Agency", "Event", "Enterprise", "Honour") or text.startswith("第") else "stop"
        )
    if kind == "Event" and (
        re.match(r"[一二三四五六七八九十]+届$", text)
        or (re.match(r"[一二三四五六七八九十]+次$", text) and k and nodes[k - 1].word.endswith("届"))
    ):
        return "take"
    if node.tag == "m" and NUMBER.match(text) and kind == "Agency" and k == i - 1:
        return "take"
    if re.search(r"[\d０-９一二三四五六七八九十百千万多余几两][个名户家场次所处件项座条位只栋]$", text) or (
        node.tag == "m" and text.isdigit()
    ):
        return "stop"
    if node.tag in ("TIME", "t"):
        if kind == "Initiative" and not text[:1].isdigit() and not text.endswith("季"):
            return "stop"
        named = kind in ("Event", "Initiative", "Document") and (YEAR.match(text) or SEASON.match(text))
        return "take" if named else "stop"
    if text in (
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "全盟",
        "全旗",
        "全镇",
        "全乡",
        "全系统",
    ) and kind in ("Event", "Honour"):
        return "open" if text == "全国" or kind == "Event" else "stop"
    if text == "暨" and kind == "Event":
        return "maybe"
    if (
        text == "和"
        and kind == "Community"
        and k == i - 1
        and k
        and len(nodes[k - 1].word) == 1
        and nodes[k - 1].tag != "w"
    ):
        return "take"  # 德和家园, 泰和苑
    if (
        text == "各"
        and kind == "Event"
        and reach.first < i
        and k
        and nodes[k - 1].word in ("召开", "举行", "听取", "主持召开")
    ):
        return "take"
    if node.tag == "a" and kind == "Enterprise" and len(text) == 1 and (k == 0 or nodes[k - 1].tag == "w"):
        return "take"
    if (
        text in ("和", "与", "及")
        and kind == "Agency"
        and (word in context.groups.conjunctive or word.endswith(("局", "委员会", "办公室", "中心", "厅")))
    ):
        return "and"
    if text in ("驻", "派驻", "驻村") and kind == "Agency" and word.endswith(("队", "组")):
        return "take"
    if (
        text in context.lexicon.campaigns
        and len(text) >= 4
        and kind in ("Agency", "Event", "Initiative")
        and not (node.tag == "v" and kind == "Initiative")
    ):
        return "take"
    if text in ("首届", "首次") and kind == "Event":
        return "take"
    if (
        kind in ("Event", "Initiative")
        and node.tag not in ("p", "u", "c", "r", "d", "m", "w", "TIME")
        and not (node.tag == "v" and (text in vocab.edge or text in vocab.undertake))
        and _quote_near(scan, k)
    ):
        return "maybe"
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
        return (
            "maybe"
            if both and kind in ("Event", "Agency", "Initiative") and node.tag in ("vn", "n", "v")
            else "stop"
        )
    if text in vocab.edgenoun:
        close = k == i - 1 and kind in ("Agency", "Event") and not _is_role(text)
        return "maybe" if close or (text == "精神" and kind == "Event") else "stop"
    if kind in AREA_TYPES and (
        text in vocab.generic
        or text in context.lexicon.titles
        or text in ("办事处", "街道", "小区", "社区", "村委会", "居委会")
    ):
        return "stop"
    if kind == "Event" and node.tag == "v" and k == i - 1 and len(text) == 2 and text not in vocab.undertake:
        return "take"  # 新兵入伍欢送会
    if both:
        return "maybe" if node.tag in ("v", "vd", "ad", "d") else "take"
    if node.tag in ("v", "vd"):
        return "stop"
    if node.tag in NOUNLIKE:
        if node.tag == "PER" and kind not in ("Enterprise", "Place", "Community"):
            return "stop"
        if len(text) == 1 and node.tag in ("f", "s"):
            return "maybe"
        return "take"
    if node.tag in ("a", "nz", "b") and len(text) >= 2:
        return "maybe"
    if node.tag == "m" and len(text) <= 3 and kind in ("Enterprise", "Community", "Place"):
        return "maybe"
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


def _is_role(text: str) -> bool:
    return (
        text.endswith(
            (
                "书记",
                "主任",
                "长",
                "记者",
                "人",
                "本报",
                "本报讯",
                "同志",
                "先生",
                "女士",
                "全市",
                "全县",
                "全区",
            )
        )
        or text[0] in "全我该本"
    )


def _is_level(scan: Scan, k: int) -> bool:
    """A level word opens a name only where it is a word by itself, not the end of an area's name."""
    before = scan.nodes[k - 1] if k else None
    if before is None or before.end != scan.nodes[k].start:
        return True
    return not (before.tag == "LOC" and not before.type) and before.word not in ("各", "全", "两", "三")


def _step_mark(scan: Scan, k: int, kind: str) -> str:
    mark = scan.nodes[k].word
    if kind == "Event" and mark in "（）" and re.search(r"（(扩大|村|社区|街道|镇|乡)）", scan.text):
        return "maybe"
    if mark in "·—-＋+" and kind in ("Enterprise", "Initiative", "Event"):
        return "maybe"
    return "stop"


def _step_name(node: Node, head: Head, word: str, reach: _Reach, context: Context, *, adjacent: bool) -> str:
    """Say what a name to the left is to the name being composed."""
    kind = head.type
    if node.type in AREA_TYPES:
        if kind == "Initiative":
            return "stop"
        if kind in AREA_TYPES and not _contains(node, head):
            return "stop"
        reach.qualifier = node
        return "chain"
    if node.type in ("Agency", "Enterprise"):
        if kind in ("Agency", "Event", "Document") or (kind == "Enterprise" and node.type == "Enterprise"):
            reach.qualifier = node
            return "chain"
        return "stop"
    if node.type == "Person":
        return "take" if adjacent and word in context.groups.memorial else "stop"
    if node.type == "Initiative":
        return "take" if kind in ("Event", "Agency", "Initiative", "Document") else "stop"
    if node.type == "Event":
        return "take" if kind in ("Event", "Document") else "stop"
    return "stop"


_DEPTH = {"Country": 0, "Province": 1, "Prefecture": 2, "County": 3, "Zone": 3, "Township": 4}


def _contains(node: Node, head: Head) -> bool:
    """May the area hold a place of this head? A township holds communities, a county holds townships."""
    if node.type == "Community":
        return (
            head.type == "Place"
            and head.kind in ("Site", "Road", "Other")
            or (head.type == "Community" and head.kind != "ResidentialCommunity")
        )
    inner = _DEPTH.get(head.kind, 5) if head.type == "Place" else 5
    return _DEPTH.get(node.kind, 5) < inner or (node.kind == "Zone" and inner > 3)


def _valid(
    scan: Scan, context: Context, i: int, word: str, head: Head, prefix: str, reach: _Reach
) -> tuple[int, Node] | None:
    """Decide whether what was reached is a name, and make it."""
    nodes = scan.nodes
    first = reach.first
    qualifier, level = reach.qualifier, reach.level
    inner_first = first + 1 if (level or (qualifier is not None and nodes[first] is qualifier)) else first
    if (
        qualifier is not None
        and nodes[first] is not qualifier
        and first + 1 <= i
        and nodes[first + 1] is qualifier
    ):
        inner_first = first + 2
    if qualifier is not None and nodes[first].type and first + 1 < i and nodes[first + 1].type in AREA_TYPES:
        if nodes[first] is qualifier and word in context.groups.branch:
            inner_first = first + 2
    inner = nodes[inner_first:i]
    content = "".join(n.word for n in inner) + prefix
    node = Node(
        nodes[first].start,
        nodes[i].end,
        NAME,
        scan.text[nodes[first].start : nodes[i].end],
        head.type,
        head.kind,
        level=level,
        core=content + word,
        qualifier=qualifier,
        children=[n for n in nodes[first:i] if n.type],
    )
    node.rule = f"{head.type.lower()}:head"
    if head.type in ("Event", "Document"):
        node.children.extend(_quoted_inside(scan, context, nodes[first : i + 1]))
    group = (
        re.match(r"([^“”]{2,10}?集团)(?!有限|股份|公司)[^“”]{3,}", node.word)
        if head.type == "Enterprise" and qualifier is None
        else None
    )
    if group is not None:
        parent = Node(
            node.start,
            node.start + group.end(1),
            NAME,
            group.group(1),
            "Enterprise",
            "Company",
            core=group.group(1),
        )
        node.qualifier, node.children = parent, [parent]
    check = _CHECKS[head.type]
    if head.type == "Initiative" and word.endswith("活动") and _is_held(scan, first, node.end):
        node.type, node.kind, node.rule = "Event", "Ceremony", "event:held"
    if not check(_Case(scan, context, i, word, head, content, inner, node, nodes[i])):
        return None
    return first, node


def _quoted_inside(scan: Scan, context: Context, nodes: list[Node]) -> list[Node]:
    """The drive that a meeting is about: “三个一批” in “三个一批”重大项目观摩会."""
    found = []
    for k, node in enumerate(nodes):
        heads = [h for n in nodes[k + 1 : k + 3] for h in context.vocab.heads.get(n.word, ())]
        if (
            node.tag == "QUOTE"
            and node.word[1:-1] not in context.groups.figurative
            and any(
                h.type == "Initiative" and h.head in ("项目", "工程", "行动", "创建", "改革", "试点")
                for h in heads
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


def _is_held(scan: Scan, first: int, end: int) -> bool:
    """举行…活动, …活动在X举行: a particular occasion, not a drive."""
    before = scan.nodes[first - 1].word if first else ""
    return before in ("举行", "举行了") or bool(
        re.match(r"(?:\d+月\d+日)?(?:上午|下午)?在[^，。]{1,14}(举行|举办)", scan.text[end : end + 24])
    )


@dataclass(slots=True)
class _Case:
    """A candidate name before the check of its type."""

    scan: Scan
    context: Context
    i: int
    word: str
    head: Head
    content: str
    inner: list[Node]
    node: Node
    last: Node

    @property
    def opened(self) -> bool:
        """Does an area, a body or a level word open the name?"""
        return self.node.qualifier is not None or bool(self.node.level)

    @property
    def quoted(self) -> bool:
        return any(n.tag == "QUOTE" for n in self.inner)

    @property
    def known(self) -> bool:
        """Is the rest of the name a body's core that the lexicon lists?"""
        return self.node.core in self.context.lexicon.bodies

    @property
    def proper(self) -> bool:
        """Is there a word of a proper name in it?"""
        return any(n.type == "Person" for n in self.inner) or any(
            n.tag in ("nz", "nr", "ns", "nt", "LOC", "ORG", "PER") and n.word not in self.context.groups.empty
            for n in [*self.inner, *([self.last] if len(self.last.word) > len(self.word) else [])]
        )

    @property
    def substance(self) -> int:
        """How many characters of the content say something."""
        whole = "".join(n.word for n in self.inner if n.word not in self.context.groups.empty)
        own = self.last.word[: -len(self.word)]
        return len(whole) + (len(own) if own not in self.context.groups.empty else 0)


def _agency(case: _Case) -> bool:
    node, head, word = case.node, case.head, case.word
    if word in ("区", "县", "市"):
        return False
    if (
        node.qualifier is not None
        and head.kind == "GovernmentOrgan"
        and (
            (node.qualifier.type == "Enterprise" and len(word) <= 5)
            or (node.qualifier.kind == "PublicInstitution" and word in ("科", "部", "室", "处", "所"))
        )
    ):
        return False  # 公司人力资源部部长, 医院骨伤科主任: a department belongs to the title
    if node.level in ("村", "社区", "镇", "乡", "街道", "苏木") and not case.content and head.kind not in (
        "PartyOrgan", "PartyBranch", "GovernmentOrgan", "Other", "Congress", "DisciplineOrgan", "MassOrganization", "Team", "JudicialOrgan", "Police",
    ) and not (head.kind == "PublicInstitution" and len(word) >= 4):  # fmt: skip
        return False
    if word == "委":
        return not case.content and (
            node.level in ("区", "县", "市", "省", "州", "旗", "盟", "镇", "乡")
            or _is_division(node.qualifier)
        )
    if (
        case.last.tag == "ORG"
        and node.word.startswith(("国家", "全国", "中国", "中央", "中华", "最高人民"))
        and head.weight == "strong"
        and len(node.word) >= 5
    ):
        return True
    if case.opened:
        if node.level in ("国家", "全国", "中央") and head.weight == "weak":
            return False
        if word == "部门":
            return node.qualifier is not None and len(case.content) >= 2
        if head.weight == "weak" and not case.content:
            if word == "办公室" and node.qualifier is not None and node.qualifier.type == "Agency":
                return True
            return (
                word in ("办公室", "办")
                and bool(node.level)
                and node.level in ("区", "县", "市")
                or (word == "办" and case.quoted)
            )
        if head.kind == "Team" and not case.content and word in ("工作组", "队", "组", "小组", "团"):
            return False
        if node.level in ("村", "社区") and head.kind == "Congress":
            return False
        return True
    if case.quoted:
        return head.kind != "PartyBranch"  # “五星”支部 is a rating
    if word in ("领导小组", "指挥部", "工作领导小组") and case.substance >= 2 and _is_founded(case):
        return True
    if (
        case.known
        and len(node.core) >= 3
        and head.kind in ("GovernmentOrgan", "JudicialOrgan", "Police", "PartyOrgan")
    ):
        return case.last.tag in ("ORG", "n", "nz") and word not in (
            "政府",
            "法院",
            "检察院",
            "派出所",
            "公安局",
            "党委",
            "党组",
        )
    if node.core in ("驻村工作队", "驻村帮扶工作队"):
        return True
    if head.kind == "SubdistrictOffice":
        return 2 <= len(case.content) <= 5 and all(n.tag in NOUNLIKE for n in case.inner)
    if head.kind in ("Team", "PartyBranch"):
        return case.substance >= 4
    if head.weight == "strong" and head.kind in (
        "PublicInstitution",
        "MassOrganization",
        "GovernmentOrgan",
        "Police",
        "JudicialOrgan",
        "Other",
        "PartyBranch",
        "SubdistrictOffice",
    ):
        return case.proper and case.substance >= 2 and len(word) >= 1
    return False


def _is_founded(case: _Case) -> bool:
    """Is the body the object of 成立, 组建, 组成?"""
    before = case.scan.text[max(0, case.node.start - 5) : case.node.start]
    return before.rstrip("了").endswith(("成立", "组建", "组成", "设立", "牵头成立"))


def _is_division(node: Node | None) -> bool:
    return (
        node is not None
        and node.type == "Place"
        and node.kind in ("Province", "Prefecture", "County", "Township", "Zone")
    )


def _enterprise(case: _Case) -> bool:
    if case.head.kind == "Project" and (
        case.quoted or case.substance < 2 or any(n.type == "Initiative" for n in case.inner)
    ):
        return False
    if case.quoted or case.node.qualifier is not None:
        return case.substance >= 1 or case.node.qualifier is not None and len(case.word) >= 3
    if case.node.level:
        return len(case.content) >= 2 or case.word in ("供电公司", "农商行", "农商银行", "供电局")
    if case.head.kind == "Project":
        return case.proper and case.substance >= 4
    if case.word.endswith("公司") or case.word == "集团":
        return case.substance >= 2
    return case.proper and case.substance >= 2


def _community(case: _Case) -> bool:
    content, node = case.content, case.node
    if not content or len(content) > 8:
        return False
    if content in case.context.vocab.generic:
        # 平安村 is a name where the tagger takes it whole and an area stands before it
        before = case.scan.nodes[case.i - 1] if case.i else None
        return (
            case.last.tag == "LOC"
            and len(case.last.word) > 2
            and (before is not None and before.type == "Place")
        )
    if content in case.context.groups.empty or case.word == "社区" and content.endswith(("居民", "各")):
        return False
    if any(n.word in case.context.vocab.generic for n in case.inner[:1]) and node.qualifier is None:
        return False
    if case.last.tag == "LOC" or node.qualifier is not None:
        return True
    if case.word == "社区":
        return len(content) >= 2 and len(case.inner) <= 3
    if case.head.weight == "weak":
        return False
    if len(case.word) == 1:
        return case.proper and len(content) <= 4
    return len(content) >= 2 and len(case.inner) <= 3


def _place(case: _Case) -> bool:
    content, node, kind = case.content, case.node, case.head.kind
    if kind == "Zone":
        return _zone(case)
    if not content:
        return node.qualifier is not None and len(case.word) >= 2 and kind in ("Site", "Road")
    if content in case.context.groups.empty or content in case.context.vocab.generic:
        return False
    if kind in _AREA_KINDS:
        if kind == "Township" and (content in case.context.groups.nottown or content.endswith("小")):
            return False  # 城镇, 乡镇, 小镇
        if kind == "Township":
            return (case.last.tag == "LOC" or node.qualifier is not None or case.proper) and len(content) <= 7
        return case.last.tag == "LOC" and not case.inner
    if len(case.inner) > 3:
        return False
    if node.qualifier is not None or case.last.tag == "LOC":
        return len(case.word) >= 2 or case.last.tag in ("LOC", "nz") or case.proper
    return case.proper and len(content) >= 2 and (len(case.word) >= 2 or case.last.tag in ("LOC", "nz"))


def _zone(case: _Case) -> bool:
    """A functional zone: with an area or level word, or bare where the article is about a zone."""
    node = case.node
    if node.level or node.qualifier is not None:
        return True
    if not case.content:
        if case.word in ("高新区", "经开区", "城乡一体化示范区"):
            return True
        zone = case.context.zone
        return bool(zone) and (zone.endswith(case.word) or case.word == "示范区")
    return case.proper and len(case.content) >= 2


def _convener(case: _Case) -> Node | None:
    """中共某县委召开常委会会议: a meeting that has its name from the body that holds it."""
    nodes = case.scan.nodes
    for k in range(case.i - 1, max(-1, case.i - 4), -1):
        if nodes[k].word in ("召开", "举行", "组织召开", "主持召开"):
            return next(
                (
                    n
                    for n in reversed(nodes[:k])
                    if n.type == "Agency"
                    and n.kind in ("PartyOrgan", "GovernmentOrgan", "Congress", "CPPCC", "DisciplineOrgan")
                ),
                None,
            )
    return None


def _event(case: _Case) -> bool:
    after = case.scan.text[case.node.end : case.node.end + 6]
    if re.match(r"[共累计约]*\d+[余多]?[场次期]|[两三四五六七八九十]+余?[场次期]", after):
        return False  # 举行培训会15次: many, not one
    if case.word in case.context.groups.bodymeeting and not case.opened and not case.substance:
        owner = _convener(case)
        case.node.qualifier = owner
        return owner is not None
    if case.word in ("会议", "会") and not case.opened and case.substance < 2:
        return False
    if case.word == "会" and scan_word(case).endswith(
        (
            "社会",
            "机会",
            "协会",
            "商会",
            "学会",
            "三会",
            "两会",
            "两委会",
            "理事会",
            "委员会",
            "居委会",
            "村委会",
            "人大常委会",
            "常委会",
        )
    ):
        return False
    if case.word == "会" and not (case.substance >= 2 and case.last.tag in ("n", "nz", "ORG")):
        return False
    if case.head.kind == "Congress":
        return case.opened or any(ORDINAL.match(n.word) for n in case.inner) or bool(case.node.children)
    if case.node.level in ("村", "社区", "镇", "乡") and case.substance < 2:
        return False
    return (
        case.quoted
        or case.substance >= 2
        or any(ORDINAL.match(n.word) for n in case.inner)
        or any(n.type in ("Initiative", "Event") for n in case.inner)
    )


def scan_word(case: _Case) -> str:
    """Return the text of the candidate's last word."""
    return case.last.word if len(case.last.word) > 1 else case.node.word


def _initiative(case: _Case) -> bool:
    if case.quoted:
        near = case.inner[-1].tag == "QUOTE" or (
            len(case.inner) >= 2
            and case.inner[-2].tag == "QUOTE"
            and case.word in ("创建", "评选", "评比", "整治", "治理")
        )
        if case.head.weight == "weak" and not near and case.word not in ("活动", "行动"):
            return False
        return case.head.kind != "Programme" or not any(
            n.word[1:-1] in case.context.groups.figurative for n in case.inner
        )
    if case.head.kind == "Mechanism" and case.content.endswith(tuple(case.context.groups.vaguenoun)):
        return False
    if any(n.type == "Initiative" for n in case.inner):
        return True
    if case.head.weight == "weak":
        return case.word == "行动" and case.substance >= 4 and _is_undertaken(case)
    if case.word.endswith(("宣传工作", "征兵工作", "普查", "普查工作")) and not any(
        YEAR.match(n.word) for n in case.inner
    ):
        return False
    return case.substance >= (4 if len(case.word) < 4 else 2) and _is_undertaken(case)


def _only_modifies(scan: Scan, i: int, context: Context) -> bool:
    """Is the task's name only the modifier of a noun (安全生产隐患, 基层治理体系)?"""
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    return (
        nxt is not None
        and nxt.tag in ("n", "vn", "nz")
        and not nxt.type
        and nxt.word not in context.groups.tasknoun
    )


def _undertaken(scan: Scan, i: int, context: Context) -> bool:
    """Is a general policy task the object of a verb of undertaking here, and not only mentioned?"""
    nodes = scan.nodes
    for k in range(i - 1, max(i - 4, -1), -1):
        if nodes[k].word in context.vocab.undertake:
            return len(nodes[i].word) >= 4
        if nodes[k].tag == "w" and nodes[k].word != "、":
            return False
    return False


def _is_undertaken(case: _Case) -> bool:
    """Is the unquoted name the object of a verb of undertaking, at a short distance before it?"""
    nodes = case.scan.nodes
    first = case.i
    while first > 0 and nodes[first].start > case.node.start:
        first -= 1
    for k in range(first - 1, max(first - 7, -1), -1):
        if nodes[k].word in case.context.vocab.undertake:
            return True
        if nodes[k].tag == "w" or nodes[k].type in ("Person",):
            return False
    return False


def _document(case: _Case) -> bool:
    return case.head.kind == "Report" and (case.opened or any(n.type == "Event" for n in case.inner))


def _honour(case: _Case) -> bool:
    if case.quoted:
        return True
    before = case.scan.text[max(0, case.node.start - 12) : case.node.start]
    if case.word in case.context.groups.prize and not case.content:
        return bool(re.search(r"(荣获|获得|获|夺得|斩获|摘得|捧得|分获|分别获得?|颁发)[^，。；]*$", before))
    won = re.search(
        r"(荣获|获得|获评|获|被评为|评为|授予|命名为|评选|表彰|喜获|认定为|入选|颁发)[^，。；]*$", before
    )
    return bool(won) and (case.substance >= 2 or case.opened)


_CHECKS = {
    "Agency": _agency, "Enterprise": _enterprise, "Community": _community, "Place": _place, "Event": _event,
    "Initiative": _initiative, "Document": _document, "Honour": _honour,
}  # fmt: skip


def _coordinated(scan: Scan, context: Context) -> None:
    """Let what stands in a list share the area of the first: 市教育局、财政局; 某镇甲村、乙村; 县委常委、宣传部部长."""
    nodes = scan.nodes
    last: dict[str, Node] = {}
    for i, node in enumerate(nodes):
        family = "Area" if node.type in AREA_TYPES else node.type if node.type == "Agency" else ""
        if family:
            before = last.get(family)
            if (
                before is not None
                and not node.level
                and node.qualifier is None
                and _joined(nodes, i, family, context)
            ):
                _share(node, before)
            last[family] = node
            continue
        if node.word in ("。", "；", "！", "？"):
            last.clear()
        before = last.get("Agency")
        body = context.lexicon.bodies.get(node.word) if not node.type and before is not None else None
        if body is None or before is None or not i or not _joined(nodes, i, "Agency", context):
            continue
        following = nodes[i + 1].word if i + 1 < len(nodes) else ""
        if nodes[i - 2] is not before and following not in context.lexicon.titles:
            continue
        node.type, node.kind, node.core, node.tag, node.rule = (
            "Agency",
            body.kind,
            node.word,
            NAME,
            "agency:coordinated",
        )
        _share(node, before)
        last["Agency"] = node


_PARTY = re.compile(r".*(部|办|党校|巡察组|政法委|编办|工委)$")


def _share(node: Node, before: Node) -> None:
    """Give ``node`` the level word and qualifier of the name before it; a party department, the committee itself."""
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
    if before.qualifier is not None and before.qualifier.type in ("Agency", "Enterprise"):
        outer = before.qualifier
        while outer.qualifier is not None and outer.qualifier.type == "Agency":
            outer = outer.qualifier
        node.level, node.qualifier = outer.level, outer.qualifier
        return
    node.level, node.qualifier = before.level, before.qualifier


def _joined(nodes: list[Node], i: int, family: str, context: Context) -> bool:
    """Is node ``i`` joined to a name of its family before it, directly or (bodies) over a title?"""
    if i < 2 or nodes[i - 1].word not in ("、", "和", "与", "及", "以及"):
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
