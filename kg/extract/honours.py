"""Who receives and who grants an honour: lists of winners, 授予, 颁发, 被…评为."""

from __future__ import annotations

import re

from kg.extract.clauses import Reading
from kg.extract.nodes import Node

_LISTING = ("分别", "分别是", "是", "为", "包括", "有", "：", "他们")


def winners(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """N人获得“X”称号，他们分别是A、B; 授予A“X”称号; A被授予“X”; “全国文明村”X."""
    honours = list(reading.names(begin, end, "Honour"))
    for n, (k, honour) in enumerate(honours):
        stop = honours[n + 1][0] if n + 1 < len(honours) else end
        _listed_winners(reading, k, honour, stop, end, span)
    for k, node in enumerate(reading.nodes[begin:end], begin) if honours else ():
        after = next((x for j, x in honours if j > k), None)
        if node.type:
            continue
        if node.word in ("授予", "追授", "命名") and after is not None:
            _awarded(reading, k, after, begin, end, span)
        elif node.word == "颁发" and after is None:
            _handed_out(reading, k, [x for j, x in honours if j < k], begin, span)


def _listed_winners(
    reading: Reading, k: int, honour: Node, stop: int, end: int, span: tuple[int, int]
) -> None:
    """“全国文明村”X; 获得“X”称号，他们分别是A、B: who stands behind the honour at ``k`` has received it."""
    nodes = reading.nodes
    nxt = nodes[k + 1] if k + 1 < end else None
    if nxt is not None and nxt.type in ("Community", "Place", "Enterprise") and nxt.start == honour.end:
        reading.maker.claim(reading.scan, nxt, "receives", honour, span, "name:receives", 0.85)
    listing = next((j for j in range(k + 1, stop) if nodes[j].word in _LISTING), None)
    tail = "".join(x.word for x in nodes[k + 1 : stop])
    if listing is not None and re.search(r"(分别是|分别为|他们是|名单|包括|获得者|获奖者|：)", tail[:40]):
        for _, person in reading.names(listing, stop, "Person"):
            reading.maker.claim(reading.scan, person, "receives", honour, span, "frame:receives:list", 0.89)


def _awarded(reading: Reading, k: int, honour: Node, begin: int, end: int, span: tuple[int, int]) -> None:
    """授予A“X”称号, A被授予“X”: A receives the honour behind the verb at ``k``."""
    if k and reading.nodes[k - 1].word == "被":
        who, _ = reading.actors(begin, k - 1)
    else:
        named = reading.names(k + 1, end, "Person", "Community", "Agency", "Enterprise", "Place")
        who = [x for _, x in named if x.end <= honour.start]
    for x in who:
        if not reading.modifies(reading.nodes.index(x), end) or x.type == "Person":
            reading.maker.claim(reading.scan, x, "receives", honour, span, "frame:receives:授予", 0.88)


def _handed_out(reading: Reading, k: int, before: list[Node], begin: int, span: tuple[int, int]) -> None:
    """为X的获得者颁发证书: who acts grants the honour named before the verb at ``k``."""
    who = [a for a in reading.actors(begin, k)[0] if a.type in ("Agency", "Place")] or [
        a for a in reading.state.subjects if a.type in ("Agency", "Place")
    ]
    for x in who[:1]:
        for honour in before[-1:]:
            reading.maker.claim(reading.scan, x, "grants", honour, span, "frame:grants:颁发", 0.85)


def passive_honour(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """A被B评为“X”: B grants what A receives."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in ("评为", "授予", "命名为", "认定为", "表彰为", "评定为", "聘为"):
            continue
        honour = next((n for _, n in reading.names(k + 1, min(end, k + 5), "Honour")), None)
        givers, first = reading.list_before(k, begin)
        if honour is None or not givers or first < 1 or nodes[first - 1].word != "被":
            continue
        for giver in givers:
            reading.maker.claim(reading.scan, giver, "grants", honour, span, "frame:grants:被", 0.9)
        for winner in reading.actors(begin, first - 1)[0]:
            reading.maker.claim(reading.scan, winner, "receives", honour, span, "frame:receives:被", 0.88)
