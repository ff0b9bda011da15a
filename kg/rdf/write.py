"""RDF files: N-Quads, N-Triples, Turtle, TriG, JSON-LD and RDF/XML.

N-Quads and N-Triples are streamed. The others are grouped by subject, so triples are sorted first, in runs on
disk where they are many. All hold the same triples; N-Quads and TriG also say in which graph. Files are
written beside their place and moved there, so that no reader ever sees half of one.
"""

from __future__ import annotations

import heapq
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import TextIO

import pyoxigraph as ox

from kg import resources
from kg.errors import ExportError
from kg.model import Resolution
from kg.rdf.facts import Block, Provenance, blocks, stream
from kg.rdf.terms import PREFIXES

RUN = 2_000_000
"""How many lines are sorted in memory at once (about 400 MB)."""

_TYPE = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_STRING = f"^^<{PREFIXES['xsd']}string>"
_INTEGER = f"<{PREFIXES['xsd']}integer>"
_DECIMAL = f"<{PREFIXES['xsd']}decimal>"
_LOCAL = re.compile(
    r"[0-9A-Za-z_\u3400-\u9fff\U00020000-\U0002a6df]"
    r"(?:[0-9A-Za-z_\-.\u00b7\u3400-\u9fff\U00020000-\U0002a6df]*"
    r"[0-9A-Za-z_\-\u00b7\u3400-\u9fff\U00020000-\U0002a6df])?"
)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SPACES = {v: k for k, v in PREFIXES.items()}

Writer = Callable[..., None]


def nquads(block_stream: Iterable[Block]) -> Iterator[str]:
    """Yield blocks as N-Quads text."""
    for graph, triples in block_stream:
        end = f" {graph} .\n"
        yield end.join(triples) + end


def ntriples(block_stream: Iterable[Block]) -> Iterator[str]:
    """Yield blocks as N-Triples text, whatever their graphs."""
    for _, triples in block_stream:
        yield " .\n".join(triples) + " .\n"


def quads(
    resolution: Resolution, sources: Mapping[str, str], *, provenance: Provenance | None = None
) -> Iterator[ox.Quad]:
    """Yield a resolution as pyoxigraph quads, article by article in bounded memory."""
    for text in stream(resolution, sources, provenance=provenance):
        for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, quad.graph_name)


def write_nquads(
    resolution: Resolution,
    sources: Mapping[str, str],
    path: Path,
    *,
    provenance: Provenance | None = None,
    triple_terms: bool = False,
) -> None:
    """Write ``graph.nq``: a named graph per article, others for what no article says."""
    _write(path, stream(resolution, sources, provenance=provenance, triple_terms=triple_terms))


def write_ntriples(
    resolution: Resolution,
    sources: Mapping[str, str],
    path: Path,
    *,
    provenance: Provenance | None = None,
    triple_terms: bool = False,
) -> None:
    """Write N-Triples: the union of all graphs."""
    _write(path, stream(resolution, sources, provenance=provenance, triple_terms=triple_terms, named=False))


def write_turtle(
    resolution: Resolution, sources: Mapping[str, str], path: Path, *, provenance: Provenance | None = None
) -> None:
    """Write ``graph.ttl``: the union of all graphs, prefixed, sorted by subject, readable."""
    with replacing(path) as out:
        _prefixes(out)
        for line in _turtle(_triples(blocks(resolution, sources, provenance=provenance))):
            out.write(line)


def write_trig(
    resolution: Resolution, sources: Mapping[str, str], path: Path, *, provenance: Provenance | None = None
) -> None:
    """Write TriG: what N-Quads holds, prefixed, sorted by graph and subject."""
    every = blocks(resolution, sources, provenance=provenance)
    rows = ((f"{graph} {triple}\n") for graph, triples in every for triple in triples)
    shorten = _Shortener()
    with replacing(path) as out:
        _prefixes(out)
        for graph, lines in groupby(sorted_unique(rows), key=lambda line: line.split(" ", 1)[0]):
            out.write(f"\n{shorten(graph)} {{\n")
            split = (_split(line.split(" ", 1)[1]) for line in lines)
            for text in _turtle(split, shorten):
                out.write(text)
            out.write("}\n")


def write_jsonld(
    resolution: Resolution, sources: Mapping[str, str], path: Path, *, provenance: Provenance | None = None
) -> None:
    """Write ``graph.jsonld``: the union of all graphs, compact, with the context inside.

    Reading it needs no other file and no request to a host.
    """
    with replacing(path) as out:
        out.writelines(_jsonld(_triples(blocks(resolution, sources, provenance=provenance))))


def write_rdfxml(
    resolution: Resolution, sources: Mapping[str, str], path: Path, *, provenance: Provenance | None = None
) -> None:
    """Write RDF/XML: the union of all graphs.

    XML has no way to write control characters; they become U+FFFD here, and here alone.
    """
    with replacing(path) as out:
        out.writelines(_rdfxml(_triples(blocks(resolution, sources, provenance=provenance))))


