"""The page as a file: what may run in it, what it holds, and that it is always the same."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import kg_sample
import networkx as nx
import pytest

from kg.graph import Graph, write_gexf
from kg.model import Article, Entity, Resolution, Statement
from kg.view import Labels, Limits, page_data, page_html, script_json, spelled, write_page

LABELS = Labels(
    types={"Person": ("人物", "person"), "Agency": ("机构", "agency")},
    relations={"chairs": ("主持", "chairs"), "holdsPost": ("任职于", "holds a post in")},
)


class Parts(HTMLParser):
    """The scripts and styles of a page, and everything that could fetch or run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "json": []}
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.policy = ""
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.inside = "json" if found.get("type") == "application/json" else tag
        self.links += [v or "" for k, v in attrs if k in ("src", "href", "action", "srcset", "data")]
        self.handlers += [k for k, _ in attrs if k.startswith("on")]
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.inside in self.texts:
            self.texts[self.inside].append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def parts(page: str) -> Parts:
    parser = Parts()
    parser.feed(page)
    return parser


@pytest.fixture(scope="module")
def page() -> str:
    return page_html(Graph(*kg_sample.small()), labels=LABELS)


def test_only_the_two_scripts_may_run(page: str) -> None:
    found = parts(page)
    assert len(found.texts["script"]) == 2
    for kind in ("script", "style"):
        for text in found.texts[kind]:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in found.policy
    assert "default-src 'none'" in found.policy
    assert "unsafe" not in found.policy
    assert found.links == []
    assert found.handlers == []


def test_nothing_is_written_by_inner_html() -> None:
    script = (Path(sys.modules["kg.view"].__file__ or "").parent / "page.js").read_text(encoding="utf-8")
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttp",
    ):
        assert forbidden not in script


def test_hostile_text_stays_text(page: str) -> None:
    assert "<script>alert" not in page
    assert "<img" not in page
    data = json.loads(parts(page).texts["json"][0])
    evil = next(n for n in data["nodes"] if n["id"] == "place/_.9")
    assert evil["label"] == "<script>alert(1)</script>"


def test_title_is_escaped() -> None:
    page = page_html(Graph(*kg_sample.small()), title=("</title><script>x</script>", "a&b"))
    assert "<script>x" not in page
    assert html.escape("</title><script>x</script>") in page


def test_json_for_a_script() -> None:
    text = script_json({"a": "</script><!--\u2028\u2029&\ud800"})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["a"] == "</script><!--\u2028\u2029&\ud800"
    with pytest.raises(ValueError, match="JSON"):
        script_json(float("nan"))


def test_data_holds_each_statement_with_its_sentence() -> None:
    resolution, sources = kg_sample.small()
    data = page_data(Graph(resolution, sources), LABELS)
    assert {s["id"] for s in data["statements"]} == {s.id for s in resolution.statements}
    for s in data["statements"]:
        if s.get("rule") == "gazetteer":
            assert "text" not in s
            continue
        sentence = data["sentences"][s["text"]]
        marked = {end: sentence[a:b] for a, b, end in s["marks"]}
        names = {n["id"]: {x[0] for x in n["names"]} for n in data["nodes"]}
        assert 0 in marked
        for end, name in marked.items():
            assert name in names[s["so"[end]]]
        assert 1 in marked or s["p"] in ("chairs", "speaksAt", "takesPartIn")  # the meeting is named before
    assert json.dumps(data)


def test_long_sentences_are_cut_round_their_marks() -> None:
    text = "前" * 900 + "甲局" + "中" * 30 + "乙会" + "后" * 900
    entities = (Entity("a", "Agency", None, "甲局"), Entity("e", "Event", None, "乙会"))
    row = Statement("s", "a", "convenes", "e", source="f", article_id="x", start=0, end=len(text), rule="r")
    data = page_data(
        Graph(Resolution((Article("x", "f", 0, len(text)),), (), entities, (row,)), {"f": text}), Labels()
    )
    assert len(data["sentences"][0]) < 430


