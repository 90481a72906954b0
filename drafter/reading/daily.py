"""Day by day: which figures of a statement are scores, of which scale, and whether of before a session or of what days.

A statement is cut into pieces with at most one figure and one time each; rows under a head of days are read as well.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drafter.reading import lines, rated, sessiondays
from drafter.reading.figures import of_days, of_something_else
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.text import dates, spelt
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern

Scale = Literal["pain", "function"]

INDICES = (
    r"odi|ndi|oswestry|neck disability(?: index)?|disability|roland(?:[- ]morris)?|rmdq|quick ?dash|dash|psfs|womac|pdi"
)
"""Indices of function, as the inside of an alternation."""
NAMED = Pattern(
    r"\b(?:(?P<pain>nrs|n?prs|npr?s|vas|vnrs|vrs|(?:diary|daily|mean|monthly|weekly) average|pain(?! (?:log|diary|"
    r"clinic|management|pill))|ache|headaches?|"
    r"(?:zero|0)[- ]to[- ](?:ten|10))|"
    rf"(?P<function>{INDICES}))\b"
)
_FIGURE = Pattern(
    r"(?!\d{1,2}\s*(?:and|or|to)\s*\d{1,2} ?(?:min\w*|h|hrs?|hours?|days?|wks?|weeks?|mos?|months?)\b)"
    r"(?<![\w./#$+-])(?P<n>(?!0\d)\d{1,3}(?:\.\d)?)(?:\s*-\s*(?P<m>\d{1,2}))?"
    r"(?:\s*(?:/|out of|of)\s*(?P<of>100?)\b(?!/)|\s?(?P<mm>mm)\b|\s?(?P<percent>%|per ?cent))?(?![\w%]|[./-]\d)"
    r"(?=\s*(?:$|[-,;:.()|\"'”’/]|->|→|points?\b|before|after|at\b|on\b|in\b|by\b|and\b|to\b|down\b|up\b|when\b|"
    r"again\b|then\b|now\b|today\b|where\b|which\b|while\b|for\b|from\b|until\b|till?\b|thru\b|through|since\b|"
    r"post|pre\b|prior\b|or so\b|but\b|as\b|with\b|average|avg|within\b|still\b|upon\b|that\b|this\b|the\b|"
    r"it (?:stayed|remained|held|has stayed|has remained)\b|"
    r"last\b|every\b|each\b|two\b|walking\b|coming\b|going\b|\d{1,2} "
    r"(?:weeks?|months?|days?)|most\b|best\b|all\b|pre-?))"
)
_CUT = Pattern(
    r"[,;:|]|\.(?=\s)|\((?!\d{1,2}/)|\)(?=\s*\w)|\b(?:and|but|while|whereas|then(?! ?[,;.)])|where)\b|->|→|=>"
)
_ARROW = Pattern(
    r"(?<![\w./])(?P<a>10|\d{1,2})(?:\s*/\s*10)?\s*(?:->|→|=>)\s*(?P<b>10|\d{1,2})(?![\w%]|[./-]\d)|"
    r"\bfrom (?:an? )?(?P<c>10|\d{1,2}),? (?:(?:she|he|they|it|(?:the |her |his )?pain) (?:went|came|"
    r"dropped|fell|got) )?(?:down )?to (?:an? )?(?P<d>10|\d{1,2})(?![\w%/]|[.-]\d)|"
    r"(?<![\w./])(?P<g>10|\d)(?:\s*/\s*10| out of 10)?,? (?:went|fell|dropped|came|turned|sank) (?:down )?(?:in)?to "
    r"(?:an? )?"
    r"(?P<h>10|\d)(?![\w%/]|[.-]\d)|"
    r"\b(?:to|at) (?:an? )?(?P<f>10|\d{1,2}),? (?:down )?from (?:an? )?(?P<e>10|\d{1,2})"
    r"(?=\W*(?:$|[,;.)]|and\b|but\b|by\b|in\b|on\b|at\b))"
)
_TOOK = Pattern(
    r"\b(?:took|brought|got|moved|carried|dropped|cut|came|went|fell|down)(?: (?:her|him|them|it|pt|things|the "
    r"patient))?"
    r"(?: down)?\s*$|^\W*$"
)
"""Before "from 7 to 3" of a session: that it brought the patient from the one to the other."""
_BEFORE = Pattern(
    r"\b(?:before(?:hand)?(?! (?:it|the (?:pain|relief|effect|ache)|her pain|his pain|they)(?: \w+)? "
    r"(?:came|crept|come|returned|recurred|wore|faded|went|was back|is back|began|started|flared|got))|prior to|"
    r"pre|pre-?(?:injection|procedure|block|treatment|op|ablation)|baseline|(?:began|started)(?: out)? at|"
    r"(?:walking|coming) in|on arrival|then(?= ?(?:[,;.)]|$))|that (?:very |same )?(?:morning|day)|"
    r"(?:on )?the (?:day|morning) of|going in)\b|"
    r"^\W*(?:was|had been|down from|up from)\b|\bhad (?:stood|sat|been|hovered|lain|run) (?:at|around|about)\b|"
    r"(?<![\d./])(?:10|[5-9])(?: ?/ ?10)? on the (?:very )?day\W*$"
)
_SHE_IS_AT = Pattern(
    r"\b(?:she|he|pt|patient)(?: (?:only|then|still|now|soon))? (?:came|went|got|dropped|fell|was|is|began|"
    r"started|stayed|stood|"
    r"lived|hovered)(?: back| out)?(?: down| up)? (?:to|at) (?:an? |about |around )*$"
)
"""Before a figure without a scale that is the patient's own: "he came down to 3"."""
_CAME_DOWN = Pattern(
    r"\b(?:she|he|pt|patient|pain)(?: (?:then|soon))? (?:came|went|got|dropped|fell)(?: back)? down to "
    r"(?:an? |about |around )*\d"
)
"""What followed upon the session, where no time is told."""
_ENDS_OF_SCALE = Pattern(r"\b(?:0|zero)(?:[- ]to[- ]|-)(?:10|ten)\b")
_AFTER = Pattern(r"\b(?:after(?:wards?)?|post|post-?\w+|later|since)\b")
_NOW = Pattern(r"\b(?:now|today|currently|at present|this visit)\b")
_WENT = Pattern(
    r"\b(?:was|were|had|went|fell|dropped|came|took|got|reported|rated|gave|used to|initially|at first|last|would|will|"
    r"lowest|highest|nadir|sheet|log|diary|if|goal|at (?:its )?(?:worst|best)|worst|best)\b"
)
_UNTIL = Pattern(
    r"\b(?:until|till|til|through|thru|up to|to|into)\s+(?:about |around |all of |most of |the )*(?:whole of )?"
    r"(?:(?:very )?(?:end|middle|beginning|start|first half|second half|last week|first week|"
    r"(?:last|final|closing|first) (?:few )?days) of )?"
    r"(?:early |late |mid )?$"
)
_HELD = Pattern(r"\b(?:held|hold|holds|stayed|stays|lasted|remained|kept|still|there|down|throughout|maintained)\b")
_FOR = Pattern(r"\b(?:for|lasted|lasting|held|about|nearly|some|roughly|over|close to|almost|in all|there)\s*$")
_LATER = Pattern(r"^\W*(?:later|after(?:wards?)?\b|out\b|post|on\b|mark|following|since|check|visit|f/?u)")
_AT = Pattern(r"\b(?:at|by|the)\s+(?:the |about |around )?$")
_SESSION = Pattern(
    r"\b(?:inject\w*|blocks?|epidurals?|esi|tfesi|tpis?|session|shot|procedure|si diagnostic|gonb?|onb|rfa|"
    r"ablation|rhizotomy)\b"
)
HEDGED = Pattern(r"\b(?:expect\w*|hop\w+|goal|aim\w*|target\w*|should|if|request\w*|plan\w*|typical\w*|policy)\b")


