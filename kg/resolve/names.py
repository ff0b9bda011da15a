"""Names brought to a form in which spellings of one thing are equal: bodies, drives, meetings, documents,
people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from kg.lexicon.tables import Lexicon

_QUOTES = re.compile(r"[\s“”‘’\"'`´「」『』《》〈〉〝〞＂＇·]")
_FOLD = str.maketrans("()[]【】,:;!?－—–０１２３４５６７８９", "（）（）（），：；！？---0123456789")


def plain(text: str) -> str:
    """Return ``text`` without quotes, title marks and spaces, brackets and punctuation in one width."""
    return _QUOTES.sub("", text).translate(_FOLD)


# ---------------------------------------------------------------------------------------------- bodies
_DISCIPLINE = (
    (
        re.compile(
            r"^(?:纪工?委|纪律检查(?:工作)?委员会)(?:机关)?[、,]?"
            r"(?:监察?工委|监委工委|监察工作委员会|监察委员会工作委员会)$"
        ),
        "纪检监察工委",
    ),
    (re.compile(r"^纪检监察工(?:作)?委(?:员会)?$"), "纪检监察工委"),
    (re.compile(r"^纪工委$"), "纪律检查工作委员会"),
    (re.compile(r"^(?:纪委|纪律检查委员会)[、,]?(?:监委|监察委|监察委员会)$"), "纪委监委"),
    (re.compile(r"^纪委$"), "纪律检查委员会"),
    (re.compile(r"^(?:监委|监察委)$"), "监察委员会"),
)  # fmt: skip
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_TERM = re.compile(r"^第?[一二三四五六七八九十百\d]+届(?=人民代表大会|人大|委员会|政协)")
"""第十六届人民代表大会常务委员会 and 人大常委会 are one body, whichever its term."""
_COMMITTEE = frozenset({"委", "党委", "委员会", "党的委员会"})
# Spellings that grammar makes, not vocabulary: everything else is a row of the lexicon's table ``bodies``.
_GRAMMAR = {
    "党工委": "工作委员会", "工委": "工作委员会", "政府": "人民政府", "人大": "人民代表大会",
    "管委": "管理委员会", "管委会": "管理委员会", "人大常委会": "人民代表大会常务委员会",
    "法院": "人民法院", "检察院": "人民检察院",
    "政协委员会": "政协", "妇联": "妇女联合会", "团委": "共青团委员会", "残联": "残疾人联合会",
    "工商联": "工商业联合会", "科协": "科学技术协会", "文联": "文学艺术界联合会", "总支": "党总支",
    "党总支部": "党总支", "总支部委员会": "党总支", "党支部委员会": "党支部", "支部": "党支部",
    "党总支部委员会": "党总支", "村委": "村民委员会", "村委会": "村民委员会", "居委会": "居民委员会",
    "街道办": "办事处", "街道办事处": "办事处", "人社局": "人力资源和社会保障局", "市监局": "市场监督管理局",
    "市场监管局": "市场监督管理局", "住建局": "住房和城乡建设局", "卫健委": "卫生健康委员会",
    "发改委": "发展和改革委员会", "农业局": "农业局", "人武部": "人民武装部",
}  # fmt: skip
# Full cores that stand inside a longer formula of their own: see ``_FULL``.
_ONE = {
    "中国人民政治协商会议委员会": "政协",
    "人民政协": "政协",
    "共产主义青年团委员会": "共青团委员会",
    "纪检监察工作委员会": "纪检监察工委",
    "纪律检查委员会监察委员会": "纪委监委",
    "街道办事处": "办事处",
}
_OFFICE = re.compile(r"(?<![主协举承督创])办$")
_FULL = {
    "委员会": "中国共产党{a}委员会",
    "工作委员会": "中国共产党{a}工作委员会",
    "纪律检查委员会": "中国共产党{a}纪律检查委员会",
    "纪律检查工作委员会": "中国共产党{a}纪律检查工作委员会",
    "政协": "中国人民政治协商会议{a}委员会",
    "共青团委员会": "中国共产主义青年团{a}委员会",
    "党总支": "中国共产党{a}总支部委员会",
    "党支部": "中国共产党{a}支部委员会",
    "纪检监察工委": "{a}纪委监察工委",
    "纪委监委": "{a}纪律检查委员会监察委员会",
}
_SHORT = {
    "委员会": "委",
    "工作委员会": "党工委",
    "纪律检查委员会": "纪委",
    "纪律检查工作委员会": "纪工委",
    "人民代表大会常务委员会": "人大常委会",
    "管理委员会": "管委会",
    "共青团委员会": "团委",
    "监察委员会": "监委",
    "纪检监察工委": "纪委监委工委",
    "村民委员会": "村委会",
    "居民委员会": "居委会",
}
_SITED = re.compile(
    r"(医院|卫生院|卫生室|学校|小学|中学|一中|二中|三中|初中|高中|大学|学院|幼儿园|公司|集团|厂|店|宾馆|酒店|饭店|银行|信用社|"
    r"合作社|农场|林场|项目|实验室|研究院|研究所|博物馆|图书馆|文化馆|纪念馆|体育馆|基地|市场|商场|超市|产业园|工业园|敬老院|福利院|幸福院|邻里中心|文体中心|分校|"
    r"中心校|血站|职业教育中心|社会工作服务中心|党群服务中心|职工服务中心|电商中心|职教中心|艺术中心|体育中心|分拣中心|"
    r"养老院|车站|电站|报社|电视台|剧团|监狱|驿站|书屋|广场|公园)$"
)


def body_core(core: str, kind: str | None, lexicon: Lexicon) -> str:
    """Return the one spelling under which a body's core is compared: 人社局 as 人力资源和社会保障局.

    ``core`` is the name without level word and qualifier. Party committees become 委员会, joint discipline
    organs of a zone 纪检监察工委 however they are abbreviated, X办 becomes X办公室.
    """
    return _body_core(plain(core), kind, _Bodies.of(lexicon))


class _Bodies:
    """The lexicon's table of bodies in a form that can be a key of a cache."""

    __slots__ = ("full",)
    _known: ClassVar[dict[int, tuple[Lexicon, _Bodies]]] = {}

    def __init__(self, full: dict[str, str]) -> None:
        self.full = full

    @classmethod
    def of(cls, lexicon: Lexicon) -> _Bodies:
        known = cls._known.get(id(lexicon))
        if known is None or known[0] is not lexicon:
            cls._known.clear()
            known = (lexicon, cls({plain(b.short): plain(b.full) for b in lexicon.bodies.values() if b.full}))
            cls._known[id(lexicon)] = known
        return known[1]


