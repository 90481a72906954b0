"""Plainly: what clears an excluded thing without naming it: the age, the service asked for, what is injected.

A plan that names what will be injected tells that nothing else is; an adult has no open growth plates; who is not to be
ablated is not ablated by the wrong means; and where the signs of a trigger point were found there is a true one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafter.domain import Citation
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be
from drafter.text import words
from drafter.text.patterns import Pattern

_AGENT = Pattern(
    r"\b(?:dexamethasone|decadron|dex|triamcinolone|kenalog|methylprednisolone|depo-?medrol|betamethasone|celestone|"
    r"lidocaine|lido|xylocaine|bupivacaine|bupi|marcaine|ropivacaine|mepivacaine)\b"
)
"""What is injected otherwise."""
_MORE = Pattern(
    r"\b(?:plus|with|and|mixed with|added?|cocktail|other)\b[^.;]{0,25}\b(?:vitamins?|b-?12|prp|plasma|stem|amnio\w*|"
    r"exosomes?|"
    r"prolo\w*|dextrose|ozone|botul\w*|botox|agents?|something|tbd)\b|\b(?:to be decided|or similar|etc)\b"
)
"""Words by which that may not be all."""
_TO_BE_GIVEN = Pattern(
    r"\b(?:technique|injectate|solution|inject\w*|will be|is to be|using|planned?|request\w*|propos\w*|tfesi|esi|tpi|"
    r"mbb|block|epidural)\b"
)
_TWO = 2
"""Signs of a trigger point that make it a true one, by the policies that ask for it."""


def cleared(record: Record, name: str) -> Iterator[Weighed]:
    """Places that clear an excluded thing without its name."""
    about = words.concept(name).about
    age = record.case.age if "age" not in record.case.inferred else None
    if "adult_from" in about and age is not None and age >= int(about["adult_from"]):
        cited = Citation(place="age", start=0, end=len(str(age)), quote=str(age))
        yield Weighed("for", cited, f"the patient is {age} years old")
    another = "only_in" in about and record.procedure is not None and record.procedure not in about["only_in"]
    if another and (asked := record.service_words()):
        yield Weighed("for", asked, f"{be(name)} no part of the service asked for")
    if about.get("injected") == "true":
        yield from (Weighed("for", s.cite(), "what is injected is named, and is none") for s in _injectate(record))
    if "true_by" in about:
        yield from _signs(record, about["true_by"])


def _injectate(record: Record) -> Iterator[Said]:
    """Statements that name what is to be injected now, with nothing beside it that could be more."""
    for said in record.having(_AGENT):
        whole = said.statement.cues.whole
        sure = whole.certainty == "sure" and not (whole.other_person or whole.negated or said.document.late)
        planned = said.statement.clause.section == "plan" or whole.time == "planned" or _of_service(record, said)
        if sure and planned and said.search(_TO_BE_GIVEN) and not said.search(_MORE):
            yield said


def _of_service(record: Record, said: Said) -> bool:
    """Whether a statement tells of the session asked for: by its day, by a plan for it, or by the technique."""
    day, near = record.case.service_date, (said, *record.preceding(said)[:1])
    dated = any(day and w.earliest <= day <= w.latest for s in near for w in s.statement.whens())
    planned = any(m.stands.time == "planned" for s in near for m in s.statement.of(record.procedure or ""))
    field = said.search(_FIELD) is not None
    return dated or planned or field


_FIELD = Pattern(r"^\W*(?:technique|injectate|solution|medication|agents?|drugs?)\b[^:]{0,20}:|\bit will be\b")


def _signs(record: Record, signs: Any) -> Iterator[Weighed]:
    """Places of an examination that found two different signs, one of them at a muscle or region that is named."""
    found: dict[str, Said] = {}
    for said in record.said:
        for mention in said.statement.of(*map(str, signs)):
            if mention.stands.plain and record.objection(said, mention.stands) is None:
                found.setdefault(mention.concept, said)
    placed = [s for s in found.values() if s.regions() or s.statement.hits("muscles")]
    if len(found) >= _TWO and placed:
        yield Weighed("for", placed[0].cite(), "the signs of a trigger point were found")
