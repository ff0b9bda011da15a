"""``kg serve``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", "-p", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Queries at once.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="Time limit of a query.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1000),
    default=50_000_000,
    show_default=True,
    help="Bytes of an answer, at most.",
)
@common.export_option
def command(host: str, port: int, workers: int, seconds: float, limit: int, folder: Path) -> int:
    """Serve an export on this machine, read-only: the explorer, a page for every entity, and a SPARQL 1.1
    endpoint at /sparql. Ctrl-C ends it.

    \b
    kg serve
    kg serve --export exports --port 8080
    curl -G http://127.0.0.1:8000/sparql --data-urlencode query='ASK { ?p a kg:Person }'
    """
    from kg.pipeline import load
    from kg.serve import serve

    load(folder)  # says what is missing before anything listens
    common.note(f"http://{host}:{port}/  (Ctrl-C ends it)")
    try:
        serve(folder, host=host, port=port, workers=workers, seconds=seconds, limit=limit)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    return 0
