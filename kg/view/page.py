"""The interactive page: one file that holds everything it shows and asks nothing of any network.

pyvis builds nodes and options and its wheel carries vis-network; its own page is not used, because that links
to other hosts, runs script from text, and writes beside the working directory. Ours escapes by default, puts
the data where a browser does not run it, and names by hash the only two scripts that may run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from kg.errors import XianzhiError
from kg.graph import Graph, Look, replacing
from kg.view.data import Limits, looks, page_data
from kg.view.look import Labels

_VIS = "lib/vis-9.1.2/vis-network.min.js"


def write_page(
    graph: Graph,
    file: Path,
    *,
    labels: Labels | None = None,
    surname_pinyin: Mapping[str, str] | None = None,
    title: tuple[str, str] = ("县志", "Xianzhi"),
    limits: Limits | None = None,
    seed: int = 1,
) -> dict[str, Look]:
    """Write the page of ``graph`` and return how it draws the nodes; the same graph gives the same bytes.

    Args:
        graph: with its sources, or the page has no sentences to show.
        labels: what the ontology calls things; ``Labels.of(schema)``.
        surname_pinyin: readings of surnames (曾 → zeng), for the search of people by pinyin.
        title: in Chinese and in English.
        limits: how much the page carries.
        seed: of communities and places.
    """
    data = page_data(
        graph, labels or Labels(), surnames=surname_pinyin, title=title, limits=limits, seed=seed
    )
    with replacing(file) as out:
        out.write(_rendered(data))
    return looks(data)


def page_html(
    graph: Graph,
    *,
    labels: Labels | None = None,
    surname_pinyin: Mapping[str, str] | None = None,
    title: tuple[str, str] = ("县志", "Xianzhi"),
    limits: Limits | None = None,
    seed: int = 1,
) -> str:
    """Return the page that :func:`write_page` writes."""
    return _rendered(
        page_data(graph, labels or Labels(), surnames=surname_pinyin, title=title, limits=limits, seed=seed)
    )


def _rendered(data: Mapping[str, Any]) -> str:
    import jinja2
    from markupsafe import Markup

    css, script = _own("page.css"), _own("page.js")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, newline_sequence="\n")
    template = environment.from_string(_own("page.html.j2"))
    # Markup marks what is ours, or was made safe by script_json; all else is escaped
    return (
        template.render(
            policy=_policy(css, vis_script(), script),
            title=data["title"],
            css=Markup(css),
            vis=Markup(vis_script()),
            script=Markup(script),
            data=Markup(script_json(data)),
        )
        + "\n"
    )


def script_json(value: object) -> str:
    """Return ``value`` as JSON that may stand in a script element, whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    # a lone surrogate cannot be written as UTF-8
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@lru_cache(maxsize=1)
def vis_script() -> str:
    """Return vis-network as the installed pyvis carries it.

    Raises:
        XianzhiError: that version of pyvis does not carry it where it used to.
    """
    try:
        raw = resources.files("pyvis").joinpath(_VIS).read_bytes()
    except OSError as error:
        raise XianzhiError(f"the installed pyvis has no {_VIS}; install pyvis 0.3.2") from error
    text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if "</script" in text.lower() or "<!--" in text:
        raise XianzhiError("vis-network as installed cannot stand in a page; install pyvis 0.3.2")
    return text


def _own(name: str) -> str:
    return resources.files("kg.view").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(css: str, *scripts: str) -> str:
    allowed = " ".join(_hash(s) for s in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(css)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
