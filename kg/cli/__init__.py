"""The command ``kg``: thin commands, each imported only when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from kg import __version__
from kg.errors import XianzhiError

# Command → (module, one line of help). The modules are heavy; this list is all that `kg --help` needs.
COMMANDS = {
    "build": ("kg.cli.build", "Build the graph of a folder of newspaper pages."),
    "query": ("kg.cli.query", "Ask the graph a SPARQL question, or one of the named ones."),
    "metrics": ("kg.cli.metrics", "Measure the graph: centrality, communities, projections."),
    "view": ("kg.cli.view", "Write the interactive picture of a graph, and open it."),
    "serve": ("kg.cli.serve", "Serve explorer, entity pages and a SPARQL endpoint, read-only."),
    "explain": ("kg.cli.explain", "Show what is known of an entity, with the sentences that say so."),
    "review": ("kg.cli.review", "List open questions and largest merges as lines for the ledger."),
    "export": ("kg.cli.export", "Write the graph in another RDF form, or send it to a store."),
    "validate": ("kg.cli.validate", "Check an export against ontology, shapes and its own evidence."),
    "evaluate": ("kg.cli.evaluate", "Score an export against gold annotation."),
}


class _Lazy(click.Group):
    """A group that imports a command's module when the command is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = _nearest(args[0])
            raise click.UsageError(
                f"{error.message}" + (f" Did you mean {near!r}?" if near else ""), ctx
            ) from error


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg", message="%(prog)s (xianzhi) %(version)s")
def cli() -> None:
    """Xianzhi (县志): knowledge graphs from Chinese local-government news.

    \b
    kg build data/articles          read pages, write exports/
    kg view                         open the picture
    kg explain 宋力                 what is known of a person, and which sentence says so
    kg query officials-of --area 410503
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; what a person can mend is told in one message, with exit code 2."""
    _utf8()
    try:
        given = list(arguments) if arguments is not None else None
        code = cli.main(args=given, prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort:
        _fail("stopped", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except XianzhiError as error:
        _fail(str(error), 2)
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except KeyboardInterrupt:
        _fail("stopped", 130)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> Any:
    click.echo(f"kg: {message}", err=True)
    sys.exit(code)


def _utf8() -> None:
    """Speak UTF-8 whatever the machine's locale: names and sentences are Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _nearest(name: str) -> str | None:
    import difflib

    found = difflib.get_close_matches(name, COMMANDS, n=1)
    return found[0] if found else None
