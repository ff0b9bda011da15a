"""Misprints mended for analysis: listed ones at once, look-alike characters where the words speak for it.

Optical recognition takes 人 for 入 and 己 for 已. A string that a confusion of look-alikes makes from a word
of the dictionary is mended where the words around it become clearly likelier, or where they become hardly
less likely and the mended words stand elsewhere in the file. Everything is one character for one: offsets
stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from kg.lexicon.tables import Lexicon
from kg.text.segment import Segmenter, segmenter

Mend = Callable[[str], str]
"""A function that mends a text and keeps its length."""

LOOK_ALIKES = (
    "人入 己已巳 末未 土士 日曰 千干于 天夭 今令 免兔 侯候 折拆 拔拨 晴睛 幕慕暮 辨辩 梁粱 券卷 冶治 历厉 "
    "茶荼 崇祟 贷货 待侍 壁璧 蓝篮 扶抚 代伐 民氏 自白 目日 木本 鸟乌 问间 由田申 开井 找我 设没 第弟 住往 "
    "体休 使便 师帅 全金 王玉 力刀 见贝 午牛 广厂 儿几 大犬 子孑 徒徙 洒酒 乒乓 泪汨 析折 哀衰 庆床 村材 "
    "社杜 权杈 街衔"
)
"""Groups of characters that are taken for one another, divided by spaces."""

_ENOUGH = 2.0
_WITH_SUPPORT = -1.0
_SIDE = 6
_WORTH = 30  # words rarer than this in jieba's dictionary speak for nothing
_HAN = re.compile(r"[\u4e00-\u9fff]+")


class Mender:
    """What mends misprints; made once per process and lexicon.

    Args:
        confusions: listed misprints and what they stand for, of equal length.
        segmenter: whose dictionary tells how likely words are; None mends listed misprints only.
    """

    def __init__(self, confusions: Mapping[str, str], segmenter: Segmenter | None = None) -> None:
        self.segmenter = segmenter
        self.listed = {p: m for p, m in confusions.items() if len(p) == len(m) and p != m}
        self._words: dict[str, tuple[str, ...]] | None = None
        self._automaton: Any = None

    def for_file(self, text: str) -> Mend:
        """Return the function that mends stretches of a file; ``text`` is the whole of it."""
        support: list[str] = []

        def mend(part: str) -> str:
            """Return ``part`` with its misprints mended."""
            if not _HAN.search(part):
                return part
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
        left = start
        while left > 0 and start - left < _SIDE and _HAN.match(part[left - 1]):
            left -= 1
        right = end
        while right < len(part) and right - end < _SIDE and _HAN.match(part[right]):
            right += 1
        gain = self._weight(part[left:start] + meant + part[end:right]) - self._weight(part[left:right])
        if gain >= _ENOUGH:
            return True
        if gain < _WITH_SUPPORT:
            return False
        after, before = part[end : end + 2], part[max(0, start - 2) : start]
        return (len(after) == 2 and meant + after in text) or (len(before) == 2 and before + meant in text)

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
    made = Mender({c.printed: c.meant for c in lexicon.confusions.values()}, segmenter())
    _BY_LEXICON[id(lexicon)] = (lexicon, made)
    return made
