"""The day of a note, as the note itself tells it: at its head, in a sentence, or for all of it at its end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from drafter.text import date_forms, dates
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_DATED = Pattern(
    r"\b(?:note|notes|letter|visit|seen|form|dos|date of service|encounter|hpi|subjective|intake|recheck|appointment|"
    r"appt|"
    r"subj)\b\s*(?:is |"
    r"was )?(?:dated|of|on|from|date)?[\s:]*$",
)
_OF_SERVICE = Pattern(r"\b(?:dos|date of service)\W*$")
"""Before a date that is to come where it may be: that of the service asked for."""
_MAY_COME = Pattern(r"\b(?:appt|appointment|date|day|on)\W*$")
"""Before a day, a label that it may have while it is to come: "Appt: 12/01/2026" in a note of November."""
_LETTER = Pattern(r"(?:note|letter|form)")
"""What a date behind it is that of its writing; a visit may be to come."""
_SUBJECTIVE = Pattern(r"^\W*(?:s|subj|subjective|hpi|cc):\s*$")
"""The heading of the patient's account, behind which the date is that of the visit."""
_POINT = Pattern(
    r"\d[^.;]{0,40}\b(?:when|as|by the time|until|till)(?: (?:she|he|they|pt|patient|was|were|last|we|i|first|next|"
    r"again))* "
    r"(?:seen|visit)\W*(?:on|of|from)?\W*$",
)
"""Before a day of which a figure is told, among other days: "80 % when seen on 07/14 and again on 09/22"."""
_APPOSED = Pattern(
    r"\b(?:last|latest|only|most recent|previous|earlier|first|her|his|my|our|the) (?:\w+ )?(?:note|letter|entry|"
    r"record)\b"
    r"[^.;:]{0,20}?,? (?:dated|from|of)(?: the)?\s*$",
)
"""A paper and behind it its date: "the last note I have, from the middle of July, speaks of"."""
_ONLY_NOTE = Pattern(
    r"\b(?:only|sole|single|latest|most recent|last available)\b|\blast (?:\w+ )?(?:note|letter|paper|record|entry)\b"
)
_OF_NOTE = Pattern(
    r"^\W*(?:(?:the|her|his|our|this)?\s*(?:chart|record|file) (?:ends|stops|closes|breaks off) (?:with|on|at|"
    r"after)\s+)?"
    r"(?:(?:the|this|is|my|her|his|our|only|sole|single|available|office|clinic|progress|above)\s+)*"
    r"(?:(?:last |latest |most recent )?(?:note|record|documentation|chart|entry|letter)|visit|exam|examination|seen|"
    r"encounter|evaluation)s?\b"
    r"(?:\s+(?:note|in|on|at|the|packet|file|record|records|chart|hand|with|this|request|case|we|have|available|"
    r"received|"
    r"submitted|sent|provided))*\s*(?:is|was|are|were)?\s*(?:dated|from|of|on|written|signed|made|date|:)?\s*,?\s*$"
)
_NOTHING_LATER = Pattern(
    r"\W*(?:(?:and |with )?(?:nothing|none|no (?:notes?|records?|visits?))\b[^.;]{0,40}\b(?:later|since|newer|after\w*|"
    r"recent|further|then)\b[^.;]*|(?:and |with )?no (?:later|further|subsequent|other|newer|"
    r"more recent) (?:notes?|records?|"
    r"visits?|entry|entries)\b[^.;]*|(?:which is |this is |is )?(?:our|the) (?:only|last|latest|sole)\b[^.;]*)?\W*"
)
_WRITTEN_OUT = Pattern(r"\d{1,2}/\d{1,2}/\d{2,4}")
"""A day in figures, of which only the order may be in doubt."""
_DAY = Pattern(r"\d{1,2}/\d{1,2}")
"""Month and day, which at the head of an entry is the day of a visit and no month of a year."""
_LOGGED = Pattern(
    r"(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d) +(?!(?:to|through|thru|until|till|and|or|for|was|is|at|with|by|from|"
    r"visit|x)\b)(?:[a-z]+ ){0,4}?(?:pain|ache|aches|headaches?|spasms?|stiffness|soreness|symptoms?|pn)\b"
)
"""A line of a log: a whole date and right behind it what was complained of that day."""
_FOUND_ON = Pattern(
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})? +(?:(?:no|neg|negative for|some|two|three|active|latent|palpable|tender|[lr]|left|"
    r"right) )*(?:trps?|mtrps?|trigger points?|taut bands?|palpation)\b(?! (?:inj\w*|block|therapy))",
)
"""A line of a log: a day and right behind it what an examination found."""
_SOON = 120
"""Days within which a service that is asked for takes place."""
_MONTH = 31
"""Days; what is longer, such as the quarter that Q4 can mean, dates no note."""
_WHOSE = (
    r"pcp|gp|ed|er|pt|ot|rn|np|pa|md|do|dc|urgent care|walk-?in|clinic|hospital|(?:pain|spine|headache) (?:clinic|"
    r"center)|"
    r"neurology|neurologist|physiatry|physiatrist|pm&r|ortho\w*|rheum\w*|neurosurg\w*|chiro\w*|nurs(?:e|ing)|triage|"
    r"therap(?:y|ist)|physical therapy|physio\w*|massage|acupunctur\w*|office|outpatient|inpatient|home health|"
    r"primary care|family (?:medicine|practice)|internal medicine|emergency (?:room|department|dept)|"
    r"(?:dr\.?|doctor) [a-z'-]+|my|our|first|last|initial|latest|telephone|phone|video|telehealth|progress|"
    r"follow-?up|clinical|ma|student|patient|new patient|return"
)
"""Whose paper or visit it is."""
_PAPER = (
    r"note|visit|encounter|consult(?:ation)?|exam(?:ination)?|eval(?:uation)?|letter|seen|addendum|late entry|amended|"
    r"correction|update|date|dos|on|lov|record|report|entry|intake|history|hpi|h&p|taken|summary|message|call|"
    r"recheck|dictated|dictation|transcribed|signed|typed|"
    r"re-check|follow-?up|f/u|appointment|appt|discharge|check-?in|assessment|screening|questionnaire|flow ?sheet|slip|"
    r"sheet|ticket|paperwork|form"
)
"""What kind of paper or visit it is."""
_OPENS = Pattern(
    rf"^\W{{0,4}}(?:(?:{_WHOSE}|{_PAPER})\b(?:'s)?[ ,]*){{0,5}}(?:of|on|dated|from)?[\s:,]*$",
)


_ONE_OF_SEVERAL = Pattern(r"(?:\s*[,&;]|\s+and\b|\s+-)\s*(?:and )?\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")
"""Behind a day, another one: "seen 3/4, 6/9 and 11/17", which dates no note."""
_REQUEST = Pattern(
    r"\W*(?:(?:current|present|today's|new|this) )?request(?:ed|ing)?(?: now| today| is)?\s*[:=]|"
    r"\W*(?:now|today) (?:asks?|asking|requests?|requesting|wants)\b",
    re.I,
)
"""A sentence that opens with what is asked for."""
_REQUEST_OPENS = frozenset("CcPpTtNnRr-*•")
"""Letters and marks by which it begins."""


def of_document(text: str, written: dt.date | None, sentences: Sequence[tuple[int, int]]) -> dt.date | None:
    """The date of a document that its last sentence gives: "…. Visit of 2025-07-08.", or one on its only note."""
    spans = list(dict.fromkeys(sentences))
    for n, span in enumerate(spans):
        sentence = text[slice(*span)].replace("\n", " ")
        if len(sentence) > 120 or not ((n and n == len(spans) - 1) or _ONLY_NOTE.search(fold(sentence))):
            continue
        for when in dates.find(sentence, written):
            before, behind = fold(sentence[: when.start]), fold(sentence[when.end :])
            if _OF_NOTE.search(before) and _NOTHING_LATER.fullmatch(behind):
                return _not_after(when, written)
    return None


def _not_after(when: dates.When, written: dt.date | None, by_month: bool = False) -> dt.date:
    """The last day that a date of a note can mean: no note is later than the day on which it was sent.

    `by_month`: whether its document writes the month first, so that two readings are one.
    """
    if by_month and len(when.readings) > 1 and (written is None or when.readings[0] <= written):
        return when.readings[0]
    fits = [d for d in when.readings if written is None or d <= written]
    if not when.readings and written and when.earliest <= written < when.latest:
        return written  # the month that is not over yet
    return max(fits) if fits else min(when.readings, default=when.latest)


_TO_DO = Pattern(
    r"^\W*(?:tpis?|trigger|g?onbs?|inject\w*|blocks?|repeat|plan\w*|schedul\w*|procedures?|service|\d{5}\b)"
)
"""What a day to come heads: the procedure, not a note."""


def _of_a_plan(rest: str, day: dt.date, written: dt.date | None) -> bool:
    """Whether a day after the writing heads what is to be done: "12/1: TPI x3 muscles"."""
    return written is not None and day > written and _TO_DO.search(rest) is not None


_NOTE = r"note|visit|entry|encounter|consult(?:ation)?|message|letter|intake|report|recheck|f/u|follow-?up"
"""Words for a note, behind its date."""
_HEAD = Pattern(
    rf"^\W*[\d/-]{{6,10}}\W{{0,3}}(?:[a-z&/-]+\s){{0,3}}?(?:{_NOTE})\b|"
    r"^\W*(?:[a-z&/-]+\s){0,3}?(?:note|letter|report|message|intake|consult(?:ation)?)\W{1,3}(?:(?:of|from|dated|"
    r"on)\s)?"
    r"[\d/-]{6,10}\W*$|^\W*[\d/-]{6,10}\W*$"
)
"""A line that is no more than the head of a note."""


def heads_note(low: str) -> bool:
    """Whether a folded line is the head of a note, with its day."""
    return _HEAD.search(low) is not None


_KIND_OF_NOTE = (
    r"(?i:\W{0,3}(?:(?:office|clinic|progress|tele(?:phone|health|visit)?|phone|video|nurs(?:e|ing)|triage|new|pt|"
    r"patient|"
    r"pain|neurology|orthop(?:edic|aedic)s?|spine|headache|home|initial|routine|soap|intake|consult(?:ation)?|"
    r"follow-?up|"
    r"pcp|outside|chart|procedure|admission|discharge)\s){0,3})"
)
"""Between the date of a note and the word for it: "11/20/2026 Office note"."""
_HEADED = re.compile(
    r"\s*(?:[:,)]|[-–—]\s|\.?\s*$|\n|(?:[SOAP]|A/P|A&P|Dx|DX|Imp|IMP|Assessment|Impression|Exam|O/E)\s*:|"
    + _KIND_OF_NOTE
    + rf"(?:{_NOTE}|record|re-check|exam|appointment|appt)\b|"
    r"(?:(?:md|do|np|pa|physician|office|clinic|repeat) )?(?:re-?)?exam(?:ination)?\b)"
)
"""Behind a date that heads what follows, as the record writes it."""


def _soon(when: dates.When, written: dt.date | None) -> bool:
    """Whether a day, written with the month first, is one on which a service that is asked for could be given."""
    return bool(written and len(when.readings) > 1) and 0 < (when.readings[0] - written).days < _SOON  # type: ignore[operator]


def of_sentence(
    sentence: str, written: dt.date | None, forms: Sequence[Pattern] = date_forms.FORMS, by_month: bool = False
) -> tuple[dt.date | None, dt.date | None]:
    """The date that heads a sentence and dates all that follows, and the one that a sentence gives for its own note.

    `forms` are the forms of dates that may stand in it, where that is known; `by_month` as in `_not_after`.
    """
    if sentence.lstrip()[:1] in _REQUEST_OPENS and _REQUEST.match(sentence):
        return written, None  # what is asked for is asked now, whatever note went before
    low = fold(sentence)
    for when in dates.find(sentence[:2000], written, None, forms):
        before = low[: when.start]
        if _ONE_OF_SEVERAL.match(low[when.end :]):
            return None, None
        if (
            (
                (when.latest - when.earliest).days < _MONTH
                or _WRITTEN_OUT.fullmatch(sentence[when.start : when.end])
                or _DAY.fullmatch(sentence[when.start : when.end])
            )
            and _OPENS.match(before)
            and _HEADED.match(sentence[when.end :])
        ):
            if _OF_SERVICE.search(before) and written is not None and any(d > written for d in when.readings):
                return None, None
            if _soon(when, written) and (_MAY_COME.search(before) or (by_month and not before.strip())):
                return None, None  # the day of the service, or so in the order in which the text writes its days
            day = _not_after(when, written, by_month)
            return (None, None) if _of_a_plan(low[when.end :], day, written) else (day, None)
        if (match := _DATED.search(before)) and not _POINT.search(before):
            if by_month and _soon(when, written) and not _LETTER.match(match[0]):
                return None, None
            day = _not_after(when, written, by_month)
            to_come = written is not None and day > written and not _LETTER.match(match[0])
            return None, None if to_come else day
        if (
            _SUBJECTIVE.match(before)
            or _APPOSED.search(before)
            or (
                (_LOGGED.match(sentence[when.start :]) or _FOUND_ON.match(low[when.start :]))
                and not before.strip(" -*•")
            )
        ):
            return None, _not_after(when, written, by_month)
    return None, None
