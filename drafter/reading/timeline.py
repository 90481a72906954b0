"""Timeline: what scores and shares with their days, in whatever sentences, tell of the course after the last session.

"NRS 8 before. Two weeks later it was 3, and it held there for 12 weeks. It crept back in September": each piece of a
sentence gives at most one figure and one time. A figure without a scale belongs to the scale named before it; "that
morning" and "before" are of the day of the session, "now" and a bare figure of a visit are of the day of its note.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from drafter.domain import PastSessions, ResponseCriterion, Value
from drafter.reading import past as past_sessions
from drafter.reading import visited
from drafter.reading.record import Document, Record, Said
from drafter.reading.scored import counts, until
from drafter.reading.weighing import Weighed
from drafter.text import dates, numbers, spelt, words
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

Scale = Literal["pain", "function"]

_NAMED = Pattern(
    r"\b(?:(?P<pain>nrs|n?prs|npr?s|vas|vnrs|vrs|pain(?! (?:log|diary|clinic|management|pill))|ache|headaches?|"
    r"(?:zero|0)[- ]to[- ](?:ten|10))|"
    r"(?P<function>odi|ndi|oswestry|neck disability(?: index)?|disability|roland(?:[- ]morris)?|rmdq|quick ?dash|dash|"
    r"psfs|womac|pdi))\b"
)
_FIGURE = Pattern(
    r"(?<![\w./#$+-])(?P<n>\d{1,3}(?:\.\d)?)(?:\s*-\s*(?P<m>\d{1,2}))?"
    r"(?:\s*(?:/|out of|of)\s*(?P<of>100?)\b(?!/)|\s?(?P<mm>mm)\b|\s?(?P<percent>%|per ?cent))?(?![\w%]|[./-]\d)"
    r"(?=\s*(?:$|[-,;:.()|\"'”’/]|->|→|points?\b|before|after|at\b|on\b|in\b|by\b|and\b|to\b|down\b|up\b|when\b|"
    r"again\b|then\b|now\b|today\b|where\b|which\b|while\b|for\b|from\b|until\b|till?\b|thru\b|through|since\b|"
    r"post|pre\b|prior\b|or so\b|but\b|as\b|with\b|average|avg|within\b|still\b|upon\b|that\b|this\b|the\b|"
    r"last\b|two\b|\d{1,2} (?:weeks?|months?|days?)|most\b|best\b|all\b|pre-?))"
)
_CUT = Pattern(r"[,;:|]|\.(?=\s)|\((?!\d{1,2}/)|\)(?=\s*\w)|\b(?:and|but|while|whereas|then|where)\b|->|→|=>")
_ARROW = Pattern(
    r"(?<![\w./])(?P<a>10|\d{1,2})(?:\s*/\s*10)?\s*(?:->|→|=>)\s*(?P<b>10|\d{1,2})(?![\w%]|[./-]\d)|"
    r"\bfrom (?:an? )?(?P<c>10|\d{1,2}) (?:down )?to (?:an? )?(?P<d>10|\d{1,2})(?![\w%/]|[.-]\d)"
)
_BEFORE = Pattern(
    r"\b(?:before(?:hand)?(?! (?:it|the (?:pain|relief|effect|ache)|her pain|his pain|they))|prior to|"
    r"pre|pre-?(?:injection|procedure|block|treatment|op|ablation)|baseline|"
    r"that (?:very |same )?(?:morning|day)|(?:on )?the (?:day|morning) of|going in)\b"
)
_AFTER = Pattern(r"\b(?:after(?:wards?)?|post|post-?\w+|later|since)\b")
_NOW = Pattern(r"\b(?:now|today|currently|at present|this visit)\b")
_WENT = Pattern(
    r"\b(?:was|were|had|went|fell|dropped|came|took|got|reported|rated|gave|used to|initially|at first|last|would|will|"
    r"if|goal|at (?:its )?(?:worst|best)|worst|best)\b"
)
_UNTIL = Pattern(
    r"\b(?:until|till|til|through|thru|up to|to|into)\s+(?:about |around |all of |most of |the )*(?:whole of )?"
    r"(?:(?:very )?(?:end|middle|beginning|start|first half|second half|last week|first week) of )?"
    r"(?:early |late |mid )?$"
)
_HELD = Pattern(r"\b(?:held|hold|holds|stayed|stays|lasted|remained|kept|still|there|down|throughout|maintained)\b")
_FOR = Pattern(r"\b(?:for|lasted|lasting|held|about|nearly|some|roughly|over)\s*$")
_LATER = Pattern(r"^\W*(?:later|after(?:wards?)?\b|out\b|post|on\b|mark|following|since|check|visit|f/?u)")
_AT = Pattern(r"\b(?:at|by|the)\s+(?:the |about |around )?$")
_LOST = Pattern(
    r"\b(?:crept|creeping|climbed|climbing|came back|come back|returned(?! to work)|recurred|wore off|worn off|faded|"
    r"back (?:to|at|since|by|in|on|again)|(?:is|was|are|were|been) (?:all )?back|it's back|gone again|flared|"
    r"where (?:she|he|it) (?:was|had been|started)|baseline)\b"
)
_THAT_MONTH = Pattern(r"\b(?:by|before|at|in|within) (?:the )?(?P<part>end|middle) of (?:that|the same) month\b")
_SESSION = Pattern(
    r"\b(?:inject\w*|blocks?|epidurals?|esi|tfesi|tpis?|session|shot|procedure|gonb?|onb|rfa|ablation|rhizotomy)\b"
)
_HEDGED = Pattern(r"\b(?:expect\w*|hop\w+|goal|aim\w*|target\w*|should|if|request\w*|plan\w*|typical\w*|policy)\b")


@dataclass(frozen=True)
class Point:
    """How much of the pain, or of the disability, was left on a day."""

    first: dt.date
    last: dt.date
    left: float
    """In percent of the score before the session."""
    said: Said


@dataclass(frozen=True)
class Course:
    """What one scale tells of one session."""

    scale: Scale
    day: dt.date
    before: Said | None
    """What tells the score before the session; none where shares are told."""
    after: Said | None
    """What tells the first score after it."""
    points: tuple[Point, ...]


@dataclass(frozen=True)
class _Score:
    """A figure with its time: of the day of the session or before it, or of days after it."""

    scale: Scale
    value: float
    said: Said
    before: bool
    first: dt.date | None
    last: dt.date | None


def weighed(record: Record, criterion: ResponseCriterion, past: PastSessions) -> list[Weighed]:
    """What the course after the last session says of the relief asked for; of several sessions each must show it."""
    if criterion.apart or (criterion.relief is None and criterion.lasting):
        return []
    told = sessions(record, criterion.after, past)
    if len(told.days) < criterion.each_of:
        return []
    found = [_of_session(told, criterion, n) for n in range(-criterion.each_of, 0)]
    every = [w for each in found for w in each]
    if against := [w for w in every if w.bearing == "against"]:
        return against
    return every if all(found) else []


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
    others = frozenset(days) - {day}
    scores = [s for s in _scores(record, day, others) if not (s.before and s.first and s.first <= earlier)]
    scores = [s for s in scores if not (s.first and s.first >= later)]
    found = []
    scales: tuple[Scale, ...] = ("pain", "function")
    for scale in scales:
        mine = [s for s in scores if s.scale == scale]
        before = [s for s in mine if s.before and s.value]
        points = [
            Point(s.first, s.last, 100 * s.value / before[0].value, s.said)
            for s in mine
            if before and not s.before and s.first and s.last and s.first >= day
        ]
        after = points[0].said if points else None
        if scale == "pain":
            points += _shares(record, day, others)
        if points and len({b.value for b in before}) <= 1:
            ends = [p for p in _lost(record, day, others) if p.first < later]
            every = tuple(sorted((*points, *ends), key=lambda p: (p.first, p.last)))
            found.append(Course(scale, day, before[0].said if before else None, after, every))
    return tuple(found)


def _judged(criterion: ResponseCriterion, course: Course) -> list[Weighed]:
    """Relief from the first score on that shows it to the last before one that does not."""
    wanted = criterion.relief.value if criterion.relief else _EFFECT
    gains = [100 - p.left for p in course.points]
    enough = [g > wanted if criterion.relief and criterion.relief.strict else g >= wanted for g in gains]
    held = next((n for n, ok in enumerate(enough) if not ok), len(gains))
    told = f"at least {wanted:g}%" if criterion.relief else "an effect"
    values = (
        Value(name="session", value=course.day.isoformat()),
        Value(name="relief, least", value=round(min(gains[:held], default=gains[0]), 1), unit="percent"),
    )
    shown = course.points[max(0, held - 1) : held + 1]
    cited = list(dict.fromkeys(s.cite() for s in (course.before, *(p.said for p in shown)) if s))
    if criterion.lasting is None:
        if held:
            return [Weighed("for", c, f"the scores show {told} after the session", values) for c in cited]
        none = criterion.relief or max(gains) < _NO_EFFECT
        return [Weighed("against", c, f"no score after the session shows {told}", values) for c in cited if none]
    must = until(course.day, criterion)
    if held and course.points[held - 1].first >= must:
        why = f"scores show {told} from {course.day.isoformat()} to {course.points[held - 1].first.isoformat()}"
        return [Weighed("for", c, why, values) for c in cited]
    if held < len(gains) and course.points[held].last < must:
        why = f"by {course.points[held].last.isoformat()} the relief was not {told}"
        return [Weighed("against", c, why, values) for c in cited]
    return []


_EFFECT, _NO_EFFECT = 30, 10


# ------------------------------------------------------------------------------------------------------ the figures


def _telling(record: Record, day: dt.date, others: frozenset[dt.date]) -> Iterator[Said]:
    """The statements that can tell of the session of this day, and of none of the days of `others`."""
    for said in record.said:
        days = {w.earliest for w in said.statement.whens() if w.exact}
        if days & others and day not in days:
            continue
        if said.regions() == {"limb"} and "limb" not in record.regions and not said.search(_LIMB_PAIN):
            continue
        sides, asked = said.sides(), record.sides_asked
        other = bool(asked and sides and not sides & asked)
        if counts(record, said) and not other and not said.search(_HEDGED) and not _of_other_care(record, said):
            yield said


_LIMB_PAIN = Pattern(
    r"\b(?:leg|arm|thigh|calf|foot|hand|hip|limb)s?(?: and (?:back|neck|buttock))? (?:pain|aches?|symptoms?)\b"
)


def _of_other_care(record: Record, said: Said) -> bool:
    own = (record.procedure, "generic_injection")
    named = [m.concept for m in said.statement.mentions if m.concept not in own and not m.stands.negated]
    return any(words.concept(c).family in ("procedures", "treatments") for c in named)


def _scores(record: Record, day: dt.date, others: frozenset[dt.date] = frozenset()) -> Iterator[_Score]:
    scale: Scale | None = None
    last: Said | None = None
    carried: float | None = None
    yield from _columns(record, day)
    for said in _telling(record, day, others):
        near = last is not None and said.document is last.document and said.number <= last.number + 1
        scale, carried = (scale, carried) if near else (None, None)
        last = said
        found = list(_of_statement(said, day, scale, carried))
        if named := list(_NAMED.finditer(spelt.digits(said.low).text)):
            scale = _scale(named[-1])
        for score in found:
            scale, carried = score.scale, carried if score.before else score.value
            yield score


def _columns(record: Record, day: dt.date) -> Iterator[_Score]:
    """Rows of scores under a head of days: "03/10 | 04/14 | 07/14" over "NDI 50 % | 22 % | 22 %"."""
    for document in record.documents:
        if document.late or document.speaker is not None or "\n" not in document.text:
            continue
        place, head = 0, list[When]()
        for line in document.text.split("\n"):
            found = dates.find(line, document.written, dates.order(document.text))
            if len(found) > 1 and not re.search(r"[a-z]{3}", _without(line, found), re.IGNORECASE):
                head = found
            elif head and (named := _NAMED.search(fold(line))):
                values = [m for m in _CELL.finditer(line) if m.start() >= named.end()]
                values = [m for m in values if not m["scale"]]
                said = next((s for s in record.said if _holds(s, document, place + named.start())), None)
                if said and len(values) == len(head):
                    for when, m in zip(head, values, strict=True):
                        yield _Score(_scale(named), float(m["n"]), said, when.latest <= day, when.earliest, when.latest)
            elif not line.strip():
                head = []
            place += len(line) + 1


def _without(line: str, found: Sequence[When]) -> str:
    for when in found:
        line = line[: when.start] + " " * (when.end - when.start) + line[when.end :]
    return line


def _holds(said: Said, document: Document, place: int) -> bool:
    return said.document is document and said.statement.clause.start <= place < said.statement.clause.end


_CELL = re.compile(r"(?<![\w.])(?P<n>\d{1,3}(?:\.\d)?)(?P<scale>-\d+)?(?: ?(?:%|mm|/ ?10))?(?![\w.])")


def _scale(match: re.Match[str]) -> Scale:
    return "function" if match["function"] else "pain"


def _of_statement(said: Said, day: dt.date, scale: Scale | None, carried: float | None) -> Iterator[_Score]:
    """The figures of one statement, piece by piece; `scale` and the figure `carried` come from the one before."""
    written = spelt.digits(said.low)
    low, offset = written.text, said.statement.clause.start
    if "\n" in said.document.text[offset : said.statement.clause.end] and len(said.statement.whens()) > 2:
        return  # rows of a table
    whens = [written.onto(w) for w in _whens(said)]
    spans = [written.onto(replace(x, start=x.start - offset, end=x.end - offset)) for x in said.statement.lengths()]
    if arrow := _ARROW.search(low):
        named = _NAMED.search(low)
        of: Scale | None = _scale(named) if named else scale
        if of and not any(w.start <= arrow.start() < w.end for w in whens):
            yield _Score(of, float(arrow["a"] or arrow["c"]), said, True, None, None)
            carried = float(arrow["b"] or arrow["d"])
            yield _Score(of, carried, said, False, day, day)
            scale = of
    begin = arrow.end() if arrow else 0
    taken = [*((w.start, w.end) for w in whens), *((x.start, x.end) for x in spans)]
    cuts = [m.start() for m in _CUT.finditer(low) if m.start() >= begin and not _within(m, taken)]
    edges = [begin, *cuts, len(low)]
    every = [m for m in _FIGURE.finditer(low) if not _within(m, taken)]
    for start, end in _joined(low, list(itertools.pairwise(edges)), every, [w.start for w in whens]):
        piece = low[start:end]
        if named := _NAMED.search(piece):
            scale = _scale(named)
        if scale is None and any(m["of"] == "10" for m in every if start <= m.start() < end):
            scale = "pain"
        figures = [
            m
            for m in every
            if start <= m.start() < end
            and _counts(m, scale, bool(named), piece, said.low[written.place(m.start())].isdigit())
        ]
        inside = [w for w in whens if start <= w.start < end]
        times = [x for x in spans if start <= x.start < end]
        if len(figures) > 1 or scale is None:
            continue
        value = _value(figures[0]) if figures else carried
        if value is None or (not figures and not _HELD.search(piece)):
            continue
        if found := _timed(said, day, low, start, end, inside, times, bool(figures)):
            before, first, last_ = found
            carried = carried if before else value
            yield _Score(scale, value, said, before, first, last_)


def _whens(said: Said) -> list[When]:
    """The dates of a statement at their places in its folded words; "was 2/10" is a score."""
    offset, low = said.statement.clause.start, said.low
    found = [replace(w, start=w.start - offset, end=w.end - offset) for w in said.statement.whens()]
    return [w for w in found if not _OF_TEN.fullmatch(low[w.start : w.end]) or _ON.search(low[: w.start])]


_OF_TEN = re.compile(r"\d{1,2}/10")
_ON = Pattern(r"\b(?:on|by|until|till|thru|through|since|from|dated|visit|note|of)\W*$")


def _joined(
    low: str, pieces: list[tuple[int, int]], figures: Sequence[re.Match[str]], times: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The pieces, a label or a date before a colon or a bracket joined to the figure behind it."""
    begin = None
    for start, end in pieces:
        start = start if begin is None else begin
        begin = None
        bare = not any(start <= m.start() < end for m in figures)
        if bare and low[end : end + 1] in (":", "(", ")") and (any(start <= t < end for t in times) or ":" in low[end]):
            begin = start
            continue
        yield start, end


