"""Bulk load into a remote store by the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

import base64
import itertools
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from kg.errors import ExportError
from kg.rdf.store import graph_file
from kg.rdf.write import sorted_unique

PART = 20_000
"""Triples of one request, at most: what a graph has more is added by further requests."""


def export_to(
    path: Path, url: str, *, headers: Mapping[str, str] | None = None, seconds: float = 60.0
) -> int:
    """Replace the graphs of a remote store by those of an export, and return how many were sent.

    The first part of each graph replaces what the store has under that name (``PUT``), further parts are
    added (``POST``); other graphs of the store stay as they are.

    Args:
        path: an export folder, or an N-Quads file that this program wrote.
        url: the address of the store's Graph Store Protocol, such as ``http://localhost:3030/data/data``; a
            user and a password in it are sent as basic authentication.
        headers: further headers for each request.
        seconds: time limit of a request.

    Raises:
        ExportError: there is no N-Quads file, or the store refuses or cannot be reached.
    """
    file = graph_file(path)
    if file.suffix != ".nq":
        raise ExportError(f"{file}: only N-Quads files hold the graphs to send")
    target, sent = _target(url), {**_authority(url), **(headers or {})}
    count = 0
    for graph, lines in _graphs(file):
        method = "PUT"
        while part := list(itertools.islice(lines, PART)):
            _send(f"{target}{quote(graph, safe='')}", method, "".join(part).encode(), sent, seconds)
            method = "POST"
        count += 1
    return count


def _graphs(file: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """Each graph's name with its triples as lines of N-Triples."""
    with file.open(encoding="utf-8", newline="\n") as lines:
        ordered = sorted_unique(_graph_first(line) for line in lines)
        for graph, group in itertools.groupby(ordered, key=lambda line: line.partition(" ")[0]):
            yield graph[1:-1], (line.partition(" ")[2][:-1] + " .\n" for line in group)


def _graph_first(line: str) -> str:
    triple, mark, graph = line[:-3].rpartition(" <")
    if not mark or not line.endswith("> .\n"):
        raise ExportError(f"not a quad as this program writes them: {line[:200]!r}")
    return f"<{graph} {triple}\n"


def _target(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ExportError(f"{url!r} is no address of a store; it begins with http:// or https://")
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    query = f"{parts.query}&graph=" if parts.query else "graph="
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def _authority(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    pair = f"{parts.username}:{parts.password or ''}".encode()
    return {"Authorization": "Basic " + base64.b64encode(pair).decode()}


def _send(url: str, method: str, body: bytes, headers: Mapping[str, str], seconds: float) -> None:
    request = urllib.request.Request(
        url, data=body, method=method, headers={"Content-Type": "application/n-triples", **headers}
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds):
            return
    except urllib.error.HTTPError as error:
        said = error.read(500).decode("utf-8", "replace").strip()
        raise ExportError(f"{method} {url}: {error.code} {error.reason}: {said}") from error
    except OSError as error:
        raise ExportError(f"{method} {url}: {error}") from error
