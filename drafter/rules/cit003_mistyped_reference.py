"""An entry of the reference list gives its source another type than the passage has.

Why: A policy binds, a guideline advises, a study informs and a past determination does none of these; a reader
weighs a sentence by the type of its source.
Wrong: 2. guideline p-4be1c09d22fa (the passage is a past determination)
Right: 2. determination p-4be1c09d22fa
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS = frozenset({"passages"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry whose type is not that of its passage."""
    types = {passage.id: passage.type for passage in ground.passages or ()}
    for reference in page.references:
        held = types.get(reference.passage or "")
        if held is not None and reference.type != held:
            message = (
                f"Reference {reference.number} is typed {reference.type!r}, but its passage is a {held}; write that."
            )
            yield at(page, reference.span, "references", message, reference.type or "")
