"""Holidays by which people date things, each as a day of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dateutil.easter import easter


def _nth(month: int, weekday: int, n: int) -> Callable[[int], dt.date]:
    """The n-th such weekday (Monday is 0) of the month in each year; n of -1 is the last."""

    def day(year: int) -> dt.date:
        if n < 0:
            last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
            return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))

    return day


def _on(month: int, day: int) -> Callable[[int], dt.date]:
    return lambda year: dt.date(year, month, day)


HOLIDAYS: dict[str, Callable[[int], dt.date]] = {
    "labou?r day": _nth(9, 0, 1),
    "memorial day": _nth(5, 0, -1),
    "thanksgiving": _nth(11, 3, 4),
    "columbus day|indigenous peoples'? day": _nth(10, 0, 2),
    "martin luther king|mlk": _nth(1, 0, 3),
    "presidents'?(?: |'s )day|president's day": _nth(2, 0, 3),
    "mother's day|mothers'? day": _nth(5, 6, 2),
    "father's day|fathers'? day": _nth(6, 6, 3),
    "christmas|xmas|x-mas": _on(12, 25),
    "new years?": _on(1, 1),
    "(?:the )?(?:fourth|4th) of july|july (?:4th|fourth)|independence day": _on(7, 4),
    "halloween": _on(10, 31),
    "valentine": _on(2, 14),
    "veterans'? day|veteran's day": _on(11, 11),
    "juneteenth": _on(6, 19),
    "st\\.? patrick": _on(3, 17),
    "good friday": lambda year: easter(year) - dt.timedelta(days=2),
    "easter": easter,
}
"""Names as expressions over folded text, and the day in a year; the days are those of the United States."""