def test_sentences_of_one_fact_are_capped() -> None:
    text = "甲局召开乙会。" * 30
    entities = (Entity("a", "Agency", None, "甲局"), Entity("e", "Event", None, "乙会"))
    rows = tuple(
        Statement(
            f"s{i}", "a", "convenes", "e", source="f", article_id="x", start=7 * i, end=7 * i + 7, rule="r"
        )
        for i in range(30)
    )
    graph = Graph(Resolution((Article("x", "f", 0, 210),), (), entities, rows), {"f": text})
    data = page_data(graph, Labels(), limits=Limits(sentences=5))
    assert len(data["statements"]) == 5
    assert list(data["more"].values()) == [25]


def test_places_are_apart_and_whole() -> None:
    data = page_data(Graph(*kg_sample.from_gold()), Labels())
    spots = [(n["x"], n["y"], n["size"]) for n in data["nodes"]]
    assert all(isinstance(x, int) and isinstance(y, int) for x, y, _ in spots)
    for i, (x, y, r) in enumerate(spots):
        for a, b, q in spots[:i]:
            assert (x - a) ** 2 + (y - b) ** 2 > (r + q) ** 2


def test_gephi_opens_on_the_picture_of_the_page(tmp_path: Path) -> None:
    graph = Graph(*kg_sample.from_gold("001"))
    drawn = write_page(graph, tmp_path / "g.html")
    write_gexf(graph.networkx(), tmp_path / "g.gexf", looks=drawn)
    back = nx.read_gexf(tmp_path / "g.gexf")
    for node, look in drawn.items():
        viz = back.nodes[node]["viz"]
        assert (viz["position"]["x"], viz["position"]["y"]) == (look.x, -look.y)
        assert "#{r:02X}{g:02X}{b:02X}".format(**viz["color"]) == look.colour


def test_an_empty_graph_has_a_page(tmp_path: Path) -> None:
    write_page(Graph(Resolution((), (), (), ())), tmp_path / "g.html")
    assert (tmp_path / "g.html").stat().st_size > 400_000


def test_nothing_else_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_page(Graph(*kg_sample.small()), Path("out/g.html"))
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()] == ["out/g.html"]
    assert b"\r" not in (tmp_path / "out/g.html").read_bytes()


@pytest.mark.parametrize(
    ("name", "surnames", "expected"),
    [
        ("宋力", {}, ("songli", "sl")),
        ("单雄信", {"单": "shan"}, ("shanxiongxin", "sxx")),
        ("曾先生", {"曾": "zeng"}, ("zengxiansheng", "zxs")),
        ("欧阳修", {"欧阳": "ou yang"}, ("ouyangxiu", "oyx")),
        ("吕布", {"吕": "lv"}, ("lvbu", "lb")),
        ("区人社局", {}, ("qurensheju", "qrsj")),
        ("“创文”办", {}, ("chuangwenban", "cwb")),
        ("", {}, ("", "")),
    ],
)
def test_spelling(name: str, surnames: dict[str, str], expected: tuple[str, str]) -> None:
    assert spelled(name, surnames) == expected


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import kg_sample
from pathlib import Path
from kg.graph import Graph, write_gexf
from kg.model import Resolution
from kg.view import write_page
r, s = kg_sample.from_gold("000", "001")
if sys.argv[3] == "back":
    r = Resolution(r.articles[::-1], r.mentions[::-1], r.entities[::-1], r.statements[::-1])
write_page(Graph(r, s), Path(sys.argv[2]))
"""


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    tests = str(Path(kg_sample.__file__).parent)
    for seed, way in (("1", "forth"), ("99", "back")):
        command = [sys.executable, "-c", SCRIPT, tests, str(tmp_path / f"{way}.html"), way]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    assert (tmp_path / "forth.html").read_bytes() == (tmp_path / "back.html").read_bytes()
