"""The day an item tells of."""

from __future__ import annotations

import pytest

from kg.corpus.dates import Dated, item_date, published


@pytest.mark.parametrize(
    ("text", "publication", "date"),
    [
        ("11月10日上午，社区开会。11月12日，记者采访。", None, "--11-12"),
        ("2021年11月10日开会。11月12日采访。", None, "2021-11-12"),
        ("2023年，全县办理案件80件。1月3日，县纪委开会。", None, "--01-03"),
        ("8月4日，召开大会。", "2023-08-06", "2023-08-04"),
        ("12月30日，召开大会。", "2024-01-02", "2023-12-30"),
        ("近日召开大会。", "2024-01-02", "2024-01-02"),
        ("6月12日至13日，督查组来县督查。", None, "--06-13"),
        ("7月10日至8月10日为集体走访阶段，8月10日之后转为常态。7月6日印发通知。", None, "--07-06"),
        ("5月6日，开会。下一步，将于6月1日启用。", None, "--05-06"),
        ("3月25日，召开会议，活动定于4月3日举行。", None, "--03-25"),
        ("力争在8月10日前完成。", None, None),
        ("13月45日，写错了。2月30日。", None, None),
        ("詹天宇，1979年6月生。", None, None),
        ("近日。2023年8月，县里启动改造。", None, "2023-08"),
        ("昨日下午召开。", None, None),
        ("", None, None),
    ],
)
def test_item_date(text: str, publication: str | None, date: str | None) -> None:
    assert item_date(text, publication).date == date


def test_precision() -> None:
    assert item_date("3月1日，开会。") == Dated("--03-01", "day")
    assert item_date("开会。", "2023").precision == "year"
    assert item_date("开会。", "2023-05").precision == "month"
    assert item_date("开会。") == Dated(None, None)


def test_published() -> None:
    assert published("来源：云岭县政府 发布时间：2024-05-06 10:20") == "2024-05-06"
    assert published("2024年5月6日 星期一") == "2024-05-06"
    assert published("2024/13/40") is None
