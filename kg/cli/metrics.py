"""``kg metrics``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import common

if TYPE_CHECKING:
    import networkx as nx

    from kg.metrics import Metrics


@click.command("metrics")
@click.option(
    "--by", "column", default="pagerank", show_default=True, help="The column to sort by, highest first."
)
@click.option("--type", "type_", help="Only nodes of this type (Person, Agency, …).")
@click.option(
    "--top", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many rows."
)
@click.option("--all", "everything", is_flag=True, help="All rows.")
@click.option(
    "--summary", is_flag=True, help="Write the whole readable summary as Markdown instead of the table."
)
@click.option(
    "--projection",
    type=click.Choice(["officials", "agencies"]),
    help="Who acts together with whom, instead of the table of nodes.",
)
@click.option("--derived", is_flag=True, help="Count also what the gazetteer and inferences add.")
@click.option("--modality", multiple=True, help="Count only statements of this modality; may be given again.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Count only statements at least so sure.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Seed of sampling and of the communities."
)
@click.option(
    "--resolution",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="Resolution of the communities: higher, more and smaller ones.",
)
@common.export_option
@common.format_option()
def command(
    column: str,
    type_: str | None,
    top: int,
    everything: bool,
    summary: bool,
    projection: str | None,
    derived: bool,
    modality: tuple[str, ...],
    confidence: float,
    seed: int,
    resolution: float,
    folder: Path,
    form: str,
) -> int:
    """Measure the graph of an export: degree, betweenness, PageRank, core, community of each node; sizes and
    projections with --summary and --projection.

    \b
    kg metrics --type Person --by betweenness
    kg metrics --summary > metrics.md
    kg metrics --projection agencies --format csv --all
    """
    from kg import metrics

    chosen = metrics.Settings(
        derived=derived,
        modalities=modality or None,
        confidence=confidence,
        seed=seed,
        resolution=resolution,
        draws=200 if summary else 0,
    )
    found = metrics.measure(common.open_graph(folder).networkx(), chosen)
    if summary:
        click.echo(metrics.summary(found), nl=False)
        return 0
    if projection:
        head, rows = _ties(found.officials if projection == "officials" else found.agencies)
    else:
        head, rows = _nodes(found, column, type_)
    common.write_table(head, rows if everything else rows[:top], form)
    if not everything and len(rows) > top:
        common.note(f"{top} of {len(rows)} rows; --all writes every one")
    return 0


def _nodes(found: Metrics, column: str, type_: str | None) -> tuple[list[str], list[list[object]]]:
    from kg.metrics import COLUMNS

    if column not in COLUMNS:
        raise click.BadParameter(
            f"there is no column {column!r}; choose one of {', '.join(COLUMNS)}", param_hint="--by"
        )
    left_out = (
        "seed",
        "resolution",
        "weighted_degree_low",
        "weighted_degree_high",
        "pagerank_low",
        "pagerank_high",
    )
    head = [c for c in COLUMNS if c not in left_out]
    chosen = [r for r in found.nodes if type_ is None or r["type"] == type_]
    numeric = all(isinstance(r.get(column), int | float | None) for r in chosen)
    if numeric:
        chosen.sort(key=lambda r: (-float(r.get(column) or 0), str(r["id"])))
    else:
        chosen.sort(key=lambda r: (str(r.get(column) or ""), str(r["id"])))
    return head, [[_rounded(r.get(c)) for c in head] for r in chosen]


def _ties(projection: nx.Graph[Any]) -> tuple[list[str], list[list[object]]]:
    rows: list[list[object]] = []
    for a, b, data in projection.edges(data=True):
        one, other = sorted((a, b), key=str)
        labels = [projection.nodes[n].get("label", n) for n in (one, other)]
        rows.append([*labels, _rounded(data.get("weight")), data.get("shared"), one, other])
    rows.sort(key=lambda r: (-float(str(r[2] or 0)), str(r[3]), str(r[4])))
    return ["one", "other", "weight", "shared", "one_id", "other_id"], rows


def _rounded(value: object) -> object:
    return float(f"{value:.6g}") if isinstance(value, float) else value
