"""A resolution as RDF: blocks of triples, each with the graph it belongs to.

What stands where:

- a named graph per article, named by the article: its metadata, mentions, statements and evidence, and the
  direct edge ``s p o`` of every statement that the text asserts;
- ``graph/entities``: what the corpus names, with names and codes;
- ``graph/gazetteer`` and ``graph/inference``: what no text says, likewise as statements and edges;
- ``graph/sources``: the pages and publications;
- ``graph/provenance``: the build.

A statement that is planned, negated, hypothetical or former never yields a direct edge. A post held is a
tenure of a post; a tenure has the dates at which it was reported, and never a start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

import pyoxigraph as ox

from kg import ids, schema
from kg.errors import ExportError
from kg.model import Article, Entity, MentionRow, Modality, Resolution, Statement
from kg.rdf import terms
from kg.rdf.terms import DATA, PREFIXES, decimal, typed

Block = tuple[str, list[str]]
"""A graph's IRI in angle brackets, and triples without their closing dot."""

_KG = PREFIXES["kg"]
_A = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_OA = PREFIXES["oa"]
_HAS_SOURCE = f"<{_OA}hasSource>"
_HAS_SELECTOR = f"<{_OA}hasSelector>"
_START = f"<{_OA}start>"
_END = f"<{_OA}end>"
_EXACT = f"<{_OA}exact>"
_POSITION = f"<{_OA}TextPositionSelector>"
_QUOTE = f"<{_OA}TextQuoteSelector>"
_END_OF_TRIPLE = " .\n"
_INTEGER = f"^^<{PREFIXES['xsd']}integer>"
_PROV = PREFIXES["prov"]
_DCTERMS = PREFIXES["dcterms"]

ENTITIES = terms.iri("graph/entities")
GAZETTEER = terms.iri("graph/gazetteer")
INFERENCE = terms.iri("graph/inference")
SOURCES = terms.iri("graph/sources")
PROVENANCE = terms.iri("graph/provenance")

_Row = TypeVar("_Row", MentionRow, Statement)

_CURRENT, _ACTING, _FORMER = "CurrentTenure", "ActingTenure", "FormerTenure"


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a graph was made, from what the build was given: nothing here is read from a clock.

    Attributes:
        version: of the program.
        parameters: options of the build that can change its result.
        inputs: source → SHA-256 of the file.
        timestamp: ISO date and time, where the user fixed one.
        licence: IRI of the licence of the data, where the user gave one.
    """

    version: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    timestamp: str | None = None
    licence: str | None = None


def blocks(
    resolution: Resolution,
    sources: Mapping[str, str],
    *,
    provenance: Provenance | None = None,
    triple_terms: bool = False,
) -> Iterator[Block]:
    """Yield all triples of a resolution in an order that depends on its content alone.

    Args:
        resolution: what was found.
        sources: source → its decoded text, for the quotes.
        provenance: how it was made; without it the graph says nothing of its making.
        triple_terms: add ``rdf:reifies`` with an RDF 1.2 triple term to every statement.

    Raises:
        OntologyError: a type, kind, relation or modality is not declared.
        ExportError: a span lies outside its source, or its source is missing.
    """
    writer = _Writer(resolution, sources, triple_terms=triple_terms, named=False)
    for graph, text in writer.everything(provenance):
        yield _wide(graph), _wide(text).split(_END_OF_TRIPLE)[:-1]


def stream(
    resolution: Resolution,
    sources: Mapping[str, str],
    *,
    provenance: Provenance | None = None,
    triple_terms: bool = False,
    named: bool = True,
) -> Iterator[bytes]:
    """Yield what :func:`blocks` does as N-Quads in UTF-8, or as N-Triples where ``named`` is False."""
    writer = _Writer(resolution, sources, triple_terms=triple_terms, named=named)
    return (text.encode("latin-1") for _, text in writer.everything(provenance))


# Inside this module all text is "narrow": the bytes of its UTF-8 as characters below 256. One Chinese
# character would make Python hold a whole block in twice the memory and encode it slowly; so only the few
# pieces that vary are encoded, and a block is as good as bytes.


def _narrow(text: str) -> str:
    return text if text.isascii() else text.encode().decode("latin-1")


def _wide(text: str) -> str:
    return text if text.isascii() else text.encode("latin-1").decode()


@lru_cache(maxsize=1 << 16)
def iri(id_: str) -> str:
    """An id's IRI, narrow."""
    return _narrow(terms.iri(id_))


