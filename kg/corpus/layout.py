"""A page's printed paragraphs: lines joined where they were wrapped, each with what kind of line it is."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.corpus import bylines
from kg.text.normalise import CJK, mapped

LONGEST = 100_000
"""A paragraph of more characters is no newspaper prose: the rest is set aside."""


class Kind(StrEnum):
    """What a printed paragraph looks like by itself."""

    SHORT = "short"  # a headline, heading, column name or bare caption
    DASH = "dash"  # a subtitle after a dash
    BYLINE = "byline"  # a by-line on a line of its own
    DATELINE = "dateline"  # prose that starts with 本报讯
    META = "meta"  # 来源：… 发布时间：…
    CAPTION = "caption"  # ends with 摄, or is marked 资料图
    ITEM = "item"  # an item of a list with a dash or bullet
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Para:
    """A printed paragraph: its span, the lines that make it, and the white lines above.

    ``pieces`` are the spans of its lines without Markdown marks, bullets and outer white space; ``level``
    counts the ``#`` before it.
    """

    kind: Kind
    pieces: tuple[tuple[int, int], ...]
    gap: int
    level: int
    text: str

    @property
    def start(self) -> int:
        """Where it starts in the file."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.pieces[-1][1]


_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BLANK = " \t\u3000\xa0\ufeff\u200b\u200c\u200d\u2060\x00"
_MARK = re.compile(rf"[{_BLANK}]*(?P<quote>(?:>[{_BLANK}]*)*)(?P<hash>#{{1,6}}(?=[{_BLANK}])[{_BLANK}]*)?")
_BULLET = re.compile(rf"(?:[-—–―─]{{1,4}}|[•●■◆▪·*▲△▼▽↑↓★☆◇])[{_BLANK}]*(?=[^\s\-—])")
_HEADLINES = (Kind.SHORT, Kind.DASH)
_FINAL = "。！？…”’」』!?"
_FINAL_WIDE = _FINAL + "）)：:；;\"'》】"
_WHO = (
    rf"(?:本报)?(?:{bylines.REPORTER}|{bylines.CORRESPONDENT}|实习生)[ \u3000]*"
    rf"[{CJK}]{{2,4}}(?:[ \u3000、]+[{CJK}]{{2,4}})*?"
)
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日\s*"
_DATELINE = re.compile(
    rf"\s*[□■]?\s*[（(【]?(?P<medium>本报|本台|本网|本站|[{CJK}·]{{2,16}}?(?:网|在线|融媒体?(?:中心)?|日报|晚报|电视台|新闻|新华社|中新社)(?:[/、][{CJK}]{{2,8}}?(?=讯|网讯))?)?"
    rf"\s*(?:[{CJK}]{{2,10}}?)?\s*(?P<day>{_DAY})?(?<![通资喜快简短音死])(?:讯(?![息问飞号])|(?:电|消息)(?=[\s（(【）)】:：\d])|"
    r"报[道导](?=\s*[（(]\s*(?:全媒体|融媒体|本报|首席|见习)?记者))[）)】]?"
    r"(?P<who>\s*[（(【][^（）()【】]{2,60}[）)】]|"
    rf"\s*(?:{_WHO}[ \u3000]*)+(?:摄影)?(?:报道|[ \u3000](?=[^ \u3000])))?"
    r"(?P<gap>[\s:：]*)"
)
_LEADING_WHO = re.compile(
    rf"\s*[（(【]\s*(?:{bylines.REPORTER}|{bylines.CORRESPONDENT}|{bylines.MEDIUM}\s)[^（）()【】]{{2,50}}[）)】]\s*|"
    rf"\s*(?:{bylines.REPORTER})[ \u3000]+[{CJK} \u3000]{{2,20}}(?:报道|讯)[：:\s]*"
)
_BYLINE = re.compile(
    rf"[□■◇◆○●☆★▲△▪◎※\s]*[（(【]?\s*(?:{bylines.REPORTER}|{bylines.CORRESPONDENT}|摄影|图文|文\s*[/／]?\s*图|图\s*[/／]\s*文)"
    rf"[\s/／:：丨|]*(?:[{CJK}·]|[\s/／、:：丨|（）()])*[）)】]?\s*"
)
_GLUED = re.compile(rf"[□■\s]*(?:{bylines.REPORTER}|{bylines.CORRESPONDENT})(?P<name>[{CJK}]{{2,16}})$")
_BARE = re.compile(
    rf"[（(]\s*(?P<names>[{CJK}]{{2,4}}(?:[\s、]+[{CJK}]{{2,4}}){{0,3}}|[{CJK}]\s+[{CJK}])\s*[）)]"
)
_MARKED_NAMES = re.compile(
    rf"[□■◇◆]\s*[{CJK}·]{{2,4}}(?:[\s、]+(?:文/图|文图|[{CJK}·]{{2,4}}))*\s*(?:文/图|摄影报道)?\s*"
)
_UNIT_SIGNED = re.compile(
    rf"[（(]\s*[{CJK}]{{3,16}}\s+(?:{bylines.REPORTER}|{bylines.CORRESPONDENT})[\s:：]*[{CJK}·\s、]{{2,24}}[）)]"
)
_NAMES_TAIL = re.compile(rf"(?:[{CJK}·]{{2,4}}[\s、]+)+(?:文\s*[/／]\s*图|摄影报道|文图|报道)\s*")
_META_KEY = re.compile(
    r"(?:本文转自|文章转自|转自|原载|消息来源|信息来源|文章来源|稿件来源|新闻来源|内容来源|来源|来\s{1,4}源|发布时间|发布日期|发稿时间|发表时间|成文日期|更新时间|时间|日期|作者|"
    r"发布机构|发布|发布者|发布人|发布单位|信息员|录入员?|供稿单位|供稿|稿源|编辑|责任编辑|责编|本期编辑|(?:新媒体|网络|文字|视频|微信)编辑|"
    r"审核人?|审签|签发|校对|校检|[一二三初复终]审|监制|总监制|出品人?|策划|统筹|制作|排版|编审|主编|副主编|执行主编|值班(?:编委|主任|总编|编辑|领导)|"
    r"浏览次数|浏览量|浏览|点击数|点击率|点击量|点击|阅读次数|阅读量|阅读|访问量|访问次数|人气|字体大小|字体|字号|分享到|分享|打印|关闭|"
    r"索引号|文号|关键词|关键字|标签|版次|版面|投稿邮箱|投稿热线|新闻热线|联系电话|主办单位|承办单位|主办|承办|技术支持|网站标识码|原标题|原文链接|"
    r"相关链接|相关新闻|相关阅读|相关附件|上一篇|下一篇|上一条|下一条|扫一扫)"
    r"\s*[：:丨|｜]"
)
_SOURCE_LINE = re.compile(
    r"(?:本文转自|转自|原载|消息来源|信息来源|来源)[ \u3000]+[\u4e00-\u9fff·]{2,16}|"
    r"[\u4e00-\u9fff]{2,14}(?:妇联|政府|党建|文明|新闻|工会|共青团|教育|法院|检察|政法|人大|政协|先锋|[市县区州旗])网|"
    r"[\u4e00-\u9fff]{2,10}[省市州盟县区旗镇乡道][ \u3000]*(?:信息|新闻|综合保障|融媒体?|宣传|文化)中心"
)
_FURNITURE = re.compile(
    r"(?:保存|收藏|打印|关闭|分享|返回|回到)(?:本页面?|此页|本文|文章|页面|窗口|首页|顶部|列表|上一页|到.{0,12})?|"
    r"字[体号](?:大小)?|[大中小]|[大中小]号?字?|A|T|放大|缩小|默认|正常|纠错|我要纠错|微信(?:好友)?|微博|新浪微博|腾讯微博|QQ(?:空间|好友)?|朋友圈|"
    r"人人网|抖音|无障碍(?:浏览|阅读)?|适老化?版?|长者模式|语音播报|点击收听|点赞|在看|收起|展开|TOP|END|完|原创|"
    r"(?:网站)?首页|登录|注册|设为首页|加入收藏|网站地图|联系我们|关于我们|阅读原文|查看原文|点击(?:上方|下方)?蓝字.{0,10}|关注我们|"
    r"扫一扫.{0,16}|手机扫.{0,16}|长按.{0,4}识别.{0,8}|用微信扫.{0,16}|使用微信.{0,20}|正文"
)
_BETWEEN = re.compile(r"[\[\]【】（）()<>《》|丨｜•/／\s:：,，、;；_—+-]+")
_COPYRIGHT = re.compile(
    r"版权所有|[京沪津渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备|公网安备|Copyright|©|网站标识码",
    re.I,
)
_CRUMBS = re.compile(
    r"(?:您?(?:现在|当前|所在|目前)?(?:所在)?的?位置(?:是|在)?|当前栏目|所在栏目)\s*[：:]|(?:网站)?首页\s*[>＞»›/→·|-]"
)
_ARROWS = re.compile(r"\s*(?:[>＞»›→]+|&gt;)\s*")
_TAGS = re.compile(r"(?:#[^#\s，。]{1,20}(?:#\s*|\s+|$))+")
_COUNTS = re.compile(
    r"(?:浏览|阅读|点击|访问|人气|评论|点赞)(?:次数|量|数|率)?\s*[:：]?\s*[\[（(]?\s*\d+\s*[\]）)]?\s*次?"
)
_STAFF = re.compile(
    rf"(?:{bylines.EDITOR}|{bylines.REPORTER}|{bylines.CORRESPONDENT}|{bylines.PHOTOGRAPHER})?(?:[{CJK}]{{0,4}})"
)
_STAFFED = re.compile(rf"[\[【（(\s]*(?:{bylines.EDITOR})")
_FOLIO = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|商报|时报|都市报|法治报|工人报|新报|周报|周刊))?[\s|·/]*"
    r"(?:(?:19|20)\d\d\s*年[\s/]*\d{1,2}\s*月[\s/]*\d{1,2}\s*日)?[\s|·/]*(?:星期[一二三四五六日天])?[\s|·]*"
    r"(?:农历[\u4e00-\u9fff]{4,10})?[\s|·]*(?:第\s*\d{1,6}\s*期\s*[:：]?)?\s*"
    r"(?:第?\s*[A-Z]?\d{1,3}\s*版?|第[一二三四五六七八九十]{1,3}版|头版|要闻)?[\s|·:：]*"
    r"(?:首版|要闻|时政|综合|[\u4e00-\u9fff]{2,4}(?:新闻|要闻|综合|专版|风采|时空|广角))?[\s|·]*"
    r"(?:(?:责任编辑|责编|组版编辑|编辑|美编|校对|组版|版式|电话)[\s/]*[\u4e00-\u9fff\d-]{2,12}[\s|·]*)*"
)
_DATED = re.compile(
    rf"\s*[（(【]?(?P<who>[{CJK}A-Za-z·\s]{{2,24}}?)[\s丨|（(]*"
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
    rf"(?P<rest>[\s丨|）)]*[{CJK}A-Za-z ]{{0,10}})[】]?\s*$"
)
_SHORT_DATE = re.compile(
    r"\s*(?:\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}日)\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:发布于?|来自)?\s*[\u4e00-\u9fff]{0,8}"
)
_META_DATE = re.compile(
    r"\s*(?:发布[于在]|发表于|更新于)?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:\s*星期.)?\s*(?P<rest>.{0,40})$"
)
_PHOTO_END = re.compile(
    rf"(?:[（(][^（）()]{{0,40}}(?:摄|资料图|资料图片|供图|图片|摄影|提供|(?<![/／文])图)\s*[）)]|资料图片?|"
    rf"(?:记者|通讯员)[\s]*[{CJK}\s]{{2,20}}\s*(?:摄影|摄|供图)|"
    rf"(?:[{CJK}]{{2,4}}\s+|(?<=[。\s])[{CJK}]\s+[{CJK}]{{1,2}}\s+)+(?:摄影|摄|供图)|(?:图|摄影|供图)\s*[/／:：]\s*[{CJK}\s、·]{{2,20}})\s*$"
)
_SHOWN = re.compile(
    r"\s*[（(]?(?:图片?[为：:]|图片(?:均?由|来源)|图[①②③④⑤⑥一二三四五1-9][为：:]|[上下左右]图(?:为|：))"
)
_POINTERS = frozenset("▲△▼▽↑↓")
_PHOTO_ALONE = re.compile(
    rf"\s*[（(]?(?:本[栏版文]图片均?由|图片?均由)?(?:(?:本报)?(?:记者|通讯员)?[\s]*[{CJK}\s、]{{2,16}}\s*(?:摄影|摄|供图)|"
    rf"(?:图|摄影|供图|图片)\s*[/／:：]?\s*[{CJK}\s、·]{{2,16}}(?:摄)?)\s*[）)]?\s*$"
)
_SPEAKER = re.compile(r"(?:记者|问|答|主持人|[\u4e00-\u9fff]{2,4}(?:县长|市长|区长|书记|局长))\s*[：:]")
_ADDRESS = re.compile(
    r"(?:[\u4e00-\u9fff（）()、，,]*各[\u4e00-\u9fff（）()、，,]{2,60}|[\u4e00-\u9fff]{0,10}同志们?|尊敬的.{2,40})[：:]"
)
_LISTS = re.compile(r"任命|免去|决定|名单|如下|通过|接受|批准|表决")
_LINK_LINE = re.compile(r"(?:!?\[[^\[\]]*\]\([^()]*\)\s*)+")
_INNER_END = re.compile(r"[。！？!?；;](?![”’」』\"']?$)")


