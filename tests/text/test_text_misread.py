"""Misread characters: guessed back where words and the page speak for it, sound text left alone."""

from __future__ import annotations

import pytest

from kg import lexicon
from kg.lexicon.gazetteer import Gazetteer
from kg.text.mending import misreader
from kg.text.misread import Misread

PAGE = (
    "近日，青禾区召开全区安全生产工作会议。青禾区委书记周砚秋出席会议并讲话。会议要求，各级各部门要认真落实责任，"
    "加强监督检查，确保人民群众生命财产安全。区长何澄主持会议，区人大常委会主任魏启明、区政协主席程远舟参加会议。\n"
)


@pytest.fixture(scope="module")
def misread() -> Misread:
    return misreader(lexicon.load(), Gazetteer.open())


def test_a_sound_page_is_left_alone(misread: Misread) -> None:
    assert misread.restored(PAGE) == PAGE


@pytest.mark.parametrize(
    ("meant", "printed"),
    [
        ("安全生产", "鞍全生产"),  # by sound
        ("落实责任", "落实责仕"),  # by shape
        ("监督检查", "监督捡查"),
        ("生命财产", "生命材产"),
    ],
)
def test_on_a_page_with_more_of_it_words_are_guessed_back(misread: Misread, meant: str, printed: str) -> None:
    dirty = (
        PAGE.replace("主持会议", "主特会议").replace("参加会议", "参力会义")
        + "村民委员会的干步参与调查研就。"
    )
    page = PAGE + dirty.replace(meant, printed)
    assert len(misread.restored(page)) == len(page)
    assert misread.restored(page).count(meant) == 2


def test_a_name_follows_the_page(misread: Misread) -> None:
    """周砚秋 is in no dictionary: the page itself tells what 周研秋 is."""
    more = "周砚秋强调，要压实责任。周砚秋还说，要压茬推进。周砚秋一行实地调研。周研秋指出，监督捡查要从严。"
    more += "村民认直参与调查研就，坚特。"
    restored = misread.restored(PAGE + more)
    assert "周研秋" not in restored
    assert restored.count("周砚秋") == 5


def test_a_name_that_nothing_speaks_against_stays(misread: Misread) -> None:
    page = PAGE + "张晓军介绍情况，张小军补充发言。甄静波、简丹参加。"
    assert misread.restored(page) == page


def test_white_space_and_offsets_stay(misread: Misread) -> None:
    page = PAGE + PAGE.replace("生产", "生\n铲").replace("监督检查", "监 督捡 查").replace("财产", "材产")
    restored = misread.restored(page)
    assert [i for i, c in enumerate(page) if c.isspace()] == [
        i for i, c in enumerate(restored) if c.isspace()
    ]
    assert "生\n产" in restored
    assert "督检 查" in restored


@pytest.mark.parametrize("text", ["", "人", "\n \n", "ABC, 123", "\ud800示饭区", "𠮷示" * 3])
def test_odd_texts(misread: Misread, text: str) -> None:
    assert len(misread.restored(text)) == len(text)


def test_without_characters_nothing_is_guessed() -> None:
    assert Misread({"示范": 500}, 1000, (), (), ()).restored("示饭区") == "示饭区"