@dataclass(frozen=True)
class Score:
    """A figure with its time: of the day of the session or before it, or of days after it."""

    scale: Scale
    value: float
    said: Said
    before: bool
    first: dt.date | None
    last: dt.date | None
    least: float = 100.0
    """The lower end, where a range is told."""
    partial: bool = False
    """Whether its statement holds figures besides whose time is not told."""


def columns(record: Record, day: dt.date) -> Iterator[Score]:
    """Rows of scores under a head of days: "03/10 | 04/14 | 07/14" over "NDI 50 % | 22 % | 22 %"."""
    for document in record.documents:
        if document.late or document.speaker is not None or "\n" not in document.text:
            continue
        head = list[When]()
        for line in lines.of(document):
            found = dates.find(line.text, document.written, dates.order(document.text))
            if len(found) > 1 and not re.search(r"[a-z]{3}", _without(line.text, found), re.IGNORECASE):
                head = found
            elif head and (named := NAMED.search(line.low)):
                values = [m for m in _CELL.finditer(line.text) if m.start() >= named.end()]
                values = [m for m in values if not m["scale"]]
                said = next((s for s in record.said if _holds(s, document, line.start + named.start())), None)
                if said and len(values) == len(head):
                    for when, m in zip(head, values, strict=True):
                        yield Score(
                            scale_of(named), float(m["n"]), said, when.latest <= day, when.earliest, when.latest
                        )
            elif not line.text.strip():
                head = []


