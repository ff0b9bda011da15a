"""Where things lie by what an article names: a town in its county, a firm where its name says."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from kg.resolve.areas import Divisions, code_of, is_code

_KIND_WORD = re.compile(r"(?:.{0,4}自治县|街道|社区|地区|嘎查|苏木|[省市县区旗州盟镇乡村])$")
_BRANCH = r"(?:分公司|分校|分院|分行|支行|分社|分店|营业部|供电公司|供电局|农商银行|农商行)"


def around(key: str, named: Container[str], gazetteer: Divisions) -> str:
    """Return the nearest division around ``key`` that the article names too, "" where none does.

    That a county lies in its province goes without saying: only prefectures and what is smaller count.
    """
    if not is_code(key):
        return ""
    above = [d.code for d in gazetteer.chain(code_of(key)) if d.code != key and len(d.code) >= 4]
    return next((code for code in reversed(above) if code in named), "")


def proper(name: str) -> str:
    """Return an area's name without its word of kind: 洋溪 for 洋溪镇, "" where that is one character."""
    short = _KIND_WORD.sub("", name)
    return short if 2 <= len(short) < len(name) else ""


def by_name(name: str, areas: Mapping[str, tuple[str, ...]]) -> str:
    """Return the one of ``areas`` whose proper name stands in a firm's or school's name, "" where none does.

    洋溪综合发展有限公司 opens with a town, 沈阳辽中禽业有限公司 with its district behind the prefecture, a
    branch has its place before the word for it (某某公司大化分公司), others in brackets （惠州）. ``areas``
    gives for the key of each area its proper name and those of the areas above it.
    """
    for key, (short, *above) in sorted(areas.items(), key=lambda a: (-len(a[1][0]), a[0])):
        if short not in name:
            continue
        if f"（{short}）" in name or f"({short})" in name or re.search(short + _BRANCH, name):
            return key
        if is_code(key) and len(key) <= 4:
            continue  # a prefecture's name opens that of every firm in it
        rest = name
        for upper in above:
            if rest.startswith(upper):
                rest = rest[len(upper) :].lstrip("省市")
        if rest.startswith(short) and len(rest) - len(short) >= 3:
            return key
    return ""
