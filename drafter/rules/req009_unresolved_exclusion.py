"""A stranger's page mentions that payers may exclude the service, and leaves open whether this one does.

Why: An exclusion is looked at before any criterion. "Some payers consider it experimental" beside a full analysis tells
nobody whether the analysis counts.
Wrong: Be aware that some plans exclude it. (after all criteria were judged)
Right: The member's policy does not exclude it. / The member's policy, number and version, excludes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_SOME = r"(?:some|certain|many|most|several|other|various|individual|a number of|insurance|payers?|insurers?|plans?)"
_EXCLUDED = r"(?:exclu\w+|experimental|investigational|not covered|non-?covered|unproven)"
_OPEN = re.compile(
    rf"\b{_SOME} (?:\w+ )?(?:payers?|plans?|insurers?|polic(?:y|ies)|carriers?"
    rf"|insurance\w*)\b[^.;]{{0,80}}\b{_EXCLUDED}\b"
    rf"|\b(?:may|might|could|can) be (?:\w+ )?{_EXCLUDED}\b"
    rf"|\b(?:beware of|be aware of|check for|note possible|watch for) [^.;]{{0,60}}\b{_EXCLUDED}\b"
)
_SETTLED = re.compile(
    r"\b(?:this (?:plan|policy|member)|the member's|does not exclude|do not apply|is not excluded|not among)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every exclusion that is held possible and not resolved."""
    for told in sentences(page, ground):
        found = _OPEN.search(told.low)
        if found and not _SETTLED.search(told.low):
            message = f"“{found[0]}” is left open; settle first whether the member's own policy excludes the service."
            yield told.breach(page, message, found)
