"""Boxes of a form in a clause: what they tell is the form's, but for words that somebody wrote beside a ticked one."""

from __future__ import annotations

from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern

_BOX = Pattern(r"\[\s*[x✓✔v]?\s*\]|[☐☑☒]|\(\s\)|\(x\)")
"""A box of a form, ticked or not."""
_TICKED_AT = Pattern(
    r"(?:\[\s*[x✓✔]\s*\]|[☑☒])(?:[^:\[\]]{2,60}?(?::|\s-)\s+(?=(?:\S+\s+){3})[^\[\]]{0,60}?"
    r"\b(?:right|left|bilateral|both|upper|lower)\b|"
    r"[^:\[\]]{2,40}?(?:,[^:\[\]]{0,40}?\d ?(?:cm|mm)\b|\b(?:within|inside|in) (?:it|that)\b)|"
    r"[^:\[\]]{2,50}?[-–—:,(] ?(?:remarks?|comments?|details?|notes?|specify) ?[:=-] ?[a-z\d](?!one\b|il\b|/a\b)|"
    r"[^:\[\]\d]{0,30}?\b(?:bmi|body mass index|weight|wt|height|ht)\b[^:\[\]\d]{0,6}(?:\d{2,3}\.\d|"
    r"\d{2,3} ?(?:lbs?|kg|in|cm)\b|"
    r"\d ?(?:ft|feet|')[^\[\]]{0,8})(?! ?(?:\+|or (?:more|above|greater)|-|to \d))|"
    r"[^:\[\]]{2,60}?\b(?:sites?|locations?|muscles?|places?|where)(?: (?:palpated|examined|found))?\s*[:=]\s*[a-z])"
)
"""A ticked box with words beside its label that place or measure what it says, or that are headed as remarks."""
_TICK = Pattern(r"[x✓✔☑☒]")
_BY_OFFICE = Pattern(r"\b(?:staff|office|front desk|reception\w*|scheduler|medical assistant|intake|patient)\b")


def unfilled(clause: Clause) -> bool:
    """Whether a clause has boxes, and not ticked ones alone with a place that somebody wrote beside them."""
    if not clause.search(_BOX):
        return False
    boxes = _BOX.findall(clause.low)
    ticked = len(boxes) == 1 or all(_TICK.search(box) for box in boxes)
    return not (ticked and _TICKED_AT.search(clause.low)) or clause.search(_BY_OFFICE) is not None
