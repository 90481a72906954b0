"""In place: whether a part of a programme that is named is given to this patient, not only offered or arranged."""

from __future__ import annotations

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern

_IN_GENERAL = Pattern(
    r"\b(?:all|our|most|many|some|such|other) (?:\w+ )?patients\b|"
    r"\bpatients (?:in|at|of|here|who|receive|get|have|are|undergo|attend)\b|"
    r"\b(?:clinic|cent(?:er|re)|facility|practice|hospital|department|policy|plan|guidelines?|brochure|flyer|"
    r"website|pathway|protocol|standard of care)\b[^.;,]{0,30}"
    r"\b(?:offers?|provides?|lists?|includes?|has|contains?|covers?|requires?|combines?|features|comprises?|"
    r"calls for)\b|"
    r"\b(?:offered|available|on offer|to be had) (?:at|in|by|through|from|here) ?(?:(?:our|this|the|that|"
    r"your) )?(?:\w+ )?(?:clinic|"
    r"cent(?:er|re)|facility|practice|hospital|department|institution|office|program\w*)\b|"
    r"\b(?:philosophy|mission|our (?:approach|model|concept))\b"
)
"""What a clinic, a paper or patients at large have."""
_OWN = Pattern(
    r"\b(?:she|he|they|patient|pt|mr\.? \w+|mrs\.? \w+|ms\.? \w+)\b(?: \w+){0,2}? (?:began|begun|started|"
    r"attend(?:s|ed)|goes|went|"
    r"comes|came|sees|saw|meets|met|joined|is in|is going|has had|has been|enrolled|completed|finished|did|does|"
    r"takes)\b"
)
"""The patient takes part, in what place soever."""
_WISHED = Pattern(
    r"\b(?:would|could|should|might) (?:\w+ly )?(?:be (?:\w+ )?(?:ideal|best|good|helpful|useful|appropriate|of (?:use|"
    r"help|benefit))|benefit|help|profit|do well|suit)\b|\bideally\b"
)
"""What would be good to have."""
_NOT_JOINED = Pattern(
    r"\bprogram(?:me)?s?\b[^.]*\b(?:has|have|is|had) not (?:yet )?(?:joined|enrolled|signed up)(?! for)\b"
)
"""A sentence on a programme that the patient is not in."""
_BLANK = Pattern(
    r"\b(?:blank|empty|unaddressed|unmentioned|silent|not (?:commented|mentioned|addressed|recorded|stated|described|"
    r"discussed|noted|listed|touched|specified|charted))\b|"
    r"\bnothing (?:is |was )?(?:in|on|recorded|noted|documented|written|said|about|mentioned|stated)\b|"
    r"\bno (?:mention|word|note|record|comment|information|entry) (?:of|on|about|for)\b"
)
"""Papers that say nothing of a part."""
_SOUGHT = Pattern(
    r"\b(?:checked|looked|searched|asked|enquired|inquired) (?:for|after|about)\b[^.]{0,110}"
    r"\b(?:no (?:trace|sign|entry|record)|(?:nothing|none|neither)(?: (?:was|is|were))? (?:found|seen|there|known|"
    r"to be found))\b"
)
"""A part that was looked for in vain."""
_MISSED = Pattern(
    r"\bno[- ]?show(?:s|ed|n)?\b|\b(?:missed|skipped)\b(?! (?:only|just|one|two|1|2)\b)|"
    r"\bcancell?(?:ed|s)\b(?! (?:only|just|one|two|once|1|2)\b)|"
    r"\b(?:did not|didn't|failed to|never) (?:show|come|turn up|appear)\b"
)
"""Visits that the patient did not come to."""
_NOT_ONE = Pattern(r"\b(?:not|never|no|none|hasn't|hasnt|without|\w+n't|hardly|rarely|barely)(?: \w+){0,2} $")
"""Before visits that were missed: that there were none, which is attendance: "has not missed a visit"."""
_TO_COME = Pattern(
    r"\b(?:booked|registered for|signed up|invit\w+|on (?:the |a )?(?:\w+ )?list|upcoming|next (?:visit|week|month|"
    r"time)|sent to (?:the |her |his )?pharmacy|e-?prescribed|called in|approved|authori[sz]ed|"
    r"covered(?! (?:(?:\w+ )?(?:pain|"
    r"posture|pacing|body|ergonomics?|lifting|self-?|desk|work)|the|how|sleep))|eligible|"
    r"(?:is|are) available|referral (?:in|made|sent|placed|faxed|submitted))\b"
)
"""A part that is arranged, paid for or within reach."""
_GIVEN = Pattern(
    r"\b(?:attend(?:s|ed|ing)|came to|goes|going to|did|done|given|completed|finished|ongoing|continu\w*|weekly|"
    r"monthly|in progress|underway|currently|taking|takes|visit \d+|\d+ (?:visits|sessions)|accepted)\b"
)
"""Words by which a part that was arranged is also given."""
_NOT_BEGUN = Pattern(
    r"^(?: (?:here|there|sessions?|visits?|classes))*(?: (?:with|by|under|at|from|through|in) [^.;,()]{1,40}?)?"
    r"(?:,[^.;,]{1,25},| \([^()]{1,25}\))*,? (?:"
    r"(?:is|are|was|were) (?:still )?(?:to (?:start|begin|commence|follow|come)|on hold|paused|suspended|"
    r"(?:only |just )?(?:offered|advised|recommended|suggested|proposed|planned|ordered|discussed|considered)|"
    r"(?:never|not yet|not) (?:been )?(?:started|begun|taken up|attended))|"
    r"(?:will|would|should|can|may|might) (?:start|begin|commence|follow|wait)|on hold|paused|"
    r"(?:is |are )?(?:still |yet )?to be (?:scheduled|arranged|booked|started|begun|set up|seen|found|decided)|"
    r"(?:has|have|had) (?:never|not yet|not) (?:been )?(?:started|begun)|never (?:started|began|begun|happened))\b"
)
"""Behind a part, with whom it is and an apposition between: that it is yet to begin, or is interrupted."""
_TURN = Pattern(r"[,;]|\b(?:but|while|whereas)\b")
"""Where the words about one part end."""


