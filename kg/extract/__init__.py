"""Article → mentions and claims: a pure function of one analysed article."""

from __future__ import annotations

import re

from kg.extract.anaphora import Memory, references
from kg.extract.context import context as make_context
from kg.extract.mentions import Mentions, place
from kg.extract.names.compose import compose
from kg.extract.names.joined import listed_places
from kg.extract.names.quoted import quotations
from kg.extract.names.visited import visited
from kg.extract.nodes import Node, Scan
from kg.extract.people import people, people_again
from kg.extract.people.shown import shown, spaced, stems, whole
from kg.extract.relations import claims
from kg.extract.repeated import again
from kg.extract.scan import scan
from kg.lexicon import Lexicon
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Analysed, Extraction, Role

__all__ = ["extract"]


def extract(analysed: Analysed, source: str, lexicon: Lexicon, gazetteer: Gazetteer) -> Extraction:
    """Return the mentions and claims of one article.

    Args:
        analysed: the article cut into tagged sentences.
        source: the decoded text of its file, which all offsets count in.
        lexicon, gazetteer: what the rules know.
    """
    context = make_context(analysed.document, lexicon, gazetteer)
    scans = [scan(sentence, context.vocab, context.local, context.own) for sentence in analysed.sentences]
    article = analysed.document.article
    for name in (*article.reporters, *article.correspondents, *article.photographers):
        if 2 <= len(name) <= 8:
            context.people[name] = Node(0, 0, "PER", name, "Person")
    context.shown, context.longer = shown(scans, context.vocab), whole(scans, context.vocab)
    context.stems = stems(scans)
    for each in scans:
        listed_places(each, context)
        spaced(each, context, source)
        people(each, context)
        _learn(each, context.people)
    for each in scans:
        people_again(each, context)
        compose(each, context)
        visited(each, context)
        if each.sentence.role is Role.BYLINE:
            _no_papers(each)
        _learn_names(each, context.names)
    again(scans)
    memory = Memory(context.groups)
    for index, each in enumerate(scans):
        quotations(each, context)
        _learn_names(each, context.names)
        for node in each.nodes:
            if node.type:
                place(node, index)
        references(each, memory)
        for node in each.nodes:
            if node.type and node.sentence < 0:
                place(node, index)
    found = Mentions(analysed.document, source)
    found.add(scans)
    said = claims(scans, context, found)
    return Extraction(analysed.document, tuple(found.rows.values()), tuple(said))


_SOURCE = ("来源", "稿源", "供稿", "信息来源", "作者")
"""What a line begins with that says who put an article up."""


def _no_papers(each: Scan) -> None:
    """来源：某某日报: the paper that a source line names publishes the text, which does not speak of it."""
    alone = [n for n in each.nodes if n.tag != "w" and n.word not in _SOURCE]
    for node in each.nodes:
        if node.type == "Agency" and (len(alone) == 1 or node.word.endswith(("报", "报社", "网"))):
            node.type = ""


def _learn(each: Scan, known: dict[str, Node]) -> None:
    """Remember full names, three characters or more, that may be found again without help of the tagger."""
    for node in each.nodes:
        if (
            node.type == "Person"
            and node.rule not in ("person:half", "person:listed")
            and len(node.word) >= 2
        ):
            known.setdefault(node.word, node)


def _learn_names(each: Scan, known: dict[str, Node]) -> None:
    """Remember what a quotation in a composed name is the nickname of (“三川利剑”集中会战)."""
    if "“" not in each.text and "‘" not in each.text:
        return
    for node in each.nodes:
        if node.type in ("Initiative", "Honour") and node.word[0] in "“‘":
            known.setdefault(re.split("[”’]", node.word[1:], maxsplit=1)[0], node)
