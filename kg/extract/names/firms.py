"""Firms by their brand and trade alone: 方格药业, and in a list 聚源花卉、和丰世纪农业、梦天木门等企业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.nodes import LEVELS, LISTING, NAME, Node, Scan
from kg.extract.vocabulary import Groups, any_of
from kg.text.segment import segmenter

_CLOSED = re.compile(
    r"(?:等|[两三四五六七八九十\d]+家)[^，。；、（]{0,8}?"
    r"(?:企业|公司|厂家|药企|酒企|车企)(?!家|文化|职工|负责|代表|管理)"
)
_COMMON = 300
"""How often a word stands in jieba's counts that is no brand of a firm."""


def firms(scan: Scan, context: Context) -> None:
    """Make firms of brands with the word of their trade, alone or in a list of firms."""
    groups = context.groups
    trades = _all_trades(groups.trade, groups.listedtrade)
    if any_of(trades).search(scan.text) is None:
        return
    if "、" in scan.text:
        for items, closed in reversed(list(_lists(scan, context))):
            firm = closed or any(_is_firm(scan.nodes, item) for item in items)
            ends = [item for item in items if _trade(scan, item, trades)]
            if firm or len(ends) > 1:
                for item in reversed(items):
                    whole = closed and item[0] == item[1] and scan.nodes[item[0]].tag in ("ORG", "LOC", "nz")
                    if item in ends or (whole and 4 <= len(scan.nodes[item[0]].word) <= 8):
                        _make(scan, *item, groups)
    for k in range(len(scan.nodes) - 1, -1, -1):
        first = _alone(scan, k, groups)
        if first is not None:
            _make(scan, first, k, groups)


@lru_cache(maxsize=4)
def _all_trades(alone: frozenset[str], listed: frozenset[str]) -> frozenset[str]:
    """Return the trades that firms are named by, those that count only in a list with the others."""
    return alone | listed


def _is_firm(nodes: list[Node], item: tuple[int, int]) -> bool:
    """Is the item of a list a firm that its head has shown to be one?"""
    return item[0] == item[1] and nodes[item[0]].type == "Enterprise"


def _lists(scan: Scan, context: Context) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Yield the lists of a sentence: first and last node of each item, and whether 等企业 closes them."""
    nodes = scan.nodes
    items: list[tuple[int, int]] = []
    first = 0
    for k, node in enumerate(nodes):
        joins = node.word in LISTING and node.tag in ("w", "c", "p")
        if not joins and not _ends_list(node, context):
            continue
        if first < k:
            items.append((first, k - 1))
        elif joins:
            items = []
        if not joins:
            if len(items) > 1 or (items and _CLOSED.match(scan.text, node.start)):
                yield items, _CLOSED.match(scan.text, node.start) is not None
            items = []
        first = k + 1
    if first < len(nodes):
        items.append((first, len(nodes) - 1))
    if len(items) > 1:
        yield items, False


def _ends_list(node: Node, context: Context) -> bool:
    """Does the node end a list of names, or stand before one (走访, 对, 与)?"""
    if node.type:
        return False
    word = node.word.rstrip("了")
    if node.tag == "m":
        return word.endswith("家")
    return (
        node.tag in ("w", "u", "p", "r", "d", "c", "f", "TIME")
        or word in context.vocab.going
        or (node.tag == "v" and (word in context.vocab.triggers or word in context.vocab.edge))
    )


def _trade(scan: Scan, item: tuple[int, int], trades: frozenset[str]) -> str:
    """Return the trade that an item of plain words ends in, behind a brand; "" for another item."""
    first, last = item
    nodes = scan.nodes[first : last + 1]
    if nodes[-1].type or any(n.type and n.type != "Place" for n in nodes) or len(nodes) > 5:
        return ""
    if nodes[0].word in LEVELS or any(n.tag in ("w", "m", "QUOTE", "u", "p") for n in nodes):
        return ""
    word = scan.text[nodes[0].start : nodes[-1].end]
    trade = next((word[-n:] for n in (4, 3, 2) if word[-n:] in trades), "")
    own = word[: -len(trade)] if trade else ""
    return trade if 2 <= len(own) <= 8 and not _is_common(nodes, own) else ""


def _is_common(nodes: list[Node], own: str) -> bool:
    """Is what stands before the trade a common word (休闲|食品, 现代|农业), no brand?"""
    if nodes[0].type or nodes[0].tag in ("ORG", "PER", "LOC"):
        return False
    if own[0] in "有在对向为从将把以是":
        return True  # 既|有味滋源|食品
    return segmenter().tokenizer.FREQ.get(own, 0) >= _COMMON or (
        len(nodes) > 1 and all(segmenter().tokenizer.FREQ.get(n.word, 0) >= _COMMON for n in nodes[:-1])
    )


def _alone(scan: Scan, k: int, groups: Groups) -> int | None:
    """百兴|食品: return the first node of a firm that ends at ``k`` and stands in no list, None for none."""
    nodes = scan.nodes
    node, behind = nodes[k], nodes[k + 1] if k + 1 < len(nodes) else None
    if node.type or node.tag not in ("n", "nz", "ORG", "LOC", "v", "vn"):
        return None
    if behind is not None and not (behind.tag in ("w", "c", "u", "v", "p", "d") and behind.word != "（"):
        return None
    if node.tag in ("ORG", "LOC") and 4 <= len(node.word) <= 8:
        trade = next((node.word[-n:] for n in (3, 2) if node.word[-n:] in groups.trade), "")
        before = nodes[k - 1] if k else None
        free = before is None or before.end < node.start or before.tag not in ("ORG", "LOC", NAME)
        return k if trade and free and not _is_common([node], node.word[: -len(trade)]) else None
    if node.word not in groups.trade or not k:
        return None
    brand, ahead = nodes[k - 1], nodes[k - 2] if k > 1 else None
    if brand.type or brand.tag != "ORG" or not 2 <= len(brand.word) <= 4 or brand.end != node.start:
        return None
    if brand.word in groups.commonplace or brand.word in groups.empty:
        return None
    joined = ahead is not None and ahead.end == brand.start
    return k - 1 if not joined or (ahead is not None and ahead.tag not in ("ORG", NAME)) else None


def _make(scan: Scan, first: int, last: int, groups: Groups) -> None:
    """Put a firm in the place of the nodes."""
    nodes = scan.nodes
    whole = nodes[first : last + 1]
    if any(n.type == "Enterprise" for n in whole) or whole[0].word in groups.empty:
        return
    word = scan.text[whole[0].start : whole[-1].end]
    new = Node(whole[0].start, whole[-1].end, NAME, word, "Enterprise", "Company", core=word)
    if whole[0].type == "Place":
        new.qualifier, new.core = whole[0], word[len(whole[0].word) :]
    new.children = [n for n in whole if n.type]
    new.rule = "enterprise:brand"
    scan.replace(first, last, new)