def serialize(lines: Iterable[str], form: str) -> str:
    """Return triples in N-Triples form, without their dots, as ttl, nt, jsonld or rdf.

    Raises:
        ExportError: RDF/XML has no way to write one of the properties.
    """
    if form == "ttl":
        return turtle(lines)
    ordered = sorted(set(lines))
    if form == "nt":
        return "".join(f"{line} .\n" for line in ordered)
    triples = (_split(f"{line}\n") for line in ordered)
    return "".join(_jsonld(triples) if form == "jsonld" else _rdfxml(triples))


# RDF/XML --------------------------------------------------------------------------------------------------


def _rdfxml(triples: Iterable[_Split]) -> Iterator[str]:
    used = {k: v for k, v in PREFIXES.items() if not v.startswith(PREFIXES["id"])}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield from (f'\n    xmlns:{name}="{space}"' for name, space in sorted(used.items()))
    yield ">\n"
    for subject, group in groupby(triples, key=lambda t: t[0]):
        yield f"<rdf:Description {_xml_node('about', subject)}>\n"
        yield from (_xml_property(p, o) for _, p, o in group)
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _xml_node(how: str, term: str) -> str:
    return f'rdf:nodeID="{term[2:]}"' if term[0] == "_" else f'rdf:{how}="{_xml(term[1:-1])}"'


_XML_NAME = re.compile(r"[A-Za-z_\u00c0-\ufffd][\w.\-]*")


def _xml_property(predicate: str, object_: str) -> str:
    name = predicate[1:-1]
    cut = max(name.rfind("#"), name.rfind("/")) + 1
    if not _XML_NAME.fullmatch(name, cut):
        raise ExportError(f"RDF/XML has no way to write the property {predicate}")
    space = _SPACES.get(name[:cut])
    tag = f"{space or 'ns'}:{name[cut:]}"
    declared = "" if space else f' xmlns:ns="{_xml(name[:cut])}"'
    if object_[0] in "<_":
        return f"  <{tag}{declared} {_xml_node('resource', object_)}/>\n"
    quote = object_.rindex('"')
    text, tail = _xml(_unescape(object_[1:quote])), object_[quote + 1 :]
    extra = ""
    if tail:
        extra = f' xml:lang="{tail[1:]}"' if tail[0] == "@" else f' rdf:datatype="{_xml(tail[3:-1])}"'
    return f"  <{tag}{declared}{extra}>{text}</{tag}>\n"


_XML_SPECIAL = re.compile(r'[&<>"\x00-\x08\x0b-\x1f\ufffe\uffff]')
_XML_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def _xml(text: str) -> str:
    return _XML_SPECIAL.sub(lambda f: _XML_NAMED.get(f[0], "\ufffd"), text)


WRITERS: dict[str, Writer] = {
    "ttl": write_turtle,
    "nq": write_nquads,
    "nt": write_ntriples,
    "trig": write_trig,
    "jsonld": write_jsonld,
    "rdf": write_rdfxml,
}
"""File extension → its writer."""


@lru_cache(maxsize=1)
def load_context() -> dict[str, object]:
    """Return the JSON-LD context of the ontology (the value of ``@context``)."""
    text = resources.path("ontology/context.jsonld").read_text(encoding="utf-8")
    context: dict[str, object] = json.loads(text)["@context"]
    return context


# sorting --------------------------------------------------------------------------------------------------


def sorted_unique(lines: Iterable[str], *, run: int | None = None) -> Iterator[str]:
    """Yield the distinct lines in code point order; more than ``run`` of them are sorted in parts on disk."""
    limit = run or RUN
    held: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="kg-sort-") as folder:
        parts: list[Path] = []
        for line in lines:
            held.add(line)
            if len(held) >= limit:
                parts.append(_spill(held, Path(folder) / f"{len(parts)}.part"))
                held.clear()
        if not parts:
            yield from sorted(held)
            return
        parts.append(_spill(held, Path(folder) / f"{len(parts)}.part"))
        held.clear()
        files = [part.open(encoding="utf-8", newline="\n") for part in parts]
        try:
            last = None
            for line in heapq.merge(*files):
                if line != last:
                    yield line
                    last = line
        finally:
            for file in files:
                file.close()


