"""A draft was changed after it was made: its content is not the one that its id was taken from.

Why: The id stands for the content. A draft whose words, findings or outcome were changed by hand still bears the name
of what was drafted and checked; an edit is a new draft with a parent.
Wrong: an outcome set from "pend" to "certify" in the file, the id as before
Right: the file as it was written
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"draft"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach where the id is not that of the content."""
    if ground.draft is not None and ground.draft.id != (due := ground.draft.content_id()):
        message = (
            f"The draft was changed after it was made: its id is {ground.draft.id!r} and its content gives {due!r}; "
            "draft it anew."
        )
        yield Breach("draft", message)
