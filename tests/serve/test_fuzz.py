"""Hostile or malformed requests: a right answer or a 4xx, never a 5xx but for a limit, never a hang."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest

NUMBER = 500
SEED = int(os.environ.get("KG_FUZZ_SEED", "20240101"))
SECONDS = 5.0
PATHS = [
    "/sparql",
    "/",
    "/search",
    "/id/",
    "/page/",
    "/data/",
    "/files/",
    "/explorer",
    "/void",
    "/ontology",
    "/style.css",
]
PIECES = [
    "SELECT",
    "*",
    "WHERE",
    "{",
    "}",
    "?s",
    "?p",
    "?o",
    ".",
    "FILTER",
    "(",
    ")",
    "<",
    ">",
    "<http://x/>",
    "SERVICE",
    "SERVICE SILENT",
    "<http://127.0.0.1:%PORT%/steal>",
    "LOAD",
    "INSERT DATA",
    "DROP ALL",
    "FROM",
    "FROM NAMED",
    "<file:///etc/passwd>",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "kg:Person",
    "a",
    "'",
    '"',
    "'''",
    '"""',
    "\\u0053ERVICE",
    "#",
    "\n",
    "\x00",
    "\ufeff",
    "中文",
    "😀",
    "BIND",
    "AS",
    "GROUP BY",
    "HAVING",
    "ORDER BY",
    "LIMIT",
    "1",
    "-1",
    "1e999",
    "OPTIONAL",
    "UNION",
    "MINUS",
    "VALUES",
    "UNDEF",
    "GRAPH",
    "?g",
    "PREFIX",
    "x:",
    "BASE",
    "EXISTS",
    "NOT",
    "REGEX",
    "(a+)+$",
    "REPLACE",
    "COUNT",
    "DISTINCT",
    "{" * 300,
    "(" * 5000,
    "!" * 3000,
    "<<",
    ">>",
    "<<(",
    ")>>",
    "/",
    "^",
    "|",
    "+",
    "xsd:date('x')",
    "'x'@zh",
    "'2023-13-01'^^xsd:date",
    "_:b",
    "[]",
    "()",
    ";",
    ",",
    "=",
    "&&",
    "||",
    "IRI",
]
VALID = [
    'ASK { ?s ?p "X" }',
    "SELECT * { ?s ?p ?o } LIMIT 5",
    "DESCRIBE ?s { ?s rdfs:label 'X'@zh }",
    "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } # X",
    'SELECT (REPLACE("X", "(.+)+$", "$1$1") AS ?x) {}',
    "SELECT ?n { ?s rdfs:label ?n FILTER (REGEX(?n, 'X')) }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
]
ACCEPTS = [
    "*/*",
    "text/html",
    "text/turtle",
    "application/json",
    "text/csv;q=0",
    "q=1",
    ",,,",
    "text/*;q=abc",
    "\x7f" * 10,
    "application/sparql-results+json",
    "*/*;q=0",
    "a/b;" * 200,
    "text/html;q=1.0000001",
    "",
    "../../etc/passwd",
]
TYPES = [
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/sparql-query; charset=utf-16",
    "",
    "application/json",
    "a" * 1000,
]


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[int, list[bytes]]]:
    """A port on which nobody may call; returns it with what was received."""
    heard: list[bytes] = []
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()

    def listen() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(100) or b"connected")

    threading.Thread(target=listen, daemon=True).start()
    yield listener.getsockname()[1], heard
    listener.close()


