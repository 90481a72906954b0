"""A stranger's page tells the result of one study as that of several.

Why: "Studies show" is another strength of evidence than one uncontrolled series from one hospital.
Wrong: Studies found 88.4 % relief. (one series of 31 patients, without a control group)
Right: One uncontrolled series of 31 patients found 88.4 % relief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import figured
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_SEVERAL = re.compile(
    r"\b(?:\w+ )?(?:studies|trials|series of studies|reports|investigations|cohorts|randomi[sz]ed trials)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence with a figure of one study that speaks of several."""
    for told, passage in figured(page, ground):
        if found := _SEVERAL.search(told.low):
            kind = passage.strength or "one study"
            message = f"“{found[0]}” stands for {passage.source.title}, {kind}; say that it is one, and of what kind."
            yield told.breach(page, message, found)
