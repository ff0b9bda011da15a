"""Misread characters guessed back: a noisy channel over the words of the dictionary and of the page itself.

示饭区 is no word, 示范区 is one, and the page prints it twenty times: 饭 was misread or mistyped for 范. Only
characters that no word covers are doubted; what is put in their place must look or sound like them
(``characters.tsv``) and make a word, or a string that the page prints elsewhere. The better the whole page
reads, the more a guess must gain: a page without misprints is left alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.lexicon.tables import Character

_COINED = 4.0  # what it costs to take a coined word apart
_OWN = 100  # how often a word of the domain counts at least
_WORTH = 50  # rarer words of jieba's dictionary speak for nothing
_SIDE = 4
_LONGEST = 8
_ORDINARY = 10_000  # a character so frequent as a word of its own stands alone without doubt
_MOST = 200_000  # of a longer text only so much is weighed at once
_OTHER_TONE = 1.5  # what it costs that only the tone differs: typed by pinyin one seldom takes it
_NAME = 4.0  # what it costs to take a person's name apart
_HOPELESS = -6.0  # what a guess with so much against it gains is not worth reckoning
_NEAR = 3  # places so near are guessed one after the other
_SURE = 10.0  # a gain that is hardly ever had by chance
_SURE_SHARE = 0.3  # such gains are had for this share of what is misread


@dataclass(frozen=True, slots=True)
class _Guess:
    """A character that may be meant at a place, with what the text gains by it."""

    at: int
    char: str
    gain: float


class Misread:
    """What guesses misread characters back; made once per process and lexicon.

    Args:
        frequency: words with their counts in ordinary text (jieba's, which holds beginnings of words as 0).
        total: the sum of the counts.
        words: words of the domain that ordinary text has seldom.
        characters: what each character sounds and looks like.
        surnames: characters that open a person's name.
    """

    def __init__(
        self,
        frequency: Mapping[str, int],
        total: int,
        words: Iterable[str],
        characters: Iterable[Character],
        surnames: Iterable[str],
    ) -> None:
        self._frequency = frequency
        self._own: dict[str, int] = {}
        for word in words:
            if 2 <= len(word) <= _LONGEST and frequency.get(word, 0) < _OWN:
                self._own[word] = _OWN
                for end in range(2, len(word)):
                    if word[:end] not in frequency:
                        self._own.setdefault(word[:end], 0)
        self._total = math.log(total)
        self._characters = tuple(characters)
        self._surnames = frozenset(surnames)

    def restored(self, text: str) -> str:
        """Return ``text`` with its misread characters guessed back, character for character."""
        if len(text) < 2 or not self._characters:
            return text
        plain = "".join(text.split())
        found = {
            start + at: char
            for start in range(0, len(plain), _MOST)
            for at, char in self._mended(plain[start : start + _MOST])
        }
        if not found:
            return text
        chars = list(text)
        places = [i for i, c in enumerate(text) if not c.isspace()]
        for at, char in found.items():
            chars[places[at]] = char
        return "".join(chars)

    def _mended(self, plain: str) -> Iterator[tuple[int, str]]:
        """Yield the places of a text without white space whose character is another's, with the one meant."""
        page = _Page(plain)
        chars = list(plain)
        guesses = self._guesses(plain, page, self._doubtful(plain))
        needed = _needed(sum(g.gain >= _SURE for g in guesses), len(plain))
        while guesses:
            changed: set[int] = set()
            left: set[int] = set()
            for guess in sorted(guesses, key=lambda g: (-g.gain, g.at, g.char)):
                if any(i in changed for i in range(guess.at - _NEAR, guess.at + _NEAR + 1)):
                    left.add(guess.at)
                elif guess.gain >= needed:
                    changed.add(guess.at)
                    chars[guess.at] = guess.char
                    yield guess.at, guess.char
            guesses = self._guesses("".join(chars), page, sorted(left)) if changed else []

    def _guesses(self, plain: str, page: _Page, places: Iterable[int]) -> list[_Guess]:
        """Return the best guess for each of some places, where it gains anything."""
        found: list[_Guess] = []
        for at in places:
            left = at
            while left > 0 and at - left < _SIDE and "\u4e00" <= plain[left - 1] < "\ua000":
                left -= 1
            right, end = at + 1, min(len(plain), at + 1 + _SIDE)
            while right < end and "\u4e00" <= plain[right] < "\ua000":
                right += 1
            best = self._best(plain[left:right], at - left, page)
            if best is not None and best[0] > 0:
                found.append(_Guess(at, best[1], best[0]))
        return found

    def _best(self, window: str, at: int, page: _Page) -> tuple[float, str] | None:
        """Return the likeliest other character at a place of a window, with its gain."""
        meant = self._meant.get(window[at], {})
        chosen = self._fitting(window, at, meant.keys()) | page.fitting(window, at, meant.keys())
        if not chosen:
            return None
        base = self._weight(window)
        named = self._in_name(window, at)
        doubt = _COINED if _is_echo(window, at) else 0.0
        best: tuple[float, str] | None = None
        for char in sorted(chosen):
            told = page.evidence(window, at, char, 2 if named else 1) - meant[char] - doubt
            if named and told <= 0:
                told -= _NAME
            if told <= _HOPELESS:
                continue
            gain = self._weight(window[:at] + char + window[at + 1 :]) - base + told
            if best is None or gain > best[0]:
                best = gain, char
        return best

    def _fitting(self, window: str, at: int, meant: Any) -> set[str]:
        """Return the characters that make a word with their neighbours."""
        found: set[str] = set()
        if at > 0:
            found |= meant & self._after.get(window[at - 1], frozenset())
        if at + 1 < len(window):
            found |= meant & self._before.get(window[at + 1], frozenset())
        for start in range(max(0, at - 3), at + 1):
            for end in range(max(start + 3, at + 1), min(start + 4, len(window)) + 1):
                found |= meant & self._between.get(window[start:at] + "_" + window[at + 1 : end], frozenset())
        return found

    def _in_name(self, window: str, at: int) -> bool:
        """Tell whether a place may be part of a person's name: 甄静波."""
        return any(c in self._surnames for c in window[max(0, at - 2) : at + 1])

    def _doubtful(self, plain: str) -> list[int]:
        """Return the places of characters that no word covers and that hardly stand alone."""
        import numpy

        codes = numpy.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=numpy.uint32)
        codes = codes.astype(numpy.uint64) & numpy.uint64(0xFFFF)
        covered = numpy.zeros(len(plain), dtype=bool)
        for width, words in self._coverage:
            size = len(plain) - width + 1
            if size <= 0:
                continue
            keys = codes[:size].copy()
            for offset in range(1, width):
                keys = (keys << numpy.uint64(16)) | codes[offset : offset + size]
            where = numpy.searchsorted(words, keys)
            where[where == len(words)] = 0
            hit = words[where] == keys
            for offset in range(width):
                covered[offset : offset + size] |= hit
        bare = ~covered & (codes >= 0x4E00) & (codes < 0xA000)
        beside = numpy.zeros(len(plain), dtype=bool)
        beside[1:] |= bare[:-1]
        beside[:-1] |= bare[1:]
        return [
            i
            for i in numpy.flatnonzero(bare).tolist()
            if plain[i] in self._meant and (beside[i] or self._frequency.get(plain[i], 0) <= _ORDINARY)
        ]

    def _weight(self, words: str) -> float:
        """Return the logarithm of the likeliest segmentation's probability."""
        frequency, own, log, size = self._frequency, self._own, math.log, len(words)
        best = [0.0] * (size + 1)
        for start in range(size - 1, -1, -1):
            highest = log(frequency.get(words[start]) or 1) + best[start + 1]
            for end in range(start + 2, size + 1):
                word = words[start:end]
                count = own.get(word)
                if count is None:
                    count = frequency.get(word)
                    if count is None:
                        break  # no word begins so
                if count:
                    chance = log(count) + best[end]
                    if chance > highest:
                        highest = chance
            best[start] = highest - self._total
        return best[0]

    @cached_property
    def _listed(self) -> list[str]:
        """The words that speak for something, of two to four characters."""
        found = {w for w, n in self._frequency.items() if n >= _WORTH and 2 <= len(w) <= 4 and _is_han(w)}
        found.update(w for w, n in self._own.items() if n and len(w) <= 4 and _is_han(w))
        return sorted(found)

    @cached_property
    def _coverage(self) -> list[tuple[int, Any]]:
        """The listed words of each length as sorted numbers."""
        import numpy

        found = []
        for width in (2, 3, 4):
            words = [w for w in self._listed if len(w) == width]
            flat = numpy.frombuffer("".join(words).encode("utf-32-le"), dtype=numpy.uint32)
            codes = flat.astype(numpy.uint64).reshape(-1, width)
            keys = codes[:, 0].copy()
            for offset in range(1, width):
                keys = (keys << numpy.uint64(16)) | codes[:, offset]
            keys.sort()
            if len(keys):
                found.append((width, keys))
        return found

    @cached_property
    def _after(self) -> dict[str, set[str]]:
        """What makes a word of two characters behind a character."""
        found: dict[str, set[str]] = {}
        for word in self._listed:
            if len(word) == 2:
                found.setdefault(word[0], set()).add(word[1])
        return found

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """What makes a word of two characters before a character."""
        found: dict[str, set[str]] = {}
        for word in self._listed:
            if len(word) == 2:
                found.setdefault(word[1], set()).add(word[0])
        return found

    @cached_property
    def _between(self) -> dict[str, set[str]]:
        """What makes a word of three or four characters where one is open: 通_员."""
        found: dict[str, set[str]] = {}
        for word in self._listed:
            if len(word) > 2:
                for i, char in enumerate(word):
                    found.setdefault(word[:i] + "_" + word[i + 1 :], set()).add(char)
        return found

    @cached_property
    def _meant(self) -> dict[str, dict[str, float]]:
        """What may be meant where a character is printed, with what it costs to think so."""
        by_sound: dict[str, list[Character]] = {}
        for row in self._characters:
            for syllable in {r.rstrip("12345") for r in row.readings}:
                by_sound.setdefault(syllable, []).append(row)
        found: dict[str, dict[str, float]] = {}
        for row in self._characters:
            for printed in row.looks:
                found.setdefault(printed, {})[row.character] = 0.0
            for reading in row.readings:
                for other in by_sound[reading.rstrip("12345")]:
                    if other.character == row.character:
                        continue
                    cost = 0.0 if reading in other.readings else _OTHER_TONE
                    known = found.setdefault(other.character, {})
                    known[row.character] = min(cost, known.get(row.character, cost))
        return found


