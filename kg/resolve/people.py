"""Who is who: one person or two of one name, by a Fellegi-Sunter weight in bits.

Every comparator is one small function; what its docstring says is what ``kg explain`` prints. Its weight
stands in :data:`COMPARATORS`. The sum decides: from :data:`SAME` on one person, from :data:`ASK` on a
question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.resolve.areas import code_of, compatible

SAME = 4.0
"""Bits from which on two profiles are one person."""
ASK = 1.0
"""Bits from which on a person is asked."""
MARGIN = 2.0
"""Bits by which one group must fit better than the next for somebody who is named without a post."""

_NAMED = {"Journalist": 150, "Official": 500, "Professional": 1500, "Resident": 4000}
# Titles that many hold at once, and those that one holds together with another post.
_SHARED = (
    "代表",
    "成员",
    "党员",
    "委员",
    "干部",
    "志愿者",
    "队员",
    "医生",
    "教师",
    "职工",
    "员工",
    "网格员",
    "会员",
)
_HEADS = frozenset(
    [
        "书记",
        "县长",
        "区长",
        "市长",
        "省长",
        "州长",
        "旗长",
        "镇长",
        "乡长",
        "局长",
        "主任",
        "院长",
        "检察长",
        "主席",
        "部长",
        "校长",
        "党工委书记",
        "党委书记",
        "社长",
        "所长",
        "队长",
        "会长",
    ]
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one person, from one article or from many.

    ``homes`` are the areas of the bodies, else of the articles (zone keys or codes), ``posts`` pairs of
    body and title,
    ``bodies`` those of the posts and memberships, ``seen`` each body's first and last day with a year,
    ``prints`` the articles printed several times that name the person, ``circles`` the areas whose leadership
    they belong to (committee, government, congress, 政协), ``standings`` the levels of the bodies' areas, 1 a
    province, 5 a community, ``beside`` the bodies named in the same sentences.
    """

    name: str
    chance: float
    homes: frozenset[str] = frozenset()
    posts: frozenset[tuple[str, str]] = frozenset()
    bodies: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    publications: frozenset[str] = frozenset()
    seen: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    residences: frozenset[str] = frozenset()
    prints: frozenset[str] = frozenset()
    circles: frozenset[str] = frozenset()
    standings: frozenset[int] = frozenset()
    beside: frozenset[str] = frozenset()

    def prefectures(self) -> frozenset[str]:
        """The prefectures of the homes, "" for an unknown one left out."""
        return frozenset(code_of(h)[:4] for h in self.homes if code_of(h))


def merged(profiles: Sequence[Profile]) -> Profile:
    """Return what is known of one person from several profiles."""
    if len(profiles) == 1:
        return profiles[0]
    seen: dict[str, tuple[str, str]] = {}
    for profile in profiles:
        for body, (first, last) in profile.seen.items():
            known = seen.get(body)
            seen[body] = (min(first, known[0]), max(last, known[1])) if known else (first, last)

    def union(name: str) -> frozenset[str]:
        return frozenset().union(*(getattr(p, name) for p in profiles))

    return Profile(
        name=profiles[0].name,
        chance=profiles[0].chance,
        homes=union("homes"),
        posts=frozenset().union(*(p.posts for p in profiles)),
        bodies=union("bodies"),
        roles=union("roles"),
        publications=union("publications"),
        seen=seen,
        residences=union("residences"),
        prints=union("prints"),
        circles=union("circles"),
        beside=union("beside"),
        standings=frozenset().union(*(p.standings for p in profiles)),
    )


# ------------------------------------------------------------------------------------------ comparators
def one_name(_left: Profile, _right: Profile) -> float:
    """Both bear one name; by itself that is no reason to take them for one person."""
    return -1.0


def rare_name(left: Profile, right: Profile) -> float:
    """The rarer a full name, the less likely two people of one place bear it (share of surname and given
    name)."""
    size = max(_NAMED.get(r, 1000) for r in (left.roles | right.roles) or {"?"})
    bits = -math.log2(max(left.chance * size, 1e-9))
    return max(-3.0, min(6.0, bits)) / 6.0


def one_post(left: Profile, right: Profile) -> float:
    """Both hold the same post of the same body."""
    shared = left.posts & right.posts
    return 1.0 if any(not t.endswith(_SHARED) for _, t in shared) else 0.5 if shared else 0.0


def one_body(left: Profile, right: Profile) -> float:
    """Both belong to the same body, under whatever title."""
    return 1.0 if left.bodies & right.bodies else 0.0


