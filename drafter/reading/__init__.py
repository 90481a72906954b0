"""The lexical reader: criteria and a record to findings, by grammar and vocabulary, with no model.

One criterion kind is one module. Every finding carries the exact words it rests on; what the record does not settle is
`not_documented`, with what was looked for and the nearest places that were rejected.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from drafter.domain import Case, Citation, Criterion, Finding, NearMiss, PastSessions, Policy, Reading
from drafter.reading import (
    as_given,
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
from drafter.text import assertion

__all__ = ["read"]


def read(case: Case, policy: Policy, line: int, *, today: dt.date) -> Reading:
    """One finding per criterion of the policy, in its order, for one service line of the case."""
    known = as_given.written_out(case)
    return known.back(_read(Record(known.read, policy, line, today)))


def _read(record: Record) -> Reading:
    earlier = past.read(record)
    exceptions = list(_exceptions(record))
    findings = tuple(_excepted(_find(record, criterion, earlier), exceptions) for criterion in record.policy.criteria)
    listed = (f'The record names what may be an exception for {id}: "{c.quote[:200]}".' for id, c in exceptions)
    named = asked_stage.named(record)
    return Reading(findings=findings, past=earlier, named=named, reported=(*record.reported, *listed))


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


def _exceptions(record: Record) -> Iterator[tuple[str, Citation]]:
    """Exceptions of the policy that the record names and does not deny: the criterion each stands for, and where."""
    for exception in record.policy.exceptions:
        named = (
            said
            for said in record.said
            for hit in said.statement.hits_of(exception.words)
            if not assertion.at(said.statement.cues, hit.first, hit.last).negated
        )
        if said := next(named, None):
            yield exception.stands_for, said.cite()


def _excepted(finding: Finding, exceptions: Sequence[tuple[str, Citation]]) -> Finding:
    """The finding, left open where it would be unmet and the record names what may stand in for the criterion."""
    cited = next((cited for id, cited in exceptions if id == finding.criterion), None)
    if finding.status != "not_met" or cited is None:
        return finding
    near = [NearMiss(cited=cited, why="it may be an exception, which a person has to judge")]
    near += [NearMiss(cited=c, why="it speaks against the criterion itself") for c in finding.citations if c != cited]
    why = f"{finding.why} But the record names what may be an exception to it."
    return finding.model_copy(
        update={"status": "not_documented", "why": why, "citations": (), "rejected": tuple(near), "allows": None}
    )
