"""``kg review``."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import common

if TYPE_CHECKING:
    from kg.model import Entity, MentionRow, Question
    from kg.pipeline import Graph

_CONTEXT = 60


@click.command("review")
@click.option(
    "--top",
    "-n",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="At most so many questions and merges.",
)
@click.option("--questions/--no-questions", default=True, show_default=True, help="The open questions.")
@click.option(
    "--merges/--no-merges", default=True, show_default=True, help="The largest merges across articles."
)
@click.option("--type", "type_", help="Only entities of this type (Person, Agency, …).")
@common.export_option
@common.json_option
def command(top: int, questions: bool, merges: bool, type_: str | None, folder: Path, as_json: bool) -> int:
    """List what is worth a person's judgement: open questions of identity, the most valuable first, and the
    largest merges, each with the sentences of both sides.

    Written as a ledger whose lines are all comments: take the # away from the line that is right, put it into
    decisions.csv and build again. Taking the line out again undoes it.

    \b
    kg review
    kg review --type Person -n 5
    kg review >> decisions.csv       then edit
    """
    graph = common.open_graph(folder)
    asked = _questions(graph, type_)[:top] if questions else []
    merged = _merges(graph, type_)[:top] if merges else []
    if as_json:
        common.write_json(
            {
                "questions": [_question_json(graph, q) for q in asked],
                "merges": [_merge_json(graph, e) for e in merged],
            }
        )
        return 0
    for number, question in enumerate(asked, 1):
        click.echo(_question_text(graph, question, number))
    for entity in merged:
        click.echo(_merge_text(graph, entity))
    if not asked and not merged:
        common.note("nothing is open")
    return 0


def _questions(graph: Graph, type_: str | None) -> list[Question]:
    known = {e.id: e for e in graph.entities()}
    chosen = [q for q in graph.resolution.questions if type_ is None or _type(known, q) == type_]
    return sorted(chosen, key=lambda q: (-q.score, q.left, q.right))


def _type(known: dict[str, Entity], question: Question) -> str:
    for id_ in (question.left, question.right):
        if id_ in known:
            return known[id_].type
    return ""


def _merges(graph: Graph, type_: str | None) -> list[Entity]:
    """Return the entities that several articles were found to mean, people and then the widest first.

    What has a national code is settled by the gazetteer and left out; by-lines, which repeat, come last.
    """
    found = [e for e in graph.entities(type_) if not e.code and len(_sides(graph, e)) > 1]
    return sorted(found, key=lambda e: (_weight(e), -e.articles, -len(e.aliases), -e.mentions, e.id))


def _weight(entity: Entity) -> int:
    """Return how little a wrong merge of such an entity would hurt."""
    if entity.type == "Person":
        return 3 if entity.kind == "Journalist" else 0
    return 1 if entity.type in ("Agency", "Enterprise") else 2


def _sides(graph: Graph, entity: Entity) -> list[MentionRow]:
    """Return the first mention of an entity in each article."""
    first: dict[str, MentionRow] = {}
    for mention in graph.mentions(entity.id):
        first.setdefault(mention.article_id, mention)
    return list(first.values())


def _question_text(graph: Graph, q: Question, number: int) -> str:
    right = "、".join(f"{code} {_area(code)}" for code in _codes(q)) or _named(graph, q.right)
    both = f"{_named(graph, q.left)} = {right} ?"
    lines = [f"# {number}. {both}  {q.score:.2f}: {common.shown(q.reason)}"]
    lines += [f"#    {_context(graph, id_, evidence)}" for id_, evidence in _evidence(q)]
    lines += [f"# {line}" for line in _answers(q)]
    return "\n".join(lines) + "\n"


def _codes(q: Question) -> list[str]:
    """Return the division codes that a place may have, where the question is of that sort."""
    codes = q.right.split()
    return codes if codes and all(code.isdigit() for code in codes) else []


def _area(code: str) -> str:
    from kg.lexicon.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    return gazetteer.full_name(code) if gazetteer.get(code) else "?"


def _answers(q: Question) -> list[str]:
    """Return the lines of the ledger that would settle a question."""
    codes = _codes(q)
    if codes:
        return [ledger_line("code", q.left, value=code) for code in (*codes, "")]
    return [ledger_line(verdict, q.left, q.right) for verdict in ("same", "not-same")]


def _evidence(q: Question) -> list[tuple[str, tuple[str, int, int] | None]]:
    sides = [(q.left, q.left_evidence)]
    return sides if _codes(q) else [*sides, (q.right, q.right_evidence)]


def _merge_text(graph: Graph, entity: Entity) -> str:
    sides = _sides(graph, entity)
    lines = [f"# {_named(graph, entity.id)} is one thing in {entity.articles} articles"]
    lines += [f"#    {_around(graph, m)}" for m in sides[:6]]
    lines += [f"# {ledger_line('not-same', sides[0].id, m.id)}" for m in sides[1:4]]
    return "\n".join(lines) + "\n"


def ledger_line(verdict: str, left: str, right: str = "", value: str = "", why: str = "") -> str:
    """Return a decision as a line of the ledger, who and when left empty."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([verdict, left, right, value, "", "", why])
    return out.getvalue()


def _named(graph: Graph, id_: str) -> str:
    found = graph.find(id_)
    return f"{common.shown(found[0].name)} ({id_})" if found and found[0].id == id_ else id_


def _context(graph: Graph, id_: str, evidence: tuple[str, int, int] | None) -> str:
    from kg.graph import one_line

    if evidence is None:
        mentions = graph.mentions(id_)
        return _around(graph, mentions[0]) if mentions else id_
    source, start, end = evidence
    text = one_line(graph.sources.get(source, "")[start:end])
    return f"{common.shown(text)}  {common.shown(source)}:{start}-{end}"


def _around(graph: Graph, mention: MentionRow) -> str:
    from kg.graph import one_line

    text, article = graph.sources.get(mention.source, ""), graph.article(mention.article_id)
    first, last = (article.start, article.end) if article else (0, len(text))
    before = one_line(text[max(first, mention.start - _CONTEXT) : mention.start])
    after = one_line(text[mention.end : min(last, mention.end + _CONTEXT)])
    named = one_line(text[mention.start : mention.end]) or mention.text
    return common.shown(f"…{before}【{named}】{after}…  {mention.source}:{mention.start}-{mention.end}")


def _question_json(graph: Graph, q: Question) -> dict[str, object]:
    import dataclasses

    sides = [_context(graph, id_, evidence) for id_, evidence in _evidence(q)]
    return {**dataclasses.asdict(q), "sentences": sides, "ledger": _answers(q)}


def _merge_json(graph: Graph, entity: Entity) -> dict[str, object]:
    sides = _sides(graph, entity)
    return {
        "entity": entity.id,
        "name": entity.name,
        "articles": entity.articles,
        "sentences": [_around(graph, m) for m in sides],
        "ledger": [ledger_line("not-same", sides[0].id, m.id) for m in sides[1:]],
    }
