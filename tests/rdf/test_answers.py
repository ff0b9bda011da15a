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


def _posts(export: Export, *modalities: str) -> list[Row]:
    return [s for s in export.statements if s["predicate"] == "holdsPost" and s["modality"] in modalities]


def _reported(export: Export, row: Row) -> str | None:
    """Return the date of the article that says it: when a post was reported, not when it began."""
    return next((a["date"] for a in export.articles if a["id"] == row["article_id"]), None)


def _held(export: Export, *modalities: str) -> set[tuple[str | None, ...]]:
    return {
        (export.name(s["subject"]), export.name(s["object"]), s["title"]) for s in _posts(export, *modalities)
    }


def _career(export: Export) -> set[tuple[str | None, ...]]:
    status = {"asserted": "current", "former": "former"}
    days: dict[tuple[str, str, str, str], set[str | None]] = defaultdict(set)
    for s in _posts(export, *status):
        days[s["subject"], s["object"], s["title"], status[s["modality"]]].add(_reported(export, s))
    return {
        (export.name(p), export.name(b), title, held, day)
        for (p, b, title, held), reported in days.items()
        for day in (reported - {None} or {None})
    }


def _concurrent(export: Export) -> set[tuple[str | None, ...]]:
    posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for s in _posts(export, "asserted"):
        posts[s["subject"]].add((s["object"], s["title"]))
    return {(export.name(p), str(len(held))) for p, held in posts.items() if len(held) > 1}


def _evidence(export: Export) -> set[tuple[str | None, ...]]:
    return {
        (
            export.name(s["subject"]), s["predicate"], export.name(s["object"]), s["modality"], s["source"],
            str(s["start"]), str(s["end"]), export.quote(s),
        )
        for s in export.statements
        if s["start"] is not None
    }  # fmt: skip


def _least_certain(export: Export) -> set[tuple[str | None, ...]]:
    rows = (s for s in export.statements if s["start"] is not None and s["confidence"] < 0.9)
    return {(export.name(s["subject"]), s["predicate"], export.name(s["object"])) for s in rows}


def _derived(export: Export) -> set[tuple[str | None, ...]]:
    def key(s: Row) -> tuple[str, str, str]:
        return s["subject"], s["predicate"], s["object"]

    said = {key(s) for s in export.statements if s["start"] is not None and s["modality"] == "asserted"}
    rows = (s for s in export.statements if s["start"] is None and key(s) not in said)
    return {(export.name(s["subject"]), s["predicate"], export.name(s["object"]), s["rule"]) for s in rows}


def _two_areas(export: Export) -> set[tuple[str | None, ...]]:
    governed: dict[str, set[str]] = defaultdict(set)
    for body, place in export.edges("jurisdiction"):
        governed[body].add(export.name(place))
    areas: dict[str, set[str]] = defaultdict(set)
    for s in _posts(export, "asserted"):
        areas[s["subject"]] |= governed[s["object"]]
    return {(export.name(p), "、".join(sorted(found))) for p, found in areas.items() if len(found) > 1}


def _acting_together(export: Export) -> set[tuple[str | None, ...]]:
    ties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for a, b in export.edges("cooperatesWith"):
        ties[min(a, b), max(a, b)].add("")
    for relation in ("carriesOut", "convenes", "takesPartIn"):
        at: dict[str, set[str]] = defaultdict(set)
        for actor, done in export.edges(relation):
            if relation != "takesPartIn" or export.entities[actor]["type"] == "Agency":
                at[done].add(actor)
        for done, actors in at.items():
            for pair in combinations(sorted(actors), 2):
                ties[pair].add(done)
    return {(*sorted((export.name(a), export.name(b))), str(len(found))) for (a, b), found in ties.items()}


def _changed(export: Export) -> set[tuple[str | None, ...]]:
    first: dict[tuple[str, str, str], str] = {}
    for s in _posts(export, "asserted"):
        date = _reported(export, s)
        if date and not date.startswith("--"):
            key = (s["subject"], s["object"], s["title"])
            first[key] = min(first.get(key, date), date)
    return {(export.name(p), export.name(b), title, date) for (p, b, title), date in first.items()}


