"""The area whose 区, 市, 县 an article means: evidence from the article and its page, weighed and named.

A manifest decides. Else names of counties, cities and provinces vote, then townships and communities looked
up in the gazetteer, by how few areas share the name; what is read together (周口 on the page, 许湾 and 搬口
in the text) speaks for one another. The page's votes help an article that says little; an article that names
another county as the one who acts gets that county.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kg.lexicon.gazetteer import Division, Gazetteer
from kg.model import ArticlePlace, Block, Role
from kg.text.normalise import CJK
from kg.text.segment import segmenter

_ACTS = re.compile(
    r"[区县市州旗盟省镇乡]?(?:委|政府|人民|人大|政协|纪委|纪检|政法|公安|法院|检察|监委|管委|党工委|组织部|宣传|统战|妇联|总工会|"
    r"团[县市区州]委|[县市区州]?长|书记|各级|召开|举行|开展|组织|举办|启动|出台|印发|教育局|卫健|农业|人社|民政|应急|住建|"
    r"城管|财政|交通|水利|文旅|融媒|局|委书记|委副书记|机关|干部|把|以|将|坚持|深入|积极|全力|大力|聚焦|推进|"
    r"扎实|持续|不断|强化|通过|创新|探索|全面|着力)"
)
_TOWN = re.compile(
    rf"[{CJK}]{{2,6}}?(?:街道办事处|街道|办事处|镇(?![域区街痛静定压江])|乡(?![村风镇亲贤土音情愁间野])|苏木)"
)
_COMMUNITY = re.compile(rf"[{CJK}]{{2,8}}?(?:社区|村|嘎查)(?![委民干庄里级])")
_ZONE = re.compile(
    rf"[{CJK}]{{0,8}}?(?:城乡一体化示范区|一体化示范区|示范区|高新技术产业开发区|高新技术开发区|高新区|经济技术开发区|"
    r"经济开发区|经开区|开发区|产业集聚区|新区|先进制造业开发区|工业园区|管理区|度假区|风景区|保税区|试验区)"
)
_LEVEL_WORDS = {
    3: re.compile(
        r"(?<![市城地社片辖小校厂园景山库示街同外内南北东西老新郊牧灾疫赛考战特军林矿灌防游高经范])(?:区|县|旗)"
        r"(?:委|政府|纪委|人大|政协|长(?!期|效)|直|妇联|总工会|[\u4e00-\u9fff]{1,4}局)|全[区县旗](?!域)|该[区县旗]|我[区县旗]"
    ),
    2: re.compile(
        r"(?:市|州|盟)(?:委|政府|纪委|人大|政协|长(?!期)|直|妇联|总工会|领导|[\u4e00-\u9fff]{1,4}局)|"
        r"全[市州盟]|我[市州]|该[市州]"
    ),
}
_PAPER = re.compile(
    rf"(?P<area>[{CJK}]{{2,10}}?)(?:日报|晚报|晨报|早报|时报|融媒(?:体(?:中心)?)?|人民政府网|广播电视台|电视台|新闻网|网|"
    r"在线|先锋|发布|报社|人民政府|[区县市]委)"
)


@dataclass(frozen=True, slots=True)
class _Vote:
    """One name in the text that speaks for areas."""

    codes: tuple[str, ...]  # of areas, any level
    weight: float
    start: int
    end: int
    name: str
    kind: str


@dataclass(slots=True)
class _Tally:
    """Votes by area: what was named itself, and what names below it add."""

    direct: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    below: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    evidence: dict[str, _Vote] = field(default_factory=dict)

    def add(self, vote: _Vote, scale: float = 1.0) -> None:
        """Share a vote among the areas that bear the name."""
        share = vote.weight * scale / len(vote.codes)
        for code in vote.codes:
            if len(code) <= 6:
                self.direct[code] += share
            else:
                self.below[code[:6]] += share
            area = code[:6]
            old = self.evidence.get(area)
            if old is None or vote.weight / len(vote.codes) > old.weight / len(old.codes):
                self.evidence[area] = vote

    def score(self, code: str) -> float:
        """Return what speaks for an area: itself, its parts, and the areas above it."""
        return self.direct.get(code, 0.0) + self.below.get(code, 0.0)


def infer(
    articles: Sequence[Sequence[Block]],
    gazetteer: Gazetteer | None,
    *,
    told: str = "",
    publications: Sequence[str] = (),
) -> list[ArticlePlace]:
    """Return the place of each article of a page.

    Args:
        articles: the blocks of each article.
        gazetteer: the divisions; None leaves all places open.
        told: the place that a manifest names, by name or code; it decides for all articles.
        publications: names of newspapers and sources (周口日报, 泽库县融媒体中心).
    """
    if gazetteer is None:
        return [ArticlePlace() for _ in articles]
    if told:
        place = from_manifest(told, gazetteer)
        return [place for _ in articles]
    finder = _finder(gazetteer)
    votes = [
        _without_guests(blocks, _votes(blocks, finder, gazetteer), finder, gazetteer) for blocks in articles
    ]
    mast = [v for name in publications for v in _publication_votes(name, gazetteer)]
    page = _Tally()
    for found in votes:
        for vote in found:
            page.add(vote)
    for vote in mast:
        page.add(vote)
    zones = [_zones("".join(b.text.text for b in blocks)) for blocks in articles]
    together = _Zones(
        sum((z.counts for z in zones), Counter()),
        {
            k: max((z.longest.get(k, "") for z in zones), key=len)
            for k in {k for z in zones for k in z.longest}
        },
        frozenset(),
    )
    return [
        _decide(blocks, found, page, mast, gazetteer, (own, together))
        for blocks, found, own in zip(articles, votes, zones, strict=True)
    ]


def from_manifest(told: str, gazetteer: Gazetteer) -> ArticlePlace:
    """Return the place that a manifest names: a code, or a name from the top down (周口市城乡一体化示范区).

    Raises:
        ValueError: no division or zone is called so, or several are.
    """
    if told.isascii() and told.isdigit():
        code = told
        while len(code) > 2 and gazetteer.get(code) is None and code.endswith("0"):
            code = code[:-1]
        if gazetteer.get(code) is None:
            raise ValueError(f"there is no division with the code {told!r}")
        return ArticlePlace(area=code, confidence=1.0, reason="manifest")
    above, rest = "", told
    while rest:
        for end in range(len(rest), 1, -1):
            found = gazetteer.named(rest[:end], above)
            if len(found) == 1 or (found and end < len(rest) and len({d.level for d in found}) > 1):
                above, rest = found[0].code, rest[end:]
                break
            zone = gazetteer.zone(rest[:end], above)
            if zone is not None:
                return ArticlePlace(zone.above, _zone_name(zone.name, zone.above, gazetteer), 1.0, "manifest")
            if len(found) > 1 and end == len(rest):
                names = ", ".join(f"{d.code} {gazetteer.full_name(d.code)}" for d in found[:4])
                raise ValueError(
                    f"several places are called {told!r}: {names}; give the code or the name in full"
                )
        else:
            if above and _ZONE.fullmatch(rest):
                return ArticlePlace(above, rest, 1.0, "manifest")
            raise ValueError(f"there is no place called {told!r}")
    return ArticlePlace(area=above, confidence=1.0, reason="manifest")


class _Finder:
    """Names of provinces, prefectures and counties in text, by one automaton."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        import ahocorasick

        self.automaton: Any = ahocorasick.Automaton()
        full = gazetteer.names(3)
        for name in sorted(gazetteer.names(3, bare=True)):
            self.automaton.add_word(name, (name, name in full))
        self.automaton.make_automaton()

    def find(self, text: str) -> list[tuple[int, int, str, bool]]:
        """Return the longest names, left to right: start, end, name, whether it says its kind."""
        found = [
            (end - len(name) + 1, end + 1, name, full) for end, (name, full) in self.automaton.iter(text)
        ]
        found.sort(key=lambda f: (f[0], -f[1]))
        chosen: list[tuple[int, int, str, bool]] = []
        for item in found:
            if chosen and item[0] < chosen[-1][1]:
                # 河南 | 南阳市: a name that says its kind wins over a bare one it overlaps
                if item[3] and not chosen[-1][3] and item[0] > chosen[-1][0]:
                    chosen[-1] = item
                continue
            chosen.append(item)
        return chosen


