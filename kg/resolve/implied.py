"""What names themselves say: 区委 governs the district, 区委第三巡察组 is part of 区委."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Mention
from kg.resolve import alike, lying, names
from kg.resolve.areas import code_of, is_code
from kg.resolve.facts import Fact
from kg.resolve.keys import AREAS, BODIES, Keys
from kg.resolve.seeds import NATION, Reading, Seed

_SERVING = re.compile(
    r"(?:组织部|宣传部|统战部|政法委员会|社会工作部|社工部|党校|常务委员会)$|^(?:办公室|办公厅|办)$"
)
"""Departments of those that lead an area, which serve all of it as they do."""
_POST_OF_TOWN = re.compile(r"^(.{2,5}?)(?:派出所|司法所|税务所|财政所|(?:人民)?法庭|交警中队)$")


# How often what a name implies was right on the project's own annotated texts (docs/accuracy.md).
_UNNAMED = 0.85
"""Confidence where a name implies an area that the article never names (县政府 of which county?)."""
_LYING = 0.88
"""That a division lies in one that the article names too: the national table knows it, not the text."""
_WITHIN = 0.85
"""That a firm lies in the area whose name stands in its own."""
_SURE = {"jurisdiction": 0.96, "locatedIn": 0.96, "partOf": 0.88}
_LESS_SURE = {"Team": 0.8, "Site": 0.85, "Zone": 0.85, "Factory": 0.85, "Project": 0.7}
"""Of these kinds a name begins with another place than where they stand or what they serve more often."""


_PAPERS = ("日报", "晚报", "晨报", "时报", "商报", "周报", "农民报", "法治报", "青年报", "都市报")
"""Papers, which govern no area."""


def implied(reading: Reading, keys: Keys) -> Iterable[Fact]:
    """Yield what the names of an article say; ``keys`` are those of the whole corpus."""
    return _Names(reading, keys).facts()


class _Printed:
    """The mentions of one key in an article, in reading order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.plain = [m for m in mentions if not m.anaphor]
        self.ids = {m.id: m for m in reversed(mentions)}
        self.inner = {m.inside: m for m in reversed(mentions) if m.inside}

    def nearest(self, mention: Mention) -> Mention:
        """Return the mention that stands for the other end of what a name says: the one nested in it or that
        qualifies it, else the last before it, else the first."""
        near = [m for m in (self.inner.get(mention.id), self.ids.get(mention.qualifier or "")) if m]
        if near:
            return min(near, key=_place)
        return _last(self.plain, mention) or _last(self.mentions, mention) or self.mentions[0]


def _place(mention: Mention) -> tuple[int, int, str]:
    """Where a mention stands in reading order: outer ones before those nested in them."""
    return (mention.start, -mention.end, mention.id)


def _last(mentions: Sequence[Mention], before: Mention) -> Mention | None:
    """Return the last of the mentions that starts no later than ``before`` and is another one."""
    at = bisect_right(mentions, before.start, key=lambda m: m.start) - 1
    while at >= 0 and mentions[at].id == before.id:
        at -= 1
    return mentions[at] if at >= 0 else None


