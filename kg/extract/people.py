"""People: the tagger's names checked, the ones it missed found behind titles and in lists, half names."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.scan import NAME, Node, Scan
from kg.extract.vocabulary import Groups, Vocabulary
from kg.model import Role

_HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff]+$")
_DOTS = "·•・"
_COMMON = 0.3
"""Share of a surname, per 10,000 people, below which it takes the tagger's word that there is a name."""
_VERBLIKE = frozenset("v vd p d w c u r TIME t m xc vn".split())


def people(scan: Scan, context: Context) -> None:
    """Make Person nodes: before the other names are composed, so that none of them swallows a person."""
    _dotted(scan, context.vocab)
    _transliterated(scan, context)
    _half_names(scan, context)
    for node in [n for n in scan.nodes if n.tag == "PER" and not n.type]:
        i = scan.at_start(node.start)
        if i is None or scan.nodes[i] is not node:
            continue  # joined to the name before it in the meantime
        if node.word in context.own or node.word[:-1] in context.own:
            node.tag = "LOC"
            continue
        _tagged(scan, context, i, node)
    _appointees(scan, context)
    _behind_titles(scan, context)
    _in_lists(scan, context)
    _listed_before_verb(scan, context)
    _and_others(scan, context)
    _comrades(scan, context)
    _known(scan, context)


def people_again(scan: Scan, context: Context) -> None:
    """Find the people whom other sentences of the article have made known, and those listed with them."""
    before = sum(n.type == "Person" for n in scan.nodes)
    _known(scan, context)
    if sum(n.type == "Person" for n in scan.nodes) > before:
        _in_lists(scan, context)
    _kinds(scan, context.groups)


def is_name(word: str, vocab: Vocabulary, share: float = 0.0) -> bool:
    """Could ``word`` be a full Chinese name: a surname and one or two characters (compound: up to four)?

    ``share``: how common the surname must be, in people per 10,000.
    """
    if word in vocab.groups.leader or word in vocab.groups.historical:
        return True
    if not _HAN.match(word) or word in vocab.groups.notperson or word in vocab.lexicon.titles:
        return False
    if word[:2] in vocab.lexicon.surnames and 3 <= len(word) <= 4:
        return True
    surname = vocab.lexicon.surnames.get(word[:1])
    return surname is not None and surname.share >= share and 2 <= len(word) <= 3


def is_transliterated(word: str, vocab: Vocabulary) -> bool:
    """Is ``word`` made of the parts of Tibetan, Mongolian, Uyghur or Kazakh names (拉毛才让, 巴特尔)?"""
    parts = vocab.groups.minority
    if len(word) >= 3 and word[0] in vocab.lexicon.surnames and word[1:] in parts and len(word) >= 4:
        return True
    if not 2 <= len(word) <= 8:
        return False
    reachable = {0}
    long_part = False
    for start in range(len(word)):
        if start not in reachable:
            continue
        for length in (6, 5, 4, 3, 2, 1):
            part = word[start : start + length]
            if part in parts and len(part) == length:
                reachable.add(start + length)
                long_part = long_part or length >= 2
    return len(word) in reachable and long_part


def _person(start: int, end: int, word: str, rule: str) -> Node:
    return Node(start, end, NAME, word, "Person", core=word, rule=rule)


def _kinds(scan: Scan, groups: Groups) -> None:
    """Say of each person whether that is a national leader or a historical figure: neither acts here."""
    for node in scan.nodes:
        if node.type == "Person":
            if node.word in groups.leader:
                node.kind = "NationalLeader"
            elif node.word in groups.historical:
                node.kind = "Historical"


def _cover(scan: Scan, start: int, end: int, rule: str) -> bool:
    """Make the stretch a person, cutting the words it runs across; False where a name stands in the way."""
    nodes = scan.nodes
    first = next((k for k, n in enumerate(nodes) if n.end > start), None)
    last = next((k for k, n in enumerate(nodes) if n.end >= end), None)
    if first is None or last is None or any(n.type for n in nodes[first : last + 1]):
        return False
    new: list[Node] = []
    if nodes[first].start < start:
        new.append(Node(nodes[first].start, start, nodes[first].tag, scan.text[nodes[first].start : start]))
    new.append(_person(start, end, scan.text[start:end].replace(" ", ""), rule))
    if nodes[last].end > end:
        new.append(Node(end, nodes[last].end, nodes[last].tag, scan.text[end : nodes[last].end]))
    nodes[first : last + 1] = new
    return True


