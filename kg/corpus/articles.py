"""A page's paragraphs to its articles: headlines, by-lines, headings, captions, torn sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.corpus import bylines
from kg.corpus.bylines import Byline
from kg.corpus.layout import Kind, Para, dateline, ends_torn, is_bare, is_image_gap, media
from kg.model import Block, Mapped, Role
from kg.text.normalise import CJK, mapped_pieces
from kg.text.segment import Segmenter

Piece = tuple[str, int]
_HEAD = (Kind.SHORT, Kind.DASH)
_BODY = (Kind.PROSE, Kind.ITEM, Kind.DATELINE)


@dataclass(slots=True)
class Draft:
    """An article in the making: its printed paragraphs by what they are for."""

    headlines: list[Para] = field(default_factory=list)
    opening: list[Para] = field(default_factory=list)  # by-line and source lines under the headline
    body: list[Para] = field(default_factory=list)
    closing: list[Para] = field(default_factory=list)  # by-lines and editors' lines after the text
    trailing: list[Para] = field(default_factory=list)  # column names at the end of the page
    photo_item: bool = False

    @property
    def paras(self) -> list[Para]:
        """All its paragraphs in printed order."""
        every = [*self.headlines, *self.opening, *self.body, *self.closing]
        return sorted(every or self.trailing, key=lambda p: p.start)


@dataclass(frozen=True, slots=True)
class Made:
    """An article's blocks and what its headlines and by-lines say."""

    blocks: tuple[Block, ...]
    start: int
    end: int
    title: str | None
    subtitle: str | None
    column: str | None
    byline: Byline
    meta: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """What is needed to bring printed pieces into the analysed form."""

    text: str
    mend: Callable[[str], str] | None
    segmenter: Segmenter
    surnames: frozenset[str] = frozenset()

    def ready(self, pieces: Sequence[Piece], *, headline: bool = False, names: bool = False) -> Mapped:
        """Return printed pieces as analysed text; what holds little but ``names`` is not mended."""
        mend = None if names else self.mend
        return mapped_pieces(pieces, headline=headline, mend=mend)


def split(paras: Sequence[Para]) -> list[Draft]:
    """Group a page's paragraphs into articles, in printed order."""
    starts = _starts(paras)
    drafts: list[Draft] = []
    current: Draft | None = None
    resume: Draft | None = None
    index = 0
    while index < len(paras):
        para = paras[index]
        if index in starts:
            current = Draft(photo_item=starts[index] == "photo")
            if current.photo_item and drafts:
                resume = drafts[-1] if not drafts[-1].photo_item else resume
            drafts.append(current)
            index = _open(current, paras, index, starts)
            continue
        if current is None:
            current = Draft()
            drafts.append(current)
            index = _open(current, paras, index, starts)
            continue
        if current.photo_item and para.kind in _BODY and resume is not None:
            current = resume  # the text goes on after a picture's item
        _add(current, para, paras, index, starts)
        index += 1
    for draft in drafts:
        _trim(draft)
    return [d for d in drafts if d.body or d.headlines]


def _open(draft: Draft, paras: Sequence[Para], index: int, starts: Mapping[int, str]) -> int:
    """Take the headlines and the opening by-line; return the index of the first paragraph of the body."""
    first = index
    above = paras[index].kind is Kind.BYLINE  # the by-line stands over the headline
    while index < len(paras) and (index == first or index not in starts):
        para = paras[index]
        signed = bool(draft.headlines) and bool(draft.opening)
        if para.kind in _HEAD and (not signed or above):
            draft.headlines.append(para)
        elif para.kind in (Kind.BYLINE, Kind.META):
            draft.opening.append(para)
        elif para.kind is Kind.DASH and draft.opening and not draft.body:
            draft.headlines.append(para)
        else:
            break
        index += 1
        if draft.photo_item and index < len(paras) and paras[index].kind is Kind.CAPTION:
            break
    if len(draft.headlines) > 1 and _is_source(draft.headlines[-1], draft.headlines[-2]):
        draft.opening.insert(0, replace(draft.headlines.pop(), kind=Kind.META))
    if len(draft.headlines) > 1 and _is_of_picture(draft.headlines[-1], draft.headlines[-2]):
        draft.body.append(replace(draft.headlines.pop(), kind=Kind.CAPTION))
    if not draft.opening and len(draft.headlines) > 1 and not draft.photo_item:
        index = _give_back_headings(draft, paras, index)
    if index < len(paras) and (index == first or index not in starts):
        draft.body.append(paras[index])
        index += 1
    return index