class _Names:
    """The names of one article at work.

    ``by_key`` holds the mentions of each key, ``nested`` those inside each mention, ``firms`` the companies
    by name, ``ending`` those by where their names end.
    """

    def __init__(self, reading: Reading, keys: Keys) -> None:
        self.reading = reading
        self.keys = keys
        self.mentions = {m.id: m for m in reading.extraction.mentions}
        self.ordered = sorted(self.mentions.values(), key=_place)
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.ordered:
            key = reading.keys.get(mention.id)
            if key is not None:
                found[keys.key(key)].append(mention)
        self.by_key = {k: _Printed(m) for k, m in found.items()}
        self.nested: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions.values():
            if mention.inside:
                self.nested[mention.inside].append(mention)
        self.firms = self._firms()
        self.ending: dict[int, Mention] = {}
        for mention in self.ordered:
            if mention.type == "Enterprise" and mention.text.endswith(("公司", "集团")):
                self.ending.setdefault(mention.end, mention)

    def facts(self) -> Iterable[Fact]:
        """Yield what each name says of its owner and place, then where the things named lie."""
        placed: dict[str, str] = {}
        for mention in self.ordered:
            raw = self.reading.keys.get(mention.id)
            if raw is None or mention.anaphor or mention.antecedent:
                continue
            key = self.keys.key(raw)
            implied = list(self._owner(mention, key))
            if mention.type == "Enterprise" and not any(p == "partOf" for p, _ in implied):
                parent = _parent_firm(names.plain(mention.name or mention.text), key, self.firms)
                parent = parent or self._firm_before(mention)
                implied += [("partOf", parent)] if parent else []
            inner = any(p == "partOf" for p, _ in implied)
            for predicate, target in implied:
                if target in ("", NATION) or not self.keys.fits(key, predicate, target):
                    continue
                if inner and predicate == "jurisdiction" and target not in self.by_key:
                    continue  # 县委组织部 of a county that the article never names
                if predicate == "locatedIn":
                    placed[key] = target
                other = self._nearest(mention, target)
                start, end = mention.sentence if mention.sentence != (0, 0) else (mention.start, mention.end)
                yield Fact(
                    key, predicate, target, mention.article_id, mention.source, start, end,
                    f"name:{predicate}",
                    mention.id, other.id if other else None,
                    confidence=self._confidence(key, predicate, named=other is not None),
                )  # fmt: skip
                if predicate == "partOf" and target not in self.by_key and self.keys.is_leading(target):
                    yield from self._governing(target, mention)
        yield from self._lying(placed)
        yield from self._stations()

    def _confidence(self, key: str, predicate: str, *, named: bool) -> float:
        """Return how sure it is what a name says; ``named``: the article names the other end too."""
        seed = self.keys.seeds.get(key)
        less = _LESS_SURE.get(seed.kind or "", 1.0) if seed is not None and predicate != "partOf" else 1.0
        return min(_SURE[predicate], less, 1.0 if named else _UNNAMED)

    def _nearest(self, mention: Mention, key: str) -> Mention | None:
        printed = self.by_key.get(key)
        return printed.nearest(mention) if printed else None

    def _governing(self, body: str, inner: Mention) -> Iterable[Fact]:
        """Yield the area of a government that the article only names in the name of its office (县政府办)."""
        area = self.keys.area_of(body)
        if area not in self.by_key or not self.keys.fits(body, "jurisdiction", area):
            return
        start, end = inner.sentence if inner.sentence != (0, 0) else (inner.start, inner.end)
        other = self._nearest(inner, area)
        yield Fact(
            body, "jurisdiction", area, inner.article_id, inner.source, start, end, "name:jurisdiction",
            None, other.id if other else None, confidence=_UNNAMED,
        )  # fmt: skip

    def _lying(self, placed: Mapping[str, str]) -> Iterable[Fact]:
        """Yield where what the article names lies, by the national table and by areas inside other names.

        The table knows where a town lies; that the article speaks of the county too makes it part of what it
        says. ``placed`` tells in what things lie whose own names say so.
        """
        printed: dict[str, _Printed] = {}
        for key, found in self.by_key.items():
            own = [m for m in found.mentions if not m.anaphor and not m.antecedent]
            if own:
                printed[key] = _Printed(own)
        areas = {k: shorts for k in printed if self.keys.type_of(k) in AREAS and (shorts := self._shorts(k))}
        for key, found in printed.items():
            inner, rule, sure = found.mentions[0], "context:locatedIn", _LYING
            outer = lying.around(key, printed, self.keys.gazetteer)
            if not outer and self._is_sited(key):
                outer, rule, sure = (
                    lying.by_name(names.plain(inner.name or ""), areas),
                    "name:locatedIn",
                    _WITHIN,
                )
                if key in placed and not _within(outer, placed[key]):
                    continue
            if not outer or not self.keys.fits(key, "locatedIn", outer):
                continue
            if rule == "name:locatedIn" and self.keys.type_of(key) == "Place" and not is_code(outer):
                continue
            other = printed[outer].nearest(inner)
            if len(code_of(outer)) == 4 and other.sentence != inner.sentence:
                continue  # in which prefecture a county lies hardly needs saying
            start, end = inner.sentence if inner.sentence != (0, 0) else (inner.start, inner.end)
            yield Fact(
                key, "locatedIn", outer, inner.article_id, inner.source, start, end, rule,
                inner.id, other.id, confidence=sure,
            )  # fmt: skip

    def _stations(self) -> Iterable[Fact]:
        """Yield that a town's police station is part of the one bureau that the article names."""
        seeds = self.keys.seeds
        stations = [k for k in self.by_key if k.endswith("|派出所") and is_code(seeds[k].owner)]
        bureau = alike.one_bureau({k: seeds[k] for k in self.by_key if k in seeds}) if stations else ""
        county = code_of(self.keys.area_of(bureau))[:6] if bureau else ""
        for key in stations if county else ():
            if not seeds[key].owner.startswith(county):
                continue
            inner = self.by_key[key].mentions[0]
            other = self._nearest(inner, bureau)
            start, end = inner.sentence if inner.sentence != (0, 0) else (inner.start, inner.end)
            yield Fact(
                key, "partOf", bureau, inner.article_id, inner.source, start, end, "context:partOf",
                inner.id, other.id if other else None, confidence=_UNNAMED,
            )  # fmt: skip

    def _is_sited(self, key: str) -> bool:
        """Is it a firm or an institution that stands in an area, or a zone or site of one?"""
        seed = self.keys.seeds.get(key)
        if seed is not None and seed.kind in ("Zone", "Site") and not is_code(key):
            return True
        if seed is None or seed.type not in BODIES:
            return False
        return seed.type == "Enterprise" or names.is_sited(seed.core)

    def _shorts(self, key: str) -> tuple[str, ...]:
        """Return the proper name of an area and those of the divisions above it, () where it has none."""
        if is_code(key):
            chain = [lying.proper(d.name) or d.name for d in self.keys.gazetteer.chain(key)]
            return (chain[-1], *chain[:-1]) if chain and len(key) >= 4 and len(chain[-1]) >= 2 else ()
        seed = self.keys.seeds.get(key)
        short = lying.proper(seed.core) if seed is not None else ""
        return (short,) if short else ()

    def _firms(self) -> dict[str, str]:
        """Return the names of companies in an article with their keys."""
        found: dict[str, str] = {}
        for mention in self.ordered:
            key = self.reading.keys.get(mention.id)
            name = names.plain(mention.name or mention.text)
            if mention.type == "Enterprise" and key is not None and name.endswith(("公司", "集团", "厂")):
                found.setdefault(name, self.keys.key(key))
        return found

    def _town_of(self, core: str, owner: str) -> str:
        """Return the township in its bureau's county whose name a station bears (香粉派出所)."""
        match = _POST_OF_TOWN.match(core)
        county = code_of(self.keys.area_of(owner))[:6]
        found = self.keys.gazetteer.named(match[1], county, 4) if match and len(county) == 6 else ()
        if len(found) != 1:
            return ""
        key = found[0].code
        self.keys.seeds.setdefault(key, Seed("Place", "", "", "Township"))
        return key

    def _is_committee(self, key: str) -> bool:
        seed = self.keys.seeds.get(key)
        return seed is not None and seed.type == "Agency" and seed.core == "委员会"

    def _firm_before(self, mention: Mention) -> str:
        """Return the company named right before a project, shop or branch (建业地产集团|周口世和府项目)."""
        other = self.ending.get(mention.start)
        return self.keys.key(self.reading.keys[other.id]) if other and other.id in self.reading.keys else ""

    def _owner(self, mention: Mention, key: str) -> Iterable[tuple[str, str]]:
        """Yield what the name of a mention says: relations with the keys of their other ends."""
        seed = self.keys.seeds.get(key)
        if seed is None:
            return
        if seed.type in AREAS:
            yield from self._around(mention, key)
        elif seed.type in BODIES and seed.owner not in ("", NATION) and not seed.owner.startswith(("@", "?")):
            owner = self.keys.key(seed.owner)
            above = self.reading.keys.get(mention.qualifier or "", "")
            if (
                above != seed.owner
                and above in self.keys.seeds
                and self.keys.seeds[above].core == names.TAXES
            ):
                yield "partOf", self.keys.key(above)
            if self.keys.type_of(owner) in BODIES:
                yield from self._inner(mention, seed, owner)
            elif self._stands_in(seed, owner):
                yield "locatedIn", owner
            elif self._is_built(seed, owner) or seed.core.endswith(_PAPERS):
                return
            else:
                yield "jurisdiction", owner

    def _around(self, mention: Mention, key: str) -> Iterable[tuple[str, str]]:
        """Yield in what an area lies that its name or the words before it tell (柳河乡|后营村)."""
        other = self.mentions.get(mention.qualifier or "")
        qualifier = self.reading.keys.get(other.id) if other and _adjoins(other, mention) else None
        around = self.keys.area_of(self.keys.key(qualifier)) if qualifier else ""
        if not around and mention.level and key.startswith(("zone:", "Place:")):
            word = self.reading.setting.level(mention.level)
            around = word if is_code(word) else ""
        if around and not _within(around, key):
            yield "locatedIn", around

    def _stands_in(self, seed: Seed, owner: str) -> bool:
        """Does a body stand in the area that owns it, and not govern it (firm, hospital, school)?"""
        centre = self.keys.type_of(owner) == "Community" and seed.core.endswith("党群服务中心")
        return seed.type == "Enterprise" or names.is_sited(seed.core) or centre

    def _is_built(self, seed: Seed, owner: str) -> bool:
        """Is the area that owns a body a road that it builds, and does not govern (某公路|领导小组)?"""
        road = self.keys.seeds.get(owner)
        return road is not None and road.kind == "Road" and seed.core.endswith(("领导小组", "指挥部", "专班"))

    def _inner(self, mention: Mention, seed: Seed, owner: str) -> Iterable[tuple[str, str]]:
        """Yield what the name of a body inside another one says, and what it serves."""
        if self._owner_unnamed(mention, seed, owner):
            yield "jurisdiction", self.keys.area_of(owner)  # 镇党校: of which town it is, not of whom
            return
        yield "partOf", owner
        if _SERVING.search(seed.core) and self.keys.is_leading(owner):
            yield "jurisdiction", self.keys.area_of(owner)
        nested = [
            (inner, self.keys.key(found))
            for inner in self.nested.get(mention.id, ())
            if (found := self.reading.keys.get(inner.id))
        ]
        if seed.type == "Enterprise":
            places = {k for inner, k in nested if inner.type == "Place"}
            if len(places) == 1:
                yield "locatedIn", places.pop()
        elif _POST_OF_TOWN.match(seed.core):
            town = self._town_of(seed.core, owner)
            if town:
                yield "jurisdiction", town
        elif seed.core.startswith("驻"):  # a team posted to a village
            yield from (("jurisdiction", k) for inner, k in nested if inner.type == "Community")
        elif seed.core.endswith(("局", "派出所", "支队", "大队", "所", "院", "法庭")):
            for inner, k in nested:
                if inner.type in AREAS and inner.start > mention.start and k != self.keys.area_of(owner):
                    yield "jurisdiction", k

    def _owner_unnamed(self, mention: Mention, seed: Seed, owner: str) -> bool:
        """Is the body that owns this one only known from its kind (镇党校 of which committee)?"""
        told = self.reading.keys.get(mention.qualifier or "")
        if told and self.keys.key(told) == owner:
            return False
        return (self._is_committee(owner) and "委" not in mention.text) or (
            seed.core == "办公室"
            and self.keys.seeds[owner].core.endswith(names.GROUPS)
            and not any(group in mention.text for group in names.GROUPS)
        )


def _adjoins(other: Mention, mention: Mention) -> bool:
    """Return whether a qualifier stands in a name or right before it: elsewhere it says nothing of where."""
    return mention.start <= other.start < mention.end or 0 <= mention.start - other.end <= 3


def _parent_firm(name: str, key: str, firms: Mapping[str, str]) -> str:
    """Return the company that a firm's name begins with, or a shop's shares the beginning of its name
    with."""
    whole = [k for n, k in firms.items() if k != key and len(n) < len(name) and name.startswith(n)]
    if len(set(whole)) == 1:
        return whole[0]
    if name.endswith(("店", "分公司", "分店", "分厂", "项目", "门店")):
        alike = {k for n, k in firms.items() if k != key and n[:3] == name[:3]}
        return next(iter(alike)) if len(alike) == 1 else ""
    return ""


def _within(outer: str, inner: str) -> bool:
    """Return whether ``outer`` is itself inside ``inner``, or the same (containment must not turn round)."""
    return outer == inner or (is_code(outer) and is_code(inner) and outer.startswith(inner))
