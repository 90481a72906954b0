"""Units stand beside a code that were not requested for it.

Why: A line is paid by its units; twice the units is twice the money, or a second side that nobody documented.
Wrong: 20553 x2 (requested: 1 unit)
Right: 20553 x1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import Wording, prose

SEVERITY = "error"
NEEDS = frozenset({"case"})
_CODE = r"(?P<code>\d{5}|[A-V]\d{4})"
_UNITS = (
    Wording(re.compile(rf"(?<!\w){_CODE}\s?[x×]\s?(?P<units>\d+)\b")),
    Wording(re.compile(rf"\b(?P<units>\d+) units? (?:of|for) {_CODE}\b")),
    Wording(re.compile(rf"(?<!\w){_CODE},? (?P<units>\d+) units?\b")),
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every number of units in our own voice that no service line, or earlier decision, has."""
    if ground.case is None:
        return
    known = {(line.code, line.units) for line in ground.case.services}
    known |= {(prior.code, prior.units) for prior in ground.case.prior_determinations}
    asked = {code for code, _ in known}
    for stretch in prose(page, ground):
        for found in (match for pattern in _UNITS for match in pattern.finditer(stretch.text)):
            if found["code"] in asked and (found["code"], int(found["units"])) not in known:
                message = f"“{found[0]}” gives {found['code']} units that were not requested; give those that were."
                yield stretch.breach(page, message, found[0])
