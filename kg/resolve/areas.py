"""Areas as resolution sees them: what 区, 市 and 县 mean under an article's place, and keys for areas.

An area's key is its division code (``410502``), or ``zone:NAME@CODE`` for a functional zone without a
code, or ``Type:NAME@KEY`` for a place or community that the gazetteer does not know, KEY being the area
around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from kg.model import ArticlePlace

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_VIRTUAL = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖村级区划")
_ZONE_WORD = re.compile(
    r"(示范区|高新区|经开区|开发区|新区|园区|实验区|管理区|度假区|保税区|功能区|先行区|景区|自贸区|港区)$"
)
# Long and short names of a zone, of which an area has one: 经济技术开发区, 经开区.
_ZONE_FORMS = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
)
_CODE = re.compile(r"\d{2,12}$")


class DivisionLike(Protocol):
    """What resolution reads of a division."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def common(self) -> str: ...


class ZoneLike(Protocol):
    """What resolution reads of a functional zone without a code."""

    @property
    def name(self) -> str: ...
    @property
    def above(self) -> str: ...


class Divisions(Protocol):
    """The part of the gazetteer that resolution uses; :class:`kg.lexicon.gazetteer.Gazetteer` fulfils it."""

    def __hash__(self) -> int: ...
    def get(self, code: str) -> DivisionLike | None: ...
    def named(self, name: str, within: str = "", level: int | None = None) -> Sequence[DivisionLike]: ...
    def chain(self, code: str) -> Sequence[DivisionLike]: ...
    def full_name(self, code: str) -> str: ...
    def zone(self, name: str, within: str = "") -> ZoneLike | None: ...
    def former(self, code: str) -> Sequence[str]: ...


def is_code(key: str | None) -> bool:
    """Return whether an area's key is a division code."""
    return bool(key) and _CODE.match(key or "") is not None


def is_zone_word(text: str) -> bool:
    """Return whether ``text`` ends like the name of a functional zone."""
    return _ZONE_WORD.search(text) is not None


def is_virtual(name: str) -> bool:
    """Return whether a row of the table is no place that anybody names (市辖区, 省直辖县级行政区划)."""
    return name in _VIRTUAL or name.endswith("直辖村级区划")


def code_of(key: str) -> str:
    """Return the division code that an area's key is or stands in, "" where there is none."""
    if is_code(key):
        return key
    tail = key.rsplit("@", 1)[-1]
    return tail if is_code(tail) else ""


def compatible(left: str, right: str) -> bool:
    """Return whether one of two codes lies within the other (an unknown place lies anywhere)."""
    return left.startswith(right) or right.startswith(left)


def is_listed_zone(code: str, gazetteer: Divisions) -> bool:
    """Return whether a code is that of a functional zone, whose streets the table may list elsewhere."""
    division = gazetteer.get(code) if len(code) == 6 else None
    return division is not None and is_zone_word(division.name)


def zone_key(name: str, above: str, gazetteer: Divisions) -> str:
    """Return the key of a functional zone called ``name`` in or under the area ``above``.

    A zone of the national table (安阳高新技术产业开发区) is its code, one of the table of zones has that
    table's name, any other the printed name without the names and level words of the areas above it.
    """
    prefecture = above[:4]
    if len(prefecture) == 4:
        listed = gazetteer.zone(name, above)
        if listed is not None:
            return f"zone:{bare_zone(listed.name, listed.above, gazetteer)}@{listed.above}"
        if is_zone_word(name):
            found = [
                d for d in gazetteer.named(name, prefecture, 3) if d.name != name or is_zone_word(d.name)
            ]
            if len(found) == 1:
                return found[0].code
    return f"zone:{bare_zone(name, above, gazetteer)}@{prefecture or '?'}"


