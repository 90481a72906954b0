"""The lexical reader: criteria and a record to findings, by grammar and vocabulary, with no model.

One criterion kind is one module. Every finding carries the exact words it rests on; what the record does not settle is
`not_documented`, with what was looked for and the nearest places that were rejected.
"""

from __future__ import annotations

import datetime as dt

from drafter.domain import Case, Criterion, Finding, PastSessions, Policy, Reading
from drafter.reading import (
    asked_stage,
    combined,
    diagnosis,
    documentation,
    duration,
    exam,
    exclusion,
    frequency,
    imaging,
    past,
    programme,
    response,
    score,
    trial,
    units,
)
from drafter.reading.record import Record

__all__ = ["read"]


def read(case: Case, policy: Policy, line: int, *, today: dt.date) -> Reading:
    """One finding per criterion of the policy, in its order, for one service line of the case."""
    record = Record(case, policy, line, today)
    earlier = past.read(record)
    findings = tuple(_find(record, criterion, earlier) for criterion in policy.criteria)
    named = asked_stage.named(record)
    return Reading(findings=findings, past=earlier, named=named, reported=(*record.reported, *_exceptions(record)))


def _find(record: Record, criterion: Criterion, earlier: PastSessions) -> Finding:
    match criterion.kind:
        case "diagnosis":
            return diagnosis.read(record, criterion)
        case "duration":
            return duration.read(record, criterion)
        case "trial":
            return trial.read(record, criterion)
        case "exam":
            return exam.read(record, criterion)
        case "programme":
            return programme.read(record, criterion)
        case "exclusion":
            return exclusion.read(record, criterion)
        case "frequency":
            return frequency.read(record, criterion, earlier)
        case "response":
            return response.read(record, criterion, earlier)
        case "units":
            return units.read(record, criterion)
        case "documentation":
            return documentation.read(record, criterion, earlier)
        case "score":
            return score.read(record, criterion)
        case "imaging":
            return imaging.read(record, criterion)
        case "combined":
            return combined.read(record, criterion, lambda part: _find(record, part, earlier))


def _exceptions(record: Record) -> tuple[str, ...]:
    """Exceptions of the policy that the record names: listed for a person, never taken as met."""
    found = []
    for exception in record.policy.exceptions:
        for said in record.said:
            if any(word.lower() in said.low for word in exception.words):
                found.append(
                    f"The record names what may be an exception for {exception.stands_for}: "
                    f'"{said.cite().quote[:200]}".'
                )
                break
    return tuple(found)
