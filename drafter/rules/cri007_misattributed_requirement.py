"""The words of one criterion are given under the id of another.

Why: Criteria are met and unmet by their ids. Words under another id are judged by findings that were made of
something else.
Wrong: A4: The symptoms have lasted more than 3 months. (those are the words of A3)
Right: A3: The symptoms have lasted more than 3 months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import prose
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_ID = re.compile(r"\b[A-Z]{1,3}\d{1,3}\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence with the words of a criterion whose id is not the one that it names."""
    criteria = [c for policy in ground.policies or () for c in policy.criteria]
    texts = tuple((text, c.id) for c in criteria for text in (c.text, c.caution or "", c.ask) if text)
    known = {criterion.id for criterion in criteria}
    for stretch in prose(page, ground):
        named = ({*_ID.findall(stretch.text)} | {stretch.about}) & known
        owners = _owners(stretch.written, texts) if named else frozenset()
        if owners and not owners & named:
            message = (
                f"These are the words of {', '.join(sorted(owners))}, given under {', '.join(sorted(named))}; "
                "name the criterion they belong to."
            )
            yield stretch.breach(page, message, sorted(named)[0])


@lru_cache(maxsize=8192)
def _owners(written: str, texts: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Ids of the criteria whose words stand in what is written."""
    said = fold(written)
    return frozenset(id for text, id in texts if said and fold(text).strip(" .") in said)
