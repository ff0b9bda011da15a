"""Reprints: one text under two headlines is found, two texts on one subject are two."""

from __future__ import annotations

from build_extraction import Build
from test_resolve_places import entity

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon
from kg.resolve import resolve
from kg.resolve.reprints import reprints

TEXT = (
    "连日来，全省各地深入开展隐患排查整治，组织力量对辖区企业、学校和居民小区进行拉网式检查，发现问题立即整改。"
    "省应急管理专家段子昂介绍，进入汛期以来已经先后派出十二个工作组，走访群众三千余户，排查隐患点二百余处，"
    "下一步将继续压实责任，健全机制，强化宣传，确保人民群众生命财产安全。"
)
OTHER = (
    "近日，市里召开隐患排查整治推进会，传达学习有关文件精神，听取各单位工作汇报，研究部署下一阶段重点任务。"
    "专家段子昂在会上作了辅导，就如何识别常见隐患作了讲解，与会人员围绕工作实际进行交流发言，现场气氛热烈。"
)


def page(area: str, source: str, text: str, date: str, title: str = "") -> Build:
    return Build(area, source=source, title=title, date=date).say(text)


def test_prints_of_one_text() -> None:
    first = page("410502", "b.txt", TEXT, "2023-07-01", "排查隐患")
    again = page("632324", "a.txt", "本报讯 " + TEXT.replace("连日来", "近来"), "2023-07-03", "各地行动")
    other = page("410502", "c.txt", OTHER, "2023-07-02")
    short = page("410502", "d.txt", "居民说好。", "2023-07-02")
    found = reprints(p.done().document for p in (other, again, first, short))
    assert found == {first.id: first.id, again.id: first.id}


def test_people_of_a_reprint_are_one(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    pages = [page("410502", "a.txt", TEXT, "2023-07-01"), page("632324", "b.txt", TEXT, "2023-07-03")]
    pages.append(page("330782", "c.txt", OTHER, "2023-07-02"))
    people = [p.person("段子昂", None) for p in pages]
    result = resolve([p.done() for p in pages], lexicon, gazetteer)
    ids = [entity(result, m).id for m in people]
    assert ids[0] == ids[1] != ids[2]
