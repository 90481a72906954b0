"""A quotation in the criteria table does not stand in the passage it names.

Why: Words put into the mouth of a policy or a study are the costliest error of a determination.
Wrong: “after 12 weeks of care” (the passage: “after care”)
Right: “after care”
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.quotations import altered

SEVERITY = "error"
NEEDS = frozenset({"passages"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every quotation of a passage that is not verbatim."""
    places = {f"passage:{passage.id}": passage.text for passage in ground.passages or ()}
    return altered(page, places, "passage", lambda place: place.startswith("passage:"))