def _is_source(para: Para, headline: Para) -> bool:
    """Is a short line under a longer headline only who put the article up: 云岭发布, 云岭县水利局?"""
    text = re.sub(r"\s", "", para.text)
    return (
        para.kind is Kind.SHORT
        and para.level == 0
        and len(text) <= 16
        and len(headline.text) > len(text)
        and len(headline.text) >= 10
        and _PUBLISHER.fullmatch(text) is not None
    )


def _is_of_picture(para: Para, headline: Para) -> bool:
    """Does a line under the headline say what the picture there shows (获奖劳模合影)?"""
    return (
        para.kind is Kind.SHORT
        and para.level == 0
        and len(headline.text) >= 8
        and _IN_PICTURE.search(para.text.rstrip()) is not None
    )


_IN_PICTURE = re.compile(
    r"(?:合影|合影留念|(?:[活互]动|比赛|签约|颁奖|演练|培训|施工|表演)现场|全景|外景|夜景|效果图)$"
)

_PUBLISHER = re.compile(
    rf"[{CJK}]{{2,12}}(?:网|[日晚晨周都]报|周刊|之声|发布|要闻|在线|融媒体?|传媒|新闻|电视台|广播电视台|广播|先锋|政务|党建|组工|"
    r"统战|公安|检察|法院|司法|政协|人大|文旅|教育|宣传部|委员会|人民政府|[局厅]|[县市区]委|办公室|街道办|融媒体中心)"
)


def _give_back_headings(draft: Draft, paras: Sequence[Para], index: int) -> int:
    """Leave the first section's heading in the body where an article without a by-line begins with one."""
    last = draft.headlines[-1]
    numbered = re.match(
        r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十][)）]|\d{1,2}[、.．])",
        last.text,
    )
    if numbered and last.level == 0:
        draft.headlines.pop()
        return index - 1
    return index


def _add(draft: Draft, para: Para, paras: Sequence[Para], index: int, starts: Mapping[int, str]) -> None:
    if para.kind is Kind.META or para.kind is Kind.BYLINE:
        (draft.closing if draft.body else draft.opening).append(para)
    else:
        draft.body.append(para)


def _trim(draft: Draft) -> None:
    """Take short lines from the end: nothing follows that they could head."""
    while draft.body and draft.body[-1].kind in _HEAD and not _is_caption_at_end(draft):
        if len(draft.body) > 1 and _ACTOR.search(draft.body[-1].text) and " " not in draft.body[-1].text:
            draft.body[-1] = replace(draft.body[-1], kind=Kind.PROSE)  # who signs
            return
        draft.trailing.insert(0, draft.body.pop())


def _is_caption_at_end(draft: Draft) -> bool:
    para = draft.body[-1]
    return is_image_gap(para) and len(draft.body) > 1 and len(para.text) >= 8 and " " not in para.text.strip()


def _starts(paras: Sequence[Para]) -> dict[int, str]:
    """Return the indices at which articles start, with the evidence."""
    starts: dict[int, str] = {}
    previous = -1  # the last paragraph that surely belongs to an earlier article
    open_byline = -1
    photo = -2  # the last caption that is an item of its own
    for index, para in enumerate(paras):
        if para.kind is Kind.DATELINE and open_byline >= 0 and not _has_body(paras, open_byline + 1, index):
            previous = index
            continue
        if para.kind is Kind.BYLINE and previous == index - 1 >= 0 and paras[previous].kind is Kind.META:
            previous = open_byline = index  # the source line above has opened the article
            continue
        opening = para.kind is Kind.DATELINE or (
            para.kind in (Kind.BYLINE, Kind.META) and _opens(paras, index, previous)
        )
        if opening:
            starts[_back(paras, index, previous)] = "byline"
            previous = index
            open_byline = index if para.kind is not Kind.DATELINE else -1
        elif para.kind is Kind.CAPTION and (
            is_own_item(para, paras, index) or (photo == index - 1 and "。" in para.text)
        ):
            starts[_back(paras, index, previous, photo=True)] = "photo"
            previous = photo = index
    _by_closings(paras, starts)
    _by_second_signature(paras, starts)
    _by_level(paras, starts)
    if not starts or set(starts.values()) <= {"photo"}:
        _by_openings(paras, starts)
    if any(p.kind is Kind.META and _WEB.search(p.text) for p in paras):
        starts = {i: why for i, why in starts.items() if why != "photo"}  # its pictures are the article's
    return dict(sorted(starts.items()))


