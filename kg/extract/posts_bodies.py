"""Which body a bare title belongs to: what it implies, the one beside it, or the one named last."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.nodes import Node, Scan
from kg.model import Implied


def area_of(level: str, bodies: list[Node], seen: Sequence[Node]) -> Node | None:
    """城关镇党委副书记、镇长: the town of the first title; else, for towns, the one last named."""
    for body in reversed(bodies):
        node: Node | None = body
        while node is not None:
            if node.type == "Place" and node.core.endswith(level):
                return node
            node = node.qualifier
    if level in ("村", "社区"):
        return next((n for n in reversed([*seen, *bodies]) if n.type == "Community" and not n.anaphor), None)
    if level in ("镇", "乡", "苏木", "街道"):
        for node in reversed(seen):
            if (
                node.type == "Place"
                and node.kind == "Township"
                and node.core.endswith(level)
                and not node.anaphor
            ):
                return node
    return None


def named_before(title: str, context: Context, seen: Sequence[Node]) -> Node | None:
    """队长王大山: the team that the article named last, where the title says what kind of body it is."""
    if title.startswith(tuple(context.groups.villagepost)):
        return next((n for n in reversed(seen) if n.type == "Community" and not n.anaphor), None)
    if not title.endswith("长") or len(title) < 2 or title[-2] not in "队站所社院校园馆厂团中":
        return None
    organ = title[:-1].removeprefix("副").removeprefix("常务副")
    for node in reversed(seen[-16:]):
        if node.type in ("Agency", "Enterprise") and not node.anaphor and node.core.endswith(organ):
            return node
    return None


def implied_body(title: str, body: Node | None, context: Context) -> Implied | None:
    """区长, 副县长, 代市长: a post in the government of the area, which the title names by its level."""
    row = context.lexicon.titles.get(title)
    if row is None or not row.implies or not row.level or (body is not None and body.type != "Place"):
        return None
    return Implied("Agency", "GovernmentOrgan", row.implies, row.level)


def body_for(title: str, bodies: list[Node]) -> Node | None:
    """Choose the body that a bare title behind other titles belongs to: 局党组书记、局长 → the 局."""
    if not bodies:
        return None
    organ = title[-2] if title.endswith("长") and len(title) >= 2 else ""
    if title.endswith(("主席",)):
        organ = "协"
    for body in reversed(bodies):
        node: Node | None = body
        while node is not None:
            if organ and (node.word.endswith(organ) or organ in node.core[-4:]):
                return node
            node = node.qualifier
    nearest = bodies[-1]
    if (
        nearest.core.endswith(("党组", "党委", "党总支", "党支部"))
        and nearest.qualifier is not None
        and title not in ("书记", "副书记", "委员", "成员")
    ):
        return nearest.qualifier if nearest.qualifier.type in ("Agency", "Enterprise") else nearest
    return nearest


def agency_before(scan: Scan, person: Node) -> Node | None:
    """成立…领导小组，由李明任组长: the body named last before the person."""
    best = None
    for node in scan.nodes:
        if node is person:
            break
        if node.type == "Agency":
            best = node
    return best
