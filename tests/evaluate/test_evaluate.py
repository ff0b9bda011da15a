"""The evaluation agrees with the scorer to the last digit, and leads each error to its sentence."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import kg_sample
import pytest

from kg.errors import InputError
from kg.evaluate import Tally, as_json, evaluate, faults_csv, summary
from kg.graph import Graph, write_tables
from kg.model import Resolution

GOLD = sorted((kg_sample.DATA / "gold").glob("0*.json"))
CROSS = kg_sample.DATA / "gold" / "cross.json"
SCORER = kg_sample.DATA / "gold" / "score.py"


def scorer(folder: Path) -> tuple[dict[str, float], list[str]]:
    """Return what the scorer prints of the tables in ``folder``: its totals and its errors."""
    command = [
        sys.executable,
        str(SCORER),
        str(folder),
        *map(str, GOLD),
        "--cross",
        str(CROSS),
        "--errors",
        "--json",
    ]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()
    errors = out[next(i for i, line in enumerate(out) if line.startswith("CROSS")) + 2 : -1]
    return json.loads(out[-1]), [e for e in errors if e]


def spoiled(seed: int) -> Resolution:
    """Return a build that is wrong in many ways: things lost, invented, mistyped, merged, moved, reworded."""
    dice = random.Random(seed)
    whole, _ = kg_sample.from_gold()
    types = sorted({e.type for e in whole.entities})
    entities = []
    for e in whole.entities:
        luck = dice.random()
        if luck < 0.1:
            continue
        if luck < 0.2:
            e = replace(e, type=dice.choice(types))
        if luck > 0.9:
            e = replace(e, name=e.name + "甲")
        if e.code and dice.random() < 0.3:
            e = replace(e, code=dice.choice(["410502", None]))
        entities.append(e)
    ids = [e.id for e in entities]
    merged = {i: dice.choice(ids) for i in ids if dice.random() < 0.08}
    mentions = [
        replace(
            m,
            entity_id=merged.get(m.entity_id, m.entity_id),
            text=m.text + ("乙" if dice.random() < 0.1 else ""),
        )
        for m in whole.mentions
        if m.entity_id in ids and dice.random() < 0.85
    ]
    predicates = sorted({s.predicate for s in whole.statements})
    statements = []
    for s in whole.statements:
        if dice.random() < 0.15:
            continue
        changes = {"confidence": round(dice.random(), 2)}
        if dice.random() < 0.15:
            changes["predicate"] = dice.choice(predicates)
        if dice.random() < 0.1:
            changes["object"] = dice.choice(ids)
        if dice.random() < 0.1 and s.title:
            changes["title"] = s.title[-1:] if dice.random() < 0.5 else None
        if dice.random() < 0.1:
            changes |= {"subject": s.object, "object": s.subject}
        statements.append(replace(s, **changes))
    articles = [
        replace(a, reporters=a.reporters[:1], title=(a.title or "")[:6] or None) if dice.random() < 0.3 else a
        for a in whole.articles
        if dice.random() < 0.95
    ]
    return Resolution(tuple(articles), tuple(mentions), tuple(entities), tuple(statements))


@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_with_the_scorer(seed: int, tmp_path: Path) -> None:
    resolution = kg_sample.from_gold()[0] if seed == 0 else spoiled(seed)
    write_tables(resolution, tmp_path)
    figures, errors = scorer(tmp_path)
    found = evaluate(Graph.open(tmp_path), GOLD, cross=CROSS)
    assert found.figures == figures
    assert sorted(f.message for f in found.faults) == sorted(errors)


def test_it_agrees_on_the_export_that_is_there() -> None:
    folder = kg_sample.DATA.parent / "exports" / "tables"
    if not (folder / "statements.parquet").is_file():
        pytest.skip("no exports have been built here")
    figures, errors = scorer(folder)
    found = evaluate(Graph.open(folder), GOLD, cross=CROSS)
    assert found.figures == figures
    assert sorted(f.message for f in found.faults) == sorted(errors)


def test_a_perfect_build_has_hardly_a_fault() -> None:
    found = evaluate(Graph(*kg_sample.from_gold()), GOLD, cross=CROSS)
    assert found.figures["entity_f1"] > 0.99
    assert found.figures["relation_f1"] > 0.97
    assert found.figures["articles"] == 1.0
    assert found.figures["cross_recall"] == found.figures["cross_precision"] == 1.0


def test_each_error_leads_to_its_sentence() -> None:
    _, sources = kg_sample.from_gold()
    found = evaluate(Graph(spoiled(3), sources), GOLD, cross=CROSS)
    shown = [f for f in found.faults if f.start is not None]
    assert len(shown) > 0.9 * len([f for f in found.faults if f.what not in ("cross", "article")])
    for f in shown:
        assert f.end is not None
        assert "".join(f.sentence.split()) == "".join(sources[f.source][f.start : f.end].split())
    missed = next(f for f in shown if f.what == "missed" and f.group == "Person")
    assert missed.message.split()[-1] in "".join(missed.sentence.split())
    assert all(
        f.rule and f.confidence is not None for f in shown if f.what == "wrong" and f.group == "holdsPost"
    )


def test_confidence_is_weighed() -> None:
    resolution, sources = kg_sample.from_gold()
    found = evaluate(Graph(resolution, sources), GOLD)
    assert sum(b.statements for b in found.calibration) > 300
    assert all(b.share > 0.95 for b in found.calibration)
    assert found.cross is None
    nothing = evaluate(Graph(replace(resolution, statements=())), GOLD)
    assert nothing.calibration == ()
    assert nothing.figures["relation_f1"] == 0.0


def test_it_can_be_read_and_kept(tmp_path: Path) -> None:
    _, sources = kg_sample.from_gold()
    found = evaluate(Graph(spoiled(5), sources), GOLD, cross=CROSS)
    text = summary(found, faults=True)
    assert "| holdsPost |" in text
    assert text.count("\n| missed |") == sum(f.what == "missed" for f in found.faults)
    rows = list(csv.DictReader(faults_csv(found).splitlines()))
    assert len(rows) == len(found.faults)
    assert json.loads(json.dumps(as_json(found)))["figures"] == found.figures


def test_bad_gold_is_named(tmp_path: Path) -> None:
    graph = Graph(kg_sample.small()[0])
    with pytest.raises(InputError, match="cannot be read"):
        evaluate(graph, [tmp_path / "none.json"])
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(InputError, match="no gold file"):
        evaluate(graph, [tmp_path / "x.json"])
    (tmp_path / "y.json").write_text("{}")
    with pytest.raises(InputError, match="no list"):
        evaluate(graph, [], cross=tmp_path / "y.json")


def test_tally() -> None:
    assert Tally(3, 1, 1).f1 == 0.75
    assert Tally().f1 == 0.0
