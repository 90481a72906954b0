"""Breast cancer of a woman past the listed age whose receptors are known, so that it is in no listed situation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.reading import facts
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text.patterns import Pattern

_YOUNG = 50
"""The age at diagnosis up to which a breast cancer is in a listed situation (CS049, recalled)."""
_AT = re.compile(
    r"\b(?:at|age|aged|@)\s*(?:the )?(?:age )?(?:of )?(?:at )?(?:dx|diagnosis)?\s*[:=]?\s*(?:she was |about |around )?"
    r"(?P<age>\d\d)\b"
    r"(?! ?(?:%|mm|cm|/|lbs?|kg|weeks|months|o'clock|cells))"
)
_FIELD = Pattern(r"^\W*(?:\d{1,2}[.)]\W*)?age (?:at|of) (?:dx|diagnosis|onset of cancer)\W{1,4}(\d\d)\b")
"""A field of the age at the diagnosis, of the one cancer that is told."""
_ELSEWHERE = Pattern(
    r"\b(?:ovar\w+|pancrea\w+|prostat\w+|colon|thyroid|melanoma|lymphoma|uter\w+|endometri\w+) "
    r"(?:ca\b|cancer|carcinoma)"
)
"""A cancer of another place, of which the age may be."""
_WHEN_TOLD = Pattern(
    r"\b(?:breast|cancer|ca|carcinoma|idc|ilc|dcis|diagnos\w+|dx\W?d?|biops\w+|mammogra\w+|mastectomy|"
    r"lumpectomy|lump)\b"
)
"""Words of a statement whose age is that of the diagnosis."""
_OF_ELSE = Pattern(
    r"\b(?:benign|fibroadenoma|cysts?|augmentation|"
    r"menarche|menopaus\w+|first (?:birth|pregnancy|child|period)|live birth|hysterectomy|oophorectomy|"
    r"colonoscopy|"
    r"mother|father|sister|brother|aunt|uncle|cousin|grand\w+|daughter|son|niece|nephew)\b"
)
_POSITIVE = Pattern(
    r"\b(?:er|oestrogen receptor|estrogen receptor|pr|pgr|progesterone receptor|hr|hormone[- ]receptors?|"
    r"her-?2(?:/neu)?)s?(?: ?/ ?(?:pr|her-?2))?\b"
    r"(?:[ :=-]|\b(?:is|was|were|are|both|status|strongly|weakly)\b){0,6}"
    r"(?:\+(?! ?/ ?-)|pos\w*|100 ?%|[1-9]\d ?%|3 ?\+|amplified)|"
    r"\bhormone(?:[- ]receptor)?[- ]?(?:positive|pos\b|\+|sensitive)|\bluminal [ab]\b|\bhormone \+ "
)
"""A receptor that is there, so that the cancer is not triple-negative."""
_NEGATIVE = Pattern(r"\btriple[- ]neg\w*|\btnbc\b")


def shown(record: Record) -> Iterator[Weighed]:
    """That the cancer was found past the age, and has a receptor; nothing where either is not told of the patient."""
    own = [s for s in record.said if _own(record, s)]
    if not any(p.search(s.low) for s in own for p in facts.expressions("breast_cancer")):
        return
    fields = [(int(m[1]), s) for s in own if (m := s.search(_FIELD))]
    if len(fields) == 1 and fields[0][0] <= _YOUNG and not any(s.search(_ELSEWHERE) for s in own):
        yield Weighed("for", fields[0][1].cite(), f"the breast cancer was found at {fields[0][0]}")
    told = [s for s in own if s.search(_WHEN_TOLD) and not s.search(_OF_ELSE)]
    ages = [(int(m["age"]), s) for s in told for m in _AT.finditer(s.low)]
    positive = [s for s in own if s.search(_POSITIVE)]
    if not ages or not positive or any(s.search(_NEGATIVE) for s in own) or min(age for age, _ in ages) <= _YOUNG:
        return
    yield Weighed("against", ages[0][1].cite(), f"the breast cancer was found at {ages[0][0]}")
    yield Weighed("against", positive[0].cite(), "a receptor was found, so that it is not triple-negative")


def _own(record: Record, said: Said) -> bool:
    """Whether a statement tells of the patient."""
    whole = said.statement.cues.whole
    return (
        not (whole.other_person or said.document.late or said.statement.clause.section == "family")
        and record.objection(said, whole, past_counts=True, stale_counts=True) is None
    )
