"""Earlier sessions whose own record is in the file, and what later notes say of their number."""

from __future__ import annotations

import datetime as dt

import pytest
from test_reading import MET, NOT_MET, OPEN, THREE, case, read

from drafter.domain import Case, Note

SPACED = {"id": "X13", "kind": "frequency", "apart": {"value": 84, "unit": "days"}}


def note(date: str, text: str, kind: str = "progress note") -> Note:
    return Note(date=dt.date.fromisoformat(date), kind=kind, text=text)


def settled(record: Case) -> tuple[str, str]:
    """The reading of at most three in twelve months, and of twelve weeks between two."""
    counted, apart = read(record, THREE, SPACED).findings
    return counted.status, apart.status


GIVEN = note("2026-08-25", "Trigger point injections, left trapezius, first set. Well tolerated.", "procedure note")


@pytest.mark.parametrize(
    ("later", "counted", "apart"),
    [
        ("The August set is the only one so far. Trigger points again. Second set planned.", MET, MET),
        ("The injection of August 25 remains the only one she has had.", MET, MET),
        ("Trigger points again. Plan: trigger point injections.", OPEN, MET),
        ("The only set this year. Plan: trigger point injections.", OPEN, MET),
    ],
)
def test_a_procedure_note_is_a_session_on_its_day(later: str, counted: str, apart: str) -> None:
    record = case(None, notes=(GIVEN, note("2026-11-18", later)))
    assert settled(record) == (counted, apart)


def test_every_procedure_note_counts_also_one_that_names_only_the_set() -> None:
    sets = [("2026-02-03", "First set of trigger point injections."), ("2026-05-05", "Second set, same two muscles."),
            ("2026-10-06", "Third set, both trapezius muscles.")]  # fmt: skip
    record = case(None, notes=tuple(note(day, text, "procedure note") for day, text in sets))
    assert settled(record) == (NOT_MET, NOT_MET)


@pytest.mark.parametrize(
    "text",
    [
        "Trigger point injections were not performed, the patient felt faint.",
        "Planned: trigger point injections. Cancelled by the patient on arrival.",
        "Epidural steroid injection L5-S1 under fluoroscopy.",
        "Her sister had trigger point injections here last year.",
    ],
)
def test_what_was_called_off_or_was_another_procedure_is_no_session(text: str) -> None:
    record = case(None, notes=(note("2026-10-06", text, "procedure note"),))
    assert read(record, SPACED).past.events == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Two sets of trigger point injections with us, on 16 April and 6 August 2026, and none elsewhere.", MET),
        ("Two sets of trigger point injections with us, on 16 April and 6 August 2026.", OPEN),
    ],
)  # fmt: skip
def test_none_elsewhere_closes_what_was_given_here(text: str, counted: str) -> None:
    assert settled(case(text))[0] == counted
