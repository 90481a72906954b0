"""A verdict names a stage of its policy that the policy does not have.

Why: First and repeat treatment are judged by other criteria. Under a stage that nobody made, nobody can tell by which.
Wrong: Policy: onb-synthetic, version 1, stage continuation (its stages are first and repeat)
Right: Policy: onb-synthetic, version 1, stage repeat
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict under such a stage, or under none of a policy that knows but one."""
    for line in page.lines:
        policy = policy_of(line, ground)
        known = [stage.name for stage in policy.stages] if policy else []
        if known and line.stage is not None and line.stage not in known:
            message = f"{line.stage!r} is no stage of the policy; it can only be {' or '.join(known)}."
            yield at(page, line.span, on_line(line.line), message, line.stage)
