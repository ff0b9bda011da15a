"""The graph that the library hands out: a :class:`kg.graph.Graph` that also speaks RDF and shows itself."""

from __future__ import annotations

import html
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import graph as graphs
from kg.errors import ExportError
from kg.model import Entity, MentionRow
from kg.pipeline import export
from kg.pipeline.compose import build as build_export
from kg.pipeline.report import BuildReport

if TYPE_CHECKING:
    import rdflib

    from kg.rdf.store import Answer, Store

_SHOWN = 8_000_000
"""How many characters of a page a notebook carries in a cell without becoming slow to open."""


class Graph(graphs.Graph):
    """The graph of an export, with everything that a script or a notebook asks of it.

    Attributes:
        report: what the build did, where this graph comes from :func:`build`.
    """

    report: BuildReport | None = None

    @classmethod
    def open(cls, folder: Path | str) -> Graph:
        """Return the graph of an export; see :func:`load`."""
        found = super().open(folder)
        return cls(found.resolution, found.sources, found.folder)

    def mention(self, id_: str | None) -> MentionRow | None:
        """Return the mention ``id_``, None where there is none."""
        return self._mention_rows.get(id_) if id_ else None

    def search(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that ``name`` may mean: an id, a name, an alias, a part of one, or pinyin.

        Pinyin is taken in full or by initials: ``songli``, ``sl``.
        """
        found = self.find(name) if name.strip() else ()
        if found or not name.isascii():
            return found
        wanted = "".join(name.lower().split())
        for part in (0, 1):
            hits = [e for e in self.entities() if self._readings[e.id][part] == wanted]
            if hits:
                return tuple(sorted(hits, key=lambda e: (-e.mentions, e.id)))
        return ()

    @cached_property
    def _readings(self) -> dict[str, tuple[str, str]]:
        from kg import lexicon
        from kg.view import spelled

        known = {s.surname: s.pinyin for s in lexicon.load().surnames.values()}
        return {e.id: spelled(e.name, known if e.type == "Person" else None) for e in self.entities()}

    @cached_property
    def _mention_rows(self) -> dict[str, MentionRow]:
        return {m.id: m for m in self.resolution.mentions}

    def rdflib(self) -> rdflib.Dataset:
        """Return the graph as an rdflib dataset, a named graph per article, queried as their union."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(str(self._file("graph.nq")), format="nquads")
        return dataset

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query over the graph; the usual prefixes need no declaring.

        Iterating over the answer gives rows of plain strings, ``.values()`` dictionaries, ``.text("csv")``
        and the like the answer written out.

        Raises:
            QueryError: the query is malformed, or more than a query.
        """
        return self._store.query(sparql)

    @cached_property
    def _store(self) -> Store:
        from kg.rdf.store import Store

        return Store.open(self._file("graph.nq"))

    def show(self, height: int = 640) -> Any:
        """Return the interactive page for a notebook's cell; too large a page is named instead of carried."""
        return _Page(self._file("graph.html"), height)

    def _repr_html_(self) -> str:
        """Return the size of the graph as a small table."""
        resolution = self.resolution
        counts = {
            "文章 articles": len(resolution.articles),
            "实体 entities": len(resolution.entities),
            "陈述 statements": len(resolution.statements),
            "提及 mentions": len(resolution.mentions),
        }
        cells = "".join(f"<tr><th>{html.escape(k)}</th><td>{v}</td></tr>" for k, v in counts.items())
        return f"<table>{cells}</table>"

    def _file(self, name: str) -> Path:
        if self.folder is None or not (self.folder / name).is_file():
            raise ExportError(f"{self.folder or 'this graph'} holds no {name}; run kg build again")
        return self.folder / name


class _Page:
    """A page in a frame of its own, so that its script and a notebook's cannot meet."""

    def __init__(self, file: Path, height: int) -> None:
        self.file, self.height = file, height

    def __repr__(self) -> str:
        return f"open {self.file.resolve()} in a browser"

    def _repr_html_(self) -> str:
        page = self.file.read_text(encoding="utf-8")
        if len(page) > _SHOWN:
            return (
                f"<p>The page has {len(page):,} characters, too many for a notebook: open "
                f"<code>{html.escape(str(self.file.resolve()))}</code> in a browser.</p>"
            )
        return (
            f'<iframe srcdoc="{html.escape(page)}" sandbox="allow-scripts allow-downloads" '
            f'style="width:100%;height:{int(self.height)}px;border:0"></iframe>'
        )


def load(folder: Path | str = "exports") -> Graph:
    """Return the graph of an export.

    Raises:
        ExportError: there is no finished export in that folder.
    """
    export.recover(Path(folder))
    return Graph.open(folder)


def build(input: Path | str, output: Path | str = "exports", **options: Any) -> Graph:
    """Build the export of all pages in ``input`` and return its graph; ``graph.report`` tells what was done.

    The options are those of :func:`kg.pipeline.build_export`: ledger, lexicon, manifest, jobs, tagger,
    timestamp, cache, cluster, progress.
    """
    report = build_export(input, output, **options)
    graph = load(output)
    graph.report = report
    return graph
