"""Misprints mended for analysis: listed ones at once, look-alike characters where the words speak for it.

Optical recognition takes 人 for 入 and 己 for 已. A string that a confusion of look-alikes makes from a word
of the dictionary is mended where the words around it become clearly likelier, or where they become hardly
less likely and the mended words stand elsewhere in the file. Everything is one character for one: offsets
stay.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.text.misread import Misread
from kg.text.segment import Segmenter, domain_words, segmenter

Mend = Callable[[str], str]
"""A function that mends a text and keeps its length."""

LOOK_ALIKES = (
    "人入 己已巳 末未 土士 日曰 千干 天夭 免兔 侯候 折拆 拔拨 晴睛 幕慕暮 辨辩 券卷 冶治 历厉 茶荼 崇祟 贷货 "
    "扶抚 民氏 问间 找我 设没 往住 体休 徒徙 戍戌 亳毫 竟竞 今令 师帅 活话 特持 准淮 育肓 检捡 查杳 遣遗"
)
"""Groups of characters taken for one another, divided by spaces."""

_MORE = (
    "文丈大太犬 峰锋 清请情精 王玉主 白自 本木 目日 区匹 县具 市布 镇填 村材 社杜 街衔 委季 书节 记纪计 "
    "部陪郜 常党 仪义议 务努 健建 理埋 坏环 注法 津律 救教 学字 较校 匠医 皖院 疲疫 访防 组祖阻 积织识 "
    "功动 贡员 颁领 导异 郡群 报服 名各 极级 堆推维 乎平 总恩 重童 要耍 招召 席度 加如 汇江 调凋 国围 "
    "署暑 责贵 任仕 意竟 担坦 决诀 题提 震振 农衣 实买 局居 政攻 办为力 主生 众从 贯惯 讲进 指措 作诈 "
    "术求 坚竖 抓扒 贫贪 因困 户尸"
)
_GROUPS = (*LOOK_ALIKES.split(), *_MORE.split())
_ENOUGH = 2.0
_ENOUGH_AT_A_SEAM = 4.0  # two words as printed: 反诈入|人心, which 人人|心 is hardly likelier than
_WITH_SUPPORT = -1.0
_SIDE = 6
_WORTH = 30  # words rarer than this in jieba's dictionary speak for nothing
_HAN = re.compile(r"[\u4e00-\u9fff]+")


_CONSENSUS = 200_000  # a longer file is a collection: what stands elsewhere in it tells little
_FREE = frozenset(
    "一二三四五六七八九十百千两东西南北中上下左右前后大小老新男女甲乙丙省市区县乡镇村州各全该本第不没未他她它有无"
)
"""Characters that change places in good text: 上午 and 下午, 第一 and 第二, 市委 and 区委."""


def _odd_ones(plain: str, before: int, width: int) -> list[tuple[int, str]]:
    """Return places whose character stands once between its neighbours, with what else stands there."""
    import numpy

    if len(plain) < width:
        return []
    codes = numpy.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=numpy.uint32).astype(
        numpy.uint64
    )
    size = len(codes) - width + 1
    around = numpy.zeros(size, dtype=numpy.uint64)
    for offset in range(width):
        if offset != before:
            around = (around << numpy.uint64(16)) | (codes[offset : offset + size] & numpy.uint64(0xFFFF))
    centre = codes[before : before + size]
    order = numpy.lexsort((centre, around))
    ordered = around[order]
    edges = numpy.flatnonzero(numpy.diff(ordered)) + 1
    starts = numpy.concatenate(([0], edges))
    ends = numpy.concatenate((edges, [size]))
    found: list[tuple[int, str]] = []
    for group in numpy.flatnonzero(ends - starts >= 3):
        places = order[starts[group] : ends[group]]
        if centre[places[0]] == centre[places[-1]]:
            continue
        counts = Counter(plain[i + before] for i in places.tolist())
        usual, times = max(counts.items(), key=lambda c: (c[1], c[0]))
        if times < 2 or not _HAN.match(usual) or usual in _FREE:
            continue
        for i in places.tolist():
            char = plain[i + before]
            if counts[char] == 1 and char not in _FREE and _HAN.match(char):
                found.append((i + before, usual))
    return found


def _alike(left: str, right: str) -> bool:
    """Tell whether two characters sound alike, tones aside, or are listed as look-alikes."""
    if any(left in group and right in group for group in _GROUPS):
        return True
    return bool(_readings(left) & _readings(right))


@lru_cache(maxsize=8192)
def _readings(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


class Mender:
    """What mends misprints; made once per process and lexicon.

    Args:
        confusions: listed misprints and what they stand for, of equal length.
        segmenter: whose dictionary tells how likely words are; None mends listed misprints only.
        titles: titles, whose last character begins no misprint (传承人|关玉, which is no 入关).
    """

    def __init__(
        self,
        confusions: Mapping[str, str],
        segmenter: Segmenter | None = None,
        titles: frozenset[str] = frozenset(),
    ) -> None:
        self.segmenter = segmenter
        self.titles = titles
        self.listed = {p: m for p, m in confusions.items() if len(p) == len(m) and p != m}
        self._words: dict[str, tuple[str, ...]] | None = None
        self._automaton: Any = None

    def for_file(self, text: str) -> Mend:
        """Return the function that mends stretches of a file; ``text`` is the whole of it."""
        support: list[str] = []
        settled = self._settled(text) if self.segmenter is not None else {}

        def mend(part: str) -> str:
            """Return ``part`` with its misprints mended."""
            if not _HAN.search(part):
                return part
            for printed, meant_there in settled.items():
                if printed in part:
                    part = part.replace(printed, meant_there)
            found = self._candidates(part)
            if not found:
                return part
            chars = list(part)
            done = 0
            for start, end, meant, certain in found:
                if start < done:
                    continue
                if not certain:
                    if not support:
                        support.append(re.sub(r"\s+", "", text))
                    if not self._likelier(part, start, end, meant, support[0]):
                        continue
                chars[start:end] = meant
                done = end
            return "".join(chars)

        return mend

    def _settled(self, text: str) -> dict[str, str]:
        """Return strings that stand once in a file where it has another character again and again.

        Between the same characters before and after, 文锋区 stands once and 文峰区 three times: the one is a
        misprint of the other if the two characters sound alike or look alike, and no word is lost by it.
        """
        if not 300 <= len(text) <= _CONSENSUS:
            return {}
        plain = re.sub(r"\s+", "", text)
        found: dict[str, str] = {}
        for before, width in ((3, 5), (2, 5), (1, 5), (2, 4), (1, 4)):
            for at, other in _odd_ones(plain, before, width):
                start = at - before
                printed = plain[start : start + width]
                meant = printed[:before] + other + printed[before + 1 :]
                left, right = max(0, at - _SIDE), at + _SIDE + 1
                there = plain[left:at] + other + plain[at + 1 : right]
                if plain.count(plain[at - 1 : at + 1]) > 1 and plain.count(plain[at : at + 2]) > 1:
                    continue  # the file knows it from elsewhere: 王蕾 beside 王磊
                gain = self._weight(there) - self._weight(plain[left:right])
                if _alike(plain[at], other) and gain >= _WITH_SUPPORT:
                    found[printed] = meant
        return dict(sorted(found.items()))

    def _candidates(self, part: str) -> list[tuple[int, int, str, bool]]:
        """Return what may be misprints: start, end, what is meant, whether it is listed; the best first."""
        automaton = self._automaton if self._automaton is not None else self._build()
        found = [
            (last - len(printed) + 1, last + 1, meant, certain)
            for last, (printed, meants, certain) in automaton.iter(part)
            for meant in meants
        ]
        found.sort(key=lambda f: (f[0], not f[3], f[0] - f[1], f[2]))
        return found

    def _build(self) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        if self.segmenter is not None:
            for printed, meants in _misprints(self.segmenter).items():
                automaton.add_word(printed, (printed, meants, False))
        for printed, meant in sorted(self.listed.items()):
            automaton.add_word(printed, (printed, (meant,), True))
        if len(automaton) == 0:
            automaton.add_word("\x00", ("\x00", (), False))
        automaton.make_automaton()
        self._automaton = automaton
        return automaton

    def _likelier(self, part: str, start: int, end: int, meant: str, text: str) -> bool:
        """Tell whether the words around a place become likelier by mending it."""
        if any(part[start + 1 - n : start + 1] in self.titles for n in (2, 3, 4)):
            return False
        left = start
        while left > 0 and start - left < _SIDE and _HAN.match(part[left - 1]):
            left -= 1
        right = end
        while right < len(part) and right - end < _SIDE and _HAN.match(part[right]):
            right += 1
        gain = self._weight(part[left:start] + meant + part[end:right]) - self._weight(part[left:right])
        if self._is_seam(part, start, end, meant):
            return gain >= _ENOUGH_AT_A_SEAM
        if gain >= _ENOUGH:
            return True
        if gain < _WITH_SUPPORT:
            return False
        after, before = part[end : end + 2], part[max(0, start - 2) : start]
        return (len(after) == 2 and meant + after in text) or (len(before) == 2 and before + meant in text)

    def _is_seam(self, part: str, start: int, end: int, meant: str) -> bool:
        """Tell whether what is printed ends in the beginning of the next word: 入人 before 心 (人心)."""
        assert self.segmenter is not None
        kept = part[end - 1] == meant[-1]
        return (
            kept
            and end - start == 2
            and self.segmenter.tokenizer.FREQ.get(part[end - 1 : end + 1], 0) > _WORTH
        )

    def _weight(self, words: str) -> float:
        """Return the logarithm of the likeliest segmentation's probability."""
        assert self.segmenter is not None
        return _weight(words, self.segmenter)


