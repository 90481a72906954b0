"""A policy known from memory only, or made up, is not marked so beside the verdict.

Why: A policy that nobody opened, or that exists for tests, can carry no notice; the reviewer must see it where the
outcome stands.
Wrong: Policy: onb-synthetic, version 1 (known to be synthetic)
Right: Policy: onb-synthetic, version 1, synthetic
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Ground, Page, Verified
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line that shows such a policy as better verified than it is."""
    weaker = get_args(Verified)
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None:
            continue
        due, said = policy.source.verified, line.verified
        if due in ("recalled", "synthetic") and (said not in weaker or weaker.index(said) < weaker.index(due)):
            message = f"{policy.name} is held as {due!r} and is shown as {said or 'nothing'!r}; mark it {due!r}."
            yield at(page, line.span, on_line(line.line), message, policy.id)