_WEB = re.compile(
    r"来源\s*[:：丨|]|发[布表稿](?:时间|日期)|浏览|打印|位置|首页|(?:19|20)\d\d-\d{1,2}-\d|下一[篇条]"
)
"""Marks of a page of a web site, which holds one article."""


def _has_body(paras: Sequence[Para], start: int, end: int) -> bool:
    return any(p.kind in (Kind.PROSE, Kind.ITEM) for p in paras[start:end])


def _opens(paras: Sequence[Para], index: int, previous: int) -> bool:
    """Tell whether a by-line or source line stands under a headline, not at the end of a text."""
    if index == 0:
        return paras[0].kind is Kind.BYLINE
    before = paras[index - 1]
    if before.kind is Kind.BYLINE:
        return False
    if before.kind is Kind.META:
        unopened = not any(p.kind in _BODY for p in paras[:index])
        return paras[index].kind is Kind.BYLINE and unopened and _body_follows(paras, index)
    if before.kind not in _HEAD:
        return False
    if paras[index].text.lstrip()[:1] in "（(" and index - 1 > 0 and not _body_follows(paras, index):
        return False
    return _body_follows(paras, index)


def _body_follows(paras: Sequence[Para], index: int) -> bool:
    return any(p.kind in (*_BODY, Kind.CAPTION) for p in paras[index + 1 : index + 8])


def _back(paras: Sequence[Para], index: int, previous: int, photo: bool = False) -> int:
    """Walk back from a by-line over the headlines above it."""
    start = index
    while start - 1 > previous and index - start < 7:
        para = paras[start - 1]
        if para.kind not in (Kind.SHORT, Kind.DASH, Kind.META) or (photo and len(para.text) > 12):
            break
        if para.kind is Kind.META and not (start - 2 > previous and paras[start - 2].kind in _HEAD):
            break
        start -= 1
    if start and index - start >= 2 and not photo and _is_caption_above(paras[start]):
        start += 1
    while start < index and paras[start].kind is Kind.META:
        start += 1
    return start


def _is_caption_above(para: Para) -> bool:
    """居民在议事会上商量车棚事宜: does a line under the hole of a picture close the article above?"""
    plain = " " not in para.text.strip().replace("\u3000", " ")
    shows = is_image_gap(para) and plain and para.kind is Kind.SHORT and not para.level
    return shows and len(para.text) >= 12 and _SHOWN.search(para.text) is not None


_SHOWN = re.compile(r"[\u4e00-\u9fff”\"]{2,}(?:在|向|为|给|正)[\u4e00-\u9fff“\"]{4,}|(?:现场|合影|场景)$")


def is_own_item(para: Para, paras: Sequence[Para], index: int) -> bool:
    """Tell whether a caption tells a piece of news of its own rather than naming what a picture shows."""
    body = re.sub(r"\s", "", para.text)
    if len(body) < 40:
        return False
    told = len(re.findall(r"[。！？]", body)) >= 2 or "图为" in body or "如图" in body
    if not told:
        return False
    before = next(
        (p for p in reversed(paras[:index]) if p.kind in (Kind.PROSE, Kind.ITEM, Kind.DATELINE)), None
    )
    after = paras[index + 1] if index + 1 < len(paras) else None
    inside = before is not None and ends_torn(before.text) and after is not None and after.kind is Kind.PROSE
    return not inside


_CLOSING = re.compile(
    rf"[。！？”][\s]*[（(【\[]\s*(?:(?:{bylines.REPORTER}|{bylines.CORRESPONDENT})[\s:：]*)?"
    rf"(?:[{CJK}·\s、:：/／丨|]){{2,60}}[）)】\]]\s*$"
)


