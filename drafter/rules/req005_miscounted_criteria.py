"""A stranger's page gives a policy another number of criteria than it has.

Why: Which criteria there are comes from the policy. A count that is off shows that one was left out, or made up.
Wrong: All four criteria of the bulletin … (it has six)
Right: All six criteria of the bulletin …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.told import Told, procedures, sentences
from drafter.text.tokens import COUNTS
from drafter.text.words import concepts

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
_COUNTED = re.compile(
    rf"\b(?:all|each|every|any|none|the) (?:of )?(?:the |its )?{_N} (?:\w+ ){{0,2}}?(?:criteria|requirements"
    rf"|conditions of coverage)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every count that none of the policies at hand bears out, with its limits or without."""
    if not page.foreign:
        return
    for told in sentences(page, ground) if ground.policies else ():
        for found in _COUNTED.finditer(told.low):
            policies = _about(told, ground.policies or ())
            counts = {count for policy in policies for count in _counts(policy)}
            n = int(found["n"]) if found["n"].isdigit() else COUNTS[found["n"]]
            if n not in counts:
                right = ", ".join(f"{len(policy.criteria)} in {policy.name}" for policy in policies)
                message = f"“{found[0]}” is not how many there are ({right}); judge by every criterion of the policy."
                yield told.breach(page, message, found)


def _about(told: Told, policies: tuple[Policy, ...]) -> tuple[Policy, ...]:
    """The policies of the service that the sentence or its heading names; all where it names none."""
    words = f"{told.stretch.part} {told.text} {told.heading}"
    codes = {str(code) for name in procedures(words) for code in concepts()[name].about.get("codes", ())}
    return tuple(p for p in policies if any(s.code in codes for s in p.services)) or policies


def _counts(policy: Policy) -> Iterator[int]:
    """How many criteria a policy has: in all, and by stage with and without its limits."""
    yield len(policy.criteria)
    for stage in policy.stages:
        ids = set(stage.logic.leaves())
        yield len(ids)
        yield len(stage.criteria())