def paragraphs(text: str) -> tuple[list[Para], list[tuple[int, int]]]:
    """Cut a page into its printed paragraphs; the second list holds stretches too long to be prose."""
    lines = _close_up(_lines(text), text)
    paras: list[Para] = []
    cut: list[tuple[int, int]] = []
    run: list[_Line] = []
    for line in lines:
        if line.end - line.start > LONGEST:
            cut.append((line.start + LONGEST, line.end))
            line = _Line(
                line.start, line.start + LONGEST, line.gap, line.level, line.bullet, line.indent, line.quote
            )
        if run and line.gap:
            paras.extend(_run(text, run))
            run = []
        run.append(line)
    if run:
        paras.extend(_run(text, run))
    return _credited(paras), cut


def _credited(paras: list[Para]) -> list[Para]:
    """Join a picture's text with the credit on a line of its own below it (本报记者 某某 摄)."""
    found: list[Para] = []
    for para in paras:
        alone = para.kind is Kind.CAPTION and _PHOTO_ALONE.match(para.text) and not _SHOWN.match(para.text)
        last = found[-1] if found else None
        if alone and last is not None and last.kind in (Kind.PROSE, Kind.SHORT) and len(last.text) <= 400:
            before = found[-2] if len(found) > 1 else None
            column = before is not None and before.kind is Kind.SHORT and len(before.text) <= 8
            if (
                last.gap >= 3
                or "图为" in last.text
                or column
                or before is None
                or before.kind is Kind.CAPTION
            ):
                found[-1] = Para(
                    Kind.CAPTION, last.pieces + para.pieces, last.gap, 0, last.text + "\n" + para.text
                )
                continue
        found.append(para)
    return found


