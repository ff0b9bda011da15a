"""Quotations that no head follows: a campaign by its nickname, an honour, or just words."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.names.checks import FEASTS
from kg.extract.names.listed import listed_homes
from kg.extract.names.marked import COUNTED
from kg.extract.nodes import JOINING, NAME, Node, Scan
from kg.extract.vocabulary import affixes
from kg.model import Role

_REACH = 6
"""How many characters may stand between a verb and the quotation that is its object."""

_AFTER = re.compile(
    r"^等?(?:工作|政策|为|办|创建|建设|宣传|调查|志愿|品牌|内容|活动|机制|行动|工程|模式|制度|路径|平台|改革|服务)"
)
_AWARD = re.compile(
    r"(?:荣获|获得|获评|获|评为|授予|命名为|被授予|喜获|认定为|入选|颁发|颁授|评定为|表彰(?!大?会|活动|仪式)的?|表彰为|通报表扬|荣登|当选为?|推选为?|评选出?|评出|选树|命名)[^，。；]{0,18}$"
)
_AWARD_AFTER = re.compile(
    r"^(?:等)?(?:荣誉称号|称号|荣誉|奖|奖项|牌匾|奖牌|锦旗|证书|殊荣|美誉|授牌|颁牌|颁发(?:荣誉)?(?:证书|聘书|奖牌|奖状|牌匾))"
)
_BY_WAY = re.compile(r"”[^“”、]*[以用带把将向促][^“”]*(?:“[^”]*”[^“”、]*)?$")
"""What of what is won says what it is good for: 受表彰的“甲”|以“乙”带“丙”."""

_NO_AWARD = re.compile(r"(?:经验|活动|行动|[月周日])$")
_RATED = re.compile(r"国家级|[省市州县区]级|[五四三]星级?|全[国省市州县区]|示范|优秀|先进|十佳|最美")
_NAMED_AS = re.compile(r"(?:命名|认定|评定|评选|确定|评)为$|授予$")
"""被命名为“市级示范性劳模工作室”: what a body is rated as is an award, though it end like a body's name."""

_HOLDING = re.compile(r"(举办|举行|召开|参加|观看|组织)了?[^，。]{0,8}$")
_IS_HELD = re.compile(r"[^，。]{0,14}(举行|举办|开幕|上演)")
_TALK = re.compile(r"[，。！？；：]|[吗呢吧啊了着]$|^[我你他这那]")


_POINTS = ("岗", "窗口", "热线", "专栏", "群")
"""What a quotation ends in that is a post of service, a line or a column, no drive (设立“便民服务岗”)."""


def quotations(scan: Scan, context: Context) -> None:
    """Decide for each quotation left over whether it names an initiative or an honour."""
    nodes = scan.nodes
    quoting = "“" in scan.text or "‘" in scan.text
    if quoting:
        _with_nouns(scan, context)
    _listed_firms(scan)
    listed_homes(scan)
    if not quoting:
        return
    _lists(scan, context)
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if node.tag == "QUOTE" and not node.type:
            if node.word == "“两委”" and _two_committees(scan, i):
                i -= 1
            else:
                _read_as(scan, context, i)
        i += 1


