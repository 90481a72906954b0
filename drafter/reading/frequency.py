"""Frequency: how often, computed from the service line and dated events; a crossed limit says what fits in it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from drafter.domain import Citation, Finding, FrequencyCriterion, PastSessions, Value
from drafter.reading import asked_stage, earlier, gap, in_full, monthly, roughly, series, tallied, two_accounts
from drafter.reading import past as past_sessions
from drafter.reading import tally as tallies
from drafter.reading.earlier import Dated
from drafter.reading.record import Record
from drafter.reading.series import Series
from drafter.reading.weighing import Weighed, stated, undocumented
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_LATER = 90
"""Days by which a service without a date may come later than its request. A convention of this reader."""
_EVER = Pattern(
    r"\b(?:never|ever|at any time|(?:whole|entire) life)\b|\bna[iï]ve\b.*\b(?:patient|pt|she|he|they)\b|"
    r"\b(?:patient|pt)\b.*\bna[iï]ve\b"
)
"""Beside claims: that it is not only claims that show none, for some time."""
_DAYS = {"days": 1, "weeks": 7, "months": 28, "sessions": 1, "points": 1, "percent": 1}


def read(record: Record, criterion: FrequencyCriterion, past: PastSessions) -> Finding:
    """The finding on a frequency criterion."""
    if criterion.of and record.procedure not in criterion.of:
        record = record.as_if(criterion.of[0])
        past = past_sessions.read(record)
    if criterion.per_request is not None:
        return _per_request(record, criterion, past, criterion.per_request)
    if criterion.apart is None and criterion.most is None:
        return undocumented(record, criterion, "The criterion states no number, no window and no interval.", ())
    if changed := two_accounts.changed(record):
        why = "The limit is said to have changed; which version governs the earlier sessions is for a person to decide."
        near = [Weighed("open", changed, "it tells of a change of the limit")]
        return undocumented(record, criterion, why, ("version of the policy that governs",), near)
    if criterion.apart is not None:
        return _apart(record, criterion, past)
    return _most(record, criterion, past, _limit(record, criterion))


def _requested(n: int) -> str:
    return f"{n} session is requested" if n == 1 else f"{n} sessions are requested"


def _fit(n: int, of: int) -> str:
    """How many of the sessions fit."""
    return f"{n} of the {of} {'fits' if n == 1 else 'fit'}" if of > 1 else "one fits"


def _cannot_count(record: Record, criterion: FrequencyCriterion, unclear: str, values: Sequence[Value]) -> Finding:
    why = f"{unclear[0].upper()}{unclear[1:]}."
    return undocumented(record, criterion, why, ("number of sessions",), values=values)


def _per_request(record: Record, criterion: FrequencyCriterion, past: PastSessions, most: int) -> Finding:
    if past.events and _for_first_only(record, criterion):
        why = "A session of this service went before, and the limit is one of a first request."
        return stated(record, criterion, "not_applicable", why, citations=past.citations)
    wanted = series.read(record)
    values = [Value(name="sessions asked for", value=wanted.sessions)]
    if wanted.unclear:
        return _cannot_count(record, criterion, wanted.unclear, values)
    why = f"{_requested(wanted.sessions)}; the limit for one request is {most}."
    if wanted.sessions <= most:
        return stated(record, criterion, "met", why, citations=wanted.cited, values=values)
    return stated(record, criterion, "not_met", why, citations=wanted.cited, values=values, allows=most)


def _for_first_only(record: Record, criterion: FrequencyCriterion) -> bool:
    """Whether the criterion belongs to stages alone before which no session has gone."""
    stages = [s for s in record.policy.stages if criterion.id in (*s.logic.leaves(), *s.limits)]
    return bool(stages) and all(s.when.history == "none" for s in stages)


# ------------------------------------------------------------------------------------------------------ so many at most


def _sort(record: Record, criterion: FrequencyCriterion) -> str | None:
    """The sort of session that the request asks for, where the limit is one of several sorts; none where not told."""
    asked = [s for s in record.policy.stages if s.name in asked_stage.named(record)]
    sorts = {word for s in asked for word in criterion.most_of if word in map(str.lower, s.when.words)}
    return next(iter(sorts)) if len(sorts) == 1 else None


def _limit(record: Record, criterion: FrequencyCriterion) -> int:
    sort = _sort(record, criterion)
    return criterion.most_of[sort] if sort else criterion.most or 1


def _of_another_sort(record: Record, criterion: FrequencyCriterion, text: str) -> bool:
    """Whether a session is told to be of a sort that is counted by itself, and not of the one asked for."""
    sort, low = _sort(record, criterion), text.lower()
    return sort is not None and sort not in low and any(word in low for word in criterion.most_of)


def _names_sort(record: Record, criterion: FrequencyCriterion, low: str) -> bool:
    """Whether a statement names the sort of session that is asked for, where each is counted by itself."""
    sort = _sort(record, criterion)
    return sort is not None and sort in low


def _words_of(record: Record, event: Dated) -> str:
    """What tells of which sort a dated session was: its own words, else the sentence it is told in."""
    cited = event.event.cited
    told = next((s.written_sentence for s in record.said if cited and s.cite() == cited), "")
    return cited.quote if cited and cited.place.startswith("history/") else told


_UNTOLD = 1_000
"""Sessions of an account that is not read: more than any limit."""


@dataclass(frozen=True)
class _Before:
    """Sessions that went before, as far as they bear on one limit."""

    found: tuple[Dated, ...]
    """Dated ones of the region, those included of which it is open whether they count."""
    numbered: tuple[tallied.Tally, ...]
    in_full: bool
    """Whether no others can lie in the window."""
    region: str | None
    rough: tuple[monthly.Span, ...] = ()
    """Those of which only the month is told."""
    disputed: bool = False
    """Whether two accounts of their number differ."""
    edge: dt.date = dt.date.min
    """The last day that the window leaves out."""

    @property
    def sure(self) -> list[dt.date]:
        """Days of those that surely count."""
        placed = self.region is None or all(d.region for d in self.found)
        return [d.event.date for d in self.found if d.sure and (placed or d.region)]

    @property
    def least(self) -> int:
        """Sessions that the record numbers and that surely lie in the window."""
        counts = [
            t.least + sum(last < t.opens for _, last in self._within(surely=True) if t.opens)
            for t in self.numbered
            if t.inside and t.claims_or_here and not earlier.unshown(t.said) and (t.region or not self.region)
        ]
        if self.disputed and len(counts) == 1:
            return 0  # the other account is not read
        return (min if self.disputed else max)(counts, default=0)

    @property
    def most(self) -> int:
        """Sessions that the record numbers and that may lie in it."""
        apart = self._within(surely=False)
        if self.disputed and len(self.numbered) == 1:
            return _UNTOLD  # the other account is not read
        return max(
            (t.sessions + sum(first < t.opens for first, _ in apart if t.opens) for t in self.numbered), default=0
        )

    def _within(self, *, surely: bool) -> list[monthly.Span]:
        """The first and the last day of each session with a time that surely, or else possibly, lies in the window."""
        edge = self.edge
        told = [(d.event.date, d.event.date) for d in self.found if d.sure or not surely]
        return [(a, b) for a, b in (*told, *self.rough) if (a if surely else b) > edge]


def _before(record: Record, criterion: FrequencyCriterion, past: PastSessions, day: dt.date) -> _Before:
    region = series.region(record) if criterion.per_region else None
    dated = [d for d in earlier.dated(record, past) if d.event.date < day]
    found = [d for d in dated if not region or d.region in (None, region)]
    every = tallies.read(record, criterion.window_months, day)
    numbered = [t for t in every if not region or t.region in (None, region)]
    numbered = [replace(t, fewest=0) if earlier.unnamed_kind(record, t.said) else t for t in numbered]
    listed, counted = found, numbered  # of every sort: whether all are told has to do with none
    if criterion.most_of:
        found = [d for d in found if not _of_another_sort(record, criterion, _words_of(record, d))]
        numbered = [t for t in numbered if not _of_another_sort(record, criterion, t.said.low)]
    named = {h.name for s in record.said for h in s.statement.hits("regions")} - {"unplaced"} if region else set()
    alone = region is None or named == {region}  # then a session told by its month alone was given there
    rough = () if not alone else tuple(monthly.spans(record, [d.event for d in dated], day))
    disputed = two_accounts.disputed(record, [t.said for t in numbered]) or two_accounts.two_histories(record)
    unplaced = criterion.per_region and region is None and any(t.region and t.sessions for t in numbered)
    whole = (
        not disputed
        and any(t.whole and not in_full.partial(record, t.said) for t in counted)
        and not any(
            (t.claims or (t.by_order and t.whole))
            and t.sessions < len(found if _names_sort(record, criterion, t.said.low) else listed)
            for t in counted
        )
    )
    numbered = [t for t in numbered if t.inside or t.sessions > len(found) + len(rough)]  # others are those dated
    none = past.state == "none" and not any(
        "claim" in c.quote.lower() and not _EVER.search(fold(c.quote)) for c in past.citations
    )
    every_one = [*listed, *(Dated(e, None, True) for e in monthly.told(record, day))] if rough else listed
    complete = record.case.history_complete or none or whole or in_full.told(record, past, every_one)
    return _Before(
        tuple(found),
        tuple(numbered),
        complete and not (unplaced or disputed),
        region,
        rough,
        disputed,
        _opens(criterion, day),
    )


def _most(record: Record, criterion: FrequencyCriterion, past: PastSessions, most: int) -> Finding:
    """At most so many sessions, those gone before included."""
    wanted, service = series.read(record), series.service_day(record)
    before = _before(record, criterion, past, service or record.clock + dt.timedelta(days=_LATER))
    known = [d for d in before.found if _inside(d.event.date, criterion, service or record.clock)]
    edge = service or record.clock
    months = [a for a, b in before.rough if _inside(a, criterion, edge) and _inside(b, criterion, edge)]
    went_before = max(len(known) + len(months), before.least)
    window = f" in {criterion.window_months} months" if criterion.window_months else ""
    went = f"{went_before} went before{window}"
    values = [
        Value(name="sessions asked for", value=wanted.sessions),
        Value(name=f"earlier sessions known{window}", value=went_before),
    ]
    cited = _cited(wanted, before, known, past)
    later = (0,) if service else (0, _LATER)
    fits = [_kept(wanted, criterion, [*before.sure, *months], most, edge, days) for days in later]
    if min(fits) < min(wanted.sessions, max(fits)):
        why = (
            f"{_requested(wanted.sessions)} and {went}; the limit of {most} is crossed on the day of the request, but "
            f"not on a day within the next {_LATER}, and no date of service is given."
        )
        near = [Weighed("open", d.event.cited, "it leaves the window soon") for d in known if d.event.cited]
        return undocumented(record, criterion, why, ("date of service",), near, values)
    kept = min(*fits, max(0, most - before.least)) if before.least else min(fits)
    if kept < wanted.sessions:
        why = f"{_requested(wanted.sessions)} and {went}; together they exceed the limit of {most}."
        if kept:
            why = f"{why[:-1]}, and {_fit(kept, wanted.sessions)}."
        return stated(record, criterion, "not_met", why, citations=cited, values=values, allows=kept)
    if wanted.unclear:
        return _cannot_count(record, criterion, wanted.unclear, values)
    days = [*(d.event.date for d in before.found), *(b for _, b in before.rough)]
    every = _kept(wanted, criterion, days, most, edge, 0)
    every = min(every, max(0, most - before.most)) if before.numbered else every
    if before.in_full and every >= wanted.sessions:
        if before.numbered and before.most > went_before:
            went_before = before.most
            went = f"at most {went_before} went before{window}"
        how = "together" if went_before + wanted.sessions <= most else "counted on the day of each session"
        why = f"{_requested(wanted.sessions)} and {went}; {how} they stay within the limit of {most}."
        return stated(record, criterion, "met", why, citations=cited, values=values)
    return _unknown(record, criterion, wanted, before, past, most, window, values)


def _unknown(
    record: Record, criterion: FrequencyCriterion, wanted: Series, before: _Before, past: PastSessions, most: int,
    window: str, values: Sequence[Value],
) -> Finding:  # fmt: skip
    """How many went before is not told."""
    why = f"{_requested(wanted.sessions)}; how many went before{window} is not known (limit {most})."
    told = [*(t.said.cite() for t in before.numbered), *(d.event.cited for d in before.found if d.event.cited)]
    doubt = "whether it counts has to be asked" if any(not d.sure for d in before.found) else (
        "the number and dates of the earlier sessions are not given")  # fmt: skip
    near = [Weighed("open", c, doubt) for c in (*past.citations, *told)]
    return undocumented(record, criterion, why, ("dates of earlier sessions",), near, values)


def _cited(wanted: Series, before: _Before, known: Sequence[Dated], past: PastSessions) -> list[Citation]:
    """The words a count rests on."""
    numbered = [t.said.cite() for t in before.numbered]
    return [*wanted.cited, *(d.event.cited for d in known if d.event.cited), *numbered, *past.citations]


def _inside(date: dt.date, criterion: FrequencyCriterion, day: dt.date) -> bool:
    """Whether a session lies in the window before a day."""
    return _opens(criterion, day) < date < day


def _opens(criterion: FrequencyCriterion, day: dt.date) -> dt.date:
    """The last day that the window before a day leaves out."""
    return day - relativedelta(months=criterion.window_months) if criterion.window_months else dt.date.min


def _kept(
    wanted: Series, criterion: FrequencyCriterion, gone: Sequence[dt.date], most: int, day: dt.date, later: int
) -> int:
    """How many of the sessions asked for, from the first on, stay within the limit, each at its own date.

    `later` puts off the first one by so many days where the case gives no date of service. Sessions without an
    interval are all counted on the first day, which hides none of them.
    """
    service = day + dt.timedelta(days=later)
    counted = [date for date in gone if date < service]
    for n in range(wanted.sessions):
        at = service + dt.timedelta(days=n * (wanted.interval or 0))
        if sum(_opens(criterion, at) < date <= at for date in counted) + 1 > most:
            return n
        counted.append(at)
    return wanted.sessions


# ------------------------------------------------------------------------------------------------------ so far apart


def _apart(record: Record, criterion: FrequencyCriterion, past: PastSessions) -> Finding:
    """At least so long between sessions: those asked for, and the last one before them."""
    wanted, day = series.read(record), series.service_day(record)
    if wanted.interval is None and wanted.unclear:
        why = f"{wanted.unclear[0].upper()}{wanted.unclear[1:]}."
        if wanted.written:
            why = f'The schedule "{wanted.written}" gives no interval between sessions.'
        return undocumented(record, criterion, why, ("interval between sessions",))
    least = _days(criterion)
    service = day or record.clock
    found = earlier.dated(record, past)
    last = earlier.last(found, service)
    if last and day and (either := _one_day_or_another(record, last, service, least)):
        why = "The last session was on one day or another, and they differ in whether the interval is kept."
        near = [Weighed("open", either, "it gives two days for the session")]
        return undocumented(record, criterion, why, ("date of the last session",), near)
    if last and (service - last.event.date).days < least and day:
        sides = {d.event.side for d in found if d.event.side} | ({series.side(record)} if last.event.side else set())
        if len(sides - {None, "bilateral"}) > 1 or not last.sure:
            side = "whether the interval counts for each side"
            doubt = side if last.sure else "whether a session given elsewhere counts"
            near = [Weighed("open", d.event.cited, f"{doubt} has to be asked") for d in found if d.event.cited]
            why = f"The last session is nearer than {criterion.apart}; {doubt} is not stated."
            return undocumented(record, criterion, why, ("side and place of each session",), near)
        return _too_soon(record, criterion, wanted, last, least, service)
    if wanted.interval and (wanted.sessions > 1 or wanted.unclear):
        return _spaced(record, criterion, wanted, wanted.interval, least)
    if last is None and day and (rough := gap.told(record, day) or roughly.latest(record)):
        return _rough(record, criterion, wanted, rough, least, day)
    return _single(record, criterion, wanted, past, last, day)


_OR = Pattern(r"^\W*or\W+(?:(?:on|the|maybe|possibly|perhaps|was|it)\W+)*$")


def _one_day_or_another(record: Record, last: Dated, service: dt.date, least: int) -> Citation | None:
    """The statement that gives the last session on one of two days, of which one keeps the interval."""
    said = record.telling(last.event.cited)
    if said is None:
        return None
    for one, other in itertools.pairwise(said.statement.whens()):
        gaps = [(service - w.latest).days for w in (one, other)]
        tied = _OR.match(said.low[one.end - said.statement.clause.start : other.start - said.statement.clause.start])
        if tied and last.event.date in (one.latest, other.latest) and min(gaps) < least <= max(gaps):
            return said.cite()
    return None


def _rough(
    record: Record, criterion: FrequencyCriterion, wanted: Series, rough: roughly.Roughly, least: int, day: dt.date
) -> Finding:
    """The last session on one of several days: settled where they all lie on one side of the bound."""
    shortest, longest = (day - rough.latest).days, (day - rough.earliest).days
    why = f"The earlier session told was {shortest} to {longest} days before the service; {criterion.apart} are needed."
    if longest < least:
        return stated(record, criterion, "not_met", why, citations=[rough.cited, *wanted.cited], allows=0)
    if shortest >= least and rough.is_last:
        return stated(record, criterion, "met", why, citations=[rough.cited, *wanted.cited])
    near = [Weighed("open", rough.cited, "it gives no day of the last session that settles the interval")]
    return undocumented(record, criterion, why, ("date of the last session",), near)


def _spaced(record: Record, criterion: FrequencyCriterion, wanted: Series, interval: int, least: int) -> Finding:
    """Several sessions at an interval: how many of them can stay, each at least so far from the last."""
    values = [Value(name="interval", value=interval, unit="days")]
    if interval >= least:
        why = f"The sessions are {interval} days apart; {criterion.apart} are needed."
        return stated(record, criterion, "met", why, citations=wanted.cited, values=values)
    if (wanted.longest or 0) >= least:
        why = f"The sessions are {interval} to {wanted.longest} days apart; {criterion.apart} are needed."
        return undocumented(record, criterion, why, ("interval between sessions",), values=values)
    fits = (wanted.sessions - 1) * interval // least + 1
    why = f"The sessions are {interval} days apart where {criterion.apart} are needed; {_fit(fits, wanted.sessions)}."
    return stated(record, criterion, "not_met", why, citations=wanted.cited, values=values, allows=fits)


def _days(criterion: FrequencyCriterion) -> int:
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


def _too_soon(
    record: Record, criterion: FrequencyCriterion, wanted: Series, last: Dated, least: int, service: dt.date
) -> Finding:
    """The last session is nearer than the bound: the first ones asked for fall out."""
    steps = range(wanted.sessions) if wanted.interval else range(1)
    kept, before, gap = 0, last.event.date, (service - last.event.date).days
    for day in (service + dt.timedelta(days=n * (wanted.interval or 0)) for n in steps):
        if (day - before).days >= least:
            kept, before = kept + 1, day
    why = (
        f"The last session on {last.event.date.isoformat()} was {gap} days before {service.isoformat()}, where "
        f"{criterion.apart} are needed."
    )
    cited = [*([last.event.cited] if last.event.cited else []), *wanted.cited]
    values = [Value(name="interval", value=gap, unit="days")]
    return stated(record, criterion, "not_met", why, citations=cited, values=values, allows=kept)


def _single(
    record: Record, criterion: FrequencyCriterion, wanted: Series, past: PastSessions, last: Dated | None,
    day: dt.date | None,
) -> Finding:  # fmt: skip
    """One session: only the one before it matters."""
    if last and day:
        gap = (day - last.event.date).days
        when = last.event.date.isoformat()
        why = f"The last session on {when} was {gap} days before the service; {criterion.apart} are needed."
        cited = [*([last.event.cited] if last.event.cited else []), *wanted.cited]
        return stated(record, criterion, "met", why, citations=cited)
    if last and last.sure and (gap := (record.clock - last.event.date).days) >= _days(criterion):
        when = last.event.date.isoformat()
        why = f"The last session on {when} was {gap} days before the request; {criterion.apart} are needed."
        return stated(record, criterion, "met", why, citations=[last.event.cited] if last.event.cited else [])
    if past.state == "none":
        if any(criterion.id in stage.may_not_apply for stage in record.policy.stages):
            why = "A single session is requested and none went before, so there is no interval."
            return stated(record, criterion, "not_applicable", why, citations=past.citations)
        why = "A single session is requested and none went before."
        return stated(record, criterion, "met", why, citations=[*past.citations, *wanted.cited])
    why = (
        "A single session is requested; the date of the last one before it is not known."
        if past.state != "some"
        else f"The last session was on {last.event.date.isoformat()}; the time since then cannot be counted, because "
        "no date of service is given."
        if last
        else "The time since the last session cannot be counted, because its date is missing."
    )
    lacking = "it dates the last session, but the date of service is missing" if last else "it gives no date"
    near = [Weighed("open", c, lacking) for c in past.citations]
    return undocumented(record, criterion, why, ("date of the last session", "date of service"), near)
