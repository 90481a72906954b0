"""A stranger's page denies for good and tells neither who decided, nor how to appeal.

Why: An adverse decision is signed by a licensed person and says how it can be appealed; without either it is a draft
that passes for a decision.
Wrong: FINAL DETERMINATION: DENIED (no reviewer, no word on appeal)
Right: Recommended for physician review. / Denied by A. Example, MD. You may appeal within 180 days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.card.foreign import LONGEST
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_FINAL = re.compile(
    r"^\W*(?:final (?:determination|decision)\W+)?(?:denied|not approved|not certified|rejected|non-?certif\w+"
    r"|adverse determination)\b"
    r"|\bfinal (?:determination|decision)\b.*\b(?:denied|den(?:y|ial)|not)\b|\bshould be denied\b"
    r"|(?<!nothing )\bis (?:hereby )?denied\b|\bwe (?:are )?den(?:y|ying|ied)\b"
    r"|\bnon-?certification (?:of .{0,40})?is (?:appropriate|warranted|upheld)"
)
_APPEAL = re.compile(
    r"\b(?:appeal\w*|grievance|fair hearing|external review|peer-to-peer|reconsideration (?:may|can|within))\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:recommended for (?:physician|clinical|medical) review|not a (?:final )?(?:decision|determination)|draft)\b",
    re.IGNORECASE,
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach at the denial, where the whole page says nothing of an appeal and is no draft."""
    if not page.foreign or _APPEAL.search(page.text, 0, LONGEST) or _DRAFT.search(page.text, 0, LONGEST):
        return
    for told in sentences(page, ground):
        if found := _FINAL.search(told.low):
            message = (
                f"“{found[0].strip()}” denies, and the page tells nothing of an appeal; add it, or say that "
                f"it is a draft."
            )
            yield told.breach(page, message, found)
            return