def _close_up(lines: list[_Line], text: str) -> list[_Line]:
    """Take out the white lines that stand after every line of a page, wrapped as its columns were."""
    if len(lines) < 12:
        return lines
    usual, times = Counter(line.gap for line in lines[1:]).most_common(1)[0]
    widths = sorted(line.end - line.start for line in lines)
    width = widths[len(widths) * 3 // 4]
    full = sum(abs(w - width) <= 2 for w in widths)
    torn = sum(ends_torn(text[line.start : line.end]) for line in lines)
    spread = usual > 0 and times >= 0.7 * len(lines) and 10 <= width <= 45
    if not spread or full < 0.5 * len(lines) or torn < 0.5 * len(lines):
        return lines
    return [replace(line, gap=max(0, line.gap - usual)) for line in lines]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    gap: int
    level: int
    bullet: str
    indent: bool
    quote: bool


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    at = gap = 0
    while at <= len(text):
        broken = _BREAK.search(text, at)
        stop = broken.start() if broken else len(text)
        line = _line(text, at, stop, gap)
        if line is None:
            gap += 1
        else:
            found.append(line)
            gap = 0
        if broken is None:
            break
        at = broken.end()
    return found


def _line(text: str, start: int, end: int, gap: int) -> _Line | None:
    while end > start and (text[end - 1] in _BLANK):
        end -= 1
    if start == end:
        return None
    indent = text[start : start + 1] == "\u3000" or text[start : start + 4] == "    "
    mark = _MARK.match(text, start, end)
    level = 0
    quote = False
    if mark:
        level = mark["hash"].count("#") if mark["hash"] else 0
        quote = bool(mark["quote"])
        start = mark.end()
    bullet = _BULLET.match(text, start, end)
    printed = ""
    if bullet and bullet.end() < end:
        printed = bullet.group().strip(_BLANK)
        start = bullet.end()
    while start < end and text[start] in _BLANK:
        start += 1
    if start < end and text[start] in "![" and _LINK_LINE.fullmatch(text, start, end):
        return None  # a picture or a link in Markdown
    return _Line(start, end, gap, level, printed, indent, quote) if start < end else None


def _run(text: str, run: list[_Line]) -> list[Para]:
    """Make paragraphs of the lines of a run without white lines: wrapped lines go together."""
    widths = [line.end - line.start for line in run]
    longest = max(widths)
    full = [w for w in widths if w >= 0.7 * longest]
    width = statistics.median(full)
    regular = len(run) > 2 and sum(abs(w - width) <= max(2, width * 0.12) for w in widths) * 2 >= len(run)
    indented = any(line.indent for line in run)
    groups: list[list[_Line]] = []
    kinds: list[Kind] = []
    printed_kinds = [_kind(text, line) for line in run]
    signed = [i for i, k in enumerate(printed_kinds[:8]) if k in (Kind.BYLINE, Kind.META, Kind.DATELINE)]
    head = signed[0] if signed and all(k in _HEADLINES for k in printed_kinds[: signed[0]]) else 0
    for number, (line, kind) in enumerate(zip(run, printed_kinds, strict=True)):
        if (
            number >= head
            and groups
            and _continues(text, groups[-1], kinds[-1], line, kind, width, regular, indented)
        ):
            groups[-1].append(line)
            if kinds[-1] in (Kind.SHORT, Kind.DASH):
                kinds[-1] = Kind.PROSE
            if kind is Kind.CAPTION:
                kinds[-1] = Kind.CAPTION
        else:
            groups.append([line])
            kinds.append(kind)
    paras = []
    for number, (group, kind) in enumerate(zip(groups, kinds, strict=True)):
        pieces = tuple((line.start, line.end) for line in group)
        printed = "\n".join(text[a:b] for a, b in pieces)
        gap = group[0].gap if number == 0 else 0
        paras.append(Para(kind, pieces, gap, group[0].level, printed))
    return paras


def _continues(
    text: str,
    group: list[_Line],
    kind: Kind,
    line: _Line,
    next_kind: Kind,
    width: float,
    regular: bool,
    indented: bool,
) -> bool:
    last = group[-1]
    if line.bullet or line.level or last.level or kind in (Kind.BYLINE, Kind.META, Kind.DASH):
        return False
    if next_kind is Kind.CAPTION and _SHOWN.match(text, line.start, line.end):
        return False
    if next_kind is Kind.CAPTION and _PHOTO_ALONE.match(text[line.start : line.end]):
        return kind in (Kind.PROSE, Kind.SHORT, Kind.CAPTION) and line.end - line.start < 20
    if next_kind in (Kind.BYLINE, Kind.META, Kind.DATELINE) or kind is Kind.CAPTION:
        return False
    if line.indent and not (group[0].indent and last.indent and regular):
        return False
    size = last.end - last.start
    if not regular and not (indented and not line.indent):
        # two lines of unequal length: wrapped only where the first is long and plainly unfinished
        return (
            size >= 14
            and size >= 0.9 * width
            and text[last.end - 1] not in _FINAL_WIDE
            and kind is not Kind.SHORT
        )
    if size < 0.75 * width:
        return False
    if size < 8:
        return False
    return text[last.end - 1] not in "。！？!?" or size >= width - 1


def _kind(text: str, line: _Line) -> Kind:
    body = text[line.start : min(line.end, line.start + 600)]
    size = line.end - line.start
    if size <= 40 and _SHOWN.match(body):
        return Kind.CAPTION
    if (
        size <= 90
        and _BYLINE.fullmatch(body)
        and bylines.parse(mapped(body, headline=True).text, unlabelled="reporters")
    ):
        glued = _GLUED.match(body)
        if glued and not bylines.looks_like_name(glued["name"]):
            return Kind.SHORT
        return Kind.CAPTION if _PHOTO_ALONE.match(body) else Kind.BYLINE
    if size <= 60 and (_MARKED_NAMES.fullmatch(body) or _NAMES_TAIL.fullmatch(body)):
        return Kind.BYLINE
    if size <= 50 and _UNIT_SIGNED.fullmatch(body):
        return Kind.BYLINE
    bare = _BARE.fullmatch(body) if size <= 30 else None
    if bare and bylines.looks_like_name(bare["names"]):
        return Kind.BYLINE
    if size <= 160 and _is_meta(body):
        return Kind.META
    if dateline(body):
        return Kind.DATELINE
    tail = text[max(line.start, line.end - 80) : line.end]
    if size <= 700 and _PHOTO_END.search(tail):
        return Kind.CAPTION
    if size <= 120 and (_SHOWN.match(body) or (line.bullet in _POINTERS and size <= 45)):
        return Kind.CAPTION
    if line.bullet:
        dash = line.bullet[0] in "—–-―─"
        if dash and size <= 45 and not _INNER_END.search(body) and body[-1] not in "。；;，,":
            return Kind.DASH
        return Kind.ITEM
    if _SPEAKER.match(body) or _ADDRESS.fullmatch(body):
        return Kind.PROSE
    if size <= 45 and body[-1] not in "。；;，,、" and not _INNER_END.search(_CRIED.sub("", body)):
        if body[-1] in ":：" and _LISTS.search(body):
            return Kind.PROSE
        comma = re.search(r"[，,]", _QUOTED.sub("", body))
        if comma and body[-1] in ":：":
            return Kind.PROSE
        return Kind.PROSE if comma and size > 26 else Kind.SHORT
    return Kind.PROSE


_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
"""What a headline quotes, commas and all (“为群众办实事,暖人心”活动启动)."""

_CRIED = re.compile(rf"^\s*[{CJK}]{{2,4}}[!！]\s*")
"""What a headline begins with to be heard (喜报！…)."""

_OUTLET = (
    r"(?:融媒体中心|融媒体|融媒|广播电视总?台|电视台|日报社?|晚报|晨报|报社|新闻中心|传媒集团|"
    r"(?:新闻|政府|政务|文明|长安|先锋|党建)网)"
)
_MEDIA = re.compile(
    rf"[□■（(【\s]*(?:来源\s*[：:]\s*)?(?P<name>[{CJK}]{{2,12}}{_OUTLET})"
    rf"(?P<who>[（(\s]*[{CJK}·\s、:：/／]{{0,48}}[）)】]?)"
)
_ONE = re.compile(rf"(?:{bylines.REPORTER}|{bylines.CORRESPONDENT}|摄影|文|图)*[{CJK}·]{{0,6}}")
_NAMES_THEN_MEDIUM = re.compile(
    rf"[□■（(【\s]*(?P<who>(?:[{CJK}·]{{2,6}}[\s、]+|[{CJK}]\s+[{CJK}][\s、]+){{1,5}})"
    rf"(?P<name>[{CJK}]{{2,12}}{_OUTLET})\s*(?:供稿|报道|综合报道|综合)?[）)】\s]*"
)
_TURNED = re.compile(r"\W*[上下紧][接转][^，。]{0,10}版\W*|[（(][^（）()]{2,24}供稿[）)]")
_KEYS = re.compile(
    r"(?:来源|发布时间|发布日期|字号|字体|浏览次数|浏览量|点击|编辑|责编|审核|校对|终审|作者)\s*[：:]"
)


def media(body: str) -> tuple[str, str] | None:
    """Return the medium and the people's part of a line that names little else, None for other lines."""
    found = _NAMES_THEN_MEDIUM.fullmatch(body.strip()) or _MEDIA.fullmatch(body.strip())
    if not found or not all(_ONE.fullmatch(w) for w in _BETWEEN.split(found["who"])):
        return None
    return found["name"], found["who"]


def is_bare(line: str) -> bool:
    """Tell whether a line is names in brackets and nothing else: （高远）, who may have sent the text in."""
    return bool(_BARE.fullmatch(line.strip()))


def _is_furniture(body: str) -> bool:
    """Tell whether a line belongs to the web page round an article (首页 > 要闻, 【打印】, #话题#)."""
    words = [w for w in _BETWEEN.split(body) if w]
    if not words or all(_FURNITURE.fullmatch(w) for w in words):
        return bool(words)
    if _STAFFED.match(body) and len(body) <= 60 and all(map(_STAFF.fullmatch, words)):
        names = [w for w in words if not _STAFFED.fullmatch(w)]
        return bool(names) and bylines.looks_like_name(_STAFFED.sub("", names[0]))
    if any(p.fullmatch(body) for p in (_COUNTS, _TAGS, _SHORT_DATE)) or _COPYRIGHT.search(body):
        return True
    if re.search(r"[，。！？]", body):
        return False
    return bool(_CRUMBS.match(body)) or len(_ARROWS.findall(body)) > 1


_OUTLET_LINE = re.compile(
    rf"[{CJK}]{{2,12}}(?:[日晚晨早时周商都]?报|网|周刊|{_OUTLET})[{CJK}]{{0,4}}(?:讯|电)?\s*"
    rf"(?:[{CJK}]{{2,6}}讯)?\s*(?:第?\s*[A-Z]?\d{{1,3}}\s*版[:：]?[{CJK}·\s]{{0,12}}|(?:{bylines.EDITOR})\s*[:：].{{0,30}}"
    rf"|(?<=讯))\s*"
    rf"|《[{CJK}]{{2,10}}报》[\s（(]*(?=[\s\d])(?:(?:19|20)\d\d\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)?[）)\s]*"
    r"(?:第?\s*[A-Z]?\d{1,3}\s*版)?\s*"
)
"""A newspaper with its day, page or editor, or its place (某某日报某县讯), on a line by itself."""


_SIGNED_ON = re.compile(
    rf"\s*(?:{bylines.REPORTER}|{bylines.CORRESPONDENT})[\s:：]*[{CJK}·\s、]{{2,24}}"
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*"
)
"""A by-line with the day it was put up (全媒体记者 高远 2024-05-06)."""


def _is_dated(body: str) -> bool:
    """Tell whether a line names a source and the day it was put up (云岭新闻网 2024-05-06 10:20)."""
    found = _DATED.fullmatch(body)
    if not found:
        return False
    who = found["who"].strip()
    return len(who) <= 8 or bool(re.search(rf"{_OUTLET}$|(?:网|发布|[报台局办委府会院部])$", who))


def _is_meta(body: str) -> bool:
    if len(body) <= 50 and (_OUTLET_LINE.fullmatch(body.strip()) or _SIGNED_ON.fullmatch(body)):
        return True
    if _TURNED.fullmatch(body) or (len(body) <= 50 and media(body)) or _SOURCE_LINE.fullmatch(body):
        return True
    if _is_furniture(body) or _is_dated(body):
        return True
    keys = len(_KEYS.findall(body))
    if keys and "。" not in body and (keys > 1 or re.search(r"20\d\d\s*[-/.年]\s*\d", body)):
        return True
    if _META_KEY.match(body.lstrip("（([【□■ ")) or (
        _FOLIO.fullmatch(body) and re.search(r"[\d报]|编辑|责编", body)
    ):
        return True
    found = _META_DATE.match(body)
    if not found:
        return False
    rest = found["rest"].strip()
    return not rest or bool(_META_KEY.match(rest)) or (len(rest) <= 16 and not re.search(r"[，。,]", rest))


def dateline(text: str) -> int:
    """Return the length of the dateline (本报讯（记者 …）) at the head of a paragraph, 0 for none."""
    found = _DATELINE.match(text)
    if found:
        head = found.group()
        told = found["medium"] or found["who"] or (found["day"] and "讯" not in head)
        if told or (found["gap"] and "讯" in head and found.end() < len(text)):
            return found.end()
        return 0
    found = _LEADING_WHO.match(text)
    if found and found.end() < len(text):
        return found.end()
    return 0


def is_image_gap(para: Para) -> bool:
    """Tell whether the white lines above are the hole that a picture left."""
    return para.gap >= 3


def ends_torn(text: str) -> bool:
    """Tell whether a printed paragraph stops in the middle of a sentence."""
    return bool(text) and text.rstrip(_BLANK)[-1:] not in _FINAL_WIDE
