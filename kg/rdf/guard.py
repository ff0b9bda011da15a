"""What may be asked: SPARQL queries, but no update, nor anything that makes the engine fetch from a host.

The words of a query are found by the rules of SPARQL's own grammar, so that ``SERVICE`` in a string, a
comment, an IRI or a prefixed name harms nobody, and no spelling of it as a keyword passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError

MAX_QUERY = 100_000
"""Characters of a query, at most."""

MAX_DEPTH = 200
"""Brackets within brackets, at most: a parser that calls itself for each would overflow its stack."""

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>'{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3} | \"{3}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{3}
        | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<prefixed>(?:[^\W\d_][\w.\-]*)?:(?:[\w.\-:·]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))


def check(query: str) -> str:
    """Return the form of a query: select, ask, construct or describe.

    Raises:
        QueryError: it is an update, calls ``SERVICE``, is too long, too deep or has no form.
    """
    if len(query) > MAX_QUERY:
        raise QueryError(f"the query has {len(query)} characters; the limit is {MAX_QUERY}")
    form, depth = "", 0
    for kind, text in _tokens(query):
        if kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryError(f"the query nests brackets more than {MAX_DEPTH} deep")
        elif kind == "close":
            depth -= 1
        elif kind == "word":
            word = text.upper()
            if word == "SERVICE":
                raise QueryError("SERVICE is refused: queries are answered from this graph alone")
            if not form and word in _UPDATES:
                raise QueryError(f"{word} is an update; the graph is read-only")
            if not form and word in _FORMS:
                form = word.lower()
    if not form:
        raise QueryError("no query found: it must hold SELECT, ASK, CONSTRUCT or DESCRIBE")
    return form


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    plain = _ESCAPED.sub(_unescaped, query)
    for found in _TOKEN.finditer(plain):
        yield found.lastgroup or "", found[0]


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found[0]
