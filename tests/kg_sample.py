"""Resolutions to test with: a small one made by hand, a large one made from the gold annotation.

Neither needs any of the stages before the graph.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from kg import ids
from kg.model import Article, Entity, MentionRow, Question, Resolution, Statement

DATA = Path(__file__).resolve().parent.parent / "data"

TEXT = (
    "示范区召开党建工作会议\n\n本报讯(记者 王芳)11月12日,示范区党工委召开党建工作\n会议。市政协副主席、"
    "示范区党工委书记宋力主持会议并讲话。示范区党工委副书记张旭参加会议。\n"
    "育才社区党总支联合区民政局开展“暖冬行动”,走访育才社区居民李阿姨。\n"
)
SOURCE = "page/甲.txt"


def _span(text: str, part: str, start: int = 0) -> tuple[int, int]:
    at = text.index(part, start)
    return at, at + len(part)


def small() -> tuple[Resolution, dict[str, str]]:
    """Return a resolution of one article, with hostile text in some of its fields, and its sources."""
    article = "article/甲.0123456789"
    people = {"宋力": "person/宋力.410500", "张旭": "person/张旭.410500", "李阿姨": "person/李阿姨.x1"}
    song, zhang, li = people.values()
    work, cppcc, branch, bureau = (
        "agency/示范区党工委",
        "agency/安阳市政协",
        "agency/育才社区党总支",
        "agency/文峰区民政局",
    )
    meeting, drive, place, evil = (
        "event/党建工作会议.1",
        "initiative/暖冬行动",
        "community/410502001001",
        "place/_.9",
    )
    entities = (
        Entity(song, "Person", "Official", "宋力", aliases=("宋 力",), mentions=1, articles=1),
        Entity(zhang, "Person", "Official", "张旭", mentions=1, articles=1),
        Entity(li, "Person", "Resident", "李阿姨", mentions=1, articles=1),
        Entity(
            work,
            "Agency",
            "PartyOrgan",
            "示范区党工委",
            "中共安阳市示范区工作委员会",
            ("党工委",),
            None,
            3,
            1,
        ),
        Entity(cppcc, "Agency", "CPPCC", "安阳市政协", None, ("市政协",), None, 1, 1),
        Entity(branch, "Agency", "PartyBranch", "育才社区党总支", mentions=1, articles=1),
        Entity(bureau, "Agency", "GovernmentOrgan", "文峰区民政局", None, ("区民政局",), None, 1, 1),
        Entity(meeting, "Event", "Meeting", "党建工作会议", mentions=1, articles=1),
        Entity(drive, "Initiative", "Operation", "暖冬行动", None, ("“暖冬行动”",), None, 1, 1),
        Entity(
            place,
            "Community",
            "ResidentialCommunity",
            "育才社区",
            "河南省安阳市文峰区育才社区",
            (),
            "410502001001",
            1,
            1,
        ),
        Entity(
            evil,
            "Place",
            "Site",
            "<script>alert(1)</script>\x07",
            "=cmd()",
            ('"><img src=x onerror=alert(1)>',),
        ),
    )
    mentions = []

    def mention(entity: str, surface: str, type_: str, nth: int = 0) -> str:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(surface, start + 1)
        id_ = ids.mention(article, start, start + len(surface), type_)
        mentions.append(MentionRow(id_, entity, article, SOURCE, start, start + len(surface), surface, type_))
        return id_

    m_song, m_zhang, m_li = (mention(e, n, "Person") for n, e in people.items())
    m_work0, m_work1 = mention(work, "示范区党工委", "Agency"), mention(work, "示范区党工委", "Agency", 1)
    m_work2 = mention(work, "示范区党工委", "Agency", 2)
    m_cppcc = mention(cppcc, "市政协", "Agency")
    m_branch, m_bureau = mention(branch, "育才社区党总支", "Agency"), mention(bureau, "区民政局", "Agency")
    m_drive, m_place = mention(drive, "暖冬行动", "Initiative"), mention(place, "育才社区", "Community", 1)
    at = _span(TEXT, "党建工作\n会议")
    m_meeting = ids.mention(article, *at, "Event")
    mentions.append(MentionRow(m_meeting, meeting, article, SOURCE, *at, "党建工作会议", "Event"))

    first = _span(TEXT, "11月12日,示范区党工委召开党建工作\n会议。")
    second = _span(TEXT, "市政协副主席、示范区党工委书记宋力主持会议并讲话。")
    third = _span(TEXT, "示范区党工委副书记张旭参加会议。")
    fourth = _span(TEXT, "育才社区党总支联合区民政局开展“暖冬行动”,走访育才社区居民李阿姨。")
    rows: list[Statement] = []

    def say(
        s: str,
        p: str,
        o: str,
        span: tuple[int, int] | None,
        sm: str | None,
        om: str | None,
        title: str | None = None,
        date: str | None = "2023-11-12",
        rule: str = "frame",
        sure: float = 0.9,
        modality: str = "asserted",
    ) -> None:
        start, end = span or (None, None)
        where = (article, SOURCE) if span else (None, None)
        id_ = ids.statement(s, p, o, title, *where, start, end, modality)
        rows.append(Statement(id_, s, p, o, title, date, modality, *where, start, end, sm, om, rule, sure))

    say(work, "convenes", meeting, first, m_work0, m_meeting)
    say(song, "holdsPost", work, second, m_song, m_work1, "书记")
    say(song, "holdsPost", cppcc, second, m_song, m_cppcc, "副主席")
    say(song, "chairs", meeting, second, m_song, m_meeting)
    say(song, "speaksAt", meeting, second, m_song, m_meeting, sure=0.8)
    say(zhang, "holdsPost", work, third, m_zhang, m_work2, "副书记")
    say(zhang, "takesPartIn", meeting, third, m_zhang, m_meeting)
    say(branch, "cooperatesWith", bureau, fourth, m_branch, m_bureau, date=None)
    say(branch, "carriesOut", drive, fourth, m_branch, m_drive, date="2023-11", modality="planned", sure=0.5)
    say(bureau, "carriesOut", drive, fourth, m_bureau, m_drive, date="--11-12")
    say(li, "residentOf", place, fourth, m_li, m_place, date=None)
    say(place, "locatedIn", evil, None, None, None, date=None, rule="gazetteer")
    page = Article(
        article,
        SOURCE,
        0,
        len(TEXT),
        "示范区召开党建工作会议",
        reporters=("王芳",),
        date="2023-11-12",
        date_precision="day",
        publication="安阳日报",
        place="410500",
    )
    asked = (Question(song, zhang, 0.4, "同会", (SOURCE, *second), None),)
    return Resolution((page,), tuple(mentions), entities, tuple(rows), asked), {SOURCE: TEXT}


def squeezed(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without white space, and where each of its characters stands."""
    kept = [(c, i) for i, c in enumerate(text) if not c.isspace()]
    return "".join(c for c, _ in kept), [i for _, i in kept]