def one_circle(left: Profile, right: Profile) -> float:
    """Both belong to the leadership of the same area, whatever body the articles name."""
    return 1.0 if left.circles & right.circles else 0.0


def other_body(left: Profile, right: Profile) -> float:
    """They belong to different bodies; less against them if the one post came after the other."""
    if not left.bodies or not right.bodies or left.bodies & right.bodies or left.circles & right.circles:
        return 0.0
    a, b = _span(left), _span(right)
    return -0.5 if a and b and (a[1] < b[0] or b[1] < a[0]) else -1.0


def body_beside(left: Profile, right: Profile) -> float:
    """A sentence about the one names the body of the other (免去…局长职务, 当过…局长的副县长)."""
    if left.bodies & right.bodies or not left.bodies or not right.bodies:
        return 0.0
    return 1.0 if left.bodies & right.beside or right.bodies & left.beside else 0.0


def other_standing(left: Profile, right: Profile) -> float:
    """One serves a county or larger area, the other a village or community."""
    if not left.standings or not right.standings:
        return 0.0
    gap = min(abs(a - b) for a in left.standings for b in right.standings)
    return -1.0 if gap >= 2 else -0.2 if gap else 0.0


def _span(profile: Profile) -> tuple[str, str] | None:
    if not profile.seen:
        return None
    return min(s[0] for s in profile.seen.values()), max(s[1] for s in profile.seen.values())


def one_print(left: Profile, right: Profile) -> float:
    """Prints of one and the same article name both."""
    return 1.0 if left.prints & right.prints else 0.0


def one_place(left: Profile, right: Profile) -> float:
    """Their posts, or else the articles, are of the same county, district or zone."""
    return 1.0 if left.homes & right.homes else 0.0


def place_within(left: Profile, right: Profile) -> float:
    """The place of one lies within that of the other: a prefecture's leader in a county's report."""
    if left.homes & right.homes:
        return 0.0
    pairs = [(code_of(a), code_of(b)) for a in left.homes for b in right.homes]
    return 1.0 if any(a and b and compatible(a, b) for a, b in pairs) else 0.0


def other_place(left: Profile, right: Profile) -> float:
    """Their posts, or else the articles, are of different places, neither within the other."""
    if left.homes & right.homes or not left.homes or not right.homes:
        return 0.0
    pairs = [(code_of(a), code_of(b)) for a in left.homes for b in right.homes]
    if any(compatible(a, b) for a, b in pairs if a and b):
        return 0.0
    if left.roles & right.roles == {"Journalist"} and left.prefectures() & right.prefectures():
        return 0.0
    return -0.8 if left.prefectures() & right.prefectures() else -1.0


def one_paper(left: Profile, right: Profile) -> float:
    """Both write for the same newspaper, or for papers of the same prefecture."""
    if not (left.roles & right.roles & {"Journalist"}):
        return 0.0
    if left.publications & right.publications:
        return 1.0
    return (
        0.9
        if left.prefectures() & right.prefectures() and not (left.publications and right.publications)
        else 0.0
    )


def other_calling(left: Profile, right: Profile) -> float:
    """One writes for a newspaper, the other is written about; or one holds office, the other is a
    resident."""
    a, b = left.roles, right.roles
    if not a or not b or a & b:
        return 0.0
    if "Journalist" in a or "Journalist" in b:
        return -1.0
    return -0.5


def two_posts_at_once(left: Profile, right: Profile) -> float:
    """Each was seen in another body during the same time; it weighs most when both head theirs."""
    a = {body for body, title in left.posts if not title.endswith(_SHARED)}
    b = {body for body, title in right.posts if not title.endswith(_SHARED)}
    if not a or not b or a & b or left.circles & right.circles:
        return 0.0
    clash = any(
        left.seen[x][0] <= right.seen[y][1] and right.seen[y][0] <= left.seen[x][1]
        for x in a & left.seen.keys()
        for y in b & right.seen.keys()
    )
    if not clash:
        return 0.0
    heads = [any(title in _HEADS for _, title in p.posts) for p in (left, right)]
    return -1.0 if all(heads) else -0.6


def one_home(left: Profile, right: Profile) -> float:
    """They live in the same community."""
    return 1.0 if left.residences & right.residences else 0.0


def other_home(left: Profile, right: Profile) -> float:
    """They live in different communities."""
    if not left.residences or not right.residences or left.residences & right.residences:
        return 0.0
    return -1.0