def _dotted(scan: Scan, vocab: Vocabulary) -> None:
    """Find names with a dot (阿卜杜拉·买买提): from the word that ends at the dot to the end of the part behind it."""
    at = min((k for k in (scan.text.find(d) for d in _DOTS) if k > 0), default=-1)
    while at > 0:
        start = _dotted_start(scan, at, vocab)
        end = _dotted_end(scan, at, vocab)
        if start is not None and end is not None and end > at + 1:
            _cover(scan, start, end, "person:dotted")
        at = min((k for k in (scan.text.find(d, max(at, end or at) + 1) for d in _DOTS) if k > 0), default=-1)


def _dotted_start(scan: Scan, dot: int, vocab: Vocabulary) -> int | None:
    start = None
    for node in reversed([n for n in scan.nodes if n.start < dot]):
        word = scan.text[node.start : dot]
        if node.type or len(word) > 7 or not _HAN.match(word) or node.word in vocab.lexicon.titles:
            break
        if any(word.startswith(t) for t in vocab.lexicon.titles if len(t) >= 2):
            title = max((t for t in vocab.lexicon.titles if len(t) >= 2 and word.startswith(t)), key=len)
            return node.start + len(title)
        resident = max(
            (r for r in vocab.groups.resident if 2 <= len(r) < len(word) and word.startswith(r)),
            key=len,
            default="",
        )
        if resident:
            return node.start + len(resident)
        if start is not None and node.tag in ("n", "v", "w", "p", "u", "d", "c", "vn", "m"):
            break
        if node.word in vocab.groups.resident or node.tag in ("w", "p", "u", "c", "m"):
            break
        start = node.start
    return start


def _dotted_end(scan: Scan, dot: int, vocab: Vocabulary) -> int | None:
    text = scan.text
    stop = dot + 1
    while stop < len(text) and stop - dot < 8 and "\u4e00" <= text[stop] <= "\u9fff":
        stop += 1
    for end in range(min(stop, dot + 7), dot + 2, -1):
        if is_transliterated(text[dot + 1 : end], vocab) or text[dot + 1 : end] in vocab.groups.minority:
            return end
    for node in scan.nodes:
        if node.end > dot + 2:
            end = min(node.end, stop)
            while end > dot + 2 and text[end - 1] in "说与等和在家来获主带的为称是":
                end -= 1
            return end if end > dot + 1 else None
    return None


def _half_names(scan: Scan, context: Context) -> None:
    vocab = context.vocab
    titles = vocab.groups.halfname
    i = 0
    while i < len(scan.nodes):
        node = scan.nodes[i]
        word = node.word
        for length in (2, 1):
            if word[length:] in titles and word[:length] in vocab.lexicon.surnames and len(word) > length:
                tail = word[length:]
                if tail not in vocab.lexicon.titles or node.tag == "PER":
                    scan.nodes[i] = _person(node.start, node.end, word, "person:half")
                break
        else:
            nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
            if (
                nxt is not None
                and word in vocab.lexicon.surnames
                and nxt.word in titles
                and nxt.word not in vocab.lexicon.titles
                and not nxt.type
            ):
                scan.replace(i, i + 1, _person(node.start, nxt.end, word + nxt.word, "person:half"))
            elif (
                len(word) == 2
                and word[0] in "小老阿"
                and is_name(word[1] + "某", vocab, 5.0)
                and node.tag == "PER"
            ):
                scan.nodes[i] = _person(node.start, node.end, word, "person:half")
            elif (
                word in ("小", "老")
                and nxt is not None
                and len(nxt.word) == 1
                and nxt.word in vocab.lexicon.surnames
                and nxt.tag == "PER"
            ):
                scan.replace(i, i + 1, _person(node.start, nxt.end, word + nxt.word, "person:half"))
        i += 1


