"""Write articles about a world: text with the span of every mention and of every statement."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.generator import prose
from tests.generator.world import BEGIN, CITY_BUREAUS, END, SHORT, Area, Initiative, Person, Post, World

_SLOT = re.compile(r"\{([A-Za-z0-9]+)(?::([a-z]+))?\}")
_POST_SLOT = re.compile(r"\{([^{}~]+?)(~?)\}")
_WIDE = str.maketrans({",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "?": "?"})


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of text that names something; ``inner`` may hold further names."""

    entity: str
    type: str
    form: str
    inner: tuple[str | Named, ...]


Phrase = tuple["str | Named", ...]


@dataclass(slots=True)
class Writer:
    """Text under construction."""

    text: str = ""
    mentions: list[dict] = field(default_factory=list)
    statements: list[dict] = field(default_factory=list)
    _stack: list[int] = field(default_factory=list)

    def put(self, phrase: Sequence[str | Named], depth: int = 0) -> None:
        for part in phrase:
            if isinstance(part, str):
                self.text += part.translate(_WIDE)
                continue
            start = len(self.text)
            slot = len(self.mentions)
            self.mentions.append({})
            self._stack.append(slot)
            self.put(part.inner, depth + 1)
            self._stack.pop()
            self.mentions[slot] = {
                "entity": part.entity,
                "type": part.type,
                "form": part.form,
                "start": start,
                "end": len(self.text),
                "text": self.text[start:],
                "inside": self._stack[-1] if self._stack else None,
            }


def body_id(area: Area, core: str) -> str:
    return f"agency/{area.code}/{core}"


