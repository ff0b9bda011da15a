"""The names that the tagger gives: checked, trimmed, joined to what was torn off; half names (张某)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.nodes import Node, Scan
from kg.extract.people.fullname import (
    COMMON,
    HAN,
    SAID,
    cover,
    fitted,
    follower_at,
    follows,
    is_name,
    is_transliterated,
    person,
)
from kg.extract.vocabulary import Vocabulary, any_of, last_of
from kg.model import Role
from kg.text.segment import segmenter

VERBLIKE = frozenset(["v", "vd", "p", "d", "w", "c", "u", "r", "TIME", "t", "m", "xc", "vn"])


def half_names(scan: Scan, context: Context) -> None:
    """Make people of surnames with what follows them: 张某, 李女士, 王大爷, 小李, 老王."""
    vocab, halves = context.vocab, context.groups.halfname
    if any_of(_with_familiar(halves)).search(scan.text) is None:
        return
    nodes, surnamed, ends = scan.nodes, vocab.surnamed, last_of(halves)
    for i, node in enumerate(nodes):
        word = node.word
        if word[0] not in surnamed:
            continue
        half = _half(word, vocab) if word[-1] in ends and (word[1:] in halves or word[2:] in halves) else ""
        if half and word not in vocab.groups.notperson:
            if half not in vocab.lexicon.titles or node.tag == "PER":
                last = i + (half == "某" and _ends_masked(nodes, i + 1))
                end = nodes[last].end
                scan.replace(i, last, person(node.start, end, scan.text[node.start : end], "person:half"))
        elif word in vocab.lexicon.surnames or (word[0] in _FAMILIAR and not _is_town(word, context)):
            _half_of_two(scan, vocab, i)


_FAMILIAR = frozenset("小老阿")
"""What stands before surnames among acquaintances."""


@lru_cache(maxsize=4)
def _with_familiar(halves: frozenset[str]) -> frozenset[str]:
    """Return what stands before and behind the surnames of half names."""
    return halves | _FAMILIAR


def _is_town(word: str, context: Context) -> bool:
    """小池, 老城: is it what a township of the article's county is called?"""
    return context.local is not None and bool(context.local.exists(word))


def _ends_masked(nodes: list[Node], k: int) -> bool:
    """陈某|书|，, 陈某|书|被判刑: is the node the last character of a name whose middle one is masked?"""
    node, after = nodes[k] if k < len(nodes) else None, nodes[k + 1] if k + 1 < len(nodes) else None
    return (
        node is not None
        and len(node.word) == 1
        and not node.type
        and node.tag in ("n", "nz", "nr", "a", "PER")
        and node.word not in "家人村镇乡县市区等妻父母夫儿女"
        and (after is None or after.tag in ("v", "p", "w", "d", "c"))
    )


_MASKED = re.compile(r"([\u4e00-\u9fff])(?:[×＊*]{1,2}|[XxＸ]{2})(?![A-Za-z0-9])")


def masked(scan: Scan, context: Context) -> None:
    """李××, 王**: a surname with marks for the given name."""
    for match in _MASKED.finditer(scan.text) if any(mark in scan.text for mark in "×＊*Xx") else ():
        first = scan.at_start(match.start())
        if match.group(1) in context.lexicon.surnames and first is not None:
            cover(scan, match.start(), match.end(), "person:half")


def _half(word: str, vocab: Vocabulary) -> str:
    """Return what follows the surname in 张某, 欧阳女士, "" where the word is no half name."""
    surnames, halves = vocab.lexicon.surnames, vocab.groups.halfname
    if word[2:] in halves and word[:2] in surnames:
        return word[2:]
    return word[1:] if word[1:] in halves and word[0] in surnames else ""


_GOVERNING = frozenset("让和向问对同与从将由")
"""Surnames that are prepositions and verbs."""

_CIVIL = ("某", "女士", "先生")
"""What is said of nobody without the surname, so that no preposition stands before it."""


