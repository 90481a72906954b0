"""Whether a finding is that of an examination before the present one."""

from __future__ import annotations

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_NOT_FELT = Pattern(r"\bnot (?:palpated|re-?palpated|re-?examined|looked at)\b")
_OLD_EXAM = Pattern(r"\b(?:exam\w*|palpation|findings?|note|visit)\b(?: \w+)? (?:from|of|in|dated|on)\W*$")
_BROUGHT = Pattern(
    r"\b(?:copied|imported|pulled|carried|brought|pasted|cloned)(?: (?:in|over|forward|on|from|of|dated))*\W*$"
)
"""Before the day from which a text was taken over."""
_BARE_EXAM = Pattern(r"\bexam\w*\W*$")
_OLD_VISIT = Pattern(r"\s*(?:visit|exam\w*|note|evaluation|eval|appointment|consult\w*|assessment|records?)\b")
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_BEFORE_NOW = Pattern(
    r"\b(?:last|previous|prior|earlier) (?:year|month|spring|summer|fall|autumn|winter|visit|time|exam\w*|note|"
    r"session)\b|\b(?:\d+|a|one|two|three|four|five|six|several|few) (?:weeks|months|years|month|year) ago\b|"
    r"\b(?:visit|exam\w*|time|session|note) before last\b|\bpredecessors?\b|\bused to have\b|\b(?:exam\w*|"
    r"findings?) (?:is |are )?unchanged (?:since|from) (?:19|20)\d\d|"
    r"\bnot (?:re-?checked|re-?examined|repeated|re-?assessed) (?:today|now|at this visit)\b"
)
"""An examination before the present one."""
_STILL = Pattern(
    r"\b(?:today|now|again|still|persist\w*|unchanged|same|as (?:at|on|in)|since|remain\w*|continu\w*|"
    r"compared|currently)\b"
)


_LATEST = Pattern(r"\b(?:last|latest|most recent) (?:\w+ )?exam\w*")
_SEEN = Pattern(
    r"\b(?:examined|palpated)\b|\b(?:his|her|the doctor's|dr\.? \w+'s) own\b[^.;]{0,15}\b(?:on|of|from) (?:the "
    r")?(?:\d|[a-z]{3,9}\.? \d)|\b(?:last|latest|most recent) exam\w*|"
    r"\b(?:doctor|physician|provider|specialist|surgeon|dr\.? \w+) (?:\w+ )?(?:felt|found|feels|finds)\b|"
    r"\b(?:exam\w*|palpation) (?:(?:of|on|from|at) )?(?:the )?\d|"
    r"\b(?:he|she|dr\.? \w+) (?:felt|palpated)\b|(?<!video )(?<!phone )(?<!virtual )(?<!telehealth )"
    r"\b(?:visit|exam\w*|note) (?:of|on|from) (?:the )?(?:\d|[jfmasond][a-z]+ \d)|"
    r"\b\d{1,2}/\d{1,2}(?:/\d+)? (?:visit|exam\w*|note)\b"
)
"""Words of an examination by hand on another day than that of a call."""


_NOTE_OPEN = Pattern(
    r"\b(?:has|had|with|having|reads?|reading|read out|reads out|went through)\b[^.;]{0,20}\b(?:note|chart|exam\w*|"
    r"visit|record)\b"
    r"[^.;]{0,20}\b(?:open|before (?:him|her)|in front of (?:him|her)|to hand|\d{1,2}/\d{1,2}|of [a-z]{3,9} \d)|"
    r"\b(?:read|reads|reading)\b[^.;]{0,15}\b\d{1,2}/\d{1,2}(?:/\d+)? (?:exam\w*|visit|note)\b"
)
"""That a doctor who is called has the note of a visit before him, from which he tells."""
_BY_TELEPHONE = Pattern(
    r"\b(?:by|over|on) the (?:tele)?phone\b|\bby (?:phone|video)\b|\b(?:patient|pt) (?:points|"
    r"says|feels)\b|\bvideo\b"
)


def _read_from_note(record: Record, said: Said) -> bool:
    """Whether what a call note tells stands behind the word that the note of a visit is open."""
    opened = next((s for s in record.having(_NOTE_OPEN) if s.document is said.document), None)
    return opened is not None and opened.number <= said.number and said.search(_BY_TELEPHONE) is None


def by_hand(record: Record, said: Said) -> bool:
    """Whether a note of a call tells here what an examination found: "he examined her on 11/12. Felt a knot"."""
    near = (said, *record.preceding(said)[:1])
    return any(s.search(_SEEN) and s.statement.cues.whole.plain for s in near) or _read_from_note(record, said)


_READS_OUT = Pattern(
    r"\b(?:reads?|reading|quot(?:es?|ed|ing))(?: \w+){0,3}? (?:from|of|out)\b[^:]{0,40}\b(?:visit|notes?|chart|"
    r"records?|exam\w*|entry)\b"
    r"[^:]{0,20}:\s*[\"\u201c']|\b(?:note|entry|exam\w*|record|chart)\b[^:.]{0,20}\b(?:reads|says|"
    r"states)\s*[:,]\s*[\"\u201c']"
)
"""That the words in quotation marks are those of a visit's own note."""


def read_out(said: Said, at: int) -> bool:
    """Whether words at a place in the clause are read out from the note of a visit."""
    match = said.search(_READS_OUT)
    return match is not None and match.end() <= at + 1


def before_now(said: Said, at: int) -> bool:
    """Whether words before a place in the clause speak of an earlier examination: "when I marked two last month"."""
    latest = said.search(_LATEST) is not None and bool(said.statement.whens())
    return _BEFORE_NOW.search(said.low[:at]) is not None and not latest


_NOT_AGAIN = Pattern(
    r"\b(?:not|never)(?: been)? (?:re-?)?(?:examined|palpated|checked|looked at|assessed)\b|\bno (?:re-?)?exam\w*\b|"
    r"\bexam\w*\b:? (?:was |is )?(?:deferred|declined|not (?:done|made|repeated|performed))\b"
)


def not_again(record: Record, said: Said) -> bool:
    """Whether a clause dates what it names before its note, and the next ones say that nobody examined since."""
    day = said.written
    dated = any(day and w.latest < day for w in said.statement.whens())
    headed = day is not None and said.document.written is not None and day < said.document.written
    return (dated or headed) and any(
        s.search(_NOT_AGAIN) and not s.sides() and not s.statement.cues.whole.other_person
        for s in record.following(said)[:2]
    )


def earlier(record: Record, said: Said, not_looked: bool) -> bool:
    """Whether the clause tells of an examination before this one and not that it is so now.

    `not_looked`: whether it says that none was made.
    """
    edge = record.stale_before
    for when in said.statement.whens():
        lead = said.document.text[max(0, when.start - 30) : when.start].lower()
        behind = said.document.text[when.end : when.end + 20].lower()
        if when.earliest < edge and _BROUGHT.search(lead):
            return True  # "imported from 03/12/2025": an old day in one of its readings is no examination of now
        if when.latest < edge and (
            _OLD_EXAM.search(lead)
            or (_BARE_EXAM.search(lead) and _YEAR.search(said.document.text[when.start : when.end]))
            or _OLD_VISIT.match(behind)
            or not_looked
            or said.search(_NOT_FELT)
        ):
            return True
    recent = said.search(_LATEST) is not None and any(w.latest >= edge for w in said.statement.whens())
    match = None if recent else said.search(_BEFORE_NOW)
    return match is not None and ("unchanged" in match[0] or not said.search(_STILL))
