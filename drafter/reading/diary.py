"""Diary: counts of headache that stand month by month, or before and now, in a table or in a list along a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Citation
from drafter.reading import lines
from drafter.reading.head_counts import FEATURES, number
from drafter.reading.lines import Line
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.text.tokens import COUNTS

MONTH = (
    r"(?:january|february|march|april|may(?! (?:be|have|not|well|need|help|also|or|go|get|take|want)\b)|june|july|"
    r"august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?![a-z])(?:\s?['’/-]?\s?(?:20)?2\d\b)?"
)
"""A month as diaries name it, with its year or without."""
_BEFORE = (
    r"(?:before(?: (?:the )?(?:botox|treatment|start|therapy|1st|first|cycle 1|round 1)(?: \w+)?)?|baseline|"
    r"pre-?(?:treatment|botox|tx|rx|cycle 1)?|at (?:start|baseline)|start)"
)
_NOW = (
    r"(?:now|current(?:ly)?|after(?: (?:botox|treatment|cycle \d|round \d|\d(?:st|nd|rd|th)?(?: (?:cycles?|rounds?))?)"
    r")?|post-?(?:treatment|botox|tx|rx|cycle \d)?|"
    r"today|latest|on (?:treatment|botox|drug)|this month|(?:last|past) (?:month|28 days|30 days|4 weeks)|"
    r"most recent(?: month)?|follow-?up)"
)
_NUMBERED = r"\d{1,2}/(?:20)?2\d(?![\d/])"
"""A month by its number: "04/2026"."""
_LABEL = re.compile(rf"(?<![\w/-])(?:(?P<month>{MONTH}|{_NUMBERED})|(?P<before>{_BEFORE})|(?P<now>{_NOW}))(?![\w-])")
_KINDS = {
    "headache_hours": (
        r"(?:total |monthly )?(?:headache|ha|head pain)s?[ -]?(?:hours?|hrs?)|"
        r"(?:total |monthly )?(?:hours?|hrs?)(?: (?:of|with) (?:headache|pain))?"
        r"(?! ?(?:/|per|a|each) ?(?:day|attack|ha))"
    ),
    "migraine_days": (
        r"(?:(?:of|with) )?(?:(?:these|those|them|which|that|clear|full),? )?(?:with )?"
        r"migrain(?:e|es|ous)(?: headache| features?)?(?:[ -]?days?)?(?! attacks)|mmds?|"
        r"days? (?:of|with) migraine(?: features)?"
    ),
    "headache_days": (
        r"(?:days? (?:of|with) (?:any )?|any |total |monthly |all )?(?:headaches?|has(?=[ -]?days?\b)|ha)"
        r"(?:[ -]?(?:days?|d\b))?|mhds?"
    ),
}
_KIND = re.compile("|".join(rf"(?P<{name}>(?<![\w-])(?:{way})(?![\w-]))" for name, way in _KINDS.items()))
_OTHER = re.compile(
    r"\b(?:\w*triptan\w*|medic\w*|meds?|acute|rescue|miss\w*|lost|work|school|free|severe|severity|worst|intensity|"
    r"score|pain level|disab\w*|midas|hit|bed|attacks?|analgesics?|nsaids?|excedrin|treated|mother|father|sister|"
    r"brother|daughter|son|husband|wife)\b"
)
"""In the label of a row or a column: that it counts something else, or is somebody else's."""
_RATE = r"(?:\s*\(?(?:/|per|a|in the)\s*(?:month|mo)\)?)?"
_CELL = r"(?<![\d/.])\d{1,3}(?:\.\d)?(?![\d/%])"
_UNIT = r"(?:\s?(?:headache days?|ha days?|days?|d|h|hours?|hrs?)\b)?"
_ROW = re.compile(
    rf"^[\W_]*(?P<label>[a-z0-9][^|\n]{{0,60}}?)[\s:.|…]+(?P<cells>{_CELL}{_UNIT}(?:[\s|,;]+{_CELL}{_UNIT})*)\W*$"
)
_N = rf"(?:\d{{1,2}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
_SAID_OF = r"(?: ?\((?:before|baseline|pre|now|current)[^()\d]{0,20}\))?"
_LISTED = re.compile(
    rf"(?:{MONTH}{_SAID_OF}\W{{1,3}}{_N}\b(?: ?(?:days?|d)\b)?(?:\W{{1,3}}(?:and )?|$)){{2,}}|"
    rf"(?:\b{_N} (?:(?:days?|d) )?in {MONTH}(?:\W{{1,3}}(?:and )?|$)){{2,}}"
)
_ITEM = re.compile(
    rf"(?P<m1>{MONTH}{_SAID_OF})\W{{1,3}}(?P<n1>{_N})\b|\b(?P<n2>{_N}) (?:(?:days?|d) )?in (?P<m2>{MONTH})"
)
_PAIR = re.compile(
    rf"(?P<month>{MONTH})\W{{1,3}}(?P<all>\d{{1,2}})(?: (?:headache |ha |days?|d\b){{1,3}})?"
    r"(?:\s?/\s?(?P<some>\d{1,2})\b(?![/.\d])|,? ?\((?:of which )?(?P<among>\d{1,2})"
    r"(?: (?:migraines?|migrainous)(?: days?)?)?\))"
)
"""A month with its days of headache and, behind a stroke or in brackets, those of migraine among them."""
_ROWED = rf"(?P<list>\b{_N}(?:, {_N}\b)+(?:,? and {_N}\b)?|\b{_N} and {_N}\b)"
_BEFORE_KIND = re.compile(rf"{_ROWED}\s+(?P<kind>(?:migraine|headache|ha|migrainous)[ -]days?\b)")
_BEHIND_KIND = re.compile(
    rf"\b(?P<kind>(?:migraine|headache|ha|migrainous)(?:[ -]days?)?|mmds?|"
    rf"mhds?)\b{_RATE}(?:\s*\([^)\n]{{0,80}}\))?(?:\s*[:=]|,? (?:on|were|"
    rf"was|are|ran|numbered))*\s+"
    rf"{_ROWED}\b(?!\s*(?:/|years|mg|%))"
)
_ROW_OF = rf"(?P<list>\b{_N}(?:(?:,? and |, | / | & ){_N}\b)+)"
_AMONG = r"\b(?:of|among) (?:those|them|these|which)\b"
_FEATURED = (
    re.compile(rf"{_ROW_OF} (?:days )?{_AMONG}[^.;\d]{{0,60}}?\b{FEATURES}"),
    re.compile(rf"{_AMONG}[^.;:\d]{{0,80}}?\b{FEATURES}[^.;:\d]{{0,50}}?(?::|=|\bon\b|\bin\b|\bwere\b)?\s*{_ROW_OF}"),
    re.compile(
        rf"\b{FEATURES}[^.;:\d]{{0,50}}?(?:\bon|\bin|:|=)\s*{_ROW_OF}(?= (?:days )?(?:of|among) (?:those|them|these)\b)"
    ),
    re.compile(rf"{_AMONG},? {_ROW_OF}[^.;\d]{{0,30}}?\b{FEATURES}"),
)
"""As many of the days of headache, month by month, as had features of migraine: "throbbing on 12, 11, 13 of those"."""
_DENIES = re.compile(r"\b(?:no|not|without|never|nor|neither|free)\b|n't\b")
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
    most: float | None = None
    """The upper end, where a range or a bound is told."""
    place: int = -1
    """Where the count begins in its document, if it stands in a sentence."""
    answers: bool = False
    """Whether it answers the question before it."""


