"""A stranger's page says that the record tells of no treatment, and tells of one itself.

Why: A reader who meets "nothing was tried" first never weighs what stands three lines below.
Wrong: There is no evidence of any treatment. … The patient has tried two drugs.
Right: Two drugs were tried; of physical treatment the record does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences, treatments

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_NOTHING = re.compile(
    r"\b(?:no|without|lacks?|absence of) (?:any )?(?:evidence|documentation|record|indication|mention|proof)?\s?"
    r"(?:that|of|for)? ?(?:any |prior |previous |failed )*(?:conservative |non-?invasive |medical )?"
    r"(?:treatments?|therap(?:y|ies)|care|medications?|management|interventions?) "
    r"(?:was|were|has been|have been|had been) (?:ever )?(?:attempted|tried|given|used|undertaken)"
)
_TRIED = re.compile(
    r"\b(?:has|have|had)? ?(?:already |previously )?(?:tried|taken|used|failed|attempted|completed|underwent"
    r"|received|on)\b"
)
_OPEN = re.compile(r"\b(?:no|not|without|whether|if|should|must|unclear|unknown)\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such denial, where another sentence names a treatment that was tried."""
    if not page.foreign:
        return
    told = sentences(page, ground)
    silent = [(one, nothing) for one in told if (nothing := _NOTHING.search(one.low))]
    tried = [(other, words) for other in told if (words := _tried(other.text))] if silent else []
    for one, nothing in silent:
        words = next((words for other, words in tried if other != one), "")
        if words:
            message = f"“{nothing[0]}” stands here, and “{words}” elsewhere; say what was tried and what is not told."
            yield one.breach(page, message, nothing)


def _tried(text: str) -> str:
    """The clause of a sentence that tells of a treatment of the patient's; empty where none does."""
    for clause in re.split(r"[;:]|\bthere (?:is|was) no\b|, but ", text):
        found = _TRIED.search(clause.lower())
        if found and treatments(clause) and not _OPEN.search(clause.lower()):
            return clause.strip(" ,.")
    return ""
