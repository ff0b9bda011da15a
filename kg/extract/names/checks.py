"""Is what was composed a name? One check for each type of the ontology."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.names.headed import headed_from
from kg.extract.names.reach import ORDINAL, YEAR
from kg.extract.nodes import AREA_KINDS, NOUNLIKE, Node, Scan
from kg.extract.vocabulary import affixes
from kg.lexicon import Campaign, Head


@dataclass(slots=True)
class Case:
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
        """Does a quotation stand in it?"""
        return bool(self.inner) and "QUOTE" in [n.tag for n in self.inner]

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


def _agency(case: Case) -> bool:
    """市教育局, 第三巡察组, “银龄”宣讲团: opened, quoted, known to the lexicon, or proper enough."""
    node, head, word = case.node, case.head, case.word
    if word in ("区", "县", "市") or _is_department(case) or _is_bare_local(case):
        return False
    if is_village_group(case) or (word == "团队" and not case.quoted):
        return False
    if case.content.endswith(("优秀", "先进", "十佳", "协作", "定点")):
        return False  # 全国优秀|公安局, 医联体协作|医院
    if node.level == "村" and head.kind == "GovernmentOrgan":
        return False  # 一些村|组地处偏远
    if word == "办" and case.scan.text.startswith(("得", "好", "成", "出"), node.end):
        return False  # 把盐亭教育|办得更好
    if word == "科" and case.scan.text.startswith(("大学", "学院", "学校", "大队"), node.end):
        return False  # 昆明医科|大学
    if word == "部" and case.last.word.endswith("干部"):
        return False  # 县政协|副县级干部李明
    if word == "队伍":
        return case.quoted and _is_founded(case)  # 组建|农牧民“红袖标”队伍
    owner = node.qualifier
    if word == "政府" and not case.content and owner is not None and owner.kind == "PartyOrgan":
        return False  # 某乡党委|政府 are two
    if word == "政协" and (node.level in ("镇", "乡") or (owner is not None and owner.kind == "Township")):
        return False  # 某镇|政协委员: a town has none
    if case.word in ("政协", "人大") and node.qualifier is not None and node.qualifier.type == "Agency":
        return False  # 县委|政协工作会议
    if word == "委":
        levels = ("区", "县", "市", "省", "州", "旗", "盟", "镇", "乡")
        commission = case.content.endswith(_COMMISSIONS)  # 渝北区住房城乡建委, 区教委
        return (not case.content or commission) and (node.level in levels or _is_division(node.qualifier))
    if (
        case.last.tag == "ORG"
        and node.word.startswith(("国家", "全国", "中国", "中央", "中华", "最高人民"))
        and head.weight == "strong"
        and len(node.word) >= 5
    ):
        return True
    if case.opened:
        return _opened_agency(case)
    if case.quoted:
        return head.kind != "PartyBranch" and word != "厅"  # “五星”支部 is a rating, “…”发布厅 a show
    return _bare_agency(case)


def _is_department(case: Case) -> bool:
    """公司人力资源部部长, 医院骨伤科主任: a department inside a firm or hospital belongs to the title."""
    owner = case.node.qualifier
    return (
        owner is not None
        and case.head.kind == "GovernmentOrgan"
        and (
            (owner.type == "Enterprise" and len(case.word) <= 5)
            or (owner.kind == "PublicInstitution" and case.word in ("科", "部", "室", "处", "所"))
        )
    )


def is_village_group(case: Case) -> bool:
    """某村|上屋组: is it a part of a village, not a team (村务监督组, 专项工作组) in it?"""
    home = case.node.qualifier
    return (
        case.word == "组"
        and home is not None
        and home.kind == "Village"
        and 1 <= len(case.content) <= 4
        and not any(n.tag in ("v", "vn") or n.word in case.context.vocab.nameverb for n in case.inner)
        and not case.content.startswith("第")
        and case.content not in case.context.groups.empty
    )


def _is_bare_local(case: Case) -> bool:
    """镇中心, 村公司: a level word of a town or village with a head that such a body does not have alone."""
    return (
        case.node.level in ("村", "社区", "镇", "乡", "街道", "苏木")
        and not case.content
        and case.head.kind not in _LOCAL_KINDS
        and not (case.head.kind == "PublicInstitution" and (len(case.word) >= 3 or case.word[-1] in "学院"))
    )


def _opened_agency(case: Case) -> bool:
    """Is a body that an area, a body or a level word opens more than a common noun (区办公室, 市部门)?"""
    node, head, word = case.node, case.head, case.word
    if node.level in ("国家", "全国", "中央") and head.weight == "weak":
        return False
    if word == "部门":
        return node.qualifier is not None and len(case.content) >= 2
    if head.weight == "weak" and not case.content:
        if word == "办公室" and node.qualifier is not None and node.qualifier.type == "Agency":
            return True
        return (word in ("办公室", "办") and node.level in ("区", "县", "市")) or (
            word == "办" and case.quoted
        )
    if head.kind == "Team" and not case.content and word in ("工作组", "队", "组", "小组", "团"):
        return False
    return not (node.level in ("村", "社区") and head.kind == "Congress")


def _bare_agency(case: Case) -> bool:
    """Is a body that nothing opens a name: founded here, known to the lexicon, or proper enough?"""
    node, head, word = case.node, case.head, case.word
    if word in ("领导小组", "指挥部", "工作领导小组") and (
        case.substance >= 4
        or any(n.type == "Initiative" for n in case.inner)
        or (case.substance >= 2 and case.scan.text.startswith("办公室", node.end))
    ):
        return True
    if _is_founded(case):
        return True
    if (
        case.known
        and len(case.node.core) >= 3
        and head.kind in ("GovernmentOrgan", "JudicialOrgan", "Police", "PartyOrgan")
    ):
        return case.last.tag in ("ORG", "n", "nz") and word not in _EVERYWHERE
    if case.node.core in ("驻村工作队", "驻村帮扶工作队", "乡村振兴工作队"):
        return True
    if head.kind in ("Team", "Police") and word in _NUMBERED and len(case.content) >= 3:
        return case.content[-1] in "一二三四五六七八九十" and case.inner[0].tag != "m"  # 高速四|支队
    if head.kind == "SubdistrictOffice":
        return 2 <= len(case.content) <= 5 and all(n.tag in NOUNLIKE for n in case.inner)
    if head.kind in ("Team", "PartyBranch"):
        return case.substance >= 4
    return head.weight == "strong" and head.kind in _PROPER_KINDS and case.proper and case.substance >= 2


_LOCAL_KINDS = frozenset(
    (
        *("PartyOrgan", "PartyBranch", "GovernmentOrgan", "Other", "Congress", "DisciplineOrgan"),
        *("MassOrganization", "Team", "JudicialOrgan", "Police", "SubdistrictOffice"),
    )
)
_PROPER_KINDS = frozenset(
    ("PublicInstitution", "MassOrganization", "GovernmentOrgan", "Police", "JudicialOrgan", "Other")
)
_EVERYWHERE = ("政府", "法院", "检察院", "派出所", "公安局", "党委", "党组")
"""Bodies of which there is one in every area: without the area, no name."""


_NUMBERED = ("总队", "支队", "大队", "中队")


def _is_founded(case: Case) -> bool:
    """Is the body, with a name of its own, the object of 成立, 组建 (成立|整治专班, 成立了|红白理事会)?"""
    if case.head.kind not in _FOUNDED or len(case.word) < 2:
        return False
    whole = len(case.word) >= 5 and not case.content and case.head.kind in ("Other", "MassOrganization")
    if case.substance < 2 and not whole:
        return False
    if case.head.kind == "Team" and _IS_FOUNDED.match(case.scan.text, case.node.end):
        return True
    return _FOUNDS.search(case.scan.text[max(0, case.node.start - 40) : case.node.start]) is not None


_IS_FOUNDED = re.compile(r"(?:正式|宣告|揭牌|挂牌|应运而)?(?:成立|组建|揭牌|生)(?:仪式|[，。了])")
"""What stands behind a team that is founded here (某某志愿服务队|正式成立)."""
_FOUNDED = frozenset(("Other", "MassOrganization", "Team", "PartyOrgan", "GovernmentOrgan"))
_FOUNDS = re.compile(
    r"(?:成立|组建|组成|设立)(?:了|的)?"
    r"(?:(?:以|由)[^，。；]{2,30}(?:任|为|担任|兼任|挂帅|牵头|组成|参与)[^，。；]{0,8}的)?$"
)


_COMMISSIONS = (
    "建",
    "教",
    "信息",
    "商务",
    "旅游",
    "改革",
    "健康",
    "农村",
    "经信",
    "国资",
    "民族",
    "宗教",
    "交通",
)


def _is_division(node: Node | None) -> bool:
    """Is the node an area of the administrative division (某县, 某镇)?"""
    return (
        node is not None
        and node.type == "Place"
        and node.kind in ("Province", "Prefecture", "County", "Township", "Zone")
    )


def _enterprise(case: Case) -> bool:
    """某某食品有限公司, 某某项目: something proper before the head."""
    if case.head.kind == "Project" and (
        case.quoted or case.substance < 2 or any(n.type == "Initiative" for n in case.inner)
    ):
        return False
    if case.head.kind == "Project" and case.content.endswith(affixes(case.context.groups.notproject)):
        return False  # 某县优秀志愿服务|项目, 城区出入口改造|项目: a thing to do, no business
    if case.head.kind == "Company" and case.head.weight == "weak":
        return _is_brand(case)
    if case.node.level == "村" and case.node.core.startswith("集体"):
        return False  # 村集体经济合作社: every village has one
    if _COUNTED_FIRM.search(case.node.word):
        return False  # 深圳一家电子厂, 某县签约一批文旅项目
    if case.quoted or case.node.qualifier is not None:
        return case.substance >= 1 or _is_local_firm(case)
    if case.node.level:
        return len(case.content) >= 2 or case.word.endswith(_LOCAL_FIRMS)
    if case.head.kind == "Project":
        return case.proper and case.substance >= 4
    if case.word.endswith("公司") or case.word == "集团":
        return case.substance >= 2 and case.content not in _HOMES
    if case.head.weight == "weak" and case.last.tag not in ("ORG", "LOC", "nz"):
        return False
    branded = len(case.content) >= 4 and case.content[0] + case.content[1] in case.context.groups.brand
    return (case.proper or branded) and case.substance >= 2


def _is_brand(case: Case) -> bool:
    """华恒物流: a firm by its brand and trade alone, where the tagger takes the whole for a body."""
    own = case.node.word[: -len(case.word)]
    behind = case.scan.nodes[case.i + 1] if case.i + 1 < len(case.scan.nodes) else None
    alone = behind is None or (behind.tag in ("w", "c", "u") and behind.word != "（") or behind.word == "等"
    alone = alone and case.last.tag == "ORG" and not case.node.level and not case.quoted
    return alone and 2 <= len(own) <= 6 and own not in case.context.groups.empty


_LOCAL_FIRMS = ("供电公司", "农商行", "农商银行", "供电局", "经济合作社")
_HOMES = ("小区", "社区", "村里", "本村", "园区", "楼盘")
"""What a firm is said to be of that has a name of its own (小区|物业公司)."""
_COUNTED_FIRM = re.compile(r"[一两几多数\d][余多]?[家个座所间批项]")


def _is_local_firm(case: Case) -> bool:
    """雅安茶厂, 某县供电公司, 某银行某县支行: is a head alone a firm's name behind its area or bank?"""
    owner = case.node.qualifier
    if owner is None:
        return False
    if owner.type == "Enterprise" and case.word in case.context.groups.branch:
        return True
    works = owner.type == "Place" and case.head.kind in ("Factory", "Farm") and len(case.word) == 2
    works = works or (owner.type == "Place" and case.word in ("宾馆", "饭店"))
    return len(case.word) >= 3 or (works and owner.kind in ("Prefecture", "County", "Site", "Other", "Road"))


