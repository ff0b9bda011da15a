"""Quotations that a head behind some words of their name closes: “掌上办”政务服务平台."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.nodes import Node, Scan

LONGEST = 18
"""How many characters may stand between a quotation and the head of its name."""


def headed_from(scan: Scan, context: Context, i: int) -> int | None:
    """Return the index of the first node behind the quotation whose name ends with node ``i``.

    “掌上办”|政务服务平台: whatever the tagger makes of the words between, they are the name's. None where no
    quotation stands there, or where something does that no name holds.
    """
    nodes = scan.nodes
    for k in range(i - 1, -1, -1):
        node = nodes[k]
        if nodes[i].start - node.end > LONGEST:
            return None
        if node.tag == "QUOTE" and not node.type:
            return None if node.word[1:-1] in context.groups.figurative else k + 1
        if not _may_stand_between(node, context, opening=nodes[k - 1].tag == "QUOTE" if k else False):
            return None
    return None


def _may_stand_between(node: Node, context: Context, *, opening: bool) -> bool:
    """May the node stand between a quotation and its head? ``opening``: right behind the quotation."""
    if node.type:
        return node.type == "Place" or (node.type == "Initiative" and node.word[0] not in "“‘")
    if node.tag == "m" and node.word.endswith("级"):
        return True  # “县—乡—村”三级联动体系
    if (
        node.tag in ("w", "p", "u", "c", "r", "d", "m", "TIME", "t", "xc")
        or node.word in context.groups.plainnoun
    ):
        return False
    if opening and node.word in context.groups.plainnoun:
        return False
    if opening and node.word in context.groups.quotedverb:
        return True
    if node.tag in ("v", "vd") and len(node.word) >= 2:
        return node.word in context.groups.nameverb and node.word not in context.vocab.undertake
    return node.word in context.groups.nameverb or node.word not in context.groups.edge


def before_quotation(nodes: list[Node], context: Context, k: int) -> int:
    """Return where a drive's name begins whose quotation is node ``k``.

    启动|冬春火灾防控“清零”行动: the nouns between a verb of undertaking and the quotation belong to it.
    """
    for first in range(k - 1, max(-1, k - 6), -1):
        node = nodes[first]
        if not node.type and node.tag != "n" and node.word.rstrip("了") in context.vocab.undertake:
            return first + 1
        if not _may_open(node, context):
            break
    return k


def _may_open(node: Node, context: Context) -> bool:
    """May the node stand in a drive's name before its quotation (火灾防控, 冬春; not 全县, 党员, 2023年)?"""
    if node.type or node.word in context.groups.edgenoun or node.word in context.groups.empty:
        return False
    if node.tag in ("TIME", "t"):
        return len(node.word) == 2 and node.word[0] in "春夏秋冬今"
    named = node.tag in ("n", "nz", "vn", "an") or node.word in context.groups.nameverb
    return named and len(node.word) >= 2