@lru_cache(maxsize=8)
def find(record: Record) -> tuple[Entry, ...]:
    """All counts of diaries in the record, in order."""
    found: list[Entry] = []
    for document in record.documents:
        if not document.late and _KIND.search(document.text.lower()):
            found += _tables(record, document)
            found += _texted(record, document)
            found += _lists(record, document)
    return tuple(found)


def _tables(record: Record, document: Document) -> Iterator[Entry]:
    """Counts of rows under a head, of which either names the kind of the counts and the other their times."""
    every = lines.of(document)
    for n, line in enumerate(every):
        row = _ROW.match(line.low)
        if row is None or _OTHER.search(row["label"]):
            continue
        cells = [float(c) for c in re.findall(_CELL, row["cells"])]
        above = [every[k] for k in range(n - 1, max(-1, n - 1 - 2 * _ABOVE), -1)]
        kind, when = _kind(row["label"]), _labels(row["label"])
        if kind and not when:
            head = next((h for h in map(_labels, (a.low for a in above[:_ABOVE])) if len(h) == len(cells)), None)
            if head and len(cells) > 1:
                yield from _entries(record, document, line, [kind] * len(cells), head, cells)
        elif len(when) == 1 and not kind:
            kinds = next((k for k in (_columns(a.low, len(cells)) for a in above) if k), None)
            if kinds:
                yield from _entries(record, document, line, kinds, when * len(cells), cells)