class Reporter:
    """One article's point of view: which area is ``区``, who was introduced, which forms fit."""

    def __init__(self, world: World, rng: random.Random, area: Area, day: date) -> None:
        self.world, self.rng, self.area, self.day = world, rng, area, day
        self.prefecture = area if len(area.code) <= 4 else world.areas[area.parent]
        self.writer = Writer()
        self.introduced: set[str] = set()
        self.careful = False  # 市委 would be taken for the prefecture's
        self.last = ""  # the community or township named last
        self.roles: dict[str, object] = {}
        self.facts: list[dict] = []  # of the sentence under construction

    # ---- places
    def place_name(self, area: Area, *, long: bool = False) -> Phrase:
        if area.zone:
            short = "示范区" if "示范区" in area.name else "高新区" if "高新" in area.name else "经开区"
            city = self.prefecture
            if long:
                return (Named(area.id, "Place", "named", (self.place(city), area.name)),)
            return (Named(area.id, "Place", "short", (short,)),)
        if long and len(area.code) == 6:
            return (Named(area.id, "Place", "named", (self.place(self.world.areas[area.parent]), area.name)),)
        return (self.place(area),)

    def place(self, area: Area) -> Named:
        name = area.name
        if "族自治" in name and self.rng.random() < 0.7:
            name = re.sub(r"(土家族|苗族|藏族|瑶族)+自治([州县])", r"\2", name)
        return Named(area.id, "Community" if len(area.code) == 12 else "Place", "named", (name,))

    def community(self, area: Area, form: str) -> Phrase:
        self.last = area.code
        town = self.world.areas[area.parent]
        if form in ("chain", "long"):
            inner: Phrase = (self.place(town), area.name)
            self.introduced.add(town.code)
            if form == "long" or (self.rng.random() < 0.15 and not self.area.zone):
                county = self.world.areas[town.parent]
                inner = (*(self.slot("A", "") if len(self.area.code) > 4 else (self.place(county),)), *inner)
            return (Named(area.id, "Community", "chain", inner),)
        return (Named(area.id, "Community", "named", (area.name,)),)

    # ---- bodies
    def body(self, area: Area, core: str, form: str) -> Phrase:
        """Return a body's name: ``short`` by the level word, ``named`` by the area's, ``full`` unfolded."""
        me = body_id(area, core)
        word, short = area.word, SHORT.get(core, core)
        if core in ("纪委", "监委"):
            return (f"{word}{core}",)
        if len(area.code) == 12:
            if form == "short":
                return (Named(me, "Agency", "short", (f"{area.word}{core}",)),)
            return (Named(me, "Agency", "named", (self.place(area), core)),)
        if len(area.code) == 9:
            if form == "short" and core != "办事处":
                return (Named(me, "Agency", "short", (f"{word}{short}",)),)
            tail = core if form == "full" else short
            return (Named(me, "Agency", "named", (self.place(area), tail)),)
        if area.zone and form != "short":
            zone = self.place_name(area, long=form == "full")
            return (Named(me, "Agency", form, (*zone, core if form == "full" else short)),)
        party = core.startswith("委")
        if form == "short":
            if party and core != "委":
                return (
                    Named(
                        me,
                        "Agency",
                        "short",
                        (Named(body_id(area, "委"), "Agency", "short", (f"{word}委",)), core[1:]),
                    ),
                )
            return (Named(me, "Agency", "short", (f"{word}{short}",)),)
        place = self.place(area)
        link = word if len(area.name) == 2 and party else ""  # 杞县县委
        if core == "委":
            if form == "full":
                return (Named(me, "Agency", "full", ("中共", place, f"{link}委")),)
            return (Named(me, "Agency", "named", (place, f"{link}委")),)
        if party:
            inner = Named(body_id(area, "委"), "Agency", "named", (place, f"{link}委"))
            return (Named(me, "Agency", "named", (inner, core[1:])),)
        if form == "full":
            prefix = (
                self.place_name(area, long=True)
                if len(area.code) == 6 and self.rng.random() < 0.4
                else (place,)
            )
            return (Named(me, "Agency", "full", (*prefix, core)),)
        return (Named(me, "Agency", "named", (place, short)),)

    def allowed(self, area: Area, form: str) -> str:
        """Return ``form``, or ``named`` where the short one would mean another body here."""
        if form == "short" and area.code == self.area.code and self.careful:
            return "named"
        if form != "short" or area.code == self.area.code or len(area.code) >= 9:
            return form
        return "short" if area.code == self.area.parent and area.word != self.area.word else "named"

    def pick_form(self, area: Area, first: bool) -> str:
        draw = self.rng.random()
        form = (
            ("full" if draw < 0.15 else "named" if draw < 0.5 else "short")
            if first
            else ("short" if draw < 0.7 else "named")
        )
        return self.allowed(area, form)

    # ---- posts and people
    def post(self, post: Post, form: str, person: Person | None = None, modality: str = "asserted") -> Phrase:
        out: list[str | Named] = []
        form = self.allowed(post.area, form)
        at = 0
        for n, slot in enumerate(_POST_SLOT.finditer(post.phrase)):
            out.append(post.phrase[at : slot.start()])
            at = slot.end()
            core, tied = slot.group(1), slot.group(2)
            if core == "@":
                if n == 0 and (form != "short" or len(post.area.code) == 9):
                    out.append(self.place(post.area))
            elif tied:
                out.append(Named(body_id(post.area, core), "Agency", "bare", (core.removeprefix("委"),)))
            elif core.startswith("^"):
                out.extend(self.body(self.prefecture, core[1:], self.allowed(self.prefecture, form)))
            elif n and post.area.code != self.area.code:
                bare = Named(body_id(post.area, core), "Agency", "bare", (SHORT.get(core, core),))
                out.append(core if core in ("纪委", "监委") else bare)
            elif n and post.area.zone:
                out.extend(self.body(post.area, core, self.rng.choice(("named", "short"))))
            else:
                out.extend(self.body(post.area, core, form if n == 0 else "short"))
        out.append(post.phrase[at:])
        if person:
            for core, title in post.facts:
                at_area = self.prefecture if core.startswith("^") else post.area
                core = core.removeprefix("^")
                objects = [body_id(at_area, core)]
                if core in ("人民政府", "办事处", "党总支", "党支部", "管委会", "党工委"):
                    objects.append(at_area.id)
                self.facts.append(
                    {
                        "subject": person.id,
                        "predicate": "holdsPost",
                        "object": objects,
                        "title": title,
                        "modality": modality,
                    }
                )
        return tuple(out)

    def person(self, who: Person, form: str) -> Phrase:
        name = Named(who.id, "Person", "name", (who.name,))
        if form == "past":
            old = self.world.left(who, self.day)
            assert old is not None
            return self.post(old, "named", who, "former")
        posts = self.world.held(who, self.day)
        if form == "title":
            return (*(self.post(posts[0], "short", who) if posts and self.rng.random() < 0.6 else ()), name)
        if form == "list":
            self.introduced.add(who.id)
            return (name,)
        if (form in ("front", "name", "behind") and who.id in self.introduced) or not posts:
            return (name,)
        self.introduced.add(who.id)
        post = posts[0]
        if len(post.area.code) >= 9:
            near = post.area.code == self.last
            style = "short" if near and self.rng.random() < 0.5 and "{办事处}" not in post.phrase else "named"
        elif form == "cityfront":
            style = "short" if self.rng.random() < 0.6 else "named"
        else:
            style = "named" if self.rng.random() < 0.4 else "short"
        phrase = self.post(post, style, who)
        return (name, ",", *phrase, ",") if form == "behind" else (*phrase, name)

    # ---- slots
    def slot(self, key: str, form: str) -> Phrase:
        value = self.roles[key]
        if key == "n":
            return (str(self.rng.randrange(3, 400)),)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, Named):
            return (value,)
        if isinstance(value, Person):
            return self.person(value, form or "front")
        if isinstance(value, Initiative):
            first = value.id not in self.introduced
            self.introduced.add(value.id)
            text = value.forms[0] if first else self.rng.choice(value.forms)
            return (Named(value.id, "Initiative", "named" if first else "short", (text,)),)
        if isinstance(value, tuple):
            area, core = value
            me = body_id(area, core)
            first = me not in self.introduced
            self.introduced.add(me)
            return self.body(area, core, self.allowed(area, form) if form else self.pick_form(area, first))
        assert isinstance(value, Area)
        first = value.code not in self.introduced
        self.introduced.add(value.code)
        if len(value.code) == 12:
            if first and len(self.area.code) <= 4:
                form = form or "long"  # an article about the prefecture says in which county
            return self.community(value, form or ("chain" if first and self.rng.random() < 0.6 else "named"))
        if len(value.code) == 9:
            self.last = value.code
            return (self.place(value),)
        same = sum(a.name == value.name for a in self.world.areas.values()) > 1
        return self.place_name(value, long=first and (same or value.zone or self.rng.random() < 0.4))

    def sentence(self, template: str) -> None:
        text, *stated = template.split("\t")
        start = len(self.writer.text)
        self.facts = []
        at = 0
        for found in _SLOT.finditer(text):
            self.writer.put((text[at : found.start()],))
            self.writer.put(self.slot(found.group(1), found.group(2) or ""))
            at = found.end()
        self.writer.put((text[at:],))
        for line in stated:
            predicate, subject, obj = line.split()
            self.facts.append(
                {
                    "subject": self.entity(subject),
                    "predicate": predicate,
                    "object": [self.entity(obj)],
                    "title": None,
                    "modality": "asserted",
                }
            )
        for fact in self.facts:
            self.writer.statements.append(fact | {"start": start, "end": len(self.writer.text)})

    def entity(self, key: str) -> str:
        value = self.roles[key]
        if isinstance(value, tuple):
            return body_id(*value)
        return value.entity if isinstance(value, Named) else value.id  # type: ignore[attr-defined]

    def usable(self, templates: Sequence[str]) -> list[str]:
        return [t for t in templates if all(m.group(1) in self.roles for m in _SLOT.finditer(t))]