def closing_byline(text: str) -> int:
    """Return where the by-line at the end of a paragraph starts (……。（通讯员 王某某）), -1 for none."""
    found = _CLOSING.search(text, max(0, len(text) - 60))
    if not found:
        return -1
    start = found.start() + 1
    inside = text[start:].strip().strip("（()）【】[]")
    labelled = bool(
        re.search(r"记者|通讯员|文\s*[/／]?\s*图|摄|撰[文稿]|[：:丨|]|供稿|报道$", inside)
    ) or bool(media(inside))
    words = re.split(r"[\s、]+", inside.strip())
    if not labelled and not all(2 <= len(w) <= 4 for w in words):
        return -1
    if not labelled and ((len(words) == 1 and len(words[0]) == 4) or words[0][-1:] in "图表略完下上转续"):
        return -1
    return start


def _by_closings(paras: Sequence[Para], starts: dict[int, str]) -> None:
    """After a closing by-line or editor's line, a short line followed by text starts another article."""
    closed = False
    for index, para in enumerate(paras):
        if index in starts:
            closed = False
        if closed and para.kind in _HEAD and _body_follows(paras, index):
            if not any(index < s <= _next_body(paras, index) for s in starts):
                starts[index] = "closing"
            closed = False
        if para.kind is Kind.PROSE:
            closed = closing_byline(para.text) >= 0
        elif para.kind in (Kind.BYLINE, Kind.META) and index > 0 and paras[index - 1].kind not in _HEAD:
            closed = any(p.kind in _BODY for p in paras[:index])


def _by_second_signature(paras: Sequence[Para], starts: dict[int, str]) -> None:
    """Where an article that opens with a by-line ends with another, the last headline starts a new one."""
    bounds = [*sorted(starts), len(paras)]
    for begin, end in itertools.pairwise(bounds):
        if starts[begin] != "byline":
            continue
        anchor = next((i for i in range(begin, end) if paras[i].kind in (Kind.DATELINE, Kind.BYLINE)), end)
        for index in range(anchor + 2, end):
            para = paras[index]
            at = closing_byline(para.text) if para.kind is Kind.PROSE else -1
            if at < 0 or not re.search(r"记者|通讯员", para.text[at:]):
                continue
            head = index
            least = anchor + (paras[anchor].kind is Kind.BYLINE)
            while head > least and paras[head].kind is not Kind.SHORT:
                head -= 1
            if head > least:
                starts[head] = "closing"


def _next_body(paras: Sequence[Para], index: int) -> int:
    return next((i for i in range(index, len(paras)) if paras[i].kind in _BODY), len(paras))


def _by_level(paras: Sequence[Para], starts: dict[int, str]) -> None:
    """Where a page marks headlines with # and headings with ##, every # starts an article."""
    if not {1, 2} <= {p.level for p in paras}:
        return
    for index, para in enumerate(paras):
        if para.level == 1 and para.kind is Kind.SHORT and _body_follows(paras, index):
            body = _next_body(paras, index)
            if not any(s <= body and index - 4 <= s for s in starts):
                starts[index] = "level"


_OPENING = re.compile(
    r"\s*(?:“[^”]{4,120}”)?(?:近日|日前|连日来|近期|近年来|今年以来|为(?:了|进一步|扎实|全面|深入|切实)|"
    r"(?:(?:19|20)\d\d\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份|以来)|昨日|今日|本月|上周)"
)
_NUMBERED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.．章节是]|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．])"
)


def _by_openings(paras: Sequence[Para], starts: dict[int, str]) -> None:
    """Part a page without by-lines where each of several headlines stands over an item with its own date."""
    heads: list[int] = []
    for index, para in enumerate(paras):
        if para.kind is not Kind.SHORT or (index and paras[index - 1].kind in _HEAD):
            continue
        body = _next_body(paras, index)
        if body >= len(paras) or body - index > 3:
            return
        if _NUMBERED.match(para.text) or len(para.text) < 8 or not _OPENING.match(paras[body].text):
            return
        heads.append(index)
    if len(heads) >= 2 and heads[0] == 0:
        starts.update(dict.fromkeys(heads, "opening"))


