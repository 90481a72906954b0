"""Visits at which nobody was examined by hand: by telephone or video, or with the examination put off."""

from __future__ import annotations

from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_REMOTE = Pattern(
    r"\btele-?(?:health|medicine|visit)\b|"
    r"\b(?:video|virtual|phone|telephone) (?:visit|call|encounter|consult\w*|appointment|follow)|"
    r"\bexam\w* (?:was )?(?:deferred|not (?:done|performed|possible)|limited (?:by|to) (?:video|tele\w*))\b|"
    r"\bno (?:physical )?exam\w* (?:was )?(?:done|performed|possible)\b"
)
_BY_HAND = Pattern(
    r"\b(?:in[- ]person|in[- ]clinic|in[- ]office|hands?-on|on palpation|i palpated|exam(?:ined)? today)\b"
)


def remote(text: str) -> bool:
    """Whether a note is of such a visit and speaks of no examination by hand."""
    low = fold(text)
    return bool(_REMOTE.search(low)) and not _BY_HAND.search(low)
