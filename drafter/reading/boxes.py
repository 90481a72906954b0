"""Questions of a form that are answered by marking one of two boxes: "[ ] Yes [x] No"."""

from __future__ import annotations

import re

from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern

_EMPTY = r"(?:[\[(] ?o? ?[\])]|☐)"
_MARKED = r"(?:[\[(] ?[x✓✔] ?[\])]|☑|☒)"
_THERE = r"(?:yes|y|present|found|positive|pos|palpable|felt)\b"
_NOT_THERE = r"(?:no|n|absent|none|negative|neg|not (?:present|found|palpable|felt))\b"
_BOTH = Pattern(
    rf"^[^\[\]☐☑\n;]{{0,45}}?(?:{_EMPTY} ?{_THERE}[\s,/|]*{_MARKED} ?{_NOT_THERE}|"
    rf"{_MARKED} ?{_NOT_THERE}[\s,/|]*{_EMPTY} ?{_THERE})"
)
"""Behind what is asked: the two boxes, of which "no" alone is marked."""
_ACTIVE = r"(?:active|current|present|ongoing)\b(?: problem)?"
_PAST = r"(?:resolved|inactive|past|in remission|historical|not active)\b"
_IS_PAST = Pattern(
    rf"^[^\[\]☐☑\n;]{{0,45}}?(?:{_EMPTY} ?{_ACTIVE}[\s,/|]*{_MARKED} ?{_PAST}|"
    rf"{_MARKED} ?{_PAST}[^\[\]☐☑\n;]{{0,12}}?{_EMPTY} ?{_ACTIVE})"
)
"""Behind what is listed: the two boxes of its status, of which "resolved" alone is marked."""
_NONE = Pattern(
    rf"^[^\[\]☐☑\n;]{{0,30}}?{_MARKED} ?(?:none|nil|absent|negative|normal|no (?:trigger|tps?|trps?|taut|finding|"
    r"abnormal|such)\w*|not (?:found|felt|present|palpable|palpated|detected|seen))\b"
)
"""Behind an empty box with its label: the box beside it, which is marked, says that there is none."""
_OPENED = Pattern(rf"{_EMPTY} ?[^\[\]☐☑\n;]{{0,20}}$")


def answered_no(said: Said, mention: Mention) -> bool:
    """Whether what is named is asked about and "no" alone is marked, on a form that no office or patient filled in."""
    return _ours(said) and _BOTH.search(said.document.text[mention.end : mention.end + 90].lower()) is not None


_ENDS_IN_NO = re.compile(r"^[^.;:?\n\[\]☐☑]{0,30}?(?:[:?=]|\.{3,}|_{2,}| -{1,2}(?= ))[\s._]*(?:no|n|false)\W*$")


def denied_at(said: Said, end: int) -> bool:
    """Whether a field, or two boxes, answer no to what is named up to a place, whoever it is of: "CAD ..... no"."""
    behind = said.document.text[end : end + 90].lower()
    in_clause = said.low[end - said.statement.clause.start :]
    return said.document.speaker is None and bool(_BOTH.search(behind) or _ENDS_IN_NO.match(in_clause))


def field_denies(said: Said) -> bool:
    """Whether a statement is a field that ends in the answer no, of a text that no office or patient filled in."""
    return _ours(said) and _LABEL_NO.search(said.low) is not None


_LABEL_NO = Pattern(r"(?:[:?=]|\.{3,}|_{2,}| -{1,2}(?= ))[\s._]*(?:no|n|false)\W*$")
_FIELD_NO = Pattern(r"^\s*[:=]\s*(?:n|no)\s*(?=[|;,]|$)")
_SIGNED = Pattern(r"\b(?:e-?signed|signed|attested|completed by)\b[^|;]{0,20}\b(?:dr|md|do|np|pa)\b")


def field_no(said: Said, mention: Mention) -> bool | None:
    """Where a field of a row answers no to what it names: whether a clinician signed the row; none where none does."""
    row, behind = said.sentence, said.rest(mention.end)
    if "|" not in row or not _ours(said) or not _FIELD_NO.match(behind):
        return None
    return _SIGNED.search(row) is not None


def field_says_no(said: Said, mention: Mention) -> bool:
    """Whether a field of the clinician's own note answers no to what it names: "Prior lumbar surgery: no"."""
    return said.document.speaker is None and _NO_TO_IT.match(said.rest(mention.end)) is not None


_NO_TO_IT = Pattern(r"^[^:=;,.?|\n]{0,25}[:=]\s*(?:n|no)\s*(?=$|[|;,.(]|[a-z][\w/ -]{0,30}[:=])")


def remarked(said: Said) -> bool:
    """Whether a marked box has remarks behind its label, which somebody wrote: "[x] Diabetes - remarks: since 2015"."""
    behind = said.document.text[said.statement.clause.end :][:60].lower()
    return _ours(said) and _ONE_MARKED.search(said.low) is not None and _REMARKS.match(behind) is not None


_ONE_MARKED = Pattern(rf"^\W{{0,3}}{_MARKED} ?[^\[\]☐☑☒]*$")
_REMARKS = Pattern(
    r"^[\s:,(–—-]*(?:remarks?|comments?|details?|notes?)\s*[:=-]\s*(?!none\b|nil\b|n/a\b|no\b|not\b|denie|family|mother|father)\w"
)


def marked_past(said: Said, mention: Mention) -> bool:
    """Whether of the boxes "active" and "resolved" behind what is listed "resolved" alone is marked."""
    return _ours(said) and _IS_PAST.search(said.document.text[mention.end : mention.end + 90].lower()) is not None


def _ours(said: Said) -> bool:
    """Whether no office or patient filled the form in, and it is about the patient."""
    return said.document.speaker is None and not (said.statement.cues.whole.other_person or said.document.late)


def none_marked(said: Said, mention: Mention) -> bool:
    """Whether of two boxes of an examination the one that says "none" is marked, and that of the finding is empty."""
    text = said.document.text
    before, behind = text[max(0, mention.start - 30) : mention.start], text[mention.end : mention.end + 90]
    return _ours(said) and bool(_NONE.search(behind.lower()) and _OPENED.search(before.lower()))
