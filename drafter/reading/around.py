"""Around: the statements around a value that tell how it was measured: beside it, above its rows, or for all values."""

from __future__ import annotations

import re

from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_TEST = Pattern(
    r"\b(?:6 ?mwt|(?:six|6)[- ]min\w* walk|walk(?:ing)? (?:test|study|oximetry)|exercise (?:test|oximetry)|"
    r"hall(?:way)? walk|overnight|nocturnal|sleep (?:study|oximetry|recording)|oximetry|abg|blood gas|"
    r"(?:at )?rest(?:ing)?|room air|on \d l)\b"
)
"""A line that heads the rows of a test, by its name or by how it was made."""
_ITS_VALUE = re.compile(r"\b(?:spo2|sao2|pao2|sats?|saturation)\b\W{0,6}\d|(?<![\d.])[5-9]\d ?%")
"""A row with a value of its own."""
_THROUGHOUT = Pattern(
    r"\b(?:room air|ra|ambient air)\b[^.;]{0,15}\b(?:throughout|for all|all values)\b|"
    r"\b(?:all|every) (?:values?|readings?|measurements?|saturations?|sats|figures|numbers|tests?)\b[^.;]{0,25}"
    r"\b(?:room air|ra|ambient air)\b"
)
"""That all values of a record were measured on room air."""
_ROWS = 8
"""Statements above a row among which its heading is looked for."""
_LONGEST = 80
"""Code points of a line that can be a heading or a row."""


def of(record: Record, measured: Measurement) -> list[Said]:
    """The statements that may tell how a value was measured, the nearest first."""
    said = measured.said
    near = [*record.following(said)[:1], *record.preceding(said)[:1]]
    same = [s for s in near if s.written == said.written]
    beside = [s for s in same if not any(c.isdigit() for c in s.low) or _introduces(s, said)]
    every = [s for s in record.having(_THROUGHOUT) if s.document is said.document]
    return [*beside, *_heading(record, said), *every]


def _introduces(before: Said, said: Said) -> bool:
    """Whether a statement only introduces the one behind it: "ABG 11/12, seated, on room air:"."""
    return before.number < said.number and before.low.rstrip().endswith(":")


def _heading(record: Record, said: Said) -> list[Said]:
    """The line that heads the rows in which a value stands, one to a line."""
    text, below = said.document.text, said
    for above in record.above(said, _ROWS):
        start, end = above.statement.clause.start, below.statement.clause.start
        between = text[above.statement.clause.end : end]
        if "\n" not in between or "\n\n" in between.replace(" ", "") or len(above.low) > _LONGEST:
            return []
        if _TEST.search(above.low):
            own = _ITS_VALUE.search(above.low) is not None or above.low.rstrip().endswith(".")
            return [] if own or (start and text[:start].rstrip(" \t*•>-")[-1:] not in ("", "\n")) else [above]
        below = above
    return []
