"""The front matter of a card differs from the case: a date, the kind of review, the payer or a code.

Why: Clocks, policies and what may be advised hang on these; lists and searches read them and nothing else.
Wrong: review_type: prospective (the case: retrospective)
Right: review_type: retrospective
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Case, Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"case"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry that differs, on cards of ours."""
    if ground.case is None or not is_card(page):
        return
    for key, due in _due(ground.case).items():
        said = page.front.get(key, "")
        if said != due:
            message = f"{key} is given as {said!r}, and the case has {due or 'none'!r}; give that."
            yield Breach(f"front matter, {key}", message)


def _due(case: Case) -> dict[str, str]:
    """The entries that follow from the case."""
    return {
        "codes": ", ".join(dict.fromkeys(line.code for line in case.services if line.code)),
        "request_date": str(case.request_date or ""),
        "service_date": str(case.service_date or ""),
        "payer": case.payer or "",
        "line_of_business": case.line_of_business or "",
        "review_type": case.review_type,
    }
