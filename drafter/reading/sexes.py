"""Sexes: whether the patient is a man or a woman, where a disease is one of men or of women alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from drafter.domain import Citation
from drafter.reading import facts
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed
from drafter.text import ages
from drafter.text.patterns import Pattern

Sex = Literal["male", "female"]
_FIELD = re.compile(
    r"\b(?i:sex|gender)\W{1,3}(?P<a>[Ff]emale|[Mm]ale|FEMALE|MALE|F|M)\b|"
    r"\b(?i:patient|member|pt|name|for|re)\b[^\n]{0,45}[\s,(](?P<b>F|M|[Ff]emale|[Mm]ale)\b(?=[\s,;)|"
    r"]{1,4}(?i:dob|d\.o\.b|born|\d|$)|\))"
)
"""The sex as a field, or behind the name of the member: "Member: Ana Cruz   F   DOB 06/1979"."""
_BY_WORD: dict[Sex, Pattern] = {
    "female": Pattern(r"\b(?:she|mrs|ms|miss|female|woman|lady)\b"),
    "male": Pattern(r"\b(?:he|him|his|himself|mr|male|gentleman)\b"),
}
"""Words for the patient, where nobody of the other sex is spoken of outside the family."""


def denied(record: Record, name: str) -> Iterator[Weighed]:
    """That the patient is of the other sex, where the vocabulary says that a fact is one of men or of women alone."""
    only: str | None = facts.entry(name).get("of_sex")
    found = of(record) if only else None
    if found and found[0] != only:
        person = "a woman" if found[0] == "female" else "a man"
        yield Weighed("against", found[1], f"the patient is {person}")


def is_a(record: Record, sex: Sex) -> bool:
    """Whether the patient is of a sex for sure."""
    found = of(record)
    return found is not None and found[0] == sex


def of(record: Record) -> tuple[Sex, Citation] | None:
    """The sex of the patient, with where it is told; none where nothing tells it, or two places differ."""
    if ("sex",) not in record.places:
        record.places["sex",] = _of(record)
    found: tuple[Sex, Citation] | None = record.places["sex",]
    return found


def _of(record: Record) -> tuple[Sex, Citation] | None:
    if record.case.sex and "sex" not in record.case.inferred:
        return record.case.sex, Citation(place="sex", start=0, end=len(record.case.sex), quote=record.case.sex)
    own = [
        s
        for s in record.said
        if not (s.statement.cues.whole.other_person or s.document.late or s.statement.clause.section == "family")
    ]
    fields = [(sex, said) for said in own for sex in _told(said.statement.clause.line)]
    words = [(sex, said) for said in own for sex, how in _BY_WORD.items() if said.search(how)]
    for told in (fields, words):
        if told:
            return (told[0][0], told[0][1].cite()) if len({sex for sex, _ in told}) == 1 else None
    return None


def _told(line: str) -> Iterator[Sex]:
    """The sex that a line gives as a field, behind a name or beside an age."""
    told = [m["a"] or m["b"] for m in _FIELD.finditer(line)] + [a.sex for a in ages.find(line) if a.sex]
    yield from ("female" if word.lower().startswith("f") else "male" for word in told)