def _requests(port: int) -> Iterator[bytes]:
    """Requests made from fragments, some broken at the level of HTTP itself; the same every time."""
    chance = random.Random(SEED)
    for _ in range(NUMBER):
        text = " ".join(chance.choice(PIECES) for _ in range(chance.randint(0, 25))).replace(
            "%PORT%", str(port)
        )
        if chance.random() < 0.3:
            text = chance.choice(VALID).replace("X", chance.choice(["1", "王磊", "SERVICE", "; DROP ALL #"]))
        kind = chance.randrange(8)
        accept = chance.choice(ACCEPTS).encode("latin-1", "replace")
        headers = [b"Host: 127.0.0.1", b"Connection: close", b"Accept: " + accept]
        if chance.random() < 0.05:
            headers[0] = b"Host: " + chance.choice(
                [b"a:b:c", b"<script>", b"[::1", b"", b"x" * 300, "中".encode()]
            )
        if kind <= 2:
            yield _message("GET", "/sparql?query=" + quote(text, safe=""), headers)
        elif kind == 3:
            body = ("query=" + quote(text)).encode()
            if chance.random() < 0.5:
                body += chance.choice(
                    [b"&query=ASK{}", b"&update=DROP ALL", b"&default-graph-uri=", b"&a=%ff%zz", b"&" * 3000]
                )
            yield _message("POST", "/sparql", [*headers, b"Content-Type: " + TYPES[0].encode()], body)
        elif kind == 4:
            body = text.encode("utf-8", "replace")
            if chance.random() < 0.3:
                body = chance.randbytes(chance.randint(1, 3000))
            yield _message(
                "POST", "/sparql", [*headers, b"Content-Type: " + chance.choice(TYPES).encode()], body
            )
        elif kind == 5:
            rest = chance.choice(
                [
                    "..",
                    "../../etc/passwd",
                    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                    "%00",
                    "%ff%fe",
                    "%",
                    "//x",
                    "%ed%a0%80",
                ]
            )
            rest += quote(text[: chance.randint(0, 60)], safe="")
            yield _message(chance.choice(["GET", "HEAD"]), chance.choice(PATHS) + rest, headers)
        elif kind == 6:
            names = ["default-graph-uri", "named-graph-uri", "query", "q", "update", "format"]
            values = [
                "",
                "http://x/",
                "not an iri",
                "file:///etc/passwd",
                f"http://127.0.0.1:{port}/g",
                "ASK{}",
                text,
            ]
            pairs = [
                f"{chance.choice(names)}={quote(chance.choice(values), safe='')}"
                for _ in range(chance.randint(1, 9))
            ]
            yield _message("GET", "/sparql?query=ASK%7B%7D&" + "&".join(pairs), headers)
        else:
            method = chance.choice(
                ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD", "FOO", "get", "G\x01T"]
            )
            yield _message(method, chance.choice(PATHS), headers)


def _message(method: str, target: str, headers: list[bytes], body: bytes = b"") -> bytes:
    if body or method == "POST":
        headers = [*headers, b"Content-Length: " + str(len(body)).encode()]
    first = f"{method} {target} HTTP/1.1".encode("latin-1", "replace")
    return first + b"\r\n" + b"\r\n".join(headers) + b"\r\n\r\n" + body


def _exchange(address: tuple[str, int], message: bytes) -> bytes:
    with socket.create_connection(address, timeout=SECONDS) as connection:
        connection.settimeout(SECONDS)
        parts = []
        try:
            connection.sendall(message)
            while part := connection.recv(1 << 16):
                parts.append(part)
        except (ConnectionResetError, BrokenPipeError):
            pass
        return b"".join(parts)


def test_five_hundred_hostile_requests(server: str, trap: tuple[int, list[bytes]]) -> None:
    port, heard = trap
    split = urlsplit(server)
    assert split.hostname
    assert split.port
    address = (split.hostname, split.port)
    counts: dict[int, int] = {}
    for number, message in enumerate(_requests(port)):
        start = time.monotonic()
        answer = _exchange(address, message)
        assert time.monotonic() - start < SECONDS, message[:500]
        assert answer.startswith(b"HTTP/1.1 "), (number, message[:500], answer[:100])
        status = int(answer[9:12])
        counts[status] = counts.get(status, 0) + 1
        assert status < 500 or (status == 503 and b"retry-after" in answer.lower()), (
            message[:800],
            answer[:800],
        )
        assert b"root:x:0" not in answer
        assert b"Traceback" not in answer
    assert heard == []
    assert counts[200] > 10, counts
    assert counts[400] > 100
    assert sum(counts.values()) == NUMBER
    alive = _exchange(
        address,
        _message("GET", "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", [b"Host: x", b"Connection: close"]),
    )
    assert b"true" in alive


def test_a_slow_sender_holds_up_nobody(server: str) -> None:
    split = urlsplit(server)
    assert split.hostname
    assert split.port
    slow = socket.create_connection((split.hostname, split.port))
    direct = b"Content-Type: application/sparql-query\r\nContent-Length: 10\r\n\r\nAS"
    slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + direct)
    start = time.monotonic()
    answer = _exchange(
        (split.hostname, split.port),
        _message("GET", "/sparql?query=ASK%7B%7D", [b"Host: x", b"Connection: close"]),
    )
    assert b"true" in answer
    assert time.monotonic() - start < 1
    slow.close()
