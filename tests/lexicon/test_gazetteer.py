"""The gazetteer against its own table, and the short forms that newspapers print."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg import resources
from kg.errors import LexiconError
from kg.lexicon import names as naming
from kg.lexicon import pack
from kg.lexicon.gazetteer import LEVELS, Gazetteer
from kg.lexicon.zones import zone_forms

DATA = resources.path("data/gazetteer")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def codes(gazetteer: Gazetteer, name: str, within: str = "", level: int | None = None) -> list[str]:
    return [d.code for d in gazetteer.named(name, within, level)]


def test_parquet_holds_the_whole_table(gazetteer: Gazetteer) -> None:
    file = pq.ParquetFile(DATA / "divisions.parquet")
    assert file.metadata.num_rows == 665_276 == len(gazetteer)
    assert file.schema_arrow.names == ["code", "name", "parent"]


def test_index_and_parquet_agree(gazetteer: Gazetteer) -> None:
    table = pq.read_table(DATA / "divisions.parquet").to_pylist()
    assert [r["code"] for r in table] == sorted(r["code"] for r in table)
    for row in [*table[:2000], *table[2000::151]]:
        division = gazetteer.get(row["code"])
        assert division is not None
        assert (division.name, division.parent) == (row["name"], row["parent"])
        assert division.level == LEVELS[len(row["code"])]
        assert division in gazetteer.named(row["name"], within=row["code"])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("410502", "文峰区"),
        ("410502004006", "育才西社区居委会"),
        ("411602009", "搬口街道"),
        ("410502101216", "张村村民委员会"),
        ("410571", "安阳高新技术产业开发区"),
        ("441900", "东莞市"),
    ],
)
def test_known_codes(gazetteer: Gazetteer, code: str, name: str) -> None:
    division = gazetteer.get(code)
    assert division is not None
    assert division.name == name


@pytest.mark.parametrize("code", ["", "4", "99", "410599", "41050200400", "410502004999", "abcdef", "４１"])
def test_unknown_codes(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.get(code) is None
    assert gazetteer.chain(code) == ()
    assert gazetteer.full_name(code) == ""


@pytest.mark.parametrize(
    ("name", "within", "level", "expected"),
    [
        ("文峰区", "", None, ["410502"]),
        ("文峰", "", None, ["410502"]),
        ("河南县", "", None, ["632324"]),
        ("河南蒙古族自治县", "", None, ["632324"]),
        ("黄南州", "", None, ["6323"]),
        ("大通县", "", None, ["630121"]),
        ("东乡县", "62", None, ["622926"]),
        ("前郭县", "", None, ["220721"]),
        ("新疆", "", None, ["65"]),
        ("内蒙古", "", None, ["15"]),
        ("北京", "", None, ["11"]),
        ("安阳", "", None, ["4105", "410522"]),
        ("安阳", "", 2, ["4105"]),
        ("襄樊市", "", None, ["4206"]),
        ("思茅市", "", None, ["5308"]),
        ("邹平县", "", None, ["371681"]),
        ("户县", "", None, ["610118"]),
        ("高新区", "4105", None, ["410571"]),
        ("安阳高新区", "", None, ["410571"]),
        ("安阳市高新区", "", None, ["410571"]),
        ("平顶山市示范区", "", None, ["410472"]),
        ("新乡经开区", "", 3, ["410772"]),
        ("育才西社区", "4105", None, ["410502004006"]),
        ("育才西社区居民委员会", "410502", None, ["410502004006"]),
        ("张村", "410502", None, ["410502101216"]),
        ("张村村委会", "410502", None, ["410502101216"]),
        ("搬口街道", "", None, ["411602009"]),
        ("搬口街道办事处", "", None, ["411602009"]),
        ("搬口办事处", "4116", None, ["411602009"]),
        ("搬口", "4116", None, []),
        ("搬口", "4116", 4, ["411602009"]),
        ("文峰区", "4106", None, []),
        ("区", "", None, []),
        ("", "", None, []),
    ],
)
def test_names(gazetteer: Gazetteer, name: str, within: str, level: int | None, expected: list[str]) -> None:
    assert codes(gazetteer, name, within, level) == expected


def test_namesakes_all_come_sorted(gazetteer: Gazetteer) -> None:
    found = gazetteer.named("鼓楼区")
    assert [d.code for d in found] == ["320106", "320302", "350102", "410204"]
    many = gazetteer.named("向阳社区")
    assert len(many) > 100
    assert [(d.level, d.code) for d in many] == sorted((d.level, d.code) for d in many)


def test_tree(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.children("")) == 31
    assert "文峰区" in [d.name for d in gazetteer.children("4105")]
    assert "育才西社区居委会" in [d.name for d in gazetteer.children("410502004")]
    assert [d.name for d in gazetteer.children("4419")] == ["东莞市"]
    assert gazetteer.children("4109999") == ()
    assert [d.name for d in gazetteer.chain("410502101216")] == [
        "河南省",
        "安阳市",
        "文峰区",
        "宝莲寺镇",
        "张村村民委员会",
    ]


def test_every_division_is_a_child_of_its_parent(gazetteer: Gazetteer) -> None:
    for province in gazetteer.children(""):
        for prefecture in gazetteer.children(province.code):
            assert all(d.parent == prefecture.code for d in gazetteer.children(prefecture.code))
    assert sum(len(gazetteer.children(c.code)) for c in gazetteer.children("4105")) > 90


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("410502", "河南省安阳市文峰区"),
        ("110101", "北京市东城区"),
        ("500229", "重庆市城口县"),
        ("419001", "河南省济源市"),
        ("410571", "河南省安阳市高新技术产业开发区"),
        ("130271", "河北省唐山市芦台经济开发区"),
        ("632324", "青海省黄南藏族自治州河南蒙古族自治县"),
        ("410502101216", "河南省安阳市文峰区宝莲寺镇张村"),
    ],
)
def test_full_names(gazetteer: Gazetteer, code: str, name: str) -> None:
    assert gazetteer.full_name(code) == name


def test_zones(gazetteer: Gazetteer) -> None:
    zone = gazetteer.zone("示范区", "411602")
    assert zone is not None
    assert (zone.name, zone.above) == ("周口市城乡一体化示范区", "4116")
    assert gazetteer.zone("示范区", "41") is None  # several zones of the province are called so
    assert gazetteer.zone("示范区", "3201") is None
    keys = [(z.above, z.name) for z in gazetteer.zones]
    assert keys == sorted(set(keys))
    for zone in gazetteer.zones:
        assert gazetteer.get(zone.above), zone
        assert not codes(gazetteer, zone.name, zone.above), f"{zone.name} has a code of its own"


def test_renamings_lead_to_divisions_and_hide_none(gazetteer: Gazetteer) -> None:
    keys = [(r.name, r.code) for r in gazetteer.renamings]
    assert keys == sorted(set(keys))
    for renaming in gazetteer.renamings:
        division = gazetteer.get(renaming.code)
        assert division is not None, renaming
        same = [d for d in gazetteer.named(renaming.name, level=division.level) if d.name == renaming.name]
        assert not same, f"{renaming.name} is the name of a division of today"


def test_extra_zones(tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("name,forms,above,note\n云岭新区,新区 云岭,4105,\n", encoding="utf-8")
    zone = Gazetteer.open(extra_zones=[file]).zone("云岭", "4105")
    assert zone is not None
    assert zone.name == "云岭新区"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("name,forms,above\n", ":1:"),
        ("# x\nname,forms,above,note\n云岭新区,,4\n", ":3:"),
        ("name,forms,above,note\n,,4105,\n", ":2:"),
        ("name,forms,above,note\n云岭新区,,4105,,,\n", ":2:"),
    ],
)
def test_faulty_zones_are_named_with_their_line(tmp_path: Path, text: str, where: str) -> None:
    file = tmp_path / "more.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=f"more.csv{where}"):
        Gazetteer.open(extra_zones=[file])


def test_broken_index(tmp_path: Path) -> None:
    for name in ("zones.csv", "renames.csv", "aliases.json"):
        shutil.copy(DATA / name, tmp_path / name)
    with pytest.raises(LexiconError, match=r"divisions\.idx"):
        Gazetteer.open(tmp_path)
    (tmp_path / "divisions.idx").write_bytes(b"not an index at all")
    with pytest.raises(LexiconError, match="version"):
        Gazetteer.open(tmp_path)


def test_names_for_matching(gazetteer: Gazetteer) -> None:
    counties = gazetteer.names(3)
    assert {"文峰区", "安阳市", "大通县", "黄南州", "河南省", "内蒙古", "安阳高新区"} <= counties
    assert not {"文峰", "搬口街道", "高新区", "市辖区", "县", "示范区"} & counties
    assert {"文峰", "安阳", "河南"} <= gazetteer.names(3, bare=True)
    assert {"搬口街道", "搬口办事处", "宝莲寺镇"} <= gazetteer.names(4)


def test_pickles(gazetteer: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(gazetteer))
    assert again.named("文峰区") == gazetteer.named("文峰区")
    assert len(pickle.dumps(gazetteer)) < 100_000


@pytest.mark.parametrize(
    ("name", "level", "common"),
    [
        ("育才西社区居委会", 5, "育才西社区"),
        ("张村村民委员会", 5, "张村"),
        ("黄庄村委会", 5, "黄庄村"),
        ("大寨居委会", 5, "大寨社区"),
        ("高寨村委会", 5, "高寨村"),
        ("和平路居民委员会", 5, "和平路社区"),
        ("查干敖包嘎查委员会", 5, "查干敖包嘎查"),
        ("永合行政村村委会", 5, "永合行政村"),
        ("繁荣居委会（五棵树现代农业产业开发区）", 5, "繁荣社区"),
        ("富城路办", 4, "富城路办"),
        ("春港办事处", 4, "春港街道"),
        ("文峰区", 3, "文峰区"),
    ],
)
def test_common_names(name: str, level: int, common: str) -> None:
    assert naming.common(name, level) == common


def test_all_forms_lead_back(gazetteer: Gazetteer) -> None:
    """Every strict form of a sample of divisions of all levels finds its division again."""
    table = pq.read_table(DATA / "divisions.parquet").to_pylist()
    missed = []
    for row in [*(r for r in table if len(r["code"]) <= 6), *table[::997]]:
        level = LEVELS[len(row["code"])]
        if "（" in row["name"] or row["name"] in ("市辖区", "县"):
            continue
        forms = naming.forms(row["name"], level)
        missed += [f for f in forms if row["code"] not in codes(gazetteer, f, row["code"][:6])]
    assert missed == []


def test_zone_forms() -> None:
    forms = zone_forms("安阳高新技术产业开发区", ["河南省", "安阳市"])
    assert {"高新区", "安阳高新区", "安阳市高新区", "高新技术产业开发区"} <= set(forms)
    assert "高新区" not in zone_forms("包头稀土高新技术产业开发区", ["内蒙古自治区", "包头市"])
    assert zone_forms("文峰区", ["河南省", "安阳市"]) == ()


def test_pack_is_deterministic_and_refuses_faulty_sources(tmp_path: Path) -> None:
    source = tmp_path / "d.csv"
    lines = ["code,name,parent", "41,河南省,", "4105,安阳市,41", "410502,文峰区,4105"]
    lines += ["410502004,东关街道,410502", "410502004006,育才西社区居委会,410502004"]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    outputs = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        assert pack.main([str(source), str(folder)]) == 0
        outputs.append([f.read_bytes() for f in sorted(folder.iterdir())])
    assert outputs[0] == outputs[1]
    small = Gazetteer.open(_headers_only(tmp_path / "a"))
    assert codes(small, "育才西社区") == ["410502004006"]
    assert codes(small, "文峰") == ["410502"]
    for fault in ("410502,又一个,4105", "4109,濮阳市,42", "41x,错,", "410503,,4105"):
        source.write_text("\n".join([*lines, fault]) + "\n", encoding="utf-8")
        with pytest.raises(LexiconError, match=r"d\.csv"):
            pack.read_source(source)


def _headers_only(folder: Path) -> Path:
    (folder / "zones.csv").write_text("name,forms,above,note\n", encoding="utf-8")
    (folder / "renames.csv").write_text("name,code,kind,year,note\n", encoding="utf-8")
    return folder
