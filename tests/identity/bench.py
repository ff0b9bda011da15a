"""Print the figures of identity: ``python tests/identity/bench.py --articles 300 --seed 1 [--oracle] [--errors]``."""

# ruff: noqa: E501 (the path is set before the imports)

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.generator.generate import generate, shared_names, stream
from tests.generator.oracle import extraction
from tests.identity.chain import HAND, extract_pages, hand_written, resolve_all
from tests.identity.measure import align, by_article, confusions, pairwise, report, short_forms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--counties", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=float, default=0.6)
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--columns", type=float, default=0.0)
    parser.add_argument(
        "--oracle", action="store_true", help="resolve true mentions instead of extracted ones"
    )
    parser.add_argument("--hand", choices=HAND, help="ten hand-written articles instead")
    parser.add_argument(
        "--errors", action="store_true", help="list merged and split entities and missed mentions"
    )
    parser.add_argument("--limit", type=int, default=20)
    args = parser.parse_args()
    options = {"counties": args.counties, "shared": args.shared, "noise": args.noise, "columns": args.columns}
    began = time.perf_counter()
    if args.hand:
        pages, mentions = hand_written(args.hand)
        with tempfile.TemporaryDirectory() as folder:
            resolution = resolve_all(extract_pages(pages, Path(folder)))
        aligned = align(mentions, resolution.mentions)
        for kind, items in aligned.items.items():
            print(f"{kind:<12}{pairwise(items)}   by article {pairwise(by_article(items))}")
        print(f"missed {[(m['source'], m['text'], m['type']) for m in aligned.missed]}")
        for kind, items in aligned.items.items():
            print(kind, *confusions(items, args.limit), sep="\n  ")
        return
    corpus = generate(args.seed, args.articles, **options)
    if args.oracle:
        found = [extraction(made) for made in stream(args.seed, args.articles, **options)]
    else:
        with tempfile.TemporaryDirectory() as folder:
            found = extract_pages(corpus.pages, Path(folder))
    middle = time.perf_counter()
    resolution = resolve_all(found)
    end = time.perf_counter()
    print(
        f"{len(corpus.pages)} articles, {len(shared_names(corpus.truth))} shared names; "
        f"extraction {middle - began:.1f} s, resolution {end - middle:.1f} s"
    )
    figures = report(corpus.truth, resolution)
    print(*figures.lines(), sep="\n")
    if args.errors:
        for kind, items in figures.aligned.items.items():
            print(kind, *confusions([i for i in items if i.form != "half"], args.limit), sep="\n  ")
        print("short", *short_forms(figures.aligned.items["Agency"])[2][: args.limit], sep="\n  ")
        print("missed", *(f"{m['source']}@{m['start']} {m['type']} {m['text']} {m['form']}" for m in figures.aligned.missed[: args.limit * 3]), sep="\n  ")  # fmt: skip


if __name__ == "__main__":
    main()
