"""Keys of what is undertaken, held, issued and awarded: initiatives, events, documents and honours."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.lexicon.tables import Lexicon
from kg.model import Mention
from kg.resolve import names
from kg.resolve.seeds import NATION

if TYPE_CHECKING:
    from kg.resolve.reader import Reader

_LAW = re.compile(r"(法|条例)$")


def _scope(reader: Reader, mention: Mention) -> str:
    """Return the area or body that a drive, document or honour belongs to."""
    qualifier = reader.qualifier(mention)
    if qualifier and qualifier in reader.reading.seeds:
        return qualifier
    if mention.level:
        found = reader.by_level(mention.level)
        if found:
            return found
    return reader.setting.home or reader.article.id


def initiative(reader: Reader, mention: Mention) -> str:
    """Return the key of a drive: a nationwide campaign's own, else its words within who undertakes it."""
    name = reader.name(mention)
    taken = names.drive(name)
    campaign = _campaigns(reader.lexicon).get(taken.whole) or _campaigns(reader.lexicon).get(taken.stem)
    if campaign is None and len(taken.quoted) == 1 and taken.stem == taken.quoted[0]:
        campaign = _campaigns(reader.lexicon).get(taken.quoted[0])
    if campaign is not None:
        full, kind = campaign
        if kind == "Theme":  # the table unfolds themes loosely: 农村人居环境整治 is not 人居环境整治
            full = taken.stem
        bare = not mention.qualifier and not mention.level
        if names.plain(full).startswith(
            "创建"
        ):  # a city creates: the same words mean another drive elsewhere
            scope = reader.setting.level("市") or reader.setting.county or reader.article.id
        elif bare or kind == "Theme":
            scope = NATION
        else:
            scope = _scope(reader, mention)
        stem = taken.edition + names.plain(full)
        return reader.seed(f"Initiative:{stem}@{scope}", "Initiative", scope, full, kind or mention.kind)
    scope = NATION if names.is_national(taken.whole) else _scope(reader, mention)
    stem = taken.edition + taken.stem
    return reader.seed(f"Initiative:{stem}@{scope}", "Initiative", scope, stem, mention.kind)


def _left(reader: Reader, mention: Mention, name: str) -> tuple[str, str]:
    """Return the body or area named at the left edge of a longer name, and what follows it."""
    other = reader.mentions.get(mention.qualifier or "")
    edges = [other] if other else []
    inner = [m for m in reader.nested.get(mention.id, ()) if m.start == mention.start]
    edges += sorted(inner, key=lambda m: m.start - m.end)
    for edge in edges:
        if edge.type not in ("Place", "Community", "Agency", "Enterprise"):
            continue
        before = names.plain(reader.name(edge))
        key = reader.key(edge)
        if key and name.startswith(before) and len(name) > len(before) + 1:
            return key, name[len(before) :]
        if key and edge is other:
            return key, name
    if mention.level:
        area = reader.by_level(mention.level)
        for before in (mention.level, f"全{mention.level}"):
            if name.startswith(before):
                return area, name[len(before) :]
        return area, name
    return "", name


def event(reader: Reader, mention: Mention) -> str:
    """Return the key of a meeting, by its year where no number tells it from others of its name."""
    name = names.meeting(reader.name(mention))
    owner, rest = _left(reader, mention, name)
    if not owner:
        owner = NATION if names.is_national(name) else reader.setting.home or reader.article.id
    session = names.session(name)
    if session is not None:
        if session.organ and _seeded(reader, owner, "Place"):
            owner = reader.body("Agency", session.kind, session.organ, owner)
        if _seeded(reader, owner, "Agency"):
            return reader.seed(f"Event:{owner}|{session.count}", "Event", owner, rest, mention.kind)
    edition = ""
    if not names.has_ordinal(rest):  # without a number it is another meeting next year
        date = reader.article.date or ""
        edition = "#" + (date[:4] if date[:4].isdigit() else reader.article.source)
    return reader.seed(f"Event:{owner}|{rest}{edition}", "Event", owner, rest, mention.kind)


def _seeded(reader: Reader, key: str, type_: str) -> bool:
    """Return whether a key is that of a thing of this type."""
    seed = reader.reading.seeds.get(key)
    return seed is not None and seed.type == type_


def document(reader: Reader, mention: Mention) -> str:
    """Return the key of a document: a law's own, else its title within who issued it."""
    name = names.plain(reader.name(mention))
    owner, rest = _left(reader, mention, name)
    if mention.kind in ("Law", "Work") or names.is_national(name) or (not owner and _LAW.search(name)):
        owner, rest = NATION, name.removeprefix("中华人民共和国") if mention.kind == "Law" else name
    owner = owner or reader.setting.home or reader.article.id
    return reader.seed(f"Document:{owner}|{rest}", "Document", owner, rest, mention.kind)


def honour(reader: Reader, mention: Mention) -> str:
    """Return the key of an honour, within who awards it."""
    name = names.plain(reader.name(mention))
    scope = NATION if names.is_national(name) else _scope(reader, mention)
    return reader.seed(f"Honour:{name}@{scope}", "Honour", scope, name, mention.kind)


_CAMPAIGNS: dict[int, tuple[Lexicon, dict[str, tuple[str, str]]]] = {}


def _campaigns(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """The lexicon's campaigns by every name, head words stripped too."""
    known = _CAMPAIGNS.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        table: dict[str, tuple[str, str]] = {}
        for row in lexicon.campaigns.values():
            value = (row.full or row.name, row.kind)
            for name in (row.name, row.full):
                if name:
                    table.setdefault(names.plain(name), value)
                    table.setdefault(names.without_head(names.plain(name)), value)
        _CAMPAIGNS.clear()
        known = (lexicon, table)
        _CAMPAIGNS[id(lexicon)] = known
    return known[1]


MAKERS: dict[str, Callable[[Reader, Mention], str]] = {
    "Initiative": initiative,
    "Event": event,
    "Document": document,
    "Honour": honour,
}
"""What makes the keys of each type."""
