"""The request strip below the title tells of another request than the case: a code, units, a schedule or a date.

Why: The strip is how the reader knows what is asked. Units or a day changed there change the request without touching
the verdict.
Wrong: Requested: 20553 x4. Prospective review, … (the case: 1 unit)
Right: Requested: 20553 x1. Prospective review, …
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from drafter.card.showing import request_strip
from drafter.domain import DraftStatus, Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS = frozenset({"case"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach where the strip is not that of the case; a missing strip, or standing, is for other rules."""
    status = page.front.get("status")
    strip = next((s for s in page.statements if s.section == "request"), None)
    if ground.case is None or strip is None or not is_card(page) or status not in get_args(DraftStatus):
        return
    due = request_strip(ground.case, cast(DraftStatus, status))
    if strip.text.split() != due.split():
        message = f"The request strip reads {strip.text!r}, and the case makes it {due!r}; give that."
        yield at(page, strip.span, "request", message, strip.text)
