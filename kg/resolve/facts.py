"""What the articles say of keys: their claims, and what the names in them say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Claim, Implied
from kg.resolve.keys import Keys
from kg.resolve.seeds import Reading


@dataclass(slots=True)
class Fact:
    """A statement between keys."""

    subject: str
    predicate: str
    object: str
    article: str
    source: str
    start: int
    end: int
    rule: str
    subject_mention: str | None
    object_mention: str | None
    title: str | None = None
    date: str | None = None
    modality: str = "asserted"
    confidence: float = 1.0


def claimed(reading: Reading, keys: Keys) -> Iterable[Fact]:
    """Yield what an article claims, in reading order, each once for a sentence."""
    seen: dict[tuple[object, ...], None] = {}
    pairs = zip(reading.extraction.claims, reading.targets, strict=True)
    for claim, target in sorted(pairs, key=lambda p: _reading_order(p[0])):
        subject = reading.keys.get(claim.subject)
        if isinstance(claim.object, str):
            target = reading.keys.get(claim.object)
        if subject is None or target is None:
            continue
        subject, target = keys.key(subject), keys.key(target)
        mark = (
            subject,
            claim.predicate,
            target,
            claim.title,
            claim.start,
            claim.end,
            claim.modality,
            claim.date,
        )
        if mark in seen or not keys.fits(subject, claim.predicate, target):
            continue
        seen[mark] = None
        other = None if isinstance(claim.object, Implied) else claim.object
        yield Fact(
            subject, claim.predicate, target, claim.article_id, claim.source, claim.start, claim.end,
            claim.rule,
            claim.subject, other, claim.title, claim.date, str(claim.modality.value), claim.confidence,
        )  # fmt: skip


def _reading_order(claim: Claim) -> tuple[object, ...]:
    return (claim.start, claim.end, claim.predicate, claim.rule, str(claim))
