"""A stranger's page measures a service by an interval that none of its policies has.

Why: The spacing of one procedure is not that of another; carried over, it makes a schedule look sound, or unsound, by a
rule that does not exist.
Wrong: Injections every 2 months meet the spacing rule. (the policy: not within 7 days)
Right: Injections every 2 months are more than 7 days apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.told import procedures, sentences
from drafter.text.tokens import COUNTS
from drafter.text.words import concepts

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_N = rf"(?:\d{{1,3}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
_EVERY = re.compile(
    rf"\bevery[ -](?P<n>{_N})[ -](?P<unit>day|week|month)s?\b|\b(?P<n2>{_N})[ -](?P<unit2>day|week"
    rf"|month)s? (?:interval|apart|spacing)"
)
_BY_RULE = re.compile(
    r"\b(?:meet\w*|satisf\w+|within|compl\w+ with|consistent with|aligns? with|keep\w* to|violat\w+|exceed\w*"
    r"|conform\w*) (?:\w+ ){0,4}?"
    r"(?:spacing|guidelines?|guidance|interval|frequency|rules?|limits?|criteria|recommendations?|requirements?"
    r"|policy)\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30}


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every interval held against a spacing rule of a service whose policies space otherwise."""
    for told in sentences(page, ground):
        rule, every = _BY_RULE.search(told.low), _EVERY.search(told.low)
        named = procedures(told.text)
        if not rule or not every or len(named) != 1:
            continue
        policies = [p for p in ground.policies or () if _of_service(p, next(iter(named)))]
        spaced = {
            c.apart: f"{c.apart} apart ({p.name}, {c.id})"
            for p in policies
            for c in p.facts()
            if c.kind == "frequency" and c.apart
        }
        n, unit = every["n"] or every["n2"], every["unit"] or every["unit2"]
        days = (int(n) if n.isdigit() else COUNTS[n]) * _DAYS[unit]
        due = [_DAYS.get(bound.unit.removesuffix("s"), 0) * bound.value for bound in spaced]
        if spaced and not any(abs(days - d) <= 0.1 * days for d in due):
            message = (
                f"“{every[0]}” is no spacing of this service, which is {', '.join(spaced.values())}; count by that."
            )
            yield told.breach(page, message, every)


def _of_service(policy: Policy, procedure: str) -> bool:
    codes = set(map(str, concepts()[procedure].about.get("codes", ())))
    return any(service.code in codes for service in policy.services)
