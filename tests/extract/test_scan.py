from __future__ import annotations

import pytest
from extract_reading import Reader

from kg.corpus import read_bytes
from kg.extract.context import context
from kg.extract.scan import scan
from kg.text import analyse

_SENTENCES = (
    "凤冈县委副书记、县长罗一帆到永安镇田坝村调研。",
    "瑞昌市税务局联合瑞昌市供电公司开展走访。",
    "当涂县委第三巡察组对县民政局党组开展巡察。",
    "新疆伊宁市英也尔乡界梁子村开了民宿。",
    "政协委员阿依努尔·吐尔逊（女，维吾尔族）发言。",
    "𠮷林镇的“一码通办”上线了……",
)


@pytest.mark.parametrize("text", _SENTENCES)
def test_nodes_cover_the_sentence_without_gap_or_overlap(text: str, reader: Reader) -> None:
    result = read_bytes("a.txt", f"基层动态\n\n{text}\n".encode(), reader.lexicon, reader.gazetteer)
    for analysed in analyse(result.documents, reader.tagger, reader.lexicon):
        known = context(analysed.document, reader.lexicon, reader.gazetteer)
        for sentence in analysed.sentences:
            made = scan(sentence, known.vocab, known.local, known.own)
            assert "".join(n.word for n in made.nodes) == made.text
            assert all(made.text[n.start : n.end] == n.word for n in made.nodes)
            for index, node in enumerate(made.nodes):
                assert made.at_start(node.start) == made.at_end(node.end) == index


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("县残联联合县总工会走访职工。", "联合"),
        ("慈溪市公安局会同市市场监管局查处了窝点。", "会同"),
        ("武进区司法局组织志愿者清理河道。", "组织"),
        ("略阳县卫健局牵头开展义诊。", "牵头"),
    ],
)
def test_verbs_between_bodies_are_words_of_their_own(text: str, word: str, reader: Reader) -> None:
    names = reader(text).names
    assert names
    assert not any(word in name for name in names)
