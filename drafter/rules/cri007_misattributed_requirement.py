"""The words of one criterion are given under the id of another.

Why: Criteria are met and unmet by their ids. Words under another id are judged by findings that were made of
something else.
Wrong: A4: The symptoms have lasted more than 3 months. (those are the words of A3)
Right: A3: The symptoms have lasted more than 3 months.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.claims import ids_as_written
from drafter.rules.prose import prose
from drafter.rules.remembered import kept
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence with the words of a criterion whose id is not the one that it names."""
    texts = _texts(ground.policies or ())
    known = {id for _, id in texts}
    for stretch in prose(page, ground):
        named = {*ids_as_written(stretch.text), stretch.about} & known
        owners = _owners(stretch.written, texts) if named else frozenset()
        if owners and not owners & named:
            message = (
                f"These are the words of {', '.join(sorted(owners))}, given under {', '.join(sorted(named))}; "
                "name the criterion they belong to."
            )
            yield stretch.breach(page, message, sorted(named)[0])


@kept
def _texts(policies: tuple[Policy, ...]) -> tuple[tuple[str, str], ...]:
    """The folded words of the criteria, with their ids."""
    criteria = [criterion for policy in policies for criterion in policy.criteria]
    return tuple((fold(text).strip(" ."), c.id) for c in criteria for text in (c.text, c.caution or "", c.ask) if text)


@lru_cache(maxsize=8192)
def _owners(written: str, texts: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Ids of the criteria whose words stand in what is written."""
    said = fold(written)
    return frozenset(id for text, id in texts if said and text in said)