Comparator = Callable[[Profile, Profile], float]
COMPARATORS: tuple[tuple[Comparator, float], ...] = (
    (one_name, 4.0),
    (rare_name, 6.0),
    (one_post, 14.0),
    (one_body, 9.0),
    (one_circle, 4.0),
    (other_body, 2.0),
    (body_beside, 2.0),
    (other_standing, 5.0),
    (one_print, 24.0),
    (one_place, 6.0),
    (place_within, 3.0),
    (other_place, 10.0),
    (one_paper, 8.0),
    (other_calling, 8.0),
    (two_posts_at_once, 6.0),
    (one_home, 7.0),
    (other_home, 5.0),
)
"""Each comparator with the bits that its full answer weighs."""


def weigh(left: Profile, right: Profile) -> float:
    """Return the bits for (above 0) or against two profiles being one person."""
    return sum(compare(left, right) * bits for compare, bits in COMPARATORS)


# ----------------------------------------------------------------------------------------- grouping
@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups that may be one person, each by its least key."""

    left: str
    right: str
    bits: float


def group(
    profiles: Mapping[str, Profile],
    apart: Collection[tuple[str, str]] = (),
) -> tuple[dict[str, str], list[Pair]]:
    """Group the profiles of one name; return each key's group (its least key) and the pairs to ask about.

    Only pairs that share a place, a body or a paper are compared, so that the work stays in proportion to the
    number of people. ``apart`` holds pairs of keys that a person's decision keeps apart.
    """
    work = _Grouping(profiles, {(a, b) for a, b in apart} | {(b, a) for a, b in apart})
    alike = _join_equal(profiles, work.forest, work.barred)
    work.begin()
    scored = sorted(
        (Pair(a, b, weigh(work.known[a], work.known[b])) for a, b in _candidates(work.known)),
        key=lambda p: (-p.bits, p.left, p.right),
    )
    scored = [p for p in scored if p.bits >= ASK]
    bodied = {k for k, p in work.known.items() if p.bodies}
    work.join_all([p for p in scored if p.left in bodied and p.right in bodied])
    work.place_the_untitled([p for p in scored if (p.left in bodied) != (p.right in bodied)], bodied)
    work.join_all([p for p in scored if p.left not in bodied and p.right not in bodied])
    found = {k: work.forest.find(k) for k in profiles}
    pairs = _worth_asking(work.unsure, work.forest, work.groups, work.barred)
    for first, others in alike.items():  # indistinguishable, and not enough to be one: each stays alone
        if len(work.groups[work.forest.find(first)]) == 1:
            bits = weigh(profiles[first], profiles[first])
            if others and bits >= ASK:
                pairs.append(Pair(first, others[0], bits))
        else:
            found.update({k: work.forest.find(first) for k in others})
    return found, sorted(pairs, key=lambda p: (p.left, p.right))


class _Grouping:
    """The groups of one name while they grow."""

    def __init__(self, profiles: Mapping[str, Profile], barred: set[tuple[str, str]]) -> None:
        self.profiles = profiles
        self.barred = barred
        self.forest = _Forest(sorted(profiles))
        self.groups: dict[str, list[str]] = {}
        self.known: dict[str, Profile] = {}
        self.unsure: list[Pair] = []

    def begin(self) -> None:
        """Take what the forest has joined as the first groups."""
        self.groups = self.forest.groups()
        self.known = {root: merged([self.profiles[k] for k in keys]) for root, keys in self.groups.items()}

    def join_all(self, pairs: Iterable[Pair]) -> None:
        """Join the best pairs first; two groups are joined if all that is known of both says so."""
        for pair in pairs:
            left, right = self.forest.find(pair.left), self.forest.find(pair.right)
            if left == right:
                continue
            bits = min(pair.bits, weigh(self.known[left], self.known[right]))
            if bits < SAME or _parted(self.groups, left, right, self.barred):
                self.unsure.append(Pair(left, right, bits))
            else:
                self.join(left, right)

    def join(self, left: str, right: str) -> None:
        keep = self.forest.join(left, right)
        gone = right if keep == left else left
        members, profile = (
            self.groups[left] + self.groups[right],
            merged([self.known[left], self.known[right]]),
        )
        del self.groups[gone], self.known[gone]
        self.groups[keep], self.known[keep] = sorted(members), profile

    def place_the_untitled(self, pairs: Iterable[Pair], bodied: Collection[str]) -> None:
        """Give who is named without any post to the one group that fits; of two that fit alike, to none."""
        fits: dict[str, dict[str, float]] = {}
        for pair in pairs:
            bare, other = (pair.right, pair.left) if pair.left in bodied else (pair.left, pair.right)
            group_ = self.forest.find(other)
            known = fits.setdefault(bare, {})
            known[group_] = max(known.get(group_, ASK), pair.bits)
        for bare in sorted(fits):
            now: dict[str, float] = {}
            for key, bits in fits[bare].items():
                root = self.forest.find(key)
                now[root] = max(now.get(root, ASK), bits)
            best = sorted(now.items(), key=lambda f: (-f[1], f[0]))
            (first, bits), rest = best[0], best[1:]
            root = self.forest.find(bare)
            if (
                bits < SAME
                or _parted(self.groups, root, first, self.barred)
                or (rest and rest[0][1] > bits - MARGIN)
            ):
                self.unsure.append(Pair(root, first, bits))
            elif root != first:
                self.join(root, first)


def _worth_asking(
    unsure: Iterable[Pair],
    forest: _Forest,
    groups: Mapping[str, list[str]],
    barred: Collection[tuple[str, str]],
) -> list[Pair]:
    """Return for each smaller group the one group that it fits best, so that questions do not multiply."""
    best: dict[str, tuple[float, int, str]] = {}
    for pair in unsure:
        a, b = forest.find(pair.left), forest.find(pair.right)
        if a == b or _parted(groups, a, b, barred):
            continue
        lesser, greater = sorted((a, b), key=lambda k: (len(groups[k]), k))
        answer = (pair.bits, len(groups[greater]), greater)
        if lesser not in best or (-answer[0], -answer[1], answer[2]) < (
            -best[lesser][0],
            -best[lesser][1],
            best[lesser][2],
        ):
            best[lesser] = answer
    found = {(min(k, o), max(k, o)): bits for k, (bits, _, o) in sorted(best.items())}
    return [Pair(a, b, bits) for (a, b), bits in sorted(found.items())]


def _parted(
    groups: Mapping[str, list[str]], left: str, right: str, barred: Collection[tuple[str, str]]
) -> bool:
    return bool(barred) and any((a, b) in barred for a in groups[left] for b in groups[right])


def _join_equal(
    profiles: Mapping[str, Profile], forest: _Forest, barred: Collection[tuple[str, str]]
) -> dict[str, list[str]]:
    """Join at once what bears one name and holds one post, or is alike in all that is known.

    Of those that are alike but with too little known to be one, only the first is left in the forest to be
    compared for all: return it with the others.
    """
    first: dict[object, str] = {}
    named: dict[str, list[str]] = {k: [k] for k in profiles}
    alike: dict[str, list[str]] = {}
    for key in sorted(profiles):
        profile = profiles[key]
        marks: list[object] = [p for p in profile.posts if not p[1].endswith(_SHARED)]
        if not marks and not barred:
            fields = (profile.homes, profile.posts, profile.bodies, profile.roles, profile.publications)
            other = first.setdefault((*fields, profile.residences), key)
            if other != key and weigh(profile, profile) < SAME:
                alike.setdefault(other, []).append(key)
                forest.leave(key)
                continue
            marks = [(*fields, profile.residences)]
        for mark in sorted(marks, key=repr):
            other = first.setdefault(mark, key)
            a, b = forest.find(other), forest.find(key)
            if a != b and not _parted(named, a, b, barred):
                keep = forest.join(a, b)
                named[keep] = named[a] + named[b]
    return alike


def _candidates(known: Mapping[str, Profile]) -> Iterable[tuple[str, str]]:
    """Yield pairs that have anything in common; an unknown place has something in common with none."""
    by_mark: dict[str, list[str]] = {}
    for key in sorted(known):
        profile = known[key]
        marks = (
            set(profile.homes)
            | set(profile.circles)
            | set(profile.bodies)
            | {f"paper:{p}" for p in profile.publications}
        )
        marks |= {f"area:{p}" for p in profile.prefectures()} | {f"print:{p}" for p in profile.prints}
        for mark in sorted(marks):
            by_mark.setdefault(mark, []).append(key)
    seen: set[tuple[str, str]] = set()
    for keys in by_mark.values():
        for i, left in enumerate(keys):
            for right in keys[i + 1 : i + 400]:
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield left, right


class _Forest:
    """Union-find whose root is always the least key."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.parent = {k: k for k in keys}
        self.left: set[str] = set()

    def leave(self, key: str) -> None:
        """Take a key that is joined to nothing out of the groups."""
        self.left.add(key)

    def find(self, key: str) -> str:
        root = key
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[key] != root:
            self.parent[key], key = root, self.parent[key]
        return root

    def join(self, left: str, right: str) -> str:
        a, b = sorted((self.find(left), self.find(right)))
        self.parent[b] = a
        return a

    def groups(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in sorted(self.parent.keys() - self.left):
            found.setdefault(self.find(key), []).append(key)
        return found
