"""Findings that were looked for in vain, and text carried over from an earlier note against the examination of now."""

from __future__ import annotations

from drafter.reading.record import Record, Said
from drafter.text import Mention
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_VAIN = Pattern(
    r"^[^.;]*?(?:\b(?:unable|failed|not able|not manage\w*|without being able) to\b|"
    r"\b(?:could not|couldn't|cannot|can't|did not|didn't)\b) (?:\w+ )?(?:find|locate|feel|detect|elicit|identify|"
    r"palpate|discover|demonstrate|make out)\b(?: (?:even|so much as|a|an|any|one|single|either|it|them|such|"
    r"of|these|those|points?|anything))*"
    r"(?:\W+(?:today|now|anywhere|at all|there|this time|either|at this visit|on (?:my |this |today's )?\w*exam\w*))*"
    r"\W*$"
)
"""Behind what was looked for, to the end of its sentence."""
_CARRIED = Pattern(
    r"\b(?:(?:carried|copied|pulled|brought|came|imported|pasted|taken|transferred|rolled|cloned|moved|lifted|"
    r"propagated)(?: \w+){0,2}? (?:over|forward|across|from)\b|(?:copied|imported|pasted|cloned)\b)"
)
_NONE_NOW = Pattern(
    r"\b(?:none|nothing|not (?:a single )?one|no such (?:points?|findings?|bands?))\b[^.;]{0,25}\b(?:felt|found|"
    r"palpable|palpated|detected|elicited|located|noted|identified|there)\b|"
    r"\b(?:felt|found|palpated|detected|located|elicited|noted|there (?:was|were|is|are)|exam\w*[^.;]{0,20}:)\W+"
    r"(?:none|nothing)\b"
)
_DEFERS = Pattern(
    r"\b(?:see|as per|per|refer to)\W+(?:the |our )?(?:\w+ )?(?:student|resident|intern|fellow|trainee|nurse|pt|ot|ma|"
    r"scribe|therapist)\b"
)
_SENIOR = Pattern(r"\b(?:attending|physician|supervis\w+|staff|provider|doctor)\b")


def in_vain(said: Said, mention: Mention) -> bool:
    """Whether it was looked for and not found: "looked for trigger points and was unable to find even one"."""
    rest = said.document.text[mention.end : said.statement.clause.within[1]].lower()
    return _VAIN.match(" ".join(rest.split())) is not None


def carried(said: Said) -> bool:
    """Whether the sentence says of its text that it was taken over from an earlier note."""
    return _CARRIED.search(fold(said.cite_sentence().quote)) is not None


def none_now(record: Record, said: Said) -> bool:
    """Whether one of the next statements tells that nothing was found."""
    return any(
        s.search(_NONE_NOW) and s.statement.cues.whole.certainty == "sure" and not s.statement.cues.whole.other_person
        for s in record.following(said)[:3]
    )


def deferred(record: Record, said: Said) -> bool:
    """Whether the senior clinician's own entry only points to another's note."""
    return any(s.search(_DEFERS) and s.search(_SENIOR) for s in (said, *record.following(said)[:1]))
