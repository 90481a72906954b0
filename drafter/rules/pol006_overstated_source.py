"""A verdict rests on a criterion that was not read in its source, and its policy is not marked so.

Why: An adverse notice rests on criteria that were read in their source; the reviewer must see where one was not.
Wrong: Policy: tpi-aetna-cpb-0016, read in the source (A6 is met, and known from a summary)
Right: Policy: tpi-aetna-cpb-0016, known from a summary
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Ground, Page, PageLine, Verified
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "warning"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line that shows its policy as better verified than a criterion it rests on."""
    weaker = get_args(Verified)
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None or line.outcome is None:
            continue
        carrying = [criterion for criterion in policy.criteria if criterion.id in _carrying(page, line)]
        weakest = max(carrying, key=lambda criterion: weaker.index(criterion.verified), default=None)
        if weakest is None or weakest.verified == "read":
            continue
        said = line.verified
        if said not in weaker or weaker.index(said) < weaker.index(weakest.verified):
            message = (
                f"{weakest.id} of {policy.name} is held as {weakest.verified!r} and the policy is shown as "
                f"{said or 'nothing'!r}; mark it {weakest.verified!r}."
            )
            yield at(page, line.span, on_line(line.line), message, policy.id)


def _carrying(page: Page, line: PageLine) -> set[str]:
    """Ids of the criteria that the verdict rests on: those settled, and those that block."""
    settled = {row.criterion for row in page.findings if row.line == line.line and row.status in ("met", "not_met")}
    return settled | set(line.blocking)
