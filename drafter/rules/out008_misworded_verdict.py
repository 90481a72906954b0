"""The reason or the quantity of a verdict is not worded as that outcome is, or the reason names another policy.

Why: Reason and quantity are put together by code, one way for each outcome. Other words there were written by
somebody, and they are the first that are read.
Wrong: PEND because the record does settle A2 and A3
Right: PEND because the record does not settle A2 and A3
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, PageLine
from drafter.rules.applied import is_card, policy_of
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_LISTED = r".*?(?:\b[A-Z]{1,3}\d{1,3}\)?|the (?:stage|meaning of the units|number of sessions))"
_REASONS = {
    "certify": re.compile(r"the record meets every criterion of (?P<policy>.+) that applies"),
    "certify_modified": re.compile(rf"the criteria are met; {_LISTED} leave \d+ of \d+ sessions"),
    "pend": re.compile(rf"the record does not settle {_LISTED}(?:; the limits leave \d+ of \d+ sessions at most)?"),
    "not_certify": re.compile(
        rf"the record shows that the policy is not met on {_LISTED}|{_LISTED} leave none of \d+ sessions"
        rf"|{_LISTED} (?:was|were) asked for, and no answer came by the due date"
    ),
}
_QUANTITY = re.compile(r"(?:at most )?(?:\d+(?: of \d+)? sessions?(?:, \d+ units?)?|\d+ units?)")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such reason and quantity on a card of ours; a reason for no outcome is free."""
    if not is_card(page) or "decided" in page.front:
        return
    for line in page.lines:
        for said in _misworded(line):
            message = f"“{said}” is not how such a verdict is worded; give the words that follow from the rows."
            yield at(page, line.span, on_line(line.line), message, said)
        found, policy = _REASONS["certify"].fullmatch(line.because), policy_of(line, ground)
        if found and policy and found["policy"] != policy.name:
            message = f"The reason speaks of {found['policy']}, and the verdict rests on {policy.name}; name that."
            yield at(page, line.span, on_line(line.line), message, found["policy"])


def _misworded(line: PageLine) -> Iterator[str]:
    form = _REASONS.get(line.outcome or "")
    if form and not line.no_outcome and line.because and not form.fullmatch(line.because):
        yield line.because
    if line.quantity and not _QUANTITY.fullmatch(line.quantity):
        yield line.quantity
