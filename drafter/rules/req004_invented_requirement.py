"""A stranger's page requires a number or a measure that none of the policies at hand asks for.

Why: Weeks of therapy, numbers of drug classes, indices and repeated examinations are the commonest inventions; each
stands between a patient and a service without anybody having decided it.
Wrong: At least 3 drug classes and a disability index are required. (the policy names neither)
Right: Treatment that was tried and failed; the policy names no number and no index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.figures import Known, figures
from drafter.rules.prose import policy_texts, unit_texts
from drafter.rules.told import Told, sentences, treatments
from drafter.text import lengths
from drafter.text.tokens import fold
from drafter.text.words import load

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_CARE = re.compile(
    r"\b(?:conservative|therap\w+|treatments?|trials?|modalit\w+|care|management|pharmaco\w+|exercise\w*)\b"
)
_SYMPTOMS = re.compile(
    r"\bsymptoms?\b|\bapart\b|\bintervals?\b|\bevery\b|\bper \w+\b|\brelief\b|\breassess\w*|\bdays? of\b|\bwithin\b"
)
_CLASSES = re.compile(
    r"\b(?:at least |minimum (?:of )?)?(?P<n>\d|two|three|four|five)(?:\s?(?:-|to|or)\s?(?:\d|three|four|five))? "
    r"(?:different |separate |distinct |or more )?(?:medication |drug |pharmacologic(?:al)? |medicine )"
    r"(?:classes|categories|groups|agents|trials|types)\b"
)
_EXPLICIT = re.compile(
    r"\b(?:must|should|shall|requir\w+|minimum|at least|needed|mandatory|to establish|before approval"
    r"|reconsideration)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every number on treatment, and every measure, that is required and that no policy has."""
    if not page.foreign:
        return
    policies = ground.policies or ()
    if not policies:
        return
    known, words = _known(policies), fold(" ".join(text for p in policies for text in _texts(p)))
    measures = _measures()
    for told in sentences(page, ground):
        if not told.asks or not (_EXPLICIT.search(told.low) or _EXPLICIT.search(told.lead)):
            continue
        for found in _invented(told, known, words, measures):
            message = f"“{found}” is required here and by none of {_names(policies)}; require what the policy asks."
            yield told.breach(page, message, found)


def _invented(told: Told, known: Known, words: str, measures: re.Pattern[str]) -> Iterator[str]:
    if found := _CLASSES.search(told.low):
        yield told.text[found.start() : found.end()]
    if (_CARE.search(told.low) or treatments(told.text)) and not _SYMPTOMS.search(told.low):
        yield from _strange_lengths(told, known)
    if (found := measures.search(told.low)) and found[0] not in words:
        yield told.text[found.start() : found.end()]


def _strange_lengths(told: Told, known: Known) -> Iterator[str]:
    """The first length of time of a sentence that no policy names."""
    for length in lengths.find(told.text):
        words = told.text[length.start : length.end]
        named = [f for f in figures(words) if f.unit in ("day", "month") and not f.days]
        if named and not any(known.holds(f) for f in named):
            yield words
            return


def _known(policies: tuple[Policy, ...]) -> Known:
    return Known().add(text for policy in policies for text in _texts(policy))


def _texts(policy: Policy) -> Iterator[str]:
    """What a policy asks; its pitfalls name what it does not."""
    aside = {*policy.pitfalls, *(c.caution for c in policy.criteria)}
    yield from (text for text in (*policy_texts(policy), *unit_texts(policy)) if text not in aside)


def _measures() -> re.Pattern[str]:
    words = sorted(map(str, load("measures")["measures"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word.lower()) for word in words)})\b")


def _names(policies: tuple[Policy, ...]) -> str:
    return ", ".join(policy.name for policy in policies)