def _half_of_two(scan: Scan, vocab: Vocabulary, i: int) -> None:
    """张|某, 小李, 老|王: a half name in two words, or after 小, 老, 阿."""
    node, word = scan.nodes[i], scan.nodes[i].word
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    surnames, titles = vocab.lexicon.surnames, vocab.lexicon.titles
    half = nxt is not None and nxt.word in vocab.groups.halfname and nxt.word not in titles and not nxt.type
    named = nxt is not None and len(nxt.word) == 1 and nxt.word in surnames and nxt.tag == "PER"
    before = scan.nodes[i - 1] if i else None
    governs = word in _GOVERNING and node.tag in ("p", "c", "v")
    if half and governs and not scan.text.startswith(_CIVIL, node.end):
        return  # 让|老人过好年, 向|师傅请教
    if half and node.tag == "v" and word in "有来成为" and not scan.text.startswith(_CIVIL, node.end):
        return  # 有|同学问
    if nxt is not None and ((half and word in surnames) or (named and word in ("小", "老"))):
        scan.replace(i, i + 1, person(node.start, nxt.end, word + nxt.word, "person:half"))
    elif len(word) == 2 and word[0] in "小老阿" and node.tag == "PER":
        if before is not None and _bare_surname(before, vocab):
            scan.replace(i - 1, i, person(before.start, node.end, before.word + word, "person:widened"))
            return  # 组长石|小龙, 民警卫|小龙
        if word in vocab.groups.notperson:
            return
        if word[0] in "小阿" or is_name(word[1] + "某", vocab, 5.0):
            scan.nodes[i] = person(node.start, node.end, word, "person:half")


def _bare_surname(node: Node, vocab: Vocabulary) -> bool:
    """Is the node a surname that the tagger tore off a given name: a word of one character, no particle?"""
    return (
        not node.type
        and node.word in vocab.lexicon.surnames
        and node.tag not in ("w", "p", "c", "u", "d", "r", "m", "q")
        and node.word not in _GOVERNING
        and node.word not in "有是请找叫"
    )


def tagged(scan: Scan, context: Context, i: int, node: Node) -> None:
    """Check a name that the tagger gives; trim what it glued on (王晓红文 → 王晓红)."""
    vocab = context.vocab
    word = node.word.replace(" ", "")
    if not word:
        return  # blanks tagged as a person
    if word in vocab.groups.historical and _exemplary(scan, node):
        return
    if len(word) == 3 and word[2] in "要应须需" and word[:2] in COMMON_NOUNS:
        node.tag = "n"
        return  # 各成员|单位要
    if len(word) >= 4 and word[-2:] in vocab.groups.bodyend:
        node.tag = "ORG"
        return
    if len(word) == 3 and word[2] == "为" and _HANDED.match(scan.text, node.end) and is_name(word[:2], vocab):
        cover(scan, node.start, node.start + 2, "person:trimmed")
        return
    if (
        _behind_glued_title(scan, context, i, node)
        or (word[0] == "长" and _behind_torn_title(scan, context, i, node))
        or _widened(scan, context, i, node)
        or _trimmed(scan, context, i, node, word)
    ):
        return
    if (word in context.stems or (len(word) >= 3 and _ends_like_a_place(word, context))) and not (
        is_titled(scan, context, i) or SAID.match(scan.text, node.end)
    ):
        node.tag = "LOC"
        return
    if word.endswith(("科", "股")) and scan.text[node.start - 1 : node.start] in _UNIT_ENDS:
        node.tag = "ORG"  # 街道|安监科
        return
    if _compound(scan, context, i, node, word):
        return
    named = is_name(word, vocab) or is_transliterated(word, vocab)
    if named or is_name(word[:-1], vocab):
        end = fitted(scan.text, node.start, node.end, context)
        if (
            end == node.end
            and len(word) == 2
            and scan.text[node.start : end + 1] in context.longer
            and is_name(scan.text[node.start : end + 1], vocab)
        ):
            end += 1
        if end != node.end and cover(scan, node.start, end, "person:fitted"):
            return
    signs = len(word) == 3 and word[2] == "摄" and scan.sentence.role in (Role.BYLINE, Role.CAPTION)
    if signs and is_name(word[:2], vocab):
        cover(scan, node.start, node.end - 1, "person:trimmed")
        return
    if named:
        if len(word) == 2 and i + 1 < len(scan.nodes) and scan.nodes[i + 1].word != "摄":
            _grow(scan, context, i, node)
            if scan.nodes[i].type:
                return
        if _is_noun(scan, context, i, word):
            node.tag = "nz"
            return
        scan.nodes[i] = person(node.start, node.end, word, "person:tagged")
        return
    if len(word) == 4 and is_name(word[:3], vocab) and word[3] in "文摄图":
        cover(scan, node.start, node.start + len(node.word) - 1, "person:trimmed")
        return
    if (
        (len(word) == 1 or (len(word) == 2 and not is_name(word, vocab, 0.3)))
        and word in vocab.lexicon.surnames
        and i + 1 < len(scan.nodes)
    ):
        nxt = scan.nodes[i + 1]
        if (
            not nxt.type
            and 1 <= len(nxt.word) <= 2
            and nxt.tag not in VERBLIKE
            and nxt.word not in vocab.lexicon.titles
        ):
            scan.replace(i, i + 1, person(node.start, nxt.end, word + nxt.word, "person:tagged"))
        elif len(word) == 1 and is_titled(scan, context, i) and _in_pieces(scan, i, vocab):
            cover(scan, node.start, node.start + 3, "person:tagged")
        return
    if len(word) >= 4 and word[:2] not in vocab.lexicon.surnames and is_titled(scan, context, i):
        for length in (3, 2):
            rest = word[length:]
            follower = follower_at(scan.text, node.start + length, context)
            said = len(follower) >= (2 if len(word) >= 5 else 3)
            verb = len(rest) == 2 and segmenter().tokenizer.FREQ.get(rest, 0) > 1
            if is_name(word[:length], vocab, 1.0) and (said or verb):
                cover(scan, node.start, node.start + length, "person:trimmed")
                return  # 委员李平作报告 tagged as one name
    if (
        2 <= len(word) <= 6
        and HAN.match(word)
        and word not in vocab.groups.notperson
        and is_titled(scan, context, i)
        and (len(word) >= 4 or word[:1] not in vocab.lexicon.surnames)
    ):
        scan.nodes[i] = person(node.start, node.end, word, "person:unusual")


