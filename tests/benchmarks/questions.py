"""Times of the competency questions in pyoxigraph and in rdflib on one graph.

``python tests/benchmarks/questions.py EXPORT`` prints a Markdown table; a question that rdflib has not
answered after a minute is given up.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import rdflib

from kg.rdf import Store, bind, named_queries
from kg.rdf.store import graph_file

_ONE = """
import sys, time, pickle, rdflib
graph = pickle.load(open(sys.argv[1], "rb"))
start = time.perf_counter()
len(list(graph.query(sys.argv[2])))
print(time.perf_counter() - start)
"""


def main(path: Path) -> None:
    """Print the table."""
    import pickle
    import tempfile

    store = Store.open(path)
    graph = rdflib.Graph()
    file = graph_file(path)
    text = "".join(line[: line.rindex(" <")] + " .\n" for line in file.open(encoding="utf-8"))
    graph.parse(data=text, format="nt")
    print(f"{len(store)} triples\n\n| question | rows | pyoxigraph ms | rdflib ms |")
    print("| --- | ---: | ---: | ---: |")
    with tempfile.NamedTemporaryFile(suffix=".pickle") as held:
        pickle.dump(graph, held)
        held.flush()
        for name in named_queries():
            query = bind(name, {})
            times = []
            for _ in range(3):
                start = time.perf_counter()
                rows = len(store.query(query))
                times.append(time.perf_counter() - start)
            theirs = _rdflib(held.name, query)
            print(f"| {name} | {rows} | {min(times) * 1000:.1f} | {theirs} |", flush=True)


def _rdflib(held: str, query: str) -> str:
    try:
        done = subprocess.run(
            [sys.executable, "-c", _ONE, held, query], capture_output=True, text=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        return "> 60000"
    return f"{float(done.stdout) * 1000:.1f}" if done.returncode == 0 else "failed"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
