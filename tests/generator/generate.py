"""Generate a corpus with known truth, deterministic by seed."""

# ruff: noqa: E501 (tables of Chinese text; a character is two columns wide)

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.generator.world import build
from tests.generator.write import article

CONFUSABLES = Path(__file__).parents[1] / "data" / "confusables.tsv"
_FALLBACK = (
    "入人 己已 末未 土士 日曰 大太 干千 天夫 王玉 白自 今令 治冶 兔免 辨辩 请清 晴睛 "
    "拔拨 问间 活话 特持 准淮 住往 折拆 析折 侯候 竟竞 贷货 戍戌 亳毫 微徽 崇祟 宜宣 官宫"
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Generated pages and what is true of them. ``truth`` is what ``truth.json`` holds."""

    pages: dict[str, str]
    truth: dict


@lru_cache(maxsize=4)
def confusables(kind: str = "") -> Mapping[str, tuple[str, ...]]:
    """Return what each character may be misread as, from the shared table or a small own one.

    ``kind``: only by ``shape`` or only by ``sound``.
    """
    found: dict[str, list[str]] = defaultdict(list)
    if CONFUSABLES.exists():
        for line in CONFUSABLES.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 2 or len(cells[0]) != 1:
                continue
            if not kind or cells[-1] == kind:
                found[cells[0]] += [c for c in cells[1] if not c.isspace() and c != cells[0]]
    if not found:
        for a, b in _FALLBACK.split():
            found[a].append(b)
            found[b].append(a)
    return {k: tuple(dict.fromkeys(v)) for k, v in sorted(found.items()) if v}


def misread(text: str, rate: float, rng: random.Random, kind: str = "") -> str:
    """Replace ``rate`` of the Chinese characters by confusable ones (fewer where the table knows none)."""
    table = confusables(kind)
    spots = [i for i, c in enumerate(text) if c in table]
    wanted = round(rate * sum("一" <= c <= "鿿" for c in text))
    chars = list(text)
    for i in rng.sample(spots, min(wanted, len(spots))):
        chars[i] = rng.choice(table[chars[i]])
    return "".join(chars)


def layout(text: str, rng: random.Random, width: int = 20) -> tuple[str, list[int]]:
    """Break lines hard as a newspaper column does; return the text and each old offset's new one."""
    out: list[str] = []
    where: list[int] = []
    size = column = 0
    head = text.find("\n\n")
    for i, char in enumerate(text):
        if char == "\n":
            column = 0
        elif i > head and column >= width and char not in ",。、;:”)":
            out.append("\n")
            size += 1
            column = 0
        where.append(size)
        out.append(char)
        size += 1
        column += char != "\n"
    where.append(size)
    return "".join(out), where


def stream(seed: int = 1, articles: int = 300, *, counties: int = 10, shared: float = 0.6, noise: float = 0.0,
           columns: float = 0.0, reprints: float = 0.03) -> Iterator[dict]:  # fmt: skip
    """Yield article after article: a page's text with its mentions and statements (see :func:`generate`)."""
    world = build(seed, counties, shared=shared)
    rng = random.Random(f"articles-{seed}")
    recent: list[dict] = []
    for number in range(articles):
        source = f"{number:05d}.txt"
        if recent and rng.random() < reprints:
            old = rng.choice(recent)
            made = old | {"reprint_of": old.get("reprint_of") or old["source"], "source": source}
        else:
            made = article(world, rng, number) | {"source": source}
            recent = [*recent[-400:], made]
        own = random.Random(f"noise-{seed}-{source}")
        text, where = made["text"], None
        if columns and own.random() < columns:
            text, where = layout(text, own)
        if noise:
            text = misread(text, noise, own)
        rows = {}
        for kind in ("mentions", "statements"):
            rows[kind] = [row | {"source": source} for row in made[kind]]
            if where is not None:
                for row in rows[kind]:
                    row["start"], row["end"] = where[row["start"]], where[row["end"] - 1] + 1
        yield made | rows | {"text": text}


def generate(seed: int = 1, articles: int = 300, *, counties: int = 10, shared: float = 0.6, noise: float = 0.0,
             columns: float = 0.0, reprints: float = 0.03) -> Corpus:  # fmt: skip
    """Return ``articles`` pages of one article each with their truth.

    ``shared``: how often a person gets a name that somebody has; ``noise``: share of characters misread;
    ``columns``: share of pages set in hard-broken columns; ``reprints``: share of reprinted articles.
    """
    pages: dict[str, str] = {}
    truth: dict = {"seed": seed, "articles": [], "mentions": [], "statements": [], "entities": []}
    for made in stream(
        seed, articles, counties=counties, shared=shared, noise=noise, columns=columns, reprints=reprints
    ):
        pages[made["source"]] = made["text"]
        truth["articles"].append(
            {k: made.get(k) for k in ("source", "title", "date", "dated", "place", "kind", "reprint_of")}
        )
        truth["mentions"] += made["mentions"]
        truth["statements"] += made["statements"]
    truth["entities"] = _entities(truth["mentions"])
    return Corpus(pages, truth)


def _entities(mentions: Sequence[Mapping]) -> list[dict]:
    found: dict[str, dict] = {}
    for m in mentions:
        entry = found.setdefault(m["entity"], {"id": m["entity"], "type": m["type"], "names": set()})
        entry["names"].add(m["text"])
    out = []
    for _, e in sorted(found.items()):
        code = e["id"].split("/", 1)[1] if e["id"].startswith("place/") else None
        out.append({"id": e["id"], "type": e["type"], "names": sorted(e["names"]), "code": code})
    return out


def shared_names(truth: Mapping) -> dict[str, list[str]]:
    """Return the names that two or more people bear who appear in the corpus, half-names left out."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for m in truth["mentions"]:
        if m["type"] == "Person" and m["form"] != "half":
            bearers[m["entity"].split("/")[1].split(".")[0]].add(m["entity"])
    return {k: sorted(v) for k, v in sorted(bearers.items()) if len(v) > 1}


def save(corpus: Corpus, folder: Path) -> None:
    """Write the pages under ``folder``/pages and the truth beside them."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for name, text in corpus.pages.items():
        (folder / "pages" / name).write_text(text, encoding="utf-8", newline="\n")
    data = json.dumps(corpus.truth, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / "truth.json").write_text(data + "\n", encoding="utf-8", newline="\n")