def _texted(record: Record, document: Document) -> Iterator[Entry]:
    """Counts of rows that hold words as well, under a head that names what each column counts."""
    kinds: list[str | None] = []
    for line in lines.of(document):
        cells = [c.strip() for c in line.low.split("|")]
        if len(cells) < _COLUMNS:
            kinds = []
        elif any(named := [_kind(c) if len(c) < _HEAD else None for c in cells]) and not _DIGITS.search(line.low):
            kinds = named
        elif len(kinds) == len(cells) and not _ROW.match(line.low):
            words = ", ".join(c for c, kind in zip(cells, kinds, strict=True) if not kind)
            told = [(kind, c) for kind, c in zip(kinds, cells, strict=True) if kind and re.fullmatch(_CELL, c)]
            when = _labels(words)
            if told and when and not _OTHER.search(words) and not ANOTHER.search(words):
                label = _Label(
                    next((w.when for w in when if w.when), None), next((w.month for w in when if w.month), None)
                )
                yield from _entries(
                    record, document, line, [k for k, _ in told], [label] * len(told), [float(c) for _, c in told]
                )


_COLUMNS, _HEAD = 3, 40
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True)
class _Label:
    when: str | None
    month: str | None


def _labels(words: str) -> list[_Label]:
    """The times named in a head or a label, in order; one that stands in brackets behind another belongs to it."""
    found: list[_Label] = []
    end = -9
    for m in _LABEL.finditer(words):
        label = _Label("before" if m["before"] else "now" if m["now"] else None, m["month"])
        if found and re.fullmatch(r"[\s,]*(?:\w+ )?\(\s*", words[end : m.start()]):
            found[-1] = _Label(found[-1].when or label.when, found[-1].month or label.month)
        else:
            found.append(label)
        end = m.end()
    return found


def _kind(label: str) -> str | None:
    """The kind of count that a label names."""
    match = _KIND.search(label)
    return match.lastgroup if match and not _OTHER.search(label) else None


def _columns(low: str, count: int) -> list[str | None]:
    """The kinds of as many columns as named, none where a column counts something else; empty where it is no head."""
    ways = [re.split(r"\|", low.strip().strip("|")), re.split(r"\s{2,}|\t", low.strip())]
    for parts in ways:
        named = [p.strip() for p in parts if p.strip()]
        if len(named) in (count, count + 1) and not any(c.isdigit() for c in low):
            kinds = [_kind(p) for p in named[-count:]]
            if any(kinds):
                return kinds
    kinds = [m.lastgroup for m in _KIND.finditer(low)]
    return kinds if len(kinds) == count and not _OTHER.search(low) else []


