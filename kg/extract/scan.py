"""Cut a tagged sentence into nodes: along the tags, the lexicon's words and the names of divisions."""

from __future__ import annotations

import re
from itertools import compress, pairwise

import ahocorasick

from kg.extract.areas import AREA, WORD, Span, cut_levels, find_areas, join_areas
from kg.extract.nodes import LEVELS, TOWN_LEVELS, Node, Scan
from kg.extract.vocabulary import Vocabulary
from kg.model import Sentence


def scan(
    sentence: Sentence,
    vocab: Vocabulary,
    local: ahocorasick.Automaton | None,
    own: frozenset[str] = frozenset(),
) -> Scan:
    """Cut a tagged sentence into nodes along the lexicon's words and the names of areas.

    ``local`` finds the names below the article's area, ``own`` are the short names of that area and of those
    above it.
    """
    text = sentence.text.text
    cuts = bytearray(len(text) + 1)
    cuts[0] = cuts[-1] = 1
    tags: list[str] = []
    people = bytearray(len(text) + 1)
    for token in sentence.tokens:  # they follow one another without a gap
        tag, start, end = token.tag, len(tags), token.end
        cuts[end] = 1
        if tag == "PER":
            if _is_body(text[start:end], vocab):
                tag = "ORG"
            else:
                people[start + 1 : end] = b"\x01" * (end - start - 1)
        tags += [tag] * (end - start)
        if tag == "c" and end - start > 2 and text[start + 1 : end] in LEVELS:
            cuts[start + 1] = 1  # 法官张明|和街道|司法所
            tags[start + 1 : end] = ["n"] * (end - start - 1)
    for match in _AND.finditer(text) if "和" in text or "与" in text else ():
        cuts[match.start()] = cuts[match.end()] = 1  # 县妇联和县残联 tagged as one body
        tags[match.start()] = "c"
    for match in _AT.finditer(text) if "在" in text else ():
        cuts[match.start()] = cuts[match.end()] = 1  # 某派出所在市局刑警大队 tagged as one body
        tags[match.start()] = "p"
    for match in _INSPECTS.finditer(text) if "组巡" in text or "组督导" in text else ():
        # 巡|察组巡察某镇党委 tagged as words that run across the team's name
        cuts[match.start() : match.end() + 1] = b"\x01\x00\x00\x01\x00\x01"
        tags[match.start() : match.end()] = ["n", "n", "n", "v", "v"]
    for match in _HELD_AT.finditer(text) if "于" in text else ():
        cuts[match.start()] = cuts[match.end()] = 1  # 于某某会议中心|闭幕 tagged as one place
        tags[match.start()] = "p"
    at = text.find("选派") if "选派" in text else -1
    if at >= 0 and text[at + 2 : at + 3] in _LEVEL and not people[at + 1]:
        cuts[at] = cuts[at + 2] = 1  # 县委组织部选派|县科技专家服务团 tagged as one body
        cuts[at + 1] = 0
        tags[at : at + 2] = ["v"] * 2
    for match in _STATION.finditer(text) if "分局" in text or "大队" in text else ():
        start, end = match.span("name")  # 某某分局北站|派出所, 消防救援大队两|市塘|消防救援站
        if not any(people[start : end + 1]):
            cuts[start : end + 1] = b"\x01" + bytes(end - start - 1) + b"\x01"
            tags[start:end] = ["LOC"] * (end - start)
    for match in _TOGETHER.finditer(text) if "联合" in text or "选派" in text else ():
        if tags[match.start()] == "ORG" and not (cuts[match.start()] and cuts[match.end()]):
            cuts[match.start()] = cuts[match.end()] = 1  # 某社区|联合|某某医院 tagged as one body
            tags[match.start() : match.end()] = ["v"] * 2
    for match in _BODIES.finditer(text) if "委" in text else ():
        cuts[match.end()] = 1  # 县委县政府 tagged as one body
    for match in _COUNTED.finditer(text) if "所" in text or "家" in text or "个" in text else ():
        cuts[match.start()] = cuts[match.end()] = 1  # 某某小学三所学校 tagged as one body
        tags[match.start()] = "m"
        for at in range(match.start() + 1, match.end()):
            cuts[at], tags[at] = 0, "m"
    for match in _BUREAU.finditer(text) if "局" in text and "、" in text else ():
        start, end = match.span(1)  # 县林|茶局 in a list of bureaus
        cuts[start] = cuts[start + 1] = cuts[end] = 1
        cuts[start + 2 : end] = bytes(end - start - 2)
        tags[start:end] = ["n"] + ["ORG"] * (end - start - 1)
    for match in _TEAM_OF.finditer(text) if "支" in text else ():
        cuts[match.start()] = cuts[match.end()] = 1  # 首|支|学雷锋服务队 tagged 首|支学雷锋服务队
        tags[match.start()] = "q"
    for match in _SCHOOL.finditer(text) if "学" in text or "院" in text else ():
        if tags[match.start()] == "ORG" and not cuts[match.end()]:
            cuts[match.end()] = 1  # 某某大学|文学院党支部 tagged as one body
    for match in _RESIGNS.finditer(text) if "辞去" in text and "接受" in text else ():
        # 接受|周明|国辞|去市: what stands between the two verbs is a name
        start, end, verb = match.start(1), match.end(1), match.end(1)
        cuts[start] = cuts[end] = 1
        cuts[start + 1 : end] = bytes(end - start - 1)
        tags[start:end] = ["PER"] * (end - start)
        people[start + 1 : end] = b"\x01" * (end - start - 1)
        cuts[verb + 1] = people[verb] = people[verb + 1] = 0
        cuts[verb + 2] = 1
        tags[verb : verb + 2] = ["v", "v"]
    for match in _HEAD_OF.finditer(text) if "府" in text and "长" in text else ():
        cuts[match.start()] = cuts[match.end()] = 1  # 某县人民政府县|长牙
        cuts[match.start() + 1] = 0
        tags[match.start() : match.end()] = ["n", "n"]
    spotted = vocab.spotter.find(text)
    forced = _forced(text, spotted.words, vocab, cuts, people, tags)
    for start, end in forced:
        cuts[start] = cuts[end] = 1
    areas = find_areas(text, spotted.areas, vocab, local, own, cuts, tags, people)
    _settle(areas + [(start, WORD, -end) for start, end in forced], text, cuts, tags, vocab)
    ends = compress(range(len(cuts)), cuts)
    nodes = [Node(start, end, tags[start], text[start:end]) for start, end in pairwise(ends)]
    join_areas(nodes, vocab, own)
    cut_levels(nodes, vocab)
    return Scan(sentence, text, nodes, spotted.openings)


