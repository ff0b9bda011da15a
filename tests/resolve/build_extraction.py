"""Extractions built by hand: an article is a list of sentences with the names in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import ids
from kg.model import (
    Article,
    ArticlePlace,
    Block,
    Claim,
    Document,
    Extraction,
    Implied,
    Mapped,
    Mention,
    Modality,
    Role,
)


@dataclass
class Build:
    """One article in the making. ``say`` adds a sentence, ``name`` a mention in the last one, ``claim`` a
    claim."""

    area: str = ""
    zone: str = ""
    source: str = "page.txt"
    title: str = ""
    date: str | None = None
    publication: str | None = None
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    last: tuple[int, int] = (0, 0)

    @property
    def id(self) -> str:
        return ids.article(self.source, self.title, "")

    def say(self, sentence: str) -> Build:
        start = len(self.text)
        self.text += sentence + "\n"
        self.last = (start, start + len(sentence))
        return self

    def name(
        self,
        text: str,
        type_: str,
        kind: str | None = None,
        *,
        level: str = "",
        core: str = "",
        of: Mention | None = None,
        back: Mention | None = None,
        anaphor: bool = False,
        inside: Mention | None = None,
        nth: int = 0,
    ) -> Mention:
        begin = inside.start if inside else self.last[0]
        start = self.text.index(text, begin)
        for _ in range(nth):
            start = self.text.index(text, start + 1)
        mention = Mention(
            ids.mention(self.id, start, start + len(text), type_), self.id, self.source, start, start +
            len(text),
            text, type_, kind, text, self.last, inside.id if inside else None, level, core, of.id if of
            else None,
            back.id if back else None, anaphor,
        )  # fmt: skip
        self.mentions.append(mention)
        return mention

    def person(self, text: str, kind: str | None = "Official") -> Mention:
        return self.name(text, "Person", kind)

    def organ(
        self, text: str, level: str = "", core: str = "", kind: str = "GovernmentOrgan", **more: object
    ) -> Mention:
        return self.name(text, "Agency", kind, level=level, core=core or text[len(level) :], **more)  # type: ignore[arg-type]

    def claim(
        self,
        subject: Mention,
        predicate: str,
        target: Mention | Implied,
        title: str | None = None,
        date: str | None = None,
    ) -> Build:
        other = target.id if isinstance(target, Mention) else target
        self.claims.append(
            Claim(
                subject.id,
                predicate,
                other,
                self.id,
                self.source,
                *self.last,
                "test",
                title,
                date,
                Modality.ASSERTED,
            )
        )
        return self

    def done(self) -> Extraction:
        place = ArticlePlace(self.area, self.zone, 1.0, "test")
        article = Article(
            self.id, self.source, 0, len(self.text), self.title or None, date=self.date,
            date_precision="day" if self.date else None, publication=self.publication,
        )  # fmt: skip
        block = Block(Role.PARAGRAPH, Mapped(self.text, range(len(self.text))))
        return Extraction(Document(article, (block,), place), tuple(self.mentions), tuple(self.claims))
