"""A stranger's page recommends another procedure without having looked at that procedure's own criteria.

Why: An alternative sounds like help. Whoever follows it meets another policy, which nobody read, and another denial.
Wrong: Consider a spinal stimulator instead. (nothing is said of when one is covered)
Right: The criteria of other procedures were not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import Told, procedures, request, sentences
from drafter.text.tokens import fold, tokenise
from drafter.text.words import concepts, lexicon

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_RECOMMENDS = re.compile(
    r"\b(?:consider(?:ation of)?|recommend(?:s|ed|ation)?(?: of)?|try|switch(?:ing)? to|offer"
    r"|refer(?:ral)?\b.{0,40}\bfor|should receive"
    r"|appropriate (?:option|alternative|next step)|would be (?:better|appropriate)|instead)\b"
)
_CHECKED = re.compile(
    r"\b(?:own (?:criteria|policy)|criteria (?:of|for)|its policy|not (?:looked|checked|reviewed|recommend\w*)"
    r"|were reviewed)\b"
)
_FOREIGN_VOICE = re.compile(r"\b(?:guidelines?|stud(?:y|ies)|trial|society|review|recommends that|suggests?)\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every procedure recommended that was not requested, where its own criteria are not named."""
    if not page.foreign:
        return
    asked = set(procedures(request(page, ground))) | set(procedures(" ".join(line.code or "" for line in page.lines)))
    asked |= {name for line in page.lines for name in procedures(line.service)}
    for told in sentences(page, ground) if asked else ():
        recommended = _RECOMMENDS.search(told.low)
        if (
            recommended is None
            or _CHECKED.search(told.low)
            or _FOREIGN_VOICE.search(told.low[: recommended.start() + 1])
        ):
            continue
        for words in _others(told, asked, recommended.start()):
            message = f"“{words}” is recommended, and its own criteria are not looked at; say so, or leave it out."
            yield told.breach(page, message, words)


def _others(told: Told, asked: set[str], start: int) -> Iterator[str]:
    """Procedures named behind the recommendation that were not asked for, as written."""
    for hit in lexicon().find(tokenise(told.text), fold(told.text), 0):
        concept = concepts()[hit.name]
        if (
            concept.family == "procedures"
            and not concept.about.get("generic")
            and hit.name not in asked
            and hit.start >= start
        ):
            yield told.text[hit.start : hit.end]
            return
