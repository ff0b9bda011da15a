"""Content negotiation: which of the forms on offer a client asks for (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_RANGE = re.compile(r"([^\s/;,]+)/([^\s/;,]+)")
_QUALITY = re.compile(r"[01](?:\.[0-9]{0,3})?")
_LONGEST = 4000


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type of ``offers`` that ``accept`` likes best, None where it likes none of them.

    The most specific range that fits an offer sets its quality; the order of ``offers`` settles equals.

    >>> choose("text/html;q=0.5, text/*;q=0.4, */*;q=0.1", ["text/turtle", "text/html"])
    'text/html'
    >>> choose("application/pdf", ["text/html"]) is None
    True
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = list(_ranges(accept[:_LONGEST]))
    best, found = 0.0, None
    for offer in offers:
        type_, _, subtype = offer.partition("/")
        fits = [
            ((r[0] != "*") + (r[1] != "*"), quality)
            for *r, quality in ranges
            if (r[0] in ("*", type_)) and (r[1] in ("*", subtype))
        ]
        quality = max(fits)[1] if fits else 0.0
        if quality > best:
            best, found = quality, offer
    return found


def choose_from(accept: str | None, offers: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the media type liked best with what ``offers`` gives for it."""
    media = choose(accept, list(offers))
    return None if media is None else (media, offers[media])


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    found = []
    for part in accept.split(","):
        media, *parameters = part.split(";")
        match = _RANGE.fullmatch(media.strip())
        if not match:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = min(1.0, float(value)) if _QUALITY.fullmatch(value.strip()) else 0.0
        found.append((match[1].lower(), match[2].lower(), quality))
    return found
