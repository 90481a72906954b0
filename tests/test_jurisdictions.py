"""The law that a case is under: composed with the stricter winning, to the hour, and never taken as none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import clean_drafts
import pytest
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from drafter import drafting, jurisdictions
from drafter.domain import Case
from drafter.errors import CorpusError
from drafter.jurisdictions import applying, clocks, held
from drafter.jurisdictions.law import Clock

TODAY = dt.date(2026, 11, 20)
NEW_YORK, LOS_ANGELES = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")


def case(**given) -> Case:
    return Case.model_validate({"services": [{"code": "64405"}], **given})


def due(received: str, on: dt.date = TODAY, **given) -> clocks.Due:
    asked = case(received_at=received, **given)
    return clocks.due(asked, applying(asked, on))[0]


def test_every_line_of_business_and_state_is_held_with_its_source():
    ids = {one.id for one in held()}
    assert ids >= {"medicare_advantage", "medicaid_managed_care", "self_funded", "commercial", "exchange", "erisa_aca"}
    assert ids >= {"ca", "tx", "az", "md", "ne", "il", "al", "in", "ga", "ia", "wa", "ma"}
    for one in held():
        assert one.state is None or one.id == one.state.lower()
        for entry in (*one.clocks, *one.notice, *one.appeals, *one.deciders, *one.ai, *one.bars):
            assert entry.cite.strip()


@pytest.mark.parametrize(
    ("given", "received", "moment"),
    [
        # Medicare Advantage: 7 calendar days from 2026, 14 before
        ({"line_of_business": "medicare_advantage", "state": "NY"},
         "2026-11-20T09:30:00-05:00", "2026-11-27T09:30:00-05:00"),
        # expedited: 72 hours, through a weekend
        ({"line_of_business": "medicare_advantage", "state": "NY", "urgency": "expedited"},
         "2026-11-20T09:30:00-05:00", "2026-11-23T09:30:00-05:00"),
        # hours pass through the end of daylight-saving time (1 November 2026): the wall shows an hour less
        ({"line_of_business": "medicare_advantage", "state": "NY", "urgency": "expedited"},
         "2026-10-30T09:30:00-04:00", "2026-11-02T08:30:00-05:00"),
        # days keep the hour on the wall
        ({"line_of_business": "medicare_advantage", "state": "NY"},
         "2026-10-30T09:30:00-04:00", "2026-11-06T09:30:00-05:00"),
        # Massachusetts: 2 business days, over Thanksgiving, before the 15 days of the claims procedure
        ({"line_of_business": "commercial", "state": "MA"}, "2026-11-25T16:00:00-05:00", "2026-11-30T16:00:00-05:00"),
        # California: 5 business days, over the turn of the year; the day is the state's, not the office's
        ({"line_of_business": "commercial", "state": "CA"}, "2026-12-29T02:00:00-05:00", "2027-01-05T23:00:00-08:00"),
        # state law does not reach a self-funded plan
        ({"line_of_business": "self_funded", "state": "CA"}, "2026-12-01T10:00:00-08:00", "2026-12-16T10:00:00-08:00"),
        # retrospective
        ({"line_of_business": "exchange", "state": "OH", "review_type": "retrospective"},
         "2026-12-01T10:00:00-05:00", "2026-12-31T10:00:00-05:00"),
    ],
)  # fmt: skip
def test_the_earliest_clock_counts(given, received, moment):
    assert due(received, **given).moment == dt.datetime.fromisoformat(moment)


def test_a_clock_of_another_year_does_not_run():
    asked = {"line_of_business": "medicare_advantage", "state": "NY"}
    first = due("2025-11-03T09:00:00-05:00", on=dt.date(2025, 11, 3), **asked)
    assert first.clock.days == 14
    assert (first.extended or first.moment) - first.moment == dt.timedelta(days=14)


def test_a_service_with_a_clock_of_its_own():
    asked = case(line_of_business="medicare_advantage", received_at="2026-11-20T09:00:00-05:00", state="NY")
    assert clocks.due(asked, applying(asked, TODAY), item="part_b_drug")[0].clock.hours == 72


def test_an_appeal_has_the_clock_of_an_appeal():
    first = due("2026-11-20T09:00:00-05:00", line_of_business="medicare_advantage", state="NY", review_level="appeal")
    assert (first.clock.level, first.clock.days) == ("reconsideration", 30)


def test_nothing_is_due_without_a_moment_of_receipt():
    asked = case(line_of_business="commercial")
    assert clocks.due(asked, applying(asked, TODAY)) == ()


@tried(
    st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2028, 12, 31)), st.sampled_from(["NY", "CA", "AZ", "HI", None]),
    st.integers(1, 40), st.sampled_from(["hours", "days", "business_days"]),
)  # fmt: skip
@settings(max_examples=60)
def test_clocks_end_after_their_measure(at, state, n, measure):
    zone = clocks.zone_of(state) or dt.timezone(dt.timedelta(hours=-5))
    start = at.replace(tzinfo=zone, fold=0)
    given = {"review": "prospective", "urgency": "standard", "lateness": "x", "cite": "x", "verified": "synthetic"}
    clock = Clock.model_validate({**given, measure: n})
    end = clocks.ends(start, clock, state)
    if measure == "hours":
        assert end.astimezone(dt.UTC) - start.astimezone(dt.UTC) == dt.timedelta(hours=n)
    elif measure == "days":
        assert (end.date() - start.date()).days == n
        assert end.time() == start.time()
    else:
        between = [start.date() + dt.timedelta(days=k) for k in range(1, (end.date() - start.date()).days + 1)]
        assert sum(clocks.is_business_day(day, state) for day in between) == n
        assert clocks.is_business_day(end.date(), state)


def test_the_strictest_decider_comes_first_and_all_hold():
    overlay = applying(case(line_of_business="commercial", state="MA"), TODAY)
    found = overlay.deciders("adverse")
    assert found[0][1].specialty == "same_or_similar"
    assert {law.id for law, _ in found} == {"ma", "ncqa"}


def test_slots_add_up_and_a_reduction_needs_more_than_a_denial():
    overlay = applying(case(line_of_business="commercial", state="NE"), TODAY)
    assert set(overlay.notice("reduced")) - set(overlay.notice("denied")) == {"N11"}
    assert {law.id for law, _ in overlay.notice("denied")["N16"]} == {"ne"}
    assert "N16" not in applying(case(line_of_business="commercial", state="NE"), dt.date(2025, 12, 31)).notice()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "line of business is not known"),
        ({"line_of_business": "medicaid"}, "No law is held for the line of business medicaid"),
        ({"line_of_business": "commercial"}, "state is not known"),
        ({"line_of_business": "commercial", "state": "NY"}, "No law of the state NY is held"),
        ({"line_of_business": "self_funded", "state": "TX"}, "unless a contract takes it over"),
    ],
)
def test_a_law_that_is_not_held_is_said(given, said):
    assert any(said in one for one in applying(case(**given), TODAY).not_held)


@pytest.mark.parametrize(
    ("given", "on", "withheld"),
    [
        ({"state": "TX", "line_of_business": "commercial"}, TODAY, True),
        ({"state": "tx"}, TODAY, True),  # an unknown line of business lets the law reach the case
        ({"state": "TX", "line_of_business": "commercial"}, dt.date(2025, 8, 31), False),
        ({"state": "TX", "line_of_business": "medicare_advantage"}, TODAY, False),
        ({"state": "CA", "line_of_business": "commercial"}, TODAY, False),
        ({}, TODAY, False),
    ],
)
def test_texas_withholds_from_september_2025(given, on, withheld):
    assert bool(applying(case(**given), on).withholds()) is withheld


@pytest.mark.parametrize("name", clean_drafts.names())
def test_a_withheld_line_shows_its_findings_and_nothing_of_what_they_come_to(name):
    of = clean_drafts.draft(name).case
    means = drafting.Judging(corpus=clean_drafts.held(), today=TODAY)
    open_lines = drafting.determine(of, means)
    for line, shown in zip(drafting.determine(of.model_copy(update={"state": "TX"}), means), open_lines, strict=True):
        if shown.outcome is None:
            continue
        assert (line.no_outcome, line.findings) == ("withheld", shown.findings)
        assert (line.outcome, line.blocking, line.certified, line.gaps, line.basis) == (None, (), None, (), None)
        assert "Texas" in line.because


def test_a_file_that_does_not_fit_names_its_line(tmp_path: Path):
    file = tmp_path / "xx.yaml"
    file.write_text("name: X\nstate: XX\nclocks:\n  - {review: prospective, urgency: standard, lateness: x, cite: x, "
                    "verified: read, days: 3, hours: 4}\n")  # fmt: skip
    with pytest.raises(CorpusError, match="exactly one of hours, days and business_days"):
        jurisdictions.load(file)