KINDS = ["meeting", "visit", "bureau", "prefecture"] * 2 + [
    "posts",
    "community",
    "joint",
    "praise",
    "inspect",
    "city",
    "profile",
]
HALF = ("{}阿姨", "{}先生", "{}女士", "{}大爷", "{}大妈", "老{}", "小{}", "{}奶奶", "{}师傅", "{}某")


def cast_prefecture(r: Reporter, serial: int) -> None:
    """Choose the people, bodies and places of an article about a prefecture and two of its counties."""
    world, rng, area, day = r.world, r.rng, r.area, r.day
    counties = rng.sample([a for a in world.contexts if a.parent == area.code and not a.zone], 2)
    used: set[str] = set()

    def someone(code: str, most: int) -> Person | None:
        options = [p for q in world.posts[code].values() if q.rank <= most
                   and (p := world.holder(q, day)) and p.name not in used]  # fmt: skip
        who = rng.choice(options) if options else None
        used.update([who.name] if who else [])
        return who

    core = rng.choice(CITY_BUREAUS)
    shared = [k[1:] for k in world.posts[counties[0].code] if k.startswith("正")]
    roles: dict[str, object] = {
        "A": area, "L": area.word, "n": "", "d": f"{day.month}月{day.day}日",
        "D": counties[0], "E": counties[1],
        "B": (area, core), "w": rng.choice(prose.WORK[core]),
        "GW": (area, "委"), "GZ": (area, "人民政府"),
        "B2": (counties[0], rng.choice(shared)), "B3": (counties[1], rng.choice(shared)),
        "P": someone(area.code, 5), "Q": someone(area.code, 5), "S": someone(area.code, 9),
        "U": someone(counties[0].code, 8), "V": someone(counties[1].code, 8),
    }  # fmt: skip
    for key, county in zip(("C", "C2"), counties, strict=True):
        if towns := [t for t in world.children[county.code] if world.children[t.code]]:
            roles[key] = rng.choice(world.children[rng.choice(towns).code])
    if "C" in roles:
        keeper = world.holder(world.posts[roles["C"].code]["书记"], day)  # type: ignore[attr-defined]
        roles["K"] = keeper if keeper and keeper.name not in used else None
    half = rng.choice(HALF).format(rng.choice("王李张刘陈杨赵黄周吴"))
    roles["X"] = Named(f"person/half/{serial}/{half}", "Person", "half", (half,))
    r.roles = {k: v for k, v in roles.items() if v is not None}


