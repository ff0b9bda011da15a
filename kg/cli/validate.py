"""``kg validate``."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import click

from kg.cli import common


@click.command("validate")
@click.argument("path", type=click.Path(path_type=Path), default="exports")
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Findings of each shape, at most.",
)
@click.option(
    "--whole", is_flag=True, help="Have SHACL check every article, however many: this may take long."
)
@common.json_option
def command(path: Path, limit: int, whole: bool, as_json: bool) -> int:
    """Check PATH, an export folder or an RDF file, against the ontology and its SHACL shapes; of an export
    also that every statement's evidence and mentions stand where they are said to.

    \b
    kg validate
    kg validate others.ttl --json

    In a large graph SHACL checks a sample of the articles, and the shapes' queries all of them.

    Exit codes: 0 it conforms; 1 it does not; 2 it cannot be read.
    """
    from kg.rdf.validate import LIMIT, validate

    report = validate(path, limit=sys.maxsize if whole else LIMIT)
    faults = _faults(path) if path.is_dir() else []
    if as_json:
        common.write_json({**dataclasses.asdict(report), "conforms": report.conforms, "evidence": faults})
    else:
        click.echo(report.text(limit), nl=False)
        for fault in faults[:limit]:
            click.echo(f"evidence: {fault}")
        if path.is_dir() and not faults:
            click.echo("Every statement's evidence and mentions stand at their offsets.")
    return 0 if report.conforms and not faults else 1


def _faults(folder: Path) -> list[str]:
    """Return what does not stand at its offsets in the export's own sources."""
    graph = common.open_graph(folder)
    faults = []
    for mention in graph.mentions():
        printed = graph.sources.get(mention.source, "")[mention.start : mention.end]
        if "".join(printed.split()) != "".join(mention.text.split()):
            faults.append(f"mention {mention.id}: {mention.text!r} is not at its offsets")
    for statement in graph.statements():
        if statement.start is not None and graph.evidence(statement) is None:
            faults.append(f"{statement.id}: its evidence lies outside its source")
        ends = (statement.subject_mention, statement.object_mention)
        lost = [end for end in ends if end is not None and graph.mention(end) is None]
        faults += [f"{statement.id}: there is no mention {end}" for end in lost]
    return faults