def _read_as(scan: Scan, context: Context, i: int) -> None:
    """Read one quotation as an honour, a campaign, a name known, a team, an event or an initiative."""
    node = scan.nodes[i]
    inner = node.word[1:-1]
    before, after = scan.text[max(0, node.start - 24) : node.start], scan.text[node.end : node.end + 18]
    if node.word in FEASTS or inner == "好人":
        return
    if i and scan.nodes[i - 1].word in context.groups.shop and 2 <= len(inner) <= 8:
        _become(node, "Enterprise", "Shop", inner, "enterprise:quoted")
        return
    if (
        (inner.endswith(_POINTS) and not inner.endswith("文明岗"))
        or (inner in context.groups.figurative and inner != "两委")
        or (_TALK.search(inner) and inner not in context.names)
    ):
        return
    rated = _RATED.match(inner) is not None and _NAMED_AS.search(before) is not None
    if _is_body(scan, context, i) and not _AWARD_AFTER.match(after) and not rated:
        kind = "Team" if inner[-1] in "团队兵" else "PublicInstitution"
        _become(node, "Agency", kind, inner, "agency:quoted")
    elif _is_award(inner, before, after[:8], context):
        _become(node, "Honour", "Title", inner, "honour:quoted")
    elif inner in context.lexicon.campaigns:
        campaign = context.lexicon.campaigns[inner]
        _become(node, "Initiative", campaign.kind, campaign.full, "initiative:campaign")
    elif inner in context.names:
        known = context.names[inner]
        _become(node, known.type, known.kind, known.core, "initiative:known")
    elif _is_site(inner, context):
        _become(node, "Place", "Site", inner, "place:quoted")
    elif _is_event(inner, context) and (not before or _HOLDING.search(before) or _IS_HELD.match(after)):
        _become(node, "Event", "Other", inner, "event:quoted")
    elif _is_drive(scan, context, i, inner, after):
        _become(node, "Initiative", "Campaign", inner, "initiative:object")


def _is_body(scan: Scan, context: Context, i: int) -> bool:
    """“菠萝警务室”, “银发宣讲团”: does the quotation name a team or an institution, and no gathering held?"""
    inner, groups = scan.nodes[i].word[1:-1], context.groups
    if not inner.endswith(affixes(groups.quotedbody)) or inner in context.lexicon.campaigns:
        return False
    verb = _governor(scan.nodes, i)
    held = inner.endswith("会") and (
        verb in groups.gathering or scan.text.startswith("上", scan.nodes[i].end)
    )
    return verb not in groups.practising and not held


def _is_site(inner: str, context: Context) -> bool:
    """“小燕子书屋”: does the quotation end like the name of a place to go to?"""
    return len(inner) >= 4 and any(
        h.kind == "Site" and h.weight == "strong"
        for n in (2, 3, 4)
        if n < len(inner)
        for h in context.vocab.heads.get(inner[-n:], ())
    )


def _is_drive(scan: Scan, context: Context, i: int, inner: str, after: str) -> bool:
    """推行“院坝议事”, 把“五个一”融入党建, “田间课堂”: does a bare quotation name a drive?"""
    groups = context.groups
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    if scan.sentence.role == Role.TITLE and not _comes_again(context, inner):
        return False  # what only the headline calls it is a figure of speech
    if inner.endswith(affixes(groups.quotedname)) and len(inner) >= 3:
        return True
    if len(inner) > 12:
        return False
    verb = _governor(scan.nodes, i)
    if verb in ("把", "将"):
        return after.startswith(affixes(groups.makingof))
    alone = nxt is None or nxt.tag == "w" or nxt.word in ("和", "与", "的", "等")
    if not alone and not _AFTER.match(after[:8]):
        return False
    if verb in groups.quotedobject or _joined_to_initiative(scan.nodes, i):
        return True
    return verb in groups.quotedmeans and COUNTED.search(inner) is not None


def _comes_again(context: Context, inner: str) -> bool:
    """Does the quotation of this headline stand in another block of the article too?"""
    return sum(inner in block.text.text for block in context.document.blocks) >= 2


def _governor(nodes: list[Node], i: int) -> str:
    """Return the verb whose object the quotation at ``i`` is, without aspect (开起了: 开起), else ""."""
    for k in range(i - 1, max(-1, i - 5), -1):
        node = nodes[k]
        if node.type or node.tag == "w" or nodes[i].start - node.end > _REACH:
            return ""
        if node.tag in ("v", "vn", "p", "vd", "d", "c") and len(node.word.rstrip("了过")) >= 1:
            word = node.word.rstrip("了过")
            if word:
                return word
    return ""


def _is_award(inner: str, before: str, after: str, context: Context) -> bool:
    """荣获“…”, “…”称号, “文明家庭”: is the quotation an honour?"""
    won = _AWARD.search(before)
    if _AWARD_AFTER.match(after) or (won and not _NO_AWARD.search(inner) and not _BY_WAY.search(won[0])):
        return True
    parts = [inner, *inner.split("·")[:1]]  # “某省好人·最美人物”
    heads = (h for part in parts for n in range(2, 6) for h in context.vocab.heads.get(part[-n:], ()))
    return any(h.type == "Honour" for h in heads) and not _TALK.search(inner)


