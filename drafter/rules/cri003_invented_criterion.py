"""A criteria row, a blocking item, a gap or a sentence names a criterion that the applied policy does not have.

Why: A requirement that the policy does not make must not stand between a patient and a service.
Wrong: A9, three visits to a pain clinic (the policy ends at A8)
Right: the criteria of the policy, and no other
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import QUESTIONS, Ground, Page, Span
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.claims import ids_as_written
from drafter.rules.prose import prose

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every criterion named on a line that is none of its policy."""
    yield from _in_prose(page, ground)
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None:
            continue
        known = {criterion.id for criterion in policy.criteria} | QUESTIONS
        for id, span in _named(page, line.line):
            if id not in known:
                message = f"{id!r} is no criterion of {policy.name}; judge by the criteria that the policy has."
                yield at(page, span, on_line(line.line, id), message, id)


def _in_prose(page: Page, ground: Ground) -> Iterator[Breach]:
    """A breach for every id in our own voice that is shaped like those of the policies applied, and is none."""
    policies = {line.line: policy for line in page.lines if (policy := policy_of(line, ground))}
    for stretch in prose(page, ground):
        written = ids_as_written(stretch.text)
        if not written:
            continue
        applied = policies.values() if stretch.line is None else filter(None, [policies.get(stretch.line)])
        known = {criterion.id for policy in applied for criterion in policy.criteria}
        letters = {id.rstrip("0123456789") for id in known}
        for id in written:
            if id not in known and id.rstrip("0123456789") in letters:
                message = f"{id!r} is no criterion of the policy applied; name the criteria that it has."
                yield stretch.breach(page, message, id)


def _named(page: Page, line: int) -> Iterator[tuple[str, Span]]:
    """Every criterion that the page names for a line, with where."""
    yield from ((finding.criterion, finding.span) for finding in page.findings if finding.line == line)
    yield from ((id, verdict.span) for verdict in page.lines if verdict.line == line for id in verdict.blocking)
    yield from ((gap.about, gap.span) for gap in page.gaps if gap.line == line)
