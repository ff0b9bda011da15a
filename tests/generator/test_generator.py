"""The generated corpus keeps what it promises: spans, determinism, namesakes, variety."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from tests.generator import prose
from tests.generator.generate import Corpus, generate, misread, save, shared_names
from tests.generator.world import build


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return generate(7, 300)


def test_every_span_holds_its_text(corpus: Corpus) -> None:
    for m in corpus.truth["mentions"]:
        assert corpus.pages[m["source"]][m["start"] : m["end"]] == m["text"]
    for s in corpus.truth["statements"]:
        assert 0 <= s["start"] < s["end"] <= len(corpus.pages[s["source"]])


def test_noise_and_columns_keep_the_spans() -> None:
    clean, dirty = generate(7, 40), generate(7, 40, noise=0.05, columns=1.0)
    assert len(clean.truth["mentions"]) == len(dirty.truth["mentions"])
    for a, b in zip(clean.truth["mentions"], dirty.truth["mentions"], strict=True):
        seen = dirty.pages[b["source"]][b["start"] : b["end"]].replace("\n", "")
        assert len(seen) == len(a["text"])
        assert sum(x != y for x, y in zip(seen, a["text"], strict=True)) <= len(seen)
    changed = sum(
        a != b
        for p in clean.pages
        for a, b in zip(clean.pages[p], dirty.pages[p].replace("\n", ""), strict=False)
    )
    assert changed


def test_same_seed_same_bytes(tmp_path: Path, corpus: Corpus) -> None:
    save(corpus, tmp_path / "a")
    command = [
        sys.executable,
        "-m",
        "tests.generator",
        str(tmp_path / "b"),
        "--seed",
        "7",
        "--articles",
        "300",
    ]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], capture_output=True)
    assert (tmp_path / "a" / "truth.json").read_bytes() == (tmp_path / "b" / "truth.json").read_bytes()
    for page in sorted((tmp_path / "a" / "pages").iterdir()):
        assert page.read_bytes() == (tmp_path / "b" / "pages" / page.name).read_bytes()
    assert generate(8, 5).pages != generate(7, 5).pages


def test_there_are_namesakes_enough(corpus: Corpus) -> None:
    assert len(shared_names(corpus.truth)) >= 60


def test_namesakes_never_meet_in_one_article(corpus: Corpus) -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for m in corpus.truth["mentions"]:
        if m["type"] == "Person":
            bearers[m["source"], m["text"]].add(m["entity"])
    assert all(len(v) == 1 for v in bearers.values())


def test_short_forms_and_careers_occur(corpus: Corpus) -> None:
    forms = {m["form"] for m in corpus.truth["mentions"] if m["type"] == "Agency"}
    assert {"short", "named", "full", "bare"} <= forms
    titles = defaultdict(set)
    for s in corpus.truth["statements"]:
        if s["predicate"] == "holdsPost":
            titles[s["subject"]].add((s["object"][0], s["title"]))
    assert sum(len(v) > 1 for v in titles.values()) > 50
    assert any(s["modality"] == "former" for s in corpus.truth["statements"])


def test_sixty_templates_and_more() -> None:
    kinds = (*prose.LEADS.values(), *prose.BODY.values(), prose.CLOSINGS)
    assert len({t for k in kinds for t in k}) >= 60


def test_a_post_has_one_holder_at_a_time() -> None:
    world = build(3)
    for tenures in world.by_post.values():
        spans = sorted((t.start, t.end) for t in tenures if t.end != t.start)
        assert all(a[1] is not None and a[1] <= b[0] for a, b in pairwise(spans))


def test_misread_replaces_about_the_share_asked_for() -> None:
    import random

    text = "入户走访已经末日大天" * 100
    changed = sum(a != b for a, b in zip(text, misread(text, 0.05, random.Random(1)), strict=True))
    assert changed == 50
