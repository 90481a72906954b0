"""An examination filled in item by item: the muscle, then band, nodule, twitch and referral, each with yes or no.

It counts where the form names the clinician who examined; an item whose answer is left open tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from drafter.domain import Citation
from drafter.reading import site
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.reading.site import Place
from drafter.reading.weighing import Weighed, be
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise

PLACE = Pattern(r"^\W*(?:muscles?|sites?|locations?|areas?)(?: (?:palpated|examined))?\s*[:=]")
"""A field that says where what stands in the fields beside it was found."""
_ITEM = Pattern(
    r"^\W*(?P<label>[a-z][a-z /-]{1,45}?)(?: \([a-z ]{1,20}\))?\s*[:=]\s*(?:(?P<yes>yes|y|present|positive|pos|\+)|"
    r"(?P<no>no|n|none|absent|negative|neg|nil))\b\W*(?:\([^()]*\)\W*)?$"
)
"""An item with its answer: "taut band: yes"."""
_EXAMINER = Pattern(
    r"\b(?:exam(?:ined|iner|ination)?|palpat(?:ed|ion)|performed|signed|completed)\b[^.;]{0,12}(?:\bby\b|:)\s*(?:the )?"
    r"(?:dr\b|(?:treating|injecting|attending|ordering|requesting)\b|physician|provider|attending|me\b|undersigned|"
    r"[a-z][a-z.' -]{1,30},? ?(?:md|do|np|pa|pa-c|aprn)\b)|\bexam by me\b|"
    r"\bexaminer\s*[:=]\s*(?!pt\b|ot\b|rn\b|ma\b|nurs|phys|ther|scribe|student|chiro|massage|_|unknown|none|not\b)[a-z]"
)
_SIGNS = {
    "band": Pattern(r"\b(?:band|cord)\b"),
    "nodule": Pattern(r"\b(?:nodule|knot)s?\b"),
    "twitch": Pattern(r"\b(?:twitch\w*|ltr|jump(?: sign)?)\b"),
    "referral": Pattern(r"\b(?:refer\w*|reproduc\w*|recogni\w+)\b"),
}
"""Of the features of a trigger point, what an item asks for."""


def weighed(record: Record, name: str, about: Mapping[str, Any], sides: Set[str]) -> Iterator[tuple[Weighed, Place]]:
    """What such a form tells of a finding with several parts; nothing where no examiner or no muscle is named."""
    if "two_of" not in about or not record.having(_ITEM):
        return
    for document in record.documents:
        told = [s for s in record.said if s.document is document or s.document.place == document.place]
        items = [(s, m) for s in told if (m := s.search(_ITEM)) and not s.statement.cues.whole.other_person]
        place = next((site.among(s.statement.clause.tokens) for s in told if s.search(PLACE)), Place())
        if not items or not place.muscles or not _ours(document, told):
            continue
        yes = {k for s, m in items if m["yes"] for k in _asked(record, m["label"], name)}
        no = {k for s, m in items if m["no"] for k in _asked(record, m["label"], name)} - yes
        first = next((s for s, m in items if _asked(record, m["label"], name)), None)
        if first is None:
            continue
        found = _settled(name, yes, no, first.cite_sentence())
        aside = "on another side" if place.sides and sides and not place.sides & sides else None
        if found and (where := aside or place.elsewhere(site.of(record))):
            found = Weighed("open", found.cited, f"{be(name)} named {where} than the one asked for")
        if found:
            yield found, place


def _settled(name: str, yes: set[str], no: set[str], cited: Citation) -> Weighed | None:
    if name in yes or len(yes) > 1:
        return Weighed("for", cited, f"{be(name)} recorded item by item, with the muscle")
    return (
        Weighed("against", cited, f"{be(name)} recorded as absent") if name in no or (len(no) > 1 and not yes) else None
    )


def _asked(record: Record, label: str, name: str) -> set[str]:
    """The finding itself, or the features of it, for which an item asks."""
    found = words.lexicon(record.terms).find(tokenise(label), fold(label), 0)
    if any(hit.name == name for hit in found):
        return {name}
    return {sign for sign, pattern in _SIGNS.items() if pattern.search(label)}


def _ours(document: Document, told: list[Said]) -> bool:
    """Whether a clinician who examined is named, in a document that is of now and no therapist's."""
    named = any(s.search(_EXAMINER) and not s.statement.cues.whole.negated for s in told)
    return named and not (document.late or document.remote or document.speaker == "other_clinician")
