"""Names behind titles where the tagger saw none: 书记王秀兰作报告."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import NAME, TOWN_LEVELS, Node, Scan
from kg.extract.people.fullname import (
    COMMON,
    SAID,
    STOPS,
    cover,
    fitted,
    follower_at,
    is_name,
    is_transliterated,
)
from kg.extract.people.tagged import COMMON_NOUNS, VERBLIKE
from kg.text.segment import segmenter


def behind_titles(scan: Scan, context: Context) -> None:
    """Find names behind a title where the tagger saw none: 书记王秀兰作报告, 县委书记拉毛才让主持."""
    vocab = context.vocab
    called, wards = vocab.called, "科" in scan.text
    for i, node in enumerate(scan.nodes):
        if node.word not in called and not (wards and _is_ward(scan, context, i)):
            continue
        if node.type or i + 1 >= len(scan.nodes):
            continue
        first = _behind_bracket(scan, i + 1)
        nxt = scan.nodes[first]
        division = nxt.tag == "LOC" and nxt.word[-1] in "县市区旗州省" and nxt.word in vocab.areas
        if (
            nxt.type
            or division
            or nxt.tag in ("w", "u")
            or (nxt.tag in ("p", "c") and not _rare(scan, context, first))
        ):
            continue
        end = _name_end(
            scan,
            context,
            first,
            strict=node.word not in vocab.lexicon.titles and not node.word.endswith("领导"),
        )
        if end is not None:
            cover(scan, nxt.start, fitted(scan.text, nxt.start, end, context), "person:titled")
            _cut_lead(scan, end)


def _is_ward(scan: Scan, context: Context, i: int) -> bool:
    """妇科|李会、王强两位教授, 骨科|李立|主任: does a name follow a hospital's department at node ``i``?"""
    node, behind = scan.nodes[i], scan.nodes[i + 2] if i + 2 < len(scan.nodes) else None
    if node.word[-1] != "科" or len(node.word) < 2 or behind is None:
        return False
    return behind.word == "、" or behind.word in context.groups.medicalpost


def _cut_lead(scan: Scan, start: int) -> None:
    """局长关立群|率县|林业局: cut the verb off the area that the tagger glued to it."""
    k = scan.at_start(start)
    node = scan.nodes[k] if k is not None and k < len(scan.nodes) else None
    if k is None or node is None or node.tag not in ("ORG", "LOC") or node.type or len(node.word) < 2:
        return
    if node.word[0] in _LEADS and node.word[1] in TOWN_LEVELS:
        verb = Node(node.start, node.start + 1, "v", node.word[0])
        scan.nodes[k : k + 1] = [verb, Node(node.start + 1, node.end, node.tag, node.word[1:])]


def _behind_bracket(scan: Scan, k: int) -> int:
    """副县长（挂职）|李明: return the index behind a remark that begins at node ``k``, else ``k``."""
    if scan.nodes[k].word != "（":
        return k
    close = next((j for j in range(k + 1, min(k + 5, len(scan.nodes))) if scan.nodes[j].word == "）"), k)
    return close + 1 if k < close < len(scan.nodes) - 1 else k


def _rare(scan: Scan, context: Context, first: int) -> bool:
    """Is a word tagged as a preposition a surname: 书记仝|小刚, 成员向|剑，, not 书记向|大家?"""
    nodes = scan.nodes
    if nodes[first].word not in context.lexicon.surnames:
        return False
    if nodes[first].word not in "向于和与同从应为将经由管连":
        return True
    # no preposition where all that it could govern is one character before a mark
    return first + 2 < len(nodes) and len(nodes[first + 1].word) == 1 and nodes[first + 2].word in "、，。（"


_DONE = frozenset(v + u for v in "好完成到起出过上下" for u in "的了")
"""What ends a verb in an attribute (录|好的)."""