def _within(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a <= match.start() < b for a, b in taken)


def _counts(match: re.Match[str], scale: Scale | None, named: bool, piece: str, as_figure: bool) -> bool:
    """Whether a figure can be one of the scale; a number in words needs the name of the scale beside it."""
    if not (as_figure or match["of"] or named):
        return False
    if match["percent"]:
        return scale == "function" and not numbers_of_change(piece)
    if match["of"] or match["mm"]:
        return scale == "pain" or bool(named)
    return float(match["n"]) <= (10 if scale == "pain" else 100)


def numbers_of_change(piece: str) -> bool:
    """Whether a percentage in the words is one of change, not a score."""
    return bool(re.search(r"\b(?:better|improve\w*|relief|less|reduc\w*|gain\w*|lower)\b", piece))


def _value(match: re.Match[str]) -> float:
    return max(float(match["n"]), float(match["m"] or 0))


def _timed(
    said: Said, day: dt.date, low: str, start: int, end: int, whens: Sequence[When], spans: Sequence[Length],
    figure: bool,
) -> tuple[bool, dt.date | None, dt.date | None] | None:  # fmt: skip
    """Whether the figure of a piece was before the session, and its days; nothing where that is not told."""
    piece = low[start:end]
    if found := _until(low, start, whens, day):
        return False, *found
    if figure and _MOMENTS.search(piece) and not _BEFORE.search(piece):
        return False, day, day
    for length in spans:
        lead, behind = low[start : length.start], low[length.end : end]
        first, last = ((day + (day - back)) for back in reversed(length.back(day)))
        if length.unit == "hours":
            return False, day, day
        if figure and (_LATER.match(behind) or _AT.search(lead)):
            return False, first, last
        if _HELD.search(piece) and _FOR.search(lead):
            return False, first, first
    if not figure:
        return None
    before = bool(_BEFORE.search(piece)) and not _AFTER.search(piece)
    for when in whens:
        near = (day - when.latest).days
        if before and when.earliest <= day:
            return True, when.earliest, when.latest
        if when.earliest > day:
            return False, when.earliest, when.latest
        if 0 <= near <= _RECENT and not _SESSION.search(piece):
            return True, when.earliest, when.latest
        return (True, None, None) if before else None
    if before:
        return True, None, None
    if _AFTER.search(piece) and all(w.earliest <= day <= w.latest for w in _whens(said)):
        return False, day, day
    if said.written and said.written > day and (_NOW.search(piece) or (_visit(said) and not _WENT.search(low))):
        return False, said.written, said.written
    if said.written and _visit(said) and 0 <= (day - said.written).days <= _RECENT and not _AFTER.search(low):
        return True, said.written, said.written
    return None


