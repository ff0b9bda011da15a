"""The same articles in any order give the same resolution, and articles far away leave ids as they are."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import invent

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.resolve import resolve

WORLD = invent(7, 60, shared=20)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(60)), size=st.integers(1, 60))
def test_order_and_duplicates_do_not_matter(
    lexicon: Lexicon, gazetteer: Gazetteer, order: list[int], size: int
) -> None:
    some = [WORLD.articles[i] for i in order[:size]]
    expected = resolve([WORLD.articles[i] for i in sorted(order[:size])], lexicon, gazetteer)
    assert resolve([*some, some[0]], lexicon, gazetteer) == expected


def test_every_statement_stands_on_its_article(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    result = resolve(WORLD.articles, lexicon, gazetteer)
    known = {e.id for e in result.entities}
    mentions = {m.id: m for m in result.mentions}
    assert len({s.id for s in result.statements}) == len(result.statements)
    for statement in result.statements:
        assert {statement.subject, statement.object} <= known
        assert statement.subject != statement.object
        if statement.start is None:
            assert statement.rule.startswith(("gazetteer", "inference"))
            continue
        for mention, entity in (
            (statement.subject_mention, statement.subject),
            (statement.object_mention, statement.object),
        ):
            if mention is not None:
                assert mentions[mention].entity_id == entity
                assert mentions[mention].article_id == statement.article_id


def test_taking_articles_out_leaves_the_rest(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    rng = random.Random(3)
    whole = resolve(WORLD.articles, lexicon, gazetteer)
    kept = rng.sample(WORLD.articles, 40)
    part = resolve(kept, lexicon, gazetteer)
    ids = {e.document.article.id for e in kept}
    bodies = {m.id: m.entity_id for m in whole.mentions if m.type == "Agency"}
    assert all(bodies[m.id] == m.entity_id for m in part.mentions if m.type == "Agency")
    assert {a.id for a in part.articles} == ids
    assert {s.article_id for s in part.statements} <= ids | {None}
