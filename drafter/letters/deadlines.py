"""Steps of appeal with their last days, counted from the date of the letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from drafter.jurisdictions import Overlay


@dataclass(frozen=True)
class Step:
    """One step of appeal."""

    name: str
    """What the law calls it."""
    by: str
    """Last day for asking, in words; empty where it is counted from a later day or follows by itself."""
    span: str
    """How long one has, in words; empty where it follows by itself."""
    automatic: bool
    """Whether it follows by itself."""
    decided: str
    """How long it takes."""
    who: str
    """Who may ask, spoken to the member."""
    asker: str
    """Who may ask, spoken of the member."""
    cite: str
    """Where the law has it."""
    verified: str
    """How that was checked."""


def steps(overlay: Overlay, day: dt.date, own: Mapping[str, int], *, on_appeal: bool = False) -> tuple[Step, ...]:
    """The steps in order. `own` are days that the State or the plan has set, by the name of the step.

    A letter that decides an appeal tells of the steps after it, and is itself the day from which they are counted.
    """
    found = []
    for _, appeal in overlay.appeals()[1 if on_appeal else 0 :]:
        days, months = own.get(appeal.name, appeal.within_days), appeal.within_months
        end = day + relativedelta(days=days or 0, months=0 if days else months or 0)
        span = f"{days} calendar days" if days else f"{months} months" if months else ""
        dated = span and (on_appeal or appeal.anchor == "notice_date")
        found.append(Step(
            name=appeal.name, by=day_words(end) if dated else "",
            span=span if dated or not span else f"{span} after the decision on the appeal",
            automatic=appeal.automatic, decided=appeal.decided, who=_spoken(appeal.who), asker=appeal.who,
            cite=appeal.cite, verified=appeal.verified,
        ))  # fmt: skip
    return tuple(found)


def day_words(day: dt.date) -> str:
    """The day as a letter writes it: January 5, 2027."""
    return f"{day:%B} {day.day}, {day.year}"


def _spoken(who: str) -> str:
    """Who may ask, said to the member."""
    for theirs, ours in (
        ("the member", "you"),
        ("the treating", "your treating"),
        (" a representative", " someone you name"),
    ):
        who = who.replace(theirs, ours)
    return who