def _tagged(scan: Scan, context: Context, i: int, node: Node) -> None:
    """Check a name that the tagger gives; trim what it glued on (姬慧洋文 → 姬慧洋)."""
    vocab = context.vocab
    word = node.word.replace(" ", "")
    if len(word) >= 4 and word[-2:] in (
        "中学",
        "小学",
        "医院",
        "学校",
        "公司",
        "社区",
        "大学",
        "学院",
        "幼儿",
        "儿园",
    ):
        node.tag = "ORG"
        return
    if _widened(scan, context, i, node):
        return
    if (
        len(word) == 3
        and word[-1] == "家"
        and i + 1 < len(scan.nodes)
        and scan.nodes[i + 1].word[:1] in "里中住门的"
        and is_name(word[:-1], vocab)
    ):
        _cover(scan, node.start, node.start + 2, "person:trimmed")
        return
    if (
        len(word) >= 3
        and word[-1] in "在和说与等对向是就从为将带作"
        and (is_name(word[:-1], vocab) or is_transliterated(word[:-1], vocab))
    ):
        if not (len(word) == 3 and word[-1] in "等和为向" and _comma_after(scan, i)):
            _cover(scan, node.start, node.start + len(word) - 1, "person:trimmed")
            return
    if len(word) >= 3 and _ends_like_a_place(word, context) and not _titled(scan, context, i):
        node.tag = "LOC"
        return
    if (
        len(word) == 2
        and word in vocab.lexicon.surnames
        and i + 1 < len(scan.nodes)
        and len(scan.nodes[i + 1].word) <= 2
        and _titled(scan, context, i)
    ):
        nxt = scan.nodes[i + 1]
        if not nxt.type and nxt.tag not in ("w", "p", "c", "d"):
            scan.replace(i, i + 1, _person(node.start, nxt.end, word + nxt.word, "person:compound"))
            return
    if is_name(word, vocab) or is_transliterated(word, vocab):
        if len(word) == 2 and i + 1 < len(scan.nodes):
            _grow(scan, vocab, i, node)
            if scan.nodes[i].type:
                return
        scan.nodes[i] = _person(node.start, node.end, word, "person:tagged")
        return
    if len(word) == 4 and is_name(word[:3], vocab) and word[3] in "文摄图":
        _cover(scan, node.start, node.start + len(node.word) - 1, "person:trimmed")
        return
    if (
        (len(word) == 1 or len(word) == 2 and not is_name(word, vocab, 0.3))
        and word in vocab.lexicon.surnames
        and i + 1 < len(scan.nodes)
    ):
        nxt = scan.nodes[i + 1]
        if (
            not nxt.type
            and 1 <= len(nxt.word) <= 2
            and nxt.tag not in _VERBLIKE
            and nxt.word not in vocab.lexicon.titles
        ):
            scan.replace(i, i + 1, _person(node.start, nxt.end, word + nxt.word, "person:tagged"))
        return
    if 2 <= len(word) <= 6 and _HAN.match(word) and word not in vocab.groups.notperson:
        if _titled(scan, context, i) and (len(word) >= 4 or word[:1] not in vocab.lexicon.surnames):
            scan.nodes[i] = _person(node.start, node.end, word, "person:unusual")


