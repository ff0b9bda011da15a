"""How much is lost when characters are misread: entity F1 on the dev pages under OCR-like noise.

Noise replaces characters one for one, so offsets stay. The noisy build's mentions are compared by what stands
at their offsets in the clean page, whatever mending made of them.
"""

from __future__ import annotations

import importlib.util
import json
import random
import tempfile
from collections import Counter, defaultdict
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from tests.generator.generate import misread
from tests.identity.chain import extract_pages, resolve_all

ROOT = Path(__file__).parents[2]
GOLD = ("000", "001", "004")
ALLOWED = {0.01: 2, 0.02: 3, 0.05: 8}
"""Points of entity F1 that may be lost by the share of characters misread."""


def scorer() -> ModuleType:
    """Return ``data/gold/score.py`` as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", ROOT / "data" / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold() -> list[dict]:
    return [json.loads((ROOT / "data" / "gold" / f"{n}.json").read_text(encoding="utf-8")) for n in GOLD]


def clean_pages() -> dict[str, str]:
    """Return the dev pages by file name."""
    return {
        g["source"]: (ROOT / "data" / "articles" / g["source"]).read_text(encoding="utf-8") for g in gold()
    }


def noisy_pages(rate: float, seed: int, kind: str = "") -> dict[str, str]:
    """Return the dev pages with ``rate`` of their Chinese characters misread."""
    return {
        name: misread(text, rate, random.Random(f"{seed}-{name}-{rate}"), kind)
        for name, text in clean_pages().items()
    }


def changed(rate: float, seed: int, kind: str = "") -> float:
    """Return the share of Chinese characters that are really misread: the table knows not every character."""
    pages, noisy = clean_pages(), noisy_pages(rate, seed, kind)
    total = sum("一" <= c <= "鿿" for t in pages.values() for c in t)
    return sum(a != b for n in pages for a, b in zip(pages[n], noisy[n], strict=True)) / total


def tables(resolution, pages: dict[str, str]) -> dict[str, list[dict]]:
    """Return the tables as the scorer reads them, with the text of ``pages`` at every mention's offsets."""
    found = {
        k: [asdict(r) for r in getattr(resolution, k)]
        for k in ("mentions", "entities", "statements", "articles")
    }
    forms: dict[str, Counter] = defaultdict(Counter)
    for m in found["mentions"]:
        m["text"] = "".join(pages[Path(m["source"]).name][m["start"] : m["end"]].split())
        forms[m["entity_id"]][m["text"]] += 1
    for e in found["entities"]:
        if forms[e["id"]] and e["name"] not in forms[e["id"]]:
            e["name"] = forms[e["id"]].most_common(1)[0][0]
    return found


def entity_f1(rate: float, seed: int = 1, kind: str = "") -> tuple[float, float, float]:
    """Return entity precision, recall and F1 on the dev pages with ``rate`` of the characters misread."""
    module = scorer()
    with tempfile.TemporaryDirectory() as folder:
        resolution = resolve_all(
            extract_pages(noisy_pages(rate, seed, kind) if rate else clean_pages(), Path(folder))
        )
    rows = tables(resolution, clean_pages())
    total = module.Tally()
    for g in gold():
        entities, *_ = module.score_file(g, rows, [])
        total += module.total(entities)
    return total.precision, total.recall, total.f1


def printed_form_kept(rate: float, seed: int = 1) -> list[str]:
    """Return complaints where a mention's ``text`` is not what the noisy page prints at its offsets."""
    pages = noisy_pages(rate, seed)
    with tempfile.TemporaryDirectory() as folder:
        resolution = resolve_all(extract_pages(pages, Path(folder)))
    return [
        f"{m.source} {m.start}-{m.end} {m.text}"
        for m in resolution.mentions
        if "".join(pages[Path(m.source).name][m.start : m.end].split()) != "".join(m.text.split())
    ]
