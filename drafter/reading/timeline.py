"""Timeline: what scores and shares with their days, in whatever sentences, tell of the course after the last session.

"NRS 8 before. Two weeks later it was 3, and it held there for 12 weeks. It crept back in September": `daily.py` says
which figures are scores and of what days, a figure without a scale belonging to the scale named before it. Here they
and the day on which the pain was back make a course, which says whether the relief was enough, and for long enough.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Bound, PastSessions, ResponseCriterion, Value
from drafter.reading import daily, fielded, held, site, visited
from drafter.reading import past as past_sessions
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.scored import counts, until
from drafter.reading.weighing import Weighed
from drafter.text import numbers, spelt, words
from drafter.text.dates import When
from drafter.text.patterns import Pattern

_LOST = Pattern(
    r"\b(?:crept|creeping|climbed|climbing|recurred|wore off|worn off|faded|relapsed)\b|"
    r"\b(?:pain|ache|headaches?|symptoms?|it|everything|all|bursts|jabs|shocks|attacks|stabs|spasms?|tightness|relief|"
    r"benefit|effect|they)(?:'s)?\b[^.;,]{0,25}\b(?:back(?! (?:(?:to|at) work|at it))|returned(?! to work)|come back|"
    r"gone again|flared|gone by|over by|lost by)\b|"
    r"\bback (?:up )?to (?:the |her |his |its )?(?:baseline|old|where|former|usual|previous|what|\d)|"
    r"\bwhere (?:she|he|it) (?:was|had been|started)\b|\b(?:had|has) (?:it|them|the pain) (?:all )?(?:again|back)\b|"
    r"\b(?:the same|all of it|as bad)(?: as before| as ever| again)\b"
)
_LOG_OF_PAIN = Pattern(
    r"\b(?:pain|headache) (?:log|diary|sheet|calendar|record|scores?)\b[^.;]{0,15}\b0 ?(?:-|to) "
    r"?10\b|\b(?:put|give|gave) (?:me )?(?:a|the) (?:number|figure) (?:on|to|for) (?:it|(?:the|her|his) "
    r"(?:pain|relief|stabs|jolts))\b|"
    r"\b(?:rate|score) (?:it|the pain|her pain|his pain) (?:from|on a scale|out of|between)\b"
)
"""The head of a list of scores of pain."""
_WITHIN = Pattern(r"\b(?:within|in less than|after (?:only|just|barely|not even)) (?:an?|the|about)?\s*$")
_THAT_MONTH = Pattern(r"\b(?:by|before|at|in|within) (?:the )?(?P<part>end|middle) of (?:that|the same) month\b")


@dataclass(frozen=True)
class Point:
    """How much of the pain, or of the disability, was left on a day."""

    first: dt.date
    last: dt.date
    left: float
    """In percent of the score before the session, at most."""
    least: float
    """The same, at least."""
    said: Said
    partial: bool = False
    """Whether other figures stand beside it whose day is not told."""


@dataclass(frozen=True)
class Course:
    """What one scale tells of one session."""

    scale: daily.Scale
    day: dt.date
    before: Said | None
    """What tells the score before the session; none where shares are told."""
    after: Said | None
    """What tells the first score after it."""
    points: tuple[Point, ...]


def weighed(record: Record, criterion: ResponseCriterion, past: PastSessions) -> list[Weighed]:
    """What the course after the last session says of the relief asked for; of several sessions each must show it."""
    if criterion.apart or (criterion.relief is None and criterion.lasting):
        return []
    told = sessions(record, criterion.after, past)
    if not told.days and criterion.lasting is None and criterion.each_of == 1:
        told = _undated(record, criterion.after)
    if len(told.days) < criterion.each_of:
        return []
    found = [_of_session(told, criterion, n) for n in range(-criterion.each_of, 0)]
    every = [w for each in found for w in each]
    if against := [w for w in every if w.bearing == "against"]:
        return against
    return every if all(found) else []


def _undated(record: Record, after: Sequence[str]) -> Sessions:
    """The one session without a day of which a record tells, taken as of the day before; what counts is its hours."""
    procedure = after[0] if after else record.procedure or ""
    other = record if procedure == record.procedure else record.as_if(procedure)
    named = [m for s in other.said for m in s.statement.mentions if words.concept(m.concept).family == "procedures"]
    mine = [m for m in named if fielded.alike(m.concept, frozenset({procedure}))]
    done = mine and all(m.stands.time in ("current", "past") and m.stands.certainty == "sure" for m in mine)
    if not done or len(named) > len(mine) or any(m.stands.negated or m.stands.other_person for m in mine):
        return Sessions(other, ())
    return Sessions(other, (record.clock - dt.timedelta(days=1),))


def _of_session(told: Sessions, criterion: ResponseCriterion, n: int) -> list[Weighed]:
    for course in told.courses(n):
        if criterion.of in ("either", course.scale) and (found := _judged(criterion, course)):
            return found
    return []


def sessions(record: Record, after: Sequence[str], past: PastSessions) -> Sessions:
    """The earlier sessions of the service, or of the first procedure of `after` where that is another one."""
    if after and record.procedure not in after:
        return _other_sessions(record, after[0])
    return Sessions(record, tuple(d for d in visited.sessions(record, past) if d < record.clock))


@lru_cache(maxsize=4)
def _other_sessions(record: Record, procedure: str) -> Sessions:
    if not any(m.concept == procedure for said in record.said for m in said.statement.mentions):
        return Sessions(record, ())
    other = record.as_if(procedure)
    return Sessions(other, tuple(d for d in visited.sessions(other, past_sessions.read(other)) if d < record.clock))


@dataclass(frozen=True)
class Sessions:
    """Earlier sessions of one procedure in a record."""

    record: Record
    days: tuple[dt.date, ...]

    def courses(self, n: int = -1) -> tuple[Course, ...]:
        """The courses of pain and of function after one session, the last where not said which."""
        return _courses(self.record, self.days, n % len(self.days)) if self.days else ()


@lru_cache(maxsize=4)
def _courses(record: Record, days: tuple[dt.date, ...], n: int) -> tuple[Course, ...]:
    day = days[n]
    earlier = days[n - 1] if n else dt.date.min
    later = days[n + 1] if n + 1 < len(days) else dt.date.max
    telling = list(_telling(record, day, frozenset(days) - {day}))
    scores = [s for s in _scores(record, day, telling) if not (s.before and s.first and s.first <= earlier)]
    scores = [s for s in scores if not (s.first and s.first >= later)]
    ends = [p for p in _lost(telling, day) if p.first < later]
    found = []
    scales: tuple[daily.Scale, ...] = ("pain", "function")
    for scale in scales:
        mine = [s for s in scores if s.scale == scale]
        before = _latest([s for s in mine if s.before and s.value])
        points = [
            Point(
                s.first,
                s.last,
                100 * s.value / before[0].value,
                100 * min(s.least, s.value) / before[0].value,
                s.said,
                s.partial,
            )
            for s in mine
            if before and not s.before and s.first and s.last and s.first >= day
        ]
        after = points[0].said if points else None
        if scale == "pain":
            points += _shares(telling, day)
        if (points or (ends and scale == "pain")) and len({b.value for b in before}) <= 1:
            every = tuple(sorted((*points, *ends), key=lambda p: (p.last if p in ends else p.first, p.last)))
            found.append(Course(scale, day, before[0].said if before else None, after, every))
    return tuple(found)


def _latest(before: list[daily.Score]) -> list[daily.Score]:
    """The scores of the last day before the session, where each has its day."""
    days = [s.last for s in before if s.last]
    return [s for s in before if s.last == max(days)] if days and len(days) == len(before) else before


def _judged(criterion: ResponseCriterion, course: Course) -> list[Weighed]:
    """Relief from the first score on that shows it to the last before one that does not."""
    wanted = criterion.relief or _EFFECT
    gains = [100 - p.left for p in course.points]
    enough = [wanted.met(g) for g in gains]
    failed = [not wanted.met(100 - p.least) for p in course.points]
    kept = next((n for n, ok in enumerate(enough) if not ok), len(gains))
    told = f"at least {wanted.value:g}%" if criterion.relief else "an effect"
    values = (
        Value(name="session", value=course.day.isoformat()),
        Value(name="relief, least", value=round(min(gains[:kept], default=gains[0]), 1), unit="percent"),
    )
    shown = course.points[max(0, kept - 1) : kept + 1]
    cited = list(dict.fromkeys(s.cite() for s in (course.before, *(p.said for p in shown)) if s))
    if criterion.lasting is None:
        if kept:
            return [Weighed("for", c, f"the scores show {told} after the session", values) for c in cited]
        none = all(failed) if criterion.relief else 100 - min(p.least for p in course.points) < _NO_EFFECT
        none = none and not any(p.partial for p in course.points)
        return [Weighed("against", c, f"no score after the session shows {told}", values) for c in cited if none]
    must = until(course.day, criterion)
    if kept and course.points[kept - 1].first >= must:
        why = f"scores show {told} from {course.day.isoformat()} to {course.points[kept - 1].first.isoformat()}"
        return [Weighed("for", c, why, values) for c in cited]
    if kept < len(gains) and failed[kept] and course.points[kept].last < must:
        why = f"by {course.points[kept].last.isoformat()} the relief was not {told}"
        return [Weighed("against", c, why, values) for c in cited]
    return []


_EFFECT, _NO_EFFECT = Bound(value=30, unit="percent"), 10


# ------------------------------------------------------------------------------------------ what tells of a session


def _telling(record: Record, day: dt.date, others: frozenset[dt.date]) -> Iterator[Said]:
    """The statements that can tell of the session of this day, and of none of the days of `others`."""
    for said in record.said:
        days = {w.earliest for w in said.statement.whens() if w.exact}
        if days & others and day not in days:
            continue
        if said.regions() == {"limb"} and "limb" not in record.regions and not said.search(site.LIMB_PAIN):
            continue
        sides, asked = said.sides(), record.sides_asked
        other = bool(asked and sides and not sides & asked)
        if counts(said) and not other and not _of_other_care(record, said):
            yield said


def _of_other_care(record: Record, said: Said) -> bool:
    own = frozenset({record.procedure or "", "generic_injection"})
    mine = (m for m in said.statement.mentions if m.concept not in own and not m.stands.negated)
    named = {m.concept for m in mine if not _GIVEN_UP.search(said.ahead(m.start))}
    named = {c for c in named if not (record.procedure and fielded.alike(c, frozenset({record.procedure})))}
    return any(words.concept(c).family in ("procedures", "treatments") for c in named)


_GIVEN_UP = Pattern(
    r"\b(?:off|(?:no longer|not) (?:on|taking|needing|needs?)|stopped(?: taking)?|"
    r"without)(?: (?:the|her|his|of))* $"
)
"""Before what is not taken any more, to which the course owes nothing: "back at work and off tramadol"."""


def _scores(record: Record, day: dt.date, telling: Sequence[Said]) -> Iterator[daily.Score]:
    scale: daily.Scale | None = None
    last: Said | None = None
    carried: float | None = None
    yield from daily.columns(record, day)
    for said in telling:
        near = last is not None and said.document is last.document and said.number <= last.number + 1
        scale, carried = (scale, carried) if near else (None, None)
        if said.search(_LOG_OF_PAIN):
            scale = "pain"
        last = said
        found = daily.of_statement(said, day, scale, carried)
        if named := list(daily.NAMED.finditer(spelt.digits(said.low).text)):
            scale = daily.scale_of(named[-1])
        for score in found:
            scale, carried = score.scale, carried if score.before else score.value
            yield score


# -------------------------------------------------------------------------------------------------- shares and the end


def _shares(telling: Sequence[Said], day: dt.date) -> Iterator[Point]:
    """Shares of relief that held until a day that is told."""
    for said in telling:
        if not said.search(_RELIEVED) or said.search(_OF_INDEX):
            continue
        whens = daily.whens_of(said, day)
        for percent in numbers.percents(said.low):
            if (
                _PART_OF_TIME.search(said.low[: percent.start])
                or _DENIED.search(said.low[: percent.start])
                or daily.HEDGED.search(said.low[: percent.end])
            ):
                continue
            if (seen := _visit_behind(said.low, percent.end, whens)) and seen.earliest > day:
                yield Point(seen.earliest, seen.latest, 100 - percent.least, 100 - percent.most, said)
                continue
            yield Point(day, day, 100 - percent.least, 100 - percent.most, said)
            if found := daily.until_day(said.low, 0, whens, day):
                yield Point(*found, 100 - percent.least, 100 - percent.most, said)


_TO_THE_DAY = Pattern(r"^[^.;,\d%]{0,45}$")
"""Between a share and the day of the visit at which it was told."""


def _visit_behind(low: str, end: int, whens: Sequence[When]) -> When | None:
    """The day of the visit at which a share of relief was told: "80 % when seen on 07/14 and again 80 % on 09/22"."""
    when = next((w for w in whens if w.start >= end), None)
    if when is None or not _TO_THE_DAY.match(low[end : when.start]):
        return None
    again = _ON_DAY.search(low[end : when.start]) and any(held.visited_on(low, w.start, w.end) for w in whens)
    return when if again or held.visited_on(low, when.start, when.end) else None


_ON_DAY = Pattern(r"^(?: (?:better|relief|improved|improvement))? (?:on|at) (?:the )?$")
_OF_INDEX = Pattern(r"\b(?:odi|ndi|oswestry|disability|roland|womac|ml|lidocaine|bupivacaine)\b")
_DENIED = Pattern(r"\b(?:no|not|never|n't|without|nowhere near|less than|under|barely)\b[^.;,]{0,20}$")
_PART_OF_TIME = Pattern(r"\b(?:first|second|last)\W+$")
_RELIEVED = Pattern(
    r"\b(?:pain|headaches?|ache|lifted|relief|better|less|down|gone|dropped|improve\w*|reduc\w+|took away)\b"
)


def _lost(telling: Sequence[Said], day: dt.date) -> Iterator[Point]:
    """The days by which the relief was over."""
    for said in telling:
        if match := _THAT_MONTH.search(said.low):
            if said.search(_LOST):
                end = _end_of_month(day) if match["part"] == "end" else day.replace(day=15)
                yield Point(end, end, 100, 100, said)
            continue
        if not said.search(_LOST):
            continue
        for when in daily.whens_of(said, day):
            if when.earliest > day and not daily.HEDGED.search(said.low[: when.end]):
                yield Point(when.earliest, when.latest, 100, 100, said)
                break
        else:
            for length in said.statement.lengths():
                lead = said.low[: length.start - said.statement.clause.start]
                if _WITHIN.search(lead) and not daily.HEDGED.search(lead) and length.unit != "hours":
                    yield Point(day, length.ahead(day)[1], 100, 100, said)


def _end_of_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