def _spill(lines: set[str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(sorted(lines))
    return path


_Split = tuple[str, str, str]


def _triples(every: Iterable[Block]) -> Iterator[_Split]:
    """All triples, sorted by subject and distinct."""
    for line in sorted_unique(f"{triple}\n" for _, triples in every for triple in triples):
        yield _split(line)


def _split(line: str) -> _Split:
    subject, _, rest = line.partition(" ")
    predicate, _, object_ = rest.partition(" ")
    return subject, predicate, object_[:-1]


# Turtle ---------------------------------------------------------------------------------------------------


def _prefixes(out: TextIO) -> None:
    for name, space in sorted(PREFIXES.items()):
        out.write(f"@prefix {name}: <{space}> .\n")


def turtle(lines: Iterable[str]) -> str:
    """Return triples in N-Triples form, without their dots, as a Turtle file."""
    body = "".join(_turtle(_split(f"{line}\n") for line in sorted(set(lines))))
    used = [(name, space) for name, space in sorted(PREFIXES.items()) if f"{name}:" in body]
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in used) + body


class _Shortener:
    """N-Triples terms as Turtle terms: prefixed names, bare numbers."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def __call__(self, term: str) -> str:
        if term[0] == "<":
            found = self.names.get(term)
            if found is None:
                if len(self.names) > 1 << 17:
                    self.names.clear()
                found = self.names[term] = self._name(term)
            return found
        if term[-1] == ">":
            text, _, datatype = term.rpartition("^^")
            if datatype in (_INTEGER, _DECIMAL) and _NUMBER.fullmatch(text, 1, len(text) - 1):
                bare = text[1:-1]
                if ("." in bare) == (datatype == _DECIMAL):
                    return bare
            return f"{text}^^{self(datatype)}"
        return term

    def _name(self, term: str) -> str:
        value = term[1:-1]
        for mark in ("#", "/"):
            cut = value.rfind(mark) + 1
            space = _SPACES.get(value[:cut])
            if space and _LOCAL.fullmatch(value, cut):
                return f"{space}:{value[cut:]}"
        return term


def _turtle(triples: Iterable[_Split], shorten: _Shortener | None = None) -> Iterator[str]:
    """Subjects as blocks: the types first, then the label, then the rest by name."""
    short = shorten or _Shortener()
    for subject, group in groupby(triples, key=lambda t: t[0]):
        rows = []
        for predicate, objects in groupby(group, key=lambda t: t[1]):
            place = 0 if predicate == _TYPE else 1 if predicate == _LABEL else 2
            verb = "a" if place == 0 else short(predicate)
            rows.append((place, verb, " ,\n        ".join(short(o) for _, _, o in objects)))
        rows.sort()
        body = " ;\n    ".join(f"{verb} {objects}" for _, verb, objects in rows)
        yield f"\n{short(subject)} {body} .\n"


# JSON-LD --------------------------------------------------------------------------------------------------


def _jsonld(triples: Iterable[_Split]) -> Iterator[str]:
    context = load_context()
    compact = _Compactor(context)
    yield '{"@context": '
    yield json.dumps(context, ensure_ascii=False, indent=1, sort_keys=True)
    yield ',\n"@graph": ['
    between = "\n"
    for subject, group in groupby(triples, key=lambda t: t[0]):
        yield between + json.dumps(compact.node(subject, group), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


class _Compactor:
    """Triples as compact JSON-LD node objects under the project's context."""

    def __init__(self, context: Mapping[str, object]) -> None:
        self.short = _Shortener()
        self.terms: dict[str, tuple[str, str | None]] = {}
        prefixes = {k: v for k, v in context.items() if isinstance(v, str) and not k.startswith("@")}
        for name, value in context.items():
            if isinstance(value, dict):
                identifier, kind = str(value["@id"]), value.get("@type")
                head, _, tail = identifier.partition(":")
                self.terms[f"<{prefixes[head]}{tail}>"] = name, str(kind) if kind else None

    def node(self, subject: str, triples: Iterable[_Split]) -> dict[str, object]:
        """One subject with all its values."""
        result: dict[str, object] = {"@id": self._iri(subject)}
        for predicate, group in groupby(triples, key=lambda t: t[1]):
            objects = [o for _, _, o in group]
            if predicate == _TYPE:
                values: list[object] = [self._type(o) for o in objects]
                result["@type"] = values[0] if len(values) == 1 else values
                continue
            name, kind = self.terms.get(predicate, (None, None))
            key = name or self._iri(predicate)
            values = [self._value(o, kind) for o in objects]
            result[key] = values[0] if len(values) == 1 else values
        return result

    def _iri(self, term: str) -> str:
        short = self.short(term)
        return short[1:-1] if short[0] == "<" else short

    def _type(self, term: str) -> str:
        name = term[1:-1]
        return name.removeprefix(PREFIXES["kg"]) if name.startswith(PREFIXES["kg"]) else self._iri(term)

    def _value(self, term: str, kind: str | None) -> object:
        if term[0] in "<_":
            return self._iri(term) if kind == "@id" else {"@id": self._iri(term)}
        quote = term.rindex('"')
        text, tail = _unescape(term[1:quote]), term[quote + 1 :]
        if tail.startswith("@"):
            return {"@value": text, "@language": tail[1:]}
        if not tail:
            return text if kind is None else {"@value": text}
        datatype = self._iri(tail[2:])
        return text if datatype == kind else {"@value": text, "@type": datatype}


_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "b": "\b", "f": "\f", "'": "'"}


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda f: chr(int(f[1] or f[2], 16)) if f[1] or f[2] else _PLAIN[f[3]], text)


# files ----------------------------------------------------------------------------------------------------


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write parts some hundreds at a time."""
    rest = iter(parts)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb", buffering=0) as out:
            while chunk := b"".join(islice(rest, 512)):
                data = memoryview(chunk)
                while data:
                    data = data[out.write(data) :]
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file that takes its place only when it is complete."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as out:
            yield out
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
