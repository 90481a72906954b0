"""A stranger's page relies on a policy that was retired before the day it speaks of.

Why: A member is judged by the policy of the day; a retired one may still be found, and reads like any other.
Wrong: By the determination retired in 2023, a service of 2026 is not covered.
Right: By the determination in force in 2026, …
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from drafter.corpus import retired
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS = frozenset({"passages", "today"})
_SAID = re.compile(r"\b(?:retired|replaced|superseded|no longer|former|withdrawn|repealed)\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every policy so named, unless its sentence says that it is retired."""
    if not page.foreign:
        return
    day = _day(ground)
    gone = [passage for passage in ground.passages or () if passage.retired]
    for told in sentences(page, ground) if day and gone else ():
        if day and not _SAID.search(told.low):
            for passage, found in retired.citations(told.text, gone, day):
                message = f"{retired.told(passage)}; judge by the policy in force on the day of service."
                yield told.breach(page, message, found)


def _day(ground: Ground) -> dt.date | None:
    return ground.case.anchor_date(ground.today) if ground.case and ground.today else ground.today
