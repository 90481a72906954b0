"""A card asks for something else than what the policy says is to be asked for a criterion, or asks somebody else.

Why: The requests are the policy's own words for what would settle it. What the plan holds is looked up and not asked of
the provider; a request in other words asks for more, or for something that settles nothing.
Wrong: Ask the provider: … A6: Please send every claim of the last five years. (the plan holds its claims)
Right: Look up: … A6: Look up in claims how many sets of trigger point injections the member has had.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card, policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every request on a criterion that differs from the policy's; questions are no criteria."""
    if not is_card(page):
        return
    policies = {line.line: policy for line in page.lines if (policy := policy_of(line, ground))}
    for gap in page.gaps:
        policy = policies.get(gap.line)
        criterion = next((c for c in policy.criteria if c.id == gap.about), None) if policy else None
        if criterion is None:
            continue
        if " ".join(gap.ask.split()) != " ".join(criterion.ask.split()):
            message = f"“{gap.ask}” is not what is asked for {gap.about}; ask: “{criterion.ask}”."
            yield at(page, gap.span, on_line(gap.line, gap.about), message.rstrip(".") + ".", gap.ask)
        if gap.holder != criterion.holder:
            message = f"{gap.about} is asked of the {gap.holder}, and the {criterion.holder} holds it; ask there."
            yield at(page, gap.span, on_line(gap.line, gap.about), message)