def _behind_glued_title(scan: Scan, context: Context, i: int, node: Node) -> bool:
    """第一副|林长夏|胜利: cut off the title that the tagger glued to a surname; join the given name."""
    if len(node.word) != 3 or node.word[:2] not in context.lexicon.titles:
        return False
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    if nxt is None or nxt.type or len(nxt.word) > 2 or nxt.tag in ("w", "p", "u", "c", "m"):
        return False
    name = node.word[2] + nxt.word
    if not is_name(name, context.vocab, 1.0):
        return False
    title = Node(node.start, node.start + 2, "n", node.word[:2])
    scan.nodes[i : i + 2] = [title, person(node.start + 2, nxt.end, name, "person:titled")]
    return True


def _behind_torn_title(scan: Scan, context: Context, i: int, node: Node) -> bool:
    """永安镇|镇|长桂|小明: give the title back its 长, which the tagger glued to the surname."""
    before = scan.nodes[i - 1] if i else None
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    if len(node.word) != 2 or before is None or before.type or nxt is None:
        return False
    if nxt.type and nxt.rule != "person:half":
        return False
    title, name = before.word + "长", node.word[1] + nxt.word
    torn = before.end == node.start and node.end == nxt.start and len(nxt.word) <= 2
    if not torn or title not in context.lexicon.titles or not is_name(name, context.vocab, COMMON):
        return False
    head = Node(before.start, node.start + 1, "n", title)
    scan.nodes[i - 1 : i + 2] = [head, person(node.start + 1, nxt.end, name, "person:titled")]
    return True


def _is_noun(scan: Scan, context: Context, i: int, word: str) -> bool:
    """黎锦|技艺, 藤茶|产业: does a noun follow, and no title of a person stand beside it?"""
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    if nxt is None or nxt.type or nxt.tag not in ("n", "nz", "vn") or len(nxt.word) < 2:
        return False
    if word in context.shown or word in context.longer or is_titled(scan, context, i):
        return False
    groups = context.groups
    return not (
        nxt.word in context.lexicon.titles
        or nxt.word in groups.resident
        or nxt.word in groups.member
        or nxt.word in groups.journalist
        or follower_at(scan.text, nxt.start, context)
        or nxt.word[0] in "家一"
    )


