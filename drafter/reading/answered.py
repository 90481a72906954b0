"""Answered: a diagnosis that is asked about or wondered at, and what the clinician answers right behind it."""

from __future__ import annotations

from typing import Literal

from drafter.reading.record import Record, Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

Answer = Literal["yes", "no"]
_BY = (
    r"(?:(?:md|do|np|pa(?:-c)?|dr\.? [\w'-]+|provider|physician|clinician|attending|answer|reply|response|a|me)\W{1,3})"
)
_NO = Pattern(rf"^\W*{_BY}?(?:the answer is )?(?:no|nope|negative|not so)\s*(?:[.,;:(–—-]|$)")
_YES = Pattern(rf"^\W*{_BY}?(?:the answer is )?(?:yes|correct|indeed)\s*(?:[.,;:(–—-]|$)")
_SIGNED = Pattern(rf"^\W*{_BY}(?:the answer is )?(?:yes|correct|indeed)\b")
_BEHIND_YES = Pattern(
    r"\b(?:confirm\w*|diagnos\w*|my (?:own )?(?:exam|opinion|view)|i (?:find|found|see|examined)|exam)\b"
)
"""Words that make a bare "yes" the clinician's own."""
_IT = r"\b(?:it|this|that|they|these)"
_SURELY = r"(?:(?:clearly|definitely|certainly|surely|plainly|simply|indeed|in fact|in my (?:view|opinion)) )*"
_END = r"\s*(?:[:;,.–—-]|$|\b(?:because|as|since|for|and|but|so|the case)\b)"
_IT_IS_NOT = Pattern(
    rf"{_IT} (?:is|was|are) {_SURELY}not(?: (?:so|that|it|this|one of those))?{_END}|"
    rf"{_IT} (?:isn't|wasn't|aren't|isnt){_END}|\b(?:is|was) not (?:the case|what (?:she|he|they) (?:has|have|had))\b|"
    rf"\b(?:she|he|they|pt|patient) (?:does|do|did) {_SURELY}not(?: have (?:it|this|that|one|the condition))?{_END}|"
    rf"\b(?:she|he|they|pt|patient) (?:has|have) {_SURELY}not(?: (?:got )?(?:it|this|that|one))?{_END}|"
    rf"\b(?:she|he|they|pt|patient) (?:doesn't|don't|didn't)(?: have (?:it|this|that|one|the condition))?{_END}"
)
_IT_IS = Pattern(
    rf"(?<!whether )(?<!if )(?<!what )(?<!as )(?<!than ){_IT} {_SURELY}(?:is|was)(?: indeed| in fact)?\s*(?:[:;.]|$)|"
    r"^\W*(?:she|he|pt|patient|the patient|yes, (?:she|he)) (?:does|has)(?: indeed)?\s*(?:[:;.!]|$|,? (?:on|"
    r"since|for) )|"
    r"\b(?:she|he|pt|patient) (?:indeed does|does indeed|does have (?:it|this|that))\b"
)
_UNSETTLED = Pattern(
    r"\b(?:cannot|can't|could not|not (?:yet|sure|certain|known|clear)|yet|unsure|unclear|maybe|perhaps|possib\w*|"
    r"probabl\w*|likely|suspect\w*|pending|await\w*|unless|until|if)\b"
)
"""Words by which an answer is none."""


def reply(record: Record, said: Said, mention: Mention) -> Answer | None:
    """What the clinician answers to a question or a wondering that names it; none where nothing is answered."""
    stands = mention.stands
    told = stands.certainty == "sure" and stands.time != "conditional"
    if told or stands.other_person or said.document.late or said.document.speaker:
        return None
    asked = said.statement.clause.question
    for n, later in enumerate(record.following(said)[:2]):
        whole = later.statement.cues.whole
        if asked and n == 0 and later.search(_NO) and not later.search(_UNSETTLED):
            return "no"
        if later.search(_UNSETTLED) or whole.speaker not in ("clinician", "patient") or whole.certainty != "sure":
            return None
        if asked and n == 0 and later.search(_YES):
            return "yes" if later.search(_SIGNED) or _stood_by(record, later) else None
        if later.search(_IT_IS_NOT):
            return "no"
        if later.search(_IT_IS):
            return "yes"
        if any(words.concept(m.concept).family == "conditions" for m in later.statement.mentions):
            return None
    return None


def no(record: Record, said: Said) -> bool:
    """Whether a question is answered with a plain no right behind it."""
    after = record.following(said)[:1]
    plain = said.document.speaker is None and not said.document.late and said.statement.clause.question
    return bool(after) and plain and after[0].search(_NO) is not None and not after[0].search(_UNSETTLED)


def _stood_by(record: Record, said: Said) -> bool:
    """Whether a bare "yes" is followed by words of the clinician's own finding."""
    sentence = said.document.text[slice(*said.statement.clause.within)].lower()
    return _BEHIND_YES.search(sentence) is not None
