"""A line is judged by a policy that does not speak of its service.

Why: A similar policy for another service is worse than none: its criteria look right and are not.
Wrong: 64405 (occipital nerve block) judged by a policy on trigger point injections
Right: 64405 judged by a policy that lists 64405, or by none
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"case", "policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line with an outcome whose policy names neither its code nor its words."""
    services = ground.case.services if ground.case else ()
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None or line.outcome is None or line.line >= len(services):
            continue
        service = services[line.line]
        if policy.service(service) is None:
            message = f"{policy.name} does not speak of {service.label}; apply a policy that does, or none."
            yield at(page, line.span, on_line(line.line), message, policy.id)
