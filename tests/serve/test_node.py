"""Parsers and a SPARQL client from npm; skipped where node or the packages are missing.

To run them: ``npm install n3 fetch-sparql-endpoint`` somewhere, and set NODE_PATH to its ``node_modules``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

COUNT = """
const { Parser } = require("n3");
const text = require("fs").readFileSync(process.argv[1], "utf8");
const quads = new Parser({ format: process.argv[2] }).parse(text);
const values = q => [q.subject.value, q.predicate.value, q.object.value, q.object.language, q.graph.value];
const key = q => JSON.stringify(values(q));
console.log(new Set(quads.map(key)).size);
"""
ASK = """
const { SparqlEndpointFetcher } = require("fetch-sparql-endpoint");
const [, address, method] = process.argv;
const fetcher = new SparqlEndpointFetcher({ method });
const select = "SELECT ?n { ?p a kg:Person ; rdfs:label ?n } LIMIT 3";
const construct = "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }";
(async () => {
  const rows = await fetcher.fetchBindings(address, select);
  const names = [];
  for await (const row of rows) names.push(row.n.value);
  const triples = await fetcher.fetchTriples(address, construct);
  let count = 0;
  for await (const triple of triples) count += 1;
  const truth = await fetcher.fetchAsk(address, "ASK { ?p a kg:Person }");
  console.log(JSON.stringify({ names: names.length, count, truth }));
})();
"""


def _node(package: str, script: str, *arguments: str) -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    if subprocess.run(
        [node, "-e", f"require.resolve('{package}')"], capture_output=True, check=False
    ).returncode:
        pytest.skip(f"the npm package {package} is not installed (NODE_PATH)")
    done = subprocess.run(
        [node, "-e", script, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("name", "syntax", "form"),
    [
        ("graph.ttl", "text/turtle", ox.RdfFormat.TURTLE),
        ("graph.nq", "application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_n3_reads_the_same(name: str, syntax: str, form: ox.RdfFormat, export: Path) -> None:
    found = int(_node("n3", COUNT, str(export / name), syntax))
    assert found == len({str(q) for q in ox.parse(path=str(export / name), format=form)})


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_fetch_sparql_endpoint(method: str, server: str) -> None:
    found = json.loads(_node("fetch-sparql-endpoint", ASK, f"{server}/sparql", method))
    assert found == {"names": 3, "count": 6, "truth": True}
