"""The commands: data to standard output, the rest to standard error, errors a person can act on."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from cli.conftest import Kg

from kg.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "data" / "articles"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(kg: Kg, command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert f"kg {command}" in done.stdout.split("Options:")[0].split("\n", 2)[2], "no example"
    assert done.stderr == ""


def test_every_command_is_listed(kg: Kg) -> None:
    shown = kg("--help").stdout
    assert all(re.search(rf"^  {name} ", shown, re.MULTILINE) for name in COMMANDS)
    assert kg("--version").stdout.startswith("kg (xianzhi) ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld", "x"], "Did you mean 'build'"),
        (["build"], "Missing argument"),
        (["build", "no/such/folder"], "no/such/folder does not exist"),
        (["build", str(ARTICLES), "--jobs", "0"], "--jobs"),
        (["build", str(ARTICLES), "--tagger", "magic"], "magic"),
        (["build", str(ARTICLES), "--ledger", "nowhere.csv"], "nowhere.csv does not exist"),
        (["build", str(ARTICLES), "--lexicon", "nowhere"], "nowhere is no folder"),
        (["query"], "what is the question"),
        (["query", "officials-off"], "officials-of"),
        (["query", "officials-of", "--aera", "41"], "no parameter 'aera'"),
        (["query", "officials-of", "--area"], "--area needs a value"),
        (["query", "SELECT", "*", "WHERE"], "quote a query"),
        (["query", "missing.rq"], "missing.rq cannot be read"),
        (["query", "SELECT * WHERE { ?s ?p }"], "kg: "),
        (["query", "DROP ALL {"], "read-only"),
        (["query", "ASK { ?s ?p ?o }", "--format", "pdf"], "pdf"),
        (["explain", "查无此人"], "查无此人"),
        (["explain", "王"], "may mean"),
        (["explain", "宋力", "--export", "nowhere"], "nowhere"),
        (["metrics", "--by", "beauty"], "beauty"),
        (["validate", "nowhere"], "nowhere"),
        (["evaluate", "nowhere.json"], "nowhere.json"),
        (["view", "--export", "nowhere", "--no-open"], "nowhere"),
        (["serve", "--export", "nowhere"], "nowhere"),
        (["review", "--export", "nowhere"], "nowhere"),
    ],
)
def test_mistakes_are_told_without_a_traceback(kg: Kg, arguments: list[str], said: str) -> None:
    done = kg(*arguments)
    assert done.returncode in (1, 2), done.stdout
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_build_tells_machines_what_it_did(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(
        "本报讯（记者 李明）文峰区区长刘学平走访群众。\n", encoding="utf-8"
    )
    (tmp_path / "pages" / "b.txt").write_bytes(b"")
    done = kg("build", tmp_path / "pages", "-o", tmp_path / "out", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["conforms"] is True
    assert told["counts"]["articles"] == 1
    assert [r["source"] for r in told["rejected"]] == ["b.txt"]
    assert done.stderr == ""


def test_quiet_says_nothing_but_what_went_wrong(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", ARTICLES, "-o", tmp_path / "out", "--quiet", "--no-validate")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "empty.txt").write_bytes(b"")
    done = kg("build", tmp_path / "pages", "-o", tmp_path / "out2", "--quiet", "--no-validate")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "markdown"])
def test_answers_come_in_every_form(kg: Kg, form: str) -> None:
    done = kg("query", "officials-of", "--area", "410503", "--format", form)
    assert done.returncode == 0, done.stderr
    assert "元浩" in done.stdout
    assert "\x1b" not in done.stdout
    if form == "json":
        assert json.loads(done.stdout)["results"]["bindings"]
    if form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(done.stdout))}) == 1


def test_a_question_may_come_from_a_file_or_a_pipe(kg: Kg, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("\ufeffSELECT (count(*) AS ?n) WHERE { ?p a kg:Person }", encoding="utf-8")
    from_file = kg("query", file, "--format", "csv").stdout
    piped = subprocess.run(
        [sys.executable, "-m", "kg", "query", "-", "-f", "csv", "-e", str(sample)],
        input=file.read_text("utf-8-sig"), capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert from_file == piped
    assert int(piped.splitlines()[1]) > 30


def test_a_query_that_runs_away_is_given_up(kg: Kg) -> None:
    start = time.monotonic()
    done = kg("query", "SELECT (count(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "2")
    assert done.returncode == 2
    assert "--timeout" in done.stderr
    assert time.monotonic() - start < 30


def test_graphs_are_constructed(kg: Kg) -> None:
    done = kg("query", "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a kg:Person ; rdfs:label ?n }", "-f", "nt")
    assert done.returncode == 0
    assert done.stdout.count("\n") > 30


def test_an_explanation_marks_both_ends_in_the_sentence(kg: Kg) -> None:
    shown = kg("explain", "元浩").stdout
    assert "holdsPost 区长→" in shown
    assert "【元浩】" in shown
    assert re.search(r"003_f00bb781b3b9d4c9\.txt:\d+-\d+", shown)
    assert "\x1b" not in shown
    by_pinyin = kg("explain", "yuanhao").stdout
    assert by_pinyin == shown


def test_an_explanation_as_json_holds_the_evidence(kg: Kg) -> None:
    told = json.loads(kg("explain", "元浩", "--json").stdout)
    assert told["entity"]["name"] == "元浩"
    texts = {p.name: p.read_text("utf-8") for p in ARTICLES.iterdir()}
    stated = [s for s in told["statements"] if s["start"] is not None]
    assert stated
    for s in stated:
        assert texts[s["source"]][s["start"] : s["end"]] == s["evidence"]


def test_two_entities_are_compared(kg: Kg) -> None:
    done = kg("explain", "元浩", "刘学平")
    assert done.returncode == 0
    assert "apart" in done.stdout
    assert "same,person/" in done.stderr
    assert json.loads(kg("explain", "元浩", "刘学平", "--json").stdout)["verdict"] == "apart"


def test_a_review_is_a_ledger_of_comments_whose_lines_work(kg: Kg, tmp_path: Path) -> None:
    shown = kg("review", "--top", "3").stdout
    assert all(line.startswith("#") for line in shown.splitlines() if line.strip())
    from kg.resolve import read_ledger

    ledger = tmp_path / "decisions.csv"
    ledger.write_text(shown, encoding="utf-8")
    assert read_ledger(ledger) == ()
    line = next(line for line in shown.splitlines() if line.startswith("# not-same,"))
    ledger.write_text(line[2:] + "\n", encoding="utf-8")
    assert len(read_ledger(ledger)) == 1
    done = kg("build", ARTICLES, "-o", tmp_path / "out", "--ledger", ledger, "--json", "--no-validate")
    before = json.loads(kg("build", ARTICLES, "-o", tmp_path / "plain", "--json", "--no-validate").stdout)
    assert json.loads(done.stdout)["counts"]["entities"] > before["counts"]["entities"]


def test_measures_come_as_table_and_summary(kg: Kg) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("metrics", "-f", "csv", "--all", "--by", "degree").stdout)))
    degrees = [int(r["degree"]) for r in rows]
    assert degrees == sorted(degrees, reverse=True)
    assert {"pagerank", "betweenness", "core", "modularity_class"} <= rows[0].keys()
    people = list(csv.DictReader(io.StringIO(kg("metrics", "-f", "csv", "--type", "Person").stdout)))
    assert {r["type"] for r in people} == {"Person"}
    ties = list(csv.DictReader(io.StringIO(kg("metrics", "-f", "csv", "--projection", "officials").stdout)))
    assert {"one", "other", "weight"} <= ties[0].keys()
    assert "Modularity" in kg("metrics", "--summary").stdout


def test_no_formula_leaves_in_a_csv(kg: Kg, tmp_path: Path) -> None:
    from kg.cli.common import write_table

    assert callable(write_table)
    code = (
        "from kg.cli.common import write_table; write_table(['a','b'], [['=1+1','@x'], ['-x', -2.5]], 'csv')"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    rows = list(csv.reader(io.StringIO(shown)))
    assert not [c for row in rows[1:] for c in row if c[:1] in "=@" or c == "-x"]
    assert rows[2][1] == "-2.5"


def test_a_sound_export_validates_and_a_tampered_one_does_not(kg: Kg, sample: Path, tmp_path: Path) -> None:
    import shutil

    import pyarrow as pa
    import pyarrow.parquet as pq

    done = kg("validate", sample)
    assert done.returncode == 0, done.stdout
    assert "conforms" in done.stdout
    shutil.copytree(sample, tmp_path / "out")
    file = tmp_path / "out" / "tables" / "sources.parquet"
    table = pq.read_table(file)
    texts = [t[1:] + "。" for t in table.column("text").to_pylist()]
    pq.write_table(table.set_column(1, table.schema.field("text"), pa.array(texts, pa.large_string())), file)
    done = kg("validate", tmp_path / "out", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["evidence"]


def test_scores_agree_with_the_scorer(kg: Kg, sample: Path) -> None:
    gold = [ROOT / "data" / "gold" / f"{n}.json" for n in ("000", "001", "004")]
    cross = ROOT / "data" / "gold" / "cross.json"
    told = json.loads(kg("evaluate", *gold, "--cross", cross, "--format", "json").stdout)
    scorer = subprocess.run(
        [sys.executable, str(ROOT / "data" / "gold" / "score.py"), str(sample / "tables"), *map(str, gold)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    entities = re.search(r"^ENTITIES .*F1 +([0-9.]+)", scorer, re.MULTILINE)
    relations = re.search(r"^RELATIONS .*F1 +([0-9.]+)", scorer, re.MULTILINE)
    assert entities is not None
    assert relations is not None
    assert told["figures"]["entity_f1"] == pytest.approx(float(entities[1]), abs=0.001)
    assert told["figures"]["relation_f1"] == pytest.approx(float(relations[1]), abs=0.001)


def test_the_view_is_written_where_it_is_wanted(kg: Kg, tmp_path: Path) -> None:
    done = kg("view", "--no-open", "--output", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
    assert "宋力" in (tmp_path / "page.html").read_text("utf-8")
    done = kg("view", "--no-open", "--output", tmp_path / "page.html" / "page.html")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_the_service_answers_and_ends(sample: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "-e", str(sample), "--port", str(port)],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_PROXY": "*", "no_proxy": "*"},
    )  # fmt: skip
    try:
        query = urllib.parse.quote("ASK { ?p a <https://w3id.org/xianzhi/ontology#Person> }")
        request = urllib.request.Request(f"http://127.0.0.1:{port}/sparql?query={query}")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for attempt in range(100):
            try:
                answer = json.load(opener.open(request, timeout=30))
                break
            except OSError:
                assert attempt < 99
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.2)
        assert answer["boolean"] is True
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (0, 130)


def test_a_reader_that_stops_early_is_no_error(sample: Path) -> None:
    line = f'"{sys.executable}" -m kg metrics -e "{sample}" --all -f csv | head -1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("id,")


def test_chinese_is_written_under_any_locale(kg: Kg) -> None:
    done = kg(
        "explain", "元浩", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0, done.stderr
    assert "元浩" in done.stdout


@pytest.mark.parametrize("form", ["ttl", "nq", "nt", "trig", "jsonld", "rdf"])
def test_the_graph_is_written_in_other_forms(kg: Kg, tmp_path: Path, form: str) -> None:
    import rdflib

    file = tmp_path / f"graph.{form}"
    assert kg("export", file, "--quiet").returncode == 0
    names = {"nq": "nquads", "ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
    read = rdflib.Dataset(default_union=True).parse(file, format=names.get(form, form))
    assert len(read) > 1000


def test_exporting_needs_one_goal(kg: Kg, tmp_path: Path) -> None:
    for arguments in ([], ["a.ttl", "--to", "http://localhost:1/"], ["a.docx"]):
        done = kg("export", *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    done = kg("export", "--to", "http://127.0.0.1:9/data")
    assert done.returncode == 2
    assert "127.0.0.1:9" in done.stderr
    assert kg("export", tmp_path / "void.ttl", "--form", "void").returncode == 0
    assert "void:Dataset" in (tmp_path / "void.ttl").read_text("utf-8")