def plain(text: str) -> str:
    """A plain literal, narrow."""
    return f'"{_narrow(terms.escape(text))}"'


def zh(text: str) -> str:
    """A Chinese literal, narrow."""
    return f'"{_narrow(terms.escape(text))}"@zh'


def date(text: str) -> str:
    """A date, narrow."""
    return _narrow(terms.date(text))


def path(text: str) -> str:
    """Segments of an IRI, narrow."""
    return _narrow(terms.path(text))


def segment(text: str) -> str:
    """A segment of an IRI, narrow."""
    return _narrow(terms.segment(text))


def _term(name: str) -> str:
    return f"<{_KG}{name}>"


def _page(source: str) -> str:
    return f"<{DATA}page/{path(source)}>"


def _publication(name: str) -> str:
    return f"<{DATA}publication/{segment(name)}>"


class _Writer:
    """The triples of one resolution; holds what every row looks up.

    Its methods build the text of a whole row at once, ``z`` ending each triple: a line's own string and a
    list of them would cost as much again.
    """

    def __init__(
        self, resolution: Resolution, sources: Mapping[str, str], *, triple_terms: bool, named: bool
    ) -> None:
        self.resolution = resolution
        self.texts = sources
        self.triple_terms = triple_terms
        self.named = named
        self.schema = schema.load()
        self.titles = schema.titles()
        self.used: set[str] = set()
        self.names = {e.id: e.name for e in resolution.entities}
        self.predicates = {name: _term(name) for name in self.schema.relations}
        self.modalities = {name: _term(name) for name in self.schema.modalities}

    def everything(self, provenance: Provenance | None) -> Iterator[tuple[str, str]]:
        """All graphs, each block with the graph that it belongs to."""
        yield from self.entities()
        yield from self.articles()
        yield from self.unstated()
        yield from self.used_titles()
        yield from self.sources()
        if provenance is not None:
            yield PROVENANCE, self.joined(PROVENANCE, _provenance(self.resolution, provenance))

    def end(self, graph: str) -> str:
        """What ends a triple of a graph."""
        return f" {graph} .\n" if self.named else _END_OF_TRIPLE

    def joined(self, graph: str, lines: list[str]) -> str:
        """Triples as text."""
        z = self.end(graph)
        return z.join(lines) + z

    # entities ---------------------------------------------------------------------------------------------

    def entities(self) -> Iterator[tuple[str, str]]:
        """Entities by id; types that follow from a definition go to the inferred graph."""
        for entity in sorted(self.resolution.entities, key=lambda e: e.id):
            node = iri(entity.id)
            yield ENTITIES, self.joined(ENTITIES, self._entity(entity, node))
            if entity.kind:
                kind = self.schema.require_kind(entity.type, entity.kind)
                if kind.defined:
                    yield INFERENCE, f"{node} {_A} {_term(kind.name)}{self.end(INFERENCE)}"

    def _entity(self, entity: Entity, node: str) -> list[str]:
        lines = [
            f"{node} {_A} {_term(self.schema.require_type(entity.type).name)}",
            f"{node} {_LABEL} {zh(entity.name)}",
            f'{node} <{_KG}mentionCount> "{int(entity.mentions)}"{_INTEGER}',
            f'{node} <{_KG}articleCount> "{int(entity.articles)}"{_INTEGER}',
        ]
        if entity.kind:
            kind = self.schema.require_kind(entity.type, entity.kind)
            if not kind.defined:
                lines.append(f"{node} {_A} {_term(kind.name)}")
        if entity.full_name:
            lines.append(f"{node} <{_KG}fullName> {zh(entity.full_name)}")
        lines.extend(f"{node} <{_KG}alias> {zh(alias)}" for alias in sorted(set(entity.aliases)))
        if entity.code:
            lines.append(f"{node} <{_KG}divisionCode> {plain(entity.code)}")
        return lines

    # articles ---------------------------------------------------------------------------------------------

    def articles(self) -> Iterator[tuple[str, str]]:
        """The graph of each article: itself, its mentions, its statements."""
        mentions = _grouped(sorted(self.resolution.mentions, key=_mention_order))
        stated = (s for s in self.resolution.statements if s.article_id is not None)
        statements = _grouped(sorted(stated, key=_statement_order))
        known = {a.id: a for a in self.resolution.articles}
        for id_ in sorted({*known, *mentions, *statements}):
            graph = iri(id_)
            article = known.get(id_)
            if article is None:
                raise ExportError(f"article {id_!r} has mentions or statements but no row in articles")
            spans = _Spans(self.texts, self.end(graph))
            yield graph, self._article(article, graph, spans)
            for mention in mentions.get(id_, ()):
                yield graph, self._mention(mention, graph, spans)
            edges: set[str] = set()
            for statement in statements.get(id_, ()):
                yield graph, self._statement(statement, article, graph, spans, edges)

    def _article(self, article: Article, node: str, spans: _Spans) -> str:
        lines = [f"{node} {_A} <{_KG}Article>", f"{node} <{_KG}onPage> {_page(article.source)}"]
        for name, text in (
            ("headline", article.title),
            ("subtitle", article.subtitle),
            ("column", article.column),
        ):
            if text:
                lines.append(f"{node} <{_KG}{name}> {zh(text)}")
        for name, people in (
            ("reporter", article.reporters),
            ("correspondent", article.correspondents),
            ("photographer", article.photographers),
        ):
            lines.extend(f"{node} <{_KG}{name}> {zh(person)}" for person in sorted(set(people)))
        if article.date:
            lines.append(f"{node} <{_KG}date> {date(article.date)}")
        if article.publication:
            lines.append(f"{node} <{_KG}publishedIn> {_publication(article.publication)}")
        if article.place:
            place = article.place if "/" in article.place else f"place/{article.place}"
            lines.append(f"{node} <{_KG}articlePlace> {iri(place)}")
        lines.append(f"{node} {_HAS_SOURCE} {_page(article.source)}")
        return self.joined(node, lines) + spans.position(node, article.source, article.start, article.end)

    def _mention(self, mention: MentionRow, graph: str, spans: _Spans) -> str:
        node, z = iri(mention.id), spans.z
        return (
            f"{node} {_A} <{_KG}Mention>{z}"
            f"{node} <{_KG}refersTo> {iri(mention.entity_id)}{z}"
            f"{node} <{_KG}inArticle> {graph}{z}"
            f"{node} <{_KG}text> {plain(mention.text)}{z}"
            f"{spans.selected(node, mention.source, mention.start, mention.end)}"
        )

    # statements -------------------------------------------------------------------------------------------

    def unstated(self) -> Iterator[tuple[str, str]]:
        """Statements that no article makes: the gazetteer's and the inferred ones."""
        rest = (s for s in self.resolution.statements if s.article_id is None)
        edges: dict[str, set[str]] = {GAZETTEER: set(), INFERENCE: set()}
        for statement in sorted(rest, key=lambda s: s.id):
            graph = GAZETTEER if statement.rule.startswith("gazetteer") else INFERENCE
            spans = _Spans(self.texts, self.end(graph))
            yield graph, self._statement(statement, None, graph, spans, edges[graph])

    def _statement(
        self, s: Statement, article: Article | None, graph: str, spans: _Spans, edges: set[str]
    ) -> str:
        relation = self.predicates.get(s.predicate) or _term(self.schema.require_relation(s.predicate).name)
        modality = self.modalities.get(s.modality) or _term(self.schema.require_modality(s.modality).name)
        node, subject, object_, z = iri(s.id), iri(s.subject), iri(s.object), spans.z
        text = (
            f"{node} {_A} <{_KG}Statement>{z}"
            f"{node} <{_KG}subject> {subject}{z}"
            f"{node} <{_KG}predicate> {relation}{z}"
            f"{node} <{_KG}object> {object_}{z}"
            f"{node} <{_KG}modality> {modality}{z}"
            f"{node} <{_KG}confidence> {decimal(s.confidence)}{z}"
            f"{node} <{_KG}rule> {plain(s.rule)}{z}"
        )
        if article is not None:
            text += f"{node} <{_KG}statedIn> {graph}{z}"
        if s.title:
            text += f"{node} <{_KG}title> {plain(s.title)}{z}"
        if s.date:
            text += f"{node} <{_KG}date> {date(s.date)}{z}"
        if s.start is not None and s.end is not None and s.source is not None:
            evidence = f"{spans.page(s.source)}#char={s.start},{s.end}>"
            text += f"{node} <{_KG}evidence> {evidence}{z}"
            text += spans.evidence(evidence, s.source, s.start, s.end)
        if s.subject_mention:
            text += f"{node} <{_KG}subjectMention> {iri(s.subject_mention)}{z}"
        if s.object_mention:
            text += f"{node} <{_KG}objectMention> {iri(s.object_mention)}{z}"
        edge = f"{subject} {relation} {object_}"
        if s.modality == Modality.ASSERTED and edge not in edges:
            edges.add(edge)
            text += edge + z
        if self.triple_terms:
            text += f"{node} <{PREFIXES['rdf']}reifies> <<( {edge} )>>{z}"
        if s.predicate == "holdsPost" and s.title and s.modality in (Modality.ASSERTED, Modality.FORMER):
            text += self._tenure(s, node, article, z)
        return text

    # posts ------------------------------------------------------------------------------------------------

    def _tenure(self, s: Statement, node: str, article: Article | None, z: str) -> str:
        title, status = self._status(s)
        person, shown = iri(s.subject), plain(title)
        post = f"<{DATA}post/{path(s.object)}/{segment(title)}>"
        tenure = f"<{DATA}tenure/{ids.digest(s.subject, s.object, title, status, length=16)}>"
        text = (
            f"{node} <{_KG}describes> {tenure}{z}"
            f"{tenure} {_A} <{_KG}{_FORMER if status == _FORMER else _CURRENT}>{z}"
            f"{tenure} {_A} <{_KG}Tenure>{z}"
            f"{tenure} {_LABEL} {zh(self._told(s, title, status))}{z}"
            f"{tenure} <{_KG}holder> {person}{z}"
            f"{tenure} <{_KG}tenureOf> {post}{z}"
            f"{tenure} <{_KG}title> {shown}{z}"
            f"{person} <{_KG}holdsTenure> {tenure}{z}"
            f"{post} {_A} <{_KG}Post>{z}"
            f"{post} <{_KG}postIn> {iri(s.object)}{z}"
            f"{post} <{_KG}title> {shown}{z}"
            f"{post} {_LABEL} {zh(self.names.get(s.object, '') + title)}{z}"
        )
        if status == _ACTING:
            text += f"{tenure} {_A} <{_KG}{_ACTING}>{z}"
        if status != _FORMER:
            text += f"{person} <{_KG}holdsCurrentTenure> {tenure}{z}"
        known = self.titles.get(title)
        if known is not None:
            text += f"{post} <{_KG}postTitle> <{_narrow(known.concept)}>{z}"
            self.used.add(title)
        if article is not None:
            text += f"{tenure} <{_KG}reportedIn> {iri(article.id)}{z}"
        reported = (article.date if article is not None else None) or s.date
        if reported:
            text += f"{tenure} <{_KG}asReportedOn> {date(reported)}{z}"
        return text

    def _told(self, s: Statement, title: str, status: str) -> str:
        """A tenure in words: 王磊：西陵区人民政府区长（代理）."""
        how = {_ACTING: "（代理）", _FORMER: "（原任）"}.get(status, "")
        return f"{self.names.get(s.subject, '')}：{self.names.get(s.object, '')}{title}{how}"

    def _status(self, s: Statement) -> tuple[str, str]:
        """The post's title without 代, and whether it was held, held in an acting capacity, or is over."""
        title = s.title or ""
        if s.modality == Modality.FORMER:
            return title, _FORMER
        for mark in ("代理", "代"):
            rest = title.removeprefix(mark)
            if rest != title and rest in self.titles:
                return rest, _ACTING
        return title, _CURRENT

    # sources ----------------------------------------------------------------------------------------------

    def sources(self) -> Iterator[tuple[str, str]]:
        """The pages that were read and the publications that carried them."""
        for source in sorted({a.source for a in self.resolution.articles}):
            page = _page(source)
            lines = [f"{page} {_A} <{_KG}Page>", f"{page} <{_KG}fileName> {plain(source)}"]
            if source in self.texts:
                lines.append(f'{page} <{_KG}characters> "{len(self.texts[source])}"{_INTEGER}')
            yield SOURCES, self.joined(SOURCES, lines)
        for name in sorted({a.publication for a in self.resolution.articles if a.publication}):
            node = _publication(name)
            lines = [f"{node} {_A} <{_KG}Publication>", f"{node} {_LABEL} {zh(name)}"]
            yield SOURCES, self.joined(SOURCES, lines)

    def used_titles(self) -> Iterator[tuple[str, str]]:
        """The titles that posts were given, with their ranks; known once all statements are written."""
        for title in sorted(self.used):
            concept = f"<{_narrow(self.titles[title].concept)}>"
            lines = [
                f"{concept} {_A} <{_KG}PostTitle>",
                f"{concept} {_LABEL} {zh(title)}",
                f'{concept} <{_KG}rank> "{self.titles[title].rank}"{_INTEGER}',
            ]
            yield ENTITIES, self.joined(ENTITIES, lines)