def _widened(scan: Scan, context: Context, i: int, node: Node) -> bool:
    """Join to a tagged name the word it was torn from: 牧民宝音|德力格尔, 主任更|藏吉, 村民向|正兰, 巴音才|次克."""
    vocab = context.vocab
    if i + 1 < len(scan.nodes):
        nxt = scan.nodes[i + 1]
        if (
            not nxt.type
            and nxt.start == node.end
            and nxt.tag != "w"
            and is_transliterated(node.word + nxt.word, vocab)
        ):
            if (
                not is_transliterated(node.word, vocab)
                or nxt.word in vocab.groups.minority
                and len(nxt.word) >= 2
            ):
                scan.replace(i, i + 1, _person(node.start, nxt.end, node.word + nxt.word, "person:widened"))
                return True
    before = scan.nodes[i - 1] if i else None
    if before is None or before.type or before.end != node.start or before.tag == "w":
        return False
    word = before.word + node.word
    parts = vocab.groups.minority
    behind_title = i >= 2 and (
        scan.nodes[i - 2].word in vocab.lexicon.titles
        or scan.nodes[i - 2].word in vocab.groups.resident
        or scan.nodes[i - 2].word == "、"
    )
    if (before.word in parts and len(before.word) >= 2 and len(word) <= 7) or (
        behind_title
        and len(before.word) == 1
        and len(node.word) == 2
        and (
            is_transliterated(word, vocab)
            or (before.word in vocab.lexicon.surnames and node.word[:1] not in vocab.lexicon.surnames)
        )
    ):
        scan.replace(i - 1, i, _person(before.start, node.end, word, "person:widened"))
        return True
    return False


def _comma_after(scan: Scan, i: int) -> bool:
    """Does a mark follow, so that the last character belongs to the name (王为民、李和、)?"""
    return i + 1 >= len(scan.nodes) or scan.nodes[i + 1].word in ("、", "，", "。", "）", "（")


def _ends_like_a_place(word: str, context: Context) -> bool:
    """姜河桥, 李家村: tagged as a person, but the last word is that of a place."""
    return (
        word[-1] in "桥村镇乡路街巷屯寨"
        and any(
            h.type in ("Place", "Community") and h.weight == "strong"
            for h in context.lexicon.heads.get(word[-1:], ())
        )
        or word[-2:] in ("社区", "小区", "街道", "广场", "公园", "大桥", "嘎查", "苏木")
    )


def _grow(scan: Scan, vocab: Vocabulary, i: int, node: Node) -> None:
    """A tagged two-character name followed by a lone odd character may be three (曲存|香)."""
    nxt = scan.nodes[i + 1]
    after = scan.nodes[i + 2] if i + 2 < len(scan.nodes) else None
    word = node.word + nxt.word
    if (
        len(nxt.word) == 1
        and nxt.tag in ("n", "nz", "a", "ORG", "LOC", "PER", "xc", "nr")
        and not nxt.type
        and is_name(word, vocab)
        and nxt.word not in "市区县省州镇乡村部局家人书说等"
        and (after is None or after.tag in ("v", "w", "p", "d") or after.word in ("、", "等"))
    ):
        scan.replace(i, i + 1, _person(node.start, nxt.end, word, "person:grown"))


def _titled(scan: Scan, context: Context, i: int) -> bool:
    """Does a title or a list of people stand directly before node ``i``?"""
    before = scan.nodes[i - 1] if i else None
    if before is None:
        return False
    if before.word in context.groups.journalist or scan.sentence.role is Role.BYLINE:
        return True
    return (
        before.word in context.lexicon.titles
        or before.word in context.groups.resident
        or (before.word == "、" and i >= 2 and scan.nodes[i - 2].type == "Person")
    )


_STOPS = "，。；：、！？（）“”《》 "


def _behind_titles(scan: Scan, context: Context) -> None:
    """Find names behind a title where the tagger saw none: 书记曲存香作报告, 县委书记拉毛才让主持."""
    vocab = context.vocab
    i = 0
    while i < len(scan.nodes) - 1:
        node = scan.nodes[i]
        if node.type or not (
            node.word in vocab.lexicon.titles
            or node.word in ("领导", "县领导", "市领导", "区领导")
            or node.word in vocab.groups.resident
            or node.word in vocab.groups.journalist
        ):
            i += 1
            continue
        nxt = scan.nodes[i + 1]
        if nxt.type or nxt.tag in ("w", "p", "c", "u"):
            i += 1
            continue
        end = _name_end(
            scan,
            context,
            i + 1,
            strict=node.word not in vocab.lexicon.titles and not node.word.endswith("领导"),
        )
        if end is not None:
            _cover(scan, nxt.start, end, "person:titled")
        i += 1


