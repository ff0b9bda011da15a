"""Xianzhi: knowledge graphs from Chinese local-government news, every edge with its sentence.

>>> import kg
>>> graph = kg.build("data/articles", "exports")  # doctest: +SKIP
>>> graph = kg.load("exports")  # doctest: +SKIP
>>> graph.query("SELECT (count(*) AS ?n) WHERE { ?p a kg:Person }")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kg.errors import XianzhiError

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, Graph, build, load

__version__ = "0.1.0"
__all__ = ["BuildReport", "Graph", "XianzhiError", "__version__", "build", "load"]

_LAZY = {"BuildReport", "Graph", "build", "load"}


def __getattr__(name: str) -> Any:
    """Import the pipeline when something of it is first asked for: ``import kg`` alone costs nothing."""
    if name in _LAZY:
        return getattr(importlib.import_module("kg.pipeline"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
