"""What marks or fixed wording make whole before heads are looked for: “…”, 《…》, congresses."""

from __future__ import annotations

import re

from kg.extract.nodes import NAME, Node, Scan

CONGRESS = re.compile(r"^(?:党的|中共)?(?:十[七八九]|二十)(?:大|届[一二三四五六七]中全会)$")


_CONGRESSES = re.compile(r"(?:党的|中共)?(?:十[七八九]|二十)(?:大|届[一二三四五六七]中全会)(?![小中型力])")


def congresses(scan: Scan) -> None:
    """Make one word of each national congress and plenum: 党的二十大, 党的十九届四中全会."""
    for match in _CONGRESSES.finditer(scan.text) if "十" in scan.text else ():
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is not None and last is not None:
            scan.replace(first, last, Node(match.start(), match.end(), "n", match.group()))


COUNTED = re.compile(
    r"[一二三四五六七八九十百千万双两\d][^，、]*[\d一二三四五六七八九十百千万]|[+＋]|^[三四五六七八九十]"
)
"""What counts measures or aims (三联四包, 1+N) is a policy or method, not a figure of speech."""


_QUOTED = re.compile(r"“[^“”]{1,40}”")
_SINGLE = re.compile(r"‘[^‘’“”]{1,24}’")
_HEADED = re.compile(
    r"为主题|为载体|[\u4e00-\u9fff]{0,6}(?:活动|行动|工程|计划|工作法|机制|模式|制度|体系|改革|方针|目标|称号)"
)


def quotations(scan: Scan) -> None:
    """Make one node of each short quotation, or long one with a head: it stands in a name as a word does."""
    text = scan.text
    for match in _QUOTED.finditer(text) if "“" in text else ():
        inner = match.group()[1:-1]
        if re.search(r"[。！？；]", inner):
            continue
        if (len(inner) > 30 or (len(inner) > 16 and "，" in inner)) and not _HEADED.match(text, match.end()):
            continue
        _quote(scan, match)
    if "‘" in text:
        for match in _SINGLE.finditer(
            text
        ):  # inside speech; one inside a quotation that is a node stays in it
            if not re.search(r"[。！？；]", match.group()):
                _quote(scan, match)


def _quote(scan: Scan, match: re.Match[str]) -> None:
    """Make a node of a quotation, unless it is what somebody says (……说：“…”; not 他说，“云端党课”好)."""
    start, end = match.span()
    said = scan.text[start - 2 : start] in ("说，", "道，") and end - start > 10
    if said or scan.text[start - 1 : start] == "：":
        return
    first, last = scan.at_start(start), scan.at_end(end)
    if first is not None and last is not None:
        scan.replace(first, last, Node(start, end, "QUOTE", match.group()))


_TITLE = re.compile(r"《[^《》]{2,80}(?:〈[^〉]*〉[^《》]*)?》")


def titles_in_brackets(scan: Scan) -> list[tuple[Node, list[Node]]]:
    """Make a Document of each title in 《》; return them with the words that their titles begin with."""
    made = []
    for match in _TITLE.finditer(scan.text) if "《" in scan.text else ():
        first, last = scan.at_start(match.start()), scan.at_end(match.end())
        if first is None or last is None:
            continue
        inner = match.group()[1:-1]
        node = Node(
            match.start(), match.end(), NAME, match.group(), "Document", _document_kind(inner), core=inner
        )
        node.rule = "document:brackets"
        made.append((node, _opening(scan.nodes[first + 1 : last], node)))
        scan.replace(first, last, node)
    return made


_LONGEST_OPENING = 24
"""How many characters the name may have that a title begins with."""


def _opening(nodes: list[Node], title: Node) -> list[Node]:
    """Return the words of a title up to 关于 (国务院|关于…的通知), or as many as a name may have."""
    for k, node in enumerate(nodes):
        if node.word == "关于" or node.end - title.start > _LONGEST_OPENING:
            return nodes[:k]
    return nodes


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