def _name_end(scan: Scan, context: Context, first: int, *, strict: bool) -> int | None:
    """Return where the name that begins at node ``first`` ends, None where none does."""
    vocab, text = context.vocab, scan.text
    start = scan.nodes[first].start
    if text[start : start + 1] in "们的会在和与为将要对是把从等说也还":
        return None
    stop = start
    while stop < len(text) and text[stop] not in _STOPS and stop - start < 9:
        stop += 1
    rest = text[start:stop]
    if 2 <= len(rest) <= 4 and (is_name(rest, vocab, _COMMON) or is_transliterated(rest, vocab)):
        verb = scan.nodes[first].tag == "v" and scan.nodes[first].end < stop and not is_name(rest, vocab, 1.0)
        if not strict and stop < len(text) and not verb:
            return stop if not _is_common(scan, context, first, stop) else None
    for length in range(8, 2, -1):
        word = text[start : start + length]
        if len(word) == length and is_transliterated(word, vocab):
            return start + length
    best = None
    for k in range(first, min(first + 5, len(scan.nodes))):
        end = scan.nodes[k].end
        word = text[start:end]
        if scan.nodes[k].type or len(word) > 8 or scan.nodes[k].tag == "w":
            break
        following = scan.nodes[k + 1] if k + 1 < len(scan.nodes) else None
        clear = (
            following is None
            or following.tag in _VERBLIKE
            or following.word in ("等", "同志", "（", "、", "，")
        )
        if (
            word[-1] in "等"
            or (k > first and scan.nodes[k].tag in ("p", "c", "u", "r"))
            or (
                best is not None
                and scan.nodes[k].tag == "v"
                and text[start : scan.nodes[k].start] not in vocab.lexicon.surnames
            )
            or (k > first and scan.nodes[k].word in ("同志", "说", "带"))
        ):
            break
        if (
            clear
            and (is_name(word, vocab, _COMMON) or is_transliterated(word, vocab))
            and not _is_common(scan, context, first, end)
        ):
            best = end
    if best is not None and strict:
        # behind 村民, 群众 ordinary words are no name unless the tagger gives part of it as one
        pieces = [n for n in scan.nodes[first:] if n.end <= best]
        glued = not any(t.start == start for t in scan.sentence.tokens)  # 茶农林木根 tagged as one word
        whole = len(pieces) == 1 and len(pieces[0].word) == 3 and pieces[0].tag in ("v", "nz", "LOC", "ORG")
        said = is_name(text[start:best], vocab, 1.0) and (
            bool(_SAID.search(text[best : best + 9])) or _of_a_village(scan, context, first, best)
        )
        if not (glued or whole or said or any(n.tag in ("PER", "nr", "nz") for n in pieces)):
            return None
    return best


def _is_common(scan: Scan, context: Context, first: int, end: int) -> bool:
    """Is the stretch one ordinary word of the tagger (书记工作, 主任会议)?"""
    node = scan.nodes[first]
    if (
        node.end != end
        or len(node.word) != 2
        or node.tag not in ("v", "vn", "d", "ad", "m", "TIME", "a", "an", "n", "vd")
    ):
        return False
    if node.tag in ("m", "TIME") or node.word in context.groups.aftertitle:
        return True
    title = scan.nodes[first - 1] if first else None
    before = scan.nodes[first - 2] if first >= 2 else None
    following = scan.nodes[first + 1] if first + 1 < len(scan.nodes) else None
    # 县教育局局长方向说: a word that could be a name is one where the title before it has its body
    bodied = title is not None and (
        title.word in context.groups.bodyhead
        or (
            before is not None
            and before.end == title.start
            and (
                before.tag in ("ORG", "LOC")
                or before.word in context.groups.barebody
                or before.word[-1:] in "委局会院校协部办社村组队所站心府处厅镇乡县区市道团"
            )
        )
    )
    said = (
        following is None
        or following.tag in ("v", "p", "d", "ad", "vd", "vn")
        or following.word in ("、", "，", "。", "等", "（", "和", "为", "就")
    )
    return not (bodied and said)


