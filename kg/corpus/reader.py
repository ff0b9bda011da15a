"""Files to documents: the one entry of the pipeline's left half."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import ids
from kg.corpus import articles as splitting
from kg.corpus import dates, layout, place
from kg.corpus.bylines import SURNAMES
from kg.corpus.decode import UndecodableError, decode
from kg.corpus.manifest import NAME, Manifest, ManifestRow
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.model import Article, ArticlePlace, Document, Rejected, Role
from kg.text.mending import mender, misreader
from kg.text.segment import segmenter

SUFFIXES = frozenset({".txt", ".md", ".text", ""})
"""Endings of the files that are read from a folder; a file that is named itself is always read."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a file yields.

    Attributes:
        source: the file's path relative to the input folder, with slashes.
        documents: its articles in printed order.
        rejected: what was set aside, with the reasons: the file itself, or a stretch of it.
        encoding: the encoding it was read in ("" where it could not be read); ``note`` says what was assumed.
        text: the decoded text that all offsets count in.
        sha256: of the file's bytes.
    """

    source: str
    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...]
    encoding: str
    text: str
    sha256: str
    note: str = ""


def files(root: Path) -> list[Path]:
    """Return the files of a folder to be read, sorted by their relative path; or ``root`` where it is a file.

    Hidden files and folders and the manifest are passed over; so are files with other endings than those of
    plain text.
    """
    if root.is_file():
        return [root]
    found = [p for p in root.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES and p.name != NAME]
    shown = [p for p in found if not any(part.startswith(".") for part in p.relative_to(root).parts)]
    return sorted(shown, key=lambda p: p.relative_to(root).as_posix())


def read_file(
    root: Path,
    file: Path,
    lexicon: Lexicon,
    gazetteer: Gazetteer | None,
    manifest: Manifest | None = None,
    *,
    encoding: str | None = None,
) -> FileResult:
    """Read one file: decode it, split it into articles, find their by-lines, dates and places.

    A pure function of the file, the tables and its row in the manifest. What cannot be read is ``rejected``.

    Args:
        root: the input folder (or the file itself).
        file: the file.
        lexicon: surnames and misprints are used.
        gazetteer: divisions, for the articles' places; None leaves them open.
        manifest: rows of ``manifest.csv`` by file.
        encoding: the file's encoding, where the caller knows it.
    """
    source = file.name if root == file else file.relative_to(root).as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        return _rejected(source, f"the file cannot be read: {error.strerror or error}", b"")
    row = (manifest or {}).get(source, ManifestRow(source))
    return read_bytes(source, data, lexicon, gazetteer, row, encoding=encoding)


def read_bytes(
    source: str,
    data: bytes,
    lexicon: Lexicon,
    gazetteer: Gazetteer | None,
    row: ManifestRow | None = None,
    *,
    encoding: str | None = None,
) -> FileResult:
    """Read a file's bytes; see :func:`read_file`."""
    try:
        decoded = decode(data, encoding)
    except UndecodableError as error:
        return _rejected(source, str(error), data)
    text = decoded.text
    plain = _simplifier()(text) if _is_traditional(text) else text  # character for character: offsets stay
    plain = misreader(lexicon, gazetteer).restored(plain)
    paras, cut = layout.paragraphs(plain)
    mending = splitting.Mending(
        plain, mender(lexicon).for_file(plain), segmenter(), frozenset(lexicon.surnames) or SURNAMES
    )
    made = [splitting.make(draft, mending) for draft in splitting.split(paras)]
    made = [m for m in made if m.blocks]
    rejected = [
        Rejected(source, f"characters {a} to {b}: a line of more than {layout.LONGEST:,} characters was cut")
        for a, b in cut
    ]
    if not made:
        rejected.append(Rejected(source, "no article was found in it: no line of running text"))
    row = row or ManifestRow(source)
    known = _Page.of(plain, row)
    publications = [p for p in (known.publication, *(_source_of(m) for m in made)) if p]
    try:
        places = place.infer(
            [m.blocks for m in made],
            gazetteer,
            told=row.place,
            publications=list(dict.fromkeys(publications)),
        )
    except ValueError as error:
        rejected.append(Rejected(source, f"the manifest's place was passed over: {error}"))
        places = place.infer([m.blocks for m in made], gazetteer, publications=publications)
    documents = tuple(_document(source, m, p, known) for m, p in zip(made, places, strict=True))
    digest = hashlib.sha256(data).hexdigest()
    return FileResult(source, documents, tuple(rejected), decoded.encoding, text, digest, decoded.note)


