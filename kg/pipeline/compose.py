"""From a folder of pages to an export, as a whole or by what has changed since the last time."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ExportError, InputError
from kg.model import Extraction, Rejected, Resolution
from kg.pipeline import export, pool, report, work
from kg.pipeline.cache import Cache, Outcome
from kg.pipeline.report import BuildReport, SourceReport
from kg.pipeline.work import Settings

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.graph.formats import Look
    from kg.rdf import Provenance
    from kg.resolve.ledger import Decision

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""

MANIFEST = "manifest.csv"
LEDGER = "decisions.csv"
CHECKED = 40_000
"""How many triples a build has pySHACL check, about; the rest is checked by the shapes' queries alone."""


def build(
    input: Path | str,
    output: Path | str = "exports",
    *,
    ledger: Path | str | None = None,
    lexicon: Sequence[Path | str] = (),
    manifest: Path | str | None = None,
    jobs: int | None = None,
    tagger: str = "lac",
    timestamp: str | None = None,
    licence: str | None = None,
    cache: Path | str | bool | None = None,
    cluster: str | None = None,
    validate: bool = True,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the export of all pages in ``input`` (a folder, or one file) and return what was done.

    The export in ``output`` is replaced as a whole when all is written; a build that fails or is killed
    leaves the one before. Files that have not changed since the last build are not worked on again, and the
    result is the same, to the byte, as that of a build from nothing.

    Args:
        ledger: table of decisions; without it ``decisions.csv`` in the input folder, if there is one.
        lexicon: folders of additional lexicon tables; their rows win.
        manifest: publication, date and place per file; without it ``manifest.csv`` in the input folder.
        jobs: how many processes; None for one per core where there is enough to do.
        tagger: ``lac``, or ``jieba`` for machines without onnxruntime.
        timestamp: the time written as the build's into the provenance (ISO 8601); none is written without it.
        licence: IRI of the licence of the data, written into the provenance.
        cache: folder of what is kept between builds; None: ``.cache`` in the output, False: nothing is kept.
        cluster: address of a Dask scheduler that does the work on files, ``local`` for one on this machine.
        validate: check the graph against its shapes at the end.
        progress: told how the build gets on.

    Raises:
        InputError: there is nothing to read, or manifest or settings cannot be used.
        LedgerError: the ledger cannot be read or contradicts itself.
        LexiconError: an additional table breaks its form.
        ExportError: the export cannot be written.
    """
    tell = progress or (lambda stage, done, total: None)
    output = Path(output)
    given = _input(Path(input), output, ledger, manifest, lexicon, tagger)
    with export.replaced(output) as staging, _store(cache, output) as store:
        done = _work(given, store, jobs, cluster, tell)
        resolution = _resolve(given, done, tell)
        _refuse_ruin(done)
        summary = _write(
            given,
            resolution,
            done,
            staging,
            output,
            _provenance(given, done, timestamp, licence),
            validate,
            tell,
        )
        if cache is None or cache is True:
            store.keep_only(done.keys.values())
    return summary


class _Done:
    """The outcomes of all files in the order of their names, read one by one from where they are kept."""

    def __init__(
        self, store: Cache, keys: Mapping[str, str], reused: frozenset[str], rejected: Sequence[Rejected]
    ) -> None:
        self.store, self.keys, self.reused = store, dict(sorted(keys.items())), reused
        self.texts: dict[str, str] = {}
        self.sources: list[SourceReport] = []
        self.rejected = list(rejected)

    def extractions(self) -> Iterator[Extraction]:
        """Yield the extractions, and gather texts and what was set aside on the way."""
        for source, key in self.keys.items():
            outcome = self.store.get(key)
            if outcome is None:
                raise ExportError(
                    f"what was worked out for {source} has vanished from {self.store.folder}; build again"
                )
            self._note(outcome)
            yield from outcome.extractions

    def _note(self, outcome: Outcome) -> None:
        self.texts[outcome.source] = outcome.text
        self.rejected.extend(outcome.rejected)
        self.sources.append(
            SourceReport(
                outcome.source,
                outcome.sha256,
                outcome.encoding,
                outcome.note,
                len(outcome.text),
                len(outcome.extractions),
                outcome.source in self.reused,
            )
        )


@dataclass(frozen=True, slots=True)
class _Input:
    """What a build was given: its settings, the files to read, what is beside them, and the user's tables."""

    settings: Settings
    names: tuple[str, ...]
    passed_over: tuple[str, ...]
    manifest: Path | None
    ledger: Path | None
    decisions: tuple[Decision, ...]


def _input(
    input: Path,
    output: Path,
    ledger: Path | str | None,
    manifest: Path | str | None,
    lexicon: Sequence[Path | str],
    tagger: str,
) -> _Input:
    """Check all that was given, so that what a person has to mend is found before the long work begins."""
    from kg import corpus
    from kg import lexicon as lexicons
    from kg.resolve.ledger import read_ledger

    if tagger not in work.TAGGERS:
        raise InputError(f"there is no tagger {tagger!r}; choose one of {', '.join(work.TAGGERS)}")
    if not input.exists():
        raise InputError(f"{input} does not exist; name a folder of .txt pages or one page")
    folders = tuple(Path(f).absolute() for f in lexicon)
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder} is no folder of lexicon tables")
    lexicons.load(folders)
    work.open_gazetteer(folders)
    root = input if input.is_dir() else input.parent
    manifest_file = _beside(root, manifest, MANIFEST, "manifest")
    ledger_file = _beside(root, ledger, LEDGER, "ledger")
    names, others = _names(input, root, output.resolve())
    aside = {p.resolve() for p in (manifest_file, ledger_file) if p is not None}
    return _Input(
        Settings(
            root.absolute(), corpus.read_manifest(manifest_file) if manifest_file else {}, folders, tagger
        ),
        tuple(names),
        tuple(name for name in others if (root / name).resolve() not in aside),
        manifest_file,
        ledger_file,
        read_ledger(ledger_file) if ledger_file else (),
    )


