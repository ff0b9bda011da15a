"""The work on one article: every mention gets the key of what it names, places first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.lexicon import names as naming
from kg.lexicon.tables import Lexicon
from kg.model import Implied, Mention
from kg.resolve import deeds, names
from kg.resolve.areas import (
    DivisionLike,
    Divisions,
    code_of,
    is_code,
    is_listed_zone,
    is_virtual,
    is_zone_word,
    zone_key,
)
from kg.resolve.joining import follow, join
from kg.resolve.persons import Persons
from kg.resolve.seeds import NATION, OFFICE_NAME, PARTS, Doubt, Reading, Seed

_COUNTRY = frozenset({"中国", "我国", "祖国", "全国", "中华人民共和国"})
_KIND_LEVEL = {"Province": 1, "Prefecture": 2, "County": 3, "Township": 4}
_LEVEL_KIND = {1: "Province", 2: "Prefecture", 3: "County", 4: "Township"}
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_ADMIN = re.compile(r"(省|自治区|市|州|盟|地区|县|区|旗|镇|乡|苏木|街道)$")
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


_OWN_COMMITTEE = re.compile(r"^(第?[一二三四五六七八九十]+届)?委员会$")


_JUST_BEFORE = 3
"""Characters between two sentences that follow one another."""


class Reader:
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
        self.persons = Persons(self)
        self.qualified: dict[str, list[Mention]] | None = None
        self.ending: dict[int, Mention] | None = None
        self.places: dict[str, None] = {}
        self.towns = set(zone_towns.get(self.setting.zone, ()))
        self.zone_names = sorted(
            {self.name(m) for m in self.ordered if m.type == "Place" and m.kind == "Zone"}
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
        renamed = join(self)
        self.reading.targets = [follow(renamed, t) if t else None for t in targets]
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
        own = {
            "Place": self._place,
            "Community": self._community,
            "Agency": self._body,
            "Enterprise": self._body,
            "Person": self.persons.key,
        }
        if mention.type in own:
            return own[mention.type](mention)
        make = deeds.MAKERS.get(mention.type)
        return make(self, mention) if make else self._other(mention)

    def name(self, mention: Mention) -> str:
        """Return the name of a mention, words that the page misprints mended."""
        return names.mended(mention.name or mention.text, self.lexicon)

    def seed(self, key: str, type_: str, owner: str = "", core: str = "", kind: str | None = None) -> str:
        """Tell what a key stands for, unless that is known; return the key."""
        if key not in self.reading.seeds:
            self.reading.seeds[key] = Seed(type_, owner, core, kind)
        return key

    def qualifier(self, mention: Mention) -> str:
        """Return the key of what qualifies a mention, "" for nothing."""
        other = self.mentions.get(mention.qualifier or "")
        return (self.key(other) or "") if other is not None else ""

    def _anaphor(self, mention: Mention) -> str | None:
        word = _ANAPHOR_LEVEL.search(names.plain(self.name(mention)))
        area = self.setting.level(word[1]) if word else ""
        if not area or area == NATION:
            return None
        return self._area(area)

    def _area(self, key: str, kind: str | None = None) -> str:
        """Make the seed of an area's key."""
        if is_code(key):
            level = {2: 1, 4: 2, 6: 3, 9: 4}.get(len(key))
            if level is None:
                return self.seed(key, "Community", key[:9], "", kind)
            return self.seed(key, "Place", "", "", kind or _LEVEL_KIND[level])
        if key.startswith("zone:"):
            name, _, above = key[5:].rpartition("@")
            return self.seed(key, "Place", above, name, "Zone")
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
        for name in sorted({self.name(m) for m in self.ordered if m.type in ("Place", "Community")}):
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
            for name in {names.plain(self.name(m)) for m in self.ordered if m.type == "Place"}
            if name[-1] in levels
            for d in self.gazetteer.named(name, "", 3)
        }
        return found.pop() if len(found) == 1 else ""

    def _place(self, mention: Mention) -> str | None:
        name = names.plain(self.name(mention))
        if name in _COUNTRY:
            return self.seed(NATION, "Place", "", "中国", "Country")
        stem = _BRACKET.sub("", name)
        if stem != name and len(stem) >= 2:
            name = stem
        if mention.kind == "Country":
            return self.seed(f"Place:{name}@", "Place", "", name, "Country")
        qualifier = self.qualifier(mention)
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
        before = names.plain(self.name(other)) if other else ""
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
            other = next(m for m in self.ordered if m.type == "Place" and self.name(m) == longer[0])
            found = self.key(other)
            if found:
                return found
        above = code_of(self.area_of(qualifier)) or code_of(setting.level(mention.level)) or setting.area
        if not above:
            return self.local("Place", name, "Zone")
        key = zone_key(tail, above, self.gazetteer)
        return self._area(key, "Zone") if not is_code(key) else self.seed(key, "Place", "", "", "Zone")

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
            if self._tail(other, names.plain(self.name(other))) == name:
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
            return self.local(mention.type, name, mention.kind)
        return self.seed(f"{mention.type}:{name}@{around}", mention.type, around, name, mention.kind)

    def local(self, type_: str, name: str, kind: str | None) -> str:
        """Return a key that means nothing outside the article."""
        return self.seed(f"{type_}:{name}@{self.article.id}", type_, "", name, kind)

    def _community(self, mention: Mention) -> str:
        name = names.plain(self.name(mention))
        qualifier = self.qualifier(mention)
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
            spoken = {self.name(m) for m in self.ordered if m.type == "Community" and m.id != mention.id}
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
                    tail = self._tail(other, names.plain(self.name(other)))
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
        name = names.plain(self.name(mention))
        office = OFFICE_NAME.match(name)
        town = self._town(office[1]) if office else ""
        division = self.gazetteer.get(town) if town else None
        if division is not None and (name[-4:-3] in "镇乡" or not division.name.endswith(("镇", "乡"))):
            return self.body("Agency", "SubdistrictOffice", "办事处", self._area(division.code))
        core = self._own_core(mention, name)
        qualifier = self.qualifier(mention)
        torn = _TORN.match(core) or (None if qualifier else _TORN.match(name))
        if torn and self.setting.level(torn[1]):
            return self.body(mention.type, mention.kind, torn[2], self.by_level(torn[1]))
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
            owner = self._coordinated(mention) or self.by_level(mention.level)
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
            before = names.plain(self.name(inner))
            if inner.type == "Place" and inner.id != mention.qualifier and rest.endswith(before + core):
                area = self.key(inner)
                if area is not None:
                    seed = self.reading.seeds.get(area)
                    division = self.gazetteer.get(area) if is_code(area) else None
                    return (division.common if division else seed.core if seed else before) + core
        if rest != name and rest.endswith(core) and core in PARTS and len(rest) > len(core):
            return rest
        return core

    def _rest(self, mention: Mention, name: str) -> str:
        other = self.mentions.get(mention.qualifier or "")
        for before in (names.plain(self.name(other)) if other else "", mention.level):
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

    def by_level(self, word: str) -> str:
        """Return the key of the area that a bare level word means here, one of the article's own if none."""
        area = self.setting.level(word) or self._only_area(word)
        if area == NATION:
            return NATION
        return self._area(area) if area else f"?{word}@{self.article.id}"

    def _just_named(self, mention: Mention) -> str:
        """在文峰区，…。随后，|区政府|…: the district that alone was named just before, in a city's report."""
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
        return self.seed(f"{type_}:{owner}|{one}", type_, owner, one, kind)

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

    def _other(self, mention: Mention) -> str:
        return self.local(mention.type, names.plain(self.name(mention)), mention.kind)
