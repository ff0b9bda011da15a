from __future__ import annotations

import pytest
from extract_cases import cases
from extract_reading import Reader

from kg.extract.clues import Clues, Marked, Rules
from kg.extract.nodes import NAME, Node

GOING = frozenset(("走进", "来到"))
HELD = frozenset(("召开", "Event"))


def test_a_word_meets_needs_with_an_ending_or_another_word_before_it() -> None:
    clues = Clues([GOING, HELD])
    going, held = clues.bits[GOING], clues.bits[HELD]
    assert [clues[w] for w in ("走进", "来到了", "组织召开", "Event", "走", "")] == [
        going,
        going,
        held,
        held,
        0,
        0,
    ]


def test_names_are_marked_by_their_type_and_not_by_their_words() -> None:
    nodes = [Node(0, 2, "v", "召开"), Node(2, 4, "v", "看看"), Node(4, 6, NAME, "来到", "Event")]
    marked = Marked(nodes, Clues([GOING, HELD]))
    assert marked.named == [(2, nodes[2])]
    assert (marked.has(HELD), marked.places(HELD)) == (True, [0])
    assert (marked.has(GOING), marked.places(GOING)) == (False, [])


def test_rules_are_called_for_in_order_when_each_need_is_met() -> None:
    def first() -> None: ...
    def second() -> None: ...
    def always() -> None: ...

    rules = Rules({second: (GOING, HELD), first: (HELD,), always: ()})
    going, held = rules.clues["走进"], rules.clues["召开"]
    assert rules.called_for(held) == (first, always)
    assert rules.called_for(going | held) == (second, first, always)
    assert rules.called_for(0) == (always,)


def test_no_rule_that_is_not_called_for_has_anything_to_say(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(dict.fromkeys(c.text for c in cases("relations")))
    asked = reader.page(text.encode()).extractions
    monkeypatch.setattr(Rules, "called_for", lambda rules, present: tuple(rule for rule, _ in rules._rules))
    assert reader.page(text.encode()).extractions == asked
    assert sum(len(e.claims) for e in asked) > 100
