"""Every statement proves itself: file, offsets and quote agree, in the tables and in the RDF."""

import re
from pathlib import Path

import pytest

import kg
from kg.corpus.decode import decode
from kg.model import Statement

ROOT = Path(__file__).resolve().parent.parent.parent
LAYOUT = re.compile(r"\s+")


@pytest.fixture(scope="module")
def graph(sample: Path) -> kg.Graph:
    return kg.load(sample)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The input files themselves, not what the export says they hold."""
    return {p.name: decode(p.read_bytes()).text for p in (ROOT / "data" / "articles").iterdir()}


def stated(graph: kg.Graph) -> list[Statement]:
    return [s for s in graph.statements() if not s.rule.startswith(("gazetteer", "inference"))]


def test_statements_of_texts_have_offsets_inside_their_file(graph: kg.Graph, texts: dict[str, str]) -> None:
    assert stated(graph)
    for s in stated(graph):
        assert s.source is not None, s
        assert s.start is not None, s
        assert s.end is not None, s
        assert 0 <= s.start < s.end <= len(texts[s.source]), s
        article = graph.article(s.article_id or "")
        assert article is not None, s
        assert article.source == s.source
        assert article.start <= s.start < s.end <= article.end, s


def test_what_no_text_says_has_no_offsets(graph: kg.Graph) -> None:
    for s in graph.statements():
        if s.rule.startswith(("gazetteer", "inference")):
            assert (s.source, s.start, s.end, s.subject_mention, s.object_mention) == (None,) * 5, s


def test_both_ends_stand_word_for_word_at_their_offsets(graph: kg.Graph, texts: dict[str, str]) -> None:
    for m in graph.mentions():
        assert LAYOUT.sub("", texts[m.source][m.start : m.end]) == LAYOUT.sub("", m.text), m
    for s in stated(graph):
        for end, mention in ((s.subject, s.subject_mention), (s.object, s.object_mention)):
            if mention is None:
                continue
            row = graph.mention(mention)
            assert row is not None, s
            assert row.source == s.source
            assert row.article_id == s.article_id
            assert row.entity_id == end, s


def test_a_statement_names_at_least_one_end(graph: kg.Graph) -> None:
    for s in stated(graph):
        assert s.subject_mention is not None or s.object_mention is not None, s


def test_sources_of_the_export_are_the_files(graph: kg.Graph, texts: dict[str, str]) -> None:
    assert dict(graph.sources) == texts


def test_statements_prove_themselves_through_the_rdf(
    sample: Path, graph: kg.Graph, texts: dict[str, str]
) -> None:
    """Turtle → rdflib → N-Quads → pyoxigraph → SPARQL, and the quote stands in the input file."""
    import pyoxigraph
    import rdflib

    from kg.rdf import PREFIXES

    parsed = rdflib.Graph().parse(sample / "graph.ttl", format="turtle")
    store = pyoxigraph.Store()
    store.load(parsed.serialize(format="nt").encode("utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    rows = list(store.query(QUOTES, prefixes=PREFIXES))
    assert len(rows) == len(stated(graph))
    for row in rows:
        source, start, end, quote = (row[name].value for name in ("source", "start", "end", "quote"))
        assert texts[source][int(start) : int(end)] == quote, source
    ends = {m for s in stated(graph) for m in (s.subject_mention, s.object_mention) if m is not None}
    found = list(store.query(MENTIONS, prefixes=PREFIXES))
    assert len({row["mention"].value for row in found}) == len(ends)
    for row in found:
        source, start, end, quote = (row[name].value for name in ("source", "start", "end", "quote"))
        assert texts[source][int(start) : int(end)] == quote, source
        assert LAYOUT.sub("", quote) == LAYOUT.sub("", row["text"].value)


QUOTES = """
SELECT ?statement ?source ?start ?end ?quote WHERE {
  ?statement a kg:Statement ; kg:evidence ?evidence .
  ?evidence oa:hasSource/kg:fileName ?source ;
    oa:hasSelector [ oa:start ?start ; oa:end ?end ] ;
    oa:hasSelector [ oa:exact ?quote ] .
}
"""

MENTIONS = """
SELECT ?mention ?source ?start ?end ?quote ?text WHERE {
  ?mention a kg:Mention ; kg:text ?text ; oa:hasSource/kg:fileName ?source ;
    oa:hasSelector [ oa:start ?start ; oa:end ?end ] ;
    oa:hasSelector [ oa:exact ?quote ] .
  ?statement kg:subjectMention|kg:objectMention ?mention .
}
"""
