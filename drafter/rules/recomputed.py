"""What the policy's logic makes of the findings behind a page, line by line: the measure for the rules on outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from drafter import logic
from drafter.domain import Ground, LineDetermination, Page, PageLine, PastSessions, Policy, Reading
from drafter.rules.applied import is_blocked
from drafter.rules.remembered import remembered


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
        reading = Reading(findings=found.findings, past=_past(found, policy), disagreements=found.disagreements)
        yield line, logic.decide(line.line, ground.case, policy, reading, ground.today)


def unread(found: LineDetermination, policy: Policy) -> tuple[str, ...]:
    """Ids of the policy's criteria without a finding: nothing follows from what was not read."""
    read = {finding.criterion for finding in found.findings}
    return tuple(criterion.id for criterion in policy.criteria if criterion.id not in read)


def _past(found: LineDetermination, policy: Policy) -> PastSessions:
    """Earlier sessions as the stage implies them."""
    stage = next((stage for stage in policy.stages if stage.name == found.stage), None)
    if found.stage is not None and stage is None:
        raise ValueError(f"{policy.id} has no stage {found.stage!r}")
    state = "unknown" if stage is None else stage.when.history or "none"
    return PastSessions(state=state, why="Taken from the stage of the determination.")
