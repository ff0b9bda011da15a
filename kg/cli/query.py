"""``kg query``."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli import common

if TYPE_CHECKING:
    from kg.pipeline import Graph
    from kg.rdf import Answer, NamedQuery

T = TypeVar("T")
_ENDINGS = (".rq", ".sparql", ".txt")


@click.command("query", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("question", required=False)
@click.option("--list", "listing", is_flag=True, help="List the named questions with their parameters.")
@click.option(
    "--format",
    "-f",
    "form",
    default="table",
    show_default=True,
    help="table, csv, tsv, json or markdown; for CONSTRUCT and DESCRIBE also ttl, nt, jsonld, rdf.",
)
@click.option("--text", "show_text", is_flag=True, help="Write the SPARQL text instead of the answer.")
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a picture of what the answer names, and how it is linked.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds after which the query is given up.",
)
@common.export_option
@click.pass_context
def command(
    ctx: click.Context,
    question: str | None,
    listing: bool,
    form: str,
    show_text: bool,
    picture: Path | None,
    timeout: float,
    folder: Path,
) -> int:
    """Ask the graph of an export. QUESTION is SPARQL, a file that holds it (- for standard input), or the
    name of one of the questions that come with the program, whose parameters are given as options.

    \b
    kg query --list
    kg query officials-of --area 410503
    kg query career --name 宋力 --format markdown
    kg query "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } LIMIT 5"
    kg query questions/mine.rq --format csv > answer.csv

    Names and aliases serve where a question wants an id. The prefixes kg, rdfs, prov, oa and the other usual
    ones need no declaring. Updates, SERVICE and LOAD are refused.
    """
    if listing:
        _list(form)
        return 0
    if question is None:
        raise click.UsageError("what is the question? SPARQL, a file, or a name from kg query --list", ctx)
    values = {name: common.heard(value) for name, value in _values(ctx.args).items()}
    text = _text(common.heard(question), values, folder)
    if show_text:
        click.echo(text, nl=not text.endswith("\n"))
        return 0
    graph = common.open_graph(folder)
    answer = _limited(lambda: graph.query(text), timeout)
    if picture is not None:
        _draw(graph, answer, picture)
    click.echo(answer.text(form), nl=False)
    return 0


def _text(question: str, values: dict[str, str], folder: Path) -> str:
    from kg.rdf import bind, named_queries

    known = named_queries()
    if question in known:
        return bind(known[question], _ids(known[question], values, folder))
    if values:
        raise click.UsageError(f"only a named question takes options such as --{next(iter(values))}")
    if question == "-":
        return sys.stdin.read()
    if question.endswith(_ENDINGS) and "\n" not in question:
        try:
            return Path(question).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise click.ClickException(f"{question} cannot be read: {error}") from error
    if "{" not in question:
        import difflib

        near = difflib.get_close_matches(question, known, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else "; kg query --list names them"
        raise click.UsageError(f"{question!r} is neither SPARQL nor a named question{hint}")
    return question


def _values(arguments: Sequence[str]) -> dict[str, str]:
    """Read ``--area 410503`` and ``--area=410503``."""
    values: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name = rest.pop(0)
        if not name.startswith("--") or len(name) == 2:
            raise click.UsageError(f"unexpected argument {name!r}; quote a query that holds spaces")
        name, equals, value = name[2:].partition("=")
        if not equals:
            if not rest:
                raise click.UsageError(f"--{name} needs a value")
            value = rest.pop(0)
        values[name.replace("-", "_")] = value
    return values


def _ids(query: NamedQuery, values: dict[str, str], folder: Path) -> dict[str, str]:
    """Return the values with names of entities replaced by their ids, where ids are wanted."""
    kinds = {p.name: p.kind for p in query.parameters}
    wanted = {name for name, value in values.items() if kinds.get(name) == "id" and "/" not in value}
    if not wanted:
        return values
    graph = common.open_graph(folder)
    return {k: common.one_entity(graph, v).id if k in wanted else v for k, v in values.items()}


def _limited(ask: Callable[[], T], seconds: float) -> T:
    """Return what ``ask`` returns; past the limit, or at Ctrl-C, end the process.

    An engine cannot be stopped inside its process, but the process has nothing else to lose.
    """
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(ask())
        except BaseException as error:  # raised again in the caller's thread
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    try:
        worker.join(seconds)
    except KeyboardInterrupt:
        os._exit(130)
    if worker.is_alive():
        click.echo(f"kg: the query took more than {seconds:g} seconds; --timeout allows more", err=True)
        os._exit(2)
    if failed:
        raise failed[0]
    return found[0]


def _list(form: str) -> None:
    from kg.rdf import named_queries

    if form == "table":
        for query in named_queries().values():
            click.echo(f"{query.name}\n    {query.zh}\n    {query.en}")
            for parameter in query.parameters:
                click.echo(f"      --{parameter.name}  {parameter.zh} · {parameter.en}")
        return
    rows = [
        (q.name, q.zh, q.en, " ".join(f"--{p.name} <{p.kind}>" for p in q.parameters))
        for q in named_queries().values()
    ]
    common.write_table(("name", "zh", "en", "parameters"), rows, form)


def _draw(graph: Graph, answer: Answer, file: Path) -> None:
    from kg.pipeline import write_page
    from kg.rdf import DATA, decode

    terms = [term for row in answer.rows for term in row if term is not None]
    terms += [term for triple in answer.triples or () for term in (triple.subject, triple.object)]
    texts = {str(getattr(term, "value", "")) for term in terms}
    # An answer may name things by their ids or by their labels.
    named = {decode(text) for text in texts if text.startswith(DATA)}
    named.update(e.id for e in graph.entities() if e.name in texts)
    part = graph.part(named)
    drawn = len(part.resolution.entities)
    if not drawn:
        raise click.ClickException("the answer names no entity that could be drawn")
    write_page(part, file)
    common.note(f"{drawn} things → {file}")
