"""By-lines: who reported, who corresponded, who took the picture."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from kg.text.normalise import CJK

MEDIUM = (
    rf"(?:(?!通讯员|记者|摄影|编辑|审核)[{CJK}]){{1,10}}"
    r"(?:报社?|网|(?<![公旅报])社|电视台|广播电台|融媒体?(?:中心)?|全媒体(?:中心)?|新闻(?:中心)?|在线|客户端|频道|(?:新闻)?传媒(?:中心|集团)?)"
)
"""A newspaper, agency, station or site as it stands before 记者: 晶报, 央广网, 云岭县融媒体中心."""
_PREFIX = (
    r"(?:本报|本刊|本台|本网|本社|特约|特派|首席|实习|见习|驻[^记\s]{0,6}|全媒体|融媒体?|融媒体中心|新媒体|新华社|"
    rf"{MEDIUM}(?:[·・]{MEDIUM})?)"
)
EDITOR = (
    r"(?:责任|本期|新媒体|网络|文字|视频|值班|执行|微信|视觉)?(?:编辑|主编|校对|校检|审核|编审|总编)|值班(?:编委|主任|领导)|责编|美编|"
    r"[一二三初复终]\s*[审校]|审签|审稿|编校|签发|监制|总监制|出品人?|策划|统筹|制作|排版|剪辑|视频|配音|播音|实习生"
)
"""Who made a page without having reported: their names go to nobody."""
_PAGE = (
    r"来源|稿源|供稿单位|(?:发布|发稿|发表|更新)?(?:时间|日期)|发布[者人]?|字[号体]|"
    r"浏览(?:次数|量)?|点击(?:次数|量|[数率])?|阅读(?:次数|量)?|电话|邮箱"
)
REPORTER = (
    rf"{_PREFIX}{{0,3}}记者|作者|撰文|撰稿|采写|文字(?!编辑)|供稿(?!单位)|"
    r"(?<![图/／、])文(?=[/／:：丨|]\s*(?!图))"
)
CORRESPONDENT = r"(?:本报|特约|特邀|本台|本网)*(?:通讯员|通联员)"
PHOTOGRAPHER = r"摄影(?!报道)|摄像|图片|供图|(?<![文/／、])图(?=[/／:：丨|]\s*(?!文))|摄(?=[/／:：丨|])"
_LABEL = re.compile(
    rf"(?P<x>{EDITOR}|{_PAGE})|(?P<r>{REPORTER})|(?P<c>{CORRESPONDENT})|(?P<p>{PHOTOGRAPHER})"
)
_TAIL = re.compile(
    r"(?P<both>文\s*[/／、·&和]?\s*图|图\s*[/／、]?\s*文|摄影报道|摄影并报道|图文报道)|"
    r"(?P<text>[/／]\s*文|^文)$|(?P<photo>[/／]\s*[图摄]|摄影|摄|^图|供图|提供)$"
)
_NOISE = re.compile(
    r"[□■◇◆○●☆★▲△▪◎※]|本报讯|本报综合|本[栏版文]图片均?由|图片?均由|[/／][\u4e00-\u9fff]{2,4}报[道导]|(?<!摄影)(?<!并)(?<!图文)报[道导]|【|】|整理|综合|采写|（|）|\(|\)"
)
_SPACED = re.compile(rf"(?<![{CJK}/／])([{CJK}]) ([{CJK}]{{1,2}})(?![{CJK}])")
_TORN_NAME = re.compile(rf"(?<![{CJK}])([{CJK}]{{2}}) ([{CJK}])(?=\s*(?:$|[^{CJK}\s]))")
"""A name of three characters with a stray space before its last one, at the end of a list."""
_TORN_LABEL = re.compile(r"通 讯 ?员|通讯 员|记 者|摄 影")
"""A label with a stray space, where a line of the page broke it."""
_EACH = re.compile(rf"(?<![{CJK}])([{CJK}]{{2,4}})\s+文\s*[/／、，, ]\s*([{CJK}]{{2,4}})\s+[图摄](?![{CJK}])")
"""Who wrote and who took the picture, each before a mark of one character (高远 文/白小娟 图)."""
_THEN = re.compile(rf"[/／]\s*([文图摄])\s*(?=[{CJK}]{{2,4}}\s*[/／])")
"""Where one of them ends and the next begins (高远/文 白小娟/摄)."""
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2})*")
_FROM = re.compile(rf"(?<=[{CJK}]) (?P<place>[{CJK}]{{2,3}})(?<!摄影)(?<!图文)(?<!综合)报[道导](?=\W*$)")
"""Whence it is told, behind names (记者 高远 云岭报道)."""
_BODY_END = re.compile(
    r"[部局委办院校站所台社会区县市镇乡室队团处科厅]$|(?<=[县市区省州旗])(?:妇联|政协|人大|残联|纪委)$|中心|公司|集团|支行"
)
_NAME = re.compile(rf"[{CJK}]{{2,4}}|[{CJK}]{{1,8}}(?:·[{CJK}]{{1,8}})+")
_NOT_NAMES = frozenset(
    [
        *(
            "文图",
            "摄影",
            "报道",
            "整理",
            "综合",
            "编辑",
            "校对",
            "审核",
            "责编",
            "资料",
            "资料图",
            "供稿",
            "本报",
            "本站",
            "佚名",
            "管理员",
        ),
        *("记者", "记者部", "编辑部", "通讯员", "实习生", "记者站", "新闻", "看点", "故事"),
    ]
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康"
    "易乔文施洪倪庞殷安颜牛温芦季俞章鲁葛伍华岳柳左齐庄辛管祝裴涂翟詹翁焦路游兰包宁关梅盛阎霍柯甘童耿"
    "单曲欧司阮凌舒解符车尚卜纪项成卫穆申桑姬智古靳涂时冉柴蒲丛宫尤苗费"
)
_NOT_A_NAME_END = re.compile(r"(?:[行站部团台组]|采访|手记|观察|调查|体验|视线|节)$")


def looks_like_name(word: str) -> bool:
    """Tell whether a word glued to 记者 reads as a name (记者张璐) and not as a column (记者基层行)."""
    return word[:1] in SURNAMES and not _NOT_A_NAME_END.search(word)


@dataclass(frozen=True, slots=True)
class Byline:
    """The people of a by-line, in printed order, each once."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reporters or self.correspondents or self.photographers)

    def __add__(self, other: Byline) -> Byline:
        return Byline(
            _unique([*self.reporters, *other.reporters]),
            _unique([*self.correspondents, *other.correspondents]),
            _unique([*self.photographers, *other.photographers]),
        )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def parse(text: str, *, unlabelled: str = "", surnames: Container[str] = ()) -> Byline:
    """Return the people that a by-line in analysed form names.

    ``记者 甲 文/图`` is a reporter and a photographer, ``记者 甲 摄`` a photographer only, ``图/甲`` too.
    Editors, those who let a page pass (编辑, 终审) and trainees are not among them.

    Args:
        text: the by-line alone (□本报记者 周俊英 通讯员 张梦珂).
        unlabelled: what names without a label are: "reporters", "correspondents", or "" to pass them over.
        surnames: known surnames, to part names that are printed without a space.
    """
    lists: dict[str, list[str]] = {"r": [], "c": [], "p": []}
    role = {"reporters": "r", "correspondents": "c", "photographers": "p"}.get(unlabelled, "")
    clean = _TORN_LABEL.sub(lambda m: m.group().replace(" ", ""), _DAY.sub(" ", text))
    clean = _EACH.sub(r"\1/文 \2/图", clean)
    clean = _THEN.sub(r"/\1 ", clean)
    clean = _NOISE.sub(" ", _FROM.sub(_no_place, clean))
    at = 0
    segments: list[tuple[str, str]] = []
    for label in _LABEL.finditer(clean):
        segments.append((role, clean[at : label.start()]))
        role = label.lastgroup or role
        at = label.end()
    segments.append((role, clean[at:]))
    for role, segment in segments:
        if role != "x":
            _segment(role, segment, lists, surnames)
    return Byline(_unique(lists["r"]), _unique(lists["c"]), _unique(lists["p"]))


