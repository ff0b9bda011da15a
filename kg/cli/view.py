"""``kg view``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common


@click.command("view")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the page [default: the export's graph.html].",
)
@click.option("--open/--no-open", "show", default=True, show_default=True, help="Open it in a browser.")
@common.export_option
@common.quiet_option
def command(output: Path | None, show: bool, folder: Path, quiet: bool) -> int:
    """Write the interactive picture of an export as one file that works offline, and open it in a browser.

    \b
    kg view
    kg view --no-open --output talk/graph.html
    """
    from kg.pipeline import write_page

    file = output or folder / "graph.html"
    if output is not None or not file.is_file():
        graph = common.open_graph(folder)
        try:
            write_page(graph, file)
        except OSError as error:
            raise click.ClickException(f"{file} cannot be written: {error.strerror or error}") from error
    common.note(str(file.resolve()), quiet)
    if show and not _opened(file):
        common.note("no browser was found; open the file by hand", quiet)
    return 0


def _opened(file: Path) -> bool:
    import webbrowser

    try:
        return webbrowser.open(file.resolve().as_uri())
    except webbrowser.Error:
        return False
