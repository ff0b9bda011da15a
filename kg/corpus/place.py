"""The area whose 区, 市, 县 an article means."""

from __future__ import annotations

from typing import Any, Protocol

from kg.model import ArticlePlace, Block


class Gazetteer(Protocol):
    """What place inference needs of :class:`kg.lexicon.gazetteer.Gazetteer`."""

    def get(self, code: str) -> Any:
        """Return the division of a code."""
        ...

    def named(self, name: str, within: str = "", level: int | None = None) -> Any:
        """Return the divisions of a name."""
        ...


def infer(articles: list[tuple[Block, ...]], gazetteer: Gazetteer | None) -> list[ArticlePlace]:
    """Return the place of each article of a page."""
    return [ArticlePlace() for _ in articles]
