"""A past determination is shown that was made after the day this case is judged by.

Why: A precedent from the future, or the case's own determination, lets the answer leak into the question.
Wrong: a determination of 2026-06-01, shown in a case requested on 2026-03-10
Right: a determination of 2025-11-04, shown in a case requested on 2026-03-10
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS = frozenset({"case", "passages", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry of the reference list that is a later determination."""
    if ground.case is None or ground.today is None:
        return
    day = ground.case.request_date or ground.today
    later = {
        p.id: p.decided for p in ground.passages or () if p.type == "determination" and p.decided and p.decided > day
    }
    for reference in page.references:
        if reference.passage in later:
            message = (
                f"Reference {reference.number} is of {later[reference.passage]}, after {day}; show an earlier one."
            )
            yield at(page, reference.span, "references", message, reference.passage)