def _is_body(word: str, vocab: Vocabulary) -> bool:
    """张洪派出所 tagged as a person: does the word end like a body, behind two characters or more?"""
    return (
        len(word) >= 4
        and not _JOINED.search(word)
        and any(
            head.type in ("Agency", "Community") and head.weight == "strong"
            for length in (2, 3)
            if len(word) >= length + 2
            for head in vocab.heads.get(word[-length:], ())
        )
    )


def _settle(spans: list[Span], text: str, cuts: bytearray, tags: list[str], vocab: Vocabulary) -> None:
    """Choose of overlapping spans the first, an area, the longest; cut around them, not inside; tag them."""
    last = 0
    spans.sort()
    for start, kind, end in spans:
        end = -end
        if start >= last:
            tags[start] = "LOC" if kind == AREA else _own_tag(text[start:end], tags[start], vocab)
            cuts[start] = cuts[end] = 1
            if end - start > 2:
                cuts[start + 1 : end] = bytes(end - start - 1)
            elif end - start == 2:
                cuts[start + 1] = 0
            last = end


def _forced(
    text: str,
    hits: list[tuple[int, int, str]],
    vocab: Vocabulary,
    cuts: bytearray,
    people: bytearray,
    tags: list[str],
) -> list[tuple[int, int]]:
    """Choose the lexicon's words that are words here: long ones always, two-character ones along the tags."""
    found: list[tuple[int, int]] = []  # start and, so that the longest comes first, the end made negative
    for start, _, word in hits:
        if not cuts[start - 1] and text[start - 1] in _LEVEL:
            _free_level(text, start, word, vocab, cuts, people, tags)
    strong: bytearray | None = None
    for start, end, word in hits:
        if people[start] or people[end]:
            continue
        left, right, size = cuts[start], cuts[end], end - start
        if not left and tags[start] == "LOC" and word[0] in "村镇乡县市区" and cuts[start + 1]:
            continue  # 海子村|卫生室: the level word ends the village's name
        if (word[-1] in _OPEN_ENDED and _goes_on(text, end, word)) or (
            word[0] == "作" and text[start - 1 : start] == "工"
        ):
            continue  # 工作|动员会: no 作动员 here
        if left and right:
            found.append((start, -end))
            continue  # as most do, it stands along the tags
        if size == 2 and word in vocab.verbs:
            strong = strong or _with_long_words(cuts, hits, people)
            if _between_bodies(text, start, end, vocab, strong):
                found.append((start, -end))
                continue
        tagged_name = tags[start] in ("ORG", "LOC")
        if tagged_name and not left and not right and size < 3:
            continue  # 码头 inside 俏码头餐饮服务有限公司
        if (
            not right
            and size < 4
            and tags[end - 1] in ("m", "d", "v", "r", "a")
            and end < len(text)
            and cuts[end + 1]
        ):
            continue  # 组织|部分: the end would tear a common word
        if (
            size >= 3
            or right
            or (
                left
                and (
                    not tagged_name
                    or word in vocab.verbs
                    or (tags[start] == "LOC" and word in vocab.lexicon.titles)
                )
            )
        ):
            found.append((start, -end))
    found.sort()
    chosen: list[tuple[int, int]] = []
    first = last = 0
    for start, end in found:
        end = -end
        if start >= last:
            chosen.append((start, end))
        elif end > last and end - start > last - first + 1:
            chosen[-1] = start, end  # 会|会议室: the longer word that starts later wins by two characters
        else:
            continue
        first, last = start, end
    return chosen


