"""Fielded: what fields and rows tell of one session: scores before and after, percent of relief, how long it held.

A block of fields ("Pre NRS: 8", "Post NRS (16 wk): 3", "Duration of relief: 4 months") and a row under its head
("date | procedure | NRS pre | NRS post | relief lasted") are the same thing: names with values. The session is named in
one of the values or in the lines right above.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from drafter.domain import ResponseCriterion, Value
from drafter.reading import lines, rated, site
from drafter.reading.daily import INDICES
from drafter.reading.lines import Line
from drafter.reading.record import Record
from drafter.reading.said import Document
from drafter.reading.weighing import Weighed
from drafter.text import lengths, numbers, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_ASKED = re.compile(r"^\s*Q[.:)]\s*(?P<name>[^?|]{2,80})\?\s*A[.:)]\s*(?P<value>[^|]*?)[.\s]*$")
"""A question and its answer on one line."""
_UNIT_FIRST = Pattern(r"\b(?P<unit>wk|week|mo|month|day) ?#?(?P<n>\d{1,2})\b")
_FIELD = re.compile(r"^[\s*•·>-]*(?P<name>[^:=|]{2,60}?)\s*[:=|]\s*(?P<value>[^|]*?)\s*$")
_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_SCORE = Pattern(r"^(?P<n>\d{1,3}(?:\.\d)?)(?:\s*/\s*(?P<of>100?))?(?:\s*mm)?$")
_BEFORE = Pattern(r"\b(?:before|pre|pre-?\w+|baseline|prior|initial)\b")
_AFTER = Pattern(
    r"\b(?:after|post|post-?\w+|follow[- ]?up|f/?u|current|now|today|re-?check|"
    r"\d{1,2} ?(?:wks?|weeks?|mos?|months?|days?)|"
    r"(?:wk|week|mo|month|day) ?#?\d{1,2})\b"
)
_RELIEF = Pattern(r"\b(?:how much|relief|improvement|improved|better|reduction|response)\b|%")
_LASTED = Pattern(r"\b(?:duration|lasted|lasting|how long|held|length|sustained)\b")
_IN_UNITS = Pattern(r"\b(?P<unit>weeks?|wks?|months?|mos?|days?)\b")
_FUNCTION = Pattern(rf"\b(?:{INDICES}|function)\b")
_UNKNOWN = Pattern(r"\?|\b(?:unknown|not|pending|tbd|n/?a|est\w*|maybe|goal|expected|target)\b")
_ABOVE = 3
"""Lines above the head of a table in which the session is named."""
_ROWS = 12


AT_ODDS = "the fields differ on how much it helped"


@dataclass(frozen=True)
class _Entry:
    """Names with values, and the part of the document in which they and the name of the session stand."""

    pairs: tuple[tuple[str, str], ...]
    first: Line
    last: Line
    above: Line
    """The first line that may name the session."""
    day: dt.date | None = None
    """Of the session, where told."""


def weighed(record: Record, criterion: ResponseCriterion, own: frozenset[str]) -> list[Weighed]:
    """What fields and rows say of the relief that a criterion asks for; of several sessions the latest alone."""
    if criterion.relief is None or criterion.apart or criterion.each_of > 1:
        return []
    found = []
    for document in record.documents:
        if document.late or document.speaker is not None or "\n" not in document.text:
            continue
        for entry in _entries(document):
            if _of_session(record, document, entry, own) and (told := _weigh(record, criterion, document, entry)):
                found.append((entry.day, told))
    last = max((day for day, _ in found if day), default=None)
    return [told for day, told in found if last is None or day in (None, last)]


@lru_cache(maxsize=8)
def _entries(document: Document) -> tuple[_Entry, ...]:
    found = [
        e
        for entries in (_blocks, _tables)
        for e in entries(lines.of(document))
        if any(_role(name) for name, _ in e.pairs)
    ]
    return tuple(replace(e, day=lines.day(document, (value for _, value in e.pairs))) for e in found)


def _blocks(every: Sequence[Line]) -> Iterator[_Entry]:
    """Runs of fields, one to a line."""
    run: list[tuple[Line, str, str]] = []
    for n, line in enumerate((*every, Line(0, ""))):
        match = _ASKED.match(line.text) or _FIELD.match(line.text)
        if match:
            run.append((line, fold(match["name"]), fold(match["value"])))
            continue
        if len(run) > 1:
            before = n - len(run)
            above = every[before - 1] if before and every[before - 1].text.strip() else run[0][0]
            yield _Entry(tuple((name, value) for _, name, value in run), run[0][0], run[-1][0], above)
        run = []


def _tables(every: Sequence[Line]) -> Iterator[_Entry]:
    """Rows under a head of names."""
    for n, line in enumerate(every):
        head = _cells(line)
        if len(head) < 2 or any(_SCORE.match(cell) for cell in head) or not any(map(_role, head)):
            continue
        named = max(0, n - _ABOVE)
        for row in every[n + 1 : n + 1 + _ROWS]:
            cells = _cells(row)
            if len(cells) != len(head):
                break
            yield _Entry(tuple(zip(head, cells, strict=True)), row, row, every[named])


def _cells(line: Line) -> list[str]:
    return [fold(cell) for cell in _CELLS.split(line.text.strip().strip("|").strip())]


def _role(name: str) -> str | None:
    if _LASTED.search(name):
        return "lasted"
    if _BEFORE.search(name):
        return "before"
    if _AFTER.search(name):
        return "after"
    return "relief" if _RELIEF.search(name) else None


def _of_session(record: Record, document: Document, entry: _Entry, own: frozenset[str]) -> bool:
    """Whether the entry names the session meant, and no other procedure or side; else the lines above it."""
    wanted = site.of(record).sides
    for start in dict.fromkeys((entry.first.start, entry.above.start)):
        inside = [
            s for s in record.said
            if s.document is document and start <= s.statement.clause.start and s.statement.clause.end <= entry.last.end
        ]  # fmt: skip
        named = {m.concept for s in inside for m in s.statement.mentions if words.concept(m.concept).family in _NAMED}
        sides = {side for s in inside for side in s.sides()}
        others = named - own - {"generic_injection"}
        if any(s.statement.cues.whole.time in ("planned", "conditional") for s in inside):
            return False
        if named & own and not {n for n in others if words.concept(n).family == "procedures" and not alike(n, own)}:
            return not (wanted and sides and not sides & wanted)
        if others:
            return False
    return False


_NAMED = ("procedures", "earlier", "treatments")


def alike(name: str, own: frozenset[str]) -> bool:
    """Whether a procedure is only another name of the session meant, as the ablation of a facet is."""
    return bool(
        {w.lower() for w in words.concept(name).words} & {w.lower() for o in own for w in words.concept(o).words}
    )


def _weigh(record: Record, criterion: ResponseCriterion, document: Document, entry: _Entry) -> Weighed | None:
    assert criterion.relief is not None
    roles = [(_role(name), name, value) for name, value in entry.pairs]
    if any(role and _UNKNOWN.search(value) for role, _, value in roles):
        return None
    held = _held(record, criterion, roles)
    scores, percent = _scores(record, criterion, roles), _percent(roles)
    bearings = set()
    values = []
    if scores:
        bearings.add(scores.bearing(criterion.relief, held, criterion.lasting is not None))
        values.append(Value(name="relief, least", value=round(min(scores.falls), 1), unit="percent"))
    if percent:
        bearings.add(_bearing(criterion, percent, held))
        values.append(Value(name="relief, least", value=percent.least, unit="percent"))
    if not bearings:
        return None
    cited = lines.cite(document, entry.above.start, entry.last.end)
    if bearings == {"for"}:
        lasting = f" for {criterion.lasting}" if criterion.lasting else ""
        return Weighed("for", cited, f"the fields show {criterion.relief}{lasting}", tuple(values))
    if bearings == {"against"}:
        lasting = f" for {criterion.lasting}" if criterion.lasting else ""
        return Weighed("against", cited, f"the fields do not show {criterion.relief}{lasting}", tuple(values))
    why = AT_ODDS if {"for", "against"} <= bearings else "how much it helped, or for how long, the fields do not settle"
    return Weighed("open", cited, why, tuple(values))


def _bearing(
    criterion: ResponseCriterion, percent: numbers.Percent, held: bool | None
) -> Literal["for", "against"] | None:
    assert criterion.relief is not None
    enough = criterion.relief.reached(percent.least, percent.most, above=percent.strict)
    if enough is False or (held is False and criterion.lasting):
        return "against"
    return "for" if enough and (held or not criterion.lasting) else None


Roles = Sequence[tuple[str | None, str, str]]


def _held(record: Record, criterion: ResponseCriterion, roles: Roles) -> bool | None:
    """Whether the field of a length says that it held as long as asked."""
    for role, name, value in roles:
        if role == "lasted" and criterion.lasting:
            unit = _IN_UNITS.search(name)
            given = f"{value} {unit['unit']}" if unit and re.fullmatch(r"\d{1,3}", value) else value
            found = lengths.find(given)
            if len(found) == 1:
                return lengths.passes(found[0], criterion.lasting, record.clock)
    return None


def _percent(roles: Roles) -> numbers.Percent | None:
    for role, name, value in roles:
        if role == "relief":
            given = f"{value} %" if "%" in name and re.fullmatch(r"\d{1,3}", value) else value
            found = numbers.percents(given)
            if len(found) == 1:
                return found[0]
    return None


def _scores(record: Record, criterion: ResponseCriterion, roles: Roles) -> rated.Rated | None:
    """The scores before and after, each with whether it was taken late enough."""
    given = [
        (role, name, m) for role, name, value in roles if role in ("before", "after") and (m := _SCORE.match(value))
    ]
    before = {float(m["n"]) for role, _, m in given if role == "before"}
    after = [(name, float(m["n"])) for role, name, m in given if role == "after"]
    function = any(_FUNCTION.search(name) for _, name, _ in given)
    wanted = criterion.of == "either" or function == (criterion.of == "function")
    if len(before) != 1 or not after or 0 in before or len({m["of"] for *_, m in given}) > 1 or not wanted:
        return None
    start = before.pop()
    falls = tuple(100 * (start - value) / start for _, value in after)
    passed = []
    for name, _ in after:
        found = lengths.find(_UNIT_FIRST.sub(r"\g<n> \g<unit>", name))
        late = criterion.lasting and len(found) == 1
        passed.append(lengths.passes(found[0], criterion.lasting, record.clock) if late and criterion.lasting else None)
    return rated.Rated(0, function, falls, tuple(passed))
