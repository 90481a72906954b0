"""A criterion of the applied policy has no row for a service line.

Why: A criterion that is passed over is a criterion silently taken as met, or as failed.
Wrong: the policy has A1 to A8, the table goes from A1 to A3 and on to A5
Right: one row for each of A1 to A8
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every criterion without a row, on lines that have an outcome."""
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None or line.outcome is None:
            continue
        read = {finding.criterion for finding in page.findings if finding.line == line.line}
        for criterion in policy.criteria:
            if criterion.id not in read:
                message = f"{criterion.id} of {policy.name} has no row; read it, if only as not documented."
                yield at(page, line.span, on_line(line.line, criterion.id), message)
