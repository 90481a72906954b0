"""Values of a score in the record: which figures give one, in a statement, behind a question or in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from drafter.reading import belongs, columns, figures, measurement
from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.score_names import mentioned, named, phrases
from drafter.text import measurements
from drafter.text.measurements import Quantity
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise
from drafter.text.words import Hit

_A_MONTH = Pattern(r"\s*(?:/|per|a|each|in a)\s*(?:month|mo)\b")
_AN_HOUR = Pattern(r"\b(?:events?|apn\w+|hypopn\w+|pauses|breathing|index)(?: for)?\s*$")
"""Before an hour over which events are counted."""


def find(record: Record, measure: str) -> list[Measurement]:
    """Every value of a score in the record, in order."""
    found: list[Measurement] = []
    if not mentioned(record, measure):
        return found
    before: tuple[Said, Hit] | None = None
    for said in record.said:
        names = named(said, record)
        here = list(_in(said, names, measure, None))
        told = [h for h in names if not figures.in_asked(said.low, h.start - said.statement.clause.start)]
        if not told and not here and before and _carries(before[0], said) and not _OF_MEDICINES.match(said.low):
            here = list(_in(said, [], measure, before[1], before[0]))
        found += here
        if names:
            last = names[-1]
            before = (said, last) if last.name == measure and any(h.name == measure for h in names) else None
    places = {(m.said.number, m.said.document.place, m.quantity.start) for m in found}
    rows = [*_in_columns(record, measure), *_under_heading(record, measure)]
    return [*found, *(m for m in rows if (m.said.number, m.said.document.place, m.quantity.start) not in places)]


_OF_MEDICINES = Pattern(r"^\W*(?:current |home |active )?(?:meds?|medications?|medicines?|rx|drugs?)\W")


def _in_columns(record: Record, measure: str) -> Iterator[Measurement]:
    """Values in the rows of a table at the head of whose column the score is named."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    for cell in columns.cells(record):
        hits = phrases("scores", terms).find(tokenise(cell.head))
        if [h.name for h in hits] != [measure] or _PART.search(cell.head.lower()):
            continue
        stated = measurements.quantities(cell.text)
        converted = figures.convert(stated[0], measure) if len(stated) == 1 else None
        if converted is None:
            continue
        placed = replace(converted, start=cell.start + converted.start, end=cell.start + converted.end)
        row = cell.said
        whens = measurement.dates_of(row)
        when = measurement.days(row, whens[0]) if len(whens) == 1 else None
        yield Measurement(row, measure, placed, row.statement.cues.whole, when, False, False, (0, len(row.low)))


def _under_heading(record: Record, measure: str) -> Iterator[Measurement]:
    """Values on lines that hold a day and a figure alone, under a line that names the score: "Meter:\\n 8/30  51"."""
    unit = figures.about(measure).get("unit")
    for head in record.having(_HEADS):
        names = {h.name for h in named(head, record)}
        if names != {measure} or record.objection(head, head.statement.cues.whole):
            continue
        text, at = head.document.text, head.statement.clause.end
        for row in record.following(head)[:_ROWS]:
            if text[at : row.statement.clause.start].strip(" \n\t*•-"):
                break
            match, whens = _DATED_ROW.match(row.low), measurement.dates_of(row)
            if not (match and len(whens) == 1):
                break
            figure = float(match["n"])
            start = match.start("n")
            quantity = figures.convert(
                Quantity(start, match.end("n"), figure, figure, str(unit) if unit else None), measure
            )
            if quantity:
                when = measurement.days(row, whens[0])
                yield Measurement(
                    row, measure, quantity, row.statement.cues.whole, when, False, False, (0, len(row.low))
                )
            at = row.statement.clause.end


_HEADS = Pattern(r":\W*$")
_ROWS = 12
"""Lines below a heading that are looked at."""
_DATED_ROW = Pattern(
    r"^\W*(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|"
    r"[a-z]{3,9}\.? \d{1,2}(?:, \d{4})?)\W{1,6}(?P<n>\d{1,3}(?:\.\d)?)(?: ?mg ?/ ?dl)?\W*$"
)
_PART = Pattern(r"\b(?:rem|nrem|supine|lateral|prone|titration|cpap|residual)\b")
"""At the head of a column: a part of the night, or a night under treatment."""


def _carries(before: Said, said: Said) -> bool:
    """Whether a statement can give another value of the score that the one before it named."""
    return before.document is said.document and said.number - before.number <= 2


def _answers(said: Said, measure: str, before: Said | None) -> bool:
    """Whether a statement answers a question for a score, asked right before it: "“It's a three,” she said"."""
    asks = figures.about(measure).get("asks")
    return bool(
        asks
        and before
        and before.number + 1 == said.number
        and before.search(_asks(str(asks)))
        and _SAID.search(said.low)
    )


@cache
def _asks(expression: str) -> Pattern:
    return Pattern(expression)


_SAID = Pattern(
    r"[\"“”]|\b(?:sa(?:id|ys)|answer(?:s|ed)|repli(?:es|ed)|g(?:ave|ives)|rates?|rated|puts?|chose|states?)\b"
)
"""Words of an answer."""


