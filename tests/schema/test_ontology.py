"""The ontology: complete in two languages, coherent, consistent, aligned to terms in known namespaces."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, Namespace

from kg import resources, schema
from kg.errors import OntologyError

KG = Namespace(schema.NAMESPACE)
GUIDE = {
    "holdsPost": ("Person", "Agency Enterprise Community"),
    # cooperatives and firms have members too: check.py beside the guide takes an Enterprise
    "memberOf": ("Person", "Agency Enterprise Place"),
    "residentOf": ("Person", "Community Place"),
    "partOf": ("Agency Enterprise", "Agency Enterprise"),
    "jurisdiction": ("Agency", "Place Community"),
    "locatedIn": ("Community Place Enterprise Agency", "Place Community"),
    "carriesOut": ("Agency Community Place Enterprise", "Initiative"),
    # firms hold meetings and take part in fairs too: check.py beside the guide takes an Enterprise
    "takesPartIn": ("Person Agency Community Place Enterprise", "Initiative Event"),
    "chairs": ("Person", "Event Initiative"),
    "speaksAt": ("Person", "Event"),
    "convenes": ("Agency Place Community Enterprise", "Event"),
    "visits": ("Person Agency", "Place Community Enterprise Agency"),
    "cooperatesWith": ("Agency Community Place Enterprise", "Agency Community Place Enterprise"),
    # a county or town is inspected too (巡视某县): check.py beside the guide takes a Place
    "supervises": ("Agency Person", "Agency Community Enterprise Initiative Place"),
    "issues": ("Agency Place", "Document"),
    "partOfInitiative": ("Initiative", "Initiative"),
    "implementedIn": ("Initiative", "Place Community"),
    "receives": ("Person Community Place Agency Enterprise", "Honour"),
    "grants": ("Agency Place", "Honour"),
}
"""The table of data/gold/guide.md, to hold the ontology against."""


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.path("ontology/xianzhi.ttl"))


def test_the_guide_and_the_ontology_agree() -> None:
    known = schema.load()
    for name, (domain, range_) in GUIDE.items():
        relation = known.require_relation(name)
        assert relation.domain == set(domain.split()), name
        assert relation.range == set(range_.split()), name
    assert set(known.relations) == {*GUIDE, "precededBy"}
    assert len(known.types) == 9
    assert known.kinds["Event"]["Congress"] != known.kinds["Agency"]["Congress"]
    assert known.kinds["Place"]["Other"] != known.kinds["Agency"]["Other"]
    assert known.version


def test_every_term_is_described_in_two_languages() -> None:
    known = schema.load()
    terms = [*known.classes.values(), *known.properties.values(), *known.modalities.values()]
    assert len(terms) > 130
    for term in terms:
        assert all((term.zh, term.en, term.definition_zh, term.definition_en, term.example)), term.name
        assert any("\u4e00" <= c <= "\u9fff" for c in term.zh), term.name
        assert term.en.isascii(), term.name
    for language in ("zh", "en"):
        labels = [known.label(c.name, language) for c in known.classes.values()]
        assert len(set(labels)) == len(labels)


def test_every_relation_has_an_inverse_or_is_symmetric() -> None:
    known = schema.load()
    for relation in known.relations.values():
        if relation.symmetric:
            assert relation.domain == relation.range
            continue
        assert relation.inverse
        inverse = known.properties[relation.inverse]
        assert (inverse.domain, inverse.range) == (relation.range, relation.domain)
        assert inverse.inverse == relation.name
        assert inverse.transitive == relation.transitive


def test_undeclared_names_are_refused_with_a_hint() -> None:
    known = schema.load()
    for ask, name in (
        (known.require_type, "Persn"),
        (known.require_relation, "holdPost"),
        (known.require_modality, "assertd"),
    ):
        with pytest.raises(OntologyError, match="is not declared in the ontology; the nearest is"):
            ask(name)
    with pytest.raises(OntologyError, match="kind of Place"):
        known.require_kind("Place", "Village")
    assert known.allows("holdsPost", "Person", "Agency")
    assert not known.allows("holdsPost", "Agency", "Person")
    assert known.label("Person") == "人物"
    assert known.label("Person", "en") == "person"
    assert known.label("nothing") == "nothing"


def test_broken_files_are_explained(tmp_path: Path) -> None:
    broken = tmp_path / "x.ttl"
    for text in ("not turtle", "<a:b> <a:c> <a:d> ."):
        broken.write_text(text)
        with pytest.raises(OntologyError, match=r"x\.ttl"):
            schema.read(broken)
    with pytest.raises(OntologyError):
        schema.read(tmp_path / "missing.ttl")


def test_titles_have_ranks() -> None:
    titles = schema.titles()
    assert len(titles) > 100
    assert titles["书记"].rank < titles["副书记"].rank
    assert titles["区长"].rank < titles["副区长"].rank


def test_ontology_files_use_no_undeclared_term_of_their_own(graph: rdflib.Graph) -> None:
    declared = {str(s) for s in graph.subjects(RDFS.isDefinedBy)}
    for name in ("xianzhi.ttl", "alignment.ttl", "shapes.ttl", "posts.ttl"):
        for quad in ox.parse(path=str(resources.path(f"ontology/{name}")), format=ox.RdfFormat.TURTLE):
            for term in (quad.subject, quad.predicate, quad.object):
                if (
                    isinstance(term, ox.NamedNode)
                    and term.value.startswith(str(KG))
                    and term.value != str(KG)
                ):
                    assert term.value in declared, f"{name}: {term.value}"


def _closed(*files: str, extra: str = "") -> rdflib.Graph:
    """The OWL 2 RL closure of some ontology files and a few facts."""
    graph = rdflib.Graph()
    for name in files:
        graph.parse(resources.path(f"ontology/{name}"))
    graph.parse(data=f"@prefix kg: <{KG}> . @prefix : <http://example.org/> .\n{extra}", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def _errors(graph: rdflib.Graph) -> list[str]:
    daml = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(o) for o in graph.objects(None, daml)]


FACTS = """
:wang a kg:Person ; kg:holdsCurrentTenure :t1 , :t2 ; kg:holdsPost :council .
:t1 a kg:CurrentTenure ; kg:tenureOf :post . :post a kg:Post ; kg:postIn :committee .
:t2 a kg:CurrentTenure . :li a kg:Person ; kg:holdsTenure :t3 . :t3 a kg:FormerTenure ; kg:tenureOf :post .
:council a kg:Agency , kg:GovernmentOrgan ; kg:jurisdiction :east . :committee a kg:Agency , kg:PartyOrgan .
:east a kg:Place , kg:County ; kg:locatedIn :city . :city a kg:Place ; kg:locatedIn :province .
:province a kg:Place .
:office kg:partOf :bureau . :bureau kg:partOf :council . :council kg:cooperatesWith :committee .
:wang kg:chairs :meeting . :new kg:precededBy :old .
"""


def test_the_data_s_inferences_follow_by_owl_2_rl() -> None:
    graph = _closed("xianzhi.ttl", "alignment.ttl", extra=FACTS)
    assert _errors(graph) == []
    ex = Namespace("http://example.org/")
    schema_org = Namespace("http://schema.org/")
    for triple in (
        (ex.wang, KG.holdsPositionIn, ex.committee),  # the chain: tenure, post, body
        (ex.wang, KG.holdsPositionIn, ex.council),
        (ex.wang, KG.holdsTenure, ex.t1),
        (ex.t1, KG.holder, ex.wang),
        (ex.wang, RDF.type, KG.Official),
        (ex.wang, RDF.type, KG.CountyOfficial),
        (ex.council, RDF.type, KG.PublicBody),
        (ex.council, KG.hasOfficeHolder, ex.wang),
        (ex.east, KG.locatedIn, ex.province),
        (ex.province, KG.contains, ex.east),
        (ex.east, RDF.type, KG.AdministrativeArea),
        (ex.office, KG.partOf, ex.council),
        (ex.committee, KG.cooperatesWith, ex.council),
        (ex.wang, KG.involvedIn, ex.meeting),
        (ex.old, KG.succeededBy, ex.new),
        (ex.wang, RDF.type, schema_org.Person),
        (ex.east, schema_org.containedInPlace, ex.city),
    ):
        assert triple in graph, triple
    assert (ex.li, KG.holdsPositionIn, ex.committee) not in graph  # a former post is no present one
    assert (ex.li, RDF.type, KG.Official) not in graph


@pytest.mark.parametrize(
    "facts",
    [
        ":x a kg:Person , kg:Place .",
        ":x a kg:Agency , kg:Community .",
        ":x a kg:CurrentTenure , kg:FormerTenure .",
        ":x a kg:County , kg:Township .",
        ":x a kg:PartyOrgan , kg:Police .",
        ":x a kg:Statement , kg:Person .",
        ":x kg:modality kg:asserted , kg:planned .",
    ],
)
def test_contradictions_are_found(facts: str) -> None:
    assert _errors(_closed("xianzhi.ttl", extra=facts))


def test_a_second_reasoner_agrees() -> None:
    import reasonable

    reasoner = reasonable.PyReasoner()
    graph = rdflib.Graph().parse(resources.path("ontology/xianzhi.ttl"))
    graph.parse(data=f"@prefix kg: <{KG}> . @prefix : <http://example.org/> .\n{FACTS}", format="turtle")
    reasoner.from_graph(graph)
    found = {tuple(map(str, t)) for t in reasoner.reason()}
    ex = "http://example.org/"
    for s, p, o in (
        (ex + "wang", str(KG.holdsPositionIn), ex + "council"),  # it knows no property chains
        (ex + "wang", str(RDF.type), str(KG.Official)),
        (ex + "east", str(KG.locatedIn), ex + "province"),
        (ex + "council", str(KG.hasOfficeHolder), ex + "wang"),
    ):
        assert (s, p, o) in found


def test_hermit_finds_the_ontology_consistent(tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 (for HermiT) is not installed")
    if shutil.which("java") is None:
        pytest.skip("HermiT needs Java")
    graph = rdflib.Graph().parse(resources.path("ontology/xianzhi.ttl"))
    file = tmp_path / "xianzhi.rdf"
    graph.serialize(file, format="xml")
    world = owlready2.World()
    world.get_ontology(file.as_uri()).load()
    owlready2.sync_reasoner(world, debug=0)
    assert list(world.inconsistent_classes()) == []


def test_every_class_can_have_members(graph: rdflib.Graph) -> None:
    """A member of any class alone leads to no contradiction (the RL reasoner's test of satisfiability)."""
    classes = [c for c in graph.subjects(RDF.type, OWL.Class) if str(c).startswith(str(KG))]
    facts = "".join(f":x{i} a <{c}> .\n" for i, c in enumerate(sorted(classes, key=str)))
    assert _errors(_closed("xianzhi.ttl", "alignment.ttl", extra=facts)) == []


def test_rapper_reads_every_file() -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (Debian raptor2-utils) is not installed")
    for path in sorted(resources.path("ontology").glob("*.ttl")):
        subprocess.run([rapper, "-q", "-c", "-i", "turtle", str(path)], check=True, capture_output=True)
