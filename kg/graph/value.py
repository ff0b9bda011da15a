"""A finished graph as one value: what a build returns and what an export is loaded into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.graph import tables
from kg.graph.multigraph import network
from kg.graph.quotes import Evidence, evidence
from kg.graph.reprints import reprints
from kg.model import Article, Entity, MentionRow, Resolution, Statement

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa


class Graph:
    """Entities and statements with the texts that prove them; nothing in it changes after it is made.

    Args:
        resolution: what the tables hold.
        sources: the decoded texts, by source; without them there is no evidence text.
        folder: the export it was read from, if it was.
    """

    def __init__(
        self, resolution: Resolution, sources: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> None:
        self.resolution = resolution
        self.sources: Mapping[str, str] = sources or {}
        self.folder = folder

    @classmethod
    def open(cls, folder: Path | str) -> Graph:
        """Return the graph of an export (the folder that holds ``tables``, or that folder itself).

        Raises:
            ExportError: there are no tables, or they are broken.
        """
        root = Path(folder)
        inner = root / "tables" if (root / "tables").is_dir() else root
        return cls(tables.read_tables(inner), tables.read_sources(inner), root)

    def __repr__(self) -> str:
        r = self.resolution
        return (
            f"<{type(self).__name__}: {len(r.articles)} articles, {len(r.entities)} entities, "
            f"{len(r.statements)} statements>"
        )

    def table(self, name: str) -> pa.Table:
        """Return ``articles``, ``mentions``, ``entities``, ``statements`` or ``questions`` as an Arrow table.

        Raises:
            ExportError: there is no table of that name.
        """
        return tables.table(self.resolution, name)

    def networkx(self) -> nx.MultiDiGraph[str]:
        """Return a new networkx multigraph (see :func:`kg.graph.network`), the caller's to change.

        The copies of a reprinted article weigh 1 together.
        """
        return network(self.resolution, self.sources, weights=self._weights)

    def entity(self, id_: str) -> Entity:
        """Return the entity ``id_``.

        Raises:
            ExportError: there is none; the message names the nearest by name.
        """
        found = self._entities.get(id_)
        if found is None:
            near = ", ".join(e.id for e in self.find(id_.rsplit("/", 1)[-1])[:5])
            raise ExportError(f"there is no entity {id_!r}" + (f"; did you mean {near}?" if near else ""))
        return found

    def entities(self, type_: str | None = None) -> Iterator[Entity]:
        """Yield the entities, all or those of one type, in the order of their ids."""
        return (e for e in self._entities.values() if type_ is None or e.type == type_)

    def find(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that ``name`` may mean: by id, name, full name or alias, else by part of one.

        The most mentioned come first.
        """
        if name in self._entities:
            return (self._entities[name],)
        wanted = name.strip()
        exact = [e for e in self._entities.values() if wanted in _names(e)]
        if not exact and wanted:
            exact = [e for e in self._entities.values() if any(wanted in n for n in _names(e))]
        return tuple(sorted(exact, key=lambda e: (-e.mentions, e.id)))

    def article(self, id_: str) -> Article | None:
        """Return the article ``id_``, None where there is none."""
        return self._articles.get(id_)

    def statements(self, entity_id: str | None = None) -> tuple[Statement, ...]:
        """Return all statements, or those that have ``entity_id`` at one of their ends, in reading order."""
        return self._statements if entity_id is None else tuple(self._about.get(entity_id, ()))

    def mentions(self, entity_id: str | None = None) -> tuple[MentionRow, ...]:
        """Return all mentions, or those of one entity, in reading order."""
        return self._mentions if entity_id is None else tuple(self._named.get(entity_id, ()))

    def part(self, entities: Iterable[str]) -> Graph:
        """Return the graph of ``entities`` (ids) and what is said among them, with the same texts."""
        kept = set(entities)
        r = self.resolution
        statements = tuple(s for s in r.statements if s.subject in kept and s.object in kept)
        told = {s.article_id for s in statements}
        resolution = Resolution(
            articles=tuple(a for a in r.articles if a.id in told),
            mentions=tuple(m for m in r.mentions if m.entity_id in kept),
            entities=tuple(e for e in r.entities if e.id in kept),
            statements=statements,
        )
        return Graph(resolution, self.sources, self.folder)

    def evidence(self, statement: Statement) -> Evidence | None:
        """Return the sentence that makes ``statement``, None where no text does or it is not at hand."""
        return evidence(statement, self.sources)

    @cached_property
    def reprints(self) -> tuple[tuple[str, ...], ...]:
        """The groups of articles that are one text in several papers, where the texts are at hand."""
        return reprints(self.resolution.articles, self.sources)

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {id_: 1.0 / len(group) for group in self.reprints for id_ in group}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for e in sorted(self.resolution.entities, key=lambda e: e.id)}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {a.id: a for a in self.resolution.articles}

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        return tuple(sorted(self.resolution.statements, key=tables.reading_order))

    @cached_property
    def _mentions(self) -> tuple[MentionRow, ...]:
        return tuple(sorted(self.resolution.mentions, key=lambda m: (m.source, m.start, -m.end, m.id)))

    @cached_property
    def _about(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in self._statements:
            for end in dict.fromkeys((s.subject, s.object)):
                found[end].append(s)
        return found

    @cached_property
    def _named(self) -> dict[str, list[MentionRow]]:
        found: dict[str, list[MentionRow]] = defaultdict(list)
        for m in self._mentions:
            found[m.entity_id].append(m)
        return found


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, entity.full_name or "", *entity.aliases)