def _name_end(scan: Scan, context: Context, first: int, *, strict: bool) -> int | None:
    """Return where the name that begins at node ``first`` ends, None where none does."""
    vocab, text = context.vocab, scan.text
    start = scan.nodes[first].start
    if text[start : start + 1] in "们的会在和与为将要对是把从等说也还都均各有":
        return None
    if text.startswith(COMMON_NOUNS, start):
        return None  # 各成员|单位要
    if text[start] == "台" and text[start - 2 : start] == "主席":
        return None  # 主席|台前排
    if _does_so(scan, first):
        return None
    if scan.nodes[first].tag == "v" and text[start + 1 : start + 3] in _DONE:
        return None  # 民警录|好|的
    opening = scan.nodes[first]
    if opening.tag == "v" and len(opening.word) >= 2 and opening.word in vocab.edge:
        return None  # 民警普及|反诈知识
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
    word = rest[:2]
    if (
        word in vocab.groups.notperson
        and word not in vocab.groups.aftertitle
        and word[0] in vocab.lexicon.surnames
        and scan.nodes[first].end == start + 2
        and (rest == word or text[start + 2] == "等")
        and not _is_common(scan, context, first, start + 2)
        and _bodied(scan, context, first)
    ):
        return start + 2  # 县人民法院院长文化，…: a common word, but behind a title with its body
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
            or following.word in ("等", "同志", "（", "、", "，", "家")
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
            or (k == first + 1 and scan.nodes[k].tag == "v" and opening.tag == "v" and len(opening.word) == 2)
        ):
            break
        if (
            clear
            and (is_name(word, vocab, COMMON) or is_transliterated(word, vocab))
            and not _is_common(scan, context, first, end)
        ):
            best = end
    if best is None:
        best = _cut_inside(scan, context, first, strict=strict)
    if best is not None and strict and not _shows(scan, context, first, best):
        return None
    return best


def _does_so(scan: Scan, first: int) -> bool:
    """民警|先|敲门, 工作队员|齐|上阵: do an adverb and a verb of two characters stand behind the title?"""
    if first + 1 >= len(scan.nodes):
        return False
    adverb, verb = scan.nodes[first], scan.nodes[first + 1]
    return adverb.tag == "d" and len(adverb.word) == 1 and verb.tag == "v" and len(verb.word) == 2


def _cut_inside(scan: Scan, context: Context, first: int, *, strict: bool) -> int | None:
    """果农石小良正|拿着: a name that the tagger took into a longer word, before what follows names."""
    node = scan.nodes[first]
    for length in (3, 2):
        end = node.start + length
        word = scan.text[node.start : end]
        if (
            node.end > end
            and (node.tag in ("v", "nz", "ORG", "LOC", "PER", "xc") or (length == 3 and node.tag == "n"))
            and is_name(word, context.vocab, 1.0 if strict else COMMON)
            and word not in context.groups.aftertitle
            and follower_at(scan.text, end, context)
        ):
            return end
    third = scan.nodes[first + 1] if first + 1 < len(scan.nodes) else None
    if (
        third is not None
        and len(node.word) == 2
        and third.tag in ("ORG", "LOC", "n", "nz", "v")
        and not third.type
        and third.word[1:2] in _LEADS
        and scan.text[node.end + 2 : node.end + 3] in TOWN_LEVELS
        and is_name(scan.text[node.start : node.end + 1], context.vocab, 1.0)
    ):
        return node.end + 1  # 局长关立|群率县|林业局
    # 大队长白|小|文马|上向: behind single characters, before a word of two or more that follows names
    end = node.start + 3
    if (
        len(node.word) == 1
        and node.tag not in ("v", "p", "d", "c", "r", "u", "m")
        and scan.at_start(end) is None
        and is_name(scan.text[node.start : end], context.vocab, 1.0)
        and len(follower_at(scan.text, end, context)) >= 2
    ):
        return end
    return None


_LEADS = ("率", "带", "到", "赴", "在", "对", "陪", "与", "和")
"""What of a verb or preposition the tagger may glue to the area behind it."""


