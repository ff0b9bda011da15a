"""What of a sentence calls for which rules: a rule costs nothing where none of its words stands.

Each rule says what it needs: sets of words, and of types of names, of each of which one must stand in the
sentence. The words of a sentence are looked up once, and say together which rules there are to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from kg.extract.nodes import Node
from kg.extract.vocabulary import remember

R = TypeVar("R", bound=Callable[..., None])


class Clues(dict[str, int]):
    """The needs that a word (or the type of a name) meets, a bit for each.

    A word counts with 了 or 过 behind it too, and a longer one by its last two characters (组织召开): the
    rules look closer. What a word meets is found once: words come again and again.
    """

    def __init__(self, needs: Iterable[frozenset[str]]) -> None:
        super().__init__()
        self.bits = {need: 1 << n for n, need in enumerate(dict.fromkeys(needs))}
        self._listed: dict[str, int] = {}
        for need, bit in self.bits.items():
            for word in need:
                self._listed[word] = self._listed.get(word, 0) | bit

    def __missing__(self, word: str) -> int:
        listed = self._listed
        bits = listed.get(word, 0) | listed.get(word.rstrip("了过"), 0) | listed.get(word[-2:], 0)
        return remember(self, word, bits)


class Marked:
    """The names of a sentence, and those of its other words that some rule needs, each with its place.

    ``present`` are the needs that they meet together.
    """

    __slots__ = ("_bits", "named", "present", "words")

    def __init__(self, nodes: Sequence[Node], clues: Clues) -> None:
        named: list[tuple[int, Node]] = []
        words: list[tuple[int, int]] = []
        present = 0
        for k, node in enumerate(nodes):
            if node.type:
                named.append((k, node))
                present |= clues[node.type]
            elif bits := clues[node.word]:
                words.append((k, bits))
                present |= bits
        self._bits, self.named, self.words, self.present = clues.bits, named, words, present

    def has(self, need: frozenset[str]) -> bool:
        """Does one of the words (or a name of one of the types) stand in the sentence?"""
        return bool(self.present & self._bits[need])

    def places(self, need: frozenset[str]) -> list[int]:
        """Return where the words stand among the nodes that are no names."""
        bit = self._bits[need]
        return [k for k, bits in self.words if bits & bit] if self.present & bit else []


class Rules(Generic[R]):
    """Rules in their order, of which a sentence calls for some."""

    def __init__(
        self, rules: Mapping[R, Sequence[frozenset[str]]], others: Iterable[frozenset[str]] = ()
    ) -> None:
        """Make the table of ``rules``, each with its needs; ``others`` are needs of none of them."""
        self.clues = Clues((*(need for needs in rules.values() for need in needs), *others))
        self._rules = [(rule, [self.clues.bits[need] for need in needs]) for rule, needs in rules.items()]
        self._mask = sum({bit for _, bits in self._rules for bit in bits})
        self._called: dict[int, tuple[R, ...]] = {}

    def called_for(self, present: int) -> tuple[R, ...]:
        """Return the rules that a sentence calls for whose words and types meet the needs ``present``."""
        present &= self._mask
        called = self._called.get(present)
        if called is None:
            called = tuple(rule for rule, bits in self._rules if all(present & bit for bit in bits))
            remember(self._called, present, called)
        return called