def _rejected(source: str, reason: str, data: bytes) -> FileResult:
    digest = hashlib.sha256(data).hexdigest()
    return FileResult(source, (), (Rejected(source, reason),), "", "", digest)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole page says of each of its articles."""

    publication: str | None
    date: str | None

    @classmethod
    def of(cls, text: str, row: ManifestRow) -> _Page:
        publication = row.publication or _masthead(text)
        return cls(publication, row.date or _folio_date(text))


_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|商报|时报|都市报|新报|周报)")


def _masthead(text: str) -> str | None:
    """Return the newspaper's name where it stands on a line of its own near an edge of the page."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*lines[:6], *lines[-4:]]:
        if len(line) <= 40 and (found := _PAPER.match(line)) and (len(line) - found.end() < 30):
            rest = line[found.end() :]
            if not rest or rest[0] in " \u3000|·第/（(0123456789":
                return found.group()
    return None


_FOLIO_DATE = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_FOLIO_REST = re.compile(r"星期|第?\s*\d+\s*版|责任编辑|责编|[\u4e00-\u9fff](?:日|晚|晨|早|商|时|周)报")


def _folio_date(text: str) -> str | None:
    """Return the day that a page's folio line gives (周口日报 2024年1月15日 星期一)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*lines[:6], *lines[-3:]]:
        found = _FOLIO_DATE.search(line)
        if found and len(line) <= 60:
            rest = line[: found.start()] + line[found.end() :]
            if not rest.strip() or (_FOLIO_REST.search(rest) and not re.search(r"[，。,]", rest)):
                return dates.published(found.group())
    return None


_SOURCE = re.compile(
    r"(?:来\s*源|稿源|文章来源|信息来源|稿件来源)\s*[：:]\s*\**\s*(?P<name>[^\s：:|丨*]{2,24})"
)


def _source_of(made: splitting.Made) -> str | None:
    named = _SOURCE.search("  ".join(made.meta))
    if named:
        return named["name"]
    return next((found[0] for line in made.meta if (found := layout.media(line))), None)


def _document(source: str, made: splitting.Made, where: ArticlePlace, page: _Page) -> Document:
    meta = "  ".join(made.meta)
    printed = dates.published(meta)
    publication = page.publication or _source_of(made)
    told = [b for b in made.blocks if b.role is not Role.KICKER and b.text.text not in made.meta]
    body = "\n".join(b.text.text for b in told if b.role is not Role.BYLINE)
    dated = dates.item_date(body, page.date or printed)
    if dated.date is None:  # the day of the dateline, 云岭网3月13日讯, is that of the news where no other is
        dated = dates.item_date("\n".join(b.text.text for b in told))
    whole = "\n".join(b.text.text for b in made.blocks)
    article = Article(
        id=ids.article(source, made.title, whole),
        source=source,
        start=made.start,
        end=made.end,
        title=made.title,
        subtitle=made.subtitle,
        column=made.column,
        reporters=made.byline.reporters,
        correspondents=made.byline.correspondents,
        photographers=made.byline.photographers,
        date=dated.date,
        date_precision=dated.precision,
        publication=publication,
        place=where.area or None,
    )
    return Document(article, made.blocks, where)


def _is_traditional(text: str) -> bool:
    sample = text[:20_000]
    changed = splitting.traditional_share(sample)
    return changed >= 0.04


@lru_cache(maxsize=1)
def _simplifier() -> Callable[[str], str]:
    import opencc

    converter = opencc.OpenCC("t2s")
    table: dict[str, str] = {}

    def simplify(text: str) -> str:
        """Convert character by character, so that every offset stays."""
        for char in set(text):
            if char not in table:
                one = converter.convert(char)
                table[char] = one if len(one) == 1 else char
        return "".join(map(table.__getitem__, text))

    return simplify
