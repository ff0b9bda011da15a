"""Articles about invented people in some counties, with the truth of who is who: extraction is taken as
given."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from build_extraction import Build

from kg.model import Extraction, Implied, Mention

COUNTIES = (
    "410502",
    "410503",
    "410522",
    "411622",
    "411623",
    "632322",
    "632324",
    "370112",
    "330782",
    "510112",
)
CORES = (
    ("委", "PartyOrgan", ("书记", "副书记", "委员")),
    ("政府", "GovernmentOrgan", ("副县长", "区长")),
    ("人社局", "GovernmentOrgan", ("局长", "副局长")),
    ("教育局", "GovernmentOrgan", ("局长", "副局长", "四级调研员")),
    ("农业农村局", "GovernmentOrgan", ("局长", "副局长")),
    ("住建局", "GovernmentOrgan", ("局长",)),
    ("纪委监委", "DisciplineOrgan", ("书记",)),
    ("妇联", "MassOrganization", ("主席", "副主席")),
    ("卫健委", "GovernmentOrgan", ("主任", "副主任")),
    ("水利局", "GovernmentOrgan", ("局长", "副局长")),
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉文建国庆春"
    "梅海燕志立学德永光辉云鹏飞宏佳欣雨晨子涵浩宇轩"
)


@dataclass
class Someone:
    """A person of the invented world: what they are, where, and from which year on in which post."""

    number: int
    name: str
    county: str
    role: str
    posts: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class World:
    """Articles and the truth: mention id to the person's number, body mention to (county, core)."""

    articles: list[Extraction] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, tuple[str, str]] = field(default_factory=dict)
    someones: list[Someone] = field(default_factory=list)


def level_of(county: str) -> str:
    return (
        "区" if county in ("410502", "410503", "370112", "510112") else "市" if county == "330782" else "县"
    )


def invent(
    seed: int, articles: int, counties: tuple[str, ...] = COUNTIES, shared: int = 80, near: int = 0
) -> World:
    """Return ``articles`` articles; ``shared`` names are borne by several people of different counties,
    ``near``
    names by two officials of one county."""
    rng = random.Random(seed)
    world = World()
    names: set[str] = set()

    def new_name() -> str:
        while True:
            size = 1 if rng.random() < 0.35 else 2
            name = rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(size))
            if name not in names:
                names.add(name)
                return name

    def someone(name: str, county: str, role: str) -> None:
        person = Someone(len(world.someones), name, county, role)
        if role == "Official":
            core = rng.randrange(len(CORES))
            title = rng.choice(CORES[core][2])
            if rng.random() < 0.3:
                other = rng.randrange(len(CORES))
                turn = rng.choice((2021, 2022, 2023))
                person.posts = [(2019, core, title), (turn, other, rng.choice(CORES[other][2]))]
            else:
                person.posts = [(2019, core, title)]
        world.someones.append(person)

    common = [new_name() for _ in range(shared)]
    for name in common:
        for county in rng.sample(counties, rng.choice((2, 2, 3))):
            someone(name, county, rng.choice(("Official", "Official", "Resident")))
    for _ in range(near):
        name, county = new_name(), rng.choice(counties)
        someone(name, county, "Official")
        someone(name, county, "Official")
    for county in counties:
        for _ in range(12):
            someone(new_name(), county, "Official")
        for _ in range(6):
            someone(new_name(), county, "Resident")
    papers = {c[:4]: [new_name() for _ in range(3)] for c in counties}
    reporters = {
        (p, n): 10_000 + i for i, (p, n) in enumerate((p, n) for p in sorted(papers) for n in papers[p])
    }
    by_county: dict[str, list[Someone]] = {c: [p for p in world.someones if p.county == c] for c in counties}
    for number in range(articles):
        county = rng.choice(counties)
        _write(world, rng, number, county, by_county[county], papers[county[:4]], reporters)
    return world


def _write(
    world: World,
    rng: random.Random,
    number: int,
    county: str,
    folk: list[Someone],
    paper: list[str],
    reporters: dict[tuple[str, str], int],
) -> None:
    year = rng.randrange(2019, 2025)
    date = f"{year}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    page = Build(
        county,
        source=f"{county}/{number:06d}.txt",
        title=f"消息{number}",
        date=date,
        publication=f"{county[:4]}日报",
    )
    level = level_of(county)
    reporter = rng.choice(paper)
    page.say(f"记者{reporter}报道")
    world.people[page.name(reporter, "Person", "Journalist").id] = reporters[county[:4], reporter]
    for person in rng.sample(folk, min(len(folk), rng.randrange(1, 5))):
        if person.role == "Official":
            _, core, title = [p for p in person.posts if p[0] <= year][-1]
            short, kind, _ = CORES[core]
            if title in ("区长", "副县长") and rng.random() < 0.6:
                page.say(f"{title}{person.name}到场。")
                mention = page.person(person.name)
                page.claim(
                    mention, "holdsPost", Implied("Agency", "GovernmentOrgan", "人民政府", level), title
                )
            else:
                page.say(f"{level}{short}{title}{person.name}到场。")
                body = page.organ(level + short, level, short, kind)
                world.bodies[body.id] = (county, short)
                mention = page.person(person.name)
                if rng.random() < 0.9:
                    page.claim(mention, "holdsPost", body, title)
        else:
            page.say(f"居民{person.name}说好。")
            mention = page.person(person.name, "Resident")
        world.people[mention.id] = person.number
    if rng.random() < 0.3:
        page.say("李阿姨说好。")
        half: Mention = page.name("李阿姨", "Person", "Resident")
        world.people[half.id] = 1_000_000 + number
    world.articles.append(page.done())


def pairs_score(truth: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """Return pairwise precision and recall over mentions of one name."""
    from collections import Counter

    def pairs(groups: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in groups.values())

    both = Counter((truth[m], found[m]) for m in truth if m in found)
    made = Counter(found[m] for m in truth if m in found)
    true = Counter(truth[m] for m in truth)
    right = pairs(Counter(both))
    return right / max(1, pairs(Counter(made))), right / max(1, pairs(Counter(true)))
