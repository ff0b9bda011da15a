"""Names that only a list of destinations makes: 先后来到凯丰食品、竹木加工集中区、城市会客厅等地."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.nodes import LEVELS, LISTING, NAME, NOUNLIKE, Node, Scan
from kg.extract.vocabulary import Groups, any_of
from kg.lexicon import Head

_REACHED = {
    "Place": frozenset(("Site", "Zone", "Other")),
    "Enterprise": frozenset(("Farm", "Factory", "Shop", "Company")),
    "Agency": frozenset(("PublicInstitution",)),
    "Community": frozenset(("HousingEstate",)),
}
"""What a journey leads to, by type and kind."""

_TOPICS = (
    "调研",
    "检查",
    "视察",
    "指导",
    "督导",
    "督查",
    "慰问",
    "看望",
    "来",
    "督战",
    "办公",
    "学习",
    "巡查",
)
"""Ends of verbs of visiting whose object may be a topic (检查食品安全)."""

_WITHIN = ("v", "vd", "ad", "m", "b", "q", "TIME", "QUOTE")


def visited(scan: Scan, context: Context) -> None:
    """Compose the names of sites and firms that a list of destinations holds in plain words."""
    going = context.vocab.going
    if any_of(going).search(scan.text) is None:
        return
    starts = [  # behind a word that leads to a place, not to a topic (来到, 参观; not 调研)
        k + 1
        for k, node in enumerate(scan.nodes)
        if not node.type and (word := node.word.rstrip("了")) in going and not word.endswith(_TOPICS)
    ]
    for start in reversed(starts):
        items, listed = _items(scan.nodes, start, context)
        for first, last in reversed(items):
            _compose(scan, context, first, last, listed)


def _items(nodes: list[Node], start: int, context: Context) -> tuple[list[tuple[int, int]], bool]:
    """Return first and last node of each item of the list from ``start`` on, and whether it is a long one.

    A list of several, or one that ends with 等, names what it lists.
    """
    found: list[tuple[int, int]] = []
    first = start
    if first < len(nodes) and nodes[first].word in ("了", "过"):
        first += 1
    for k in range(first, min(len(nodes), first + 60)):
        node = nodes[k]
        closed = not node.type and (
            node.word in ("，", "。", "；", "等", "等地", "（") or node.word in LISTING
        )
        if closed:
            if first < k:
                found.append((first, k - 1))
            if node.word not in LISTING:
                return found, len(found) > 1 or node.word.startswith("等")
            first = k + 1
        elif not node.type and _ends_list(node, context):
            return found, len(found) > 1
    return found, len(found) > 1


def _ends_list(node: Node, context: Context) -> bool:
    """Does the word end the list: 来到某公司|了解…, 到某地|开展…?"""
    word = node.word
    return (
        node.tag in ("u", "p", "r", "f", "w", "xc", "d", "c")
        or (node.tag == "v" and (len(word) == 1 or word in context.vocab.edge))
        or word in context.groups.seeing
        or word in context.vocab.triggers
    )


def _compose(scan: Scan, context: Context, first: int, last: int, listed: bool) -> None:
    """Make a name of the item from ``first`` to ``last`` where it ends in a head of sites or firms."""
    nodes = scan.nodes
    item, end = nodes[first : last + 1], nodes[last]
    if end.type or end.tag == "QUOTE" or (len(item) < 2 and len(end.word) < 5):
        return
    head = _head(end.word, context)
    if head is None or not _names(item, head, context.groups, listed):
        return
    word = scan.text[item[0].start : end.end]
    if len(word) < 4:
        return
    typed = [n for n in item if n.type]
    children = [c for n in typed for c in _inner(n)]
    new = Node(item[0].start, end.end, NAME, word, head.type, head.kind, children=children)
    opening = children[0] if children and children[0].start == new.start else None
    if opening is not None and opening.type in ("Place", "Community", "Agency", "Enterprise"):
        new.qualifier = opening
    new.core = word[len(opening.word) :] if new.qualifier is not None and opening is not None else word
    new.rule = f"{head.type.lower()}:visited"
    scan.replace(first, last, new)


def _head(word: str, context: Context) -> Head | None:
    """Return the head of a site or firm that a word ends in, also one that only a destination has."""
    for length in range(min(len(word), 6), 1, -1):
        tail = word[-length:]
        for head in context.vocab.heads.get(tail, ()):
            common = head.weight == "strong" and tail in context.groups.commonplace  # 车间, 大院
            if head.kind in _REACHED.get(head.type, ()) and not common:
                return head
        if tail in context.groups.destination:
            return Head(tail, "Place", "Site", "weak")
    return None


def _names(item: list[Node], head: Head, groups: Groups, listed: bool) -> bool:
    """Do the words before the head name it: by a proper name, or in a list by more than what is common?"""
    before = item[:-1]
    if any(n.type not in ("", "Place", "Agency", "Enterprise", "Person") for n in item):
        return False
    if any(not n.type and n.tag not in NOUNLIKE and n.tag not in _WITHIN for n in before):
        return False
    own = item[-1].word[: -len(head.head)]
    if any(n.type or n.tag in ("nz", "ns", "nr", "LOC", "ORG", "PER", "QUOTE") for n in before):
        return not _is_itself(before[-1], head) and item[0].word not in LEVELS
    telling = [n.word for n in before if n.word not in groups.commonplace]
    if own and own not in groups.commonplace:
        telling.append(own)
    named = listed or (head.kind == "Farm" and len(before) == 1 and len(before[0].word) == 2)
    return named and bool(telling) and not (before and before[0].tag == "m")


def _is_itself(area: Node, head: Head) -> bool:
    """某某村|果园, 某某草原|牧场: is the area before a bare head the destination?"""
    natural = area.kind == "Other" and head.kind == "Farm"
    return bool(area.type) and (natural or area.kind in ("Village", "ResidentialCommunity"))


def _inner(node: Node) -> Sequence[Node]:
    """Return a name inside the new one, or those inside it where it was only the beginning of a site's."""
    if node.type == "Person" or (node.type == "Place" and node.kind in ("Site", "Other")):
        return node.children
    return [node]