@lru_cache(maxsize=2)
def _finder(gazetteer: Gazetteer) -> _Finder:
    return _Finder(gazetteer)


def _without_names(text: str, gazetteer: Gazetteer) -> str:
    """Return a text without the areas it names, so that what is left of 区委 and 市委 is bare."""
    chars = list(text)
    for _, end, _, full in _finder(gazetteer).find(text):
        if full:
            chars[end - 1] = "〇"
    return "".join(chars)


def _votes(blocks: Sequence[Block], finder: _Finder, gazetteer: Gazetteer) -> list[_Vote]:
    votes: list[_Vote] = []
    seen: Counter[str] = Counter()
    shorts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    kinds = frozenset(a or b for block in blocks for a, b in _BARE_LEVEL.findall(block.text.text))
    prose = 0
    for block in blocks:
        if block.role is Role.BYLINE:
            votes.extend(_dateline_votes(block.text.text, gazetteer))
            continue
        prose += block.role is Role.PARAGRAPH
        early = 1.6 if block.role is not Role.PARAGRAPH or prose <= 1 else 1.0
        votes.extend(_area_votes(block, early, seen, shorts, kinds, finder, gazetteer))
        votes.extend(_part_votes(block, seen, gazetteer))
    return [*votes, *_short_votes(shorts, votes, gazetteer)]