def _names(input: Path, root: Path, output: Path) -> tuple[list[str], list[str]]:
    """Return the sources to read, and the other files of the folder; an export inside it is no input."""
    from kg import corpus

    if not input.is_dir():
        return [input.name], []
    files = {p for p in corpus.files(root) if output not in p.resolve().parents}
    if not files:
        raise InputError(f"{input} holds no text files; name the folder that holds the pages")
    every = {p for p in root.rglob("*") if p.is_file() and output not in p.resolve().parents}
    hidden = {p for p in every if any(part.startswith(".") for part in p.relative_to(root).parts)}
    return _relative(files, root), _relative(every - files - hidden, root)


def _relative(files: Iterable[Path], root: Path) -> list[str]:
    return sorted(f.relative_to(root).as_posix() for f in files)


def _beside(root: Path, given: Path | str | None, name: str, what: str) -> Path | None:
    """Return the file that was given, or the one of that name in the input folder if there is one."""
    if given is not None:
        if not Path(given).is_file():
            raise InputError(f"the {what} {given} does not exist")
        return Path(given)
    found = root / name
    return found if found.is_file() else None


@contextlib.contextmanager
def _store(cache: Path | str | bool | None, output: Path) -> Iterator[Cache]:
    """Yield where outcomes are kept: for the next build too, or (False) only as long as this one lasts."""
    if cache is False:
        spool = output / export.CACHE / "spool"
        shutil.rmtree(spool, ignore_errors=True)
        try:
            yield Cache(spool)
        finally:
            shutil.rmtree(spool, ignore_errors=True)
    elif cache is None or cache is True:
        yield Cache(output / export.CACHE / "files")
    else:
        yield Cache(Path(cache))


def _work(given: _Input, store: Cache, jobs: int | None, cluster: str | None, tell: Progress) -> _Done:
    """Have an outcome for every file in ``store``."""
    settings, names = given.settings, given.names
    stamp = work.stamp_of(settings)
    keys = {name: key for name in names if (key := _kept(settings, name, stamp, store))}
    reused, missing = frozenset(keys), [n for n in names if n not in keys]
    tell("read", len(reused), len(names))
    if cluster:
        from kg.pipeline import cluster as dask

        results = dask.run(settings, missing, stamp, store, cluster)
    else:
        results = pool.run(settings, missing, stamp, store, jobs)
    with contextlib.closing(results):
        for name, key in results:
            keys[name] = key
            tell("read", len(keys), len(names))
    return _Done(store, keys, reused, _unnamed(given))


def _unnamed(given: _Input) -> list[Rejected]:
    """Return the manifest's rows for files that are not there: most likely misspelt names."""
    known = set(given.names)
    file = given.manifest.name if given.manifest else ""
    lost = sorted(name for name in given.settings.manifest if name not in known)
    return [Rejected(file, f"its row for {name!r} fits no file that was read") for name in lost]


