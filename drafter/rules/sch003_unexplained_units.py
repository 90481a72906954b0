"""A stranger's page gives a code more units than one day can hold, and no dates or sides for them.

Why: Twice the units is twice the money. Whether they are two days, two sides or an error has to be asked before
anything is decided on them.
Wrong: 20553 x3 is not certified. (the code counts a day of service)
Right: 20553, 1 unit on each of 3 dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_UNITS = re.compile(
    r"(?<!\w)(?P<code>\d{5}|[a-v]\d{4})\)?,?\s?(?:(?:x|×|\*)\s?(?P<n>\d{1,3})\b|(?:\(|, |- )?(?P<n2>\d{1,3}) units?\b)"
    r"|\b(?P<n3>\d{1,3}) units? (?:of|for) (?:cpt |hcpcs )?(?P<code3>\d{5}|[a-v]\d{4})"
)
_EXPLAINED = re.compile(
    r"\b(?:modifier|-50|rt|lt|bilateral|sides?|dates? of service|on (?:each|separate|different|two|\d)|sessions?"
    r"|days?|visits?|"
    r"per (?:day|session|visit)|asked|clarif\w+|unexplained|not explained|error)\b"
)

_ASKED = re.compile(
    r"\b(?:stat|ask|clarif|explain|confirm)\w*\b[^.;]{0,120}\bunits?\b|\bunits?\b[^.;]{0,120}\b(?:asked|unexplained)\b"
)
"""A page that asks about the units has seen them."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every number of units above what a day holds that its sentence does not account for."""
    if not page.foreign:
        return
    most = {s.code: s.unit_rule for p in ground.policies or () for s in p.services if s.unit_rule}
    asked = any(_ASKED.search(told.low) for told in sentences(page, ground)) if most else False
    for told in sentences(page, ground) if most and not asked else ():
        for found in _UNITS.finditer(told.low):
            code = (found["code"] or found["code3"]).upper()
            n, rule = int(found["n"] or found["n2"] or found["n3"]), most.get(code)
            if rule and rule.most_per_day and n > rule.most_per_day and not _EXPLAINED.search(told.low):
                message = (
                    f"“{found[0]}” has no dates or sides, and {code} counts {rule.counts}; say what the units are."
                )
                yield told.breach(page, message, found)