def _without(line: str, found: Sequence[When]) -> str:
    for when in found:
        line = line[: when.start] + " " * (when.end - when.start) + line[when.end :]
    return line


def _holds(said: Said, document: Document, place: int) -> bool:
    return said.document is document and said.statement.clause.start <= place < said.statement.clause.end


_CELL = re.compile(r"(?<![\w.])(?P<n>\d{1,3}(?:\.\d)?)(?P<scale>-\d+)?(?: ?(?:%|mm|/ ?10))?(?![\w.])")


def scale_of(match: re.Match[str]) -> Scale:
    """The scale that a match of `NAMED` names."""
    return "function" if match["function"] else "pain"


def of_statement(said: Said, day: dt.date, scale: Scale | None, carried: float | None) -> list[Score]:
    """The figures of one statement, piece by piece; `scale` and the figure `carried` come from the one before."""
    missed: list[int] = []
    found = list(_of_pieces(said, day, scale, carried, missed))
    return [replace(score, partial=True) for score in found] if missed else found


def _of_pieces(
    said: Said, day: dt.date, scale: Scale | None, carried: float | None, missed: list[int]
) -> Iterator[Score]:
    written = spelt.digits(said.low)
    low, offset = rated.ranged(written.text), said.statement.clause.start
    if "\n" in said.document.text[offset : said.statement.clause.end] and len(said.statement.whens()) > 2:
        return  # rows of a table
    whens = [written.onto(w) for w in whens_of(said, day)]
    whens = [w for w in whens if not _THIS_WEEK.fullmatch(low[w.start : w.end])]
    spans = [written.onto(replace(x, start=x.start - offset, end=x.end - offset)) for x in said.statement.lengths()]
    if arrow := next((m for m in _ARROW.finditer(low) if not of_something_else(low, m.start(), m.end())), None):
        named = NAMED.search(low)
        of: Scale | None = (
            scale_of(named)
            if named
            else "pain"
            if arrow["f"] or arrow["g"] or _TOOK.search(low[: arrow.start()]) or _on_day(low, arrow, whens, day)
            else scale
        )
        if of and not _within(arrow, [(w.start, w.end) for w in whens]) and not HEDGED.search(low[: arrow.start()]):
            yield Score(of, float(arrow["a"] or arrow["c"] or arrow["e"] or arrow["g"]), said, True, None, None)
            carried = float(arrow["b"] or arrow["d"] or arrow["f"] or arrow["h"])
            yield Score(of, carried, said, False, day, day, carried)
            scale = of
    begin = arrow.end() if arrow else 0
    taken = [
        *((m.start(), m.end()) for m in _NTH.finditer(low)),
        *((m.start(), m.end()) for m in _ENDS_OF_SCALE.finditer(low)),
        *((w.start, w.end) for w in whens),
        *((x.start, x.end) for x in spans),
    ]
    cuts = [m.start() for m in _CUT.finditer(low) if m.start() >= begin and not _within(m, taken)]
    edges = [begin, *cuts, len(low)]
    every = [m for m in _FIGURE.finditer(low) if not (_within(m, taken) or of_days(low, m.start(), m.end()))]
    for start, end in _joined(low, list(itertools.pairwise(edges)), every, [w.start for w in whens]):
        piece = low[start:end]
        if named := NAMED.search(piece):
            scale = scale_of(named)
        if scale is None and _BEFORE.search(piece) and _SESSION.search(low):
            scale = "pain"  # "block 10/12: 8 beforehand, 1 within the hour"
        if scale is None and _HELD_AT.match(low):
            scale = "pain"
        if scale is None and any(m["of"] == "10" for m in every if start <= m.start() < end):
            scale = "pain"
        if scale is None and any(_SHE_IS_AT.search(low[: m.start()]) for m in every if start <= m.start() < end):
            scale = "pain"
        figures = [
            m
            for m in every
            if start <= m.start() < end
            and _counts(m, scale, bool(named), piece, start, said.low[written.place(m.start())].isdigit())
        ]
        if figures and (moment := _AND_AT.match(low, end)):
            end = moment.end()
        inside = [w for w in whens if start <= w.start < end]
        times = [x for x in spans if start <= x.start < end]
        if len(figures) > 1 or scale is None or HEDGED.search(piece):
            missed += [m.start() for m in figures]
            continue
        value = _value(figures[0]) if figures else carried
        lasted = arrow is not None and start == begin and _FOR_SO_LONG.match(piece) and times
        if value is None or (not figures and not _HELD.search(piece) and not lasted):
            continue
        if lasted and not figures:
            until = times[0].ahead(day)[0]
            yield Score(scale, value, said, False, until, until, value)
        elif found := _timed(said, day, low, start, end, inside, times, bool(figures)):
            before, first, last_ = found
            if before and carried is not None and _NOW.search(piece):
                continue  # "9 -> 3, held until October. Now 8": that of now is none of before
            carried = carried if before else value
            least = float(figures[0]["n"]) if figures else value
            yield Score(scale, value, said, before, first, last_, least)
            for when in () if before or not inside else _listed_with(low, inside[-1], whens):
                yield Score(scale, value, said, False, when.earliest, when.latest, least)
        elif figures:
            missed.append(figures[0].start())


