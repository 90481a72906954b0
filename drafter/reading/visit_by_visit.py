"""Visit by visit: whether dated statements record the same symptoms over so long a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion
from drafter.reading import site
from drafter.reading.complaint import OWN, eased, heads, hits, meant, ours
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import dates, lengths, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise

_SCORE = Pattern(r"\b(?P<n>\d{1,2})\s*/\s*10\b")
_NEVER_ENDED = Pattern(
    r"\b(?:no|without) (?:a |any )?(?:let[- ]?up|break|pause|respite|relent\w*)\b|"
    r"\b(?:never|not|\w+n't|hasnt) (?:\w+ )?(?:lets? up|stopped|gone|went|left|resolved|ceased|abated|eased|changed|"
    r"improved|better|cleared|settled|subsided)\b|"
    r"\b(?:neither|no|none|not one)\b[^.;]{0,25}?\b(?:had|has|was|did) (?:it|they|the \w+) (?:\w+ )?(?:gone|"
    r"left|settled|"
    r"eased|resolved|better|improved|cleared|subsided|stopped)\b"
)
"""Words by which symptoms are denied to have ended."""
_VISIT = Pattern(
    r"\b(?:visit|seen|appointment|appt|intake|met|saw|told|mentioned|described|reported|complained|came (?:in|to)|"
    r"consulted|presented|recheck|check-?up|call(?:ed)?|examined|noted|recorded|charted|documented|entered|logged)\b"
)
"""Words by which a date is that of a visit or of a telling."""
_EACH_TIME = Pattern(
    r"\b(?:each|every) (?:time|occasion|one|date)\b|\b(?:at|on|in) (?:all|each|every)(?: (?:of (?:them|these)|one|two|"
    r"three|four|five|six|\d))?(?=\W*(?:$|[.,;]))"
)
"""Words that say the same of all dates of a row."""
_STILL = Pattern(
    r"\b(?:still|today|now|at (?:this|today's) visit|persist\w*|continu\w*|remain\w*|unchanged|ongoing|the same|"
    r"no (?:better|different|change)|neither (?:time|occasion|visit)|(?:each|every) (?:time|visit|occasion)|"
    r"not (?:\w+ )?(?:gone|better|improved|changed|left|let up))\b"
)
"""Words by which symptoms are there on the day of the note."""
_NEAR = 3
"""Months before the clock in which the last visit of a series must lie."""


def never_ended(said: Said) -> bool:
    """Whether symptoms are denied to have ended."""
    return bool(said.search(_NEVER_ENDED))


_SAME_SINCE = Pattern(
    r"(?:^|[,;] ?)\W*(?:and |but )?(?:it |that |this |she |he |they )?(?:(?:is|was|has|have|has been|have been) )?"
    r"(?:unchanged|unaltered|(?:exactly |just |much )?the same|no (?:better|worse|different|change)|as bad|"
    r"not (?:changed|improved|"
    r"eased)|(?:has|have)(?: not|n't) (?:changed|improved|eased)) (?:(?:ever )?since(?: then| that (?:day|visit|"
    r"time))?|today|now|(?:at|on) (?:this|today's) visit|to this day)\W*$"
)
"""Behind a length told for an earlier visit: that the complaint went on as it was, up to the note."""


_TODAY = Pattern(r"\b(?:today|now|today's|this visit|to this day)\b")


def series(
    record: Record,
    criterion: DurationCriterion,
    begun: list[tuple[dt.date, Said]],
    since: tuple[dt.date, Said] | None,
) -> list[Weighed]:
    """Dated statements of the same symptoms that span the bound, the last of them near the clock.

    `begun` are onsets that a note shows up to its own day; the first of a series may be one of them. What went before
    `since`, a day without symptoms, is no part of it.
    """
    same = [
        ((n.document.written if n.search(_TODAY) else None) or n.written, n)
        for _, s in begun
        for n in (s, *record.following(s)[:1])
        if n.written and n.search(_SAME_SINCE) and n.statement.cues.whole.certainty == "sure" and not n.names_care
    ]
    every = (*begun, *same, *_seen(record, criterion), *_rows(record))
    seen = [s for s in every if since is None or s[0] > since[0]]
    if len(seen) < 2:
        return []
    seen.sort(key=lambda s: s[0])
    (first, a), (last, b) = seen[0], seen[-1]
    if first <= lengths.since(criterion.lasting, last) and last >= record.clock - relativedelta(months=_NEAR):
        return [
            Weighed("for", a.cite(), f"the symptoms are recorded from {first} to {last}"),
            Weighed("for", b.cite(), "the symptoms are recorded again"),
        ]
    return []


_SCORES = Pattern(r"^\W*(?:nrs|nprs|vas|pain)(?: (?:scores?|ratings?|levels?|log))?\b(?! (?:diary|clinic|since))")
_OF_TEN = Pattern(r"(?<![\w/.-])(?P<n>10|\d)(?:\s*/\s*10)?(?![\w/.%-])")


def _row_of_scores(said: Said) -> list[dt.date]:
    """The days of a row of dated scores of pain, of which none is 0: "NRS 7 on 6/3, 6 on 8/26, 7 on 11/13"."""
    if not said.search(_SCORES):
        return []
    whens = [w for w in said.statement.whens() if w.exact or w.readings]
    if len(whens) < 2:
        return []
    low, start = said.low, said.statement.clause.start
    for w in whens:
        low = low[: w.start - start] + " " * (w.end - w.start) + low[w.end - start :]
    scores = [int(m["n"]) for m in _OF_TEN.finditer(low)]
    return [w.latest for w in whens] if len(scores) == len(whens) and min(scores) > 0 else []


def _seen(record: Record, criterion: DurationCriterion) -> Iterator[tuple[dt.date, Said]]:
    """Days on which the symptoms are recorded, with the statements that record them."""
    for said in record.said:
        if said.statement.cues.whole.plain and not said.document.late:
            yield from ((day, said) for day in _row_of_scores(said) if day <= record.clock)
        if not (recorded(record, criterion, said) or _still_scored(record, criterion, said)):
            continue
        told = said.search(_VISIT) or said.search(_EACH_TIME) or of_status(record, criterion, said, _UNCHANGED)
        days = [w.latest for w in said.statement.whens() if told]
        days += [w.latest for w in _scored(said)]
        own = said.document.place != "text" or said.written != said.document.written
        here = said.search(_STILL) and not said.document.late and said.written
        dated = [said.written] if said.written and (own or here) else []
        yield from ((day, said) for day in (*days, *dated) if day <= record.clock)


def _still_scored(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement goes on about the symptoms of the one before by a score alone: "…; today still 6/10"."""
    score = _SCORE.search(said.low)
    if score is None or not int(score["n"]) or heads(record, criterion, said) or not said.statement.cues.whole.plain:
        return False
    before = next(iter(record.preceding(said)), None)
    return before is not None and any(ours(h) for h in heads(record, criterion, before))


