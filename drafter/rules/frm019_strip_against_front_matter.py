"""The request strip tells another review, or another day, than the front matter, or is no strip.

Why: The strip is what is read, and the front matter is what clocks and lists go by.
Wrong: review_type: retrospective · Requested: 64405. Prospective review, requested 2026-03-02, …
Right: review_type: retrospective · Requested: 64405. Retrospective review, requested 2026-03-02, …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_STRIP = re.compile(
    r"Requested: .*\. (?:Expedited )?(?P<review_type>\w+) review(?:, (?:reconsideration|appeal))?"
    r", (?:requested (?P<request_date>\S+)|no date of request)"
    r", (?:service (?P<service_date>[^\s.]+)|no date of service)"
    r"\. AI-assisted draft\b.*",
    re.DOTALL | re.IGNORECASE,
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such difference on a card; one without a strip, or past, is for others."""
    strip = next((s for s in page.statements if s.section == "request"), None)
    if strip is None or not is_card(page) or "decided" in page.front or "draft" not in page.front:
        return
    told = _STRIP.fullmatch(strip.text)
    if not told:
        message = "The request strip is not worded as strips are; give service, review, dates, and that it is a draft."
        yield at(page, strip.span, "request", message, strip.text)
        return
    for key, said in told.groupdict().items():
        due = page.front.get(key)
        if (said or "").lower() != (due or "").lower():
            message = f"The strip tells {said or 'nothing'!r} for {key}, and the front matter {due!r}; give the same."
            yield at(page, strip.span, "request", message, said)
