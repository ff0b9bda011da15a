"""How well a resolution's identities agree with the truth: pairwise, B³, short forms, half-names."""

# ruff: noqa: E501 (lines of figures and of Chinese text)

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import MentionRow


@dataclass(frozen=True, slots=True)
class Item:
    """A true mention with the entity that the resolution gave to the mention found at its place."""

    source: str
    start: int
    text: str
    form: str
    true: str
    seen: str


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.4f}  R {self.recall:.4f}  F1 {self.f1:.4f}  ({self.items} mentions)"


@dataclass(slots=True)
class Aligned:
    """True mentions paired with found ones; ``missed`` were not found at all."""

    items: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    missed: list[Mapping] = field(default_factory=list)


def align(truth: Iterable[Mapping], found: Iterable[MentionRow]) -> Aligned:
    """Pair each true mention with the found one of its type that covers it best and ends where it ends."""
    by_place: dict[tuple[str, str], list[MentionRow]] = defaultdict(list)
    for row in found:
        by_place[row.source.rsplit("/", 1)[-1], row.type].append(row)
    out = Aligned()
    for m in truth:
        best, best_share = None, 0.0
        for row in by_place[m["source"], m["type"]]:
            shared = min(row.end, m["end"]) - max(row.start, m["start"])
            if shared <= 0:
                continue
            share = shared / (max(row.end, m["end"]) - min(row.start, m["start"]))
            if (share >= 0.75 or (row.end == m["end"] and share >= 0.3)) and share > best_share:
                best, best_share = row, share
        if best is None:
            out.missed.append(m)
        else:
            out.items[m["type"]].append(
                Item(m["source"], m["start"], m["text"], m["form"], m["entity"], best.entity_id)
            )
    return out


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def pairwise(items: Sequence[Item]) -> Score:
    """Return precision and recall over all pairs of mentions said to be, and being, one entity."""
    both = _pairs(Counter((i.true, i.seen) for i in items).values())
    seen = _pairs(Counter(i.seen for i in items).values())
    true = _pairs(Counter(i.true for i in items).values())
    return Score(both / seen if seen else 1.0, both / true if true else 1.0, len(items))


def by_article(items: Sequence[Item]) -> list[Item]:
    """Return one item for each true entity, found entity and article: frequent mentions count once."""
    return list({(i.source, i.true, i.seen): i for i in reversed(items)}.values())


def b_cubed(items: Sequence[Item]) -> Score:
    """Return the mean over mentions of their cluster's purity and completeness."""
    both = Counter((i.true, i.seen) for i in items)
    seen, true = Counter(i.seen for i in items), Counter(i.true for i in items)
    total = len(items) or 1
    precision = sum(n * n / seen[s] for (_, s), n in both.items()) / total
    recall = sum(n * n / true[t] for (t, _), n in both.items()) / total
    return Score(precision if items else 1.0, recall if items else 1.0, len(items))


def short_forms(items: Sequence[Item]) -> tuple[int, int, list[Item]]:
    """Return how many short-form mentions went to the entity that the long forms of the same body went to.

    Bodies never named in a longer form are left out. The third value lists what went wrong.
    """
    long = defaultdict(Counter)
    for i in items:
        if i.form in ("named", "full"):
            long[i.true][i.seen] += 1
    right, wrong = 0, []
    for i in items:
        if i.form in ("short", "bare") and i.true in long:
            best = min(long[i.true].items(), key=lambda c: (-c[1], c[0]))[0]
            if i.seen == best:
                right += 1
            else:
                wrong.append(i)
    return right, right + len(wrong), wrong


