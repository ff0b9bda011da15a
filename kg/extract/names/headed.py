"""Quotations that a head behind some words of their name closes: “掌上办”政务服务平台."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import Node, Scan

LONGEST = 18
"""How many characters may stand between a quotation and the head of its name."""

_SEASON = re.compile("[春夏秋冬暑寒汛][季期]$|[节会]前$|冬春$|今冬明春$")
_OF_MANY = re.compile(r"[百千万][名家企村户场]$")


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
        if (node.tag == "QUOTE" and not node.type) or _is_quoted_campaign(node):
            return None if node.word[1:-1] in context.groups.figurative else k + 1
        if node.type == "Initiative" and node.word[0] == "“" and nodes[k + 1].word[0] == "进" and i - k > 1:
            return k + 1  # “安全生产月”消防宣传|进校园活动
        if k == i - 1 and _is_verb_of_drive(node, nodes[i], context):
            continue
        if not _may_stand_between(node, context, opening=nodes[k - 1].tag == "QUOTE" if k else False):
            return None
    return None


def _is_verb_of_drive(node: Node, head: Node, context: Context) -> bool:
    """“林长+警长”联合|巡山|行动: is it the verb that says what the drive does, right before its head?"""
    plain = node.tag == "v" and len(node.word) == 2 and node.word not in context.vocab.edge
    return plain and head.word in ("行动", "活动")


def _is_quoted_campaign(node: Node) -> bool:
    """“河长+检察长”|跨区域巡查行动: is it a campaign that the lexicon lists with its quotation marks?"""
    return node.type == "Initiative" and node.word[0] == "“" and node.word[-1] == "”"


def _may_stand_between(node: Node, context: Context, *, opening: bool) -> bool:
    """May the node stand between a quotation and its head? ``opening``: right behind the quotation."""
    if node.type:
        return node.type == "Place" or (node.type == "Initiative" and node.word[0] not in "“‘")
    if node.tag == "m" and node.word.endswith("级"):
        return True  # “县—乡—村”三级联动体系
    if node.tag in ("TIME", "t") and _SEASON.match(node.word):
        return True  # “护苗”暑期专项检查
    if (
        node.tag in ("w", "p", "u", "c", "r", "d", "m", "TIME", "t", "xc")
        or node.word in context.groups.plainnoun
    ):
        return False
    if opening and node.word in context.groups.plainnoun:
        return False
    if opening and node.word in context.groups.quotedverb:
        return True
    if node.word == "联合" and not opening:
        return True  # “河长+检察长”跨区域|联合|巡库行动
    if node.tag in ("v", "vd") and len(node.word) >= 2:
        return node.word in context.groups.nameverb and node.word not in context.vocab.undertake
    return node.word in context.groups.nameverb or node.word not in context.groups.edge


def before_quotation(nodes: list[Node], context: Context, k: int) -> int:
    """Return where a drive's name begins whose quotation is node ``k``.

    启动|冬春火灾防控“清零”行动: the nouns between a verb of undertaking and the quotation belong to it.
    """
    if _is_play_on_word(nodes, k):
        return k - 1
    for first in range(k - 1, max(-1, k - 6), -1):
        node = nodes[first]
        if not node.type and node.tag != "n" and node.word.rstrip("了") in context.vocab.undertake:
            return first + 1
        if node.word == "的" and first < k - 1 and nodes[first - 1].word in context.vocab.undertake:
            return first + 1  # 正在开展的|百名科长“五比五评”活动
        counted = first and _OF_MANY.match(nodes[first - 1].word) is not None  # 百名|局长“三访”活动
        if not (_may_open(node, context) or (counted and node.tag == "n" and not node.type)):
            break
    return k


def _is_play_on_word(nodes: list[Node], k: int) -> bool:
    """暖|“新”|行动: does the verb of a play on words stand before a quotation of one character?"""
    before = nodes[k - 1] if k else None
    return (
        before is not None
        and len(nodes[k].word) == 3
        and len(before.word) == 1
        and before.tag in ("v", "a", "vn", "n", "an")
        and before.end == nodes[k].start
    )


def _may_open(node: Node, context: Context) -> bool:
    """May the node stand in a drive's name before its quotation (火灾防控, 冬春; not 全县, 党员, 2023年)?"""
    if node.type or node.word in context.groups.edgenoun or node.word in context.groups.empty:
        return False
    if node.tag in ("TIME", "t"):
        return len(node.word) == 2 and node.word[0] in "春夏秋冬今"
    if node.tag == "m":
        return _OF_MANY.match(node.word) is not None
    named = node.tag in ("n", "nz", "vn", "an") or node.word in context.groups.nameverb
    return named and len(node.word) >= 2
