"""Bodies of one article that two names mean: 某甲公安分局 and 某市公安局某甲分局, 县医院 and 某县人民医院."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.resolve.seeds import Seed

_BRANCH = "公安分局"
_BUREAU = "公安局"
_POSTED = re.compile(r"驻(?:[镇乡村]|镇帮[镇扶村]+|村帮扶)(?:帮扶|扶村)?工作队$")
_UNITS = re.compile(r"(?:大队|中队|支队|反诈中心|指挥中心|看守所|拘留所|警务站)$")
_LEFT_OUT = ("专项", "工作", "领导小组")


def branches(bodies: Mapping[str, Seed], common: Callable[[str], str]) -> dict[str, str]:
    """某甲公安分局 beside 某市公安局某甲分局; ``common`` gives the name that a branch calls its area by."""
    found: dict[str, str] = {}
    for key, seed in bodies.items():
        if seed.core != _BRANCH:
            continue
        area = common(seed.owner)
        wanted = (area + "分局", area[:-1] + "分局")
        same = [k for k, s in bodies.items() if s.core in wanted and _is_bureau(bodies.get(s.owner))]
        if len(same) == 1:
            found[key] = same[0]
    return found


def _is_bureau(seed: Seed | None) -> bool:
    return seed is None or seed.core == _BUREAU


def in_other_words(bodies: Mapping[str, Seed]) -> dict[str, str]:
    """县医院 beside 某县人民医院, 镇教育基金办 beside 镇专项教育基金办公室: one body of the same area."""
    found: dict[str, str] = {}
    for key, seed in bodies.items():
        if seed.core == "医院":
            same = [k for k, s in bodies.items() if s.owner == seed.owner and s.core == "人民医院"]
        elif seed.core.endswith("办公室") and len(seed.core) >= 6:
            same = [
                k
                for k, s in bodies.items()
                if s.owner == seed.owner and len(s.core) > len(seed.core) and _bare(s.core) == seed.core
            ]
        else:
            continue
        if len(same) == 1:
            found[key] = same[0]
    return found


def _bare(core: str) -> str:
    for word in _LEFT_OUT:
        core = core.replace(word, "")
    return core


def posted(loose: Mapping[str, str], bodies: Mapping[str, Seed]) -> dict[str, str]:
    """驻村工作队 beside 某局驻某村工作队; 驻村工作队 beside 驻镇帮镇扶村工作队 of no village."""
    short = [key for key, core in loose.items() if _POSTED.match(core)]
    if not short:
        return {}
    named = [k for k, s in bodies.items() if s.core.startswith("驻") and s.core.endswith("工作队")]
    if len(named) == 1:
        return dict.fromkeys(short, named[0])
    longest = max(short, key=lambda k: (len(loose[k]), k))
    return {} if named else {k: longest for k in short if k != longest}


def one_bureau(bodies: Mapping[str, Seed]) -> str:
    """Return the one public security bureau of an article, its branch where both are named."""
    bureaus = [
        k for k, s in bodies.items() if s.core in (_BUREAU, _BRANCH) or _is_branch(s, bodies.get(s.owner))
    ]
    inner = [k for k in bureaus if bodies[k].owner in bureaus]
    if len(inner) == 1 and len(bureaus) == 2:
        return inner[0]
    return bureaus[0] if len(bureaus) == 1 else ""


def _is_branch(seed: Seed, owner: Seed | None) -> bool:
    return seed.core.endswith("分局") and owner is not None and owner.core == _BUREAU


def police_units(units: Iterable[tuple[str, Seed]]) -> list[str]:
    """Return the keys of what can only be a part of a bureau: 特巡警大队, 反诈中心."""
    return [key for key, seed in units if seed.kind == "Police" and _UNITS.search(seed.core)]
