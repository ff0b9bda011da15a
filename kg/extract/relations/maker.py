"""The claims of an article as they are made: with offsets, date and confidence, each claim once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.mentions import Mentions
from kg.extract.nodes import Node, Scan
from kg.extract.posts.titles import Post
from kg.model import Article, Claim, Implied, Modality

_TODAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


@lru_cache(maxsize=1024)
def _rounded(confidence: float) -> float:
    """Return a confidence with two digits; there are few different ones, and rounding them takes long."""
    return round(confidence, 2)


_SAID_OF_CHAIRS = ("frame:speaksAt", "frame:takesPartIn:颁发", "frame:takesPartIn:授")


class Maker:
    """Makes the claims of one article and keeps the surest of those that say the same."""

    def __init__(self, context: Context, mentions: Mentions) -> None:
        self.context = context
        self.mentions = mentions
        self.article: Article = context.document.article
        self.found: dict[tuple[object, ...], Claim] = {}
        self.seen: list[Node] = []
        self.posts: list[Post] = []
        self._days: dict[int, str | None] = {}

    def rows(self) -> list[Claim]:
        """Return the claims made, in the order of the text.

        Who presides over a meeting is not also said to take part in it because he speaks, nor is the body
        that holds it.
        """
        presiding = {key[0] for key in self.found if key[1] == "chairs"}
        holding = {key[0] for key in self.found if key[1] == "convenes"}
        return [
            claim
            for key, claim in self.found.items()
            if not (
                key[1] == "takesPartIn"
                and (
                    (key[0] in presiding and claim.rule.startswith(_SAID_OF_CHAIRS))
                    or (key[0] in holding and claim.rule.startswith("frame:takesPartIn"))
                )
            )
        ]

    def see(self, names: Iterable[Node]) -> None:
        """Remember names as seen, each behind those nested in it."""
        for node in names:
            if node.children:
                self.see(node.children)
            self.seen.append(node)

    def knows(self, subject: Node, relation: str, object_: Node, confidence: float) -> bool:
        """Is the relation asserted already, and as surely?"""
        known = self.found.get((subject.word, relation, object_.word, None, Modality.ASSERTED))
        return known is not None and known.confidence >= confidence

    def claim(
        self,
        scan: Scan,
        subject: Node,
        relation: str,
        object_: Node | Implied,
        clause: tuple[int, int],
        rule: str,
        confidence: float,
        *,
        title: str | None = None,
        modality: Modality = Modality.ASSERTED,
    ) -> None:
        """Add a claim with the clause of ``scan`` as its evidence, unless a surer one says the same."""
        if subject is object_:
            return
        said = object_ if isinstance(object_, Implied) else object_.word
        key = (subject.word, relation, said, title, modality)
        known = self.found.get(key)
        if known is not None and known.confidence >= confidence:
            return
        left = self.mentions.key(subject)
        right = object_ if isinstance(object_, Implied) else self.mentions.key(object_)
        if left is None or right is None or left == right:
            return
        start, end = scan.sentence.text.span(*clause)
        self.found[key] = Claim(
            left,
            relation,
            right,
            self.article.id,
            self.article.source,
            start,
            end,
            rule,
            title,
            self._date(scan),
            modality,
            _rounded(confidence),
        )

    def _date(self, scan: Scan) -> str | None:
        """Return the day a sentence gives, with the year where the sentence or the article knows it."""
        if "日" not in scan.text:
            return None
        index = scan.sentence.index
        if index not in self._days:
            self._days[index] = self._day(scan)
        return self._days[index]

    def _day(self, scan: Scan) -> str | None:
        """Return 2023-05-04 for 2023年5月4日, None where the sentence gives no day."""
        match = _TODAY.search(scan.text)
        if match is None:
            return None
        year, month, day = match.groups()
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return None
        mine = self.article.date or ""
        if year is None and re.match(r"\d{4}-", mine):
            year = mine[:4]
        return f"{year or '-'}-{int(month):02}-{int(day):02}"