def from_gold(*names: str) -> tuple[Resolution, dict[str, str]]:
    """Return the resolution that a perfect build of the annotated pages would give, and its sources."""
    golds = [json.loads(f.read_text(encoding="utf-8")) for f in sorted((DATA / "gold").glob("0*.json"))]
    golds = [g for g in golds if not names or g["source"][:3] in names]
    same = {
        tuple(x): f"c{n}"
        for n, c in enumerate(json.loads((DATA / "gold/cross.json").read_bytes()))
        for x in c
    }
    sources = {g["source"]: (DATA / "articles" / g["source"]).read_bytes().decode("utf-8") for g in golds}
    articles: list[Article] = []
    mentions: dict[str, MentionRow] = {}
    statements: dict[str, Statement] = {}
    entities: dict[str, Entity] = {}
    for gold in golds:
        source, (text, at) = gold["source"], squeezed(sources[gold["source"]])
        id_of = {
            e["id"]: ids.entity(e["type"], e["name"], same.get((source, e["id"]), f"{source[:3]}{e['id']}"))
            for e in gold["entities"]
        }
        spans: dict[str, tuple[int, int]] = {}
        for a in gold["articles"]:
            start = text.find(re.sub(r"\s", "", a["starts"]))
            end = text.find(re.sub(r"\s", "", a["ends"]), start)
            start, end = max(start, 0), (end + 12 if end >= 0 else len(text))
            head = text.rfind(re.sub(r"\s", "", a["title"] or "\x00"), 0, start)
            spans[a["id"]] = (head if head >= 0 else start, min(end, len(text)))
            b, e = spans[a["id"]]
            date = a.get("date")
            date = date if not date or len(date) > 5 else f"--{date}"
            articles.append(
                Article(
                    f"article/{source[:3]}.{a['id']}",
                    source,
                    at[b],
                    at[e - 1] + 1,
                    a["title"],
                    a.get("subtitle"),
                    a.get("column"),
                    tuple(a["reporters"]),
                    tuple(a["correspondents"]),
                    tuple(a["photographers"]),
                    date,
                    "day" if date else None,
                )
            )
        for e in gold["entities"]:
            old = entities.get(id_of[e["id"]])
            forms = tuple(sorted({*e["surfaces"], *(old.aliases if old else ())} - {e["name"]}))
            entities[id_of[e["id"]]] = Entity(
                id_of[e["id"]], e["type"], e.get("kind"), e["name"], e.get("full_name"), forms, e.get("code")
            )
            for surface in e["surfaces"]:
                plain = re.sub(r"\s", "", surface)
                for found in re.finditer(re.escape(plain), text):
                    where = next((a for a, (b, f) in spans.items() if b <= found.start() < f), None)
                    where = where or next(iter(spans))
                    b, f = at[found.start()], at[found.end() - 1] + 1
                    article = f"article/{source[:3]}.{where}"
                    id_ = ids.mention(article, b, f, e["type"])
                    row = MentionRow(
                        id_, id_of[e["id"]], article, source, b, f, plain, e["type"], e.get("kind")
                    )
                    mentions.setdefault(id_, row)
        near: dict[str, list[MentionRow]] = defaultdict(list)
        for m in mentions.values():
            if m.source == source:
                near[m.entity_id].append(m)
        for r in gold["relations"]:
            b, f = spans[r["article"]]
            s, o = id_of[r["s"]], id_of[r["o"][0]]
            inside = lambda m: at[b] <= m.start <= at[f - 1]  # noqa: B023, E731
            left, right = [m for m in near[s] if inside(m)], [m for m in near[o] if inside(m)]
            pairs = [(abs(x.start - y.start), x.start, y.start, x, y) for x in left for y in right]
            x, y = (left or [None])[0], (right or [None])[0]
            if pairs:
                *_, x, y = min(pairs, key=lambda p: p[:3])
            ends = [m for m in (x, y) if m]
            if not ends:
                continue
            raw = sources[source]
            start = max((raw.rfind(c, 0, min(m.start for m in ends)) for c in "。!?\n"), default=-1) + 1
            stops = [raw.find(c, max(m.end for m in ends) - 1) for c in "。!?"]
            end = min((i + 1 for i in stops if i >= 0), default=at[f - 1] + 1)
            article = f"article/{source[:3]}.{r['article']}"
            date = next(a.date for a in articles if a.id == article)
            modality = "planned" if r.get("optional") else "asserted"
            id_ = ids.statement(s, r["p"], o, r.get("title"), article, source, start, end)
            statements[id_] = Statement(
                id_,
                s,
                r["p"],
                o,
                r.get("title"),
                date,
                modality,
                article,
                source,
                start,
                end,
                x.id if x else None,
                y.id if y else None,
                f"frame.{r['p']}",
                0.6 if r.get("optional") else 0.95,
            )
    counts = Counter(m.entity_id for m in mentions.values())
    pages = {i: len({m.article_id for m in mentions.values() if m.entity_id == i}) for i in entities}
    full = tuple(
        Entity(e.id, e.type, e.kind, e.name, e.full_name, e.aliases, e.code, counts[e.id], pages[e.id])
        for e in entities.values()
    )
    return Resolution(tuple(articles), tuple(mentions.values()), full, tuple(statements.values())), sources