def _with_long_words(cuts: bytearray, hits: list[tuple[int, int, str]], people: bytearray) -> bytearray:
    """Return the cuts with those around the lexicon's words of three characters or more."""
    strong = bytearray(cuts)
    for start, end, _ in hits:
        if end - start >= 3 and not people[start] and not people[end]:
            strong[start] = strong[end] = 1
    return strong


_OPEN_ENDED = frozenset("校长部委会议队中")
"""What ends a word that may be the beginning of another."""


def _goes_on(text: str, end: int, word: str) -> bool:
    """Does the last character of a listed word begin the next one, or its end a longer one?"""
    last, following = word[-1], text[end : end + 1]
    if last == "校":
        return following in ("长", "董")  # 第二小学|校长, 中心小学|校董会: no 小学校 here
    if last == "长":
        return _TOWN_OF_LONG.match(text, end - 1) is not None  # 板桥镇|长田村: no 镇长 here
    if last == "部":  # 各级教育|部门, 政协组织|部分委员: no 教育部, no 组织部 here
        return following == "门" or (following == "分" and text[end : end + 2] != "分管")
    if last == "中":
        return text.startswith("全会", end)  # 十九届六中|全会
    if last == "队":
        return following == "员"  # 驻村工作|队员: no 工作队 here
    if last == "委":
        return text.startswith("员会", end)  # 政协经济委员会: no 经济委 here
    if last == "会":  # 学习|会议: no 学习会 here
        return following == "议" and text[end + 1 : end + 2] not in _TREATED
    return word.endswith("会议") and following == "室"  # 视频|会议室: no 视频会议 here


def _free_level(
    text: str, start: int, word: str, vocab: Vocabulary, cuts: bytearray, people: bytearray, tags: list[str]
) -> None:
    """Cut before a level word that the tagger glued to the words ahead of it, if a body's name follows.

    将会同县|妇联, 李明为县监察委员会 tagged as a person: ``start`` is where the body begins.
    """
    if word not in vocab.sure_bodies:
        return
    level = start - 1
    verb = text[max(0, level - 2) : level] in vocab.verbs
    if not verb and text[level - 1] not in _AHEAD:
        return
    first = level - 2 if verb else level - 1
    if not verb and tags[first] not in ("PER", "p", "r", "v", "d", "c") and text[first] in "和同随与":
        return  # 永和县|教育局
    cuts[first] = cuts[level] = cuts[start] = 1
    tags[first:level] = ["v" if verb else "p"] * (level - first)
    end = start + len(word)
    if people[level]:
        people[first : end + 1] = bytes(end + 1 - first)
        tags[level:end] = ["n"] + ["ORG"] * len(word)
    else:
        tags[level] = "n"


