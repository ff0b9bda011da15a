"""One article read in its place: every mention gets the key of the thing that it names.

A key is content: two mentions of any two articles with one key are one thing. People are the exception:
theirs holds the article (``Person:宋力@article/…``), and :mod:`kg.resolve.people` decides across articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg import ids
from kg.lexicon.tables import Lexicon
from kg.model import Extraction, Mention
from kg.resolve import names
from kg.resolve.areas import Divisions, Setting
from kg.resolve.reader import Reader
from kg.resolve.seeds import OFFICE_NAME, Reading


def read(
    extraction: Extraction,
    lexicon: Lexicon,
    gazetteer: Divisions,
    zone_towns: Mapping[str, frozenset[str]],
) -> Reading:
    """Read one article. ``zone_towns`` says which townships the corpus shows to belong to which zone."""
    extraction = _with_parents(extraction)
    reading = Reading(extraction, Setting(extraction.document.place, gazetteer))
    Reader(reading, lexicon, gazetteer, zone_towns).run()
    return reading


def _with_parents(extraction: Extraction) -> Extraction:
    """Name the body that stands unnamed at the left of another's name: 区委 in 区委改革办."""
    known = {m.id: m for m in extraction.mentions}
    found: list[Mention] = []
    added: list[Mention] = []
    for mention in extraction.mentions:
        made = _parent(mention, known.get(mention.qualifier or ""))
        if made is None or made.id in known:
            found.append(mention)
            continue
        added.append(made)
        rest = names.plain(mention.core)[len(made.core) :]
        found.append(mention._replace(qualifier=made.id, core=rest, level=""))
    return replace(extraction, mentions=(*found, *added)) if added else extraction


def _parent(mention: Mention, qualifier: Mention | None) -> Mention | None:
    """Return the mention of the body inside a body's name, None where there is none or the page tears it."""
    core = names.plain(mention.core)
    if mention.type != "Agency" or mention.anaphor or mention.end - mention.start != len(mention.text):
        return None
    literal = names.literal_parent(core)
    at = mention.text.find(core) if literal else -1
    if at < 0 or (mention.level and mention.text[:at] != mention.level):
        return None
    if not mention.level and (
        qualifier is None or qualifier.start != mention.start or qualifier.type != "Place"
    ):
        return None
    end = mention.start + at + len(literal)
    text = mention.text[: at + len(literal)]
    return Mention(
        ids.mention(mention.article_id, mention.start, end, "Agency"), mention.article_id, mention.source,
        mention.start, end, text, "Agency", "PartyOrgan" if "委" in literal else "GovernmentOrgan", text,
        mention.sentence, mention.id, mention.level, literal, None if mention.level else mention.qualifier,
    )  # fmt: skip


def towns_of_zone(extraction: Extraction, gazetteer: Divisions) -> tuple[str, frozenset[str]]:
    """Return the zone that an article is about and the townships named in it that its prefecture has just
    once."""
    setting = Setting(extraction.document.place, gazetteer)
    if not setting.zone or not setting.area:
        return "", frozenset()
    found: set[str] = set()
    for name in sorted({m.name or m.text for m in extraction.mentions if m.type in ("Place", "Agency")}):
        office = OFFICE_NAME.match(name)
        if office or name.endswith(("街道", "镇", "乡")):
            towns = [
                d
                for d in gazetteer.named(f"{office[1]}街道" if office else name, setting.prefecture)
                if d.level == 4
            ]
            if len(towns) == 1:
                found.add(towns[0].code)
    return setting.zone, frozenset(found)
