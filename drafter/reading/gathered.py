"""Gathered: an element that is told by its parts, clause by clause: the equipment, the staff, the teaching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be
from drafter.text import words
from drafter.text.patterns import Pattern

_FAR = 6
"""Statements that may tell the parts together."""
_BREAK = "\n\n"
_ABSENT = Pattern(
    r"\b(?:no|not|n't|without|lacks?|lacking|never|nor|neither|unknown|unclear|to be|will be|being built|on order|"
    r"pending|tbd|hopes?|plans? to|planned|awaits?)\b(?! (?:limited|only))"
)
"""Words by which a part may be missing, or still to come."""


def told(record: Record, element: str) -> Iterator[Weighed]:
    """Where an element is told by its parts (`told_by`), of which those of `always` and one more are needed."""
    about = words.concept(element).about if element in words.concepts() else {}
    parts = {name: words.patterns(tuple(map(str, given))) for name, given in about.get("told_by", {}).items()}
    always, others = set(about.get("always", ())), words.patterns(tuple(map(str, about.get("of_other_care", ()))))
    for said in record.said if parts else ():
        found: set[str] = set()
        for near in (said, *_near(record, said)):
            if not _counts(record, near, near is said) or any(p.search(near.low) for p in others):
                break
            found |= {name for name, patterns in parts.items() if any(p.search(near.low) for p in patterns)}
            if near is said and not found:
                break
            if always <= found and len(found) > len(always):
                yield Weighed("for", said.cite_sentence(), f"{be(element)} recorded")
                return


def _near(record: Record, said: Said) -> Iterator[Said]:
    """The statements behind one, up to the end of its paragraph."""
    for near in record.following(said, _FAR):
        if _BREAK in said.document.text[said.statement.clause.end : near.statement.clause.start]:
            return
        yield near


def _counts(record: Record, said: Said, first: bool) -> bool:
    """Whether a statement says of its part that it is there."""
    whole = replace(said.statement.cues.whole, speaker="clinician")
    if not first:
        whole = replace(whole, other_person=False)  # who is taught beside the patient
    return not (whole.negated or said.search(_ABSENT) or record.objection(said, whole))
