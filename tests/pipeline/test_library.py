"""The library as scripts and notebooks use it."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.errors import ExportError, QueryError

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def graph(sample: Path) -> kg.Graph:
    return kg.load(sample)


def test_tables_network_and_rdf_agree(graph: kg.Graph) -> None:
    assert graph.table("entities").num_rows == len(graph.resolution.entities)
    network = graph.networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert network.number_of_nodes() == len(graph.resolution.entities)
    ((people,),) = graph.query("SELECT (count(DISTINCT ?p) AS ?n) WHERE { ?p a kg:Person }")
    assert int(people or 0) == sum(1 for _ in graph.entities("Person"))
    dataset = graph.rdflib()
    ((again,),) = dataset.query(
        "PREFIX kg: <https://w3id.org/xianzhi/ontology#> "
        "SELECT (count(DISTINCT ?p) AS ?n) WHERE { ?p a kg:Person }"
    )
    assert int(again) == int(people or 0)


def test_a_query_that_is_more_than_a_query_is_refused(graph: kg.Graph) -> None:
    for text in (
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
        "nonsense",
    ):
        with pytest.raises(QueryError):
            graph.query(text)


@pytest.mark.parametrize("name", ["宋力", "songli", "sl", "SongLi"])
def test_a_person_is_found_by_name_and_pinyin(graph: kg.Graph, name: str) -> None:
    assert "宋力" in [e.name for e in graph.search(name)]


def test_what_is_not_there_is_not_found(graph: kg.Graph) -> None:
    assert graph.search("qqqq") == ()
    assert graph.search("") == ()
    assert graph.mention(None) is None
    with pytest.raises(ExportError):
        kg.load("no/such/export")


def test_the_picture_sits_in_a_frame_of_its_own(graph: kg.Graph) -> None:
    shown = graph.show(height=400)
    page = shown._repr_html_()
    assert page.startswith("<iframe srcdoc=")
    assert 'sandbox="allow-scripts' in page
    assert "<script" not in page
    assert "height:400px" in page
    assert "graph.html" in repr(shown)


def test_a_page_too_large_for_a_notebook_is_named_instead(
    graph: kg.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import public

    monkeypatch.setattr(public, "_SHOWN", 1000)
    page = graph.show()._repr_html_()
    assert len(page) < 1000
    assert "<iframe" not in page


def test_a_graph_says_what_it_holds(graph: kg.Graph) -> None:
    assert str(len(graph.resolution.entities)) in graph._repr_html_()
    assert "entities" in repr(graph)


def test_a_script_without_a_guard_may_build_in_parallel(tmp_path: Path) -> None:
    """Workers are fresh interpreters that do not run the caller's script again."""
    script = tmp_path / "script.py"
    script.write_text(
        "import kg, sys\n"
        "graph = kg.build(sys.argv[1], 'out', jobs=2, validate=False)\n"
        "print(len(graph.report.sources), graph.report.exit_code)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT / "data" / "articles")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "5 0\n", done.stderr


def test_the_notebook_runs_from_build_to_plot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data" / "articles", tmp_path / "data" / "articles")
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((ROOT / "examples" / "walkthrough.ipynb").read_text("utf-8"))
    space: dict[str, Any] = {}
    shown = [_run("".join(c["source"]), space) for c in notebook["cells"] if c["cell_type"] == "code"]
    assert shown[0].report.exit_code == 0
    assert len(space["posts"]) > 10
    assert len(space["answer"]) > 3
    assert shown[-2]._repr_svg_().count("<rect") == 12
    assert "iframe" in shown[-1]._repr_html_()


def _run(source: str, space: dict[str, Any]) -> Any:
    """Run a cell as a notebook does; return the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), space)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last is not None else None
