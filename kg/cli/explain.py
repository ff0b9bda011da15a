"""``kg explain``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import common
from kg.cli.review import ledger_line

if TYPE_CHECKING:
    from rich.text import Text

    from kg.model import Entity, Statement
    from kg.pipeline import Graph


_FIRST = ("holdsPost", "memberOf")


@click.command("explain")
@click.argument("entity")
@click.argument("other", required=False)
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="At most so many statements.",
)
@common.export_option
@common.json_option
def command(entity: str, other: str | None, limit: int, folder: Path, as_json: bool) -> int:
    """Show what is known of ENTITY, each statement with the sentence that makes it; with OTHER, why the two
    are or are not one.

    ENTITY is an id (person/元浩.410503), a name or alias (元浩), or pinyin (yuanhao, yh). A name that several
    share lists them.

    \b
    kg explain 宋力
    kg explain songli
    kg explain 文峰区委 --json
    """
    graph = common.open_graph(folder)
    one = common.one_entity(graph, entity)
    if other is not None:
        return _pair(graph, one, common.one_entity(graph, other), as_json)
    # Who somebody is comes before what they did; otherwise the order of the pages stands.
    statements = tuple(sorted(graph.statements(one.id), key=lambda s: s.predicate not in _FIRST))
    if as_json:
        common.write_json(_as_json(graph, one, statements))
        return 0
    _print(graph, one, statements, limit)
    return 0


def _print(graph: Graph, entity: Entity, statements: tuple[Statement, ...], limit: int) -> None:
    from rich.text import Text

    out = common.console()
    out.print(Text(common.shown(entity.name), style="bold"), Text(f"  {entity.id}"))
    facts = {
        "type": f"{entity.type}{' / ' + entity.kind if entity.kind else ''}",
        "full name": entity.full_name,
        "also": "、".join(entity.aliases),
        "code": entity.code,
        "named": f"{entity.mentions} times in {entity.articles} articles",
    }
    for key, value in facts.items():
        if value:
            out.print(Text(f"  {key:<10}{common.shown(value)}"))
    for statement in statements[:limit]:
        out.print()
        out.print(_line(graph, statement))
        out.print(_sentence(graph, statement))
    if len(statements) > limit:
        common.note(f"… and {len(statements) - limit} more statements; --limit shows more")


def _line(graph: Graph, s: Statement) -> Text:
    from rich.text import Text

    title = f" {s.title}" if s.title else ""
    implied = s.start is not None and None in (s.subject_mention, s.object_mention)
    notes = (
        s.date,
        s.modality if s.modality != "asserted" else None,
        "implied, not named" if implied else None,
    )
    extra = ", ".join(x for x in notes if x)
    line = Text(f"{_name(graph, s.subject)} —{s.predicate}{common.shown(title)}→ {_name(graph, s.object)}")
    if extra:
        line.append(f"  ({extra})")
    line.append(f"  {s.confidence:.2f} {s.rule}", style="dim")
    return line


def _name(graph: Graph, id_: str) -> str:
    found = graph.find(id_)
    return common.shown(found[0].name) if found else id_


def _sentence(graph: Graph, s: Statement) -> Text:
    """Return the evidence with the two mentions marked: by style on a terminal, by 【】 elsewhere."""
    from rich.text import Text

    if s.start is None or s.end is None or s.source is None:
        return Text(f"  no text says so: {s.rule}", style="dim")
    text = graph.sources.get(s.source, "")[s.start : s.end]
    marks = sorted(
        (max(m.start, s.start) - s.start, min(m.end, s.end) - s.start)
        for m in (graph.mention(s.subject_mention), graph.mention(s.object_mention))
        if m is not None and m.start < s.end and m.end > s.start
    )
    plain = not sys.stdout.isatty()
    line, at = Text("  “"), 0
    for start, end in marks:
        start = max(start, at)
        if end <= start:
            continue
        line.append(_flat(text[at:start]))
        named = _flat(text[start:end])
        line.append(f"【{named}】" if plain else named, style="bold reverse")
        at = end
    line.append(_flat(text[at:]) + "”")
    line.append(f"  {common.shown(s.source)}:{s.start}-{s.end}", style="dim")
    return line


def _flat(text: str) -> str:
    """Return a printed stretch on one line: the page's line breaks and layout spaces gone."""
    from kg.graph import one_line

    return common.shown(one_line(text))


def _as_json(graph: Graph, entity: Entity, statements: tuple[Statement, ...]) -> dict[str, object]:
    import dataclasses

    def row(s: Statement) -> dict[str, object]:
        evidence = None
        if s.source is not None and s.start is not None and s.end is not None:
            evidence = graph.sources.get(s.source, "")[s.start : s.end]
        return {**dataclasses.asdict(s), "evidence": evidence}

    return {"entity": dataclasses.asdict(entity), "statements": [row(s) for s in statements]}


def _pair(graph: Graph, one: Entity, other: Entity, as_json: bool) -> int:
    import dataclasses

    from kg import lexicon
    from kg.resolve.explain import explain_pair

    if one.id == other.id:
        raise common.Choose(f"both are {one.id}: one thing in this graph")
    found = explain_pair(graph.resolution, one.id, other.id, lexicon.load())
    if as_json:
        common.write_json(dataclasses.asdict(found))
        return 0
    click.echo(f"{common.headline(one)}\n{common.headline(other)}")
    click.echo(f"{found.verdict} ({found.bits:+.1f} bits)")
    for reason in found.reasons:
        sides = "  /  ".join(common.shown(side) for side in (reason.left, reason.right) if side)
        text = common.shown(reason.text)
        click.echo(f"  {reason.bits:+6.1f}  {reason.name}: {text}{f'  [{sides}]' if sides else ''}")
    verdict = "same" if found.verdict != "same" else "not-same"
    common.note(f"to decide otherwise, add to decisions.csv:\n{ledger_line(verdict, one.id, other.id)}")
    return 0
