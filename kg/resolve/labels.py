"""Ids and names of entities from their keys and from what was printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from kg import ids
from kg.lexicon import names as naming
from kg.resolve import names
from kg.resolve.areas import MUNICIPALITIES, Divisions, is_code, is_zone_word
from kg.resolve.seeds import NATION, Seed

_ADMIN = re.compile(r"(省|自治区|市|州|盟|地区|县|区|旗|镇|乡|苏木|街道|社区|村|嘎查)$")
_LEVEL_WORDS = ("市", "区", "县", "省", "州", "旗", "盟", "镇", "乡", "街道", "社区", "村")


def short_area(name: str, level: int) -> str:
    """Return a division's name as a newspaper has it: 黄南州 for 黄南藏族自治州, 河南县 for
    河南蒙古族自治县."""
    if level in (2, 3) and "自治" in name:
        forms = naming.forms(name, level)
        return min((f for f in forms if len(f) >= 3), key=lambda f: (len(f), f), default=name)
    return name


class Labels:
    """Names of keys. ``seeds`` are those of the whole corpus, ``shown`` the names chosen for areas.

    ``counties`` are the areas whose bodies the corpus calls those of a 县.
    """

    def __init__(self, seeds: Mapping[str, Seed], gazetteer: Divisions) -> None:
        self.seeds = seeds
        self.gazetteer = gazetteer
        self.shown: dict[str, str] = {}
        self.counties: frozenset[str] = frozenset()
        self._paths: dict[str, str] = {}

    def own(self, key: str) -> str:
        """Return an area's or body's own short name: 文峰区, 城乡一体化示范区, 文峰区委."""
        if key in self.shown:
            return self.shown[key]
        if is_code(key):
            division = self.gazetteer.get(key)
            return short_area(division.common, division.level) if division else key
        seed = self.seeds.get(key)
        if seed is None:
            return ""
        if seed.type in ("Agency", "Enterprise") and seed.owner:
            return self.body(key)
        return seed.core

    def body(self, key: str) -> str:
        """Return a body's short name qualified by its own area or body: 文峰区委, 文峰区委第三巡察组."""
        seed = self.seeds[key]
        owner = seed.owner
        if owner.startswith("?") and not owner.startswith("?@"):
            return owner[1:].split("@", 1)[0] + names.body_short(seed.core, "", 3)
        if owner.startswith(("@", "?")) or owner in ("", NATION):
            return names.body_short(seed.core, "", 5) if seed.type == "Agency" else seed.core
        if seed.type != "Agency":
            return self.own(owner) + seed.core
        return names.body_short(seed.core, self.own(owner), self.level(owner))

    def level(self, key: str) -> int:
        """Return the level of an area's key, 3 for a zone, 5 for what is smaller than a township."""
        if is_code(key):
            return {2: 1, 4: 2, 6: 3, 9: 4}.get(len(key), 5)
        return 3 if key.startswith("zone:") else 5

    def path(self, key: str) -> str:
        """Return a name qualified from the prefecture down: 安阳市文峰区, 周口市城乡一体化示范区."""
        known = self._paths.get(key)
        if known is None:
            self._paths[key] = ""  # a place said to lie in itself (page damage) must not go round for ever
            known = self._path(key)
            self._paths[key] = known
        return known

    def _path(self, key: str) -> str:
        if key in ("", NATION):
            return ""
        if is_code(key):
            full = self.gazetteer.full_name(key)
            province = self.gazetteer.full_name(key[:2])
            if len(key) > 2 and key[:2] not in MUNICIPALITIES and full.startswith(province):
                return full[len(province) :] or full
            return full
        seed = self.seeds.get(key)
        if seed is None:
            return ""
        owner = "" if seed.owner.startswith(("@", "?")) else seed.owner
        if seed.type == "Agency":
            return names.body_short(seed.core, self.path(owner), self.level(owner))
        return self.path(owner) + seed.core

    def full(self, key: str) -> str | None:
        """Return the official name in full, None where the place is not known."""
        if is_code(key):
            return self.gazetteer.full_name(key) or None
        seed = self.seeds[key]
        if seed.owner.startswith(("@", "?")) or not seed.owner:
            return None
        if seed.type == "Place" and key.startswith("zone:"):
            return (self.gazetteer.full_name(seed.owner) or "") + seed.core or None
        if seed.type in ("Place", "Community"):
            around = self.full(seed.owner) if seed.owner in self.seeds or is_code(seed.owner) else None
            return around + seed.core if around else None
        if seed.type == "Agency":
            if seed.owner == NATION:
                return None
            if self.seeds.get(seed.owner, Seed("Place")).type in ("Agency", "Enterprise"):
                above = self.full(seed.owner)
                return above + names.body_full(seed.core, "") if above else None
            if names.is_sited(seed.core):
                return None
            return names.body_full(seed.core, self.path(seed.owner))
        return None

    def discriminators(self, key: str) -> tuple[str, ...]:
        """Return the parts of an id that say where a thing belongs."""
        if key in ("", NATION):
            return ()
        if is_code(key):
            return (key,)
        if key.startswith("zone:"):
            name, _, above = key[5:].rpartition("@")
            return (name, above)
        if key.startswith("@"):
            return self.discriminators(key[1:])
        if key.startswith("article/"):
            return (ids.digest(key),)
        if key.startswith("?"):
            return (ids.digest(key.split("@", 1)[1]),)
        seed = self.seeds.get(key)
        if seed is None:
            return (ids.digest(key),)
        if seed.type in ("Agency", "Enterprise"):
            return (
                (self.path(key),)
                if not seed.owner.startswith(("@", "?"))
                else (seed.core, *self.discriminators(seed.owner))
            )
        return (seed.core, *self.discriminators(seed.owner))

    def _root(self, key: str) -> str:
        """Return the owner at the end of a chain of bodies: an area, or a mark of none."""
        for _ in range(8):
            seed = self.seeds.get(key)
            if seed is None or seed.type not in ("Agency", "Enterprise"):
                break
            key = seed.owner
        return key

    def identity(self, key: str) -> str:
        """Return the id of what a key stands for; people get theirs from :func:`person`."""
        if is_code(key):
            return ids.entity("Community" if len(key) == 12 else "Place", key)
        if key == NATION:
            return ids.entity("Place", "中国")
        seed = self.seeds[key]
        if key.startswith("zone:"):
            return ids.entity("Place", seed.core, *self.discriminators(seed.owner))
        if seed.type in ("Agency", "Enterprise"):
            root = self._root(key)
            if root.startswith(("@", "?")):
                return ids.entity(seed.type, self.body(key), *self.discriminators(root))
            return ids.entity(seed.type, self.path(key))
        local = key.endswith(f"@{seed.owner}") or bool(seed.owner)
        where = seed.owner if local else key.rpartition("@")[2] if "@" in key else ""
        core = key.split(":", 1)[1]
        edition: tuple[str, ...] = ()
        if seed.type == "Event":
            core, _, year = core.rpartition("|")[2].partition("#")
            edition = (year if year.isdigit() else ids.digest(year),) if year else ()
        else:
            core = core.rpartition("|")[2] if seed.type == "Document" else seed.core
        if seed.type == "Initiative":
            core = key.split(":", 1)[1].split("@", 1)[0]
        return ids.entity(seed.type, core, *self.discriminators(where), *edition)


