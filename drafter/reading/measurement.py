"""Measurement: one value of a score, with the time of which it is told and the words that are its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.reading import figures
from drafter.reading.said import Said
from drafter.text import assertion, dates
from drafter.text.measurements import Quantity
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.words import Hit

_WAS = Pattern(r"\b(?:was|were|had been)\s*(?:at|about)?\s*$")
_IN_BRACKETS = Pattern(r"\d\s?%?\s*\(\s*(?:it )?(?:was|were|had been)\s*(?:at|about)?\s*$")
"""Before a former value in brackets behind that of now: "31 (was 38 before the sleeve)"."""
_SCALED = Pattern(r"\d{1,2}(?:\s?[-.]\s?\d{1,2})?/(?:10|5)")
"""A figure of a scale that could be read as a day."""
_DECIMAL = re.compile(r"[.]\d")
_DECIMALS = re.compile(r"\d{1,2}[.]\d ?/ ?\d{2}")
WINDOW = Pattern(
    r"\b(?:in|over|during|within|for|of|through(?:out)?) (?:all )?(?:the |these |her |his )?"
    r"(?:past|last|previous|prior) "
    r"(?:\w+ )?(?:days?|weeks?|months?|years?|nights?|fortnight|quarter)\b"
)
"""A stretch of time that reaches up to now."""
_OF_ELSE = Pattern(
    rf"{WINDOW.pattern}|\bpre-?op(?:erative)? (?:(?:visit|appointment|appt|clinic|eval\w*|testing|exam|class|"
    rf"today|on|of|"
    rf"this) ?){{1,2}}|\bpre-?op(?:erative)?(?= \d{{1,2}}/\d)|\b(?:prior|previous|old|past|former|earlier|"
    rf"remote|historical|(?:history|hx) of|"
    rf"h/o)\s+(?:an? )?"
    r"(?:\w+ )?(?:strokes?|tias?|cvas?|mis?|heart attacks?|infarct\w*|cabg|pci|stent\w*|htn|hypertension|cad|"
    r"depression|"
    r"insomnia|fractures?|falls?|amputation|osteomyelitis|smok\w+)\b"
)
"""A stretch of time up to now, what lies behind that is no value ("RDI 9 with prior stroke"), and a visit before an
operation that is still to come."""


@dataclass(frozen=True)
class Measurement:
    """One value of a score in the record."""

    said: Said
    measure: str
    """The score, by its name in the vocabulary."""
    quantity: Quantity
    """As written; both ends in the unit of the threshold."""
    stands: Assertion
    when: tuple[dt.date, dt.date] | None
    """First and last day on which it can have been measured, where the record tells."""
    current: bool
    """Whether words beside it say that it is how things are."""
    former: bool
    """Whether words beside it say that it is how things were."""
    beside: tuple[int, int]
    """Start and end, within the clause, of the words that belong to this figure alone."""

    @property
    def written(self) -> str:
        """The figure as the record writes it."""
        return self.said.statement.clause.line[self.quantity.start : self.quantity.end].strip(" ,;(")


def dates_of(said: Said) -> list[dates.When]:
    """Dates in a statement; a figure of a scale, such as 5-6/10, is none, nor are two values, such as 19.4/58.8."""
    text = said.document.text
    whens = [w for w in said.statement.whens() if not _SCALED.fullmatch(text[w.start : w.end])]
    return [w for w in whens if not (_DECIMAL.match(text, w.end) or _DECIMALS.fullmatch(text[w.start : w.end]))]


def of_figure(
    said: Said, measure: str, quantity: Quantity, owner: Hit | None, stated: Sequence[Quantity], n: int
) -> Measurement:
    """The value that one figure of a statement gives: `stated[n]`, in the unit of the score, of the naming `owner`."""
    clause = said.statement.clause
    start = stated[n - 1].end if n else 0
    end = stated[n + 1].start if n + 1 < len(stated) else len(clause.low)
    beside = (start, quantity.end)
    if not (_ONLY_BLANKS_APART.search(clause.low) and _labels_first(clause.low, stated)):
        beside = _own_words(clause.low, start, end, quantity, bool(n), n + 1 < len(stated))
    start, end = _near_words(said, quantity, beside)
    every = dates_of(said)
    whens = [w for w in every if start <= w.start - clause.start < end]
    by_weight = measure in _OF_ONE_WEIGHING and len(every) == 1
    if not whens and by_weight and _weighed_then(clause.low, quantity, every[0], said):
        whens = every
    near = min(whens, key=lambda w: abs(w.start - clause.start - quantity.start)) if whens else None
    around = f"{clause.low[start : quantity.start]} | {clause.low[quantity.end : end]}"
    current = bool(figures.any_of("now").search(around))
    passes = n + 1 < len(stated) and bool(figures.PASSES.match(clause.low[quantity.end : stated[n + 1].start]))
    former = (
        passes
        or _VOID.match(clause.low[quantity.end :]) is not None
        or _of_first(said, quantity)
        or (measure == "bmi" and _earlier_weight(clause.low, quantity))
        or (not current and bool(figures.any_of("then").search(_OF_ELSE.sub(" ", around)) or _had_been(said, quantity)))
    )
    stands = said.statement.cues.whole
    if owner is not None:
        stands = _own(assertion.at(said.statement.cues, owner.first, owner.last), stands, around)
        if _OFF_OXYGEN.search(clause.low[max(0, owner.start - clause.start - _OFF) : quantity.start]):
            stands = replace(stands, negated=False)
    when = days(said, near) if near else None
    return Measurement(said, measure, quantity, stands, when, current, former, beside)


_OF_ONE_WEIGHING = ("bmi", "body_weight", "body_height")
_WEIGHED = Pattern(r"\b(?:weigh(?:s|ed|t)|wt|pounds|lbs?|kg|scale)\b")


def _weighed_then(low: str, quantity: Quantity, when: dates.When, said: Said) -> bool:
    """Whether only the weight stands between the one date of a sentence and a body mass index behind it, or the index
    is told of the weight that stands before the date: "262 lb in 2021, which was a BMI of 38.7"."""
    day = when.end - said.statement.clause.start
    between = low[day : quantity.start]
    of_it = _WHICH.match(between) and _WEIGHED.search(low[: when.start - said.statement.clause.start])
    return day <= quantity.start and bool(_WEIGHED.search(between) or of_it)


def _earlier_weight(low: str, quantity: Quantity) -> bool:
    """Whether a body mass index goes with the weight of an earlier time."""
    at_most = _AT_MOST.search(low[: quantity.start])
    return bool((at_most and not figures.any_of("now").search(at_most[0])) or _BEFORE_CARE.match(low[quantity.end :]))


_WHICH = Pattern(r"^ ?[,(]? ?(?:which|that|then|an?|or|for|with)\b[^.;,\d]{0,25}$|^ ?[(]")
_AT_MOST = Pattern(
    r"\b(?:peak|highest|heaviest|max(?:imum)?|top|starting|initial|former|old|previous|pre-?op\w*|"
    r"lifetime)\b[^.;]{0,40}"
    r"(?:[(]|\b(?:bmi|body mass index)\b)[^.;\d]{0,20}$"
)
"""Before a body mass index that goes with an earlier weight: "peak weight 290 lb (BMI 42.1)"."""
_BEFORE_CARE = Pattern(
    r"^[^.;,\d]{0,8}\b(?:before|prior to|ahead of|until) (?:the |her |his |starting |going on )*(?:\w+ )?"
    r"(?:semaglutide|wegovy|ozempic|tirzepatide|zepbound|mounjaro|phentermine|glp-?1|liraglutide|saxenda|"
    r"contrave|diet|program|"
    r"sleeve|bypass|surgery|pregnancy|weight loss|drugs?|medicines?|medication|optifast)\b"
)
_OFF = 28
_OFF_OXYGEN = Pattern(
    r"\b(?:without|off|no|not on|w/o) (?:any |supplemental |added |extra |her |his |the )*(?:oxygen|o2|cannula)\b"
)
"""Between a name and its figure: how it was measured, which denies nothing."""
_VOID = Pattern(
    r"^[\W]*(?:was|is|were|had been) (?:an? |the )?(?:\w+ly )?(?:mis-?\w+|typo\w*|error\b|wrong|incorrect|erroneous|"
    r"(?:entered|keyed|written|typed|dictated) (?:in error|by mistake|wrongly))\b"
)
"""Behind a figure: that it is an error."""
_IN_FIRST = Pattern(
    r"^\W*(?:in|on|by|at|with|from|per) the (?:first|earlier|older|former)\b(?! (?:half|part|hour|night|of|"
    r"minute|\w+ of)\b)"
)
_IN_SECOND = Pattern(r"\b(?:in|on|by|at|with|from|per) the (?:second|later|newer|latter|latest|other)\b")
"""Which of two studies a figure is of."""


def _of_first(said: Said, quantity: Quantity) -> bool:
    """Whether a figure is of the first of two studies of different days: "42 % in the first, 33 % in the second"."""
    low = said.low[quantity.end :]
    if not (_IN_FIRST.match(low) and _IN_SECOND.search(low)):
        return False
    days = [w for w in dates_of(said) if w.end - said.statement.clause.start <= quantity.start]
    return len(days) == 2 and days[0].earliest < days[1].earliest


def days(said: Said, near: dates.When) -> tuple[dt.date, dt.date]:
    """First and last day that a date can mean; "11/18" of a note of that month is the day and no year."""
    written = said.written
    lately = written is not None and dt.timedelta(0) <= written - near.latest <= dt.timedelta(days=_LATELY)
    if lately and _MONTH_DAY.fullmatch(said.document.text, near.start, near.end):
        return near.latest, near.latest
    return near.earliest, near.latest


_MONTH_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_LATELY = 300
"""Days before a note within which a month and a day are taken for those of this year."""


def _had_been(said: Said, quantity: Quantity) -> bool:
    """Whether a figure is told in the past beside one of today: "33 now, was 38", "was 38, now 33"."""
    clause = said.statement.clause
    if not _WAS.search(clause.low[: quantity.start]):
        return False
    if _IN_BRACKETS.search(clause.low[: quantity.start]):
        return True
    behind = said.rest(clause.end)
    return (
        bool(figures.any_of("now").search(clause.low))
        or re.match(r"\W*(?:and |but )?(?:is )?now\b", behind) is not None
    )


def _own(stands: Assertion, whole: Assertion, around: str) -> Assertion:
    """How a figure stands: a doubt or a plan before a comma is about something else ("likely apnea, AHI 22")."""
    if any(re.search(rf"(?<!\w){re.escape(c.lower())}(?!\w)", around) for c in stands.cues):
        return stands
    certainty = stands.certainty if stands.certainty == "question" else "sure"
    return replace(stands, certainty=certainty, time=whole.time if whole.time == "past" else "current")


_JOINT = re.compile(r"[,;]|(?<=\s)(?:and|vs)(?=\s)|(?:^|(?<=\s))/(?=\s)|->|→")
"""What parts the words of one figure from those of the next."""
_BUT = re.compile(r"(?<=\s)but(?=\s)")
_ONLY_BLANKS_APART = re.compile(
    r"\d ?%?\s{2,}[a-z]|\d ?% [a-z]+ \d|\d / [a-z]|\d ?%? [a-z]+ (?:on )?(?:ra|room|\d ?l)\b"
)
"""Rows set apart by blanks or strokes alone."""


def _labels_first(low: str, stated: Sequence[Quantity]) -> bool:
    """Whether what tells how each figure was measured stands before it, as in the rows of a table without strokes."""
    told = figures.any_of("circumstances")
    return len(stated) > 1 and bool(told.search(low[: stated[0].start])) and not told.search(low[stated[-1].end :])


def _own_words(low: str, start: int, end: int, quantity: Quantity, earlier: bool, later: bool) -> tuple[int, int]:
    """The words that belong to one figure of several: up to a comma or a joint on either side."""
    if earlier:
        head = low[start : quantity.start]
        cut = max((m.start() for m in _JOINT.finditer(head)), default=-1)
        start += cut if cut >= 0 else len(head) if not head.strip() else 0
    if later:
        tail = low[quantity.end : end]
        cuts = [m.start() for m in (*_JOINT.finditer(tail), *_BUT.finditer(tail))]
        cuts += [tail.rfind("(")] if tail.count("(") > tail.count(")") else []  # "by 4 % 18.2 (by 3 % 27.9)"
        end = quantity.end + (min(cuts) if cuts else len(tail))
    return start, end


def _near_words(said: Said, quantity: Quantity, beside: tuple[int, int]) -> tuple[int, int]:
    """The words that can date a figure: those of its part of the sentence, and a part that is only a time."""
    low, (start, end) = said.statement.clause.low, beside
    whens = [(w.start - said.statement.clause.start, w.end - said.statement.clause.start) for w in dates_of(said)]
    marks = [m.start() for m in re.finditer(r",(?!\d)|;", low[start:end])]
    before = [start + k for k in marks if start + k < quantity.start]
    behind = [start + k for k in marks if start + k >= quantity.end]
    while before:
        piece = (before[-2] + 1 if len(before) > 1 else start, before[-1])
        if not _only_time(low, piece, whens):
            start = before[-1] + 1
            break
        before.pop()
    while behind:
        piece = (behind[0] + 1, behind[1] if len(behind) > 1 else end)
        if not _only_time(low, piece, whens):
            end = behind[0]
            break
        behind.pop(0)
    return start, end


def _only_time(low: str, piece: tuple[int, int], whens: Sequence[tuple[int, int]]) -> bool:
    """Whether a part of a sentence names a time and little else."""
    text = low[slice(*piece)]
    for first, last in whens:
        if piece[0] <= first < piece[1]:
            text = text.replace(low[first:last], " ")
    rest = figures.any_of("now", "then", "moments").sub(" ", text)
    return rest != low[slice(*piece)] and not re.sub(
        r"\b(?:in|on|at|by|from|of|the|dated|was|is|it|psg|echo)\b|\W", "", rest
    )
