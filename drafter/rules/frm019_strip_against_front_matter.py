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
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_CODE = re.compile(r"\b(?:\d{4}[0-9A-Z]|[A-V]\d{4})\b")
_STRIP = re.compile(
    r"Requested: (?P<asked>.*)\. (?:Expedited )?(?P<review_type>\w+) review(?:, (?:reconsideration|appeal))?"
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
    asked, listed = _codes(told["asked"]), _codes(page.front.get("codes", ""))
    if asked != listed:
        message = f"The strip asks for {_told(asked)}, and the front matter lists {_told(listed)}; give the same."
        yield at(page, strip.span, "request", message, told["asked"])
    for line in page.lines:
        if line.code and listed and line.code not in listed:
            message = f"A verdict is given on {line.code}, and what was requested is {_told(listed)}; decide that."
            yield at(page, line.span, on_line(line.line), message, line.code)
    for key in ("review_type", "request_date", "service_date"):
        said = told[key]
        due = page.front.get(key)
        if (said or "").lower() != (due or "").lower():
            message = f"The strip tells {said or 'nothing'!r} for {key}, and the front matter {due!r}; give the same."
            yield at(page, strip.span, "request", message, said)


def _codes(text: str) -> frozenset[str]:
    return frozenset(_CODE.findall(text))


def _told(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "nothing"
