"""The body mass index computed from a weight and a height that the record gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.domain import Citation
from drafter.reading import figures, score_names, values
from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import assertion, measurements, spelt
from drafter.text.patterns import Pattern

_WEIGHS = Pattern(r"\d\s*(?:kg|kilo|lb|pound|#)", re.IGNORECASE)


_UNWEIGHED = Pattern(
    r"\b(?:has|have|was|were|is|could|can|did) (?:not|never) (?:yet )?(?:been |be )?(?:weigh\w*|"
    r"measur\w* (?:or weigh\w*|(?:her|him|the patient)))|"
    r"\b(?:gives?|gave|reports?|reported|states?|stated|estimates?|guess\w*)\b[^.;]{0,20}\b(?:weight|height)\b|"
    r"\bself[- ]?reported\b|"
    r"\b(?:weight|height)\b[^.;]{0,25}\b(?:per (?:the )?patient|over the phone|by phone|self[- ]?reported|"
    r"as reported|stated by|estimated|"
    r"not measured)\b"
)
"""What the patient says and nobody measured."""


@dataclass(frozen=True)
class Index:
    """A computed body mass index."""

    value: float
    """In kg/m2, not rounded."""
    cited: tuple[Citation, ...]
    """Where weight and height stand."""


@dataclass(frozen=True)
class Computed:
    """What weights and heights come to."""

    found: tuple[Index, ...] = ()
    missing: tuple[tuple[Citation, str], ...] = ()
    """A weight without a height, or the other way round, and why nothing can be computed."""


def compute(record: Record) -> Computed:
    """The index from the latest weight and the latest height; none where one of them is missing or uncertain."""
    weights = _sure(record, [*values.find(record, "body_weight"), *_by_unit(record, "body_weight")])
    heights = _sure(record, [*values.find(record, "body_height"), *_by_unit(record, "body_height")])
    if not weights or not heights:
        one, other = ("weight", "height") if weights else ("height", "weight")
        return Computed(
            missing=tuple((m.said.cite(), f"the {one} is given without a {other}") for m in weights or heights)
        )
    day = max(map(_day, weights))
    last = [m for m in weights if _day(m) == day]
    tall = heights[-1]
    found = []
    for weight in last:
        if weight.quantity.least != weight.quantity.most or tall.quantity.least != tall.quantity.most:
            continue
        value = weight.quantity.least / (tall.quantity.least / 100) ** 2
        found.append(Index(value, tuple(dict.fromkeys((weight.said.cite(), tall.said.cite())))))
    return Computed(tuple(found))


def _day(m: Measurement) -> dt.date:
    """The day on which a weight was taken."""
    return m.when[1] if m.when else m.said.written or dt.date.min


def _sure(record: Record, found: Sequence[Measurement]) -> list[Measurement]:
    """Those that count for this patient today."""
    return [
        m
        for m in found
        if not m.former
        and not m.stands.negated
        and record.objection(m.said, m.stands) is None
        and not m.said.secondhand()
        and not _UNWEIGHED.search(m.said.document.text.lower())
    ]


def _weighs(text: str) -> bool:
    return bool(_WEIGHS.search(spelt.digits(text.lower()).text))


def _asked(said: Said, start: int) -> bool:
    """Whether a name stands in a bracket that only quotes what is asked for."""
    at = start - said.statement.clause.start
    return any(a <= at < b for a, b in figures.asked(said.low))


def _by_unit(record: Record, measure: str) -> list[Measurement]:
    """Values whose unit alone tells what they are, in a sentence that gives weight and height side by side."""
    found: list[Measurement] = []
    if not any(_weighs(document.text) for document in record.documents):
        return found
    for said in record.said:
        if not _weighs(said.low):
            continue
        names = {h.name for h in score_names.named(said, record) if not _asked(said, h.start)}
        if measure in names or ("bmi" in names and not names & {"body_weight", "body_height"}):
            continue
        written = measurements.quantities(said.statement.clause.line)
        units = {q.unit for q in written}
        if not units & {"kg", "lb"} or not units & {"cm", "m", "in"}:
            continue
        wanted = {"kg", "lb"} if measure == "body_weight" else {"cm", "m", "in"}
        for q in written:
            converted = figures.convert(q, measure) if q.unit in wanted else None
            if converted:
                whole, whens = assertion.at(said.statement.cues, 0, 1), said.statement.whens()
                day = (whens[0].earliest, whens[0].latest) if len(whens) == 1 else None
                found.append(Measurement(said, measure, converted, whole, day, False, False, (0, 0)))
    return found
