"""What is kept between builds comes back exactly, and damage to it is seen."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import (
    Article,
    ArticlePlace,
    Block,
    Claim,
    Document,
    Extraction,
    Implied,
    Mapped,
    Mention,
    Modality,
    Rejected,
    Role,
)  # fmt: skip
from kg.pipeline.cache import Cache, Outcome
from kg.pipeline.codec import decode, encode

text = st.text(max_size=6) | st.just("\ud800")
maybe = st.none() | text


@st.composite
def mapped(draw: st.DrawFn) -> Mapped:
    offsets = sorted(draw(st.lists(st.integers(0, 30), max_size=12)))
    return Mapped("字" * len(offsets), offsets)


articles = st.builds(
    Article, text, text, st.integers(0), st.integers(0), maybe, reporters=st.tuples(text, text)
)
documents = st.builds(
    Document,
    articles,
    st.lists(st.builds(Block, st.sampled_from(Role), mapped()), max_size=3).map(tuple),
    st.builds(ArticlePlace, text, start=st.none() | st.integers(0)),
)
mentions = st.builds(Mention, text, text, text, st.integers(0), st.integers(0), text, text, inside=maybe)
claims = st.builds(
    Claim, text, text, text | st.builds(Implied, text, maybe, text, text, maybe), text, text,
    st.integers(0), st.integers(0), text, modality=st.sampled_from(Modality), confidence=st.floats(0, 1),
)  # fmt: skip
extractions = st.builds(
    Extraction, documents, st.lists(mentions, max_size=3).map(tuple), st.lists(claims, max_size=3).map(tuple)
)
outcomes = st.builds(
    Outcome, text, text, text, text, text,
    st.lists(extractions, max_size=2).map(tuple),
    st.lists(st.builds(Rejected, text, text), max_size=2).map(tuple),
)  # fmt: skip


def same(one: Outcome, other: Outcome) -> bool:
    """Compare by what is written: a list of offsets and a range of them are one."""
    return encode(one) == encode(other)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(outcomes)
def test_an_outcome_comes_back_as_it_was(outcome: Outcome) -> None:
    import json

    back = decode(Outcome, json.loads(json.dumps(encode(outcome))))
    assert same(back, outcome)
    for old, new in zip(outcome.extractions, back.extractions, strict=True):
        assert new.claims == old.claims
        assert new.mentions == old.mentions
        assert [list(b.text.offsets) for b in new.document.blocks] == [
            list(b.text.offsets) for b in old.document.blocks
        ]
        assert [type(c.object) for c in new.claims] == [type(c.object) for c in old.claims]


def test_an_enum_comes_back_as_an_enum() -> None:
    claim = Claim("a", "p", "b", "x", "y", 0, 1, "r", modality=Modality.PLANNED)
    assert decode(Claim, encode(claim)).modality is Modality.PLANNED


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError):
        encode({"a": 1})


OUTCOME = Outcome("a.txt", "0" * 64, "utf-8", "", "正文", (), (Rejected("a.txt", "为何"),))


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign", "head"])
def test_a_damaged_entry_is_seen_and_removed(tmp_path: Path, damage: str) -> None:
    store = Cache(tmp_path)
    store.put("abcd", OUTCOME)
    file = store.path("abcd")
    data = file.read_bytes()
    file.write_bytes(
        {
            "cut": data[:-3],
            "flip": data[:-5] + bytes([data[-5] ^ 1]) + data[-4:],
            "empty": b"",
            "foreign": b"xianzhi 0 nothing\n{}",
            "head": b"\n" + data,
        }[damage]
    )
    assert not store.holds("abcd")
    assert store.get("abcd") is None
    assert not file.exists()


def test_entries_are_kept_and_pruned(tmp_path: Path) -> None:
    store = Cache(tmp_path)
    for key in ("aa1", "aa2", "bb3"):
        store.put(key, OUTCOME)
    store.keep_only(["aa2"])
    assert store.get("aa2") == OUTCOME
    assert not store.holds("aa1")
    assert not store.holds("bb3")
