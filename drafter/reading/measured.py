"""What a language model says was measured, looked up in the record and held against the threshold by the code.

The model only points: it names a number and a unit, or a day. Which length, percentage or date that is, with its
"more than" or "about", is read from the record itself, so that weeks cannot become months and a quotation that leaves
out "less than" gains nothing. Only what lies wholly on one side of the threshold settles the criterion.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from drafter.domain import Bound, Citation, Criterion, ResponseCriterion, ScoreCriterion, Status, Value
from drafter.llm import Reply
from drafter.reading.quoted import Quotable
from drafter.text import dates, lengths, numbers, prose

_NEAR = 12
"""Code points before a percentage in which its comparison may stand."""


class Measured(Reply):
    """A value that the quotations state, as the model points at it."""

    what: Literal["duration", "relief", "score"]
    comparison: Literal["exactly", "about", "at_least", "more_than", "at_most", "less_than"]
    value: Annotated[float, Field(ge=0, le=1_000_000)] | None
    unit: Literal["days", "weeks", "months", "years", "percent", "points", "other"]
    since: Annotated[str, Field(max_length=10)] | None


@dataclass(frozen=True)
class Result:
    """One measurement against one threshold."""

    passed: bool | None
    """Whether it passes; none where it may or may not."""
    value: Value


def settle(
    criterion: Criterion, status: Status, said: Sequence[Measured], cited: Sequence[Citation], quotable: Quotable
) -> tuple[Status, str, tuple[Value, ...]]:
    """The status once thresholds are compared, a reason where there was something to compare, and what was measured."""
    match criterion.kind:
        case "duration":
            return _settled(status, str(criterion.lasting), list(_lasted(said, cited, quotable, criterion.lasting)))
        case "trial" if criterion.lasting is not None and status == "met":
            found = list(_lengths(said, cited, quotable, criterion.lasting))
            # One treatment that lasted long enough is not undone by another that did not; and where intolerance counts
            # too, a short trial may be just that.
            if criterion.accepts != ("failed",):
                found = [result if result.passed else replace(result, passed=None) for result in found]
            return _settled(status, str(criterion.lasting), [r for r in found if r.passed] or found)
        case "response":
            return _response(criterion, status, said, cited, quotable)
        case "score":
            found = list(_scores(said, cited, criterion))
            return _settled(status if found else "met", f"{criterion.measure}: {_range(criterion)}", found)
    return status, "", ()


def _settled(status: Status, asked: str, found: Sequence[Result]) -> tuple[Status, str, tuple[Value, ...]]:
    """One status from several measurements, which must all say the same.

    Where nothing was measured, `not_met` may stand ("no relief at all" has no figure) and `met` may not.
    """
    values = tuple(result.value for result in found)
    if not found:
        stands = status == "not_met"
        return (status, "", ()) if stands else ("not_documented", "No value stands in the quoted words.", ())
    passed = {result.passed for result in found}
    stated = ", ".join(dict.fromkeys(_written(value) for value in values))
    if passed == {True}:
        return "met", f"The record states {stated}; the policy asks for {asked}.", values
    if passed == {False}:
        return "not_met", f"The record states {stated}, which falls short: the policy asks for {asked}.", values
    return "not_documented", f"The record states {stated}, which may lie on either side of {asked}.", values


def _written(value: Value) -> str:
    """A value as it is said."""
    number = f"{value.value:g}" if isinstance(value.value, float) else value.value
    return f"{number} {value.unit}" if value.unit else number


# ------------------------------------------------------------------------------------------------------------- time


def _lasted(said: Iterable[Measured], cited: Sequence[Citation], quotable: Quotable, bound: Bound) -> Iterator[Result]:
    """Every length or beginning of the symptoms that the model points at.

    A note shows how long up to the day it was written; that the symptoms went on is possible, not shown.
    """
    for m in said:
        for c in cited:
            written = [said.written for said in quotable.said(c) if said.written]
            shown = min((*written, quotable.clock))
            for first, last, value in (*_stated(m, c, quotable, shown), *_since(m, c, shown)):
                if last <= lengths.since(bound, shown):
                    yield Result(True, value)
                else:
                    yield Result(False if first > lengths.since(bound, quotable.clock) else None, value)


def _stated(m: Measured, c: Citation, quotable: Quotable, shown: dt.date) -> Iterator[tuple[dt.date, dt.date, Value]]:
    """First and last day of beginning, for a length that is stated."""
    for length in _pointed(m, c, quotable):
        yield *length.back(shown), Value(name="duration", value=m.value or 0.0, unit=length.unit)


def _since(m: Measured, c: Citation, shown: dt.date) -> Iterator[tuple[dt.date, dt.date, Value]]:
    """First and last day of beginning, for a day that the quotation names, within what its words can mean."""
    try:
        day = dt.date.fromisoformat(m.since or "")
    except ValueError:
        return
    for when in dates.find(c.quote, shown):
        if m.what == "duration" and when.earliest <= day <= when.latest and when.earliest <= shown:
            written = c.quote[when.start : when.end]
            yield when.earliest, min(when.latest, shown), Value(name="since", value=written)


def _lengths(said: Iterable[Measured], cited: Sequence[Citation], quotable: Quotable, bound: Bound) -> Iterator[Result]:
    """Every stated length that the model points at, taken by itself."""
    for m in said:
        for c in cited:
            for length in _pointed(m, c, quotable):
                passed = lengths.passes(length, bound, quotable.clock)
                yield Result(passed, Value(name="duration", value=m.value or 0.0, unit=length.unit))


def _pointed(m: Measured, c: Citation, quotable: Quotable) -> Iterator[lengths.Length]:
    """Lengths in the quotation of that number and unit, as the whole clause around it states them."""
    if m.what != "duration" or m.value is None or m.value not in prose.numbers(c.quote):
        return
    for said in quotable.said(c):
        for length in said.statement.lengths():
            inside = length.start < c.end and c.start < length.end
            written = prose.numbers(quotable.places[c.place].text[length.start : length.end])
            if inside and length.unit == m.unit and m.value in written:
                yield length


# ------------------------------------------------------------------------------------------------------------ relief


def _response(
    criterion: ResponseCriterion,
    status: Status,
    said: Sequence[Measured],
    cited: Sequence[Citation],
    quotable: Quotable,
) -> tuple[Status, str, tuple[Value, ...]]:
    """Relief and how long it lasted: each that the policy bounds must be measured and pass, one that fails suffices."""
    parts = []
    if criterion.relief is not None:
        parts.append(_settled(status, str(criterion.relief), list(_relief(said, cited, quotable, criterion.relief))))
    if criterion.lasting is not None:
        parts.append(_settled(status, str(criterion.lasting), list(_lengths(said, cited, quotable, criterion.lasting))))
    if not parts:
        return status, "", ()
    # A measurement that fails, then one that is open or missing, then all that pass.
    rank = {"not_met": 0, "not_documented": 1, "met": 2}
    first = min(parts, key=lambda part: rank[part[0]])
    whys = [why for found, why, _ in parts if found == first[0] and why]
    return first[0], " ".join(whys), tuple(value for _, _, values in parts for value in values)


def _relief(said: Iterable[Measured], cited: Sequence[Citation], quotable: Quotable, bound: Bound) -> Iterator[Result]:
    """Every percentage that the model points at, and what scores before and after come to."""
    for c in cited:
        text = quotable.places[c.place].text
        # The comparison may stand just before the quotation.
        offset = max(0, c.start - _NEAR)
        for percent in numbers.percents(text[offset : c.end]):
            named = prose.numbers(text[offset + percent.start : offset + percent.end])
            if any(m.what == "relief" and m.value in named and m.value in prose.numbers(c.quote) for m in said):
                value = Value(name="relief", value=" to ".join(f"{n:g}" for n in sorted(named)), unit="%")
                yield Result(bound.reached(percent.least, percent.most, above=percent.strict), value)
        for change in numbers.changes(c.quote):
            yield Result(bound.met(change.fall), Value(name="relief", value=change.fall, unit="%"))


# ------------------------------------------------------------------------------------------------------------ scores


def _scores(said: Iterable[Measured], cited: Sequence[Citation], criterion: ScoreCriterion) -> Iterator[Result]:
    """Every score that the model points at; one that is no exact figure settles nothing here."""
    for m in said:
        if m.what == "score" and m.value is not None and any(m.value in prose.numbers(c.quote) for c in cited):
            value = Value(name=criterion.measure, value=m.value, unit=criterion.unit)
            yield Result(_within(m.value, criterion) if m.comparison == "exactly" else None, value)


def _within(value: float, criterion: ScoreCriterion) -> bool:
    least = -math.inf if criterion.least is None else criterion.least
    most = math.inf if criterion.most is None else criterion.most
    return least < value < most if criterion.strict else least <= value <= most


def _range(criterion: ScoreCriterion) -> str:
    words = "more than" if criterion.strict else "at least", "less than" if criterion.strict else "at most"
    ends = zip(words, (criterion.least, criterion.most), strict=True)
    return " and ".join(f"{word} {end:g}" for word, end in ends if end is not None)
