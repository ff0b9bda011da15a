"""jieba as the lexicon's segmenter: its own tokenizer, no shared cache, the domain's words loaded."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from kg.lexicon.tables import Lexicon


def domain_words(lexicon: Lexicon) -> list[str]:
    """Return the words of the lexicon that jieba should keep whole, sorted; surnames are not among them."""
    words: set[str] = set()
    words.update(lexicon.titles, lexicon.heads, lexicon.bodies, lexicon.campaigns)
    words.update(body.full for body in lexicon.bodies.values())
    return sorted(w for w in words if len(w) > 1)


class Segmenter:
    """jieba's precise mode over a private tokenizer; the dictionary is read at the first use.

    jieba keeps its dictionary by ``marshal`` in a folder that every user of a machine may write, which is a
    door for foreign code and saves nothing: here it is built in memory. Picklable: the words travel, the
    dictionary is read again.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(words)
        self._tokenizer: Any = None

    def __getstate__(self) -> tuple[str, ...]:
        return self.words

    def __setstate__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self._tokenizer = None

    @property
    def tokenizer(self) -> Any:
        """The ``jieba.Tokenizer`` behind it."""
        if self._tokenizer is None:
            import jieba

            jieba.setLogLevel(logging.WARNING)
            tokenizer = jieba.Tokenizer()
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True
            for word in self.words:
                tokenizer.add_word(word)
            self._tokenizer = tokenizer
        return self._tokenizer

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of the words of ``text``; text beyond 10,000 characters is cut in stretches."""
        found: list[tuple[int, int]] = []
        for at in range(0, len(text), 10_000):
            start = at
            for word in self.tokenizer.cut(text[at : at + 10_000], HMM=False):
                found.append((start, start + len(word)))
                start += len(word)
        return found


@lru_cache(maxsize=4)
def _plain(words: tuple[str, ...]) -> Segmenter:
    return Segmenter(words)


def segmenter(lexicon: Lexicon | None = None) -> Segmenter:
    """Return the segmenter with the words of ``lexicon``, one per process and set of words."""
    return _plain(tuple(domain_words(lexicon)) if lexicon else ())
