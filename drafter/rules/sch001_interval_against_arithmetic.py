"""A stranger's page says that a schedule keeps to an interval that it falls short of, or reads it in two ways.

Why: An interval is met or it is not: 28 days are fewer than 84. "Technically fits" leaves the count to the reader.
Wrong: Every 2 weeks fits within the 6-week rule in spirit.
Right: Every 2 weeks is 14 days, fewer than 42: not met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import Told, sentences
from drafter.text.tokens import COUNTS

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_N = rf"(?:\d{{1,3}}|{'|'.join(word for word in COUNTS if len(word) > 2)})"
_EVERY = re.compile(
    rf"\bevery[ -](?P<n>{_N})[ -](?P<unit>day|week|month)s?\b|\b(?P<n2>{_N})[ -](?P<unit2>day|week|month)s? "
    r"(?:window|interval|spacing|rule|minimum|limit)"
)
_KEEPS = re.compile(
    r"\b(?:fits?|meets?|compl(?:y|ies)|satisf(?:y|ies)|within|keeps? to|conforms?|consistent|aligns?|acceptable)\b"
)
_HEDGED = re.compile(
    r"\b(?:technically|in spirit|the spirit|arguably|strictly speaking|on paper|essentially|effectively"
    r"|front-?load\w*)\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30}


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence with a shorter and a longer interval that says the one keeps to the other."""
    for told in sentences(page, ground):
        days = _intervals(told)
        if len(days) < 2:
            continue
        asked, limit = min(days, key=lambda d: days[d]), max(days, key=lambda d: days[d])
        keeps, hedged = _KEEPS.search(told.low), _HEDGED.search(told.low)
        denied = re.search(r"\b(?:not|does not|fewer|shorter|less than|below|too)\b", told.low)
        if days[asked] < 0.9 * days[limit] and (hedged or (keeps and not denied)):
            words = (hedged or keeps or [""])[0]
            message = (
                f"“{words}” is said of an interval: {asked} is {days[asked]} days and {limit} is {days[limit]}; "
                "count, and say met or not met."
            )
            yield told.breach(page, message)


def _intervals(told: Told) -> dict[str, int]:
    """Intervals named, by their words, in days."""
    found = {}
    for match in _EVERY.finditer(told.stretch.written.lower() if "·" in told.text else told.low):
        n, unit = match["n"] or match["n2"], match["unit"] or match["unit2"]
        found[match[0]] = (int(n) if n.isdigit() else COUNTS[n]) * _DAYS[unit]
    return found