_THIS_WEEK = Pattern(r"(?:this|the past|the last|past|last) (?:week|month)")
"""A time up to the note, which gives a figure beside it the day of the note."""
_FELL_SOON = Pattern(
    r"\b(?:fell|dropped|sank|(?:came|went|was) down|fallen|down) to (?:an? |about )?(?:10|\d)(?: ?/ ?10| "
    r"of (?:10|ten)| out "
    r"of (?:10|ten))? (?:within|in|inside) (?:hours|days|minutes|the (?:hour|day|week)|an hour|a "
    r"(?:day|week|few days|few hours)|"
    r"(?:two|three|2|3) days)\b"
)
"""A fall right behind a session: "it fell to 3 within days"."""
_HELD_AT = Pattern(
    r"^\W*(?:(?:it|which|and|that|has|had) )*(?:held|stayed|remained) (?:steady |there )?at (?:an? )?(?:10|\d)"
    r"(?! ?(?:%|mg|am|pm)|[\d./])[^.;]{0,40}\b(?:until|till?|through|thru|for)\b"
)
"""A figure without a name at which something held for a time, behind a session."""


def _on_day(low: str, arrow: re.Match[str], whens: Sequence[When], day: dt.date) -> bool:
    """Whether "9 -> 3" stands right behind the day of the session alone, and so is what the session did."""
    lead, small = low[: arrow.start()].rstrip(" :,-"), float(arrow["a"] or 0) <= _TEN
    return (
        bool(arrow["a"])
        and small
        and any(w.exact and w.earliest == day and lead == low[: w.end].strip() for w in whens)
    )


