"""Authors: who wrote a text of the record, and from what place on another hand did."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    r"\b(?:utili[sz]ation|peer[- ]to[- ]peer|review\w*|um (?:nurse|rn|lpn|dept|department|team|desk|staff|coordinator)|"
    r"precert\w*|authori[sz]ation)\b|\(um\)|(?<=,) ?um\W*(?:$|(?=phone|call|telephone))"
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
_NOTES_BY = Pattern(
    rf"\bnotes? (?:by|of|from):? (?:dr\b\.? (?:[a-z]\.? )?(?P<dr>[a-z][a-z'-]+)|"
    rf"(?:[a-z][a-z.'-]* ){{0,3}}(?P<name>[a-z][a-z'-]+),? {_TITLE})"
)
"""Whose notes an office pastes, in the author's field: "Prior auth desk (note by E. Halloran, MD)"."""
_PASTED_END = Pattern(r"\n\W*<<+|\n\W*(?:end of|end)(?: (?:the )?(?:pasted )?(?:note|paste|copy))?\W*(?=\n|$)")
_SCRIBED = Pattern(
    rf"\bscribe\b(?:d|s)?\W+(?:acting )?(?:for|with|on behalf of)\b:? (?:dr\b\.? [a-z]|(?:.*, ?|{_NAME}){_TITLE}\W*$)"
)
"""The author who only writes down what the clinician says: "T. Nguyen, scribe, for M. Quintero, MD"."""
_SIGNED_BY = Pattern(
    rf"\n\W*(?:(?:reviewed|read|edited|electronically|digitally|agreed|approved|note|and|&|e-?)\W*){{0,4}}signed"
    rf"(?: by)?\W+(?:dr\b\.? [a-z]|{_NAME}{_TITLE})"
)
"""The line by which the clinician signs what a scribe wrote."""
_SIGNED_NOTE = Pattern(
    r"(?:\b(?:dr|md|do|physician|doctor)\b[^\"\n]{0,60}?(?<!un)(?<!not )(?<!not yet )(?<!to be )\bsigned\b"
    r"(?! by| consent)|"
    r"\b(?:his|her|their|own|the|from) signed\b)(?=[^\"\n]{0,30}:\s*\")[^\"\n]{0,30}\""
)
"""Before the words of a doctor's signed note that another reads out: "From his signed note: "."""
_OF_A_NOTE = Pattern(r"\b(?:notes?|a/p|a&p|assessment|exam\w*|impression|visit|entry|dictation|report|plan)\b")
_NOT_A_DOCTORS = Pattern(r"\b(?:d?pt|dc|ot|lmt|rn|therapist|physio\w*|chiropract\w*|nurse|draft|unsigned)\b")


def speaker(author: str | None, kind: str | None) -> str | None:
    """Who speaks in a text where it is not the treating clinician: `form` or `other_clinician`."""
    both = f"{author or ''} {kind or ''}".lower().replace("nurse practitioner", "np")
    if _SCRIBED.search(fold(author or "")):
        return None
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


def filled_in(by: str | None, written: str, author: str | None = None) -> str | None:
    """The speaker of a document: what a clinician wrote on a form, or signed when a scribe had written it, is the
    clinician's; the boxes of a form stay the form's."""
    if by == "other_clinician" and "scribe" in (author or "").lower() and _SIGNED_BY.search(fold(written)):
        return None
    return None if by == "form" and _BY_CLINICIAN.search(fold(written)) else by


def pastes(author: str | None) -> str | None:
    """The surname, folded, of the clinician whose notes an office says that it pastes."""
    match = _NOTES_BY.search(fold(author or ""))
    return (match["dr"] or match["name"]) if match else None


def notes_in(by: str | None, written: str, clinician: str | None) -> tuple[tuple[int, int], ...]:
    """Where in a text of another the notes of a clinician stand: attached to a form, pasted, or read out as signed."""
    low = fold(written)
    if by == "form":
        match = _NOTE_OF.search(low)
        return ((match.end(), len(low)),) if match else tuple(_pasted(low, clinician))
    return tuple(_read_out(low)) if by == "other_clinician" or '"' in low else ()


def _pasted(low: str, clinician: str | None) -> Iterator[tuple[int, int]]:
    """The stretches under a head that gives a day and the clinician: ">>> 11/10/2026 Halloran"."""
    if not clinician:
        return
    day, name = r"\d{1,4}[/-]\d{1,2}(?:[/-]\d{2,4})?", rf"(?:dr\.? )?(?:[a-z]\.? ?){{0,2}}{re.escape(clinician)}"
    head = re.compile(rf"\n[^\w\n]*(?:{day}\W{{1,4}}{name}|{name}(?:,? \w{{2,4}})?\W{{1,4}}{day})\b[^\n]{{0,20}}(?=\n)")
    for match in head.finditer(low):
        ends = _PASTED_END.search(low, match.end())
        yield match.end(), ends.start() if ends else len(low)


def _read_out(low: str) -> Iterator[tuple[int, int]]:
    """The stretches in quotation marks behind the word that they are a doctor's signed note."""
    for match in _SIGNED_NOTE.finditer(low):
        lead = low[low.rfind("\n", 0, match.start()) + 1 : match.end()]
        if _OF_A_NOTE.search(lead) and not _NOT_A_DOCTORS.search(match[0]):
            end = low.find('"', match.end())
            yield match.end(), end if end > 0 else len(low)
