"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import LONGEST, spans


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("会议召开。县长讲话。", ["会议召开。", "县长讲话。"]),
        ("“路修通了。”村民说。", ["“路修通了。”", "村民说。"]),
        ("“为了谁？”“依靠谁？”他问。", ["“为了谁？”", "“依靠谁？”", "他问。"]),
        ("一是抓产业；二是抓治理。", ["一是抓产业；二是抓治理。"]),
        ("学习《谁来种地？》一文。散会。", ["学习《谁来种地？》一文。", "散会。"]),
        ("供水、供电……全部完成。", ["供水、供电……全部完成。"]),
        ("没有标点的标题", ["没有标点的标题"]),
        ("", []),
        ("好！！！真好？！", ["好！！！", "真好？！"]),
    ],
)
def test_ends(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_long_sentences_are_cut_at_commas() -> None:
    text = "全县上下深入开展各项活动，" * 100 + "取得实效。"
    parts = cut(text)
    assert "".join(parts) == text
    assert all(len(p) <= LONGEST for p in parts)
    assert all(p.endswith(("，", "。")) for p in parts)
    assert max(len(p) for p in cut("县" * 5000)) <= LONGEST


@given(st.text(alphabet="县长。！？”“；，《》… ", max_size=900))
def test_nothing_is_lost(text: str) -> None:
    found = list(spans(text))
    assert all(a < b <= len(text) and b - a <= LONGEST for a, b in found)
    assert all(x[1] <= y[0] for x, y in pairwise(found))
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
