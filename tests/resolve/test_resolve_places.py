"""Places and communities: codes by the coherence of the article, nothing where nothing or too much fits."""

from __future__ import annotations

from build_extraction import Build

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.model import Entity, Mention, Resolution
from kg.resolve import Decision, resolve


def entity(result: Resolution, mention: Mention) -> Entity:
    wanted = next(m.entity_id for m in result.mentions if m.id == mention.id)
    return next(e for e in result.entities if e.id == wanted)


def triples(result: Resolution) -> set[tuple[str, str, str]]:
    return {(s.subject, s.predicate, s.object) for s in result.statements if s.start is not None}


def test_community_by_the_articles_county(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    beiguan = Build("410503", source="a.txt").say("向阳社区组织党员参观。")
    one = beiguan.name("向阳社区", "Community", "ResidentialCommunity")
    hua = Build("410526", source="b.txt").say("向阳社区组织党员参观。")
    two = hua.name("向阳社区", "Community", "ResidentialCommunity")
    result = resolve([beiguan.done(), hua.done()], lexicon, gazetteer)
    assert entity(result, one).code == "410503005005"
    assert entity(result, one).id == "community/410503005005"
    assert entity(result, one).full_name == "河南省安阳市北关区豆腐营街道向阳社区"
    assert entity(result, two).code == "410526002010"


def test_chain_wins_over_the_articles_place(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410503").say("党员们先后赴汤阴县向阳社区、滑县向阳社区参观。")
    tang = page.name("汤阴县", "Place", "County")
    none = page.name("向阳社区", "Community", "ResidentialCommunity", of=tang)
    hua = page.name("滑县", "Place", "County")
    some = page.name("向阳社区", "Community", "ResidentialCommunity", of=hua, nth=1)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, tang).code == "410523"
    assert entity(result, none).code is None
    assert entity(result, none).id == "community/向阳社区.410523"
    assert entity(result, some).code == "410526002010"


def test_ambiguous_stays_without_a_code_and_is_asked(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4105").say("向阳社区组织党员参观。")
    mention = page.name("向阳社区", "Community", "ResidentialCommunity")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, mention).code is None
    asked = [(q.left, q.right) for q in result.questions]
    assert ("community/向阳社区.4105", "community/410503005005") in asked
    answer = Decision("same", "community/向阳社区.4105", "community/410503005005")
    settled = resolve([page.done()], lexicon, gazetteer, [answer])
    assert entity(settled, mention).code == "410503005005"
    assert not settled.questions
    denied = [Decision("not-same", left, right) for left, right in asked]
    assert not resolve([page.done()], lexicon, gazetteer, denied).questions


def test_the_street_beside_it_settles_a_community(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4105").say("豆腐营街道干部到北关区豆腐营街道，也到向阳社区。")
    district = page.name("北关区", "Place", "County")
    page.name("豆腐营街道", "Place", "Township", of=district, nth=1)
    mention = page.name("向阳社区", "Community", "ResidentialCommunity")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, mention).code == "410503005005"


def test_streets_and_communities_of_a_zone(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4116", "城乡一体化示范区").say("市城乡一体化示范区文昌街道景园社区、名都社区，示范区。")
    zone = page.name("市城乡一体化示范区", "Place", "Zone", level="市", core="城乡一体化示范区")
    street = page.name("文昌街道", "Place", "Township", of=zone)
    known = page.name("景园社区", "Community", "ResidentialCommunity", of=street)
    unknown = page.name("名都社区", "Community", "ResidentialCommunity")
    short = page.name("示范区", "Place", "Zone", nth=1)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, zone).id == "place/城乡一体化示范区.4116" == entity(result, short).id
    assert entity(result, street).code == "411602008"
    assert entity(result, known).code == "411602008009"
    assert entity(result, unknown).code is None
    assert ("place/城乡一体化示范区.4116", "locatedIn", "place/4116") in triples(result)
    assert ("place/411602008", "locatedIn", "place/城乡一体化示范区.4116") in triples(result)
    assert result.articles[0].place == "place/城乡一体化示范区.4116"


def test_province_and_county_of_one_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("632324").say("河南县干部到河南、青海学习。")
    county = page.name("河南县", "Place", "County")
    province = page.name("河南", "Place", "Province", nth=1)
    other = page.name("青海", "Place", "Province")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, county).code == "632324"
    assert entity(result, province).code == "41"
    assert entity(result, other).code == "63"
    assert entity(result, county).name == "河南县"


