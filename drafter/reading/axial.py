"""Axial: pain of the back or the neck that goes into no limb, where radiculopathy is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be
from drafter.text import words
from drafter.text.patterns import Pattern

_LIMB = Pattern(
    r"\b(?:legs?|arms?|calf|calves|foot|feet|thighs?|hands?|fingers?|toes?|limbs?|extremit\w+)\b[^.;,]{0,15}"
    r"\b(?:pain|ache|tingling|numb\w*|burning|symptoms?)\b|"
    r"\b(?:pain|ache|tingling|numb\w*|burning|radiat\w+|shoots?|travels?|runs?|goes)\b"
    r"(?:(?!\b(?:no|not|without|denie[sd]|never)\b)[^.;]){0,40}"
    r"\b(?:legs?|arms?|calf|foot|feet|thighs?|hands?|fingers?|toes?|limbs?|extremit\w+)\b|\bsciatic\w*"
)
"""Pain in a limb, or down one."""
_NO_LIMB = Pattern(r"\b(?:no|not|never|without|denie[sd]|denying|free of|absence of|nor|neither|n't)\b[^.;]{0,60}$")
_LIMB_DENIED = Pattern(r"\b(?:never|not|nor)\b[^.;]{0,40}\b(?:legs?|arms?|thighs?|feet|hands?|limbs?)\b")
_DIAGNOSED = Pattern(
    r"\b(?:mechanical|facet(?:ogenic|[- ]mediated|[- ]related)?|discogenic|axial|myofascial|non-?specific) "
    r"(?:low(?:er)? )?(?:back|neck|lumbar|cervical)(?: pain)?\b"
)
"""A diagnosis of pain in the back or the neck alone."""
_HEADS = frozenset({"a", "dx", "impression", "imp", "assessment", "diagnosis", "indication", "a/p", "assessment/plan"})


def alone(record: Record, name: str, finding: str, without: str) -> Iterator[Weighed]:
    """Places that find one thing, where the other one is denied and nowhere told: axial pain and no radiculopathy."""
    found = [s for s in record.said for m in s.statement.of(finding) if m.stands.plain and not _open(record, s)]
    if found and _without(record, without):
        yield Weighed("against", found[0].cite(), f"{be(name)} told: {words.names(without)} is denied")


def diagnosed(record: Record, without: str) -> Iterator[Weighed]:
    """Places that diagnose pain in the back or the neck alone, where what would qualify is denied."""
    found = [s for s in record.having(_DIAGNOSED) if _assessed(s) and not _open(record, s)]
    if found and _without(record, without):
        why = f"the pain is diagnosed as one of the back or the neck alone, and {words.names(without)} is denied"
        yield Weighed("against", found[0].cite(), why)


def _without(record: Record, name: str) -> bool:
    """Whether a condition is denied, nowhere told, and no pain is told that goes into a limb."""
    others = [(s, m.stands) for s in record.said for m in s.statement.of(name) if not _open(record, s)]
    denied = any(stands.negated and stands.certainty == "sure" and not stands.other_person for _, stands in others)
    told = any(not stands.negated and not stands.other_person for _, stands in others)
    return denied and not told and not any(map(_down_the_limb, record.having(_LIMB)))


def _assessed(said: Said) -> bool:
    """Whether a statement stands where a note gives its diagnosis."""
    clause = said.statement.clause
    return clause.section == "assessment" or (clause.heading or "").lower().strip(" :") in _HEADS


def _open(record: Record, said: Said) -> bool:
    """Whether a statement tells nothing of now."""
    whole = replace(said.statement.cues.whole, negated=False)
    if whole.time == "planned" and _assessed(said):
        whole = replace(whole, time="current")  # under "A/P", which is no plan alone
    return record.objection(said, whole) is not None


def _down_the_limb(said: Said) -> bool:
    """Whether pain is told of that goes into a limb, and not denied."""
    return any(not _NO_LIMB.search(said.low[: m.start()]) for m in _LIMB.finditer(said.low)) and not (
        said.statement.cues.whole.other_person or _LIMB_DENIED.search(said.low)
    )