def _shows(scan: Scan, context: Context, first: int, end: int) -> bool:
    """Is a stretch behind 村民, 群众 a name: glued to them, tagged as one in part, or one who speaks?"""
    start, text = scan.nodes[first].start, scan.text
    if not any(token.start == start for token in scan.sentence.tokens):
        return True  # 茶农林木根 tagged as one word
    pieces = [n for n in scan.nodes[first:] if n.end <= end]
    if len(pieces) == 1 and len(pieces[0].word) == 3 and pieces[0].tag in ("v", "nz", "LOC", "ORG", "f"):
        return True
    if not pieces:
        return True  # cut out of a longer word, before what follows names
    if any(n.tag in ("PER", "nr", "nz") for n in pieces):
        return True
    if (
        len(pieces) == 3
        and pieces[0].tag in ("a", "n", "f", "q")
        and is_name(text[start:end], context.vocab, 1.0)
    ):
        return True  # 居民高|如|东查完: three words of one character each that make no phrase
    acts = pieces[0].tag in ("a", "n", "nz") and len(follower_at(text, end, context)) >= 2
    speaks = bool(SAID.search(text[end : end + 9])) or acts or _of_a_village(scan, context, first, end)
    said = end - start == 3 and bool(SAID.match(text[end : end + 4]))  # 村民满凤山说
    return speaks and is_name(text[start:end], context.vocab, COMMON if said else 1.0)


def _is_common(scan: Scan, context: Context, first: int, end: int) -> bool:
    """Is the stretch one ordinary word of the tagger (书记工作, 主任会议)?"""
    node = scan.nodes[first]
    if (
        node.end != end
        or len(node.word) != 2
        or node.tag not in ("v", "vn", "d", "ad", "m", "TIME", "a", "an", "n", "vd")
    ):
        return False
    after = scan.text[end : end + 8]
    if (
        node.tag in ("v", "vn", "vd", "d")
        and segmenter().tokenizer.FREQ.get(node.word, 0) < _RARE
        and is_name(node.word, context.vocab, 1.0)
        and _bodied(scan, context, first)
    ):
        return False  # 县水利局副局长付强|到场: no verb of the language
    if node.tag in ("v", "vd", "d") and not SAID.match(after) and after[:1] not in "、（，。":
        return True  # 主任展开|搜寻
    if node.tag == "TIME" and after.startswith(("一行", "说", "表示", "介绍")):
        return not _bodied(scan, context, first)  # 中心主任夏天|一行
    if node.tag in ("m", "TIME") or node.word in context.groups.aftertitle:
        return True
    following = scan.nodes[first + 1] if first + 1 < len(scan.nodes) else None
    # 县教育局局长方向说: a word that could be a name is one where the title before it has its body
    said = (
        following is None
        or following.tag in ("v", "p", "d", "ad", "vd", "vn")
        or following.word in ("、", "，", "。", "等", "（", "和", "为", "就")
    )
    if _SAYS.match(after):
        return False
    listed = first >= 2 and scan.nodes[first - 2].word == "、" and node.tag == "n"
    return not (
        (said and _bodied(scan, context, first)) or (listed and bool(follower_at(scan.text, end, context)))
    )


_RARE = 10
"""How often a word must stand in jieba's counts to be one of the language."""

_SAYS = re.compile("说[，：]|表示|介绍|告诉")


def _bodied(scan: Scan, context: Context, first: int) -> bool:
    """Does a title with its body, or one of the head of a body, stand before node ``first``?"""
    title = scan.nodes[first - 1] if first else None
    before = scan.nodes[first - 2] if first >= 2 else None
    return title is not None and (
        title.word in context.groups.bodyhead
        or (
            before is not None
            and before.end == title.start
            and (
                before.tag in ("ORG", "LOC")
                or before.word in context.groups.barebody
                or before.word[-1:] in "委局会院校协部办社村组队所站心府处厅镇乡县区市道团庭"
            )
        )
    )


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
        and (nxt.word in ("用", "给", "向", "家") or bool(follower_at(scan.text, end, context)))
    )
