"""The groups of words.tsv: sorted, explained in the table's head, and each of them used by the rules."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import kg.extract
from kg import resources
from kg.errors import LexiconError
from kg.extract.vocabulary import Groups, listed
from kg.lexicon import Lexicon, load

LINES = resources.path("data/lexicon/words.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def test_words_are_sorted_by_group_and_word_and_listed_once() -> None:
    assert ROWS[0] == ("word", "group")
    assert ROWS[1:] == sorted(set(ROWS[1:]), key=lambda row: (row[1], row[0]))


@pytest.mark.parametrize("name", ["heads", "frames"])
def test_heads_and_frames_are_sorted_and_listed_once(name: str) -> None:
    lines = resources.path(f"data/lexicon/{name}.tsv").read_text(encoding="utf-8").splitlines()
    found = [tuple(line.split("\t")) for line in lines if not line.startswith("#")][1:]
    assert found == sorted(set(found))
    assert len({row[:2] for row in found}) == len(found)


def test_the_rules_use_every_group_and_the_table_has_every_group_of_theirs() -> None:
    assert {group for _, group in ROWS[1:]} == {field.name for field in fields(Groups)}


def test_the_rules_read_every_group() -> None:
    code = "".join(
        file.read_text(encoding="utf-8") for file in Path(kg.extract.__file__).parent.rglob("*.py")
    )
    assert [f.name for f in fields(Groups) if not re.search(rf"(groups|vocab)\.{f.name}\b", code)] == []


def test_the_head_of_the_table_explains_every_group() -> None:
    explained = [found[1] for line in LINES if (found := re.match(r"# {8}([a-z]+) {2,}\S", line))]
    assert sorted(explained) == sorted(field.name for field in fields(Groups))


def test_groups_hold_the_words_of_the_table() -> None:
    groups = listed(load())
    assert "会议" in groups.aftertitle
    assert groups.dealing < groups.together


def test_a_missing_group_is_named() -> None:
    with pytest.raises(LexiconError, match="'edge'"):
        Lexicon().group("edge")
    with pytest.raises(LexiconError, match=r"words\.tsv"):
        listed(Lexicon())
