"""A code stands in the member's part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.plain import CODE, CODING
from drafter.letters.rules import Told

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for each code of a procedure, a diagnosis or a criterion."""
    if not told.member:
        return
    text, case = told.ours, told.facts.case
    own = [line.code for line in case.services if line.code] + [one.code for one in case.diagnoses if one.code]
    ids = {finding.criterion for line in told.facts.draft.determination.lines for finding in line.findings}
    listed = "|".join(re.escape(one) for one in sorted({*own, *ids}, key=len, reverse=True))
    found = [match[0].strip() for match in re.finditer(rf"(?<!\w)(?:{listed})(?!\w)", text)] if listed else []
    found += [match[0].strip() for pattern in (CODE, CODING) for match in pattern.finditer(text)]
    for code in dict.fromkeys(found):
        yield f"The member's part holds the code {code!r}; say it in words."
