"""Ceased: whether care that was given is over, by a word, by its dates, or as a drug that was taken once."""

from __future__ import annotations

import re

from drafter.reading import from_to
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern

_NOT_ORAL = Pattern(r"\b(?:patch\w*|gel|cream|topical\w*|ointment|lidoderm|inject\w*|im|iv|infusion)\b")
_OVER_DAYS = 62
"""Days since the end of a range of dates from which on a treatment is not under way. A house convention."""
GOES_ON = Pattern(
    r"\b(?:ongoing|current\w*|continu\w*|in progress|attend\w*|weekly|per week|underway|"
    r"enrolled|participat\w*|takes?|taking|is on|sees|seeing|meets|meeting|goes to|(?:bi-?)?monthly|"
    r"fortnightly|bi-?weekly|"
    r"every (?:two|three|four|second|third) (?:weeks?|months?)|q ?\d? ?(?:wks?|weeks?|mos?|months?))\b"
)
STILL = Pattern(
    r"\bongoing\b|\bstill (?:in|attend\w*|goes|going|doing|on)\b|\bcontinu(?:es|ing)\b(?! to (?:have|hurt|suffer))"
)
"""Words by which care goes on although it has not helped so far."""
_PART_WAY = Pattern(r"^\s*(?:visit |session )?\d{1,2} ?(?:of|/) ?\d{1,2}\b")
"""Behind "finished": some of the visits, so that it goes on."""
_NEAR = 30
"""Code points between a verb and what it is about."""
_BEGUN = Pattern(
    r"\b(?:taken up|accepted|referr\w*|since|from|began|begun|begin\w*|start\w*|initiat\w*|enrolled|joined|"
    r"first|onwards?|onset|now|still|currently|"
    r"present|to date|twice|bid|tid|qd|qhs|daily|nightly|mg)\b"
)
"""Words by which a date is the beginning of care, or care is of now."""
_OVER = Pattern(
    r"\b(?:on hold|paused|suspended|interrupted|dropped out|quit|gave up|given up|completed|finished|discharged|"
    r"stopped|dismissed from|(?:has|have|had) dropped|^\W*(?:she |he |pt |patient )?dropped(?! off| by| in)|"
    r"discontinued|failed|tried)\b"
)


GIVEN_UP = ("dropped out", "quit", "gave up", "given up", "stopped", "discontinued")
"""Words by which the patient ended it."""


