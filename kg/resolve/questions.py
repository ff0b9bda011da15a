"""Open questions: what a build leaves unsure, for the ledger to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import ids
from kg.model import Entity, Mention, Question
from kg.resolve import ledger, people
from kg.resolve.areas import is_code
from kg.resolve.keys import Keys, Named
from kg.resolve.seeds import Reading


class Questions:
    """Asks about what ``named`` prints of each key.

    ``final`` holds the id of each key, ``alive`` the entities by id.
    """

    def __init__(
        self,
        keys: Keys,
        named: Mapping[str, Named],
        final: Mapping[str, str],
        alive: Mapping[str, Entity],
        rulings: ledger.Rulings,
    ) -> None:
        self.keys = keys
        self.named = named
        self.final = final
        self.alive = alive
        self.rulings = rulings

    def open(self, asked: Iterable[tuple[str, str, float]], readings: Iterable[Reading]) -> list[Question]:
        """Return the questions that no decision answers, those first whose answer moves most mentions.

        ``asked`` holds pairs of people with the weight of the evidence in bits.
        """
        found = [*self._of_people(asked), *self._of_areas(readings)]
        doubted = {(q.left, q.right) for q in found}
        found += [q for q in self._of_ledger() if (q.left, q.right) not in doubted]
        unknown = self.rulings.unknown
        answered = {(d.left, d.right) for d in unknown if d.decision == ledger.Verdict.NOT_SAME}
        unique = {
            (q.left, q.right): q for q in reversed(found) if (q.left, q.right) not in answered or not q.score
        }
        return sorted(unique.values(), key=lambda q: (-q.score, q.left, q.right, q.reason))

    def _of_people(self, asked: Iterable[tuple[str, str, float]]) -> Iterable[Question]:
        for left, right, bits in asked:
            x, y = self.keys.key(left), self.keys.key(right)
            a, b = sorted((self.final[x], self.final[y]))
            if a == b or (a, b) in self.rulings.apart or a not in self.alive or b not in self.alive:
                continue
            one, other = self.named.get(x, Named()), self.named.get(y, Named())
            first, second = (one, other) if self.final[x] == a else (other, one)
            chance = 1.0 / (1.0 + 2.0 ** (people.SAME - bits))
            worth = round(chance * min(one.mentions, other.mentions), 3)  # mentions that a yes would move
            reason = f"one name; the evidence weighs {bits:+.1f} bits, {people.SAME:.0f} would make them one"
            yield Question(a, b, worth, reason, first.first, second.first)

    def _of_areas(self, readings: Iterable[Reading]) -> Iterable[Question]:
        for doubt in (d for reading in readings for d in self._doubts(reading)):
            key, mention, codes = doubt
            left = self.final[key]
            spot = (mention.source, *mention.sentence)
            for code in codes[:4]:
                right = ids.entity("Community" if len(code) == 12 else "Place", code)
                pair = min(left, right), max(left, right)
                if self.rulings.codes.get(left) is None and pair not in self.rulings.apart:
                    full = self.keys.gazetteer.full_name(code)
                    reason = f"{len(codes)} divisions fit, none was chosen; one is {full}"
                    worth = round(self.named[key].mentions / len(codes), 3)
                    yield Question(left, right, worth, reason, spot, None)

    def _doubts(self, reading: Reading) -> Iterable[tuple[str, Mention, tuple[str, ...]]]:
        """Yield the areas of an article left without a code, each with the divisions that fit."""
        for doubt in reading.doubts:
            raw = reading.keys.get(doubt.mention.id)
            key = None if raw is None else self.keys.key(raw)
            if key is not None and not is_code(key) and self.final[key] in self.alive:
                yield key, doubt.mention, doubt.codes

    def _of_ledger(self) -> Iterable[Question]:
        for decision in self.rulings.unknown:
            reason = f"a line of the ledger names what this build does not have: {decision}"
            yield Question(decision.left, decision.right, 0.0, reason)
