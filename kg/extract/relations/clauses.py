"""The clauses of a sentence: its triggers, who acts in it, and what only modifies or is governed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.extract.clues import Marked, Rules
from kg.extract.nodes import JOINING, Node, Scan
from kg.extract.relations.maker import Maker
from kg.extract.vocabulary import first_of
from kg.lexicon import Frame

ACTORS = frozenset(("Agency", "Community", "Place", "Enterprise", "Person"))
ORGANS = frozenset(("Agency", "Community", "Place", "Enterprise"))
_TOGETHER = ("共同", "联合", "携手", "合作", "一道", "一起", "联手")
_HOW = (
    "协调",
    "组织",
    "统筹",
    "负责",
    "牵头",
    "全程",
    "定期",
    "精心",
    "倾力",
    "自愿",
    "发起",
    "投资",
    "出资",
)
_ALLIES = ("驻地单位", "共建单位", "结对单位", "帮扶单位", "挂钩单位", "联建单位", "包联单位", "辖区单位")
_OF_TEAMS = ("党政", "经贸", "招商", "企业", "工商", "代表", "联合")
_AS_ONE = ("一行", "分别", "先后", "共同", "率队", "率先", "等", "等人", "前往", "来到", "深入", "走进")
_PRONOUNS = ("他", "她", "本人")
_COUNTED = ("组", "队", "村", "社区", "单位", "家庭", "集体", "支部", "项目")
_LEARNT = ("听取", "听取了", "了解", "肯定", "关于")
_COPULA = ("是", "也是", "正是", "为", "支持", "帮助", "服务", "保障", "看到", "得知", "获悉", *_LEARNT)
_LISTED = frozenset(("等", "单位", "部门", "联合", "共同", "具体", "三方", "双方", "多方", "分别", "其中"))
_DIVISIONS = ("Province", "Prefecture", "County", "Township", "Zone")
_NAMING = ("n", "nz", "vn", "v", "a", "an", "b", "ORG", "LOC", "QUOTE")
_MOUNTING = ("登台", "上台")
_CLOSING = {"由": ("组成", "组建"), "受": ("委托", "委派", "指派")}
CLOSING = frozenset(_CLOSING)
STOPS, COMMA = frozenset("。；！？"), frozenset("，")
PERSON, AGENCY, EVENT = frozenset(("Person",)), frozenset(("Agency",)), frozenset(("Event",))
HONOUR, INITIATIVE, DOCUMENT = frozenset(("Honour",)), frozenset(("Initiative",)), frozenset(("Document",))
LINK = frozenset(("、", "和", "与", "及", "以及", "并", "暨", "或", "“", "”", "（", "）"))


@dataclass(slots=True)
class State:
    """What carries over from clause to clause of an article."""

    subjects: list[Node] = field(default_factory=list)
    event: Node | None = None
    event_sentence: int = -9
    there: int = -1
    moved_in: bool = False
    scene: Node | None = None
    scene_block: int = -1
    aside: Node | None = None
    aside_sentence: int = -9
    announced: list[tuple[int, Node]] = field(default_factory=list)
    congress: Node | None = None
    initiatives: list[Node] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)
    places_sentence: int = -9
    visitors: list[Node] = field(default_factory=list)
    company: set[str] = field(default_factory=set)
    reached: list[Node] = field(default_factory=list)
    bodies: list[Node] = field(default_factory=list)
    joint: bool = False
    honours: list[Node] = field(default_factory=list)
    granter: Node | None = None


@dataclass(slots=True)
class Trigger:
    """A word of a sentence that triggers frames, with its place among the nodes."""

    index: int
    node: Node
    frames: tuple[Frame, ...]


Construction = Callable[["Reading", int, int, tuple[int, int]], None]
"""What reads one part of a sentence, from one node to another and with its characters as evidence."""


LEADERS = ("书记", "局长", "主席", "主任", "检察长", "院长")
"""What those are called who go in person, not the body that they lead."""


class Reading:
    """One sentence as it is read: its nodes, triggers, quotations, and what carries over from before.

    ``marked`` are its names and the words that rules need, ``acting`` who acts in the part that is read.
    """

    def __init__(
        self, maker: Maker, index: int, scan: Scan, state: State, rules: Rules[Construction], marked: Marked
    ) -> None:
        self.maker, self.index, self.scan, self.state, self.rules = maker, index, scan, state, rules
        self.nodes, self.marked, self.named = scan.nodes, marked, marked.named
        self.groups = maker.context.groups
        self.acting: list[Node] = []
        self.triggers = self._find_triggers()
        self.quoted = self._inside_quotes()
        self.passive = self._passive()
        self._spoken: int | None = None
        self.prepositions = marked.places(self.groups.preposition)
        self.unnamed = marked.places(maker.context.vocab.unnamed)

    def recent_initiatives(self) -> list[Node]:
        """Return the initiatives that this sentence or the one before has named so far."""
        return [i for i in self.state.initiatives if i.sentence >= self.index - 1]

    def _find_triggers(self) -> list[Trigger]:
        """Return the words that trigger frames, also with 了, 过 or more before them (召开了, 组织召开)."""
        found = []
        table = self.maker.context.vocab.triggers
        spoken = -1
        speaking = first_of(self.groups.makespeech)
        for i in self.marked.places(self.maker.context.vocab.triggering):
            node = self.nodes[i]
            if i <= spoken or node.tag in ("w", "QUOTE"):
                continue
            word = node.word
            speech = self._speech(i) if word[0] in speaking else None
            if speech is not None:
                spoken = speech
                found.append(Trigger(i, node, table["讲话"]))
                continue
            frames = table.get(word)
            if frames is None and word[-1] in "了过":
                frames = table.get(word.rstrip("了过"))
            if frames is None and node.tag == "v" and len(word) > 2:
                frames = table.get(word[-2:])
            if frames is not None and not self._is_no_verb(i):
                found.append(Trigger(i, node, frames))
        return found

    def _is_no_verb(self, i: int) -> bool:
        """在|指导|下, 提名奖|获得|者|张明: is the word of a trigger no verb here?"""
        nodes, word = self.nodes, self.nodes[i].word
        if word in ("获得", "获奖"):
            return i + 1 < len(nodes) and nodes[i + 1].word == "者"
        if i + 1 < len(nodes) and nodes[i + 1].word == "是" and i > 0 and nodes[i - 1].word == "的":
            return True  # 某某口中的|巡察|是…
        return word == "指导" and i > 0 and nodes[i - 1].word == "在"

    def _speech(self, i: int) -> int | None:
        """Return the last node of a speech that a verb at ``i`` makes: 作了专题辅导, 发表主旨演讲."""
        if self.nodes[i].word.rstrip("了") not in self.groups.makespeech:
            return None
        shown = self.nodes[i].word in _MOUNTING
        for j in range(i + 1, min(i + (14 if shown else 7), len(self.nodes))):
            node = self.nodes[j]
            if node.word.endswith(self.maker.context.vocab.speech) and not node.type:
                return j
            if node.type == "Document" and "报告" in node.word:
                return j  # 作《政府工作报告》
            if node.word in ("。", "；", "的") or (node.word == "，" and not shown):
                return None
            if node.type not in ("", "Agency", "Place"):
                return None  # not so 作|县人大常委会|工作报告
        return None

    @property
    def spoken(self) -> int:
        """Where someone's speech begins (张明强调，…), the last node if nowhere."""
        if self._spoken is None:
            nodes, last, saying = self.nodes, len(self.nodes) - 1, self.groups.saying
            said = [k for k in self.marked.places(saying) if k < last and nodes[k].word in saying]
            self._spoken = next((k for k in said if nodes[k + 1].word in ("，", "：")), last)
        return self._spoken

    def _inside_quotes(self) -> bytearray:
        """Mark the characters of long quotations: speech, whose 我们 is not the writer's subject."""
        marks = bytearray(len(self.scan.text) + 1)
        if "“" not in self.scan.text:
            return marks
        depth = 0
        for k, character in enumerate(self.scan.text):
            if character == "“":
                depth += 1
            elif character == "”":
                depth = max(0, depth - 1)
            marks[k] = depth > 0
        return marks

    def _passive(self) -> bytearray:
        """Mark the nodes of 在…陪同下, 由…组成, 受…委托, 授予…荣誉: who stands there is not one that acts."""
        marks = bytearray(len(self.nodes) + 1)
        if self.marked.has(HONOUR):
            self._mark_receivers(marks)
        for k in self.marked.places(CLOSING):
            self._mark_members(marks, k)
        if "下" not in self.scan.text:
            return marks
        leading = self.maker.context.vocab.accompany
        for k, node in enumerate(self.nodes):
            if node.type or not node.word.startswith(leading):
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

    def _mark_members(self, marks: bytearray, k: int) -> None:
        """Mark 由甲局、乙局组成 and 受甲书记委托 from node ``k`` on: members, and who only sends another."""
        closing = _CLOSING.get(self.nodes[k].word, ())
        for j in range(k + 1, min(k + 24, len(self.nodes))) if closing else ():
            other = self.nodes[j]
            if not other.type and other.word.startswith(closing):
                marks[k:j] = b"\x01" * (j - k)
                break
            if other.word in ("，", "。", "；"):
                break

    def _mark_receivers(self, marks: bytearray) -> None:
        """Mark the nodes between 授予 and the honour: who stands there receives and does not act."""
        opened = -1
        for k, node in enumerate(self.nodes):
            if node.type == "Honour" and opened >= 0:
                marks[opened:k] = b"\x01" * (k - opened)
                opened = -1
            elif not node.type and node.word in self.groups.bestowing:
                opened = k
            elif node.word in ("，", "。", "；"):
                opened = -1

    def clause(self, node: Node) -> tuple[int, int]:
        """Return the stretch between the full stops or semicolons around a node."""
        text = self.scan.text
        start = max(text.rfind(mark, 0, node.start) for mark in "。；！？") + 1
        stops = [p for p in (text.find(mark, node.end) for mark in "。；！？") if p >= 0]
        return start, (min(stops) + 1 if stops else len(text))

    def actors(self, first: int, last: int) -> tuple[list[Node], bool]:
        """Return who acts, of the names between two nodes, and whether an unnamed actor stands there."""
        nodes = self.nodes
        found: list[Node] = []
        blocked = False
        k = first
        while k < last:
            node = nodes[k]
            if self.passive[k]:
                k += 1
                continue
            if node.tag == "m" and self._only_counted(k, first, last):
                return [], True  # 为14名获得…荣誉的人员, 两名教师获评: who won is counted, not named
            if node.type in ACTORS and (not self.oblique(k, first) or self._acts(k, first, last)):
                if (k + 1 < last and self.modifies(k, last)) or node.kind == "NationalLeader":
                    k += 1
                    continue
                before = nodes[k - 1] if k > first else None
                if (
                    before is not None
                    and k - 1 > first
                    and (before.word in ("了", "过", "着") or (before.tag == "m" and nodes[k - 2].tag == "v"))
                ):
                    before = nodes[k - 2]
                if (
                    before is not None
                    and not (k == last - 1 and before.word in _COPULA)
                    and before.tag == "v"
                    and not before.type
                    and not before.word.endswith("讯")
                    and before.word not in self.groups.causing
                    and before.word not in self.groups.bidding
                    and not (node.type == "Person" and (before.word == "代表" or self.title(before)))
                ):
                    k += 1  # the object of a verb that is no trigger: 成立专班，建立机制
                    continue
                causing = bool(found) and self._causing(found[-1], k)
                if causing and node.type != "Person" and self.of_people(k):
                    k += 1  # 组织某镇党员: the people go along, the town does not act
                    continue
                if before is not None and before.word in self.groups.bidding and not before.type:
                    found = []  # 镇长要求司法所会同派出所: those who are told to act
                elif found and not causing and self._breaks(found[-1], k):
                    found = []
                found.append(node)
            elif not found and (node.type or k in self.unnamed) and self._unnamed_actor(k, first, last):
                blocked = True
            k += 1
        return found, blocked

    def meant(self, first: int, last: int) -> list[Node]:
        """他先后获得…: the one person spoken of before, whom a pronoun between two nodes means."""
        people = [s for s in self.state.subjects if s.type == "Person"]
        if len(people) != 1 or len(self.state.subjects) != 1:
            return []
        said = any(n.word in _PRONOUNS and not n.type for n in self.nodes[first:last])
        return people if said and not self.quoted[self.nodes[first].start] else []

    def _only_counted(self, k: int, first: int, last: int) -> bool:
        """Are the people right before the verb counted and not named (not so in 张明等3人)?"""
        node = self.nodes[k]
        if node.tag != "m" or node.word[-1:] not in "名人户家位个支" or node.type:
            return False
        before = self.nodes[k - 1] if k else None
        if node.word[-1:] == "个" and self.oblique(k, first) in ("在", "于"):
            return False  # 在6个社区77个村开设
        if before is not None and (
            before.word == "等"
            or before.word in self.groups.causing
            or (before.type and k - 2 >= first and self.nodes[k - 2].word in LINK)
        ):
            return False  # 张明等3人, 组织3名职工, 甲局、乙局两个部门
        return k == last - 1 or (
            k == last - 2 and self.nodes[k + 1].tag == "n" and not self.nodes[k + 1].type
        )

    def _unnamed_actor(self, k: int, first: int, last: int) -> bool:
        """Does someone act here whom the text does not name (群众, 7人, 会议 at the head of a clause)?"""
        nodes = self.nodes
        node = nodes[k]
        if node.type:
            acts = node.type == "Event" and (k == 0 or nodes[k - 1].word in ("，", "。", "；", "："))
        else:
            acts = (
                node.word in self.groups.collective
                or (node.word in ("人", "名", "户") and k > 0 and nodes[k - 1].tag == "m")
                or (k + 1 < last and nodes[k + 1].tag == "d" and self._is_fair(k))
            )
        if not acts or self.oblique(k, first):
            return False
        if node.word == "队伍" and (k == 0 or nodes[k - 1].word != "的"):
            return False  # 由党员组成的队伍; not so 组建队伍
        if k + 1 < last and nodes[k + 1].word == "们":
            return False  # 党员们: those just spoken of
        return not any(n.word in self.groups.causing and not n.type for n in nodes[max(0, first - 1) : k])

    def _is_fair(self, k: int) -> bool:
        """招聘会|还将|走进: does the word of an occasion act here, before an adverb?"""
        heads = self.maker.context.vocab.heads.get(self.nodes[k].word, ())
        return not self.nodes[k + 1].type and any(h.type == "Event" for h in heads)

    def _causing(self, before: Node, k: int) -> bool:
        """A组织B…, A率B…, A联合B…: both act; not so A带队前来，B…."""
        j = k - 1
        while j >= 0 and self.nodes[j] is not before:
            if self.nodes[j].word in self.groups.causing and not self.nodes[j].type:
                behind = self.nodes[j + 1]
                if behind.type or (behind.tag not in ("v", "w") and behind.word != "，"):
                    return True
            j -= 1
        return False

    def of_people(self, k: int) -> bool:
        """Do people of the name stand behind it, who go along in its place (某镇党员)?"""
        nxt = self.nodes[k + 1] if k + 1 < len(self.nodes) else None
        return nxt is not None and not nxt.type and nxt.word in self.groups.companion

    def _acts(self, k: int, first: int, last: int) -> bool:
        """在州政协开展的…活动中: a name right before its verb acts although 在 stands before it."""
        behind = self.nodes[last + 1].word if last + 1 < len(self.nodes) else ""
        if k != last - 1:
            return False
        governed = self.oblique(k, first)
        then = self.nodes[last + 2].word if last + 2 < len(self.nodes) else ""
        return (
            governed in ("自", "自从", "当", "随着")
            or (behind in ("的", "了") and governed in ("在", "以", "通过", "按照"))
            or (then == "的" and governed in ("对", "就", "围绕"))  # 对我县推进“…”工程的成绩
        )

    def modifies(self, k: int, last: int) -> bool:
        """Is the name only an attribute (文峰区的老旧小区, 群众对X的意见)?"""
        nxt = self.nodes[k + 1] if k + 1 < last else None
        if nxt is None:
            return False
        if nxt.word == "的":
            return not self._of_companions(k, last)
        node = self.nodes[k]
        if node.type in ("Place", "Community") and nxt.type in ORGANS and nxt.start == node.end:
            return True  # 昌化镇|新城村委会
        if node.type == "Place" and nxt.word in _OF_TEAMS and k + 2 < last:
            team = self.nodes[k + 2]
            if team.type == "Agency" or team.word[-1] in "团组队":
                return True  # 该县|党政|考察团
        if node.anaphor and node.word[0] == "全" and nxt.tag in ("n", "vn", "an", "m"):
            return True  # 全市春耕情况
        if node.type == "Agency" and self._titled(k, last):
            return True
        if nxt.tag == "m" and nxt.word[-1] in "名位家个户支" and k + 2 < last:
            counted, before = self.nodes[k + 2], self.nodes[k - 1] if k else None
            listed = before is not None and before.word in LINK
            single = nxt.word[-1] != "个" or counted.word.endswith(_COUNTED)
            if counted.tag == "n" and not counted.type and not listed and single:
                return True  # 县委5个巡察组; not 甲局、乙局两个部门
        # a body before a person's title is the person's, not an actor: 文峰区委副书记、区长张建国主持
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
                and not self.title(other)
            ):
                return False
            j += 1
            steps += 1
        return False

    def _of_companions(self, k: int, last: int) -> bool:
        """县法院团支部的青年干警来到…: do people of the body right before the verb act in its place?"""
        if self.nodes[k].type != "Agency":
            return False
        behind = k + 2
        while behind < min(last, k + 6) and self.nodes[behind].tag in ("n", "nz", "vn", "b"):
            behind += 1
        people = self.nodes[behind - 1]
        if people.type or people.word not in self.groups.companion:
            return False
        nxt = self.nodes[behind] if behind < last else None
        return nxt is None or nxt.tag in ("d", "p", "ad", "v") or nxt.word in self.groups.together

    def _titled(self, k: int, last: int) -> bool:
        """Do a title and someone whose name was not seen stand behind a body: 县水利局总工程师望西平?"""
        if k + 2 > last or self.nodes[k + 1].word not in self.maker.context.lexicon.titles:
            return False
        if k == 0 and self.nodes[k + 1].word.endswith(LEADERS):
            return True  # 县委书记|到某镇调研: a headline that does not name him
        if k + 2 == last:
            return False
        behind = self.nodes[k + 2]
        return not behind.type and behind.tag not in ("w", "d", "c", "p", "u", "f", "m", "ad", "vd")

    def _breaks(self, before: Node, k: int) -> bool:
        """Does another subject begin with the name at ``k``, which is not listed with ``before``?"""
        node = self.nodes[k]
        if node.type == "Person" or before.type == "Person":
            return self._verb_between(before, k)
        if self._coordinated(before, k) or self.joined(k):
            return False
        return not self._same_list(before, k) or self._is_said(before, k)

    def _is_said(self, before: Node, k: int) -> bool:
        """甲院是龙头医院，乙县要抓住机遇: does a clause end before ``k`` that says what ``before`` is?"""
        behind = self.nodes.index(before) + 1
        if self.nodes[behind].word not in ("是", "系", "作为", "为", "位于", "地处"):
            return False
        return any(n.word == "，" for n in self.nodes[behind:k])

    def _verb_between(self, before: Node, k: int) -> bool:
        """Do a verb and a comma stand between the two (甲村代表队夺冠，村民李明获评…)?"""
        verb = comma = False
        for j in range(k - 1, -1, -1):
            node = self.nodes[j]
            if node is before:
                break
            comma = comma or node.word == "，"
            verb = verb or (comma and node.tag == "v" and not node.type and not self.title(node))
        return verb

    def title(self, node: Node) -> bool:
        """Is the word a title, also where the tagger takes it for a verb (代市长, 执行总经理)?"""
        titles = self.maker.context.lexicon.titles
        word = node.word
        return not node.type and (word in titles or word[-2:] in titles or word[-3:] in titles)

    def joined(self, k: int) -> bool:
        """Does the name stand in 与…共同, 同…联合: does it act along with the subject?"""
        j = k - 1
        while j >= 0 and (self.nodes[j].type in ORGANS or self.nodes[j].word in ("、", "等", *_ALLIES)):
            j -= 1
        if j < 0 or self.nodes[j].type or self.nodes[j].word not in ("与", "同", "和", "跟"):
            return False
        for node in self.nodes[k + 1 : k + 9]:
            if node.type in ORGANS or node.word in LINK or node.word == "等" or node.tag in ("m", "d"):
                continue
            return not node.type and node.word.startswith(_TOGETHER)
        return False

    def _beside(self, k: int) -> bool:
        """主任卢明与副主任王强率队: does 与 before the person at ``k`` join two who act together?"""
        if self.nodes[k].type != "Person" or k + 1 >= len(self.nodes):
            return False
        j = k - 1
        while j > 0 and k - j < 8 and (self.nodes[j].type in ORGANS or self.title(self.nodes[j])):
            j -= 1
        if j < 1 or self.nodes[j].type or self.nodes[j].word not in ("与", "和", "同"):
            return False
        nxt = self.nodes[k + 1]
        acts = nxt.word in self.groups.causing or nxt.word in self.groups.along or nxt.word in _AS_ONE
        return self.nodes[j - 1].type == "Person" and acts and not nxt.type

    def _coordinated(self, before: Node, k: int) -> bool:
        """Does the name at ``k`` follow ``before`` directly or over one joining word (甲和乙)?"""
        gap = self.scan.text[before.end : self.nodes[k].start]
        return gap in ("、", "和", "与", "及", "以及", "（", "，", "、以及", "等", "并") or len(gap) <= 1

    def _same_list(self, before: Node, k: int) -> bool:
        """Does something of a list stand between the two (甲、某某和乙)?"""
        gap = self.scan.text[before.end : self.nodes[k].start]
        if any(mark in gap for mark in ("后，", "时，", "以来，")):
            return False  # 选出甲院领导人员后，乙会组织…
        return "、" in gap or "和" in gap or "，" in gap or "）" in gap

    def oblique(self, k: int, first: int) -> str:
        """Return the preposition that governs node ``k``, "" where none does."""
        if not self.prepositions or self.prepositions[0] >= k or self.joined(k) or self._beside(k):
            return ""
        j = k - 1
        steps = 0
        while j > first and self.nodes[j].word == "、" and self.nodes[j - 1].type in ORGANS:
            j -= 2  # 把甲村、乙村、丙村、丁村列为重点
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
                and self.nodes[j + 1].word not in JOINING
                and j + 1 < k
                and self.nodes[k - 1].word != "的"
            ):
                return ""  # not so 在汉江河畔的|春潮广场
            j -= 1
            steps += 1
        return ""

    def site_goes_on(self, k: int) -> bool:
        """Does the area at ``k`` only open the name of a site that was not read (双鸭山市|数字|产业园)?"""
        if self.nodes[k].type != "Place" or self.nodes[k].kind not in _DIVISIONS:
            return False
        triggers = self.maker.context.vocab.triggers
        last = k
        for j in range(k + 1, min(len(self.nodes), k + 7)):
            node = self.nodes[j]
            if node.type or node.word in triggers or node.tag not in _NAMING:
                break
            last = j
        word = self.nodes[last].word
        heads = self.maker.context.vocab.heads
        return last > k and any(h.type != "Event" for h in heads.get(word, ()) or heads.get(word[-2:], ()))

    def names(self, begin: int, end: int, *types: str) -> list[tuple[int, Node]]:
        """Return index and node of the names of the given types between two nodes."""
        return [(k, n) for k, n in self.named if begin <= k < end and n.type in types]

    def _listed(self, k: int) -> bool:
        """Does a list of bodies end at ``k`` (等部门, 等12个单位)?"""
        node = self.nodes[k]
        return node.type in ORGANS or node.word in ("等", "部门", "单位")

    def list_before(self, k: int, begin: int) -> tuple[list[Node], int]:
        """Return the bodies listed right before node ``k``, and the index of the first of them."""
        who: list[Node] = []
        j = k - 1
        if j - 2 >= begin and self.nodes[j].type and self.nodes[j - 1].word == "在" and self._listed(j - 2):
            j -= 2  # 甲局、乙局等部门在广场联合举办
        first = k
        while j >= begin:
            node = self.nodes[j]
            if node.type in ORGANS and not self.modifies(j, k):
                who.append(node)
                first = j
            elif j == k - 1 and node.word in _HOW and not node.type:
                pass
            elif (
                node.type
                or not (node.word in LINK or node.word in _LISTED or node.tag in ("m", "d", "TIME"))
                or (node.word in ("、",) and j and self.nodes[j - 1].word in self.groups.hosting)
            ):
                break
            j -= 1
        return list(reversed(who)), first


def is_site(subject: Node) -> bool:
    """Is it a place that does not act: a site, a road, a country?"""
    return subject.type == "Place" and subject.kind in ("Site", "Road", "Other", "Country")