def _community(case: Case) -> bool:
    """东关社区, 李家村: a proper word before the head, not a modifier (平安社区, 各村)."""
    content, node = case.content, case.node
    if not content or len(content) > 8:
        return False
    if content in _FUNCTION or content[-1] in "两各":
        return False  # 她和|村两委班子, 甲乙两|村
    if case.word == "组":
        return is_village_group(case)
    if content in case.context.vocab.generic:
        if _is_listed_community(case):
            return True
        # 平安村 is a name where the tagger takes it whole and an area stands before it
        before = case.scan.nodes[case.i - 1] if case.i else None
        return (
            case.last.tag == "LOC"
            and len(case.last.word) > 2
            and (before is not None and before.type == "Place")
        )
    if content + case.word in case.context.vocab.generic:
        return False  # 某县|农村|信用联社
    if content in case.context.groups.empty or (case.word == "社区" and content.endswith(("居民", "各"))):
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


_FUNCTION = frozenset("和与同及在到向对从由为把将")


def _is_listed_community(case: Case) -> bool:
    """去了|幸福社区: is a common modifier the name of a community of the area, one that people go to?"""
    before = case.scan.nodes[case.i - len(case.inner) - 1].word if case.i > len(case.inner) else ""
    area = case.context.document.place.area[:6]
    return (
        before in _GOING
        and len(area) == 6
        and len(case.context.gazetteer.named(case.content + case.word, area, 5)) == 1
    )


