"""Hostile and odd input: never a crash, never a hang, the same result every time, true offsets."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import files, read_bytes, read_file
from kg.corpus.layout import LONGEST
from kg.lexicon import tables
from kg.lexicon.gazetteer import Gazetteer

LEXICON = tables.load()
GAZETTEER = Gazetteer.open()
LINES = [
    *("", "", "", "# ", "## 标题", "> 引文", "- 项目", "--7月6日,区里开会,", "一明确1名领导", "本报讯"),
    *("本报讯(记者 高远)近日,", "□本报记者 高远 通讯员 白 娟", "记者 高远 文/图", "(高远 摄)", "——某地纪实"),
    *(
        "图为开会。(高远 摄)",
        "责任编辑：王一",
        "来源：云岭县 发布时间：2024-05-06",
        "2024年5月6日 星期一 第3版",
    ),
    *(
        "产业兴 百姓富",
        "区妇联",
        "近日,文峰区召开会议,研究部署了受影",
        "响的农田工作。会后",
        '“你好!”他说。"好"',
    ),
    *("周口日报", "\u3000\u3000云岭县委", "深人群众,找准切人点", "<script>alert(1)</script>", "=cmd()"),
    *("\x00\u202e\ufeff", "各镇（街道）：", "𠮷田县长", "\x0b\x85"),
]
ENDLESS = [
    *("(" * 5000, "（记者 " * 3000, "\n" * 50_000, "“" * 4000, "记者 高远 " * 3000, "- " * 5000, "一" * 9000),
    *(
        "县\n" * 9000,
        "本报讯" * 3000,
        "1月1日" * 5000,
        "社区" * 5000,
        "示范区" * 4000,
        "镇" * 9000,
        " \n" * 20_000,
    ),
    *(
        "、".join(["王芳"] * 9000),
        "县委" * 200 + "\n\n" + "书记" * 200,
        "近日" * 20 + "\n",
        "文峰区委" * 9000,
    ),
]


def check(text: str) -> None:
    result = read_bytes("x.txt", text.encode("utf-8", "surrogatepass"), LEXICON, GAZETTEER)
    for document in result.documents:
        article = document.article
        assert 0 <= article.start < article.end <= len(result.text)
        last = -1
        for block in document.blocks:
            offsets = list(block.text.offsets)
            assert len(offsets) == len(block.text.text) > 0
            assert offsets == sorted(offsets)
            assert offsets[0] >= last
            last = offsets[0]
            assert article.start <= offsets[0]
            assert offsets[-1] < article.end
            assert "\n" not in block.text.text
    seen = [(b.text.offsets[0], b.text.offsets[-1]) for d in result.documents for b in d.blocks]
    assert len(set(seen)) == len(seen)
    again = read_bytes("x.txt", text.encode("utf-8", "surrogatepass"), LEXICON, GAZETTEER)
    assert again == result


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_pages_of_odd_lines(lines: list[str], end: str) -> None:
    check(end.join(lines))


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ENDLESS)
def test_nothing_takes_long(text: str) -> None:
    started = time.process_time()
    read_bytes("x.txt", text.encode(), LEXICON, GAZETTEER)
    assert time.process_time() - started < 3


def test_one_endless_line() -> None:
    text = "县委书记在会上讲话，" * 700_000
    started = time.process_time()
    result = read_bytes("x.txt", text.encode(), LEXICON, GAZETTEER)
    assert time.process_time() - started < 10
    (document,) = result.documents
    assert len(document.blocks[0].text) == LONGEST
    (rejected,) = result.rejected
    assert (
        rejected.reason == f"characters 100000 to {len(text)}: a line of more than 100,000 characters was cut"
    )


def test_unreadable_files_are_told_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 999)
    (tmp_path / "c.txt").write_bytes("……\n---\n".encode())
    (tmp_path / ".hidden.txt").write_text("近日，开会。")
    (tmp_path / "manifest.csv").write_text("file\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.txt").write_text("近日，云岭县召开会议。", encoding="utf-8")
    found = files(tmp_path)
    assert [f.name for f in found] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    results = [read_file(tmp_path, f, LEXICON, GAZETTEER) for f in found]
    assert [bool(r.rejected) for r in results[:2]] == [True, True]
    assert results[3].source == "sub/d.txt"
    assert len(results[3].documents) == 1
    gone = read_file(tmp_path, tmp_path / "gone.txt", LEXICON, GAZETTEER)
    assert "cannot be read" in gone.rejected[0].reason
    assert files(tmp_path / "a.txt") == [tmp_path / "a.txt"]


def test_markup_stays_text() -> None:
    text = "<script>alert(1)</script>县长 =cmd()\n近日，云岭县召开会议，<b>县长</b>讲话。"
    (document,) = read_bytes("x.txt", text.encode(), LEXICON, GAZETTEER).documents
    assert "".join(b.text.text for b in document.blocks).count("<b>") == 1


def test_the_hash_seed_does_not_matter() -> None:
    code = (
        "from pathlib import Path; from kg.corpus import read_file, files; from kg.lexicon import tables;"
        "from kg.lexicon.gazetteer import Gazetteer; r = Path('data/articles'); g = Gazetteer.open();"
        "import hashlib; print(hashlib.sha256(repr([read_file(r, f, tables.load(), g) for f in files(r)])"
        ".encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    digests = set()
    for seed in ("0", "1"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        digests.add(run.stdout)
    assert len(digests) == 1