def _without_guests(
    blocks: Sequence[Block], votes: list[_Vote], finder: _Finder, gazetteer: Gazetteer
) -> list[_Vote]:
    """Make little of the areas that guests come from, and much of the one where they arrive.

    某县考察团来我县考察, 王强来临泉走访 are told by the hosts, 某县代表团赴某市考察 by those who travel.
    """
    weights: dict[str, float] = {}
    hosts: list[_Vote] = []
    for block in blocks[:6]:
        names = finder.find(block.text.text) if block.role is not Role.BYLINE else []
        for match in _GUESTS.finditer(block.text.text) if names else ():
            leaving = match["way"] == "赴" and match["us"] is None
            far = match.span("host") if leaving else match.span("who")
            sure = match["way"] in "来赴" or match["us"] is not None
            for start, _, name, _ in names:
                if far[0] <= start < far[1]:
                    weights[name.rstrip(_KINDS)] = 0.2 if sure else 0.45
        if block.role is Role.TITLE:
            hosts.extend(
                _Vote(
                    tuple(d.code for d in divisions),
                    1.5,
                    *block.text.span(start, end),
                    name,
                    "names of areas",
                )
                for start, end, name, _ in names
                if block.text.text[start - 1 : start] == "来"
                and (divisions := [d for d in gazetteer.named(name) if d.level == 3])
            )
    if not weights and not hosts:
        return votes
    return [replace(v, weight=v.weight * weights.get(v.name.rstrip(_KINDS), 1.0)) for v in votes] + hosts


_KINDS = "省市县区州旗"
_GUESTS = re.compile(
    rf"(?P<who>[{CJK}、]{{2,16}}?(?:考察团|代表团|参访团|观摩团|考察组|学习团|交流团|访问团|一行|政协|人大|"
    rf"党政[{CJK}]{{2,6}}|[市县区州旗](?=来)))(?P<way>来|到|赴|莅)(?:(?P<us>我[县市区州旗])|(?P<host>[{CJK}]{{2,12}}))"
)


