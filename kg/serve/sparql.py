"""The SPARQL 1.1 Protocol over one graph: queries only, each with a limit of time and size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import QueryError
from kg.rdf.guard import check
from kg.rdf.limits import TimeoutQueryError, TooLargeError, Workers
from kg.serve.negotiate import choose_from

LARGEST_BODY = 400_000
"""Bytes of a request's body or query string, at most."""

MOST_GRAPHS = 1000

TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/html": "html",
}
GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "text/html": "html",
}


class Refused(Exception):  # noqa: N818 - an answer, not an error of the program
    """A request that gets no answer but a status and a reason."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers

    def response(self) -> Response:
        """The reason as plain text."""
        return PlainTextResponse(self.reason + "\n", self.status, self.headers)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a request asks: None for ``query`` where it holds no query at all."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer ready to be sent: ``form`` is its format, ``kind`` table, boolean or graph."""

    media: str
    form: str
    kind: str
    body: bytes


async def read(request: Request) -> Ask:
    """Return what a request asks in any of the protocol's three forms.

    Raises:
        Refused: it breaks the protocol, or asks for an update.
    """
    if len(request.url.query) > LARGEST_BODY:
        raise Refused(413, f"the query string is longer than {LARGEST_BODY} bytes")
    fields = _fields(request.url.query)
    if request.method == "POST":
        body = await _body(request)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == "application/x-www-form-urlencoded":
            if _values(fields, "query"):
                raise Refused(400, "a form sends its query in the body, not in the address")
            fields += _fields(_text(body))
        elif media == "application/sparql-query":
            if _values(fields, "query"):
                raise Refused(400, "the query is in the body and in the address; send it once")
            fields.append(("query", _text(body)))
        elif media == "application/sparql-update":
            raise Refused(403, "updates are refused: this graph is read-only")
        else:
            raise Refused(
                415, "send application/x-www-form-urlencoded or application/sparql-query", Accept=_POSTS
            )
    if _values(fields, "update"):
        raise Refused(403, "updates are refused: this graph is read-only")
    queries = _values(fields, "query")
    if len(queries) > 1:
        raise Refused(400, "there is more than one query parameter; send one query")
    graphs = (_values(fields, "default-graph-uri"), _values(fields, "named-graph-uri"))
    if sum(map(len, graphs)) > MOST_GRAPHS:
        raise Refused(413, f"more than {MOST_GRAPHS} graphs are named")
    if request.method == "POST" and not queries:
        raise Refused(400, "the parameter query is missing")
    return Ask(queries[0] if queries else None, tuple(graphs[0]), tuple(graphs[1]))


_POSTS = "application/x-www-form-urlencoded, application/sparql-query"


async def _body(request: Request) -> bytes:
    """The body, refused as soon as it grows too large."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise Refused(413, f"the body is larger than {LARGEST_BODY} bytes")
        parts.append(part)
    return b"".join(parts)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the body is not UTF-8: {error}") from error


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=2 * MOST_GRAPHS)
    except ValueError as error:
        raise Refused(400, f"the parameters cannot be read: {error}") from error


def _values(fields: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in fields if key == name]


async def answer(workers: Workers, ask: Ask, accept: str | None) -> Answered:
    """Run a query and return its answer in the form liked best.

    Raises:
        Refused: 400 malformed or refused, 406 no form fits, 413 too large an answer, 503 out of time.
    """
    assert ask.query is not None
    if "\x00" in ask.query:
        raise Refused(400, "the query holds a NUL character")
    try:
        kind = check(ask.query)
    except QueryError as error:
        raise Refused(400, str(error)) from error
    offers = TABLES if kind in ("select", "ask") else GRAPHS
    chosen = choose_from(accept, offers)
    if chosen is None:
        raise Refused(406, "this query can be answered as " + ", ".join(offers))
    media, form = chosen
    try:
        result = await run_in_threadpool(
            workers.query,
            ask.query,
            format_="json" if form == "html" else form if offers is TABLES else "json",
            graph_format="ttl" if form == "html" else form if offers is GRAPHS else "ttl",
            default_graphs=ask.default_graphs,
            named_graphs=ask.named_graphs,
        )
    except TimeoutQueryError as error:
        raise Refused(503, str(error), **{"Retry-After": "5"}) from error
    except TooLargeError as error:
        raise Refused(413, f"{error}; add LIMIT") from error
    except QueryError as error:
        raise Refused(400, f"the query cannot be answered: {error}") from error
    return Answered(media, form, result.kind, result.body)
