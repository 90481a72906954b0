"""A card of ours holds text that is no part of the card's form.

Why: Text outside the form is seen by the reader and by no rule; whatever it says was not checked.
Wrong: a line “Approved by phone.” between two sections
Right: a card as it was rendered
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_SHOWN = 60  # characters quoted


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every stretch that could not be made out, on cards of ours."""
    if not is_card(page):
        return
    for span in page.unparsed:
        text = page.text[span.start : span.end].strip()
        if text:
            message = f"“{text[:_SHOWN]}” is no part of a card; remove it, or put it where it belongs."
            yield at(page, span, "outside the form", message)
