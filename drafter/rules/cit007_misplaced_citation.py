"""A sentence names a criterion and cites only passages that do not state it.

Why: The reviewer follows the mark to read the criterion and finds another one.
Wrong: A3 is not documented [2]. (passage 2 states A2)
Right: A3 is not documented [3]. (passage 3 states A3)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.claims import ids_as_written
from drafter.rules.prose import prose

SEVERITY = "error"
NEEDS = frozenset({"passages", "policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence of our own none of whose criteria its cited passages state."""
    known = {criterion.id for policy in ground.policies or () for criterion in policy.criteria}
    for stretch in prose(page, ground):
        if all(passage.type == "determination" for passage in stretch.cited):
            continue  # nothing is cited, or only what others were told
        stated = {id for passage in stretch.cited if passage.type == "policy" for id in passage.criteria}
        named = [id for id in ids_as_written(stretch.text) if id in known]
        if named and not stated & set(named):
            told = ", ".join(sorted(stated)) or "no criterion"
            message = f"{', '.join(named)} is spoken of, and the passages cited state {told}; cite what states it."
            yield stretch.breach(page, message, named[0])
