"""Whose note it is: a scribe's signed by the clinician, one pasted on a form, one read out by another."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from phrasings import status

from drafter import corpus, reading
from drafter.domain import Case

_BODY = "Right occipital neuralgia.\nR GON tender, Tinel +. Shock-like stabs of a second, R occiput."
_FORM = ("PA desk, Three Forks (note by S. Bhandari, MD)", "portal form and pasted note", "REQ TYPE: outpt\n\n{}")
_CALL = ("C. Iwu, RN, telehealth", "phone-call log", "11/10 Pt called.\n{}\n11/17 sent.")
_VISIT = ("A. B., scribe", "office visit", "{}")


@cache
def _policy() -> object:
    return next(p for p in corpus.load(corpus.packaged()).policies if p.id == "onb-synthetic")


@pytest.mark.parametrize(
    ("given", "written", "ours"),
    [
        (("T. Nguyen, scribe, for Marisol Quintero, MD", *_VISIT[1:]), _BODY, True),
        (("Scribe for Dr. Quintero", *_VISIT[1:]), _BODY, True),
        (_VISIT, f"{_BODY}\nReviewed and signed: M. Quintero, MD, 11/13/2026", True),
        (_VISIT, _BODY, False),
        (_VISIT, f"{_BODY}\nUnsigned draft", False),
        (("A. B., scribe with J. Lee, PT", *_VISIT[1:]), _BODY, False),
        (_FORM, f">>> 11/09/2026 Bhandari\n{_BODY}\n<<<", True),
        (("Prior auth (notes of Dr. Bhandari)", *_FORM[1:]), f"--- Bhandari, 11/09/26 ---\n{_BODY}", True),
        (_FORM, f">>> 11/09/2026 Marcy\n{_BODY}\n<<<", False),
        (_FORM, f"{_BODY}\n>>> 11/09/2026 Bhandari\nNo show.\n<<<", False),
        (_FORM, f">>> 11/09/2026 Bhandari\nNo show.\n<<<\n{_BODY}", False),
        (("PA desk (note by S. Bhandari, PT)", *_FORM[1:]), f">>> 11/09/2026 Bhandari\n{_BODY}", False),
        (_CALL, f'11/16 Pasting Dr. Lind\'s A/P, signed: "{_BODY}"', True),
        (_CALL, f'From his signed note: "{_BODY}"', True),
        (_CALL, f'Dr. L exam 11/13, copied from her signed note: "{_BODY}"', True),
        (_CALL, f'Dr. L\'s note of 11/12, not yet signed: "{_BODY}"', False),
        (_CALL, f'From the unsigned draft note: "{_BODY}"', False),
        (_CALL, f'Dr. Ruprecht, DC, signed note: "{_BODY}"', False),
        (_CALL, f'From his signed note: "Neuro normal." Pt has {_BODY}', False),
    ],
)
def test_a_diagnosis_counts_where_the_clinician_made_it(given: tuple[str, str, str], written: str, ours: bool) -> None:
    author, kind, around = given
    note = {"date": "2026-11-18", "author": author, "kind": kind, "text": around.format(written)}
    case = Case.model_validate(
        {
            "id": "whose",
            "request_date": "2026-11-20",
            "service_date": "2026-12-01",
            "policy": "onb-synthetic",
            "services": [{"code": "64405", "units": 1, "modifiers": ["RT"], "description": "occipital nerve block"}],
            "notes": [note],
        }
    )
    findings = {f.criterion: f.status for f in reading.read(case, _policy(), 0, today=dt.date(2026, 11, 21)).findings}
    assert findings["S1"] == ("met" if ours else "not_documented")


@pytest.mark.parametrize(
    ("introduced", "met"),
    [
        ("Order: MRI\nThe doctor's words, copied from her 11/10 visit:", True),
        ("Order: MRI\nDr. Halvorsen's note:", True),
        ("Exam copied from the template:", False),
    ],
)
def test_words_that_an_office_passes_on_below_an_order(introduced: str, met: bool) -> None:
    text = f'{introduced} "Low back pain since early June 2026. She has never had back surgery."'
    assert (status("lumbar-mri-acr", "I1", text)[0] == "met") is met
