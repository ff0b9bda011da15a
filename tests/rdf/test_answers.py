"""The competency questions on the sample and on a generated corpus, answered a second time from the tables.

The second answers are plain Python over the Parquet tables, without RDF or SPARQL.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kg.rdf import Store, named_queries

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

Row = dict[str, Any]


@dataclass(frozen=True)
class Export:
    """The store of an export, and its tables as lists of rows."""

    store: Store
    statements: list[Row]
    entities: dict[str, Row]
    articles: list[Row]
    sources: dict[str, str]

    def asked(self, name: str, columns: int) -> Counter[tuple[str | None, ...]]:
        """Return the rows of a question, as many of their first columns as given."""
        return Counter(row[:columns] for row in self.store.query(named_queries()[name].text))

    def edges(self, *predicates: str) -> set[tuple[str, str]]:
        """Return which entities the asserted statements of some relations join."""
        rows = (s for s in self.statements if s["modality"] == "asserted")
        return {(s["subject"], s["object"]) for s in rows if s["predicate"] in predicates}

    def name(self, entity: str) -> str:
        return str(self.entities[entity]["name"])

    def named(self, pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str | None, ...]]:
        return Counter((self.name(a), self.name(b)) for a, b in pairs)

    def quote(self, row: Row) -> str | None:
        if row["start"] is None:
            return None
        return self.sources[row["source"]][row["start"] : row["end"]]


def _read(folder: Path) -> Export:
    def rows(name: str) -> list[Row]:
        return list(pq.read_table(folder / "tables" / f"{name}.parquet").to_pylist())

    return Export(
        Store.open(folder),
        rows("statements"),
        {e["id"]: e for e in rows("entities")},
        rows("articles"),
        {s["source"]: s["text"] for s in rows("sources")},
    )


@pytest.fixture(scope="module", params=["sample", "generated"])
def export(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Export:
    from tests.generator.generate import generate, save
    from tests.kg_exports import build

    if request.param == "sample":
        return _read(ROOT / "exports")
    folder = tmp_path_factory.mktemp("generated")
    save(generate(seed=7, articles=60, counties=6), folder)
    build(folder / "pages", folder / "exports")
    return _read(folder / "exports")


def _closed(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs and what follows from them through others."""
    onward: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        onward[a].add(b)
    found = set()
    for start in onward:
        ahead = list(onward[start])
        while ahead:
            at = ahead.pop()
            if (start, at) not in found:
                found.add((start, at))
                ahead.extend(onward.get(at, ()))
    return found


def _roles(export: Export, roles: dict[str, str]) -> Counter[tuple[str | None, ...]]:
    """Return (object, role, subject) by names."""
    return Counter(
        (export.name(b), role, export.name(a)) for p, role in roles.items() for a, b in export.edges(p)
    )


def _supervision(export: Export) -> Counter[tuple[str | None, ...]]:
    rows = [s for s in export.statements if s["predicate"] == "supervises" and s["modality"] == "asserted"]
    times = Counter((s["subject"], s["object"]) for s in rows)
    return Counter((export.name(a), export.name(b), str(n)) for (a, b), n in times.items())


def _together(export: Export) -> Counter[tuple[str | None, ...]]:
    at: dict[str, set[str]] = defaultdict(set)
    for person, event in export.edges("chairs", "speaksAt", "takesPartIn"):
        if export.entities[person]["type"] == "Person":
            at[event].add(person)
    times = Counter(pair for people in at.values() for pair in combinations(sorted(people), 2))
    found: Counter[tuple[str | None, ...]] = Counter()
    for (a, b), n in times.items():
        found[(*sorted((export.name(a), export.name(b))), str(n))] += 1
    return found


def _visited(export: Export) -> Counter[tuple[str | None, ...]]:
    times = Counter(b for _, b in export.edges("visits"))
    return Counter((export.name(b), str(n)) for b, n in times.items())


def _planned(export: Export) -> Counter[tuple[str | None, ...]]:
    done = {
        (s["subject"], s["predicate"], s["object"]) for s in export.statements if s["modality"] == "asserted"
    }
    rows = (s for s in export.statements if s["modality"] == "planned")
    return Counter(
        (export.name(s["subject"]), s["predicate"], export.name(s["object"]), export.quote(s))
        for s in rows
        if (s["subject"], s["predicate"], s["object"]) not in done
    )


def _denied(export: Export) -> Counter[tuple[str | None, ...]]:
    return Counter(
        (export.name(s["subject"]), s["predicate"], export.name(s["object"]), s["modality"], export.quote(s))
        for s in export.statements
        if s["modality"] in ("negated", "hypothetical")
    )


def _single(export: Export) -> Counter[tuple[str | None, ...]]:
    where: dict[tuple[str, str, str], set[tuple[str, int, int]]] = defaultdict(set)
    for s in export.statements:
        if s["modality"] == "asserted" and s["start"] is not None:
            where[s["subject"], s["predicate"], s["object"]].add((s["article_id"], s["start"], s["end"]))
    return Counter(
        (export.name(a), p, export.name(b)) for (a, p, b), spans in where.items() if len(spans) == 1
    )


def _namesakes(export: Export) -> Counter[tuple[str | None, ...]]:
    people = Counter(e["name"] for e in export.entities.values() if e["type"] == "Person")
    return Counter((name, str(n)) for name, n in people.items() if n > 1)


ANSWERS: dict[str, tuple[int, Callable[[Export], Counter[tuple[str | None, ...]]]]] = {
    "documents-issued": (2, lambda e: e.named(e.edges("issues"))),
    "residents": (2, lambda e: e.named(e.edges("residentOf"))),
    "initiative-tree": (2, lambda e: e.named(_closed(e.edges("partOfInitiative")))),
    "body-tree": (2, lambda e: e.named(_closed(e.edges("partOf")))),
    "honours": (3, lambda e: _roles(e, {"receives": "receives", "grants": "grants"})),
    "meetings": (
        3,
        lambda e: Counter(
            {
                row: n
                for row, n in _roles(
                    e,
                    {
                        "convenes": "convenes",
                        "chairs": "chairs",
                        "speaksAt": "speaks",
                        "takesPartIn": "takes part",
                    },
                ).items()
                if row[0] in {x["name"] for x in e.entities.values() if x["type"] == "Event"}
            }
        ),
    ),
    "supervision": (3, _supervision),
    "most-visited": (2, _visited),
    "only-planned": (4, _planned),
    "denied": (5, _denied),
    "single-sentence": (3, _single),
    "namesakes": (2, _namesakes),
}


@pytest.mark.parametrize("question", ANSWERS)
def test_the_answer_is_that_of_the_tables(export: Export, question: str) -> None:
    columns, answer = ANSWERS[question]
    assert export.asked(question, columns) == answer(export)


def test_who_meets_whom_is_that_of_the_tables(export: Export) -> None:
    asked: Counter[tuple[str | None, ...]] = Counter()
    for one, other, times in export.asked("meeting-together", 3).elements():
        asked[(*sorted((str(one), str(other))), times)] += 1
    assert asked == _together(export)


def test_the_questions_have_something_to_find(export: Export) -> None:
    found = [name for name, (_, answer) in ANSWERS.items() if answer(export)]
    assert len(found) >= 7, found
    assert sum(len(export.store.query(q.text)) > 0 for q in named_queries().values()) >= 24
