"""Articles as county web sites, media centres and official accounts print them, all invented."""

from __future__ import annotations

import pytest

from kg.corpus import read_bytes
from kg.lexicon import tables
from kg.model import Document, Role

TITLE = "云岭县开展河道清理行动"
FIRST = "3月12日，云岭县水利局组织干部职工清理河道，县委书记高远到场查看。"
SECOND = "清河镇党委书记白杰说，全镇已清理河道12公里。"
BODY = f"{FIRST}\n\n{SECOND}"


def only(text: str) -> Document:
    (document,) = read_bytes("page.txt", text.encode(), tables.load(), None).documents
    return document


def told(document: Document) -> list[str]:
    return [b.text.text for b in document.blocks if b.role in (Role.PARAGRAPH, Role.HEADING)]


HEADS = [
    ("", [], [], []),
    ("来源：云岭县融媒体中心", [], [], []),
    ("云岭周刊", [], [], []),
    ("云岭报  编辑:金 海", [], [], []),
    ("云岭日报  第05版:区域·综合", [], [], []),
    ("云岭日报武宁讯", [], [], []),
    ("供稿:县委办公室  编校丨金海", [], [], []),
    ("（通讯员 县妇联 于洋）", [], ["于洋"], []),
    ("云岭网讯 记者金海 实习生方慧 通讯员于洋 报道：", ["金海"], ["于洋"], []),
    ("云岭县水利局", [], [], []),
    ("供稿:云岭之声", [], [], []),
    ("（云岭县委党校 通讯员 于洋）", [], ["于洋"], []),
    ("来源:云岭发布 时间:2024-03-13 09:20", [], [], []),
    ("发布时间：2024-03-13 来源：云岭县人民政府办公室 浏览次数：128 【字体：大 中 小】", [], [], []),
    ("2024年3月13日 来源：云岭新闻网", [], [], []),
    ("2024-03-13 09:20:11", [], [], []),
    ("云岭新闻网 2024-03-13", [], [], []),
    ("原创 云岭融媒 云岭融媒 2024-03-13 18:02 四川", [], [], []),
    ("时间：2024-03-13 作者：金海 来源：云岭县水利局 点击：56次", ["金海"], [], []),
    ("作者：金海", ["金海"], [], []),
    ("作者：县委办", [], [], []),
    ("当前位置：首页 > 新闻中心 > 部门动态", [], [], []),
    ("首页 > 政务动态 > 乡镇动态 > 正文", [], [], []),
    ("字号：大 中 小 打印 关闭", [], [], []),
    ("【打印本页】【关闭窗口】", [], [], []),
    ("分享到：微信 微博 QQ空间", [], [], []),
    ("浏览次数：1203", [], [], []),
    ("#乡村振兴# #河长制#", [], [], []),
    ("记者 金海", ["金海"], [], []),
    ("晶报记者 金海 通讯员 于洋 方慧", ["金海"], ["于洋", "方慧"], []),
    ("（云岭县融媒体中心记者 金海 于洋）", ["金海", "于洋"], [], []),
    ("金  海 云岭县融媒体中心", ["金海"], [], []),
    ("云岭县融媒体中心 金海 于洋", ["金海", "于洋"], [], []),
    ("（文/图 金海）", ["金海"], [], ["金海"]),
    ("文/金海 图/于洋", ["金海"], [], ["于洋"]),
    ("文丨金海 图丨于洋", ["金海"], [], ["于洋"]),
    ("通讯员：金海 于洋", [], ["金海", "于洋"], []),
    ("本报讯（记者 金海 通讯员 于洋）", ["金海"], ["于洋"], []),
    ("云岭网讯(通讯员 于洋)", [], ["于洋"], []),
    ("央广网成都3月13日消息(记者 金海)", ["金海"], [], []),
    ("云上清河报道（全媒体记者：金海）", ["金海"], [], []),
    ("编辑：金海 审核：于洋 终审：方慧", [], [], []),
    ("责任编辑 金海 校对 于洋", [], [], []),
    ("一审：金海 二审：于洋 三审：方慧", [], [], []),
    ("记者：金海 编辑：于洋", ["金海"], [], []),
    ("本文转自：云岭日报", [], [], []),
    ("本文转自：云岭日报\n□本报记者 金海", ["金海"], [], []),
    ("来源：云岭日报\n□本报记者 金海 通讯员 于洋", ["金海"], ["于洋"], []),
    ("消息来源 清河镇综合保障中心", [], [], []),
    ("云岭妇联网", [], [], []),
    ("云岭县清河街道 信息中心", [], [], []),
    ("第6021期:第03版 要闻", [], [], []),
    ("云岭法治报/2024 年/3 月/13 日/第 002 版 庭审时空", [], [], []),
    ("云岭日报 2024-03-13  大 字", [], [], []),
    ("云岭县新闻传媒中心记者 金 海 文/图", ["金海"], [], ["金海"]),
    ("全媒体记者 金海 2024-03-13", ["金海"], [], []),
    ("《云岭日报》(2024年3月13日) 05版", [], [], []),
    ("发布:党委宣传部  时间:2024-03-13", [], [], []),
    ("来源：云岭网 作者：于洋\n云岭网讯（通讯员 于洋）", [], ["于洋"], []),
]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
@pytest.mark.parametrize(("line", "reporters", "correspondents", "photographers"), HEADS)
def test_lines_under_the_headline(
    line: str, reporters: list[str], correspondents: list[str], photographers: list[str], blank: str
) -> None:
    document = only(f"{TITLE}{blank}{line}{blank}{BODY}\n" if line else f"{TITLE}{blank}{BODY}\n")
    article = document.article
    assert (article.title, article.subtitle, article.column) == (TITLE, None, None)
    assert told(document) == [FIRST, SECOND]
    assert list(article.reporters) == reporters
    assert list(article.correspondents) == correspondents
    assert list(article.photographers) == photographers
    assert (article.date or "")[-5:] == "03-12"


