"""Misprints: mended where the words speak for it, left alone where they do not."""

from __future__ import annotations

import pytest

from kg.text.mending import Mender
from kg.text.normalise import mapped
from kg.text.segment import Segmenter


def test_the_end_of_a_title_begins_no_misprint() -> None:
    text = "满族剪纸县级代表性传承人关玉兰正在教剪窗花"
    assert Mender({}, Segmenter(), frozenset({"传承人"})).for_file(text)(text) == text


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender({"人户走访": "入户走访", "不一样长": "一样长"}, Segmenter())


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("党员干部深人群众家中", "党员干部深入群众家中"),
        ("找准切人点和突破口", "找准切入点和突破口"),
        ("解决群众自已的事", "解决群众自己的事"),
        ("开展士地流转工作", "开展土地流转工作"),
        ("收人增加", "收入增加"),
        ("逐户开展人户走访", "逐户开展入户走访"),
    ],
)
def test_mended(mender: Mender, printed: str, meant: str) -> None:
    assert mender.for_file(printed)(printed) == meant


@pytest.mark.parametrize(
    "printed",
    [
        "工作人员走进人群中",
        "引进人才和三人户家庭",
        "四川人民广播电台",
        "侯县长与申由、王玉、田甲参加会议",
        "每人户均两亩地",
        "本地人大代表",
        "未来五年干部要有担当",
        "不一样长",
    ],
)
def test_left_alone(mender: Mender, printed: str) -> None:
    assert mender.for_file(printed)(printed) == printed


def test_what_the_file_says_elsewhere_counts(mender: Mender) -> None:
    page = "开展入户大排查活动。人户大排查活动不流于形式。"
    assert mender.for_file(page)(page) == "开展入户大排查活动。入户大排查活动不流于形式。"
    alone = "人户大排查活动不流于形式。"
    assert mender.for_file(alone)(alone) == alone


def test_the_misprint_keeps_its_place(mender: Mender) -> None:
    printed = "找准切\n人点"
    ready = mapped(printed, 7, mend=mender.for_file(printed))
    assert ready.text == "找准切入点"
    assert printed[ready.offsets[3] - 7] == "人"


def test_without_a_dictionary_listed_ones_only() -> None:
    mend = Mender({"人户走访": "入户走访"}).for_file("")
    assert mend("人户走访，深人基层") == "入户走访，深人基层"
    assert Mender({}).for_file("")("深人基层") == "深人基层"


def test_a_name_that_stands_thrice_mends_the_one_that_stands_once(mender: Mender) -> None:
    filler = "近日，各单位认真落实会议精神，扎实推进各项工作，取得明显成效，受到群众的一致好评。" * 8
    page = "文峰区委召开会议。文峰区委书记讲话。文峰区委部署工作。文锋区委抓好落实。" + filler
    assert "文锋" not in mender.for_file(page)(page)


def test_two_names_alike_stay_two(mender: Mender) -> None:
    filler = "近日，各单位认真落实会议精神，扎实推进各项工作，取得明显成效，受到群众的一致好评。" * 8
    page = (
        "区长王磊主持会议。区长王磊主持座谈。区长王蕾主持仪式。王蕾主任讲话。上午开会，下午开会，上午走访。"
        + filler
    )
    assert mender.for_file(page)(page) == page
