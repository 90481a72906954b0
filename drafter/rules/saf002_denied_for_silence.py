"""A line is not certified although nothing is shown unmet and no request for information expired.

Why: Missing information is asked for first; a denial for silence is overturned, and harms whoever was not asked.
Wrong: not certify, with A2 and A3 not documented and nobody asked
Right: pend, asking for A2 and A3
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"case", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every denial that rests on silence alone; a stranger's page has no rows to tell it by."""
    today, requests = ground.today, ground.case.information_requests if ground.case else ()
    if page.foreign or today is None or any(request.expired(today) for request in requests):
        return
    for line in page.lines:
        statuses = {row.status for row in page.findings if row.line == line.line}
        if line.outcome == "not_certify" and "not_met" not in statuses:
            message = (
                f"{line.service} is not certified, but no criterion is not met; pend it and ask for what is missing."
            )
            yield at(page, line.span, on_line(line.line), message, "not_certify")
