"""Names behind titles where the tagger saw none: 书记王秀兰作报告."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.fullname import COMMON, SAID, STOPS, cover, is_name, is_transliterated
from kg.extract.nodes import NAME, Scan
from kg.extract.people_tagged import VERBLIKE


def behind_titles(scan: Scan, context: Context) -> None:
    """Find names behind a title where the tagger saw none: 书记王秀兰作报告, 县委书记拉毛才让主持."""
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
            cover(scan, nxt.start, end, "person:titled")
        i += 1


def _name_end(scan: Scan, context: Context, first: int, *, strict: bool) -> int | None:
    """Return where the name that begins at node ``first`` ends, None where none does."""
    vocab, text = context.vocab, scan.text
    start = scan.nodes[first].start
    if text[start : start + 1] in "们的会在和与为将要对是把从等说也还":
        return None
    stop = start
    while stop < len(text) and text[stop] not in STOPS and stop - start < 9:
        stop += 1
    rest = text[start:stop]
    if 2 <= len(rest) <= 4 and (is_name(rest, vocab, COMMON) or is_transliterated(rest, vocab)):
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
            or following.tag in VERBLIKE
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
            and (is_name(word, vocab, COMMON) or is_transliterated(word, vocab))
            and not _is_common(scan, context, first, end)
        ):
            best = end
    if best is not None and strict and not _shows(scan, context, first, best):
        return None
    return best


def _shows(scan: Scan, context: Context, first: int, end: int) -> bool:
    """Is a stretch behind 村民, 群众 a name: glued to them, tagged as one in part, or one who speaks?"""
    start, text = scan.nodes[first].start, scan.text
    if not any(token.start == start for token in scan.sentence.tokens):
        return True  # 茶农林木根 tagged as one word
    pieces = [n for n in scan.nodes[first:] if n.end <= end]
    if len(pieces) == 1 and len(pieces[0].word) == 3 and pieces[0].tag in ("v", "nz", "LOC", "ORG"):
        return True
    if any(n.tag in ("PER", "nr", "nz") for n in pieces):
        return True
    speaks = bool(SAID.search(text[end : end + 9])) or _of_a_village(scan, context, first, end)
    return speaks and is_name(text[start:end], context.vocab, 1.0)


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
    """东村村民高山把橘子送人: a noun behind the people of a named village, before a preposition."""
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
