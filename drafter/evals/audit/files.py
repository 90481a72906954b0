"""Adverse decisions of the store, drawn by a seed, each with the facts that an auditor looks at."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.domain import Decision, Draft, LineDetermination, is_adverse
from drafter.errors import InputError
from drafter.jurisdictions import applying, clocks
from drafter.store import Kept, Reading

FIRST, WHOLE = 8, 30
"""Files that are looked at first, and files that are looked at where one of those has a fault."""


@dataclass(frozen=True)
class File:
    """One decision, as an auditor sees it. Nothing in it names the member."""

    decision: str
    """Id of the decision."""
    draft: str
    """Id of the draft that was decided."""
    decided_at: dt.datetime
    """When."""
    facts: dict[str, str]
    """What is known of it, by the name of a column; empty where it is not known."""


def draw(
    reading: Reading, *, n: int, seed: int, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[File, ...]:
    """`n` of the decisions, or all where there are fewer, in an order that hangs on the seed alone.

    Drawn from are decisions in force that give less than was asked for on medical necessity. Raises InputError where
    there is none.
    """
    kept = reading.documents("decision")
    decisions = [Decision.model_validate_json(one.body) for one in kept]
    replaced = {one.amends for one in decisions}
    asked = sorted(
        (one for one in decisions if one.id not in replaced and _within(one, since, until)), key=lambda one: one.id
    )
    drafts = {one.draft: _draft(reading.document(one.draft, "draft")) for one in asked}
    found = [one for one in asked if any(_adverse(one, drafts[one.draft]))]
    if not found:
        todo = "Widen --since and --until, or sign decisions first: drafter decide."
        raise InputError("the store holds no adverse decision on medical necessity to draw from", todo=todo)
    drawn = random.Random(seed).sample(found, min(n, len(found)))
    return tuple(_file(one, drafts[one.draft], reading) for one in drawn)


def _draft(kept: Kept) -> Draft:
    return Draft.model_validate_json(kept.body)


def _within(decision: Decision, since: dt.date | None, until: dt.date | None) -> bool:
    day = decision.decided_at.date()
    return (since is None or day >= since) and (until is None or day <= until)


def _adverse(decision: Decision, draft: Draft) -> Iterator[LineDetermination]:
    """The lines that get less for want of medical necessity: so drafted, or with a criterion that is not met."""
    drafted = {line.line: line for line in draft.determination.lines}
    for line in decision.lines:
        of = drafted.get(line.line)
        if of and is_adverse(line.outcome) and (line.unmet or of.basis in ("medical_necessity", "experimental")):
            yield of


def _file(decision: Decision, draft: Draft, reading: Reading) -> File:
    case, lines = draft.case, list(_adverse(decision, draft))
    due = clocks.due(case, applying(case, decision.decided_at.date()))
    talks = [event for event in reading.events(decision.case_key) if event.act == "spoke"]
    unmet = {line.line: line.unmet for line in decision.lines if line.unmet}
    facts = {
        "line_of_business": case.line_of_business or "", "state": case.state or "",
        "review_type": case.review_type, "review_level": case.review_level, "urgency": case.urgency,
        "received_at": case.received_at.isoformat() if case.received_at else "",
        "decided_at": decision.decided_at.isoformat(),
        "due": due[0].moment.isoformat() if due else "", "clock": due[0].why if due else "",
        "in_time": _yes_no(decision.decided_at <= due[0].moment) if due else "",
        "credential": decision.by.credential, "specialty": decision.by.specialty or "",
        "licence_state": decision.by.licence_state, "seconds_in_record": str(decision.seconds_in_record),
        "services": "; ".join(_service(line) for line in lines),
        "outcomes": "; ".join(f"line {one.line + 1} {_plain(one.outcome)}" for one in decision.lines),
        "criteria": "; ".join(f"line {n + 1} {id}" for n, id in unmet.items()),
        "policies": "; ".join(dict.fromkeys(_policy(line, draft) for line in lines if line.policy)),
        "notes": "; ".join(f"{one.kind or 'note'} {one.date or 'undated'}" for one in case.notes),
        "information_requests": "; ".join(f"sent {one.sent}, due {one.due}" for one in case.information_requests),
        "peer_to_peer": str(len(talks)), "rationale": decision.rationale,
    }  # fmt: skip
    return File(decision.id, decision.draft, decision.decided_at, facts)


def _service(line: LineDetermination) -> str:
    return f"{line.code} {line.service}" if line.code and line.code not in line.service else line.service


def _policy(line: LineDetermination, draft: Draft) -> str:
    """The policy with its version and, from a passage of it, its owner."""
    owners = (p.source.organisation for p in draft.passages if p.policy == line.policy)
    return f"{line.policy} {line.policy_version} ({next(owners, 'owner not cited')})"


def _plain(outcome: str) -> str:
    return outcome.replace("_", " ")


def _yes_no(holds: bool) -> str:
    return "yes" if holds else "no"


def as_json(files: Sequence[File]) -> str:
    """The files as one document."""
    found = [{"decision": one.decision, "draft": one.draft, **one.facts} for one in files]
    return json.dumps({"files": found}, indent=2, ensure_ascii=False)
