"""Statements against each other: both are shown, the later one does not silently lose, and neither decides."""

from __future__ import annotations

import datetime as dt

import pytest
from test_reading import FAILED, FOUND, MET, NECK, NOT_MET, OPEN, PROGRAMME, case, read

from drafter.domain import Note

ALL_PARTS = "She attends physical therapy, had patient education, sees a psychologist and takes meloxicam."
EARLY, LATE = dt.date(2026, 9, 1), dt.date(2026, 11, 10)


@pytest.mark.parametrize(
    "text",
    [
        "A comprehensive program including physical therapy, education, counselling and oral medication.",
        "In 2018 she had it all: physical therapy in 2018, education in 2018, counselling in 2018, naproxen in 2018.",
    ],
)
def test_parts_that_are_only_listed_or_long_past_are_open(text: str) -> None:
    assert read(case(text), PROGRAMME).findings[0].status == OPEN


@pytest.mark.parametrize(
    ("early", "late", "expected"),
    [
        (ALL_PARTS, "She does not attend physical therapy.", OPEN),
        ("She does not attend physical therapy.", ALL_PARTS, MET),
        (ALL_PARTS, "She does not take naproxen.", MET),
        (ALL_PARTS, "She declined counselling.", OPEN),
        (
            "Education was given; she takes meloxicam and attends physical therapy.",
            "She declined counselling.",
            NOT_MET,
        ),
    ],
)
def test_a_part_of_a_programme_that_is_denied_later_is_open(early: str, late: str, expected: str) -> None:
    notes = (Note(date=EARLY, text=early), Note(date=LATE, text=late))
    found = read(case(None, notes=notes), PROGRAMME).findings[0]
    assert found.status == expected
    if expected == OPEN:
        assert {miss.cited.place for miss in found.rejected} == {"notes/0", "notes/1"}


FACTS = (NECK, FAILED, FOUND)
TOLD = "Chronic neck pain. Naproxen for two months failed. Trigger points in the trapezius."


@pytest.mark.parametrize(("written", "expected"), [(dt.date(2026, 11, 18), MET), (dt.date(2026, 12, 24), OPEN)])
def test_a_note_dated_after_the_request_and_after_today_counts_for_nothing(written: dt.date, expected: str) -> None:
    found = read(case(None, notes=(Note(date=written, text=TOLD),)), *FACTS).findings
    assert {f.status for f in found} == {expected}
    assert expected == MET or all("after the request" in f.why for f in found[:1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naproxen failed.", MET),
        ("Naproxen from 12/05/2026 to 12/20/2026 failed.", OPEN),
        ("Addendum 12/20/2026: naproxen failed.", OPEN),
        ("Late entry of 12/20/2026: she rests. Naproxen failed.", OPEN),
    ],
)
def test_in_a_retrospective_review_a_later_day_proves_nothing(text: str, expected: str) -> None:
    retro = case(None, notes=(Note(date=dt.date(2026, 11, 18), text=text),), review_type="retrospective")
    assert read(retro, FAILED).findings[0].status == expected
