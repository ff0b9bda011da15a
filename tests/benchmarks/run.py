"""Measure and print; nothing here asserts: ``python tests/benchmarks/run.py throughput|resolve|build|nquads|start``.

throughput  characters a second of text + extract beside the tagger alone, on one core
resolve     time and memory of resolving 10^5 and 10^6 generated mentions (``--size`` for others)
build       time of the whole build of n, 2n and 4n articles, without validation
nquads      writing N-Quads from the tables beside pyoxigraph's own serialisation of the same quads
start       what a user waits for before any work: ``kg --help``, the gazetteer opened, names looked up in it
"""

# ruff: noqa: E501 (headings of tables)

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.generator.generate import generate, save, stream
from tests.generator.oracle import extraction
from tests.identity.chain import resolve_all, tools


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns."""
    cells = [[str(c) for c in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    for row in cells:
        print("  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)))


def rss() -> float:
    """Return the resident memory of this process now, in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable[..., object], *args: object) -> object:
    """Run ``work`` in a process of its own, so that each measurement starts with a clean memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, args)


# ------------------------------------------------------------------------------------------ throughput
ROUNDS = 5
"""How often a batch is tagged and extracted in turns; the least time counts, which other work on the machine
can only lengthen."""


def throughput(size: int | None) -> None:
    """Measured in processor time of this one thread, so that a busy machine changes little.

    The tagger alone and text + extract take turns over the same sentences, after a first turn that warms both.
    """
    from kg.corpus import read_file
    from kg.extract import extract
    from kg.text import analyse

    lexicon, gazetteer, tagger = tools()
    dev = Path(__file__).parents[2] / "data" / "articles"
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder)
        save(generate(3, size or 400), generated)
        rows = []
        for name, root in (("dev pages", dev), ("generated", generated / "pages")):
            results = [read_file(root, f, lexicon, gazetteer, None) for f in sorted(root.glob("*.txt"))]
            results *= 10 if name == "dev pages" else 1
            characters = 0
            tagging = analysing = extracting = 0.0
            for start in range(0, len(results), 50):
                documents = [(d, r.text) for r in results[start : start + 50] for d in r.documents]
                turns: list[tuple[float, float, float]] = []
                for _ in range(ROUNDS + 1):
                    began = time.thread_time()
                    analysed = analyse([d for d, _ in documents], tagger, lexicon)
                    middle = time.thread_time()
                    for each, (_, text) in zip(analysed, documents, strict=True):
                        extract(each, text, lexicon, gazetteer)
                    end = time.thread_time()
                    sentences = [s.text.text for a in analysed for s in a.sentences]
                    before = time.thread_time()
                    tagger.tag(sentences)
                    turns.append((middle - began, end - middle, time.thread_time() - before))
                characters += sum(map(len, sentences))
                analysing, extracting, tagging = (
                    total + min(each)
                    for total, each in zip(
                        (analysing, extracting, tagging), zip(*turns[1:], strict=True), strict=True
                    )
                )
            working = analysing + extracting
            rows.append((name, characters, f"{characters / tagging:,.0f}", f"{characters / working:,.0f}",
                         f"{characters / extracting:,.0f}", f"{tagging / working:.2f}"))  # fmt: skip
    table(
        (
            "corpus",
            "characters",
            "tagger chars/s",
            "text+extract chars/s",
            "extract alone",
            "ratio (aim 0.60)",
        ),
        rows,
    )


# --------------------------------------------------------------------------------------------- resolve
def _resolve(mentions: int) -> tuple[int, int, float, float, float, float, int]:
    began = time.perf_counter()
    found, count = [], 0
    for made in stream(4, mentions, counties=60):
        found.append(extraction(made))
        count += len(made["mentions"])
        if count >= mentions:
            break
    middle, before = time.perf_counter(), rss()
    resolution = resolve_all(found)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return count, len(found), middle - began, end - middle, before, peak, len(resolution.entities)


def resolve(size: int | None) -> None:
    rows = []
    for mentions in [size] if size else [10_000, 100_000, 1_000_000]:
        count, articles, making, taken, before, peak, entities = apart(_resolve, mentions)  # type: ignore[misc]
        rows.append((f"{count:,}", f"{articles:,}", f"{making:.1f}", f"{taken:.1f}", f"{count / taken:,.0f}",
                     f"{before:,.0f}", f"{peak:,.0f}", f"{1024 * (peak - before) / count:.2f}", f"{entities:,}"))  # fmt: skip
    table(("mentions", "articles", "making s", "resolve s", "mentions/s", "MiB before", "MiB peak", "KiB/mention", "entities"), rows)  # fmt: skip


# ----------------------------------------------------------------------------------------------- build
def _build(articles: int, jobs: int) -> tuple[float, float, float]:
    from kg.pipeline import build as kg_build

    with tempfile.TemporaryDirectory() as folder:
        save(generate(6, articles, counties=min(60, 5 + articles // 50)), Path(folder))
        began = time.perf_counter()
        kg_build(Path(folder) / "pages", Path(folder) / "out", jobs=jobs, validate=False)
        first = time.perf_counter() - began
        began = time.perf_counter()
        kg_build(Path(folder) / "pages", Path(folder) / "out", jobs=jobs, validate=False)
        again = time.perf_counter() - began
    return first, again, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(size: int | None) -> None:
    rows, base = [], 0.0
    for factor in (1, 2, 4):
        articles = (size or 250) * factor
        first, again, peak = apart(_build, articles, 2)  # type: ignore[misc]
        base = base or first / articles
        rows.append((articles, f"{first:.1f}", f"{1000 * first / articles:.1f}", f"{first / articles / base:.2f}",
                     f"{again:.1f}", f"{peak:,.0f}"))  # fmt: skip
    table(("articles", "build s", "ms/article", "relative", "unchanged again s", "MiB peak (parent)"), rows)


# ---------------------------------------------------------------------------------------------- nquads
def nquads(size: int | None) -> None:
    import pyoxigraph as ox

    from kg.rdf import write_nquads

    articles = size or 3000
    texts, found = {}, []
    for made in stream(9, articles, counties=30):
        texts[made["source"]] = made["text"]
        found.append(extraction(made))
    resolution = resolve_all(found)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        before = rss()
        began = time.perf_counter()
        write_nquads(resolution, texts, file)
        ours = time.perf_counter() - began
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
        store = ox.Store()
        began = time.perf_counter()
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        loading = time.perf_counter() - began
        held = list(store)
        began = time.perf_counter()
        ox.serialize(held, Path(folder) / "own.nq", format=ox.RdfFormat.N_QUADS)
        theirs = time.perf_counter() - began
        began = time.perf_counter()
        store.dump(str(Path(folder) / "dump.nq"), format=ox.RdfFormat.N_QUADS)
        dumping = time.perf_counter() - began
        n, bytes_ = len(held), file.stat().st_size
    rows = [
        (
            "write_nquads from tables",
            f"{ours:.2f}",
            f"{n / ours:,.0f}",
            f"{grown:,.0f}",
            f"{theirs / ours:.2f}",
        ),
        ("pyoxigraph serialize of held quads", f"{theirs:.2f}", f"{n / theirs:,.0f}", "-", "1.00"),
        ("pyoxigraph store dump", f"{dumping:.2f}", f"{n / dumping:,.0f}", "-", f"{theirs / dumping:.2f}"),
        ("pyoxigraph bulk load", f"{loading:.2f}", f"{n / loading:,.0f}", "-", "-"),
    ]
    print(f"{n:,} quads, {bytes_ / 1e6:.1f} MB, {articles:,} articles")
    table(("what", "s", "quads/s", "MiB grown", "speed to pyoxigraph's (aim 0.50)"), rows)


# --------------------------------------------------------------------------------------------- start
def start(size: int | None) -> None:
    """The least of some rounds; ``size`` is how many counties are asked for their 张村."""
    import subprocess

    from kg.lexicon.gazetteer import Gazetteer

    def least(work: Callable[[], object], rounds: int = 5) -> float:
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
        return min(times)

    def ask(gazetteer: Gazetteer) -> None:
        for code in range(410502, 410502 + count):
            gazetteer.named("张村", str(code))

    count = size or 100
    helping = least(lambda: subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True))
    opening = least(Gazetteer.open)
    asking = least(lambda: ask(Gazetteer.open())) - opening
    table(
        ("kg --help, s (aim 0.30)", "gazetteer opened, ms", "a name looked up, ms"),
        [(f"{helping:.2f}", f"{1000 * opening:.2f}", f"{1000 * asking / count:.3f}")],
    )


NAMES: dict[str, Callable[[int | None], None]] = {
    "throughput": throughput, "resolve": resolve, "build": build, "nquads": nquads,
    "start": start,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=[*NAMES, "all"])
    parser.add_argument("--size", type=int, help="articles, or mentions for resolve")
    args = parser.parse_args()
    for name, work in NAMES.items():
        if args.name in (name, "all"):
            print(f"# {name}")
            work(args.size)


if __name__ == "__main__":
    main()
