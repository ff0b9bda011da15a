"""One article read in its place: every mention gets the key of the thing that it names.

A key is content: two mentions of any two articles with one key are one thing. People are the exception:
theirs holds the article (``Person:宋力@article/…``), and :mod:`kg.resolve.people` decides across articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg import ids
from kg.lexicon import names as naming
from kg.lexicon.tables import Lexicon
from kg.model import Extraction, Implied, Mention
from kg.resolve import alike, names
from kg.resolve.areas import (
    DivisionLike,
    Divisions,
    Setting,
    code_of,
    is_code,
    is_listed_zone,
    is_virtual,
    is_zone_word,
    zone_key,
)

NATION = "nation"
_COUNTRY = frozenset({"中国", "我国", "祖国", "全国", "中华人民共和国"})
_KIND_LEVEL = {"Province": 1, "Prefecture": 2, "County": 3, "Township": 4}
_LEVEL_KIND = {1: "Province", 2: "Prefecture", 3: "County", 4: "Township"}
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_ADMIN = re.compile(r"(省|自治区|市|州|盟|地区|县|区|旗|镇|乡|苏木|街道)$")
_OFFICE_NAME = re.compile(r"^(.{2,}?)(?:街道)?办事处$")
_ANAPHOR_LEVEL = re.compile(
    r"(自治区|街道|社区|示范区|高新区|经开区|开发区|省|市|州|盟|县|区|旗|镇|乡|村)(?:上下|各地|境内|范围内)?$"
)
_LOCAL_KINDS = frozenset({"Team", "PartyBranch"})
_COMMON_NOUNS = frozenset(
    {"城区", "郊区", "矿区", "市区", "新区", "老城区", "山区", "城关", "城关镇", "城郊乡", "开发区"}
)
_AND = frozenset("和与及同")
_STATION = re.compile(r"^(.{2,5}?)(派出所|司法所|(?:人民)?法庭)$")
_TORN = re.compile(r"^[和与及同]([县区市州旗])(..+)$")
_LEGAL_FORMS = frozenset(
    {"有限公司", "有限责任公司", "股份有限公司", "公司", "集团", "集团公司", "集团有限公司", "总公司"}
)
_PARTS = frozenset(
    {
        "分局",
        "支局",
        "分院",
        "分公司",
        "支行",
        "分行",
        "分校",
        "派出所",
        "大队",
        "支队",
        "中队",
        "司法所",
        "法庭",
        "卫生院",
    }
)
_LAW = re.compile(r"(法|条例)$")
_TITLES = {
    "老师": ("老师", "教师", "班主任", "校长"),
    "支书": ("支书", "书记"),
    "大夫": ("医生", "医师", "大夫"),
}
"""The titles of whom one is called by another word."""


@dataclass(slots=True)
class Seed:
    """What a key stands for. ``owner`` is the key of the area or body that qualifies it, ``core`` the
    rest."""

    type: str
    owner: str = ""
    core: str = ""
    kind: str | None = None


@dataclass(slots=True)
class Doubt:
    """A mention that two divisions fit: it stays without a code."""

    mention: Mention
    codes: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """An article's mentions with their keys; ``seeds`` tells what the keys are made of.

    ``targets`` holds for each claim the key of the body that it implies, None where it names its object.
    """

    extraction: Extraction
    setting: Setting
    keys: dict[str, str] = field(default_factory=dict)
    seeds: dict[str, Seed] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    targets: list[str | None] = field(default_factory=list)


def read(
    extraction: Extraction,
    lexicon: Lexicon,
    gazetteer: Divisions,
    zone_towns: Mapping[str, frozenset[str]],
) -> Reading:
    """Read one article. ``zone_towns`` says which townships the corpus shows to belong to which zone."""
    extraction = _with_parents(extraction)
    reading = Reading(extraction, Setting(extraction.document.place, gazetteer))
    _Reader(reading, lexicon, gazetteer, zone_towns).run()
    return reading


def _with_parents(extraction: Extraction) -> Extraction:
    """Name the body that stands unnamed at the left of another's name: 区委 in 区委改革办."""
    known = {m.id: m for m in extraction.mentions}
    found: list[Mention] = []
    added: list[Mention] = []
    for mention in extraction.mentions:
        made = _parent(mention, known.get(mention.qualifier or ""))
        if made is None or made.id in known:
            found.append(mention)
            continue
        added.append(made)
        rest = names.plain(mention.core)[len(made.core) :]
        found.append(mention._replace(qualifier=made.id, core=rest, level=""))
    return replace(extraction, mentions=(*found, *added)) if added else extraction


def _parent(mention: Mention, qualifier: Mention | None) -> Mention | None:
    """Return the mention of the body inside a body's name, None where there is none or the page tears it."""
    core = names.plain(mention.core)
    if mention.type != "Agency" or mention.anaphor or mention.end - mention.start != len(mention.text):
        return None
    literal = names.literal_parent(core)
    at = mention.text.find(core) if literal else -1
    if at < 0 or (mention.level and mention.text[:at] != mention.level):
        return None
    if not mention.level and (
        qualifier is None or qualifier.start != mention.start or qualifier.type != "Place"
    ):
        return None
    end = mention.start + at + len(literal)
    text = mention.text[: at + len(literal)]
    return Mention(
        ids.mention(mention.article_id, mention.start, end, "Agency"), mention.article_id, mention.source,
        mention.start, end, text, "Agency", "PartyOrgan" if "委" in literal else "GovernmentOrgan", text,
        mention.sentence, mention.id, mention.level, literal, None if mention.level else mention.qualifier,
    )  # fmt: skip


def towns_of_zone(extraction: Extraction, gazetteer: Divisions) -> tuple[str, frozenset[str]]:
    """Return the zone that an article is about and the townships named in it that its prefecture has just
    once."""
    setting = Setting(extraction.document.place, gazetteer)
    if not setting.zone or not setting.area:
        return "", frozenset()
    found: set[str] = set()
    for name in sorted({m.name or m.text for m in extraction.mentions if m.type in ("Place", "Agency")}):
        office = _OFFICE_NAME.match(name)
        if office or name.endswith(("街道", "镇", "乡")):
            towns = [
                d
                for d in gazetteer.named(f"{office[1]}街道" if office else name, setting.prefecture)
                if d.level == 4
            ]
            if len(towns) == 1:
                found.add(towns[0].code)
    return setting.zone, frozenset(found)


_JUST_BEFORE = 3
"""Characters between two sentences that follow one another."""