def _no_place(found: re.Match[str]) -> str:
    return found.group() if found["place"][0] in SURNAMES else ""


def _segment(role: str, segment: str, lists: dict[str, list[str]], surnames: Container[str]) -> None:
    pending: list[str] = []
    segment = _TORN_NAME.sub(r"\1\2", _SPACED.sub(r"\1\2", segment))

    def settle(kind: str | None) -> None:
        targets = {"both": [role if role and role != "p" else "r", "p"], "text": ["r"], "photo": ["p"]}
        for target in targets.get(kind or "", [role] if role else []):
            lists[target].extend(pending)
        pending.clear()

    both = _TAIL.search(segment)
    if both and both.lastgroup == "both":
        pending.extend(_names(segment[: both.start()], surnames))
        segment = segment[both.end() :]
        if not pending:  # it stands before the names: 文/图 高远, 图文：高远
            pending.extend(_names(segment, surnames))
            segment = ""
        settle("both")
    for word in re.split(r"[\s、，,;；:：丨|]+", segment):
        tail = _TAIL.search(word) if len(word) != 2 or word in ("摄影", "供图", "提供") else None
        if tail and tail.lastgroup != "both" and (tail.start() == 0 or tail.start() >= 2):
            pending.extend(_names(word[: tail.start()], surnames))
            settle(tail.lastgroup)
        else:
            pending.extend(_names(word.strip("/／"), surnames))
    settle(None)


def _names(text: str, surnames: Container[str]) -> list[str]:
    found: list[str] = []
    for word in re.split(r"[\s、，,;；:：/／丨|]+", text):
        word = word.strip("-—_")
        if word in _NOT_NAMES or word.endswith(_OUTLETS):
            continue
        if _NAME.fullmatch(word) or (5 <= len(word) <= 9 and re.fullmatch(rf"[{CJK}]+", word)):
            found.extend(_parted(word, surnames))
    return found


_OUTLETS = ("讯", "之声", "发布", "融媒", "在线", "要闻", "传媒")


def _parted(word: str, surnames: Container[str]) -> list[str]:
    """Part names printed without a space (张三李四) where surnames prove the seam."""
    if (
        len(word) > 2
        and (word[0] not in SURNAMES or word.endswith(("妇联", "政协", "人大", "残联", "纪委")))
        and _BODY_END.search(word)
    ):
        return []  # 宣传部, 县委办
    if len(word) < 4 or "·" in word or word[:2] in surnames:
        return [word] if len(word) <= 4 or "·" in word or not _BODY_END.search(word) else []
    for sizes in ((2, 2), (3, 2), (2, 3), (3, 3), (3, 3, 3), (2, 2, 2)):
        if sum(sizes) == len(word):
            parts, at = [], 0
            for size in sizes:
                parts.append(word[at : at + size])
                at += size
            if all(p[0] in SURNAMES for p in parts):
                return parts
    return [word] if len(word) <= 4 or (len(word) <= 6 and not _BODY_END.search(word)) else []
