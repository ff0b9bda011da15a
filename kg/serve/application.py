"""The web application: pages, data and the SPARQL endpoint of one export, read-only."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from importlib import resources as packaged
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg import resources
from kg.rdf import PREFIXES, Workers, iri, named_queries
from kg.rdf.store import graph_file
from kg.rdf.void import MEDIA_TYPES, description
from kg.rdf.write import serialize
from kg.serve import sparql
from kg.serve.knowledge import Knowledge, local_path
from kg.serve.negotiate import choose, choose_from

if TYPE_CHECKING:
    import jinja2

RDF = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
_PAGE = {"text/html": "html", "application/xhtml+xml": "html", **RDF}
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_FILES = {
    **{name: MEDIA_TYPES[Path(name).suffix] for name in ("graph.ttl", "graph.nq", "graph.jsonld")},
    "graph.graphml": "application/xml",
    "graph.gexf": "application/xml",
    "nodes.csv": "text/csv; charset=utf-8",
    "edges.csv": "text/csv; charset=utf-8",
    "metrics.csv": "text/csv; charset=utf-8",
    "report.md": "text/markdown; charset=utf-8",
}
"""What of an export may be fetched, by name: no path from a request ever reaches the file system."""


class _Site:
    """An export opened for serving."""

    def __init__(self, folder: Path, *, workers: int, seconds: float, limit: int) -> None:
        self.folder = folder if folder.is_dir() else folder.parent
        self.file = graph_file(folder)
        self.workers = Workers(folder, count=workers, seconds=seconds, limit=limit)
        self.store = self.workers.open()
        self.knowledge = Knowledge(self.store)
        self.pages = _templates()
        self.examples = named_queries()
        self.files = {name: media for name, media in _FILES.items() if (self.folder / name).is_file()}
        self._void: set[str] | None = None

    def close(self) -> None:
        self.workers.close()

    def html(self, name: str, status: int = 200, **values: object) -> Response:
        text = self.pages.get_template(name).render(**values).encode("utf-8", "replace")
        return Response(text, status, media_type="text/html", headers={"Content-Security-Policy": _POLICY})

    def void(self) -> set[str]:
        if self._void is None:
            dumps = {f"/files/{n}": m for n, m in self.files.items() if Path(n).suffix in MEDIA_TYPES}
            self._void = description(self.store, dumps=dumps)
        return self._void


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serve", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _site(request: Request) -> _Site:
    site = request.app.state.site
    assert isinstance(site, _Site)
    return site


class _Anything(Convertor[str]):
    """The rest of a path, line breaks included."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())


def _wanted(request: Request) -> str:
    """The id in the path, from its bytes: the server's own decoding is lossy."""
    raw = request.scope.get("raw_path") or quote(request.url.path).encode()
    try:
        return unquote(raw.decode("latin-1").split("/", 2)[2], errors="surrogatepass")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the address is not UTF-8") from error


# pages ----------------------------------------------------------------------------------------------------


async def _index(request: Request) -> Response:
    site = _site(request)
    words = request.query_params.get("q", "")[:200]
    found = await run_in_threadpool(site.knowledge.search, words, 100)
    return site.html(
        "index.html.j2",
        words=words,
        found=found,
        numbers=await run_in_threadpool(site.knowledge.numbers),
        files=sorted(site.files),
        explorer=(site.folder / "graph.html").is_file(),
    )


async def _search(request: Request) -> Response:
    words = request.query_params.get("q", "")[:200]
    found = await run_in_threadpool(_site(request).knowledge.search, words, 50)
    rows = [{"id": f.id, "label": f.link.label, "type": f.type, "mentions": f.mentions} for f in found]
    return Response(json.dumps(rows, ensure_ascii=False), media_type="application/json")


async def _identifier(request: Request) -> Response:
    """303 from a thing to what is written of it."""
    site, id_ = _site(request), _wanted(request)
    if not await run_in_threadpool(site.knowledge.known, id_):
        return _missing(site, id_)
    chosen = choose_from(request.headers.get("accept"), _PAGE)
    if chosen is None:
        return _unacceptable(_PAGE)
    _, form = chosen
    value = iri(id_)[1:-1]
    target = local_path("page", value) if form == "html" else f"{local_path('data', value)}.{form}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