def _dateline_votes(text: str, gazetteer: Gazetteer) -> Iterable[_Vote]:
    """Yield what a dateline says (兴化讯, 武隆网讯, 云上大悟报道): little where it is of a prefecture."""
    plain = text.lstrip("（(【□ ")
    found = _DATELINE.match(plain)
    for vote in _publication_votes(f"{found['cloud'] or found['area']}日报" if found else plain, gazetteer):
        yield replace(vote, weight=2.0 if len(vote.codes[0]) == 6 else 0.4)


_DATELINE = re.compile(
    rf"(?!本[报网台])(?:云上(?P<cloud>[{CJK}]{{2,6}}?)(?:报道|讯|消息|客户端)|(?P<area>[{CJK}]{{2,8}}?)网?讯)"
)


def _short_votes(
    shorts: Mapping[str, Sequence[tuple[int, int]]], votes: Sequence[_Vote], gazetteer: Gazetteer
) -> Iterable[_Vote]:
    """Yield the counties called by their bare names again and again where the area above is named.

    重庆市…丰都联系组…丰都经济社会…: the prefecture or the municipality must be named, for the name may be
    anything else elsewhere.
    """
    above = {c for v in votes for c in v.codes if len(c) == 4 or c in _MUNICIPALITIES}
    for name, spans in sorted(shorts.items()):
        if len(spans) < 3 or segmenter().tokenizer.FREQ.get(name, 0) >= _COMMON:
            continue
        inside = [d.code for d in gazetteer.named(name, level=3) if {d.code[:4], d.code[:2]} & above]
        if inside:
            yield _Vote(tuple(inside), 1.2, *spans[0], name, "a short name under the area above it")


_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))


def _area_votes(
    block: Block,
    early: float,
    seen: Counter[str],
    shorts: dict[str, list[tuple[int, int]]],
    kinds: frozenset[str],
    finder: _Finder,
    gazetteer: Gazetteer,
) -> Iterable[_Vote]:
    text = block.text.text
    above: tuple[str, ...] = ()
    last_end = -1
    headed = False  # what stands at the head of the headline, the areas above it included
    for start, end, name, full in finder.find(text):
        within = above if start == last_end else ()
        divisions = [d for d in gazetteer.named(name) if d.level <= 3]
        if within:
            divisions = [d for d in divisions if any(d.code.startswith(a) for a in within)] or divisions
        headed = block.role is Role.TITLE and (start == 0 or (bool(within) and headed))
        if not full:
            shorts[name].append(block.text.span(start, end))
            divisions = _short(name, text[end : end + 2], divisions, within, kinds if headed else None)
        if not divisions:
            continue
        codes = tuple(d.code for d in divisions)
        if full and (_continues_name(text, end) or (not within and _in_a_word(text, start, end))):
            continue
        seen[name] += 1
        sure = 1.0 if full else 0.8 if headed and divisions[0].level == 3 else 0.35
        weight = sure * early / (1 + 0.15 * (seen[name] - 1))
        if full and _ACTS.match(text, end):
            weight *= 1.8
        if within:
            weight *= 1.3
        above, last_end = codes, end
        kind = "a name with the area above it" if within else "names of areas"
        first, last = block.text.span(start, end)
        yield _Vote(codes, weight, first, last, name, kind)


def _short(
    name: str,
    after: str,
    divisions: Sequence[Division],
    within: tuple[str, ...],
    kinds: frozenset[str] | None,
) -> list[Division]:
    """Return the areas that a name without its kind may stand for: 安阳 may be a word (和平, 朝阳).

    Provinces and prefectures; a county right after the area above it (杭州建德), or at the head of the
    headline (``kinds`` are the article's level words there): 兴化召开…, 鄢陵花农… with 全县 in the text.
    A name that is common in jieba's dictionary (敦煌, 互助) must have both, a word (公安) is none.
    """
    if after[:1] in _NAMED_AFTER or after in _SCHOOLS:
        return []
    upper = [d for d in divisions if d.level <= 2]
    if upper or within:
        return upper or [d for d in divisions if any(d.code.startswith(a) for a in within)]
    often = segmenter().tokenizer.FREQ.get(name, 0)
    if kinds is None or often >= _WORD:
        return []
    acts = bool(_HEADED.match(after))
    return [d for d in divisions if acts + (d.name[-1] in kinds) >= (2 if often >= _COMMON else 1)]


