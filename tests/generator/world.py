"""The world behind the generated news: real divisions as a stage, fictional officials with careers upon it."""

# ruff: noqa: E501 (tables of Chinese text; a character is two columns wide)

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

STAGE = Path(__file__).with_name("stage.tsv")
BEGIN, END = date(2021, 1, 4), date(2024, 11, 29)

# Weighted as in the population, so that common names are shared and rare ones are not.
SURNAMES = (
    "王" * 14
    + "李" * 14
    + "张" * 13
    + "刘" * 10
    + "陈" * 9
    + "杨" * 6
    + "赵" * 5
    + "黄" * 5
    + "周" * 4
    + "吴" * 4
    + "徐孙胡朱高林何郭马罗" * 2
    + "梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND = ("欧阳", "司马", "诸葛", "上官", "夏侯")
COMMON = (
    "伟",
    "磊",
    "静",
    "敏",
    "勇",
    "军",
    "杰",
    "涛",
    "超",
    "艳",
    "丽",
    "强",
    "洋",
    "斌",
    "鹏",
    "霞",
    "波",
    "辉",
    "宁",
    "健",
)
FIRST = "志建国文晓海玉永春秀红俊明学庆金少利新振德正凤立世景爱雅思天东云培长家成光全中会美树宏福兴广启孟"
SECOND = "强华明军平峰伟东生林红英梅芳兰玲辉涛民武杰勇刚波宇龙成飞义忠良山海川云霞燕萍娟莉丽敏静慧琴珍荣昌顺业才德贵福亮光远安宁"


@dataclass(frozen=True, slots=True)
class Area:
    """A division or a functional zone; ``word`` is what 区/县/市/镇… a local text calls it."""

    code: str
    name: str
    parent: str
    word: str
    zone: bool = False

    @property
    def id(self) -> str:
        return f"zone/{self.code}" if self.zone else f"place/{self.code}"


@dataclass(frozen=True, slots=True)
class Post:
    """A post at an area: a phrase with slots for bodies, and what it states.

    Slots: ``{core}`` a body, ``{core~}`` a body that drops what the one before named, ``{^core}`` a body of
    the prefecture, ``{@}`` an optional area.
    """

    id: str
    area: Area
    phrase: str
    facts: tuple[tuple[str, str], ...]
    rank: int


@dataclass(slots=True)
class Person:
    id: str
    name: str
    county: str
    grass: bool = False


@dataclass(slots=True)
class Tenure:
    person: Person
    post: Post
    start: date
    end: date | None = None


@dataclass(slots=True)
class Initiative:
    """A campaign: ``area`` is None for a national one."""

    id: str
    forms: tuple[str, ...]
    area: Area | None


# full core -> (short core, the phrase of its head's post); the bureau's fields of work stand in prose.py
BUREAUS = {
    "人力资源和社会保障局": "人社局", "教育体育局": "教体局", "卫生健康委员会": "卫健委",
    "住房和城乡建设局": "住建局", "农业农村局": "农业农村局", "民政局": "民政局", "财政局": "财政局",
    "文化广电和旅游局": "文广旅局", "市场监督管理局": "市场监管局", "应急管理局": "应急局",
    "交通运输局": "交通局", "水利局": "水利局", "退役军人事务局": "退役军人事务局", "司法局": "司法局",
    "审计局": "审计局", "城市管理局": "城管局", "发展和改革委员会": "发改委", "医疗保障局": "医保局",
    "乡村振兴局": "乡村振兴局", "信访局": "信访局", "公安局": "公安局", "人民法院": "法院",
    "人民检察院": "检察院", "妇女联合会": "妇联", "残疾人联合会": "残联", "总工会": "总工会",
    "红十字会": "红十字会", "人民医院": "人民医院",
}  # fmt: skip
ZONE_BUREAUS = ("农业农村局", "教育体育局", "人力资源和社会保障局", "财政局", "市场监督管理局", "应急管理局")
CITY_BUREAUS = ("教育体育局", "卫生健康委员会", "民政局", "农业农村局", "文化广电和旅游局", "总工会", "妇女联合会",
                "生态环境局", "住房和城乡建设局", "公安局")  # fmt: skip
SHORT = BUREAUS | {"生态环境局": "生态环境局", "人民政府": "政府", "人大常委会": "人大常委会", "政协": "政协"}
HEADS = {"公安局": "局长", "人民法院": "院长", "人民检察院": "检察长", "妇女联合会": "主席", "残疾人联合会": "理事长",
         "总工会": "主席", "红十字会": "会长", "人民医院": "院长"}  # fmt: skip
NATIONAL = (
    ("“我为群众办实事”实践活动", "“我为群众办实事”活动"), ("党史学习教育",), ("新时代文明实践活动",),
    ("“光盘行动”",), ("国家反诈中心App推广活动", "“反诈”宣传活动"), ("“扫黄打非”专项行动", "“扫黄打非”行动"),
    ("“三夏”安全生产攻坚行动",), ("“春风行动”",),
)  # fmt: skip
LOCAL = (
    "万名党员进万家", "敲门送暖", "清凉一夏", "干部下沉一线", "平安守夜人", "书香邻里", "红色驿站", "银龄互助",
    "送岗下乡", "田间课堂", "假日有约", "枫桥议事", "河长巡河周", "暖心食堂", "庭院比美", "百企帮百村",
)  # fmt: skip
LOCAL_HEADS = ("活动", "专项行动", "主题活动", "行动", "工程", "大走访活动")
ZONES = ("城乡一体化示范区", "高新技术产业开发区", "经济技术开发区")


@lru_cache(maxsize=1)
def stage() -> dict[str, Area]:
    """Return the divisions of the stage by code."""
    areas: dict[str, Area] = {}
    for line in STAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "code\t")):
            continue
        code, name, parent = line.split("\t")
        word = next((w for w in ("自治州", "街道", "社区") if name.endswith(w)), name[-1])
        areas[code] = Area(code, name, parent, "州" if word == "自治州" else word)
    return areas


