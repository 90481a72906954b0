"""A stranger's page takes the figures of a study for a plan that the study speaks against.

Why: A success that meant "no further treatment was needed" cannot carry a schedule of repeats; a reader of the number
alone never learns it.
Wrong: 88.4 % had relief. … Repeat every 3 months. (relief was counted where no repeat was needed)
Right: 88.4 % needed no repeat for six months, which does not speak for a schedule.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, Passage
from drafter.rules.attributed import denies, figured, says
from drafter.rules.breach import Breach
from drafter.rules.told import Told, sentences

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_SHARE, _LEAST = 0.99, 3


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every study whose figures stand beside a sentence that says what it does not show."""
    seen: set[str] = set()
    for told, passage in figured(page, ground):
        if passage.id in seen:
            continue
        seen.add(passage.id)
        for words in passage.does_not_show:
            gist, _, reason = words.partition(":")
            if reason and gist.startswith("that ") and (plan := _planned(page, ground, gist, told, passage)):
                message = (
                    f"“{plan}” stands beside these figures, which do not show {words.rstrip('.')}; say what they mean."
                )
                yield told.breach(page, message)


def _planned(page: Page, ground: Ground, gist: str, figures: Told, passage: Passage) -> str:
    """The clause elsewhere on the page that says what the study does not show."""
    for told in sentences(page, ground):
        if told == figures or any(denies(told.low) and word in told.low for word in ("not show", "does not")):
            continue
        for clause in told.text.replace("(", ",").replace(":", ",").split(","):
            if not denies(clause.lower()) and says(clause, gist, _SHARE, _LEAST):
                return clause.strip()
    return ""
