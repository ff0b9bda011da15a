"""Files that follow from others are as their sources would make them now."""

from __future__ import annotations

import pytest

from kg import resources
from kg.rdf import generate


@pytest.mark.parametrize("name", ["ontology/context.jsonld", "ontology/posts.ttl", "docs/ontology.md"])
def test_generated_files_are_fresh(name: str) -> None:
    written = (resources.path("ontology").parent / name).read_text(encoding="utf-8")
    assert written == generate.files()[name], f"{name} is stale: run `python -m kg.rdf.generate`"


def test_the_documentation_names_every_term() -> None:
    from kg import schema

    text = generate.documentation()
    known = schema.load()
    for name in (*known.classes, *known.relations, *known.modalities):
        if name != "Entity":
            assert f"`kg:{name}`" in text, name
    assert text.count("```mermaid") == 2
