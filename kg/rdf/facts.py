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
from itertools import groupby
from typing import TypeVar

import pyoxigraph as ox

from kg import ids, schema
from kg.errors import ExportError
from kg.model import Article, Entity, MentionRow, Modality, Resolution, Statement
from kg.rdf.terms import DATA, PREFIXES, date, decimal, iri, path, plain, segment, typed, zh

Block = tuple[str, list[str]]
"""A graph's IRI in angle brackets, and triples without their closing dot."""

_KG = PREFIXES["kg"]
_A = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_OA = PREFIXES["oa"]
_PROV = PREFIXES["prov"]
_DCTERMS = PREFIXES["dcterms"]

ENTITIES = iri("graph/entities")
GAZETTEER = iri("graph/gazetteer")
INFERENCE = iri("graph/inference")
SOURCES = iri("graph/sources")
PROVENANCE = iri("graph/provenance")

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
    writer = _Writer(resolution, sources, triple_terms)
    yield from writer.entities()
    yield from writer.articles()
    yield from writer.unstated()
    yield from writer.used_titles()
    yield from writer.sources()
    if provenance is not None:
        yield _provenance(resolution, provenance)


def _term(name: str) -> str:
    return f"<{_KG}{name}>"


def _page(source: str, fragment: str = "") -> str:
    return f"<{DATA}page/{path(source)}{fragment}>"


def _publication(name: str) -> str:
    return f"<{DATA}publication/{segment(name)}>"