_GOING = frozenset(("去", "到", "在", "来到", "走进", "前往", "深入", "、"))


def _place(case: Case) -> bool:
    """城关镇, 人民公园, 解放路: an area, a site or a road with a proper word or an area before it."""
    content, node, kind = case.content, case.node, case.head.kind
    if content.startswith("各"):
        return False
    if kind == "Zone":
        return _zone(case)
    if not content:
        outer = node.qualifier
        behind = case.scan.nodes[case.i + 1 : case.i + 2]
        return (
            (outer is not None and outer.type == "Place" and len(case.word) >= 2)
            and kind in ("Site", "Road")
            and not any(n.tag in ("a", "d") for n in behind)  # 某镇商场|多
            and not (case.word == "市场" and any(n.tag in ("n", "nz") for n in behind))  # 绵阳市场|信息网
        ) or (bool(node.level) and _is_public_site(case))
    if case.quoted:
        return kind == "Site" and case.inner[0].tag == "QUOTE"  # “某某精神”党性教育基地
    street = kind == "Road" and case.last.tag == "LOC" and not case.inner  # 步入|幸福路
    listed = kind in AREA_KINDS and case.context.vocab.areas.get(case.last.word, False)  # 西宁市|城中区
    housed = kind == "Site" and node.qualifier is not None and case.word in _HOUSES  # 海北州|民族博物馆
    common = content in case.context.vocab.generic and not (street or listed or housed)
    if content in case.context.groups.empty or common:
        return False
    if kind in AREA_KINDS:
        if kind == "Township" and (content in case.context.groups.nottown or content.endswith("小")):
            return False  # 城镇, 乡镇, 小镇
        if kind == "Township" and any(n.word in case.context.lexicon.campaigns for n in case.inner):
            return False  # 某县乡村振兴|包乡
        if kind == "Township":
            return (case.last.tag == "LOC" or node.qualifier is not None or case.proper) and len(content) <= 7
        made_up = len(content) == 1 or content[-1] in "省市县区"  # 有|关县, 上|周市县
        known = case.last.word in case.context.vocab.areas
        return case.last.tag == "LOC" and not case.inner and (known or not made_up)
    if len(case.inner) > 3:
        return False
    if node.qualifier is not None or node.level or case.last.tag == "LOC":
        return len(case.word) >= 2 or case.last.tag in ("LOC", "nz") or case.proper
    return case.proper and len(content) >= 2 and (len(case.word) >= 2 or case.last.tag in ("LOC", "nz"))


