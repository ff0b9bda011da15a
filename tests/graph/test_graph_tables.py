"""The tables: a public interface that must round-trip, sort, and never change in silence."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import kg_sample
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.graph import Graph, one_line, read_sources, read_tables, table, write_sources, write_tables
from kg.model import Article, Entity, MentionRow, Resolution, Statement

DESIGN = {
    "articles": "id source start end title subtitle column reporters correspondents photographers date "
    "date_precision publication place",
    "mentions": "id entity_id article_id source start end text type kind",
    "entities": "id type kind name full_name aliases code mentions articles",
    "statements": "id subject predicate object title date modality article_id source start end "
    "subject_mention object_mention rule confidence",
}


def test_columns_are_those_of_the_design() -> None:
    resolution, _ = kg_sample.small()
    for name, names in DESIGN.items():
        assert table(resolution, name).column_names == names.split()


def test_round_trip(tmp_path: Path) -> None:
    resolution, sources = kg_sample.small()
    write_tables(resolution, tmp_path)
    write_sources(sources, tmp_path)
    back = read_tables(tmp_path)
    assert set(back.articles) == set(resolution.articles)
    assert set(back.mentions) == set(resolution.mentions)
    assert set(back.entities) == set(resolution.entities)
    assert set(back.statements) == set(resolution.statements)
    assert back.questions == resolution.questions
    assert read_sources(tmp_path) == sources


def test_lists_are_lists_and_absent_is_null(tmp_path: Path) -> None:
    resolution, _ = kg_sample.small()
    write_tables(resolution, tmp_path)
    article = pq.read_table(tmp_path / "articles.parquet").to_pylist()[0]
    assert article["reporters"] == ["王芳"]
    assert article["correspondents"] == []
    assert article["subtitle"] is None
    rows = pq.read_table(tmp_path / "statements.parquet").to_pylist()
    unsaid = [r for r in rows if r["rule"] == "gazetteer"]
    assert [(r["source"], r["start"], r["end"]) for r in unsaid] == [(None, None, None)]


def test_the_order_of_rows_leaves_no_trace(tmp_path: Path) -> None:
    resolution, _ = kg_sample.from_gold("001")
    dice = random.Random(4)

    def shuffled(rows):  # type: ignore[no-untyped-def]
        return tuple(dice.sample(rows, len(rows)))

    other = Resolution(
        shuffled(resolution.articles),
        shuffled(resolution.mentions),
        shuffled(resolution.entities),
        shuffled(resolution.statements),
    )
    write_tables(resolution, tmp_path / "a")
    write_tables(other, tmp_path / "b")
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


def test_nothing_but_the_tables_is_left_behind(tmp_path: Path) -> None:
    write_tables(kg_sample.small()[0], tmp_path)
    write_tables(kg_sample.small()[0], tmp_path)
    assert sorted(f.name for f in tmp_path.iterdir()) == [
        "articles.parquet",
        "entities.parquet",
        "mentions.parquet",
        "questions.parquet",
        "statements.parquet",
    ]


def test_broken_exports_say_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="missing"):
        read_tables(tmp_path)
    write_tables(kg_sample.small()[0], tmp_path)
    (tmp_path / "entities.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(ExportError, match="cannot be read"):
        read_tables(tmp_path)
    pq.write_table(pa.table({"id": ["x"]}), tmp_path / "entities.parquet")
    with pytest.raises(ExportError, match="lacks the column"):
        read_tables(tmp_path)
    other = table(kg_sample.small()[0], "entities").replace_schema_metadata({"xianzhi:format": "99"})
    pq.write_table(other, tmp_path / "entities.parquet")
    with pytest.raises(ExportError, match="form 99"):
        read_tables(tmp_path)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
MAYBE = st.none() | TEXT
OFFSET = st.integers(0, 2**40)


@settings(max_examples=40, deadline=None)
@given(
    st.builds(Article, TEXT, TEXT, OFFSET, OFFSET, MAYBE, MAYBE, MAYBE, st.tuples(TEXT, TEXT)),
    st.builds(MentionRow, TEXT, TEXT, TEXT, TEXT, OFFSET, OFFSET, TEXT, TEXT, MAYBE),
    st.builds(
        Entity, TEXT, TEXT, MAYBE, TEXT, MAYBE, st.lists(TEXT, max_size=3).map(tuple), MAYBE, OFFSET, OFFSET
    ),
    st.builds(
        Statement,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        MAYBE,
        MAYBE,
        TEXT,
        MAYBE,
        MAYBE,
        st.none() | OFFSET,
        st.none() | OFFSET,
        MAYBE,
        MAYBE,
        TEXT,
        st.floats(0, 1),
    ),
)
def test_any_text_round_trips(
    tmp_path_factory: pytest.TempPathFactory, a: Article, m: MentionRow, e: Entity, s: Statement
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    resolution = Resolution((a,), (m,), (e,), (s,))
    write_tables(resolution, folder)
    assert read_tables(folder) == resolution


def test_graph_finds_and_proves(tmp_path: Path) -> None:
    resolution, sources = kg_sample.small()
    write_tables(resolution, tmp_path / "tables")
    write_sources(sources, tmp_path / "tables")
    graph = Graph.open(tmp_path)
    song = graph.find("宋力")[0]
    assert graph.entity(song.id) == song
    posts = [s for s in graph.statements(song.id) if s.predicate == "holdsPost"]
    assert {p.title for p in posts} == {"书记", "副主席"}
    for post in posts:
        proof = graph.evidence(post)
        assert proof is not None
        assert proof.quote == sources[proof.source][proof.start : proof.end]
        assert song.name in proof.quote
    assert [m.text for m in graph.mentions(song.id)] == ["宋力"]
    assert graph.find("市政协")[0].name == "安阳市政协"
    with pytest.raises(ExportError, match="did you mean"):
        graph.entity("person/宋力")
    unsaid = next(s for s in graph.statements() if s.rule == "gazetteer")
    assert graph.evidence(unsaid) is None
    assert graph.evidence(replace(posts[0], end=10**9)) is None


def test_a_part_is_a_graph(tmp_path: Path) -> None:
    graph = Graph(*kg_sample.small())
    song = graph.find("宋力")[0]
    near = {x for s in graph.statements(song.id) for x in (s.subject, s.object)}
    part = graph.part(near)
    assert {e.id for e in part.entities()} == near
    assert set(part.statements(song.id)) == set(graph.statements(song.id))
    write_tables(part.resolution, tmp_path)
    assert read_tables(tmp_path).entities == tuple(part.entities())


def test_one_line() -> None:
    assert one_line("召开党建工作\n　　会议。") == "召开党建工作会议。"
    assert one_line("the New\n Era 新") == "the New Era 新"
    assert one_line("反转\u202e文字\x07") == "反转文字"
