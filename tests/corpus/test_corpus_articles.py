"""Pages cut into articles and blocks: invented pages of many kinds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.corpus import read_bytes, read_file
from kg.corpus.reader import FileResult
from kg.lexicon import tables
from kg.model import Block, Document, Role

ROOT = Path(__file__).parents[2]
CODES = {
    Role.KICKER: "K", Role.TITLE: "T", Role.SUBTITLE: "S", Role.BYLINE: "B", Role.HEADING: "H",
    Role.PARAGRAPH: "P", Role.CAPTION: "C",
}  # fmt: skip


def read(text: str, **manifest: str) -> FileResult:
    return read_bytes("page.txt", text.encode(), tables.load(), None)


def only(text: str) -> Document:
    (document,) = read(text).documents
    return document


def roles(document: Document) -> str:
    return "".join(CODES[b.role] for b in document.blocks)


def blocks(document: Document, role: Role) -> list[str]:
    return [b.text.text for b in document.blocks if b.role is role]


def test_a_caption_at_the_end_of_an_article_opens_no_other() -> None:
    text = """
小院里的议事会

本报讯(记者 高远)3月5日,居民们在院子里议事,社区书记记下了每一条意见。

大家都说这个办法好。



社区居民在小院里商量加装雨棚的事

奋战四季度

江波在汤阴县调研时强调

抓好冬春生产 夯实丰收基础

本报讯(记者 白小娟)3月6日,市长江波到汤阴县调研冬春生产,要求种足种好。
"""
    first, second = read(text).documents
    assert blocks(first, Role.CAPTION) == ["社区居民在小院里商量加装雨棚的事"]
    assert second.article.title == "抓好冬春生产 夯实丰收基础"


def test_feature_with_headings_and_a_caption() -> None:
    text = """
产业兴 百姓富
——卢氏县发展香菇产业纪实

□本报记者 高远 通讯员 白小娟

深秋的卢氏县,香菇大棚里一派繁忙景象。县农业农村局驻村第一书记孟华正带着村民采摘香菇,估算着今年的收



工人在车间里加工香菇(孟华 摄)

成。“今年能卖8万元。”村民林大叔说。

发展特色产业 带动群众增收

近年来,卢氏县依托资源优势,发展香菇种植。
"""
    document = only(text)
    assert roles(document) == "TSBPCBHP"
    article = document.article
    assert (article.title, article.subtitle) == ("产业兴 百姓富", "卢氏县发展香菇产业纪实")
    assert (article.reporters, article.correspondents, article.photographers) == (
        ("高远",),
        ("白小娟",),
        ("孟华",),
    )
    (first, _) = blocks(document, Role.PARAGRAPH)
    assert "估算着今年的收成。“今年能卖8万元。”" in first
    assert blocks(document, Role.CAPTION) == ["工人在车间里加工香菇"]


def test_several_articles_with_datelines() -> None:
    text = """奋勇争先 更加出彩

川汇区

召开经济工作会议

本报讯(记者 高远)12月30日,川汇区召开经济工作会议。

小桥街道:“三零”创建见实效

本报讯 记者白小娟报道 近日,小桥街道组织网格员入户排查。

区领导调研重点项目

孟华带队

(记者 林一 通讯员 韩  文)1月3日,区长孟华调研重点项目。
"""
    first, second, third = read(text).documents
    assert first.article.title == "川汇区 召开经济工作会议"
    assert first.article.column == "奋勇争先 更加出彩"
    assert roles(first) == "KTBP"
    assert second.article.title == "小桥街道:“三零”创建见实效"
    assert second.article.reporters == ("白小娟",)
    assert blocks(second, Role.PARAGRAPH) == ["近日，小桥街道组织网格员入户排查。"]
    assert third.article.correspondents == ("韩文",)
    assert third.article.title == "区领导调研重点项目"
    assert third.article.subtitle == "孟华带队"
    assert [d.article.date for d in (first, second, third)] == ["--12-30", None, "--01-03"]


def test_items_signed_at_the_end() -> None:
    text = """和平镇开展禁毒宣传
近日，和平镇组织志愿者走进集市开展禁毒宣传活动。（张三丰）

长林乡举办农民运动会
6月18日，长林乡举办第三届农民运动会。

（通讯员 李小龙 王芳）

县医院开展义诊活动
8月19日，县人民医院组织专家到城东社区开展义诊活动。（赵敏 文/图）
"""
    found = read(text).documents
    assert [d.article.title for d in found] == [
        "和平镇开展禁毒宣传",
        "长林乡举办农民运动会",
        "县医院开展义诊活动",
    ]
    assert found[0].article.reporters == ()  # a bare name in brackets is not marked as a reporter's
    assert found[1].article.correspondents == ("李小龙", "王芳")
    assert (found[2].article.reporters, found[2].article.photographers) == (("赵敏",), ("赵敏",))


def test_headlines_and_nothing_else() -> None:
    text = """和平镇开展禁毒宣传活动
