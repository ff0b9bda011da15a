"""Files of ``ontology/`` and ``docs/`` that follow from others; a test fails when one is stale.

``python -m kg.rdf.generate`` writes them anew: ``context.jsonld`` and ``docs/ontology.md`` from
``xianzhi.ttl``, ``posts.ttl`` from ``data/lexicon/titles.tsv``.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg import resources, schema
from kg.rdf.terms import DATA, PREFIXES, segment


def context() -> str:
    """Return the text of ``context.jsonld``: every property of the ontology as a term."""
    terms: dict[str, object] = {"@version": 1.1, "@vocab": schema.NAMESPACE, **PREFIXES}
    for name, property_ in schema.load().properties.items():
        kind = "@id" if not property_.literal else _compact(property_.datatype)
        terms[name] = {"@id": f"kg:{name}", **({"@type": kind} if kind else {})}
    terms["label"] = {"@id": "rdfs:label"}
    terms["hasSource"] = {"@id": "oa:hasSource", "@type": "@id"}
    terms["hasSelector"] = {"@id": "oa:hasSelector", "@type": "@id"}
    terms["start"] = {"@id": "oa:start", "@type": "xsd:integer"}
    terms["end"] = {"@id": "oa:end", "@type": "xsd:integer"}
    terms["exact"] = {"@id": "oa:exact"}
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _compact(datatype: str) -> str:
    """A coercion for the datatype, none for strings, which JSON-LD has by itself."""
    xsd = PREFIXES["xsd"]
    if not datatype.startswith(xsd) or datatype == xsd + "string":
        return ""
    return f"xsd:{datatype.removeprefix(xsd)}"


def posts(titles: Path) -> str:
    """Return the text of ``posts.ttl``: the titles of the lexicon as SKOS concepts in order of rank."""
    rows = _rows(titles)
    scheme = f"<{DATA}title>"
    lines = [
        "# Generated from data/lexicon/titles.tsv by `python -m kg.rdf.generate`: change it there.",
        f"@prefix kg: <{PREFIXES['kg']}> .",
        f"@prefix skos: <{PREFIXES['skos']}> .",
        f"@prefix titles: <{PREFIXES['titles']}> .",
        "",
        f'{scheme} a skos:ConceptScheme ;\n    skos:prefLabel "职务名称"@zh ,\n        "post titles"@en .',
    ]
    for row in sorted(rows, key=lambda r: (int(r["rank"]), r["title"])):
        kinds = " ,\n        ".join(f"kg:{_kind_class(k)}" for k in sorted(set(row["kinds"].split())))
        found = f" ;\n    kg:titleIn {kinds}" if kinds else ""
        lines.append(
            f"\n<{DATA}title/{segment(row['title'])}> a kg:PostTitle , skos:Concept ;\n"
            f'    skos:prefLabel "{row["title"]}"@zh ;\n'
            f"    skos:inScheme {scheme} ;\n"
            f"    kg:rank {int(row['rank'])}{found} ."
        )
    return "\n".join(lines) + "\n"


def _kind_class(kind: str) -> str:
    known = schema.load()
    if kind in known.classes:
        return kind
    return next(classes[kind] for classes in known.kinds.values() if kind in classes)


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a lexicon table; the lexicon room validates them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [dict(zip(cells[0], row + [""] * len(cells[0]), strict=False)) for row in cells[1:]]


def main() -> None:
    """Write every generated file."""
    folder = resources.path("ontology")
    (folder / "context.jsonld").write_text(context(), encoding="utf-8", newline="\n")
    titles = folder.parent / "data" / "lexicon" / "titles.tsv"
    if titles.exists():
        (folder / "posts.ttl").write_text(posts(titles), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
