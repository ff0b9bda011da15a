"""Gold annotation against a build: the figures of ``data/gold/score.py``, and the sentences behind errors.

The counting is that of the scorer, rule for rule, and a test holds the two together: an item marked optional
costs nothing when missed and nothing when found, containment may be stated through any ancestor, a post's
title matches when one of the two ends with the other. Beyond the scorer, every error leads to its sentence,
and statements are sorted into bins of confidence to see what a confidence is worth.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.graph import Graph, csv_text, one_line
from kg.model import Statement

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉·]")
_STOPS = "。！？!?\n"
_NEAR = 300
_SYMMETRIC = frozenset({"cooperatesWith"})
_CONTAINMENT = frozenset({"locatedIn", "partOf", "jurisdiction"})
_UPWARD = frozenset({"locatedIn", "partOf"})
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Lower ends of the bins of confidence; the last holds what is certain."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gold items were found, how many found items are wrong, how many gold items were missed."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: what is wrong, said as the scorer says it, and the sentence it concerns.

    Attributes:
        what: ``missed``, ``wrong``, ``split``, ``code``, ``by-line``, ``article`` or ``cross``.
        group: the entity type or the relation.
        message: in the scorer's words.
        source, start, end: the sentence in the original file, None where there is none to show.
        sentence: its text on one line.
        rule, confidence: of the statement, for a wrong one.
    """

    what: str
    group: str
    message: str
    source: str
    start: int | None = None
    end: int | None = None
    sentence: str = ""
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements with a confidence from ``low`` up to, not including, ``high``; how many are right."""

    low: float
    high: float
    statements: int
    right: int
    mean_confidence: float

    @property
    def share(self) -> float:
        """The share of the bin's statements that are right."""
        return self.right / self.statements if self.statements else 0.0


@dataclass(frozen=True, slots=True)
class FileScore:
    """The tallies of one gold file, by entity type and by relation."""

    source: str
    entities: Mapping[str, Tally]
    relations: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of a build against gold files.

    Attributes:
        files: the tallies of each file, in the order given.
        entities, relations: the tallies of all, by type and by relation.
        codes: right, wrong, findable.
        articles: found with the right by-line, of so many.
        cross: pairs linked, pairs to link, pairs wrongly merged; None where no clusters were given.
        calibration: what confidence is worth, over all relations.
        faults: every error, in the order of the files.
    """

    files: tuple[FileScore, ...]
    entities: Mapping[str, Tally]
    relations: Mapping[str, Tally]
    codes: tuple[int, int, int]
    articles: tuple[int, int]
    cross: tuple[int, int, int] | None
    calibration: tuple[Bin, ...]
    faults: tuple[Fault, ...]

    @property
    def figures(self) -> dict[str, float]:
        """The totals, under the names of the scorer's ``--json``."""
        entities, relations = total(self.entities), total(self.relations)
        right, wrong, findable = self.codes
        found: dict[str, float] = {
            "entity_f1": entities.f1,
            "relation_f1": relations.f1,
            "entity_p": entities.precision,
            "entity_r": entities.recall,
            "relation_p": relations.precision,
            "relation_r": relations.recall,
            "post_f1": self.relations.get("holdsPost", Tally()).f1,
            "code_precision": right / (right + wrong) if right + wrong else 0.0,
            "code_recall": right / findable if findable else 0.0,
            "articles": self.articles[0] / self.articles[1] if self.articles[1] else 0.0,
        }
        if self.cross is not None:
            linked, findable, merged = self.cross
            found["cross_recall"] = linked / findable if findable else 0.0
            found["cross_precision"] = linked / (linked + merged) if linked + merged else 0.0
        return found


def total(tallies: Mapping[str, Tally]) -> Tally:
    """Return the sum of ``tallies``."""
    return sum(tallies.values(), Tally())