def given_up(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the patient gave it up."""
    return ended(record, said, mention) in GIVEN_UP


_NOT_AGAIN = Pattern(
    r"\b(?:quit|stopped|cancell?ed|left|gave up|given up|dropped)\b[^.;]{0,60}\bfor good\b(?! (?:reason|"
    r"cause|measure))|"
    r"\b(?:refus\w+|declin\w+|unwilling|will not|won't|does not (?:want|wish|intend|plan|mean)|"
    r"no (?:plans?|intention|wish)) "
    r"(?:to )?(?:re-?start|resume|return|go back|continue|re-?join|take it up)\w*\b"
)
"""That care which was stopped is not to be taken up again."""


def not_again(record: Record, said: Said) -> bool:
    """Whether care that was stopped is not to be taken up again, by its statement or the rest of its sentence."""
    near = [said, *(s for s in record.following(said)[:1] if s.in_sentence_of(said))]
    return any(s.search(_NOT_AGAIN) and s.statement.cues.whole.certainty == "sure" for s in near)


_BRACKET = re.compile(r"^\W{0,2}\((?P<in>[^()]{1,30})\)")


def bracketed_long_ago(record: Record, said: Said, mention: Mention) -> bool:
    """Whether brackets right behind a part date it long before: "PT (done 2024)", whatever is told of now."""
    match = _BRACKET.match(said.behind(mention.end))
    if match is None or _BEGUN.search(match["in"]) or GOES_ON.search(match["in"]):
        return False
    end = mention.end + match.end()
    inside = [w for w in said.statement.whens() if mention.end <= w.start < end]
    return bool(inside) and all(w.latest < record.stale_before for w in inside)


def not_taken(said: Said, mention: Mention) -> str | None:
    """Why a drug named is no oral medicine that is taken: an allergy, a patch, one that was stopped."""
    clause = said.statement.clause
    if clause.section == "allergies" or any(
        t.kind in ("contraindicated", "not_tolerated") for t in said.statement.told
    ):
        return "named as not to be taken"
    if _NOT_ORAL.search(clause.low[mention.start - clause.start : mention.end - clause.start + 16]):
        return "not named as taken by mouth"
    ahead, low = said.low[: mention.start - clause.start], said.low
    if _TAKEN_ONCE.search(ahead) and not (GOES_ON.search(low) or said.search(STILL) or said.search(_DAILY_NOW)):
        return "named as taken earlier, not now"
    return None


_TAKEN_ONCE = Pattern(
    r"\b(?:earlier|previously|formerly|in the past|at first|back then)\b[^.;]{0,25}\b(?:took|taken|used|tried|on|"
    r"had)\b[^.;]{0,60}$|"
    r"\b(?:she|he|they|patient|pt) (?:\w+ )?(?:took|had taken|had been on|was on|tried|had tried|used)\b[^.;]{0,60}$|"
    r"^\W*took\b[^.;]{0,60}$"
)
"""Before a drug that was taken once."""
_DAILY_NOW = Pattern(r"\b(?:now|today|still|at present|since|to date|keeps|stays|remains|goes on)\b")


def _range_over(record: Record, said: Said) -> bool:
    """Whether a statement gives a first and a last day, and the last is some time ago."""
    ends = [w.latest for w in said.statement.whens()] if from_to.has_range(said) else []
    return bool(ends) and (record.clock - max(ends)).days > _OVER_DAYS


def _long_past(record: Record, said: Said) -> bool:
    """Whether every date of a statement is some time ago, and nothing in it says that care began then or goes on."""
    whens = said.statement.whens()
    if not whens or any((record.clock - w.latest).days <= _OVER_DAYS for w in whens):
        return False
    return not (said.search(GOES_ON) or said.search(STILL) or said.search(_BEGUN))


def _object_of(said: Said, verb: int) -> int:
    """Where the part stands that a verb is about, as in "finished back school": right behind it; -1 where none does."""
    start = said.statement.clause.start
    behind = [m.start - start for m in said.statement.mentions if 0 <= m.start - start - verb < _NEAR]
    return min((p for p in behind if not re.search(r"[,;]", said.low[verb:p])), default=-1)


_GAVE_UP = Pattern(r"\b(?:quit|gave up|given up|stopped|discontinued|dropped)\b")
_LIST = Pattern(
    r"(?:(?!\b(?:is|are|was|were|in|sees|seeing|takes|taking|attends|attending|goes|going|now|but|continues|"
    r"continuing|still|"
    r"keeps|does|doing|has|have|then|while|started|began|ongoing|weekly|daily)\b)[\w\s,/&+'-])*"
)
"""Between what was given up and a part: other parts of the same list alone."""


_OVER_BEHIND = Pattern(
    r"^(?: (?:weekly|monthly|twice a week|\w+days?))?,? (?:and |was |were |it )*(?P<how>finished|completed|ended|over|"
    r"stopped|"
    r"discharged) (?:last (?:week|month|year|spring|summer|fall|winter)|(?:in|on) (?:january|february|march|april|may|"
    r"june|july|"
    r"august|september|october|november|\d{1,2}/)|\d{1,2}/\d)"
)
"""Right behind a part: that it is over, whatever was said of how often it was given."""


def ended(record: Record, said: Said, mention: Mention) -> str | None:
    """The word by which a treatment is over, unless the statement says that it goes on."""
    if over := _OVER_BEHIND.match(said.behind(mention.end)):
        return over["how"]
    if any(GOES_ON.search(cue) for cue in mention.stands.cues):
        return None
    place = mention.start - said.statement.clause.start
    for match in _OVER.finditer(said.low):
        if ")" in said.low[match.end() : place] or _PART_WAY.match(said.low[match.end() :]):
            continue
        if match.start() > place and _object_of(said, match.end()) > place:
            continue
        between = said.low[min(match.end(), place) : max(match.start(), place)]
        listed = match.end() <= place and _GAVE_UP.search(match[0]) and _LIST.fullmatch(between)
        if listed and _object_of(said, match.end()) >= 0:
            return match[0].strip()
        if not re.search(r",|\band\b.*\b(?:is|in|sees|takes|attends)\b|\bis in\b", between):
            return match[0]
    if _range_over(record, said) or _long_past(record, said):
        return "over by its dates"
    told = [] if said.search(STILL) else said.statement.told
    return "one that failed" if any(t.kind == "failed" for t in told) else None