def half_names_merged(items: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Return pairs of a half-named person and a mention of somebody or somewhere else that became one entity."""
    first: dict[str, Item] = {}
    halves = {i.seen for i in items if i.form == "half"}
    merged = []
    for i in items:
        if i.seen in halves:
            other = first.setdefault(i.seen, i)
            if other.source != i.source or other.true != i.true:
                merged.append((other, i))
    return merged


def confusions(items: Sequence[Item], limit: int = 20) -> list[str]:
    """Return lines for a person: found entities that mix true ones, true ones that were split."""
    seen, true = defaultdict(Counter), defaultdict(Counter)
    example = {}
    for i in items:
        seen[i.seen][i.true] += 1
        true[i.true][i.seen] += 1
        example.setdefault((i.true, i.seen), i)
    lines = []
    for name, groups in (("merged", seen), ("split", true)):
        mixed = sorted(
            ((k, c) for k, c in groups.items() if len(c) > 1), key=lambda g: (-sum(g[1].values()), g[0])
        )
        for key, counts in mixed[:limit]:
            parts = []
            for other, n in counts.most_common(4):
                i = example[(other, key) if name == "merged" else (key, other)]
                parts.append(f"{other} x{n} ({i.source}@{i.start} {i.text})")
            lines.append(f"{name} {key}: " + " | ".join(parts))
    return lines


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run, for tests and for the bench command."""

    people: Score
    people_by_article: Score
    bodies: Score
    places: Score
    initiatives: Score
    short: tuple[int, int]
    halves: int
    coverage: dict[str, tuple[int, int]]
    posts: Score
    codes: tuple[int, int, int]
    aligned: Aligned

    def lines(self) -> list[str]:
        out = [
            f"people pairwise              {self.people}",
            f"people pairwise, by article  {self.people_by_article}",
            f"bodies B3                    {self.bodies}",
            f"places B3                    {self.places}",
            f"initiatives B3               {self.initiatives}",
            f"posts (triples)              {self.posts}",
            f"short forms right            {self.short[0]} of {self.short[1]} = "
            f"{self.short[0] / self.short[1] if self.short[1] else 1:.4f}",
            f"half-names merged            {self.halves}",
            f"codes right, given, findable {self.codes[0]} {self.codes[1]} {self.codes[2]} "
            f"= {self.codes[0] / (self.codes[1] or 1):.4f} right, {self.codes[1] / (self.codes[2] or 1):.4f} given",
        ]
        out += [
            f"found of {k:<20}{a} of {b} = {a / b if b else 1:.4f}"
            for k, (a, b) in sorted(self.coverage.items())
        ]
        return out


def report(truth: Mapping, resolution) -> Report:
    """Measure a resolution against a generated truth."""
    aligned = align(truth["mentions"], resolution.mentions)
    people = [i for i in aligned.items["Person"] if i.form != "half"]
    bodies = aligned.items["Agency"]
    places = aligned.items["Place"] + aligned.items["Community"]
    wanted, lost = Counter(m["type"] for m in truth["mentions"]), Counter(m["type"] for m in aligned.missed)
    right, total, _ = short_forms(bodies)
    return Report(
        pairwise(people),
        pairwise(by_article(people)),
        b_cubed(bodies),
        b_cubed(places),
        b_cubed(aligned.items["Initiative"]),
        (right, total),
        len(half_names_merged(aligned.items["Person"])),
        {k: (n - lost[k], n) for k, n in wanted.items()},
        posts(truth, resolution, aligned),
        codes(places, resolution),
        aligned,
    )


def codes(places: Sequence[Item], resolution) -> tuple[int, int, int]:
    """Return how many mentions of divisions got the right code, how many any code, and how many there are."""
    given = {e.id: e.code for e in resolution.entities if e.code}
    real = [i for i in places if i.true.startswith("place/")]
    coded = [i for i in real if i.seen in given]
    return sum(given[i.seen] == i.true.removeprefix("place/") for i in coded), len(coded), len(real)


def posts(truth: Mapping, resolution, aligned: Aligned) -> Score:
    """Score the distinct posts stated in each article; a post counts as right with the right person and title.

    The body must be one of the acceptable ones, where the resolution found any of these by a mention of its own.
    """
    entity: dict[tuple[str, str], set[str]] = defaultdict(set)
    for items in aligned.items.values():
        for i in items:
            entity[i.source, i.seen].add(i.true)
    want = {
        (s["source"], s["subject"], s["title"], tuple(s["object"]))
        for s in truth["statements"]
        if s["predicate"] == "holdsPost"
    }
    by_key = defaultdict(list)
    for source, subject, title, objects in want:
        by_key[source, subject, title].append(objects)
    hit, wrong = set(), 0
    seen = set()
    for s in resolution.statements:
        if s.predicate != "holdsPost" or s.start is None or s.source is None:
            continue
        source = s.source.rsplit("/", 1)[-1]
        key = (source, s.subject, s.title, s.object)
        if key in seen:
            continue
        seen.add(key)
        subjects = entity[source, s.subject]
        options = [(u, t, o) for (f, u, t), os in by_key.items() if f == source and u in subjects
                   and s.title and (t == s.title or t.endswith(s.title) or s.title.endswith(t)) for o in os]  # fmt: skip
        known = entity[source, s.object]
        good = [x for x in options if not known or known & set(x[2])]
        if good:
            hit.update((source, *g) for g in good)
        else:
            wrong += 1
    precision = len(hit) / (len(hit) + wrong) if hit or wrong else 1.0
    return Score(precision, len(hit) / len(want) if want else 1.0, len(want))