_HOUSES = ("博物馆", "纪念馆", "陈列馆", "展览馆", "美术馆", "图书馆", "文化馆", "体育馆", "影剧院", "大剧院")
"""Sites whose own name may be a common word, where an area opens it."""


def _is_public_site(case: Case) -> bool:
    """县|影剧院, 镇|文化礼堂: a site of which a county or township has one: its level word names it."""
    own = case.node.level in ("省", "市", "县", "区", "州", "旗", "镇", "乡")
    return own and case.head.kind == "Site" and len(case.word) >= 3


def _zone(case: Case) -> bool:
    """A functional zone: with an area or level word, or bare where the article is about a zone."""
    node = case.node
    if case.word == "示范区" and any(word in case.content for word in ("团结", "稳定", "文明", "和谐")):
        return False  # 某省民族团结进步示范区: what an area wants to be
    if node.level or node.qualifier is not None:
        return True
    if not case.content:
        if case.word in ("高新区", "经开区", "城乡一体化示范区"):
            return True
        zone = case.context.zone
        return bool(zone) and (zone.endswith(case.word) or case.word == "示范区")
    return case.proper and len(case.content) >= 2


def _convener(case: Case) -> Node | None:
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


def _event(case: Case) -> bool:
    """全县经济工作会议, 第三届运动会: opened, quoted, counted, or with words that say which one."""
    after = case.scan.text[case.node.end : case.node.end + 6]
    if re.match(r"[共累计约]*\d+[余多]?[场次期]|[两三四五六七八九十]+余?[场次期]", after):
        return False  # 举行培训会15次: many, not one
    if after.startswith("室"):
        return False  # 县委九楼视频会议|室
    if case.word.endswith(("会", "会议")) and after.startswith(("成员", "组成人员")):
        return False  # 县委组织部部务会|成员, 市政协主席会议|成员
    if _OFTEN.search(case.scan.text[max(0, case.node.start - 24) : case.node.start]):
        return False  # 多次召开支部大会
    if case.node.level in ("乡", "镇") and case.node.core.startswith(("镇", "乡")):
        return False  # 乡镇人大例会
    if case.word == "节":
        return any(ORDINAL.match(n.word) for n in case.inner) and case.substance >= 1  # 第八届杏花节
    owner = case.node.qualifier
    of_body = case.word in case.context.groups.bodymeeting
    if of_body and _opened_by_body(case):
        return True  # 某县政协|全会
    if of_body and not case.opened and not case.substance:
        owner = case.node.qualifier = _convener(case)
        return owner is not None
    if case.word in ("会议", "会") and not case.opened and case.substance < 2:
        return False
    if case.word == "会议" and owner is not None and owner.type == "Agency" and case.last.start == owner.end:
        return owner.core.endswith(("领导小组", "委员会", "指挥部", "专班"))  # 某某领导小组会议
    if len(case.word) >= 4 and case.word.endswith("仪式") and owner is not None and not case.content:
        case.node.qualifier = None  # 某某市民学校|启动仪式: it is the occasion, not who holds it
        return owner.type in ("Agency", "Enterprise")
    if case.word == "会" and _last_word(case).endswith(affixes(case.context.groups.notmeeting)):
        return False
    if case.word == "会" and not (case.substance >= 2 and case.last.tag in ("n", "nz", "ORG")):
        return False
    if case.head.kind == "Congress":
        return case.opened or any(ORDINAL.match(n.word) for n in case.inner) or bool(case.node.children)
    if case.node.level in ("村", "社区", "镇", "乡") and case.substance < 2:
        return False
    if owner is not None and owner.kind in ("Congress", "CPPCC") and "届" in owner.word:
        return True  # 某县十八届人大|一次会议
    if owner is not None and owner.type == "Agency" and owner.qualifier is None and not owner.level:
        case.node.qualifier = None  # 乡村振兴工作队|进驻会
        return len(owner.word) >= 4
    return (
        case.quoted
        or case.substance >= 2
        or any(ORDINAL.match(n.word) for n in case.inner)
        or any(n.type in ("Initiative", "Event", "Document") for n in case.inner)
    )


