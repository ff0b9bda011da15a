"""How names of divisions are shortened in print: the table writes 育才西社区居委会, a newspaper 育才西社区.

``forms`` lists what a name of the table may be called, ``stem`` reduces every one of these to one key.
"""

from __future__ import annotations

import re

_PEOPLES = (
    *("满", "回", "苗", "瑶", "侗", "壮", "藏", "羌", "彝", "傣", "佤", "怒", "畲", "黎"),
    *("白", "京", "水", "土"),
    *("土家", "布依", "仡佬", "毛南", "仫佬", "哈尼", "景颇", "傈僳", "拉祜", "布朗", "德昂", "阿昌", "基诺"),
    *("纳西", "普米", "独龙", "门巴", "珞巴", "东乡", "保安", "撒拉", "裕固", "蒙古", "维吾尔", "哈萨克"),
    *("柯尔克孜", "塔吉克", "锡伯", "乌孜别克", "塔塔尔", "俄罗斯", "朝鲜", "赫哲", "达斡尔", "鄂温克"),
    *("鄂伦春", "高山", "各"),
)
_PEOPLE = (
    "(?:"
    + "|".join(sorted((p + "族" for p in _PEOPLES), key=len, reverse=True))
    + ("|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)")
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)({_PEOPLE}*)自治([区州县旗])$")
_PEOPLES_TOWN = re.compile(rf"^(.{{2,}}?)({_PEOPLE}+)(乡|镇|苏木)$")
_PEOPLES_DISTRICT = re.compile(r"^(.{2,}?)(?:达斡尔族|回族)(区)$")
_KIND = re.compile(
    r"(?<=..)(?<!自治)(?<!开发)(?<!示范)(?<!管理)(?<!园)(?<!新)(省|市|区|县|旗|州|盟|地区|矿区|林区)$"
)
_COMMITTEE = (
    *("居民管理委员会", "居民委员会", "居民委会员", "居民委会", "居委员会", "居委会"),
    *("村民委员会", "村民委员", "村民委会", "村委员会", "村委会", "牧民委员会", "牧委会"),
    *("管理委员会", "管委会", "委员会", "委会"),
)
_AREAS = (
    *("省", "市", "区", "县", "旗", "州", "盟", "地区", "矿区", "林区", "特区"),
    *("自治区", "自治州", "自治县", "自治旗", "特别行政区"),
)
_TOWNS = (
    *("镇", "乡", "苏木", "街道", "办事处", "街道办", "街道办事处", "地区办事处", "地区街道", "办"),
    *("社区", "村", "嘎查", "行政村", "社区居委会", "社区居民委员会", "村委"),
)
_TAILS = tuple(
    sorted(
        {*_AREAS, *_TOWNS, *_COMMITTEE, *(p + "族" for p in _PEOPLES)},
        key=lambda tail: (-len(tail), tail),
    )
)
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")
_SETTLEMENT = ("村", "社区", "嘎查", "生活区", "管理区", "小区", "街道")


def stem(name: str) -> str:
    """Return what is left of a division's name without the words of its kind, at least one character."""
    name = _REMARK.sub("", name) or name
    while True:
        for tail in _TAILS:
            if name.endswith(tail) and len(name) > len(tail):
                name = name[: -len(tail)]
                break
        else:
            return name


def common(name: str, level: int) -> str:
    """Return the name that a reader knows: 育才西社区 for 育才西社区居委会, 张村 for 张村村民委员会."""
    if level == 4:
        for tail in ("街道办事处", "办事处", "街道办"):
            if name.endswith(tail) and len(name) > len(tail):
                return name[: -len(tail)] + "街道"
        return name
    if level != 5:
        return name
    bare, tail = _without_committee(name)
    if not tail or bare.endswith(_SETTLEMENT):
        return bare
    return bare + ("村" if tail.startswith(("村", "牧")) else "社区")


def forms(name: str, level: int) -> tuple[str, ...]:
    """Return the strict forms of a name, itself first: what still says of which kind the division is."""
    found = [name]
    if level == 5:
        found += _community(name)
    elif level == 4:
        found += _township(name)
    else:
        found += _area(name, level)
    return tuple(dict.fromkeys(f for f in found if len(f) >= 2))


def bare(name: str, level: int) -> tuple[str, ...]:
    """Return the loose forms: the proper part alone (文峰 for 文峰区, 向阳 for 向阳社区居委会), if it has two
    characters or more. Only a caller who expects a division of that level should trust them."""
    if level == 5:
        proper = common(name, level)
        for tail in ("社区", "村", "嘎查"):
            if proper.endswith(tail):
                proper = proper[: -len(tail)]
                break
        loose = [proper]
    elif level == 4:
        proper = re.sub(r"(街道|镇|乡|苏木|地区)$", "", common(name, level))
        town = _PEOPLES_TOWN.match(name)
        loose = [proper, town[1]] if town else [proper]
    else:
        loose = [_KIND.sub("", f) for f in forms(name, level)]
    strict = forms(name, level)
    return tuple(dict.fromkeys(f for f in loose if len(f) >= 2 and f not in strict))


def _without_committee(name: str) -> tuple[str, str]:
    name = _REMARK.sub("", name) or name
    for tail in _COMMITTEE:
        if name.endswith(tail) and len(name) > len(tail):
            return name[: -len(tail)], tail
    return name, ""


def _community(name: str) -> list[str]:
    base, tail = _without_committee(name)
    if base.endswith("社区"):
        return [base, base + "居委会", base + "居民委员会"]
    if base.endswith("行政村") and len(base) > 3:
        proper = base[:-3]
        return [base, proper + "村", proper + "村委会", proper + "村民委员会"]
    if tail.startswith(("村", "牧")) or (not tail and base.endswith(("村", "嘎查"))):
        village = base if base.endswith(("村", "嘎查")) else base + "村"
        found = [village, village + "村委会", village + "村民委员会", base + "村委会", base + "村民委员会"]
        if base.endswith("村"):  # 李庄村 is often committee of the village 李庄, and 张村 also 张村村
            found += [base + "村", base[:-1] + "村委会", base[:-1] + "村民委员会"]
        return found
    if tail:
        offices = ("居委会", "居民委员会")
        found = [base + "社区", *(base + "社区" + o for o in offices), *(base + o for o in offices)]
        return [*found, base] if base.endswith(_SETTLEMENT) else found
    return []


def _township(name: str) -> list[str]:
    town = _PEOPLES_TOWN.match(name)
    if town:
        return [town[1] + town[3]]
    for tail in ("街道办事处", "地区办事处", "办事处", "街道办", "街道"):
        if name.endswith(tail) and len(name) > len(tail):
            base = name[: -len(tail)]
            return [base + t for t in ("街道", "街道办事处", "办事处", "街道办")]
    if name.endswith("地区"):
        return [name + "办事处", name[:-2] + "街道"]
    return []


def _area(name: str, level: int) -> list[str]:
    area = _AUTONOMOUS.match(name)
    if area:
        if level == 1:
            return [area[1], area[1] + "自治区"]
        return [area[1] + area[3], area[1] + "自治" + area[3]]
    district = _PEOPLES_DISTRICT.match(name)
    if district:
        return [district[1] + district[2]]
    return []
