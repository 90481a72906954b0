"""A quotation in the criteria table does not stand in the passage it names.

Why: Words put into the mouth of a policy or a study are the costliest error of a determination.
Wrong: “after 12 weeks of care” (the passage: “after care”)
Right: “after care”
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.domain import Ground, Page, Passage
from drafter.rules.breach import Breach
from drafter.rules.quotations import altered
from drafter.rules.remembered import kept

SEVERITY = "error"
NEEDS = frozenset({"passages"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every quotation of a passage that is not verbatim."""
    return altered(page, _places(ground.passages or ()), "passage", lambda place: place.startswith("passage:"))


@kept
def _places(passages: tuple[Passage, ...]) -> Mapping[str, str]:
    return {f"passage:{passage.id}": passage.text for passage in passages}
