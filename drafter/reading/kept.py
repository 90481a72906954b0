"""Kept: for how long a treatment was kept up, and when it ended, by its own statement or its other namings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from drafter.domain import Bound
from drafter.reading import from_to, spans
from drafter.reading.from_to import Told
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import lengths, words
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_NOT_OF_TRIAL = Pattern(
    r"\b(?:relief|better|lasted|every|next|in|within|return|follow[- ]up|(?:pain|symptoms?|headaches?|aches?|"
    r"neuralgia|complaints?|"
    r"problems?|spasms?) (?:for|x|of|since|over|lasting))\s+(?:(?:the|last|past)\s+|\w+\s+)?$|"
    r"\b(?:injections?|shots?|blocks?|cortisone|kenalog|visco\w*)\b[^.;,]{0,20}\bhelped (?:for |only |about |just )*$|"
    r"\b(?:in|every|q)\s+(?:(?!for\b|x\b|after\b)\w+\s+){0,2}$|"
    r"\b(?:up to|to|increas\w+|rais\w+|titrat\w+)\b[^.;]{0,20}\bafter\s+(?:\w+\s+)?$"
)
_NOT_OF_TRIAL_BEHIND = Pattern(
    r"^\s*(?:ago|earlier|later|before|prior|old|apart|history|of (?:pain|symptoms?|headaches?|relief|"
    r"(?:neck|back)(?! (?:\w+ )?(?:physio\w*|therap\w*|pt|exercis\w*|rehab\w*|stretch\w*|massage|traction|school)\b))|"
    r"(?:after|following) (?:the|her|his|an?) (?:injury|accident|surgery|fall)|"
    r"'?s? ?supply|supply|refills?|post|pregnan|prescription|script|follow|"
    r"course (?:is |was )?(?:planned|prescribed|ordered|recommended))"
)
_THROUGHOUT = Pattern(
    r"[^.;]{0,30}?\b(?:throughout|(?:for|over|during) (?:that|the (?:same|whole|entire)) (?:time|period|course|"
    r"stretch)|the (?:whole|entire|same) time|"
    r"all (?:along|that time|the while))\b"
)
_VISITS_IN = Pattern(
    rf"(?:\b|x)(?:\d{{1,2}}|{'|'.join(COUNTS)}) (?:\w+ )?(?:visits|sessions|appointments|treatments) in $"
)
"""Before the time in which so many visits were kept."""
_VISITS_OVER = Pattern(r"\b(?:visits|sessions|appointments|times|treatments) over ?$")
_BEGUN_AGO = Pattern(
    r"\b(?:start\w*|began|begun|since|initiated|commenced|been (?:on|doing|taking|attending))\b[^.;]{0,40}$"
)
STARTED = Pattern(
    r"\b(?:start\w*|began|begins?|begun|initiat\w*|commenced|eval\w*|first visit|rx|prescribed|trial of|added)\b"
)
TAKEN = Pattern(
    r"\b(?:took|taken|taking|takes|used|using|daily|every day|each day|adher\w*|complian\w*|attended|completed|"
    r"finished|did|done|"
    r"visits|sessions|faithfully|diligently|discharged|full course)\b"
)
_TO_NOW = Pattern(
    r"\bfor the (?:last|past)\b|\bover the (?:last|past)\b|\bongoing\b|\bcurrent\w*\b|\b"
    r"still (?:doing|taking|attending|on|in)\b|\bcontinu\w*\b|\bjust (?:finished|completed)\b|"
    r"\b(?:has|have) been (?:doing|taking|attending|on|in|performing|going)\b|"
    r"\brecent\w*\b|\bto date\b|\bso far\b|\b(?:last|this|past) (?:week|month)\b"
)
"""Words by which a treatment goes on up to the note, or ended shortly before it."""


def best(told: Sequence[Told]) -> tuple[bool | None, str]:
    """The telling that shows most: one that passes, else one that may, else one that fails."""
    for verdict in (True, None, False):
        for t in told:
            if t.passed is verdict and t.words:
                return t.passed, t.words.strip()
    return None, ""


def tellings(record: Record, said: Said, concept: str, bound: Bound) -> list[Told]:
    """How long a statement tells that a treatment was kept up."""
    anchor = said.written or record.clock
    text = said.document.text
    along = _alongside(said, concept)
    own = [x for x in said.statement.lengths() if along or _belongs(said, x.start, concept)]
    found = [
        Told(lengths.passes(_spread(said, x), bound, anchor), text[x.start : x.end])
        for x in own
        if _is_length(said, x.start, x.end)
    ]
    whole_months = (
        []
        if any(_all_told(said, x) for x in own)
        else list(from_to.whole_months(said, bound) or from_to.between_dates(said, bound))
    )
    return [
        *found,
        *whole_months,
        *([] if whole_months else _same_time(record, said, bound)),
        *from_to.until_a_day(record, said, bound),
        *_at_most(said, bound, anchor),
        *_since(said, concept, bound, anchor),
    ]


_SAME_TIME = Pattern(
    r"\b(?:over|during|in|for|through|throughout|within) (?:the|those|these) (?:very )?same (?:\w+ )?(?:weeks?|"
    r"months?|period|"
    r"time|stretch|span|spring|summer|autumn|fall|winter)\b|\b(?:over|during|in|for|through|throughout) (?:that|"
    r"the same) (?:time|period|stretch)\b"
)
"""The time of the treatment that the statement before it tells of."""
_NUMBER = "|".join(COUNTS)
_AFTER_SO_LONG = Pattern(
    rf"^\W*(?:some |about |only |nearly |almost |over |and |but )?(?P<n>\d{{1,2}}|{_NUMBER}) "
    r"(?P<unit>weeks?|wks?|months?) (?:later|in|on|after that|afterwards?|down the (?:line|road)|thereafter)\b"
    r"(?! (?:the |her |his |an? )?(?:surgery|operation|block|injection|hospital))"
)
"""The time since a treatment was begun, at which its result is told."""
_THEN_ENDED = Pattern(
    r"\b(?:stopp\w*|quit|discontinued|d/?c'?d?|came off|took (?:her|him|them) off|gave (?:it|them) up|given up|"
    r"tapered|weaned|still (?:on|taking|"
    r"doing)|on (?:it|them)|finished|discharged|withdr\w+)\b"
)
"""That it was taken until then."""


def so_long_after(first: Said, last: Said, bound: Bound, anchor: dt.date) -> Iterator[Told]:
    """The time told from the beginning to the end: "started Lyrica in May. Twelve weeks later she had stopped it"."""
    match = last.search(_AFTER_SO_LONG)
    if first is last or not match or not first.search(STARTED) or not last.search(_THEN_ENDED):
        return
    start = last.statement.clause.start
    text = last.document.text[start + match.start("n") : start + match.end("unit")]
    yield from (Told(lengths.passes(x, bound, anchor), text) for x in lengths.find(text)[:1])


def _same_time(record: Record, said: Said, bound: Bound) -> list[Told]:
    """The time of the treatment named right before, where a statement points to it: "over the same weeks"."""
    if not said.search(_SAME_TIME) or said.search(from_to.HARDLY):
        return []
    for before in record.preceding(said):
        named = before.statement.of(*words.family("treatments"))
        if named:
            return tellings(record, before, named[-1].concept, bound)
    return []


_NO_MORE = Pattern(r"^\W*(?:only|in all|in total|total|altogether|all told|at most)\b")
_NO_MORE_AHEAD = Pattern(r"\b(?:only|just|no more than|a total of|barely|merely|not more than)(?: for)? $")


def _all_told(said: Said, length: Length) -> bool:
    """Whether a length is all there was, whatever months it fell in: "5 weeks only, May-June 2026"."""
    start, first = length.start - said.statement.clause.start, said.statement.clause.start
    if not _is_length(said, length.start, length.end):
        return False
    ahead = _NO_MORE_AHEAD.search(said.low[max(0, start - 20) : start])
    return bool(ahead or _NO_MORE.match(said.low[length.end - first :]))


def _alongside(said: Said, concept: str) -> bool:
    """Whether a treatment went on as long as the one before it: "and took etodolac throughout"."""
    mine = [m for m in said.statement.mentions if m.concept == concept]
    first = said.statement.clause.start
    return bool(mine) and bool(_THROUGHOUT.match(said.low[mine[-1].end - first :]))


def _spread(said: Said, length: Length) -> Length:
    """The length over which visits were spread: "6 sessions over 3 weeks" is three weeks, and no longer."""
    start = length.start - said.statement.clause.start
    if not _VISITS_OVER.search(said.low[:start] + said.low[start : start + 5]):
        return length
    bare = lengths.find(said.low[start + 5 : length.end - said.statement.clause.start])
    return bare[0] if bare else length


def _is_length(said: Said, start: int, end: int) -> bool:
    """Whether a length is that of a treatment and not of a complaint, a supply, or the time since."""
    low, first = said.low, said.statement.clause.start
    ahead = low[max(0, start - first - 40) : start - first]
    told = not _NOT_OF_TRIAL.search(ahead) or _VISITS_IN.search(ahead)
    return bool(told) and not _NOT_OF_TRIAL_BEHIND.match(low[end - first : end - first + 40])


def _belongs(said: Said, start: int, concept: str) -> bool:
    """Whether a length stands with this treatment: the nearest one before it, else behind it, is this one."""
    before = [m for m in said.statement.mentions if m.start < start and words.concept(m.concept).family != "conditions"]
    before = [m for m in before if not words.concept(m.concept).about.get("generic")]
    behind = [m for m in said.statement.of(*words.family("treatments")) if m.start >= start]
    clause = said.statement.clause
    if (
        behind
        and re.match(r"[\w.+ -]{0,25}\b(?:of|course)\b", clause.low[start - clause.start :])
        and behind[0].start - start < 45
    ):
        return behind[0].concept == concept
    if before:
        last = before[-1].start
        return any(m.concept == concept for m in before if m.start == last) or _in_list(said, concept, last)
    if behind:
        return behind[0].concept == concept
    return True


def _in_list(said: Said, concept: str, last: int) -> bool:
    """Whether the treatment is joined by "and" to the last one before a length: "PT and massage for 8 weeks"."""
    clause = said.statement.clause
    mine = [m for m in said.statement.mentions if m.concept == concept and m.start < last]
    if not mine:
        return False
    between = clause.low[mine[-1].end - clause.start : last - clause.start]
    return bool(
        re.fullmatch(r"[\s,]*(?:(?:and|or|plus|&)?[\s,]*[\w-]+[\s,]*){0,6}(?:and|or|plus|&)?\s*", between)
    ) and not re.search(r"\d", between)


_TO_DATE = Pattern(
    r"\s*(?:to|until|through|till) (?:the )?(?:date|now|present|today)\b(?=\W*(?:$|[.,;:)]|with\b|without\b|"
    r"no\b|at\b|for\b))"
)


_ONWARD = Pattern(r"\s*(?:on|onwards?|forward)(?=\W*(?:$|[.,;:)]))")
"""Behind a day from which a treatment went on: "brace 7/2026 on"."""


def _since(said: Said, concept: str, bound: Bound, anchor: dt.date) -> Iterator[Told]:
    """The length from a date after "since", before "on", or "started … ago", up to the day of the note."""
    clause = said.statement.clause
    for when in said.statement.whens():
        lead = said.low[max(0, when.start - clause.start - 60) : when.start - clause.start]
        since = re.search(r"\bsince\s*(?:the |early |mid |late )?$", lead[-12:])
        to_date = re.search(r"\bfrom\s*(?:early |mid |late )?$", lead[-12:]) and _TO_DATE.match(
            said.low[when.end - clause.start :]
        )
        ago = _BEGUN_AGO.search(lead) and said.between(when.start, when.end).endswith(("ago", "back"))
        onward = _ONWARD.match(said.low[when.end - clause.start :])
        if not (since or ago or to_date or onward) or not _belongs(said, when.start, concept):
            continue
        edge = lengths.since(bound, anchor)
        passed = True if when.latest <= edge else False if when.earliest > edge else None
        yield Told(
            passed, said.document.text[when.start - (len("since ") if since else 0) : when.end], (anchor, anchor)
        )


_BEGUN_ON = Pattern(
    r"\b(?:start(?:ed|s)?|began|begun|begins|initiated|commenced|first (?:visit|dose|fill|session)|put on|placed on)\b"
    r"(?!ing)[^.;]{0,60}$"
)


def _at_most(said: Said, bound: Bound, anchor: dt.date) -> Iterator[Told]:
    """That a treatment begun on a day cannot have gone on longer than up to the note, where that is too short."""
    clause = said.statement.clause
    for when in said.statement.whens():
        lead = said.low[max(0, when.start - clause.start - 90) : when.start - clause.start]
        if _BEGUN_ON.search(lead) and lengths.since(bound, anchor) < when.earliest <= anchor:
            yield Told(False, f"from {said.document.text[when.start : when.end]} on", None)


def between(first: Said, last: Said, bound: Bound) -> Iterator[Told]:
    """The time from the note in which a treatment was begun to that which tells the result of its taking."""
    if first is last or not first.search(STARTED) or not TAKEN.search(last.low):
        return
    start, end = _day(first), _day(last)
    if start and end and start[1] < end[0]:
        verdict = spans.reaches([(start, end)], bound)
        yield Told(verdict, f"from {start[0].isoformat()} to {end[1].isoformat()}", end)


def over(first: dt.date, last: dt.date, bound: Bound) -> Told:
    """The time from one visit to another."""
    start, end = (first, first), (last, last)
    return Told(spans.reaches([(start, end)], bound), f"from {first.isoformat()} to {last.isoformat()}", end)


_MONTH = 31
"""Days that a date may leave open, as "the end of July" does."""
_SUPPLY = Pattern(r"\b(?:visit|seen|note|exam\w*|refill\w*|supply|born|since|ago)\b")
"""Words beside a date that is none of the beginning or the end."""
_LATELY = 14
"""Days before a note within which "last week" lies."""


def _day(said: Said) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that the one date of a statement can mean, else the day of its note."""
    whens = said.statement.whens()
    if len(whens) == 1 and (whens[0].exact or (said.written and (said.written - whens[0].earliest).days <= _LATELY)):
        return whens[0].earliest, whens[0].latest
    if len(whens) == 1 and (whens[0].latest - whens[0].earliest).days <= _MONTH and not said.search(_SUPPLY):
        return whens[0].earliest, whens[0].latest
    return (said.written, said.written) if said.written and not whens else None


_BEGUN_AGAIN = Pattern(
    r"\b(?:re-?started|resumed|re-?began|began again|started again|back (?:in|to|at) (?:it|pt|therapy)|"
    r"in (?:pt|therapy) again|went back|gone back|returned to)\b"
)
"""Words by which what comes behind is of another course than the one told before."""


def ended(said: Said, told: Sequence[Told], clock: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which a treatment can have ended by a statement, or none where none is told."""
    dated = [t.ended for t in told if t.ended]
    if dated:
        return dated[0]
    written = said.written or clock
    if said.search(_TO_NOW):
        return written, written
    whens = [w for w in said.statement.whens() if w.earliest <= written]
    if again := said.search(_BEGUN_AGAIN):
        whens = [w for w in whens if w.start < said.statement.clause.start + again.start()] or whens
    if not whens:
        return None
    last = max(whens, key=lambda w: w.latest)
    return last.earliest, min(last.latest, written)
