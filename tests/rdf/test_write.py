"""Files in six forms: the same triples in each, for two independent readers, whatever the text holds."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdf_sample import HOSTILE, Sample

from kg.errors import ExportError, OntologyError
from kg.model import Entity, Resolution
from kg.rdf import PREFIXES, WRITERS, decode, iri, quads
from kg.rdf import write as module
from kg.rdf.terms import date, decimal

FORMATS = {
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "nq": (ox.RdfFormat.N_QUADS, "nquads"),
    "nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "rdf": (ox.RdfFormat.RDF_XML, "xml"),
}
_CONTROL = dict.fromkeys([*(c for c in range(32) if c not in (9, 10, 13)), 0xFFFE, 0xFFFF], "\ufffd")


def _by_oxigraph(path: Path) -> set[tuple[str, str, str]]:
    return {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in ox.parse(path=str(path), format=FORMATS[path.suffix[1:]][0])
    }


def _by_rdflib(path: Path) -> set[tuple[str, str, str]]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format=FORMATS[path.suffix[1:]][1])
    return {(f"<{s}>", f"<{p}>", repr(o)) for s, p, o, _ in dataset.quads()}


def _write(sample: Sample, folder: Path) -> dict[str, Path]:
    paths = {}
    for extension, writer in WRITERS.items():
        paths[extension] = folder / f"graph.{extension}"
        writer(sample.resolution, sample.sources, paths[extension], provenance=sample.provenance)
    return paths


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_equal_triples_in_every_format_for_both_readers(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sample: Sample = request.getfixturevalue(which)
    paths = _write(sample, tmp_path)
    ours, theirs = _by_oxigraph(paths["nq"]), _by_rdflib(paths["nq"])
    assert len(ours) == len(theirs) > 60
    for extension in ("ttl", "nt", "trig", "jsonld", *(["rdf"] if which == "sample" else [])):
        assert _by_oxigraph(paths[extension]) == ours, extension
        assert _by_rdflib(paths[extension]) == theirs, extension
    if which == "hostile":  # XML cannot write control characters
        clean = {tuple(_cleaned(t) for t in triple) for triple in ours}
        assert {tuple(_cleaned(t) for t in triple) for triple in _by_oxigraph(paths["rdf"])} == clean
        assert len(_by_rdflib(paths["rdf"])) == len(theirs)


def _cleaned(term: str) -> str:
    for code, instead in _CONTROL.items():
        term = term.replace(f"\\u{code:04X}", instead).replace(chr(code), instead)
    return term.replace("\\b", "\ufffd").replace("\\f", "\ufffd")


def test_the_quads_of_trig_are_those_of_nquads(sample: Sample, tmp_path: Path) -> None:
    paths = _write(sample, tmp_path)
    nq, trig = ({str(q) for q in ox.parse(path=str(paths[e]), format=FORMATS[e][0])} for e in ("nq", "trig"))
    assert (
        nq == trig == {str(q) for q in quads(sample.resolution, sample.sources, provenance=sample.provenance)}
    )


def test_canonical_datasets_are_equal(sample: Sample, tmp_path: Path) -> None:
    paths = _write(sample, tmp_path)
    datasets = []
    for extension in ("nq", "trig"):
        dataset = ox.Dataset(
            ox.Quad(q.subject, q.predicate, q.object, q.graph_name)
            for q in ox.parse(path=str(paths[extension]), format=FORMATS[extension][0])
        )
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        datasets.append(dataset)
    assert datasets[0] == datasets[1]


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_rapper_reads_the_turtle_and_the_xml(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (Debian raptor2-utils) is not installed")
    paths = _write(request.getfixturevalue(which), tmp_path)
    expected = len(_by_oxigraph(paths["nq"]))
    for extension, syntax in (("ttl", "turtle"), ("nt", "ntriples"), ("rdf", "rdfxml")):
        if which == "hostile" and extension != "rdf":
            continue  # raptor ends strings at NUL
        done = subprocess.run(
            [rapper, "-q", "-i", syntax, "-o", "ntriples", str(paths[extension])],
            capture_output=True,
            check=True,
        )
        assert len(set(done.stdout.splitlines())) == expected, extension


def test_same_bytes_in_any_order_of_rows(sample: Sample, tmp_path: Path) -> None:
    r = sample.resolution
    back = Resolution(r.articles[::-1], r.mentions[::-1], r.entities[::-1], r.statements[::-1])
    turned = Sample(back, dict(reversed(sample.sources.items())), sample.provenance)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = _write(sample, tmp_path / "a"), _write(turned, tmp_path / "b")
    for extension, path in first.items():
        assert path.read_bytes() == second[extension].read_bytes(), extension


def test_sorting_on_disk_gives_the_same_file(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parts = tmp_path / "a.ttl", tmp_path / "b.ttl"
    WRITERS["ttl"](sample.resolution, sample.sources, whole)
    monkeypatch.setattr(module, "RUN", 37)
    WRITERS["ttl"](sample.resolution, sample.sources, parts)
    assert whole.read_bytes() == parts.read_bytes()


def test_ids_and_iris_are_one_to_one() -> None:
    tricky = [
        "person/a",
        "person/a#b",
        "person/a#b#c",
        "person/a%23b",
        "person/a%2523b",
        f"x/{HOSTILE}",
        "x/ ",
        "x/%20",
        "x/ﾞ",
    ]
    made = [iri(t) for t in tricky]
    assert len(set(made)) == len(tricky)
    for id_, term in zip(tricky, made, strict=True):
        assert ox.NamedNode(term[1:-1]).value == term[1:-1]
        assert decode(term[1:-1]) == id_


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2021-11-12", "date"), ("2024-02-29", "date"), ("2023-08", "gYearMonth"), ("2023", "gYear"),
        ("--11-12", "gMonthDay"), ("--02-29", "gMonthDay"), ("--11", "gMonth"), ("---07", "gDay"),
    ],
)  # fmt: skip
def test_dates_have_the_type_of_their_precision(text: str, datatype: str) -> None:
    assert date(text) == f'"{text}"^^<{PREFIXES["xsd"]}{datatype}>'


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "2023-13", "0000", "--13-01", "---32", "昨日", "", "２０２３", "2023-1-1", "2023/x"],
)
def test_what_is_no_date_stays_a_string(text: str) -> None:
    assert date(text) == f'"{text}"'


def test_intervals_are_edtf() -> None:
    assert date("2021-11-12/2021-11-14").endswith("EDTF-level0>")


def test_confidence_is_bounded() -> None:
    found = [decimal(v).split("^")[0] for v in (0.95, 1.0, 0.0, 7.0, -1.0, float("nan"), 1 / 3)]
    assert found == ['"0.95"', '"1.0"', '"0.0"', '"1.0"', '"0.0"', '"0.0"', '"0.3333"']


def test_undeclared_terms_are_refused(sample: Sample, tmp_path: Path) -> None:
    for entity in (Entity("x/1", "Animal", None, "x"), Entity("x/1", "Place", "Galaxy", "x")):
        with pytest.raises(OntologyError, match="not declared"):
            WRITERS["nq"](Resolution((), (), (entity,), ()), {}, tmp_path / "x.nq")
        assert not list(tmp_path.iterdir())


def test_spans_outside_their_source_are_refused(sample: Sample, tmp_path: Path) -> None:
    short = {source: text[:10] for source, text in sample.sources.items()}
    with pytest.raises(ExportError, match="lies outside"):
        WRITERS["nq"](sample.resolution, short, tmp_path / "x.nq")
    with pytest.raises(ExportError, match="missing"):
        WRITERS["nq"](sample.resolution, {}, tmp_path / "x.nq")


def test_triple_terms_are_an_option(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    module.write_nquads(sample.resolution, sample.sources, path, triple_terms=True)
    reifies = PREFIXES["rdf"] + "reifies"
    found = [q for q in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS) if q.predicate.value == reifies]
    assert len(found) == len(sample.resolution.statements)
    assert all(isinstance(q.object, ox.Triple) for q in found)