近日，和平镇组织志愿者走进集市开展禁毒宣传活动。

长林乡举办农民运动会开幕式
6月18日，长林乡举办第三届农民运动会。
"""
    assert [d.article.title for d in read(text).documents] == [
        "和平镇开展禁毒宣传活动",
        "长林乡举办农民运动会开幕式",
    ]


def test_web_article() -> None:
    text = """海州区召开2024年第一季度安全生产工作会议
来源：海州区人民政府  发布时间：2024-04-12 16:30  作者：王晓东  浏览次数：231
　　4月11日，海州区召开安全生产工作会议。区委副书记、区长赵立新出席会议并讲话。
　　会议传达学习了省、市安全生产工作会议精神。
　　一、总体情况
　　赵立新强调，各部门要压紧压实责任。
责任编辑：刘洋
"""
    document = only(text)
    article = document.article
    assert article.title == "海州区召开2024年第一季度安全生产工作会议"
    assert article.publication == "海州区人民政府"
    assert (article.date, article.date_precision) == ("2024-04-11", "day")
    assert article.reporters == ("王晓东",)
    assert roles(document) == "TBPPHPB"


def test_a_reporter_wins_over_the_web_author() -> None:
    text = "县里开会了吗\n来源：云岭融媒 作者：管理员 \n(记者 高远)近日，云岭县召开会议。\n"
    assert only(text).article.reporters == ("高远",)


def test_short_item_without_any_mark() -> None:
    document = only(
        "沭阳县教育局、财政局联合检查校园食堂\n连日来,沭阳县教育局会同县市场监督管理局深入学校检查。\n"
    )
    assert roles(document) == "TP"
    document = only("近日，云岭县召开会议，研究防汛工作。")
    assert roles(document) == "P"
    assert document.article.title is None


def test_interview() -> None:
    text = """打造宜居宜业和美乡村
——访云阳县农业农村委员会主任谭勇
本报记者 冉 丽

问：今年我县乡村建设有哪些亮点？
答：今年，我们围绕“千万工程”，在江口镇等地实施了一批项目。
记者：下一步有什么打算？
谭勇：下一步，我们将继续完善基础设施。
"""
    document = only(text)
    assert document.article.reporters == ("冉丽",)
    assert roles(document) == "TSBPPPP"


def test_hard_wrapped_columns() -> None:
    text = """春风化雨润民心
——青川县开展“三送三解”活动侧记
□ 本报记者  何  敏
通讯员  杨  光

    3月的青川，春意盎然。走进乔
庄镇新华社区，社区党支部书记罗
玉兰正带着志愿者挨家挨户走访，
收集群众的意见建议。
    “社区帮我装了扶手，上下楼方
便多了。”居民王大爷高兴地说。
"""
    document = only(text)
    assert roles(document) == "TSBBPP"
    assert (document.article.reporters, document.article.correspondents) == (("何敏",), ("杨光",))
    assert "走进乔庄镇新华社区，社区党支部书记罗玉兰正" in blocks(document, Role.PARAGRAPH)[0]


def test_a_white_line_after_every_wrapped_line() -> None:
    text = """岳西县“党建红”引领生态绿
本报记者 高远
初冬时节,走进岳西县黄尾镇黄尾
村,只见白墙黛瓦、流水潺潺,一幅
美丽乡村画卷徐徐展开。近年来,该
镇坚持党建引领,以争创省级生态
文明示范镇为抓手,组织党员干部
开展环境整治行动126次,清理垃圾
300余吨,拆除违建42处。镇党委书
记储昭明说,下一步将继续发挥党
组织战斗堡垒作用,让群众的获得
感更足。目前,全镇12个村均建成
新时代文明实践站,吸纳志愿者500
余人,服务群众1.2万人次。"""
    document = only(text.replace("\n", "\n\n"))
    assert roles(document) == "TBP"
    assert "该镇坚持党建引领" in blocks(document, Role.PARAGRAPH)[0]


def test_markdown_marks_and_levels() -> None:
    text = """区妇联

# 开展“两癌”救助活动

本报讯 (记者 高远)“我们开展了‘两癌’救助活动。”区妇联负责人介绍。

# 文明社区 健康人生 ——红旗社区开展禁毒工作掠影

□本报记者 白小娟 文/图

禁毒事关群众幸福。

## 网格+禁毒 织密防控网

> 该社区建立台账。
"""
    first, second = read(text).documents
    assert first.article.title == "区妇联 开展“两癌”救助活动"
    assert second.article.title == "文明社区 健康人生"
    assert second.article.subtitle == "红旗社区开展禁毒工作掠影"
    assert roles(second) == "TSBPHP"
    assert (second.article.reporters, second.article.photographers) == (("白小娟",), ("白小娟",))


def test_picture_news() -> None:
    text = """图片新闻