@lru_cache(maxsize=65536)
def _body_core(core: str, kind: str | None, bodies: _Bodies) -> str:
    party = _PARTY.match(core)
    if party:
        core = core[party.end() :]
    core = _TERM.sub("", core)
    for pattern, one in _DISCIPLINE:
        if pattern.match(core):
            return one
    if core in _COMMITTEE and (party or kind in (None, "PartyOrgan")):
        return "委员会"
    if core.startswith("中国人民政治协商会议"):
        return "政协"
    for _ in range(2):
        full = bodies.full.get(core) or _GRAMMAR.get(core)
        if full is None and core.endswith("办公室"):
            full = bodies.full.get(core[:-2])  # 创文办公室 as 创文办
        if not full or full == core:
            break
        core = full
    if core in _COMMITTEE and kind in (None, "PartyOrgan"):
        return "委员会"
    for pattern, one in _DISCIPLINE:
        if pattern.match(core):
            return one
    core = _ONE.get(core, _GRAMMAR.get(core, core))
    return _OFFICE.sub("办公室", core)


_INNER = re.compile(
    r"^(?P<parent>党工委|工作委员会|管委会|管理委员会|人民政府|政府|人大常委会|人民代表大会常务委员会|政协|纪委监委|纪委|党委|委)"
    r"(?P<rest>(?!员会).{2,}|办)$"
)
GROUPS = ("委员会", "领导小组", "指挥部", "联席会议")
"""Ends of bodies that consist of others and work through an office of their own."""
_GROUP_OFFICE = re.compile(rf"^(?P<parent>.{{2,}}(?:{'|'.join(GROUPS)}))办公室$")
_PARENT_KIND = {
    "政": "CPPCC",
    "人大": "Congress",
    "人民代": "Congress",
    "人民政": "GovernmentOrgan",
    "管": "GovernmentOrgan",
}
# Departments of a party committee, whether or not the name says so: 区组织部 is 区委组织部.
_PARTY_INNER = frozenset(
    [
        "组织部",
        "宣传部",
        "统一战线工作部",
        "统战部",
        "政法委员会",
        "政法委",
        "巡察工作领导小组办公室",
        "巡察办",
        "老干部局",
        "机构编制委员会办公室",
        "直属机关工作委员会",
        "网络安全和信息化委员会办公室",
        "党校",
        "党史研究室",
        "督查室",
        "社会工作部",
        "讲师团",
    ]
)


