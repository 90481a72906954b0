"""A draft holds another case than the one it is checked against.

Why: A draft keeps the case that it was drawn from. Where the plan's own copy says something else, one of the two was
changed, and the findings may be of a record that nobody sent.
Wrong: a draft whose note 1 says "8 weeks" where the case file says "8 days"
Right: the case as it was sent, drafted anew
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Case, Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"case", "draft"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every field in which the two cases differ."""
    if ground.case is None or ground.draft is None or ground.draft.case is ground.case:
        return
    for name in Case.model_fields:
        if getattr(ground.draft.case, name) != getattr(ground.case, name):
            message = f"`{name}` of the draft's case is not that of the case it is held to; draft that case anew."
            yield Breach(f"case, {name}", message)
