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
    found: list[list[Sentence]] = []
    for document in documents:
        sentences: list[Sentence] = []
        for number, block in enumerate(document.blocks):
            for start, end in spans(block.text.text):
                part = block.text.part(start, end)
                sentences.append(Sentence(len(sentences), number, block.role, part))
        found.append(sentences)
    tagged = iter(tagger.tag([s.text.text for sentences in found for s in sentences]))
    return [
        Analysed(d, tuple(_with_tokens(s, next(tagged)) for s in sentences))
        for d, sentences in zip(documents, found, strict=True)
    ]


@lru_cache(maxsize=100_000)
def _token(start: int, end: int, tag: str) -> Token:
    """Return a token; there are few different ones, and making one takes longer than looking it up."""
    return Token(start, end, tag)


def _with_tokens(sentence: Sentence, words: list[tuple[str, str]]) -> Sentence:
    tokens: list[Token] = []
    at = 0
    for word, tag in words:
        tokens.append(_token(at, at + len(word), tag))
        at += len(word)
    return Sentence(sentence.index, sentence.block, sentence.role, sentence.text, tuple(tokens))
