"""Bodies: level words under the article's place, spellings of one body, bodies inside bodies."""

from __future__ import annotations

from build_extraction import Build
from test_resolve_places import entity, triples

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.model import Implied
from kg.resolve import resolve


def test_level_words_mean_what_the_place_makes_them_mean(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [
        Build("410502", source="a.txt"),
        Build("410503", source="b.txt"),
        Build("330782", source="c.txt"),
    ]
    found = []
    for page in pages:
        page.say("区委、市政协、省委印发文件。")
        found.append(
            (
                page.organ("区委", "区", "委", "PartyOrgan"),
                page.organ("市政协", "市", "政协", "CPPCC"),
                page.organ("省委", "省", "委", "PartyOrgan"),
            )
        )
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    wenfeng, beiguan, yiwu = found
    assert entity(result, wenfeng[0]).id == "agency/安阳市文峰区委"
    assert entity(result, wenfeng[0]).full_name == "中国共产党安阳市文峰区委员会"
    assert entity(result, beiguan[0]).id == "agency/安阳市北关区委"
    assert entity(result, wenfeng[1]).id == entity(result, beiguan[1]).id == "agency/安阳市政协"
    assert entity(result, wenfeng[1]).full_name == "中国人民政治协商会议安阳市委员会"
    assert entity(result, wenfeng[2]).id == entity(result, beiguan[2]).id == "agency/河南省委"
    assert entity(result, yiwu[1]).id == "agency/金华市义乌市政协"
    assert entity(result, yiwu[2]).id == "agency/浙江省委"
    assert ("agency/安阳市政协", "jurisdiction", "place/4105") in triples(result)
    assert ("agency/河南省委", "jurisdiction", "place/41") in triples(result)


def test_a_level_that_the_place_does_not_tell_stays_in_its_article(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    one = Build("4105", source="a.txt").say("区人社局到场。")
    two = Build("4105", source="b.txt").say("区人社局到场。")
    a, b = one.organ("区人社局", "区", "人社局"), two.organ("区人社局", "区", "人社局")
    result = resolve([one.done(), two.done()], lexicon, gazetteer)
    assert entity(result, a).id != entity(result, b).id
    assert not any(s.predicate == "jurisdiction" for s in result.statements)


def test_spellings_of_one_body(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4116", "城乡一体化示范区", source="a.txt")
    page.say(
        "示范区纪委监委工委、区纪委监察工委、区人社局、区人力资源和社会保障局、区“创文”办、示范区创文办公室。"
    )
    zone = page.name("示范区", "Place", "Zone")
    first = page.organ("示范区纪委监委工委", kind="DisciplineOrgan", core="纪委监委工委", of=zone)
    second = page.organ("区纪委监察工委", "区", "纪委监察工委", "DisciplineOrgan")
    short = page.organ("区人社局", "区", "人社局")
    long = page.organ("区人力资源和社会保障局", "区")
    office = page.organ("区“创文”办", "区", "“创文”办", "Other")
    written = page.organ("示范区创文办公室", kind="Other", core="创文办公室", of=zone)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, first) == entity(result, second)
    assert entity(result, first).full_name == "周口市城乡一体化示范区纪委监察工委"
    assert entity(result, short) == entity(result, long)
    assert entity(result, office) == entity(result, written)
    assert (
        "agency/周口市城乡一体化示范区纪委监委工委",
        "jurisdiction",
        "place/城乡一体化示范区.4116",
    ) in triples(result)


def test_bodies_inside_bodies(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("区委第三巡察组、文峰区委第三巡察组，区委组织部和区组织部，区政府办。")
    outer = page.name("区委第三巡察组", "Agency", "Team", core="第三巡察组")
    inner = page.name("区委", "Agency", "PartyOrgan", level="区", core="委", inside=outer)
    page.mentions[0] = outer = outer._replace(qualifier=inner.id)
    district = page.name("文峰区", "Place", "County")
    full = page.name("文峰区委第三巡察组", "Agency", "Team", core="委第三巡察组", of=district)
    long = page.organ("区委组织部", "区", "委组织部", "PartyOrgan")
    short = page.organ("区组织部", "区", "组织部", "PartyOrgan")
    office = page.organ("区政府办", "区", "政府办")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, outer).id == entity(result, full).id == "agency/安阳市文峰区委第三巡察组"
    assert entity(result, outer).full_name == "中国共产党安阳市文峰区委员会第三巡察组"
    assert ("agency/安阳市文峰区委第三巡察组", "partOf", "agency/安阳市文峰区委") in triples(result)
    assert entity(result, long) == entity(result, short)
    assert entity(result, office).full_name == "安阳市文峰区人民政府办公室"


def test_implied_government_is_the_named_one(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("文峰区委副书记、区长刘学平主持，区政府组织。")
    person = page.person("刘学平")
    page.claim(person, "holdsPost", Implied("Agency", "GovernmentOrgan", "人民政府", "区"), "区长")
    named = page.organ("区政府", "区", "政府")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, named).id == "agency/安阳市文峰区人民政府"
    assert ("person/刘学平.410502", "holdsPost", "agency/安阳市文峰区人民政府") in triples(result)


def test_implied_body_without_mention(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("区长刘学平主持。")
    person = page.person("刘学平")
    page.claim(person, "holdsPost", Implied("Agency", "GovernmentOrgan", "人民政府", "区"), "区长")
    result = resolve([page.done()], lexicon, gazetteer)
    government = next(e for e in result.entities if e.type == "Agency")
    assert (government.name, government.full_name) == ("文峰区人民政府", "安阳市文峰区人民政府")
    assert government.mentions == 0
    statement = next(s for s in result.statements if s.predicate == "holdsPost")
    assert statement.object_mention is None
    assert statement.subject_mention == person.id


def test_offices_of_streets_and_branches_of_communities(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4116", "城乡一体化示范区").say("文昌办事处中原社区的社区党总支和搬口街道办事处。")
    office = page.organ("文昌办事处", core="办事处", kind="SubdistrictOffice")
    community = page.name("中原社区", "Community", "ResidentialCommunity", of=office)
    branch = page.organ("社区党总支", "社区", "党总支", "PartyBranch", of=community)
    other = page.organ("搬口街道办事处", core="办事处", kind="SubdistrictOffice")
    result = resolve([page.done()], lexicon, gazetteer)
    said = triples(result)
    assert (entity(result, office).id, "jurisdiction", "place/411602008") in said
    assert entity(result, other).full_name == "周口市川汇区搬口街道办事处"
    assert ("community/411602008010", "locatedIn", "place/411602008") in said
    assert (entity(result, branch).id, "jurisdiction", "community/411602008010") in said
    assert entity(result, branch).full_name == "中国共产党周口市川汇区文昌街道中原社区总支部委员会"


def test_branch_bureau_of_a_zone(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4116", "城乡一体化示范区").say("周口市公安局城乡一体化示范区分局开展行动。")
    whole = page.organ("周口市公安局城乡一体化示范区分局", core="分局", kind="Police")
    parent = page.name("周口市公安局", "Agency", "Police", core="公安局", inside=whole)
    city = page.name("周口市", "Place", "Prefecture", inside=parent)
    page.name("城乡一体化示范区", "Place", "Zone", inside=whole)
    page.mentions[0] = whole._replace(qualifier=parent.id)
    page.mentions[1] = parent._replace(qualifier=city.id)
    said = triples(resolve([page.done()], lexicon, gazetteer))
    branch = "agency/周口市公安局城乡一体化示范区分局"
    assert (branch, "partOf", "agency/周口市公安局") in said
    assert (branch, "jurisdiction", "place/城乡一体化示范区.4116") in said
    assert ("agency/周口市公安局", "jurisdiction", "place/4116") in said


def test_hospitals_and_firms_stand_in_their_area(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4116", "城乡一体化示范区").say("周口淮海医院和周口市东越秀体育宾馆有限公司获奖。")
    city = page.name("周口", "Place", "Prefecture")
    hospital = page.organ("周口淮海医院", core="淮海医院", kind="PublicInstitution", of=city)
    town = page.name("周口市", "Place", "Prefecture")
    firm = page.name("周口市东越秀体育宾馆有限公司", "Enterprise", core="东越秀体育宾馆有限公司", of=town)
    result = resolve([page.done()], lexicon, gazetteer)
    assert (entity(result, hospital).id, "locatedIn", "place/4116") in triples(result)
    assert (entity(result, firm).id, "locatedIn", "place/4116") in triples(result)


def test_firms_under_short_names(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4116").say("俏码头餐饮服务有限公司的俏码头，俏码头餐饮服务有限公司蚝味道和蚝味道。")
    firm = page.name("俏码头餐饮服务有限公司", "Enterprise")
    short = page.name("俏码头", "Enterprise", nth=1)
    shop = page.name("俏码头餐饮服务有限公司蚝味道", "Enterprise", core="蚝味道", of=firm)
    taste = page.name("蚝味道", "Enterprise", nth=1)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, firm) == entity(result, short)
    assert entity(result, shop) == entity(result, taste)
    assert (entity(result, shop).id, "partOf", entity(result, firm).id) in triples(result)


def test_teams_by_antecedent(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("区委第三巡察组进驻。巡察组走访群众，该局配合区交通运输局。")
    team = page.organ("区委第三巡察组", "区", "委第三巡察组", "Team")
    back = page.name("巡察组", "Agency", "Team", back=team, nth=1)
    bureau = page.organ("区交通运输局", "区")
    pointer = page.name("该局", "Agency", back=bureau, anaphor=True)
    lost = page.name("群众", "Agency", anaphor=True)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, team) == entity(result, back)
    assert entity(result, bureau) == entity(result, pointer)
    assert lost.id not in {m.id for m in result.mentions}


def test_claims_are_not_doubled_by_names(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("文峰区委文件。")
    body = page.organ("文峰区委", core="委", kind="PartyOrgan")
    area = page.name("文峰区", "Place", "County")
    page.mentions[0] = body = body._replace(qualifier=area.id)
    page.claim(body, "jurisdiction", area)
    result = resolve([page.done()], lexicon, gazetteer)
    assert [s.rule for s in result.statements if s.predicate == "jurisdiction"] == ["test"]


def test_national_bodies_are_one(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [Build("410502", source="a.txt"), Build("632324", source="b.txt")]
    found = [p.say("国务院印发通知。").organ("国务院") for p in pages]
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    assert entity(result, found[0]) == entity(result, found[1])


def test_successors_of_bodies(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [
        Build("410502", source="a.txt"),
        Build("410502", source="b.txt"),
        Build("410503", source="c.txt"),
    ]
    old = pages[0].say("区农业局发文。").organ("区农业局", "区", "农业局")
    new = pages[1].say("区农业农村局发文。").organ("区农业农村局", "区", "农业农村局")
    far = pages[2].say("区农业局发文。").organ("区农业局", "区", "农业局")
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    assert len({entity(result, m).id for m in (old, new, far)}) == 3
    found = [(s.subject, s.object, s.rule, s.start) for s in result.statements if s.predicate == "precededBy"]
    assert found == [(entity(result, new).id, entity(result, old).id, "inference:succession", None)]


def test_the_body_at_the_left_of_a_name_gets_a_mention(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("区委改革办发文，区组织部转发。")
    inner = page.organ("区委改革办", "区", "委改革办", "PartyOrgan")
    department = page.organ("区组织部", "区", "组织部", "PartyOrgan")
    result = resolve([page.done()], lexicon, gazetteer)
    named = {m.text: m.entity_id for m in result.mentions}
    assert named["区委"] == "agency/安阳市文峰区委"
    assert (entity(result, inner).id, "partOf", "agency/安阳市文峰区委") in triples(result)
    assert ("agency/安阳市文峰区委", "jurisdiction", "place/410502") in triples(result)
    assert (entity(result, department).id, "jurisdiction", "place/410502") in triples(result)
    spans = {m.text: (m.start, m.end) for m in result.mentions}
    assert page.text[slice(*spans["区委"])] == "区委"


def test_coordinated_bodies_share_an_area(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("411602").say("安阳市委、市政府来函，市政府答复。")
    city = page.name("安阳市", "Place", "Prefecture")
    page.organ("安阳市委", core="委", kind="PartyOrgan", of=city)
    theirs = page.organ("市政府", "市", "政府")
    ours = page.organ("市政府", "市", "政府", nth=1)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, theirs).id == "agency/安阳市人民政府"
    assert entity(result, ours).id == "agency/周口市人民政府"


def test_stations_of_towns(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("宝莲寺派出所民警到场。")
    station = page.organ("宝莲寺派出所", kind="Police")
    result = resolve([page.done()], lexicon, gazetteer)
    assert (entity(result, station).id, "jurisdiction", "place/410502101") in triples(result)


def test_a_level_in_a_report_from_one_district(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4105").say("市委书记到文峰区调研，区卫健委参加。")
    page.name("文峰区", "Place", "County")
    body = page.organ("区卫健委", "区", "卫健委")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, body).id == "agency/安阳市文峰区卫生健康委员会"


def test_a_level_where_one_district_after_another_is_visited(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("4105").say("市委书记到文峰区、北关区调研。")
    page.name("文峰区", "Place", "County")
    page.name("北关区", "Place", "County")
    page.say("在文峰区，区卫健委参加。")
    page.name("文峰区", "Place", "County")
    first = page.organ("区卫健委", "区", "卫健委")
    page.say("在北关区，市委书记走进小区。")
    page.name("北关区", "Place", "County")
    page.say("随后，区政府汇报。")
    second = page.organ("区政府", "区", "政府")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, first).id == "agency/安阳市文峰区卫生健康委员会"
    assert entity(result, second).id == "agency/安阳市北关区人民政府"


def test_departments_serve_the_area_of_those_they_belong_to(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("汤阴县召开会议，县委组织部、县政府办、县委巡察办参加。")
    page.name("汤阴县", "Place", "County")
    staff = page.organ("县委组织部", "县", "委组织部", "PartyOrgan")
    office = page.organ("县政府办", "县", "政府办", "GovernmentOrgan")
    inspection = page.organ("县委巡察办", "县", "委巡察办", "PartyOrgan")
    result = resolve([page.done()], lexicon, gazetteer)
    said = triples(result)
    assert (entity(result, staff).id, "jurisdiction", "place/410523") in said
    assert (entity(result, office).id, "jurisdiction", "place/410523") in said
    assert (entity(result, inspection).id, "jurisdiction", "place/410523") not in said
    assert ("agency/安阳市汤阴县人民政府", "jurisdiction", "place/410523") in said


def test_office_of_a_committee_under_its_short_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("县委办发文，县委办公室转发，县政府办跟进。")
    short = page.organ("县委办", "县", "委办", "PartyOrgan")
    long = page.organ("县委办公室", "县", "委办公室", "PartyOrgan")
    other = page.organ("县政府办", "县", "政府办", "GovernmentOrgan")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, short).id == entity(result, long).id != entity(result, other).id
    assert (entity(result, short).id, "partOf", "agency/安阳市汤阴县委") in triples(result)


def test_a_branch_of_the_procuratorate_in_short(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("河南省人民检察院第二分院立案，省检二分院派员到场。")
    province = page.name("河南省", "Place", "Province")
    whole = page.organ("河南省人民检察院", core="人民检察院", kind="JudicialOrgan", of=province)
    long = page.organ("河南省人民检察院第二分院", core="第二分院", kind="JudicialOrgan", of=whole)
    short = page.organ("省检二分院", "省", "检二分院", "JudicialOrgan")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, short).id == entity(result, long).id


def test_papers_and_streets_congress_committees(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410503").say("安阳日报记者、豆腐营街道人大工委主任到场。")
    city = page.name("安阳", "Place", "Prefecture")
    paper = page.organ("安阳日报", core="日报", kind="Other", of=city)
    street = page.name("豆腐营街道", "Place", "Township")
    body = page.organ("豆腐营街道人大工委", core="人大工委", kind="Congress", of=street)
    result = resolve([page.done()], lexicon, gazetteer)
    said = {(subject, predicate) for subject, predicate, _ in triples(result)}
    assert (entity(result, paper).id, "jurisdiction") not in said
    assert (entity(result, body).id, "jurisdiction", entity(result, street).id) in triples(result)
    assert (entity(result, body).id, "partOf") not in said


def test_bare_bureaus_where_the_county_is_spoken_of(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("汤阴县政协会议，县政府领导到会，财政局、项目办列席。")
    page.organ("县政府", "县", "政府")
    bureau = page.organ("财政局", kind="GovernmentOrgan")
    office = page.organ("项目办", kind="GovernmentOrgan")
    result = resolve([page.done()], lexicon, gazetteer)
    assert (entity(result, bureau).id, "jurisdiction", "place/410523") in triples(result)
    assert (entity(result, office).id, "jurisdiction", "place/410523") not in triples(result)


def test_two_names_of_a_police_branch(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410502").say("文峰公安分局与安阳市公安局文峰分局是一家，交警大队是它的一部分。")
    near = page.name("文峰", "Place", "County")
    short = page.organ("文峰公安分局", core="公安分局", kind="Police", of=near)
    city = page.name("安阳市", "Place", "Prefecture")
    bureau = page.organ("安阳市公安局", core="公安局", kind="Police", of=city)
    long = page.organ("安阳市公安局文峰分局", core="文峰分局", kind="Police", of=bureau)
    unit = page.organ("交警大队", kind="Police")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, short).id == entity(result, long).id
    assert (entity(result, unit).id, "partOf", entity(result, long).id) in triples(result)


def test_a_town_station_is_part_of_the_bureau_that_is_named(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("汤阴县公安局宜沟派出所民警到场。")
    county = page.name("汤阴县", "Place", "County")
    bureau = page.organ("汤阴县公安局", core="公安局", kind="Police", of=county)
    page.say("宜沟派出所民警值守。")
    station = page.organ("宜沟派出所", kind="Police")
    result = resolve([page.done()], lexicon, gazetteer)
    assert (entity(result, station).id, "partOf", entity(result, bureau).id) in triples(result)


def test_a_body_of_the_headline_is_the_one_the_text_names_in_full(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    page = Build("410526", title="市科技馆赴滑县调研").say("市科技馆赴滑县调研")
    head = page.organ("市科技馆", "市", "科技馆", "PublicInstitution")
    page.say("周口市科技馆馆长一行到滑县调研。")
    city = page.name("周口市", "Place", "Prefecture")
    body = page.organ("周口市科技馆", core="科技馆", kind="PublicInstitution", of=city)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, head).id == entity(result, body).id


def test_a_county_hospital_in_short(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("汤阴县人民医院义诊，县医院医生到场，县教育基金办和县专项教育基金办公室捐款。")
    county = page.name("汤阴县", "Place", "County")
    long = page.organ("汤阴县人民医院", core="人民医院", kind="PublicInstitution", of=county)
    short = page.organ("县医院", "县", "医院", "PublicInstitution")
    fund = page.organ("县教育基金办", "县", "教育基金办")
    same = page.organ("县专项教育基金办公室", "县", "专项教育基金办公室")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, short).id == entity(result, long).id
    assert entity(result, fund).id == entity(result, same).id


def test_teams_posted_to_a_town(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("驻镇帮镇扶村工作队到岗，驻村工作队队长表态。")
    long = page.organ("驻镇帮镇扶村工作队", kind="Team")
    short = page.organ("驻村工作队", kind="Team")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, short).id == entity(result, long).id


def test_the_tax_bureau_under_its_whole_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("国家税务总局汤阴县税务局揭牌，汤阴县税务局局长致辞。")
    whole = page.organ("国家税务总局", kind="GovernmentOrgan")
    county = page.name("汤阴县", "Place", "County")
    long = page.organ("国家税务总局汤阴县税务局", core="税务局", of=whole)
    inner = page.name("汤阴县", "Place", "County", inside=long)
    page.say("汤阴县税务局启动。")
    short = page.organ("汤阴县税务局", core="税务局", of=county)
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, long).id == entity(result, short).id
    assert (entity(result, long).id, "partOf", entity(result, whole).id) in triples(result)
    assert entity(result, inner).code == "410523"


def test_a_county_before_it_was_a_city(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("610681").say("县委、县政协负责同志在子长调研。")
    area = page.name("子长", "Place", "County")
    body = page.organ("县政协", "县", "政协", "CPPCC")
    result = resolve([page.done()], lexicon, gazetteer)
    assert entity(result, area).name == "子长县"
    assert entity(result, body).name == "子长县政协"
    assert (entity(result, body).id, "jurisdiction", "place/610681") in triples(result)


def test_county_bodies_of_the_one_county_that_is_named(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("").say("县政协召开会议，把房县建设得更美。")
    body = page.organ("县政协", "县", "政协", "CPPCC")
    page.name("房县", "Place", "County")
    result = resolve([page.done()], lexicon, gazetteer)
    assert (entity(result, body).id, "jurisdiction", "place/420325") in triples(result)


def test_who_builds_a_road_does_not_govern_it(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    page = Build("410523").say("成立宜安公路建设领导小组。")
    road = page.name("宜安公路", "Place", "Road")
    page.organ("宜安公路建设领导小组", core="建设领导小组", of=road)
    result = resolve([page.done()], lexicon, gazetteer)
    assert not any(s.predicate == "jurisdiction" for s in result.statements)
