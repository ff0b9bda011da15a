"""Names that their company shows: in lists, before 等N名 and 同志, behind verbs of appointment."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.nodes import TOWN_LEVELS, Node, Scan
from kg.extract.people.fullname import COMMON, STOPS, cover, follower_at, is_name, is_transliterated, person


def in_lists(scan: Scan, context: Context) -> None:
    """Find the untagged member of a list of names: 张明、王红、智勇、李建军."""
    vocab, text = context.vocab, scan.text
    if "、" not in text:
        return
    spans = [(n.start, n.end) for n in scan.nodes if n.type == "Person"]
    for start, end in spans:
        for lo, hi in (_segment_after(text, end), _segment_before(text, start)):
            word = text[lo:hi]
            if 2 <= len(word) <= 4 and (is_name(word, vocab, COMMON) or is_transliterated(word, vocab)):
                index = scan.at_start(lo)
                if index is not None and scan.nodes[index].type:
                    continue
                if index is None:
                    continue
                between = (
                    text[hi : hi + 1] == "、" and text[lo - 1 : lo] == "、" and is_name(word, vocab, 1.0)
                )
                if (
                    not between
                    and word[0] != "曾"
                    and any(_verbal(n) for n in scan.nodes[index:] if n.end <= hi)
                ):
                    continue
                if between and any(
                    n.tag in ("v", "p", "d") and len(n.word) >= 2 for n in scan.nodes[index:] if n.end <= hi
                ):
                    continue
                cover(scan, lo, hi, "person:listed")


def _verbal(node: Node) -> bool:
    """Is it a word that no name holds: a verb, an adverb, a common noun of two characters?"""
    return node.tag in ("v", "vn", "d", "p", "ad", "m", "q") or (node.tag == "n" and len(node.word) >= 2)


def listed_before_verb(scan: Scan, context: Context) -> None:
    """The last of a list where a verb follows at once: 次仁旺堆、洛桑用身边事给群众上课."""
    for i in range(2, len(scan.nodes)) if "、" in scan.text else ():
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
                or (
                    is_name(node.word, context.vocab, COMMON)
                    and len(follower_at(scan.text, node.end, context)) >= 2
                )
            )
        ):
            scan.nodes[i] = person(node.start, node.end, node.word, "person:listed")


_OTHERS = re.compile(
    r"(?:(?<=[请聘彰访望问了、])|(?<=[省市县区州旗镇乡村]))([\u4e00-\u9fff]{2,3})等"
    r"(?=\d+[名位人]|[一二三四五六七八九十]+[名位人])"
)


def and_others(scan: Scan, context: Context) -> None:
    """聘请相保等9名长者: what stands before 等N名 and behind a verb is a name if it can be one."""
    for match in _OTHERS.finditer(scan.text) if "等" in scan.text else ():
        index = scan.at_start(match.start())
        if (
            index is not None
            and not scan.nodes[index].type
            and is_name(match.group(1), context.vocab, COMMON)
        ):
            cover(scan, match.start(1), match.end(1), "person:others")


_APPOINTING = ("任命", "提名", "推荐", "选举", "聘任", "聘请", "增补", "推选", "免去")
_APPOINTED = re.compile(rf"(?:{'|'.join(_APPOINTING)})([\u4e00-\u9fff]{{2,4}})(?:同志)?(?=为|任|的|担任)")
_LISTED = re.compile(r"(?:任命|免去)([\u4e00-\u9fff]{2,3})(?=、[\u4e00-\u9fff]{2,4}(?:[、等为任的]|分别))")

_ELECTED = re.compile(
    r"(?:^|[，。；：])([\u4e00-\u9fff]{2,4})(?:同志)?(?=当选|不再担任|被任命|被选举|任[\u4e00-\u9fff]{2,16}(?:书记|长|主任|主席))"
)
_HINT = re.compile("|".join((*_APPOINTING, "任", "当选", "被选举")))
"""One of these stands in whatever the three match."""


def appointees(scan: Scan, context: Context) -> None:
    """任命方向为…, 康庄当选…: what is appointed or elected is a person where it can be a name."""
    if _HINT.search(scan.text) is None:
        return
    for pattern in (_APPOINTED, _LISTED, _ELECTED):
        for match in pattern.finditer(scan.text):
            word = match.group(1)
            if (
                is_name(word, context.vocab, COMMON) or is_transliterated(word, context.vocab)
            ) and word not in context.groups.aftertitle:
                cover(scan, match.start(1), match.end(1), "person:appointed")


_REMOVES = re.compile(r"(?:免去|免除|撤销|罢免)(?=[\u4e00-\u9fff]{4,24}职务)")


def removed(scan: Scan, context: Context) -> None:
    """免去李明|副县长职务, 免去李明|县财政局副局长职务: a name goes up to the title or the area behind it."""
    for match in _REMOVES.finditer(scan.text) if "职务" in scan.text else ():
        start = match.end()
        for end in (start + 3, start + 2):
            word, opening = scan.text[start:end], scan.text[end : end + 6]
            titled = any(opening[:n] in context.lexicon.titles for n in (6, 5, 4, 3, 2))
            if (titled or opening[0] in TOWN_LEVELS) and is_name(word, context.vocab, COMMON):
                cover(scan, start, end, "person:removed")
                break


_REMARKED = re.compile(r"([\u4e00-\u9fff·]{2,6})（(?:女|男|[\u4e00-\u9fff]{1,4}族)(?:[，、][^（）]{1,12})?）")


def remarked(scan: Scan, context: Context) -> None:
    """石小丽（女）, 多吉旺（藏族）: before a remark on sex or people stands a name, tagged as one or not."""
    for match in _REMARKED.finditer(scan.text) if "（" in scan.text else ():
        end = match.end(1)
        last = scan.at_end(end)
        if last is not None and scan.nodes[last].type:
            continue
        if last is not None and scan.nodes[last].tag == "PER" and len(scan.nodes[last].word) >= 3:
            cover(scan, scan.nodes[last].start, end, "person:remarked")
            continue
        start = next(
            (
                k
                for k in range(max(match.start(1), end - 4), end - 1)
                if (k == 0 or scan.text[k - 1] in STOPS or scan.at_start(k) is not None)
                and (is_name(scan.text[k:end], context.vocab, COMMON))
                and (k == 0 or scan.text[k - 1] in STOPS or _titled(scan, k, context))
            ),
            None,
        )
        if start is not None:
            cover(scan, start, end, "person:remarked")


def _titled(scan: Scan, start: int, context: Context) -> bool:
    """Does a title or a verb of appointment end at ``start``?"""
    before = scan.at_end(start)
    return before is not None and (
        scan.nodes[before].word in context.lexicon.titles or scan.nodes[before].word in context.groups.appoint
    )


def comrades(scan: Scan, context: Context) -> None:
    """李大山同志兼任…: what stands before 同志 and can be a name is one."""
    for i in range(len(scan.nodes) - 1) if "同志" in scan.text else ():
        node = scan.nodes[i]
        if scan.nodes[i + 1].word == "同志" and not node.type and is_name(node.word, context.vocab, COMMON):
            scan.nodes[i] = person(node.start, node.end, node.word, "person:comrade")


_BRACKET = re.compile(r"（[^（）]{1,8}）")


def _segment_after(text: str, end: int) -> tuple[int, int]:
    """Return the stretch of a list behind the mark that follows ``end``, empty where there is none."""
    bracket = _BRACKET.match(text, end) if text[end : end + 1] == "（" else None
    if bracket is not None:
        end = bracket.end()  # 王秀兰（女）、李大勇
    if text[end : end + 1] != "、":
        return end, end
    stop = end + 1
    while stop < len(text) and text[stop] not in STOPS and stop - end < 6:
        stop += 1
    return (end + 1, stop) if stop < len(text) and text[stop] in "、，；。（" else (end, end)


def _segment_before(text: str, start: int) -> tuple[int, int]:
    """Return the stretch of a list before the mark that precedes ``start``, empty where there is none."""
    if start == 0 or text[start - 1] != "、":
        return start, start
    stop = start - 1
    begin = stop
    while begin > 0 and text[begin - 1] not in STOPS and stop - begin < 6:
        begin -= 1
    opens = begin > 0 and (text[begin - 1] == "、" or (text[begin] == "曾" and text[begin - 1] == "，"))
    return (begin, stop) if opens else (start, start)
