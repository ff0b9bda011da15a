"""Names found again: what the article names in full in one sentence is a name in every other."""

from __future__ import annotations

from kg.extract.nodes import NAME, Node, Scan

_TYPES = ("Community", "Place", "Enterprise", "Agency")


def again(scans: list[Scan]) -> None:
    """Find the cores of the article's names (three characters or more) where the grammar did not see them."""
    known: dict[str, Node] = {}
    for scan in scans:
        for node in scan.names():
            _collect(node, known)
    if not known:
        return
    for scan in scans:
        text = scan.text
        for word, model in known.items():
            if word not in text:
                continue
            at = text.find(word)
            while at >= 0:
                _cover(scan, at, word, model)
                at = text.find(word, at + 1)


def _collect(node: Node, known: dict[str, Node]) -> None:
    """Remember the cores of a name and of those nested in it (某某社区 of 某镇某某社区)."""
    for child in node.children:
        _collect(child, known)
    if node.type not in _TYPES or node.kind in ("Team", "PartyBranch") or not node.core:
        return
    if node.type == "Enterprise" and node.qualifier is not None and len(node.core) < 5:
        return  # 生态果园 of 某某桥生态果园
    proper = node.type in ("Community", "Place", "Enterprise") or node.kind == "PublicInstitution"
    if (
        proper
        and 3 <= len(node.core) <= 16
        and node.word.endswith(node.core)
        and (node.qualifier is not None or node.type != "Agency")
    ):
        known.setdefault(node.core, node)


def _cover(scan: Scan, at: int, word: str, model: Node) -> None:
    """Make a name of the stretch at ``at`` where no other name, person or quotation stands."""
    nodes = scan.nodes
    end = at + len(word)
    if scan.holder(at).type or "各" in scan.text[max(0, at - 2) : at]:
        return  # as most are: the grammar saw it
    touched = [k for k, n in enumerate(nodes) if n.start < end and n.end > at]
    if not touched or any(nodes[k].type or nodes[k].tag in ("QUOTE", "NAME") for k in touched):
        return
    first, last = touched[0], touched[-1]
    if nodes[last].end != end and nodes[last].end - end > 1:
        return
    new: list[Node] = []
    if nodes[first].start < at:
        new.append(Node(nodes[first].start, at, nodes[first].tag, scan.text[nodes[first].start : at]))
    new.append(Node(at, end, NAME, word, model.type, model.kind, core=word, rule="name:repeated"))
    if nodes[last].end > end:
        new.append(Node(end, nodes[last].end, nodes[last].tag, scan.text[end : nodes[last].end]))
    nodes[first : last + 1] = new