_BARE_LEVEL = re.compile(
    r"(?:^|[，。、；：“”（在由从经和与该])([县区市旗])(?=[委政人纪教司商文农法检公财民交卫水自生应审统组宣直领级长林果])|[全我]([县区市旗])"
)
_NAMED_AFTER = frozenset("路街道大小社村苑桥镇乡湖山站店")
_SCHOOLS = ("中学", "医院", "学校", "广场", "公园", "小区")
_COMMON = 400
_WORD = 1000
_HEADED = re.compile(
    r"[：:\s，、籍县市区首再]|\d|[一二三四五六七八九十百千万多两各全]|召开|举行|举办|开展|组织|启动|部署|推进|推动|出台|印发|"
    r"打造|加快|着力|强化|深化|扎实|持续|探索|创新|建立|构建|实施|成立|获评|入选|荣获|党员|干部|群众|市民|村民|农民|青年|"
    r"志愿|公安|交警|警方|法院|检察|消防|税务|海关|供电|人大|政协|纪检|统战|妇联|工会|共青|教育|卫健|文旅|农业"
)


def _continues_name(text: str, end: int) -> bool:
    """Tell whether a county's name goes on as something else's (新城区域, 城区, 市区)."""
    return text[end : end + 1] in ("域", "间") or text[end : end + 2] in ("场所",)


_HINGE = frozenset("在到赴从来自为是省市州区的往访驻由")


def _in_a_word(text: str, start: int, end: int) -> bool:
    """Tell whether a name of two characters is chance: 召|开县委, 市委|和县政府, 应|县委邀请."""
    if end - start != 2 or text[end - 1] not in "县市区":
        return False
    before = text[start - 1 : start]
    if before and "\u4e00" <= before <= "\u9fff" and before not in _HINGE:
        return True
    return text[start] in "开和成应任代随经据达通定向与及被由对" and bool(_OFFICE.match(text, end))


_OFFICE = re.compile(r"委|政府|长|人大|政协|纪委|直|级|[\u4e00-\u9fff]{1,4}局|里|城")


def _part_votes(block: Block, seen: Counter[str], gazetteer: Gazetteer) -> Iterable[_Vote]:
    """Yield the votes of townships and communities: the fewer counties have one so called, the heavier.

    A community right after a township (沅江镇白洋村) is looked for in the townships of that name.
    """
    text = block.text.text
    towns: dict[int, tuple[str, ...]] = {}
    for pattern, level, full_weight in ((_TOWN, 4, 1.2), (_COMMUNITY, 5, 0.8)):
        for match in pattern.finditer(text):
            for start in range(match.start(), match.end() - 2):
                name = text[start : match.end()]
                found = gazetteer.named(name, level=level) if len(name) > 2 and seen[name] < 3 else ()
                if not found:
                    continue
                inside = [d for d in found if d.code[:9] in towns.get(start, ())]
                codes = tuple(sorted({d.code[:9] for d in inside or found}))
                if level == 4:
                    towns[match.end()] = codes
                seen[name] += 1
                if len({c[:6] for c in codes}) <= 40:
                    weight = full_weight * (2.0 if inside else 1.0) / (1 + 0.5 * (seen[name] - 1))
                    kind = "townships and communities in the gazetteer"
                    yield _Vote(codes, weight, *block.text.span(start, match.end()), name, kind)
                break


def _publication_votes(name: str, gazetteer: Gazetteer) -> Iterable[_Vote]:
    found = _PAPER.match(name)
    if not found:
        return
    area = found["area"]
    for start in range(len(area) - 1):
        divisions: list[Division] = [d for d in gazetteer.named(area[start:]) if d.level <= 3]
        if divisions:
            top = min(d.level for d in divisions)
            codes = tuple(d.code for d in divisions if d.level == top)
            yield _Vote(codes, 3.0, -1, -1, name, "masthead or source")
            return


