"""A line is judged by a policy version that was not in force on the date of service.

Why: A member is judged by the policy of the day. A retired or a future version is the wrong standard, however similar.
Wrong: service on 2026-04-02, judged by a version retired on 2026-03-31
Right: service on 2026-04-02, judged by the version in force since 2026-04-01
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"case", "policies", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line whose policy is out of force on the date by which policies are chosen."""
    if ground.case is None or ground.today is None:
        return
    day = ground.case.anchor_date(ground.today)
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is not None and not policy.in_force(day):
            until = f"to {policy.retired}" if policy.retired else "onwards"
            message = (
                f"{policy.name} version {policy.version!r} holds from {policy.effective} {until}, "
                f"not on {day}; apply the version in force on that day."
            )
            yield at(page, line.span, on_line(line.line), message, policy.id)
