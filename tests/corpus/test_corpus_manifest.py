"""The manifest: read, checked, and stronger than inference."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.corpus import ManifestRow, read_file, read_manifest
from kg.errors import InputError
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.tables import Lexicon

PAGE = "云上街道开展义诊\n近日，街道组织医生到社区开展义诊活动，区卫健委负责人参加。\n"


def write(folder: Path, text: str) -> Path:
    file = folder / "manifest.csv"
    file.write_text(text, encoding="utf-8-sig")
    return file


def test_rows(tmp_path: Path) -> None:
    file = write(tmp_path, "file,publication,date,place\na.txt,安阳日报,2021-11-13,410502\nb/c.txt,,2024,\n")
    assert read_manifest(file) == {
        "a.txt": ManifestRow("a.txt", "安阳日报", "2021-11-13", "410502"),
        "b/c.txt": ManifestRow("b/c.txt", "", "2024", ""),
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the manifest is empty"),
        ("name,date\nx,2024\n", ":1: columns are"),
        ("file,date\na.txt,13 May\n", ":2: date is '13 May'"),
        ("file,date\na.txt,2024,x\n", ":2: 3 cells"),
        ("file,date\n,2024\n", "'file' is empty"),
        ("file\na.txt\na.txt\n", ":3: 'a.txt' stands in an earlier line"),
        ('file\n"a.txt\n', "not CSV"),
    ],
)
def test_malformed(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_manifest(write(tmp_path, text))


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "manifest.csv"
    file.write_bytes("file,place\na.txt,安阳市\n".encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        read_manifest(file)


def test_it_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "文峰区动态\n近日，文峰区召开会议。8月4日，区委书记讲话。\n", encoding="utf-8"
    )
    row = ManifestRow("a.txt", "云岭报", "2023-08-05", "河南省安阳市北关区")
    result = read_file(tmp_path, tmp_path / "a.txt", Lexicon(), Gazetteer.open(), {"a.txt": row})
    (document,) = result.documents
    assert document.article.publication == "云岭报"
    assert document.article.date == "2023-08-04"
    assert document.article.place == "410503"
    assert document.place.reason == "manifest"


def test_an_unknown_place_is_reported_and_the_rest_built(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    row = ManifestRow("a.txt", place="乌有县")
    result = read_file(tmp_path, tmp_path / "a.txt", Lexicon(), Gazetteer.open(), {"a.txt": row})
    assert len(result.documents) == 1
    assert "there is no place called '乌有县'" in result.rejected[0].reason
