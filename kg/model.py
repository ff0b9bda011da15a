"""The records of Xianzhi as values that do not change.

Those that are made by the thousand, a few for every line of text, are named tuples: a frozen data class takes
five times as long to make.

Offsets named ``start`` and ``end`` count Unicode code points of the original file as decoded, half open.
Offsets inside a :class:`Mapped` text count its own characters; ``Mapped.span`` leads back to the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a block of a newspaper page is."""

    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


class Modality(StrEnum):
    """How the text puts a fact."""

    __hash__ = str.__hash__  # as its value: that of an enumeration is several times slower

    ASSERTED = "asserted"
    PLANNED = "planned"
    NEGATED = "negated"
    FORMER = "former"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Mapped:
    """Text made ready for analysis, each character with the offset it has in the original file.

    ``offsets[i]`` is the code point in the file that character ``i`` stands for; offsets never fall.
    Characters that layout repair drops have no entry; a mended character keeps the place of the misprint.
    """

    text: str
    offsets: Sequence[int]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span ``[start, end)`` of the characters ``start`` to ``end`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def part(self, start: int, end: int) -> Mapped:
        """Return the characters ``start`` to ``end`` with their offsets."""
        return Mapped(self.text[start:end], self.offsets[start:end])


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, by-line, heading, paragraph or caption, lines joined and spaces mended."""

    role: Role
    text: Mapped


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: a row of the table ``articles``."""

    id: str
    source: str
    start: int
    end: int
    title: str | None = None
    subtitle: str | None = None
    column: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    date: str | None = None
    date_precision: str | None = None
    publication: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """The area whose 区/市/县 an article means, with the evidence for it.

    Attributes:
        area: code of the smallest certain division (2, 4, 6 or 9 digits), "" where unknown.
        zone: printed name of a functional zone that is no division (城乡一体化示范区), "" where none;
            then ``area`` is the prefecture or county above the zone.
        confidence: 0 to 1.
        reason: which evidence decided (manifest, masthead, full name, chain, gazetteer votes).
        start, end: the span of the strongest evidence, None where a manifest or nothing decides.
    """

    area: str = ""
    zone: str = ""
    confidence: float = 0.0
    reason: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its blocks in reading order, ready for analysis."""

    article: Article
    blocks: tuple[Block, ...]
    place: ArticlePlace = ArticlePlace()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: offsets in the sentence's own text, and the tagger's tag (LAC's tag set)."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or headline, heading, by-line, caption) with its words."""

    index: int
    block: int
    role: Role
    text: Mapped
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document cut into tagged sentences."""

    document: Document
    sentences: tuple[Sentence, ...]


class Mention(NamedTuple):
    """A stretch of text that names one thing.

    Attributes:
        id: ``{article_id}#{start}-{end}.{type}``, unique in the corpus.
        start, end: span in the original file; ``text`` is what stands there less layout white space.
        name: ``text`` with misprints mended (人户走访 → 入户走访).
        sentence: original span of the sentence or clause it stands in: the evidence of what its name implies.
        inside: id of the mention it is nested in, None for an outermost one.
        level: bare level word at the left edge of a body's or zone's name (区, 市, 省, 县, 州, 镇, 示范区),
            "" where the name is qualified in full or not at all.
        core: the name without level word and qualifier, abbreviations unfolded (人力资源和社会保障局).
        qualifier: id of the mention of the area or parent body that qualifies this name, nested in it or
            standing elsewhere in the article (the community of an unqualified 社区党总支).
        antecedent: id of the mention that this one points back to, for 该区, 该局, 巡察组 and the like.
        anaphor: True for a definite anaphor (该区, 全区, 我们村), which names nothing by itself.
    """

    id: str
    article_id: str
    source: str
    start: int
    end: int
    text: str
    type: str
    kind: str | None = None
    name: str = ""
    sentence: tuple[int, int] = (0, 0)
    inside: str | None = None
    level: str = ""
    core: str = ""
    qualifier: str | None = None
    antecedent: str | None = None
    anaphor: bool = False


class Implied(NamedTuple):
    """An end of a claim that the text implies but does not name: the 区政府 behind 区长刘学平.

    Attributes:
        type, kind: ontology names of what is implied.
        core: 人民政府, 人大常委会 and so on.
        level: the level word that the title carries (区 of 区长), read under the article's place.
        qualifier: id of a mention that names the area (文峰区 of 文峰区区长, 麦秀镇 of 麦秀镇镇长), or
            None.
    """

    type: str
    kind: str | None
    core: str
    level: str
    qualifier: str | None = None


class Claim(NamedTuple):
    """What one clause says, between mentions: a statement before its ends are resolved.

    ``subject`` and ``object`` are mention ids of the same article; ``start, end`` the evidence clause or
    sentence in the original file; ``rule`` names the frame that made it.
    """

    subject: str
    predicate: str
    object: str | Implied
    article_id: str
    source: str
    start: int
    end: int
    rule: str
    title: str | None = None
    date: str | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article yields by itself: the end of the left half of the pipeline."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row of the table ``mentions``: a mention with the entity it was resolved to."""

    id: str
    entity_id: str
    article_id: str
    source: str
    start: int
    end: int
    text: str
    type: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A row of the table ``entities``; ``mentions`` and ``articles`` are counts."""

    id: str
    type: str
    kind: str | None
    name: str
    full_name: str | None = None
    aliases: tuple[str, ...] = ()
    code: str | None = None
    mentions: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of the table ``statements``: one sentence saying one thing.

    ``start`` and ``end`` are None only for what no text says; ``rule`` then starts with ``gazetteer`` or
    ``inference``. ``subject_mention`` and ``object_mention`` are ids of rows of ``mentions``, None for an
    implied body.
    """

    id: str
    subject: str
    predicate: str
    object: str
    title: str | None = None
    date: str | None = None
    modality: str = Modality.ASSERTED
    article_id: str | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None
    subject_mention: str | None = None
    object_mention: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of identity for a person: two entities that may be one, or one that may be two."""

    left: str
    right: str
    score: float
    reason: str
    left_evidence: tuple[str, int, int] | None = None
    right_evidence: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or a stretch of one, that was set aside, with the reason in words for a reader."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The right half's result: what the export's tables hold."""

    articles: tuple[Article, ...]
    mentions: tuple[MentionRow, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    questions: tuple[Question, ...] = field(default=())