_FIELD = Pattern(r"^\W*(?:\d{1,2}[.)] ?)?[a-z][\w /&'-]{1,50}:\W*$")
_NEXT_FIELD = Pattern(r"^\W*(?:\d{1,2}[.)] ?)?[a-z][\w /&'-]{1,50}:")
"""The name of a field, alone and with what stands behind it."""
_ONE_TICKED = Pattern(r"^\W*(?:\[\s*[x✓✔]\s*\]|[☑☒])[^\[☐☑☒]*$")


def not_given(said: Said, mention: Mention) -> str | None:
    """Why a part named is not shown as given, as a phrase behind its name, or none."""
    low = said.low
    if (
        _IN_GENERAL.search(low) and not _OWN.search(low[: mention.start - said.statement.clause.start])
    ) or _IN_GENERAL.search((said.statement.clause.heading or "").lower()):
        return "named in general, not as given to this patient"
    sentence = said.sentence
    if _SOUGHT.search(sentence):
        return "looked for in vain, which is no denial"
    if _WISHED.search(low) or _NOT_JOINED.search(sentence):
        return "named as what would help, not as given"
    piece = _piece(said, mention)
    if _BLANK.search(piece):
        return "said to be left out of the record, which is no denial"
    if (missed := _MISSED.search(piece)) and not _NOT_ONE.search(piece[: missed.start()]):
        return "named for visits that were missed"
    behind = low[mention.end - said.statement.clause.start :]
    begun = _NOT_BEGUN.match(behind)
    if (_TO_COME.search(piece) and not _GIVEN.search(piece)) or (begun and not _GIVEN.search(behind[begun.end() :])):
        return "named as arranged, not as given"
    return None


def _piece(said: Said, mention: Mention) -> str:
    """The words about one part: its clause from the last comma before it to the first behind it."""
    start = said.statement.clause.start
    low, first, last = said.low, mention.start - start, mention.end - start
    begins = max((m.end() for m in _TURN.finditer(low) if m.end() <= first), default=0)
    ends = min((m.start() for m in _TURN.finditer(low) if m.start() >= last), default=len(low))
    return low[begins:ends]


def blank(record: Record, said: Said) -> bool:
    """Whether a statement is the name of a field alone, with nothing behind it before the next field."""
    if not said.search(_FIELD):
        return False
    behind = next(iter(record.following(said)), None)
    return (
        behind is None
        or bool(behind.search(_NEXT_FIELD))
        or behind.statement.clause.heading != said.statement.clause.heading
    )


def filled_in(record: Record, said: Said) -> bool:
    """Whether somebody wrote beside a ticked box how the part goes: "[x] PT - attending twice a week"."""
    behind = next(iter(record.following(said)), None)
    same = behind is not None and behind.in_sentence_of(said)
    return bool(same and behind and said.search(_ONE_TICKED) and behind.search(_GIVEN))
