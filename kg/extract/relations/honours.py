"""Who receives and who grants an honour: lists of winners, 授予, 颁发, 被…评为."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.nodes import Node
from kg.extract.relations.clauses import ACTORS, LINK, Reading

_LISTING = ("分别", "分别是", "是", "为", "包括", "有", "：", "他们", "还有")
_GIVERS = ("Agency", "Place")
_HANDING = frozenset(("颁发", "授予", "颁授"))


_BETWEEN = frozenset(("称号", "荣誉称号", "荣誉", "的", "获得者", "获得", "者", "奖牌", "还有"))
"""What may stand between an award and who has it."""


def honours(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """State what the honours of one part of a sentence say besides the frames of 获评, 荣获 …"""
    found = reading.names(begin, end, "Honour")
    if not found:
        return
    reading.state.honours = [*reading.state.honours[-4:], *(h for _, h in found)]
    for n, (k, honour) in enumerate(found):
        stop = found[n + 1][0] if n + 1 < len(found) else end
        _behind(reading, k, honour, stop, span)
        _listed_winners(reading, k, honour, stop, span)
        _before(reading, k, honour, begin, span)
        _counted_bearers(reading, k, honour, begin, span)
        _is_bearer(reading, k, honour, begin, end, span)
        giver = reading.state.granter
        if giver is not None and giver.sentence == reading.index:
            reading.maker.claim(reading.scan, giver, "grants", honour, span, "frame:grants:公布", 0.78)
    _given(reading, found, begin, end, span)
    said = reading.scan.text[span[0] : span[1]]
    if "上榜" in said or "榜上有名" in said:
        _listed(reading, begin, end, found[-1][1], span)
    for k, node in enumerate(reading.nodes[begin:end], begin):
        if not node.type and node.word in ("颁发", "颁授"):
            _handed_out(reading, k, found, begin, end, span)


def won_before(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """State what is said of the honours of the sentences before where a part names none itself."""
    if reading.state.honours and not reading.names(begin, end, "Honour"):
        _handed_over(reading, begin, end, span)
        _won_too(reading, begin, end, span)
        _told_winners(reading, begin, end, span)


def _told_winners(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """获奖者中，有扎根山村的教师张明，有…: those told of one by one have the honour last spoken of."""
    nodes = reading.nodes
    opening = "".join(n.word for n in nodes[begin : begin + 3] if not n.type)
    if not opening.startswith(_WINNERS):
        return
    far = 2 if opening.startswith("他们") else 5
    recent = [h for h in reading.state.honours if h.sentence >= reading.index - far]
    winners: list[Node] = []
    listing = False
    for k, node in enumerate(nodes[begin:end], begin):
        if node.word.endswith("有") and not node.type:
            listing = nodes[k - 1].word in _CLAUSE_ENDS
        elif node.word in _CLAUSE_ENDS:
            listing = listing and node.word == "、"
        elif listing and node.type == "Person" and (k + 1 == end or nodes[k + 1].word in _ITEM_ENDS):
            winners.append(node)
    for winner in winners if len(winners) > 1 else ():
        for honour in recent[-1:]:
            _receive(reading, winner, honour, span, "frame:receives:其中", 0.85)


_WINNERS = ("获奖者中", "获评者中", "获得者中", "当选者中", "受表彰者中", "他们中", "他们当中", "他们之中")
_CLAUSE_ENDS = frozenset(("，", "中", "当中", "之中", "者中", "他们中"))
_ITEM_ENDS = frozenset(("，", "。", "；", "、", "等", "和"))


def _behind(reading: Reading, k: int, honour: Node, stop: int, span: tuple[int, int]) -> None:
    """“全国文明村”X, “自强模范”A、B, 荣获“X”称号的A、B: who stands right behind the honour has it."""
    nodes = reading.nodes
    first = k + 1
    while first < stop and nodes[first].word in _BETWEEN:
        first += 1
    relative = any(nodes[j].word == "的" for j in range(k + 1, first))
    won = any(t.frames[0].relation == "receives" for t in reading.triggers if t.index < k <= t.index + 6)
    if relative and not won:
        return
    if first == stop and first == k + 1 and stop < len(nodes) and nodes[stop].type == "Honour":
        stop = _after_honours(reading, stop)
        first, stop = stop, min(stop + 8, len(nodes))  # “文明家庭”“中国好人”|张明: both are his
    if first == k + 1 and (first >= stop or nodes[first].start != honour.end):
        return
    if first >= len(nodes):
        return  # a headline that ends in 称号
    if not nodes[first].type and not (first + 1 < stop and reading.title(nodes[first + 1])):
        return  # “芜湖好人”和|某县“道德模范”; but “辽宁好人”、|所长张明
    for winner in _row(reading, first, stop):
        if winner.type != "Agency" or relative:
            _receive(reading, winner, honour, span, "name:receives", 0.85)
        if winner.type != "Person" and not relative:
            return  # “全国文明村”甲村、“第一村”乙村: each has its own


def _given(
    reading: Reading, found: list[tuple[int, Node]], begin: int, end: int, span: tuple[int, int]
) -> None:
    """甲局把“雷锋医院”牌匾授予乙医院: who stands behind the verb has the honour between 把 and it."""
    nodes = reading.nodes
    for k, honour in found:
        verb = next(
            (j for j in range(k + 1, min(k + 4, end)) if nodes[j].word in ("授予", "颁给", "颁发给")), None
        )
        opening = next(
            (j for j in range(k - 1, max(begin, k - 5) - 1, -1) if nodes[j].word in ("把", "将")), None
        )
        if verb is None or opening is None:
            continue
        for winner in _row(reading, verb + 1, end):
            _receive(reading, winner, honour, span, "frame:receives:授予", 0.87)
        givers = [a for a in reading.actors(begin, opening)[0] if a.type in _GIVERS]
        for giver in givers or _spoken_for(reading, begin, opening):
            reading.maker.claim(reading.scan, giver, "grants", honour, span, "frame:grants:授予", 0.82)


def _spoken_for(reading: Reading, begin: int, end: int) -> list[Node]:
    """张明代表双拥工作领导小组，把…: return for whom someone acts."""
    nodes = reading.nodes
    named = [n for j, n in reading.names(begin, end, *_GIVERS) if j and nodes[j - 1].word in ("代表", "受")]
    return named[:1]


def _won_too(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """到目前，已有张明、王军等4人获此殊荣: they too have the honour last spoken of."""
    recent = [h for h in reading.state.honours if h.sentence >= reading.index - 2]
    said = reading.scan.text[span[0] : span[1]]
    if recent and ("上榜" in said or "榜上有名" in said):
        _listed(reading, begin, end, recent[-1], span)
    if not recent or "获此" not in said:
        return
    at = next((t for t in range(begin, end) if reading.nodes[t].word.startswith("获")), end)
    for _, winner in reading.names(begin, at, "Person", "Community", "Enterprise"):
        _receive(reading, winner, recent[-1], span, "frame:receives:获此殊荣", 0.82)


_ON_THE_LIST = ("上榜", "榜上有名", "登榜", "入榜")


def _listed(reading: Reading, begin: int, end: int, honour: Node, span: tuple[int, int]) -> None:
    """发布“好人榜”，张明、李华等9人上榜: those listed before the verb have the honour last spoken of."""
    nodes = reading.nodes
    at = next((j for j in range(begin, end) if nodes[j].word.startswith(_ON_THE_LIST)), None)
    if at is None:
        at = next((j for j in range(begin, end - 1) if nodes[j].word == "榜上"), None)
    if at is None or (honour.sentence == reading.index and honour.start > nodes[at].start):
        return
    first = next((j for j in range(at - 1, begin - 1, -1) if nodes[j] is honour), begin - 1) + 1
    plain = honour.word.strip("“”").removesuffix("榜")
    same = (n for n in reading.maker.seen if n.type == "Honour" and n.word.strip("“”") == plain)
    honour = next(same, honour)  # “好人榜”, where the headline has “好人”
    for k, winner in reading.names(first, at, "Person", "Community", "Enterprise"):
        if winner.type == "Person" or not reading.modifies(k, at):
            _receive(reading, winner, honour, span, "frame:receives:上榜", 0.85)


def _after_honours(reading: Reading, k: int) -> int:
    """Return where the honours end that stand side by side from node ``k`` on."""
    nodes = reading.nodes
    while k < len(nodes) and nodes[k].type == "Honour" and nodes[k].start == nodes[k - 1].end:
        k += 1
    return k


def _row(reading: Reading, first: int, stop: int) -> Iterator[Node]:
    """Yield the names of one list from node ``first`` on, over bodies and titles that stand before people."""
    titles = reading.maker.context.lexicon.titles
    j = first
    while j < stop:
        node = reading.nodes[j]
        if node.type in ACTORS:
            if not reading.modifies(j, stop):
                yield node
        elif node.type or not (node.word in LINK or node.word in titles):
            return
        j += 1


def _listed_winners(reading: Reading, k: int, honour: Node, stop: int, span: tuple[int, int]) -> None:
    """获得“X”称号，他们分别是A、B: the people of the list have received it."""
    nodes = reading.nodes
    listing = next((j for j in range(k + 1, stop) if nodes[j].word in _LISTING), None)
    tail = "".join(x.word for x in nodes[k + 1 : stop])
    if listing is not None and re.search(
        r"(分别是|分别为|他们是|名单|包括|获得者|获奖者|还有|的既?有|：)", tail[:40]
    ):
        for _, person in reading.names(listing, stop, "Person"):
            _receive(reading, person, honour, span, "frame:receives:list", 0.89)


def _before(reading: Reading, k: int, honour: Node, begin: int, span: tuple[int, int]) -> None:
    """A被B评为“X”, B授予A“X”, A被授予“X”: who stands before the verb, and on which side of 被."""
    verb = _award_verb(reading, k, begin)
    if verb is None:
        return
    nodes = reading.nodes
    named = [n for _, n in reading.names(verb + 1, k, *ACTORS)]
    if not named and nodes[verb].word in reading.groups.bestowing:
        named = reading.meant(verb + 1, min(k, verb + 3))  # 某慈善总会授予他“爱心企业家”称号
    if named and nodes[verb].word in reading.groups.bestowing:
        for winner in named:
            if winner.type == "Person" or not reading.modifies(nodes.index(winner), k):
                _receive(reading, winner, honour, span, "frame:receives:授予", 0.88)
        return
    givers, first = reading.list_before(verb, begin)
    if nodes[verb].word.startswith("被"):
        givers, first = [], verb + 1
    elif first == begin or nodes[first - 1].word not in ("被", "由", "经", "获"):
        return
    for giver in givers:
        if giver.type in _GIVERS:
            reading.maker.claim(reading.scan, giver, "grants", honour, span, "frame:grants:被", 0.9)
    for winner in _subject(reading, begin, first - 1):
        if winner.type == "Place" and any(s.type == "Person" for s in reading.nodes[begin:verb]):
            continue  # 某县两人榜上有名：张明被授予…
        _receive(reading, winner, honour, span, "frame:receives:被", 0.88)


def _award_verb(reading: Reading, k: int, begin: int) -> int | None:
    """Return the verb of giving that the honour at ``k`` is the object of, over the winners between them."""
    nodes = reading.nodes
    for j in range(k - 1, max(begin, k - 40) - 1, -1):
        node = nodes[j]
        if node.type:
            if node.type not in ACTORS and node.type != "Honour":
                return None
            continue
        if node.word in reading.groups.bestowing:
            return j
        if node.word in reading.groups.awarding and k - j <= 4:
            return j
        if node.word in ("，", "。", "；"):
            return None
    return None


def _subject(reading: Reading, begin: int, last: int, *, carried: bool = True) -> list[Node]:
    """Return who is spoken of before node ``last``: named nearest there, meant by 他, or the subject before.

    南沟村获评“A”，张明被评为“B”: what stands behind the last verb or honour counts first.
    """
    nodes = reading.nodes
    cuts = [k for k in range(begin, last) if nodes[k].type == "Honour"]
    cuts += [t.index for t in reading.triggers if begin <= t.index < last]
    for start in [*(c + 1 for c in sorted(cuts, reverse=True)[:3]), begin]:
        found, blocked = reading.actors(start, last)
        if found:
            return found
        if any(n.word in ("他", "她", "其", "本人") and not n.type for n in nodes[start:last]):
            return [c for c in reading.state.subjects[:1] if c.type == "Person"]
        if blocked:
            return []
    return reading.state.subjects[:1] if carried and not reading.quoted[nodes[begin].start] else []


def _receive(
    reading: Reading, winner: Node, honour: Node, span: tuple[int, int], rule: str, confidence: float
) -> None:
    """State that someone has received an honour."""
    reading.maker.claim(reading.scan, winner, "receives", honour, span, rule, confidence)


def _handed_out(
    reading: Reading, k: int, found: list[tuple[int, Node]], begin: int, end: int, span: tuple[int, int]
) -> None:
    """为A、B颁发“X”奖牌: A and B receive it; 为“X”获得者颁发证书: who acts grants it."""
    nodes = reading.nodes
    opening = next((j for j in range(k - 1, begin - 1, -1) if nodes[j].word in ("为", "向", "给")), None)
    behind = [x for j, x in found if k < j <= k + 4][:1]
    if opening is not None:
        for honour in behind:
            for j, winner in reading.names(opening + 1, k, *ACTORS):
                if not reading.modifies(j, k):
                    _receive(reading, winner, honour, span, "frame:receives:颁发", 0.87)
    before = [x for j, x in found if j < k][-1:]
    who = reading.actors(begin, opening if opening is not None else k)[0] or reading.state.subjects
    for giver in [a for a in who if a.type in _GIVERS][:1]:
        for honour in [] if behind else before:
            reading.maker.claim(reading.scan, giver, "grants", honour, span, "frame:grants:颁发", 0.85)


def published(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """省教育厅公布表彰决定: who makes the names of winners known grants what the sentence tells of."""
    for trigger in reading.triggers:
        if not begin <= trigger.index < end or trigger.frames[0].relation != "issues":
            continue
        tail = "".join(n.word for n in reading.nodes[trigger.index + 1 : min(end, trigger.index + 9)])
        if re.match(r"[^，。；]{0,24}(?:名单|表彰决定|命名决定|评选结果|表彰通报)", tail):
            givers = [a for a in reading.actors(begin, trigger.index)[0] if a.type == "Agency"]
            reading.state.granter = givers[-1] if givers else None


def _handed_over(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """奖牌由甲、乙联合颁发: they grant the honours that the sentences before told of."""
    nodes = reading.nodes
    recent = [h for h in reading.state.honours if h.sentence >= reading.index - 2]
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in _HANDING or not recent:
            continue
        givers, first = reading.list_before(k, begin)
        if first > begin and nodes[first - 1].word == "由":
            for giver in givers:
                for honour in recent:
                    reading.maker.claim(
                        reading.scan, giver, "grants", honour, span, "frame:grants:颁发", 0.82
                    )


def _counted_bearers(reading: Reading, k: int, honour: Node, begin: int, span: tuple[int, int]) -> None:
    """看望了张明、王军两位劳动模范: the people listed before the number bear the honour."""
    nodes = reading.nodes
    j = k - 1
    if j <= begin or nodes[j].tag != "m" or nodes[j].word[-1] not in "位名":
        return
    j -= 1
    while j >= begin and (nodes[j].type == "Person" or nodes[j].word in LINK or nodes[j].word == "等"):
        if nodes[j].type == "Person":
            _receive(reading, nodes[j], honour, span, "frame:receives:位", 0.83)
        j -= 1


def _is_bearer(reading: Reading, k: int, honour: Node, begin: int, end: int, span: tuple[int, int]) -> None:
    """张明是全国劳动模范, 这个村是全省文明村: who is called by the honour bears it."""
    nodes = reading.nodes
    before = nodes[k - 1].word if k > begin else ""
    behind = nodes[k + 1].word if k + 1 < end else "。"
    if before not in ("是", "也是", "还是", "曾是", "系") or behind not in ("，", "。", "；", "、", "和"):
        return
    for bearer in _subject(reading, begin, k - 1, carried=False)[-1:]:
        if bearer.type in ("Person", "Community", "Place", "Enterprise"):
            _receive(reading, bearer, honour, span, "frame:receives:是", 0.82)
