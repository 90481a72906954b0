"""Frequency: how often, computed from the service line and dated events; a crossed limit says what fits in it."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from drafter.domain import Citation, Event, Finding, FrequencyCriterion, PastSessions, Value
from drafter.reading import past as past_sessions
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed, stated, undocumented

_YEAR = 12
"""Months of the window to which "this year" and "in the past year" speak."""
_LATER = 90
"""Days by which a service without a date may come later than its request. A convention of this reader."""
_DAYS = {"days": 1, "weeks": 7, "months": 28, "sessions": 1, "points": 1, "percent": 1}


def read(record: Record, criterion: FrequencyCriterion, past: PastSessions) -> Finding:
    """The finding on a frequency criterion."""
    if criterion.per_request is not None:
        return _per_request(record, criterion, criterion.per_request)
    if criterion.apart is not None:
        return _apart(record, criterion, past)
    if criterion.most is not None:
        return _most(record, criterion, past, criterion.most)
    return undocumented(record, criterion, "The criterion states no number, no window and no interval.", ())


def _asked(record: Record) -> list[Citation]:
    """The words of the request that say how often."""
    cited = record.field("schedule") or record.service_words()
    return [cited] if cited else []


def _requested(n: int) -> str:
    return f"{n} session is requested" if n == 1 else f"{n} sessions are requested"


def _fit(n: int, of: int) -> str:
    """How many of the sessions fit."""
    return f"{n} of the {of} {'fits' if n == 1 else 'fit'}" if of > 1 else "one fits"


def _unclear(record: Record) -> str | None:
    """Why the number of sessions asked for cannot be counted, or none."""
    schedule = record.line.schedule
    if schedule and schedule.sessions is None:
        return f'the schedule "{schedule.written}" does not say how many sessions are requested'
    return None


def _per_request(record: Record, criterion: FrequencyCriterion, most: int) -> Finding:
    asked = record.line.sessions
    values = [Value(name="sessions asked for", value=asked)]
    if unclear := _unclear(record):
        return undocumented(
            record, criterion, f"{unclear[0].upper()}{unclear[1:]}.", ("number of sessions",), values=values
        )
    if asked <= most:
        return stated(
            record,
            criterion,
            "met",
            f"{_requested(asked)}; the limit for one request is {most}.",
            citations=_asked(record),
            values=values,
        )
    why = f"{_requested(asked)}; the limit for one request is {most}."
    return stated(record, criterion, "not_met", why, citations=_asked(record), values=values, allows=most)


def _most(record: Record, criterion: FrequencyCriterion, past: PastSessions, most: int) -> Finding:
    """At most so many sessions, those gone before included."""
    asked = record.line.sessions
    known, boundary = _counted(record, criterion, past)
    counted = past_sessions.counted(record) if not past.events and past.state == "some" else None
    if (
        counted
        and boundary
        and not ((counted.within_a_year and criterion.window_months == _YEAR) or counted.since(boundary))
    ):
        counted = None
    before = counted.sessions if counted else len(known)
    window = f" in {criterion.window_months} months" if criterion.window_months else ""
    went = f"{before} went before{window}"
    values = [
        Value(name="sessions asked for", value=asked),
        Value(name=f"earlier sessions known{window}", value=before),
    ]
    cited = [
        *_asked(record),
        *(e.cited for e in known if e.cited),
        *([counted.said.cite()] if counted else []),
        *past.citations,
    ]
    kept, later = (
        (max(0, most - before),) * 2 if counted else tuple(_kept(record, criterion, past, most, d) for d in (0, _LATER))
    )
    if kept < min(asked, later):
        why = (
            f"{_requested(asked)} and {went}; the limit of {most} is crossed on the day of the request, but not on a "
            f"day within the next {_LATER}, and no date of service is given."
        )
        near = [Weighed("open", e.cited, "it leaves the window soon") for e in known if e.cited]
        return undocumented(record, criterion, why, ("date of service",), near, values)
    if kept < asked:
        why = f"{_requested(asked)} and {went}; together they exceed the limit of {most}."
        if kept:
            why = f"{why[:-1]}, and {_fit(kept, asked)}."
        return stated(record, criterion, "not_met", why, citations=cited, values=values, allows=kept)
    if unclear := _unclear(record):
        return undocumented(
            record, criterion, f"{unclear[0].upper()}{unclear[1:]}.", ("number of sessions",), values=values
        )
    in_full = _told_in_full(past, known, counted is not None) or past_sessions.only_one(record, past)
    if past.state == "none" or record.case.history_complete or in_full:
        how = "together" if before + asked <= most else "counted on the day of each session"
        why = f"{_requested(asked)} and {went}; {how} they stay within the limit of {most}."
        return stated(record, criterion, "met", why, citations=cited, values=values)
    why = f"{_requested(asked)}; how many went before{window} is not known (limit {most})."
    near = [Weighed("open", c, "the number and dates of the earlier sessions are not given") for c in past.citations]
    return undocumented(record, criterion, why, ("dates of earlier sessions",), near, values)


def _kept(record: Record, criterion: FrequencyCriterion, past: PastSessions, most: int, later: int) -> int:
    """How many of the sessions asked for, from the first on, stay within the limit, each at its own date.

    `later` puts off the first one by so many days where the case gives no date of service. Sessions without an
    interval are all counted on the first day, which hides none of them.
    """
    service = record.case.service_date or record.clock + dt.timedelta(days=later)
    interval = (record.line.schedule.interval_days if record.line.schedule else None) or 0
    gone = [e.date for e in past.events if e.date < service]
    for n in range(record.line.sessions):
        day = service + dt.timedelta(days=n * interval)
        first = day - relativedelta(months=criterion.window_months) if criterion.window_months else dt.date.min
        if sum(first < date <= day for date in gone) + 1 > most:
            return n
        gone.append(day)
    return record.line.sessions


def _told_in_full(past: PastSessions, known: list[Event], counted: bool) -> bool:
    """Whether the record itself lists or numbers the earlier sessions, rather than naming one of them."""
    from_text = [e for e in past.events if e.cited and not e.cited.place.startswith("history/")]
    return counted or len(from_text) >= 2


def _counted(record: Record, criterion: FrequencyCriterion, past: PastSessions) -> tuple[list[Event], dt.date | None]:
    """Earlier sessions inside the window, and its first day."""
    service = record.case.service_date or record.clock
    if criterion.window_months is None:
        return [e for e in past.events if e.date < service], None
    first = service - relativedelta(months=criterion.window_months)
    return [e for e in past.events if first < e.date < service], first


def _apart(record: Record, criterion: FrequencyCriterion, past: PastSessions) -> Finding:
    """At least so long between sessions: those asked for, and the last one before them."""
    schedule = record.line.schedule
    if schedule and schedule.interval_days is None and schedule.sessions is None:
        why = f'The schedule "{schedule.written}" gives no interval between sessions.'
        return undocumented(record, criterion, why, ("interval between sessions",))
    least = _days(record, criterion)
    service = record.case.service_date or record.clock
    last = max((e for e in past.events if e.date < service), key=lambda e: e.date, default=None)
    if last and (service - last.date).days < least and record.case.service_date:
        if len({e.side for e in past.events if e.side}) > 1:
            why = (
                "The earlier sessions were on different sides; whether the interval counts for each side is not stated."
            )
            near = [Weighed("open", e.cited, "this session was on one side") for e in past.events if e.cited]
            return undocumented(record, criterion, why, ("side of each session",), near)
        return _too_soon(record, criterion, last, least, service)
    if schedule and schedule.interval_days and (record.line.sessions > 1 or schedule.sessions is None):
        return _spaced(record, criterion, schedule.interval_days, least)
    return _single(record, criterion, past, last, service)


def _spaced(record: Record, criterion: FrequencyCriterion, interval: int, least: int) -> Finding:
    """Several sessions at an interval: how many of them can stay, each at least so far from the last."""
    sessions, asked = record.line.sessions, _asked(record)
    values = [Value(name="interval", value=interval, unit="days")]
    if interval >= least:
        why = f"The sessions are {interval} days apart; {criterion.apart} are needed."
        return stated(record, criterion, "met", why, citations=asked, values=values)
    fits = (sessions - 1) * interval // least + 1
    why = f"The sessions are {interval} days apart where {criterion.apart} are needed; {_fit(fits, sessions)}."
    return stated(record, criterion, "not_met", why, citations=asked, values=values, allows=fits)


def _days(record: Record, criterion: FrequencyCriterion) -> int:
    """The bound in whole days; a month counts its shortest length, as an interval written in months does."""
    assert criterion.apart is not None
    bound = criterion.apart
    months = {1: 28, 2: 59, 3: 89, 4: 120, 6: 181, 12: 365}
    days = (
        months.get(int(bound.value), int(bound.value * 30))
        if bound.unit == "months"
        else int(bound.value * _DAYS[bound.unit])
    )
    return days + 1 if bound.strict else days


def _too_soon(record: Record, criterion: FrequencyCriterion, last: Event, least: int, service: dt.date) -> Finding:
    """The last session is nearer than the bound: the first ones asked for fall out."""
    interval = record.line.schedule.interval_days if record.line.schedule else None
    days = (
        [service + dt.timedelta(days=n * (interval or 0)) for n in range(record.line.sessions)]
        if interval
        else [service]
    )
    kept, before = 0, last.date
    for day in days:
        if (day - before).days >= least:
            kept, before = kept + 1, day
    why = (
        f"The last session on {last.date.isoformat()} was {(service - last.date).days} days "
        f"before {service.isoformat()}, where {criterion.apart} are needed."
    )
    cited = [*([last.cited] if last.cited else []), *_asked(record)]
    return stated(
        record,
        criterion,
        "not_met",
        why,
        citations=cited,
        values=[Value(name="interval", value=(service - last.date).days, unit="days")],
        allows=kept,
    )


def _single(
    record: Record, criterion: FrequencyCriterion, past: PastSessions, last: Event | None, service: dt.date
) -> Finding:
    """One session: only the one before it matters."""
    if last and record.case.service_date:
        why = (
            f"The last session on {last.date.isoformat()} was {(service - last.date).days} days "
            f"before the service; {criterion.apart} are needed."
        )
        return stated(record, criterion, "met", why, citations=[*([last.cited] if last.cited else []), *_asked(record)])
    may = any(criterion.id in stage.may_not_apply for stage in record.policy.stages)
    if past.state == "none" and may:
        why = "A single session is requested and none went before, so there is no interval."
        return stated(record, criterion, "not_applicable", why, citations=past.citations)
    if past.state == "none":
        return stated(
            record,
            criterion,
            "met",
            "A single session is requested and none went before.",
            citations=[*past.citations, *_asked(record)],
        )
    why = (
        "A single session is requested; the date of the last one before it is not known."
        if past.state != "some"
        else f"The last session was on {last.date.isoformat()}; the time since then cannot be counted, because no date "
        "of service is given."
        if last
        else "The time since the last session cannot be counted, because its date is missing."
    )
    lacking = "it dates the last session, but the date of service is missing" if last else "it gives no date"
    near = [Weighed("open", c, lacking) for c in past.citations]
    return undocumented(record, criterion, why, ("date of the last session", "date of service"), near)
