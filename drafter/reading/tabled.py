"""Tabled: scores of one session before it and at several times after it, in the rows of a table or along a line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Bound, Citation, ResponseCriterion, Value
from drafter.reading import lines, past, site
from drafter.reading.daily import INDICES
from drafter.reading.lines import Line
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.reading.weighing import Weighed
from drafter.text import words
from drafter.text.patterns import Pattern

_UNIT = r"(?P<u>days?|wks?|weeks?|months?|mos?)"
_PAIN = Pattern(r"\b(?:pain|nrs|vas|vnrs|headache)\b")
_FUNCTION = Pattern(rf"\b(?:{INDICES})\b")
_BEFORE = Pattern(r"\b(?:before|pre|base(?:line)?)\b")
_BEST = Pattern(r"^(?:best|lowest|after)\b")
_HELD = Pattern(rf"^{_UNIT} (?:at|with) (?P<n>\d{{1,2}})(?:\s*/\s*10)? or (?:less|lower|below|under)\b")
_TIME = Pattern(rf"(?<![\d/])(?P<n>\d{{1,2}})\s*{_UNIT}\b")
_NUMBER = Pattern(r"^(?P<n>\d{1,3}(?:\.\d)?)\s*(?:%|/\s*10{1,2})?$")
_MONTH_DAY = Pattern(r"^(\d{1,2})/(\d{1,2})$")
_CELLS = re.compile(r"\s*\|\s*|\s{2,}|\t+")
_ALONG = Pattern(
    r"\b(?:before|pre|baseline)\b\W{0,4}(?P<b>\d{1,3}(?:\.\d)?)(?P<ten>\s*/\s*10)?\b(?!\s*(?:wks?|weeks?|days?|"
    r"months?))"
)
_POINT = Pattern(
    rf"(?<![\d/.])(?P<n>\d{{1,2}})\s*{_UNIT}\s*(?:after|later|post|out)?\)?\s*:?\s*(?P<v>\d{{1,3}}(?:\.\d)?)\b"
    r"(?!\s*(?:wks?|weeks?|days?|months?|mos?|/\d))"
)
_UNIT_FIRST = Pattern(
    r"\b(?P<u>day|wk|week|month|mo)\.? (?P<n>\d{1,3})\b\s*[:=]?\s*(?:at )?(?P<v>10|\d(?:\.\d)?)(?:\s*/\s*10)?(?![\d/%])"
    r"(?!\s*(?:wks?|weeks?|days?|months?|mos?))"
)
"""A score behind its time: "wk 6: 3", "day 10 2/10"."""
_ROW = re.compile(r"^\W*(?P<name>[a-z][a-z %()/-]*?)\W+(?P<values>\d[\d.%/\s|]*)$")
_FIGURE = re.compile(r"(?<![\w./])(\d{1,3}(?:\.\d)?)(?: ?%|/10)?(?![\w./])")
_FIGURES = re.compile(r"(?<![\d/])\d{1,3} ?%|(?<![\d/])\d ?/ ?10(?![\d/])")
"""Scores, which the head of a table has not."""
_OF_SESSION = Pattern(r"\b(?:epidurals?|esis?|tfesis?|injections?|inj|blocks?|sessions?|tpis?|g?onbs?)\b")
_DAYS = {"d": 1, "w": 7, "m": 30}
_ABOVE, _ROWS = 3, 8
"""Lines above a table in which the session is named, and rows below its head."""


@dataclass(frozen=True)
class Course:
    """Scores on one scale, before a session and after it."""

    scale: str
    """`pain` or `function`."""
    before: float
    points: tuple[tuple[int, float], ...]
    """Days after the session, and the score then, in order."""
    cited: Citation
    day: dt.date | None = None
    """Of the session, where told."""


@lru_cache(maxsize=1)
def find(record: Record) -> tuple[Course, ...]:
    """The courses of scores after the session asked for, in order; of several sessions the latest alone."""
    found = [c for d in record.documents if not d.late and d.speaker is None for c in _of_document(record, d)]
    found += _told(record) if not any(c.scale == "function" for c in found) else []
    last = max((c.day for c in found if c.day), default=None)
    return tuple(c for c in found if last is None or c.day in (None, last))


def weighed(record: Record, criterion: ResponseCriterion) -> list[Weighed]:
    """What the courses say of the relief that a criterion asks for, and for how long."""
    if criterion.relief is None or criterion.apart or criterion.each_of > 1 or criterion.after:
        return []
    mine = [c for c in find(record) if criterion.of in ("either", c.scale)]
    return [w for c in mine if (w := _weigh(criterion, criterion.relief, c))]


def _weigh(criterion: ResponseCriterion, wanted: Bound, course: Course) -> Weighed | None:
    gains = [(day, 100 * (course.before - v) / course.before) for day, v in course.points]
    enough = [wanted.met(g) for _, g in gains]
    held = next((n for n, ok in enumerate(enough) if not ok), len(gains))
    least = min((g for _, g in gains[:held]), default=gains[0][1])
    values = [Value(name="relief, least", value=round(least, 1), unit="percent")]
    if not held:
        return Weighed("against", course.cited, f"the relief recorded is not {wanted}", tuple(values))
    until = gains[held - 1][0]
    told = f"{until} days"
    if criterion.lasting:
        values.append(Value(name="lasting", value=told))
        span = int(criterion.lasting.value * _DAYS[criterion.lasting.unit[0]])
        if until > span if criterion.lasting.strict else until >= span:
            why = f"the relief recorded is {wanted} and lasted {told}"
            return Weighed("for", course.cited, why, tuple(values))
        if held < len(gains) and gains[held][0] <= span:
            why = f"the relief was less than that after {gains[held][0]} days, which is not {criterion.lasting}"
            return Weighed("against", course.cited, why, tuple(values))
        return None
    return Weighed("for", course.cited, f"the relief recorded is {wanted}", tuple(values))


def _of_document(record: Record, document: Document) -> Iterator[Course]:
    every = lines.of(document)
    for n, line in enumerate(every):
        if not _BEFORE.search(line.low):
            continue
        named = [k for k in range(max(0, n - _ABOVE), n + 1) if _OF_SESSION.search(every[k].low)]
        above = every[named[-1] : n + 1] if named else _by_day(record, document, line)
        if not above or _other(record, document, above):
            continue
        yield from _along(document, line)
        yield from _rows(document, above, every[n + 1 : n + 1 + _ROWS])


_INDEX = Pattern(
    rf"\b(?P<name>{INDICES})\b[^.;\d]{{0,25}}(?<![\d/])(?P<n>\d{{1,3}})(?:\s*/\s*\d{{2,3}}\b|\s*%)?(?![\d/]|\.\d)"
)
_EARLIER = Pattern(r"\b(?:before|pre|prior to|baseline|day of)\b")
_LATER = Pattern(r"\b(?:after\w*|post|later|follow-?up|f/u|visit|at \d{1,2} ?(?:weeks?|wks?|months?))\b")
_NOT_HELD = Pattern(r"\b(?:goal|target|aim|hope\w*|expect\w*|if|would|should|will)\b")


def _told(record: Record) -> list[Course]:
    """The scores of function that sentences give before the last session and after it, by their words and days."""
    events = past.read(record).events
    if not events:
        return []
    day = events[-1].date
    before: tuple[str, float, Said] | None = None
    points: list[tuple[int, float]] = []
    for said in record.said:
        match = _INDEX.search(said.undated)
        whole = said.statement.cues.whole
        if match is None or whole.other_person or said.document.late or said.search(_NOT_HELD) or not whole.plain:
            continue
        when = next((w for w in said.statement.whens() if w.exact), None)
        told = when.earliest if when else said.written if said.written != record.clock else None
        days = (told - day).days if told else None
        spans = [_days(m) for m in _TIME.finditer(said.low)]
        if said.search(_EARLIER) and not said.search(_LATER) and (days is None or days <= 0 or when is None):
            before = (match["name"], float(match["n"]), said)
        elif before and match["name"] == before[0] and (said.search(_LATER) or (days is not None and days > 0)):
            points.append((spans[0] if spans else days or 0, float(match["n"])))
    if before is None or not points or not before[1]:
        return []
    cited = before[2].cite()
    return [Course("function", before[1], tuple(sorted(points)), cited, day)]


def _by_day(record: Record, document: Document, head: Line) -> Sequence[Line]:
    """The head alone, where the day in its column of before is that of an earlier session."""
    day = _begun(document, head)
    return (head,) if day and any(e.date == day for e in past.read(record).events) else ()


def _cells(line: Line) -> list[str]:
    return _CELLS.split(line.low.strip().strip("|").strip())


def _other(record: Record, document: Document, above: Sequence[Line]) -> bool:
    """Whether the lines above name another procedure or treatment, another side, or a session not given."""
    inside = [s for s in record.said if s.document is document and _within(s, above)]
    named = [m for s in inside for m in s.statement.mentions]
    own = (record.procedure, "generic_injection")
    strange = [m for m in named if words.concept(m.concept).family in ("procedures", "treatments")]
    sides = {side for s in inside for side in s.sides()}
    wanted = site.of(record).sides
    return any(m.concept not in own for m in strange) or bool(sides and wanted and not sides & wanted)


def _within(said: Said, above: Sequence[Line]) -> bool:
    clause = said.statement.clause
    return above[0].start <= clause.start and clause.end <= above[-1].end


def _scale(low: str) -> str | None:
    return "function" if _FUNCTION.search(low) else "pain" if _PAIN.search(low) else None


def _days(match: re.Match[str]) -> int:
    return int(match["n"]) * _DAYS[match["u"][0]]


def _along(document: Document, line: Line) -> Iterator[Course]:
    """Scores along one line: "Pain NRS: before 7, after (2 wks) 3, at 11 wks 3"."""
    before = _ALONG.search(line.low)
    scale = (_scale(line.low[: before.start()]) or ("pain" if before["ten"] else None)) if before else None
    if not before or not scale or not float(before["b"]):
        return
    rest = line.low[before.end() :]
    timed = list(_UNIT_FIRST.finditer(rest)) or list(_POINT.finditer(rest))
    points = [(_days(m), float(m["v"])) for m in timed]
    if points:
        yield Course(scale, float(before["b"]), tuple(sorted(points)), lines.cite(document, line.start, line.end))


def _rows(document: Document, above: Sequence[Line], below: Sequence[Line]) -> Iterator[Course]:
    """Rows below a head of times: "before | 2 weeks | 8 weeks", or of sessions: "best | weeks at 3 or less"."""
    if flat := list(_flat(document, above[-1], below)):
        yield from flat
        return
    head = _cells(above[-1])
    at = next((n for n, cell in enumerate(head) if _BEFORE.search(cell)), None)
    if at is None or len(head) - at < 2:
        return
    if held := [(n, m) for n, cell in enumerate(head) if (m := _HELD.search(cell))]:
        yield from _sessions(document, above[-1], below, at, held[0])
        return
    begun = lines.day(document, [head[at], *(line.text for line in reversed(above))])
    times = [_after(document, cell, begun) for cell in head[at + 1 :]]
    if None in times:
        return
    after = [t for t in times if t is not None]
    for line in below:
        cells = _cells(line)
        scores = [_NUMBER.match(cell) for cell in cells[-len(after) - 1 :]]
        scale = _scale(" ".join(cells[: -len(scores)]))
        if len(cells) <= len(scores) or len(scores) != len(after) + 1 or not all(scores):
            return
        values = [float(m["n"]) for m in scores if m]
        if scale and values[0]:
            points = tuple(sorted(zip(after, values[1:], strict=True)))
            yield Course(scale, values[0], points, lines.cite(document, above[-1].start, line.end), begun)


def _flat(document: Document, head: Line, below: Sequence[Line]) -> Iterator[Course]:
    """Rows of figures below a head of times, however wide the blanks: "pre 2 weeks 10 weeks" over "NRS 8 3 3"."""
    before = _BEFORE.search(head.low)
    times = [_days(m) for m in _TIME.finditer(head.low)]
    if before is None or not times or sorted(times) != times or _FIGURES.search(_TIME.sub(" ", head.low)):
        return
    for line in below:
        row = _ROW.match(line.low)
        values = [float(v) for v in _FIGURE.findall(row["values"])] if row else []
        scale = _scale(row["name"]) if row else None
        if len(values) != len(times) + 1 or scale is None or not values[0]:
            return
        points = tuple(zip(times, values[1:], strict=True))
        yield Course(scale, values[0], points, lines.cite(document, head.start, line.end), _begun(document, head))


def _begun(document: Document, head: Line) -> dt.date | None:
    """The day of the session, where it stands before the first of the times of a head."""
    later = _TIME.search(head.low)
    return lines.day(document, [head.text[: later.start()]]) if later else None


def _sessions(
    document: Document, head: Line, below: Sequence[Line], at: int, held: tuple[int, re.Match[str]]
) -> Iterator[Course]:
    """One row for each session, with the time that the pain stayed at or under a score."""
    where, match = held
    names = _cells(head)
    best = next((n for n, cell in enumerate(names) if _BEST.search(cell)), where)
    for line in below:
        cells = _cells(line)
        scores = [_NUMBER.match(cells[n]) if n < len(cells) else None for n in (at, best, where)]
        if len(cells) != len(names) or not all(scores):
            return
        before, low, times = (float(m["n"]) for m in scores if m)
        days = int(times * _DAYS[match["u"][0]])
        most = max(float(match["n"]), low if best != where else 0.0)
        cited = lines.cite(document, head.start, line.end)
        if before:
            yield Course("pain", before, ((days, most),), cited, lines.day(document, cells))


def _after(document: Document, cell: str, begun: dt.date | None) -> int | None:
    """Days from the session to the time in the head of a column."""
    if match := _TIME.search(cell):
        return _days(match)
    day = _next(begun, *map(int, match.groups())) if begun and (match := _MONTH_DAY.match(cell)) else None
    day = day or lines.day(document, [cell])
    return (day - begun).days if day and begun and day > begun else None


def _next(begun: dt.date, month: int, day: int) -> dt.date | None:
    """The first such day after the session; a month before a year is none where a column tells months and days."""
    for year in (begun.year, begun.year + 1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found > begun:
            return found
    return None