6月18日，榕江县古州镇车江一村，村民正在田间插秧。连日来，该镇抢抓农时，组织党员干部指导生产。

本报记者 高远 摄

榕江县三江乡组织志愿者清理河道垃圾，守护一江清水。(白小娟 摄)
"""
    first, second = read(text).documents
    assert (roles(first), roles(second)) == ("CB", "CB")
    assert first.article.column == "图片新闻"
    assert (first.article.photographers, second.article.photographers) == (("高远",), ("白小娟",))
    assert first.article.title is None


def test_a_long_caption_stands_by_itself() -> None:
    text = """县里开大会了

本报讯(记者 高远)近日，云岭县召开会议。



近日，光华社区在辖区内开展疫情防控宣传活动，发放传单三百余份。图为工作人员在小区宣传。(白小娟 摄)
"""
    first, second = read(text).documents
    assert roles(first) == "TBP"
    assert roles(second) == "CB"


def test_folio_line_gives_year_and_paper() -> None:
    text = """周口日报
2024年1月15日 星期一
责任编辑 王一

区里召开大会

本报讯(记者 高远)12月30日,川汇区召开大会。

镇里召开大会

本报讯(记者 高远)近日,镇里召开大会。
"""
    first, second = read(text).documents
    assert first.article.publication == "周口日报"
    assert (first.article.date, second.article.date) == ("2023-12-30", "2024-01-15")


def test_torn_words_and_lost_text() -> None:
    text = """听民声 解民忧

记者 高远

该区把走访作为抓手,组织党员干部进村入户、走访慰问困难群众,了解受影

响的农田情况,成立工作专班,明确工作任务,压实工作责任,形成齐抓共管的工

会议要求,各单位要抓好落实。要

密切联系群众,坚持问题导向,整改率达88.7%,收集意见1200

相信群众、依靠群众。
"""
    found = blocks(only(text), Role.PARAGRAPH)
    assert found[0].startswith(
        "该区把走访作为抓手，组织党员干部进村入户、走访慰问困难群众，了解受影响的农田情况"
    )
    assert found[0].endswith("共管的工")
    assert found[1] == "会议要求，各单位要抓好落实。要密切联系群众，坚持问题导向，整改率达88.7%，收集意见1200"
    assert found[2] == "相信群众、依靠群众。"


def test_list_dashes_and_a_dash_read_as_one() -> None:
    text = """方案出台

记者 高远

为此,区里出台措施:

--7月6日,区“创文”办下发通知,确定走访阶段。

一明确1名区领导具体负责走访活动,成立工作专班。

—统一发放记录本,走访小组分包社区,逐户走访。
"""
    found = blocks(only(text), Role.PARAGRAPH)
    assert [p[:4] for p in found[1:]] == ["7月6日", "明确1名", "统一发放"]


def test_a_second_signature_ends_another_article() -> None:
    text = """我县举行新兵欢送大会　李明宇讲话

本报讯（记者　田　甜）9月12日，我县举行新兵欢送大会。

县委政法委召开平安建设推进会

9月13日，镇雄县委政法委召开平安建设推进会。（镇雄融媒记者　申时勋　通讯员　陈　琳）

