"""Functional zones: 示范区, 高新区, 经开区 and their like, in the table of divisions or missing from it."""

from __future__ import annotations

from collections.abc import Sequence

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("高新技术产业开发区", ("高新技术产业开发区", "高新技术开发区", "高新技术产业园区", "高新区")),
    ("高新技术产业园区", ("高新技术产业园区", "高新技术产业开发区", "高新区")),
    ("高新技术开发区", ("高新技术开发区", "高新技术产业开发区", "高新区")),
    ("高技术产业开发区", ("高技术产业开发区", "高新技术产业开发区", "高区", "高新区")),
    ("经济技术开发区", ("经济技术开发区", "经济开发区", "经开区", "经济区", "开发区")),
    ("经济开发区", ("经济开发区", "经开区", "开发区")),
    ("城乡一体化示范区", ("城乡一体化示范区", "一体化示范区", "示范区")),
    ("转型综合改革示范区", ("转型综合改革示范区", "综改示范区", "综改区", "示范区")),
    ("航空港经济综合实验区", ("航空港经济综合实验区", "航空港实验区", "航空港区", "实验区")),
    ("风景名胜区", ("风景名胜区", "景区")),
    ("旅游度假区", ("旅游度假区", "度假区")),
    ("工业园区", ("工业园区", "园区")),
    ("产业园区", ("产业园区", "园区")),
    ("示范区", ("示范区",)),
    ("管理区", ("管理区",)),
    ("新区", ("新区",)),
    ("实验区", ("实验区",)),
    ("开发区", ("开发区",)),
    ("保税区", ("保税区",)),
    ("工业园", ("工业园",)),
    ("园区", ("园区",)),
)
_OFFICE = ("管理委员会", "管委会")


def zone_forms(name: str, above: Sequence[str]) -> tuple[str, ...]:
    """Return the forms of a functional zone's name, itself first; () for a name of no functional zone.

    ``above`` are the names of the divisions above it: 安阳高新技术产业开发区 below 河南省, 安阳市 is also
    called 安阳市高新区, 安阳高新区, 高新技术产业开发区 and 高新区.
    """
    full = name
    for office in _OFFICE:
        if name.endswith(office):
            name = name[: -len(office)]
    kind = next((k for k in _KINDS if name.endswith(k[0])), None)
    if kind is None:
        return ()
    proper = name[: -len(kind[0])]
    prefixes: set[str] = {proper}
    for _ in above:
        for area in above:
            short = area[:-1] if len(area) > 2 else area
            for prefix in (area, short):
                prefixes |= {p[len(prefix) :] for p in prefixes if p.startswith(prefix)}
    prefixes = {"" if p in ("省", "市", "县", "区") else p for p in prefixes}
    rest = min(prefixes, key=lambda p: (len(p), p))
    found = [full, name]
    for word in kind[1]:
        found += [p + word for p in sorted(prefixes, key=lambda p: (-len(p), p))]
        for area in above[-1:]:
            found += [area + rest + word, (area[:-1] if len(area) > 2 else area) + rest + word]
    if rest:  # 白沟新城, 东平湖新区: the zone's own name keeps its last word
        found = [f for f in found if rest in f or f in (full, name)]
    return tuple(dict.fromkeys(f for f in found if len(f) >= 2))
