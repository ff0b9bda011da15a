"""Who goes where: the destinations behind 到, 走访, 调研, and who goes besides the one named."""

from __future__ import annotations

from kg.extract.nodes import Node
from kg.extract.relations.clauses import LINK, Reading, Trigger
from kg.extract.relations.containment import is_own
from kg.lexicon import Frame

_STAYING = ("担任", "任", "任职", "挂职", "就读", "就业", "上学", "报到", "任教", "工作", "定居")
_MEETING_PEOPLE = ("走访", "慰问", "看望", "走访慰问", "看望慰问", "走访看望")
_OFFICES = ("等", "部门", "单位", "相关", "有关", "主要", "各", "同志", "乡镇", "街道")
_DIRECTIVES = ("部署", "决策", "要求", "精神", "号召", "安排", "统一", "工作部署", "意见", "指示", "期望")
LEADING = ("带队", "率队", "率团", "带领", "率领", "率", "领队")
"""Verbs of one who goes at the head of others."""

_SETTING_OUT = ("调研", "考察", "视察", "检查", "巡查", "督导", "督查", "走访", "慰问", "参观")
_NOT_GOING = (
    *(
        "起诉",
        "延伸",
        "落",
        "运用",
        "应用",
        "反映",
        "上报",
        "移送",
        "投入",
        "传达",
        "落实",
        "反馈",
        "投诉",
        "推广",
    ),
    *(
        "扩大",
        "下沉",
        "覆盖",
        "提升",
        "增加",
        "送",
        "嫁",
        "搬",
        "调",
        "配送",
        "传",
        "拓展",
        "转移",
        "输送",
        "汇集",
    ),
)
_NATURAL = ("Site", "Road", "Other")
_FILLING = ("d", "ad", "TIME", "t", "c", "m")
_GROUNDS = ("基地", "示范园", "产业园", "园区", "示范点", "建设点", "改造点", "大棚", "现场")
_INVITING = ("欢迎", "诚邀", "盛邀", "恳请", "期待", "邀请")


def destinations(reading: Reading, trigger: Trigger, frame: Frame, stop: int, end: int) -> list[Node]:
    """Return the places and bodies that a verb of going leads to, as far as their list goes."""
    nodes = reading.nodes
    found: list[Node] = []
    k = trigger.index + 1
    if _is_reached_by_deed(nodes, trigger.index):
        return []
    if k >= end or nodes[k].word == "、" or (trigger.node.word == "指导" and nodes[k].tag == "v"):
        return []  # 由民政局指导、某公司运营; 指导成立
    direct = trigger.node.word in ("来", "去")
    words = 0
    last = k
    while k < min(stop, end):
        node = nodes[k]
        if node.type:
            if node.type == "Honour" and k + 1 < end and nodes[k + 1].start == node.end:
                k += 1  # 赴|“全国文明村”|甲村
                continue
            if node.type not in frame.objects:
                break
            if (
                (not node.anaphor or node.antecedent is not None or node.type == "Place")
                and not _attributive(reading, k, trigger)
                and not _chained(nodes, k, frame)
                and not reading.site_goes_on(k)
            ):
                found.append(node)
                words, last = 0, k
        elif node.word == "，" and found and _list_goes_on(reading, k):
            pass
        elif found and _is_region_of(reading, found, k, min(stop, end)):
            found.clear()  # 来到|我县|东部遭受灾害的|甲镇
            words = 0
        elif node.word in ("，", "。", "；", "：", "！", "？"):
            break
        elif node.word not in LINK and node.tag != "w" and node.word not in ("了", "的"):
            words += 1
            if direct and not found:
                return []
            listed = bool(found) and _item_goes_on(reading, last, k, end)
            if node.tag == "p" or (
                not listed and (words > (3 if found else 7) or (node.tag == "v" and found))
            ):
                break
        k += 1
    return [] if _stays(nodes, last + 1) or _is_relative(nodes, last + 1) else found


def _is_region_of(reading: Reading, found: list[Node], k: int, end: int) -> bool:
    """来到我县|东部遭受洪涝灾害的甲镇、乙镇: does the county only say where what comes behind 的 lies?"""
    nodes = reading.nodes
    if nodes[k].word[-1] not in "部内面" or len(found) != 1 or found[0] is not nodes[k - 1]:
        return False
    if found[0].kind not in ("County", "Prefecture"):
        return False
    for j in range(k + 1, min(end, k + 9)):
        if nodes[j].type or nodes[j].word == "，":
            return nodes[j].type in ("Place", "Community") and nodes[j - 1].word == "的"
    return False