def _two_committees(scan: Scan, i: int) -> bool:
    """村“两委”: the committees of the community before; False where none stands there."""
    home, node = scan.nodes[i - 1] if i else None, scan.nodes[i]
    if home is None or (home.type != "Community" and home.word not in ("村", "社区")):
        return False
    made = Node(home.start, node.end, NAME, scan.text[home.start : node.end], "Agency", "Other")
    made.core, made.rule = "“两委”", "agency:两委"
    if home.type:
        made.qualifier, made.children = home, [home]
    else:
        made.level = home.word
    scan.replace(i - 1, i, made)
    return True


def _listed_firms(scan: Scan) -> None:
    """A、B、C等项目, …等企业: what is listed are firms and projects, whatever their names end in."""
    nodes = scan.nodes
    if "等" not in scan.text:
        return
    for k, node in enumerate(nodes):
        nxt = nodes[k + 1].word if k + 1 < len(nodes) else ""
        then = nodes[k + 2].word if k + 2 < len(nodes) else ""
        if node.word != "等" or not (
            nxt in ("项目", "企业", "公司")
            or (re.match(r"\d+[家个]", nxt) and then in ("企业", "项目", "公司"))
        ):
            continue
        _firms_before(scan, k)
        return


def _firms_before(scan: Scan, k: int) -> None:
    """Make firms of what is listed before node ``k``, from right to left."""
    nodes = scan.nodes
    last = k - 1
    first = last
    while last >= 0:
        while (
            first > 0
            and nodes[first - 1].tag in ("n", "nz", "vn", "ORG", "LOC", "NAME", "f", "nr")
            and nodes[first - 1].type in ("", "Place", "Enterprise")
        ):
            first -= 1
        pieces = nodes[first : last + 1]
        text = scan.text[nodes[first].start : nodes[last].end]
        if nodes[last].type == "Enterprise":
            pass
        elif (
            5 <= len(text) <= 18
            and nodes[last].tag in ("n", "nz", "vn", "ORG")
            and any(p.tag in ("ORG", "LOC", "nz", "NAME") for p in pieces)
        ):
            area = pieces[0] if pieces[0].type == "Place" else None
            made = Node(
                nodes[first].start,
                nodes[last].end,
                NAME,
                text,
                "Enterprise",
                "Project",
                core=text[len(area.word) :] if area else text,
                qualifier=area,
                children=[p for p in pieces if p.type],
                rule="enterprise:listed",
            )
            scan.replace(first, last, made)
        if first < 2 or nodes[first - 1].word != "、":
            return
        last = first - 2
        first = last


def _is_event(inner: str, context: Context) -> bool:
    """Does the quotation end in the head of an event (“中医药文化夜市”, “村晚”)?"""
    return any(
        h.type == "Event" and len(h.head) >= 2
        for k in range(len(inner))
        for h in context.vocab.heads.get(inner[k:], ())
    )


def _with_nouns(scan: Scan, context: Context) -> None:
    """A quotation and its nouns as what is set up: 打造“四季茶乡”乡村振兴示范带, 推行社区“合伙人”."""
    nodes = scan.nodes
    i = 0
    while i < len(nodes):
        node = nodes[i]
        inner = node.word[1:-1]
        before = nodes[i - 1] if i else None
        if (
            node.tag != "QUOTE"
            or node.type
            or before is None
            or before.word.rstrip("了") not in context.groups.made
            or _is_figure(scan, context, i)
            or inner in context.groups.figurative
            or inner.endswith(_POINTS)
        ):
            i += 1
            continue
        last = i
        while last + 1 < len(nodes) and last - i < 4:
            nxt = nodes[last + 1]
            if nxt.type or nxt.tag not in ("n", "nz", "vn", "an") or nxt.word in context.groups.plainnoun:
                break
            last += 1
        while last > i and nodes[last].word in context.groups.empty:
            last -= 1  # 开展“护河”|专题视察
        if nodes[last].word in context.groups.thing or (
            last + 1 < len(nodes) and nodes[last + 1].word in context.groups.thing
        ):
            i += 1
            continue
        body = inner[-1] in "队团兵" or (last == i and _is_body(scan, context, i))
        if _TALK.search(inner) or len(inner) > 14 or body or _is_event(inner, context):
            i += 1
            continue
        text = scan.text[node.start : nodes[last].end]
        new = Node(
            node.start,
            nodes[last].end,
            NAME,
            text,
            "Initiative",
            "Programme",
            core=text,
            rule="initiative:made",
        )
        scan.replace(i, last, new)
        i += 1


