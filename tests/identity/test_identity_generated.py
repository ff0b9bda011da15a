"""Identity on generated news: by resolution alone over true mentions, and through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator.generate import generate, shared_names, stream
from tests.generator.oracle import extraction
from tests.identity.chain import extract_pages, resolve_all
from tests.identity.measure import Report, report

ARTICLES = 300


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_resolution_alone(seed: int) -> None:
    """Given faultless mentions, resolution keeps namesakes apart and things together."""
    corpus = generate(seed, ARTICLES)
    assert len(shared_names(corpus.truth)) >= 60
    figures = report(corpus.truth, resolve_all(extraction(m) for m in stream(seed, ARTICLES)))
    print(*figures.lines(), sep="\n")
    check(figures)


def check(figures: Report) -> None:
    assert figures.people.precision >= 0.99, figures.people
    assert figures.people.recall >= 0.92, figures.people
    assert figures.people_by_article.precision >= 0.985, figures.people_by_article
    assert figures.bodies.f1 >= 0.97, figures.bodies
    assert figures.places.f1 >= 0.97, figures.places
    right, total = figures.short
    assert right >= 0.97 * total, figures.short
    assert figures.halves == 0
    good, given, findable = figures.codes
    assert good >= 0.98 * given, figures.codes
    assert given >= 0.92 * findable, figures.codes


@pytest.fixture(scope="module", params=[11, 12])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    corpus = generate(request.param, ARTICLES)
    assert len(shared_names(corpus.truth)) >= 60
    found = extract_pages(corpus.pages, Path(tmp_path_factory.mktemp("pages")))
    figures = report(corpus.truth, resolve_all(found))
    print(*figures.lines(), sep="\n")
    return figures


@pytest.mark.slow
def test_whole_pipeline(whole: Report) -> None:
    """The same bounds hold for what the pipeline itself finds on the pages."""
    check(whole)


@pytest.mark.slow
def test_whole_pipeline_finds_the_names(whole: Report) -> None:
    """Identity is judged on most of what stands in the pages, not on a convenient part."""
    for kind, least in {"Person": 0.95, "Agency": 0.9, "Place": 0.9, "Community": 0.95}.items():
        found, total = whole.coverage[kind]
        assert found >= least * total, (kind, found, total)


@pytest.mark.slow
def test_misread_columns(tmp_path: Path) -> None:
    """Hard-broken columns and one character in a hundred misread: fewer links, but none to strangers."""
    corpus = generate(12, 150, noise=0.01, columns=1.0)
    figures = report(corpus.truth, resolve_all(extract_pages(corpus.pages, tmp_path)))
    print(*figures.lines(), sep="\n")
    assert figures.people.precision >= 0.985, figures.people
    assert figures.people.recall >= 0.85, figures.people
    assert figures.bodies.f1 >= 0.93, figures.bodies
    assert figures.places.f1 >= 0.93, figures.places
    assert figures.halves == 0
