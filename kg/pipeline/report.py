"""``report.md``: what was read, found, set aside and left unsure, for a person to read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.graph import Graph
from kg.model import Entity, Rejected
from kg.rdf.validate import Report as Validation
from kg.schema import Schema

_ROWS = 200
_QUESTIONS = 20
_SPECIAL = "\\`*_{}[]()#+-!|~>$=:"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one input file; ``note`` says what was assumed of its encoding, ``reused`` that nothing
    had to be worked out anew."""

    source: str
    sha256: str
    encoding: str
    note: str
    characters: int
    articles: int
    reused: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        output: the export folder.
        sources: the files read, in order.
        rejected: files and stretches that were set aside, with reasons.
        passed_over: files of the input folder that are no plain text by their names.
        validation: what SHACL validation found, None where it was left out.
        counts: how many articles, mentions, entities, statements and questions there are.
    """

    output: Path
    sources: tuple[SourceReport, ...]
    rejected: tuple[Rejected, ...]
    passed_over: tuple[str, ...]
    validation: Validation | None
    counts: Mapping[str, int]

    @property
    def conforms(self) -> bool:
        """False where validation found that the graph breaks its shapes."""
        return self.validation is None or self.validation.conforms

    @property
    def exit_code(self) -> int:
        """0 where all is well, 1 where something was set aside or the graph does not conform."""
        return 1 if self.rejected or not self.conforms else 0


def markdown(report: BuildReport, graph: Graph, schema: Schema) -> str:
    """Return the report as Markdown, in Chinese and English, with nothing of the input left active."""
    parts = [
        "# 构建报告 · Build report\n",
        _read(report),
        _found(graph, schema),
        _set_aside(report.rejected),
        _unsure(graph),
        _validation(report.validation),
    ]
    return "\n".join(parts)


def _read(report: BuildReport) -> str:
    rows = [
        (s.source, f"{s.encoding or '-'}{': ' + s.note if s.note else ''}", s.characters, s.articles)
        for s in report.sources
    ]
    characters, articles = sum(s.characters for s in report.sources), report.counts["articles"]
    total = f"{len(rows)} 个文件，{characters} 字，{articles} 篇文章"
    english = f"{len(rows)} files, {characters} characters, {articles} articles"
    head = ("文件 file", "编码 encoding", "字数 characters", "文章 articles")
    text = f"## 读入 · Read\n\n{total} · {english}\n\n" + _table(head, rows)
    if report.passed_over:
        names = [(name,) for name in report.passed_over]
        text += "\n非文本文件，未读 · Passed over, no text files by their names\n\n" + _table(
            ("文件 file",), names
        )
    return text


def _found(graph: Graph, schema: Schema) -> str:
    types = Counter(e.type for e in graph.resolution.entities)
    said = Counter(s.predicate for s in graph.resolution.statements if s.start is not None)
    derived = Counter(s.predicate for s in graph.resolution.statements if s.start is None)
    modality = Counter(str(s.modality) for s in graph.resolution.statements if s.start is not None)
    entities = _table(
        ("类型 type", "", "实体 entities"),
        [(name, schema.label(name), types[name]) for name in sorted(types)],
    )
    names = sorted(said.keys() | derived.keys())
    relations = _table(
        ("关系 relation", "", "文中所述 stated", "推得 derived"),
        [(name, schema.label(name), said[name], derived[name]) for name in names],
    )
    modalities = _table(("语气 modality", "陈述 statements"), sorted(modality.items()))
    return f"## 所得 · Found\n\n{entities}\n{relations}\n{modalities}"


def _set_aside(rejected: Sequence[Rejected]) -> str:
    rows = [(r.source, r.reason) for r in rejected]
    body = _table(("文件 file", "原因 reason"), rows) if rows else "无 · nothing\n"
    return f"## 搁置 · Set aside\n\n{body}"


def _unsure(graph: Graph) -> str:
    questions = sorted(graph.resolution.questions, key=lambda q: (-q.score, q.left, q.right))
    known = {e.id: e for e in graph.entities()}
    rows = [
        (_named(known, q.left), _named(known, q.right), f"{q.score:.2f}", q.reason)
        for q in questions[:_QUESTIONS]
    ]
    if not rows:
        return "## 存疑 · Left unsure\n\n无 · nothing\n"
    note = f"{len(questions)} 个待定 · open questions; `kg review` lists them with their sentences\n"
    return f"## 存疑 · Left unsure\n\n{note}\n" + _table(
        ("甲 one", "乙 other", "分 score", "缘由 reason"), rows
    )


def _validation(found: Validation | None) -> str:
    if found is None:
        return "## 校验 · Validation\n\n未做 · left out; `kg validate` does it\n"
    state = "符合 · the graph conforms" if found.conforms else "不符合 · the graph does not conform"
    scope = f"{found.articles_checked} / {found.articles} 篇文章 articles, {found.triples} 三元组 triples"
    text = f"## 校验 · Validation\n\nSHACL: {state} ({scope})\n"
    if not found.violations:
        return text
    rows = [(v.severity, v.shape, v.focus, v.path, v.value, v.message) for v in found.violations]
    return (
        text + "\n" + _table(("", "约束 shape", "节点 node", "属性 path", "值 value", "问题 problem"), rows)
    )


def _named(known: Mapping[str, Entity], id_: str) -> str:
    entity = known.get(id_)
    return f"{entity.name} ({id_})" if entity else id_


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    rows = list(rows)
    lines += ["| " + " | ".join(plain(str(cell)) for cell in row) + " |" for row in rows[:_ROWS]]
    text = "\n".join(lines) + "\n"
    if len(rows) > _ROWS:
        text += f"\n…另有 {len(rows) - _ROWS} 行 · and {len(rows) - _ROWS} more rows\n"
    return text


def plain(text: str) -> str:
    """Return ``text`` as Markdown that shows it and does nothing: no markup, no HTML, no hidden marks."""
    out = []
    for char in text:
        if char in "\r\n\t ":
            out.append(" ")
        elif char == "&":
            out.append("&amp;")
        elif char == "<":
            out.append("&lt;")
        elif unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            out.append(f"⟨U+{ord(char):04X}⟩")
        elif char in _SPECIAL:
            out.append("\\" + char)
        else:
            out.append(char)
    return "".join(out)