def at_home(reading: Reading, goer: Node, area: Node) -> bool:
    """县应急局到我县部分企业检查: is the county visited the own one of who goes?"""
    if area.kind not in ("County", "Prefecture") or not (area.anaphor or area.word[-1] in "县市区旗"):
        return False
    bodies = [goer]
    if goer.type == "Person":
        mine = (p.body for p in reading.maker.posts if p.person.word == goer.word)
        bodies = [body for body in mine if isinstance(body, Node)]
    return any(_is_of(reading, body, area) for body in bodies)


def _is_of(reading: Reading, body: Node, area: Node) -> bool:
    """Is the body one of the area's: 县应急局 of 我县, 某县应急局 of 某县?"""
    if area.anaphor:
        owner = body.qualifier
        own = reading.maker.context.document.place.area[:6]
        if owner is not None and owner.kind == area.kind:
            return is_own(reading.maker, owner, own)
        return body.word[0] == area.word[-1]
    return body.qualifier is not None and body.qualifier.core == area.core


def _is_reached_by_deed(nodes: list[Node], at: int) -> bool:
    """起诉|到某法院, 延伸|到某村: is 到 only the end of another verb, with which nobody goes?"""
    before = nodes[at - 1] if at and nodes[at].word == "到" else None
    return before is not None and not before.type and before.word.endswith(_NOT_GOING)


def _is_relative(nodes: list[Node], first: int) -> bool:
    """来某县旅游|的|杨某: do the places stand in what tells who somebody is?"""
    verb = next((k for k in range(first, min(len(nodes), first + 2)) if nodes[k].tag in ("v", "vn")), None)
    if verb is None or verb + 2 >= len(nodes) or nodes[verb + 1].word != "的":
        return False
    return nodes[verb + 2].type == "Person"


def homes(reached: list[Node]) -> list[Node]:
    """来到某村果蔬种植基地: who goes there goes to the village that the name begins with."""
    found = []
    for node in reached:
        owner = node.qualifier
        if owner is not None and owner.start == node.start and node.word.endswith(_GROUNDS):
            found.append(owner)
    return [n for n in found if n.kind in ("Village", "ResidentialCommunity")]


def _stays(nodes: list[Node], first: int) -> bool:
    """Does who goes there stay, in a post or a job: 到某村任职, 到某局工作 (not 到某县调研某工作)?"""
    for node in nodes[first : first + 3]:
        if node.type or node.tag == "w":
            return False
        if node.word in _STAYING:
            return True
        if node.tag in ("v", "vn"):
            return False
    return False


def _chained(nodes: list[Node], k: int, frame: Frame) -> bool:
    """到某市|某某项目: does the name only say where the next one lies, right behind it?"""
    behind = nodes[k + 1] if k + 1 < len(nodes) else None
    return (
        behind is not None
        and behind.type in frame.objects
        and behind.start == nodes[k].end
        and (nodes[k].type == "Agency" or (nodes[k].type == "Place" and nodes[k].kind not in _NATURAL))
        and not behind.anaphor
    )


def _attributive(reading: Reading, k: int, trigger: Trigger) -> bool:
    """Does the name only say whose title or origin stands behind it: 到如今的某局副局长, 红河籍学生?"""
    if reading.nodes[k].type == "Agency" and _directs(reading, k):
        return True
    behind = reading.nodes[k + 1] if k + 1 < len(reading.nodes) else None
    if behind is None or behind.type:
        return False
    if behind.word.startswith("籍"):
        return True
    home = trigger.node.word in _MEETING_PEOPLE and reading.nodes[k].type != "Agency"
    return behind.word in reading.maker.context.lexicon.titles and not home


def _directs(reading: Reading, k: int) -> bool:
    """Is it what the bodies listed from ``k`` on have decided: 统一到市委、市政府的部署上来?"""
    for node in reading.nodes[k + 1 : k + 9]:
        if node.type != "Agency" and (node.type or (node.word not in LINK and node.word != "的")):
            return not node.type and node.word.startswith(_DIRECTIVES)
    return False


def _item_goes_on(reading: Reading, last: int, k: int, end: int) -> bool:
    """Does ``k`` stand in an item, not read, of a list that goes on: 甲村、乙村油菜种植坝区、丙厂?"""
    nodes = reading.nodes
    if (
        not any(n.word == "、" for n in nodes[max(0, last - 1) : k])
        or nodes[k].word in reading.maker.context.vocab.triggers
    ):
        return False
    for node in nodes[k + 1 : min(end, k + 9)]:
        if node.word in ("，", "；", "。"):
            return False
        if node.word in ("、", "和") or node.type in ("Place", "Community", "Enterprise", "Agency"):
            return True
    return False


