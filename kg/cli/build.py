"""``kg build``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common


@click.command("build")
@click.argument("input", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), default="exports", show_default=True,
    help="The export folder; replaced as a whole when everything is written.",
)  # fmt: skip
@click.option(
    "--ledger",
    "-l",
    type=click.Path(path_type=Path),
    help="Decisions of a person [default: INPUT/decisions.csv if there].",
)
@click.option(
    "--lexicon",
    "-x",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of further lexicon tables; may be given again.",
)
@click.option(
    "--manifest",
    "-m",
    type=click.Path(path_type=Path),
    help="Publication, date and place per file [default: INPUT/manifest.csv if there].",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    help="Processes [default: one per core where there is enough to do].",
)
@click.option(
    "--tagger",
    type=click.Choice(["lac", "jieba"]),
    default="lac",
    show_default=True,
    help="jieba needs no onnxruntime, and finds less.",
)
@click.option(
    "--timestamp", help="Time to write as the build's into the provenance, such as 2024-05-01T00:00:00Z."
)
@click.option("--licence", help="IRI of the licence of the data, written into the provenance.")
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where work is kept between builds [default: OUTPUT/.cache].",
)
@click.option("--no-cache", is_flag=True, help="Keep nothing between builds and use nothing that was kept.")
@click.option("--cluster", help="Do the work on files on a Dask cluster: a scheduler's address, or 'local'.")
@click.option("--validate/--no-validate", default=True, show_default=True, help="Check the graph at the end.")
@common.json_option
@common.quiet_option
def command(
    input: Path,
    output: Path,
    ledger: Path | None,
    lexicon: tuple[Path, ...],
    manifest: Path | None,
    jobs: int | None,
    tagger: str,
    timestamp: str | None,
    licence: str | None,
    cache: Path | None,
    no_cache: bool,
    cluster: str | None,
    validate: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build the graph of all pages in INPUT, a folder of .txt files or one file, and write the export.

    What has not changed since the last build is not worked on again. A build that fails or is killed leaves
    the export of before.

    \b
    kg build data/articles
    kg build pages -o out --ledger decisions.csv --lexicon my-lexicon
    kg build pages --jobs 8 --json | jq .rejected

    Exit codes: 0 all read; 1 something was set aside or the graph breaks its shapes (report.md says what and
    why); 2 nothing was built.
    """
    from kg.pipeline import build_export

    with common.progress(quiet or as_json) as tell:
        report = build_export(
            input,
            output,
            ledger=ledger,
            lexicon=lexicon,
            manifest=manifest,
            jobs=jobs,
            tagger=tagger,
            timestamp=timestamp,
            licence=licence,
            cache=False if no_cache else cache,
            cluster=cluster,
            validate=validate,
            progress=tell,
        )
    if as_json:
        common.write_json(
            {
                "output": str(report.output),
                "counts": dict(report.counts),
                "reused": sum(s.reused for s in report.sources),
                "rejected": [{"source": r.source, "reason": r.reason} for r in report.rejected],
                "conforms": None if report.validation is None else report.conforms,
            }
        )
        return report.exit_code
    counts = report.counts
    common.note(
        f"{len(report.sources)} files ({sum(s.reused for s in report.sources)} unchanged), "
        f"{counts['articles']} articles, {counts['entities']} entities, {counts['statements']} statements, "
        f"{counts['questions']} open questions → {report.output}",
        quiet,
    )
    for item in report.rejected[:20]:
        click.echo(f"set aside: {common.shown(item.source)}: {common.shown(item.reason)}", err=True)
    if len(report.rejected) > 20:
        click.echo(f"… and {len(report.rejected) - 20} more; see {report.output / 'report.md'}", err=True)
    if not report.conforms:
        click.echo(f"the graph does not conform to its shapes; see {report.output / 'report.md'}", err=True)
    return report.exit_code
