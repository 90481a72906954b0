"""Authors: who wrote a text of the record, and from what place on another hand did."""

from __future__ import annotations

from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_OTHER_CLINICIANS = (
    "physical therap",
    "physiotherap",
    "chiropract",
    "nurse",
    "triage",
    "therapist",
    "medical assistant",
    "scribe",
)
_SUMMARIES = ("summary", "intake", "request")
"""Kinds of document in which a reviewer restates the request and its record: they count as the case's own text does."""
_REVIEWS = Pattern(
    r"\b(?:utili[sz]ation|peer[- ]to[- ]peer|review\w*|um (?:nurse|rn|dept|department)|precert\w*|authori[sz]ation)\b"
)
"""Who calls for a payer."""
_FORMS = ("form", "checkbox", "template", "questionnaire")
_OF_THERAPY = Pattern(
    r",\s*(?:d?pt|ptas?|ots?|otr/?l?|dc|lmt|rn|lpn|ma)\b|^(?:d?pt|dc|lmt|rn|lpn|ma)\b|"
    r"^[a-z][\w.'-]*(?: [a-z][\w.'-]*){0,3} (?:d?pt|dc|lmt|rn|lpn|ma)\b(?! (?:md|do|np)\b)|\btherapy (?:note|discharge|"
    r"record|visit)"
)
"""Author and kind of a paper that is a therapist's or a nurse's."""
_BY_CLINICIAN = Pattern(
    r"\b(?:completed|filled (?:in|out)|prepared|entered|attested|signed)\s*(?:by|:)[\s:]*(?:the )?"
    r"(?:(?:ordering|treating|requesting|attending) (?:provider|physician|clinician)\b|dr\b|"
    r"[a-z][a-z.' -]{1,40}, ?(?:md|m\.d\.|do|d\.o\.|np|pa|pa-c|aprn|dnp|fnp)\b)"
)
"""The form says that the clinician who treats filled it in."""
_TITLE = r"(?:m\.?d|d\.?o|np|np-c|pa|pa-c|aprn|dnp|c?rnp|f-?np|fnp-c|fnp-bc|anp)\b\.?"
_NAME = r"(?:(?!(?:office|staff|desk)\b)[a-z][a-z.'-]*,?\s+){1,4}"
_CLINICIAN = Pattern(
    rf"^\W*dr\b\.?\s+\w|^(?!.*\b(?:office|staff|desk|clinic|team|portal|for|of|by|per|scheduling)\b)"
    rf"(?:.*,\s*|{_NAME}){_TITLE}\W*$|"
    r"^(?:md|do|np|pa-c) [a-z]\.? ?[a-z'-]+\W*$"
)
"""The author of a form is such a clinician; "office of Dr. A" is none."""
_NOTE_OF = Pattern(
    r"\n\W*(?:attached\W+)?(?:(?:visit|clinic|clinical|office|progress|consult(?:ation)?|encounter|provider|physician|"
    r"chart)\W+)?"
    r"note\b(?:[\s:,(–-]*(?:\b(?:of|from|by|dated|on|visit)\b|\d[\d/.-]*))*[\s:,(–-]+"
    rf"(?:dr\b\.? (?:[a-z][a-z.'-]* ?){{1,3}}|{_NAME}{_TITLE})[\s,]*(?:\d[\d/.-]*)?[^\w\n]*(?=\n)"
)
"""The head of a note on a form, with the clinician whose note it is: "Attached: visit note 11/17/26, J. Lin NP"."""


def speaker(author: str | None, kind: str | None) -> str | None:
    """Who speaks in a text where it is not the treating clinician: `form` or `other_clinician`."""
    both = f"{author or ''} {kind or ''}".lower().replace("nurse practitioner", "np")
    if is_form(author, kind):
        return None if _CLINICIAN.search(fold(author or "")) else "form"
    if restates(author, kind):
        return None
    if _OF_THERAPY.search(both):
        return "other_clinician"
    return "other_clinician" if any(word in both for word in _OTHER_CLINICIANS) else None


def is_form(author: str | None, kind: str | None) -> bool:
    """Whether a text is a form, whoever filled it in."""
    both = f"{author or ''} {kind or ''}".lower()
    return any(word in both for word in _FORMS)


def restates(author: str | None, kind: str | None) -> bool:
    """Whether a reviewer restates the request and its record: an intake summary, a call to the ordering clinician."""
    both = f"{author or ''} {kind or ''}".lower()
    return any(word in both for word in _SUMMARIES) or ("call" in both and _REVIEWS.search(both) is not None)


def filled_in(by: str | None, written: str) -> str | None:
    """The speaker of a document: what a clinician wrote on a form is the clinician's; its boxes stay the form's."""
    return None if by == "form" and _BY_CLINICIAN.search(fold(written)) else by


def note_from(by: str | None, written: str) -> int | None:
    """Where on a form the note of a clinician begins that stands on it or is attached, or none."""
    match = _NOTE_OF.search(fold(written)) if by == "form" else None
    return match.end() if match else None
