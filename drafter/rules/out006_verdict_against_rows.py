"""A verdict cannot follow from the statuses that stand in the table below it.

Why: A card carries its own proof. A certification over rows that are not documented, or a denial over rows that are
met, was written by somebody who did not look at them, and it shows even where case and findings are not at hand.
Wrong: CERTIFY, above A2 “not documented”
Right: PEND on A2
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter import logic
from drafter.domain import Ground, Page, PageLine, Policy, Status
from drafter.rules.applied import is_blocked, policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict that its own rows rule out; rows that are missing or odd are for other rules."""
    if is_blocked(page):
        return
    for line in page.lines:
        policy = policy_of(line, ground)
        statuses = _statuses(page, line, policy) if policy and line.outcome else None
        if policy is None or statuses is None:
            continue
        left = logic.left_open(policy, line.stage, statuses)
        unanswered = line.outcome == "not_certify" and line.basis == "insufficient_information"
        if ("pend" if unanswered else line.outcome) not in left:
            due = " or ".join(sorted(left))
            message = f"The verdict is {line.outcome!r}, but the rows of the table leave only {due}; give what follows."
            yield at(page, line.span, on_line(line.line), message, line.outcome or "")


def _statuses(page: Page, line: PageLine, policy: Policy) -> dict[str, Status] | None:
    """The statuses of all criteria; none where one is missing or is no status, or the stage is not the policy's."""
    rows = {finding.criterion: finding.status for finding in page.findings if finding.line == line.line}
    ids = [criterion.id for criterion in policy.criteria]
    stages = {None, *(stage.name for stage in policy.stages)}
    if line.stage not in stages or any(rows.get(id) not in get_args(Status) for id in ids):
        return None
    return {id: status for id in ids for status in get_args(Status) if rows[id] == status}
