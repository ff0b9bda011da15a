"""Keys of people: who of an article is a leader of the nation, whose half name is meant, who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Implied, Mention
from kg.resolve import names
from kg.resolve.seeds import NATION

if TYPE_CHECKING:
    from kg.resolve.reader import Reader

_TITLES = {
    "老师": ("老师", "教师", "班主任", "校长"),
    "支书": ("支书", "书记"),
    "大夫": ("医生", "医师", "大夫"),
}
"""The titles of whom one is called by another word."""


class Persons:
    """The people of one article; what is known of them all is gathered when it is first asked for."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.holders: dict[str, str] = {}
        self.local_names: frozenset[str] | None = None
        self.titled_names: frozenset[str] | None = None
        self.full_names: frozenset[str] | None = None

    def key(self, mention: Mention) -> str:
        """Return the key of somebody: of the nation, or of this article until articles are compared."""
        name = names.plain(self.reader.name(mention))
        if mention.kind == "NationalLeader" and name not in self._locals():
            return self.reader.seed(f"Person:{name}|{NATION}", "Person", NATION, name, mention.kind)
        if len(name) == 2 and name[1] == "老":  # 祝老 is 祝文山, if he alone has the surname here
            full = {n for n in self._full_names() if n[0] == name[0]}
            if len(full) == 1:
                name = next(iter(full))
        elif 3 <= len(name) <= 4 and name not in self._full_names():
            if name not in self.holders:
                self.holders[name] = self._holder(name[0], name[1:])
            name = self.holders[name] or name
        if mention.kind == "Journalist" and name in self._titled():
            return self.reader.seed(
                f"Person:{name}|byline@{self.reader.article.id}", "Person", "", name, mention.kind
            )
        kind = None if mention.kind == "NationalLeader" else mention.kind
        return self.reader.seed(f"Person:{name}@{self.reader.article.id}", "Person", "", name, kind)

    def _holder(self, surname: str, title: str) -> str:
        """林书记 is 林小满, if of those of the surname he alone is 书记 here; return "" for nobody."""
        found: set[str] = set()
        for claim in self.reader.reading.extraction.claims:
            if claim.predicate != "holdsPost" or not (claim.title or "").endswith(_TITLES.get(title, title)):
                continue
            person = self.reader.mentions.get(claim.subject)
            name = names.plain(self.reader.name(person)) if person is not None else ""
            if name[:1] == surname and name != surname + title:
                found.add(name)
        return next(iter(found)) if len(found) == 1 else ""

    def _full_names(self) -> frozenset[str]:
        if self.full_names is None:
            people = (m for m in self.reader.ordered if m.type == "Person" and m.kind != "Journalist")
            found = (names.plain(self.reader.name(m)) for m in people)
            self.full_names = frozenset(n for n in found if not names.is_half_name(n))
        return self.full_names

    def _titled(self) -> frozenset[str]:
        """The people whom the text itself gives a post: who wrote it is another of the same name."""
        if self.titled_names is None:
            found: set[str] = set()
            for claim in self.reader.reading.extraction.claims:
                person = self.reader.mentions.get(claim.subject)
                if (
                    person is not None
                    and claim.predicate in ("holdsPost", "memberOf")
                    and person.kind != "Journalist"
                ):
                    found.add(names.plain(self.reader.name(person)))
            self.titled_names = frozenset(found)
        return self.titled_names

    def _locals(self) -> frozenset[str]:
        """The people of whom this article says a post, home or by-line here: no leaders of the nation."""
        if self.local_names is None:
            article = self.reader.article
            found = {
                names.plain(n) for n in (*article.reporters, *article.correspondents, *article.photographers)
            }
            for claim in self.reader.reading.extraction.claims:
                person = self.reader.mentions.get(claim.subject)
                if person is None or claim.predicate not in ("holdsPost", "memberOf", "residentOf"):
                    continue
                target = (
                    claim.object
                    if isinstance(claim.object, Implied)
                    else self.reader.mentions.get(claim.object)
                )
                if isinstance(target, Mention) and names.is_national(self.reader.name(target)):
                    continue
                if isinstance(target, Implied) and not target.level and not target.qualifier:
                    continue
                found.add(names.plain(self.reader.name(person)))
            self.local_names = frozenset(found)
        return self.local_names