def _list_goes_on(reading: Reading, k: int) -> bool:
    """Does a list of places go on behind the comma at ``k``: 溪口村、大田村，北山镇明月村和竹林村?"""
    nodes = reading.nodes
    if k + 2 < len(nodes) and nodes[k + 1].word in ("以及", "及", "和") and nodes[k + 2].type:
        return _ends_as_list(reading, k + 2)
    if k + 2 >= len(nodes) or nodes[k + 2].word not in ("、", "和", "及", "以及"):
        return False
    behind, before = nodes[k + 1], nodes[k - 1]
    if behind.type == "Community":
        return True
    # 甲镇中心小学、乙小学，丙镇丁小学、戊小学: not so 到甲厂、乙厂，县应急局、消防大队陪同
    return behind.kind in _VISITED and before.kind == behind.kind and nodes[k + 2].word == "、"


def _ends_as_list(reading: Reading, k: int) -> bool:
    """，以及丙桥、丁村，: do only names come up to the next mark, and nobody who goes along?"""
    for node in reading.nodes[k : k + 16]:
        if node.type in ("Person", "Agency") and node.kind != "PublicInstitution":
            return False
        if node.word in ("，", "。", "；"):
            return True
        if node.type or node.word in LINK or node.word.startswith(("等", "地", "处", "企业", "单位", "现场")):
            continue
        return False
    return False


_VISITED = frozenset(("PublicInstitution", "Site", "Company", "Factory", "Farm"))


def goers(reading: Reading, trigger: Trigger, subjects: list[Node]) -> list[Node]:
    """Return who goes: not what is brought, but the team too that a person leads."""
    nodes = reading.nodes
    k = trigger.index - 1
    while k >= 0 and nodes[k].tag in ("d", "ad", "TIME", "t") and not nodes[k].type:
        k -= 1
    quoted = k >= 0 and nodes[k].tag == "QUOTE" and nodes[k].word[-2:-1] not in ("队", "团", "组", "员")
    if k >= 0 and (nodes[k].type in ("Event", "Initiative") or quoted):
        return []  # “送戏下乡”活动走进某镇
    if any(s.type == "Person" for s in subjects):
        subjects = [s for s in subjects if s.type != "Agency" or not _of_officials(reading, s)]
    if _strays(reading, trigger, subjects):
        return []
    with_them = [*_leading(reading, trigger), *(t for s in subjects for t in team_of(reading, s))]
    return [*subjects, *(w for w in with_them if w not in subjects)]


def _strays(reading: Reading, trigger: Trigger, subjects: list[Node]) -> bool:
    """走进某村，满眼绿意: does the sentence begin with a going that is nobody's in the text?"""
    if trigger.node.word not in _ENTERING or reading.state.visitors or not subjects:
        return False
    before = reading.nodes[: trigger.index]
    opening = not any(n.type or n.tag in ("v", "n") or n.word in ("他", "她") for n in before)
    return opening and all(s.sentence != reading.index for s in subjects)


_ENTERING = ("走进", "来到", "步入", "走到", "踏入", "探访", "走访")


def in_turn(reading: Reading, trigger: Trigger, subjects: list[Node], objects: list[Node]) -> bool:
    """张明、李华分别到甲镇、乙镇: does each go to one place, in the order of the list?"""
    near = reading.nodes[max(0, trigger.index - 3) : trigger.index]
    return len(subjects) == len(objects) > 1 and any(n.word == "分别" for n in near)


def _leading(reading: Reading, trigger: Trigger) -> list[Node]:
    """由副县长张明带队，县农业农村局组织农户赴…: who leads those that go goes too."""
    nodes = reading.nodes
    return [
        person
        for k, person in reading.names(max(0, trigger.index - 20), trigger.index - 2, "Person")
        if _by_leader(nodes, k) or _under_leader(nodes, k)
    ]


def _by_leader(nodes: list[Node], k: int) -> bool:
    """由副县长张明带队，…: does the person at ``k`` lead those who go?"""
    leads = nodes[k + 1].word in ("带队", "率队", "领队") and nodes[k + 2].word == "，"
    return leads and any(n.word == "由" for n in nodes[max(0, k - 10) : k])


def _under_leader(nodes: list[Node], k: int) -> bool:
    """在村支书张明的带领下，…: does the person at ``k`` lead those who go?"""
    behind = "".join(n.word for n in nodes[k + 1 : k + 5])
    return behind.startswith(("带领下", "的带领下", "率领下", "的率领下", "女士的带领下", "同志的带领下"))


