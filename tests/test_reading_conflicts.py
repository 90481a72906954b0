"""Statements against each other: both are shown, the later one does not silently lose, and neither decides."""

from __future__ import annotations

import datetime as dt

import pytest
from test_reading import MET, NOT_MET, OPEN, PROGRAMME, case, read

from drafter.domain import Note

ALL_PARTS = "She attends physical therapy, had patient education, sees a psychologist and takes meloxicam."
EARLY, LATE = dt.date(2026, 9, 1), dt.date(2026, 11, 10)


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