def cast(r: Reporter, kind: str, serial: int) -> None:
    """Choose the people, bodies and places of one article."""
    if kind == "prefecture":
        cast_prefecture(r, serial)
        return
    world, rng, area, day = r.world, r.rng, r.area, r.day
    used: set[str] = set()

    def someone(posts: Sequence[Post]) -> Person | None:
        options = [p for q in posts if (p := world.holder(q, day)) and p.name not in used]
        if not options:
            return None
        who = rng.choice(options)
        used.add(who.name)
        return who

    roles: dict[str, object] = {"A": area, "L": area.word, "n": ""}
    own = world.posts[area.code]
    towns = world.children[area.code]
    if area.zone:  # a zone governs some townships of a county of its prefecture
        county = next(a for a in world.contexts if a.parent == area.parent and not a.zone)
        towns = world.children[county.code][:2]
    cores = [k[1:] for k in own if k.startswith("正")] + ([] if area.zone else ["公安局"])
    picked = rng.sample(cores, 3)
    for key, core in zip(("B", "B2", "B3"), picked, strict=True):
        roles[key] = (area, core)
    roles["w"] = rng.choice(prose.WORK[picked[0]])
    city = world.areas[area.parent]
    roles["CB"] = (city, rng.choice(CITY_BUREAUS))
    committee = "党工委" if area.zone else "委"
    roles["GW"] = (area, committee)
    roles["GZ"] = (area, "管委会" if area.zone else "人民政府")
    if not area.zone:
        roles["JW"], roles["RD"] = (area, "纪委监委"), (area, "人大常委会")
    province = world.areas[area.code[:2]]
    roles["SW"] = Named(
        body_id(province, "委"),
        "Agency",
        "short",
        ("自治区党委" if "自治区" in province.name else "市委" if province.name.endswith("市") else "省委",),
    )
    top = [p for p in own.values() if p.rank <= 8]
    roles["P"] = someone(
        [own[k + picked[0]] for k in "正副" if k + picked[0] in own] if kind in ("bureau", "joint") else top
    )
    if kind not in ("bureau", "joint") and area.code in world.posts and rng.random() < 0.35:
        roles["P"] = someone([own["书记"], own["行政"]]) or roles["P"]
    roles["Q"], roles["S"] = someone(top), someone([own[k] for k in [f"正{picked[1]}"] if k in own] + top)
    cityposts = list(world.posts[city.code].values())
    roles["U"], roles["V"] = someone([p for p in cityposts if p.rank <= 5]), someone(cityposts)
    if towns:
        town = rng.choice(towns)
        roles["T"] = town
        roles["TD"] = (town, "党工委" if town.word == "街道" else "党委")
        nearby = world.children[town.code]
        roles |= dict(zip(("C", "C2", "C3"), rng.sample(nearby, min(3, len(nearby))), strict=False))
        if "C" in roles:
            roles["K"] = someone([world.posts[roles["C"].code]["书记"]])  # type: ignore[attr-defined]
        if rng.random() < 0.4 and (lead := someone(list(world.posts[town.code].values()))):
            roles["Q"] = lead
    medics = [p for k, p in own.items() if k.startswith("医")]
    if medics and rng.random() < 0.6:
        roles["M"] = someone(medics)
    if veterans := [p for p in world.veterans(area.code, day) if p.name not in used]:
        roles["O"] = rng.choice(veterans)
        used.add(roles["O"].name)  # type: ignore[attr-defined]
    half = rng.choice(HALF).format(rng.choice("王李张刘陈杨赵黄周吴"))
    roles["X"] = Named(f"person/half/{serial}/{half}", "Person", "half", (half,))
    if "C" in roles:
        neighbours = world.residents.get(roles["C"].code, [])  # type: ignore[attr-defined]
        roles["Y"] = next((p for p in neighbours if p.name not in used), None)
    local = world.initiatives[area.code]
    roles["I"], roles["N"] = rng.choice(local), rng.choice(world.national)
    month_day = f"{day.month}月{day.day}日"
    roles["d"] = month_day
    r.roles = {k: v for k, v in roles.items() if v is not None}