短讯
●9月10日，芒部镇召开表彰大会。
●日前，县税务局开展税法宣传。
"""
    first, second, third = read(text).documents
    assert (first.article.reporters, second.article.reporters) == (("田甜",), ("申时勋",))
    assert second.article.title == "县委政法委召开平安建设推进会"
    assert second.article.correspondents == ("陈琳",)
    assert blocks(third, Role.PARAGRAPH) == ["9月10日，芒部镇召开表彰大会。", "日前，县税务局开展税法宣传。"]


@pytest.mark.parametrize(
    ("text", "reporters", "correspondents", "publication"),
    [
        (
            "开会\n来源:紫金县融媒体中心 叶智全 通讯员 黄  禁\n\n近日,开会。",
            ["叶智全"],
            ["黄禁"],
            "紫金县融媒体中心",
        ),
        ("开会\n盐池县融媒体中心(记者 官  静)\n\n近日,开会。", ["官静"], [], "盐池县融媒体中心"),
        ("开会\n五常市融媒体中心\n\n近日,开会。", [], [], "五常市融媒体中心"),
        ("开会\n近日,开会。\n\n文/图：记者 李娜 编辑：王芳 审核：刘军", ["李娜"], [], None),
        (
            "平凉日报\n\n□ 通讯员 马志强\n\n镇里开会\n\n近日,开会。\n\n（下转第三版）",
            [],
            ["马志强"],
            "平凉日报",
        ),
        ("县里开会\n本报讯 5月9日,镇里开会。 (解琳婷)", [], [], None),
    ],
)
def test_source_lines_with_people(
    text: str, reporters: list[str], correspondents: list[str], publication: str | None
) -> None:
    article = only(text).article
    assert article.title in ("开会", "镇里开会", "县里开会")
    assert (list(article.reporters), list(article.correspondents)) == (reporters, correspondents)
    assert article.publication == publication


def test_traditional_page() -> None:
    text = (
        "金門縣政府召開防颱會議\n【記者陳志明／金門報導】為因應颱風來襲，金門縣政府昨日召開防颱整備會議，"
        "由縣長主持，各鄉鎮公所與會。\n"
    )
    result = read_bytes("a.txt", text.encode("big5"), tables.load(), None)
    (document,) = result.documents
    assert document.article.title == "金门县政府召开防台会议"
    assert document.article.reporters == ("陈志明",)
    start, end = document.blocks[0].text.span(0, 3)
    assert result.text[start:end] == "金門縣"


def test_crlf_and_bom_count_as_they_stand() -> None:
    text = "县里开会\r\n\r\n本报讯(记者 高远)近日，县长王\r\n芳主持会议。\r\n"
    result = read_bytes("a.txt", text.encode("utf-8-sig"), tables.load(), None)
    assert result.text == text
    (document,) = result.documents
    assert document.blocks[-1].text.text == "近日，县长王芳主持会议。"
    start, end = document.blocks[-1].text.span(5, 7)
    assert text[start:end] == "王\r\n芳"


def check_offsets(result: FileResult, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        offsets = list(block.text.offsets)
        assert offsets == sorted(offsets)
        assert len(offsets) == len(block.text.text)
        for char, offset in zip(block.text.text, offsets, strict=True):
            printed = result.text[offset]
            if char.isalnum() and printed != char:
                assert not printed.isspace(), (char, printed)


def norm(text: str | None) -> str:
    return re.sub(r"[\s“”‘’\"'「」『』《》〈〉·]", "", text or "")


@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_sample_pages_against_gold(name: str) -> None:
    gold = json.loads((ROOT / "data" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    folder = ROOT / "data" / "articles"
    result = read_file(folder, folder / gold["source"], tables.load(), None)
    assert len(result.documents) == len(gold["articles"])
    for document, wanted in zip(result.documents, gold["articles"], strict=True):
        article = document.article
        got, title = norm(article.title), norm(wanted["title"])
        assert bool(got) == bool(title)
        assert got in title or title in got
        assert set(article.reporters) == set(wanted["reporters"])
        assert set(article.correspondents) == set(wanted["correspondents"])
        assert set(article.photographers) == set(wanted["photographers"])
        if wanted["date"]:
            assert article.date == f"--{wanted['date']}"
        check_offsets(result, document.blocks)
        assert article.start <= document.blocks[0].text.offsets[0]
        assert document.blocks[-1].text.offsets[-1] < article.end


@pytest.mark.parametrize(
    ("name", "articles", "headings"),
    [("002", 3, 0), ("003", 7, 6), ("000", 8, 2), ("001", 7, 6), ("004", 6, 3)],
)
def test_structure_of_the_sample_pages(name: str, articles: int, headings: int) -> None:
    (file,) = (ROOT / "data" / "articles").glob(f"{name}_*")
    result = read_file(file.parent, file, tables.load(), None)
    assert len(result.documents) == articles
    assert sum(b.role is Role.HEADING for d in result.documents for b in d.blocks) == headings


@pytest.mark.parametrize("line", ["获奖选手合影", "石桥镇插秧比赛现场", "青山水库全景"])
def test_what_a_picture_shows_is_no_headline(line: str) -> None:
    result = read(
        f"10名“青山工匠”登台领奖\n\n\n{line}\n\n本报讯（记者 向远）5月6日，青山县总工会举行颁奖仪式，"
        "为10名“青山工匠”颁发证书。县总工会主席罗秋生讲话。\n"
    )
    (document,) = result.documents
    assert document.article.title == "10名“青山工匠”登台领奖"
    assert [b.text.text for b in document.blocks if b.role is Role.CAPTION] == [line]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("喜报！云岭县三个村受到表彰", "喜报！云岭县三个村受到表彰"),
        ("云岭县人大常委会召开第五次会议\n决定任命高远为副县长", "云岭县人大常委会召开第五次会议"),
        ("务实担当促发展\n云岭县召开工业大会", "云岭县召开工业大会"),
    ],
)
def test_which_line_is_the_headline(lines: str, title: str) -> None:
    document = only(f"{lines}\n\n4月7日，云岭县召开会议。县长高远讲话。县委副书记白小娟主持会议。\n")
    assert document.article.title == title
