"""A server on loopback over the sample export of the RDF tests, with a hostile entity in it."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

sys.path.insert(0, str(Path(__file__).parent.parent / "rdf"))

from rdf_sample import county, hostile_sample

from kg.model import Resolution
from kg.rdf import write_jsonld, write_nquads, write_turtle
from kg.serve import app


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export folder with the RDF files."""
    folder = tmp_path_factory.mktemp("export")
    one, two = county().build(), hostile_sample()
    a, b = one.resolution, two.resolution
    both = Resolution(
        a.articles + b.articles, a.mentions + b.mentions, a.entities + b.entities, a.statements + b.statements
    )
    sources = {**one.sources, **two.sources}
    write_nquads(both, sources, folder / "graph.nq", provenance=one.provenance)
    write_turtle(both, sources, folder / "graph.ttl", provenance=one.provenance)
    write_jsonld(both, sources, folder / "graph.jsonld", provenance=one.provenance)
    (folder / "secret.txt").write_text("not for the web")
    return folder


@pytest.fixture(scope="session")
def server(export: Path) -> Iterator[str]:
    """The address of a running server; queries stop after one second, answers at a million bytes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    application = app(export, workers=2, seconds=1.0, limit=1_000_000)
    running = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{port}"
    for _ in range(200):
        if running.started:
            break
        time.sleep(0.05)
    yield address
    running.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def web(server: str) -> Iterator[httpx.Client]:
    """A client of the server that follows no redirects."""
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client
