"""People: namesakes apart, one person one, half-names at home, careers joined by what joins them."""

from __future__ import annotations

import pytest
from build_extraction import Build
from invented import invent, pairs_score
from test_resolve_places import entity

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.model import Implied, Mention
from kg.resolve import names, resolve
from kg.resolve.explain import explain_pair


def test_career_in_a_zone(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    august = Build("4116", "城乡一体化示范区", source="a.txt", date="2023-08-07")
    august.say("市政协副主席、区党工委书记宋力")
    one = august.person("宋力")
    august.claim(one, "holdsPost", august.organ("市政协", "市", "政协", "CPPCC"), "副主席")
    august.claim(one, "holdsPost", august.organ("区党工委", "区", "党工委", "PartyOrgan"), "书记")
    january = Build("4116", "城乡一体化示范区", source="b.txt", date="2024-01-10")
    january.say("市政协副主席、示范区党工委副书记宋力")
    two = january.person("宋力")
    january.claim(two, "holdsPost", january.organ("市政协", "市", "政协", "CPPCC"), "副主席")
    january.claim(two, "holdsPost", january.organ("示范区党工委", "示范区", "党工委", "PartyOrgan"), "副书记")
    result = resolve([august.done(), january.done()], lexicon, gazetteer)
    assert entity(result, one).id == entity(result, two).id == "person/宋力.城乡一体化示范区.4116"


def test_namesakes_of_two_districts(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [Build("410502", source="a.txt"), Build("410503", source="b.txt")]
    found = []
    for page in pages:
        page.say("区教育局局长王磊讲话")
        person = page.person("王磊")
        page.claim(person, "holdsPost", page.organ("区教育局", "区", "教育局"), "局长")
        found.append(person)
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    assert entity(result, found[0]).id == "person/王磊.410502"
    assert entity(result, found[1]).id == "person/王磊.410503"


def test_a_move_is_joined_by_what_an_article_says_of_both_posts(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    def held(page: Build, level: str, title: str, area: str, of: Mention | None = None) -> Mention:
        person = page.person("段子昂")
        page.claim(
            person,
            "holdsPost",
            Implied("Agency", "GovernmentOrgan", "人民政府", level, of.id if of else None),
            title,
        )
        return person

    before = Build("410502", source="a.txt", date="2021-03-01").say("区长段子昂调研")
    one = held(before, "区", "区长", "")
    after = Build("410503", source="b.txt", date="2023-03-01").say("区长段子昂调研")
    two = held(after, "区", "区长", "")
    apart = resolve([before.done(), after.done()], lexicon, gazetteer)
    assert entity(apart, one).id != entity(apart, two).id
    notice = Build("4105", source="c.txt", date="2022-06-01").say("文峰区区长段子昂任北关区区长")
    old, new = notice.name("文峰区", "Place", "County"), notice.name("北关区", "Place", "County")
    person = held(notice, "区", "区长", "", old)
    notice.claim(person, "holdsPost", Implied("Agency", "GovernmentOrgan", "人民政府", "区", new.id), "区长")
    joined = resolve([before.done(), after.done(), notice.done()], lexicon, gazetteer)
    assert entity(joined, one) == entity(joined, two) == entity(joined, person)


def test_half_names_never_leave_their_article(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [
        Build("410502", source=f"{n}.txt").say("李阿姨、刘女士、小李说好，李阿姨又说。") for n in range(3)
    ]
    found = [[p.name(n, "Person", "Resident") for n in ("李阿姨", "刘女士", "小李")] for p in pages]
    again = pages[0].name("李阿姨", "Person", "Resident", nth=1)
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    assert len({entity(result, m).id for row in found for m in row}) == 9
    assert entity(result, again) == entity(result, found[0][0])


def test_who_is_called_by_a_title(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502", source="a.txt").say(
        "区教育局局长王磊、第一小学教师宋力到场。杜局长、王局长、宋老师说好。"
    )
    chief, teacher = page.person("王磊"), page.person("宋力")
    page.claim(chief, "holdsPost", page.organ("区教育局", "区", "教育局"), "局长")
    page.claim(teacher, "holdsPost", page.organ("第一小学", "", "第一小学", "PublicInstitution"), "教师")
    other, same, called = (page.person(name) for name in ("杜局长", "王局长", "宋老师"))
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, same).id == entity(result, chief).id != entity(result, other).id
    assert entity(result, called).id == entity(result, teacher).id


@pytest.mark.parametrize(
    "name",
    [
        "李阿姨",
        "刘女士",
        "小李",
        "老王",
        "王某",
        "张某某",
        "欧阳先生",
        "陈大娘",
        "李大爷",
        "杜局长",
        "李镇长",
    ],
)
def test_half_names(name: str) -> None:
    assert names.is_half_name(name)


@pytest.mark.parametrize(
    "name", ["宋力", "王磊", "欧阳修", "李小龙", "周小妹", "刘老根", "阿不都拉", "司吉昇", "高宾"]
)
def test_full_names(name: str) -> None:
    assert not names.is_half_name(name)


def test_journalists_of_a_paper_and_their_namesakes(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    def byline(area: str, source: str, paper: str | None) -> tuple[Build, Mention]:
        page = Build(area, source=source, publication=paper).say("记者周俊英")
        return page, page.person("周俊英", "Journalist")

    (a, one), (b, two) = byline("410502", "a.txt", "安阳日报"), byline("410503", "b.txt", "安阳日报")
    (c, three), (d, four) = byline("410526", "c.txt", None), byline("632324", "d.txt", "黄南报")
    official = Build("410502", source="e.txt").say("区教育局局长周俊英")
    five = official.person("周俊英")
    official.claim(five, "holdsPost", official.organ("区教育局", "区", "教育局"), "局长")
    result = resolve([p.done() for p in (a, b, c, d, official)], lexicon, gazetteer)
    assert (
        entity(result, one).id == entity(result, two).id == entity(result, three).id == "person/周俊英.4105"
    )
    assert entity(result, four).id == "person/周俊英.6323"
    assert entity(result, five).id == "person/周俊英.410502"


def test_national_leaders_are_one(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [Build(a, source=f"{a}.txt").say("习近平总书记指出") for a in ("410502", "632324")]
    found = [p.person("习近平", "NationalLeader") for p in pages]
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    assert {entity(result, m).id for m in found} == {"person/习近平"}


def test_a_namesake_of_a_leader_is_none(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("632322").say("副县长李强到场，")
    person = page.name("李强", "Person", "NationalLeader")
    page.claim(person, "holdsPost", Implied("Agency", "GovernmentOrgan", "人民政府", "县"), "副县长")
    found = entity(resolve([page.done()], lexicon, gazetteer), person)
    assert (found.id, found.kind) == ("person/李强.632322", "Official")


def test_who_writes_is_not_who_is_written_about(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("通讯员 李强")
    writer = page.person("李强", "Journalist")
    page.say("区教育局局长李强")
    head = page.person("李强")
    page.claim(head, "holdsPost", page.organ("区教育局", "区", "教育局"), "局长")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, writer).id == "person/李强.4105"
    assert entity(result, head).id == "person/李强.410502"


def test_two_heads_at_once_are_two_and_asked(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = []
    found = []
    for n, (core, day) in enumerate((("教育局", "01"), ("水利局", "02"), ("教育局", "03"), ("水利局", "04"))):
        page = Build("410502", source=f"{n}.txt", date=f"2023-05-{day}").say(f"区{core}局长王磊讲话")
        person = page.person("王磊")
        page.claim(person, "holdsPost", page.organ(f"区{core}", "区", core), "局长")
        pages.append(page)
        found.append(person)
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    ids = [entity(result, m).id for m in found]
    assert ids[0] == ids[2] != ids[1] == ids[3]
    assert sorted(set(ids)) == [
        "person/王磊.410502.安阳市文峰区教育局",
        "person/王磊.410502.安阳市文峰区水利局",
    ]
    why = explain_pair(result, ids[0], ids[1], lexicon)
    assert why.verdict != "same"
    assert any("during the same time" in r.text for r in why.reasons)


@pytest.mark.parametrize("seed", [1, 2, 3, 11])
def test_invented_counties(lexicon: Lexicon, gazetteer: Gazetteer, seed: int) -> None:
    world = invent(seed, 300)
    result = resolve(world.articles, lexicon, gazetteer)
    found = {m.id: m.entity_id for m in result.mentions}
    precision, recall = pairs_score(world.people, found)
    assert precision >= 0.99
    assert recall >= 0.92
    bodies = {m: hash(b) for m, b in world.bodies.items()}
    assert pairs_score(bodies, found) == (1.0, 1.0)


def test_explanation_of_two_namesakes(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [Build(a, source=f"{a}.txt").say("王磊讲话") for a in ("410502", "632324")]
    for page in pages:
        page.person("王磊")
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    why = explain_pair(result, "person/王磊.410502", "person/王磊.632324", lexicon)
    assert why.verdict == "apart"
    assert any("different places" in r.text for r in why.reasons)


def test_a_surname_with_a_title_is_the_holder(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("520327", source="a.txt")
    page.say("罗书记来了。田坝村书记罗一帆和罗三江在村里，罗主任不在。")
    called = page.name("罗书记", "Person", "Official")
    whole = page.name("罗一帆", "Person", "Official")
    village = page.name("田坝村", "Community", "Village")
    other = page.name("罗主任", "Person", "Official")
    page.name("罗三江", "Person", "Official")
    page.claim(whole, "holdsPost", village, title="书记")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, called).id == entity(result, whole).id
    assert entity(result, other).id != entity(result, whole).id
