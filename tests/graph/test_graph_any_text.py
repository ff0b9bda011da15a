"""Whatever stands in a name or a sentence, the files for other tools stay readable and keep it."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import csv_text, one_line, one_line_with_map, write_gexf, write_graphml

ANY = st.text(max_size=30)
XML = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from("\t\n\r"), max_size=30
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def graph(*texts: str) -> nx.MultiDiGraph[str]:
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.add_node("a", label=texts[0], type=texts[1])
    made.add_node("b", label="b")
    made.add_edge("a", "b", key="k", label=texts[1], weight=1.0, evidence=texts[0])
    return made


@settings(max_examples=80, deadline=None)
@given(ANY, ANY)
def test_xml_is_always_well_formed(folder: Path, one: str, two: str) -> None:
    write_gexf(graph(one, two), folder / "g.gexf")
    write_graphml(graph(one, two), folder / "g.graphml")
    for name in ("g.gexf", "g.graphml"):
        ET.parse(folder / name)


@settings(max_examples=80, deadline=None)
@given(XML, XML)
def test_xml_keeps_what_xml_can_hold(folder: Path, one: str, two: str) -> None:
    write_gexf(graph(one, two), folder / "g.gexf")
    write_graphml(graph(one, two), folder / "g.graphml")
    back = nx.read_gexf(folder / "g.gexf")
    assert back.nodes["a"]["label"] == one
    assert back.nodes["a"]["type"] == two
    ((_, _, data),) = back.edges(data=True)
    assert data["evidence"] == one
    assert data["label"] == two
    if one:  # an empty element has no text
        assert nx.read_graphml(folder / "g.graphml").nodes["a"]["label"] == one


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ANY, ANY), max_size=4))
def test_csv_keeps_its_rows_and_runs_nothing(rows: list[tuple[str, str]]) -> None:
    text = csv_text(("one", "two"), rows)
    back = list(csv.reader(io.StringIO(text)))
    assert [len(r) for r in back] == [2] * (len(rows) + 1)
    for row in back:
        assert all(not cell or cell[0] not in "=+-@\t\r\n＝＋－＠" for cell in row)


@settings(max_examples=200, deadline=None)
@given(st.text("汉字 a1\n\r\t\u3000\u00a0\u202e,。", max_size=25))
def test_a_line_and_its_places(text: str) -> None:
    line, places = one_line_with_map(text)
    assert line == one_line(text)
    assert len(places) == len(line)
    assert places == sorted(set(places))
    assert all(text[p] == c or (c == " " and text[p].isspace()) for c, p in zip(line, places, strict=True))
    assert "\n" not in line
