"""A stranger's page relies on a policy that was retired before the day it speaks of.

Why: A member is judged by the policy of the day; a retired one may still be found, and reads like any other.
Wrong: By the determination retired in 2023, a service of 2026 is not covered.
Right: By the determination in force in 2026, …
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages", "today"})
_NUMBER = re.compile(r"\b(?:l\d{5}|ncd \d+(?:\.\d+)*)\b")
_RETIRED = re.compile(r"\bretired (?:on |since |in )?(?:[^.;]{0,20}?)(?P<year>(?:19|20)\d\d)\b")
_SAID = re.compile(r"\b(?:retired|replaced|superseded|no longer|former|withdrawn|repealed)\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every policy so named, unless its sentence says that it is retired."""
    if not page.foreign:
        return
    day, said = _day(ground), sentences(page, ground)
    if day is None or not said:
        return
    held = {**_by_policy(ground), **_by_passage(ground)}
    for told in said if held else ():
        for found in _NUMBER.finditer(told.low):
            year = held.get(found[0])
            if year is not None and day.year > year and not _SAID.search(told.low):
                message = (
                    f"{found[0].upper()} was retired in {year}; judge by the policy in force on the day of service."
                )
                yield told.breach(page, message, found)


def _by_policy(ground: Ground) -> dict[str, int]:
    return {fold(p.number): p.retired.year for p in ground.policies or () if p.retired}


def _by_passage(ground: Ground) -> dict[str, int]:
    """Numbers of policies that a passage calls retired, with the year."""
    found: dict[str, int] = {}
    for passage in ground.passages or ():
        words = fold(" ".join([passage.text, *passage.claims]))
        numbers, retired = (
            _NUMBER.findall(fold(passage.heading + " " + (passage.source.document or ""))),
            _RETIRED.search(words),
        )
        if numbers and retired:
            found[numbers[0]] = int(retired["year"])
    return found


def _day(ground: Ground) -> dt.date | None:
    return ground.case.anchor_date(ground.today) if ground.case and ground.today else ground.today
