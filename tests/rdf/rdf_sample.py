"""A small hand-made resolution of invented people, with everything a writer must cope with."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Article, Entity, MentionRow, Resolution, Statement
from kg.rdf import Provenance

HOSTILE = (
    "<script>alert(1)</script>\"'\\\n\r\t\x00\x01\x1f\x7f\u2028\ufffe\ue000中\ud800\U0001f600\U00020bb7"
    "%/#?{}|^`&amp;@zh ."
)


@dataclass(frozen=True)
class Sample:
    """A resolution with the texts of its sources."""

    resolution: Resolution
    sources: dict[str, str]
    provenance: Provenance

    def quote(self, source: str | None, start: int | None, end: int | None) -> str:
        """What stands in a source at a span."""
        assert source is not None
        return self.sources[source][start:end]


class Builder:
    """Collects rows; spans are found by their words."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.articles: list[Article] = []
        self.mentions: dict[str, MentionRow] = {}
        self.entities: dict[str, Entity] = {}
        self.statements: list[Statement] = []
        self.sources: dict[str, str] = {}

    def entity(self, id_: str, kind: str | None, name: str, **extra: object) -> str:
        type_ = id_.split("/", 1)[0].capitalize()
        self.entities[id_] = Entity(id_, type_, kind, name, mentions=1, articles=1, **extra)  # type: ignore[arg-type]
        return id_

    def article(self, id_: str, source: str, text: str, **extra: object) -> str:
        self.sources[source] = text
        self.articles.append(Article(id_, source, 0, len(text), **extra))  # type: ignore[arg-type]
        return id_

    def mention(self, article: str, entity: str, text: str) -> str:
        source = next(a.source for a in self.articles if a.id == article)
        start = self.sources[source].index(text)
        of = self.entities[entity]
        row = MentionRow(
            f"{article}#{start}-{start + len(text)}.{of.type}",
            entity, article, source, start, start + len(text), text, of.type, of.kind,
        )  # fmt: skip
        self.mentions[row.id] = row
        return row.id

    def say(
        self,
        article: str | None,
        s: str,
        p: str,
        o: str,
        sentence: str = "",
        ends: tuple[str, str] = ("", ""),
        **kw: object,
    ) -> None:
        number = f"statement/{self.prefix}{len(self.statements):04}"
        if article is None:
            self.statements.append(Statement(number, s, p, o, **kw))  # type: ignore[arg-type]
            return
        source = next(a.source for a in self.articles if a.id == article)
        start = self.sources[source].index(sentence)
        self.statements.append(
            Statement(
                number, s, p, o, article_id=article, source=source, start=start, end=start + len(sentence),
                subject_mention=self.mention(article, s, ends[0]) if ends[0] else None,
                object_mention=self.mention(article, o, ends[1]) if ends[1] else None,
                **{"rule": "test", "confidence": 0.95, **kw},  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def build(self) -> Sample:
        resolution = Resolution(
            tuple(self.articles),
            tuple(self.mentions.values()),
            tuple(self.entities.values()),
            tuple(self.statements),
        )
        inputs = dict.fromkeys(self.sources, "0" * 64)
        return Sample(resolution, self.sources, Provenance("0.1.0", {"tagger": "lac"}, inputs))


def county() -> Builder:
    """Two districts of one city: posts current, acting and former, an initiative, plans, a gazetteer."""
    b = Builder()
    e = b.entity
    city = e("place/9901", "Prefecture", "临川市", code="9901", full_name="某省临川市")
    east = e("place/990101", "County", "东陵区", code="990101")
    west = e("place/990102", "County", "西陵区", code="990102")
    street = e("place/990101001", "Township", "柳河街道", code="990101001")
    village = e("community/990101001201", "Village", "桃花村", code="990101001201")
    estate = e("community/晨曦小区.990101", "HousingEstate", "晨曦小区")
    committee = e("agency/东陵区委.990101", "PartyOrgan", "东陵区委", aliases=("区委",))
    council = e("agency/东陵区人民政府.990101", "GovernmentOrgan", "东陵区人民政府")
    west_council = e("agency/西陵区人民政府.990102", "GovernmentOrgan", "西陵区人民政府")
    bureau = e("agency/东陵区人社局.990101", "GovernmentOrgan", "东陵区人社局")
    court = e("agency/东陵区人社局仲裁院.990101", "GovernmentOrgan", "仲裁院")
    team = e("agency/东陵区委第一巡察组.990101", "Team", "第一巡察组")
    cppcc = e("agency/临川市政协.9901", "CPPCC", "临川市政协")
    hospital = e("agency/临川市医院.9901", "PublicInstitution", "临川市医院")
    wang = e("person/王磊.990101", "Official", "王磊")
    wang2 = e("person/王磊.990102", "Official", "王磊")
    zhao = e("person/赵一鸣.9901", "Official", "赵一鸣")
    doctor = e("person/孙医.9901", "Professional", "孙医")
    aunt = e("person/李阿姨.a1", "Resident", "李阿姨")
    drive = e("initiative/清河行动.9901", "Operation", "清河行动")
    study = e("initiative/党史学习教育", "Campaign", "党史学习教育")
    meeting = e("event/东陵区清河行动推进会.a1", "Meeting", "清河行动推进会")
    plan = e("document/清河行动实施方案.990101", "Policy", "清河行动实施方案")
    title = e("honour/全国文明村", None, "全国文明村")
    one = b.article(
        "article/p1.aaaa", "p1.txt",
        "清河行动推进会召开\n东陵区委副书记、区长王磊主持会议。市政协副主席、东陵区委书记赵一鸣讲话。"
        "东陵区开展清河行动。西陵区开展清河行动。\n东陵区人社局联合西陵区人民政府走访桃花村。"
        "下一步，临川市医院将开展清河行动。桃花村荣获全国文明村。居民李阿姨家住晨曦小区。",
        title="清河行动推进会召开", date="2023-08-09", date_precision="day", place="990101",
        reporters=("周记者",), correspondents=("吴通",), publication="临川日报",
    )  # fmt: skip
    two = b.article(
        "article/p2.bbbb", "sub dir/p2.txt",
        "西陵区代区长王磊到桃花村调研。原东陵区区长王磊不再任职。东陵区委书记赵一鸣参加党史学习教育。"
        "东陵区委第一巡察组巡察东陵区人社局。东陵区印发《清河行动实施方案》。临川市医院导诊岗孙医。\r\n"
        "东陵区人社局仲裁院。清河行动是党史学习教育的载体。"
        "东陵区卫健委前身为东陵区卫计委。临川市医院没有走访柳河街道。柳河街道在桃花村实施清河行动。",
        title="巡察", date="--11-12", date_precision="day", place="990102", publication="临川日报",
    )  # fmt: skip
    post = "东陵区委副书记、区长王磊主持会议"
    b.say(one, wang, "holdsPost", committee, post, ("王磊", "东陵区委"), title="副书记")
    b.say(one, wang, "holdsPost", council, post, ("王磊", ""), title="区长")
    b.say(one, wang, "chairs", meeting, post + "。", ("王磊", "清河行动推进会"))
    head = "市政协副主席、东陵区委书记赵一鸣讲话"
    b.say(one, zhao, "holdsPost", cppcc, head, ("赵一鸣", "市政协"), title="副主席")
    b.say(one, zhao, "holdsPost", committee, head, ("赵一鸣", "东陵区委"), title="书记", confidence=0.8)
    b.say(one, zhao, "speaksAt", meeting, head, ("赵一鸣", "清河行动推进会"))
    b.say(one, east, "carriesOut", drive, "东陵区开展清河行动", ("东陵区", "清河行动"))
    b.say(one, west, "carriesOut", drive, "西陵区开展清河行动", ("西陵区", "清河行动"))
    b.say(
        one,
        bureau,
        "cooperatesWith",
        west_council,
        "东陵区人社局联合西陵区人民政府走访桃花村",
        ("东陵区人社局", "西陵区人民政府"),
    )
    b.say(
        one, bureau, "visits", village, "东陵区人社局联合西陵区人民政府走访桃花村", ("东陵区人社局", "桃花村")
    )
    b.say(
        one,
        hospital,
        "carriesOut",
        drive,
        "下一步，临川市医院将开展清河行动",
        ("临川市医院", ""),
        modality="planned",
    )
    b.say(one, village, "receives", title, "桃花村荣获全国文明村", ("桃花村", "全国文明村"))
    b.say(one, aunt, "residentOf", estate, "居民李阿姨家住晨曦小区", ("李阿姨", "晨曦小区"))
    b.say(two, wang2, "holdsPost", west_council, "西陵区代区长王磊到桃花村调研", ("王磊", ""), title="代区长")
    b.say(two, wang2, "visits", village, "西陵区代区长王磊到桃花村调研", ("王磊", "桃花村"))
    b.say(two, wang, "holdsPost", council, "原东陵区区长王磊不再任职", title="区长", modality="former")
    b.say(
        two,
        zhao,
        "holdsPost",
        committee,
        "东陵区委书记赵一鸣参加党史学习教育",
        ("赵一鸣", "东陵区委"),
        title="书记",
    )
    b.say(two, zhao, "takesPartIn", study, "东陵区委书记赵一鸣参加党史学习教育", ("赵一鸣", "党史学习教育"))
    b.say(
        two, team, "supervises", bureau, "东陵区委第一巡察组巡察东陵区人社局", ("第一巡察组", "东陵区人社局")
    )
    b.say(two, east, "issues", plan, "东陵区印发《清河行动实施方案》", ("东陵区", "清河行动实施方案"))
    b.say(two, doctor, "holdsPost", hospital, "临川市医院导诊岗孙医", ("孙医", "临川市医院"), title="导诊岗")
    b.say(two, court, "partOf", bureau, "东陵区人社局仲裁院", ("仲裁院", "东陵区人社局"))
    b.say(two, drive, "partOfInitiative", study, "清河行动是党史学习教育的载体", ("清河行动", "党史学习教育"))
    before, after = "agency/东陵区卫计委.990101", "agency/东陵区卫健委.990101"
    e(before, "GovernmentOrgan", "东陵区卫计委")
    e(after, "GovernmentOrgan", "东陵区卫健委")
    b.say(
        two, after, "precededBy", before, "东陵区卫健委前身为东陵区卫计委", ("东陵区卫健委", "东陵区卫计委")
    )
    b.say(two, hospital, "visits", street, "临川市医院没有走访柳河街道", ("", "柳河街道"), modality="negated")
    last = "柳河街道在桃花村实施清河行动"
    b.say(two, street, "carriesOut", drive, last, ("柳河街道", "清河行动"))
    b.say(two, drive, "implementedIn", village, last, ("清河行动", "桃花村"))
    for part, whole in ((east, city), (west, city), (street, east), (village, street), (estate, east)):
        b.say(None, part, "locatedIn", whole, rule="gazetteer:parent")
    for body, area in (
        (committee, east), (council, east), (bureau, east), (team, east), (west_council, west),
        (cppcc, city), (hospital, city),
    ):  # fmt: skip
        b.say(None, body, "jurisdiction", area, rule="inference:name")
    b.say(None, team, "partOf", committee, rule="inference:name")
    return b


def hostile_sample() -> Sample:
    """Hostile text in every field that takes text."""
    b = Builder("h")
    text = "前" + HOSTILE + "后"
    e = b.entity(f"person/{HOSTILE}", "Official", HOSTILE, aliases=(HOSTILE, "a"), full_name=HOSTILE)
    f = b.entity(f"agency/{HOSTILE}#%41//../.", "Congress", HOSTILE, code=HOSTILE)
    a = b.article(
        f"article/{HOSTILE}", f"../{HOSTILE}/#.txt", text, title=HOSTILE, subtitle=HOSTILE, column=HOSTILE,
        reporters=(HOSTILE,), date=HOSTILE, publication=HOSTILE, place=HOSTILE,
    )  # fmt: skip
    b.say(a, e, "holdsPost", f, text, (HOSTILE, HOSTILE), title=HOSTILE, date=HOSTILE, rule=HOSTILE)
    made = b.build()
    return Sample(
        made.resolution,
        made.sources,
        Provenance(HOSTILE, {HOSTILE: HOSTILE}, {HOSTILE: HOSTILE}, HOSTILE, HOSTILE),
    )
