"""Around: the statements around a value that tell how it was measured: beside it, above its rows, or for all values."""

from __future__ import annotations

import re

from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_TEST = Pattern(
    r"\b(?:6 ?mwt|(?:six|6)[- ]min\w* walk|walk(?:ing)? (?:test|study|oximetry)|exercise (?:test|oximetry)|"
    r"hall(?:way)? walk|walk|ono|overnight|nocturnal|sleep (?:study|oximetry|recording)|oximetry|abg|blood gas|"
    r"(?:at )?rest(?:ing)?|seated|recliner|room air|on \d l)\b"
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
    return [*beside, *_heading(record, said), *_opening(record, said), *every]


def _introduces(before: Said, said: Said) -> bool:
    """Whether a statement only introduces the one behind it: "ABG 11/12, seated, on room air:"."""
    return before.number < said.number and before.low.rstrip().endswith(":")


_AIR = Pattern(
    r"\b(?:room air|ra|on air|no (?:oxygen|o2)|(?:off|without) (?:oxygen|o2)|(?:on|with) \d(?:\.\d)? ?l\w*)\b"
)
"""How a value was measured, said beside it."""
_RECOVERED = Pattern(
    r"\b(?:back on|put (?:back )?on|placed (?:back )?on|put .{1,12} back on|returned to|after|recover\w*|sat down)\b"
)
"""Of a value taken when the test was over."""
_BEFORE = 3
"""Statements before a value among which the one that opens its test is looked for."""


def _opening(record: Record, said: Said) -> list[Said]:
    """The sentence that opens the test of which a value is told behind it on the same line: "Overnight oximetry 11/9,
    no O2. 7 h of signal. Low 77". One with a value of its own opens it for a value that has an air of its own."""
    text, later = said.document.text, said
    for above in record.preceding(said)[:_BEFORE]:
        between = text[above.statement.clause.end : later.statement.clause.start]
        if above.document is not said.document or "\n\n" in between.replace(" ", ""):
            return []
        if _TEST.search(above.low):
            own = _ITS_VALUE.search(above.low) is not None
            passes = not own or (_AIR.search(said.low) is not None and not said.search(_RECOVERED))
            return [above] if passes else []
        later = above
    return []


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
