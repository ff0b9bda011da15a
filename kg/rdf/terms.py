"""RDF terms in N-Triples form, made from whatever text comes: every IRI valid, every literal escaped.

Ids become IRIs under :data:`DATA`. Letters, digits, ``-._~`` and Chinese characters stand as they are, all
else is percent-encoded, ``%`` itself too: the mapping is one to one, so hostile ids can neither break a file
nor fall together. No blank nodes are made anywhere: two exports compare by their lines.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from functools import lru_cache
from urllib.parse import unquote

from kg.schema import NAMESPACE

DATA = "https://w3id.org/xianzhi/id/"
"""The namespace of the data: an entity ``place/410503`` is ``DATA + "place/410503"``."""

PREFIXES: dict[str, str] = {
    "kg": NAMESPACE,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": DATA,
    **{
        name: f"{DATA}{name}/"
        for name in (
            "person",
            "agency",
            "enterprise",
            "community",
            "place",
            "initiative",
            "event",
            "document",
            "honour",
            "article",
            "build",
            "graph",
            "page",
            "post",
            "publication",
            "statement",
            "tenure",
        )
    },
    "titles": f"{DATA}title/",
}
"""The prefixes that every file declares and every query may use without declaring."""

XSD = PREFIXES["xsd"]
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level0"

_UNSAFE = re.compile(r"[^0-9A-Za-z\-._~·\u3400-\u9fff\U00020000-\U0002a6df/]")
_UNSAFE_SEGMENT = re.compile(r"[^0-9A-Za-z\-._~·\u3400-\u9fff\U00020000-\U0002a6df]")
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_DATE = re.compile(
    r"(?P<date>(\d{4})-(\d\d)-(\d\d))|(?P<gYearMonth>(\d{4})-(\d\d))|(?P<gYear>(\d{4}))"
    r"|(?P<gMonthDay>--(\d\d)-(\d\d))|(?P<gMonth>--(\d\d))|(?P<gDay>---(\d\d))"
)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def iri(id_: str) -> str:
    """Return the IRI, in angle brackets, of an id such as ``person/元浩.410503`` or a mention's id.

    >>> iri("person/元浩.410503")
    '<https://w3id.org/xianzhi/id/person/元浩.410503>'
    >>> iri('x/<script>"')
    '<https://w3id.org/xianzhi/id/x/%3Cscript%3E%22>'
    """
    return f"<{DATA}{encode(id_)}>"


def encode(id_: str) -> str:
    """Return an id as the tail of an IRI; its first ``#`` stays and begins the fragment."""
    head, mark, fragment = id_.partition("#")
    return _UNSAFE.sub(_percent, head) + mark + _UNSAFE.sub(_percent, fragment)


def segment(text: str) -> str:
    """Return any text as one segment of an IRI, ``/`` and ``#`` encoded."""
    return _UNSAFE_SEGMENT.sub(_percent, text)


def path(text: str) -> str:
    """Return any text as segments of an IRI, ``#`` encoded but not ``/``."""
    return _UNSAFE.sub(_percent, text)


def decode(iri_: str) -> str:
    """Return the id that an IRI under :data:`DATA` stands for."""
    return unquote(iri_.removeprefix(DATA), errors="surrogatepass")


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in _NAMED:
        return _NAMED[char]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(char):04X}"


def escape(text: str) -> str:
    """Return ``text`` as it stands between the quotes of a literal.

    Half of a surrogate pair has no place in RDF; it becomes U+FFFD, so offsets still count.
    """
    return _ESCAPED.sub(_escape, text) if _ESCAPED.search(text) else text


def plain(text: str) -> str:
    """Return an ``xsd:string`` literal."""
    return f'"{escape(text)}"'


def zh(text: str) -> str:
    """Return a literal tagged as Chinese."""
    return f'"{escape(text)}"@zh'


def typed(text: str, datatype: str) -> str:
    """Return a literal of an XML Schema datatype given by its local name."""
    return f'"{escape(text)}"^^<{XSD}{datatype}>'


@lru_cache(maxsize=4096)
def decimal(value: float) -> str:
    """Return an ``xsd:decimal`` between 0 and 1, to four places at most."""
    bounded = 0.0 if math.isnan(value) else min(1.0, max(0.0, value))
    digits = f"{bounded:.4f}".rstrip("0")
    return f'"{digits}0"^^<{XSD}decimal>' if digits.endswith(".") else f'"{digits}"^^<{XSD}decimal>'


@lru_cache(maxsize=4096)
def date(value: str) -> str:
    """Return a date as the datatype of the precision it has.

    A day is ``xsd:date``, ``--11-12`` ``xsd:gMonthDay``, ``2023-08`` ``xsd:gYearMonth``, ``2023``
    ``xsd:gYear``; two of them with ``/`` between an EDTF interval. What is no date stays a plain string, for
    the shapes to find.
    """
    kind = _date_type(value)
    if kind:
        return typed(value, kind)
    ends = value.split("/")
    if len(ends) == 2 and all(_date_type(end) in ("date", "gYearMonth", "gYear") for end in ends):
        return f'"{value}"^^<{EDTF}>'
    return plain(value)


def _date_type(value: str) -> str:
    found = _DATE.fullmatch(value)
    if not found or not value.isascii():
        return ""
    kind = next(name for name, text in found.groupdict().items() if text)
    digits = [int(d) for d in re.findall(r"\d+", value)]
    if kind == "date":
        year, month, day = digits
        return kind if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else ""
    if kind == "gMonthDay":
        month, day = digits
        return kind if 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1] else ""
    if kind == "gDay":
        return kind if 1 <= digits[0] <= 31 else ""
    if kind == "gYear":
        return kind if digits[0] else ""
    return kind if 1 <= digits[-1] <= 12 and (kind == "gMonth" or digits[0]) else ""
