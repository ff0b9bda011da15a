"""The tables of data/lexicon: their form, their order, and what they must know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import resources
from kg.errors import LexiconError
from kg.lexicon import Lexicon, Surname, Title, load
from kg.lexicon.tables import read_rows

FOLDER = resources.path("data/lexicon")
TABLES = sorted(FOLDER.glob("*.tsv"))
OWN_KEYS = ("surnames", "titles", "bodies", "campaigns", "confusions", "characters")
AGENCY_KINDS = {
    *("PartyOrgan", "GovernmentOrgan", "Congress", "CPPCC", "DisciplineOrgan", "JudicialOrgan", "Police"),
    *("MassOrganization", "PublicInstitution", "SubdistrictOffice", "PartyBranch", "Team", "Other"),
}
INITIATIVE_KINDS = {"Campaign", "Programme", "Mechanism", "Operation", "Theme"}
CONFUSABLES = Path(__file__).parents[1] / "data" / "confusables.tsv"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def rows(file: Path) -> list[list[str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("file", TABLES, ids=lambda f: f.stem)
def test_tables_are_commented_and_clean(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\ufeff" not in text
    for row in rows(file):
        assert row == [cell.strip() for cell in row]


@pytest.mark.parametrize("name", OWN_KEYS)
def test_tables_are_sorted_with_unique_keys(name: str) -> None:
    keys = [row[0] for row in rows(FOLDER / f"{name}.tsv")[1:]]
    assert keys == sorted(set(keys))


def test_sizes(lexicon: Lexicon) -> None:
    assert len(lexicon.surnames) > 500
    assert len(lexicon.titles) > 250
    assert len(lexicon.bodies) > 200
    assert len(lexicon.campaigns) > 150
    assert len(lexicon.confusions) > 150


@pytest.mark.parametrize(
    ("surname", "pinyin"),
    [
        *[("单", "shan"), ("仇", "qiu"), ("曾", "zeng"), ("解", "xie"), ("任", "ren"), ("区", "ou")],
        *[("盖", "ge"), ("查", "zha"), ("朴", "piao"), ("尉迟", "yuchi"), ("令狐", "linghu")],
        *[("华", "hua"), ("洗", "xian"), ("冼", "xian"), ("宓", "mi"), ("缪", "miao"), ("翟", "zhai")],
        *[("乐", "yue"), ("万俟", "moqi"), ("长孙", "zhangsun"), ("吕", "lv"), ("员", "yun")],
        *[("种", "chong"), ("逄", "pang"), ("隗", "wei"), ("召", "shao"), ("折", "she"), ("黑", "hei")],
    ],
)
def test_surname_readings(lexicon: Lexicon, surname: str, pinyin: str) -> None:
    assert lexicon.surnames[surname].pinyin == pinyin


def test_surnames(lexicon: Lexicon) -> None:
    for surname in lexicon.surnames.values():
        assert re.fullmatch(r"[\u4e00-\u9fff]{1,4}", surname.surname), surname
        assert re.fullmatch(r"[a-z]{1,16}", surname.pinyin), surname
        assert 0 < surname.share < 1000, surname
    ordered = sorted(lexicon.surnames.values(), key=lambda s: -s.share)
    assert {s.surname for s in ordered[:5]} == set("王李张刘陈")
    assert 7_000 < sum(s.share for s in ordered) <= 10_000


def test_titles(lexicon: Lexicon) -> None:
    bodies = {b.full for b in lexicon.bodies.values()}
    for title in lexicon.titles.values():
        assert 1 <= title.rank <= 8, title
        assert title.kinds, title
        assert set(title.kinds) <= AGENCY_KINDS | {"Enterprise", "Community"}, title
        assert bool(title.implies) == bool(title.level), title
        assert not title.implies or title.implies in {*bodies, "村民委员会", "居民委员会"}, title


@pytest.mark.parametrize("level", ["省", "市", "区", "县", "州", "旗", "镇", "乡"])
def test_level_worded_titles(lexicon: Lexicon, level: str) -> None:
    ranks = [lexicon.titles[f"{form}{level}长"].rank for form in ("", "代", "常务副", "副")]
    assert ranks == [1, 1, 2, 3]
    for form in ("", "代", "常务副", "副"):
        title = lexicon.titles[f"{form}{level}长"]
        assert (title.implies, title.level) == ("人民政府", level)


def test_deputies_rank_below_their_heads(lexicon: Lexicon) -> None:
    for name, deputy in lexicon.titles.items():
        head = lexicon.titles.get(name.removeprefix("副"))
        if name.startswith("副") and head and name != "副总":
            assert deputy.rank > head.rank, (deputy, head)
    assert {"书记", "副书记", "主任", "第一书记", "网格员", "人大代表", "四级调研员"} <= set(lexicon.titles)


def test_bodies(lexicon: Lexicon) -> None:
    fulls = {b.full for b in lexicon.bodies.values()}
    for body in lexicon.bodies.values():
        assert body.kind in AGENCY_KINDS, body
        assert body.full in lexicon.bodies, f"the full core of {body} is no row of its own"
        assert lexicon.bodies[body.full].full == body.full, body
        assert not body.successor or body.successor in fulls, body
        assert body.successor != body.full, body


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("人社局", "人力资源和社会保障局"),
        ("发改委", "发展和改革委员会"),
        ("住建局", "住房和城乡建设局"),
        ("卫健委", "卫生健康委员会"),
        ("纪委监委", "纪律检查委员会监察委员会"),
        ("政协", "中国人民政治协商会议委员会"),
        ("检察院", "人民检察院"),
        ("妇联", "妇女联合会"),
        ("统战部", "统一战线工作部"),
        ("交警大队", "交通警察大队"),
        ("创文办", "创建全国文明城市工作指挥部办公室"),
    ],
)
def test_short_cores(lexicon: Lexicon, short: str, full: str) -> None:
    assert lexicon.bodies[short].full == full


def test_successors_lead_to_a_standing_body(lexicon: Lexicon) -> None:
    for name in ("卫计委", "国土局", "农业局", "工商局", "安监局", "扶贫办", "文广新局", "环保局"):
        seen, body = [name], lexicon.bodies[name]
        while body.successor:
            assert body.successor not in seen
            seen.append(body.successor)
            body = lexicon.bodies[body.successor]
        assert len(seen) > 1


def test_campaigns(lexicon: Lexicon) -> None:
    for campaign in lexicon.campaigns.values():
        assert campaign.kind in INITIATIVE_KINDS, campaign
        assert lexicon.campaigns[campaign.full].full == campaign.full, campaign
        assert campaign.name.count("“") == campaign.name.count("”"), campaign
    assert lexicon.campaigns["创文"].full == "创建全国文明城市"
    assert lexicon.campaigns["脱贫攻坚"].kind == "Theme"


def test_confusions_are_safe(lexicon: Lexicon) -> None:
    printed = set(lexicon.confusions)
    for confusion in lexicon.confusions.values():
        assert len(confusion.printed) == len(confusion.meant) >= 2, confusion
        assert confusion.printed != confusion.meant
        assert not any(p in confusion.meant for p in printed), f"mending {confusion} makes a new misprint"
    sound = (
        "安排部署疫情防控工作,深入基层走访慰问。"
        "各自已建成的项目、来自已签约企业的资金。资深人士接纳人才。"
        "一个入口、若干年后、由于部分群众、机关干部、自己经营、人户分离、预防犯罪、按排名公布、业企努力、文明大道、周末经常、"
        "保护土地、法院土建、荣膺品牌、安徽信用、整治金融乱象、不宜传播、座谈汇报、"
        "个人账户、驾驶人、引进人才、如今大家"
    )
    assert [p for p in sorted(printed) if p in sound] == []


def test_confusable_characters_for_tests() -> None:
    table = rows(CONFUSABLES)[1:]
    assert [r[0] for r in table] == sorted(r[0] for r in table)
    assert len({(r[0], r[2]) for r in table}) == len(table)
    for character, misread, kind in table:
        assert len(character) == 1
        assert character not in misread
        assert kind in {"shape", "sound"}
    shapes = {r[0]: r[1] for r in table if r[2] == "shape"}
    assert sum(map(len, shapes.values())) >= 600
    for a, b in ("入人", "己已", "末未", "土士"):
        assert b in shapes[a]
        assert a in shapes[b]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("surname\tpinyin\n王\twang\n", r"surnames\.tsv:1: columns"),
        ("# x\n\nsurname\tpinyin\tshare\n王\twang\tmany\n", r"surnames\.tsv:4: share is 'many'"),
        ("surname\tpinyin\tshare\n王\twang\t1\t2\n", r"surnames\.tsv:2: 4 cells"),
        ("surname\tpinyin\tshare\n\twang\t1\n", r"surnames\.tsv:2: the first cell is empty"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "surnames.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        list(read_rows(file, Surname))
    with pytest.raises(LexiconError, match=message):
        load([tmp_path])


def test_a_users_rows_extend_and_win(tmp_path: Path) -> None:
    (tmp_path / "titles.tsv").write_text(
        "title\trank\tkinds\timplies\tlevel\n理事会主席\t1\tOther\n局长\t2\tPolice Other\n",
        encoding="utf-8-sig",
    )
    extended = load([tmp_path])
    assert extended.titles["理事会主席"] == Title("理事会主席", 1, ("Other",), "", "")
    assert extended.titles["局长"].kinds == ("Police", "Other")
    assert len(extended.titles) == len(load().titles) + 1


def test_characters(lexicon: Lexicon) -> None:
    for row in lexicon.characters.values():
        assert re.fullmatch(r"[\u4e00-\u9fff]", row.character), row
        assert row.readings, row
        assert all(re.fullmatch(r"[a-zê]+[1-5]", r) for r in row.readings), row
        assert row.character not in row.looks, row
        assert len(set(row.looks)) == len(row.looks), row