def make(draft: Draft, mending: Mending) -> Made:
    """Turn a draft into blocks in reading order with its headline, by-lines and source lines."""
    blocks: list[Block] = []
    title, subtitle, column = _headlines(draft, mending, blocks)
    byline = Byline()
    meta: list[str] = []
    author = Byline()  # of a source line: often who put the page up, so a by-line wins over it
    for para in draft.opening:
        found = _credit(para, mending, blocks, meta)
        author, byline = (author + found, byline) if para.kind is Kind.META else (author, byline + found)
    byline += _body(draft, mending, blocks)
    for para in draft.closing:
        found = _credit(para, mending, blocks, meta)
        author, byline = (author + found, byline) if para.kind is Kind.META else (author, byline + found)
    if not byline.reporters:
        known = byline.correspondents
        byline += replace(author, reporters=tuple(n for n in author.reporters if n not in known))
    blocks.sort(key=lambda b: b.text.offsets[0])
    paras = draft.paras
    return Made(tuple(blocks), paras[0].start, paras[-1].end, title, subtitle, column, byline, tuple(meta))


def _pieces(para: Para, text: str) -> list[Piece]:
    return [(text[a:b], a) for a, b in para.pieces]


def _cut(pieces: Sequence[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """Part pieces (joined by one character each) at a position of the joined text."""
    left: list[Piece] = []
    right: list[Piece] = []
    done = 0
    for piece, base in pieces:
        inner = at - done
        if inner >= len(piece):
            left.append((piece, base))
        elif inner <= 0:
            right.append((piece, base))
        else:
            left.append((piece[:inner], base))
            right.append((piece[inner:], base + inner))
        done += len(piece) + 1
    return left, right


def _put(blocks: list[Block], role: Role, pieces: Sequence[Piece], mending: Mending) -> Mapped | None:
    headline = role not in (Role.PARAGRAPH, Role.CAPTION)
    ready = mending.ready(pieces, headline=headline, names=role is Role.BYLINE)
    if not len(ready):
        return None
    blocks.append(Block(role, ready))
    return ready


def _credit(para: Para, mending: Mending, blocks: list[Block], meta: list[str]) -> Byline:
    ready = _put(blocks, Role.BYLINE, _pieces(para, mending.text), mending)
    if ready is None:
        return Byline()
    if para.kind is Kind.META:
        meta.append(ready.text)
        return _meta_people(ready.text, mending)
    unlabelled = "" if is_bare(ready.text) else "reporters"
    return bylines.parse(ready.text, unlabelled=unlabelled, surnames=mending.surnames)


def _meta_people(text: str, mending: Mending) -> Byline:
    """Return the marked people of a line, and those that a medium's name marks (云岭县融媒体中心 高远)."""
    named = media(text)
    if named:
        return bylines.parse(named[1], unlabelled="reporters", surnames=mending.surnames)
    return bylines.parse(text, surnames=mending.surnames)


_ACTOR = re.compile(
    r"(?:[街道社区县市镇乡旗州省]|社区|[局院委办联会厅处站所队村部室]|中心|大厅|公司|医院|学校|大学|学院|小学|中学|政府|法院|"
    r"检察院|党支部|党总支|集团|大队|支队|分局|银行|新区|示范区|开发区)[:：]?$"
)
_COLUMN = re.compile(
    r"新闻|图说|侧记|专栏|基层行|在行动|进行时|风采|访谈|聚焦|特刊|专版|要闻|综合|快讯|简讯|导读|时评|观察|故事|"
    r"[谈话说]|新时代|奋进|争先|出彩|开新局|新征程|精神$|文明实践"
)
_DASH_INSIDE = re.compile(r"[ \u3000]*(?:——|—|--)(?=[\u4e00-\u9fff“《])")


def _headlines(
    draft: Draft, mending: Mending, blocks: list[Block]
) -> tuple[str | None, str | None, str | None]:
    """Make the blocks of the headlines; return title, subtitle and column."""
    column = [_text(p, mending) for p in draft.trailing]
    if draft.photo_item:
        column = [_text(p, mending) for p in draft.headlines] + column
        return None, None, " ".join(column) or None
    lines = [p for p in draft.headlines if not _is_stray(p, mending)]
    main = _title_index(lines)
    if main is None:
        return None, None, " ".join(column) or None
    title: list[str] = []
    subtitle: list[str] = []
    before: list[str] = []
    for index, para in enumerate(lines):
        pieces = _pieces(para, mending.text)
        if index == main:
            inner = _DASH_INSIDE.search(para.text)
            if inner and inner.start() >= 4 and para.kind is Kind.SHORT:
                left, right = _cut(pieces, inner.start())
                _, right = _cut(right, inner.end() - inner.start())
                title += _texts(_put(blocks, Role.TITLE, left, mending), mending)
                subtitle += _texts(_put(blocks, Role.SUBTITLE, right, mending), mending)
            else:
                title += _texts(_put(blocks, Role.TITLE, pieces, mending), mending)
        elif index > main:
            subtitle += _texts(_put(blocks, Role.SUBTITLE, pieces, mending), mending)
        else:
            printed = _text(para, mending)
            actor = len(printed) <= 14 and bool(_ACTOR.search(printed))
            if actor and index == main - 1:
                title += _texts(_put(blocks, Role.KICKER, pieces, mending), mending)
            elif (len(printed) <= 15 and not actor) or (_COLUMN.search(printed) and len(printed) <= 16):
                before.append(printed)
            else:
                _put(blocks, Role.KICKER, pieces, mending)
    return " ".join(title) or None, " ".join(subtitle) or None, " ".join(before + column) or None


def _texts(ready: Mapped | None, mending: Mending) -> list[str]:
    return [_printed(ready, mending)] if ready else []


def _text(para: Para, mending: Mending) -> str:
    return _printed(mending.ready(_pieces(para, mending.text), headline=True), mending)


def _printed(ready: Mapped, mending: Mending) -> str:
    """Return a headline as a reader quotes it: misprints mended, its marks as printed."""
    return "".join(
        c if c == " " or c.isalnum() else mending.text[o]
        for c, o in zip(ready.text, ready.offsets, strict=True)
    )


def _title_index(lines: Sequence[Para]) -> int | None:
    if not lines:
        return None
    levels = [p.level for p in lines if p.level]
    if levels:
        return next(i for i, p in enumerate(lines) if p.level == min(levels))
    first_dash = next((i for i, p in enumerate(lines) if p.kind is Kind.DASH), len(lines))
    last = first_dash - 1 if first_dash else 0
    if last > 0 and _WHO_SPOKE.search(lines[last].text) and len(lines[last - 1].text) >= 8:
        return last - 1
    if last > 0 and _WHAT_IT_DID.match(lines[last].text) and _HELD.search(lines[last - 1].text):
        return last - 1
    return last


_HELD = re.compile(
    r"(?:召开|举行|闭幕|结束)(?:第[一二三四五六七八九十百]+次)?(?:[\u4e00-\u9fff]{0,6}会议|大会|全会)?$"
)
_WHAT_IT_DID = re.compile(r"(?:决定|审议|表决|通过|听取|传达|研究|部署|任命|选举)")
"""What a second headline begins with that tells what the meeting of the first one did."""
_WHO_SPOKE = re.compile(
    r"^[\u4e00-\u9fff·\s、]{2,24}?(?:主持(?:会议|并讲话)?|并讲话|讲话|出席|参加|陪同|致辞|作批示|作报告|带队|分别发言)"
    r"(?:并[\u4e00-\u9fff]{2,4})?$"
)


def _is_stray(para: Para, mending: Mending) -> bool:
    """Tell whether a short line is a picture read as text: old characters on a page in simplified script."""
    if len(para.text) > 20:
        return False
    return _odd_characters(para.text) >= 2


_OLD_FORMS = frozenset(
    "為極過們個來時對國會後說動學發產種經機當與關線數體實業點應開還從間樣區縣鎮書長幹眾務設織組黨報訊記這見風門東馬車電話請處"
)


def _odd_characters(text: str) -> int:
    return sum(c in _OLD_FORMS for c in text)


def _body(draft: Draft, mending: Mending, blocks: list[Block]) -> Byline:
    """Make the blocks of the body; torn sentences are rejoined, captions and by-lines set apart."""
    byline = Byline()
    open_: list[Piece] = []  # the paragraph that may go on
    after_caption = False

    def settle() -> None:
        if open_:
            _put(blocks, Role.PARAGRAPH, open_, mending)
            open_.clear()

    listed = _list_marks(draft.body)
    leads = {len(m[1]) * 100 + len(m[2]) for p in draft.body if (m := _LEAD.match(p.text))}
    for index, para in enumerate(draft.body):
        pieces = _pieces(para, mending.text)
        lead = _OPEN_LEAD.match(para.text)
        if lead and len(lead[1]) * 100 + len(lead[2]) in leads and lead.end() < len(pieces[0][0]):
            first, at = pieces[0], lead.end() - 1  # the full stop after a section's opening words is lost
            pieces[0] = (first[0][:at] + "。" + first[0][at + 1 :], first[1])
        if para.kind is Kind.CAPTION or (para.kind in _HEAD and _is_caption(draft, index, after_caption)):
            byline += _caption(para, pieces, mending, blocks)
            after_caption = True
            continue
        after_caption = False
        prose = para.kind is Kind.DASH or _is_torn_prose(draft.body, index, mending)
        if para.kind in _HEAD and not prose and not (open_ and _goes_on(open_, para, mending, heading=True)):
            settle()
            _put(blocks, Role.HEADING, pieces, mending)
            continue
        closing = closing_byline(para.text)
        tail: list[Piece] = []
        if closing > 0:
            pieces, tail = _cut(pieces, closing)
        if para.kind is Kind.DATELINE:
            settle()
            head, pieces = _cut(pieces, dateline(para.text))
            ready = _put(blocks, Role.BYLINE, head, mending)
            if ready:
                byline += _meta_people(ready.text, mending)
        if index in listed:
            _, pieces = _cut(pieces, 1)
        if open_ and not (para.kind in (Kind.PROSE, *_HEAD) and _goes_on(open_, para, mending)):
            settle()
        open_.extend(pieces)
        if tail:
            settle()
            ready = _put(blocks, Role.BYLINE, tail, mending)
            if ready:
                byline += _meta_people(ready.text, mending)
        elif not ends_torn(para.text):
            settle()
    settle()
    return byline


def _list_marks(body: Sequence[Para]) -> set[int]:
    """Return the items whose leading dash was misread as 一: they stand between items with a dash."""
    found: set[int] = set()
    for index, para in enumerate(body):
        if not re.match(r"一(?![是个项些次名批方面般件直定律旦致起边种样流线切])", para.text):
            continue
        near = [p for p in body[max(0, index - 2) : index + 3] if p is not para]
        if sum(p.kind is Kind.ITEM for p in near) >= 2:
            found.add(index)
    return found


_LEAD = re.compile(rf"([{CJK}]{{4,8}})[，,]([{CJK}]{{4,14}})。(?=.)", re.DOTALL)
_OPEN_LEAD = re.compile(rf"([{CJK}]{{4,8}})[，,]([{CJK}]{{4,12}})[ \u3000](?=[{CJK}])")
_STARTS_PROSE = re.compile(
    r"(?:在|据|对|自|经|随着|通过|针对|由于|近日|目前|截至|此外|同时|其中|下一步|为进一步)"
)


def _is_torn_prose(body: Sequence[Para], index: int, mending: Mending) -> bool:
    """Tell whether a short line in the text is the first line of a torn paragraph rather than a heading."""
    para = body[index]
    if para.kind is not Kind.SHORT or para.level:
        return False
    after = body[index + 1] if index + 1 < len(body) else None
    if after is None or after.kind is not Kind.PROSE or not ends_torn(para.text):
        return False
    if _STARTS_PROSE.match(para.text) and " " not in para.text:
        return True
    return _spans_seam(mending.ready(_pieces(para, mending.text)).text, after, mending)


def _is_caption(draft: Draft, index: int, after_caption: bool) -> bool:
    para = draft.body[index]
    if para.level or para.kind is Kind.DASH or len(para.text) < 6:
        return False
    plain = " " not in para.text.strip().replace("\u3000", " ")
    if after_caption and para.gap <= 1 and plain:
        follows = draft.body[index + 1] if index + 1 < len(draft.body) else None
        if follows is None or follows.kind is not Kind.PROSE:
            return True
        return follows.gap >= 1 and len(para.text) >= 14
    if not is_image_gap(para) or not plain:
        return False
    return bool(
        re.search(r"[\u4e00-\u9fff]{2,}(?:在|向|为|到|对|给|与|进行|开展|征集|记录|现场|的)", para.text)
    )


_CREDIT = re.compile(
    rf"[（(]\s*[^（）()]{{2,40}}(?:摄|摄影|供图|提供)\s*[）)]\s*$|[（(]\s*(?:资料图片?|图片)\s*[）)]\s*$|"
    rf"(?:(?:本报)?(?:记者|通讯员))\s*[{CJK}\s、]{{2,16}}(?:摄影|摄|供图)\s*$|"
    rf"(?:图|摄影|供图|图片)\s*[/／:：]\s*[{CJK}\s、·]{{2,16}}(?:摄)?\s*$|"
    rf"(?<=[。\s])(?:[{CJK}]{{2,4}}\s+|[{CJK}]\s+[{CJK}]{{1,2}}\s+)+(?:摄影|摄)\s*$"
)


def _caption(para: Para, pieces: list[Piece], mending: Mending, blocks: list[Block]) -> Byline:
    found = _CREDIT.search(para.text, max(0, len(para.text) - 60))
    tail: list[Piece] = []
    if found:
        pieces, tail = _cut(pieces, found.start())
    _put(blocks, Role.CAPTION, pieces, mending)
    if not tail:
        return Byline()
    ready = _put(blocks, Role.BYLINE, tail, mending)
    if ready is None or "资料" in ready.text:
        return Byline()
    return bylines.parse(ready.text, unlabelled="photographers", surnames=mending.surnames)


_OPENER = re.compile(
    r"\s*(?:[“\"《（(]|近日|日前|连日来|据(?:悉|了解|介绍|统计)|截至|目前|此外|同时|与此同时|下一步|接下来|"
    r"会议(?:要求|强调|指出|邀请|传达)|会上|活动中|其中|随后|为(?:了|进一步|此|全力|扎实|切实)|"
    r"在[^，,。]{2,40}(?:上|中|下|内|里|时|后|前|间|处|方面)[，,]|"
    r"(?:(?:19|20)\d\d\s*年)?\d{1,2}\s*月|20\d\d\s*年|今年|去年|近年|通过|该[区县市局街社村镇乡]|短短|自[^，,]{2,20}以来|"
    r"[\u4e00-\u9fff]{2,3}(?:要求|强调|指出|表示|说)[，,：:]|[一二三四五六七八九十]是|第[一二三四五])"
)
_OPEN_WORDS = frozenset(
    "的了和与及在对将把被由从向以为地得到等并或让使给就要会能可应还也都再更已正不未是有其各该"
)
_REST = re.compile(rf"[{CJK}]{{1,4}}[。；、]")


def _goes_on(open_: Sequence[Piece], para: Para, mending: Mending, heading: bool = False) -> bool:
    """Tell whether a paragraph continues the torn one before it.

    A word that spans the tear proves it, and so does a comma before it. Else a plain opening of a new
    sentence, a torn word whose rest is lost, or a number at the end (its unit is lost) speak against it.
    """
    left = mending.ready(open_[-1:]).text[-12:]
    if not left or not ends_torn(left):
        return False
    right = mending.ready(_pieces(para, mending.text)).text[:12]
    if not right:
        return False
    if right[0] in "，。、；：）”’》" or _spans_seam(left, para, mending):
        return True
    if heading or _LEAD.match(para.text):
        return False
    if left[-1] in "，、":
        return True
    if left[-1].isdigit():
        return bool(re.match(r"[余多万亿千百个名户人次项件场期元亩公平米吨台辆条所家年月日时分%]", right))
    if _OPENER.match(para.text):
        return False
    if _REST.match(right):
        return True
    words = mending.segmenter.cut(left)
    last = left[slice(*words[-1])]
    return len(last) > 1 or last in _OPEN_WORDS


def _spans_seam(left: str, para: Para, mending: Mending) -> bool:
    """Tell whether a word of the dictionary begins before a tear and ends after it."""
    left = left[-12:]
    right = mending.ready(_pieces(para, mending.text)).text[:12]
    seam = len(left)
    return any(
        start < seam < end and re.fullmatch(rf"[{CJK}]+", (left + right)[start:end])
        for start, end in mending.segmenter.cut(left + right)
    )


def traditional_share(text: str) -> float:
    """Return the share of characters that only traditional script uses (a sample of the commonest)."""
    han = [c for c in text if c > "\u3400"]
    return _odd_characters(text) / len(han) if han else 0.0