def _decide(
    blocks: Sequence[Block],
    votes: Sequence[_Vote],
    page: _Tally,
    mast: Sequence[_Vote],
    gazetteer: Gazetteer,
    zones: tuple[_Zones, _Zones],
) -> ArticlePlace:
    own = _Tally()
    for vote in [*votes, *mast]:
        own.add(vote)
    counties = {c for c in (*own.direct, *own.below) if len(c) == 6}
    if not counties and not any(len(c) == 4 for c in own.direct):
        counties = {c for c in (*page.direct, *page.below) if len(c) == 6}
    most = max((page.score(c) for c in (*page.direct, *page.below) if len(c) == 6), default=0.0) or 1.0
    scores = {c: _support(c, own, page, most) for c in counties}
    ranked = sorted(scores.items(), key=lambda s: (-s[1], s[0]))
    cities = _cities(own, page)
    text = "。".join(_without_names(b.text.text, gazetteer) for b in blocks)
    lower = len(_LEVEL_WORDS[3].findall(text))
    upper = sum(len(_LEVEL_WORDS[2].findall(b.text.text)) for b in blocks)
    wide = "" if lower or upper else _wide(blocks, votes)
    if wide:
        return _placed(wide, own.direct[wide], 0.0, own, page)
    zone = _zone(*zones, own, page)
    if zone:
        return _zone_place(zone, cities, own, page, gazetteer)
    bare = len(_LEVEL_WORDS[2].findall(text))
    if ranked and not lower and bare >= 2 and _is_of_several(ranked[0][0], own, page):
        city = ranked[0][0][:4]
        return _placed(city, dict(cities)[city], 0.0, own, page)
    if ranked and _county_wins(ranked[0], own, cities, lower, upper, gazetteer):
        best, score = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if second >= 0.95 * score:
            return _unsure(ranked, score, own, page)
        return _placed(best, score, second, own, page)
    if cities:
        best, score = cities[0]
        second = cities[1][1] if len(cities) > 1 else 0.0
        if second < 0.95 * score:
            return _placed(best, score, second, own, page)
    provinces = sorted(((c, s) for c, s in own.direct.items() if len(c) == 2), key=lambda s: (-s[1], s[0]))
    if provinces:
        return _placed(provinces[0][0], provinces[0][1] * 0.5, 0.0, own, page)
    return ArticlePlace()


def _wide(blocks: Sequence[Block], votes: Sequence[_Vote]) -> str:
    """Return the province or prefecture of the headline where the text tells of several of its counties.

    贵州三人登上“中国好人榜”, and the three live in three counties: "" where the headline names a county.
    """
    ends = [(b.text.offsets[0], b.text.offsets[-1]) for b in blocks if b.role is Role.TITLE]
    heads = {c for v in votes if any(a <= v.start <= z for a, z in ends) for c in v.codes if len(c) <= 6}
    counties = {v.codes for v in votes if len(v.codes[0]) == 6}
    if len(counties) < 3 or len(heads) != 1:
        return ""
    head = heads.pop()
    return head if len(head) < 6 and all(codes[0].startswith(head) for codes in counties) else ""


def _support(code: str, own: _Tally, page: _Tally, most: float) -> float:
    """Return what speaks for a county: the article first, the page, and the areas above it."""
    city = own.direct.get(code[:4], 0.0) + 0.5 * page.direct.get(code[:4], 0.0)
    province = own.direct.get(code[:2], 0.0) + 0.5 * page.direct.get(code[:2], 0.0)
    above = min(city, 3.0) * 0.5 + min(province, 2.0) * 0.25
    return own.score(code) * 1.0 + 1.5 * page.score(code) / most + above