def _kept(settings: Settings, name: str, stamp: str, store: Cache) -> str | None:
    """Return the key of a sound outcome for the file as it is now, None where there is none."""
    try:
        with open(settings.root / name, "rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    key = work.key_of(settings, name, sha256, stamp)
    return key if store.holds(key) else None


def _resolve(given: _Input, done: _Done, tell: Progress) -> Resolution:
    from kg import lexicon
    from kg.resolve import resolve

    tables, gazetteer = lexicon.load(given.settings.lexicon), work.open_gazetteer(given.settings.lexicon)
    tell("resolve", 0, 1)
    result = resolve(done.extractions(), tables, gazetteer, given.decisions)
    tell("resolve", 1, 1)
    return result


def _write(
    given: _Input,
    resolution: Resolution,
    done: _Done,
    folder: Path,
    output: Path,
    provenance: Provenance,
    validate: bool,
    tell: Progress,
) -> BuildReport:
    """Write all products into ``folder`` and return what was done."""
    from kg import graph as graphs
    from kg import metrics, rdf, schema
    from kg.graph import Graph
    from kg.rdf.validate import validate as check

    graph = Graph(resolution, done.texts)
    network = graph.networkx()
    total = 6
    tell("write", 0, total)
    graphs.write_tables(resolution, folder / "tables")
    graphs.write_sources(done.texts, folder / "tables")
    tell("write", 1, total)
    graphs.write_graphml(network, folder / "graph.graphml")
    graphs.write_csv(network, folder / "nodes.csv", folder / "edges.csv")
    tell("write", 2, total)
    rdf.write_turtle(resolution, done.texts, folder / "graph.ttl", provenance=provenance)
    rdf.write_nquads(resolution, done.texts, folder / "graph.nq", provenance=provenance)
    rdf.write_jsonld(resolution, done.texts, folder / "graph.jsonld", provenance=provenance)
    tell("write", 3, total)
    metrics.write_metrics(metrics.measure(network), folder / "metrics.csv")
    tell("write", 4, total)
    looks = write_page(graph, folder / "graph.html", given.settings.lexicon)
    graphs.write_gexf(network, folder / "graph.gexf", looks=looks)  # Gephi opens on the page's picture
    tell("write", 5, total)
    validation = check(folder / "graph.nq", limit=CHECKED) if validate else None
    summary = BuildReport(
        output,
        tuple(done.sources),
        tuple(done.rejected),
        given.passed_over,
        validation,
        {
            "articles": len(resolution.articles),
            "mentions": len(resolution.mentions),
            "entities": len(resolution.entities),
            "statements": len(resolution.statements),
            "questions": len(resolution.questions),
        },
    )
    text = report.markdown(summary, graph, schema.load())
    (folder / "report.md").write_text(text, encoding="utf-8", newline="\n")
    tell("write", total, total)
    return summary


def write_page(graph: Graph, file: Path, lexicon: Sequence[Path] = ()) -> dict[str, Look]:
    """Write the interactive page, with the ontology's labels and the lexicon's readings of surnames.

    Returns:
        How each entity is drawn there (position, colour, size), by id.
    """
    from kg import lexicon as lexicons
    from kg import schema, view

    readings = {s.surname: s.pinyin for s in lexicons.load(lexicon).surnames.values()}
    return view.write_page(graph, file, labels=view.Labels.of(schema.load()), surname_pinyin=readings)


def _refuse_ruin(done: _Done) -> None:
    """Leave the old export where the analysis failed on every file: a fault of the program or the machine.

    Raises:
        ExportError: it did.
    """
    failures = [r for r in done.rejected if r.reason.startswith(work.FAILED)]
    if failures and len(failures) == len(done.sources):
        raise ExportError(f"nothing was written, for on every file the {failures[0].reason}")


def _provenance(given: _Input, done: _Done, timestamp: str | None, licence: str | None) -> Provenance:
    """Return how the graph was made, from what the build was given."""
    from kg import __version__
    from kg.rdf import Provenance

    parameters = {"tagger": given.settings.tagger}
    for name, path in (("ledger", given.ledger), ("manifest", given.manifest)):
        if path is not None:
            parameters[name] = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    for number, path in enumerate(given.settings.lexicon, 1):
        parameters[f"lexicon {number}"] = "sha256:" + work.tree_digest(path, "*.[tc]sv")
    # What was set aside has no page in the graph; the report tells of it.
    inputs = {s.source: s.sha256 for s in done.sources if s.articles}
    return Provenance(__version__, parameters, inputs, timestamp, licence)
