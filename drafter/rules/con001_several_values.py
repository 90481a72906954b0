"""A stranger's page asks for the same treatment for several different lengths of time.

Why: Whoever has to answer cannot know which clock counts; the shortest will be sent and the longest will be held
against it.
Wrong: At least 4 weeks of therapy … a minimum of 10 weeks of therapy.
Right: Therapy that was tried and failed; the policy names no number of weeks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import Told, procedures, sentences, treatments
from drafter.text import lengths
from drafter.text.words import concept

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_CARE = re.compile(r"\b(?:conservative|non-?invasive|non-?operative|non-?surgical)\b")
_SYMPTOMS = re.compile(
    r"\b(?:symptoms?|pain|headaches?) (?:\w+ ){0,3}(?:last|persist|for|duration|of)\w*\b|\bintervals?\b|\bapart\b"
    r"|\brelief\b|\bfollow-up\b"
)
_CALLED = {"drug": "drugs", "physical": "physical treatment"}
_DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.0}


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every requirement after the first that gives the same treatment another length."""
    asked: dict[tuple[str, frozenset[str]], tuple[int, str]] = {}
    for told in sentences(page, ground):
        for kind, value, words in _asked(told):
            key = kind, procedures(f"{told.stretch.part} {told.text}") if not told.lead else frozenset()
            first = asked.setdefault(key, (value, words))
            if first[0] != value:
                message = f"“{words}” of {kind} is asked here and “{first[1]}” elsewhere; ask for what the policy says."
                yield told.breach(page, message, words)


def _asked(told: Told) -> Iterator[tuple[str, int, str]]:
    """Kind of treatment, its least length in days, and the words, where a sentence asks for one."""
    if not told.asks or _SYMPTOMS.search(told.low):
        return
    groups = {str(concept(name).about.get("group")) for name in treatments(told.text)}
    kind = "conservative care" if _CARE.search(told.low) else next(iter(sorted(groups)), "") if len(groups) == 1 else ""
    if kind in ("", "none", "None"):
        return
    for length in lengths.find(told.text):
        if length.least is not None and length.unit in _DAYS:
            words = told.text[length.start : length.end]
            yield _CALLED.get(kind, kind), round(length.least * _DAYS[length.unit]), words