async def _page(request: Request) -> Response:
    site, id_ = _site(request), _wanted(request)
    if not await run_in_threadpool(site.knowledge.known, id_):
        return _missing(site, id_)
    chosen = choose_from(request.headers.get("accept"), _PAGE)
    value = iri(id_)[1:-1]
    data = local_path("data", value)
    if chosen is not None and chosen[1] != "html":
        return RedirectResponse(f"{data}.{chosen[1]}", 303, headers={"Vary": "Accept"})
    thing = await run_in_threadpool(site.knowledge.thing, id_)
    links = {media: f"{data}.{form}" for media, form in RDF.items()}
    response = site.html("thing.html.j2", thing=thing, links=links)
    response.headers["Link"] = ", ".join(
        [f'<{href}>; rel="alternate"; type="{media}"' for media, href in links.items()]
        + [f'<{quote(value, safe=":/#%~")}>; rel="describes"']
    )
    response.headers["Vary"] = "Accept"
    return response


async def _data(request: Request) -> Response:
    site, path = _site(request), _wanted(request)
    id_, dot, form = path.rpartition(".")
    if not dot or form not in _FORMATS or not await run_in_threadpool(site.knowledge.known, id_):
        return _missing(site, path)
    triples = await run_in_threadpool(site.knowledge.triples, id_)
    return _rdf([f"{t.subject} {t.predicate} {t.object}" for t in triples], form)


def _rdf(lines: list[str], form: str) -> Response:
    """Triples in N-Triples form, sent in one of the forms of RDF."""
    media = next(m for m, f in RDF.items() if f == form)
    headers = {"Access-Control-Allow-Origin": "*"}
    return Response(serialize(lines, form), media_type=media, headers=headers)


def _missing(site: _Site, what: str) -> Response:
    return site.html("missing.html.j2", 404, what=what)


def _unacceptable(offers: Mapping[str, str]) -> Response:
    return PlainTextResponse(f"available as {', '.join(offers)}\n", 406, headers={"Vary": "Accept"})


# files ----------------------------------------------------------------------------------------------------


async def _file(request: Request) -> Response:
    site, name = _site(request), request.path_params["name"]
    if name not in site.files:
        return _missing(site, name)
    return FileResponse(
        site.folder / name, media_type=site.files[name], headers={"Access-Control-Allow-Origin": "*"}
    )


async def _explorer(request: Request) -> Response:
    """The interactive page, under the policy that it carries itself."""
    site = _site(request)
    file = site.folder / "graph.html"
    if not file.is_file():
        return _missing(site, "graph.html")
    return FileResponse(file, media_type="text/html")


async def _style(request: Request) -> Response:
    text = packaged.files("kg.serve").joinpath("templates/style.css").read_text(encoding="utf-8")
    return Response(text, media_type="text/css")


async def _ontology(request: Request) -> Response:
    chosen = choose_from(request.headers.get("accept"), RDF)
    if chosen is None:
        return _unacceptable(RDF)
    path = resources.path("ontology/xianzhi.ttl")
    if chosen[1] == "ttl":
        return FileResponse(path, media_type="text/turtle", headers={"Vary": "Accept"})
    body = ox.serialize(
        (
            ox.Triple(q.subject, q.predicate, q.object)
            for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        ),
        format=_FORMATS[chosen[1]],
    )
    return Response(body or b"", media_type=chosen[0], headers={"Vary": "Accept"})


async def _void(request: Request) -> Response:
    chosen = choose_from(request.headers.get("accept"), RDF)
    if chosen is None:
        return _unacceptable(RDF)
    lines = await run_in_threadpool(_site(request).void)
    return _absolute(_rdf(_here(lines, request), chosen[1]))


async def _well_known(request: Request) -> Response:
    return RedirectResponse("/void", 303)


def _here(lines: set[str], request: Request) -> list[str]:
    """Local addresses made absolute, for the host that was asked."""
    try:
        base = str(request.base_url).rstrip("/")
        ox.NamedNode(base)
    except ValueError:
        base = "http://localhost"
    terms = (line.split(" ", 2) for line in lines)
    return sorted(" ".join(f"<{base}{t[1:]}" if t.startswith("</") else t for t in three) for three in terms)


def _absolute(response: Response) -> Response:
    response.headers["Vary"] = "Accept"
    return response


# SPARQL ---------------------------------------------------------------------------------------------------

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**_CORS, "Allow": "GET, HEAD, POST, OPTIONS"})
    try:
        response = await _protocol(request)
    except sparql.Refused as refused:
        response = refused.response()
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Vary"] = "Accept"
    return response


