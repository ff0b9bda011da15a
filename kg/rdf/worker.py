"""A child process that answers queries over one store until it is killed: see :mod:`kg.rdf.limits`.

Messages are a line of JSON each way, an answer's followed by as many bytes as its ``length`` says.
``python -m kg.rdf.worker STORE MEMORY`` where STORE is a file or a folder of an on-disk store.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyoxigraph as ox

from kg.errors import ExportError
from kg.rdf.store import load
from kg.rdf.terms import PREFIXES
from kg.rdf.write import load_context, serialize

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


class _TooLargeError(Exception):
    pass


class _Bounded:
    """A buffer that refuses to grow past its limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.size > self.limit:
            raise _TooLargeError
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Answer one request: query, format, limit, default_graphs, named_graphs."""
    out = _Bounded(request["limit"])
    try:
        default = [ox.NamedNode(g) for g in request["default_graphs"]]
        named = [ox.NamedNode(g) for g in request["named_graphs"]]
    except ValueError as error:
        return {"error": "malformed", "message": f"a graph's name is no IRI: {error}"}, b""
    try:
        found = _ask(store, request["query"], default, named)
        if isinstance(found, ox.QueryTriples):
            _graph(found, out, request["graph_format"])
            return {"kind": "graph"}, b"".join(out.parts)
        kind = "boolean" if isinstance(found, ox.QueryBoolean) else "table"
        format_ = request["format"]
        if kind == "boolean" and format_ in ("csv", "tsv"):
            return {"kind": kind}, b"true\n" if found else b"false\n"
        found.serialize(cast(IO[bytes], out), format=_RESULTS[format_])
        body = b"".join(out.parts)
        return {"kind": kind}, _clean(body) if format_ == "xml" else body
    except _TooLargeError:
        return {"error": "large", "message": f"the answer is larger than {request['limit']} bytes"}, b""
    except (SyntaxError, ValueError, ExportError) as error:
        return {"error": "malformed", "message": str(error)}, b""
    except (OSError, RuntimeError) as error:
        if out.size > out.limit:
            return {"error": "large", "message": f"the answer is larger than {request['limit']} bytes"}, b""
        return {"error": "failed", "message": str(error)}, b""


def _ask(
    store: ox.Store, query: str, default: list[ox.NamedNode], named: list[ox.NamedNode]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if not default and not named:
        return store.query(query, prefixes=PREFIXES)
    if len(default) > 1:  # a merge holds each triple once; the engine would give it once a graph
        merged = ox.Store()
        for graph in default:
            quads = store.quads_for_pattern(None, None, None, graph)
            merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
        for graph in named:
            merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
        return merged.query(query, prefixes=PREFIXES, named_graphs=[*named])
    return store.query(query, prefixes=PREFIXES, default_graph=[*default], named_graphs=[*named])


def _graph(found: ox.QueryTriples, out: _Bounded, form: str) -> None:
    lines: set[str] = set()
    size = 0
    for triple in found:
        line = str(triple)
        if line not in lines:
            size += len(line)
            if size > out.limit:
                raise _TooLargeError
            lines.add(line)
    out.write(serialize(lines, form).encode())


_NOT_XML = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|&#(?:x0*[0-8bBcCeEfF]|x0*1[0-9a-fA-F]);"
)


def _clean(xml: bytes) -> bytes:
    """What XML cannot hold as U+FFFD; carriage returns as references, or readers see line feeds."""
    return _NOT_XML.sub("\ufffd".encode(), xml).replace(b"\r", b"&#13;")


def _confine(memory: int, in_memory: bool) -> None:
    """Bound the process: memory, and no new files or sockets where none are needed."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the guard before the parser remains
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if in_memory:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def serve(store: ox.Store, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    for line in requests:
        head, body = answer(store, json.loads(line))
        answers.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
        answers.flush()


def main() -> None:
    """Open the store, say so, and serve."""
    path, memory = Path(sys.argv[1]), int(sys.argv[2])
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    if path.is_dir():
        store = ox.Store.read_only(str(path))
    else:
        store = ox.Store()
        load(store, path)
    load_context()  # while files can still be opened
    _confine(memory, not path.is_dir())
    answers.write(b'{"ready": true}\n')
    answers.flush()
    serve(store, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