def evaluate(
    graph: Graph,
    gold: Sequence[Path],
    *,
    cross: Path | None = None,
    sources: Mapping[str, str] | None = None,
) -> Evaluation:
    """Return the figures of ``graph`` against the gold files.

    Args:
        graph: of an export, or a build's.
        gold: JSON files in the form of ``data/gold/guide.md``.
        cross: clusters of ``[source, entity id]`` that are one entity.
        sources: decoded texts by source or by file name, for the sentences; else those the graph carries.

    Raises:
        InputError: a gold file cannot be read or is not of that form.
    """
    texts = {Path(name).name: text for name, text in (sources or graph.sources).items()}
    scored = [_File(_load(path), graph, texts) for path in gold]
    faults = [fault for file in scored for fault in file.faults]
    crossed = None if cross is None else _cross(scored, _load_clusters(cross), faults)
    return Evaluation(
        files=tuple(FileScore(f.source, dict(f.entities), dict(f.relations)) for f in scored),
        entities=_sum(f.entities for f in scored),
        relations=_sum(f.relations for f in scored),
        codes=(
            sum(f.codes[0] for f in scored),
            sum(f.codes[1] for f in scored),
            sum(f.codes[2] for f in scored),
        ),
        articles=(sum(f.articles[0] for f in scored), sum(f.articles[1] for f in scored)),
        cross=crossed,
        calibration=_calibration([judged for f in scored for judged in f.judged]),
        faults=tuple(faults),
    )


