"""Queries from outside, in child processes that are killed at their limit.

No engine can stop a query inside its own process. So each runs in a child over a read-only store; the parent
kills the child when the time is over, and starts another. Other queries go on undisturbed.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import pyoxigraph as ox

from kg import resources
from kg.errors import QueryError
from kg.rdf.guard import check
from kg.rdf.store import Store, graph_file, load

MEMORY = 8 << 30
"""Address space of a child, at most."""

ON_DISK = 64 << 20
"""RDF files larger than this are held in one store on disk, not in memory once a child."""


class TimeoutQueryError(QueryError):
    """The query was stopped at its time limit, or the service is too busy to take it."""


class TooLargeError(QueryError):
    """The answer would be larger than allowed."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer as bytes; ``kind`` is table, boolean or graph."""

    kind: str
    body: bytes


class _Child:
    """One process with its store."""

    def __init__(self, path: Path) -> None:
        root = str(Path(resources.__file__).resolve().parent.parent)
        known = os.environ.get("PYTHONPATH")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, known] if known else [root])}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.rdf.worker", str(path), str(MEMORY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.ready = False

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for the answer.

        Raises:
            TimeoutQueryError: it took too long; the process is gone.
            QueryError: the process ended, mostly for lack of memory.
        """
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            self.process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            head = json.loads(self.process.stdout.readline() or b"{}")
            if not head:
                raise BrokenPipeError
            body = self.process.stdout.read(head["length"])
            if len(body) < head["length"]:
                raise BrokenPipeError
            return head, body
        except (BrokenPipeError, OSError, ValueError) as error:
            self.close()
            if stopped.is_set():
                raise TimeoutQueryError(f"the query was stopped after {seconds:g} seconds") from error
            raise TimeoutQueryError("the query ended its process, most likely for lack of memory") from error
        finally:
            timer.cancel()

    def wait(self) -> None:
        """Wait until the store is open."""
        if not self.ready:
            assert self.process.stdout is not None
            if not self.process.stdout.readline():
                self.close()
                raise QueryError("the store of the query service could not be opened")
            self.ready = True

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class Workers:
    """A number of children over one graph; use it as a context manager.

    Args:
        path: an export folder or an RDF file.
        count: how many queries run at once.
        seconds: time limit of a query.
        limit: bytes of an answer, at most.
    """

    def __init__(self, path: Path, *, count: int = 2, seconds: float = 10.0, limit: int = 50_000_000) -> None:
        self.seconds = seconds
        self.limit = limit
        self._folder = tempfile.TemporaryDirectory(prefix="kg-store-")
        self._path = graph_file(path)
        if self._path.stat().st_size > ON_DISK:
            place = Path(self._folder.name) / "store"
            store = ox.Store(str(place))
            load(store, self._path)
            store.optimize()
            store.flush()
            del store
            self._path = place
        self._closed = False
        self._free: queue.Queue[_Child] = queue.Queue()
        for _ in range(count):
            self._free.put(_Child(self._path))

    def open(self) -> Store:
        """Return the same graph for the caller's own queries, read from disk where the children's is."""
        if self._path.is_dir():
            return Store(ox.Store.read_only(str(self._path)))
        return Store.open(self._path)

    def query(
        self,
        text: str,
        *,
        format_: str = "json",
        graph_format: str = "ttl",
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        seconds: float | None = None,
    ) -> Result:
        """Answer a query in json, xml, csv or tsv, or a graph in ttl, nt, jsonld or rdf.

        Raises:
            TimeoutQueryError: it was stopped, or no child was free in time.
            TooLargeError: the answer passes the limit.
            QueryError: it is malformed or refused.
        """
        check(text)
        allowed = self.seconds if seconds is None else seconds
        try:
            child = self._free.get(timeout=allowed)
        except queue.Empty as error:
            raise TimeoutQueryError(
                "all queries that may run at once are running; try again later"
            ) from error
        try:
            child.wait()
            request = {
                "query": text,
                "format": format_,
                "graph_format": graph_format,
                "default_graphs": default_graphs,
                "named_graphs": named_graphs,
                "limit": self.limit,
            }
            head, body = child.ask(request, allowed)
        finally:
            if child.process.poll() is not None and not self._closed:
                child.close()
                child = _Child(self._path)
            self._free.put(child)
        if "error" in head:
            kinds = {"large": TooLargeError, "malformed": QueryError}
            raise kinds.get(head["error"], QueryError)(head["message"])
        return Result(head["kind"], body)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children and remove what they needed."""
        self._closed = True
        while True:
            try:
                self._free.get_nowait().close()
            except queue.Empty:
                break
        self._folder.cleanup()