class _Writer:
    """The triples of one resolution; holds what every row looks up."""

    def __init__(self, resolution: Resolution, sources: Mapping[str, str], triple_terms: bool) -> None:
        self.resolution = resolution
        self.texts = sources
        self.triple_terms = triple_terms
        self.schema = schema.load()
        self.titles = schema.titles()
        self.used: set[str] = set()
        self.names = {e.id: e.name for e in resolution.entities}
        self.predicates = {name: _term(name) for name in self.schema.relations}
        self.modalities = {name: _term(name) for name in self.schema.modalities}

    # entities ---------------------------------------------------------------------------------------------

    def entities(self) -> Iterator[Block]:
        """Entities by id; types that follow from a definition go to the inferred graph."""
        for entity in sorted(self.resolution.entities, key=lambda e: e.id):
            node = iri(entity.id)
            yield ENTITIES, self._entity(entity, node)
            if entity.kind:
                kind = self.schema.require_kind(entity.type, entity.kind)
                if kind.defined:
                    yield INFERENCE, [f"{node} {_A} {_term(kind.name)}"]

    def _entity(self, entity: Entity, node: str) -> list[str]:
        lines = [
            f"{node} {_A} {_term(self.schema.require_type(entity.type).name)}",
            f"{node} {_LABEL} {zh(entity.name)}",
            f"{node} <{_KG}mentionCount> {typed(str(entity.mentions), 'integer')}",
            f"{node} <{_KG}articleCount> {typed(str(entity.articles), 'integer')}",
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

    def articles(self) -> Iterator[Block]:
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
            spans = _Spans(self.texts)
            lines = self._article(article, graph, spans)
            for mention in mentions.get(id_, ()):
                lines += self._mention(mention, graph, spans)
            yield graph, lines
            edges: set[str] = set()
            for statement in statements.get(id_, ()):
                yield graph, self._statement(statement, article, spans, edges)

    def _article(self, article: Article, node: str, spans: _Spans) -> list[str]:
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
        page = _page(article.source)
        lines.append(f"{node} <{_OA}hasSource> {page}")
        lines += spans.position(node, article.source, article.start, article.end)
        return lines

    def _mention(self, mention: MentionRow, graph: str, spans: _Spans) -> list[str]:
        node = iri(mention.id)
        return [
            f"{node} {_A} <{_KG}Mention>",
            f"{node} <{_KG}refersTo> {iri(mention.entity_id)}",
            f"{node} <{_KG}inArticle> {graph}",
            f"{node} <{_KG}text> {plain(mention.text)}",
            *spans.selected(node, mention.source, mention.start, mention.end),
        ]

    # statements -------------------------------------------------------------------------------------------

    def unstated(self) -> Iterator[Block]:
        """Statements that no article makes: the gazetteer's and the inferred ones."""
        rest = (s for s in self.resolution.statements if s.article_id is None)
        edges: dict[str, set[str]] = {GAZETTEER: set(), INFERENCE: set()}
        for statement in sorted(rest, key=lambda s: s.id):
            graph = GAZETTEER if statement.rule.startswith("gazetteer") else INFERENCE
            yield graph, self._statement(statement, None, _Spans(self.texts), edges[graph])

    def _statement(self, s: Statement, article: Article | None, spans: _Spans, edges: set[str]) -> list[str]:
        relation = self.predicates.get(s.predicate) or _term(self.schema.require_relation(s.predicate).name)
        modality = self.modalities.get(s.modality) or _term(self.schema.require_modality(s.modality).name)
        node, subject, object_ = iri(s.id), iri(s.subject), iri(s.object)
        lines = [
            f"{node} {_A} <{_KG}Statement>",
            f"{node} <{_KG}subject> {subject}",
            f"{node} <{_KG}predicate> {relation}",
            f"{node} <{_KG}object> {object_}",
            f"{node} <{_KG}modality> {modality}",
            f"{node} <{_KG}confidence> {decimal(s.confidence)}",
            f"{node} <{_KG}rule> {plain(s.rule)}",
        ]
        if article is not None:
            lines.append(f"{node} <{_KG}statedIn> {iri(article.id)}")
        if s.title:
            lines.append(f"{node} <{_KG}title> {plain(s.title)}")
        if s.date:
            lines.append(f"{node} <{_KG}date> {date(s.date)}")
        if s.start is not None and s.end is not None and s.source is not None:
            evidence = _page(s.source, f"#char={s.start},{s.end}")
            lines.append(f"{node} <{_KG}evidence> {evidence}")
            lines += spans.evidence(evidence, s.source, s.start, s.end)
        if s.subject_mention:
            lines.append(f"{node} <{_KG}subjectMention> {iri(s.subject_mention)}")
        if s.object_mention:
            lines.append(f"{node} <{_KG}objectMention> {iri(s.object_mention)}")
        edge = f"{subject} {relation} {object_}"
        if s.modality == Modality.ASSERTED and edge not in edges:
            edges.add(edge)
            lines.append(edge)
        if self.triple_terms:
            lines.append(f"{node} <{PREFIXES['rdf']}reifies> <<( {edge} )>>")
        if s.predicate == "holdsPost" and s.title and s.modality in (Modality.ASSERTED, Modality.FORMER):
            lines += self._tenure(s, node, article)
        return lines

    # posts ------------------------------------------------------------------------------------------------

    def _tenure(self, s: Statement, node: str, article: Article | None) -> list[str]:
        title, status = self._status(s)
        body, person = iri(s.object), iri(s.subject)
        post = f"<{DATA}post/{path(s.object)}/{segment(title)}>"
        tenure = iri(f"tenure/{ids.digest(s.subject, s.object, title, status, length=16)}")
        name = self.names.get(s.object, "")
        lines = [
            f"{node} <{_KG}describes> {tenure}",
            f"{tenure} {_A} <{_KG}{_FORMER if status == _FORMER else _CURRENT}>",
            f"{tenure} {_A} <{_KG}Tenure>",
            f"{tenure} <{_KG}holder> {person}",
            f"{tenure} <{_KG}tenureOf> {post}",
            f"{tenure} <{_KG}title> {plain(title)}",
            f"{person} <{_KG}holdsTenure> {tenure}",
            f"{post} {_A} <{_KG}Post>",
            f"{post} <{_KG}postIn> {body}",
            f"{post} <{_KG}title> {plain(title)}",
            f"{post} {_LABEL} {zh(name + title)}",
        ]
        if status == _ACTING:
            lines.append(f"{tenure} {_A} <{_KG}{_ACTING}>")
        if status != _FORMER:
            lines.append(f"{person} <{_KG}holdsCurrentTenure> {tenure}")
        known = self.titles.get(title)
        if known is not None:
            lines.append(f"{post} <{_KG}postTitle> <{known.concept}>")
            self.used.add(title)
        if article is not None:
            lines.append(f"{tenure} <{_KG}reportedIn> {iri(article.id)}")
        reported = (article.date if article is not None else None) or s.date
        if reported:
            lines.append(f"{tenure} <{_KG}asReportedOn> {date(reported)}")
        return lines

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

    def sources(self) -> Iterator[Block]:
        """The pages that were read and the publications that carried them."""
        for source in sorted({a.source for a in self.resolution.articles}):
            page = _page(source)
            lines = [f"{page} {_A} <{_KG}Page>", f"{page} <{_KG}fileName> {plain(source)}"]
            if source in self.texts:
                lines.append(f"{page} <{_KG}characters> {_count(len(self.texts[source]))}")
            yield SOURCES, lines
        for name in sorted({a.publication for a in self.resolution.articles if a.publication}):
            node = _publication(name)
            yield SOURCES, [f"{node} {_A} <{_KG}Publication>", f"{node} {_LABEL} {zh(name)}"]

    def used_titles(self) -> Iterator[Block]:
        """The titles that posts were given, with their ranks; known once all statements are written."""
        for title in sorted(self.used):
            concept = f"<{self.titles[title].concept}>"
            yield (
                ENTITIES,
                [
                    f"{concept} {_A} <{_KG}PostTitle>",
                    f"{concept} {_LABEL} {zh(title)}",
                    f"{concept} <{_KG}rank> {typed(str(self.titles[title].rank), 'integer')}",
                ],
            )


class _Spans:
    """Selectors of spans, each written once an article; checks that the spans lie inside their sources."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.done: set[tuple[str, int, int]] = set()
        self.proofs: set[str] = set()

    def position(self, node: str, source: str, start: int, end: int) -> list[str]:
        selector = _page(source, f"#position={start},{end}")
        return [
            f"{node} <{_OA}hasSelector> {selector}",
            f"{selector} {_A} <{_OA}TextPositionSelector>",
            f"{selector} <{_OA}start> {_count(start)}",
            f"{selector} <{_OA}end> {_count(end)}",
        ]

    def evidence(self, node: str, source: str, start: int, end: int) -> list[str]:
        if node in self.proofs:
            return []
        self.proofs.add(node)
        return [f"{node} {_A} <{_KG}Evidence>", *self.selected(node, source, start, end)]

    def selected(self, node: str, source: str, start: int, end: int) -> list[str]:
        """``node`` as a stretch of ``source``, by position and by quote."""
        position = _page(source, f"#position={start},{end}")
        quote = _page(source, f"#quote={start},{end}")
        lines = [
            f"{node} <{_OA}hasSource> {_page(source)}",
            f"{node} <{_OA}hasSelector> {position}",
            f"{node} <{_OA}hasSelector> {quote}",
        ]
        if (source, start, end) not in self.done:
            self.done.add((source, start, end))
            text = self.texts.get(source)
            if text is None:
                raise ExportError(f"the text of {source!r} is missing: its quotes cannot be written")
            if not 0 <= start < end <= len(text):
                raise ExportError(f"{source}: span {start}-{end} lies outside its {len(text)} characters")
            lines += [
                f"{position} {_A} <{_OA}TextPositionSelector>",
                f"{position} <{_OA}start> {_count(start)}",
                f"{position} <{_OA}end> {_count(end)}",
                f"{quote} {_A} <{_OA}TextQuoteSelector>",
                f"{quote} <{_OA}exact> {plain(text[start:end])}",
            ]
        return lines


def _count(number: int) -> str:
    return f'"{number}"^^<{PREFIXES["xsd"]}integer>'


def _mention_order(m: MentionRow) -> tuple[str, int, int, str]:
    return m.article_id, m.start, -m.end, m.id


def _statement_order(s: Statement) -> tuple[str, int, int, str]:
    return s.article_id or "", s.start or 0, s.end or 0, s.id


def _grouped(rows: list[_Row]) -> dict[str, list[_Row]]:
    return {id_ or "": list(group) for id_, group in groupby(rows, key=lambda r: r.article_id)}


def _provenance(resolution: Resolution, made: Provenance) -> Block:
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
        lines.append(f"{build} <{_PROV}endedAtTime> {typed(made.timestamp, 'dateTime')}")
    if made.licence:
        lines.append(f"{data} <{_DCTERMS}license> {_licence(made.licence)}")
    return PROVENANCE, lines


def _licence(text: str) -> str:
    """An IRI as a term, other words as a literal."""
    try:
        return str(ox.NamedNode(text))
    except ValueError:
        return plain(text)
