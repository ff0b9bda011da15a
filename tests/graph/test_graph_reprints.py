"""Reprints are found and counted once; the same campaign in another county is no reprint."""

from __future__ import annotations

import kg_sample

from kg.graph import Graph, reprints
from kg.model import Article, Resolution, Statement

BODY = (
    "本报讯(记者 {0})3月5日,{1}区召开全区安全生产工作会议,传达学习上级会议精神,安排部署下一阶段重点任务。"
    "会议由区委副书记、区长{2}主持。会议指出,要认清形势、提高站位,以更高标准、更严要求抓好安全生产各项工作;"
    "要突出重点、压实责任,扎实开展“百日攻坚”专项行动,坚决守住安全底线。各镇、街道主要负责人参加会议。{3}"
)


def article(number: int, text: str, sources: dict[str, str]) -> Article:
    sources[f"{number}.txt"] = text
    return Article(f"article/{number}", f"{number}.txt", 0, len(text))


def test_a_reprint_is_found_whatever_the_layout() -> None:
    sources: dict[str, str] = {}
    text = BODY.format("王芳", "文峰", "李强", "")
    broken = "\n".join(text[i : i + 19] for i in range(0, len(text), 19))
    other = BODY.format(
        "赵勇", "文峰", "李强", "会后,与会人员还前往企业实地查看了安全生产情况,并提出整改要求。"
    )
    county = (
        "本报讯(记者 孙燕)4月9日,殷都区召开全区安全生产工作会议。区长周涛主持会议并讲话,副区长吴刚通报了"
        "一季度事故情况。会议强调,各部门要举一反三,加大排查整治力度。铁西路街道、李珍街道作了表态发言。"
    )
    found = [article(i, t, sources) for i, t in enumerate((text, county, broken, other))]
    assert reprints(found, sources) == (("article/0", "article/2", "article/3"),)


def test_short_articles_must_be_the_same() -> None:
    sources: dict[str, str] = {}
    texts = ("图为现场。(刘斐 摄)", "图为现场。 (刘斐摄)", "图为会场。(刘斐 摄)", "", "")
    assert reprints([article(i, t, sources) for i, t in enumerate(texts)], sources) == (
        ("article/0", "article/1"),
    )


def test_the_sample_has_none() -> None:
    resolution, sources = kg_sample.from_gold()
    assert reprints(resolution.articles, sources) == ()


def test_copies_weigh_one_together() -> None:
    sources: dict[str, str] = {}
    text = BODY.format("王芳", "文峰", "李强", "")
    articles = tuple(article(i, text, sources) for i in range(4))
    rows = tuple(
        Statement(f"s{a.id}", "p", "chairs", "e", article_id=a.id, source=a.source, start=0, end=9)
        for a in articles
    )
    graph = Graph(Resolution(articles, (), (), rows), sources).networkx()
    assert sum(d["weight"] for *_, d in graph.edges(data=True)) == 1.0
