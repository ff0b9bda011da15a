"""What the commands share: options, tables on the screen, progress."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model import Entity
    from kg.pipeline import Graph

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "tsv", "json", "markdown")


class Choose(click.ClickException):
    """What was asked for is not there, or not one thing."""

    exit_code = 2


export_option = click.option(
    "--export",
    "-e",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="exports",
    show_default=True,
    help="The export folder to read.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")


def format_option(default: str = "table") -> Callable[[F], F]:
    """Return the option for the form of a table."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(FORMATS),
        default=default,
        show_default=True,
        help="How to write the table.",
    )


def open_graph(folder: Path) -> Graph:
    """Return the graph of an export."""
    from kg.pipeline import load

    return load(folder)


def one_entity(graph: Graph, name: str) -> Entity:
    """Return the entity that ``name`` means: an id, a name, an alias, pinyin.

    Raises:
        Choose: none, or several.
    """
    name = heard(name)
    found = graph.search(name)
    if not found:
        raise Choose(f"nothing in {graph.folder} is called {name!r}; try a part of the name or its pinyin")
    if len(found) == 1:
        return found[0]
    rows = "\n".join(f"  {e.id}   {headline(e)}" for e in found[:20])
    more = f"\n  … and {len(found) - 20} more" if len(found) > 20 else ""
    raise Choose(f"{name!r} may mean {len(found)} things; give the id of one:\n{rows}{more}")


def heard(argument: str) -> str:
    """Return an argument as the person wrote it, also where the machine's locale knows no Chinese."""
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return argument


def headline(entity: Entity) -> str:
    """Return an entity on one line: name, type, how often it is named."""
    kind = f"{entity.type}/{entity.kind}" if entity.kind else entity.type
    return f"{shown(entity.name)}  {kind}, {entity.mentions} mentions in {entity.articles} articles"


def console(stderr: bool = False) -> Console:
    """Return a console that colours only a terminal, and never against NO_COLOR."""
    from rich.console import Console

    return Console(
        stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty()
    )


def note(message: str, quiet: bool = False) -> None:
    """Tell the person something that is no data."""
    if not quiet:
        click.echo(message, err=True)


def write_json(value: object) -> None:
    """Write ``value`` to standard output as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_table(head: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> None:
    """Write a table to standard output in one of :data:`FORMATS`."""
    if form == "json":
        write_json([dict(zip(head, row, strict=True)) for row in rows])
    elif form in ("csv", "tsv"):
        click.echo(_separated(head, rows, "," if form == "csv" else "\t"), nl=False)
    elif form == "markdown":
        click.echo(_markdown(head, rows), nl=False)
    else:
        _rich_table(head, rows)


def _separated(head: Sequence[str], rows: Sequence[Sequence[object]], delimiter: str) -> str:
    from kg.graph import safe_cell

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([[safe_cell(_cell(c)) for c in row] for row in rows])
    return out.getvalue()


def _markdown(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    from kg.pipeline.report import plain

    lines = ["| " + " | ".join(map(plain, head)) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(plain(str(_cell(c))) for c in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _rich_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*[Text(shown(str(_cell(c)))) for c in row])
    out = console()
    if not out.is_terminal:
        # A file or a pipe has no width to fold to.
        out.width = 1000
    out.print(table)


def _cell(value: object) -> object:
    return "" if value is None else value


def shown(text: str) -> str:
    """Return ``text`` on one line, with nothing that steers a terminal or turns the direction of reading."""
    import unicodedata

    return "".join(
        " " if c in "\r\n\t" else f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c
        for c in text
    )


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what the build tells of its progress: bars on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda stage, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell
