"""Deterministic ids: readable, valid in an IRI, made from content alone."""

from __future__ import annotations

import hashlib
import re

# What RFC 3987 allows unescaped in an ``isegment`` and reads well; everything else becomes "_".
_UNSAFE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff._~\-]+")


def slug(text: str) -> str:
    """Return ``text`` as one readable IRI segment: Chinese kept, quotes and spaces gone.

    Lossy by design (“创文” and 创文 give one slug); callers that need to tell two apart add a discriminator.
    """
    return _UNSAFE.sub("_", text).strip("_") or "_"


def digest(*parts: str | int | None, length: int = 10) -> str:
    """Return the first ``length`` hex digits of the SHA-256 of the parts, None and "" kept apart."""
    data = "\x1f".join("\x00" if p is None else str(p) for p in parts)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def article(source: str, title: str | None, body: str) -> str:
    """Return the id of an article: the file's stem and a digest of headline and body."""
    stem = source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"article/{slug(stem)[:40]}.{digest(source, title, body)}"


def entity(type_: str, name: str, *discriminators: str) -> str:
    """Return an entity's id, such as ``place/410503`` or ``person/元浩.410503``.

    ``discriminators`` (a division code, a body, a digest) settle namesakes; empty ones are left out.
    """
    return ".".join([f"{type_.lower()}/{slug(name)}", *(slug(d) for d in discriminators if d)])


def mention(article_id: str, start: int, end: int, type_: str) -> str:
    """Return a mention's id."""
    return f"{article_id}#{start}-{end}.{type_}"


def statement(*parts: str | int | None) -> str:
    """Return a statement's id from its fields (ends, predicate, title, article, span, modality)."""
    return f"statement/{digest(*parts, length=16)}"
