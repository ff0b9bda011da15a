"""Extractions made from the truth: what a faultless left half of the pipeline would hand to ``resolve``.

They let the tests of identity and the benchmarks of scale judge resolution by itself.
"""

# ruff: noqa: E501 (tables of Chinese text; a character is two columns wide)

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg import ids
from kg.model import Article, ArticlePlace, Claim, Document, Extraction, Implied, Mention, Modality
from tests.generator.world import Area, stage

_KINDS = {
    "委": "PartyOrgan", "党委": "PartyOrgan", "党工委": "PartyOrgan", "党总支": "PartyBranch", "党支部": "PartyBranch",
    "人大常委会": "Congress", "政协": "CPPCC", "纪委监委": "DisciplineOrgan", "办事处": "SubdistrictOffice",
    "公安局": "Police", "人民法院": "JudicialOrgan", "人民检察院": "JudicialOrgan", "妇女联合会": "MassOrganization",
    "总工会": "MassOrganization", "残疾人联合会": "MassOrganization", "红十字会": "MassOrganization",
    "人民医院": "PublicInstitution",
}  # fmt: skip
_PLACE_KINDS = {2: "Province", 4: "Prefecture", 6: "County", 9: "Township"}


def extraction(made: Mapping, areas: Mapping[str, Area] | None = None) -> Extraction:
    """Return the extraction of one article of :func:`tests.generator.generate.stream`."""
    place = made["place"]
    known = areas or stage()
    zone = "Z" in place
    source = made["source"]
    body = made["text"][len(made["title"]) :].strip()
    article_id = ids.article(source, made["title"], body)
    rows: Sequence[Mapping] = made["mentions"]
    names = [ids.mention(article_id, m["start"], m["end"], m["type"]) for m in rows]
    sentences = sorted({(s["start"], s["end"]) for s in made["statements"]})
    bylines = [m["text"] for m in rows if m["form"] == "byline"]
    zone_names = [_zone_name(m["text"]) for m in rows if m["entity"].startswith("zone/")]
    zone_name = max(zone_names, key=len, default="示范区") if zone else ""
    article = Article(
        article_id, source, 0, len(made["text"]), title=made["title"], reporters=tuple(bylines[:1]),
        correspondents=tuple(bylines[1:]), date=made["date"] if made["dated"] else "-" + made["date"][4:],
        date_precision="day", place=place[:4] if zone else place,
    )  # fmt: skip
    document = Document(article, (), ArticlePlace(place[:4] if zone else place, zone_name, 0.95))
    mentions = tuple(
        _mention(
            i,
            m,
            rows,
            names,
            article_id,
            next((s for s in sentences if s[0] <= m["start"] < s[1]), (0, 0)),
            known,
        )
        for i, m in enumerate(rows)
    )
    claims = tuple(c for s in made["statements"] if (c := _claim(s, made, names, article_id)))
    return Extraction(document, mentions, claims)


def _zone_name(text: str) -> str:
    return text.split("市")[-1] if "市" in text else text


def _mention(i: int, m: Mapping, rows: Sequence[Mapping], names: Sequence[str], article_id: str,
             sentence: tuple[int, int], areas: Mapping[str, Area]) -> Mention:  # fmt: skip
    text, form, entity = m["text"], m["form"], m["entity"]
    inner = [k for k in range(i + 1, len(rows)) if rows[k]["inside"] == i]
    qualifier = inner[-1] if inner else None
    level, core, kind = "", text, None
    if m["type"] == "Agency":
        code, _, full = entity.split("/", 2)[1:][0], "", entity.split("/", 2)[2]
        kind = _KINDS.get(full, "PartyOrgan" if full.startswith("委") else "GovernmentOrgan")
        if inner:
            core = text[rows[inner[-1]]["end"] - m["start"] :]
            if core.endswith("委") and core[:-1] in ("县", "区", "市"):  # 杞县县委
                level, core = core[0], core[1:]
        elif form == "short":
            level = next((w for w in ("自治区", "街道", "社区") if text.startswith(w)), text[0])
            core = text[len(level) :]
            if len(code) >= 9:
                qualifier = _last(rows, i, f"place/{code}")
        elif form == "bare":
            owner = f"agency/{code}/委" if full.startswith("委") else f"place/{code}"
            qualifier = _last(rows, i, owner)
    elif m["type"] == "Place":
        kind = "Zone" if entity.startswith("zone/") else _PLACE_KINDS[len(entity.split("/")[1])]
        core = text[rows[inner[-1]]["end"] - m["start"] :] if inner else text
    elif m["type"] == "Community":
        kind = "ResidentialCommunity" if text.endswith("社区") else "Village"
        core = text[rows[inner[-1]]["end"] - m["start"] :] if inner else text
    elif m["type"] == "Person":
        kind, core = ("Journalist" if form == "byline" else "Resident" if form == "half" else "Official"), ""
    else:
        kind = "Campaign"
    inside = names[m["inside"]] if m["inside"] is not None else None
    return Mention(names[i], article_id, m["source"], m["start"], m["end"], text.replace("\n", ""), m["type"], kind,
                   text.replace("\n", ""), sentence, inside, level, core.replace("\n", ""),
                   names[qualifier] if qualifier is not None else None)  # fmt: skip


def _last(rows: Sequence[Mapping], before: int, entity: str) -> int | None:
    """Return the index of the nearest mention of ``entity``, before the place or else behind it."""
    back = [k for k in range(before) if rows[k]["entity"] == entity]
    return (
        back[-1] if back else next((k for k in range(before, len(rows)) if rows[k]["entity"] == entity), None)
    )


def _claim(s: Mapping, made: Mapping, names: Sequence[str], article_id: str) -> Claim | None:
    rows = made["mentions"]
    here = [k for k, m in enumerate(rows) if s["start"] <= m["start"] < s["end"]]
    subject = next((k for k in here if rows[k]["entity"] == s["subject"]), None)
    if subject is None:
        return None
    near = sorted(here, key=lambda k: abs(rows[k]["start"] - rows[subject]["start"]))
    found = next((k for k in near if rows[k]["entity"] == s["object"][0]), None)
    obj: str | Implied
    if found is not None:
        obj = names[found]
    elif s["predicate"] == "holdsPost" and s["object"][0].startswith("agency/"):
        core = s["object"][0].split("/", 2)[2]
        area = f"place/{s['object'][0].split('/')[1]}"
        at = next((k for k in near if rows[k]["entity"] == area), None)
        word = s["title"].removeprefix("常务").removeprefix("代").removeprefix("副")[0]
        obj = Implied(
            "Agency", _KINDS.get(core, "GovernmentOrgan"), core, word, names[at] if at is not None else None
        )
    else:
        return None
    return Claim(names[subject], s["predicate"], obj, article_id, s["source"], s["start"], s["end"], "oracle", s["title"],
                 made["date"] if made["dated"] else "-" + made["date"][4:], Modality(s["modality"]), 0.97)  # fmt: skip


def extractions(pages: Iterator[dict]) -> Iterator[Extraction]:
    """Yield the extractions of a stream of articles."""
    for made in pages:
        yield extraction(made)
