"""When a decision and its notice are due: to the minute, in the time zone of the state, with its holidays.

Conventions, each the stricter reading: a clock starts at the moment of receipt; days end at the hour of receipt by the
clock on the wall, hours pass through a change of the clocks; a business day is neither a weekend nor a public holiday
of the state; asking for information stops no clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from drafter.domain import Case
from drafter.jurisdictions import Overlay, table
from drafter.jurisdictions.law import Clock, Jurisdiction


@dataclass(frozen=True)
class Due:
    """The moment at which one law wants the decision and its notice."""

    moment: dt.datetime
    """The last moment, in the zone of the state."""
    extended: dt.datetime | None
    """The last moment once it has been extended with notice; none where it cannot be."""
    law: Jurisdiction
    """Whose clock it is."""
    clock: Clock
    """The clock."""

    @property
    def why(self) -> str:
        """One sentence."""
        return f"{self.clock.measure} from receipt ({self.law.name}, {self.clock.cite})"


def due(case: Case, overlay: Overlay, *, item: str | None = None) -> tuple[Due, ...]:
    """Every clock that runs, the strictest first: it is the one that counts. Empty without a moment of receipt.

    `item` is a kind of service with a clock of its own, such as `part_b_drug`.
    """
    if case.received_at is None:
        return ()
    zone = zone_of(case.state)
    start = case.received_at.astimezone(zone) if zone else case.received_at
    found = [Due(ends(start, clock, case.state), _extended(start, clock), law, clock)
             for law, clock in _running(case, overlay, item)]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.moment.astimezone(dt.UTC)))


def _running(case: Case, overlay: Overlay, item: str | None) -> Iterator[tuple[Jurisdiction, Clock]]:
    """The clocks of the case: one law's clock for this kind of service goes before its general one."""
    for law in overlay.parts:
        mine = [
            clock for clock in law.clocks
            if (clock.review, clock.urgency) == (case.review_type, case.urgency)
            and _same_level(clock.level, case.review_level) and clock.holds(overlay.on)
        ]  # fmt: skip
        own = [clock for clock in mine if clock.item is not None and clock.item == item]
        yield from ((law, clock) for clock in own or [clock for clock in mine if clock.item is None])


def _same_level(clock: str, case: str) -> bool:
    """A second look is an appeal by the name that a line of business gives it."""
    return (clock == "initial") == (case == "initial")


def ends(start: dt.datetime, clock: Clock, state: str | None) -> dt.datetime:
    """The end of a clock that starts at a moment."""
    if clock.hours:
        return (start.astimezone(dt.UTC) + dt.timedelta(hours=clock.hours)).astimezone(start.tzinfo)
    if clock.days:
        return start + dt.timedelta(days=clock.days)  # by the clock on the wall
    day, left = start, int(clock.business_days or 0)
    while left:
        day += dt.timedelta(days=1)
        left -= is_business_day(day.date(), state)
    return day


def is_business_day(day: dt.date, state: str | None) -> bool:
    """Whether a day is neither a weekend nor a public holiday, of the state where it is known."""
    return day.weekday() < 5 and day not in _holidays(day.year, state)


def zone_of(state: str | None) -> ZoneInfo | None:
    """The time zone of a state; none where it is not known."""
    name = table("zones").get((state or "").upper())
    return ZoneInfo(name) if name else None


def _extended(start: dt.datetime, clock: Clock) -> dt.datetime | None:
    if not clock.extension_days:
        return None
    return ends(start, clock, None) + dt.timedelta(days=clock.extension_days)


@cache
def _holidays(year: int, state: str | None) -> frozenset[dt.date]:
    import holidays

    known = state if state in holidays.country_holidays("US").subdivisions else None
    return frozenset(holidays.country_holidays("US", subdiv=known, years=year))