def _of_a_village(scan: Scan, context: Context, first: int, end: int) -> bool:
    """柳林村村民高山把橘子送人: a noun behind the people of a named village, before a preposition."""
    node = scan.nodes[first]
    home = scan.nodes[first - 2] if first >= 2 else None
    nxt = scan.nodes[first + 1] if first + 1 < len(scan.nodes) else None
    return (
        home is not None
        and home.tag in ("LOC", NAME)
        and node.end == end
        and node.tag in ("n", "nz")
        and node.word not in context.groups.aftertitle
        and nxt is not None
        and nxt.word in ("把", "将", "在", "用", "给", "向", "家")
    )


def _in_lists(scan: Scan, context: Context) -> None:
    """Find the untagged member of a list of names: 张旭、王轶、智坡、李培华."""
    vocab = context.vocab
    spans = [(n.start, n.end) for n in scan.nodes if n.type == "Person"]
    if not spans:
        return
    text = scan.text
    for start, end in spans:
        for lo, hi in (_segment_after(text, end), _segment_before(text, start)):
            word = text[lo:hi]
            if 2 <= len(word) <= 4 and (is_name(word, vocab, _COMMON) or is_transliterated(word, vocab)):
                index = scan.at_start(lo)
                if index is not None and scan.nodes[index].type:
                    continue
                if index is None:
                    continue
                between = (
                    text[hi : hi + 1] == "、" and text[lo - 1 : lo] == "、" and is_name(word, vocab, 1.0)
                )
                if not between and any(_verbal(n) for n in scan.nodes[index:] if n.end <= hi):
                    continue
                if between and any(
                    n.tag in ("v", "p", "d") and len(n.word) >= 2 for n in scan.nodes[index:] if n.end <= hi
                ):
                    continue
                _cover(scan, lo, hi, "person:listed")


def _verbal(node: Node) -> bool:
    return node.tag in ("v", "vn", "d", "p", "ad", "m", "q") or (node.tag == "n" and len(node.word) >= 2)


def _listed_before_verb(scan: Scan, context: Context) -> None:
    """The last of a list where a verb follows at once: 次仁旺堆、洛桑用身边事给群众上课."""
    for i in range(2, len(scan.nodes)):
        node = scan.nodes[i]
        if (
            not node.type
            and scan.nodes[i - 1].word == "、"
            and scan.nodes[i - 2].type == "Person"
            and node.tag in ("LOC", "nz", "nr", "n", "ORG")
            and i + 1 < len(scan.nodes)
            and scan.nodes[i + 1].tag in ("v", "p", "d", "u")
            and (
                is_transliterated(node.word, context.vocab)
                or (len(node.word) == 3 and is_name(node.word, context.vocab, 1.0))
            )
        ):
            scan.nodes[i] = _person(node.start, node.end, node.word, "person:listed")


def _and_others(scan: Scan, context: Context) -> None:
    """聘请相保等9名长者: what stands before 等N名 and behind a verb is a name if it can be one."""
    for match in re.finditer(
        r"(?<=[请聘彰访望问了、])([\u4e00-\u9fff]{2,3})等(?=\d+[名位人]|[一二三四五六七八九十]+[名位人])",
        scan.text,
    ):
        index = scan.at_start(match.start())
        if (
            index is not None
            and not scan.nodes[index].type
            and is_name(match.group(1), context.vocab, _COMMON)
        ):
            _cover(scan, match.start(1), match.end(1), "person:others")


def _transliterated(scan: Scan, context: Context) -> None:
    """Find Tibetan, Mongolian and Yi names that the tagger cut to pieces: 才让卓玛, 乌云其木格, 额尔敦巴图."""
    parts, openings, text = context.groups.minority, context.vocab.openings, scan.text
    i = 0
    while i < len(scan.nodes):
        node = scan.nodes[i]
        if text[node.start : node.start + 2] in openings and not node.type and node.tag != "w":
            for last in range(min(i + 4, len(scan.nodes) - 1), i - 1, -1):
                pieces = scan.nodes[i : last + 1]
                word = scan.text[node.start : scan.nodes[last].end]
                if len(word) < 4 or any(n.type or n.tag in ("w", "LOC", "ORG") for n in pieces):
                    continue
                if len(word) <= 8 and _long_parts(word, parts) and is_transliterated(word, context.vocab):
                    _cover(scan, node.start, scan.nodes[last].end, "person:transliterated")
                    break
        i += 1