def test_forms_of_a_district(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("文峰区(高新区)开展活动，文峰大地，该区推进。")
    whole = page.name("文峰区(高新区)", "Place", "County")
    zone = page.name("高新区", "Place", "Zone", inside=whole)
    short = page.name("文峰", "Place", "County", nth=1)
    back = page.name("该区", "Place", "County", anaphor=True, level="区")
    result = resolve([page.done()], lexicon, gazetteer)
    assert {entity(result, m).code for m in (whole, short, back)} == {"410502"}
    assert entity(result, zone).code == "410571"
    assert "该区" not in entity(result, whole).aliases


def test_unlisted_estates_meet_across_articles(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    first = Build("410502", source="a.txt").say("紫薇大道街道晨曦小区改造。")
    street = first.name("紫薇大道街道", "Place", "Township")
    one = first.name("晨曦小区", "Community", "HousingEstate", of=street)
    second = Build("410502", source="b.txt").say("晨曦小区居民说好。")
    two = second.name("晨曦小区", "Community", "HousingEstate")
    far = Build("410503", source="c.txt").say("晨曦小区居民说好。")
    three = far.name("晨曦小区", "Community", "HousingEstate")
    result = resolve([first.done(), second.done(), far.done()], lexicon, gazetteer)
    assert entity(result, one).id == entity(result, two).id == "community/晨曦小区.410502012"
    assert entity(result, three).id == "community/晨曦小区.410503"
    assert entity(result, one).code is None


def test_place_of_an_article_unknown_is_voted(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("").say("宝莲寺镇和紫薇大道街道、光华路街道的干部到场。")
    town = page.name("宝莲寺镇", "Place", "Township")
    page.name("紫薇大道街道", "Place", "Township")
    page.name("光华路街道", "Place", "Township")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, town).code == "410502101"


def test_gazetteer_chain_is_marked(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410503").say("向阳社区组织党员参观。")
    page.name("向阳社区", "Community", "ResidentialCommunity")
    result = resolve([page.done()], lexicon, gazetteer)
    chain = {(s.subject, s.object) for s in result.statements if s.rule == "gazetteer"}
    assert ("community/410503005005", "place/410503005") in chain
    assert ("place/4105", "place/41") in chain
    assert all(s.start is None and s.article_id is None for s in result.statements if s.rule == "gazetteer")


def test_town_lies_in_the_county_that_the_article_names(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4105").say("在汤阴县，考察组走进伏道镇。随后来到滑县。")
    county = page.name("汤阴县", "Place", "County")
    town = page.name("伏道镇", "Place", "Township")
    other = page.name("滑县", "Place", "County")
    result = resolve([page.done()], lexicon, gazetteer)
    found = triples(result)
    assert (entity(result, town).id, "locatedIn", entity(result, county).id) in found
    assert (entity(result, town).id, "locatedIn", entity(result, other).id) not in found


def test_county_is_not_said_to_lie_in_its_province(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("河南省安排资金，汤阴县开工建设。")
    page.name("河南省", "Place", "Province")
    county = page.name("汤阴县", "Place", "County")
    result = resolve([page.done()], lexicon, gazetteer)
    assert not [t for t in triples(result) if t[0] == entity(result, county).id]


def test_firm_lies_in_the_town_whose_name_it_bears(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("考察组来到伏道镇，走进伏道中药材有限公司、河南汤阴面粉有限公司。汤阴县宣布。")
    town = page.name("伏道镇", "Place", "Township")
    firm = page.name("伏道中药材有限公司", "Enterprise", "Company")
    mill = page.name("河南汤阴面粉有限公司", "Enterprise", "Company")
    county = page.name("汤阴县", "Place", "County")
    result = resolve([page.done()], lexicon, gazetteer)
    found = triples(result)
    assert (entity(result, firm).id, "locatedIn", entity(result, town).id) in found
    assert (entity(result, mill).id, "locatedIn", entity(result, county).id) in found


def test_a_namesake_far_away_that_the_article_places(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("220781").say("浙江省舟山市普陀区党政代表团到访，普陀区与扶余市结对。")
    province = page.name("浙江省", "Place", "Province")
    city = page.name("浙江省舟山市", "Place", "Prefecture", core="舟山市", of=province)
    whole = page.name("浙江省舟山市普陀区", "Place", "County", core="普陀区", of=city)
    again = page.name("普陀区", "Place", "County", nth=1)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, again).code == entity(result, whole).code == "330903"


def test_a_namesake_whose_province_the_article_names(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("220781").say("浙江省客人来访，普陀区负责人介绍情况。")
    page.name("浙江省", "Place", "Province")
    area = page.name("普陀区", "Place", "County")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, area).code == "330903"


def test_the_proper_name_of_a_county_that_looks_like_a_river(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("469027").say("调研组赴昌江县，学习昌江的做法。")
    whole = page.name("昌江县", "Place", "County", core="昌江县")
    short = page.name("昌江", "Place", "Other", core="昌江", nth=1)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, short).code == entity(result, whole).code == "469026"


def test_a_zone_lies_in_the_county_whose_name_it_bears(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("汤阴县新闻，汤阴经济开发区开工。")
    county = page.name("汤阴县", "Place", "County")
    zone = page.name("汤阴经济开发区", "Place", "Zone", core="汤阴经济开发区")
    result = resolve([page.done()], lexicon, gazetteer)
    assert (entity(result, zone).id, "locatedIn", entity(result, county).id) in triples(result)
