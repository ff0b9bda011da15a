"""Where a community or a township lies whose container the article names, though not in one breath."""

from __future__ import annotations

from kg.extract.nodes import Node
from kg.extract.relations.maker import Maker

_WIDTH = {
    **{"Province": 0, "Prefecture": 1, "County": 2, "Zone": 2, "Township": 3},
    **{"Village": 4, "ResidentialCommunity": 4, "HousingEstate": 5},
}
_LEVEL = tuple("省市县区旗州盟镇乡道村园苑")


def containment(maker: Maker) -> None:
    """Say where a community or township lies whose container the article names, though not in one breath.

    张村 in an article about 城关镇 lies there, unless the gazetteer knows better; a township lies in the
    article's own county where that is named.
    """
    _adjoining(maker)
    towns: list[Node] = []
    county: Node | None = None
    own = maker.context.document.place.area[:6]
    for node in maker.seen:
        if (
            node.type == "Place"
            and not node.anaphor
            and node.kind in ("County", "Zone", "Prefecture")
            and is_own(maker, node, own)
        ):
            county = node
            break
    addressed = _addressed(maker) if county is not None and county.kind == "Zone" else frozenset()
    for node in maker.seen:
        if node.type not in ("Place", "Community") or node.anaphor or node.sentence < 0:
            continue
        scan = maker.mentions.scans[node.sentence]
        if node.type == "Place" and node.kind == "Township":
            if node.qualifier is None or _is_own_town(maker, node, own):
                towns.append(node)
            if (
                node.qualifier is None
                and county is not None
                and node.core not in addressed
                and not maker.knows(node, "locatedIn", county, 0.9)
                and not _lies_elsewhere(maker, node, own)
            ):
                maker.claim(scan, node, "locatedIn", county, (0, len(scan.text)), "context:locatedIn", 0.9)
        elif node.qualifier is not None and _is_shared(node, node.qualifier):
            maker.claim(
                scan, node, "locatedIn", node.qualifier, (0, len(scan.text)), "context:locatedIn", 0.93
            )
        elif node.type == "Community" and node.qualifier is None and towns:
            town = _town_of(maker, node, towns, own)
            if town is not None:
                maker.claim(scan, node, "locatedIn", town, (0, len(scan.text)), "context:locatedIn", 0.9)
        elif node.kind == "ResidentialCommunity" and node.qualifier is None and county is not None:
            if county.kind != "County":
                continue
            maker.claim(scan, node, "locatedIn", county, (0, len(scan.text)), "context:locatedIn", 0.8)


def _addressed(maker: Maker) -> frozenset[str]:
    """Return the townships that stand in a county's address (某县某镇某村), or in a list with one."""
    found: set[str] = set()
    for scan, names in zip(maker.mentions.scans, maker.mentions.names, strict=True):
        chained = False
        for area in sorted(_areas(names), key=lambda n: n.start):
            if area.kind == "Township":
                inside = area.qualifier is not None and area.qualifier.kind == "County"
                listed = chained and scan.text[area.start - 1 : area.start] == "、"
                if inside or listed:
                    found.add(area.core)
                chained = inside or listed
    return frozenset(found)


def _lies_elsewhere(maker: Maker, town: Node, own: str) -> bool:
    """Does the national table know the township in the prefecture, but not in the article's county?"""
    if len(own) != 6:
        return False
    found = maker.context.gazetteer.named(town.core, own[:4], 4)
    return bool(found) and not any(d.code.startswith(own) for d in found)


def _adjoining(maker: Maker) -> None:
    """牡丹江市|东安区长安街道: an area right behind a wider one lies there, also inside longer names."""
    for scan, names in zip(maker.mentions.scans, maker.mentions.names, strict=True):
        areas = _areas(names) if len(names) > 1 else []
        if len(areas) < 2:
            continue
        areas.sort(key=lambda n: (n.start, n.end))
        first: dict[int, Node] = {}
        for area in areas:
            if area.start not in first and area.word.endswith(_LEVEL):
                first[area.start] = area
        for outer in areas:
            inner = first.get(outer.end)
            if inner is None or inner.qualifier is outer or _WIDTH[outer.kind] >= _WIDTH[inner.kind]:
                continue
            maker.claim(scan, inner, "locatedIn", outer, (0, len(scan.text)), "name:locatedIn", 0.93)


def _areas(names: list[Node]) -> list[Node]:
    """Return the areas among names."""
    return [n for n in names if n.kind in _WIDTH and n.type in ("Place", "Community") and not n.anaphor]


def _is_shared(node: Node, town: Node) -> bool:
    """某镇甲村、乙村: has the community its town from the one before it in the list?"""
    return node.type == "Community" and town.type == "Place" and town.end < node.start


def _is_own_town(maker: Maker, node: Node, own: str) -> bool:
    """Does a qualified township lie in the article's own area (another province's 城关镇 does not)?"""
    outer: Node | None = node.qualifier
    while outer is not None:
        if outer.core in maker.context.own or any(outer.core.startswith(o) for o in maker.context.own):
            return True
        outer = outer.qualifier
    return not own


def is_own(maker: Maker, node: Node, own: str) -> bool:
    """Is the county or zone the article's own?"""
    if node.kind == "Zone":
        return bool(maker.context.zone) and node.core.endswith(maker.context.zone)
    known = maker.context.gazetteer.get(own) if len(own) == 6 else None
    return known is not None and (
        known.name.endswith(node.core) or node.core == known.common or node.core in maker.context.own
    )


def _town_of(maker: Maker, node: Node, towns: list[Node], own: str) -> Node | None:
    """The township last named before a community, or the one that the gazetteer puts it in."""
    places = {d.code[:9] for d in maker.context.gazetteer.named(node.core, own, 5)} if own else set()
    if places:
        for town in reversed(towns):
            if any(d.code in places for d in maker.context.gazetteer.named(town.core, own, 4)):
                return town
        return None
    return towns[-1] if len({t.core for t in towns}) == 1 else None
