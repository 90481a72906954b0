"""A step of a stranger's plan is never reached: it waits for failure after repeats that are given upon success only.

Why: A plan that nobody can follow is no path forward; whoever tries stops at the step that contradicts the one before.
Wrong: 2. If it helps, repeat up to 4 times. 3. If it fails after the 4 repeats, refer.
Right: 2. If it helps, repeat up to 4 times. 3. If the first gives no relief, ask for a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences
from drafter.text.tokens import COUNTS

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
_UPON_SUCCESS = re.compile(
    rf"\bif (?:\w+ ){{0,6}}(?:effective|helpful|successful|helps?|helped|respon\w+|relie\w+|improv\w+"
    rf"|works?)\b.*\brepeat\w*\b.*?"
    rf"\b(?:up to )?{_N} (?:times|repeats|blocks|injections|sessions|treatments|in total)"
)
_UPON_FAILURE = re.compile(
    rf"\bif (?:\w+ ){{0,6}}(?:refractory|ineffective|unsuccessful|fails?|failed|no (?:relief|response|benefit)"
    rf"|without (?:relief"
    rf"|benefit)|not (?:effective|helpful|improved)|unresponsive|persist\w*)\b.*?\bafter (?:the |all "
    rf"|these )?{_N}\b[^.;:]*"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every step upon failure after as many repeats as another step gives upon success."""
    lines: dict[str, list[tuple[str, re.Match[str]]]] = {}
    for told in sentences(page, ground):
        if success := _UPON_SUCCESS.search(told.low):
            lines.setdefault(told.section, []).append((success["n"], success))
        failure = _UPON_FAILURE.search(told.low)
        for n, success in lines.get(told.section, ()) if failure else ():
            if failure and _number(n) == _number(failure["n"]):
                message = (
                    f"“{failure[0]}” is never reached: “{success[0]}” repeats only what helped; say what "
                    f"comes of a failure."
                )
                yield told.breach(page, message, failure)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else COUNTS[words]
