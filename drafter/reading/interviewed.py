"""Interviewed: what a session did, by the answers to questions for it: "How much better? 80 %. Until when? October."

Each question stands before its answer: in a statement of its own, or before a colon. The amount and the time have to be
asked of the same session, with no other treatment named in between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import PastSessions, ResponseCriterion
from drafter.reading import held
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import lengths, numbers, words
from drafter.text.dates import When
from drafter.text.patterns import Pattern

_IT = r"(?:(?:has|have|had|did|was|were|is) )?(?:it|that|they|this|(?:the|her|his|that) (?:[\w-]+ ){0,3}?[\w-]+)"
_HOW_MUCH = Pattern(
    rf"\bhow much (?:better|less|relief|improve\w*|benefit|help|of a (?:difference|help)|good|pain (?:did|was)|{_IT}"
    r" (?:help|reliev|better|improv|eas|do)\w*)\b|"
    rf"\bhow (?:well|good) {_IT} (?:help|work|do|reliev)\w*\b|\bwhat (?:percent\w*|share|degree) (?:of|better|relief|"
    rf"less)\b|"
    r"\b(?:percent\w*|amount|degree) of (?:the )?(?:relief|benefit|improvement)\b|\bby how much\b|"
    r"\bpercent\w*(?: (?:relief|better|improved))?\s*\?"
)
"""A question for the amount of relief."""
_HOW_LONG = Pattern(
    r"\b(?:for )?how long\b|\b(?:un)?till? when\b|\bhow many (?:days|weeks|months)\b|"
    r"\bwhen did (?:it|that|they|(?:the|her|his) (?:relief|pain|benefit|effect|headaches?|\w+ pain)) (?:come back|"
    r"return|"
    r"wear off|end|stop|fade|go|start again|begin again)\b"
)
"""A question for its time."""
_ANOTHER = Pattern(r"\b(?:how long|since when)\b[^?]{0,30}\b(?:had|have|has|been|pain|symptoms|lived|worked|smoked)\b")
"""A question for the time of the complaint."""
_UNTIL = Pattern(r"^\W*(?:a\W+)?(?:(?:un)?till?|through|up to|by|into|in|on|about|around|at)\b")
_UNSURE = Pattern(
    r"\b(?:not sure|unsure|maybe|perhaps|possibly|guess\w*|can ?not say|can't say|don't know|does not know|"
    r"doesn't know|"
    r"unclear|unknown|hop(?:e|es|ed|ing)|want(?:s|ed)?|expect\w*|would|will|should|goal|if|former|other|"
    r"each|(?:first|second|third)(?! (?:week|half|day|month|part)))\b"
)
"""Doubt, hope, or one of several sessions, in a question or in its answer."""
_WHEN_BACK = Pattern(r"\bwhen did\b")
_ANSWERS = 2
"""Statements behind a question among which its answer stands."""
_BACK = 6
"""Statements before the first question among which the session is named."""


@dataclass(frozen=True)
class _Answer:
    asked: Said
    said: Said
    low: str
    """The words of the answer alone."""


def weighed(record: Record, criterion: ResponseCriterion, past: PastSessions) -> list[Weighed]:
    """What the answers to questions for the relief of the last session come to, or nothing."""
    if criterion.relief is None or criterion.lasting is None or criterion.each_of > 1 or criterion.of == "function":
        return []
    amounts = [a for a in _answers(record, criterion, _HOW_MUCH) if numbers.percents(a.low)]
    if len(amounts) != 1:
        return []
    amount = amounts[0]
    percents = numbers.percents(amount.low)
    enough = criterion.relief.reached(percents[0].least, percents[0].most, above=percents[0].strict)
    if len(percents) > 1 or enough is None or not _plain(amount.said):
        return []
    cited = amount.said.cite()
    if not enough:
        return [Weighed("against", cited, f"the relief recorded is not {criterion.relief}")]
    day = _session(record, criterion, past)
    times = [a for a in _answers(record, criterion, _HOW_LONG) if a.said.document is amount.said.document]
    for time in times:
        passed = _passed(record, criterion, time, day) if _plain(time.said) else None
        if passed is not None:
            why = f"the relief recorded is {criterion.relief}, for {'long enough' if passed else 'too short a time'}"
            bearing = "for" if passed else "against"
            return [Weighed("for" if bearing == "for" else "against", s.cite(), why) for s in (amount.said, time.said)]
    return [Weighed("open", cited, "how long the relief lasted is not stated")]


def _plain(said: Said) -> bool:
    """Whether an answer is sure, and the patient's own."""
    whole = said.statement.cues.whole
    return (
        not _UNSURE.search(said.sentence)
        and whole.certainty == "sure"
        and not whole.other_person
        and whole.speaker not in ("proxy", "form")
    )


def _answers(record: Record, criterion: ResponseCriterion, asked: Pattern) -> Iterator[_Answer]:
    """The answers to a question about the session meant."""
    for said in record.having(asked):
        match = said.search(asked)
        if match is None or said.document.late or said.search(_ANOTHER) or said.search(_UNSURE):
            continue
        if not _of_session(record, criterion, said):
            continue
        behind = said.low[match.end() :]
        mark = next((n for n, char in enumerate(behind) if char in "?:"), None)
        if mark is None:
            continue
        if any(char.isalnum() for char in behind[mark + 1 :]):
            yield _Answer(said, said, behind[mark + 1 :])
            continue
        for after in record.following(said, _ANSWERS):
            if after.statement.clause.question or after.names_care:
                break
            yield _Answer(said, after, after.low)


def _of_session(record: Record, criterion: ResponseCriterion, asked: Said) -> bool:
    """Whether the care named last, up to a question, is the session meant."""
    own = (*(criterion.after or ((record.procedure,) if record.procedure else ())), "generic_injection")
    back = [s for s in record.said if s.document is asked.document and asked.number - _BACK <= s.number <= asked.number]
    for said in reversed(back):
        named = [m for m in said.statement.mentions if words.concept(m.concept).family in _CARE]
        if named:
            return all(m.concept in own for m in named)
    return False


_CARE = ("procedures", "treatments", "programme", "agents")


def _session(record: Record, criterion: ResponseCriterion, past: PastSessions) -> When | None:
    """The day of the last session."""
    if not criterion.after:
        days = [e.date for e in past.events]
    else:
        named = (s for s in record.said if s.statement.of(*criterion.after) and not s.document.late)
        days = [w.latest for s in named for w in s.statement.whens() if w.exact and w.latest < record.clock]
    return When(0, 0, max(days), max(days)) if days else None


def _passed(record: Record, criterion: ResponseCriterion, time: _Answer, day: When | None) -> bool | None:
    """Whether the answer to a question for the time meets the bound; none where it may or may not."""
    assert criterion.lasting is not None
    anchor = time.said.written or record.clock
    if found := lengths.find(time.low):
        return lengths.passes(found[0], criterion.lasting, anchor) if len(found) == 1 else None
    whens = [w for w in time.said.statement.whens() if w.latest <= anchor + dt.timedelta(days=1)]
    if day is None or not whens or not (_UNTIL.match(time.low) or time.asked.search(_WHEN_BACK)):
        return None
    between = held.between(day, whens[0], criterion.lasting)
    return between.passed if between else None