async def _protocol(request: Request) -> Response:
    site = _site(request)
    accept = request.headers.get("accept")
    ask = await sparql.read(request)
    if ask.query is None:
        if choose(accept, ["text/turtle", "text/html"]) == "text/html":
            return site.html("sparql.html.j2", query="", answer=None, text="", examples=site.examples)
        chosen = choose_from(accept, RDF)
        if chosen is None:
            raise sparql.Refused(406, f"the service description is available as {', '.join(RDF)}")
        lines = await run_in_threadpool(_service, site, request)
        return _rdf(lines, chosen[1])
    answered = await sparql.answer(site.workers, ask, accept)
    if answered.form != "html":
        return Response(answered.body, media_type=answered.media)
    table, text = None, ""
    if answered.kind == "graph":
        text = answered.body.decode()
    else:
        found = json.loads(answered.body)
        if answered.kind == "boolean":
            text = str(found["boolean"]).lower()
        else:
            table = _table(found)
    return site.html("sparql.html.j2", query=ask.query, answer=table, text=text, examples=site.examples)


def _table(found: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> dict[str, object]:
    """A result for the page: names, and rows of text with the path of its page where it has one."""
    names = [str(name) for name in found["head"]["vars"]]
    rows = []
    for binding in found["results"]["bindings"][:5000]:
        row = []
        for name in names:
            term = binding.get(name)
            value = str(term["value"]) if term else ""
            ours = term is not None and term["type"] == "uri" and value.startswith(PREFIXES["id"])
            row.append((value.removeprefix(PREFIXES["id"]), local_path("page", value) if ours else ""))
        rows.append(row)
    return {"names": names, "rows": rows, "more": len(found["results"]["bindings"]) > 5000}


def _service(site: _Site, request: Request) -> list[str]:
    """The service description: what the endpoint speaks, and what its default dataset holds."""
    sd = "http://www.w3.org/ns/sparql-service-description#"
    forms = "http://www.w3.org/ns/formats/"
    a = f"<{PREFIXES['rdf']}type>"
    service = "</sparql>"
    data, default = "</sparql#dataset>", "</sparql#default-graph>"
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
    total = next(
        line.rpartition(" ")[2] for line in site.void() if f"dataset> <{PREFIXES['void']}triples>" in line
    )
    lines = {
        f"{service} {a} <{sd}Service>",
        f"{service} <{sd}endpoint> {service}",
        f"{service} <{sd}supportedLanguage> <{sd}SPARQL11Query>",
        f"{service} <{sd}defaultEntailmentRegime> <http://www.w3.org/ns/entailment/Simple>",
        *(f"{service} <{sd}resultFormat> <{forms}{name}>" for name in (*results, *graphs)),
        f"{service} <{sd}defaultDataset> {data}",
        f"{data} {a} <{sd}Dataset>",
        f"{data} <{sd}defaultGraph> {default}",
        f"{default} {a} <{sd}Graph>",
        f"{default} <{PREFIXES['void']}triples> {total}",
        f"{data} <{PREFIXES['rdfs']}seeAlso> </void>",
    }
    for graph in list(site.store.raw.named_graphs())[:1000]:
        node = f"</sparql#{quote(str(graph), safe='')}>"
        lines |= {
            f"{data} <{sd}namedGraph> {node}",
            f"{node} {a} <{sd}NamedGraph>",
            f"{node} <{sd}name> {graph}",
        }
    return _here(lines | site.void(), request)


# the application ------------------------------------------------------------------------------------------


class _Headers:
    """Headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


async def _failed(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else "internal error"
    headers = error.headers if isinstance(error, HTTPException) else None
    return PlainTextResponse(f"{detail}\n", status, headers)


def app(folder: Path | str, *, workers: int = 2, seconds: float = 10.0, limit: int = 50_000_000) -> Starlette:
    """Return the web application of an export folder or an RDF file.

    Args:
        folder: what ``kg build`` wrote, or an RDF file.
        workers: queries that run at once, each in a process of its own.
        seconds: time limit of a query.
        limit: bytes of an answer, at most.

    Raises:
        ExportError: there is no graph in the folder.
    """
    place = Path(folder)
    graph_file(place)

    @contextlib.asynccontextmanager
    async def lifespan(application: Starlette) -> AsyncIterator[None]:
        site = await run_in_threadpool(_Site, place, workers=workers, seconds=seconds, limit=limit)
        application.state.site = site
        try:
            yield
        finally:
            await run_in_threadpool(site.close)

    application = Starlette(
        routes=[
            Route("/", _index),
            Route("/search", _search),
            Route("/id/{id:anything}", _identifier),
            Route("/page/{id:anything}", _page),
            Route("/data/{id:anything}", _data),
            Route("/files/{name}", _file),
            Route("/explorer", _explorer),
            Route("/style.css", _style),
            Route("/ontology", _ontology),
            Route("/void", _void),
            Route("/.well-known/void", _well_known),
            Route("/sparql", _sparql, methods=["GET", "HEAD", "POST", "OPTIONS"]),
        ],
        lifespan=lifespan,
        exception_handlers={HTTPException: _failed, Exception: _failed},
    )
    application.add_middleware(_Headers)
    return application
