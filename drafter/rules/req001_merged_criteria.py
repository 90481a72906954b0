"""A stranger's page makes one test of two criteria: symptoms have to last so long after, or in spite of, treatment.

Why: A policy that asks for symptoms of a certain length, and for treatment that failed, asks for two things. Run
together, the clock of the symptoms begins when the treatment has failed, which nobody wrote.
Wrong: Symptoms must continue for 5 months after failed therapy.
Right: Symptoms of more than 5 months; and, by itself, therapy that was tried and failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_CARE = r"(?:conservative|non-?\w+|medical|failed|adequate|optimal|appropriate|physical|such|documented)"
_MERGED = re.compile(
    r"\b(?:symptoms?|pain|complaints?|headaches?)\b[^.;]{0,40}?\b(?:persist\w*|last\w*|continu\w*|remain\w*|for"
    r"|present|of)\b"
    r"[^.;]{0,25}?(?P<n>\d+|one|two|three|four|five|six|twelve)[ -](?P<unit>days?|weeks?|months?)[^.;()]{0,12}?"
    r"\b(?:after|despite|following|in spite of|notwithstanding|beyond|while on|since)\b (?:\w+ ){0,3}?"
    rf"{_CARE}?[^.;]{{0,20}}?\b(?:care|management|therap(?:y|ies)|treatments?|measures)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such requirement, where a policy at hand has the two criteria apart."""
    if not page.foreign:
        return
    policies = ground.policies or ()
    apart = [p for p in policies if {"duration", "trial"} <= {c.kind for c in p.criteria}]
    if not apart:
        return
    for told in sentences(page, ground):
        found = _MERGED.search(told.low)
        if found and told.asks:
            ids = [c.id for c in apart[0].criteria if c.kind in ("duration", "trial")]
            message = f"“{found[0]}” makes one test of {' and '.join(ids)} of {apart[0].name}; judge each by itself."
            yield told.breach(page, message, found)
