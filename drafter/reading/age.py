"""The age of the patient: of the case, else as the record tells it."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Citation, Finding, ScoreCriterion, Value
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed, settle
from drafter.text.patterns import Pattern

_TOLD = Pattern(
    r"\b(?P<n>\d{1,3})[ -]?(?:years?|yrs?|y)[ -]?(?:old|o\b|of age)|\b(?P<m>\d{1,3}) ?(?:yo|y/o)\b|"
    r"\b(?:aged?|age is|age:)\s+(?P<k>\d{1,3})\b(?! ?(?:%|weeks?|months?|mg|days?))|"
    r"\b(?P<s>\d{1,3})[ -]?(?:f|m|female|male|woman|man)\b(?=[ ,.;])"
)
_THEN = Pattern(r"\b(?:at|since|from|when|until|by)\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?$")


def read(record: Record, criterion: ScoreCriterion) -> Finding:
    """The finding on a criterion of age."""
    weighed = [_weigh(criterion, age, cited) for age, cited in _ages(record)]
    return settle(record, criterion, weighed, silent="the record does not tell the age", looked_for=("age",))


def _ages(record: Record) -> Iterator[tuple[int, Citation]]:
    if record.case.age is not None and "age" not in record.case.inferred:
        quote = str(record.case.age)
        yield record.case.age, Citation(place="age", start=0, end=len(quote), quote=quote)
        return
    for said in record.said:
        if said.statement.cues.whole.other_person or said.document.late:
            continue
        for m in _TOLD.finditer(said.low):
            figure = next(value for value in m.groups() if value)
            if int(figure) <= 120 and not _THEN.search(said.low[: m.start()]):
                yield int(figure), said.cite()
                return


def _weigh(criterion: ScoreCriterion, age: int, cited: Citation) -> Weighed:
    low, high = criterion.least or 0, criterion.most if criterion.most is not None else 200
    strict = criterion.strict
    inside = low < age < high if strict else low <= age <= high
    why = f"the patient is {age} years old"
    return Weighed("for" if inside else "against", cited, why, (Value(name="age", value=age, unit="years"),))