class _Reader:
    """The work on one article; ``run`` fills the reading."""

    def __init__(
        self,
        reading: Reading,
        lexicon: Lexicon,
        gazetteer: Divisions,
        zone_towns: Mapping[str, frozenset[str]],
    ) -> None:
        self.reading = reading
        self.setting = reading.setting
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.article = reading.extraction.document.article
        self.mentions = {m.id: m for m in reading.extraction.mentions}
        self.ordered = sorted(self.mentions.values(), key=lambda m: (m.start, -m.end, m.type, m.id))
        self.nested: dict[str, list[Mention]] = {}
        for mention in self.ordered:
            if mention.inside:
                self.nested.setdefault(mention.inside, []).append(mention)
        self.known: dict[str, str | None] = {}
        self.open: set[str] = set()
        self.local_names: frozenset[str] | None = None
        self.titled_names: frozenset[str] | None = None
        self.full_names: frozenset[str] | None = None
        self.holders: dict[str, str] = {}
        self.qualified: dict[str, list[Mention]] | None = None
        self.ending: dict[int, Mention] | None = None
        self.places: dict[str, None] = {}
        self.towns = set(zone_towns.get(self.setting.zone, ()))
        self.zone_names = sorted(
            {self._name(m) for m in self.ordered if m.type == "Place" and m.kind == "Zone"}
        )

    # ------------------------------------------------------------------ driving
    def run(self) -> None:
        """Resolve places first, so that communities profit from the townships named beside them."""
        if not self.setting.area:
            self._vote()
        for types in (("Place",), ("Community",), None):
            for mention in self.ordered:
                if types is None or mention.type in types:
                    self.key(mention)
        targets = [
            self.implied(c.object) if isinstance(c.object, Implied) else None
            for c in self.reading.extraction.claims
        ]
        renamed = self._join_inside_article()
        self.reading.targets = [_follow(renamed, t) if t else None for t in targets]
        self.reading.keys = {i: k for i, k in self.known.items() if k is not None}

    def key(self, mention: Mention) -> str | None:
        """Return the key of a mention, None for an anaphor that points to nothing known."""
        if mention.id in self.known:
            return self.known[mention.id]
        if mention.id in self.open:
            return None
        self.open.add(mention.id)
        key = self._key(mention)
        self.open.discard(mention.id)
        self.known[mention.id] = key
        if key and mention.type == "Place":
            self.places[key] = None
        return key

    def _key(self, mention: Mention) -> str | None:
        if mention.antecedent and mention.antecedent in self.mentions:
            found = self.key(self.mentions[mention.antecedent])
            if found or mention.anaphor:
                return found
        if mention.anaphor:
            return self._anaphor(mention)
        makers = {
            "Place": self._place, "Community": self._community, "Agency": self._body,
            "Enterprise": self._body, "Initiative": self._initiative,
            "Event": self._event, "Document": self._document,
            "Honour": self._honour, "Person": self._person,
        }  # fmt: skip
        return makers.get(mention.type, self._other)(mention)

    def _name(self, mention: Mention) -> str:
        return names.mended(mention.name or mention.text, self.lexicon)

    def _seed(self, key: str, type_: str, owner: str = "", core: str = "", kind: str | None = None) -> str:
        if key not in self.reading.seeds:
            self.reading.seeds[key] = Seed(type_, owner, core, kind)
        return key

    def _qualifier(self, mention: Mention) -> str:
        other = self.mentions.get(mention.qualifier or "")
        return (self.key(other) or "") if other is not None else ""

    def _anaphor(self, mention: Mention) -> str | None:
        word = _ANAPHOR_LEVEL.search(names.plain(self._name(mention)))
        area = self.setting.level(word[1]) if word else ""
        if not area or area == NATION:
            return None
        return self._area(area)

    def _area(self, key: str, kind: str | None = None) -> str:
        """Make the seed of an area's key."""
        if is_code(key):
            level = {2: 1, 4: 2, 6: 3, 9: 4}.get(len(key))
            if level is None:
                return self._seed(key, "Community", key[:9], "", kind)
            return self._seed(key, "Place", "", "", kind or _LEVEL_KIND[level])
        if key.startswith("zone:"):
            name, _, above = key[5:].rpartition("@")
            return self._seed(key, "Place", above, name, "Zone")
        return key

    def area_of(self, key: str) -> str:
        """Return the area key that a key is, or that the body behind it belongs to."""
        for _ in range(8):
            if is_code(key) or key.startswith(("zone:", "Place:", "Community:")):
                return key
            seed = self.reading.seeds.get(key)
            if seed is None or not seed.owner or seed.owner == key:
                return ""
            key = seed.owner
        return ""

    # ------------------------------------------------------------------ places
    def _vote(self) -> None:
        """Where the article's place is unknown, let townships and communities vote for a county together."""
        votes: Counter[str] = Counter()
        for name in sorted({self._name(m) for m in self.ordered if m.type in ("Place", "Community")}):
            found = [d for d in self.gazetteer.named(name) if d.level >= 3 and not is_virtual(d.name)]
            for county in sorted({d.code[:6] for d in found}):
                votes[county] += 1
        best = votes.most_common(2)
        if best and best[0][1] >= 2 and (len(best) == 1 or best[0][1] > best[1][1]):
            self.setting.area = best[0][0]
        else:
            self.setting.area = self._lone_county()

    def _lone_county(self) -> str:
        """Return the one county that an article about 县委 and 县政府 names, "" for none or several."""
        levels = {m.level for m in self.ordered if m.type == "Agency"} & set("县旗")
        found = {
            d.code
            for name in {names.plain(self._name(m)) for m in self.ordered if m.type == "Place"}
            if name[-1] in levels
            for d in self.gazetteer.named(name, "", 3)
        }
        return found.pop() if len(found) == 1 else ""

    def _place(self, mention: Mention) -> str | None:
        name = names.plain(self._name(mention))
        if name in _COUNTRY:
            return self._seed(NATION, "Place", "", "中国", "Country")
        stem = _BRACKET.sub("", name)
        if stem != name and len(stem) >= 2:
            name = stem
        if mention.kind == "Country":
            return self._seed(f"Place:{name}@", "Place", "", name, "Country")
        qualifier = self._qualifier(mention)
        exact = [d for d in self._divisions(name) if d.name == name and self._near(d)]
        if len(exact) == 1:
            return self._linked(exact[0])  # 市中区 is no 中区 of a 市
        own = [d for d in self._divisions(name) if self.setting.area.startswith(d.code)]
        if (
            own
            and not qualifier
            and mention.kind not in ("Site", "Road", "Province")
            and len(own[-1].code) >= 2
        ):
            return self._linked(own[-1])  # 大理 in 大理市's report
        tail = self._tail(mention, name)
        if mention.kind == "Zone" or (is_zone_word(name) and not self._divisions(tail, qualifier)):
            return self._zone(mention, name, tail, qualifier)
        if mention.kind == "Other" and not qualifier and (area := self._short_of_named(name)):
            return area
        if mention.kind in ("Site", "Road", "Other") and not (
            mention.kind == "Other" and _ADMIN.search(name)
        ):
            return self._nil(mention, tail or name, qualifier)
        return self._division(mention, tail, qualifier)

    def _tail(self, mention: Mention, name: str) -> str:
        """Return a place's own name without the container that qualifies it."""
        other = self.mentions.get(mention.qualifier or "")
        before = names.plain(self._name(other)) if other else ""
        tail = name
        if before and name.startswith(before) and len(name) - len(before) >= 2:
            tail = name[len(before) :]
        elif mention.core and name.endswith(names.plain(mention.core)):
            tail = names.plain(mention.core)
        return tail

    def _zone(self, mention: Mention, name: str, tail: str, qualifier: str) -> str:
        setting = self.setting
        if mention.level and name.startswith(mention.level) and is_zone_word(name[len(mention.level) :]):
            tail = name[len(mention.level) :]
        own = setting.zone_name
        if own and (own.endswith(tail) or tail.endswith(own)):
            return self._area(setting.zone)
        longer = [
            z for z in self.zone_names if names.plain(z).endswith(tail) and len(names.plain(z)) > len(name)
        ]
        if not qualifier and not mention.level and len(longer) == 1 and not own:
            other = next(m for m in self.ordered if m.type == "Place" and self._name(m) == longer[0])
            found = self.key(other)
            if found:
                return found
        above = code_of(self.area_of(qualifier)) or code_of(setting.level(mention.level)) or setting.area
        if not above:
            return self._local("Place", name, "Zone")
        key = zone_key(tail, above, self.gazetteer)
        return self._area(key, "Zone") if not is_code(key) else self._seed(key, "Place", "", "", "Zone")

    def _divisions(self, name: str, qualifier: str = "") -> list[DivisionLike]:
        within = code_of(self.area_of(qualifier)) if qualifier else ""
        return [d for d in self.gazetteer.named(name, within) if d.level <= 4 and not is_virtual(d.name)]

    def _division(self, mention: Mention, name: str, qualifier: str) -> str | None:
        """Link an administrative area, from the closest context outwards; two that fit make none."""
        if name[0] in _AND and not any(self._near(d) for d in self._divisions(name)):  # 三里镇和|县公安局
            if self.setting.level(name[1:]):
                return None
            if any(self._near(d) for d in self._divisions(name[1:])):
                name = name[1:]
        found = self._by_kind(self._divisions(name), mention.kind)
        area = self.area_of(qualifier) if qualifier else ""
        if area:
            within = code_of(area)
            inside = [d for d in found if d.code.startswith(within)]
            if not inside and (area.startswith("zone:") or is_listed_zone(within, self.gazetteer)):
                inside = [d for d in found if d.code.startswith(within[:4])]
            above = self.gazetteer.get(area) if is_code(area) else None
            if not inside and above is not None:  # 乐山市中区: the one 市 serves 乐山市 and 市中区
                inside = list(self.gazetteer.named(above.name[-1] + name, within, above.level + 1))
            return self._choose(mention, name, inside, qualifier)
        if name in _COMMON_NOUNS and not any(self._near(d) for d in found):
            return None
        strict = [d for d in found if name not in naming.bare(d.name, d.level)]
        upper = [d for d in (strict or found) if d.level <= 3]
        bare = not strict
        holder = self.mentions.get(mention.inside or "")
        if bare and holder is not None and _STATION.match(holder.core) and not any(map(self._near, found)):
            town = self._town(name)
            return self._area(town) if town else None  # 九江派出所 of 九江镇, not of the city far away
        if bare and found and not self.setting.area and found[0].level == 3:
            return None
        if bare and not [d for d in upper if d.code.startswith(self.setting.prefecture or "-")]:
            town = self._town(name) if not upper or upper[0].level == 3 else ""
            if town:
                return self._area(town)
        if upper and bare and upper[0].level == 3:
            upper = [d for d in upper if self.setting.area and d.code.startswith(self.setting.prefecture)]
        if len(upper) == 1:
            return self._linked(upper[0])
        for scope in self._scopes():
            inside = [d for d in found if d.code.startswith(scope) or scope.startswith(d.code)]
            if len(inside) > 1:
                inside = self._in_known_towns(inside) or inside
            if len(inside) == 1:
                return self._linked(inside[0])
            if inside:
                return self._choose(mention, name, inside, "")
        if len(upper) > 1:
            told = self._told_area(mention, name)
            if told:
                return told
            upper = self._under_named(upper) or upper
        if bare and found and not upper and found[0].level == 3:
            return None  # 惠民, 中原: a county far away has the name, and nothing here says that it is meant
        return self._choose(mention, name, upper, "")

    def _short_of_named(self, name: str) -> str:
        """Return the county that the article names in full, where this is its proper name: 昌江 of 昌江县."""
        found = {
            self.key(m) or ""
            for m in self.ordered
            if m.type == "Place" and m.kind == "County" and m.core[:-1] == name
        }
        return found.pop() if len(found) == 1 and is_code(min(found)) else ""

    def _told_area(self, mention: Mention, name: str) -> str:
        """Return the key of a namesake that the article itself places: 普陀区 beside 浙江省舟山市普陀区."""
        for other in self.ordered:
            if other.type != "Place" or not other.qualifier or other.id == mention.id:
                continue
            if self._tail(other, names.plain(self._name(other))) == name:
                found = self.key(other) or ""
                if is_code(found):
                    return found
        return ""

    def _under_named(self, found: list[DivisionLike]) -> list[DivisionLike]:
        """Return the one of several namesakes whose prefecture, or else whose province, the article names."""
        for length in (4, 2):
            inside = [d for d in found if d.code[:length] in self.places]
            if len(inside) == 1:
                return inside
        return []

    def _near(self, division: DivisionLike) -> bool:
        return bool(self.setting.prefecture) and division.code.startswith(self.setting.prefecture)

    def _by_kind(self, found: list[DivisionLike], kind: str | None) -> list[DivisionLike]:
        level = _KIND_LEVEL.get(kind or "")
        return [d for d in found if d.level == level] or found

    def _scopes(self) -> tuple[str, ...]:
        area = self.setting.area
        if not area:
            return ()
        return tuple(dict.fromkeys(s for s in (area[:9], area[:6], area[:4]) if s))

    def _in_known_towns(self, found: Iterable[DivisionLike]) -> list[DivisionLike]:
        named = {k for k in self.places if is_code(k) and len(k) == 9} | self.towns
        return [d for d in found if d.code[:9] in named]

    def _linked(self, division: DivisionLike) -> str:
        return self._area(division.code)

    def _choose(self, mention: Mention, name: str, found: list[DivisionLike], qualifier: str) -> str:
        if len(found) == 1:
            return self._linked(found[0])
        if found and (qualifier or any(self._near(d) for d in found)):
            self.reading.doubts.append(Doubt(mention, tuple(d.code for d in found[:8])))
        return self._nil(mention, name, qualifier)

    def _nil(self, mention: Mention, name: str, qualifier: str) -> str:
        """Return the key of a place that the gazetteer does not know, by the area around it."""
        around = self.area_of(qualifier) or self.setting.home
        if mention.kind in ("County", "Prefecture") and not qualifier and not self._divisions(name):
            around = (
                self.setting.prefecture or NATION
            )  # no division has the name: invented, abolished, abroad
        if not around:
            return self._local(mention.type, name, mention.kind)
        return self._seed(f"{mention.type}:{name}@{around}", mention.type, around, name, mention.kind)

    def _local(self, type_: str, name: str, kind: str | None) -> str:
        """Return a key that means nothing outside the article."""
        return self._seed(f"{type_}:{name}@{self.article.id}", type_, "", name, kind)

    def _community(self, mention: Mention) -> str:
        name = names.plain(self._name(mention))
        qualifier = self._qualifier(mention)
        name = self._tail(mention, name)
        if mention.kind == "HousingEstate":
            return self._nil(mention, name, qualifier)
        if not qualifier:
            told = self._told(mention, name)
            if told:
                return told
        found = [d for d in self.gazetteer.named(name) if d.level == 5]
        area = self.area_of(qualifier) if qualifier else ""
        within = code_of(area) or self.setting.area
        if within and not found:
            town, tail = self._leading_town(name)
            if town:
                found = [d for d in self.gazetteer.named(tail, town) if d.level == 5]
                within, area, name = town, town, tail
        if within and not found:
            spoken = {self._name(m) for m in self.ordered if m.type == "Community" and m.id != mention.id}
            tails = [name[i:] for i in range(1, 5) if len(name) - i >= 3 and name[i:] in spoken]
            if tails:  # 带头人|张沟村 beside 张沟村
                name = tails[0]
                found = [d for d in self.gazetteer.named(name, within) if d.level == 5]
        if not within or not found:
            return self._nil(mention, name, qualifier)
        inside = [d for d in found if d.code.startswith(within)]
        if not area and not inside and len(within) > 6:
            inside = [d for d in found if d.code.startswith(within[:6])]
        wide = len(within) < 6 or area.startswith("zone:")
        if not inside and is_listed_zone(within[:6], self.gazetteer):
            wide, inside = True, [d for d in found if d.code.startswith(within[:4])]
        if len(inside) > 1 or (wide and inside):
            narrowed = self._in_known_towns(inside)
            if len(narrowed) == 1 or (wide and self.setting.zone):
                inside = narrowed
        return self._choose(mention, name, inside, qualifier)

    def _told(self, mention: Mention, name: str) -> str:
        """Return the key of the same name where the article says of which street or town it is."""
        if self.qualified is None:
            self.qualified = {}
            for other in self.ordered:
                if other.type == "Community" and other.qualifier:
                    tail = self._tail(other, names.plain(self._name(other)))
                    self.qualified.setdefault(tail, []).append(other)
        same = [m for m in self.qualified.get(name, ()) if m.id != mention.id]
        before = [m for m in same if m.start < mention.start]
        chosen = before[-1] if before else same[0] if same else None
        return (self.key(chosen) or "") if chosen is not None else ""

    def _leading_town(self, name: str) -> tuple[str, str]:
        """Return the township that a community's unanalysed name begins with, and the rest."""
        for match in re.finditer(r"街道|镇|乡", name):
            town = self._division_named(name[: match.end()])
            if town and len(name) - match.end() >= 2:
                return town, name[match.end() :]
        return "", name

    # ------------------------------------------------------------------ bodies
    def _body(self, mention: Mention) -> str:
        name = names.plain(self._name(mention))
        office = _OFFICE_NAME.match(name)
        town = self._town(office[1]) if office else ""
        division = self.gazetteer.get(town) if town else None
        if division is not None and (name[-4:-3] in "镇乡" or not division.name.endswith(("镇", "乡"))):
            return self.body("Agency", "SubdistrictOffice", "办事处", self._area(division.code))
        core = self._own_core(mention, name)
        qualifier = self._qualifier(mention)
        torn = _TORN.match(core) or (None if qualifier else _TORN.match(name))
        if torn and self.setting.level(torn[1]):
            return self.body(mention.type, mention.kind, torn[2], self._by_level(torn[1]))
        if is_code(self.area_of(qualifier)) and qualifier == self.area_of(qualifier):
            area, rest = self._leading_area(core)
            if area and code_of(area).startswith(qualifier):
                return self.body(mention.type, mention.kind, rest, area)
        if mention.qualifier and not qualifier and not mention.level:
            core = name  # what should qualify it is no name here
        seed = self.reading.seeds.get(qualifier)
        if seed is not None and seed.type == mention.type == "Enterprise" and core in _LEGAL_FORMS:
            return self.body(mention.type, mention.kind, seed.core + core, seed.owner)
        if seed is not None and seed.core == names.TAXES:
            area, rest = self._leading_area(core)
            if area:  # 国家税务总局|某县税务局 is that county's 税务局
                return self.body(mention.type, mention.kind, rest, area)
        if seed is not None and seed.core == "政协" and _OWN_COMMITTEE.match(core):
            return qualifier  # 县政协|第十一届委员会
        if seed is not None and seed.type in ("Place", "Community", "Agency", "Enterprise"):
            return self.body(mention.type, mention.kind, core, qualifier)
        if mention.level:
            owner = self._coordinated(mention) or self._by_level(mention.level)
            if owner[0] == "?":
                owner = self._just_named(mention) or owner
            return self.body(mention.type, mention.kind, core, owner)
        station = _STATION.match(name)
        if station and (town := self._town(station[1])):
            return self.body(mention.type, mention.kind, station[2], self._area(town))
        if names.is_national(name):
            return self.body(mention.type, mention.kind, core, NATION)
        name = name.removeprefix("原") if len(name) > 4 else name
        area, rest = self._leading_area(name)
        if area:
            return self.body(mention.type, mention.kind, rest, area)
        if mention.kind in _LOCAL_KINDS or not self.setting.area:
            return self.body(mention.type, mention.kind, core, f"?@{self.article.id}")
        if mention.kind == "GovernmentOrgan" and self._is_bureau(core) and self._of_county():
            return self.body(mention.type, mention.kind, core, self._area(self.setting.county))
        return self.body(mention.type, mention.kind, core, f"@{self.setting.prefecture}")

    def _is_bureau(self, core: str) -> bool:
        """Is it a bureau that a county has (财政局, 发改委; not 水利部, 项目办)?"""
        return core in self.lexicon.bodies and core.endswith(("局", "委"))

    def _of_county(self) -> bool:
        """Does the article speak of bodies of its own county by their level word (县政府)?"""
        county = self.setting.county
        return len(county) == 6 and any(
            m.type == "Agency" and m.level and self.setting.level(m.level) == county for m in self.ordered
        )

    def _town(self, name: str) -> str:
        """Return the code of the township that an office is named after, also behind its district's name."""
        for start in range(min(len(name) - 1, 8)):
            found = self._division_named(name[start:] + "街道") or self._division_named(name[start:])
            if found and (start == 0 or name[start - 1] in "区县市州旗"):
                return found
        return ""

    def common(self, key: str) -> str:
        """Return the name without its word of kind that an area is called by."""
        division = self.gazetteer.get(key) if is_code(key) else None
        seed = self.reading.seeds.get(key)
        return division.common if division is not None else seed.core if seed is not None else ""

    def _leading_area(self, name: str) -> tuple[str, str]:
        """Return the area that an unanalysed name begins with, and the rest: 新华区民政局, 示范区人社局."""
        for end in range(min(len(name) - 2, 14), 1, -1):
            head = name[:end]
            if is_zone_word(head):
                own = self.setting.zone_name
                if own and (own.endswith(head) or head.endswith(own)):
                    return self._area(self.setting.zone), name[end:]
            if _ADMIN.search(head) and len(head) >= 3:
                found = self._divisions(head)
                found = [d for d in found if self._near(d)] or found
                if len(found) == 1 and head not in naming.bare(found[0].name, found[0].level):
                    return self._area(found[0].code), name[end:]
        return "", name

    def _own_core(self, mention: Mention, name: str) -> str:
        """Return a body's core; one named after an area inside its name keeps that (示范区|分局)."""
        core = names.plain(mention.core)
        rest = self._rest(mention, name)
        if not core:
            return rest
        for inner in self.nested.get(mention.id, ()):
            before = names.plain(self._name(inner))
            if inner.type == "Place" and inner.id != mention.qualifier and rest.endswith(before + core):
                area = self.key(inner)
                if area is not None:
                    seed = self.reading.seeds.get(area)
                    division = self.gazetteer.get(area) if is_code(area) else None
                    return (division.common if division else seed.core if seed else before) + core
        if rest != name and rest.endswith(core) and core in _PARTS and len(rest) > len(core):
            return rest
        return core

    def _rest(self, mention: Mention, name: str) -> str:
        other = self.mentions.get(mention.qualifier or "")
        for before in (names.plain(self._name(other)) if other else "", mention.level):
            if before and name.startswith(before) and len(name) > len(before):
                return name[len(before) :]
        return name

    def _coordinated(self, mention: Mention) -> str:
        """Return the area of the body right before, where both share it: 安阳市委、市政府 also elsewhere."""
        if self.ending is None:
            self.ending = {m.end: m for m in self.ordered if m.type == "Agency"}
        other = self.ending.get(mention.start - 1) or self._of_same_holder(mention)
        if other is None or other.id not in self.known or other.level == mention.level:
            return ""
        cores = [names.body_core(m.core, m.kind, self.lexicon) for m in (other, mention)]
        if cores[0] != "委员会" or not names.is_leading(cores[1]):
            return ""
        area = self.area_of(self.known[other.id] or "")
        division = self.gazetteer.get(area) if is_code(area) else None
        return area if division is not None and division.name.endswith(mention.level) else ""

    def _of_same_holder(self, mention: Mention) -> Mention | None:
        """Return the body of the title before in one person's titles: 襄阳市委常委、|市委|秘书长李明."""
        assert self.ending is not None
        for end in range(mention.start - 2, mention.start - 7, -1):
            other = self.ending.get(end)
            if other is not None:
                between = any(m.type == "Person" and end <= m.start < mention.start for m in self.ordered)
                return None if between or other.sentence != mention.sentence else other
        return None

    def _by_level(self, word: str) -> str:
        area = self.setting.level(word) or self._only_area(word)
        if area == NATION:
            return NATION
        return self._area(area) if area else f"?{word}@{self.article.id}"

    def _just_named(self, mention: Mention) -> str:
        """在文峰区，…。随后，|区政府|…: the district that alone was named just before in a prefecture's report."""
        near: dict[str, Mention] = {}
        for other in self.ordered:
            if other.start >= mention.start:
                break
            if other.type != "Place" or other.anaphor:
                continue
            key = self.key(other) or ""
            if is_code(key) and len(key) == 6 and self._near_code(key):
                last = next(iter(near.values()), other)
                near = {**(near if last.sentence == other.sentence else {}), key: other}
        area, named = next(iter(near.items()), ("", mention))
        division = self.gazetteer.get(area) if len(near) == 1 else None
        if division is None or not division.name.endswith(mention.level):
            return ""
        return self._area(area) if mention.sentence[0] - named.sentence[1] <= _JUST_BEFORE else ""

    def _only_area(self, word: str) -> str:
        """Return the one area of a level that the article names, where its own place is a larger one:
        区卫健委 in a prefecture's report from 新华区."""
        found: set[str] = set()
        for key in self.places:
            if is_code(key) and len(key) == 6 and self._near_code(key):
                division = self.gazetteer.get(key)
                found |= {key} if division is not None and division.name.endswith(word) else set()
            elif key.startswith("Place:") and not self.setting.area:
                found |= {key} if self.reading.seeds[key].core.endswith(word) else set()
        return next(iter(found)) if len(found) == 1 else ""

    def _near_code(self, code: str) -> bool:
        return bool(self.setting.prefecture) and code.startswith(self.setting.prefecture)

    def _division_named(self, name: str) -> str:
        for scope in self._scopes():
            found = list(self.gazetteer.named(name, scope, 4))
            found = found if len(found) == 1 else self._in_known_towns(found)
            if len(found) == 1:
                return found[0].code
        return ""

    def body(self, type_: str, kind: str | None, core: str, owner: str) -> str:
        """Return the key of the body ``core`` of an area or of another body."""
        if type_ == "Agency":
            parent, parent_kind, own = names.inner_body(core, self.lexicon)
            of_area = owner != NATION and self.reading.seeds.get(owner, Seed("Place")).type in (
                "Place",
                "Community",
            )
            street = parent.startswith("人大常") and len(code_of(owner)) == 9  # 街道|人大工委
            if parent and of_area and not street and not owner.startswith(("@", "?@")):
                owner, core = self.body("Agency", parent_kind, parent, owner), own
            one = names.body_core(core, kind, self.lexicon)
        else:
            one = names.plain(core)
            if one.endswith("项目") and len(one) > 4:
                one = one[:-2]
        return self._seed(f"{type_}:{owner}|{one}", type_, owner, one, kind)

    def implied(self, implied: Implied) -> str | None:
        """Return the key of an implied body; None where nothing says of which area it is."""
        other = self.mentions.get(implied.qualifier or "")
        owner = (self.key(other) or "") if other is not None else ""
        if not owner:
            owner = self.setting.level(implied.level)
            owner = owner or (self._only_area(implied.level) if implied.level else "")
            owner = self._area(owner) if owner else ""
        if not owner:
            if not implied.level:
                return None
            owner = f"?{implied.level}@{self.article.id}"
        return self.body(implied.type, implied.kind, implied.core, owner)

    # ------------------------------------------------- drives, meetings, documents, honours, people
    def _scope(self, mention: Mention) -> str:
        """Return the area or body that a drive, document or honour belongs to."""
        qualifier = self._qualifier(mention)
        if qualifier and qualifier in self.reading.seeds:
            return qualifier
        if mention.level:
            found = self._by_level(mention.level)
            if found:
                return found
        return self.setting.home or self.article.id

    def _initiative(self, mention: Mention) -> str:
        name = self._name(mention)
        taken = names.drive(name)
        campaign = _campaigns(self.lexicon).get(taken.whole) or _campaigns(self.lexicon).get(taken.stem)
        if campaign is None and len(taken.quoted) == 1 and taken.stem == taken.quoted[0]:
            campaign = _campaigns(self.lexicon).get(taken.quoted[0])
        if campaign is not None:
            full, kind = campaign
            if kind == "Theme":  # the table unfolds themes loosely: 农村人居环境整治 is not 人居环境整治
                full = taken.stem
            bare = not mention.qualifier and not mention.level
            if names.plain(full).startswith(
                "创建"
            ):  # a city creates: the same words mean another drive elsewhere
                scope = self.setting.level("市") or self.setting.county or self.article.id
            elif bare or kind == "Theme":
                scope = NATION
            else:
                scope = self._scope(mention)
            stem = taken.edition + names.plain(full)
            return self._seed(f"Initiative:{stem}@{scope}", "Initiative", scope, full, kind or mention.kind)
        scope = NATION if names.is_national(taken.whole) else self._scope(mention)
        stem = taken.edition + taken.stem
        return self._seed(f"Initiative:{stem}@{scope}", "Initiative", scope, stem, mention.kind)

    def _left(self, mention: Mention, name: str) -> tuple[str, str]:
        """Return the body or area named at the left edge of a longer name, and what follows it."""
        other = self.mentions.get(mention.qualifier or "")
        edges = [other] if other else []
        inner = [m for m in self.nested.get(mention.id, ()) if m.start == mention.start]
        edges += sorted(inner, key=lambda m: m.start - m.end)
        for edge in edges:
            if edge.type not in ("Place", "Community", "Agency", "Enterprise"):
                continue
            before = names.plain(self._name(edge))
            key = self.key(edge)
            if key and name.startswith(before) and len(name) > len(before) + 1:
                return key, name[len(before) :]
            if key and edge is other:
                return key, name
        if mention.level:
            area = self._by_level(mention.level)
            for before in (mention.level, f"全{mention.level}"):
                if name.startswith(before):
                    return area, name[len(before) :]
            return area, name
        return "", name

    def _event(self, mention: Mention) -> str:
        name = names.meeting(self._name(mention))
        owner, rest = self._left(mention, name)
        if not owner:
            owner = NATION if names.is_national(name) else self.setting.home or self.article.id
        session = names.session(name)
        if session is not None:
            if session.organ and self._seeded(owner, "Place"):
                owner = self.body("Agency", session.kind, session.organ, owner)
            if self._seeded(owner, "Agency"):
                return self._seed(f"Event:{owner}|{session.count}", "Event", owner, rest, mention.kind)
        edition = ""
        if not names.has_ordinal(rest):  # without a number it is another meeting next year
            date = self.article.date or ""
            edition = "#" + (date[:4] if date[:4].isdigit() else self.article.source)
        return self._seed(f"Event:{owner}|{rest}{edition}", "Event", owner, rest, mention.kind)

    def _seeded(self, key: str, type_: str) -> bool:
        """Return whether a key is that of a thing of this type."""
        seed = self.reading.seeds.get(key)
        return seed is not None and seed.type == type_

    def _document(self, mention: Mention) -> str:
        name = names.plain(self._name(mention))
        owner, rest = self._left(mention, name)
        if mention.kind in ("Law", "Work") or names.is_national(name) or (not owner and _LAW.search(name)):
            owner, rest = NATION, name.removeprefix("中华人民共和国") if mention.kind == "Law" else name
        owner = owner or self.setting.home or self.article.id
        return self._seed(f"Document:{owner}|{rest}", "Document", owner, rest, mention.kind)

    def _honour(self, mention: Mention) -> str:
        name = names.plain(self._name(mention))
        scope = NATION if names.is_national(name) else self._scope(mention)
        return self._seed(f"Honour:{name}@{scope}", "Honour", scope, name, mention.kind)

    def _person(self, mention: Mention) -> str:
        name = names.plain(self._name(mention))
        if mention.kind == "NationalLeader" and name not in self._locals():
            return self._seed(f"Person:{name}|{NATION}", "Person", NATION, name, mention.kind)
        if len(name) == 2 and name[1] == "老":  # 祝老 is 祝文山, if he alone has the surname here
            full = {n for n in self._full_names() if n[0] == name[0]}
            if len(full) == 1:
                name = next(iter(full))
        elif 3 <= len(name) <= 4 and name not in self._full_names():
            if name not in self.holders:
                self.holders[name] = self._holder(name[0], name[1:])
            name = self.holders[name] or name
        if mention.kind == "Journalist" and name in self._titled():
            return self._seed(f"Person:{name}|byline@{self.article.id}", "Person", "", name, mention.kind)
        kind = None if mention.kind == "NationalLeader" else mention.kind
        return self._seed(f"Person:{name}@{self.article.id}", "Person", "", name, kind)

    def _holder(self, surname: str, title: str) -> str:
        """林书记 is 林小满, if of those of the surname he alone is 书记 here; return "" for nobody."""
        found: set[str] = set()
        for claim in self.reading.extraction.claims:
            if claim.predicate != "holdsPost" or not (claim.title or "").endswith(_TITLES.get(title, title)):
                continue
            person = self.mentions.get(claim.subject)
            name = names.plain(self._name(person)) if person is not None else ""
            if name[:1] == surname and name != surname + title:
                found.add(name)
        return next(iter(found)) if len(found) == 1 else ""

    def _full_names(self) -> frozenset[str]:
        if self.full_names is None:
            people = (m for m in self.ordered if m.type == "Person" and m.kind != "Journalist")
            found = (names.plain(self._name(m)) for m in people)
            self.full_names = frozenset(n for n in found if not names.is_half_name(n))
        return self.full_names

    def _titled(self) -> frozenset[str]:
        """The people whom the text itself gives a post: who wrote it is another of the same name."""
        if self.titled_names is None:
            found: set[str] = set()
            for claim in self.reading.extraction.claims:
                person = self.mentions.get(claim.subject)
                if (
                    person is not None
                    and claim.predicate in ("holdsPost", "memberOf")
                    and person.kind != "Journalist"
                ):
                    found.add(names.plain(self._name(person)))
            self.titled_names = frozenset(found)
        return self.titled_names

    def _locals(self) -> frozenset[str]:
        """The people of whom this article says a post, home or by-line here: no leaders of the nation."""
        if self.local_names is None:
            article = self.article
            found = {
                names.plain(n) for n in (*article.reporters, *article.correspondents, *article.photographers)
            }
            for claim in self.reading.extraction.claims:
                person = self.mentions.get(claim.subject)
                if person is None or claim.predicate not in ("holdsPost", "memberOf", "residentOf"):
                    continue
                target = (
                    claim.object if isinstance(claim.object, Implied) else self.mentions.get(claim.object)
                )
                if isinstance(target, Mention) and names.is_national(self._name(target)):
                    continue
                if isinstance(target, Implied) and not target.level and not target.qualifier:
                    continue
                found.add(names.plain(self._name(person)))
            self.local_names = frozenset(found)
        return self.local_names

    def _other(self, mention: Mention) -> str:
        return self._local(mention.type, names.plain(self._name(mention)), mention.kind)

    # ------------------------------------------------------------------ short forms inside the article
    def _join_inside_article(self) -> dict[str, str]:
        """Join short forms with the one longer name of the article that they stand for."""
        groups: dict[str, list[Mention]] = {}
        for mention in self.ordered:
            if not mention.anaphor and self.known.get(mention.id):
                groups.setdefault(mention.type, []).append(mention)
        renamed: dict[str, str] = {}
        for joiner in (
            _join_places,
            _join_bodies,
            _join_stations,
            _join_enterprises,
            _join_drives,
            _join_meetings,
            _join_awards,
            _join_long,
            _join_misprints,
        ):
            renamed.update(joiner(self, groups))
        if renamed:
            for identity, key in self.known.items():
                if key in renamed:
                    self.known[identity] = _follow(renamed, key)
            for seed in self.reading.seeds.values():
                if seed.owner in renamed:
                    seed.owner = _follow(renamed, seed.owner)
        return renamed


