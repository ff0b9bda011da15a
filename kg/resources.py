"""Where the files that travel with the package are: the ontology, the lexicon, the gazetteer."""

from __future__ import annotations

from pathlib import Path

from kg.errors import XianzhiError

_PACKAGE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the path of a packed resource, such as ``ontology/xianzhi.ttl`` or ``data/lexicon``.

    An installed wheel holds them in ``kg/_resources``; a checkout at its top level.

    Raises:
        XianzhiError: neither place holds the resource (a broken installation).
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent):
        found = root / name
        if found.exists():
            return found
    raise XianzhiError(f"resource {name!r} is missing from the installation; reinstall the package xianzhi")
