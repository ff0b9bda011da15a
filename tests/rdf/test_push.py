"""Loading into a remote store, against a real Graph Store Protocol server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from rdf_sample import Sample

from kg.errors import ExportError
from kg.rdf import export_to, push, write_nquads


class _Store(BaseHTTPRequestHandler):
    """A minimal store: PUT replaces a graph, POST adds to it, a password is wanted."""

    store: ox.Store
    log: list[tuple[str, str]]

    def _graph(self) -> ox.NamedNode:
        return ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Authorization"] != "Basic dTpw":
            self.send_error(401)
            return
        if self.headers["Content-Type"] != "application/n-triples":
            self.send_error(415)
            return
        graph = self._graph()
        if self.command == "PUT":
            self.store.clear_graph(graph)
        self.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        self.log.append((self.command, graph.value))
        self.send_response(204)
        self.end_headers()

    do_PUT = _take  # noqa: N815
    do_POST = _take  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def remote() -> Iterator[tuple[str, type[_Store]]]:
    handler = type("Handler", (_Store,), {"store": ox.Store(), "log": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://u:p@127.0.0.1:{server.server_port}/data", handler
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_all_graphs_arrive(
    which: str, remote: tuple[str, type[_Store]], request: pytest.FixtureRequest, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sample: Sample = request.getfixturevalue(which)
    url, handler = remote
    monkeypatch.setattr(push, "PART", 50)
    write_nquads(sample.resolution, sample.sources, tmp_path / "graph.nq", provenance=sample.provenance)
    other = ox.Quad(*[ox.NamedNode("http://example.org/x")] * 4)
    stale = ox.Quad(*[ox.NamedNode("http://example.org/x")] * 3, ox.NamedNode(
        "https://w3id.org/xianzhi/id/graph/entities"))  # fmt: skip
    handler.store.extend([other, stale])
    count = export_to(tmp_path, url)
    local = ox.Store()
    local.bulk_load(path=str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    assert set(handler.store) == {*local, other}
    assert count == len(list(local.named_graphs()))
    assert {method for method, _ in handler.log} == {"PUT", "POST"}
    assert export_to(tmp_path, url) == count
    assert set(handler.store) == {*local, other}


def test_refusals_are_explained(remote: tuple[str, type[_Store]], sample: Sample, tmp_path: Path) -> None:
    write_nquads(sample.resolution, sample.sources, tmp_path / "graph.nq")
    with pytest.raises(ExportError, match="401"):
        export_to(tmp_path, remote[0].replace("u:p@", ""))
    with pytest.raises(ExportError, match="no address"):
        export_to(tmp_path, "file:///etc/passwd")
    with pytest.raises(ExportError, match=r"127\.0\.0\.1:9"):
        export_to(tmp_path, "http://127.0.0.1:9/data")
    with pytest.raises(ExportError, match="kg build"):
        export_to(tmp_path / "nothing", remote[0])
