"""Diary: counts of headache that stand month by month, or before and now, in a table or in a list along a line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Citation
from drafter.reading import lines
from drafter.reading.lines import Line
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.text import dates
from drafter.text.tokens import COUNTS

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?![a-z])(?:\s?['’/-]?\s?(?:20)?2\d\b)?"
)
_BEFORE = r"(?:before(?: (?:botox|treatment|start))?|baseline|pre-?(?:treatment|botox|tx|rx)?|at start|start)"
_NOW = (
    r"(?:now|current(?:ly)?|after(?: (?:botox|treatment|cycle \d|round \d|\d (?:cycles|rounds)))?|"
    r"post-?(?:treatment|botox|tx|rx)?|"
    r"today|latest|on (?:treatment|botox|drug)|this month|(?:last|past) month)"
)
_LABEL = re.compile(rf"(?<![\w-])(?:(?P<month>{_MONTH})|(?P<before>{_BEFORE})|(?P<now>{_NOW}))(?![\w-])")
_KINDS = {
    "headache_hours": r"(?:headache|ha|head pain)s?[ -]?(?:hours?|hrs?)|hours? (?:of|with) headache",
    "migraine_days": r"migrain(?:e|es|ous)(?: headache)?(?:[ -]?days?)?|mmds?|days? (?:of|with) migraine",
    "headache_days": r"(?:total |monthly )?(?:headache|ha)s?[ -]?(?:days?|d\b)?|mhds?|days? (?:of|with) headache",
}
_KIND = re.compile("|".join(rf"(?P<{name}>(?<![\w-])(?:{way})(?![\w-]))" for name, way in _KINDS.items()))
_RATE = r"(?:\s*(?:/|per|a)\s*(?:month|mo))?"
_CELL = r"\d{1,3}(?:\.\d)?"
_ROW = re.compile(
    rf"^[\W_]*(?P<label>[a-z][a-z /-]{{1,30}}?){_RATE}\s*[:|]?\s+(?P<cells>{_CELL}(?:\s?(?:d|h|days?|hours?|hrs?))?"
    rf"(?:[\s|,;]+{_CELL}(?:\s?(?:d|h|days?|hours?|hrs?))?)+)\W*$"
)
_BY_MONTH = re.compile(
    rf"^[\W_]*(?P<label>{_MONTH}|{_BEFORE}|{_NOW})\s*[:|]?\s+(?P<cells>{_CELL}(?:[\s|,;]+{_CELL})*)\W*$"
)
_N = rf"(?:\d{{1,2}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
_LISTED = re.compile(
    rf"(?:{_MONTH}\W{{1,3}}{_N}\b(?: ?(?:days?|d)\b)?(?:\W{{1,3}}(?:and )?|$)){{2,}}|"
    rf"(?:\b{_N} (?:(?:days?|d) )?in {_MONTH}(?:\W{{1,3}}(?:and )?|$)){{2,}}"
)
_ITEM = re.compile(rf"(?P<m1>{_MONTH})\W{{1,3}}(?P<n1>{_N})\b|\b(?P<n2>{_N}) (?:(?:days?|d) )?in (?P<m2>{_MONTH})")
_ROWED = rf"(?P<list>\b{_N}(?:, {_N}\b)+(?:,? and {_N}\b)?|\b{_N} and {_N}\b)"
_BEFORE_KIND = re.compile(rf"{_ROWED}\s+(?P<kind>(?:migraine|headache|ha|migrainous)[ -]days?\b)")
_BEHIND_KIND = re.compile(
    rf"\b(?P<kind>(?:migraine|headache|ha|migrainous)(?:[ -]days?)?|mmds?|"
    rf"mhds?)\b{_RATE}(?:\s*\([^)\n]{{0,80}}\))?(?:\s*[:=]|,? (?:on|were|"
    rf"was|are|ran|numbered))*\s+"
    rf"{_ROWED}\b(?!\s*(?:/|years|mg|%))"
)
_DIARY = re.compile(r"\b(?:headaches?|ha|migraine)[ -](?:log|diary|calendar|journal|tracker|count)\b")
_ABOVE = 5


@dataclass(frozen=True)
class Entry:
    """One count of a diary."""

    of: str
    """headache_days, migraine_days or headache_hours."""
    value: float
    said: Said
    """The statement in which it stands."""
    cited: Citation
    when: str | None = None
    """`before` or `now`, where the column says so, or `first` and `last` of several months."""
    month: str | None = None
    """The month as written."""


@lru_cache(maxsize=8)
def find(record: Record) -> tuple[Entry, ...]:
    """All counts of diaries in the record, in order."""
    found: list[Entry] = []
    for document in record.documents:
        if not document.late and _KIND.search(document.text.lower()):
            found += _tables(record, document)
            found += _lists(record, document)
    return tuple(found)


def _tables(record: Record, document: Document) -> Iterator[Entry]:
    every = lines.of(document)
    for n, line in enumerate(every):
        low = line.low
        row = _ROW.match(low)
        kind = row and _whole(row["label"])
        if row and kind:
            cells = re.findall(_CELL, row["cells"])
            above = (every[k] for k in range(n - 1, max(-1, n - 1 - _ABOVE), -1))
            head = next((h for h in ([*_LABEL.finditer(a.low)] for a in above) if len(h) == len(cells)), None)
            if head:
                yield from _entries(record, document, line, kind, head, [float(c) for c in cells])
            continue
        by_month = _BY_MONTH.match(low)
        if by_month is None:
            continue
        cells = re.findall(_CELL, by_month["cells"])
        above = (every[k] for k in range(n - 1, max(-1, n - 1 - 2 * _ABOVE), -1))
        kinds = next(
            (k for k in ([m.lastgroup or "" for m in _KIND.finditer(a.low)] for a in above) if len(k) == len(cells)),
            None,
        )
        label = _LABEL.search(by_month["label"])
        if kinds and label:
            for kind, cell in zip(kinds, cells, strict=True):
                yield from _entries(record, document, line, kind, [label], [float(cell)])


def _whole(label: str) -> str | None:
    """The kind of count that a label names, and nothing else."""
    match = _KIND.fullmatch(label.strip())
    return match.lastgroup if match else None


def _entries(
    record: Record, document: Document, line: Line, kind: str, head: list[re.Match[str]], cells: list[float]
) -> Iterator[Entry]:
    said = _said(record, document, line.start, line.end)
    if said is None:
        return
    cited = lines.cite(document, line.start, line.end)
    compared = len(head) == 2 and all(h["month"] for h in head) and _compares(document, line)
    for n, (label, value) in enumerate(zip(head, cells, strict=True)):
        when = "before" if label["before"] or (compared and not n) else "now" if label["now"] or compared else None
        yield Entry(kind, value, said, cited, when, label["month"])


_COMPARES = re.compile(r"\b(?:before|baseline|prior to|pre-?(?:treatment|botox))\b")


def _compares(document: Document, line: Line) -> bool:
    """Whether the lines above a table of two months say that the first is the one before treatment."""
    above = document.text[: line.start].lower().rstrip().split("\n")[-_ABOVE:]
    return any(_COMPARES.search(a) for a in above)


def _lists(record: Record, document: Document) -> Iterator[Entry]:
    low = document.text.lower()
    for m in _LISTED.finditer(low):
        start = max(low.rfind(c, 0, m.start()) for c in (".", "\n", ";"))
        kinds = [k.lastgroup or "" for k in _KIND.finditer(low, start + 1, m.start())]
        if not kinds and not _DIARY.search(low, start + 1, m.start()):
            continue
        kind = kinds[-1] if kinds and not _DIARY.search(low, start + 1, m.start()) else "headache_days"
        if (said := _said(record, document, m.start(), m.end())) is not None:
            for item in _ITEM.finditer(m[0]):
                yield Entry(
                    kind, _number(item["n1"] or item["n2"]), said, lines.cite(document, m.start(), m.end()),
                    month=item["m1"] or item["m2"],
                )  # fmt: skip
    for way in (_BEFORE_KIND, _BEHIND_KIND):
        for m in way.finditer(low):
            if (said := _said(record, document, m.start(), m.end())) is not None:
                of = "migraine_days" if m["kind"].startswith(("mig", "mmd")) else "headache_days"
                for n in re.findall(_N, m["list"]):
                    yield Entry(of, _number(n), said, lines.cite(document, m.start(), m.end()))


def _number(written: str) -> float:
    return float(COUNTS[written]) if written in COUNTS else float(written)


def _said(record: Record, document: Document, start: int, end: int) -> Said | None:
    """The statement in which a stretch of a document stands, or begins; of its line, one about another person first."""
    begin = document.text.rfind("\n", 0, start) + 1
    if ANOTHER.search(document.text.lower(), begin, start):
        return None
    mine = [s for s in record.said if s.document is document and s.statement.clause.start < end]
    near = [s for s in mine if s.statement.clause.end > begin]
    other = [s for s in near if s.statement.cues.whole.other_person]
    return next(iter([*other, *(s for s in near if s.statement.clause.end > start)]), None)


ANOTHER = re.compile(
    r"\b(?:her|his|their|the patient's) (?:mother|father|sister|brother|daughter|son|husband|wife|aunt|uncle|cousin|"
    r"friend)\b"
)
"""In the line before a count: that it is another person's."""


_COVERS = re.compile(
    rf"\b(?:diary|diaries|log|calendar|journal|tracker|app)\b[^.;:]{{0,40}}?\b(?P<first>{_MONTH})\s*(?:through|thru|"
    rf"to|until|till|-|–)\s*"
    rf"(?P<last>{_MONTH})"
)
_COUNTED = re.compile(r"\b(?:headache|migraine|migrainous|ha)s?\b")
_ENOUGH = 3
"""Months of a diary by which it tells since when the head has ached."""


def since(record: Record, said: Said) -> dt.date | None:
    """The first day of the first month that a diary of several months covers, where the statement holds its counts."""
    anchor = said.written or record.clock
    months = list(dict.fromkeys(e.month for e in find(record) if e.said is said and e.month and e.value))
    if len(months) < _ENOUGH:
        covers = _COVERS.search(said.low)
        if covers is None or not _COUNTED.search(said.sentence.lower()):
            return None
        months = [covers["first"], covers["last"]]
    days = [w.earliest for m in months if (w := next(iter(dates.find(m.title(), anchor)), None))]
    if len(days) != len(months) or days != sorted(days):
        return None
    return days[0] if (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month >= _ENOUGH - 1 else None
