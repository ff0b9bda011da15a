"""Layout repair: what is joined, kept and turned, and that every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text.normalise import ascending, changes, mapped, mapped_pieces

PROSE = (
    "县委书记李镇街道社区办事处会议，。、：；（）“”‘’《》\"',.:;?!()-—…12345AbZ "
    "\n\t\u3000\u200b\ufeff\x00\u202e"
)


@pytest.mark.parametrize(
    ("printed", "ready"),
    [
        ("凝聚着对人 民群众的关切", "凝聚着对人民群众的关切"),
        ("将排\n查结果", "将排查结果"),
        ("截至 8 月 10 日", "截至8月10日"),
        ("任  杰带领驻村干部", "任杰带领驻村干部"),
        ("示范区领导李  明出席", "示范区领导李明出席"),
        ("(记者 周文 通讯员 韩 庆伟)", "（记者 周文 通讯员 韩庆伟）"),
        ("记者 张璐 文/图", "记者 张璐 文/图"),
        ("参加会议的有:李  明 王小红 张 伟 赵丽颖", "参加会议的有：李明 王小红 张伟 赵丽颖"),
        ("利用LED电子屏", "利用LED电子屏"),
        ("ＡＰＰ用户１２３人", "APP用户123人"),
        ("阿依努尔•买买提", "阿依努尔·买买提"),
        ("Open\nAI", "Open AI"),
        ("时间为8:30,地点", "时间为8:30，地点"),
        ("共1,200余户", "共1,200余户"),
        ("答复率达95.07%.", "答复率达95.07%."),
        ("县\u200b长\ufeff王\x00芳\u202e", "县长王芳"),
        ("\u3000\u3000近日，", "近日，"),
        ("出台:\n--建立", "出台：——建立"),
        ("等等...", "等等…"[:2] + "………"),
        ("里長︵", "里長︵"),
    ],
)
def test_analysed_form(printed: str, ready: str) -> None:
    assert mapped(printed).text == ready


def test_headline_keeps_the_space_between_phrases() -> None:
    assert mapped("文峰区(高新区) 学习贯彻精神", headline=True).text == "文峰区（高新区） 学习贯彻精神"
    assert mapped('14 名"一匠两手"获表彰', headline=True).text == "14名“一匠两手”获表彰"
    assert mapped("通   知", headline=True).text == "通知"


@pytest.mark.parametrize(
    ("printed", "ready"),
    [
        ('开展"创文"工作,"走访"群众', "开展“创文”工作，“走访”群众"),
        ("\"'双创'时代呼唤工匠精神。\"他说", "“‘双创’时代呼唤工匠精神。”他说"),
        ('"你好!""再见!"', "“你好！”“再见！”"),
        ('不敢腐",推进"清廉"建设', "不敢腐”，推进“清廉”建设"),
        ('他说:"很好。', "他说：“很好。"),
        ("「雙創」工作", "“雙創”工作"),
        ("”创文”工作与”走访”活动", "“创文”工作与“走访”活动"),
        ("it's县", "it's县"),
    ],
)
def test_quotes(printed: str, ready: str) -> None:
    assert mapped(printed).text == ready


def test_offsets_lead_back() -> None:
    printed = "会议由 宋 力\n主持。"
    ready = mapped(printed, 100)
    assert ready.text == "会议由宋力主持。"
    start, end = ready.span(3, 5)
    assert printed[start - 100 : end - 100] == "宋 力"


def test_pieces_must_ascend() -> None:
    ready = mapped_pieces([("了解受影", 10), ("响的农田", 50)])
    assert ready.text == "了解受影响的农田"
    assert ready.span(2, 6) == (12, 52)
    with pytest.raises(ValueError, match="starts before"):
        mapped_pieces([("甲乙", 10), ("丙", 11)])


def test_simplifying_keeps_length() -> None:
    ready = mapped("縣委會", simplify=lambda s: s.replace("縣", "县").replace("會", "会"))
    assert ready.text == "县委会"
    assert mapped("縣委會", simplify=lambda s: s + "!").text == "縣委會"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=PROSE, max_size=80), st.integers(0, 1000), st.booleans())
def test_every_character_has_its_place(printed: str, base: int, headline: bool) -> None:
    ready = mapped(printed, base, headline=headline)
    assert len(ready.text) == len(ready.offsets)
    assert ascending(ready.offsets)
    assert all(base <= o < base + len(printed) for o in ready.offsets)
    for offset, before, after in changes(printed, ready, base):
        assert before == printed[offset - base]
        assert not ("\u4e00" <= before <= "\u9fff"), (before, after)  # nothing here mends characters
    assert not any(c in ready.text for c in "\n\x00\u200b\ufeff\u202e\t\u3000")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all(printed: str) -> None:
    ready = mapped(printed)
    assert len(ready.text) == len(ready.offsets)
    assert ascending(ready.offsets)
    # once analysed, a text stays as it is
    again = mapped(ready.text)
    assert len(again.text) <= len(ready.text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(alphabet=PROSE, max_size=20), st.integers(0, 5)), max_size=5))
def test_any_pieces(parts: list[tuple[str, int]]) -> None:
    pieces, at = [], 0
    for text, skip in parts:
        at += skip
        pieces.append((text, at))
        at += len(text)
    ready = mapped_pieces(pieces)
    assert len(ready.text) == len(ready.offsets)
    assert ascending(ready.offsets)
    covered = {o for text, base in pieces for o in range(base, base + len(text))}
    assert set(ready.offsets) <= covered
