"""The ledger: a person's word holds on every build, lines that contradict each other are shown, undo is
exact."""

from __future__ import annotations

import random
from dataclasses import asdict
from pathlib import Path

import pytest
from build_extraction import Build
from invented import invent

from kg.errors import LedgerError
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.model import Extraction, Resolution
from kg.resolve import Decision, read_ledger, resolve
from kg.resolve.ledger import parse_ledger

HEADER = "decision,left,right,value,who,when,why\n"


def two_officials() -> list[Extraction]:
    pages = [
        Build("410502", source="a.txt"),
        Build("410503", source="b.txt"),
        Build("410503", source="c.txt"),
    ]
    for page in pages:
        page.say("区教育局局长王磊讲话")
        page.claim(page.person("王磊"), "holdsPost", page.organ("区教育局", "区", "教育局"), "局长")
    return [p.done() for p in pages]


def people(result: Resolution) -> list[str]:
    return [e.id for e in result.entities if e.type == "Person"]


def test_reading(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(
        "# who is who\n" + HEADER + '\nsame,person/a,person/b,,li,2024-01-01,"one man, two posts"\n'
        "# rename,person/a,,x,,,\nrename,person/a,,宋力,li,2024-01-02,\n",
        encoding="utf-8-sig",
    )
    found = read_ledger(file)
    assert [(d.decision, d.line) for d in found] == [("same", 4), ("rename", 6)]
    assert found[0].why == "one man, two posts"
    assert read_ledger(tmp_path / "none.csv") == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("merge,person/a,person/b,,,,", "unknown decision 'merge'"),
        ("same,person/a,,,,,", "needs right"),
        ("same,person/a,person/a,,,,", "same id"),
        ("same,,person/a,,,,", "left is empty"),
        ("rename,person/a,,,,,", "needs a value"),
        ("code,place/a,,文峰区,,,", "not a division code"),
        ("same,a,b,c,d,e,f,g", "8 cells"),
        ('same,"a', "not a line"),
    ],
)
def test_bad_lines_are_named(line: str, message: str) -> None:
    with pytest.raises(LedgerError, match=r"decisions.csv:2: .*") as caught:
        parse_ledger(HEADER + line)
    assert message in str(caught.value)


def test_same_is_transitive_and_leaves_the_least_id(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = two_officials()
    before = resolve(pages, lexicon, gazetteer)
    assert people(before) == ["person/王磊.410502", "person/王磊.410503"]
    after = resolve(pages, lexicon, gazetteer, [Decision("same", "person/王磊.410503", "person/王磊.410502")])
    assert people(after) == ["person/王磊.410502"]
    merged = next(e for e in after.entities if e.type == "Person")
    assert (merged.mentions, merged.articles) == (3, 3)
    posts = {s.object for s in after.statements if s.predicate == "holdsPost"}
    assert posts == {"agency/安阳市文峰区教育局", "agency/安阳市北关区教育局"}


def test_not_same_between_mentions_parts_what_is_one(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = two_officials()
    before = resolve(pages, lexicon, gazetteer)
    sides = [m.id for m in before.mentions if m.entity_id == "person/王磊.410503"]
    after = resolve(pages, lexicon, gazetteer, [Decision("not-same", sides[0], sides[1])])
    assert len(people(after)) == 3
    assert {m.entity_id for m in after.mentions if m.id in sides} == set(people(after)) - {
        "person/王磊.410502"
    }
    assert not [q for q in after.questions if q.left.startswith("person")]


def test_not_same_parts_a_body(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = two_officials()
    before = resolve(pages, lexicon, gazetteer)
    sides = [m.id for m in before.mentions if m.entity_id == "agency/安阳市北关区教育局"]
    after = resolve(pages, lexicon, gazetteer, [Decision("not-same", sides[0], sides[1])])
    ids = [next(m.entity_id for m in after.mentions if m.id == s) for s in sides]
    assert ids[0] == "agency/安阳市北关区教育局" != ids[1]
    assert ids[1].startswith("agency/安阳市北关区教育局.")


def test_contradictions_show_both_lines(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    text = HEADER + (
        "same,person/王磊.410502,person/王磊.410503,,,,\nnot-same,person/王磊.410503,person/王磊.410502,,,,\n"
    )
    with pytest.raises(LedgerError) as caught:
        resolve(two_officials(), lexicon, gazetteer, parse_ledger(text))
    assert "decisions.csv:2:" in str(caught.value)
    assert "decisions.csv:3:" in str(caught.value)
    names = HEADER + "rename,person/王磊.410502,,王垒,,,\nrename,person/王磊.410502,,王雷,,,\n"
    with pytest.raises(LedgerError, match="contradict"):
        resolve(two_officials(), lexicon, gazetteer, parse_ledger(names))


def test_rename_retype_code_drop(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    decisions = parse_ledger(
        HEADER + "rename,person/王磊.410502,,王垒,,,\nretype,agency/安阳市文峰区教育局,,Agency/Other,,,\n"
        "code,place/410502,,410503,,,\ndrop,agency/安阳市北关区教育局,,,,,\nrename,person/nobody,,x,,,\n"
    )
    result = resolve(two_officials(), lexicon, gazetteer, decisions)
    known = {e.id: e for e in result.entities}
    assert known["person/王磊.410502"].name == "王垒"
    assert "王磊" in known["person/王磊.410502"].aliases
    assert known["agency/安阳市文峰区教育局"].kind == "Other"
    assert known["place/410502"].code == "410503"
    assert "agency/安阳市北关区教育局" not in known
    assert not any("北关区教育局" in s.object for s in result.statements)
    assert not any(m.entity_id == "agency/安阳市北关区教育局" for m in result.mentions)
    assert any("ledger" in q.reason and "person/nobody" in q.reason for q in result.questions)


def test_replay_and_undo_of_random_ledgers(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    world = invent(5, 40)
    plain = resolve(world.articles, lexicon, gazetteer)
    ids = [e.id for e in plain.entities]
    for seed in range(50):
        rng = random.Random(seed)
        lines = []
        for _ in range(6):
            a, b = rng.sample([i for i in ids if i.startswith("person")], 2)
            lines.append(
                rng.choice(
                    (
                        Decision("same", a, b),
                        Decision("rename", a, "", "某人"),
                        Decision("drop", b),
                        Decision("retype", a, "", "Person/Official"),
                        Decision("not-same", a, b),
                    )
                )
            )
        try:
            after = resolve(world.articles, lexicon, gazetteer, lines)
        except LedgerError:
            continue
        shuffled = rng.sample(lines, len(lines))
        assert asdict(resolve(rng.sample(world.articles, 40), lexicon, gazetteer, shuffled)) == asdict(after)
        assert asdict(resolve(world.articles, lexicon, gazetteer, [])) == asdict(plain)