def _weight(text: str, segmenter: Segmenter) -> float:
    frequency: Mapping[str, int] = segmenter.tokenizer.FREQ
    total = math.log(segmenter.tokenizer.total)
    size = len(text)
    best = [0.0] * (size + 1)
    for start in range(size - 1, -1, -1):
        highest = -math.inf
        for end in range(start + 1, min(size, start + 6) + 1):
            count = frequency.get(text[start:end], 0)
            if count or end == start + 1:
                highest = max(highest, math.log(count or 1) - total + best[end])
        best[start] = highest
    return best[0]


@lru_cache(maxsize=2)
def _misprints(segmenter: Segmenter) -> dict[str, tuple[str, ...]]:
    """Return the strings that one look-alike makes from a word, and the words they may stand for."""
    printed_for: dict[str, set[str]] = {}
    for group in LOOK_ALIKES.split():
        for char in group:
            printed_for.setdefault(char, set()).update(set(group) - {char})
    frequency: Mapping[str, int] = segmenter.tokenizer.FREQ
    odd = re.compile("[" + "".join(sorted(printed_for)) + "]")
    found: dict[str, set[str]] = {}
    for word, count in frequency.items():
        if count < _WORTH or not 2 <= len(word) <= 4:
            continue
        for place in odd.finditer(word):
            for printed in printed_for[place.group()]:
                wrong = word[: place.start()] + printed + word[place.end() :]
                if frequency.get(wrong, 0) * 10 < count:
                    found.setdefault(wrong, set()).add(word)
    return {k: tuple(sorted(v)) for k, v in found.items()}