_OFTEN = re.compile(
    r"(?:(?:多次|经常|定期|常态化|不定期|每[周月季年])(?:组织)?(?:召开|举行|举办|开展)|每[天周月季年]组织一次)[^，。；]*$"
)


def _opened_by_body(case: Case) -> bool:
    """Does a body open the name (某县政协|全会)?"""
    return case.node.qualifier is not None and case.node.qualifier.type == "Agency"


def _last_word(case: Case) -> str:
    """Return the text of the candidate's last word."""
    return case.last.word if len(case.last.word) > 1 else case.node.word


def _initiative(case: Case) -> bool:
    """“清风”行动, 人居环境整治行动: quoted, or the object of a verb of undertaking."""
    if case.quoted:
        if case.inner[-1].word in case.context.groups.plainnoun:
            return False
        near = case.inner[-1].tag == "QUOTE"
        if not near and case.word not in ("建设", "行动", "活动"):
            near = headed_from(case.scan, case.context, case.i) is not None
        if case.head.weight == "weak" and not near and case.word not in ("活动", "行动"):
            return False
        figure = any(n.word[1:-1] in case.context.groups.figurative for n in case.inner)
        return not figure or (case.head.kind != "Programme" and case.head.weight == "strong")
    if any(n.type == "Initiative" for n in case.inner):
        return True
    if case.head.kind == "Mechanism" and case.content.endswith(affixes(case.context.groups.vaguenoun)):
        return False
    themed = case.scan.text[: case.node.start].endswith(("”为主题的", "’为主题的", "”为主题开展的"))
    if themed and case.head.kind == "Campaign":
        return case.substance >= 2  # 以“…”为主题的|志愿者培育活动
    if case.word in ("巡察", "巡视") and any(n.type == "Agency" for n in case.inner):
        return True  # 十三届县委第二轮巡察
    if case.head.weight == "weak":
        least = {"行动": 4, "活动": 7, "项目": 8}.get(case.word)
        return least is not None and case.substance >= least and _is_undertaken(case)
    if case.word.endswith(("宣传工作", "征兵工作", "普查", "普查工作")) and not any(
        YEAR.match(n.word) for n in case.inner
    ):
        return False
    return case.substance >= (4 if len(case.word) < 4 else 2) and _is_undertaken(case)


