"""A stranger's page gives as a reason against the service something that no criterion at hand is about.

Why: What the policy does not ask cannot decide. A matter of safety is for the treating clinician, and a ground of a
denial only where it is written down.
Wrong: Her blood pressure further supports denial. (no criterion speaks of it)
Right: The record does not tell what was tried (A2). Her blood pressure is a matter for the clinician.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import stems
from drafter.rules.breach import Breach
from drafter.rules.told import conditions, procedures, sentences

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_AGAINST = re.compile(
    r"\b(?:supports?|justif(?:y|ies)|warrants?|argues? for|favou?rs?|strengthens|is (?:a |an )?(?:additional "
    r"|further |separate )?"
    r"(?:reason|ground)s? (?:for|to)|(?:reason|ground)s? for) (?:\w+ ){0,3}?"
    r"(?:defer\w*|den(?:y|ying|ial)|delay\w*|withhold\w*|postpon\w*|non-?certif\w+|declin\w+|refus\w+|reject\w+)\b"
)
_CRITERIA = re.compile(
    r"\b(?:criteri(?:on|a)|conservative|documentation|record|evidence|guidelines?|policy|frequency|schedule"
    r"|interval|units?)\b"
)

_SAID_OF_ALL = frozenset(["docum", "neede", "need", "revie", "reque", "clini", "patie", "furth"])
"""Beginnings of words that say nothing of what a reason is about."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such reason none of whose words stands in a criterion of the policies at hand."""
    if not page.foreign:
        return
    policies = ground.policies or ()
    asked = frozenset(stem for p in policies for c in p.criteria for stem in stems(f"{c.text} {c.label}"))
    for told in sentences(page, ground) if asked else ():
        found = _AGAINST.search(told.low)
        reason = told.text[: found.start()] if found else ""
        about = stems(reason) - _SAID_OF_ALL
        if found is None or not about or _CRITERIA.search(reason.lower()):
            continue
        if not (about & asked) and not conditions(reason) and not procedures(reason):
            message = (
                f"“{told.written.strip()[:90]}” gives a reason that no criterion speaks of; judge by the criteria."
            )
            yield told.breach(page, message)
