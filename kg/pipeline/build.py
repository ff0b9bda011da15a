"""From a folder of pages to an export, as a whole or by what has changed since the last time."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import ExportError, InputError, XianzhiError
from kg.model import Extraction, Rejected, Resolution
from kg.pipeline import export, pool, report, work
from kg.pipeline.cache import Cache, Outcome
from kg.pipeline.report import BuildReport, SourceReport
from kg.pipeline.work import Settings

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""

MANIFEST = "manifest.csv"
LEDGER = "decisions.csv"


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
    cache: Path | str | None | bool = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the export of all pages in ``input`` (a folder, or one file) and return what was done.

    The export in ``output`` is replaced as a whole when all is written; a build that fails or is killed leaves
    the one before. Files, lexicon and program that have not changed since the last build are not worked on
    again, and the result is the same, to the byte, as that of a build from nothing.

    Args:
        ledger: table of decisions; without it ``decisions.csv`` in the input folder, if there is one.
        lexicon: folders of additional lexicon tables; their rows win.
        manifest: table of publication, date and place per file; without it ``manifest.csv`` in the input folder.
        jobs: how many processes; None for one per core where there is enough to do.
        tagger: ``lac``, or ``jieba`` for machines without onnxruntime.
        timestamp: the time written as the build's into the provenance (ISO 8601); none is written without it.
        cache: folder of what is kept between builds; None for ``.cache`` in the output, False to keep nothing.
        cluster: address of a Dask scheduler that does the work on files, ``local`` for one on this machine.
        progress: told how the build gets on.

    Raises:
        InputError: there is nothing to read, or manifest or settings cannot be used.
        LedgerError: the ledger cannot be read or contradicts itself.
        LexiconError: an additional table breaks its form.
        ExportError: the export cannot be written.
    """
    from kg import lexicon as lexicons
    from kg.resolve.ledger import read_ledger

    tell = progress or (lambda stage, done, total: None)
    output = Path(output)
    settings, names = _settings(Path(input), output, manifest, lexicon, tagger)
    ledger = _beside(settings.root, ledger, LEDGER, "ledger")
    # What a person has to mend is found before the long work begins.
    lexicons.load(settings.lexicon)
    decisions = read_ledger(ledger) if ledger else ()

    with export.replaced(output) as staging:
        store = _store(cache, output, staging)
        done = _work(settings, names, store, jobs, cluster, tell)
        resolution = _resolve(settings, done, decisions, tell)
        summary = _write(resolution, done, staging, output, settings, ledger, timestamp, tell)
        if cache is None:
            store.keep_only(done.keys.values())
    return summary


class _Done:
    """The outcomes of all files, in the order of their names, read one after another from where they are kept."""

    def __init__(self, store: Cache, keys: Mapping[str, str], reused: frozenset[str]) -> None:
        self.store, self.keys, self.reused = store, dict(sorted(keys.items())), reused
        self.texts: dict[str, str] = {}
        self.sources: list[SourceReport] = []
        self.rejected: list[Rejected] = []

    def extractions(self) -> Iterator[Extraction]:
        """Yield the extractions, and gather texts and what was set aside on the way."""
        for source, key in self.keys.items():
            outcome = self.store.get(key)
            if outcome is None:
                raise ExportError(f"what was worked out for {source} has vanished from {self.store.folder}; build again")
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
                len(outcome.text),
                len(outcome.extractions),
                outcome.source in self.reused,
            )
        )


def _settings(
    input: Path, output: Path, manifest: Path | str | None, lexicon: Sequence[Path | str], tagger: str
) -> tuple[Settings, list[str]]:
    from kg import corpus

    if tagger not in work.TAGGERS:
        raise InputError(f"there is no tagger {tagger!r}; choose one of {', '.join(work.TAGGERS)}")
    if not input.exists():
        raise InputError(f"{input} does not exist; name a folder of .txt pages or one page")
    root = input if input.is_dir() else input.parent
    files = corpus.files(root) if input.is_dir() else [input]
    inside = output.resolve()
    names = sorted(f.relative_to(root).as_posix() for f in files if inside not in f.resolve().parents)
    if not names:
        raise InputError(f"{input} holds no .txt files; name the folder that holds the pages")
    folders = tuple(Path(f) for f in lexicon)
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder} is no folder of lexicon tables")
    return Settings(root, _beside(root, manifest, MANIFEST, "manifest"), folders, tagger), names


def _beside(root: Path, given: Path | str | None, name: str, what: str) -> Path | None:
    """Return the file that was given, or the one of that name in the input folder if there is one."""
    if given is not None:
        if not Path(given).is_file():
            raise InputError(f"the {what} {given} does not exist")
        return Path(given)
    found = root / name
    return found if found.is_file() else None


def _store(cache: Path | str | None | bool, output: Path, staging: Path) -> Cache:
    if cache is None or cache is True:
        return Cache(output / export.CACHE / "files")
    return Cache(Path(cache)) if cache else Cache(staging.with_name("spool"))


def _work(
    settings: Settings, names: Sequence[str], store: Cache, jobs: int | None, cluster: str | None, tell: Progress
) -> _Done:
    """Have an outcome for every file in ``store``."""
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
    return _Done(store, keys, reused)


def _kept(settings: Settings, name: str, stamp: str, store: Cache) -> str | None:
    """Return the key of a sound outcome for the file as it is now, None where there is none."""
    try:
        with open(settings.root / name, "rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    key = work.key_of(name, sha256, stamp)
    return key if store.holds(key) else None


def _resolve(settings: Settings, done: _Done, decisions: Sequence[object], tell: Progress) -> Resolution:
    from kg import lexicon
    from kg.resolve import resolve

    tell("resolve", 0, 1)
    result = resolve(done.extractions(), lexicon.load(settings.lexicon), work.open_gazetteer(settings), decisions)
    tell("resolve", 1, 1)
    return result


def _write(
    resolution: Resolution,
    done: _Done,
    folder: Path,
    output: Path,
    settings: Settings,
    ledger: Path | None,
    timestamp: str | None,
    tell: Progress,
) -> BuildReport:
    """Write all products into ``folder`` and return what was done."""
    from kg import graph as graphs
    from kg import metrics, rdf, schema, view
    from kg.graph import Graph

    graph = Graph(resolution, done.texts)
    network = graph.networkx()
    total = 6
    tell("write", 0, total)
    graphs.write_tables(resolution, folder / "tables")
    graphs.write_sources(done.texts, folder / "tables")
    tell("write", 1, total)
    graphs.write_graphml(network, folder / "graph.graphml")
    graphs.write_gexf(network, folder / "graph.gexf")
    graphs.write_csv(network, folder / "nodes.csv", folder / "edges.csv")
    tell("write", 2, total)
    rdf.write_turtle(resolution, done.texts, folder / "graph.ttl")
    rdf.write_nquads(resolution, done.texts, folder / "graph.nq")
    rdf.write_jsonld(resolution, done.texts, folder / "graph.jsonld")
    tell("write", 3, total)
    metrics.write_metrics(network, folder / "metrics.csv")
    tell("write", 4, total)
    view.write_page(graph, folder / "graph.html")
    tell("write", 5, total)
    problems = rdf.validate(folder)
    summary = BuildReport(
        output,
        tuple(done.sources),
        tuple(done.rejected),
        tuple(problems),
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
