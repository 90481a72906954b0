"""A quotation in the criteria table does not stand in the named place of the case.

Why: A finding is as good as its quotation. One altered word can turn what the record says.
Wrong: “completed 8 weeks of therapy” (the record: “referred for 8 weeks of therapy”)
Right: “referred for 8 weeks of therapy”
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.quotations import altered

SEVERITY = "error"
NEEDS = frozenset({"case"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every quotation of the case that is not verbatim."""
    places = ground.case.quotable() if ground.case else {}
    return altered(page, places, "record", lambda place: not place.startswith("passage:"))
