"""Relations: declared frames over clauses, with carried-over subjects, lists, and the meeting at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.mentions import Mentions
from kg.extract.nodes import Node, Scan
from kg.extract.posts import posts
from kg.lexicon import Frame, Lexicon
from kg.model import Article, Claim, Implied, Modality, Role

ACTORS = frozenset(("Agency", "Community", "Place", "Enterprise", "Person"))
_ORGANS = frozenset(("Agency", "Community", "Place", "Enterprise"))
_LINK = frozenset(("、", "和", "与", "及", "以及", "并", "暨", "或", "“", "”", "（", "）"))
_SPEECH = re.compile(r"^(我们|我|你们|他们|咱们)")
_PLANNED = re.compile(
    r"(?:^|[，；：“])(?:下一步|接下来|今后|下阶段|下步)|(?<![即必])将(?!士|军|领|来|相|其|该|群|一|近|这|工|问|信|党|各|农|人|本|辖)|计划(?=于|在|到|对|投|建|开|组|实|再|用)|拟(?!定)|力争|准备|(?:要求|强调|指出|表示|希望)，?.{0,12}要"
)
_NEGATED = re.compile(r"(?:没有|未能|并未|尚未|不再|未|没)$")
_TODAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


@dataclass(slots=True)
class State:
    """What carries over from clause to clause of an article."""

    subjects: list[Node] = field(default_factory=list)
    event: Node | None = None
    event_sentence: int = -9
    heading: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Triggers:
    """The frames by trigger word, and the longest trigger's length."""

    frames: Mapping[str, tuple[Frame, ...]]


@lru_cache(maxsize=4)
def _by_trigger(frames: tuple[Frame, ...]) -> Triggers:
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        found.setdefault(frame.trigger, []).append(frame)
    return Triggers({k: tuple(v) for k, v in found.items()})


def claims(scans: list[Scan], context: Context, mentions: Mentions) -> list[Claim]:
    """Return what the article's sentences state, each claim once per article."""
    maker = _Maker(context, mentions)
    state = State()
    for index, scan in enumerate(scans):
        role = scan.sentence.role
        if role is Role.BYLINE:
            continue
        if role in (Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.HEADING):
            opening = [n for n in scan.names() if n.type in _ORGANS and not n.anaphor]
            if role is Role.HEADING and opening and opening[0].start <= 2:
                state.subjects = state.heading = opening[:1]
            elif role is not Role.HEADING and opening and opening[0].start <= 2:
                state.heading = state.subjects = opening[:1]
        maker.sentence(index, scan, state)
    maker.containment()
    return maker.rows()


class _Maker:
    """Makes claims of one article and keeps the surest of those that say the same."""

    def __init__(self, context: Context, mentions: Mentions) -> None:
        self.context = context
        self.mentions = mentions
        self.article: Article = context.document.article
        self.triggers = _by_trigger(context.lexicon.frames)
        self.found: dict[tuple[object, ...], Claim] = {}
        self.seen: list[Node] = []

    def rows(self) -> list[Claim]:
        return list(self.found.values())

    def sentence(self, index: int, scan: Scan, state: State) -> None:
        """Read one sentence."""
        for post in posts(scan, self.context, self.seen):
            if isinstance(post.body, Implied):
                near = post.near
                body: Node | Implied | None = Implied(
                    post.body.type, post.body.kind, post.body.core, post.body.level,
                    self.mentions.key(near) if near is not None else None,
                )  # fmt: skip
            else:
                body = post.body
            if body is not None:
                self.claim(
                    scan, post.person, post.relation, body, (0, len(scan.text)), post.rule, post.confidence,
                    title=post.title or None, modality=post.modality,
                )  # fmt: skip
        _Reader(self, index, scan, state).read()
        for node in scan.names():
            self._see(node)

    def _see(self, node: Node) -> None:
        for child in node.children:
            self._see(child)
        self.seen.append(node)

    def claim(
        self,
        scan: Scan,
        subject: Node,
        relation: str,
        object_: Node | Implied,
        clause: tuple[int, int],
        rule: str,
        confidence: float,
        *,
        title: str | None = None,
        modality: Modality = Modality.ASSERTED,
    ) -> None:
        """Add a claim with the clause of ``scan`` as its evidence, unless a surer one says the same."""
        if subject is object_:
            return
        left = self.mentions.key(subject)
        right = object_ if isinstance(object_, Implied) else self.mentions.key(object_)
        if left is None or right is None or left == right:
            return
        start, end = scan.sentence.text.span(*clause)
        key = (subject.word, relation, right if isinstance(right, Implied) else object_.word, title, modality)  # type: ignore[union-attr]
        known = self.found.get(key)
        if known is not None and known.confidence >= confidence:
            return
        self.found[key] = Claim(
            left, relation, right, self.article.id, self.article.source, start, end, rule,
            title, self.date(scan), modality, round(confidence, 2),
        )  # fmt: skip

    def containment(self) -> None:
        """Say where a community or township lies whose container the article names, though not in one breath.

        张村 in an article about 宝莲寺镇 lies there, unless the gazetteer knows better; a township lies in the
        article's own county where that is named.
        """
        towns: list[Node] = []
        county: Node | None = None
        own = self.context.document.place.area[:6]
        for node in self.seen:
            if (
                node.type == "Place"
                and not node.anaphor
                and node.kind in ("County", "Zone")
                and self._is_own(node, own)
            ):
                county = county or node
        for node in self.seen:
            if node.type not in ("Place", "Community") or node.anaphor or node.sentence < 0:
                continue
            scan = self.mentions.scans[node.sentence]
            if node.type == "Place" and node.kind == "Township":
                if node.qualifier is None or self._is_own_town(node, own):
                    towns.append(node)
                if node.qualifier is None and county is not None:
                    self.claim(
                        scan, node, "locatedIn", county, (0, len(scan.text)), "context:locatedIn", 0.75
                    )
            elif node.type == "Community" and node.qualifier is None and towns:
                town = self._town_of(node, towns, own)
                if town is not None:
                    self.claim(scan, node, "locatedIn", town, (0, len(scan.text)), "context:locatedIn", 0.75)

    def _is_own_town(self, node: Node, own: str) -> bool:
        """Does a qualified township lie in the article's own area (天津市中塘镇 in a Qinghai paper does not)?"""
        outer: Node | None = node.qualifier
        while outer is not None:
            if outer.core in self.context.own or any(outer.core.startswith(o) for o in self.context.own):
                return True
            outer = outer.qualifier
        return not own

    def _is_own(self, node: Node, own: str) -> bool:
        if node.kind == "Zone":
            return bool(self.context.zone) and node.core.endswith(self.context.zone)
        known = self.context.gazetteer.get(own) if len(own) == 6 else None
        return known is not None and (
            known.name.endswith(node.core) or node.core == known.common or node.core in self.context.own
        )

    def _town_of(self, node: Node, towns: list[Node], own: str) -> Node | None:
        """The township last named before a community, or the one that the gazetteer puts it in."""
        places = {d.code[:9] for d in self.context.gazetteer.named(node.core, own, 5)} if own else set()
        if places:
            for town in reversed(towns):
                if any(d.code in places for d in self.context.gazetteer.named(town.core, own, 4)):
                    return town
            return None
        return towns[-1] if len({t.core for t in towns}) == 1 else None

    def date(self, scan: Scan) -> str | None:
        """Return the day a sentence gives, with the year where the sentence or the article knows it."""
        match = _TODAY.search(scan.text)
        if match is None:
            return None
        year, month, day = match.groups()
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return None
        mine = self.article.date or ""
        if year is None and re.match(r"\d{4}-", mine):
            year = mine[:4]
        return f"{year or '-'}-{int(month):02}-{int(day):02}"