class _Page:
    """What a text prints beside what, and how often."""

    def __init__(self, plain: str) -> None:
        self.pairs = Counter([plain[i : i + 2] for i in range(len(plain) - 1)])
        self.triples = Counter([plain[i : i + 3] for i in range(len(plain) - 2)])
        self.after: dict[str, set[str]] = {}
        self.before: dict[str, set[str]] = {}
        for pair in self.pairs:
            self.after.setdefault(pair[0], set()).add(pair[1])
            self.before.setdefault(pair[1], set()).add(pair[0])

    def fitting(self, window: str, at: int, meant: Any) -> set[str]:
        """Return the characters that make a string of three with their neighbours which the text prints."""
        behind = meant & self.after.get(window[at - 1], frozenset()) if at else set()
        front = meant & self.before.get(window[at + 1], frozenset()) if at + 1 < len(window) else set()
        found = behind & front
        if at > 1:
            found |= {c for c in behind - found if window[at - 2 : at] + c in self.triples}
        if at + 2 < len(window):
            found |= {c for c in front - found if c + window[at + 1 : at + 3] in self.triples}
        return found

    def evidence(self, window: str, at: int, char: str, least: int) -> float:
        """Return what the text's other places say for a character instead of the printed one.

        What stands there less than ``least`` times says nothing: 张小军 beside 张晓军 may be another person.
        """
        total = 0.0
        other = window[:at] + char + window[at + 1 :]
        for counts, width, weight in ((self.pairs, 2, 2.0), (self.triples, 3, 1.0)):
            for start in range(max(0, at - width + 1), min(at, len(window) - width) + 1):
                there = counts.get(other[start : start + width], 0)
                here = counts.get(window[start : start + width], 1) - 1
                total += weight * math.log(((there if there >= least else 0) + 0.5) / (here + 0.5))
        return max(-8.0, min(total, 10.0))


def _is_echo(window: str, at: int) -> bool:
    """Tell whether a phrase of four goes by an echo at a place, as coined words do: 户容户貌, 早七晚七."""
    beside = window[at - 1 : at], window[at + 1 : at + 2]
    return beside[0] == beside[1] or window[at] in (window[at - 2 : at - 1], window[at + 2 : at + 3])


def _needed(sure: int, size: int) -> float:
    """Return what a guess must gain in a text of ``size`` characters with so many sure guesses.

    Sound text has a sure guess in some 2,000 characters; so many do not count.
    """
    share = (max(0.0, sure - 1 - size / 2000) / _SURE_SHARE + 0.2) / (size + 400)
    return min(14.0, max(5.5, 7.5 - 1.3 * math.log(share / 0.01)))


def _is_han(word: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in word)