def best_name(type_: str, key: str, printed: Counter[str], labels: Labels) -> str:
    """Return the best printed name of an entity, or the one that grammar makes where none says enough."""
    order = sorted(printed, key=lambda n: (-printed[n], -len(n), n))
    if is_code(key):
        own = labels.own(key)
        zones = [n for n in order if is_zone_word(n) and len(n) <= len(own)] if is_zone_word(own) else []
        if zones:
            return zones[0]  # 济宁高新区 for 济宁高新技术产业开发区
        if own in printed or not order:
            return own
        former = labels.gazetteer.former(key)
        if former and (former[0] in printed or (former[0][-1] == "县" and key in labels.counties)):
            return former[0]  # 子长县 of the years before it was 子长市
        division = labels.gazetteer.get(key)
        forms = naming.forms(division.name, division.level) if division and division.level > 1 else ()
        good = [n for n in order if n in forms and len(n) <= len(own)]
        if not good and division and any(n.endswith(division.name) for n in order):
            return division.name  # printed in an address only: 湖南省城步苗族自治县
        return good[0] if good else own
    if key == NATION:
        return "中国"
    if key.startswith("zone:"):
        own = labels.seeds[key].core
        long = [n for n in order if n[0] not in "省市县区州" and n.endswith("开发区")]
        return max(long, key=lambda n: (len(n), n)) if long and own.endswith(("高新区", "经开区")) else own
    if type_ == "Agency":
        return _agency_name(key, order, labels)
    if not order:
        return labels.own(key)
    if type_ in ("Place", "Community"):
        return labels.own(key)
    if type_ in ("Event", "Document", "Enterprise"):
        return max(order, key=lambda n: (len(names.plain(n)), printed[n], n))
    return order[0]


def _agency_name(key: str, order: list[str], labels: Labels) -> str:
    seed = labels.seeds[key]
    made = labels.body(key)
    division = labels.gazetteer.get(seed.owner) if is_code(seed.owner) else None
    if seed.core == "人民政府" and labels.own(seed.owner) in labels.gazetteer.former(seed.owner):
        return made
    if seed.core == "人民政府" and division is not None:
        return division.common + seed.core  # 恭城瑶族自治县人民政府: a government under its full name
    owner = labels.own(seed.owner) if not seed.owner.startswith(("@", "?")) else ""
    if owner:
        starts = (owner, owner[:-1] if len(owner) > 2 else owner)
        qualified = [n for n in order if n.startswith(starts) and len(n) <= len(made) + 4]
        if made in qualified or not order:
            return made
        if qualified:
            return qualified[0]
        first = order[0]
        word = next((w for w in _LEVEL_WORDS if first.startswith(w) and owner.endswith(w)), "")
        return owner + first[len(word) :] if word else made if not seed.owner.startswith("zone:") else first
    return max(order, key=lambda n: (len(n), n)) if order else made