def only_modifies(scan: Scan, i: int, context: Context) -> bool:
    """Is the task's name only the modifier of a noun (安全生产隐患, 基层治理体系)?"""
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    return (
        nxt is not None
        and nxt.tag in ("n", "vn", "nz")
        and not nxt.type
        and nxt.word not in context.groups.tasknoun
    )


_UNDER_WAY = re.compile(r"(?:开展|启动|实施|部署)(?:以来|后|之后)")


def undertaken(scan: Scan, i: int, context: Context, campaign: Campaign) -> bool:
    """Is a general policy task the object of a verb of undertaking here, and not only mentioned?"""
    nodes = scan.nodes
    if _UNDER_WAY.match(scan.text, nodes[i].end):
        return len(nodes[i].word) >= 6  # 夏季治安打击整治行动|开展以来
    near = i
    while near >= 2 and nodes[near - 1].word in ("、", "和") and nodes[near - 2].type == "Initiative":
        near -= 2  # 推行河长制、林长制、田长制
    for k in range(near - 1, max(near - 4, -1), -1):
        if nodes[k].word in context.vocab.undertake:
            return len(nodes[i].word) >= (3 if campaign.kind == "Mechanism" else 4)
        if nodes[k].tag == "w" and nodes[k].word != "、":
            return False
    return False


def _is_undertaken(case: Case) -> bool:
    """Is the unquoted name the object of a verb of undertaking, at a short distance before it?"""
    nodes = case.scan.nodes
    if _UNDER_WAY.match(case.scan.text, case.node.end):
        return True
    first = case.i
    while first > 0 and nodes[first].start > case.node.start:
        first -= 1
    for k in range(first - 1, max(first - 8, -1), -1):
        if nodes[k].word in case.context.vocab.undertake:
            return True
        if nodes[k].tag == "w" or nodes[k].type in ("Person",):
            return False
    return False


def _document(case: Case) -> bool:
    """市政府工作报告: a report of a body or a meeting; 制发|检察建议书; other documents stand in 《》."""
    before = case.scan.nodes[case.i - 1].word if case.i else ""
    if any(f.relation == "issues" for f in case.context.vocab.triggers.get(before, ())):
        return case.word.endswith("建议书")
    return case.head.kind == "Report" and (case.opened or any(n.type == "Event" for n in case.inner))


def _honour(case: Case) -> bool:
    """“文明家庭”称号, 全国先进集体: quoted, or won here."""
    if case.quoted:
        return not (case.inner[-1].word in FEASTS and case.word.endswith(("模", "模范")))
    if case.word == "提名奖" and any(n.type == "Honour" for n in case.inner):
        return True
    if case.word in case.context.groups.modelperson and case.node.word.startswith(
        affixes(case.context.groups.awardlevel)
    ):
        return True
    before = case.scan.text[max(0, case.node.start - 12) : case.node.start]
    if case.word in case.context.groups.prize and not case.content:
        return bool(re.search(r"(荣获|获得|获|夺得|斩获|摘得|捧得|分获|分别获得?|颁发)[^，。；]*$", before))
    won = re.search(
        r"(荣获|获得|获评|获|被评为|评为|授予|命名为|评选|表彰|喜获|认定为|入选|当选|颁发)[^，。；]*$", before
    )
    return bool(won) and (case.substance >= 2 or case.opened)


FEASTS = ("“五一”", "“七一”", "“八一”", "“五四”", "“三八”", "“七·一”", "“五·一”", "“十一”", "“六一”")


CHECKS = {
    "Agency": _agency,
    "Enterprise": _enterprise,
    "Community": _community,
    "Place": _place,
    "Event": _event,
    "Initiative": _initiative,
    "Document": _document,
    "Honour": _honour,
}
