"""Questions of a form that are answered by marking one of two boxes: "[ ] Yes [x] No"."""

from __future__ import annotations

from drafter.reading.record import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern

_EMPTY = r"(?:[\[(] ?o? ?[\])]|☐)"
_MARKED = r"(?:[\[(] ?[x✓✔] ?[\])]|☑|☒)"
_BOTH = Pattern(
    rf"^[^\[\]☐☑\n;]{{0,45}}?(?:{_EMPTY} ?(?:yes|y)\b[\s,/|]*{_MARKED} ?(?:no|n)\b|"
    rf"{_MARKED} ?(?:no|n)\b[\s,/|]*{_EMPTY} ?(?:yes|y)\b)"
)
"""Behind what is asked: the two boxes, of which "no" alone is marked."""


def answered_no(said: Said, mention: Mention) -> bool:
    """Whether what is named is asked about and "no" alone is marked, on a form that no office or patient filled in."""
    behind = said.document.text[mention.end : mention.end + 90].lower()
    whole = said.statement.cues.whole
    ours = said.document.speaker is None and not (whole.other_person or said.document.late)
    return ours and _BOTH.search(behind) is not None
