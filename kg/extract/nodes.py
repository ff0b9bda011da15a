"""A sentence under analysis: a row of nodes, first the tagger's words, later the names composed of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kg.model import Sentence

NAME = "NAME"
"""The tag of a node that is a composed name."""

LEVELS = frozenset(
    (*"省市州盟地区县旗镇乡村", *("地区", "街道", "苏木", "社区", "自治区", "中央", "国家", "全国"))
)
"""Bare level words that may stand for an area at the left edge of a name (县教育局)."""

COUNTY_LEVELS = frozenset("省市县区州旗")
"""The level words of divisions from the province down to the county."""

TOWN_LEVELS = COUNTY_LEVELS | frozenset("镇乡")
"""The same down to the township."""

AREA_TYPES = ("Place", "Community")
"""Types of the ontology whose names are areas or lie in one another."""

AREA_KINDS = ("Province", "Prefecture", "County", "Township")
"""Kinds of Place that are divisions of the administration."""

JOINING = frozenset("、和与及")
"""What joins the names of a list closely: those behind share what stands before the list."""

LISTING = JOINING | {"以及"}
"""What joins the names of a list at all; behind 以及 it begins anew."""

NOUNLIKE = frozenset(["n", "nz", "nr", "nt", "ns", "nw", "vn", "an", "s", "f", "ORG", "LOC", "PER"])
"""Tags of words that a name may be made of."""


_END = attrgetter("end")


@dataclass(slots=True, eq=False)
class Node:
    """A word, or a name composed of words; offsets count the sentence's analysed characters.

    For a name: ``type`` and ``kind`` of the ontology, ``level`` the bare level word it begins with, ``core``
    the rest of it, ``qualifier`` the name it is qualified by, ``children`` every name nested in it.
    """

    start: int
    end: int
    tag: str
    word: str
    type: str = ""
    kind: str = ""
    level: str = ""
    core: str = ""
    qualifier: Node | None = None
    antecedent: Node | None = None
    anaphor: bool = False
    children: Sequence[Node] = ()
    sentence: int = -1
    rule: str = ""


@dataclass(slots=True)
class Scan:
    """A sentence with its nodes; ``text`` is the analysed text.

    ``openings``: where two characters stand that transliterated names may begin with.
    """

    sentence: Sentence
    text: str
    nodes: list[Node]
    openings: list[int] = field(default_factory=list)

    def at_end(self, end: int) -> int | None:
        """Return the index of the node that ends at ``end``, None where a node runs across it."""
        nodes = self.nodes
        k = bisect_left(nodes, end, key=_END)
        return k if k < len(nodes) and nodes[k].end == end else None

    def at_start(self, start: int) -> int | None:
        """Return the index of the node that starts at ``start``, None where a node runs across it."""
        if start == 0:
            return 0 if self.nodes else None
        before = self.at_end(start)
        return before + 1 if before is not None and before + 1 < len(self.nodes) else None

    def holder(self, at: int) -> Node:
        """Return the node that the character at ``at`` stands in."""
        return self.nodes[bisect_right(self.nodes, at, key=_END)]

    def replace(self, first: int, last: int, node: Node) -> None:
        """Put ``node`` in the place of the nodes ``first`` to ``last`` (inclusive)."""
        self.nodes[first : last + 1] = [node]

    def names(self) -> list[Node]:
        """Return the outermost names from left to right."""
        return [n for n in self.nodes if n.type]
