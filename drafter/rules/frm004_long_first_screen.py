"""What a reviewer sees first is longer than 250 words.

Why: The verdict is read by somebody with twenty more to read; what does not fit on one screen is not read.
Wrong: a verdict of 400 words
Right: a verdict of 120 words, with the reasoning below it
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "warning"
NEEDS: frozenset[str] = frozenset()
MOST = 250  # words
_SECTIONS = {"title", "request", "reported", "disagreements"}


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach where the words above what is missing are too many."""
    said = [statement.text for statement in page.statements if statement.section in _SECTIONS]
    for line in page.lines:
        said += [line.service, line.outcome or line.no_outcome or "", line.basis or "", line.because]
        said += [line.quantity or "", line.policy or "", line.policy_version or "", line.stage or "", *line.blocking]
    words = len(" ".join(said).split())
    if words > MOST:
        yield Breach(
            "first screen", f"The first screen has {words} words, more than {MOST}; say less before what is missing."
        )
