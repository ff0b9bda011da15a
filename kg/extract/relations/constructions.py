"""Constructions that no single trigger carries: means, hosts, cooperation, places of action, founding."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.clues import Rules
from kg.extract.nodes import Node
from kg.extract.posts import needs_of_posts
from kg.extract.relations.attended import (
    SEATING,
    SERVING,
    SPEAKING,
    deputies,
    heard,
    seated,
    serving,
    speakers,
)
from kg.extract.relations.clauses import (
    AGENCY,
    CLOSING,
    COMMA,
    DOCUMENT,
    EVENT,
    HONOUR,
    INITIATIVE,
    LINK,
    ORGANS,
    PERSON,
    STOPS,
    Construction,
    Reading,
)
from kg.extract.relations.honours import honours, published, won_before
from kg.extract.relations.hosts import BINDING, bonds, cooperation, hosts, jointly
from kg.extract.relations.means import means
from kg.extract.relations.meetings import INVITING, delegates, invited
from kg.extract.relations.oversight import SAYING_SO, oversight
from kg.extract.relations.places import (
    AREAS,
    AT,
    LEADING_THERE,
    LYING,
    PICKING,
    TRIED,
    acted_in,
    arriving,
    chosen,
    glimpse,
    held_there,
    lying,
    trial_places,
)
from kg.extract.relations.stations import ALONG, COMING, on_the_spot, scenes, stations, walking
from kg.extract.vocabulary import Vocabulary, affixes

_LIVING = frozenset(("家住", "住在", "居住在", "家在", "现住", "世居", "户籍在", "来自"))
_COMPOSED = frozenset(("组成", "组建", "组成了"))
_TEAMS = frozenset(("代表队", "参赛队", "队伍"))
_DEPUTIES = frozenset(("代表",))
_THERE = frozenset(("在",))


def constructions(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """State what the constructions of one part of a sentence say."""
    for state in reading.rules.called_for(reading.marked.present):
        state(reading, begin, end, span)


def _residents(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """家住…的王先生; 在…群众王大山家中."""
    for k, node in enumerate(reading.nodes[begin:end], begin):
        if node.word in _LIVING:
            homes = [n for _, n in reading.names(k + 1, min(k + 6, end), "Community", "Place", "Agency")][:1]
            who = next((n for _, n in reading.names(k + 1, min(k + 12, end), "Person")), None)
            if who is None and node.word != "来自":
                who = next((n for _, n in reading.names(begin, k, "Person")), None)
            if (
                homes
                and who is not None
                and (homes[0].type != "Agency" or homes[0].kind == "SubdistrictOffice")
            ):
                reading.maker.claim(
                    reading.scan, who, "residentOf", homes[0], span, "frame:residentOf:家住", 0.93
                )


def _founded(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """A成立B专班, A依托“…”工作室: B is part of A, or serves A where A is an area."""
    nodes = reading.nodes
    for k, team in reading.names(begin, end, "Agency"):
        if team.qualifier is not None or team.level or team.antecedent is not None:
            continue
        quoted = team.word.rstrip("”").endswith(affixes(reading.groups.quotedbody))
        if team.kind != "Team" and not quoted:
            continue
        verb = next(
            (
                j
                for j in range(k - 1, max(begin, k - 4) - 1, -1)
                if nodes[j].word.rstrip("了") in reading.groups.founding
                or (quoted and nodes[j].word.rstrip("了") in reading.groups.made)
            ),
            None,
        )
        if verb is None:
            continue
        who = reading.actors(begin, verb)[0] or [s for s in reading.state.subjects if s.type in ORGANS]
        for founder in who if team.kind == "Team" or len(who) == 1 else ():
            if founder.type == "Agency":
                reading.maker.claim(reading.scan, team, "partOf", founder, span, "frame:partOf:成立", 0.75)
            elif founder.type in ("Place", "Community"):
                reading.maker.claim(
                    reading.scan, team, "jurisdiction", founder, span, "frame:jurisdiction:成立", 0.8
                )


def _composed(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """由A、B等8家单位组成的X联盟: each is part of X."""
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in _COMPOSED or k + 2 >= end:
            continue
        members, first = reading.list_before(k, begin)
        whole = nodes[k + 2] if nodes[k + 1].word == "的" else None
        if whole is None or whole.type != "Agency" or first == begin or nodes[first - 1].word != "由":
            continue
        for member in members:
            if member.type == "Agency":
                reading.maker.claim(reading.scan, member, "partOf", whole, span, "frame:partOf:组成", 0.85)


def _leaders(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """习近平总书记在X大会上的重要讲话."""
    for k, person in reading.names(begin, end, "Person"):
        if person.kind != "NationalLeader":
            continue
        for j, event in reading.names(k + 1, min(end, k + 6), "Event"):
            behind = "".join(n.word for n in reading.nodes[j + 1 : j + 5])
            if (
                not event.anaphor
                and reading.oblique(j, begin) == "在"
                and re.match(r"上的?(重要)?(讲话|致辞|演讲|发言)", behind)
            ):
                reading.maker.claim(reading.scan, person, "speaksAt", event, span, "frame:speaksAt:在", 0.93)


def _owned_documents(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """落实省委办公厅《关于…的意见》: a document that stands right behind a body is the body's.

    So is one whose title begins with the body or area: 《国务院关于…的意见》, 《永安镇…工作方案》.
    """
    for k, document in reading.names(begin, end, "Document"):
        opening = document.children[0] if document.children else None
        if opening is not None and opening.start == document.start + 1 and not _is_law(document):
            if _has_issuer(reading, document) or document.word[opening.end - document.start] in "与和同及":
                continue
            sure = 0.9 if reading.scan.text.startswith("关于", opening.end) else 0.8
            reading.maker.claim(reading.scan, opening, "issues", document, span, "name:issues", sure)
        if k == begin:
            continue
        body = reading.nodes[k - 1]
        if body.type == "Agency" and body.end == document.start and document.word[:1] == "《":
            reading.maker.claim(reading.scan, body, "issues", document, span, "name:issues", 0.82)


def _has_issuer(reading: Reading, document: Node) -> bool:
    """县农业局印发《某县…方案》: is it said who issues the document?"""
    return any(key[1] == "issues" and key[2] == document.word for key in reading.maker.found)


def _is_law(document: Node) -> bool:
    """《某市消防条例》, 《…合作协议》, 《…故事集》: does the area in its title only say where it holds?"""
    return document.core.endswith(_HOLDING_THERE) or document.kind == "Law"


_HOLDING_THERE = (
    *("法", "条例", "章程", "协议", "集", "书", "志"),
    *("工作报告", "研究", "路径", "讨论稿）", "修订草案）", "草案）", "村规民约", "规划"),
)


def _competing(reading: Reading, begin: int, end: int, span: tuple[int, int]) -> None:
    """A、B等N支代表队: the bodies whose teams compete take part in the contest at hand."""
    event = _contest(reading)
    if event is None:
        return
    nodes = reading.nodes
    for k, node in enumerate(nodes[begin:end], begin):
        if node.type or node.word not in _TEAMS:
            continue
        j = k - 1
        while j >= begin and (
            nodes[j].type in ORGANS
            or nodes[j].word in LINK
            or nodes[j].word in ("等", "代表队")
            or nodes[j].tag == "m"
        ):
            if nodes[j].type in ORGANS:
                reading.maker.claim(
                    reading.scan, nodes[j], "takesPartIn", event, span, "frame:takesPartIn:代表队", 0.85
                )
            j -= 1


def _contest(reading: Reading) -> Node | None:
    """Return the contest that this sentence or the six before spoke of, None where none was."""
    event = reading.state.event
    if event is not None and event.kind == "Other" and reading.state.event_sentence >= reading.index - 6:
        return event
    return None


@lru_cache(maxsize=4)
def rules_of(vocab: Vocabulary) -> Rules[Construction]:
    """Return the constructions in the order in which they are read, each with what it needs in a sentence."""
    groups = vocab.groups
    issuing = frozenset(t for t, frames in vocab.triggers.items() if frames[0].relation == "issues")
    founding = groups.founding | groups.made
    rules: dict[Construction, tuple[frozenset[str], ...]] = {
        _residents: (_LIVING,),
        acted_in: (LEADING_THERE, AREAS),
        trial_places: (TRIED,),
        lying: (LYING, AREAS),
        arriving: (INITIATIVE, AREAS),
        held_there: (AT, INITIATIVE | EVENT),
        chosen: (PICKING, AREAS),
        glimpse: (INITIATIVE,),
        cooperation: (groups.together,),
        bonds: (BINDING, AGENCY),
        jointly: (AGENCY,),
        published: (issuing,),
        honours: (HONOUR,),
        won_before: (),
        means: (INITIATIVE,),
        hosts: (groups.host | groups.overseeing | groups.backing,),
        oversight: (EVENT | SAYING_SO,),
        _owned_documents: (DOCUMENT,),
        invited: (INVITING,),
        delegates: (EVENT, _DEPUTIES),
        _leaders: (PERSON, EVENT),
        speakers: (),
        serving: (PERSON, SERVING),
        seated: (PERSON, SEATING),
        heard: (PERSON,),
        deputies: (PERSON,),
        stations: (_THERE,),
        scenes: (),
        walking: (PERSON, ALONG),
        on_the_spot: (PERSON, COMING),
        _founded: (AGENCY, founding),
        _composed: (AGENCY, _COMPOSED),
        _competing: (_TEAMS,),
    }
    others = (
        *(vocab.triggering, vocab.unnamed, groups.saying, groups.preposition, groups.along),
        *(CLOSING, STOPS, COMMA, SPEAKING, EVENT, HONOUR),
        *needs_of_posts(groups),
    )
    return Rules(rules, others)