def _in(
    said: Said, names: Sequence[Hit], measure: str, carried: Hit | None, before: Said | None = None
) -> Iterator[Measurement]:
    """The values of a score in one statement; `carried` is its naming in the statement `before`."""
    clause = said.statement.clause
    own = [h for h in names if h.name == measure]
    if not own and carried is None:
        return
    if _meant_otherwise(said, measure):
        return
    answers = not names and _answers(said, measure, before)
    taken = _taken(said, [(h.start - clause.start, h.end - clause.start) for h in names])
    stated = measurements.quantities(clause.line, taken)
    if figures.about(measure).get("grades"):
        numerals = [measurements.grades(clause.line, h.end - clause.start) for h in own]
        numerals += [measurements.grade_before(clause.line, h.start - clause.start) for h in own[:1]]
        numerals += [later for q in numerals for later in measurements.next_grades(clause.line, q)]
        stated = sorted([*stated, *(q for q in numerals if q)], key=lambda q: q.start)
    stated = figures.measured(clause.low, stated)
    stated = _risen(clause.low, _alternatives(clause.low, _unrounded(clause.low, stated)))
    stated = [q for q in stated if figures.can_be(clause.low, q, [h.name for h in names] or [measure])]
    for n, quantity in enumerate(stated):
        owner = belongs.owner(said, names, stated, n) if names else carried
        if owner is None or owner.name != measure:
            continue
        if names and not quantity.compared:
            quantity = measurements.compared(quantity, clause.low[: owner.start - clause.start])
        converted = figures.convert(quantity, measure)
        if converted is None or (not names and not (answers or belongs.again(said, quantity, measure))):
            continue
        yield measurement.of_figure(said, measure, converted, owner if names else None, stated, n)


_ENTERED = Pattern(
    r"\b(?:entered|recorded|written|listed|charted|typed|keyed|put down|rounded|rounds|reported|given|shown|appears?|"
    r"stated)\b[^.;\d]{0,40}\b(?:as|to)\s*$"
)
"""Before a figure that is another's, rounded: "34.9, entered on the form as 35"."""


def _unrounded(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures without those that only repeat the one before, rounded."""
    found: list[Quantity] = []
    for quantity in stated:
        before = found[-1] if found else None
        exact = before and before.least == before.most and before.least != quantity.least
        copied = before and exact and int(before.least + 0.5) == quantity.least
        if not (before and copied and _ENTERED.search(low[before.end : quantity.start])):
            found.append(quantity)
    return found


_UP_TO = Pattern(r"^up to\b")
_BY_NOW = Pattern(
    r"^ ?(?:kg/m2 |% )?(?:as of|now|today|currently|at (?:this|today's) visit|this (?:visit|week|month))\b"
)


def _risen(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures, where "up to" tells how far an earlier one has come by now: "33 in 2023, up to 36.4 as of 11/12"."""
    return [
        replace(q, least=q.most, compared=False, open_most=False)
        if n and q.compared and _UP_TO.match(low[q.start :]) and _BY_NOW.match(low[q.end :].removeprefix(" "))
        else q
        for n, q in enumerate(stated)
    ]


_OR_ELSE = Pattern(
    r"^\W*(?:(?:or|and|no|then|well)\W+)*(?:maybe|perhaps|possibly|probably|(?:could|might|may) be|or)(?:\W+(?:even|"
    r"like|"
    r"an?))*\W*$|^ ?[,/]? ?\? ?$"
)
_BETWEEN = Pattern(r"\bbetween (?:an? )?$")
_AND_A = Pattern(r"^\W*and (?:an? )?$")


def _alternatives(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures, where two that are offered as alternatives are one range: "maybe a 4, maybe a 6"."""
    found: list[Quantity] = []
    for quantity in stated:
        before = found[-1] if found else None
        gap = low[before.end : quantity.start] if before else ""
        ranged = before and (
            _OR_ELSE.match(gap) or (_AND_A.match(gap) and _BETWEEN.search(low[: before.start]))
        )  # fmt: skip
        if before and ranged and not (before.compared or quantity.compared):
            found[-1] = replace(
                before, end=quantity.end, least=min(before.least, quantity.least), most=max(before.most, quantity.most),
                unit=before.unit or quantity.unit, of=before.of or quantity.of,
            )  # fmt: skip
        else:
            found.append(quantity)
    return found


def _meant_otherwise(said: Said, measure: str) -> bool:
    """Whether words near it show that the name stands for another score."""
    given = tuple(str(w) for w in figures.about(measure).get("not_beside", ()))
    sentence = said.sentence
    return any(re.search(rf"\b{re.escape(w.lower())}\b", sentence) for w in given)


def _taken(said: Said, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a clause whose figures are dates, lengths of time or parts of a name."""
    clause = said.statement.clause
    days = [(w.start - clause.start, w.end - clause.start) for w in measurement.dates_of(said)]
    days = [(a, b) for a, b in days if not any(c < b and a < d < b for c, d in names)]  # "Hgb/Hct 19.4/58" is no day
    lengths = [(x.start - clause.start, x.end - clause.start) for x in said.statement.lengths()]
    lengths = [(a, b) for a, b in lengths if not (_A_MONTH.match(clause.low, b) or _AN_HOUR.search(clause.low[:a]))]
    pressures = [m.span() for m in _PRESSURE.finditer(clause.low)] if "/" in clause.low else []
    return [*days, *lengths, *names, *pressures]


_PRESSURE = Pattern(r"(?<![\d/.])(?:[89]\d|1\d\d|2[0-3]\d)/(?:[4-9]\d|1[0-3]\d)(?![\d/%])")
"""A blood pressure."""
