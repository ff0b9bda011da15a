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


def documentation() -> str:
    """Return the text of ``docs/ontology.md``: a diagram, and every term in both languages."""
    known = schema.load()
    parts = [
        "# 县志本体 · The ontology of Xianzhi",
        "<!-- Generated from ontology/xianzhi.ttl by `python -m kg.rdf.generate`: change it there. -->",
        f"版本 version {known.version} · 命名空间 namespace `{schema.NAMESPACE}` · 前缀 prefix `kg:`",
        "图中为九类实体及新闻所能陈述的关系；逆关系、定义类和数据属性见下表。\n"
        "The diagram shows the nine types and the relations that news may state; inverses, defined classes "
        "and data properties stand in the tables.",
        _diagram(known),
        "How a statement hangs together 陈述的结构:",
        _STATEMENT_DIAGRAM,
        "## 类 Classes",
    ]
    for type_ in known.types:
        found = known.classes[type_]
        parts.append(f"### {found.zh} {found.en} `kg:{type_}`")
        parts.append(f"{found.definition_zh} {found.definition_en} 例如 for example: {found.example}")
        kinds = [known.classes[name] for name in known.kinds[type_].values()]
        if kinds:
            parts.append(_class_table(kinds))
    others = [c for c in known.classes.values() if not _is_entity(known, c.name)]
    parts += ["### 其他类 Other classes", _class_table(others)]
    parts += ["## 关系 Relations", _relation_table(known)]
    rest = [p for p in known.properties.values() if p.name not in known.relations and not p.literal]
    parts += ["## 其他对象属性 Other object properties", _property_table(rest)]
    parts += [
        "## 数据属性 Data properties",
        _property_table([p for p in known.properties.values() if p.literal]),
    ]
    modalities = "\n".join(
        _row(f"`kg:{m.name}`", f"{m.zh} {m.en}", f"{m.definition_zh} {m.definition_en}", m.example)
        for m in known.modalities.values()
    )
    parts += ["## 情态 Modalities", "| | | | 例 |\n| --- | --- | --- | --- |\n" + modalities]
    return "\n\n".join(parts) + "\n"


_STATEMENT_DIAGRAM = """```mermaid
graph LR
  S[Statement 陈述] -- subject --> P[Person 人物]
  S -- object --> A[Agency 机构]
  S -- predicate --> R([kg:holdsPost])
  S -- modality --> M([asserted 断言])
  S -- statedIn --> Art[Article 报道]
  S -- evidence --> E[Evidence 证据]
  S -- subjectMention --> Me[Mention 提及]
  S -- describes --> T[Tenure 任职]
  E -- oa:hasSource --> Pg[Page 版面]
  E -- oa:hasSelector --> Sel[position · quote]
  Me -- refersTo --> P
  Me -- oa:hasSelector --> Sel
  Art -- onPage --> Pg
  T -- holder --> P
  T -- tenureOf --> Po[Post 职务]
  Po -- postIn --> A
  T -- asReportedOn --> D([2023-08])
  P -- holdsPost --> A
```"""


def _diagram(known: schema.Schema) -> str:
    lines = ["```mermaid", "graph LR"]
    lines += [f"  {type_}[{known.classes[type_].zh} {type_}]" for type_ in known.types]
    arrows: dict[tuple[str, str], list[str]] = {}
    for relation in known.relations.values():
        for domain in sorted(relation.domain, key=known.types.index):
            for range_ in sorted(relation.range, key=known.types.index):
                arrows.setdefault((domain, range_), []).append(relation.zh)
    lines += [f"  {s} -- {'、'.join(names)} --> {o}" for (s, o), names in sorted(arrows.items())]
    return "\n".join([*lines, "```"])


def _is_entity(known: schema.Schema, name: str) -> bool:
    return name in known.types or any(name in kinds.values() for kinds in known.kinds.values())


def _class_table(classes: list[schema.ClassTerm]) -> str:
    rows = ["| 类 class | 名称 | 定义 definition | 例 example |", "| --- | --- | --- | --- |"]
    for c in classes:
        mark = " (定义类 defined)" if c.defined else ""
        name = f"`kg:{c.name}`" + (f" (`{c.kind}`)" if c.kind != c.name else "")
        meaning = f"{_cell(c.definition_zh)} {_cell(c.definition_en)}{mark}"
        rows.append(f"| {name} | {c.zh} {c.en} | {meaning} | {_cell(c.example)} |")
    return "\n".join(rows)


def _relation_table(known: schema.Schema) -> str:
    rows = ["| 关系 relation | 名称 | 从 from | 到 to | 逆 inverse | 定义 definition | 例 example |"]
    rows.append("| --- | --- | --- | --- | --- | --- | --- |")
    for r in known.relations.values():
        marks = [w for w, on in (("symmetric 对称", r.symmetric), ("transitive 传递", r.transitive)) if on]
        meaning = " ".join([r.definition_zh, r.definition_en, *(f"({m})" for m in marks)])
        domain, range_ = ("、".join(sorted(names, key=known.types.index)) for names in (r.domain, r.range))
        inverse = f"`kg:{r.inverse}`" if r.inverse else ""
        rows.append(_row(f"`kg:{r.name}`", f"{r.zh} {r.en}", domain, range_, inverse, meaning, r.example))
    return "\n".join(rows)


def _property_table(properties: list[schema.Property]) -> str:
    rows = ["| 属性 property | 名称 | 从 from | 到 to | 定义 definition |", "| --- | --- | --- | --- | --- |"]
    for p in properties:
        range_ = "、".join(sorted(p.range)) or p.datatype.replace(PREFIXES["xsd"], "xsd:").replace(
            PREFIXES["rdf"], "rdf:"
        )
        domain = "、".join(sorted(p.domain))
        meaning = f"{_cell(p.definition_zh)} {_cell(p.definition_en)}"
        rows.append(f"| `kg:{p.name}` | {p.zh} {p.en} | {domain} | {range_} | {meaning} |")
    return "\n".join(rows)


def _row(*cells: str) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def files() -> dict[str, str]:
    """Return every generated file: its path from the top of a checkout → its text."""
    found = {"ontology/context.jsonld": context(), "docs/ontology.md": documentation()}
    titles = resources.path("ontology").parent / "data" / "lexicon" / "titles.tsv"
    if titles.exists():
        found["ontology/posts.ttl"] = posts(titles)
    return found


def main() -> None:
    """Write every generated file."""
    top = resources.path("ontology").parent
    for name, text in files().items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