class _Spans:
    """Selectors of spans, each written once an article; checks that the spans lie inside their sources."""

    def __init__(self, texts: Mapping[str, str], z: str) -> None:
        self.texts = texts
        self.z = z
        self.done: set[tuple[str, int, int]] = set()
        self.proofs: set[str] = set()
        self.pages: dict[str, str] = {}

    def page(self, source: str) -> str:
        """The IRI of a source without its closing bracket."""
        found = self.pages.get(source)
        if found is None:
            found = self.pages[source] = _page(source)[:-1]
        return found

    def position(self, node: str, source: str, start: int, end: int) -> str:
        """``node`` as a stretch of ``source``, by position alone."""
        selector, z = f"{self.page(source)}#position={start},{end}>", self.z
        return (
            f"{node} {_HAS_SELECTOR} {selector}{z}"
            f"{selector} {_A} {_POSITION}{z}"
            f'{selector} {_START} "{start}"{_INTEGER}{z}'
            f'{selector} {_END} "{end}"{_INTEGER}{z}'
        )

    def evidence(self, node: str, source: str, start: int, end: int) -> str:
        """``node`` as evidence, once."""
        if node in self.proofs:
            return ""
        self.proofs.add(node)
        return f"{node} {_A} <{_KG}Evidence>{self.z}{self.selected(node, source, start, end)}"

    def selected(self, node: str, source: str, start: int, end: int) -> str:
        """``node`` as a stretch of ``source``, by position and by quote."""
        page, z = self.page(source), self.z
        position, quote = f"{page}#position={start},{end}>", f"{page}#quote={start},{end}>"
        head = (
            f"{node} {_HAS_SOURCE} {page}>{z}"
            f"{node} {_HAS_SELECTOR} {position}{z}"
            f"{node} {_HAS_SELECTOR} {quote}{z}"
        )
        if (source, start, end) in self.done:
            return head
        self.done.add((source, start, end))
        text = self.texts.get(source)
        if text is None:
            raise ExportError(f"the text of {source!r} is missing: its quotes cannot be written")
        if not 0 <= start < end <= len(text):
            raise ExportError(f"{source}: span {start}-{end} lies outside its {len(text)} characters")
        return (
            f"{head}{position} {_A} {_POSITION}{z}"
            f'{position} {_START} "{start}"{_INTEGER}{z}'
            f'{position} {_END} "{end}"{_INTEGER}{z}'
            f"{quote} {_A} {_QUOTE}{z}"
            f"{quote} {_EXACT} {plain(text[start:end])}{z}"
        )


