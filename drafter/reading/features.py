"""Features of a complaint told by pointing to it, "they last a second or two", or by scores around a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from drafter.domain import Citation
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.patterns import Pattern


def brief(record: Record, said: Said, about: Mapping[str, Any]) -> Citation | None:
    """Where the short length of one attack is told of the pain that the statements before speak of, or none.

    `about` is the entry of the finding in the vocabulary; without `brief` there it has no such length.
    """
    given = tuple(map(str, about.get("brief", ())))
    if not given or not any(said.search(p) for p in said.among(words.patterns(given))):
        return None
    whole = said.statement.cues.whole
    if not (whole.plain or passing(said, about)) or record.objection(said, replace(whole, resolved=False)):
        return None
    pains = words.patterns(tuple(map(str, about["of_pain"])))
    sentence = said.statement.clause.sentence
    before = (s for s in record.said if s.document is said.document and s.number < said.number)
    near = (said, *(s for s in before if s.statement.clause.sentence >= sentence - _SENTENCES_BACK))
    spoken = (s for s in near if s is said or s.statement.cues.whole.plain)
    return said.cite() if any(p.search(s.low) for s in spoken for p in pains) else None


_SENTENCES_BACK = 2
"""Sentences before the length of an attack in which its pain is spoken of."""
_BEFORE_AND_AFTER = Pattern(
    r"\b(?:pain|nrs|vas|nprs|scores?)\b[^.;]{0,15}\b(?:before|pre\w*|baseline)\b\D{0,12}(?P<n>10|"
    r"\d)(?:\s*/\s*10)?(?![\d/%])"
    r"[^.;]{0,12}\b(?:after|post\w*|at)\b(?: (?:\w+|\d+) (?:minutes?|mins?|hours?))?\D{0,12}(?P<m>10|"
    r"\d)(?:\s*/\s*10)?(?![\d/%])"
)
_LEAST_FALL = 2
"""Points of ten below which a fall shows no relief. A house convention."""


def fell(record: Record, said: Said, about: Mapping[str, Any]) -> bool:
    """Whether scores before and right after a procedure, in the note of it, show that the pain fell."""
    done = tuple(map(str, about.get("measured_after", ())))
    match = said.search(_BEFORE_AND_AFTER) if done else None
    if (
        match is None
        or int(match["n"]) - int(match["m"]) < _LEAST_FALL
        or record.objection(said, said.statement.cues.whole)
    ):
        return False
    return any(m.stands.plain for s in (said, *record.preceding(said)) for m in s.statement.of(*done))


def passing(said: Said, about: Mapping[str, Any]) -> bool:
    """Whether what is "gone" is one attack, after seconds, and not the finding."""
    given = words.patterns(tuple(map(str, about.get("passing", ()))))
    return any(said.search(p) for p in said.among(given))
