"""A line names a policy, or a version of one, that is not held beside the page.

Why: An outcome under a policy that nobody holds cannot be checked, and a version that does not exist judges by nothing.
Wrong: tpi-aetna-cpb-0016, version 2031-07 (no such version)
Right: tpi-aetna-cpb-0016, version 2026-01
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line whose policy and version are not among those held."""
    for line in page.lines:
        if line.policy and line.policy_version and policy_of(line, ground) is None:
            held = ", ".join(f"{p.id} {p.version}" for p in ground.policies or ()) or "none"
            message = f"Policy {line.policy!r} version {line.policy_version!r} is not held; name one that is ({held})."
            yield at(page, line.span, on_line(line.line), message, line.policy)