_TEN = 10
"""The end of the scale of pain."""


def _listed_with(low: str, first: When, whens: Sequence[When]) -> Iterator[When]:
    """The days listed behind one for which a figure holds as well: "NRS 3 at 06/01, 07/06 and 08/31"."""
    for when in whens:
        if when.start > first.start:
            if not _LIST_OF_DAYS.fullmatch(low[first.end : when.start]) or when.earliest <= first.latest:
                return
            yield when
            first = when


_LIST_OF_DAYS = re.compile(r"\s*(?:,|;|and|&|,? and|as well as|again)?\s*(?:again )?(?:on |at |in )?(?:the )?\s*")


def whens_of(said: Said, day: dt.date) -> list[When]:
    """The dates of a statement at their places in its folded words; "was 2/10" is a score.

    Behind a session of `day` "10/20" is a day after it, where it can be one, and no October of 2020.
    """
    offset, low = said.statement.clause.start, said.low
    found = [replace(w, start=w.start - offset, end=w.end - offset) for w in said.statement.whens()]
    found = [_in_year(w, said, day) if _BARE.fullmatch(low[w.start : w.end]) else w for w in found]
    return [
        w
        for w in found
        if not _OF_TEN.fullmatch(low[w.start : w.end])
        or sessiondays.ON_DAY.search(low[: w.start])
        or _SESSION_ON.search(low[: w.start])
    ]


def _in_year(when: When, said: Said, day: dt.date) -> When:
    """A date such as "10/20" as the day of the session or one after it, where the note is as late as that."""
    if when.earliest < when.latest and when.earliest <= day <= when.latest:
        return replace(when, earliest=when.latest)
    low, at = said.low, when.start
    month, number = map(int, low[at : when.end].split("/"))
    if when.latest > day or when.exact or not said.document.written or not _UNTIL.search(low[:at]):
        return when
    try:
        found = day.replace(month=month, day=number)
    except ValueError:
        return when
    return replace(when, earliest=found, latest=found) if day < found <= said.document.written else when


_SESSION_ON = Pattern(
    r"(?:^|[.;,]\s*)(?:(?:last|first|second|third|repeat|left|right|bilateral|bilat|l|r)\.? )*"
    r"(?:tpis?|g?onbs?|gon blocks?|occipital (?:nerve )?blocks?|blocks?|trigger point injections?)"
    r"(?: (?:done|given|left|right|bilateral|bilat|l|r|both))*:? (?:on )?$"
)
"""Right before "3/10": a session that opens the statement, so that it is a day and no score."""


_BARE = re.compile(r"\d{1,2}/\d\d")
_OF_TEN = re.compile(r"(?!0\d)\d{1,2}/10")


