"""The article's place: what evidence gives it, and when it stays open."""

from __future__ import annotations

import pytest

from kg.corpus import ManifestRow, read_bytes
from kg.corpus.place import from_manifest, infer
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.model import ArticlePlace


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def places(text: str, gazetteer: Gazetteer, row: ManifestRow | None = None) -> list[ArticlePlace]:
    return [d.place for d in read_bytes("x.txt", text.encode(), Lexicon(), gazetteer, row).documents]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("义乌市召开会议\n3月1日，义乌市召开会议，市委书记王某讲话，市长李某主持。", "330782"),
        ("鼓楼区开展活动\n近日，南京市鼓楼区开展活动，区文明办参加。", "320106"),
        ("开封日报\n\n鼓楼区开展活动\n\n本报讯(记者 高远)近日，鼓楼区开展活动。", "410204"),
        ("鼓楼区开展活动\n近日，鼓楼区开展活动，区文明办参加。", ""),
        ("河南县召开会议\n近日，河南县召开会议，县委书记讲话。", "632324"),
        ("河南省召开会议\n近日，河南省召开会议，省委书记讲话。", "41"),
        ("市委书记调研\n近日，安阳市委书记张某到文峰区调研，市领导李某参加。全市要抓好落实。", "4105"),
        ("汤阴县召开防汛会\n近日，汤阴县召开防汛会，县委书记主持，传达安阳市会议精神。", "410523"),
        ("恭城县召开会议\n10月12日，恭城瑶族自治县召开会议，县长俸某讲话。", "450332"),
        ("普陀区这个议事厅\n家住普陀区曹杨新村街道的俞老伯今年81岁。", "310107"),
        ("普陀区司法所挂牌\n5月30日,舟山市普陀区司法局东港司法所挂牌。", "330903"),
        ("区妇联开展活动\n近日，区妇联开展活动。", ""),
        ("科右前旗动态\n近日，科右前旗旗委召开会议。", "152221"),
        (
            "伊犁州竞赛\n伊犁哈萨克自治州总工会联合州人社局举办大赛，伊宁市职工参加。伊犁州总工会主席讲话。",
            "6540",
        ),
        ("朝阳区开展活动\n近日，北京市朝阳区和平街街道开展活动，区委常委参加。", "110105"),
        ("吉林市召开会议\n近日，吉林市委召开会议。", "2202"),
        ("大理市动态\n大理市挖色镇妇联联合洱海管理局清理湖岸。大理州环保局参加。", "532901"),
        ("村里来了明白人\n家住柳河乡后营村的谢大爷逢人便夸吕志勤。", ""),
        ("培训\n近日，省农业农村厅在西华县开展培训，县农业农村局参加。", "411622"),
        (
            "桐梓县动态\n近日，桐梓县委书记主持召开县委常委会会议，市委和县委有关负责人应县委邀请参加。",
            "520322",
        ),
        (
            "通报\n近日，固原市纪委监委通报问题。隆德县水务局原局长马某受罚。原州区三营镇党委委员受罚。",
            "6404",
        ),
        ("文明乡风进万家\n近年来，各村（社区）充分发挥村规民约的作用。", ""),
    ],
)
def test_area(text: str, area: str, gazetteer: Gazetteer) -> None:
    (place,) = places(text, gazetteer)
    assert place.area == area, place
    assert (place.confidence > 0.3) == bool(area)
    if not area:
        assert place.start is None


def test_evidence_stands_in_the_text(gazetteer: Gazetteer) -> None:
    text = (
        "区里开会\n\n记者 高远\n\n为进一步做好防汛工作，近日，北关\n区召开会议，区长张三出席会议并讲\n话。\n"
    )
    (place,) = places(text, gazetteer)
    assert place.start is not None
    assert place.end is not None
    assert "".join(text[place.start : place.end].split()) == "北关区"
    assert place.reason == "names of areas: 北关区"


ZONE_PAGE = """示范区:入户走访 情暖千家

记者 高远

连日来,市城乡一体化示范区各单位开展走访活动。示范区纪委监委工委走进文昌街道景园社区。

街道开展征兵宣传

本报讯(记者 高远)连日来,搬口街道开展征兵宣传工作,许湾街道参加。

区里召开会议

本报讯(记者 高远)近日,区党工委召开会议,示范区领导参加,示范区纪委发言,参观“廉洁文化周口行”。

商水县召开防汛会议

本报讯(记者 高远)近日,商水县召开防汛会议,商水县委书记讲话,要求全县抓好落实。
"""


def test_a_zone_under_its_city_and_another_county_beside_it(gazetteer: Gazetteer) -> None:
    first, second, third, fourth = places(ZONE_PAGE, gazetteer)
    assert (first.area, first.zone) == ("4116", "城乡一体化示范区")
    assert (third.area, third.zone) == ("4116", "城乡一体化示范区")
    assert second.area in ("4116", "411602")
    assert (fourth.area, fourth.zone) == ("411623", "")


def test_the_page_helps_a_silent_article(gazetteer: Gazetteer) -> None:
    text = """文峰区召开会议

本报讯(记者 高远)近日,文峰区召开会议,文峰区委书记讲话。

区妇联开展活动

本报讯(记者 高远)近日,区妇联开展慰问活动。
"""
    first, second = places(text, gazetteer)
    assert (first.area, second.area) == ("410502", "410502")
    assert second.confidence < first.confidence


@pytest.mark.parametrize(
    ("told", "area", "zone"),
    [
        ("410502", "410502", ""),
        ("410500", "4105", ""),
        ("河南省安阳市文峰区", "410502", ""),
        ("安阳市文峰区", "410502", ""),
        ("文峰区", "410502", ""),
        ("周口市城乡一体化示范区", "4116", "城乡一体化示范区"),
        ("黄南州河南县", "632324", ""),
        ("云南省", "53", ""),
    ],
)
def test_manifest_places(told: str, area: str, zone: str, gazetteer: Gazetteer) -> None:
    place = from_manifest(told, gazetteer)
    assert (place.area, place.zone, place.confidence) == (area, zone, 1.0)


@pytest.mark.parametrize("told", ["鼓楼区", "乌有县", "999999", "安阳市乌有区"])
def test_manifest_places_that_are_none(told: str, gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match=r"place|division"):
        from_manifest(told, gazetteer)


def test_without_a_gazetteer_all_stays_open() -> None:
    assert infer([(), ()], None) == [ArticlePlace(), ArticlePlace()]