def _entries(
    record: Record, document: Document, line: Line, kinds: Sequence[str | None], head: Sequence[_Label],
    cells: Sequence[float],
) -> Iterator[Entry]:  # fmt: skip
    said = _said(record, document, line.start, line.end)
    if said is None:
        return
    cited = lines.cite(document, line.start, line.end)
    compared = len(head) == 2 and head[0] is not head[1] and all(h.month for h in head) and _compares(document, line)
    for n, (kind, label, value) in enumerate(zip(kinds, head, cells, strict=True)):
        if kind:
            when = label.when or (("now" if n else "before") if compared else None)
            yield Entry(kind, value, said, cited, when, label.month)


_COMPARES = re.compile(r"\b(?:before|baseline|prior to|pre-?(?:treatment|botox))\b")


def _compares(document: Document, line: Line) -> bool:
    """Whether the lines above a table of two months say that the first is the one before treatment."""
    above = document.text[: line.start].lower().rstrip().split("\n")[-_ABOVE:]
    return any(_COMPARES.search(a) for a in above)


def _lists(record: Record, document: Document) -> Iterator[Entry]:
    low = document.text.lower()
    for m in _LISTED.finditer(low):
        if _YEAR.match(low, m.end() - 1):
            continue  # days with their year
        start = max(low.rfind(c, 0, m.start()) for c in (".", "\n", ";"))
        kinds = [k.lastgroup or "" for k in _KIND.finditer(low, start + 1, m.start())]
        if not kinds and not _DIARY.search(low, start + 1, m.start()):
            continue
        kind = kinds[-1] if kinds and not _DIARY.search(low, start + 1, m.start()) else "headache_days"
        if (said := _said(record, document, m.start(), m.end())) is not None:
            for item in _ITEM.finditer(m[0]):
                label = next(iter(_labels(item["m1"] or item["m2"])), _Label(None, None))
                cited = lines.cite(document, m.start(), m.end())
                yield Entry(kind, number(item["n1"] or item["n2"]), said, cited, label.when, label.month)
    yield from _pairs(record, document, low)
    yield from _featured(record, document, low)
    for way in (_BEFORE_KIND, _BEHIND_KIND):
        for m in way.finditer(low):
            if (said := _said(record, document, m.start(), m.end())) is not None:
                of = "migraine_days" if m["kind"].startswith(("mig", "mmd")) else "headache_days"
                for n in re.findall(_N, m["list"]):
                    yield Entry(of, number(n), said, lines.cite(document, m.start(), m.end()))


def _featured(record: Record, document: Document, low: str) -> Iterator[Entry]:
    """Counts of the days that had the features of migraine, told as some of those counted before."""
    taken = -1
    for m in sorted((m for way in _FEATURED for m in way.finditer(low)), key=lambda m: m.start("list")):
        if m.start("list") < taken or _DENIES.search(m[0]) or not _HEADACHES.search(low[: m.end()][-_SPOKEN_OF:]):
            continue
        taken = m.end("list")
        if (said := _said(record, document, m.start("list"), m.end("list"))) is not None:
            for n in re.findall(_N, m["list"]):
                yield Entry("migraine_days", number(n), said, lines.cite(document, m.start(), m.end()))


_HEADACHES = re.compile(r"\b(?:headaches?|ha|mhds?)\b")
_SPOKEN_OF = 250
"""Characters before a count of some of the days in which it is said of what days."""
_YEAR = re.compile(r"\W{0,3}20\d\d\b")


def _pairs(record: Record, document: Document, low: str) -> Iterator[Entry]:
    """Counts of headache and of migraine by month: "Aug 18/10, Sept 20/12"."""
    found = list(_PAIR.finditer(low))
    named = {k.lastgroup for k in _KIND.finditer(low)}
    if len(found) < 2 or named < {"headache_days", "migraine_days"} or any(int(m["all"]) < _some(m) for m in found):
        return
    for m in found:
        if (said := _said(record, document, m.start(), m.end())) is not None:
            cited = lines.cite(document, m.start(), m.end())
            for of, value in (("headache_days", m["all"]), ("migraine_days", _some(m))):
                yield Entry(of, float(value), said, cited, month=m["month"])


def _some(m: re.Match[str]) -> int:
    return int(m["some"] or m["among"])


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