_PROCURATORATE = re.compile(r"(?:人民)?检(?:察院)?第?([一二三四五])分院$")
"""省检二分院: a branch of a province's procuratorate in short."""


def inner_body(core: str, lexicon: Lexicon) -> tuple[str, str, str]:
    """Return parent core, parent kind and own core of a body inside a body: 委, PartyOrgan, 第三巡察组.

    Both stand in one name, as in 委第三巡察组 of 区委第三巡察组. All are "" for a body that is in no other.
    """
    core = plain(core)
    found = _split_inner(core)
    if found[0]:
        return found
    known = _Bodies.of(lexicon).full
    full = known.get(core) or (
        known.get(core[:-2]) if core.endswith("办公室") else None
    )  # 创文办公室 as 创文办
    return _split_inner(full) if full else found


def _split_inner(core: str) -> tuple[str, str, str]:
    if any(pattern.match(core) for pattern, _ in _DISCIPLINE) or core in _ONE or core in _GRAMMAR:
        return "", "", ""
    if core in _PARTY_INNER:
        return "委", "PartyOrgan", core
    branch = _PROCURATORATE.match(core)
    if branch is not None:
        return "人民检察院", "JudicialOrgan", f"第{branch[1]}分院"
    office = _GROUP_OFFICE.match(core)
    if office is not None:
        return office["parent"], "Other", "办公室"
    match = _INNER.match(core)
    if match is None or (match["parent"] == "委" and match["rest"].startswith(("员", "会"))):
        return "", "", ""
    if match["parent"] == "政协" and match["rest"].startswith(("委员联络", "委员之家", "委员工作")):
        return "", "", ""  # 某镇政协委员联络室: a town has no 政协
    parent = match["parent"]
    found = next((k for p, k in _PARENT_KIND.items() if parent.startswith(p) and parent != "政府"), None)
    if parent == "政府":
        found = "GovernmentOrgan"
    elif parent.startswith("纪"):
        found = "DisciplineOrgan"
    return parent, found or "PartyOrgan", match["rest"]


def literal_parent(core: str) -> str:
    """Return the parent's core as it stands at the left of a core (委 of 委改革办), "" where none does."""
    parent, _, rest = _split_inner(core)
    return parent if parent and core == parent + rest else ""


def mended(text: str, lexicon: Lexicon) -> str:
    """Return ``text`` with the misprints mended that the lexicon lists (人户走访 → 入户走访)."""
    table = _Misprints.of(lexicon)
    return table.pattern.sub(lambda m: table.meant[m[0]], text) if table.meant else text


class _Misprints:
    """The lexicon's table of confusions as one pattern, longest first."""

    __slots__ = ("meant", "pattern")
    _known: ClassVar[dict[int, tuple[Lexicon, _Misprints]]] = {}

    def __init__(self, lexicon: Lexicon) -> None:
        self.meant = {c.printed: c.meant for c in lexicon.confusions.values()}
        order = sorted(self.meant, key=lambda w: (-len(w), w))
        self.pattern = re.compile("|".join(map(re.escape, order)))

    @classmethod
    def of(cls, lexicon: Lexicon) -> _Misprints:
        known = cls._known.get(id(lexicon))
        if known is None or known[0] is not lexicon:
            cls._known.clear()
            known = (lexicon, cls(lexicon))
            cls._known[id(lexicon)] = known
        return known[1]


_NUMERAL = frozenset(
    "0123456789一二三四五六七八九十百零〇甲乙丙丁东西南北中上下前后左右大小春夏秋冬国省市州盟县区旗镇乡村"
)


def one_misprint_apart(left: str, right: str) -> bool:
    """Return whether two long names differ in one character that does not count or point."""
    if len(left) != len(right) or len(left) < 8:
        return False
    other = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(other) == 1 and not (set(other[0]) & _NUMERAL)


def body_full(core: str, area: str) -> str:
    """Return the official name of the body ``core`` of the area written in full as ``area``."""
    return _FULL.get(core, "{a}" + core).format(a=area)


