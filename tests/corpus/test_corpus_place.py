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
        (
            "全市返乡创业推进会召开\n6月7日，全市返乡创业推进会在义乌市召开。市委副书记、市长高远讲话，市领导江波参加。"
            "东阳市、永康市作发言，金华市总工会宣读倡议书。",
            "3307",
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


@pytest.mark.parametrize(
    ("area", "text"),
    [
        (
            "321081",
            "仪征召开安全生产会议\n3月2日下午，安全生产会议举行。市委副书记、市长高远讲话，市委常委、宣传部部长白杰主持。",
        ),
        ("330182", "建德举行农民丰收节\n10月7日，农民丰收节在我市举行，副市长高远参加。"),
        ("500156", "武隆部署防汛工作\n5月3日，区防汛指挥部召开会议，区委副书记、区长高远讲话。"),
        ("350525", "永春多措并举抓春耕\n连日来，县农业农村局组织干部下乡，全县备足化肥。"),
        ("510723", "盐亭:小蚕桑织就致富路\n县农业农村局局长高远介绍，全县桑园面积8万亩。"),
        ("420684", "宜城法院开展送法进校园\n6月5日，市人民法院干警走进小学，院长高远讲课。"),
        ("411024", "鄢陵花农直播卖花木\n县商务局副局长白杰说，全县花木网店超过千家。"),
        ("360425", "永修干部进网格\n县委组织部组织党员干部下沉网格，县领导高远等参加。"),
        ("430624", "县里开会\n湘阴讯 3月5日，全县教育工作会议召开，县长高远讲话。"),
        ("370829", "县委召开常委会\n来源：嘉祥县融媒体中心\n3月5日，县委书记高远主持召开县委常委会会议。"),
        ("511325", "区县联动\n西充县融媒体中心讯（记者 高远）3月5日，县委书记高远调研项目。"),
        ("450225", "融水：苗乡处处读书声\n县教育局组织送书下乡活动。"),
        ("140728", "平遥古城里的调解室\n县司法局在古城设立调解室，调解员高远值守。"),
        ("330726", "浦江公安破获一起诈骗案\n3月5日，县公安局抓获嫌疑人。"),
        ("610922", "市政协来石泉县调研\n3月5日，安康市政协副主席高远来石泉县调研，县政协主席白杰陪同。"),
        (
            "5301",
            "昆明三人获评道德模范\n近日，昆明市三人获评道德模范。嵩明县的高远、石林县的白杰、宜良县的方慧入选。",
        ),
        ("130726", "高远到西合营镇调研\n5月5日，县长高远到西合营镇调研，走访南大坪村。"),
        ("", "公安民警进社区\n近日，民警走进社区开展反诈宣传，县局有关负责人参加。"),
        ("", "平安志愿者在行动\n近日，志愿者走上街头，县委政法委参加。"),
        ("", "新建小区来了快递柜\n近日，区住建局推动小区改造。"),
        ("", "朝阳社区举办文艺晚会\n近日，社区举办晚会，区文旅局参加。"),
        ("", "互助养老暖人心\n近日，县民政局推进互助养老。"),
        ("210504", "明山区召开会议\n近日，本溪市明山区召开会议，区委书记高远讲话。"),
        ("4401", "广州出台新规\n近日，市政府印发文件。市教育局、市财政局负责落实，越秀区先行试点。"),
        ("532901", "大理市银桥镇开展清洁行动\n近日，镇党委组织党员清理海边。大理州生态环境局到场指导。"),
        ("421127", "黄梅戏唱响乡村\n近日，黄梅县文化馆送戏下乡，县文旅局局长高远观看。"),
        ("520626", "德江：炫出傩戏味\n县文体广电旅游局组织傩戏展演。"),
        ("620522", "秦安桃农喜丰收\n全县桃园面积20万亩，县果业局局长高远介绍。"),
        ("230781", "铁力深化主题教育\n市委书记高远到市委党校宣讲。"),
        ("640424", "泾源县召开会议\n固原日报讯（记者 高远）近日，泾源县委召开会议。县长白杰主持。"),
        (
            "421127",
            "高远督导项目建设\n云上黄梅报道（记者 白杰）2月12日，县长高远到高铁新区督导，高铁新区汇报。",
        ),
        ("320614", "海门启动文明创建\n3月5日，区委书记高远主持会议，区文明办主任白杰汇报。"),
        ("341321", "砀山梨花开\n县旅游局局长高远介绍。砀山县梨园80万亩。"),
    ],
)
def test_short_names_datelines_and_level_words(area: str, text: str, gazetteer: Gazetteer) -> None:
    (place,) = places(text, gazetteer)
    assert place.area == area, place


@pytest.mark.parametrize(
    ("area", "text"),
    [
        (
            "341221",
            "界首市党政考察团来我县考察\n3月5日，界首市委书记高远率考察团来临泉县考察，县委书记白杰陪同。"
            "界首市政府办参加。界首市愿与临泉县加强合作。",
        ),
        (
            "420682",
            "高远来老河口走访\n3月5日，襄阳市委常委、统战部部长高远走访企业。襄阳市民宗委负责人参加，"
            "老河口市委常委白杰陪同。",
        ),
        (
            "431321",
            "双峰县代表团赴临湘市考察\n3月5日，县委书记高远率团到临湘市考察，临湘市委书记白杰介绍情况。",
        ),
    ],
)
def test_guests_and_hosts(area: str, text: str, gazetteer: Gazetteer) -> None:
    (place,) = places(text, gazetteer)
    assert place.area == area, place


def test_a_short_name_under_the_area_above_it(gazetteer: Gazetteer) -> None:
    text = (
        "市人大代表到企业走访\n3月5日，重庆市人大代表忠县联系组、垫江联系组走访企业，垫江的代表发言，"
        "县人大常委会主任高远参加。\n垫江要发展，高远说。"
    )
    (place,) = places(text, gazetteer)
    assert place.area in ("500231", "500233")


def test_a_city_welcomes_those_who_worked_in_a_county_elsewhere(gazetteer: Gazetteer) -> None:
    text = (
        "宜昌市援藏干部归来\n7月11日，宜昌市委召开座谈会，市委副书记高远主持。援藏队员、山南市加查县委原副书记白杰，"
        "市第一中学教师方慧发言，市委组织部部长参加。"
    )
    (place,) = places(text, gazetteer)
    assert place.area == "4205"
