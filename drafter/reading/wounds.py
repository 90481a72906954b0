"""Wounds by their measured size: whether one became smaller from the first measurement to the last, and over how long.

An area is given in square centimetres or follows from length and width. A row of a log or a sentence may hold several,
each behind or before its day. Sizes of several wounds cannot be told apart and settle nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Bound, Citation
from drafter.reading import columns
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text.patterns import Pattern

_SIDES = Pattern(
    r"(?<![\w.])(?P<l>\d{1,2}(?:\.\d{1,2})?) ?(?:cm)? ?(?:[x×*]|\bby\b) ?(?P<w>\d{1,2}(?:\.\d{1,2})?)"
    r"(?: ?(?:cm)? ?[x×*] ?\d{1,2}(?:\.\d{1,2})?)?(?! ?(?:mg|ml|min|weeks?|months?|days?|units?))"
)
_AREA = Pattern(
    r"(?<![\d.x×/])(?P<a>\d{1,3}(?:\.\d{1,2})?)(?! ?[x×]) ?(?:sq\.? ?cm|cm ?(?:2|²|\^2|sq)|square (?:cm|centimet\w+))"
)
_BARE = Pattern(
    r"(?:^|[,;]|\band|\bto|\bthen|->|→) ?(?:and )?(?:is |was |to )?"
    r"(?P<a>\d{1,3}\.\d{1,2})(?![\d%]|/\d| ?[x×])"
)
"""A further area of a sentence that has given one with its unit."""
_ABOUT_WOUND = Pattern(r"\b(?:wounds?|ulcers?|dfu|area|size|measur\w+|l ?x ?w|cm2?|dimensions?)\b")
_SMALLER, _NO_SMALLER = 0.9, 0.95
"""Share of the first area below which a wound is smaller, and from which it is not. A house convention."""


@dataclass(frozen=True)
class Course:
    """The first and the last measurement of one wound."""

    first: tuple[dt.date, float, Citation]
    last: tuple[dt.date, float, Citation]

    @property
    def days(self) -> int:
        """Days between the two."""
        return (self.last[0] - self.first[0]).days

    @property
    def smaller(self) -> bool | None:
        """Whether the wound became smaller; none where the difference may be one of measuring."""
        return is_smaller(self.first[1], self.last[1])


def is_smaller(first: float, last: float) -> bool | None:
    """Whether a wound became smaller from one area to the other; none where the difference may be one of measuring."""
    share = last / first if first else 1.0
    return True if share <= _SMALLER else False if share >= _NO_SMALLER else None


def weighed(record: Record, lasting: Bound | None) -> list[Weighed]:
    """What the sizes tell of care that was to close the wound within the time of the criterion."""
    course = _course(record)
    if course is None or course.smaller is None:
        return []
    (first, a, _), (last, b, _) = course.first, course.last
    told = f"the wound measured {a:g} cm² on {first} and {b:g} cm² on {last}"
    if course.smaller:
        return [Weighed("against", course.last[2], told), Weighed("against", course.first[2], told)]
    enough = lasting is None or (lasting.unit == "days" and course.days >= lasting.value)
    bearing = "for" if enough else "open"
    return [Weighed(bearing, course.last[2], told), Weighed(bearing, course.first[2], told)]  # type: ignore[arg-type]


def _course(record: Record) -> Course | None:
    sized: dict[dt.date, list[tuple[float, Citation]]] = {}
    last: tuple[Said, float] | None = None
    for said in record.said:
        if record.objection(said, said.statement.cues.whole, past_counts=True):
            continue
        found = list(_sizes(said)) or list(_again(said, last))
        for day, area in found:
            sized.setdefault(day, []).append((area, said.cite()))
            last = (said, area)
    for day, area, cited in _in_columns(record):
        sized.setdefault(day, []).append((area, cited))
    sized = {day: found for day, found in sized.items() if day <= record.clock}
    if len(sized) < 2 or any(len({round(a, 2) for a, _ in found}) > 1 for found in sized.values()):
        return None
    (first, a), (latest, b) = min(sized.items()), max(sized.items())
    return Course((first, *a[0]), (latest, *b[0]))


_SAME = Pattern(
    r"^\W*(?:on |again |by |and )*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|[a-z]{3,9}\.? \d{1,2})\W{1,3}(?:(?:it|was|is|"
    r"the|exactly|just|"
    r"all|measured|still) )*(?:same|unchanged|identical|no change|no different)\b(?! (?:care|dressing|"
    r"treatment|plan|meds|orders))"
)


def _again(said: Said, last: tuple[Said, float] | None) -> Iterator[tuple[dt.date, float]]:
    """The size of the statement before once more, where a day alone is told with it: "11/18 same again"."""
    whens = said.statement.whens()
    near = last and said.document is last[0].document and said.number - last[0].number <= 2
    if last and near and len(whens) == 1 and said.search(_SAME):
        yield whens[0].latest, last[1]


_LENGTH = Pattern(r"^\W*(?:l|len|length)\b(?![^|]*[x×/])")
_WIDTH = Pattern(r"^\W*(?:w|wid|width)\b(?![^|]*[x×/])")
_OF_AREA = Pattern(r"^\W*(?:wound |surface |ulcer )?(?:area|sa)\b(?! red)")


def _in_columns(record: Record) -> Iterator[tuple[dt.date, float, Citation]]:
    """Areas in the rows of a table that has a column of its own for length and width, or for the area."""
    rows: dict[tuple[str, int], tuple[Said, dict[str, float]]] = {}
    for cell in columns.cells(record):
        head = cell.head.lower()
        name = "l" if _LENGTH.search(head) else "w" if _WIDTH.search(head) else "a" if _OF_AREA.search(head) else None
        figure = _FIGURE.match(cell.text)
        if name and figure:
            rows.setdefault((cell.said.document.place, cell.said.number), (cell.said, {}))[1][name] = float(figure[1])
    for said, row in rows.values():
        whens = said.statement.whens()
        area = row.get("a") or (row["l"] * row["w"] if {"l", "w"} <= set(row) else None)
        if area and len(whens) == 1:
            yield whens[0].latest, area, said.cite()


_FIGURE = Pattern(r"^\W*(\d{1,3}(?:\.\d{1,2})?) ?(?:cm\W*)?2?\W*$")


def _sizes(said: Said) -> Iterator[tuple[dt.date, float]]:
    """Areas of a statement with the day beside each; several of them are told apart by their days."""
    low, start = said.low, said.statement.clause.start
    found = [(m.start(), m.end(), float(m["l"]) * float(m["w"])) for m in _SIDES.finditer(low)]
    areas = [(m.start(), m.end(), float(m["a"])) for m in _AREA.finditer(low)]
    if areas and not found:
        taken = {place for a, b, _ in areas for place in range(a, b)}
        further = [(m.start("a"), m.end(), float(m["a"])) for m in _BARE.finditer(low) if m.start("a") not in taken]
        found = sorted([*areas, *further])
    dated = len(said.statement.whens()) == len(found)
    if not found or not (_ABOUT_WOUND.search(low) or len(found) == 1 or dated):
        return
    whens = [(w.start - start, w.end - start, w.latest) for w in said.statement.whens()]
    first = bool(whens) and whens[0][0] < found[0][0]  # "9/28 5.1 cm2, 10/12 4.4 cm2"
    for n, (a, b, area) in enumerate(found):
        before = found[n - 1][1] if n else 0
        behind = found[n + 1][0] if n + 1 < len(found) else len(low)
        ahead = [day for x, y, day in whens if before <= x and y <= a]
        after = [day for x, y, day in whens if b <= x < behind]
        days = (ahead[-1:] or after[:1]) if first else (after[:1] or ahead[-1:])
        if days:
            yield days[0], area
        elif said.written and (len(found) == 1 or "today" in low[before:behind]):
            yield said.written, area