def _chain(export: Export) -> set[tuple[str | None, ...]]:
    inside = _closed(export.edges("locatedIn"))
    own = {(e, e) for e in export.entities}
    return {
        (export.name(a), export.name(b))
        for a, b in inside | own
        if export.entities[a]["type"] == "Community"
    }  # fmt: skip


def _counts(export: Export) -> set[tuple[str | None, ...]]:
    found = Counter((s["modality"], s["predicate"]) for s in export.statements)
    return {(f"statement {m}", p, str(n)) for (m, p), n in found.items()}


def _reporters(export: Export) -> set[tuple[str | None, ...]]:
    wrote: dict[str, set[str]] = defaultdict(set)
    for article in export.articles:
        for name in (*article["reporters"], *article["correspondents"], *article["photographers"]):
            wrote[name].add(article["id"])
    return {(name, str(len(articles))) for name, articles in wrote.items()}


def _articles(export: Export) -> set[tuple[str | None, ...]]:
    return {(a["title"] or None, a["date"], a["source"]) for a in export.articles}


def _shared(export: Export) -> set[tuple[str | None, ...]]:
    codes = {e["id"]: {e["code"]} for e in export.entities.values() if e["code"] is not None}
    governed: dict[str, set[str]] = defaultdict(set)
    for body, place in export.edges("jurisdiction"):
        governed[body] |= codes.get(place, set())
    counties: dict[str, set[str]] = defaultdict(set)
    for actor, done in export.edges("carriesOut"):
        counties[done] |= codes.get(actor, set()) | governed[actor]
    for done, place in export.edges("implementedIn"):
        counties[done] |= codes.get(place, set())
    found = {done: sorted({c[:6] for c in own if len(c) >= 6}) for done, own in counties.items()}
    initiatives = {done for done in found if export.entities[done]["type"] == "Initiative"}
    return {
        (export.name(done), str(len(found[done])), " ".join(found[done]))
        for done in initiatives
        if len(found[done]) > 1
    }


def _sorted_pair(row: tuple[str | None, ...]) -> tuple[str | None, ...]:
    return (*sorted(str(cell) for cell in row[:2]), row[2])


SETS: dict[
    str,
    tuple[
        Callable[[tuple[str | None, ...]], tuple[str | None, ...]],
        Callable[[Export], set[tuple[str | None, ...]]],
    ],
] = {
    "career": (lambda row: (row[1], *row[2:6]), _career),
    "former-posts": (lambda row: row[1:4], lambda e: _held(e, "former")),
    "officials-of": (lambda row: row[1:4], lambda e: _held(e, "asserted")),
    "acting-officials": (
        lambda row: row[1:4],
        lambda e: {row for row in _held(e, "asserted") if str(row[2]).startswith("代")},
    ),
    "concurrent-posts": (lambda row: row[1:3], _concurrent),
    "evidence-of": (lambda row: row, _evidence),
    "least-certain": (lambda row: row[1:4], _least_certain),
    "not-from-the-text": (lambda row: row, _derived),
    "officials-in-two-areas": (lambda row: row[1:3], _two_areas),
    "bodies-acting-together": (_sorted_pair, _acting_together),
    "posts-changed": (lambda row: row[1:5], _changed),
    "successors": (
        lambda row: row,
        lambda e: {(e.name(a), e.name(b)) for a, b in e.edges("precededBy")},
    ),
    "reporters": (lambda row: row, _reporters),
    "articles": (lambda row: (row[0], row[1], row[3]), _articles),
    "initiatives-shared": (lambda row: row[1:4], _shared),
    "chain-upwards": (lambda row: row[:2], _chain),
}


@pytest.mark.parametrize("question", SETS)
def test_what_is_answered_is_what_the_tables_hold(export: Export, question: str) -> None:
    cut, answer = SETS[question]
    assert {cut(row) for row in export.store.query(named_queries()[question].text)} == answer(export)


def test_the_counts_are_those_of_the_tables(export: Export) -> None:
    rows = export.store.query(named_queries()["what-is-in-it"].text)
    assert {row for row in rows if str(row[0]).startswith("statement")} == _counts(export)
