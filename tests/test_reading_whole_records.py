"""What ordinary records tell across their sentences: visits kept, scores that are no dates, who the patient is."""

from __future__ import annotations

import pytest
from test_reading import MET, NOT_MET, OPEN, case, read

PROGRAMME = {"id": "X1", "kind": "programme", "elements": ["physical_therapy"]}
LASTING = {"id": "X2", "kind": "duration", "lasting": {"value": 3, "unit": "months", "strict": True}}
CARE = {"id": "X3", "kind": "trial", "classes": ["any_conservative"]}
MEDICINE = {"id": "X4", "kind": "trial", "classes": ["any_drug"], "lasting": {"value": 4, "unit": "weeks"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She goes to physical therapy on Tuesdays and has not missed a visit since it began in September.", MET),
        ("PT weekly, never missed one.", MET),
        ("Program: PT every Tuesday (was there 11/17).", MET),
        ("She was sent to physical therapy and missed three visits.", OPEN),
        ("Physical therapy: missed every visit since September.", OPEN),
        ("Program: PT.", OPEN),
    ],
)
def test_visits_that_were_not_missed(text: str, expected: str) -> None:
    assert read(case(text), PROGRAMME).findings[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have treated her for chronic neck pain since 2024. The ache is 6 out of 10.", MET),
        ("I have treated her for hypertension since 2024. Neck pain 6/10.", OPEN),
        ("Chronic neck pain, going on a little over a year now, carries the satchel on the left.", MET),
        ("Neck pain. She goes to physical therapy and has not missed a visit since it began in September.", OPEN),
        ("Right neck pain, been a couple of months now. 5/10. Sits ten hours a day.", OPEN),
        ("I look after a 70-year-old grandmother of nine who has had neck pain for nearly two years.", MET),
        ("A mother of three with neck pain for eight months.", MET),
        ("Her 70-year-old mother has had neck pain for nearly two years.", OPEN),
        ("Seen at 36, father with neck pain for two years.", OPEN),
    ],
)
def test_how_long(text: str, expected: str) -> None:
    assert read(case(text), LASTING).findings[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aleve through the spring, then Robaxin in June. Heating pad.\nNone of it has held the pain for longer than "
         "an hour or two.", MET),
        ("Tried: Celebrex 200 qd, heat, pool walking. No sust. relief w/ any.", MET),
        ("Naproxen 500 bid May-June. Ice, then heat.\nDid it help? Took the edge off the first week, "
         "then nothing.", MET),
        ("Mobic, Skelaxin, hot packs. Did it help? At first not at all, then very well.", OPEN),
        ("He went through ibuprofen, Zanaflex and heat wraps. Reports that not one of those made a dent.", MET),
        ("She took Mobic and hot packs. Not one of these was prescribed by us.", OPEN),
        ("Nabumetone, heat and stretching. Says: \"I hurt today just as I hurt then.\"", MET),
    ],
)  # fmt: skip
def test_results_over_sentences(text: str, expected: str) -> None:
    assert read(case(text), CARE).findings[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He declines any daily medicine and has not taken one for this pain.", NOT_MET),
        ("His brother declines any daily medicine.", OPEN),
        ("Gabapentin 300 tid last year. Now declines any daily medicine.", OPEN),
    ],
)
def test_medicines_declined(text: str, expected: str) -> None:
    assert read(case(text), MEDICINE).findings[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Venlafaxine XR 75, Feb 9 to Apr 6. Exam: tender.\n\nCall: Venlafaxine and PT, what came of them? \"Neither "
         "one changed the shocks.\"", MET),
        ("Would venlafaxine help? No.", OPEN),
        ("Venlafaxine, Feb 9 to Apr 6. Did the block help? No, the shocks did not change.", OPEN),
    ],
)  # fmt: skip
def test_results_that_are_asked_for(text: str, expected: str) -> None:
    assert read(case(text), MEDICINE).findings[0].status == expected
