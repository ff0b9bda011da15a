"""The day that a news item tells of."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_DAY = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)\s*年\s*)?(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"
    r"(?:\s*(?:至|到|—+|-|~)\s*(?:(?P<m2>\d{1,2})\s*月\s*)?(?P<d2>\d{1,2})\s*[日号])?"
)
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)")
_MONTH = re.compile(
    r"(?:^|[\n。])(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月(?:份|以来|底|初|中旬|上旬|下旬)?[，,]"
)
_PLAN = re.compile(
    r"下一步|接下来|将于|将在|计划于|拟于|定于|定在|预定|预计|力争|截止时间|报名时间|届时|有效期"
)
_LIMIT = re.compile(r"\s*(?:之?后|之?前|以前|以后|起施行|起实施|截止)")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in ISO form (``2021-11-12``, ``--11-12``, ``2023-08``, ``2023``) and how exact it is."""

    date: str | None = None
    precision: str | None = None


def published(text: str) -> str | None:
    """Return the full ISO day that a source line gives (发布时间：2024-05-06), or None."""
    for found in _ISO.finditer(text):
        if _valid(found["y"], found["m"], found["d"]):
            return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    return None


def _valid(year: str | None, month: str, day: str) -> bool:
    try:
        datetime.date(int(year or 2000), int(month), int(day))
    except ValueError:
        return False
    return True


def item_date(text: str, publication_date: str | None = None) -> Dated:
    """Return the latest explicit day inside an item's analysed text.

    Days in plans (下一步…, …日前完成) and periods are passed over. The year is the one printed with the day
    or with an earlier day of the item, else the publication's; a day that would lie after the publication is
    of the year before. Without any day the publication's date stands, then the latest month in the text.
    """
    year: int | None = None
    days: list[tuple[int | None, int, int]] = []
    for sentence in _SENTENCE.findall(text):
        plan = _PLAN.search(sentence)
        for found in _DAY.finditer(sentence):
            if (plan and found.start() > plan.start()) or (found["d2"] and found["m2"]):
                continue
            if _LIMIT.match(sentence, found.end()) or not _valid(found["y"], found["m"], found["d"]):
                continue
            day = int(found["d"])
            if found["d2"] and _valid(found["y"], found["m"], found["d2"]):
                day = int(found["d2"])
            if found["y"]:
                year = int(found["y"])
            days.append((int(found["y"]) if found["y"] else None, int(found["m"]), day))
    if days:
        return Dated(_latest(days, year, publication_date), "day")
    if publication_date:
        precision = {4: "year", 7: "month"}.get(len(publication_date), "day")
        return Dated(publication_date, precision)
    months = sorted((f["y"], int(f["m"])) for f in _MONTH.finditer(text) if 1 <= int(f["m"]) <= 12)
    if months:
        return Dated(f"{months[-1][0]}-{months[-1][1]:02}", "month")
    return Dated()


def _latest(days: list[tuple[int | None, int, int]], year: int | None, publication_date: str | None) -> str:
    bare = [(m, d) for y, m, d in days if y is None]
    full = [(y, m, d) for y, m, d in days if y is not None]
    known = int(publication_date[:4]) if publication_date and publication_date[:4].isdigit() else None
    if known is not None:
        limit = publication_date if publication_date and len(publication_date) == 10 else None
        for m, d in bare:
            past = known - 1 if limit and f"{known}-{m:02}-{d:02}" > limit else known
            full.append((past, m, d))
        allowed = [f for f in full if not limit or "{}-{:02}-{:02}".format(*f) <= limit] or full
        return "{}-{:02}-{:02}".format(*max(allowed))
    if bare and year is not None and days[0][0] is not None:
        full.extend((year, m, d) for m, d in bare)
        bare = []
    if bare:
        return "--{:02}-{:02}".format(*max(bare))
    return "{}-{:02}-{:02}".format(*max(full))
