"""Queries with a name: the competency questions of ``ontology/queries`` with their parameters.

A file starts with comments that say what it asks and what may be set::

    # zh: 某地有哪些公职人员？
    # en: Who holds posts in an area?
    # param area string | 区划代码 | division code of the area

and holds ``VALUES ?area { UNDEF }`` (or a default) once for each parameter, so that it runs as it is
anywhere. Binding replaces what stands between those braces by an escaped term: no value changes the query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg import resources
from kg.errors import QueryError
from kg.rdf.terms import date, iri, plain, zh

_HEAD = re.compile(r"#\s*(zh|en):\s*(.+)")
_PARAM = re.compile(r"#\s*param\s+(\w+)\s+(string|name|id|date|number)\s*\|\s*(.+?)\s*\|\s*(.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be set: ``kind`` is string, name (a Chinese label), id (of an entity), date or number."""

    name: str
    kind: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its SPARQL text."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str


@lru_cache(maxsize=1)
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the questions that travel with the package, by name."""
    folder = resources.path("ontology/queries")
    return MappingProxyType({path.stem: read(path) for path in sorted(folder.glob("*.rq"))})


def read(path: Path) -> NamedQuery:
    """Read a question from a file.

    Raises:
        QueryError: its head lacks the question in one of the two languages, or a parameter has no ``VALUES``.
    """
    text = path.read_text(encoding="utf-8")
    words: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if found := _HEAD.fullmatch(line):
            words[found[1]] = found[2]
        elif found := _PARAM.fullmatch(line):
            parameters.append(Parameter(found[1], found[2], found[3], found[4]))
    if set(words) != {"zh", "en"}:
        raise QueryError(f"{path}: its first lines must be `# zh: …` and `# en: …`")
    for parameter in parameters:
        if len(_slot(parameter.name).findall(text)) != 1:
            raise QueryError(
                f"{path}: parameter {parameter.name} needs one `VALUES ?{parameter.name} {{ UNDEF }}`"
            )
    return NamedQuery(path.stem, words["zh"], words["en"], tuple(parameters), text)


def bind(query: NamedQuery | str, values: Mapping[str, str | int | float]) -> str:
    """Return the text of a question with its parameters set; what is not given keeps its default.

    >>> print(bind("officials-of", {"area": '41" } #'}).splitlines()[7].strip())
    VALUES ?area { "41\\" } #" }

    Raises:
        QueryError: there is no such question or parameter, or a value does not suit its kind.
    """
    if isinstance(query, str):
        known = named_queries()
        if query not in known:
            raise QueryError(f"no question is named {query!r}; there are: {', '.join(known)}")
        query = known[query]
    parameters = {p.name: p for p in query.parameters}
    text = query.text
    for name, value in values.items():
        if name not in parameters:
            known_names = ", ".join(parameters) or "none"
            raise QueryError(f"{query.name} has no parameter {name!r}; it has: {known_names}")
        slot = f"VALUES ?{name} {{ {_term(parameters[name], value)} }}"
        text = slot.join(_slot(name).split(text))
    return text


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{name} \{{ [^{{}}\n]* \}}")


def _term(parameter: Parameter, value: str | int | float) -> str:
    text = str(value)
    if parameter.kind == "number":
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", text):
            raise QueryError(f"{parameter.name} must be a number such as 3 or 0.9, not {value!r}")
        return text
    if parameter.kind == "id":
        return iri(text)
    if parameter.kind == "name":
        return zh(text)
    if parameter.kind == "date":
        if date(text) == plain(text):
            raise QueryError(
                f"{parameter.name} must be a date such as 2023-08-09, 2023-08 or 2023, not {text!r}"
            )
        return plain(text)
    return plain(text)
