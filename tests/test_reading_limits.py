"""Limits of a session and of a series: other procedures beside, regions, sides, windows and what fits in them."""

from __future__ import annotations

import pytest
from test_reading import ALONE, DX, MET, NOT_MET, ONB, OPEN, SERVICE, SESSION, SIDES, case, read, status

NAMED = "Trigger points in the left rhomboid; trigger point injections requested. "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A medial branch block is to follow at the same visit.", NOT_MET),
        ("A lesser occipital nerve block is added during the same session.", NOT_MET),
        ("Chemodenervation takes place simultaneously.", NOT_MET),
        (f"Caudal injection {SERVICE.isoformat()}.", NOT_MET),
        ("Stellate ganglion block on the day of the injections.", NOT_MET),
        ("Caudal injection 12/28/2026.", MET),
        ("An epidural might be done in the same session.", OPEN),
        ("A rhizotomy will be performed.", OPEN),
        ("Also undergoing botox.", OPEN),
        ("A rhizotomy was offered.", MET),
        ("She had a rhizotomy and an epidural in the same session in 2019.", MET),
    ],
)
def test_another_procedure_named_only_in_the_note(words: str, expected: str) -> None:
    assert status(NAMED + words, ALONE) == expected
    assert status(NAMED + words, SESSION) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The left rhomboid and the right piriformis are injected at one visit.", NOT_MET),
        ("Left rhomboid plus right piriformis.", OPEN),
        ("We will inject the rhomboid and the piriformis.", OPEN),
        ("The rhomboid, not the piriformis, will be injected.", MET),
        ("Her son's rhomboid and piriformis are injected at one visit.", MET),
        ("She rested her lower back at home.", MET),
    ],
)
def test_regions_of_one_session(words: str, expected: str) -> None:
    assert status(NAMED + words, SESSION) == expected


@pytest.mark.parametrize(
    ("text", "modifiers", "expected"),
    [
        ("Occipital neuralgia.", ("LT",), OPEN),
        ("Occipital neuralgia.", ("50",), OPEN),
        ("Occipital neuralgia on the right side.", ("50",), OPEN),
        ("Occipital neuralgia on the right side. The left is asymptomatic.", ("50",), NOT_MET),
        ("Occipital neuralgia on the right side, left side spared.", ("LT",), NOT_MET),
        ("Occipital neuralgia. The left side is unremarkable.", (), OPEN),
        ("Occipital neuralgia on the right side, left side spared.", ("RT",), MET),
        ("Occipital neuralgia, both sides tender.", ("50",), MET),
    ],
)
def test_a_side_is_documented_by_the_record_and_denied_by_it(
    text: str, modifiers: tuple[str, ...], expected: str
) -> None:
    line = ONB.model_copy(update={"modifiers": modifiers})
    assert read(case(text, line), DX, SIDES).findings[1].status == expected