def _cities(own: _Tally, page: _Tally) -> list[tuple[str, float]]:
    """Return prefectures by what speaks for them, in the article and around it."""
    scores: dict[str, float] = defaultdict(float)
    for tally, scale in ((own, 1.0), (page, 0.5)):
        for code, value in tally.direct.items():
            if len(code) == 4:
                scores[code] += value * scale
            elif len(code) == 6:
                scores[code[:4]] += value * scale * 0.6
        for code, value in tally.below.items():
            scores[code[:4]] += value * scale * 0.6
    for code in scores:
        scores[code] += 0.3 * min(own.direct.get(code[:2], 0.0) + 0.5 * page.direct.get(code[:2], 0.0), 2.0)
    return sorted(scores.items(), key=lambda s: (-s[1], s[0]))


def _is_of_several(code: str, own: _Tally, page: _Tally) -> bool:
    """全市推进会在甲市召开, 乙市、丙县发言: does a text with 市 but no 县 of its own tell of several?

    Its 市 is then the prefecture, which the article or the page must name.
    """
    counties = {c: v for c, v in own.direct.items() if len(c) == 6 and c.startswith(code[:4])}
    named = own.direct.get(code[:4], 0.0) + page.direct.get(code[:4], 0.0) > 0
    whole = sum(counties.values())
    second = whole - counties.get(code, 0.0)
    return named and whole > 0 and second >= 0.3 * whole


def _county_wins(
    best: tuple[str, float],
    own: _Tally,
    cities: Sequence[tuple[str, float]],
    lower: int,
    upper: int,
    gazetteer: Gazetteer,
) -> bool:
    """Tell whether an article is a county's rather than its city's."""
    code, score = best
    named = own.direct.get(code, 0.0)
    city = own.direct.get(code[:4], 0.0)
    division = gazetteer.get(code)
    if named > city and division is not None and division.name.endswith("市"):
        return True  # a city of county rank: its 市委 is its own
    if not lower and upper >= 2 and city >= 0.5 * named:
        return False  # 安阳市委书记 on a visit to a county
    if lower:
        return lower * 3 >= upper or named > city
    if (
        upper >= 2
        and cities
        and not code.startswith(cities[0][0])
        and own.direct.get(cities[0][0], 0.0) > named
    ):
        return False  # 安阳市委 welcomes those who worked in a county elsewhere
    if city > own.score(code) and (upper or not named):
        return False
    return score >= 0.8 and not (upper >= 3 and named < 2.0)


def _placed(code: str, score: float, second: float, own: _Tally, page: _Tally) -> ArticlePlace:
    vote = own.evidence.get(code) or page.evidence.get(code) or _under(code, own) or _under(code, page)
    confidence = score / (score + second) * (1 - 0.5 ** (score + 0.3))
    span = (vote.start, vote.end) if vote and vote.start >= 0 else (None, None)
    reason = f"{vote.kind}: {vote.name}" if vote else "the rest of the page"
    return ArticlePlace(code, "", round(min(confidence, 0.99), 3), reason, *span)


def _under(code: str, tally: _Tally) -> _Vote | None:
    found = [(v.weight / len(v.codes), c, v) for c, v in tally.evidence.items() if c.startswith(code)]
    return max(found, key=lambda f: (f[0], f[1]))[2] if found else None


def _unsure(ranked: Sequence[tuple[str, float]], score: float, own: _Tally, page: _Tally) -> ArticlePlace:
    """Return the area that all the best have in common: certain as far as it goes."""
    best = [c for c, s in ranked if s >= 0.95 * score]
    for size in (4, 2):
        above = {c[:size] for c in best}
        if len(above) == 1:
            return _placed(above.pop(), score * 0.7, 0.0, own, page)
    return ArticlePlace(confidence=0.0, reason=f"several areas fit equally: {', '.join(sorted(best)[:5])}")


@dataclass(frozen=True, slots=True)
class _Zones:
    """How often zones of each kind are named, and under which longest kind word."""

    counts: Counter[str]
    longest: dict[str, str]
    qualified: frozenset[str]  # kinds that stand after a city's level word or name (市城乡一体化示范区)

    @property
    def top(self) -> str:
        """The kind that is named most, "" where none is."""
        return max(self.counts.items(), key=lambda c: (c[1], c[0]))[0] if self.counts else ""


