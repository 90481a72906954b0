"""Earlier sessions whose own record is in the file, and what later notes say of their number."""

from __future__ import annotations

import datetime as dt

import pytest
from test_reading import MET, NOT_MET, ONB, OPEN, THREE, TPI, case, read

from drafter.domain import Case, Note, ServiceLine

SPACED = {"id": "X13", "kind": "frequency", "apart": {"value": 21, "unit": "days"}}


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
@pytest.mark.parametrize("kind", ["procedure note", "procedure visit"])
def test_a_procedure_note_is_a_session_on_its_day(later: str, counted: str, apart: str, kind: str) -> None:
    given = GIVEN.model_copy(update={"kind": kind})
    record = case(None, notes=(given, note("2026-11-18", later)))
    assert settled(record) == (counted, apart)


def test_every_procedure_note_counts_also_one_that_names_only_the_set() -> None:
    sets = [("2026-02-03", "First set of trigger point injections."), ("2026-05-05", "Second set, same two muscles."),
            ("2026-11-17", "Third set, both trapezius muscles.")]  # fmt: skip
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


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (ONB, "Prior blocks: none ever, confirmed with pt today."),
        (ONB, "ONB never done before."),
        (ONB, "No injections or nerve blocks in her life."),
        (ONB, 'Any block before? "No, this is her very first."'),
        (TPI, "No TPI in the past, no other injections."),
    ],
)
def test_none_went_before(line: ServiceLine, text: str) -> None:
    assert read(case(text, line), SPACED).past.state == "none"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (ONB, "Call to the pain clinic 11/18, 10:40, re pending L occipital block."),
        (ONB, "TC to the office 11/19 14:05, spoke with the doctor herself about the repeat R occipital block."),
        (ONB, "Before the block she had Pamelor, December 1 2025 to February 15 2026, and PT from January 5, 2026."),
        (ONB, "First block told by the diary: July 7 days, August 8, September 9, October 17."),
        (ONB, "Here for block #3, shooting pain, dozens daily since end of September."),
        (TPI, "The pharmacy sent a new set of syringes on 11/3; two sets of ten shoulder rolls since 10/4."),
    ],
)
def test_days_of_calls_papers_and_other_treatments_are_no_sessions(line: ServiceLine, text: str) -> None:
    assert read(case(text, line), SPACED).past.events == ()


@pytest.mark.parametrize(
    "text",
    [
        "TPI set #3, 12/1. Sets so far: 3/5/26 and 7/9/26, no others.",
        "One set of injections so far, on November 3. Second set asked for December 1.",
        "Set #1 of trigger point injections was done 9/24, the only set ever. Nurse taught him on 10/8.",
        "Back for 2nd TPI. 1st set 8/11/26, L upper trap, the only one she has had.",
    ],
)
def test_sets_are_sessions_of_trigger_point_injections(text: str) -> None:
    assert settled(case(text)) == (MET, MET)


def test_a_name_in_brackets_is_of_the_day_before_it_alone() -> None:
    record = case(
        'Records: 7/22, 8/18 (procedure), 11/12. Dr. H. 11/12: "one block to date." Request: nerve block 12/1.',
        ONB,
    )
    assert [e.date.isoformat() for e in read(record, SPACED).past.events] == ["2026-08-18"]


@pytest.mark.parametrize(
    "text",
    [
        "Second set of trigger point injections, same three muscles, Dec 1.",
        "TPI set #2, same two muscles, 12/1.",
    ],
)
def test_the_number_of_the_one_asked_for_tells_how_many_went_before(text: str) -> None:
    never = {"id": "X12", "kind": "frequency", "most": 4}
    assert read(case(text), never).findings[0].status == MET