TAILS = [
    ("（记者 金海）", ["金海"], [], []),
    ("（金海）", [], [], []),
    ("(金海 于洋)", [], [], []),
    ("（通讯员 金  海 于  洋）", [], ["金海", "于洋"], []),
    ("（云岭县融媒体中心 金海 报道）", ["金海"], [], []),
    ("（来源：云岭县融媒体中心）", [], [], []),
    ("来源：云岭县水利局", [], [], []),
    ("来源丨云岭发布", [], [], []),
    ("责任编辑：金海", [], [], []),
    ("[责任编辑：金海]", [], [], []),
    ("（责编：金海、于洋）", [], [], []),
    ("初审：金海  复审：于洋  终审：方慧", [], [], []),
    ("编辑：金海 责任校对：于洋", [], [], []),
    ("编辑 金海 审核 于洋", [], [], []),
    ("记者：金海 编辑：于洋 审核：方慧", ["金海"], [], []),
    ("记者丨金海 编辑丨于洋", ["金海"], [], []),
    ("撰稿：金海 摄影：于洋", ["金海"], [], ["于洋"]),
    ("图文：金海", ["金海"], [], ["金海"]),
    ("云岭网记者 金海 于洋  清河报道", ["金海", "于洋"], [], []),
    ("（记者  金海/文  于洋/摄）", ["金海"], [], ["于洋"]),
    ("（图文/金海）", ["金海"], [], ["金海"]),
    ("供稿：云岭县水利局办公室", [], [], []),
    ("【打印】【关闭】", [], [], []),
    ("分享 打印 关闭窗口", [], [], []),
    ("上一篇：云岭县召开防汛工作会议", [], [], []),
    ("下一篇：清河镇举办文艺晚会", [], [], []),
    ("扫一扫在手机打开当前页", [], [], []),
    ("版权所有：云岭县人民政府 蜀ICP备12345678号", [], [], []),
    ("#云岭 #河道清理", [], [], []),
    ("阅读 1024", [], [], []),
    ("- END -", [], [], []),
    ("点击蓝字 关注我们", [], [], []),
    ("图为工作人员清理河道。（金海 摄）", [], [], ["金海"]),
    ("▲清理现场", [], [], []),
    ("图为清理现场", [], [], []),
    ("（图片由云岭县水利局提供）", [], [], []),
]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
@pytest.mark.parametrize(("line", "reporters", "correspondents", "photographers"), TAILS)
def test_lines_after_the_text(
    line: str, reporters: list[str], correspondents: list[str], photographers: list[str], blank: str
) -> None:
    document = only(f"{TITLE}\n来源：云岭发布\n\n{BODY}{blank}{line}\n")
    article = document.article
    assert (article.title, article.subtitle, article.column) == (TITLE, None, None)
    assert told(document) == [FIRST, SECOND]
    assert list(article.reporters) == reporters
    assert list(article.correspondents) == correspondents
    assert list(article.photographers) == photographers