def article(world: World, rng: random.Random, serial: int) -> dict:
    """Write one article; return its text, date, place, mentions and statements."""
    for _ in range(50):
        area = rng.choice(world.contexts)
        day = BEGIN + timedelta(days=rng.randrange((END - BEGIN).days))
        kind = rng.choice(KINDS)
        if kind == "prefecture":
            if len([a for a in world.contexts if a.parent == area.parent and not a.zone]) < 2:
                continue
            area = world.areas[area.parent]
        moves = world.moves(area) if kind == "posts" else []
        if kind == "posts":
            if not moves:
                continue
            day = rng.choice(moves)[0]
        r = Reporter(world, rng, area, day)
        cast(r, kind, serial)
        titles, leads = r.usable(prose.TITLES[kind]), r.usable(prose.LEADS[kind])
        if titles and leads:
            break
    else:  # pragma: no cover - a world without usable areas
        raise RuntimeError("no article can be written about this world")
    w = r.writer
    lead = rng.choice(leads)
    headline = rng.choice(titles)
    if any(f"{{{k}:" not in lead for k in re.findall(r"\{(\w):title\}", headline)):
        headline = headline.replace(":title}", ":front}")  # nobody is named without a post in all the article
    web = rng.random() < (0.6 if "{A" in lead or ":long" in lead else 0.9)
    city_paper = web and rng.random() < 0.3  # whose reporters only the line of its source tells
    city_paper = city_paper or area.zone or kind == "prefecture"
    r.careful = area.word == r.prefecture.word and area is not r.prefecture and (city_paper or not web)
    r.sentence(headline)
    title = w.text
    r.introduced.clear()
    w.put(("\n\n",))
    staff = world.reporters[r.prefecture.code if city_paper else area.code]
    if web:
        source = f"{r.prefecture.name.removesuffix('市')}日报" if city_paper else f"{area.name}融媒体中心"
        w.put((f"{day.isoformat()} {rng.randrange(7, 20):02d}:{rng.randrange(60):02d}  来源:{source}\n\n",))
    taken = {str(v.name) for v in r.roles.values() if isinstance(v, Person)}
    writer = [p for p in staff[:2] if p.name not in taken]
    helper = [p for p in staff[2:] if p.name not in taken]
    if writer and rng.random() < 0.85:
        parts: list[str | Named] = [
            "本报讯(记者 ",
            Named((one := rng.choice(writer)).id, "Person", "byline", (one.name,)),
        ]
        if helper and rng.random() < 0.5:
            two = rng.choice(helper)
            parts += [" 通讯员 ", Named(two.id, "Person", "byline", (two.name,))]
        w.put((*parts, ")"))
    r.sentence(lead)
    if kind == "posts":
        appointments(r, [m for m in moves if m[0] == day])
    else:
        body = r.usable(prose.BODY[kind])
        rng.shuffle(body)
        for n, template in enumerate(body[: rng.randrange(3, 7)]):
            if n % 2 == 0:
                w.put(("\n\n",))
            r.sentence(template)
    closings = r.usable(prose.CLOSINGS)
    w.put(("\n\n",))
    r.sentence(rng.choice(closings))
    w.put(("\n",))
    bearers = {(m["text"], m["entity"]) for m in w.mentions if m["type"] == "Person"}
    if len({name for name, _ in bearers}) < len(bearers):
        return article(world, rng, serial)  # two namesakes met: no reader could tell them apart
    if not any(m["entity"].startswith(area.id) for m in w.mentions) and (area.zone or not web):
        return article(world, rng, serial)  # nothing says where this is
    if sum(a.name == area.name for a in world.areas.values()) > 1 and not any(
        m["entity"] == r.prefecture.id or (m["entity"].startswith(area.id) and m["entity"] != area.id)
        for m in w.mentions
    ):
        return article(world, rng, serial)  # nothing tells this county from the other one of its name
    return {
        "text": w.text,
        "title": title,
        "date": day.isoformat(),
        "dated": web,
        "place": area.code,
        "kind": kind,
        "mentions": w.mentions,
        "statements": w.statements,
    }


def appointments(r: Reporter, moves: list) -> None:
    """Write the appointments of a day, one a line."""
    for _, who, old, new in moves:
        r.writer.put(("\n\n",))
        start = len(r.writer.text)
        r.facts = []
        name = Named(who.id, "Person", "name", (who.name,))
        post = r.post(new, "named", who)
        before = r.post(old, "named", who, "former") if old else ()
        style = r.rng.randrange(5)
        if old and style == 0:
            phrase: Phrase = ("原", *before, name, "任", *post, "。")
        elif old and style == 1:
            phrase = (name, "任", *post, ",不再担任", *before, "职务。")
        elif old and style == 2:
            phrase = (name, ",", *before, ",拟任", *post, "。")
        elif style == 3:
            phrase = (name, "同志任", *post, "。")
            r.facts = [f for f in r.facts if f["modality"] == "asserted"]
        else:
            phrase = ("任命", name, "为", *post, "。")
            r.facts = [f for f in r.facts if f["modality"] == "asserted"]
        r.writer.put(phrase)
        for fact in r.facts:
            r.writer.statements.append(fact | {"start": start, "end": len(r.writer.text)})