@dataclass(slots=True)
class _Trigger:
    index: int
    node: Node
    frames: tuple[Frame, ...]


class _Reader:
    """Reads the clauses of one sentence from left to right."""

    def __init__(self, maker: _Maker, index: int, scan: Scan, state: State) -> None:
        self.maker, self.index, self.scan, self.state = maker, index, scan, state
        self.nodes = scan.nodes
        self.groups = maker.context.groups
        self.triggers = self._find_triggers()
        self.quoted = self._inside_quotes()
        self.accompanying = self._accompanying()

    def read(self) -> None:
        """State what the sentence says."""
        nodes = self.nodes
        for k, node in enumerate(nodes):
            if node.type == "Event" and not node.anaphor:
                self._owner(node)
                if k + 1 < len(nodes) and any(
                    n.word in ("召开", "举行", "开幕", "闭幕", "在", "举办", "开赛", "落幕")
                    for n in nodes[k + 1 : k + 6]
                ):
                    self.state.event, self.state.event_sentence = node, self.index
        begin = 0
        for part_end in [*(k for k, n in enumerate(nodes) if n.word in ("。", "；", "！", "？")), len(nodes)]:
            self._part(begin, part_end)
            begin = part_end + 1

    # -- the pieces of a sentence

    def _find_triggers(self) -> list[_Trigger]:
        found = []
        table = self.maker.triggers.frames
        for i, node in enumerate(self.nodes):
            if node.type or node.tag in ("w", "QUOTE"):
                continue
            frames = table.get(node.word) or table.get(node.word.rstrip("了过"))
            if frames is None and len(node.word) > 2:
                frames = table.get(node.word[-2:]) if node.tag == "v" else None
            if frames is not None and not (node.word == "指导" and i and self.nodes[i - 1].word == "在"):
                found.append(_Trigger(i, node, frames))
        return found

    def _inside_quotes(self) -> bytearray:
        """Mark the characters of long quotations: speech, whose 我们 is not the writer's subject."""
        marks = bytearray(len(self.scan.text) + 1)
        depth = 0
        for k, character in enumerate(self.scan.text):
            if character == "“":
                depth += 1
            elif character == "”":
                depth = max(0, depth - 1)
            marks[k] = depth > 0
        return marks

    def _accompanying(self) -> bytearray:
        """Mark the nodes of 在…陪同下, 在…带领下: who stands there is not the one that acts."""
        marks = bytearray(len(self.nodes) + 1)
        for k, node in enumerate(self.nodes):
            if node.type or not node.word.startswith(
                (
                    "陪同",
                    "带领",
                    "指导",
                    "支持",
                    "帮助",
                    "见证",
                    "领导",
                    "组织",
                    "协助",
                    "引导",
                    "号召",
                    "推动",
                    "统筹",
                    "影响",
                )
            ):
                continue
            if not (
                node.word.endswith("下")
                or (k + 1 < len(self.nodes) and self.nodes[k + 1].word in ("下", "之下"))
            ):
                continue
            for j in range(k - 1, -1, -1):
                if self.nodes[j].word == "在" and not self.nodes[j].type:
                    for m in range(j, k + 1):
                        marks[m] = 1
                    break
                if self.nodes[j].word in ("，", "。", "；"):
                    break
        return marks

    def _owner(self, event: Node) -> None:
        """A meeting whose name begins with a body is that body's: 市委经济工作会议."""
        owner = event.qualifier
        if owner is not None and owner.type == "Agency" and event.kind in ("Meeting", "Ceremony"):
            clause = self._clause(event)
            self.maker.claim(self.scan, owner, "convenes", event, clause, "name:convenes", 0.9)

    def _clause(self, node: Node) -> tuple[int, int]:
        """Return the stretch between the full stops or semicolons around a node."""
        text = self.scan.text
        start = max(text.rfind(mark, 0, node.start) for mark in "。；！？") + 1
        stops = [p for p in (text.find(mark, node.end) for mark in "。；！？") if p >= 0]
        return start, (min(stops) + 1 if stops else len(text))

    def _part(self, begin: int, end: int) -> None:
        """Read one part of a sentence: from one full stop or semicolon to the next."""
        nodes, state = self.nodes, self.state
        mine = [t for t in self.triggers if begin <= t.index < end]
        if begin >= end:
            return
        span = (nodes[begin].start, nodes[end - 1].end)
        limit = begin
        actors: list[Node] = []
        taken: list[Node] = []
        for n, trigger in enumerate(mine):
            stop = mine[n + 1].index if n + 1 < len(mine) else end
            fresh, blocked = self._actors(limit, trigger.index)
            new_clause = any(x.word == "，" for x in nodes[limit : trigger.index])
            before = nodes[limit - 1] if limit else None
            causing = before is not None and not before.type and before.word in self.groups.causing
            if not causing and actors:
                fresh = [
                    f for f in fresh if f not in taken
                ]  # 走进某社区，举办…: the place visited does not act
            if fresh:
                keep = causing and actors
                if keep and all(self._of_people(self.nodes.index(f)) for f in fresh if f.type != "Person"):
                    fresh = [f for f in fresh if f.type == "Person"]
                actors = [*actors, *(f for f in fresh if f not in actors)] if keep else fresh
            elif blocked:
                actors = []
            elif limit == begin and not actors:
                actors = self._inherited(trigger)
            taken = self._apply(trigger, actors, stop, end, span, begin, new_clause)
            limit = trigger.index + 1
        self._special(begin, end, span, actors)
        opening, _ = self._actors(begin, mine[0].index if mine else end)
        if opening and not self.quoted[opening[0].start]:
            state.subjects = opening

    def _inherited(self, trigger: _Trigger) -> list[Node]:
        if self.quoted[trigger.node.start]:
            return []
        return self.state.subjects

    def _actors(self, first: int, last: int) -> tuple[list[Node], bool]:
        """Return who acts, of the names between two places, and whether an unnamed actor stands there instead."""
        nodes = self.nodes
        found: list[Node] = []
        blocked = False
        k = first
        while k < last:
            node = nodes[k]
            if self.accompanying[k]:
                k += 1
                continue
            if k == last - 1 and node.tag == "m" and node.word[-1:] in "名人户家位个支":
                return [], True  # 为14名获得…荣誉的人员: who won is counted, not named
            if node.type in ACTORS and (not self._oblique(k, first) or self._acts(k, first, last)):
                if self._modifies(k, last) or node.kind == "NationalLeader":
                    k += 1
                    continue
                before = nodes[k - 1] if k > first else None
                if (
                    before is not None
                    and before.tag == "v"
                    and not before.type
                    and before.word not in self.groups.causing
                ):
                    k += 1  # the object of a verb that is no trigger: 成立专班，建立机制
                    continue
                causing = bool(found) and self._causing(found[-1], k)
                if causing and node.type != "Person" and self._of_people(k):
                    k += 1  # 组织某镇党员: the people go along, the town does not act
                    continue
                if (
                    found
                    and not causing
                    and not self._coordinated(found[-1], k)
                    and node.type != "Person"
                    and found[-1].type != "Person"
                ):
                    found = [] if not self._same_list(found[-1], k) else found
                found.append(node)
            elif not found and self._unnamed_actor(k, first, last):
                blocked = True
            k += 1
        return found, blocked

    def _unnamed_actor(self, k: int, first: int, last: int) -> bool:
        """Does someone act here whom the text does not name (群众, 7人, 会议 at the head of a clause)?"""
        nodes = self.nodes
        node = nodes[k]
        counted = node.word in ("人", "名", "户") and k > 0 and nodes[k - 1].tag == "m"
        meeting = node.type == "Event" and (k == 0 or nodes[k - 1].word in ("，", "。", "；", "："))
        if not (
            counted or meeting or (not node.type and node.word in self.groups.collective)
        ) or self._oblique(k, first):
            return False
        if k + 1 < last and nodes[k + 1].word == "们":
            return False  # 党员们: those just spoken of
        return not any(n.word in self.groups.causing and not n.type for n in nodes[max(0, first - 1) : k])

    def _causing(self, before: Node, k: int) -> bool:
        """A组织B…, A率B…, A联合B…: both act."""
        j = k - 1
        while j >= 0 and self.nodes[j] is not before:
            if self.nodes[j].word in self.groups.causing and not self.nodes[j].type:
                return True
            j -= 1
        return False

    def _of_people(self, k: int) -> bool:
        nxt = self.nodes[k + 1] if k + 1 < len(self.nodes) else None
        return (
            nxt is not None
            and not nxt.type
            and nxt.word
            in (
                "党员",
                "群众",
                "居民",
                "村民",
                "干部",
                "志愿者",
                "党员干部",
                "职工",
                "学生",
                "师生",
                "青年",
                "妇女",
                "医护人员",
                "工作人员",
            )
        )

    def _acts(self, k: int, first: int, last: int) -> bool:
        """在州政协开展的…活动中: a name right before its verb acts although 在 stands before it."""
        behind = self.nodes[last + 1].word if last + 1 < len(self.nodes) else ""
        return (
            k == last - 1
            and behind in ("的", "了")
            and self._oblique(k, first) in ("在", "以", "通过", "按照")
        )

    def _modifies(self, k: int, last: int) -> bool:
        """Is the name only an attribute (文峰区的老旧小区, 群众对X的意见)?"""
        nxt = self.nodes[k + 1] if k + 1 < last else None
        if nxt is None:
            return False
        if nxt.word == "的":
            return True
        node = self.nodes[k]
        # a body before a person's title is the person's, not an actor: 文峰区委副书记、区长刘学平主持
        j = k + 1
        steps = 0
        while j < last and steps < 8:
            other = self.nodes[j]
            if other.type == "Person":
                return node.type != "Person"
            if other.type and other.type not in ("Agency", "Place", "Community", "Enterprise"):
                return False
            if (
                not other.type
                and (other.word in ("，", "。", "；") or other.tag in ("v", "p", "d", "u"))
                and other.word not in self.maker.context.lexicon.titles
            ):
                return False
            j += 1
            steps += 1
        return False

    def _coordinated(self, before: Node, k: int) -> bool:
        gap = self.scan.text[before.end : self.nodes[k].start]
        return gap in ("、", "和", "与", "及", "以及", "（", "，", "、以及", "等", "并") or len(gap) <= 1

    def _same_list(self, before: Node, k: int) -> bool:
        gap = self.scan.text[before.end : self.nodes[k].start]
        return "、" in gap or "和" in gap or "，" in gap or "）" in gap

    def _oblique(self, k: int, first: int) -> str:
        """Return the preposition that governs node ``k``, "" where none does."""
        j = k - 1
        steps = 0
        while j >= max(first - 1, 0) and steps < 6:
            node = self.nodes[j]
            if node.word in self.groups.preposition and not node.type:
                return "" if node.word in ("由",) else node.word
            if (
                node.word == "，"
                or (node.tag == "v" and not node.type)
                or node.type in ("Event", "Initiative", "Document")
            ):
                return ""
            if (
                node.type
                and node.type != "Person"
                and self.nodes[j + 1].word not in ("、", "和", "与", "及")
                and j + 1 < k
            ):
                return ""
            j -= 1
            steps += 1
        return ""

    # -- frames

    def _apply(
        self,
        trigger: _Trigger,
        actors: list[Node],
        stop: int,
        end: int,
        span: tuple[int, int],
        begin: int,
        new_clause: bool,
    ) -> list[Node]:
        """State what one trigger says; return the names that it took as objects."""
        taken: list[Node] = []
        modality = self._modality(trigger)
        for frame in trigger.frames:
            if frame.relation in ("residentOf", "implementedIn", "partOfInitiative"):
                continue
            subjects = [a for a in actors if a.type in frame.subjects]
            objects = [] if frame.relation == "speaksAt" else self._objects(trigger, frame, stop, end)
            if frame.relation in ("convenes", "chairs", "takesPartIn") and objects:
                held = [o for o in objects if o.type == "Event" and not o.anaphor]
                if held:
                    self.state.event, self.state.event_sentence = held[-1], self.index
            if frame.relation in ("chairs", "speaksAt", "takesPartIn") and not objects:
                objects = self._meeting(trigger, frame, stop)
            relation = frame.relation
            if relation == "takesPartIn":
                subjects = self._attendants(trigger, begin) or subjects
            if (
                relation == "speaksAt"
                and not subjects
                and trigger.node.word not in ("宣读", "传达", "通报", "解读")
            ):
                # 市司法局、龙华区作交流发言: a body that speaks takes part
                subjects, relation = (
                    [a for a in actors if a.type in _ORGANS and a.sentence == self.index],
                    "takesPartIn",
                )
            taken.extend(objects)
            if not objects or not subjects:
                continue
            inherited = subjects[0].sentence != self.index
            if inherited and relation == "receives":
                continue
            for subject in subjects:
                if self._is_owner_place(subject):
                    continue
                for object_ in objects:
                    if object_ in actors and frame.relation != "cooperatesWith":
                        continue
                    confidence = (
                        _SURE.get(relation, 0.8) - (0.12 if inherited else 0) - (0.03 if new_clause else 0)
                    )
                    self.maker.claim(
                        self.scan, subject, relation, object_, span, f"frame:{relation}:{frame.trigger}",
                        confidence, modality=modality,
                    )  # fmt: skip
        return taken

    def _is_owner_place(self, subject: Node) -> bool:
        return subject.type == "Place" and subject.kind in ("Site", "Road", "Other", "Country")

    def _objects(self, trigger: _Trigger, frame: Frame, stop: int, end: int) -> list[Node]:
        """Return the names behind a trigger that its frame takes, as far as its list goes."""
        nodes = self.nodes
        found: list[Node] = []
        k = trigger.index + 1
        words = 0
        while k < min(stop, end):
            node = nodes[k]
            if node.type in frame.objects and not node.anaphor | (node.type == "Event" and node.anaphor):
                pass
            if node.type:
                if node.type in frame.objects and (
                    not node.anaphor or node.antecedent is not None or node.type == "Place"
                ):
                    found.append(node)
                    words = 0
                elif (
                    not found
                    and node.type not in ("Event", "Initiative", "Document", "Honour")
                    and frame.relation not in ("receives", "grants", "issues", "carriesOut", "convenes")
                ):
                    break
            elif node.word in ("，", "。", "；", "：", "！", "？"):
                if not found or not self._continues(k, frame):
                    break
            elif node.word not in _LINK and node.tag != "w":
                words += 1
                if words > (3 if found else 14 if frame.relation == "carriesOut" else 7):
                    break
                if node.tag == "v" and found and node.word not in ("等",):
                    break
                if node.tag == "p" and frame.relation in ("visits", "cooperatesWith"):
                    break
            k += 1
        return found

    def _continues(self, k: int, frame: Frame) -> bool:
        return False

    def _meeting(self, trigger: _Trigger, frame: Frame, stop: int) -> list[Node]:
        """讲话, 参加会议, 到会指导: the meeting that this sentence or the one before spoke of."""
        nodes = self.nodes
        if frame.relation == "takesPartIn":
            following = "".join(n.word for n in nodes[trigger.index + 1 : trigger.index + 3])
            bare = nodes[trigger.index + 1].word if trigger.index + 1 < len(nodes) else ""
            named = any(h.type == "Event" for h in self.maker.context.vocab.heads.get(bare, ()))
            if not (
                named
                or bare in ("，", "；", "。", "会议", "活动", "")
                or trigger.node.word in ("到会", "到会指导", "列席", "出席", "参会")
                or following.startswith(
                    ("会议", "大会", "。", "仪式", "学习", "开幕式", "揭牌", "启动", "座谈")
                )
                or following == ""
            ):
                return []
        if frame.relation == "chairs":
            following = nodes[trigger.index + 1].word if trigger.index + 1 < len(nodes) else ""
            if not (
                following in ("会议", "大会", "。", "，", "；", "并", "全会", "仪式", "活动")
                or following == ""
            ):
                return []
        if frame.relation == "speaksAt":
            at = self._spoken_at(trigger)
            if at is not None:
                return [at]
        if frame.relation == "takesPartIn" and trigger.node.word in ("参与", "参加"):
            near = [
                n
                for n in self.scan.names()
                if n.type in ("Initiative", "Event") and n.end <= trigger.node.start and not n.anaphor
            ]
            if near:
                return near[-1:]
        event = self.state.event if self.state.event_sentence >= self.index - 5 else None
        return [event] if event is not None else []

    def _spoken_at(self, trigger: _Trigger) -> Node | None:
        """在X大会上的讲话, 在X会上发言: the meeting that the speech itself names."""
        for k in range(trigger.index - 1, max(-1, trigger.index - 8), -1):
            node = self.nodes[k]
            if node.type == "Event" and not node.anaphor and self._oblique(k, 0) == "在":
                return node
        return None

    def _attendants(self, trigger: _Trigger, begin: int) -> list[Node]:
        """All who are listed before 参加: across commas, back to the last verb that is not in a title."""
        found: list[Node] = []
        nodes = self.nodes
        k = trigger.index - 1
        while k >= begin:
            node = nodes[k]
            if node.type in ACTORS:
                if not self._modifies(k, trigger.index) and not self._oblique(k, begin):
                    found.append(node)
            elif node.type:
                break
            elif (
                node.word in self.maker.triggers.frames
                and node.tag in ("v", "vn")
                and node.word not in ("代表",)
            ):
                break
            k -= 1
        return list(reversed(found))

    def _modality(self, trigger: _Trigger) -> Modality:
        before = re.sub(r"《[^》]*》", "", self.scan.text[: trigger.node.start])
        clause = before[max(before.rfind("。"), before.rfind("；"), before.rfind("！")) + 1 :]
        if _NEGATED.search(clause):
            return Modality.NEGATED
        if _PLANNED.search(clause) or re.search(r"(?:^|[，、；：“])(?:要|须|应)(?!求)[^，]{0,30}$", clause):
            return Modality.PLANNED
        return Modality.ASSERTED

    # -- constructions that no single trigger carries

    def _special(self, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
        self._residents(begin, end, span)
        self._places_of_action(begin, end, span)
        self._cooperation(begin, end, span, actors)
        self._winners(begin, end, span)
        self._under(begin, end, span, actors)
        self._by(begin, end, span)
        self._over(begin, end, span, actors)
        self._leaders(begin, end, span)
        self._founded(begin, end, span, actors)
        self._passive_honour(begin, end, span)
        self._competing(begin, end, span)

    def _names(self, begin: int, end: int, *types: str) -> Iterator[tuple[int, Node]]:
        return ((k, n) for k, n in enumerate(self.nodes[begin:end], begin) if n.type in types)

    def _residents(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """家住…的王先生; 在…群众刘如意家中."""
        for k, node in enumerate(self.nodes[begin:end], begin):
            if node.word in ("家住", "住在", "居住在", "家在", "来自"):
                homes = [n for _, n in self._names(k + 1, min(k + 6, end), "Community", "Place", "Agency")][
                    :1
                ]
                who = next((n for _, n in self._names(k + 1, min(k + 12, end), "Person")), None)
                if who is None and node.word != "来自":
                    who = next((n for _, n in self._names(begin, k, "Person")), None)
                if (
                    homes
                    and who is not None
                    and (homes[0].type != "Agency" or homes[0].kind == "SubdistrictOffice")
                ):
                    self.maker.claim(
                        self.scan, who, "residentOf", homes[0], span, "frame:residentOf:家住", 0.93
                    )

    def _places_of_action(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """在X、Y开展Z; 推行Z，在X试点; 深入X开展Z: the initiative is implemented there."""
        places = []
        for k, place in self._names(begin, end, "Community", "Place"):
            if place.anaphor or place.kind in ("Country", "Road", "Province") or self._modifies(k, end):
                continue
            preposition = self._oblique(k, begin)
            if preposition not in ("在", "到") and not self._after_going(k, begin):
                continue
            places.append((k, place))
        if not places:
            return
        for j, done in self._names(begin, end, "Initiative"):
            verb = next(
                (
                    n.word
                    for n in reversed(self.nodes[max(begin, j - 4) : j])
                    if n.word.rstrip("了") in self.groups.carrying
                ),
                "",
            )
            if not verb:
                continue
            for k, place in places:
                between = self.scan.text[min(place.end, done.end) : max(place.start, done.start)]
                if len(between) <= 40 and not (
                    k > j
                    and "在" not in self.scan.text[done.end : place.start]
                    and not self._after_going(k, begin)
                ):
                    modality = (
                        Modality.PLANNED
                        if _PLANNED.search(self.scan.text[span[0] : done.start])
                        else Modality.ASSERTED
                    )
                    self.maker.claim(
                        self.scan,
                        done,
                        "implementedIn",
                        place,
                        span,
                        "frame:implementedIn:在",
                        0.85,
                        modality=modality,
                    )

    def _after_going(self, k: int, begin: int) -> bool:
        """Does 深入, 走进, 来到 (or a list that one of them opens) stand before the place?"""
        j = k - 1
        while j >= begin and (
            self.nodes[j].type in ("Community", "Place", "Agency", "Enterprise")
            or self.nodes[j].word in _LINK
        ):
            j -= 1
        return j >= begin and self.nodes[j].word in ("深入", "走进", "来到", "赴", "到", "前往", "进驻", "在")

    def _founded(self, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
        """A成立B专班: B is part of A, or serves A where A is an area."""
        nodes = self.nodes
        for k, team in self._names(begin, end, "Agency"):
            if team.kind != "Team" or team.qualifier is not None or team.level or team.antecedent is not None:
                continue
            verb = next(
                (
                    j
                    for j in range(k - 1, max(begin, k - 4) - 1, -1)
                    if nodes[j].word.rstrip("了") in self.groups.founding
                ),
                None,
            )
            if verb is None:
                continue
            who = self._actors(begin, verb)[0] or [s for s in self.state.subjects if s.type in _ORGANS]
            for founder in who:
                if founder.type == "Agency":
                    self.maker.claim(self.scan, team, "partOf", founder, span, "frame:partOf:成立", 0.85)
                elif founder.type in ("Place", "Community"):
                    self.maker.claim(
                        self.scan, team, "jurisdiction", founder, span, "frame:jurisdiction:成立", 0.8
                    )

    def _leaders(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """习近平总书记在X大会上的重要讲话."""
        for k, person in self._names(begin, end, "Person"):
            if person.kind != "NationalLeader":
                continue
            for j, event in self._names(k + 1, min(end, k + 6), "Event"):
                behind = "".join(n.word for n in self.nodes[j + 1 : j + 5])
                if (
                    not event.anaphor
                    and self._oblique(j, begin) == "在"
                    and re.match(r"上的?(重要)?(讲话|致辞|演讲|发言)", behind)
                ):
                    self.maker.claim(self.scan, person, "speaksAt", event, span, "frame:speaksAt:在", 0.93)

    def _cooperation(self, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
        """A与B联合…, A、B共同…, A与B对接: they act together."""
        nodes = self.nodes
        for k, node in enumerate(nodes[begin:end], begin):
            if node.type or node.word not in self.groups.together:
                continue
            listed, first = self._list_before(k, begin)
            if first > begin and nodes[first - 1].word in ("与", "同", "跟", "和") and first - 1 > begin:
                # A 积极与B、C对接: A stands before the preposition
                left = self._actors(begin, first - 1)[0] or [a for a in actors if a.type in _ORGANS]
                pairs = [(a, b) for a in left[-1:] for b in listed]
            elif node.word in self.groups.together - self.groups.dealing:
                pairs = [(listed[0], other) for other in listed[1:]]
            else:
                pairs = []
            for one, other in pairs:
                self.maker.claim(
                    self.scan, one, "cooperatesWith", other, span, "frame:cooperatesWith:共同", 0.85
                )

    def _winners(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """N人获得“X”称号，他们分别是A、B; 授予A“X”称号; A被授予“X”; “全国文明村”X."""
        nodes = self.nodes
        honours = list(self._names(begin, end, "Honour"))
        if not honours:
            return
        for n, (k, honour) in enumerate(honours):
            nxt = nodes[k + 1] if k + 1 < end else None
            if (
                nxt is not None
                and nxt.type in ("Community", "Place", "Enterprise")
                and nxt.start == honour.end
            ):
                self.maker.claim(self.scan, nxt, "receives", honour, span, "name:receives", 0.85)
            stop = honours[n + 1][0] if n + 1 < len(honours) else end
            listing = next(
                (
                    j
                    for j in range(k + 1, stop)
                    if nodes[j].word in ("分别", "分别是", "是", "为", "包括", "有", "：", "他们")
                ),
                None,
            )
            tail = "".join(x.word for x in nodes[k + 1 : stop])
            if listing is not None and re.search(
                r"(分别是|分别为|他们是|名单|包括|获得者|获奖者|：)", tail[:40]
            ):
                for j, person in self._names(listing, stop, "Person"):
                    self.maker.claim(self.scan, person, "receives", honour, span, "frame:receives:list", 0.92)
        for k, node in enumerate(nodes[begin:end], begin):
            if node.type or node.word not in (
                "授予",
                "被授予",
                "命名",
                "表彰",
                "颁发",
                "评为",
                "被评为",
                "追授",
            ):
                continue
            after = [x for j, x in honours if j > k][:1]
            if node.word in ("授予", "追授", "命名") and after:
                who = [
                    x
                    for j, x in self._names(
                        k + 1, end, "Person", "Community", "Agency", "Enterprise", "Place"
                    )
                    if x.end <= after[0].start
                ]
                passive = k and nodes[k - 1].word == "被"
                if passive:
                    who, _ = self._actors(begin, k - 1)
                for x in who:
                    if not self._modifies(nodes.index(x), end) or x.type == "Person":
                        self.maker.claim(
                            self.scan, x, "receives", after[0], span, "frame:receives:授予", 0.88
                        )
            if node.word == "颁发" and not after:
                before = [x for j, x in honours if j < k]
                who = [a for a in self._actors(begin, k)[0] if a.type in ("Agency", "Place")] or [
                    a for a in self.state.subjects if a.type in ("Agency", "Place")
                ]
                for x in who[:1]:
                    for honour in before[-1:]:
                        self.maker.claim(self.scan, x, "grants", honour, span, "frame:grants:颁发", 0.85)

    def _under(self, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
        """以X为载体开展Y, 把Y纳入X, Y是X的重要内容: Y is part of X; 以X为载体推动Y: X serves Y."""
        nodes, text = self.nodes, self.scan.text
        initiatives = list(self._names(begin, end, "Initiative"))
        for k, whole in initiatives:
            before = nodes[k - 1].word if k > begin else ""
            after = text[whole.end : whole.end + 12]
            if before in ("以", "依托", "结合", "借助") and re.match(
                r"(工作|活动)?为(载体|抓手|契机|牵引|引领|主线|平台|依托|总抓手)", after
            ):
                self._means(k, whole, initiatives, begin, end, span, actors)
            if before in ("通过", "采取", "运用", "借助") and whole.kind == "Mechanism":
                self._bear(k, whole, begin, span, actors, "通过")
            if before in ("纳入", "融入", "列入"):
                for j, part in initiatives:
                    if j < k and any(n.word in ("把", "将") for n in nodes[begin:j]):
                        self._part_of(part, whole, span, "纳入", 0.85)
            if before in ("把", "将") and re.match(
                r"[^，。]{0,30}(结合|贯穿|摆在|作为|落到实处)", after + text[whole.end + 12 : whole.end + 40]
            ):
                self._bear(k, whole, begin, span, actors, "把")
            if re.match(
                r"的(重要|关键|主要|一项|组成|重点|有力)?(内容|组成部分|举措|抓手|任务|部分|环节|工作)", after
            ):
                for j, part in initiatives:
                    if j < k and any(n.word in ("是", "作为") for n in nodes[j:k]):
                        self._part_of(part, whole, span, "是", 0.85)

    def _means(
        self,
        k: int,
        whole: Node,
        initiatives: list[tuple[int, Node]],
        begin: int,
        end: int,
        span: tuple[int, int],
        actors: list[Node],
    ) -> None:
        self._bear(k, whole, begin, span, actors, "以")
        for j, other in initiatives:
            if j <= k:
                continue
            verbs = [n.word for n in self.nodes[k:j] if n.word in self.groups.advancing]
            if verbs and verbs[-1] in ("推动", "推进", "助推", "助力", "深化"):
                self._part_of(whole, other, span, "推动", 0.75)
            elif verbs:
                self._part_of(other, whole, span, "以", 0.8)
            break

    def _part_of(self, part: Node, whole: Node, span: tuple[int, int], word: str, confidence: float) -> None:
        self.maker.claim(
            self.scan, part, "partOfInitiative", whole, span, f"frame:partOfInitiative:{word}", confidence
        )

    def _bear(
        self, k: int, initiative: Node, begin: int, span: tuple[int, int], actors: list[Node], word: str
    ) -> None:
        """Who uses an initiative as means carries it out."""
        who = (
            self._actors(begin, k - 1)[0]
            or actors
            or ([] if self.quoted[initiative.start] else self.state.subjects)
        )
        for actor in who:
            if actor.type in _ORGANS and not self._is_owner_place(actor):
                self.maker.claim(
                    self.scan, actor, "carriesOut", initiative, span, f"frame:carriesOut:{word}", 0.8
                )

    def _by(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """由X主办的Y, Y由X承办、Z协办, 由X牵头开展Y: the hosts of an event, the bearers of an initiative."""
        nodes = self.nodes
        for k, node in enumerate(nodes[begin:end], begin):
            if node.type or node.word not in self.groups.host:
                continue
            who, first = self._list_before(k, begin)
            opened = first > begin and nodes[first - 1].word == "由" and not nodes[first - 1].type
            hosting = node.word in self.groups.hosting
            if not who or not (opened or hosting):
                continue
            behind = [n for _, n in self._names(k, min(end, k + 8), "Event", "Initiative")][:1]
            before = [n for _, n in self._names(begin, first, "Event", "Initiative")][-1:]
            if hosting and not behind and not before and self.state.event is not None:
                before = [self.state.event]  # 本次比赛由A主办、B承办
            direct = bool(behind) and (
                node.word not in self.groups.hosting or any(n.word == "的" for n in nodes[k + 1 : k + 3])
            )
            for target in behind if direct or not before else before:
                relation = "convenes" if target.type == "Event" else "carriesOut"
                for x in who:
                    self.maker.claim(self.scan, x, relation, target, span, f"frame:{relation}:由", 0.9)

    def _list_before(self, k: int, begin: int) -> tuple[list[Node], int]:
        """Return the bodies listed right before node ``k``, and the index of the first of them."""
        who: list[Node] = []
        j = k - 1
        first = k
        while j >= begin:
            node = self.nodes[j]
            if node.type in _ORGANS and not self._modifies(j, k):
                who.append(node)
                first = j
            elif node.type or not (
                node.word in _LINK or node.word in ("等", "单位", "部门", "联合", "共同", "具体")
            ):
                break
            elif node.word in ("、",) and j and self.nodes[j - 1].word in self.groups.hosting:
                break
            j -= 1
        return list(reversed(who)), first

    def _passive_honour(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """A被B评为“X”: B grants what A receives."""
        nodes = self.nodes
        for k, node in enumerate(nodes[begin:end], begin):
            if node.type or node.word not in ("评为", "授予", "命名为", "认定为", "表彰为", "评定为", "聘为"):
                continue
            honour = next((n for _, n in self._names(k + 1, min(end, k + 5), "Honour")), None)
            givers, first = self._list_before(k, begin)
            if honour is None or not givers or first < 1 or nodes[first - 1].word != "被":
                continue
            for giver in givers:
                self.maker.claim(self.scan, giver, "grants", honour, span, "frame:grants:被", 0.9)
            for winner in self._actors(begin, first - 1)[0]:
                self.maker.claim(self.scan, winner, "receives", honour, span, "frame:receives:被", 0.9)

    def _competing(self, begin: int, end: int, span: tuple[int, int]) -> None:
        """A、B等N支代表队: the bodies whose teams compete take part in the contest at hand."""
        event = self._contest()
        if event is None:
            return
        nodes = self.nodes
        for k, node in enumerate(nodes[begin:end], begin):
            if node.type or node.word not in ("代表队", "参赛队", "队伍"):
                continue
            j = k - 1
            while j >= begin and (
                nodes[j].type in _ORGANS
                or nodes[j].word in _LINK
                or nodes[j].word in ("等", "代表队")
                or nodes[j].tag == "m"
            ):
                if nodes[j].type in _ORGANS:
                    self.maker.claim(
                        self.scan, nodes[j], "takesPartIn", event, span, "frame:takesPartIn:代表队", 0.85
                    )
                j -= 1

    def _contest(self) -> Node | None:
        event = self.state.event
        if event is not None and event.kind == "Other" and self.state.event_sentence >= self.index - 6:
            return event
        return None

    def _over(self, begin: int, end: int, span: tuple[int, int], actors: list[Node]) -> None:
        """对X开展巡察, 对X进行督导: supervises."""
        nodes = self.nodes
        for k, target in self._names(begin, end, "Agency", "Community", "Enterprise", "Initiative"):
            if self._oblique(k, begin) not in ("对", "向") or target.anaphor and target.antecedent is None:
                continue
            tail = self.scan.text[target.end : target.end + 60]
            match = re.match(
                r"[^，。；]{0,36}?(?:(?:开展|进行|实施)了?[^，。；]{0,12}?(巡察|督导|督查|巡视|监督|审计|考核|督办|检查|执法)|(制发|发出|送达)[^，。；]{0,4}(检察建议|整改通知|督办函|监察建议))",
                tail,
            )
            if match is None:
                continue
            who = self._actors(begin, k)[0] or [s for s in self.state.subjects]
            for x in who:
                if x.type in ("Agency", "Person") and x is not target:
                    self.maker.claim(self.scan, x, "supervises", target, span, "frame:supervises:对", 0.85)


_SURE = {
    "convenes": 0.93, "chairs": 0.95, "speaksAt": 0.92, "takesPartIn": 0.88, "carriesOut": 0.85, "issues": 0.92,
    "visits": 0.82, "cooperatesWith": 0.88, "supervises": 0.82, "receives": 0.88, "grants": 0.88,
}  # fmt: skip


def lexicon_triggers(lexicon: Lexicon) -> frozenset[str]:
    """Return all trigger words of a lexicon's frames."""
    return frozenset(f.trigger for f in lexicon.frames)