_HEAD_OF_SCORES = Pattern(r"\b(?:nrs|vas|nprs|pain(?: score| level)?)\b")


def _rows(record: Record) -> Iterator[tuple[dt.date, Said]]:
    """Days of the rows of a table of pain scores of the region meant, and their statements; a zero records none."""
    head: list[str] = []
    column = 0
    for said in record.said:
        if "|" not in said.document.text:
            continue
        cells = said.sentence.split("|")
        scored = [n for n, cell in enumerate(cells) if n and _HEAD_OF_SCORES.search(cell)]
        if scored and not any(c.isdigit() for c in cells[scored[0]]):
            place = site.among(tokenise(cells[scored[0]]))
            wanted = "limb" in record.regions or "limb" not in place.regions
            head = cells if wanted and place.elsewhere(site.of(record)) != "in another region" else []
            column = scored[0]
        elif head and len(cells) == len(head) and cells[column].strip().isdigit() and int(cells[column]) > 0:
            end = said.statement.clause.within[0] + len(cells[0])
            days = [w.latest for w in said.statement.whens() if w.end <= end]
            yield from ((day, said) for day in days[:1] if day <= record.clock)


def recorded(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement records the symptoms meant, plainly and as present."""
    named = [
        m for m in said.statement.mentions if words.concept(m.concept).family in OWN and meant(record, criterion, m)
    ]
    if named:
        return any(record.objection(said, m.stands, stale_counts=True) is None and not m.stands.negated for m in named)
    bare = [h for h in heads(record, criterion, said) if ours(h)]
    if of_status(record, criterion, said, _UNCHANGED):
        return True
    whole = said.statement.cues.whole
    other = whole.other_person or whole.speaker == "proxy" or whole.certainty != "sure"
    cued = any(kind != "current" for kind, _ in said.statement.cues.before) and not said.search(_NEVER_ENDED)
    return bool(bare and not other and hits("symptoms", said) and not eased(said) and not cued)


ON = (
    r"^\W*(?:(?:on )?[\d/.-]{3,10}\W*|[a-z]{3,9}\.? \d{1,2}(?:, \d{4})?\W*)?"
    r"(?:(?:visit|recheck|f/u|follow-?up|seen|again|phone)\W+)?"
)
"""The head of a line of a course."""
_UNCHANGED = Pattern(
    ON
    + r"(?:(?:still|remains?|is|are|essentially|about|much|pain|symptoms?|all|quite|pretty|basically|entirely|the)\s+)*"
    r"(?:unchanged|same|no change|no better|no worse|worse|persists?|persisting|continues|ongoing|"
    r"still (?:there|present|so)|present|there|ditto|as before|status quo|not (?:better|improved|resolved|gone))"
    r"(?:$|\W*$|,[^.;]{0,40}$)"
)
"""A line of a course that only says that the complaint goes on."""


def of_status(record: Record, criterion: DurationCriterion, said: Said, pattern: Pattern) -> bool:
    """Whether a line of a course says no more than how the complaint of the lines before it is."""
    own = said.document.place != "text" or said.written != said.document.written
    if not (own and said.search(pattern)) and not (said.statement.whens() and pattern.search(said.undated)):
        return False
    found = next((h for s in record.preceding(said) if (h := heads(record, criterion, s))), [])
    return bool(found) and ours(found[0])


def _scored(said: Said) -> list[dates.When]:
    """Dates that stand right behind scores above zero: "6/10 on 4/14, 5/10 on 6/30"."""
    found = []
    for match in _SCORE.finditer(said.low):
        at = said.statement.clause.start + match.end()
        near = [w for w in said.statement.whens() if 0 <= w.start - at <= 6]
        if near and int(match["n"]) > 0:
            found.append(near[0])
    return found if len(found) > 1 else []
