"""Text made ready for extraction: layout repair, sentences, words and tags, all with true offsets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.lexicon.tables import Lexicon
from kg.model import Analysed, Document, Sentence, Token
from kg.text.normalise import mapped
from kg.text.sentences import spans
from kg.text.tagger import JiebaTagger, LacTagger, Tagger

__all__ = ["JiebaTagger", "LacTagger", "Tagger", "analyse", "mapped", "tagger"]


def tagger(name: str = "lac", lexicon: Lexicon | None = None) -> Tagger:
    """Return the tagger called ``name``: ``lac`` or ``jieba`` (with the words of ``lexicon``).

    Raises:
        ValueError: there is no tagger of that name.
    """
    if name == "lac":
        return LacTagger()
    if name == "jieba":
        from kg.text.segment import domain_words

        return JiebaTagger(domain_words(lexicon) if lexicon else ())
    raise ValueError(f"no tagger is called {name!r}; there are lac and jieba")


def analyse(documents: Sequence[Document], tagger: Tagger, lexicon: Lexicon) -> list[Analysed]:
    """Cut documents into tagged sentences, all sentences of all documents in one call of the tagger.

    Args:
        documents: the documents; the more at once, the fuller the tagger's batches.
        tagger: what tags them.
        lexicon: the tables of words (the tagger may hold its own; kept for taggers that do not).
    """
    found = [
        [
            (number, block.role, block.text.part(start, end))
            for number, block in enumerate(document.blocks)
            for start, end in spans(block.text.text)
        ]
        for document in documents
    ]
    tagged = iter(tagger.tag([text.text for sentences in found for _, _, text in sentences]))
    return [
        Analysed(
            document,
            tuple(
                Sentence(index, number, role, text, _tokens(next(tagged)))
                for index, (number, role, text) in enumerate(sentences)
            ),
        )
        for document, sentences in zip(documents, found, strict=True)
    ]


@lru_cache(maxsize=100_000)
def _token(start: int, end: int, tag: str) -> Token:
    """Return a token; there are few different ones, and making one takes longer than looking it up."""
    return Token(start, end, tag)


def _tokens(words: list[tuple[str, str]]) -> tuple[Token, ...]:
    """Return the tagger's words as tokens, which follow one another without a gap."""
    tokens: list[Token] = []
    at = 0
    for word, tag in words:
        end = at + len(word)
        tokens.append(_token(at, end, tag))
        at = end
    return tuple(tokens)
