"""``kg evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common


@click.command("evaluate")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--cross", type=click.Path(path_type=Path), help="Clusters of entities that are one across files."
)
@click.option("--errors", is_flag=True, help="Add the table of errors, each with its sentence.")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["markdown", "json", "csv"]),
    default="markdown",
    show_default=True,
    help="csv writes the table of errors alone.",
)
@common.export_option
def command(gold: tuple[Path, ...], cross: Path | None, errors: bool, form: str, folder: Path) -> int:
    """Score an export against GOLD, annotation files in the form of data/gold/guide.md.

    \b
    kg evaluate data/gold/00?.json --cross data/gold/cross.json
    kg evaluate data/gold/004.json --errors
    kg evaluate data/gold/00?.json --format csv > errors.csv
    """
    from kg import evaluate

    lost = [str(path) for path in (*gold, *([cross] if cross else [])) if not path.is_file()]
    if lost:
        raise click.ClickException(f"there is no file {', '.join(lost)}")
    found = evaluate.evaluate(common.open_graph(folder), gold, cross=cross)
    if form == "json":
        common.write_json(evaluate.as_json(found))
    elif form == "csv":
        click.echo(evaluate.faults_csv(found), nl=False)
    else:
        click.echo(evaluate.summary(found, faults=errors), nl=False)
    return 0
