"""People: the tagger's names checked, the ones it missed found behind titles and in lists, half names."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.nodes import TOWN_LEVELS, Node, Scan
from kg.extract.people.fullname import SAID, STOPS, cover, follows, person
from kg.extract.people.lists import (
    and_others,
    appointees,
    comrades,
    in_lists,
    listed_before_verb,
    remarked,
    removed,
)
from kg.extract.people.tagged import half_names, is_titled, masked, tagged
from kg.extract.people.titled import behind_titles
from kg.extract.people.transliterated import dotted, transliterated
from kg.extract.vocabulary import Groups
from kg.model import Role


def people(scan: Scan, context: Context) -> None:
    """Make Person nodes: before the other names are composed, so that none of them swallows a person."""
    dotted(scan, context.vocab)
    transliterated(scan, context)
    masked(scan, context)
    half_names(scan, context)
    for node in [n for n in scan.nodes if n.tag == "PER" and not n.type]:
        i = scan.at_start(node.start)
        if i is None or scan.nodes[i] is not node:
            continue  # joined to the name before it in the meantime
        own = node.word in context.own or node.word[:-1] in context.own
        if own and not (is_titled(scan, context, i) and follows(scan.text, node.end, context)):
            node.tag = "LOC"
            continue
        tagged(scan, context, i, node)
    remarked(scan, context)
    appointees(scan, context)
    removed(scan, context)
    behind_titles(scan, context)
    in_lists(scan, context)
    listed_before_verb(scan, context)
    and_others(scan, context)
    comrades(scan, context)
    _known(scan, context)
    _split_taking(scan)


_LEVELS = TOWN_LEVELS | {"村"}


def _split_taking(scan: Scan) -> None:
    """李明同志|任县财政局: cut the verb of taking a post off the body that the tagger glued to it."""
    for i in range(len(scan.nodes) - 1, 0, -1) if "任" in scan.text or "为" in scan.text else ():
        node, before = scan.nodes[i], scan.nodes[i - 1]
        if (
            node.word[0] in "任为"
            and node.word[1:2] in _LEVELS
            and not node.type
            and (before.type == "Person" or before.word == "同志")
        ):
            verb = Node(node.start, node.start + 1, "v", node.word[0])
            rest = Node(node.start + 1, node.end, "n" if node.tag == "v" else node.tag, node.word[1:])
            scan.nodes[i : i + 1] = [verb, rest]


def people_again(scan: Scan, context: Context) -> None:
    """Find the people whom other sentences of the article have made known, and those listed with them."""
    for node in [n for n in scan.nodes if n.type == "Person" and len(n.word) == 2]:
        whole = scan.text[node.start : node.end + 1]
        i = scan.at_start(node.start) if whole in context.people else None
        if i is not None and i + 1 < len(scan.nodes):
            nxt = scan.nodes[i + 1]
            if len(nxt.word) == 1 and not nxt.type:
                scan.replace(i, i + 1, person(node.start, nxt.end, whole, "person:known"))
    if _known(scan, context):
        in_lists(scan, context)
    _kinds(scan, context.groups)


def _kinds(scan: Scan, groups: Groups) -> None:
    """Say of each person whether that is a national leader or a historical figure: neither acts here."""
    for node in scan.nodes:
        if node.type == "Person":
            if node.word in groups.leader:
                node.kind = "NationalLeader"
            elif node.word in groups.historical:
                node.kind = "Historical"


def _known(scan: Scan, context: Context) -> bool:
    """Find again, wherever the tagger missed them, the names that this article has shown to be people."""
    found, text = False, scan.text
    for name, node in context.people.items():
        if name not in text:
            continue
        at = text.find(name)
        while at >= 0:
            if (
                not scan.holder(at).type  # as it is wherever the tagger did not miss the name
                and (len(name) > 2 or _again(scan, at, context, spaced=node.rule == "person:spaced"))
                and not any(
                    n.type or n.tag == "QUOTE" for n in scan.nodes if n.start < at + len(name) and n.end > at
                )
            ):
                found = cover(scan, at, at + len(name), "person:known") or found
            at = text.find(name, at + 1)
    return found


def _again(scan: Scan, at: int, context: Context, *, spaced: bool) -> bool:
    """Is a known name of two characters, which may be a common word too, that person again at ``at``?"""
    text = scan.text
    if SAID.match(text[at + 2 : at + 8]) or scan.sentence.role is Role.BYLINE:
        return True
    if text.startswith("一行", at + 2) and (at == 0 or text[at - 1] in STOPS):
        return True  # 高峰|一行先后考察
    if text[max(0, at - 4) : at].rstrip().endswith(("记者", "通讯员", "摄影")):
        return True
    first, last = scan.at_start(at), scan.at_end(at + 2)
    if first is None or last is None or not follows(text, at + 2, context):
        return False
    before = scan.nodes[first - 1] if first else None
    opens = before is None or before.tag in ("w", "p") or before.word in context.lexicon.titles
    if scan.nodes[first].tag in ("d", "ad", "v", "vd", "r", "c", "p", "TIME", "t"):
        return False  # 马上|赶到, though a 副市长马上 was named
    return opens and (spaced or first != last or scan.nodes[first].tag in ("PER", "nr", "nz", "LOC"))