def body_short(core: str, area: str, level: int) -> str:
    """Return the usual short name: 文峰区委, 麦秀镇党委, 文峰区人力资源和社会保障局; ``level`` that of
    the area."""
    if core == "委员会" and level >= 4:
        return f"{area}党委"
    if core == "办事处" and area.endswith("街道"):
        return area + core
    return area + _SHORT.get(core, core)


TAXES = "国家税务总局"
"""The body whose name that of every tax bureau begins with."""

_LEADING = frozenset(
    (
        *("委员会", "工作委员会", "人民政府", "管理委员会", "人民代表大会常务委员会", "人民代表大会", "政协"),
        *("纪律检查委员会", "纪委监委", "纪检监察工委", "监察委员会", "人民武装部"),
    )
)


def is_leading(core: str) -> bool:
    """Return whether a body of this core, or a department of a committee, is the leadership of its area."""
    return core in _LEADING or core in _PARTY_INNER


def is_sited(name: str) -> bool:
    """Return whether a body of this name stands in an area (a hospital, a firm) rather than governs it."""
    return _SITED.search(plain(name)) is not None


_NATIONAL = re.compile(
    r"^(中共中央|党中央|中央|国务院|全国|国家|中华人民共和国|中华全国|最高人民|中国共产党中央|中国(?!共产党[^中])|教育部|公安部|财政部|"
    r"民政部|司法部|商务部|农业农村部|交通运输部|自然资源部|生态环境部|住房和城乡建设部|水利部|应急管理部|文化和旅游部|人力资源和社会保障部|"
    r"退役军人事务部|工业和信息化部|科学技术部|科技部|外交部|国防部|新华社|人民日报)"
)


def is_national(name: str) -> bool:
    """Return whether a name needs no area: there is one such thing in the country."""
    return _NATIONAL.match(plain(name)) is not None


# --------------------------------------------------------------------------------- drives and meetings
_TIME = re.compile(
    r"^(?:(?:二〇|二零|20|19)?[\d〇零一二三四五六七八九]{2}年度?(?:以来)?)?(?:第?[一二三四1-4]季度|四季度|[上下]半年|今年|全年|"
    r"\d{1,2}月份?(?:\d{1,2}日)?|[春夏秋冬]季|[春秋]冬季?|年度|\d{4})*"
)
_HEADS = [
    "主题实践活动",
    "实践活动",
    "主题活动",
    "服务月活动",
    "专项检查",
    "专项整治",
    "专项治理",
    "重大项目",
    "重点项目",
    "专项行动",
    "评选活动",
    "创建活动",
    "创建工作",
    "工作机制",
    "新路径",
    "新模式",
    "新机制",
    "集中会战",
    "工作法",
    "工作",
    "活动",
    "行动",
    "项目",
    "工程",
    "机制",
    "制度",
    "模式",
    "计划",
    "路径",
    "方案",
    "会战",
]
_MODIFIERS = re.compile(
    r"^(?:新时代|新形势下|各类|各项|全面|深入|扎实|冲毁|全区|全市|全县|全省|全州|全国|区|市|县|省|州|年度|全域|农村|"
    r"学习贯彻|开展|推进|第[一二三四五六七八九十百\d]+[次届个])+$"
)
_QUOTED = re.compile(r"[“‘\"'「『《〝]([^“”‘’\"'「」『』《》〝〞]{2,})[”’\"'」』》〞]")


@dataclass(frozen=True, slots=True)
class Drive:
    """An initiative's name taken apart: ``edition`` the year or season, ``stem`` without the generic head."""

    whole: str
    edition: str
    stem: str
    quoted: tuple[str, ...]


@lru_cache(maxsize=65536)
def drive(name: str) -> Drive:
    """Take an initiative's name apart: 2024年春季征兵宣传工作 is 征兵宣传 of 2024年春季."""
    whole = plain(name)
    time = _TIME.match(whole)
    edition = time[0] if time and len(whole) - len(time[0]) >= 3 else ""
    return Drive(
        whole, edition, without_head(whole[len(edition) :]), tuple(plain(q) for q in _QUOTED.findall(name))
    )


def without_head(name: str) -> str:
    """Return a name without its generic last word (实践活动, 机制, 工作), if enough of it stays."""
    for _ in range(2):
        for head in _HEADS:
            if name.endswith(head) and len(name) - len(head) >= 3:
                name = name[: -len(head)]
                break
        else:
            break
    return name


