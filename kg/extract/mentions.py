"""From nodes to mentions: original offsets, the printed form, nesting, qualifiers, antecedents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import ids
from kg.extract.nodes import Node, Scan
from kg.model import Document, Mention

_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000]+")


class Mentions:
    """Collects the mentions of an article; a node is known by its place, so that it is collected once."""

    def __init__(self, document: Document, source: str) -> None:
        self.article_id, self.file = document.article.id, document.article.source
        self.source = source
        self.scans: list[Scan] = []
        self.rows: dict[str, Mention] = {}
        self.names: list[list[Node]] = []
        """The names of each sentence with those nested in them, outer ones first."""
        self._located: dict[Node, tuple[str, tuple[int, int]] | None] = {}

    def key(self, node: Node) -> str | None:
        """Return the id of the mention that a node is, None where its text is torn on the page."""
        located = self._located[node] if node in self._located else self._locate(node)
        return located[0] if located is not None else None

    def _locate(self, node: Node) -> tuple[str, tuple[int, int]] | None:
        """Return the id and the offsets of the mention that a node is, None where its text is torn."""
        start, end = self.scans[node.sentence].sentence.text.span(node.start, node.end)
        size = node.end - node.start + 2
        # a name torn by a caption or column between its parts would not stand word for word at its offsets
        whole = end - start <= size or len(_SPACE.sub("", self.source[start:end])) <= size
        found = (ids.mention(self.article_id, start, end, node.type), (start, end)) if whole else None
        self._located[node] = found
        return found

    def add(self, scans: Iterable[Scan]) -> None:
        """Collect all names of the sentences, outermost ones first."""
        self.scans = list(scans)
        for scan in self.scans:
            names: list[Node] = []
            outermost = scan.names()
            if outermost:
                evidence = scan.sentence.text.span(0, len(scan.text))
                for node in outermost:
                    self._add(node, None, evidence, names)
            self.names.append(names)

    def _add(self, node: Node, inside: str | None, evidence: tuple[int, int], names: list[Node]) -> None:
        """Collect a node, then those nested in it as inside it, among the names of their sentence."""
        names.append(node)
        key, (start, end) = self._locate(node) or (None, (0, 0))
        if key is not None and key not in self.rows:
            printed = self.source[start:end]
            self.rows[key] = Mention(
                key,
                self.article_id,
                self.file,
                start,
                end,
                printed if printed.isalnum() else _SPACE.sub("", printed),
                node.type,
                node.kind or None,
                node.word,
                evidence,
                inside,
                node.level,
                node.core or node.word,
                self.key(node.qualifier) if node.qualifier is not None else None,
                self.key(node.antecedent) if node.antecedent is not None else None,
                node.anaphor,
            )
        for child in node.children:
            self._add(child, key or inside, evidence, names)


def place(node: Node, sentence: int) -> None:
    """Write the index of its sentence into a node and all names nested in it."""
    node.sentence = sentence
    for child in node.children:
        place(child, sentence)
