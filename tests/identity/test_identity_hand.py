"""Two times ten articles of three counties or districts with the same short names, written by hand."""

from __future__ import annotations

import pytest

from tests.identity.chain import HAND, extract_pages, hand_written, resolve_all
from tests.identity.measure import Item, align, by_article, pairwise


@pytest.fixture(scope="module", params=HAND)
def items(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Item]]:
    pages, mentions = hand_written(request.param)
    aligned = align(mentions, resolve_all(extract_pages(pages, tmp_path_factory.mktemp("hand"))).mentions)
    missed = [(m["source"], m["text"]) for m in aligned.missed if m["type"] != "Initiative"]
    assert len(missed) <= 0.1 * len(mentions), missed
    return aligned.items


def test_pairs_are_linked(items: dict[str, list[Item]]) -> None:
    """Of all pairs of mentions, and of the pairs of one thing in two articles, 95 of 100 are linked."""
    for kind in ("Person", "Agency", "Place", "Community"):
        assert pairwise(items[kind]).recall >= 0.95, kind
    linked = wanted = 0
    lost = []
    for kind in ("Person", "Agency", "Place", "Community"):
        entries = by_article(items[kind])
        for n, a in enumerate(entries):
            for b in entries[n + 1 :]:
                if a.true == b.true and a.source != b.source:
                    wanted += 1
                    linked += a.seen == b.seen
                    if a.seen != b.seen:
                        lost.append((a, b))
    assert wanted > 40
    assert linked >= 0.95 * wanted, lost


def test_nothing_is_wrongly_merged(items: dict[str, list[Item]]) -> None:
    for kind in ("Person", "Agency", "Place", "Community"):
        bearers: dict[str, Item] = {}
        for item in items[kind]:
            other = bearers.setdefault(item.seen, item)
            assert other.true == item.true, (other, item)
