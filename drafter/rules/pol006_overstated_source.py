"""A policy known from a summary only is not marked so beside the verdict.

Why: An adverse notice rests on criteria that were read in their source; the reviewer must see which were not.
Wrong: Policy: tpi-aetna-cpb-0016, read in the source (known from a summary)
Right: Policy: tpi-aetna-cpb-0016, known from a summary
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Ground, Page, Verified
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "warning"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line that shows such a policy as better verified than it is."""
    weaker = get_args(Verified)
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None:
            continue
        due, said = policy.source.verified, line.verified
        if due == "summary" and (said not in weaker or weaker.index(said) < weaker.index(due)):
            message = f"{policy.name} is held as {due!r} and is shown as {said or 'nothing'!r}; mark it {due!r}."
            yield at(page, line.span, on_line(line.line), message, policy.id)
