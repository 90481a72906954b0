"""A stranger's page rests a sentence on evidence, or on a treatment, for a condition that the patient is not given.

Why: A recommendation holds for the condition it was made for. Carried over to another patient it is no evidence, and a
condition that is not in the case brings in rules that do not apply.
Wrong: The guideline suggests blocks for migraine. (the patient has occipital neuralgia only)
Right: The guideline's suggestion is for migraine, which is not this patient's diagnosis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import attributed
from drafter.rules.breach import Breach
from drafter.rules.names import named
from drafter.rules.told import Told, patients_conditions, sentences, treatments
from drafter.text.words import concepts

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_TOLD_APART = re.compile(
    r"\b(?:not|no|nor|neither|other than|rather than|outside|different|differs|unlike|only for|limited to|whereas"
    r"|while|or)\b"
)
_BESIDE = re.compile(r"\bdoes not (?:show|speak|address|say|cover)\b|\bit speaks of\b|\bnot made for\b")
"""Said in another sentence of the same line."""
_FOR = re.compile(r"\b(?:for|in|of) (?:the )?(?:\w+ ){0,5}$")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such condition, on pages that say what the patient has."""
    if not page.foreign:
        return
    has = frozenset(patients_conditions(page, ground))
    if not has:
        return
    naming = {one.told for one in attributed(page, ground)}
    for told in sentences(page, ground):
        if not (told in naming or (told.asks and treatments(told.text))):
            continue
        if _TOLD_APART.search(told.low) or _BESIDE.search(told.stretch.written.lower()):
            continue
        if words := _strange(told, has):
            message = (
                f"“{words}” is not a condition this page gives the patient; say that it is another, or leave it out."
            )
            yield told.breach(page, message, words)


def _fits(condition: str, has: frozenset[str]) -> bool:
    """Whether the patient has the condition, or what it is a kind of; any headache is a headache and no more."""
    return condition in has or bool((set(concepts()[condition].broader) - {"headache"}) & has)


def _strange(told: Told, has: frozenset[str]) -> str:
    """The first condition for which something is said and which the patient is not given, nor a broader one."""
    for name in named(told.text):
        if concepts()[name.concept].family != "conditions" or name.concept == "headache":
            continue
        at = told.text.find(name.words)
        if _FOR.search(told.low[:at]) and not _fits(name.concept, has):
            return name.words
    return ""
