"""Bytes to text: the encoding is found, named, and never guessed in silence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. ``data.decode(encoding)`` gives ``text`` again; ``note`` says what was assumed."""

    text: str
    encoding: str
    note: str = ""


class UndecodableError(ValueError):
    """Bytes that are no text, or text in no encoding known; the message says why."""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip data",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet table",
    b"SQLite format 3": "a SQLite database",
}
# The commonest characters of running Chinese, in simplified and traditional script.
_COMMON = frozenset(
    "的一是在了和有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而"
    "方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把"
    "性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质"
    "市区县村镇街道记者党委书长干部群众服务社会建设组织活动展"
    "這個為們來時對國會後說過動學發產種經機當與關線數體實業點應開還從間樣區縣鎮書長幹眾務設織組織黨報訊記"
    "，。、：；（）“”《》"
)
_STRANGE = re.compile(
    "[\ue000-\uf8ff\ufffd\u0080-\u009f\u3100-\u31ff\uff61-\uff9f\u0e00-\u0e7f\uac00-\ud7af]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 60_000


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of ``data``: by ``encoding``, else BOM, strict UTF-8, GB18030, Big5, then a guess.

    Raises:
        UndecodableError: empty, binary, or in no encoding that gives Chinese text; says which.
    """
    if not data.strip(b" \t\r\n\x0b\x0c"):
        raise UndecodableError("the file is empty" if not data else "the file holds only white space")
    if encoding:
        return _as_told(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data, name, f"it starts with the byte order mark of {name}"), name)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UndecodableError(f"not a text file: it starts like {what}")
    wide = _utf16_without_bom(data)
    if wide:
        return wide
    if b"\x00" in data:
        share = data.count(b"\x00") / len(data)
        if share > 0.001 or len(data) < 1000:
            if _is_text_with_nuls(data):
                return Decoded(data.decode("utf-8"), "utf-8", "NUL characters were passed over")
            raise UndecodableError(
                f"binary data: {data.count(0)} NUL bytes, the first at byte {data.find(0)}"
            )
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    return _legacy(data, broken)


def _as_told(data: bytes, encoding: str) -> Decoded:
    name = "gb18030" if encoding.lower().replace("-", "") in ("gb2312", "gbk", "cp936") else encoding
    try:
        return _checked(data.decode(name), name)
    except LookupError as error:
        raise UndecodableError(f"there is no encoding called {encoding!r}") from error
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not {encoding} as was told: byte {error.start} cannot be read") from error


def _strict(data: bytes, name: str, why: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"{why}, but byte {error.start} cannot be read as {name}") from error


def _checked(text: str, encoding: str, note: str = "") -> Decoded:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if controls > max(8, len(sample) // 20) and controls * 4 > len(sample.strip()):
        raise UndecodableError(f"binary data: {controls} control characters in the first {len(sample)}")
    if not text.strip("\ufeff \t\r\n\x0b\x0c\x00"):
        raise UndecodableError("the file holds only white space")
    return Decoded(text, encoding, note)


def _is_text_with_nuls(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return score(text) > 0.15 and text.count("\x00") * 10 < len(text)


def _utf16_without_bom(data: bytes) -> Decoded | None:
    if len(data) < 8 or len(data) % 2 or (b"\n" not in data and len(data) < 40):
        return None
    sample = data[:_SAMPLE]
    best: tuple[float, str] = (0.0, "")
    for name in ("utf-16-le", "utf-16-be"):
        try:
            sample[: len(sample) // 2 * 2].decode(name)
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        best = max(best, (score(text[:_SAMPLE]), name))
    if best[0] < 0.3:
        return None
    return Decoded(data.decode(best[1]), best[1], f"no byte order mark; read as {best[1]} by its characters")


def _legacy(data: bytes, broken: int) -> Decoded:
    """Read what is not UTF-8: the Chinese encoding whose text looks most like Chinese."""
    found: list[tuple[float, str]] = []
    for rank, name in enumerate(("gb18030", "big5", "big5hkscs")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        found.append((score(text[:_SAMPLE]) - rank * 0.001, name))
    if found and max(found)[0] >= 0.12:
        name = max(found)[1]
        return _checked(data.decode(name), name, f"not UTF-8 (byte {broken}); read as {name}")
    damaged = _damaged(data)
    if damaged:
        return damaged
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and best.encoding not in ("ascii", "utf_8"):
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            text = ""
        if text and score(text[:_SAMPLE]) >= 0.12:
            note = f"not UTF-8 (byte {broken}); guessed to be {best.encoding}"
            return _checked(text, best.encoding, note)
    raise UndecodableError(
        f"in no known encoding: not UTF-8 at byte {broken}, and no other reading gives Chinese"
    )


def _damaged(data: bytes) -> Decoded | None:
    """Read UTF-8 or GB18030 with a few broken bytes; each stands as U+FFFD, and the note counts them."""
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, "replace")
        lost = text.count("\ufffd")
        if lost * 200 <= len(text) and score(text[:_SAMPLE]) >= 0.2:
            return Decoded(text, name, f"{lost} bytes are not {name} and were replaced")
    return None


def score(text: str) -> float:
    """Return how much ``text`` looks like running Chinese: common characters for, strange ones against."""
    body = "".join(c for c in text if not c.isspace())
    if not body:
        return 0.0
    common = sum(c in _COMMON for c in body)
    return (common - 3 * len(_STRANGE.findall(body))) / len(body)