_JOINED = re.compile(r"[为在对由向到][省市州县区旗镇乡]")
_TREATED = frozenset("事定决政案题程论")
"""What 议 begins a word with behind a body (常委会|议事规则)."""

_LEVEL = TOWN_LEVELS | {"盟"}
_AHEAD = frozenset("为在对和与同向由到给被把随")


def _own_tag(word: str, tag: str, vocab: Vocabulary) -> str:
    """Return the tag of a word of the lexicon; the tagger's is that of its first character only."""
    if word in vocab.verbs:
        return tag if tag == "vn" else "v"
    if word in vocab.nameverb and tag in ("LOC", "ORG", "PER"):
        return "vn"
    if (word in vocab.lexicon.campaigns and len(word) >= 3) or (tag == "w" and len(word) > 2):
        return "n"
    return "n" if word in vocab.heads and tag not in ("ORG", "LOC", "nz") else tag


_TOWN_OF_LONG = re.compile(r"长[\u4e00-\u9fff]{1,2}(?:村|社区|嘎查)")

# These begin with what is seldom and look back from there: so the search soon finds that they stand nowhere.
_AND = re.compile(
    r"[和与](?:(?<=[局会联委协院所站办处府部队厅团].)(?=[省市县区州旗镇乡团各])"
    r"|(?<=家[中里]和)|(?<=班子和)(?=[省市县区州旗镇乡]))"
)

_BODIES = re.compile(r"委(?:(?<=[省市县区州旗].)(?=[省市县区州旗]政府)|(?<=[镇乡]党委)(?=政府))")

_INSPECTS = re.compile(r"(?:巡[察视]|督导)组(?:巡[察视]|督导)(?!组)")
_HELD_AT = re.compile(
    r"于(?<=[，后日午晚时].)(?![都洪田家桥城])(?=[^，。；]{3,24}?(?:召开|举行|举办|闭幕|开幕|落幕|开赛|启动))"
)
_RESIGNS = re.compile(r"接受([\u4e00-\u9fff]{2,3})(?=辞去)")
_HEAD_OF = re.compile(r"(?<=政府)[省市县区州旗镇乡]长(?!期|效|远|短|假|城)")
_TOGETHER = re.compile(
    r"(?:联合|选派)(?<=[局院司村区镇乡部道校处队所委站]..)(?!会|社|国|体|党|执)(?=[\u4e00-\u9fff]{2,})"
)


_COUNTED = re.compile(
    r"[两二三四五六七八九十](?<=[局学院校司村区镇乡室厂].)[两二三四五六七八九十]{0,2}[所家个](?=学校|单位|企业|公司|医院|部门|社区|村|街道|乡镇|镇)"
)

# each of them has 学 or 院
_SCHOOLS = ("大学", "学院", "医院", "中学", "学校", "法院", "检察院")
_SCHOOL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2}}(?:{'|'.join(_SCHOOLS)})|[省市县区旗州](?:法院|检察院))(?![路城生街校区院会办公站所部之区教长])(?=[\u4e00-\u9fff]{{2}})"
)

_STATION = re.compile(
    r"(?:分局|大队)(?P<name>(?![在和与及同到赴]|联合|会同)[\u4e00-\u9fff]{2,4}?)(?:派出所|消防救援站|消防站)"
)

_AT = re.compile(r"在(?<=[局所队院镇乡].)(?=[省市县区州旗镇乡该])")
_BUREAU = re.compile(r"(?<=[局办委、率])(?<!、、)[、和]([县区市州旗][\u4e00-\u9fff]{1,4}局)(?=[、等和，。])")
_TEAM_OF = re.compile(r"支(?<=[首一两二三四五六七八九十百几多余\d].)(?=[\u4e00-\u9fff“]{2,14}?[队团])")


def _between_bodies(text: str, start: int, end: int, vocab: Vocabulary, strong: bytearray) -> bool:
    """Does 联合 stand between two bodies that the tagger took for one (县残联联合县总工会)?"""
    if strong[start] and end < len(text) and strong[end]:
        return True
    return text[end : end + 1] in "省市区县州旗镇乡辖社各多相第" and (
        bool(strong[start])
        or text[start - 1 : start] in "还也"
        or any(
            h.type == "Agency"
            for k in (1, 2, 3)
            for h in vocab.heads.get(text[max(0, start - k) : start], ())
        )
    )
