"""The left half of the pipeline over pages in memory, and the hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from kg.model import Extraction

HAND = ("hand", "hand_districts")
"""Folders of hand-written articles: three counties, three districts that are all called 市中区."""
_TYPES = {"p": "Place", "c": "Community", "a": "Agency", "r": "Person", "h": "Person", "i": "Initiative"}


@lru_cache(maxsize=1)
def tools():
    """Return lexicon, gazetteer and tagger, made once."""
    from kg import lexicon
    from kg.lexicon.gazetteer import Gazetteer
    from kg.text.tagger import LacTagger

    return lexicon.load(), Gazetteer.open(), LacTagger()


def extract_pages(pages: Mapping[str, str], folder: Path) -> list[Extraction]:
    """Write the pages to ``folder`` and run corpus, text and extract over them."""
    from kg.corpus import read_file
    from kg.extract import extract
    from kg.text import analyse

    lexicon, gazetteer, tagger = tools()
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Extraction] = []
    for name, text in sorted(pages.items()):
        file = folder / name
        file.write_text(text, encoding="utf-8", newline="\n")
        result = read_file(folder, file, lexicon, gazetteer, None)
        for analysed in analyse(result.documents, tagger, lexicon):
            found.append(extract(analysed, result.text, lexicon, gazetteer))  # noqa: PERF401 (reads better)
    return found


def resolve_all(extractions: Iterable[Extraction], decisions=()):
    """Resolve extractions with the packed lexicon and gazetteer."""
    from kg import lexicon
    from kg.lexicon.gazetteer import Gazetteer
    from kg.resolve import resolve

    return resolve(extractions, lexicon.load(), _gazetteer(Gazetteer), decisions)


@lru_cache(maxsize=1)
def _gazetteer(kind):
    return kind.open()


def unmark(marked: str, source: str) -> tuple[str, list[dict]]:
    """Return the plain text of ``〔text|key〕`` markup and its mentions, nested ones too."""
    text, mentions, open_ = "", [], []
    i = 0
    while i < len(marked):
        char = marked[i]
        if char == "〔":
            mentions.append({})
            open_.append((len(text), len(mentions) - 1))
        elif char == "|":
            end = marked.index("〕", i)
            key = marked[i + 1 : end]
            start, slot = open_.pop()
            form = "half" if key[0] == "h" else "name" if key[0] == "r" else "named"
            mentions[slot] = {
                "source": source, "start": start, "end": len(text), "text": text[start:],
                "type": _TYPES[key[0]], "form": form, "entity": key, "inside": None,
            }  # fmt: skip
            i = end
        else:
            text += char
        i += 1
    if open_:
        raise ValueError(f"{source}: a bracket is not closed")
    return text, mentions


def hand_written(name: str = "hand") -> tuple[dict[str, str], list[dict]]:
    """Return the hand-written pages of a folder and their true mentions."""
    pages: dict[str, str] = {}
    mentions: list[dict] = []
    for file in sorted((Path(__file__).parent / name).glob("*.txt")):
        pages[file.name], found = unmark(file.read_text(encoding="utf-8"), file.name)
        mentions += found
    return pages, mentions
