"""Drives, meetings, documents and honours: bare and qualified, national and local, one year and the next."""

from __future__ import annotations

import pytest
from build_extraction import Build
from test_resolve_places import entity

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.resolve import resolve


@pytest.mark.parametrize(
    ("forms", "one"),
    [
        (("“我为群众办实事”实践活动", "“我为群众办实事”项目", "我为群众办实事"), True),
        (("“三川利剑”集中会战", "“三川利剑”"), True),
        (("2024年春季征兵宣传工作", "征兵宣传"), True),
        (("新时代“枫桥经验”", "“枫桥经验”"), True),
        (("农户门前“三包”责任制", "“三包”责任制"), True),
        (("“调研察民情、走访办实事”入户大走访活动", "“调研察民情、走访办实事”人户大走访活动"), True),
        (("2023年防止返贫监测帮扶集中排查", "防止返贫监测帮扶集中排查"), True),
        (("2023年春季征兵宣传工作", "2024年春季征兵宣传工作"), False),
        (("“五星”支部创建", "“双创”平台建设"), False),
        (("“党建+农村人居环境整治”", "农村人居环境整治"), False),
        (("“十个清零”活动", "“三个遍访”活动"), False),
    ],
)
def test_forms_in_one_article(
    lexicon: Lexicon, gazetteer: Gazetteer, forms: tuple[str, ...], one: bool
) -> None:
    page = Build("410502")
    found = [page.say(f"开展{f}。").name(f, "Initiative") for f in forms]
    result = resolve([page.done()], lexicon, gazetteer)
    assert (len({entity(result, m).id for m in found}) == 1) is one


def test_national_campaigns_are_one_and_local_drives_are_not(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [
        Build("410502", source="a.txt"),
        Build("410503", source="b.txt"),
        Build("4116", "城乡一体化示范区", source="c.txt"),
    ]
    found = []
    for page in pages:
        page.say("开展党史学习教育和“星火燎原”行动，助力“创文”。")
        found.append(
            [page.name(n, "Initiative", "Campaign") for n in ("党史学习教育", "“星火燎原”行动", "“创文”")]
        )
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    assert len({entity(result, f[0]).id for f in found}) == 1
    assert len({entity(result, f[1]).id for f in found}) == 3
    city = [entity(result, f[2]).id for f in found]
    assert city[0] == city[1] != city[2]  # the city of two districts creates as one, another city for itself
    assert city[2] == "initiative/创建全国文明城市.4116"


def test_meetings_of_one_body_by_number(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    first = Build("4116", "城乡一体化示范区", source="a.txt")
    first.say("示范区党工委第四十八次(扩大)会议召开。")
    one = first.name("示范区党工委第四十八次(扩大)会议", "Event", "Meeting")
    organ = first.name("示范区党工委", "Agency", "PartyOrgan", inside=one, level="区", core="党工委")
    second = Build("4116", "城乡一体化示范区", source="b.txt")
    second.say("市城乡一体化示范区党工委第四十八名会议召开，市城乡一体化示范区党工委第四十九次会议。")
    same = second.name("市城乡一体化示范区党工委第四十八名会议", "Event", "Meeting")
    zone = second.name(
        "市城乡一体化示范区", "Place", "Zone", level="市", core="城乡一体化示范区", inside=same
    )
    second.name("市城乡一体化示范区党工委", "Agency", "PartyOrgan", core="党工委", of=zone, inside=same)
    other = second.name("市城乡一体化示范区党工委第四十九次会议", "Event", "Meeting")
    second.name("市城乡一体化示范区党工委", "Agency", "PartyOrgan", core="党工委", of=zone, inside=other)
    result = resolve([first.done(), second.done()], lexicon, gazetteer)
    assert entity(result, organ).id == "agency/周口市城乡一体化示范区党工委"
    assert entity(result, one) == entity(result, same)
    assert entity(result, other) != entity(result, same)


def test_a_short_meeting_name_is_the_long_one_before_it(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("省第十一次党代会闭幕。区党代会召开。学习党代会精神，河南省第十一次党代会。")
    province = page.name("省第十一次党代会", "Event", "Congress", level="省", core="第十一次党代会")
    district = page.name("区党代会", "Event", "Congress", level="区", core="党代会")
    short = page.name("党代会", "Event", "Congress", nth=2)
    whole = page.name("河南省第十一次党代会", "Event", "Congress")
    page.name("河南省", "Place", "Province", inside=whole)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, province) == entity(result, whole)
    assert entity(result, short) == entity(result, district)


def test_recurring_meetings_of_two_years(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [
        Build("410502", source=f"{n}.txt", date=d)
        for n, d in enumerate(("2023-05-01", "2023-06-01", "2024-05-01"))
    ]
    found = [p.say("“一匠两手”表彰大会召开。").name("“一匠两手”表彰大会", "Event", "Ceremony") for p in pages]
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    ids = [entity(result, m).id for m in found]
    assert ids[0] == ids[1] != ids[2]


def test_documents_and_honours(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [Build("410502", source="a.txt"), Build("632324", source="b.txt")]
    found = []
    for page in pages:
        page.say("《中华人民共和国禁毒法》《实施方案》全国文明城市、“大工匠”。")
        found.append(
            [
                page.name("《中华人民共和国禁毒法》", "Document", "Law"),
                page.name("《实施方案》", "Document", "Policy"),
                page.name("全国文明城市", "Honour", "Title"),
                page.name("“大工匠”", "Honour", "Title"),
            ]
        )
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    same = [entity(result, a).id == entity(result, b).id for a, b in zip(*found, strict=True)]
    assert same == [True, False, True, False]


def test_an_award_with_its_edition_is_the_one_without(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("520327", source="a.txt")
    page.say("授予一批村镇全国文明村镇称号，田坝村获评第七届全国文明村镇。")
    bare = page.name("全国文明村镇", "Honour", "Title")
    edition = page.name("第七届全国文明村镇", "Honour", "Title")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, bare).id == entity(result, edition).id
