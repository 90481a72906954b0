"""Limits of a session and of a series: other procedures beside, regions, sides, windows and what fits in them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reading import (
    ALONE,
    DX,
    MET,
    NOT_MET,
    ONB,
    OPEN,
    SERVICE,
    SESSION,
    SIDES,
    THREE,
    TPI,
    case,
    every,
    read,
    status,
)

from drafter.domain import Event, Finding, ServiceLine

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


def series(days: int, sessions: int | None, **more: Any) -> ServiceLine:
    return TPI.model_copy(update={"schedule": every(days, sessions), **more})


def gone(*days: str) -> dict[str, Any]:
    events = tuple(Event(code="20553", date=dt.date.fromisoformat(day)) for day in days)
    return {"history": events, "history_complete": True}


@pytest.mark.parametrize(
    ("days", "sessions", "history", "expected", "allows"),
    [
        (120, 4, ["2026-01-15", "2026-03-10"], NOT_MET, 3),
        (125, 4, ["2026-03-10", "2026-04-01"], MET, None),
        (125, 6, [], MET, None),
        (120, 5, [], NOT_MET, 3),
        (30, 4, [], NOT_MET, 3),
        (30, 2, ["2026-05-01", "2026-08-01"], NOT_MET, 1),
    ],
)
def test_every_session_of_a_series_has_its_own_window(
    days: int, sessions: int, history: list[str], expected: str, allows: int | None
) -> None:
    found = read(case("Injections.", series(days, sessions), **gone(*history)), THREE).findings[0]
    assert (found.status, found.allows) == (expected, allows)


def test_a_limit_that_a_later_day_would_keep_is_open_without_a_date_of_service() -> None:
    soon = gone("2025-12-20", "2026-03-01", "2026-07-01")
    assert read(case("Injections.", **soon), THREE).findings[0].status == NOT_MET
    found = read(case("Injections.", service_date=None, **soon), THREE).findings[0]
    assert found.status == OPEN
    assert "date of service" in found.why
    fresh = gone("2026-04-20", "2026-06-01", "2026-07-01")
    assert read(case("Injections.", service_date=None, **fresh), THREE).findings[0].status == NOT_MET


def test_an_interval_without_a_number_of_sessions_keeps_no_limit() -> None:
    found = read(case("Injections.", series(28, None), **gone()), THREE).findings[0]
    assert found.status == OPEN
    assert "how many sessions" in found.why


@settings(max_examples=40)
@given(st.integers(7, 200), st.integers(1, 8), st.lists(st.integers(1, 500), max_size=5, unique=True))
def test_what_is_allowed_fits_and_one_more_does_not(days: int, sessions: int, before: list[int]) -> None:
    history = [(SERVICE - dt.timedelta(days=n)).isoformat() for n in before]

    def asked(n: int) -> Finding:
        return read(case("Injections.", series(days, n), **gone(*history)), THREE).findings[0]

    found = asked(sessions)
    if found.status == NOT_MET:
        assert found.allows is not None
        assert found.allows < sessions
        assert asked(found.allows + 1).status == NOT_MET
        assert found.allows == 0 or asked(found.allows).status == MET
    else:
        assert found.status == MET


@pytest.mark.parametrize(
    ("text", "line", "state"),
    [
        ("It would be the first injection with our group.", TPI, "unknown"),
        ("No prior injections since she came to Oregon.", TPI, "unknown"),
        ("This is the first injection of a series.", TPI, "unknown"),
        ("This is her first medial branch block.", TPI, "unknown"),
        ("Trigger point injections asked for, no prior nerve blocks.", TPI, "unknown"),
        ("Her first block.", TPI, "unknown"),
        ("Her first block.", ONB, "none"),
        ("These are her first injections.", TPI, "none"),
        ("No previous block on the left.", ONB.model_copy(update={"modifiers": ("RT",)}), "unknown"),
    ],
)
def test_a_first_session_is_that_of_the_procedure_asked_for(text: str, line: ServiceLine, state: str) -> None:
    assert read(case(text, line), THREE).past.state == state