def _zones(text: str) -> _Zones:
    counts: Counter[str] = Counter()
    longest: dict[str, str] = {}
    qualified: set[str] = set()
    for match in _ZONE.finditer(text):
        if text[match.end() : match.end() + 1] == "）":
            continue  # 文峰区（高新区）
        name = match.group()
        kind = next(k for k in _ZONE_KINDS if name.endswith(k))
        short = _short_kind(kind)
        counts[short] += 1
        if name[: -len(kind)].endswith("市"):
            qualified.add(short)
        if len(kind) > len(longest.get(short, "")):
            longest[short] = kind
    return _Zones(counts, longest, frozenset(qualified))


def _zone(zones: _Zones, page: _Zones, own: _Tally, whole: _Tally) -> str:
    """Return the printed name of the zone that an article is about, "" where a division is.

    One that is named twice and more than any county, or after its city's level word; on a page that is about
    a zone, one that is named at all, or an article that names no county.
    """
    named = sum(v for c, v in own.direct.items() if len(c) == 6)
    kind = zones.top
    if kind:
        number = zones.counts[kind]
        agreed = page.counts[kind] >= 3 and kind == page.top
        often = 2 if named >= 3 else 1  # a city's own zone is named beside it: 梅河口市 and 梅河新区
        if number > named * often and (number >= 2 or kind in zones.qualified or agreed):
            return max(zones.longest[kind], page.longest.get(kind, "") if agreed else "", key=len)
        return ""
    every = sum(v for c, v in whole.direct.items() if len(c) == 6)
    kind = page.top
    if kind and not named and page.counts[kind] >= 5 and page.counts[kind] > 2 * every:
        return page.longest[kind]
    return ""


_ZONE_KINDS = (
    "城乡一体化示范区", "一体化示范区", "示范区", "高新技术产业开发区", "高新技术开发区", "高新区",
    "经济技术开发区", "先进制造业开发区", "经济开发区", "经开区", "开发区", "产业集聚区", "新区", "工业园区",
    "管理区", "度假区", "风景区", "保税区", "试验区",
)  # fmt: skip


def _short_kind(kind: str) -> str:
    if kind.endswith("示范区"):
        return "示范区"
    if kind.startswith("高新"):
        return "高新区"
    return "经开区" if kind.startswith("经") else kind


def _zone_place(
    zone: str,
    cities: Sequence[tuple[str, float]],
    own: _Tally,
    page: _Tally,
    gazetteer: Gazetteer,
) -> ArticlePlace:
    """Return a zone under the prefecture that the other evidence gives, or the division where it is one."""
    if not cities:
        return ArticlePlace(zone=zone, confidence=0.2, reason="a zone whose city the page does not tell")
    city, score = cities[0]
    second = cities[1][1] if len(cities) > 1 else 0.0
    placed = _placed(city, score, second, own, page)
    known = gazetteer.zone(zone, city)
    if known is not None:
        name = _zone_name(known.name, known.above, gazetteer)
        return ArticlePlace(
            known.above, name, placed.confidence, f"zone; {placed.reason}", placed.start, placed.end
        )
    coded = [d for d in gazetteer.named(zone, city) if d.level == 3]
    if len(coded) == 1:
        return ArticlePlace(
            coded[0].code, "", placed.confidence, f"zone; {placed.reason}", placed.start, placed.end
        )
    return ArticlePlace(city, zone, placed.confidence, f"zone; {placed.reason}", placed.start, placed.end)


def _zone_name(name: str, above: str, gazetteer: Gazetteer) -> str:
    """Return a zone's name without the city's that stands before it."""
    for division in reversed(gazetteer.chain(above)):
        for area in (division.name, division.name[:-1]):
            if name.startswith(area) and len(name) > len(area) + 2:
                return name[len(area) :]
    return name
