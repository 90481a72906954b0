"""The age of the patient: of the case, else as the record tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from drafter.domain import Citation, Finding, ScoreCriterion, Value
from drafter.reading import lines
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed, settle
from drafter.text import ages, dates

_BORN = re.compile(
    r"\b(?P<label>d\.?o\.?b\.?|date of birth|birth ?date|(?<!was )(?<!were )born(?: on)?)\W{0,4}"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[ -][A-Z][a-z]{2,8}\.?,?[ -]\d{4}|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})",
    re.IGNORECASE,
)
"""A day of birth; what is quoted of it is its label alone."""


def read(record: Record, criterion: ScoreCriterion) -> Finding:
    """The finding on a criterion of age."""
    weighed = [_weigh(criterion, age, cited) for age, cited in told(record)]
    return settle(record, criterion, weighed, silent="the record does not tell the age", looked_for=("age",))


def told(record: Record) -> Iterator[tuple[int, Citation]]:
    """The age of the patient in years, with its place; both where two days of birth are possible."""
    if record.case.age is not None and "age" not in record.case.inferred:
        quote = str(record.case.age)
        yield record.case.age, Citation(place="age", start=0, end=len(quote), quote=quote)
        return
    for said in record.said:
        if said.statement.cues.whole.other_person or said.document.late:
            continue
        for told in ages.find(said.statement.clause.line):
            yield told.years, said.cite()
            return
    for document in record.documents:
        born = None if document.late else _BORN.search(document.text)
        if born and (when := next(iter(dates.find(born["day"], record.clock, dates.order(document.text))), None)):
            days = when.readings or (when.earliest, when.latest)
            for day in sorted(set(days)):
                if day < record.clock:
                    label = born["label"]
                    yield (
                        relativedelta(record.clock, day).years,
                        lines.cite(document, born.start("label"), born.start("label") + len(label)),
                    )
            return


def _weigh(criterion: ScoreCriterion, age: int, cited: Citation) -> Weighed:
    low, high = criterion.least or 0, criterion.most if criterion.most is not None else 200
    strict = criterion.strict
    inside = low < age < high if strict else low <= age <= high
    why = f"the patient is {age} years old"
    return Weighed("for" if inside else "against", cited, why, (Value(name="age", value=age, unit="years"),))