def _follow(renamed: Mapping[str, str], key: str) -> str:
    seen = {key}
    while key in renamed and renamed[key] not in seen:
        key = renamed[key]
        seen.add(key)
    return key


_ESTATE = re.compile(r"(小区|居民区|社区|公寓|家园)$")


def _join_places(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """清水苑 beside 清水苑小区; 后营村 beside 柳河乡后营村 where nothing else tells where it is."""
    found: dict[str, str] = {}
    seeds = reader.reading.seeds
    for type_ in ("Community", "Place"):
        keys = dict.fromkeys(reader.known[m.id] or "" for m in groups.get(type_, ()))
        unlisted = [k for k in keys if k.startswith(f"{type_}:")][:200]
        for key in unlisted:
            seed = seeds[key]
            others = [k for k in unlisted if k != key and seeds[k].core == seed.core and seeds[k].owner]
            if not seed.owner and len(others) == 1:
                found[key] = others[0]
            if type_ == "Community" and not _ESTATE.search(seed.core):
                long = [
                    k
                    for k in unlisted
                    if seeds[k].core != seed.core and _ESTATE.sub("", seeds[k].core) == seed.core
                ]
                if len(long) == 1:
                    found[key] = long[0]
            noisy = [
                k for k in unlisted if k != key and len(seed.core) >= 4 and seeds[k].core.endswith(seed.core)
            ]
            if len(noisy) == 1 and type_ == "Community" and noisy[0] not in found:
                found[noisy[0]] = key
    return {k: v for k, v in found.items() if found.get(v) != k}


def _join_bodies(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """人社局 beside 区人社局 is that one, as is 督导组 beside the one 督导组 of a known body."""
    by_core: dict[str, set[str]] = {}
    loose: dict[str, str] = {}
    offices: dict[str, Seed] = {}
    for mention in groups.get("Agency", ()):
        key = reader.known[mention.id] or ""
        seed = reader.reading.seeds.get(key)
        if seed is None or seed.type != "Agency":
            continue
        if seed.owner.startswith(("@", "?@")):
            loose[key] = seed.core
        else:
            by_core.setdefault(seed.core, set()).add(key)
            offices[key] = seed
    branches = alike.branches(offices, reader.common)
    bureau = alike.one_bureau({k: s for k, s in offices.items() if k not in branches})
    parts = alike.police_units((k, reader.reading.seeds[k]) for k in loose) if bureau else []
    found = {k: next(iter(by_core[c])) for k, c in loose.items() if len(by_core.get(c, ())) == 1}
    for key, seed in offices.items():  # 自治区宣讲团 beside 自治区党委宣讲团
        inner = [
            k
            for k in sorted(by_core[seed.core])
            if offices[k].owner != seed.owner and reader.area_of(offices[k].owner) == seed.owner
        ]
        if len(inner) == 1 and seed.core not in _EVERY_BODY_HAS:
            found[key] = inner[0]
    for key, seed in offices.items():  # 省委巡视组 beside the one 省委第七巡视组
        counted = [
            k
            for k, s in offices.items()
            if s.owner == seed.owner and _COUNTED_TEAM.sub("", s.core) == seed.core
        ]
        if len(counted) == 2 and key in counted and _COUNTED_TEAM.match(seed.core) is None:
            found[key] = next(k for k in counted if k != key)
    for key, seed in offices.items():  # 某区公安分局 beside 某市公安局某区分局
        if seed.core == "公安分局" and is_code(seed.owner):
            division = reader.gazetteer.get(seed.owner)
            branch = [k for k, s in offices.items() if division and s.core == division.common + "分局"]
            if len(branch) == 1:
                found[key] = branch[0]
    for key, seed in offices.items():  # 信访部门 beside 信访维稳和法制工作办公室 of the same area
        if seed.core.endswith("部门") and len(seed.core) >= 4:
            same = [
                k
                for k, s in offices.items()
                if k != key and s.owner == seed.owner and s.core.startswith(seed.core[:-2])
            ]
            if len(same) == 1:
                found[key] = same[0]
    for key in parts:
        if key not in found:
            found[key] = reader.body("Agency", "Police", loose[key], bureau)
    found.update(branches)
    found.update(alike.in_other_words(offices))
    found.update({k: v for k, v in alike.posted(loose, offices).items() if k not in found})
    found.update({k: v for k, v in _of_headline(reader, groups, offices).items() if k not in found})
    return found


def _of_headline(
    reader: _Reader, groups: Mapping[str, list[Mention]], offices: Mapping[str, Seed]
) -> dict[str, str]:
    """市公积金中心 of the headline is 某市公积金中心 of the text, though the article's own 市 is another."""
    article = reader.article
    end = article.start + len(article.title or "") + 8
    short: dict[str, str] = {}
    later: set[str] = set()
    explicit: dict[str, set[str]] = {}
    for mention in groups.get("Agency", ()):
        key = reader.known[mention.id] or ""
        if key not in offices:
            continue
        if mention.level and mention.start < end and article.title:
            short.setdefault(key, mention.level)
        else:
            later.add(key)
            explicit.setdefault(offices[key].core, set()).add(key)
    found: dict[str, str] = {}
    for key, level in short.items():
        others = explicit.get(offices[key].core, set())
        if key in later or len(others) != 1 or offices[key].owner != reader.setting.level(level):
            continue
        other = next(iter(others))
        division = reader.gazetteer.get(offices[other].owner) if is_code(offices[other].owner) else None
        if division is not None and division.name.endswith(level):
            found[key] = other
    return found


_EVERY_BODY_HAS = frozenset(
    (
        "办公室",
        "党组",
        "机关",
        "党支部",
        "党委",
        "委员会",
        "党总支",
        "机关党委",
        "工会",
        "团委",
        "共青团委员会",
    )
)
"""Cores that a body and the area around it have each: 某集团党委 is not the 省委."""
_OWN_COMMITTEE = re.compile(r"^(第?[一二三四五六七八九十]+届)?委员会$")
_COUNTED_TEAM = re.compile(r"^第[一二三四五六七八九十\d]+")


def _join_stations(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """某镇派出所 beside 某市公安局某镇派出所: the one body whose longer name ends in the shorter one."""
    written: dict[str, str] = {}
    for mention in groups.get("Agency", ()):
        if not mention.level:
            written.setdefault(names.plain(reader._name(mention)), reader.known[mention.id] or "")
    found: dict[str, str] = {}
    for short, key in written.items():
        if (
            len(short) < 4
            or not short.endswith(tuple(_PARTS))
            or _is_within(reader, reader.reading.seeds[key].owner)
        ):
            continue
        longer = {
            k
            for long, k in written.items()
            if k != key and long.endswith(short) and _is_within(reader, reader.reading.seeds[k].owner)
        }
        if len(longer) == 1:
            found[key] = longer.pop()
    return found


def _is_within(reader: _Reader, key: str) -> bool:
    """Return whether a key is that of a body, so that what it owns is an inner body."""
    seed = reader.reading.seeds.get(key)
    return seed is not None and seed.type in ("Agency", "Enterprise")


_FIRM = re.compile(r"(公司|集团|厂|合作社)$")


def _join_enterprises(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """俏码头 beside 俏码头餐饮服务有限公司; 蚝味道 beside 俏码头餐饮服务有限公司蚝味道."""
    found: dict[str, str] = {}
    written: dict[str, str] = {}
    for mention in groups.get("Enterprise", ()):
        written.setdefault(names.plain(reader._name(mention)), reader.known[mention.id] or "")
    for short, key in written.items():
        if _FIRM.search(short) or len(short) < 2:
            continue
        stem = short.removesuffix("项目")
        longer = {
            k
            for long, k in written.items()
            if k != key
            and len(long) > len(short)
            and (
                (long.startswith(stem) and _FIRM.search(long))
                or (len(stem) >= 3 and long.removesuffix("项目").endswith(stem))
            )
        }
        if len(longer) == 1:
            found[key] = next(iter(longer))
    return found


def _join_drives(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """“三川利剑” beside “三川利剑”集中会战, 征兵宣传 beside 2024年春季征兵宣传工作."""
    written: dict[str, str] = {}
    for mention in groups.get("Initiative", ()):
        written.setdefault(reader._name(mention), reader.known[mention.id] or "")
    order = sorted(written, key=lambda n: (len(names.plain(n)), n))
    found: dict[str, str] = {}
    for i, short in enumerate(order[:120]):
        longer = {
            written[long]: None
            for long in order[i + 1 : 120]
            if written[long] != written[short] and names.same_drive(short, long)
        }
        if (
            written[short] not in found
            and longer
            and (len(longer) == 1 or _one_chain(list(longer), order, written))
        ):
            target = list(longer)[-1]
            national = reader.reading.seeds[written[short]].owner == NATION
            if national and reader.reading.seeds[target].owner != NATION:
                found[target] = written[short]
            else:
                found[written[short]] = target
    return {k: v for k, v in found.items() if k != v}


def _join_awards(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """某省最美社区 beside 2022年某省最美社区, 全国文明村镇 beside 第七届全国文明村镇: the award with its year
    or edition is the one without."""
    by_stem: dict[str, list[str]] = {}
    for mention in groups.get("Honour", ()):
        name, key = reader._name(mention), reader.known[mention.id] or ""
        keys = by_stem.setdefault(names.drive(_EDITION.sub("", name)).stem, [])
        if key not in keys:
            keys.append(key)
    return {keys[0]: keys[1] for keys in by_stem.values() if len(keys) == 2}


_EDITION = re.compile(r"^(?:第[一二三四五六七八九十\d]+|首)届")


def _one_chain(keys: list[str], order: list[str], written: Mapping[str, str]) -> bool:
    wanted = [n for n in order if written[n] in keys]
    return all(names.same_drive(a, b) for a, b in pairwise(wanted))


def _join_meetings(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """调度会 of the headline is the one the text names in more words: “村超”(联赛)筹备工作调度会."""
    written: dict[str, list[Mention]] = {}
    for mention in groups.get("Event", ()):
        written.setdefault(names.meeting(reader._name(mention)), []).append(mention)
    article = reader.article
    headline_end = article.start + len(article.title or "") + 8
    found: dict[str, str] = {}
    for short, mentions in written.items():
        key = reader.known[mentions[0].id] or ""
        headline = mentions[0].start < headline_end
        longer = {
            k
            for long, others in written.items()
            if (k := reader.known[others[0].id] or "") != key
            and len(long) >= len(short)
            and names.is_shorter_meeting(short, long, headline=headline)
        }
        if len(longer) == 1:
            found[key] = longer.pop()
    return {k: v for k, v in found.items() if found.get(v) != k}


def _join_long(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """党代会 beside 省第十一次党代会, 奖惩办法 beside 《…奖惩办法》: the nearest longer name before it,
    else after."""
    found: dict[str, str] = {}
    seeds = reader.reading.seeds
    events = dict.fromkeys(reader.known[m.id] or "" for m in groups.get("Event", ()))
    for key in events:  # 省妇女代表大会 beside 省第十三次妇女代表大会
        seed = seeds.get(key)
        if seed is not None and not names.has_ordinal(seed.core):
            numbered = [
                k
                for k in events
                if k != key
                and seeds[k].owner == seed.owner
                and names.without_ordinal(seeds[k].core) == seed.core
            ]
            if len(numbered) == 1:
                found[key] = numbered[0]
    for type_ in ("Event", "Document"):
        members = groups.get(type_, [])
        written = [(names.meeting(reader._name(m)), m) for m in members]
        for short, mention in written:
            key = reader.known[mention.id] or ""
            if mention.level or mention.qualifier or key in found or len(short) < 3:
                continue
            longer = [
                (n, m)
                for n, m in written
                if len(n) > len(short) and n.endswith(short) and reader.known[m.id] != key
            ]
            if not longer:
                continue
            before = [m for _, m in longer if m.start < mention.start]
            target = reader.known[(before[-1] if before else longer[0][1]).id] or ""
            if _follow(found, target) != key:
                found[key] = target
    return found


def _join_misprints(reader: _Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """Names that differ in one misprinted character are one: the form printed more often, else the first."""
    found: dict[str, str] = {}
    for type_ in ("Initiative", "Event", "Document", "Enterprise"):
        written: dict[str, tuple[int, str]] = {}
        for mention in groups.get(type_, ()):
            name = names.meeting(reader._name(mention))
            if len(name) >= 8:
                count, key = written.get(name, (0, reader.known[mention.id] or ""))
                written[name] = (count + 1, key)
        by_length: dict[int, list[str]] = {}
        for name in written:
            by_length.setdefault(len(name), []).append(name)
        for same in by_length.values():
            for i, left in enumerate(same[:60]):
                for right in same[i + 1 : 60]:
                    if written[left][1] != written[right][1] and names.one_misprint_apart(left, right):
                        good, bad = (left, right) if written[left][0] >= written[right][0] else (right, left)
                        if _follow(found, written[good][1]) != written[bad][1]:
                            found[written[bad][1]] = written[good][1]
    return found


_CAMPAIGNS: dict[int, tuple[Lexicon, dict[str, tuple[str, str]]]] = {}


def _campaigns(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """The lexicon's campaigns by every name, head words stripped too."""
    known = _CAMPAIGNS.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        table: dict[str, tuple[str, str]] = {}
        for row in lexicon.campaigns.values():
            value = (row.full or row.name, row.kind)
            for name in (row.name, row.full):
                if name:
                    table.setdefault(names.plain(name), value)
                    table.setdefault(names.without_head(names.plain(name)), value)
        _CAMPAIGNS.clear()
        known = (lexicon, table)
        _CAMPAIGNS[id(lexicon)] = known
    return known[1]