def bare_zone(name: str, above: str, gazetteer: Divisions) -> str:
    """Return a zone's name without the areas above it: 城乡一体化示范区 for 周口市城乡一体化示范区."""
    words = [d.name for d in gazetteer.chain(above)]
    words += [w[:-1] for w in words if len(w) > 2]
    for _ in range(2):
        for word in words:
            if name.startswith(word) and len(name) - len(word) >= 3:
                name = name[len(word) :]
    if len(name) > 4 and name[0] in "省市县区":
        name = name[1:]
    for long, short in _ZONE_FORMS:
        if name.endswith(long):
            return name[: -len(long)] + short
    return name


class Setting:
    """What level words mean in one article: 区委 in 文峰区 is not 区委 in 北关区.

    ``area`` is the code of the article's place, ``zone`` the key of its functional zone ("" for none).
    """

    __slots__ = ("_gazetteer", "area", "zone", "zone_name")

    def __init__(self, place: ArticlePlace, gazetteer: Divisions) -> None:
        self._gazetteer = gazetteer
        self.area = place.area
        self.zone_name = place.zone
        self.zone = zone_key(place.zone, place.area, gazetteer) if place.zone else ""
        if not self.zone and is_listed_zone(place.area, gazetteer):
            division = gazetteer.get(place.area)
            self.zone, self.zone_name = place.area, division.name if division else ""

    @property
    def home(self) -> str:
        """The key of the area that the article is about, "" where unknown."""
        return self.zone or self.area

    @property
    def county(self) -> str:
        """The code of the county (or, above counties, of the area) around the article's place."""
        return self.area[:6]

    @property
    def prefecture(self) -> str:
        """The code of the prefecture around the article's place; a municipality's districts share
        its code."""
        return self.area[:2] if self.area[:2] in MUNICIPALITIES else self.area[:4]

    def level(self, word: str) -> str:
        """Return the key of the area that a level word means here, "" where the place does not tell."""
        if not word:
            return ""
        if word in ("国家", "全国", "中央", "国"):
            return "nation"
        if len(word) > 1 and is_zone_word(word):
            return self._zone(word)
        if word in ("区", "园区", "新区") and self.zone:
            return self.zone
        return _level(word[-1:] if len(word) < 3 else word, self.area, self._gazetteer)

    def _zone(self, word: str) -> str:
        if self.zone and (self.zone_name.endswith(word) or word.endswith(self.zone_name)):
            return self.zone
        return zone_key(word, self.area, self._gazetteer) if self.area else ""


_WORD_LEVELS = {
    "省": (1,), "市": (3, 2, 1), "州": (2,), "盟": (2,), "地": (2,), "地区": (2,),
    "县": (3,), "旗": (3,), "区": (3,),
    "镇": (4,), "乡": (4,), "街道": (4,), "道": (4,), "苏木": (4,), "社区": (5,), "村": (5,), "嘎查": (5,),
}  # fmt: skip


@lru_cache(maxsize=65536)
def _level(word: str, area: str, gazetteer: Divisions) -> str:
    """A county-level city's 市 is itself, a district's the prefecture; a municipality is its own 市."""
    chain = {d.level: d for d in gazetteer.chain(area)}
    if word in ("自治区",):
        return area[:2] if area and chain[1].name.endswith("自治区") else ""
    for level in _WORD_LEVELS.get(word, ()):
        division = chain.get(level)
        if division is None or is_virtual(division.name):
            continue
        if word == "省":
            return division.code if division.code not in MUNICIPALITIES else ""
        if level == 5 or division.name.endswith(word) or (word == "道" and division.name.endswith("街道")):
            return division.code
        if word in ("州", "盟", "地") and level == 2 and division.name.endswith(("州", "盟", "地区")):
            return division.code
    county = chain.get(3)
    if word == "县" and county is not None and any(n.endswith("县") for n in gazetteer.former(county.code)):
        return county.code  # 县委 of what was 子长县 and is 子长市 now
    if word == "区" and 1 in chain and 3 not in chain and 2 not in chain:
        return area if chain[1].name.endswith("自治区") else ""
    return ""
