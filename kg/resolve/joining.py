"""Short forms inside an article joined with the one longer name that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Mention
from kg.resolve import alike, names
from kg.resolve.areas import is_code
from kg.resolve.seeds import NATION, PARTS, Seed

if TYPE_CHECKING:
    from kg.resolve.reader import Reader


def join(reader: Reader) -> dict[str, str]:
    """Join short forms with the one longer name of the article that they stand for."""
    groups: dict[str, list[Mention]] = {}
    for mention in reader.ordered:
        if not mention.anaphor and reader.known.get(mention.id):
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
        renamed.update(joiner(reader, groups))
    if renamed:
        for identity, key in reader.known.items():
            if key in renamed:
                reader.known[identity] = follow(renamed, key)
        for seed in reader.reading.seeds.values():
            if seed.owner in renamed:
                seed.owner = follow(renamed, seed.owner)
    return renamed


def follow(renamed: Mapping[str, str], key: str) -> str:
    """Return the key that a key leads to in the end."""
    seen = {key}
    while key in renamed and renamed[key] not in seen:
        key = renamed[key]
        seen.add(key)
    return key


_ESTATE = re.compile(r"(小区|居民区|社区|公寓|家园)$")


def _join_places(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
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


def _join_bodies(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
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
    reader: Reader, groups: Mapping[str, list[Mention]], offices: Mapping[str, Seed]
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
_COUNTED_TEAM = re.compile(r"^第[一二三四五六七八九十\d]+")


def _join_stations(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """某镇派出所 beside 某市公安局某镇派出所: the one body whose longer name ends in the shorter one."""
    written: dict[str, str] = {}
    for mention in groups.get("Agency", ()):
        if not mention.level:
            written.setdefault(names.plain(reader.name(mention)), reader.known[mention.id] or "")
    found: dict[str, str] = {}
    for short, key in written.items():
        if (
            len(short) < 4
            or not short.endswith(tuple(PARTS))
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


def _is_within(reader: Reader, key: str) -> bool:
    """Return whether a key is that of a body, so that what it owns is an inner body."""
    seed = reader.reading.seeds.get(key)
    return seed is not None and seed.type in ("Agency", "Enterprise")


_FIRM = re.compile(r"(公司|集团|厂|合作社)$")


def _join_enterprises(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """俏码头 beside 俏码头餐饮服务有限公司; 蚝味道 beside 俏码头餐饮服务有限公司蚝味道."""
    found: dict[str, str] = {}
    written: dict[str, str] = {}
    for mention in groups.get("Enterprise", ()):
        written.setdefault(names.plain(reader.name(mention)), reader.known[mention.id] or "")
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


def _join_drives(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """“三川利剑” beside “三川利剑”集中会战, 征兵宣传 beside 2024年春季征兵宣传工作."""
    written: dict[str, str] = {}
    for mention in groups.get("Initiative", ()):
        written.setdefault(reader.name(mention), reader.known[mention.id] or "")
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


def _join_awards(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """某省最美社区 beside 2022年某省最美社区, 全国文明村镇 beside 第七届全国文明村镇: the award with its year
    or edition is the one without."""
    by_stem: dict[str, list[str]] = {}
    for mention in groups.get("Honour", ()):
        name, key = reader.name(mention), reader.known[mention.id] or ""
        keys = by_stem.setdefault(names.drive(_EDITION.sub("", name)).stem, [])
        if key not in keys:
            keys.append(key)
    return {keys[0]: keys[1] for keys in by_stem.values() if len(keys) == 2}


_EDITION = re.compile(r"^(?:第[一二三四五六七八九十\d]+|首)届")


def _one_chain(keys: list[str], order: list[str], written: Mapping[str, str]) -> bool:
    wanted = [n for n in order if written[n] in keys]
    return all(names.same_drive(a, b) for a, b in pairwise(wanted))


def _join_meetings(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """调度会 of the headline is the one the text names in more words: “村超”(联赛)筹备工作调度会."""
    written: dict[str, list[Mention]] = {}
    for mention in groups.get("Event", ()):
        written.setdefault(names.meeting(reader.name(mention)), []).append(mention)
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


def _join_long(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
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
        written = [(names.meeting(reader.name(m)), m) for m in members]
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
            if follow(found, target) != key:
                found[key] = target
    return found


def _join_misprints(reader: Reader, groups: Mapping[str, list[Mention]]) -> dict[str, str]:
    """Names that differ in one misprinted character are one: the form printed more often, else the first."""
    found: dict[str, str] = {}
    for type_ in ("Initiative", "Event", "Document", "Enterprise"):
        written: dict[str, tuple[int, str]] = {}
        for mention in groups.get(type_, ()):
            name = names.meeting(reader.name(mention))
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
                        if follow(found, written[good][1]) != written[bad][1]:
                            found[written[bad][1]] = written[good][1]
    return found