def same_drive(short: str, long: str) -> bool:
    """Return whether two names in one article name one initiative: bare and qualified, with year and
    without."""
    a, b = drive(short), drive(long)
    if a.whole == b.whole:
        return True
    if a.edition and b.edition and a.edition != b.edition:
        return False
    if a.stem == b.stem:
        return True
    if a.quoted and b.quoted:
        if set(a.quoted) != set(b.quoted):
            return a.stem in _parts(b)
        return (
            (a.stem in b.stem and _is_extra(b.stem, a.stem, 12 if a.whole in a.quoted else 8))
            or (b.stem in a.stem and _is_extra(a.stem, b.stem))
            or (b.whole.endswith(a.whole) and _is_extra(b.whole, a.whole))
        )
    if a.quoted or b.quoted:
        bare, marked = (b, a) if a.quoted else (a, b)
        return (
            len(marked.quoted) == 1
            and bare.stem == marked.quoted[0]
            and len(marked.stem) - len(bare.stem) <= 8
        )
    if a.stem == "主题教育" and b.stem.endswith("主题教育"):
        return True
    if b.stem.endswith(a.stem) and len(a.stem) >= 4:
        return _MODIFIERS.match(b.stem[: -len(a.stem)]) is not None
    return False


def _parts(name: Drive) -> list[str]:
    """Return the parts of a listing quotation: “作风大转变、环境大提升”行动 is called “作风大转变” too."""
    return [part for quoted in name.quoted for part in re.split("[、，,]", quoted) if len(part) >= 5]


_OTHER_DEED = re.compile(
    r"民意|征集|宣传|评选|讲评|推进|培训|调研|监督|检查|竞赛|比赛|征文|论坛|任务|清单|台账|督导|巡展|表彰|观摩|\+"
)


def _is_extra(long: str, short: str, longest: int = 8) -> bool:
    """Return whether what the longer name has more only qualifies: 新时代|枫桥经验, not …|民意征集."""
    extra = long.replace(short, "", 1)
    return len(extra) <= longest and _OTHER_DEED.search(extra) is None


_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+|[一二三四五六七八九十]+届[一二三四五六七八九十]+次|(?:20|19)\d\d年?"
)
_MISPRINT = re.compile(r"(第[一二三四五六七八九十百\d]+)名(?=[（(]扩大|会议|全体)")
_EXPANDED = re.compile(r"（扩大）")


@lru_cache(maxsize=65536)
def meeting(name: str) -> str:
    """Return a meeting's name for comparison: misprinted ordinals mended, （扩大） and brackets dropped."""
    return _EXPANDED.sub("", _MISPRINT.sub(r"\1次", plain(name)))


def is_shorter_meeting(short: str, long: str, *, headline: bool) -> bool:
    """Return whether one meeting's name leaves out words of the other's, nothing else: 春耕(备耕)推进会.

    Both end in the same word, or the longer one's part before 暨 does; a ``headline`` may leave out more of
    the end (民情分析会 for 民情分析研判会). Names of fewer than five characters say too little.
    """
    if headline and sorted(short) == sorted(long):
        return short != long  # 甲县委巡察组巡察县某局动员会 for 县委巡察组巡察甲县某局动员会
    if short.endswith("会") and long.endswith("会议"):
        long = long[:-1]
    if len(short) < 5 or (long.startswith(short) and not long.startswith("暨", len(short))):
        return False  # 某次会议 is not 某次会议重点提案督办会议
    same = long.endswith(short[-2:]) or any(p.endswith(short[-2:]) for p in long.split("暨")[:-1])
    if not same and not (headline and long[-1] == short[-1]):
        return False
    counted = _ORDINAL.findall(long)
    if any(number not in counted for number in _ORDINAL.findall(short)):
        return False  # 第一次会议 is no 第十一次会议
    rest = iter(long)
    return all(c in rest for c in short)


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a congress or committee: ``count`` its term and number, ``organ`` the body if named."""

    organ: str
    kind: str
    count: str


_SESSION = re.compile(
    r"第?(?P<term>[一二三四五六七八九十]+)届[^一二三四五六七八九十]{0,24}?第?(?P<number>[一二三四五六七八九十]+)次"
    r"(?:全体|（扩大）)*(?:会议|全会)$"
)
_ORGANS = (
    (re.compile(r"人大常委会|人民代表大会常务委员会"), "人民代表大会常务委员会", "Congress"),
    (re.compile(r"人大|人民代表大会"), "人民代表大会", "Congress"),
    (re.compile(r"政协|政治协商会议"), "政协", "CPPCC"),
    (re.compile(r"纪律检查委员会|纪委"), "纪律检查委员会", "DisciplineOrgan"),
    (re.compile(r"(?:中国共产党|中共).*委"), "委员会", "PartyOrgan"),
)


@lru_cache(maxsize=65536)
def session(name: str) -> Session | None:
    """Return which session a meeting's name means, None for other meetings.

    某县政协十六届五次会议 and 政协第十六届某县委员会第五次会议 are one.
    """
    match = _SESSION.search(name)
    if match is None:
        return None
    organ, kind = next(((o, k) for pattern, o, k in _ORGANS if pattern.search(name)), ("", ""))
    return Session(organ, kind, f"{match['term']}届{match['number']}次")


def has_ordinal(name: str) -> bool:
    """Return whether a meeting's name tells it from the next one by number or year."""
    return _ORDINAL.search(name) is not None