def _joined(
    low: str, pieces: list[tuple[int, int]], figures: Sequence[re.Match[str]], times: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The pieces, a label or a date before a colon or a bracket joined to the figure behind it."""
    begin = None
    for start, end in pieces:
        start = start if begin is None else begin
        begin = None
        bare = not any(start <= m.start() < end for m in figures)
        mark = low[end : end + 1] in (":", "(", ")") or low.startswith("where", end)
        if bare and mark and (any(start <= t < end for t in times) or ":" in low[end]):
            begin = start
            continue
        yield start, end


def _within(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a <= match.start() < b for a, b in taken)


def _counts(match: re.Match[str], scale: Scale | None, named: bool, piece: str, start: int, as_figure: bool) -> bool:
    """Whether a figure can be one of the scale; a number in words needs the name of the scale beside it."""
    ahead, behind = piece[: match.start() - start], piece[match.end() - start :]
    it = scale == "pain" and ((_IT_WAS.search(ahead) and _ENDS.match(behind)) or _IT_STAYED.match(behind))
    if not (as_figure or match["of"] or named or it):
        return False
    if match["percent"]:
        return scale == "function" and not _of_change(piece)
    if match["of"] or match["mm"]:
        return scale == "pain" or bool(named)
    if of_something_else(piece, match.start() - start, match.end() - start):
        return False
    return float(match["n"]) <= (10 if scale == "pain" else 100)


_IT_WAS = Pattern(
    r"\b(?:it|the pain|the score) (?:was|stayed(?: at)?|stood at|remained(?: at)?|held at|"
    r"had (?:dropped|fallen|come down) to) $"
)
_ENDS = Pattern(r"^\s*(?:$|[,;.)]|and\b|until\b|till?\b)")
_IT_STAYED = Pattern(r"^ it (?:stayed|remained|held)\b")
"""Words beside a number in words by which it is the score told of before: "by that weekend it was three"."""


def _of_change(piece: str) -> bool:
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
    if found := until_day(low, start, whens, day):
        return False, *found
    if figure and (_MOMENTS.search(piece) or _THAT_DAY.search(piece)) and not _BEFORE.search(piece):
        return False, day, day
    if figure and not whens and _FELL_SOON.search(piece):
        return False, day, day
    if figure and (nth := _NTH.search(piece)) and nth["n"] == "0":
        return True, None, None
    if figure and (nth := _NTH.search(piece)):
        length = Length(
            0, 0, float(nth["n"]), float(nth["n"]) + 1, {"w": "weeks", "m": "months", "d": "days"}[nth["u"][0]]
        )
        return False, *length.ahead(day)
    if figure and not whens and not spans and _CAME_DOWN.search(piece):
        return False, day, day
    for length in spans:
        lead, behind = low[start : length.start], low[length.end : end]
        first, last = length.ahead(day)
        if length.unit == "hours":
            return False, day, day
        if figure and (_LATER.match(behind) or _AT.search(lead)):
            return False, first, last
        if _HELD.search(piece) and _FOR.search(lead):
            return False, first, first
    if not figure:
        seen = next((w for w in whens if w.earliest > day), None)
        return (False, seen.earliest, seen.latest) if seen and _STILL_SO.search(piece) else None
    if said.written and said.written > day and _visit(said) and _MEAN.search(piece):
        return False, said.written, said.written
    since = said.written and said.written > day and _visit(said) and _EVER_SINCE.search(piece)
    if since and all(w.earliest <= day <= w.latest for w in whens):
        return False, said.written, said.written
    before = bool(_BEFORE.search(piece)) and not _AFTER.search(piece)
    for when in whens:
        near = (day - when.latest).days
        if before and when.earliest <= day:
            return True, when.earliest, when.latest
        if when.earliest > day:
            return False, when.earliest, when.latest
        if 0 <= near <= _RECENT and not _SESSION.search(piece):
            return True, when.earliest, when.latest
        high = _IN_BRACKETS.search(piece)
        return (True, None, None) if before or (high and int(high[1]) >= _HIGH) else None
    if before:
        return True, None, None
    if _AFTER.search(piece) and (not whens or all(w.earliest <= day <= w.latest for w in whens_of(said, day))):
        return False, day, day
    if said.written and said.written > day and (_NOW.search(piece) or (_visit(said) and not _WENT.search(low))):
        return False, said.written, said.written
    if said.written and _visit(said) and 0 <= (day - said.written).days <= _RECENT and not _AFTER.search(low):
        return True, said.written, said.written
    return None


def until_day(low: str, start: int, whens: Sequence[When], day: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days up to which something held: the last of a row of dates behind "until" or "through"."""
    for n, when in enumerate(whens):
        if not _UNTIL.search(low[start : when.start]) and not _NOT_BACK.search(low[start : when.start]):
            continue
        for following in whens[n + 1 :]:
            if not _AND_DATE.match(low[when.end : following.start]):
                break
            when = following
        if when.earliest > day:
            whole = _THROUGH.search(low[start : when.start]) and when.earliest.day == 1
            return (when.latest if whole else when.earliest), when.latest
    return None


_THROUGH = Pattern(
    r"\b(?:through|thru|throughout|until the (?:very )?end of|to the (?:very )?end of)\s+(?:the "
    r"(?:whole|month) of |all of )?$"
)
"""Before a month that is meant to its last day."""


_NOT_BACK = Pattern(
    r"\b(?:not|n't|never)\b(?: \w+)? (?:come|came|creep|return|recur|wear off)\w*\b[^.;\d]{0,15}"
    r"\b(?:until|till|before)\b[^.;\d]{0,40}$"
)
"""Before the day up to which it held: "it did not come back until the schools reopened in September"."""
_AND_DATE = Pattern(
    r"^\W*(?:and\W+)?(?:the )?"
    r"(?:(?:first|second|last|early) (?:half|part|week|days|weeks|third) (?:of )?|early |mid[- ]?)?$"
)
_FOR_SO_LONG = Pattern(
    r"^\W*(?:and (?:it |that )?(?:held|lasted|stayed) )?(?:for|x) ?(?:a |an |about |some |nearly |"
    r"almost |good )*\d"
)
"""Right behind a fall: how long it held."""
_NTH = Pattern(r"(?<!this )(?<!last )(?<!that )(?<!past )\b(?P<u>week|wk|month|mo|day) ?#?(?P<n>\d{1,2})\b")
_AND_AT = Pattern(
    r",\s*(?:at|after) (?:(?:about|some) )?(?:\d{1,2} (?:and|or|to) )?\d{1,2} ?(?:min(?:ute)?s?|h|hrs?|hours?)\b"
)
"""Behind a score: the moments at which it was taken."""
_EVER_SINCE = Pattern(
    r"\b(?:ever )?since(?: then| (?:the day after )?(?:the |her |his |that |my |our )?(?:last |first |second |third )?"
    r"(?:\w+ ){0,2}(?:blocks?|injections?|procedure|session|shots?|epidural|esi|tpis?|gonb?|onb))?\W*$"
)
"""Behind a score of the time up to the note: "3/10 since"."""
_THAT_DAY = Pattern(
    r"\b(?:that|the same) (?:afternoon|evening|night)\b|\b(?:the|on the) (?:next|following) (?:day|morning)\b|"
    r"\b(?:next|following) (?:day|morning|am|a\.m\.)(?=\W|$)|"
    r"\bby (?:that|the (?:next|following)) (?:weekend|day|morning)\b|"
    r"\bwithin (?:the|an|one) hour\b|\b(?:in recovery|in the recovery (?:room|area)|in (?:the )?pacu|on leaving|"
    r"(?:walking|coming|going) out|"
    r"at discharge|on the way home)\b"
)
"""Within a day of the session."""
_MOMENTS = Pattern(r"\b\d{1,2} ?(?:min(?:ute)?s?|h|hrs?|hours?)\b")
_MEAN = Pattern(
    r"\b(?:average|averaged|averages|mean|diary|log)\b[^.;,]{0,30}\bsince (?:the |her |his |that |this |my |our "
    r")?(?:last |first |"
    r"second |third )?(?:\w+ ){0,2}?(?:blocks?|injections?|procedure|session|shots?|epidural|esi|tpis?|gonb?|onb)\b"
)
"""An average over the time since the session."""
_STILL_SO = Pattern(
    r"\bstill (?:was|is|were|are|did|at (?:that|it)|there|so|the same|held)\b|\b(?:it|that|they) still (?:was|"
    r"were|did|is)\b"
)
"""That a score told before was still the same."""
_IN_BRACKETS = Pattern(r"\(\W{0,2}(?:nrs|vas|pain|score|vnrs|nprs)\W{0,3}(10|\d)(?:\s*/\s*10)?\)?\W*$")
"""A score in brackets behind the session and its day, which is the one it was done for where it is high."""
_HIGH = 5
"""From what score on. A session that left the pain so high is read the same way by the score before it."""
_RECENT = 60
"""Days before the session within which a score is one from before it."""


def _visit(said: Said) -> bool:
    """Whether a statement is of a note with a day of its own."""
    return said.document.place != "text" or said.written != said.document.written
