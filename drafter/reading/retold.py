"""Who tells what a study shows: the radiologist, or the patient; "the leg that she complains of" is no telling."""

from __future__ import annotations

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_READER = Pattern(
    r"\b(?:radiolog\w+|neuroradiolog\w+|(?:the|second|first) reader|"
    r"(?:the|its|their) (?:\w+ )?(?:report|impression|addendum))\b(?: \w+){0,2}? "
    r"(?:says?|said|stat(?:es|ed)|tells?|told (?:me|us)|reports?|reported|writes?|wrote|finds?|found|describes?|"
    r"described|called|telephoned|rang|phoned|dictat\w+|reads?|notes?|noted|adds?|added|concludes?|concluded)\b"
)
"""Who read the study tells what it shows."""
_REMARK = Pattern(
    r"\b(?:which|that|this|and|it|as) (?:\w+ ){0,2}?"
    r"(?:fits?|explains?|match(?:es)?|accounts?|corresponds?|agrees?|tall(?:y|ies))\b[^.;]*\W*$|"
    r"\b(?:that|which|of which|where) (?:he|she|they) (?:\w+ )?(?:complains?|describes?|reports?|feels|has)\b[^.;,]*"
)
"""What the writer adds on the complaint."""
_TELLING = Pattern(
    r"\b(?:says?|said|tells?|told|stat(?:es|ed)|reports?|reported|according|claims?|recalls?|believes?|thinks?|thought|"
    r"understood|understands|per|complain\w*|describes?|remembers?|mentions?|denies)\b"
)
_SHE_SAID = Pattern(r", (?:s?he|they) (?:said|says|added)\b")

_LAY = Pattern(
    r"\b(?:chiropractor|chiro|therapist|physio|trainer|naturopath|acupuncturist|masseuse|employer|adjuster|attorney|"
    r"lawyer|friend|nurse|front desk|scheduler)\b[^.;]{0,20}\b(?:says?|said|tells?|told|thinks?|reports?|reported|"
    r"claims?|states?|stated|heard)\b"
)
"""One who did not read the study tells what it shows."""


def by_another(said: Said) -> bool:
    """Whether one who is no reader of studies tells what it shows."""
    return said.search(_LAY) is not None and said.search(_READER) is None


def by_reader(record: Record, said: Said) -> bool:
    """Whether it is the reader of the study who tells, or nobody: what the patient "complains of" is only beside it."""
    rest = _REMARK.sub(lambda m: " " * len(m[0]), said.low)
    telling = _TELLING.search(rest)
    if telling is None:
        return True
    if (match := said.search(_READER)) and match.start() <= telling.start():
        return True
    before = next(iter(record.preceding(said)), None)
    return before is not None and bool(before.search(_READER) and said.search(_SHE_SAID))