_BY_LEXICON: dict[int, tuple[Lexicon, Mender]] = {}


def mender(lexicon: Lexicon) -> Mender:
    """Return the mender of a lexicon, one per process and lexicon."""
    known = _BY_LEXICON.get(id(lexicon))
    if known is not None and known[0] is lexicon:
        return known[1]
    if len(_BY_LEXICON) > 8:
        _BY_LEXICON.clear()
    misprints = {c.printed: c.meant for c in lexicon.confusions.values()}
    made = Mender(misprints, segmenter(), frozenset(lexicon.titles))
    _BY_LEXICON[id(lexicon)] = (lexicon, made)
    return made


_MISREADERS: dict[tuple[int, int], tuple[Lexicon, Gazetteer | None, Misread]] = {}


def misreader(lexicon: Lexicon, gazetteer: Gazetteer | None) -> Misread:
    """Return what guesses misread characters back, one per process, lexicon and gazetteer."""
    key = (id(lexicon), id(gazetteer))
    known = _MISREADERS.get(key)
    if known is not None and known[0] is lexicon and known[1] is gazetteer:
        return known[2]
    if len(_MISREADERS) > 8:
        _MISREADERS.clear()
    words = [*domain_words(lexicon), *(f.trigger for f in lexicon.frames)]
    if gazetteer is not None:
        words += gazetteer.names(3)
    tokenizer = segmenter().tokenizer
    surnames = [s.surname for s in lexicon.surnames.values() if s.share >= 3]
    made = Misread(tokenizer.FREQ, tokenizer.total, words, lexicon.characters.values(), surnames)
    _MISREADERS[key] = (lexicon, gazetteer, made)
    return made
