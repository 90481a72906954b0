"""What the policy's logic makes of the findings behind a page, line by line: the measure for the rules on outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from drafter import logic
from drafter.domain import Case, Ground, LineDetermination, Page, PageLine, PastSessions, Policy, Reading
from drafter.rules.applied import is_blocked
from drafter.rules.remembered import remembered

_STATES: tuple[Literal["none", "some"], ...] = ("none", "some")


@remembered
def recomputed(page: Page, ground: Ground) -> Iterator[tuple[PageLine, LineDetermination]]:
    """Every verdict as written beside the determination that follows from the findings.

    A line that was given no outcome, one with unread criteria, and one whose policy is not held are left to other
    rules, as is a page that withholds its outcomes because it is blocked. Whatever logic raises comes through.
    """
    if ground.case is None or ground.determination is None or ground.today is None or is_blocked(page):
        return
    policies = {(policy.id, policy.version): policy for policy in ground.policies or ()}
    drafted = {line.line: line for line in ground.determination.lines}
    for line in page.lines:
        found = drafted.get(line.line)
        policy = policies.get((found.policy or "", found.policy_version or "")) if found else None
        if found is None or found.no_outcome is not None or policy is None or unread(found, policy):
            continue
        yield line, _decided(found, ground.case, policy, ground.today)


def _decided(found: LineDetermination, case: Case, policy: Policy, today: dt.date) -> LineDetermination:
    """The line decided anew; where its stage is open, by whichever state of history agrees with it, if one does."""
    named = (found.stage,) if found.stage else ()
    made = [
        logic.decide(
            found.line,
            case,
            policy,
            Reading(findings=found.findings, past=past, named=named, disagreements=found.disagreements),
            today,
        )
        for past in _pasts(found, policy)
    ]
    agreeing = (m for m in made if (m.outcome, m.stage, set(m.blocking)) == (found.outcome, None, set(found.blocking)))
    return next(agreeing, made[0])


def unread(found: LineDetermination, policy: Policy) -> tuple[str, ...]:
    """Ids of the policy's criteria without a finding: nothing follows from what was not read."""
    read = {finding.criterion for finding in found.findings}
    return tuple(criterion.id for criterion in policy.criteria if criterion.id not in read)


def _pasts(found: LineDetermination, policy: Policy) -> tuple[PastSessions, ...]:
    """Earlier sessions as the stage implies them; every state that leaves the stage open where it is."""
    stage = next((stage for stage in policy.stages if stage.name == found.stage), None)
    if found.stage is not None and stage is None:
        raise ValueError(f"{policy.id} has no stage {found.stage!r}")
    if stage is not None:
        return (PastSessions(state=stage.when.history or "none", why="Taken from the stage of the determination."),)
    code = found.code
    mine = [s for s in policy.stages if not s.when.codes or code is None or code in s.when.codes]
    several = [past for past in _STATES if sum(s.when.history in (None, past) for s in mine) > 1]
    open_ = "The determination leaves the stage open."
    return (
        PastSessions(state="unknown", why=open_),
        *(PastSessions(state=past, why=open_) for past in several),
    )