def _is_figure(scan: Scan, context: Context, i: int) -> bool:
    """建设“四新”|某市, 设立“…医院” that is an award: does the quotation only say what kind it is of?"""
    node = scan.nodes[i]
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    known = context.names.get(node.word[1:-1])
    return (nxt is not None and nxt.type == "Place" and nxt.start == node.end) or (
        known is not None and known.type == "Honour"
    )


def _joined_to_initiative(nodes: list[Node], i: int) -> bool:
    """Two quotations under one head or in one list: “师带徒”“匠带兵”活动, “三个遍访”和“十个清零”活动."""
    nxt = nodes[i + 1] if i + 1 < len(nodes) else None
    if nxt is not None and nxt.type in ("Initiative", "Honour") and nxt.word[0] in "“‘":
        return True
    if nxt is not None and nxt.word in ("和", "、", "与") and i + 2 < len(nodes):
        return nodes[i + 2].type == "Initiative" and nodes[i + 2].word[0] in "“‘"
    return False


def _lists(scan: Scan, context: Context) -> None:
    """“A”“B”等志愿活动, “A”、“B”等称号: what the noun behind a list of quotations says, all are."""
    nodes = scan.nodes
    i = 0
    while i < len(nodes):
        run = [i] if nodes[i].word[0] in "“‘" else []
        while run:
            k = run[-1] + 1
            if k < len(nodes) and nodes[k].word in JOINING:
                k += 1
            if k >= len(nodes) or nodes[k].word[0] not in "“‘":
                break
            run.append(k)
        if len(run) >= 2 or (run and run[-1] + 1 < len(nodes) and nodes[run[-1] + 1].word == "等"):
            _listed(nodes, context, run)
        i = run[-1] + 1 if run else i + 1


def _listed(nodes: list[Node], context: Context, run: list[int]) -> None:
    """Give the quotations of a list the type of what the noun behind it names."""
    bare = [nodes[k] for k in run if nodes[k].tag == "QUOTE" and not nodes[k].type]
    type_ = _type_behind(nodes, context, run[-1])
    for node in bare:
        inner = node.word[1:-1]
        if type_ == "Honour":
            _become(node, "Honour", "Title", inner, "honour:listed")
        elif type_ == "Initiative" and inner not in context.groups.figurative and inner not in context.names:
            _become(node, "Initiative", "Campaign", inner, "initiative:listed")


def _type_behind(nodes: list[Node], context: Context, last: int) -> str:
    """Return what 等活动, 等称号 behind node ``last`` makes of the list that ends there; "" for nothing."""
    if last + 1 >= len(nodes) or nodes[last + 1].word != "等":
        return nodes[last].type if nodes[last].type == "Honour" else ""
    behind = ""
    for node in nodes[last + 2 : last + 7]:
        if node.tag in ("w", "v", "p") and node.word not in context.groups.nameverb:
            break
        behind += node.word
    if _AWARD_AFTER.match(behind):
        return "Honour"
    return "Initiative" if behind.endswith(affixes(context.groups.drivehead)) else ""


def _become(node: Node, type_: str, kind: str, core: str, rule: str) -> None:
    """Make a name of a quotation node."""
    node.type, node.kind, node.core, node.rule, node.tag = type_, kind, core, rule, NAME
