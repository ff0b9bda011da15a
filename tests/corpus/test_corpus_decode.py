"""Encodings: found and named, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.decode import Decoded, UndecodableError, decode

TEXT = (
    "近日，云岭县委书记高文清主持召开会议，研究部署全县防汛工作。县应急管理局、县水利局负责人参加会议。\n" * 3
)
OLD = (
    "近日，縣長陳志明主持會議，研究部署全縣防颱工作。各鄉鎮公所與會，決議加強沿海巡查，確保民眾生命財產安全。\n"
    * 3
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "gb2312", "utf-32"],
)
def test_simplified(encoding: str) -> None:
    data = TEXT.encode(encoding)
    found = decode(data)
    assert found.text == TEXT
    assert data.decode(found.encoding) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030"])
def test_traditional(encoding: str) -> None:
    found = decode(OLD.encode(encoding))
    assert found.text == OLD


def test_assumptions_are_told() -> None:
    assert decode(TEXT.encode()).note == ""
    assert "read as gb18030" in decode(TEXT.encode("gbk")).note
    assert "read as big5" in decode(OLD.encode("big5")).note
    assert "no byte order mark" in decode(TEXT.encode("utf-16-le")).note


def test_a_few_broken_bytes() -> None:
    data = bytearray(TEXT.encode() * 3)
    data[50] = 0xFF
    found = decode(bytes(data))
    assert found.text.count("\ufffd") in (1, 2, 3)
    assert "were replaced" in found.note


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\r\n", "only white space"),
        (b"\xef\xbb\xbf\n", "only white space"),
        (b"\x00\x01\x02" * 400, "binary data"),
        (b"%PDF-1.7 \x00", "a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(128, 256)) * 40, "no known encoding"),
        (b"\xff\xfe\x00\xd8", "cannot be read as utf-16"),
        (b"\x01\x02\x03\x04\x05\x06" * 200, "binary data"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode(data)


def test_told_encoding() -> None:
    assert decode(TEXT.encode("gbk"), "GB2312") == Decoded(TEXT, "gb18030")
    with pytest.raises(UndecodableError, match="no encoding called"):
        decode(b"x", "klingon")
    with pytest.raises(UndecodableError, match="as was told"):
        decode(TEXT.encode("gbk"), "utf-8")


def test_text_with_a_nul_in_it() -> None:
    assert decode((TEXT * 10 + "\x00").encode()).text.endswith("\x00")
    assert decode(("县长\x00" + TEXT).encode()).text.startswith("县长")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    try:
        found = decode(data)
    except UndecodableError:
        return
    assert found.text == data.decode(found.encoding, "replace")
