"""Write a generated corpus: ``python -m tests.generator OUT --articles 300 --seed 1``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generator.generate import generate, save, shared_names


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.generator",
        description="Write news of counties that never happened, with the truth about every name in it: "
        "OUT/pages/*.txt and OUT/truth.json.",
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--counties", type=int, default=10, help="counties and zones that play (at most 60)")
    parser.add_argument("--shared", type=float, default=0.6, help="how often a new person shares a name")
    parser.add_argument("--noise", type=float, default=0.0, help="share of characters misread as by OCR")
    parser.add_argument("--columns", type=float, default=0.0, help="share of pages in hard-broken columns")
    parser.add_argument("--reprints", type=float, default=0.03, help="share of reprinted articles")
    args = parser.parse_args()
    corpus = generate(
        args.seed,
        args.articles,
        counties=args.counties,
        shared=args.shared,
        noise=args.noise,
        columns=args.columns,
        reprints=args.reprints,
    )
    save(corpus, args.out)
    truth = corpus.truth
    print(
        f"{len(corpus.pages)} pages, {sum(map(len, corpus.pages.values()))} characters, "
        f"{len(truth['mentions'])} mentions of {len(truth['entities'])} entities, "
        f"{len(truth['statements'])} statements, {len(shared_names(truth))} shared names"
    )


if __name__ == "__main__":
    main()