@pytest.mark.parametrize(("line", "reporters", "correspondents", "photographers"), TAILS[:6])
def test_the_end_of_the_last_paragraph(
    line: str, reporters: list[str], correspondents: list[str], photographers: list[str]
) -> None:
    document = only(f"{TITLE}\n\n{BODY}{line}\n")
    assert told(document) == [FIRST, SECOND]
    assert list(document.article.reporters) == reporters
    assert list(document.article.correspondents) == correspondents


@pytest.mark.parametrize(
    ("head", "reporters"),
    [
        ("本网讯 ", []),
        ("云岭讯 ", []),
        ("云岭县融媒体中心讯（记者 金海）", ["金海"]),
        ("云岭融媒讯：", []),
        ("新华社成都3月13日电（记者金海）", ["金海"]),
        ("红网时刻新闻3月13日讯（记者 金海）", ["金海"]),
        ("（记者 金海）", ["金海"]),
        ("（云岭县融媒体中心 金海 报道）", ["金海"]),
        ("【云岭新闻网 记者 金海】", ["金海"]),
        ("本报记者 金海 报道：", ["金海"]),
        ("晶报讯 （记者 金海） ", ["金海"]),
    ],
)
def test_datelines(head: str, reporters: list[str]) -> None:
    document = only(f"{TITLE}\n\n{head}{BODY}\n")
    assert document.article.title == TITLE
    assert told(document) == [FIRST, SECOND]
    assert list(document.article.reporters) == reporters


PAGE = f"""您现在的位置：首页 > 新闻中心 > 部门动态
{TITLE}
发布时间：2024-03-13 16:40 信息来源：云岭县水利局 作者：金海 浏览次数：77 字体：[大 中 小]

　　{FIRST}

　　图为志愿者在清河镇河段清理垃圾，现场有干部群众一百余人参加了这次行动。（于洋 摄）

　　{SECOND}

责任编辑：方慧
【打印本页】 【关闭窗口】
上一篇：清河镇开展植树活动
下一篇：没有了
主办：云岭县人民政府办公室 技术支持：云岭县大数据中心
"""


def test_a_whole_page() -> None:
    document = only(PAGE)
    article = document.article
    assert (article.title, article.subtitle, article.column) == (TITLE, None, None)
    assert told(document) == [FIRST, SECOND]
    assert article.reporters == ("金海",)
    assert article.photographers == ("于洋",)
    assert (article.date, article.publication) == ("2024-03-12", "云岭县水利局")


@pytest.mark.parametrize(
    "title",
    [
        "云岭县：反诈宣传入人心",
        "普法进村“声”入人心",
        "阅读 点亮美好生活",
        "策划 推动全县发展",
        "融媒体中心记者深入一线",
        "记者走基层",
    ],
)
def test_the_title_is_what_is_printed(title: str) -> None:
    assert only(f"{title}\n来源：云岭发布\n\n{BODY}\n").article.title == title


def test_long_lines_after_a_medium_cost_nothing() -> None:
    line = "云岭县融媒体中心记者从县教育局获悉全县中小学将于九月一日开学全县师生做好准备。"
    assert told(only(f"{TITLE}\n\n{BODY}\n\n{line * 40}\n"))[-1].endswith("做好准备。")