COMMON_NOUNS = ("单位", "成员", "方面", "公司", "同学", "师生")
"""Common nouns that begin like names, before a modal verb that the tagger glues to them."""

_HANDED = re.compile(
    r"[\u4e00-\u9fff、“”]{2,22}(?:颁发|颁奖|授牌|授旗|发放|送上|佩戴|揭牌|赠送|作报告|讲课|授课|点赞)"
)
"""What follows 为 where it says for whom something is done (张军|为获奖者颁发证书)."""

_UNIT_ENDS = frozenset("道镇乡县区市局委院办处校厅")


def _in_pieces(scan: Scan, i: int, vocab: Vocabulary) -> bool:
    """居民钱|以|兵|3人: is the given name behind the surname at ``i`` in pieces?"""
    pieces = scan.nodes[i : i + 4]
    return (
        len(pieces) == 4
        and all(len(n.word) == 1 and not n.type and n.tag != "w" for n in pieces[:3])
        and pieces[3].tag in ("w", "m")
        and is_name("".join(n.word for n in pieces[:3]), vocab)
    )


def _exemplary(scan: Scan, node: Node) -> bool:
    """雷锋|精神, 学|雷锋: does the name of a model person only name what is done after it?"""
    text = scan.text
    return text[node.start - 1 : node.start] in ("学", "“") or text.startswith(
        ("精神", "月", "日", "式", "语录", "号", "岗", "班", "纪念", "活动", "志愿", "服务", "”"), node.end
    )


def _trimmed(scan: Scan, context: Context, i: int, node: Node, word: str) -> bool:
    """Cut off what the tagger glued to a name: 王明家|里, 李华在|村里."""
    vocab = context.vocab
    following = scan.nodes[i + 1].word[:1] if i + 1 < len(scan.nodes) else ""
    home = len(word) == 3 and word[-1] == "家" and following and following in "里中住门的"
    if home and is_name(word[:-1], vocab):
        cover(scan, node.start, node.start + 2, "person:trimmed")
        return True
    if (
        len(word) >= 3
        and word[-1] in "在和说与等对向是就从为将带作"
        and (is_name(word[:-1], vocab) or is_transliterated(word[:-1], vocab))
        and not (len(word) == 3 and word[-1] in "等和为向" and _comma_after(scan, i))
        and not (word[-1] == "和" and following and following in _NOT_JOINED)
    ):
        cover(scan, node.start, node.start + len(word) - 1, "person:trimmed")
        return True
    if word[-1] in "受由" and len(word) == 4 and is_name(word[:-1], vocab):
        cover(scan, node.start, node.start + 3, "person:trimmed")
        return True  # 副主任李大明受|县政府委托
    return False


def _compound(scan: Scan, context: Context, i: int, node: Node, word: str) -> bool:
    """Join a compound surname behind a title to the given name that follows: 局长欧阳|明."""
    nxt = scan.nodes[i + 1] if i + 1 < len(scan.nodes) else None
    if (
        len(word) == 2
        and word in context.lexicon.surnames
        and nxt is not None
        and len(nxt.word) <= 2
        and is_titled(scan, context, i)
        and not nxt.type
        and nxt.tag not in ("w", "p", "c", "d")
    ):
        scan.replace(i, i + 1, person(node.start, nxt.end, word + nxt.word, "person:compound"))
        return True
    return False