def _title(core: str) -> str:
    return HEADS.get(core, "主任" if core.endswith("委员会") else "局长")


@dataclass(slots=True)
class World:
    """Everything that is true: areas, posts, people, who held what when, campaigns."""

    seed: int
    rng: random.Random
    contexts: list[Area] = field(default_factory=list)
    areas: dict[str, Area] = field(default_factory=dict)
    children: dict[str, list[Area]] = field(default_factory=lambda: defaultdict(list))
    tenures: list[Tenure] = field(default_factory=list)
    by_post: dict[str, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    by_person: dict[str, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[str, dict[str, Post]] = field(default_factory=lambda: defaultdict(dict))
    people: list[Person] = field(default_factory=list)
    initiatives: dict[str, list[Initiative]] = field(default_factory=lambda: defaultdict(list))
    national: list[Initiative] = field(default_factory=list)
    reporters: dict[str, list[Person]] = field(default_factory=dict)
    residents: dict[str, list[Person]] = field(default_factory=dict)
    _names: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    _shared: float = 0.6

    # ---- names and people
    def person(self, county: str, *, shared: float | None = None, grass: bool = False) -> Person:
        """Make a person; with some probability under a name that somebody else has already.

        In one county no two office-holders of bureaus share a name, but one may share it with a villager, a doctor
        or a village's secretary (``grass``): a reader can still tell who is meant.
        """
        name = ""
        if self.people and self.rng.random() < (self._shared if shared is None else shared):
            for _ in range(20):
                other = self.rng.choice(self.people).name
                local = [p for p in self._names[other] if p.county == county]
                if len(other) > 2 and self.rng.random() < 0.6:
                    continue  # rare names are shared less often
                if len(self._names[other]) < 5 and (
                    not local or (len(local) == 1 and local[0].grass != grass and self.rng.random() < 0.3)
                ):
                    name = other
                    break
        while not name:
            surname = self.rng.choice(COMPOUND) if self.rng.random() < 0.01 else self.rng.choice(SURNAMES)
            draw = self.rng.random()
            given = (
                self.rng.choice(COMMON) if draw < 0.3 or len(surname) == 2
                else self.rng.choice(FIRST) + self.rng.choice(SECOND)
            )  # fmt: skip
            name = surname + given
            if len(set(name)) < len(name) or any(p.county == county for p in self._names[name]):
                name = ""
        found = Person(f"person/{name}.{county}.{len(self.people)}", name, county, grass)
        self.people.append(found)
        self._names[name].append(found)
        return found

    # ---- posts
    def _add(self, area: Area, key: str, phrase: str, facts: list[tuple[str, str]], rank: int) -> Post:
        post = Post(f"{area.id}:{key}", area, phrase, tuple(facts), rank)
        self.posts[area.code][key] = post
        return post

    def _county_posts(self, area: Area) -> None:
        w = area.word
        add = lambda *a: self._add(area, *a)  # noqa: E731
        add("书记", "{委}书记", [("委", "书记")], 1)
        add("行政", "{委}副书记、{@}" + f"{w}长", [("委", "副书记"), ("人民政府", f"{w}长")], 2)
        add("代行政", "{委}副书记、代" + f"{w}长", [("委", "副书记"), ("人民政府", f"代{w}长")], 2)
        add("常务", "{委}常委、常务副" + f"{w}长", [("委", "常委"), ("人民政府", f"常务副{w}长")], 5)
        add("组织", "{委}常委、{委组织部~}部长", [("委", "常委"), ("委组织部", "部长")], 6)
        add("宣传", "{委}常委、{委宣传部~}部长", [("委", "常委"), ("委宣传部", "部长")], 6)
        add("政法", "{委}常委、{委政法委~}书记", [("委", "常委"), ("委政法委", "书记")], 6)
        add("纪委", "{委}常委、{纪委}书记", [("委", "常委"), ("纪委", "书记")], 6)
        add("人大", "{人大常委会}主任", [("人大常委会", "主任")], 3)
        add("政协", "{政协}主席", [("政协", "主席")], 4)
        add("副政协", "{政协}副主席", [("政协", "副主席")], 8)
        add("副1", "{@}副" + f"{w}长", [("人民政府", f"副{w}长")], 7)
        add("副2", "{@}副" + f"{w}长、{{公安局}}局长", [("人民政府", f"副{w}长"), ("公安局", "局长")], 7)
        for core in BUREAUS:
            title = _title(core)
            if core == "公安局":
                add("副公安局", "{公安局}副局长", [(core, "副局长")], 14)
                continue
            both = core.endswith("局") and self.rng.random() < 0.5
            phrase = f"{{{core}}}党组书记、{title}" if both else f"{{{core}}}{title}"
            add(f"正{core}", phrase, ([(core, "党组书记")] if both else []) + [(core, title)], 10)
            if core not in {"红十字会", "残疾人联合会"}:
                add(f"副{core}", f"{{{core}}}副{title}", [(core, f"副{title}")], 14)
        for n, title in enumerate(("内科主任", "骨科主任", "护士长")):
            add(f"医{n}", "{人民医院}" + title, [("人民医院", title)], 30)

    def _zone_posts(self, area: Area) -> None:
        add = lambda *a: self._add(area, *a)  # noqa: E731
        add("书记", "{^政协}副主席、{党工委}书记", [("^政协", "副主席"), ("党工委", "书记")], 1)
        add("行政", "{党工委}副书记、{管委会}主任", [("党工委", "副书记"), ("管委会", "主任")], 2)
        for n in (1, 2):
            add(f"副{n}", "{管委会}副主任", [("管委会", "副主任")], 7)
        add("委员", "{党工委}委员", [("党工委", "委员")], 7)
        for core in ZONE_BUREAUS:
            add(f"正{core}", f"{{{core}}}局长", [(core, "局长")], 10)
            add(f"副{core}", f"{{{core}}}副局长", [(core, "副局长")], 14)

    def _city_posts(self, area: Area) -> None:
        add = lambda *a: self._add(area, *a)  # noqa: E731
        w = area.word
        add("书记", "{委}书记", [("委", "书记")], 1)
        add("行政", "{委}副书记、{@}" + f"{w}长", [("委", "副书记"), ("人民政府", f"{w}长")], 2)
        add("副1", "{@}副" + f"{w}长", [("人民政府", f"副{w}长")], 5)
        add("宣传", "{委}常委、{委宣传部~}部长", [("委", "常委"), ("委宣传部", "部长")], 4)
        for core in CITY_BUREAUS:
            add(f"正{core}", f"{{{core}}}{_title(core)}", [(core, _title(core))], 9)

    def _town_posts(self, area: Area) -> None:
        add = lambda *a: self._add(area, *a)  # noqa: E731
        if area.word == "街道":
            add("书记", "{党工委}书记", [("党工委", "书记")], 15)
            add("行政", "{办事处}主任", [("办事处", "主任")], 16)
        else:
            add("书记", "{党委}书记", [("党委", "书记")], 15)
            add("行政", "{@}" + f"{area.word}长", [("人民政府", f"{area.word}长")], 16)

    def _fill(self, post: Post, start: date, person: Person | None = None) -> Tenure:
        who = person or self.person(post.area.code[:6], grass=len(post.area.code) == 12 or ":医" in post.id)
        tenure = Tenure(who, post, start)
        self.tenures.append(tenure)
        self.by_post[post.id].append(tenure)
        self.by_person[who.id].append(tenure)
        return tenure

    def holder(self, post: Post, day: date) -> Person | None:
        """Return who holds a post on a day."""
        for t in self.by_post[post.id]:
            if t.start <= day and (t.end is None or day < t.end):
                return t.person
        return None

    def left(self, person: Person, day: date) -> Post | None:
        """Return the last post that a person left before a day."""
        past = [
            (t.end, t.post.id, t.post)
            for t in self.by_person[person.id]
            if t.end is not None and t.end <= day
        ]
        return max(past, key=lambda p: p[:2])[2] if past else None

    def veterans(self, code: str, day: date) -> list[Person]:
        """Return the people with a post in an area on a day who held another one before."""
        here = [t for p in self.posts[code].values() for t in self.by_post[p.id]]
        now = [t.person for t in here if t.start <= day and (t.end is None or day < t.end)]
        return [p for p in now if self.left(p, day)]

    def held(self, person: Person, day: date) -> list[Post]:
        """Return the posts a person holds on a day, highest first."""
        found = [
            t.post for t in self.by_person[person.id] if t.start <= day and (t.end is None or day < t.end)
        ]
        return sorted(found, key=lambda p: (p.rank, p.id))

    # ---- careers
    def move(self, person: Person | None, old: Post | None, new: Post, day: date) -> None:
        """End whoever holds ``new``; let ``person`` leave ``old`` for it (None: a newcomer)."""
        for post in (old, new):
            if post:
                for t in self.by_post[post.id]:
                    if t.end is None:
                        t.end = day
        self._fill(new, day, person)

    def careers(self, area: Area) -> None:
        """Let the years pass over one county: promotions down a chain, acting heads, retirements, transfers."""
        posts = self.posts[area.code]
        day = BEGIN + timedelta(days=self.rng.randrange(60, 300))
        while day < END - timedelta(days=60):
            kind = self.rng.choice(("top", "bureau", "bureau", "town", "deputy"))
            if area.zone and kind == "top":
                kind = "deputy"
            if kind == "top":
                mayor, deputy = self.holder(posts["行政"], day), self.holder(posts["常务"], day)
                if mayor and deputy:
                    self.move(mayor, posts["行政"], posts["书记"], day)
                    self.move(deputy, posts["常务"], posts["代行政"], day)
                    later = day + timedelta(days=self.rng.randrange(40, 120))
                    self.move(deputy, posts["代行政"], posts["行政"], later)
                    self.move(None, None, posts["常务"], day)
                    day = later
            elif kind == "bureau":
                key = self.rng.choice([k for k in posts if k.startswith("正")])
                low = posts.get("副" + key[1:])
                who = self.holder(low, day) if low and self.rng.random() < 0.6 else None
                self.move(who, low if who else None, posts[key], day)
                if who and low:
                    self._fill(low, day)
            elif kind == "deputy":
                key = self.rng.choice([k for k in posts if k.startswith("正")])
                who, up = self.holder(posts[key], day), posts[self.rng.choice(("副1", "副2"))]
                if who:
                    self.move(who, posts[key], up, day)
                    self._fill(posts[key], day)
            else:
                town = self.rng.choice(self.children[area.code]) if self.children[area.code] else None
                if town:
                    own = self.posts[town.code]
                    who = self.holder(own["行政"], day)
                    self.move(who, own["行政"], own["书记"], day)
                    self._fill(own["行政"], day)
            day += timedelta(days=self.rng.randrange(60, 200))

    def moves(self, area: Area) -> list[tuple[date, Person, Post | None, Post]]:
        """Return the appointments of an area: day, who, the post left on that day if any, the new post."""
        codes = {area.code, *(c.code for c in self.children[area.code])}
        found = []
        for t in self.tenures:
            if t.post.area.code in codes and t.start > BEGIN:
                left = next(
                    (o.post for o in self.by_person[t.person.id] if o.end == t.start and o is not t), None
                )
                found.append((t.start, t.person, left, t.post))
        return sorted(found, key=lambda m: (m[0], m[1].id, m[3].id))


def build(seed: int, counties: int = 10, *, shared: float = 0.6) -> World:
    """Make a world of ``counties`` counties and zones in neighbouring and far prefectures."""
    rng = random.Random(f"xianzhi-{seed}")
    world = World(seed, rng)
    world._shared = shared
    world.areas = dict(stage())
    every = [a for a in world.areas.values() if len(a.code) == 6]
    for a in world.areas.values():
        if len(a.code) > 6:
            world.children[a.parent].append(a)
    twins = [a for a in every if sum(b.name == a.name for b in every) > 1]
    pool = [a for a in every if a not in twins]
    rng.shuffle(pool)
    pair = rng.choice(sorted({a.name for a in twins}))
    chosen = [a for a in twins if a.name == pair][: max(0, counties - 1)]
    if counties >= 4:  # two more of one prefecture, so that 市委 is shared and 区委 is not
        chosen += [a for a in pool if a.parent == chosen[0].parent][:1]
    zones = 0 if counties < 5 else max(1, counties // 8)
    chosen += [a for a in pool if a not in chosen][: counties - len(chosen) - zones]
    for n in range(zones):
        homes = list(dict.fromkeys(a.parent for a in chosen if len(a.parent) == 4 and not a.zone))
        prefecture = world.areas[homes[n % len(homes)]]
        zone = Area(f"{prefecture.code}Z{n}", rng.choice(ZONES), prefecture.code, "区", zone=True)
        chosen.append(zone)
        world.areas[zone.code] = zone
    world.contexts = chosen
    for area in chosen:
        (world._zone_posts if area.zone else world._county_posts)(area)
        for town in world.children[area.code]:
            world._town_posts(town)
            for community in world.children[town.code]:
                branch = "党总支" if community.word == "社区" else "党支部"
                world._add(community, "书记", f"{{{branch}}}书记", [(branch, "书记")], 20)
    for code in sorted({a.parent for a in chosen}):
        world._city_posts(world.areas[code])
    for code, posts in list(world.posts.items()):
        for key, post in posts.items():
            if key != "代行政":
                world._fill(post, BEGIN)
        home = code[:6]
        if home not in world.reporters:
            world.reporters[home] = [world.person(home, shared=0.15, grass=True) for _ in range(4)]
        if len(code) == 12:
            world.residents[code] = [world.person(home, shared=0.2, grass=True)]
    for area in chosen:
        world.careers(area)
        names = rng.sample(LOCAL, 4)
        for name in names:
            head = rng.choice(LOCAL_HEADS)
            world.initiatives[area.code].append(
                Initiative(f"initiative/{name}.{area.code}", (f"“{name}”{head}", f"“{name}”"), area)
            )
    world.national = [Initiative(f"initiative/{forms[0]}", forms, None) for forms in NATIONAL]
    return world
