"""What a page is judged by: the policy that a verdict names, and whether the page shows its outcomes at all."""

from __future__ import annotations

from drafter.domain import Ground, Page, PageLine, Policy


def policy_of(line: PageLine, ground: Ground) -> Policy | None:
    """The held policy of the line's id and version; none where the line names none that is held."""
    named = (line.policy, line.policy_version)
    return next((p for p in ground.policies or () if (p.id, p.version) == named), None)


def is_blocked(page: Page) -> bool:
    """Whether it is the card of a blocked draft, which shows no outcome, no gap and a part of the references."""
    return page.front.get("status") == "blocked"