def _widened(scan: Scan, context: Context, i: int, node: Node) -> bool:
    """Join to a tagged name what it was torn from: 宝音|德力格尔, 主任更|藏吉, 村民向|正兰, 巴音才|次克."""
    vocab = context.vocab
    if i + 1 < len(scan.nodes):
        nxt = scan.nodes[i + 1]
        if (
            not nxt.type
            and nxt.start == node.end
            and nxt.tag != "w"
            and is_transliterated(node.word + nxt.word, vocab)
        ) and (
            not is_transliterated(node.word, vocab)
            or (nxt.word in vocab.groups.minority and len(nxt.word) >= 2)
        ):
            scan.replace(i, i + 1, person(node.start, nxt.end, node.word + nxt.word, "person:widened"))
            return True
    before = scan.nodes[i - 1] if i else None
    if before is None or before.type or before.end != node.start or before.tag == "w":
        return False
    word = before.word + node.word
    if before.word == "曾" and len(node.word) == 2:
        scan.replace(i - 1, i, person(before.start, node.end, word, "person:widened"))
        return True  # 曾|常辉: no adverb stands right before a name
    parts = vocab.groups.minority
    behind_title = i >= 2 and (
        scan.nodes[i - 2].word in vocab.lexicon.titles
        or scan.nodes[i - 2].word in vocab.groups.resident
        or scan.nodes[i - 2].word == "、"
        or scan.nodes[i - 2].word.endswith("领导")
        or (scan.nodes[i - 2].word == "，" and scan.text[node.end : node.end + 1] == "、")
    )
    if (before.word in parts and len(before.word) >= 2 and len(word) <= 7) or (
        behind_title
        and len(before.word) == 1
        and len(node.word) == 2
        and (
            is_transliterated(word, vocab)
            or (
                before.word in vocab.lexicon.surnames
                and (not is_name(node.word, vocab, 1.0) or _attends(scan, i))
            )
        )
    ):
        scan.replace(i - 1, i, person(before.start, node.end, word, "person:widened"))
        return True
    return (
        behind_title
        and len(before.word) == 1
        and len(node.word) == 3
        and is_name(word[:3], vocab)
        and word[3] in vocab.groups.follower
        and cover(scan, before.start, node.end - 1, "person:widened")  # 委员|楼|尚德任
    )


def _attends(scan: Scan, i: int) -> bool:
    """县领导向|红梅、李明出席: do those of the list that begins at ``i`` attend, so 向 is a surname?"""
    k = i + 1
    while k + 1 < len(scan.nodes) and scan.nodes[k].word in ("、", "和"):
        k += 2
    return k < len(scan.nodes) and scan.nodes[k].word.startswith(("出席", "参加", "陪同", "分别", "到会"))


def _comma_after(scan: Scan, i: int) -> bool:
    """Does a mark follow, so that the last character belongs to the name (王为民、李和、)?"""
    return i + 1 >= len(scan.nodes) or scan.nodes[i + 1].word in ("、", "，", "。", "）", "（")


def _ends_like_a_place(word: str, context: Context) -> bool:
    """石河桥, 李家村: tagged as a person, but the last word is that of a place."""
    if word[-1] == "县":
        return True
    return (
        word[-1] in "桥村镇乡路街巷屯寨"
        and any(
            h.type in ("Place", "Community") and h.weight == "strong"
            for h in context.lexicon.heads.get(word[-1:], ())
        )
    ) or word[-2:] in context.groups.placeend


def _grow(scan: Scan, context: Context, i: int, node: Node) -> None:
    """A tagged two-character name followed by a lone odd character may be three (王秀|兰, 金克|难|当选)."""
    vocab = context.vocab
    nxt = scan.nodes[i + 1]
    if nxt.word == "为" and _HANDED.match(scan.text, nxt.end):
        return
    after = scan.nodes[i + 2] if i + 2 < len(scan.nodes) else None
    word = node.word + nxt.word
    if (
        (
            len(nxt.word) == 1
            and nxt.tag in ("n", "nz", "a", "ORG", "LOC", "PER", "xc", "nr")
            and not nxt.type
            and is_name(word, vocab)
            and nxt.word not in "市区县省州镇乡村部局家人书说等"
            and (after is None or after.tag in ("v", "w", "p", "d", "m") or after.word in ("、", "等"))
        )
        or (
            len(nxt.word) == 1
            and nxt.tag not in ("w", "p", "c", "u", "r")
            and not nxt.type
            and is_name(word, vocab)
            and nxt.word not in "市区县省州镇乡村部局家人说等"
            and not follower_at(scan.text, node.end, context)
            and follows(scan.text, nxt.end, context)
            and is_titled(scan, context, i)
        )
        or (is_name(word, vocab) and _governs_nothing(scan, context, i))
    ):
        scan.replace(i, i + 1, person(node.start, nxt.end, word, "person:grown"))
    elif _owns_home(scan, context, i) or _all_of_one(scan, context, i):
        cover(scan, node.start, node.end + 1, "person:grown")


