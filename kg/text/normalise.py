"""Layout repair and normalising: printed text to one analysed form, with the way back to every character.

The analysed form is what every later rule sees: no layout spaces, no hard line breaks, no invisible
characters, half-width letters and digits, full-width ``，。：；？！（）`` and curly quotes. Every step drops
characters or replaces one by one, so that each character keeps the offset of the one it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from kg.model import Mapped

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters (and radicals, 々〇) for use inside a regular expression's brackets."""

_DROP = "\x00"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_FORMS = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "｢": "“",
    "｣": "”",
    "〝": "“",
    "〞": "”",
    "„": "“",
    "‟": "“",
    "´": "'",
    "`": "'",
    "‚": "，",
    "、": "、",
    "､": "、",
    "｡": "。",
    "﹐": "，",
    "﹑": "、",
    "﹒": "。",
    "﹔": "；",
    "﹕": "：",
    "﹖": "？",
    "﹗": "！",
    "﹙": "（",
    "﹚": "）",
    "•": "·",
    "‧": "·",
    "・": "·",
    "･": "·",
    "∙": "·",
    "⋅": "·",
    "─": "—",
    "―": "—",
    "﹣": "-",
    "‐": "-",
    "‑": "-",
}


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Return the one-to-one table: width, spaces, breaks, compatibility ideographs, things to drop."""
    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII; the sentence marks stay as they are
        char = chr(code)
        if char not in "，：；？！（）":
            table[code] = chr(code - 0xFEE0)
    for code in [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    for code in (*range(0x3000), *range(0xFFF0, 0xFFFC), *range(0xE0000, 0xE1000)):
        if unicodedata.category(chr(code)) in ("Cc", "Cf"):
            table[code] = _DROP
    for code in (0x115F, 0x1160, 0x3164, 0xFEFF, 0xFFFC, 0xFFFD, *range(0xFE00, 0xFE10)):
        table[code] = _DROP
    for code in range(0xD800, 0xE000):
        table[code] = _DROP
    table.update({ord(c): " " for c in _SPACES})
    table.update({ord(c): "\n" for c in _BREAKS})
    table[ord("\n")] = "\n"
    table.update({ord(k): v for k, v in _FORMS.items()})
    return table


_GAP = re.compile(r"[ \n\x00]+")
_WIDE = re.compile(rf"[{CJK}，。：；？！（）、“”‘’《》〈〉【】—…·□]")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_HAN = re.compile(rf"[{CJK}]")

# A by-line stands in a paragraph: the spaces in it divide names.
_BYLINE = re.compile(
    r"(?:记者|通讯员|特约记者|实习生|摄影|见习记者|特约通讯员|实习记者)[ \n]+[^，。：；（）()、,;:]{1,40}"
)
# Three or more names divided by spaces: a list without commas.
_NAME = rf"(?:[{CJK}]{{2,4}}|[{CJK}][ ]+[{CJK}]{{1,2}})"
_NAME_LIST = re.compile(rf"(?<![{CJK}])(?:{_NAME}[ ]+){{2,}}{_NAME}(?![{CJK}])")
_SPACED_NAME = re.compile(rf"(?<![{CJK}])([{CJK}])[ ]+([{CJK}]{{1,2}})(?![{CJK}])")


def mapped(
    text: str,
    base: int = 0,
    *,
    headline: bool = False,
    mend: Callable[[str], str] | None = None,
    simplify: Callable[[str], str] | None = None,
) -> Mapped:
    """Return ``text`` in the analysed form, each character with its offset counted from ``base``.

    Args:
        text: a stretch of the file as printed, hard line breaks and all.
        base: the offset of its first character in the file.
        headline: True for a headline, heading or by-line, where a space divides phrases or names and stays.
        mend: a function that mends misprints and keeps the length (:class:`kg.text.mending.Mender`).
        simplify: a function from traditional to simplified characters that keeps the length.
    """
    return mapped_pieces([(text, base)], headline=headline, mend=mend, simplify=simplify)


def mapped_pieces(
    pieces: Sequence[tuple[str, int]],
    *,
    headline: bool = False,
    mend: Callable[[str], str] | None = None,
    simplify: Callable[[str], str] | None = None,
) -> Mapped:
    """Return several stretches of a file, in ascending order, as one analysed text (see :func:`mapped`).

    Raises:
        ValueError: the pieces overlap or do not ascend.
    """
    pieces = [p for p in pieces if p[0]]
    end = -1
    for piece, base in pieces:
        if base < end:
            raise ValueError(f"piece at {base} starts before {end}")
        end = base + len(piece)
    raw = "\n".join(piece for piece, _ in pieces)
    offsets: Sequence[int]
    if len(pieces) <= 1:
        base = pieces[0][1] if pieces else 0
        offsets = range(base, base + len(raw))
    else:
        spread: list[int] = []
        for piece, base in pieces:
            if spread:
                spread.append(spread[-1])  # the line break put between two pieces, dropped or one space
            spread.extend(range(base, base + len(piece)))
        offsets = spread
    changed = raw.translate(_table())
    if simplify is not None:
        changed = _same_length(simplify(changed), changed)
    changed, offsets = _without_gaps(changed, offsets, headline)
    changed = _full_width(_curly(changed))
    if mend is not None:
        changed = _same_length(mend(changed), changed)
    if not isinstance(offsets, range):
        offsets = tuple(offsets)
    return Mapped(changed, offsets)


def _same_length(new: str, old: str) -> str:
    return new if len(new) == len(old) else old


def _without_gaps(text: str, offsets: Sequence[int], headline: bool) -> tuple[str, Sequence[int]]:
    """Drop layout spaces, line breaks and invisible characters; keep one space where it divides words."""
    if not _GAP.search(text):
        return text, offsets
    keep: list[tuple[int, int]] = []  # stretches in which a space between Han characters divides names
    if not headline:
        for pattern in (_BYLINE, _NAME_LIST):
            keep.extend(m.span() for m in pattern.finditer(text))
        keep.sort()
    names = [m.span() for m in _SPACED_NAME.finditer(text)]
    spaced_out = headline and _is_spaced_out(text)
    out: list[str] = []
    marks: list[int] = []
    kept = named = at = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        out.append(text[at:start])
        marks.extend(offsets[at:start])
        at = end
        if start == 0 or end == len(text):
            continue
        while kept < len(keep) and keep[kept][1] <= start:
            kept += 1
        while named < len(names) and names[named][1] <= start:
            named += 1
        divides = headline or (kept < len(keep) and keep[kept][0] < start)
        if named < len(names) and names[named][0] < start and end < names[named][1]:
            divides = False  # 李  明
        if _keeps(text[start - 1], gap.group(), text[end], divides and not spaced_out, headline):
            out.append(" ")
            marks.append(offsets[start])
    out.append(text[at:])
    marks.extend(offsets[at:])
    return "".join(out), marks


def _is_spaced_out(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(len(w) == 1 for w in words)


def _keeps(left: str, gap: str, right: str, divides: bool, headline: bool) -> bool:
    """Tell whether white space between two characters stays as one space."""
    if not gap.strip("\x00"):
        return False  # nothing but invisible characters
    if divides:
        if headline and left.isascii() and left.isalnum() and right.isascii() and right.isalnum():
            return True
        if headline and (left.isdigit() or right.isdigit()):
            return len(gap) > 1  # 14 名 is one phrase, 16:30   作者 are two
        if headline:
            return bool(_HAN.match(right) or right in "“‘《\"'(（#+" or _HAN.match(left)) and not (
                left.isdigit() or right.isdigit() or right in "，。、：；,.:;）)"
            )
        return bool(_HAN.match(left) and _HAN.match(right))
    if _WIDE.match(left) or _WIDE.match(right):
        return False
    if left in ",.:;?!()\"'" or right in ",.:;?!()\"'":
        return bool(_ASCII_LETTER.match(left) and _ASCII_LETTER.match(right))
    return not ("\n" in gap and left.isdigit() and right.isdigit())


_STRAIGHT = re.compile("[\"']")
_OPENS_AFTER = "，、：；（《,:;([ —"
_CLOSES_BEFORE = "，。、；：）》,.;:)！？!? "


def _curly(text: str) -> str:
    """Turn straight quotes into paired curly ones, by alternation, set right where the context is plain."""
    if '"' not in text and "'" not in text:
        return _one_sided(text)
    chars = list(text)
    is_open = {'"': False, "'": False}
    for found in _STRAIGHT.finditer(text):
        i, mark = found.start(), found.group()
        left, right = text[i - 1 : i], text[i + 1 : i + 2]
        if mark == "'" and left.isascii() and left.isalnum() and right.isascii() and right.isalnum():
            continue  # it's
        opening = not is_open[mark]
        if opening and left and (not right or right in _CLOSES_BEFORE) and left not in _OPENS_AFTER + "\"'。":
            opening = False  # its opening mark is lost
        elif not opening and left and left in "：:（(、" and right and right not in _CLOSES_BEFORE:
            opening = True  # the closing mark before it is lost
        is_open[mark] = opening
        if mark == '"' and opening:
            is_open["'"] = False
        chars[i] = ("“" if opening else "”") if mark == '"' else ("‘" if opening else "’")
    return "".join(chars)


def _one_sided(text: str) -> str:
    """Pair the quotes of a text that uses one of “ ” for both sides."""
    for only, other in (("”", "“"), ("“", "”"), ("’", "‘"), ("‘", "’")):
        if text.count(only) > 1 and other not in text:
            parts = text.split(only)
            pair = "“”" if only in "“”" else "‘’"
            out = [parts[0]]
            for n, part in enumerate(parts[1:]):
                out.append(pair[n % 2])
                out.append(part)
            text = "".join(out)
    return text


_HALF = re.compile(r"[,:;?!()]|-{2,}|\.{3,}|\.$")
_TO_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}


def _full_width(text: str) -> str:
    """Give punctuation between Chinese its full width; numbers, times and foreign words keep theirs."""
    if not _HAN.search(text):
        return text

    def widen(match: re.Match[str]) -> str:
        mark = match.group()
        if mark in "()":
            return _TO_FULL[mark]
        if mark[0] == "-":
            return "—" * len(mark)
        if len(mark) >= 3:
            return "…" * len(mark)
        left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if mark == ".":
            return "。" if left and _HAN.match(left) else mark
        if left.isascii() and left.isalnum() and right.isascii() and (right.isalnum() or right == "/"):
            return mark
        return _TO_FULL[mark]

    return _HALF.sub(widen, text)


def changes(raw: str, ready: Mapped, base: int = 0) -> list[tuple[int, str, str]]:
    """Return ``(offset, printed, analysed)`` of every character of ``ready`` that differs from the file."""
    return [
        (o, raw[o - base], c) for c, o in zip(ready.text, ready.offsets, strict=True) if raw[o - base] != c
    ]


def ascending(offsets: Sequence[int]) -> bool:
    """Tell whether no offset falls."""
    return all(a <= b for a, b in pairwise(offsets))
