"""By-lines in the forms newspapers print them."""

from __future__ import annotations

import pytest

from kg.corpus.bylines import Byline, looks_like_name, parse
from kg.text.normalise import mapped


@pytest.mark.parametrize(
    ("printed", "reporters", "correspondents", "photographers"),
    [
        ("□本报记者 高远 通讯员 白小娟", ["高远"], ["白小娟"], []),
        ("(记者 高远)", ["高远"], [], []),
        ("记者 高远 文/图", ["高远"], [], ["高远"]),
        ("(本报记者 高远 摄)", [], [], ["高远"]),
        ("记者 高远摄", [], [], ["高远"]),
        ("图/白杰 摄", [], [], ["白杰"]),
        ("(白小娟 摄)", [], [], ["白小娟"]),
        ("本报记者 高远 白杰 摄影报道", ["高远", "白杰"], [], ["高远", "白杰"]),
        ("记者高远、白小娟 通讯员孟 华", ["高远", "白小娟"], ["孟华"], []),
        ("文/高远 图/白杰", ["高远"], [], ["白杰"]),
        ("(通讯员 王某某 刘芳)", [], ["王某某", "刘芳"], []),
        ("云岭县融媒体中心记者 高远 实习生 林一", ["高远"], [], []),
        ("晶报记者 高远 通讯员 白小娟 孟华", ["高远"], ["白小娟", "孟华"], []),
        ("央广网记者高远 新甘肃·甘肃日报记者 白杰", ["高远", "白杰"], [], []),
        ("澎湃新闻首席记者 高远 实习记者 白杰", ["高远", "白杰"], [], []),
        ("（文/图 高远）", ["高远"], [], ["高远"]),
        ("(图文:高远)", ["高远"], [], ["高远"]),
        ("文丨高远 图丨白杰", ["高远"], [], ["白杰"]),
        ("记者：高远 编辑：白杰 审核：孟华", ["高远"], [], []),
        ("撰稿：高远 摄影：白杰 初审：孟华 复审：林一 终审：李二", ["高远"], [], ["白杰"]),
        ("通讯员 高远 责任编辑 白杰", [], ["高远"], []),
        ("记者 阿依努尔·买买提 通讯员 乌云其木格", ["阿依努尔·买买提"], ["乌云其木格"], []),
        ("本报讯(全媒体记者 欧阳文 特约通讯员 司马光明)", ["欧阳文"], ["司马光明"], []),
        ("【记者高远／金海报导】", ["高远"], [], []),
        ("本报讯", [], [], []),
        ("云岭网讯（高远 文/白小娟 图）", ["高远"], [], ["白小娟"]),
        ("记者 高远 2024-05-06", ["高远"], [], []),
        ("本报讯 (记 者 高远 通讯 员 白小 娟)", ["高远"], ["白小娟"], []),
        ("本报讯 (记者 高远 白 杰 通讯员 孟 小华)", ["高远", "白杰"], ["孟小华"], []),
        ("记者 高远 白杰 清河报道", ["高远", "白杰"], [], []),
        ("记者张三李四 报道", ["张三", "李四"], [], []),
        ("高远 白杰 文/图", ["高远", "白杰"], [], ["高远", "白杰"]),
    ],
)
def test_parse(
    printed: str, reporters: list[str], correspondents: list[str], photographers: list[str]
) -> None:
    found = parse(mapped(printed, headline=True).text, unlabelled="photographers" if "摄)" in printed else "")
    assert list(found.reporters) == reporters
    assert list(found.correspondents) == correspondents
    assert list(found.photographers) == photographers


def test_unlabelled_names_are_told_apart_by_the_caller() -> None:
    assert parse("（高远 白杰）", unlabelled="reporters") == Byline(reporters=("高远", "白杰"))
    assert not parse("（高远 白杰）")


def test_columns_are_no_names() -> None:
    assert looks_like_name("张璐")
    assert not looks_like_name("基层行")
    assert not looks_like_name("走基层")