@dataclass
class _File:
    """The scoring of one gold file; what it adds up stays here."""

    gold: dict[str, Any]
    graph: Graph
    texts: Mapping[str, str]
    entities: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    relations: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    codes: list[int] = field(default_factory=lambda: [0, 0, 0])
    articles: list[int] = field(default_factory=lambda: [0, 0])
    judged: list[tuple[float, bool]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    by_gold: dict[str, str] = field(default_factory=dict)
    by_predicted: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def __post_init__(self) -> None:
        self.source = self.gold["source"]
        resolution = self.graph.resolution
        self.mentions = [m for m in resolution.mentions if self._mine(m.source)]
        self.statements = [
            s for s in resolution.statements if s.source and self._mine(s.source) and s.start is not None
        ]
        self.surfaces: dict[str, Counter[str]] = defaultdict(Counter)
        for m in self.mentions:
            self.surfaces[m.entity_id][m.text] += 1
        stated = {x for s in self.statements for x in (s.subject, s.object)}
        self.predicted = {e.id: e for e in resolution.entities if e.id in self.surfaces or e.id in stated}
        self.names = {g["id"]: g["name"] for g in self.gold["entities"]}
        self.required = {g["id"]: not (g.get("optional") or g.get("implied")) for g in self.gold["entities"]}
        self._match()
        self._score_entities()
        self._score_codes()
        self._score_relations()
        self._score_articles()

    def _mine(self, source: str) -> bool:
        return Path(source).name == self.source

    def _match(self) -> None:
        """Pair gold and predicted entities one to one, best overlap first."""
        candidates = []
        for g in self.gold["entities"]:
            forms = [*g.get("surfaces", []), *g.get("anaphora", []), g["name"], g.get("full_name")]
            accepted = {_norm(s) for s in forms if s}
            for pid, entity in self.predicted.items():
                if entity.type != g["type"]:
                    continue
                found = self.surfaces[pid]
                shared = sum(n for s, n in found.items() if _norm(s) in accepted)
                whole = sum(found.values())
                named = _norm(entity.name) in accepted
                if shared or named:
                    candidates.append((shared / whole if whole else 0.5, shared, named, g["id"], pid))
        candidates.sort(key=lambda c: (-c[0], -c[1], not c[2], c[3], c[4]))
        for *_, gid, pid in candidates:
            if gid not in self.by_gold and pid not in self.by_predicted:
                self.by_gold[gid], self.by_predicted[pid] = pid, gid

    def _score_entities(self) -> None:
        for g in self.gold["entities"]:
            if not self.required[g["id"]]:
                continue
            if g["id"] in self.by_gold:
                self.entities[g["type"]] += Tally(hit=1)
            else:
                self.entities[g["type"]] += Tally(missed=1)
                self._fault("missed", g["type"], f"missed {g['type']} {g['name']}", self._at_surfaces(g))
        anaphora = {_norm(a) for g in self.gold["entities"] for a in g.get("anaphora", [])}
        forms = {
            (g["type"], _norm(s))
            for g in self.gold["entities"]
            for s in [*g.get("surfaces", []), g["name"], g.get("full_name")]
            if s
        }
        for pid, entity in self.predicted.items():
            if pid in self.by_predicted or not self.surfaces[pid]:
                continue  # matched, or implied by a statement and never named in the text
            if all(_norm(s) in anaphora for s in self.surfaces[pid]):
                continue
            self.entities[entity.type] += Tally(wrong=1)
            what = "split" if any((entity.type, _norm(s)) in forms for s in self.surfaces[pid]) else "wrong"
            message = f"{what} {entity.type} {entity.name} {dict(self.surfaces[pid])}"
            first = min((m for m in self.mentions if m.entity_id == pid), key=lambda m: (m.start, m.end))
            self._fault(what, entity.type, message, (first.start, first.end))

    def _score_codes(self) -> None:
        for g in self.gold["entities"]:
            if not g.get("code") or g["id"] not in self.by_gold:
                continue
            self.codes[2] += 1
            code = self.predicted[self.by_gold[g["id"]]].code
            if code:
                right = code.rstrip("0") == g["code"].rstrip("0")
                self.codes[0 if right else 1] += 1
                if not right:
                    message = f"code of {g['name']} is {code}, not {g['code']}"
                    self._fault("code", g["type"], message, self._at_surfaces(g))

    def _score_relations(self) -> None:
        wanted = self._wanted()
        closure = self._closure()
        surest: dict[tuple[str, str, str, str], float] = {}
        verdicts: dict[tuple[str, str, str, str], bool] = {}
        for s in self.statements:
            prediction = (s.subject, s.predicate, s.object, _norm(s.title))
            if prediction in verdicts:
                surest[prediction] = max(surest[prediction], s.confidence)
                continue
            surest[prediction] = s.confidence
            subject, object_ = self.by_predicted.get(s.subject), self.by_predicted.get(s.object)
            found = _found(s, subject, object_, wanted)
            if found is not None:
                wanted[found]["hit"] = True
            verdicts[prediction] = found is not None or (subject, s.predicate, object_) in closure
            if not verdicts[prediction]:
                self.relations[s.predicate] += Tally(wrong=1)
                message = (
                    f"wrong {self._label(s.subject, subject)} {s.predicate} "
                    f"{self._label(s.object, object_)} {s.title or ''}"
                )
                self._fault("wrong", s.predicate, message, None, s)
        for key, state in wanted.items():
            subject, predicate, objects, title = key
            if state["soft"]:
                continue
            if state["hit"]:
                self.relations[predicate] += Tally(hit=1)
            else:
                self.relations[predicate] += Tally(missed=1)
                ends = "/".join(self.names[o] for o in objects)
                message = f"missed {self.names[subject]} {predicate} {ends} {title}"
                self._fault("missed", predicate, message, self._at_both(subject, objects, state["article"]))
        self.judged = [(surest[p], right) for p, right in verdicts.items()]

    def _wanted(self) -> dict[_Key, dict[str, Any]]:
        wanted: dict[_Key, dict[str, Any]] = {}
        for r in self.gold["relations"]:
            key = (r["s"], r["p"], tuple(sorted(r["o"])), _norm(r.get("title")))
            unsure = not self.required.get(r["s"], True) or (
                not any(self.required.get(o, True) for o in r["o"]) and r["p"] != "holdsPost"
            )
            soft = bool(r.get("optional")) or unsure
            if key in wanted:
                wanted[key]["soft"] &= soft
            else:
                wanted[key] = {"soft": soft, "hit": False, "article": r["article"]}
        return wanted

    def _closure(self) -> set[tuple[str | None, str, str | None]]:
        """Return what follows from the gold chains of containment."""
        up: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for r in self.gold["relations"]:
            if r["p"] in _CONTAINMENT:
                up[r["s"]].update((r["p"], o) for o in r["o"])
        closure: set[tuple[str | None, str, str | None]] = set()
        for s in list(up):
            seen: set[tuple[str, str]] = set()
            todo = list(up[s])
            while todo:
                p, o = todo.pop()
                if (p, o) not in seen:
                    seen.add((p, o))
                    todo += [(p, o2) for p2, o2 in up.get(o, ()) if p2 in _UPWARD]
            closure |= {(s, p, o) for p, o in seen}
        return closure

    def _score_articles(self) -> None:
        mine = [a for a in self.graph.resolution.articles if self._mine(a.source)]
        for g in self.gold["articles"]:
            title = _norm(g["title"])
            if not title:
                continue  # a lone caption
            self.articles[1] += 1
            match = next((a for a in mine if _same_title(_norm(a.title), title)), None)
            if match is None:
                self._fault("article", "article", f"article not found: {g['title']}", None)
            elif _people(match.reporters) == _people(g.get("reporters")) and _people(
                match.correspondents
            ) == _people(g.get("correspondents")):
                self.articles[0] += 1
            else:
                message = f"by-line of {g['title']}: {list(match.reporters)} {list(match.correspondents)}"
                self._fault("by-line", "article", message, (match.start, min(match.start + 60, match.end)))

    def _label(self, id_: str, gold: str | None) -> str:
        if gold and self.names.get(gold):
            return str(self.names[gold])
        return "?" + ((self.predicted[id_].name if id_ in self.predicted else "") or id_)

    def _fault(
        self,
        what: str,
        group: str,
        message: str,
        at: tuple[int, int] | None,
        statement: Statement | None = None,
    ) -> None:
        text = self.texts.get(self.source, "")
        span: tuple[int, int] | None = None
        if statement is not None and statement.start is not None and statement.end is not None:
            span = (statement.start, statement.end)
        elif at is not None and text:
            span = _sentence(text, *at)
        self.faults.append(
            Fault(
                what,
                group,
                f"{self.source} {message}",
                self.source,
                span[0] if span else None,
                span[1] if span else None,
                one_line(text[span[0] : span[1]]) if span else "",
                statement.rule if statement else "",
                statement.confidence if statement else None,
            )
        )

    def _at_surfaces(self, g: Mapping[str, Any]) -> tuple[int, int] | None:
        found = [at for s in g.get("surfaces", []) for at in self._places(s)]
        return min(found, default=None)

    def _at_both(self, subject: str, objects: Iterable[str], article: str) -> tuple[int, int] | None:
        """Return the narrowest stretch of the article that names both ends, or else where one of them is."""
        low, high = self._extent(article)
        forms = {g["id"]: g.get("surfaces", []) for g in self.gold["entities"]}
        left = [p for s in forms.get(subject, ()) for p in self._places(s) if low <= p[0] < high]
        right = [p for o in objects for s in forms.get(o, ()) for p in self._places(s) if low <= p[0] < high]
        pairs = [(min(a[0], b[0]), max(a[1], b[1])) for a in left for b in right]
        near = [p for p in pairs if p[1] - p[0] <= _NEAR]
        return min(near, key=lambda p: (p[1] - p[0], p), default=min(left + right, default=None))

    def _extent(self, article: str) -> tuple[int, int]:
        whole = (0, len(self.texts.get(self.source, "")))
        g = next((a for a in self.gold["articles"] if a["id"] == article), None)
        if g is None:
            return whole
        starts, ends = self._places(g.get("starts") or ""), self._places(g.get("ends") or "")
        return (starts[0][0] if starts else 0, ends[-1][1] if ends else whole[1])

    def _places(self, form: str) -> list[tuple[int, int]]:
        """Return where ``form`` stands in the source, white space in either left aside."""
        text = self.texts.get(self.source, "")
        characters = [re.escape(c) for c in form if not c.isspace()]
        if not text or not characters:
            return []
        return [found.span() for found in re.finditer(r"\s*".join(characters), text)]


_Key = tuple[str, str, tuple[str, ...], str]


def _found(
    s: Statement, subject: str | None, object_: str | None, wanted: Mapping[_Key, Mapping[str, Any]]
) -> _Key | None:
    """Return the gold relation that ``s`` states, None where there is none."""
    pairs = [(subject, object_)] + ([(object_, subject)] if s.predicate in _SYMMETRIC else [])
    for key in wanted:
        gold_subject, predicate, objects, title = key
        if predicate != s.predicate:
            continue
        if predicate == "holdsPost":
            mine = _norm(s.title)
            if gold_subject != subject or not mine or not (title.endswith(mine) or mine.endswith(title)):
                continue
            if object_ in objects:
                return key
        elif any(a == gold_subject and b in objects for a, b in pairs):
            return key
    return None


def _cross(
    files: Sequence[_File], clusters: Sequence[Sequence[Sequence[str]]], faults: list[Fault]
) -> tuple[int, int, int]:
    entity_of = {(f.source, gid): pid for f in files for gid, pid in f.by_gold.items() if pid}
    cluster_of = {(x[0], x[1]): n for n, cluster in enumerate(clusters) for x in cluster}
    label = {(f.source, gid): name for f in files for gid, name in f.names.items()}
    linked = findable = wrong = 0
    keys = sorted(entity_of)
    for i, a in enumerate(keys):
        for b in keys[i + 1 :]:
            if a[0] == b[0]:
                continue
            same = cluster_of.get(a, a) == cluster_of.get(b, b)
            one = entity_of[a] == entity_of[b]
            findable += same
            linked += same and one
            wrong += one and not same
            if same != one:
                what = "not linked" if same else "wrongly one"
                message = f"cross: {what} {a[0]} {label[a]} ~ {b[0]} {label[b]}"
                faults.append(Fault("cross", "identity", message, a[0]))
    return linked, findable, wrong


def _calibration(judged: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    found = []
    for i, low in enumerate(BINS):
        high = BINS[i + 1] if i + 1 < len(BINS) else float("inf")
        inside = [(c, right) for c, right in judged if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            found.append(Bin(low, min(high, 1.0), len(inside), sum(right for _, right in inside), mean))
    return tuple(found)


def summary(evaluation: Evaluation, *, faults: bool = False) -> str:
    """Return the figures as Markdown, and the table of errors if wanted."""
    lines = ["# 评测 Evaluation", ""]
    header = ("", "precision", "recall", "F1", "hit", "wrong", "missed")
    rows: list[Sequence[object]] = []
    for f in evaluation.files:
        rows.append(_cells(f"{f.source} entities", total(f.entities)))
        rows.append(_cells(f"{f.source} relations", total(f.relations)))
    rows.append(_cells("**entities**", total(evaluation.entities)))
    rows.append(_cells("**relations**", total(evaluation.relations)))
    lines += _markdown(header, rows)
    for heading, tallies in (
        ("实体 Entities", evaluation.entities),
        ("关系 Relations", evaluation.relations),
    ):
        lines += ["", f"## {heading}", ""]
        lines += _markdown(header, [_cells(name, tallies[name]) for name in sorted(tallies)])
    right, wrong, findable = evaluation.codes
    lines += [
        "",
        f"- Codes: {right} right of {right + wrong} given; {findable} findable.",
        f"- Articles with the right by-line: {evaluation.articles[0]} of {evaluation.articles[1]}.",
    ]
    if evaluation.cross is not None:
        linked, pairs, merged = evaluation.cross
        lines.append(f"- Across files: {linked} of {pairs} pairs linked, {merged} wrongly merged.")
    lines += ["", "## 可信度 What a confidence is worth", ""]
    lines += _markdown(
        ("confidence", "statements", "right", "share right", "mean confidence"),
        [(_range(b), b.statements, b.right, b.share, b.mean_confidence) for b in evaluation.calibration],
    )
    if faults:
        lines += ["", "## 错误 Errors", ""]
        lines += _markdown(
            ("what", "of", "item", "where", "sentence", "rule", "confidence"),
            [
                (f.what, f.group, f.message, _where(f), f.sentence, f.rule, f.confidence)
                for f in evaluation.faults
            ],
        )
    return "\n".join(lines) + "\n"


def faults_csv(evaluation: Evaluation) -> str:
    """Return the table of errors as CSV (less the BOM)."""
    header = ("what", "group", "message", "source", "start", "end", "sentence", "rule", "confidence")
    return csv_text(header, ([getattr(f, name) for name in header] for f in evaluation.faults))


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return everything as plain values for JSON."""

    def tallies(found: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
        return {
            name: {"p": t.precision, "r": t.recall, "f1": t.f1, **asdict(t)}
            for name, t in sorted(found.items())
        }

    return {
        "figures": evaluation.figures,
        "entities": tallies(evaluation.entities),
        "relations": tallies(evaluation.relations),
        "files": [
            {"source": f.source, "entities": tallies(f.entities), "relations": tallies(f.relations)}
            for f in evaluation.files
        ],
        "codes": dict(zip(("right", "wrong", "findable"), evaluation.codes, strict=True)),
        "articles": dict(zip(("right", "of"), evaluation.articles, strict=True)),
        "cross": None
        if evaluation.cross is None
        else dict(zip(("linked", "findable", "wrong"), evaluation.cross, strict=True)),
        "calibration": [{**asdict(b), "share": b.share} for b in evaluation.calibration],
        "faults": [asdict(f) for f in evaluation.faults],
    }


def _load(path: Path) -> dict[str, Any]:
    found = _json(path)
    if not isinstance(found, dict) or not {"source", "articles", "entities", "relations"} <= set(found):
        raise InputError(f"{path} is no gold file: it needs source, articles, entities and relations")
    return found


def _load_clusters(path: Path) -> list[list[list[str]]]:
    found = _json(path)
    if not isinstance(found, list):
        raise InputError(f"{path} is no list of clusters")
    return found


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as JSON: {error}") from error


def _norm(text: str | None) -> str:
    return _QUOTES.sub("", text or "")


def _same_title(got: str, wanted: str) -> bool:
    return bool(got) and (wanted in got or got in wanted)


def _people(names: Iterable[str] | None) -> set[str]:
    return {_norm(n) for n in names or ()}


def _sum(found: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    summed: dict[str, Tally] = defaultdict(Tally)
    for tallies in found:
        for name, tally in tallies.items():
            summed[name] += tally
    return dict(summed)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low = max((text.rfind(c, 0, start) for c in _STOPS), default=-1) + 1
    stops = [at + 1 for c in _STOPS if (at := text.find(c, max(end - 1, start))) >= 0]
    return low, min(stops, default=len(text))


def _range(b: Bin) -> str:
    return f"{b.low:g}" if b.low == b.high else f"{b.low:g} – {b.high:g}"


def _where(fault: Fault) -> str:
    return "" if fault.start is None else f"{fault.source}:{fault.start}-{fault.end}"


def _cells(name: str, tally: Tally) -> tuple[object, ...]:
    return (name, tally.precision, tally.recall, tally.f1, tally.hit, tally.wrong, tally.missed)


def _markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    return lines + ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    text = "" if value is None else " ".join(str(value).split())
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


__all__ = [
    "BINS",
    "Bin",
    "Evaluation",
    "Fault",
    "FileScore",
    "Tally",
    "as_json",
    "evaluate",
    "faults_csv",
    "summary",
    "total",
]