def _until(low: str, start: int, whens: Sequence[When], day: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days up to which something held: the last of a row of dates behind "until" or "through"."""
    for n, when in enumerate(whens):
        if not _UNTIL.search(low[start : when.start]):
            continue
        for following in whens[n + 1 :]:
            if not _AND_DATE.match(low[when.end : following.start]):
                break
            when = following
        if when.earliest > day:
            return when.earliest, when.latest
    return None


_AND_DATE = Pattern(
    r"^\W*(?:and\W+)?(?:the )?"
    r"(?:(?:first|second|last|early) (?:half|part|week|days|weeks|third) (?:of )?|early |mid[- ]?)?$"
)
_MOMENTS = Pattern(r"\b\d{1,2} ?(?:min(?:ute)?s?|h|hrs?|hours?)\b")
_RECENT = 60
"""Days before the session within which a score is one from before it."""


def _visit(said: Said) -> bool:
    """Whether a statement is of a note with a day of its own."""
    return said.document.place != "text"


# -------------------------------------------------------------------------------------------------- shares and the end


def _shares(record: Record, day: dt.date, others: frozenset[dt.date]) -> Iterator[Point]:
    """Shares of relief that held until a day that is told."""
    for said in _telling(record, day, others):
        if not said.search(_RELIEVED) or said.statement.cues.whole.negated or said.search(_OF_INDEX):
            continue
        whens = _whens(said)
        for percent in numbers.percents(said.low):
            if _PART_OF_TIME.search(said.low[: percent.start]):
                continue
            yield Point(day, day, 100 - percent.least, said)
            if found := _until(said.low, 0, whens, day):
                yield Point(*found, 100 - percent.least, said)


_OF_INDEX = Pattern(r"\b(?:odi|ndi|oswestry|disability|roland|womac|ml|lidocaine|bupivacaine)\b")
_PART_OF_TIME = Pattern(r"\b(?:first|second|last)\W+$")
_RELIEVED = Pattern(r"\b(?:pain|relief|better|less|down|gone|dropped|improve\w*|reduc\w+|took away)\b")


def _lost(record: Record, day: dt.date, others: frozenset[dt.date]) -> Iterator[Point]:
    """The days by which the relief was over."""
    for said in _telling(record, day, others):
        if match := _THAT_MONTH.search(said.low):
            if said.search(_LOST):
                end = _end_of_month(day) if match["part"] == "end" else day.replace(day=15)
                yield Point(end, end, 100, said)
            continue
        if not said.search(_LOST):
            continue
        for when in _whens(said):
            if when.earliest > day:
                yield Point(when.earliest, when.latest, 100, said)
                break


def _end_of_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
