"""A criterion that the record does not settle is spoken of as failed.

Why: Silence is not absence. Most wrongful denials say "has not tried" where the record merely does not tell.
Wrong: A2 is not met: the patient has not tried conservative care. (row A2: not documented)
Right: A2 is not documented: the record does not tell what was tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.claims import claims
from drafter.rules.prose import phrases, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_ASSERTED = phrases(
    r"not met|unmet|fails?|failed to meet",
    r"(?:patient|member|she|he|they) (?:has|have|had|did|does|do|was|were|is|are) (?:not|never)",
    r"(?:never|no) (?:tried|attempted|had|received|underwent|completed)",
    r"no (?:such )?(?:therapy|treatment|trial|programme|program|drug|medication|care|imaging) "
    r"(?:was|were|has been|have been) (?:tried|attempted|given|done|received|taken|completed)",
    r"(?:is|are|was|were) absent",
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence, and every row, that tells silence as failure."""
    for claim in claims(page, ground):
        if (claim.said, claim.row) == ("not_met", "not_documented"):
            yield claim.stretch.breach(page, _message(claim.words, claim.criterion), claim.words)
    silent = {(row.line, row.criterion) for row in page.findings if row.status == "not_documented"}
    for stretch in prose(page, ground):
        if stretch.part == "criteria" and (stretch.line, stretch.about) in silent:
            for found in _ASSERTED.finditer(stretch.text):
                yield stretch.breach(page, _message(found[0], stretch.about), found[0])


def _message(words: str, criterion: str) -> str:
    return f"“{words}” tells {criterion} as failed, but the record does not settle it; say that it is not documented."
