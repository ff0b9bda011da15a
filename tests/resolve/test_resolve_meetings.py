"""Meetings and bodies under a shorter name in the same article: a headline's, a session's, a station's."""

from __future__ import annotations

import pytest
from build_extraction import Build
from test_resolve_places import entity

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.resolve import names, resolve


@pytest.mark.parametrize(
    ("short", "long", "headline", "one"),
    [
        ("“护河”筹备工作调度会", "“护河”联赛筹备工作调度会", False, True),
        ("“护农”专项行动推进会", "泌阳县2023年“护农”专项行动推进会暨春耕工作调度会", False, True),
        ("民情分析会", "第二季度民情分析研判会", True, True),
        ("民情分析会", "第二季度民情分析研判会", False, False),
        (
            "第一次全体会议",
            "第十一次全体会议",
            True,
            False,
        ),  # the characters stand in order, the number does not
        (
            "县政协十一届五次会议",
            "县政协十一届五次会议重点提案督办会议",
            True,
            False,
        ),  # one is inside the other
        ("推进会", "春耕推进会", True, False),  # says too little
        ("遂昌县庆祝教师节表彰会", "遂昌县庆祝教师节暨优秀教师表彰会议", True, True),
        ("遂昌县委巡察组巡察县医保局动员会", "县委巡察组巡察遂昌县医保局动员会", True, True),
        ("遂昌县委巡察组巡察县医保局动员会", "县委巡察组巡察遂昌县医保局动员会", False, False),
    ],
)
def test_a_shorter_name_of_one_meeting(short: str, long: str, headline: bool, one: bool) -> None:
    assert names.is_shorter_meeting(short, long, headline=headline) is one


@pytest.mark.parametrize(
    ("name", "organ", "count"),
    [
        ("安龙县政协九届四次会议", "政协", "九届四次"),
        ("政协第九届安龙县委员会第四次会议", "政协", "九届四次"),
        ("仁化县第十五届人民代表大会第三次会议", "人民代表大会", "十五届三次"),
        ("仁化县十五届人大三次会议", "人民代表大会", "十五届三次"),
        ("县十五届人大常委会第二十一次会议", "人民代表大会常务委员会", "十五届二十一次"),
        ("中国人民政治协商会议安龙县第九届委员会第四次会议", "政协", "九届四次"),
        ("中国共产党安龙县第十四届委员会第三次全体会议", "委员会", "十四届三次"),
        ("中国共产党安龙县委十四届三次全会", "委员会", "十四届三次"),
        ("中国共产党安龙县第十四届纪律检查委员会第三次全体会议", "纪律检查委员会", "十四届三次"),
    ],
)
def test_sessions_however_written(name: str, organ: str, count: str) -> None:
    session = names.session(name)
    assert session is not None
    assert (session.organ, session.count) == (organ, count)


def test_other_meetings_are_no_sessions() -> None:
    assert names.session("全县经济工作会议") is None
    assert names.session("第三届稻米文化节") is None


def test_two_spellings_of_a_session_are_one(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("文峰区政协九届四次会议闭幕。政协第九届文峰区委员会第四次会议选举了常委。")
    district = page.name("文峰区", "Place", "County")
    body = page.organ("文峰区政协", kind="CPPCC", core="政协", of=district)
    first = page.name("文峰区政协九届四次会议", "Event", "Meeting", of=body)
    second = page.name("政协第九届文峰区委员会第四次会议", "Event", "Meeting", of=body)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, first) == entity(result, second)


def test_a_station_beside_its_longer_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("安阳市公安局高庄派出所民警巡逻。高庄派出所所长介绍。")
    bureau = page.organ("安阳市公安局", "", "公安局", "Police")
    long = page.organ("安阳市公安局高庄派出所", kind="Police", core="高庄派出所", of=bureau)
    short = page.organ("高庄派出所", kind="Police", core="高庄派出所")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, long) == entity(result, short)


def test_the_office_of_a_committee_is_part_of_it(lexicon: Lexicon) -> None:
    assert names.inner_body("禁毒委员会办公室", lexicon) == ("禁毒委员会", "Other", "办公室")
    assert names.inner_body("委组织部", lexicon)[0] == "委"
    assert names.inner_body("教育局", lexicon) == ("", "", "")


def test_a_firms_committee_is_no_provinces(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("河南省委要求，河南路桥集团党委开展活动。")
    province = page.name("河南省", "Place", "Province")
    committee = page.organ("河南省委", kind="PartyOrgan", core="委", of=province)
    firm = page.name("河南路桥集团", "Enterprise", "Company")
    own = page.organ("河南路桥集团党委", kind="PartyOrgan", core="党委", of=firm)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, committee) != entity(result, own)
