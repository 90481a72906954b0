"""A criteria row, a blocking item or a gap names a criterion that the applied policy does not have.

Why: A requirement that the policy does not make must not stand between a patient and a service.
Wrong: A9, three visits to a pain clinic (the policy ends at A8)
Right: the criteria of the policy, and no other
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, Span
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_NO_CRITERION = {"stage", "units"}


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every criterion named on a line that is none of its policy."""
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None:
            continue
        known = {criterion.id for criterion in policy.criteria} | _NO_CRITERION
        for id, span in _named(page, line.line):
            if id not in known:
                message = f"{id!r} is no criterion of {policy.name}; judge by the criteria that the policy has."
                yield at(page, span, on_line(line.line, id), message, id)


def _named(page: Page, line: int) -> Iterator[tuple[str, Span]]:
    """Every criterion that the page names for a line, with where."""
    yield from ((finding.criterion, finding.span) for finding in page.findings if finding.line == line)
    yield from ((id, verdict.span) for verdict in page.lines if verdict.line == line for id in verdict.blocking)
    yield from ((gap.about, gap.span) for gap in page.gaps if gap.line == line)