def _mention_order(m: MentionRow) -> tuple[str, int, int, str]:
    return m.article_id, m.start, -m.end, m.id


def _statement_order(s: Statement) -> tuple[str, int, int, str]:
    return s.article_id or "", s.start or 0, s.end or 0, s.id


def _grouped(rows: list[_Row]) -> dict[str, list[_Row]]:
    return {id_ or "": list(group) for id_, group in groupby(rows, key=lambda r: r.article_id)}


def _provenance(resolution: Resolution, made: Provenance) -> list[str]:
    settings = [f"{name}={value}" for name, value in sorted(made.parameters.items())]
    files = [f"{source}={sha}" for source, sha in sorted(made.inputs.items())]
    build = iri(f"build/{ids.digest(made.version, *settings, *files, length=16)}")
    program = f"<{DATA}software/xianzhi-{segment(made.version)}>"
    data = iri("dataset")
    lines = [
        f"{build} {_A} <{_PROV}Activity>",
        f"{build} {_LABEL} {plain('kg build')}",
        f"{build} <{_PROV}wasAssociatedWith> {program}",
        f"{program} {_A} <{_PROV}SoftwareAgent>",
        f"{program} {_LABEL} {plain('xianzhi ' + made.version)}",
        f"{program} <{_KG}version> {plain(made.version)}",
        f"{data} {_A} <{_PROV}Entity>",
        f"{data} {_A} <{PREFIXES['void']}Dataset>",
        f"{data} {_A} <{PREFIXES['dcat']}Dataset>",
        f"{data} <{_PROV}wasGeneratedBy> {build}",
        f"{data} <{_DCTERMS}title> {zh('县志知识图谱')}",
        f'{data} <{_DCTERMS}title> "Xianzhi knowledge graph"@en',
        f"{data} <{PREFIXES['void']}vocabulary> <{_KG.rstrip('#')}>",
        *(f"{build} <{_KG}parameter> {plain(setting)}" for setting in settings),
    ]
    for source, sha in sorted(made.inputs.items()):
        page = _page(source)
        lines.append(f"{build} <{_PROV}used> {page}")
        lines.append(f"{page} <{_KG}sha256> {plain(sha)}")
    made_here = (ENTITIES, GAZETTEER, INFERENCE, SOURCES)
    lines.extend(f"{graph} <{_PROV}wasGeneratedBy> {build}" for graph in made_here)
    lines.extend(
        f"{iri(article.id)} <{_PROV}wasDerivedFrom> {_page(article.source)}"
        for article in sorted(resolution.articles, key=lambda a: a.id)
    )
    if made.timestamp:
        lines.append(f"{build} <{_PROV}endedAtTime> {_narrow(typed(made.timestamp, 'dateTime'))}")
    if made.licence:
        lines.append(f"{data} <{_DCTERMS}license> {_licence(made.licence)}")
    return lines


def _licence(text: str) -> str:
    """An IRI as a term, other words as a literal."""
    try:
        return _narrow(str(ox.NamedNode(text)))
    except ValueError:
        return plain(text)
