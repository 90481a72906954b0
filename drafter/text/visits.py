"""Visits at which nobody was examined by hand: by telephone or video, or with the examination put off."""

from __future__ import annotations

from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_NOT_OF = "".join(
    rf"(?<!\b{organ} )"
    for organ in (
        "rectal", "pelvic", "breast", "genital", "gu", "neuro", "neurologic", "neurological", "skin", "eye", "ear",
        "fundoscopic", "gyn", "abdominal", "cardiac", "prostate", "hernia", "heart", "lung", "knee", "hip", "ent",
    )
)  # fmt: skip
"""Not the examination of an organ far from the muscles, which is often put off."""
_REMOTE = Pattern(
    r"\btele-?(?:health|medicine|visit)\b|"
    r"\b(?:video|virtual|phone|telephone) (?:visit|call|encounter|consult\w*|appointment|follow|exam\w*|assessment|"
    r"evaluation)|\bpalpation (?:was |is )?(?:deferred|omitted|not (?:done|performed|possible))\b|"
    rf"{_NOT_OF}\bexam\w*\s*[:,-]?\s*(?:was |is )?"
    r"(?:deferred|omitted|not (?:done|performed|completed|possible)|limited (?:by|to) (?:video|tele\w*))\b|"
    r"\bno (?:physical )?exam\w* (?:was )?(?:done|performed|possible)\b"
)
_BY_HAND = Pattern(
    r"\b(?:in[- ]person|in[- ]clinic|in[- ]office|hands?-on|on palpation|i palpated|exam(?:ined)? today)\b"
)
_ADDED = Pattern(r"(?<=\n)[ \t]*(?:late )?(?:addend(?:um|a)|late entry)\b")
"""Where something was added later, on another occasion than the visit."""


def remote(text: str) -> bool:
    """Whether a note is of such a visit and speaks of no examination by hand."""
    low = fold(text)
    if added := _ADDED.search(low):
        low = low[: added.start()]
    return bool(_REMOTE.search(low)) and not _BY_HAND.search(low)
