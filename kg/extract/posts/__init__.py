"""Who holds which post where: titles before a name, behind it, in lists, and appointments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.clues import Marked
from kg.extract.context import Context
from kg.extract.nodes import JOINING, Node, Scan
from kg.extract.posts.before import posts_before
from kg.extract.posts.behind import appointed, appointing, posts_behind
from kg.extract.posts.bodies import named_most, names_a_body
from kg.extract.posts.clauses import BY, dropped, taken_by, taking
from kg.extract.posts.listed import counted_behind, introduced, other_leaders
from kg.extract.posts.titles import BODY_TYPES, Post, Segment, segments_before, title_of
from kg.extract.posts.told import NATIVE, POINTING, SERVING, natives, of_kin, past_service, pointed_out, told
from kg.extract.vocabulary import Groups, affixes
from kg.model import Implied


def needs_of_posts(groups: Groups) -> tuple[frozenset[str], ...]:
    """Return the sets of words that what reads posts needs in a sentence."""
    return PERSON, appointing(groups.appoint), BY, taking(groups.assume), POINTING, NATIVE, SERVING


PERSON = frozenset(("Person",))


def posts(
    scan: Scan, marked: Marked, context: Context, seen: Sequence[Node], earlier: Sequence[Post]
) -> list[Post]:
    """Return the posts, memberships and residences that a sentence's titles state.

    ``seen`` are the names of the article up to this sentence, last one last: what a bare title may belong to;
    ``earlier`` the posts found in it so far.
    """
    found: list[Post] = []
    made = earlier
    if marked.has(PERSON):
        found, made = _of_people(scan, marked, context, seen, earlier)
    if marked.has(taking(context.groups.assume)):
        found.extend(dropped(scan, marked, context, seen, made))
    if marked.has(POINTING):
        found.extend(pointed_out(scan, context, seen, made))
    if marked.has(NATIVE):
        found.extend(natives(scan))
    if marked.has(PERSON) and marked.has(SERVING):
        found.extend(past_service(scan, context, seen))
    return found


def _of_people(
    scan: Scan, marked: Marked, context: Context, seen: Sequence[Node], earlier: Sequence[Post]
) -> tuple[list[Post], list[Post]]:
    """Return what stands before and behind the people of a sentence, and all posts known behind them."""
    found: list[Post] = []
    made = list(earlier)
    names = list(seen[-60:])
    groups: dict[int, list[Post]] = {}
    appoints, by = marked.has(appointing(context.groups.appoint)), marked.has(BY)
    for i, node in marked.named:
        if node.type == "Person":
            before = of_kin(scan.nodes, i, _before(scan, context, i, groups, names, made), context)
            known = [*made, *before] if before else made
            new = [*before, *posts_behind(scan, context, i, names, known)]
            if appoints:
                new.extend(appointed(scan, context, i, names, made))
            if by:
                new.extend(taken_by(scan, context, i, names, made))
            found.extend(new)
            made.extend(new)
        _add(names, node)
    found = _one_each(scan, found)
    found.extend(_shared_behind(scan, context, found))
    return found, made


def _add(names: list[Node], node: Node) -> None:
    """Add to names those nested in a name, then the name."""
    for child in node.children:
        _add(names, child)
    names.append(node)


def _before(
    scan: Scan,
    context: Context,
    i: int,
    groups: dict[int, list[Post]],
    names: Sequence[Node],
    made: Sequence[Post],
) -> list[Post]:
    """Return the posts that the titles before person ``i`` state, or those before the list it stands in."""
    node = scan.nodes[i]
    segments = segments_before(scan, context, i)
    shared = _sharing(scan.nodes, i)
    leaders = list(other_leaders(scan.nodes, i, groups.get(shared, []))) if shared is not None else []
    if leaders:
        mine = leaders
    elif shared is not None and shared in groups:
        mine = [_same(post, node) for post in groups[shared]]
    else:
        mine = list(posts_before(scan, context, i, names, made, node, segments))
    if (not mine or all(p.rule == "post:context" for p in mine)) and i:
        carried = list(_carried(scan, context, i, groups, segments))
        if not mine or (carried and carried[0].confidence > mine[0].confidence):
            mine = carried
    if not mine:
        mine = list(_attached(scan.nodes, i, made))
    mine = mine or list(_in_the_name(scan.nodes, i, context, names, made))
    mine = mine or list(counted_behind(scan.nodes, i, context, names)) or list(introduced(scan.nodes, i))
    if not mine or mine[0].rule == "member:body":
        mine = list(told(scan, context, i, names)) or mine
    groups[i] = mine
    return mine


def _attached(nodes: list[Node], i: int, made: Sequence[Post]) -> Iterator[Post]:
    """Read what joins a person to a name without a title: 新华村的李明, 交警中队李明, 同村的李明."""
    person = nodes[i]
    before = nodes[i - 1] if i else None
    if before is not None and before.word == "的" and i >= 2:
        body = nodes[i - 2]
        if i >= 3 and nodes[i - 3].tag == "v" and nodes[i - 3].word != "来自":
            return  # 走进新华村的李明家, 家住…的: the verb says what it is
        if body.type == "Community" or (
            body.type == "Place" and body.kind == "Township" and not body.anaphor
        ):
            yield Post(person, "", body, "residentOf", rule="resident:of", confidence=0.85)
        elif body.type == "Agency" and not body.anaphor:
            yield Post(person, "", body, "memberOf", rule="member:of", confidence=0.75)
        elif body.word == "同村":
            home = next((p.body for p in reversed(made) if p.relation == "residentOf"), None)
            if home is not None:
                yield Post(person, "", home, "residentOf", rule="resident:same", confidence=0.75)
    elif before is not None and before.word == "人" and i >= 2 and nodes[i - 2].type == "Community":
        if not nodes[i - 2].anaphor and nodes[i - 2].end == before.start:
            yield Post(person, "", nodes[i - 2], "residentOf", rule="resident:native", confidence=0.85)
    elif (
        before is not None and before.type == "Agency" and not before.anaphor and person.rule != "person:half"
    ):
        yield Post(person, "", before, "memberOf", rule="member:body", confidence=0.75)
    elif i + 2 < len(nodes) and nodes[i + 1].word in ("来自", "家住") and _home(nodes[i + 2]):
        yield Post(person, "", nodes[i + 2], "residentOf", rule="resident:from", confidence=0.85)


def _in_the_name(
    nodes: list[Node], i: int, context: Context, names: Sequence[Node], made: Sequence[Post]
) -> Iterator[Post]:
    """范所长, 社区|郎书记: the title that stands in half a name, unless the whole name was read before."""
    person = nodes[i]
    title = person.word[1:]
    row = context.lexicon.titles.get(title)
    if row is None or row.rank != 1:
        return
    if any(p.person.word[0] == person.word[0] and p.title.endswith(title) for p in made):
        return
    before = nodes[i - 1] if i else None
    if before is not None and before.type in ("Agency", "Community", "Enterprise"):
        yield Post(person, title, before, rule="post:half", confidence=0.85)
        return
    home: Node | None = None
    if before is not None and before.word in ("社区", "村"):
        home = next((n for n in reversed(names) if n.type == "Community" and not n.anaphor), None)
    elif title.endswith("长"):
        home = named_most(title, context, names)
    if home is not None:
        yield Post(person, title, home, rule="post:half", confidence=0.75)


def _home(node: Node) -> bool:
    """Is it a community, a township or its office, of which people are residents?"""
    if node.type == "Place":
        return node.kind == "Township" and not node.anaphor
    return node.type == "Community" or node.kind == "SubdistrictOffice"


def _one_each(scan: Scan, found: list[Post]) -> list[Post]:
    """甲、乙|分别|当选县人大常委会主任和县长: give each of a list the post that stands in the same place."""
    if "分别" not in scan.text:
        return found
    nodes = scan.nodes
    for i in range(2, len(nodes) - 1):
        if nodes[i].type != "Person" or all(n.word != "分别" for n in nodes[i + 1 : i + 6]):
            continue
        mine = [p for p in found if p.person is nodes[i] and p.rule in ("post:behind", "post:appointed")]
        people = [i]
        while (before := _listed_before(nodes, people[0])) is not None:
            people.insert(0, before)
        if len(mine) < 2 or len(people) < 2:
            continue
        found = [p for p in found if p not in mine]
        mine = [p for p in mine if p.rule == mine[0].rule]
        if len(mine) == len(people):
            found.extend(
                replace(p, person=nodes[k], rule="post:each") for k, p in zip(people, mine, strict=True)
            )
    return found


def _shared_behind(scan: Scan, context: Context, found: Sequence[Post]) -> Iterator[Post]:
    """甲（回族）、乙当选为副书记: what stands behind the last of a list is true of all of it."""
    behind: dict[int, list[Post]] = {}
    held = {post.person.start for post in found}
    for post in found:
        if post.rule in _OF_LISTS or post.rule == "post:title":
            behind.setdefault(post.person.start, []).append(post)
    for i in range(len(scan.nodes) - 1, 0, -1) if behind else ():
        mine = behind.get(scan.nodes[i].start, []) if scan.nodes[i].type == "Person" else []
        before = _listed_before(scan.nodes, i) if mine else None
        if before is None or scan.nodes[before].start in behind:
            continue
        if mine[0].rule == "post:title" and scan.nodes[before].start in held:
            continue  # 副县长甲、县水利局|乙|科长
        if mine[0].rule == "post:title":  # 骨科甲、内科|乙|医生
            mine = [replace(post, title=title_of(post.title, context)) for post in mine]
        shared = [_same(post, scan.nodes[before]) for post in mine]
        behind[scan.nodes[before].start] = shared
        yield from shared


_OF_LISTS = ("post:behind", "member:behind", "post:appointed", "post:left", "post:removed")
"""Rules of posts that stand behind the last of a list."""


def _listed_before(nodes: list[Node], i: int) -> int | None:
    """县委副书记甲、县政协副主席乙任副组长: return the index of the person listed before this one."""
    for k in range(i - 1, max(-1, i - 14), -1):
        node = nodes[k]
        if node.type == "Person":
            follows = nodes[k + 1].word
            return k if follows in ("、", "和", "（") else None
        if node.type in BODY_TYPES or node.word in ("、", "（", "）", "和"):
            continue
        if node.tag in ("w", "v", "p", "d", "u", "c"):
            return None
    return None


def _carried(
    scan: Scan, context: Context, i: int, groups: dict[int, list[Post]], segments: list[Segment]
) -> Iterator[Post]:
    """市政协主席甲、副主席乙，秘书长丁; 大队长甲、教导员乙: a bare title is of the body of the one before."""
    nodes = scan.nodes
    if not segments or any(s.body is not None for s in segments):
        return
    text = segments[-1].text
    title = title_of(text, context)
    if not title:
        return
    k = i - 1 - sum(len(s.words) + 1 for s in segments) + 1
    mark = nodes[k].word if k >= 0 else ""
    while (k >= 0 and nodes[k].word in ("、", "，", "（", "）", "和", "及")) or (
        k >= 0 and not nodes[k].type and nodes[k].tag in ("nz", "a") and len(nodes[k].word) <= 3
    ):
        k -= 1
    before = groups.get(k, []) if k >= 0 and nodes[k].type == "Person" else []
    for post in before[-1:]:
        if post.relation != "holdsPost" or post.body is None:
            continue
        if text.startswith(affixes(context.groups.deputy)):
            confidence = 0.9
        elif (
            mark in ("、", "和")
            and (_alike(title, post.title, context) or _commissar(title, post.body))
            and not names_a_body(text, title)
            and not (title.endswith("律师") and not _firm(post.body))
            and not title.endswith(("传承人", "艺人", "画家", "作家"))
        ):
            confidence = 0.75
        else:
            continue
        for each in reversed(segments):
            yield Post(
                nodes[i],
                each.text,
                post.body,
                "holdsPost",
                each.modality,
                "post:carried",
                confidence,
                post.near,
            )


def _commissar(title: str, body: Node | Implied) -> bool:
    """县人武部部长甲、|政委乙: does the body have a commissar?"""
    ends = ("武部", "武装部", "支队", "大队", "军分区")
    return title in ("政委", "政治委员") and isinstance(body, Node) and body.core.endswith(ends)


def _firm(body: Node | Implied) -> bool:
    """Is it a firm, as lawyers belong to, not the body of whom stands before (县妇联副主席甲、律师乙)?"""
    return body.type == "Enterprise"


def _alike(title: str, other: str, context: Context) -> bool:
    """Are two titles those of one kind of body (大队长 and 教导员, 董事长 and 总经理)?"""
    titles = context.lexicon.titles
    mine, theirs = titles.get(title), titles.get(title_of(other, context))
    return (
        mine is not None
        and theirs is not None
        and not mine.level
        and not theirs.level
        and bool(set(mine.kinds) & set(theirs.kinds))
    )


def _same(post: Post, person: Node) -> Post:
    """Return the post of the person before for the next one in the list (副县长甲、乙)."""
    return Post(
        person,
        post.title,
        post.body,
        post.relation,
        post.modality,
        "post:list",
        post.confidence - 0.02,
        post.near,
    )


def _sharing(nodes: list[Node], i: int) -> int | None:
    """Return the index of the person before this one in a bare list: its title is this one's too."""
    k = i - 1
    if k < 0 or nodes[k].word not in JOINING:
        return None
    k -= 1
    if k >= 0 and nodes[k].word == "）":
        while k >= 0 and nodes[k].word != "（":
            k -= 1
        k -= 1
    return k if k >= 0 and nodes[k].type == "Person" else None
