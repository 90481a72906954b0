"""Visits at which nobody was examined by hand: by telephone or video, or with the examination put off."""

from __future__ import annotations

from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import fold

_ORGANS = (
    "rectal", "pelvic", "breast", "genital", "gu", "neuro", "neurologic", "neurological", "skin", "eye", "ear",
    "fundoscopic", "gyn", "abdominal", "cardiac", "prostate", "hernia", "heart", "lung", "knee", "hip", "ent",
)  # fmt: skip
"""Those whose examination is often put off, far from the muscles."""
_OF_NONE = "".join(rf"(?<!\b{organ} exam)" for organ in _ORGANS)
_REMOTE = Patterns(
    map(
        Pattern,
        (
            r"tele(?<=\btele)-?(?:health|medicine|visit)\b",
            r"\b(?:video|virtual|phone|telephone) (?:visit|call|encounter|consult\w*|appointment|follow|exam\w*|"
            r"assessment|evaluation)",
            r"palpation(?<=\bpalpation) (?:was |is )?(?:deferred|omitted|not (?:done|performed|possible))\b",
            r"\((?<=\()(?:by )?(?:tele)?phone\)|\((?<=\()(?:by )?video\)",
            r"vitals (?<=\bvitals )only\b",
            rf"exam(?<=\bexam){_OF_NONE}\w*\s*[:,-]?\s*(?:was |is )?(?:deferred|omitted|"
            r"not (?:done|performed|completed|possible)|limited (?:by|to) (?:video|tele\w*))\b",
            r"no (?<=\bno )(?:physical )?exam\w* (?:was )?(?:done|performed|possible)\b",
        ),
    )
)
"""Each begins with its letters, which are found fast in a whole note."""
_BY_HAND = Pattern(
    r"\b(?:in[- ]person|in[- ]clinic|in[- ]office|hands?-on|on palpation|i palpated|exam(?:ined)? today)\b"
)
_ADDED = Pattern(r"(?<=\n)[ \t]*(?:late )?(?:addend(?:um|a)|late entry)\b")
"""Where something was added later, on another occasion than the visit."""


_DOCTOR_ON_LINE = Pattern(
    r"\b(?:spoke|spoken|speaking|talked|call(?:ed)?|phoned|peer call|rang)\b[^.;\n]{0,30}\b(?:with|to) (?:the )?dr\b|"
    r"\bdr\.? [\w'-]+[^.;\n]{0,40}\b(?:herself|himself|on the (?:line|phone)|reading from|reads from)\b|"
    r"\b(?:other end|speaking with|caller)\W{1,3}dr\b|\b(?:rang|called|phoned|dialed|reached)\b[^.;\n]{0,12}\bdr\.? "
    r"[\w'-]+ (?:direct|private|personal|cell|mobile)\b(?=[^.\n]*\.[^.\n]{0,20}\b(?:she|he|dr\.? [\w'-]+) (?:answered|"
    r"picked up|took)\b|[^\n]{0,60}\b(?:she|he) (?:answered|picked up|took)\b)|"
    r"\bdr\.? [\w'-]+(?: \([\w /&-]+\))? (?:returned|took|answered|made|placed) (?:my|our|the|this) (?:phone )?call\b|"
    r"\bdr\.? [\w'-]+(?: \([\w /&-]+\))? (?:called|rang|phoned) (?:me |us )?(?:back\b|(?:me|us)\b)|"
    r"\bdr\.? [\w'-]+(?: \([\w /&-]+\))? (?:read|reads) (?:it )?(?:out )?(?:to (?:me|us)\b|aloud\b|out\b)"
)
_DESK_ON_LINE = Pattern(
    r"\b(?:spoke|spoken|speaking|talked|called|phoned|rang|reached)\b[^.;\n]{0,40}\b(?:receptionist|front desk|"
    r"scheduler|scheduling|switchboard|biller|billing|operator|answering service)\b|^[^.;\n]{0,40}\b(?:receptionist|"
    r"front desk|answering service) (?:answered|picked up|returned|called)\b"
)
_CHART_READ = Pattern(r"\b(?:reads?|reading|open|on screen|pulled up|faxed|looked)\b")
_PATIENT_ON_LINE = Pattern(
    r"\b(?:pt|patient|member|mother|wife|husband|daughter|son)\b[^.;\n]{0,15}\b(?:called|"
    r"phoned|rang|on the (?:line|phone))\b"
)


def with_doctor(text: str) -> bool:
    """Whether a note of a call is of one with a doctor, so that "she says" is the doctor's word."""
    low = fold(text)
    return _DOCTOR_ON_LINE.search(low) is not None and _PATIENT_ON_LINE.search(low) is None


def with_desk(text: str) -> bool:
    """Whether a note of a call is of one with a desk that neither has a doctor on the line nor reads from a chart."""
    low = fold(text)
    return _DESK_ON_LINE.search(low) is not None and not (with_doctor(text) or _CHART_READ.search(low))


def remote(text: str) -> bool:
    """Whether a note is of such a visit and speaks of no examination by hand."""
    low = fold(text)
    if added := _ADDED.search(low):
        low = low[: added.start()]
    return any(p.search(low) for p in _REMOTE) and not _BY_HAND.search(low)
