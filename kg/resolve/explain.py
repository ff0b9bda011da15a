"""Why two entities are or are not one: the comparators' answers in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import InputError
from kg.lexicon.tables import Lexicon
from kg.model import Entity, Resolution
from kg.resolve import names, people
from kg.resolve.people import Profile

_ZONE = re.compile(r"^place/(.+)\.(\d{2,12})$")
_YEAR = re.compile(r"\d{4}(-\d\d){0,2}$")


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparator's answer: ``bits`` for (above 0) or against the two being one, and why in words."""

    name: str
    bits: float
    text: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two entities being one; ``verdict`` is same, unsure or apart."""

    left: str
    right: str
    bits: float
    verdict: str
    reasons: tuple[Reason, ...]


def explain_pair(resolution: Resolution, left: str, right: str, lexicon: Lexicon) -> Comparison:
    """Return why two entities of a build are or are not one.

    For people the comparators of :mod:`kg.resolve.people` are asked again about all that the build says
    of the two; other things are one when type, name, and area or body agree, which is said field by field.

    Raises:
        InputError: the build has no entity of that id.
    """
    known = {e.id: e for e in resolution.entities}
    for identity in (left, right):
        if identity not in known:
            raise InputError(f"no entity {identity!r} in this build; look it up with kg explain NAME")
    a, b = known[left], known[right]
    if a.type == b.type == "Person":
        return _people(resolution, a, b, lexicon)
    return _things(resolution, a, b)


def _people(resolution: Resolution, a: Entity, b: Entity, lexicon: Lexicon) -> Comparison:
    if names.is_half_name(a.name) or names.is_half_name(b.name):
        reason = Reason("half_name", -99.0, "A half-name (李阿姨, 小李) means nobody outside its article.")
        return Comparison(a.id, b.id, -99.0, "apart", (reason,))
    if a.name != b.name:
        reason = Reason(
            "other_name", -99.0, "Their names differ; only a decision can make them one.", a.name, b.name
        )
        return Comparison(a.id, b.id, -99.0, "apart", (reason,))
    made = _profiles(resolution, lexicon, a, b)
    left, right = made[a.id], made[b.id]
    reasons: list[Reason] = []
    for compare, weight in people.COMPARATORS:
        bits = compare(left, right) * weight
        if bits:
            shown = _SHOWN.get(compare.__name__)
            sides = (shown(left), shown(right)) if shown else ("", "")
            reasons.append(Reason(compare.__name__, round(bits, 2), _doc(compare), *sides))
    bits = round(people.weigh(left, right), 2)
    verdict = "same" if bits >= people.SAME else "unsure" if bits >= people.ASK else "apart"
    return Comparison(a.id, b.id, bits, verdict, tuple(sorted(reasons, key=lambda r: (-abs(r.bits), r.name))))


def _doc(function: Callable[..., object]) -> str:
    return " ".join((function.__doc__ or "").split())


def _joined(values: frozenset[str]) -> str:
    return "、".join(sorted(values))


_SHOWN: dict[str, Callable[[Profile], str]] = {
    "rare_name": lambda p: f"{p.chance:.2g}",
    "one_post": lambda p: "、".join(sorted(f"{b} {t}" for b, t in p.posts)),
    "one_body": lambda p: _joined(p.bodies),
    "one_circle": lambda p: _joined(p.circles),
    "other_body": lambda p: _joined(p.bodies),
    "one_print": lambda p: _joined(p.prints),
    "one_place": lambda p: _joined(p.homes),
    "place_within": lambda p: _joined(p.homes),
    "other_place": lambda p: _joined(p.homes),
    "one_paper": lambda p: _joined(p.publications),
    "other_calling": lambda p: _joined(p.roles),
    "two_posts_at_once": lambda p: "、".join(f"{b} {s[0]}–{s[1]}" for b, s in sorted(p.seen.items())),
    "other_home": lambda p: _joined(p.residences),
}


def _profiles(resolution: Resolution, lexicon: Lexicon, *wanted: Entity) -> dict[str, Profile]:
    """Rebuild from the tables what resolution knew of people."""
    ids_ = {e.id for e in wanted}
    articles = {a.id: a for a in resolution.articles}
    where: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[str]] = {e.id: {e.kind} if e.kind else set() for e in wanted}
    for mention in resolution.mentions:
        if mention.entity_id in ids_:
            where[mention.entity_id].add(mention.article_id)
            if mention.kind:
                roles[mention.entity_id].add(mention.kind)
    posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    residences: dict[str, set[str]] = defaultdict(set)
    seen: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for s in resolution.statements:
        if s.subject not in ids_:
            continue
        if s.predicate == "residentOf":
            residences[s.subject].add(s.object)
        elif s.predicate in ("holdsPost", "memberOf"):
            posts[s.subject].add((s.object, s.title or ""))
            date = articles[s.article_id].date if s.article_id in articles else None
            if date and _YEAR.match(date):
                first, last = seen[s.subject].get(s.object, (date, date))
                seen[s.subject][s.object] = (min(first, date), max(last, date))
    found: dict[str, Profile] = {}
    known = {e.id: e for e in resolution.entities}
    area_of = _areas_of_bodies(resolution, {b for p in posts.values() for b, _ in p})
    for entity in wanted:
        told = [articles[i] for i in sorted(where[entity.id]) if i in articles]
        found[entity.id] = Profile(
            name=entity.name,
            chance=names.chance(names.plain(entity.name), lexicon),
            homes=frozenset(_home(area_of[b]) for b, _ in posts[entity.id] if b in area_of)
            or frozenset(_home(a.place) for a in told if a.place),
            standings=frozenset(_level(known[area_of[b]]) for b, _ in posts[entity.id] if b in area_of),
            circles=frozenset(
                f"lead:{area_of[b]}" for b, _ in posts[entity.id] if b in area_of and _leads(known[b])
            ),
            posts=frozenset(p for p in posts[entity.id] if p[1]),
            bodies=frozenset(b for b, _ in posts[entity.id]),
            roles=frozenset(r for r in roles[entity.id] if r),
            publications=frozenset(a.publication for a in told if a.publication),
            seen=seen[entity.id],
            residences=frozenset(residences[entity.id]),
        )
    return found


_LEADING = re.compile(r"(委员会|人民政府|代表大会|监察工委|人民武装部|委员会.{2,8}部)$")


def _level(area: Entity) -> int:
    if area.type == "Community":
        return 5
    return {2: 1, 4: 2, 6: 3, 9: 4}.get(len(area.code or ""), 3)


def _leads(body: Entity) -> bool:
    return body.type in ("Place", "Community") or bool(_LEADING.search(body.full_name or ""))


def _areas_of_bodies(resolution: Resolution, bodies: set[str]) -> dict[str, str]:
    """Return the area of each body as the statements have it, through the bodies that it is part of."""
    up: dict[str, str] = {}
    for s in resolution.statements:
        if s.predicate in ("jurisdiction", "partOf") and not (s.predicate == "partOf" and s.subject in up):
            up[s.subject] = s.object
    found: dict[str, str] = {}
    for body in bodies:
        area = body
        for _ in range(6):
            if area.startswith(("place/", "community/")):
                found[body] = area
                break
            area = up.get(area, "")
    return found


def _home(place: str) -> str:
    zone = _ZONE.match(place)
    return f"zone:{zone[1]}@{zone[2]}" if zone else place.rpartition("/")[2][:6]


def _things(resolution: Resolution, a: Entity, b: Entity) -> Comparison:
    reasons: list[Reason] = []

    def compare(name: str, same: str, other: str, left: str, right: str, weight: float) -> None:
        if left or right:
            alike = left == right
            reasons.append(Reason(name, weight if alike else -weight, same if alike else other, left, right))

    compare("type", "They are of one type.", "They are of different types.", a.type, b.type, 20.0)
    compare(
        "code",
        "They have one division code.",
        "Their division codes differ.",
        a.code or "",
        b.code or "",
        20.0,
    )
    shared = {names.plain(n) for n in (a.name, *a.aliases)} & {names.plain(n) for n in (b.name, *b.aliases)}
    text = (
        "They are printed under one name: " + "、".join(sorted(shared))
        if shared
        else "No name is common to both."
    )
    reasons.append(Reason("name", 5.0 if shared else -5.0, text, a.name, b.name))
    areas = {e.id: _areas(resolution, e) for e in (a, b)}
    compare(
        "area",
        "They belong to one area or body.",
        "They belong to different areas or bodies, which keeps equal names apart.",
        "、".join(sorted(areas[a.id])),
        "、".join(sorted(areas[b.id])),
        10.0,
    )
    bits = sum(r.bits for r in reasons)
    verdict = "same" if a.id == b.id else "apart"
    return Comparison(a.id, b.id, bits, verdict, tuple(reasons))


def _areas(resolution: Resolution, entity: Entity) -> set[str]:
    counted = Counter(
        s.object
        for s in resolution.statements
        if s.subject == entity.id and s.predicate in ("jurisdiction", "locatedIn", "partOf")
    )
    return set(counted)