_NOT_JOINED = frozenset("把被给说将用")
"""What stands behind no 和 that joins two things (叶长和|把他送回)."""

_LACKING = frozenset("同与向从由于因以其也又且才即会传成进立胜能有永则乃尚亦")
"""Function words that are the last character of a given name where what they need does not follow."""

_WILL = frozenset("要可得应")
"""Modal verbs that no verb of being elected stands behind."""

_OFTEN = frozenset("也又且才即则乃尚亦能有因以由")
"""Those that do stand before verbs."""


def _governs_nothing(scan: Scan, context: Context, i: int) -> bool:
    """Is a function word the third character of the name before it: 县长张拴|会|一同参加, 李兴|也|，?

    A preposition needs its object, an adverb or a modal verb its verb: before a mark, or before a verb of
    attendance, it is no word of its own.
    """
    word = scan.nodes[i + 1].word
    after = scan.nodes[i + 2] if i + 2 < len(scan.nodes) else None
    if word == "和" and (after is None or after.word in _NOT_JOINED or after.word in ("，", "。", "；")):
        return True  # 父亲叶长|和|把他送回, 县长欧树|和|，
    if word not in _LACKING | _WILL or scan.nodes[i + 1].type:
        return False
    if word not in _WILL and (after is None or after.word in ("、", "，", "。", "；", "（", "等")):
        return True
    if after is None:
        return False
    before = scan.nodes[i - 1] if i else None
    opens = before is None or before.tag == "w" or is_titled(scan, context, i)
    if word in _WILL:
        return after.word.startswith(("当选", "被任命", "被选"))  # 黎纲|要|当选: what is told is done
    if word in _OFTEN:
        return False  # 也参加, 才当选
    return opens and len(follower_at(scan.text, after.start, context)) >= 2


def _all_of_one(scan: Scan, context: Context, i: int) -> bool:
    """主任、孙础|均为|县交通局局长: 均 behind one person is the end of the name."""
    nxt, before = scan.nodes[i + 1], scan.nodes[i - 1] if i else None
    if nxt.word[0] not in "均都" or nxt.type or before is None or before.type:
        return False
    if nxt.word not in ("均", "均为", "均任", "都为"):
        return False
    alone = before.word in context.groups.appoint or (
        before.word in ("、", "，") and i >= 2 and scan.nodes[i - 2].word in context.lexicon.titles
    )
    return alone and is_name(scan.nodes[i].word + nxt.word[0], context.vocab)


def _owns_home(scan: Scan, context: Context, i: int) -> bool:
    """劳模谭明|学家，, 群众王崇|国家|中: is the home of a name of three characters torn from its last?"""
    nxt = scan.nodes[i + 1]
    following = scan.nodes[i + 2].word[0] if i + 2 < len(scan.nodes) else "。"
    return (
        len(nxt.word) == 2
        and nxt.word[1] == "家"
        and nxt.word[0] not in "一老大全人自回到搬管出专作画农商店儿行"
        and not nxt.type
        and following in "，。、；中里的门看慰走"
        and is_name(scan.nodes[i].word + nxt.word[0], context.vocab)
    )


def is_titled(scan: Scan, context: Context, i: int) -> bool:
    """Does a title or a list of people stand directly before node ``i``?"""
    before = scan.nodes[i - 1] if i else None
    if before is None:
        return False
    if before.word in context.groups.journalist or scan.sentence.role is Role.BYLINE:
        return True
    return (
        before.word in context.lexicon.titles
        or before.word in context.groups.resident
        or before.word in context.groups.member
        or (before.word == "、" and i >= 2 and scan.nodes[i - 2].type == "Person")
    )
