"""What marks or fixed wording make whole before heads are looked for: “…”, 《…》, congresses."""

from __future__ import annotations

import re

from kg.extract.nodes import NAME, Node, Scan

CONGRESS = re.compile(r"^(?:党的)?(?:十[七八九]|二十)(?:大|届[一二三四五六七]中全会)$")


def congresses(scan: Scan) -> None:
    """Make one word of each national congress and plenum: 党的二十大, 党的十九届四中全会."""
    for match in re.finditer(
        r"(?:党的)?(?:十[七八九]|二十)(?:大|届[一二三四五六七]中全会)(?![小中型力])", scan.text
    ):
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is not None and last is not None:
            scan.replace(first, last, Node(match.start(), match.end(), "n", match.group()))


def quotations(scan: Scan) -> None:
    """Make one node of each short quotation: it stands in a name as a word does."""
    text = scan.text
    for match in re.finditer(r"“[^“”]{1,30}”", text):
        inner = match.group()[1:-1]
        if re.search(r"[。！？；]", inner) or (len(inner) > 16 and "，" in inner):
            continue
        before = text[match.start() - 1 : match.start()]
        if before in ("：",) or (text[match.start() - 2 : match.start()] in ("说，", "道，")):
            continue
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is None or last is None:
            continue
        scan.replace(first, last, Node(match.start(), match.end(), "QUOTE", match.group()))


def titles_in_brackets(scan: Scan) -> None:
    """Make a Document of each title in 《》."""
    for match in re.finditer(r"《[^《》]{2,80}(?:〈[^〉]*〉[^《》]*)?》", scan.text):
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is None or last is None:
            continue
        inner = match.group()[1:-1]
        node = Node(
            match.start(), match.end(), NAME, match.group(), "Document", _document_kind(inner), core=inner
        )
        node.rule = "document:brackets"
        scan.replace(first, last, node)


def _document_kind(title: str) -> str:
    """Return the kind of a title: …法 and …条例 Law, …报告 Report, …通知 and …方案 Policy, others Work."""
    if title.endswith(("法", "条例")):
        return "Law"
    if title.endswith("报告"):
        return "Report"
    return (
        "Policy"
        if re.search(
            r"(通知|意见|办法|方案|规定|细则|规划|计划|决定|公告|倡议书|制度|措施|清单|要点|公约|纲要|章程|规则|准则|公开信|明白[纸卡]|”)$",
            title,
        )
        else "Work"
    )