def _long_parts(word: str, parts: frozenset[str]) -> bool:
    """Is the word made of parts of two characters or more (so that no chance of single ones makes it)?"""
    reachable = {0}
    for start in range(len(word)):
        if start in reachable:
            reachable.update(start + n for n in (2, 3, 4, 5, 6) if word[start : start + n] in parts)
    return len(word) in reachable


_APPOINTED = re.compile(
    r"(?:任命|提名|推荐|选举|聘任|聘请|增补|推选|免去)([\u4e00-\u9fff]{2,4})(?:同志)?(?=为|任|的|担任)"
)
_ELECTED = re.compile(
    r"(?:^|[，。；：])([\u4e00-\u9fff]{2,4})(?:同志)?(?=当选|不再担任|被任命|被选举|任[\u4e00-\u9fff]{2,16}(?:书记|长|主任|主席))"
)
_SAID = re.compile(r"(?:强调|指出|要求|表示|介绍|坦言|回忆|告诉|说|感慨|感叹|笑着说|激动地说|高兴地说|认为)")


def _appointees(scan: Scan, context: Context) -> None:
    """任命方向为…, 康庄当选…: what is appointed or elected is a person where it can be a name."""
    for pattern in (_APPOINTED, _ELECTED):
        for match in pattern.finditer(scan.text):
            word = match.group(1)
            if (
                is_name(word, context.vocab, _COMMON) or is_transliterated(word, context.vocab)
            ) and word not in context.groups.aftertitle:
                _cover(scan, match.start(1), match.end(1), "person:appointed")


def _comrades(scan: Scan, context: Context) -> None:
    """罗石城同志兼任…: what stands before 同志 and can be a name is one."""
    for i in range(len(scan.nodes) - 1):
        node = scan.nodes[i]
        if scan.nodes[i + 1].word == "同志" and not node.type and is_name(node.word, context.vocab, _COMMON):
            scan.nodes[i] = _person(node.start, node.end, node.word, "person:comrade")


def _segment_after(text: str, end: int) -> tuple[int, int]:
    bracket = re.match(r"（[^（）]{1,8}）", text[end : end + 10])
    if bracket is not None:
        end += bracket.end()  # 覃业珍（女）、向大勇
    if text[end : end + 1] != "、":
        return end, end
    stop = end + 1
    while stop < len(text) and text[stop] not in _STOPS and stop - end < 6:
        stop += 1
    return (end + 1, stop) if stop < len(text) and text[stop] in "、，；。（" else (end, end)


def _segment_before(text: str, start: int) -> tuple[int, int]:
    if start == 0 or text[start - 1] != "、":
        return start, start
    stop = start - 1
    begin = stop
    while begin > 0 and text[begin - 1] not in _STOPS and stop - begin < 6:
        begin -= 1
    return (begin, stop) if begin > 0 and text[begin - 1] in "、" else (start, start)


def _known(scan: Scan, context: Context) -> None:
    """Find again, wherever the tagger missed them, the names that this article has shown to be people."""
    for name in context.people:
        at = scan.text.find(name)
        while at >= 0:
            signed = scan.sentence.role is Role.BYLINE or scan.text[max(0, at - 4) : at].rstrip().endswith(
                ("记者", "通讯员", "摄影")
            )
            if len(name) == 2 and not signed and not _SAID.match(scan.text[at + 2 : at + 8]):
                at = scan.text.find(name, at + 1)
                continue
            if not any(
                n.type or n.tag == "QUOTE" for n in scan.nodes if n.start < at + len(name) and n.end > at
            ):
                _cover(scan, at, at + len(name), "person:known")
            at = scan.text.find(name, at + 1)
