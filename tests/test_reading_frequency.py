"""How often: sessions counted, numbered and dated, by procedure, region, side and place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from test_reading import MET, NOT_MET, OPEN, TPI, case, finding, read, status

from drafter.domain import Event, Schedule, ServiceLine

THREE = {"id": "X1", "kind": "frequency", "of": ["trigger_point_injection"], "most": 3, "window_months": 12}
SPACED = {
    "id": "X1",
    "kind": "frequency",
    "of": ["trigger_point_injection"],
    "apart": {"value": 7, "unit": "days"},
}
ONB = {"id": "X1", "kind": "frequency", "of": ["occipital_nerve_block"], "apart": {"value": 84, "unit": "days"}}


def capped(procedure: str, most: int, per_region: bool = True) -> dict[str, Any]:
    """At most so many sessions in twelve months, region by region."""
    limit = {"most": most, "window_months": 12, "per_region": per_region}
    return {"id": "X1", "kind": "frequency", "of": [procedure], **limit}


ESI, RFA = capped("epidural_injection", 4), capped("facet_ablation", 2)
MBB, SIJ = capped("facet_injection", 4), capped("sacroiliac_injection", 4, per_region=False)

THREE_ROWS = [
    ("Two TPI sessions so far this year: 2/10/26 and 6/15/26.", MET),
    ("Has had 4 TPI sessions in the past 12 months.", NOT_MET),
    ("3 TPI visits this year already.", NOT_MET),
    ("Had a few TPIs this year.", OPEN),
    ("Several trigger point injections in the past.", OPEN),
    ("Had 4 TPI sessions over the years.", OPEN),
    ("1 TPI session in the last 12 months.", MET),
    ("1 TPI session in the last 3 months.", OPEN),
    ("It is two years since her last TPI.", MET),
    ("3 TPIs in the last 6 months.", NOT_MET),
    ("TPI claims: 1/5/2026 paid, 3/9/2026 denied, 8/2/2026 paid.", MET),
    ("TPI 1/14/26, 5/20/26 (cancelled), 9/2/26.", MET),
    ("TPI sessions: 3/3/2026, 7/7/2026; 10/1/2026 was rescheduled and never done.", MET),
    ("- 2026-01-20 TPI\n- 2026-04-15 TPI\n- 2026-08-30 TPI", NOT_MET),
    ("She is TPI-naive.", MET),
    ("This is her first ever trigger point injection.", MET),
    ("First TPI with us.", OPEN),
    ("No TPI on file.", OPEN),
    ("Requesting TPI weekly x 6.", NOT_MET),
    ("Requesting 2 TPI sessions 6 weeks apart; no prior TPI.", MET),
    ("Requests 6 TPI sessions over the next 6 months.", NOT_MET),
    ("TPI every 4 weeks for 12 months requested.", NOT_MET),
    ("TPI as needed requested.", OPEN),
    ("4th TPI this year requested.", NOT_MET),
    ("Third TPI in 12 months requested.", MET),
    ("Her mother had 4 TPIs this year.", OPEN),
    ("Got some injections in the neck last spring.", OPEN),
    ("Records from Dr. Hall's clinic, where she had injections, are awaited.", OPEN),
    ("TPI monthly since January.", NOT_MET),
    ("TPI 11/1/26 by another practice and 2/1/26, 5/1/26 by us.", OPEN),
    ("Last TPI was in 2024, none since.", MET),
    ("Last TPI 5/2/2026.", OPEN),
    ("Only one TPI, on 5/2/2026.", MET),
    ("Claims show TPI on 12/15/2025, 2/20/2026, 6/1/2026.", NOT_MET),
    ("Claims show TPI on 11/15/2025, 2/20/2026, 6/1/2026.", MET),
    ("Claims run for the past 24 months show no trigger point injections.", MET),
    ("Claims for the past 3 months show no trigger point injections.", OPEN),
    ("Retrospective: DOS 4/15/26. Prior TPI 5/20/25, 9/3/25, 1/8/26.", NOT_MET),
    ("Retrospective, date of service 4/15/26; TPI 3/1/25, 9/3/25, 1/8/26.", MET),
    ("Limit changed from 4 to 3 on 7/1/2026; TPI 1/5/26, 3/3/26, 5/5/26.", OPEN),
    ("TPI dates of service: 2/3/26, 6/9/26.", MET),
    ("TPI dates of service: 1/6/26, 4/7/26, 7/14/26.", NOT_MET),
    ("20553 billed 1/6/26 and 4/7/26, no others.", MET),
    ("20553 paid 1/6/26, 4/7/26 and 7/14/26.", NOT_MET),
    ("Duplicate claim: TPI 4/7/26 billed twice, TPI 7/14/26.", MET),
    ("TPI in the past, dates unknown.", OPEN),
    ("TPI once in March 2026 and once in July 2026.", MET),
    ("TPI in January, April and July 2026.", NOT_MET),
    ("Trigger point injections were done 12/10/25, 3/10/26 and 6/10/26.", NOT_MET),
    ("Trigger point injections were done 11/10/25, 3/10/26 and 6/10/26.", MET),
    ("Botox 1/6/26, 4/7/26, 7/14/26; no TPI ever.", MET),
    ("Botox 1/6/26, 4/7/26, 7/14/26.", OPEN),
    ("One prior TPI, 5/5/26.", MET),
    ("TPI 5/5/26; has had no other.", MET),
    ("TPI with good relief before.", OPEN),
    ("Fourth TPI of the year is requested.", NOT_MET),
    ("Second TPI of the year is requested.", MET),
    ("Series of 6 weekly TPI sessions planned.", NOT_MET),
    ("Series of 3 TPI sessions requested q4 weeks.", OPEN),
    ("TPI whenever she needs it.", OPEN),
    ("TPI count: see claims.", OPEN),
    ("Patient unsure how many TPIs she has had.", OPEN),
    ("Possibly 3 TPIs this year.", OPEN),
    ("Claims: 4 TPI sessions in the last 12 months.", NOT_MET),
    ("Claims: 2 TPI sessions in the last 12 months.", MET),
    ("She says one, claims list 4 TPI sessions in the last 12 months.", NOT_MET),
    ("Already performed 5/4/26 (retro). Prior TPI 6/1/25, 9/1/25, 2/2/26.", NOT_MET),
    ("Already performed 5/4/26 (retro). Prior TPI 4/1/25, 9/1/25, 2/2/26.", MET),
    ("3 muscles injected on 2/2/26, 4 muscles on 6/1/26, TPI both.", MET),
    ("TPI at an outside clinic 11/2/26, 8/2/26 and 5/2/26, not ours.", OPEN),
    ("Denies any previous trigger point injections.", MET),
    ("Records of prior TPI requested.", OPEN),
    ("Injected at the gym clinic twice.", OPEN),
]
ONB_ROWS = [
    ("ONB every 6 weeks.", NOT_MET),
    ("ONB every 12 weeks x 3.", MET),
    ("GON block quarterly.", MET),
    ("GONB biweekly.", NOT_MET),
    ("ONB prn.", OPEN),
    ("Last ONB 6/1/26, next 12/1/26.", MET),
    ("Last GON block was 11/3/2026.", NOT_MET),
    ("Last GON block was 8/3/2026.", MET),
    ("Last occipital nerve block a few months ago.", OPEN),
    ("ONB repeated when needed.", OPEN),
    ("Right ONB 10/20/26; left ONB planned 12/1.", OPEN),
    ("First occipital nerve block.", MET),
    ("ONB given 3 weeks ago.", NOT_MET),
    ("ONB once a month.", NOT_MET),
    ("ONB every 90 days.", MET),
    ("ONB every 10 weeks.", NOT_MET),
    ("Repeat ONB; last block 10/6/26.", NOT_MET),
    ("Repeat ONB; last block 7/6/26.", MET),
    ("Repeat ONB; last block in September.", OPEN),
    ("ONB every 8-12 weeks.", OPEN),
    ("ONB at intervals to be determined.", OPEN),
    ("ONB 3/2/26 and 6/1/26, next 12/1/26.", MET),
    ("ONB in the ER on 11/20/26.", OPEN),
]
ESI_ROWS = [
    ("ESI: 4 lumbar sessions in the past year, another lumbar requested.", NOT_MET),
    ("Lumbar ESI 1/5/26, 3/2/26, 5/4/26, 8/3/26; lumbar requested.", NOT_MET),
    ("Lumbar ESI 1/5/26, 3/2/26; cervical ESI 5/4/26, 8/3/26; lumbar requested.", MET),
    ("4 ESIs in the past year, 2 regions not stated, lumbar requested.", OPEN),
    ("ESI: lumbar 1/5/26, 4/6/26, 7/6/26 and 10/5/26; fifth lumbar requested.", NOT_MET),
    ("ESI: lumbar 1/5/26, 4/6/26 and cervical 7/6/26; third lumbar requested.", MET),
    ("4 lumbar ESIs this year, another lumbar ESI requested.", NOT_MET),
    ("2 lumbar ESIs in the last 12 months; third lumbar ESI requested.", MET),
    ("ESI series in the past.", OPEN),
]
RFA_ROWS = [
    ("RFA: 2 cervical sessions in the last 12 months, third cervical asked.", NOT_MET),
    ("RFA: 1 cervical session in the last 12 months, second cervical asked.", MET),
    ("RFA 1/5/2024 and 2/5/2025, both lumbar; lumbar RFA requested.", MET),
    ("Lumbar RFA 2/2/26 and 8/3/26, lumbar RFA requested again.", NOT_MET),
    ("Lumbar RFA 2/2/26, lumbar RFA requested again; no other RFA.", MET),
    ("Lumbar RFA 2/2/25 and 8/3/25, repeat lumbar RFA requested.", MET),
]
MBB_ROWS = [
    ("MBB: 4 lumbar sessions in 12 months, fifth lumbar requested.", NOT_MET),
    ("MBB: 1 lumbar session in 12 months, second lumbar requested.", MET),
    ("MBB: 2 cervical sessions in the past 12 months, third cervical requested.", MET),
]
SIJ_ROWS = [
    ("SI injection: 2 in the past 12 months, third requested.", MET),
    ("SI joint injections: 4 in the past 12 months, fifth requested.", NOT_MET),
    ("SIJ injections several times.", OPEN),
    ("SIJ injection 1/5/26, 4/6/26, 7/6/26, 10/5/26.", NOT_MET),
    ("SIJ injection 1/5/26, 4/6/26.", MET),
]
THREE_ROWS += [
    ("TPI 2/5/26, 6/11/26 and 10/2/26 (she no-showed the last).", MET),
    ("Hip injections Jan, Apr, Jul and Oct 2026; no TPI at any time.", MET),
    ("2 TPI visits in the last year (1/27/26, 6/23/26) per claims report of 11/19.", MET),
    ("TPI on 10/15/2025 and none since.", MET),
    ("TPI in 2023 only.", MET),
    ("Three TPI claims, 2/4, 5/6 and 9/9/26; the 9/9 claim was reversed.", MET),
    ("She has had TPI twice in the past 12 months.", MET),
    ("Patient counts four TPI sessions since spring, the chart shows two; claims not checked.", OPEN),
    ("Shots in the shoulder 9/2026, 5/2026 and 2/2026, not clear whether TPI or joint.", OPEN),
]
ONB_ROWS += [("The GON block was done five weeks ago.", NOT_MET)]
RFA_ROWS += [("Lumbar RFA in 2/26 and again in 6/26.", NOT_MET)]
SPACED_ROWS = [
    ("TPI 11/27/2026, planned again 12/1, spacing 7 days.", NOT_MET),
    ("TPI 11/20/2026, planned again 12/1, spacing 7 days.", MET),
]


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        (criterion, text, expected)
        for criterion, rows in (
            (THREE, THREE_ROWS),
            (SPACED, SPACED_ROWS),
            (ONB, ONB_ROWS),
            (ESI, ESI_ROWS),
            (RFA, RFA_ROWS),
            (MBB, MBB_ROWS),
            (SIJ, SIJ_ROWS),
        )
        for text, expected in rows
    ],
)
def test_how_often(criterion: dict[str, Any], text: str, expected: str) -> None:
    assert status(text, criterion) == expected


def test_a_series_asked_for_in_words_leaves_what_fits() -> None:
    found = finding("Requesting 5 TPI sessions, 8 weeks apart. No prior TPI.", THREE)
    assert (found.status, found.allows) == (NOT_MET, 3)


def test_a_session_that_claims_and_notes_both_tell_is_one() -> None:
    gone = tuple(Event(code="20553", date=dt.date(2026, month, 10)) for month in (2, 6))
    told = case("TPI on 2/10/2026 and 6/10/2026.", history=gone, history_complete=True)
    found = read(told, THREE)
    assert found.past
    assert len(found.past.events) == 2
    assert found.findings[0].status == MET


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ({"date": "2026-10-10"}, "some"),
        ({"date": "2026-10-10", "description": "TPI, cancelled by the office"}, "none"),
        ({"date": "2026-10-10", "description": "TPI claim reversed"}, "none"),
        ({"date": "2026-12-01"}, "none"),  # the very session asked for
        ({"date": "2026-12-20"}, "none"),
    ],
)
def test_claims_of_sessions_that_were_not_given_before_are_none(claim: dict[str, str], state: str) -> None:
    history = (Event.model_validate({"code": "20553", **claim}),)
    found = read(case("TPI requested.", history=history, history_complete=True), THREE).past
    assert found.state == state
    assert [event.date.isoformat() for event in found.events] == [claim["date"]] * (state == "some")


@pytest.mark.parametrize(("first", "expected", "before"), [("2025-12-02", NOT_MET, 3), ("2025-12-01", MET, 2)])
def test_a_window_is_of_calendar_months(first: str, expected: str, before: int) -> None:
    days = (dt.date.fromisoformat(first), dt.date(2026, 3, 2), dt.date(2026, 6, 1))
    history = tuple(Event(code="20553", date=day) for day in days)
    found = read(case("TPI requested.", history=history, history_complete=True), THREE).findings[0]
    assert found.status == expected
    assert [v.value for v in found.values if v.name.startswith("earlier")] == [before]


def test_regions_of_the_claims_history_are_counted_apart() -> None:
    days = [("2026-01-05", "lumbar"), ("2026-03-02", "lumbar"), ("2026-05-04", "cervical"), ("2026-08-03", "cervical")]
    gone = tuple(Event(code="62323", date=dt.date.fromisoformat(day), region=region) for day, region in days)
    asked = case("Lumbar ESI requested.", history=gone, history_complete=True)
    assert read(asked, ESI).findings[0].status == MET
    assert read(asked, ESI | {"per_region": False}).findings[0].status == NOT_MET


@pytest.mark.parametrize(
    "text",
    [
        "Eight sessions of physical therapy in May and June. Trigger point injections are requested.",
        "Physical therapy twice weekly since June. Never had trigger point injections.",
        "Trigger point injections in three muscles, one session on December 1.",
        "Has done all four sessions of pain school; trigger point injections on 12/1.",
        "Naproxen three times a day; five visits with the psychologist this year; TPI requested.",
    ],
)
def test_sessions_of_something_else_are_not_counted(text: str) -> None:
    assert status(text, THREE) != NOT_MET


@pytest.mark.parametrize("criterion", [ESI, RFA, MBB, SIJ])
@pytest.mark.parametrize(
    "text",
    [
        "Trigger point injections on 1/5/26, 4/6/26, 7/6/26 and 10/5/26.",
        "No other block that day.",
        "Sessions 1/5/26, 4/6/26, 7/6/26 and 10/5/26.",
    ],
)
def test_sessions_of_the_service_asked_for_are_not_those_of_another(criterion: dict[str, Any], text: str) -> None:
    assert status(text, criterion) == OPEN


@pytest.mark.parametrize("criterion", [ESI, RFA])
def test_what_is_never_called_a_block_is_none(criterion: dict[str, Any]) -> None:
    assert status("First and only block so far: August 4, 2026.", criterion) == OPEN


def test_a_schedule_of_the_service_asked_for_is_not_that_of_another() -> None:
    every_month = Schedule(written="every 4 weeks x 6", interval_days=28, sessions=6)
    assert status("Trigger point injections.", RFA, TPI.model_copy(update={"schedule": every_month})) == OPEN


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (
            MET,
            "I count five TPI sessions in the chart overall, of which only two lie within the last 12 "
            "months (2/10/26 and 8/4/26).",
        ),
        (
            OPEN,
            "I count five TPI sessions in the chart overall; which of them lie within the last 12 months I "
            "cannot tell.",
        ),
        (
            MET,
            "Her old clinic did four sets of trigger point injections in 2023. There has been just one "
            "since, on 3 March 2026.",
        ),
        (
            OPEN,
            "Her old clinic did four sets of trigger point injections in 2023. We have done only one since "
            "she came to us.",
        ),
        (NOT_MET, "Claims: TPI paid 1/12/26, 4/3/26 and 9/9/26, none reversed or denied."),
        (MET, "Claims: TPI paid 1/12/26, 4/3/26; 9/9/26 reversed. No others."),
        (OPEN, "No TPI in our claims. Patient new to plan since August."),
        (NOT_MET, "By my count the one planned for December would be her fifth within the year."),
        (MET, "Portal question: how many TPI in the last 12 months? Answer: 2"),
        (
            NOT_MET,
            "Since January she has come in for trigger point injections every second month, most recently in November.",
        ),
        (OPEN, "The nurse counts three trigger point sessions this year; the ledger shows two. Not reconciled."),
        (MET, "Trigger points were last injected in the summer of 2024, and not since."),
    ],
)
def test_only_some_in_the_window(wanted: str, phrase: str) -> None:
    assert status(phrase, THREE) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "TPI never before. This is a single set."),
        (MET, "No trigger point injections before."),
        (OPEN, "TPI in our clinic since she came here. None before April."),
    ],
)
def test_never_before_and_none_before_a_day(wanted: str, phrase: str) -> None:
    assert status(phrase, THREE) == wanted


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (MET, "SCHEDULING SUMMARY, taken by Ana (procedures)   11/20/26\n\nRepeat TPI 12/1/26. Prior TPI this spring."),
        (MET, "TPI 11/20/26, planned again 12/1."),
        (OPEN, "Line 1  20553   1 unit   11/27/2026   trigger point injections"),  # a row of what is asked for
        (NOT_MET, "First TPI 11/27, the second 12/1."),
    ],
)
def test_a_day_of_the_request_itself_is_no_session(wanted: str, text: str) -> None:
    assert status(text, SPACED) == wanted


def test_the_day_that_ends_the_head_of_a_request_is_no_session() -> None:
    text = (
        "SUMMARY, taken by Orrin (procedures)   11/20/26\n\nRepeat GON block 12/1/26. Prior blocks 2/24/26 and 8/18/26."
    )
    assert status(text, ONB, ServiceLine(code="64405", description="greater occipital nerve block")) == MET
