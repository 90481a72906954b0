"""The words of the card for the words of the domain, each pair reversible."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from drafter.card.escape import code_point, escape, unescape

TITLE: Final = "Drafted for review - not a decision"
DISCLAIMER: Final = (
    "This AI-assisted draft is not a decision and not medical advice. A licensed clinician must read the record and "
    "decide. An adverse determination needs a physician's own recorded decision."
)

FRONT: Final = (
    "draft", "parent", "schema", "status", "codes", "request_date", "service_date", "today", "payer",
    "line_of_business", "review_type", "drafter", "reader", "writer", "model", "not_checked",
    "seal",
)  # fmt: skip
"""Every key that the front matter may have."""

OUTCOMES: Final[Mapping[str, str]] = {
    "certify": "CERTIFY",
    "certify_modified": "CERTIFY IN PART, recommended for physician review",
    "pend": "PEND",
    "not_certify": "NOT CERTIFY, recommended for physician review",
}
NO_OUTCOMES: Final[Mapping[str, str]] = {
    "no_policy": "NO OUTCOME, no policy binds",
    "withheld": "NO OUTCOME, withheld",
    "routed": "NO OUTCOME, routed to a person",
    "blocked": "NO OUTCOME, draft blocked",
}
STATUSES: Final[Mapping[str, str]] = {
    "not_met": "not met",
    "not_documented": "not documented",
    "met": "met",
    "not_applicable": "not applicable",
}
"""In the order of the criteria table: what stands in the way comes first."""

VERIFIED: Final[Mapping[str, str]] = {
    "read": "read in the source",
    "summary": "known from a summary",
    "recalled": "recalled (to be verified)",
    "synthetic": "synthetic",
}
HOLDERS: Final[Mapping[str, str]] = {"provider": "Ask the provider", "plan": "Look up"}

VERDICT, CRITERIA, REQUESTS = "Recommendation", "Criteria", "Requests"
REFERENCES, DISCLAIMER_HEADING = "References", "Disclaimer"
SETTLED: Final = "Met or not applicable"
SILENT: Final = "Not documented, nothing to quote"
COLUMNS: Final = ("Criterion", "Status", "Why", "Quotation and place")
LABELS: Final[Mapping[str, str]] = {
    "quantity": "Certifiable",
    "policy": "Policy",
    "candidates": "Choose a policy",
    "blocking": "Blocking",
}
"""What stands before the parts of a verdict."""

SECTIONS: Final[Mapping[str, str]] = {
    "violations": "What the checks found",
    "reported": "Reported",
    "disagreements": "Where the readers disagree",
    "missing": "What is missing",
    "reasoning": "Reasoning",
    "path_forward": "Path forward",
    "pitfalls": "Pitfalls",
    "precedents": "Past determinations",
    "records": "Records reviewed",
}
"""Names of the sections of statements and their headings, in the order of the card."""

FIRST: Final = ("violations", "reported", "disagreements", "missing")
"""Sections that stand between the verdict and the criteria."""

INLINE: Final = ("disagreements", "missing")
"""Sections whose statements name their line themselves instead of standing under a heading for it."""

NO_CODE: Final = "no code"

_PLACES: Final[Mapping[str, str]] = {
    "notes": "note", "services": "line", "diagnoses": "diagnosis", "history": "past service",
    "prior_determinations": "prior determination",
}  # fmt: skip
_PATH = re.compile(rf"({'|'.join(_PLACES)})/(0|[1-9]\d{{0,5}})(?:/([a-z_]+))?")
_SPOKEN = re.compile(rf"({'|'.join(_PLACES.values())}) ([1-9]\d{{0,5}})(?: ([a-z_]+))?")


def place_words(place: str) -> str:
    """Words for the place of a quotation: `notes/0` is "note 1", `services/0/schedule` is "line 1 schedule"."""
    if place == "text":
        return "case text"
    if path := _PATH.fullmatch(place):
        return f"{_PLACES[path[1]]} {int(path[2]) + 1}" + (f" {path[3]}" if path[3] else "")
    return place


def place_escaped(place: str) -> str:
    """The words for a place, escaped so that they may stand in round brackets and name no other place."""
    words = place_words(place)
    return words if words != place else distinct(place, place_from(place) != place, also="()")


def place_from(words: str) -> str:
    """The place that the (escaped) words name; unknown words stand for themselves."""
    if words == "case text":
        return "text"
    if spoken := _SPOKEN.fullmatch(words):
        kind = next(kind for kind, word in _PLACES.items() if word == spoken[1])
        return f"{kind}/{int(spoken[2]) - 1}" + (f"/{spoken[3]}" if spoken[3] else "")
    return unescape(words)


def distinct(text: str, ambiguous: bool, also: str = "") -> str:
    """The text escaped, its first character by number where the words could be taken for the card's own."""
    return code_point(text[0]) + escape("x" + text[1:], also)[1:] if ambiguous and text else escape(text, also)


QUESTION_WORDS: Final[Mapping[str, str]] = {
    "stage": "the stage", "units": "the meaning of the units", "sessions": "the number of sessions",
}  # fmt: skip
"""What a sentence calls that which is asked for beside criteria."""
NOTHING: Final = "none"
"""Stands for an empty list of what blocks, where the reason names something."""
_WAITS = re.compile(r"the record does not settle ([^;]+)(?:;.*)?", re.DOTALL)
_ITEM = re.compile("|".join([r"\b[A-Z]{1,3}\d{1,3}\b", *QUESTION_WORDS.values()]))


def waited_for(because: str) -> tuple[str, ...]:
    """What the reason of a verdict says that the line waits for, in its order: ids of criteria and questions. Where
    just that blocks, the card does not list it once more."""
    found = _WAITS.fullmatch(because)
    questions = {words: about for about, words in QUESTION_WORDS.items()}
    return tuple(questions.get(item, item) for item in _ITEM.findall(found[1])) if found else ()


def is_silent(status: str, quotes: Collection[object], nearest: Collection[object]) -> bool:
    """Whether no words of the record bear on a criterion that is not documented: it is listed and needs no table."""
    return status == "not_documented" and not quotes and not nearest


def plain(literal: str) -> str:
    """A literal of the domain in words: `insufficient_information` is "insufficient information"."""
    return literal.replace("_", " ")