def _of_officials(reading: Reading, body: Node) -> bool:
    """张明带领甲局、乙局等部门负责人到…: do only officials of the body go along?"""
    if body.sentence != reading.index:
        return False
    for node in reading.nodes[reading.nodes.index(body) + 1 :]:
        if node.type in ("Agency", "Place", "Enterprise") or node.word in LINK or node.word in _OFFICES:
            continue
        return not node.type and node.word.endswith(("负责人", "负责同志", "领导", "干部"))
    return False


def team_of(reading: Reading, person: Node) -> list[Node]:
    """第三督导组组长张明率队…: return the team that the person leads there."""
    nodes = reading.nodes
    if person.type != "Person" or person.sentence != reading.index:
        return []
    k = nodes.index(person)
    if k < 2 or k + 1 >= len(nodes) or nodes[k - 1].word not in ("组长", "副组长", "队长", "副队长", "团长"):
        return []
    led = any(n.word in LEADING and not n.type for n in nodes[k + 1 : k + 4])
    return [nodes[k - 2]] if led and nodes[k - 2].type == "Agency" else []


def travellers(reading: Reading, first: int, last: int) -> list[Node]:
    """检查组还来到, 代表们先后走进, 一行人到: those whose journey was told before, where they are meant.

    They stand alone in the last clause before node ``last``, or behind nothing but adverbs.
    """
    nodes, groups = reading.nodes, reading.groups
    meant = False
    for k in range(last - 1, -1, -1):
        node = nodes[k]
        if node.word in ("，", "。", "；"):
            break
        many = node.word == "们" or (node.word[-1] == "们" and len(node.word) > 2)
        if node.type:
            return []
        if many or node.word in groups.traveller or node.word in groups.teamhead:
            meant = True
        elif node.tag not in _FILLING and not (meant and node.tag in ("n", "f")):
            return []
    return reading.state.visitors if meant else []


def led(reading: Reading, actors: list[Node]) -> list[Node]:
    """督查组走进…, where 刘明带领省督查组 was on the way before: who leads the team goes with it."""
    visitors = reading.state.visitors
    if len(actors) != 1 or actors[0].rule not in ("anaphor:head", "agency:team"):
        return actors
    if actors[0].antecedent is None or actors[0].antecedent.rule == "agency:team":
        people = [v for v in visitors if v.type == "Person"]
        return [*actors, *(people or visitors)]
    team = actors[0].antecedent.word
    if not any(v.word == team or (v.antecedent is not None and v.antecedent.word == team) for v in visitors):
        return actors
    return [*actors, *(v for v in visitors if v.type == "Person")]


def sets_out(reading: Reading, trigger: Trigger, subjects: list[Node]) -> bool:
    """张明率队就…开展调研: does a journey begin that has not led anywhere yet? Not of who goes along."""
    return (
        trigger.node.word.endswith(_SETTING_OUT)
        and all(s.sentence == reading.index for s in subjects)
        and not along(reading, max(0, trigger.index - 8), trigger.index + 1)
    )


def along(reading: Reading, begin: int, end: int) -> bool:
    """Do those named there only go along: 县长王军陪同, 一同调研?"""
    words = reading.groups.along
    return any(begin <= k < end and reading.nodes[k].word in words for k in reading.marked.places(words))


def joining(reading: Reading, named: list[Node], begin: int, end: int, span: tuple[int, int]) -> None:
    """县人大常委会赴某区视察。县人大常委会主任张明带队: one of the body that goes is on the way himself."""
    state = reading.state
    if any(v.type == "Person" for v in state.visitors):
        return
    bodies = [v.word for v in state.visitors if v.type == "Agency"]
    mine: list[Node] = []
    for post in reading.maker.posts:
        body = post.body
        if post.person not in named or not isinstance(body, Node) or post.person in mine:
            continue
        if body.kind == "Team":
            continue  # the team goes, its members are only named
        if any(b.endswith(body.word) or body.word.startswith(b) for b in bodies):
            mine.append(post.person)
    for person in mine:
        for place in state.reached:
            reading.maker.claim(reading.scan, person, "visits", place, span, "frame:visits:参加", 0.78)
    state.visitors = [*state.visitors, *mine]
    state.company.update(p.word for p in mine)


def only_spoken(reading: Reading, trigger: Trigger, subject: Node) -> bool:
    """他指出，要走进社区; 诚邀客商到我县考察: what somebody says or wishes is no journey of his."""
    spoken = reading.spoken
    inside = subject.sentence == reading.index and subject.start > reading.nodes[spoken].start
    if spoken < trigger.index and not inside:
        return True
    for node in reversed(reading.nodes[max(0, trigger.index - 8) : trigger.index]):
        if node.word == "，" or node is subject:
            return False
        if not node.type and node.word.endswith(_INVITING):
            return True
    return False