def without_ordinal(name: str) -> str:
    """Return a meeting's name without the number that tells it from the next one."""
    return _ORDINAL_WHOLE.sub("", name)


_ORDINAL_WHOLE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[次届]|[一二三四五六七八九十]+届[一二三四五六七八九十]+次"
)


# ---------------------------------------------------------------------------------------------- people
_HALF = re.compile(
    r"^(?:[小老阿大][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}(?:女士|先生|阿姨|大娘|大爷|大妈|大叔|大伯|大姐|大哥|大嫂|奶奶|爷爷|婆婆|叔叔|"
    r"老师|师傅|老汉|老人|老太|同学|医生|大夫|经理|书记|支书|主任|主席|警官|法官|律师|教授|教练|"
    r"[省市县区州旗镇乡村局院校所队站科处部厂社会园班组]长|总|老|姐|哥|嫂|叔|伯|婶|姨|爷|奶|某|某某|某[\u4e00-\u9fff]?)|"
    r".*[某×xX＊*○〇].*)$"
)


@lru_cache(maxsize=65536)
def is_half_name(name: str) -> bool:
    """Return whether a name is half a name (李阿姨, 小李, 王某): it means nobody outside its article."""
    return len(name) < 2 or _HALF.match(name) is not None


_COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "司徒",
        "夏侯",
        "端木",
        "呼延",
        "南宫",
        "独孤",
        "闻人",
        "轩辕",
        "澹台",
        "申屠",
    ]
)


def surname(name: str, lexicon: Lexicon) -> str:
    """Return the surname of a full name."""
    double = name[:2]
    return double if len(name) > 2 and (double in _COMPOUND or double in lexicon.surnames) else name[:1]


# Shares of given names, in parts of a million, as far as a rough class serves: how often it is met by chance.
_COMMON_GIVEN = {
    "伟": 4000, "磊": 3000, "静": 3500, "丽": 3500, "强": 3300, "敏": 3500, "勇": 3000, "军": 3300,
    "杰": 3000, "涛": 2800, "超": 2500, "明": 2500, "刚": 2300, "平": 2300, "辉": 2300, "鹏": 2300,
    "华": 2500, "飞": 2000, "鑫": 2000, "波": 2300, "斌": 2300, "宇": 1800, "浩": 2000, "凯": 1800,
    "健": 1500, "俊": 1500, "红": 2300, "艳": 2500, "芳": 3500, "娜": 2000, "娟": 2500, "燕": 2500,
    "霞": 2300, "玲": 2500, "洋": 2500, "婷": 2500, "旭": 900, "建国": 700, "建华": 800, "建军": 700,
    "秀英": 900, "桂英": 800, "志强": 700, "秀兰": 700, "晓明": 300, "玉兰": 600, "志刚": 400, "海燕": 500,
    "小红": 400, "海涛": 400, "文静": 300, "国强": 400, "建平": 500, "晓燕": 400,
}  # fmt: skip


def chance(name: str, lexicon: Lexicon) -> float:
    """Return how likely a person met at random bears this full name: share of the surname times given
    name."""
    family = surname(name, lexicon)
    row = lexicon.surnames.get(family)
    share = (row.share if row and row.share > 0 else 3.0) / 10_000
    given = name[len(family) :]
    usual = _COMMON_GIVEN.get(given)
    if usual is None:
        usual = 500 if len(given) == 1 else 60 if len(given) == 2 else 5
    return share * usual / 1_000_000
