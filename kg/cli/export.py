"""``kg export``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common

# The ending names the form; the last two describe the graph instead of holding it.
FORMS = ("ttl", "nq", "nt", "trig", "jsonld", "rdf", "void", "links")


@click.command("export")
@click.argument("output", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--form", type=click.Choice(FORMS), help="What to write [default: by the ending of OUTPUT].")
@click.option("--to", "url", help="Send the graphs to the Graph Store Protocol address of a SPARQL store.")
@click.option("--triple-terms", is_flag=True, help="nq and nt: add RDF 1.2 triple terms to the statements.")
@common.export_option
@common.quiet_option
def command(
    output: Path | None, form: str | None, url: str | None, triple_terms: bool, folder: Path, quiet: bool
) -> int:
    """Write the graph of an export to OUTPUT in another serialisation, or send it to a store.

    Forms: ttl, nq, nt, trig, jsonld, rdf (RDF/XML); void (a VoID and DCAT description) and links (links to
    the pages of the national codes). What they hold is what the tables hold; how the graph was built stands
    in the export's own files.

    \b
    kg export graph.trig
    kg export graph.xml --form rdf
    kg export --to http://localhost:3030/news/data
    """
    if (output is None) == (url is None):
        raise click.UsageError("name either a file to write or, by --to, a store to send to")
    if url is not None:
        from kg.rdf import export_to

        common.open_graph(folder)
        common.note(f"{export_to(folder, url)} graphs sent to {url}", quiet)
        return 0
    assert output is not None
    form = form or output.suffix.lstrip(".")
    if form not in FORMS:
        raise click.UsageError(f"the ending of {output} names no form; add --form {'|'.join(FORMS)}")
    try:
        _write(folder, output, form, triple_terms)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror or error}") from error
    common.note(str(output), quiet)
    return 0


def _write(folder: Path, output: Path, form: str, triple_terms: bool) -> None:
    from kg import rdf

    if form in ("void", "links"):
        store = rdf.Store.open(folder)
        (rdf.write_void if form == "void" else rdf.write_linkset)(store, output)
        return
    graph = common.open_graph(folder)
    extra = {"triple_terms": True} if triple_terms else {}
    if extra and form not in ("nq", "nt"):
        raise click.UsageError("--triple-terms needs the form nq or nt")
    rdf.WRITERS[form](graph.resolution, graph.sources, output, **extra)
