"""Answered: a diagnosis that is asked about or wondered at, and what the clinician answers right behind it."""

from __future__ import annotations

from typing import Literal

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

Answer = Literal["yes", "no"]
_BY = (
    r"(?:(?:md|do|np|pa(?:-c)?|dr\.? [\w'-]+|provider|physician|clinician|attending|answer|reply|response|a|me)\W{1,3})"
)
_NO = Pattern(
    rf"^\W*{_BY}?(?:the answer is )?(?:no|nope|negative|not so|"
    rf"none(?: (?:that |which )?(?:i|we) (?:can|could) (?:feel|find|palpate|detect)| (?:felt|found|palpable|"
    rf"palpated|there|today))?|"
    rf"nil|never|not in my (?:opinion|view)|"
    rf"by no means|certainly not|definitely not|not at all|not a bit of it)\s*(?:[.,;:(–—-]|$)"
)
_YES = Pattern(rf"^\W*{_BY}?(?:the answer is )?(?:yes|correct|indeed)\s*(?:[.,;:(–—-]|$)")
_SIGNED = Pattern(rf"^\W*{_BY}(?:the answer is )?(?:yes|correct|indeed)\b")
_BEHIND_YES = Pattern(
    r"\b(?:confirm\w*|diagnos\w*|my (?:own )?(?:exam|opinion|view)|i (?:find|found|see|examined)|exam)\b"
)
"""Words that make a bare "yes" the clinician's own."""
_IT = r"\b(?:it|this|that|they|these)"
_WHO = r"(?:she|he|they|pt|patient|this (?:woman|man|lady|gentleman|person))"
_SURELY = r"(?:(?:clearly|definitely|certainly|surely|plainly|simply|indeed|in fact|in my (?:view|opinion)) )*"
_END = r"\s*(?:[:;,.–—-]|$|\b(?:because|as|since|for|and|but|so|the case)\b)"
_IT_IS_NOT = Pattern(
    r"\b(?:i|we) (?:do|did) not (?:think|believe|feel|find)(?: that)? (?:she|he|they|pt|the patient|it|this|that) "
    r"(?:has|have|had|is|was)"
    r"(?: (?:it|this|that|so|the case))?\s*(?:[:;,.]|$|\band\b|\bbut\b)|"
    rf"{_IT} (?:is|was|are) {_SURELY}not(?: (?:so|that|it|this|one of those))?{_END}|"
    rf"{_IT} (?:isn't|wasn't|aren't|isnt){_END}|\b(?:is|was) not (?:the case|what (?:she|he|they) (?:has|have|had))\b|"
    rf"\b{_WHO} (?:does|do|did) {_SURELY}not(?: have (?:it|this|that|one|the condition))?{_END}|"
    rf"\b{_WHO} (?:has|have) {_SURELY}not(?: (?:got )?(?:it|this|that|one))?{_END}|"
    rf"\b{_WHO} (?:doesn't|don't|didn't)(?: have (?:it|this|that|one|the condition))?{_END}"
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


def after(record: Record, said: Said) -> list[Said]:
    """The statements behind one; of a question, those behind its last part: "Any CGRP drug, now or before? No"."""
    found = list(record.following(said))
    while found and said.statement.clause.question and found[0].statement.clause.question:
        if not found[0].in_sentence_of(said):
            break
        found.pop(0)
    return found


def reply(record: Record, said: Said, mention: Mention) -> Answer | None:
    """What the clinician answers to a question or a wondering that names it; none where nothing is answered."""
    stands = mention.stands
    told = stands.certainty == "sure" and stands.time != "conditional"
    if told or stands.other_person or said.document.late or said.document.speaker:
        return None
    asked = said.statement.clause.question
    for n, later in enumerate(after(record, said)[:2]):
        whole = later.statement.cues.whole
        if asked and n == 0 and later.search(_NO) and not later.search(_UNSETTLED):
            return "no"
        if later.search(_UNSETTLED) or whole.speaker not in ("clinician", "patient") or whole.certainty != "sure":
            return None
        if asked and n == 0 and later.search(_YES):
            return "yes" if later.search(_SIGNED) or _stood_by(later) else None
        if later.search(_IT_IS_NOT):
            return "no"
        if later.search(_IT_IS):
            return "yes"
        if any(words.concept(m.concept).family == "conditions" for m in later.statement.mentions):
            return None
    return None


_ASKED_WHICH = Pattern(
    r"\bask(?:ed|s|ing)? (?:\w+ )?(?:which|what) (?:[\w-]+ ){1,3}?(?:were|was|had been|has been|have been|she|he|they|"
    r"had|has)\b"
    r"[^.;]{0,25}\b(?:tried|taken|used|had|done|given|been)\b|\bask(?:ed|s|ing)? about (?:any |earlier |previous |"
    r"prior |past )+"
    r"(?:drugs|medicines|medications?|meds|therapy|treatments?)\b"
)
"""A question for the treatments there were."""
_NONE = Pattern(r"^\W*(?:none|nothing|never any|not (?:one|any))(?: at all| ever|,? ever| whatsoever)?\W*$")


_OF_EFFECT = Pattern(
    r"\b(?:do|does|did|would|could|might|will|can|may|has|have)\b[^?]{0,40}\b(?:help(?:ed)?|work(?:ed)?|ease|do (?:any|"
    r"much)|make|made|benefit\w*|better|relie\w+)\b"
)
"""A question for the effect of a treatment, whose "no" does not deny that it was taken."""


def no(record: Record, said: Said) -> bool:
    """Whether a question is answered with a plain no right behind it."""
    behind = after(record, said)[:1]
    if behind and said.search(_ASKED_WHICH) and behind[0].search(_NONE):
        return said.document.speaker is None and not said.document.late
    plain = said.document.speaker is None and not said.document.late and said.statement.clause.question
    if said.search(_OF_EFFECT):
        return False
    return bool(behind) and plain and behind[0].search(_NO) is not None and not behind[0].search(_UNSETTLED)


_TOPIC = 6
"""Words of a question that only names what it asks for: "Physical therapy so far?"."""
_WISH = Pattern(
    r"\b(?:should|would|could|can|may|need\w*|want\w*|plan\w*|recommend\w*|start|begin|order\w*|why|when|"
    r"if)\b"
)
_NO_ANSWER = Pattern(
    r"\b(?:no|not|none|never|nothing|n/a|unknown|unsure|unclear|undecided|pending|planned|scheduled|will|later|"
    r"perhaps|maybe|"
    r"possibly|declin\w*|refus\w*|deni\w+|\w+n't)\b"
)
_FACT = Pattern(
    r"\d|\b(?:yes|weeks?|months?|visits?|sessions?|weekly|daily|twice|since|until|january|february|march|april|may|"
    r"june|july|"
    r"august|september|october|november|december)\b"
)
"""What an answer tells of a treatment that was taken."""


def told(record: Record, said: Said, mention: Mention) -> Said | None:
    """What answers a question for a treatment with the facts of its taking: "Therapy? In town, 16 visits"."""
    clause = said.statement.clause
    if not clause.question or said.document.speaker or said.document.late or said.search(_WISH):
        return None
    after = record.following(said)[:1]
    if sum(t.word.isalnum() for t in clause.tokens) > _TOPIC or not after or after[0].statement.clause.question:
        return None
    whole, other = after[0].statement.cues.whole, after[0].statement.of(*words.family("treatments"))
    sure = whole.certainty == "sure" and not whole.other_person and whole.time not in ("planned", "conditional")
    if not sure or any(m.concept != mention.concept for m in other) or after[0].search(_NO_ANSWER):
        return None
    return after[0] if after[0].search(_FACT) else None


def _stood_by(said: Said) -> bool:
    """Whether a bare "yes" is followed by words of the clinician's own finding."""
    return _BEHIND_YES.search(said.sentence) is not None
