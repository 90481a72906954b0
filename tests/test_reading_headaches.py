"""Days and hours of headache, their fall under treatment, and ages."""

import datetime as dt

import pytest

from drafter import corpus, reading
from drafter.domain import Case, Fall, ResponseCriterion, ScoreCriterion
from drafter.reading import age, fewer, headaches
from drafter.reading.record import Record

TODAY = dt.date(2026, 3, 2)
SHARED = {"text": "as the policy says", "ask": "Please send it.", "verified": "synthetic", "id": "Z1"}


@pytest.fixture(scope="module")
def botox() -> object:
    return next(p for p in corpus.load(corpus.packaged()).policies if p.id == "botox-chronic-migraine")


def record(botox, text, **case):
    return Record(Case(text=text, request_date=TODAY, services=({"code": "64615"},), **case), botox, 0, TODAY)


@pytest.mark.parametrize(
    ("measure", "least", "text", "status"),
    [
        ("headache_days", 15, "22 headache days per month, 12 of them with migraine features.", "met"),
        ("migraine_days", 8, "22 headache days per month, 12 of them with migraine features.", "met"),
        ("headache_days", 15, "Her diary shows 11 headache days per month and 9 migraine days per month.", "not_met"),
        ("migraine_days", 8, "Her diary shows 11 headache days per month and 9 migraine days per month.", "met"),
        ("headache_days", 15, "She has headache on 25 days a month, of which 10 are migraines.", "met"),
        ("migraine_days", 8, "She has headache on 25 days a month, of which 10 are migraines.", "met"),
        ("headache_days", 15, "Monthly headache days: 18.", "met"),
        ("headache_days", 15, "Headaches 12-20 days a month.", "not_documented"),
        ("headache_days", 15, "Daily headaches since spring.", "met"),
        ("headache_days", 15, "The policy requires 15 headache days per month.", "not_documented"),
        ("headache_days", 15, "Her mother has 20 headache days per month.", "not_documented"),
        ("headache_days", 15, "Chronic migraine.", "not_documented"),
        ("migraine_days", 8, "22 headache days per month.", "not_documented"),
        ("headache_hours", 4, "Untreated headaches last 8 to 12 hours.", "met"),
        ("headache_hours", 4, "Each attack lasts 2 hours.", "not_met"),
        ("headache_hours", 4, "Headaches last all day.", "met"),
        ("headache_hours", 4, "The triptan works within 2 hours.", "not_documented"),
        ("headache_hours", 4, "Left alone a headache runs its course, she says 7 to 9 hours.", "met"),
        ("headache_hours", 4, "Untreated attack = 6 h minimum.", "met"),
        ("headache_hours", 4, "If she takes nothing it goes on 8-10 hrs.", "met"),
        ("headache_hours", 4, "Attacks go on for two days at a time.", "met"),
        ("headache_hours", 4, "With rizatriptan the headache is gone in 2 hours.", "not_documented"),
        ("headache_hours", 4, "She works 8 hours a day and sleeps 6 hours.", "not_documented"),
        ("headache_hours", 4, "Untreated headaches are over in 2 hours.", "not_met"),
        ("headache_days", 15, "HA log: Aug 18 days, Sept 20, Oct 19.", "met"),
        ("migraine_days", 8, "HA log: Aug 18 days, Sept 20, Oct 19; migrainous on 10, 11 and 10 of them.", "met"),
        ("migraine_days", 8, "Migraine days: 7, 9 and 8.", "not_documented"),
        ("migraine_days", 8, "Her sister counts migraine days: 9, 9 and 8.", "not_documented"),
        ("headache_days", 15, "           Aug  Sep  Oct\nHA days     19   20   18\nmigraine days 9  10  11\n", "met"),
        ("migraine_days", 8, "           Aug  Sep  Oct\nHA days     19   20   18\nmigraine days 9  10  11\n", "met"),
        ("headache_days", 15, "Month | HA days | Migraine days\nAug | 12 | 6\nSep | 13 | 7\n", "not_met"),
        ("headache_days", 15, "Never fewer than 17 headache days a month.", "met"),
        ("migraine_days", 8, "20 headache days; on 9 of those 20 there was throbbing with nausea.", "met"),
        ("headache_days", 15, "Headache frequency 25/30 days.", "met"),
        ("headache_days", 15, "Headaches about 5 days a week.", "met"),
        ("headache_days", 15, "Headaches 3 days a week.", "not_met"),
        ("migraine_days", 8, "Headaches 5 days a week; three of the five are full migraines.", "met"),
        ("headache_days", 15, "Head pain on 5 of 7 days, three of them with vomiting.", "met"),
        ("migraine_days", 8, "Head pain on 5 of 7 days, three of them with vomiting.", "met"),
        ("headache_days", 15, "HA frequency: 24/mo. Migraine frequency: 15/mo.", "met"),
        ("migraine_days", 8, "HA frequency: 24/mo. Migraine frequency: 15/mo.", "met"),
        ("headache_days", 15, "How many headache days per month? 20\nHow many of these are migraine days? 11", "met"),
        ("migraine_days", 8, "How many headache days per month? 20\nHow many of these are migraine days? 11", "met"),
        ("migraine_days", 8, "22 headache days per month, migraine features on 13 of them.", "met"),
        (
            "migraine_days",
            8,
            "Calendar: August 17 headache days/10 migraine days, September 19/11, October 18/9.",
            "met",
        ),
        ("headache_days", 15, "Month | HA days | Triptan days\nAug | 12 | 16\nSep | 13 | 17\n", "not_met"),
        ("migraine_days", 8, "Losing 9 days a month to migraine; no month below 8.", "met"),
        ("headache_hours", 4, "How long does a headache last without treatment? 6 to 8 hours", "met"),
        ("headache_hours", 4, "How long until a triptan works on the headache? 5 hours", "not_documented"),
        ("headache_hours", 4, "Without medicine the headaches are gone in an hour or two.", "not_met"),
        ("headache_hours", 4, "Untreated duration: 90 minutes.", "not_met"),
        ("headache_hours", 4, "When he cannot treat it the headache is over after 9 hours.", "met"),
    ],
)
def test_counts_of_a_month_and_a_day(botox, measure, least, text, status):
    criterion = ScoreCriterion.model_validate({**SHARED, "kind": "score", "measure": measure, "least": least})
    finding = headaches.read(record(botox, text), criterion)
    assert finding.status == status
    for cited in finding.citations:
        assert text[cited.start : cited.end] == cited.quote


DAYS, HOURS, PERCENT = (
    Fall(of="headache_days", least=7, unit="days"),
    Fall(of="headache_hours", least=100, unit="hours"),
    Fall(of="headache_days", least=30, unit="percent"),
)


@pytest.mark.parametrize(
    ("fall", "text", "status"),
    [
        (DAYS, "Headache days fell from 21 per month to 9 per month.", "met"),
        (DAYS, "Headache days went from 16 to 10 per month.", "not_met"),
        (PERCENT, "Headache days went from 16 to 10 per month.", "met"),
        (DAYS, "Before Botox she had 24 headache days per month; she now has 8 headache days per month.", "met"),
        (DAYS, "She has 9 fewer headache days a month.", "met"),
        (PERCENT, "Headache frequency is reduced by 50 %.", "met"),
        (DAYS, "Headache frequency is reduced by 50 %.", "not_documented"),
        (DAYS, "Migraine days fell from 14 to 4 per month.", "not_documented"),
        (HOURS, "Hours of headache fell from 240 to 100 hours per month.", "met"),
        (PERCENT, "The number of headache days is unchanged.", "not_met"),
        (DAYS, "We hope for 7 fewer headache days a month.", "not_documented"),
        (DAYS, "She feels much better.", "not_documented"),
    ],
)
def test_falls(botox, fall, text, status):
    criterion = ResponseCriterion.model_validate({**SHARED, "kind": "response", "fewer": fall})
    assert fewer.read(record(botox, text), criterion, fall).status == status


@pytest.mark.parametrize(
    ("text", "given", "status"),
    [
        ("41-year-old woman.", None, "met"),
        ("16 y/o with migraine.", None, "not_met"),
        ("Headaches since the age of 12.", None, "not_documented"),
        ("Her 9-year-old son is well.", None, "not_documented"),
        ("Migraine.", 30, "met"),
    ],
)
def test_ages(botox, text, given, status):
    criterion = ScoreCriterion.model_validate({**SHARED, "kind": "score", "measure": "age", "least": 18})
    assert age.read(record(botox, text, age=given), criterion).status == status


@pytest.mark.parametrize("text", ["She has never had Botox.", "Botox-naive.", "He has never received botulinum toxin."])
def test_a_first_treatment(botox, text):
    case = Case(text=text, request_date=TODAY, services=({"code": "64615"},))
    assert reading.read(case, botox, 0, today=TODAY).past.state == "none"


BEFORE_NOW = """Diary compared, month before the first injection vs. this past month:
                  Dec 2025     Oct 2026
 headache days      22           {days}
 headache hours    180          {hours}
"""


@pytest.mark.parametrize(
    ("text", "fall", "status"),
    [
        (BEFORE_NOW.format(days=19, hours=165), DAYS, "not_met"),
        (BEFORE_NOW.format(days=19, hours=165), HOURS, "not_met"),
        (BEFORE_NOW.format(days=12, hours=70), HOURS, "met"),
        ("           before   now\nHA days/mo     24      12\n", DAYS, "met"),
        ("           Aug   Sep\nHA days/mo     24      12\n", DAYS, "not_documented"),
        ("Baseline 24 headache days/mo, now 12.", PERCENT, "met"),
        ("Headache days per month: baseline 26, after cycle 2: 22.", PERCENT, "not_met"),
        ("She had 20 headache days a month before the first injection and still has 20.", DAYS, "not_met"),
        ("Headache-free days rose from 6 to 18 a month.", DAYS, "met"),
        ("Headache-free days fell from 18 to 6 a month.", PERCENT, "not_met"),
        ("           before 1st (Mar 2025)   now (Oct diary)\nheadache days / month    21    18\n", DAYS, "not_met"),
        ("| Period | Headache days | Hours |\n| Before Botox | 22 | 200 |\n| Last month | 12 | 90 |\n", HOURS, "met"),
        (
            "Before we started his calendar showed 20 days of headache a month, altogether about 160 hours. His "
            "calendar for the past four weeks shows 17 days of headache and 138 hours.",
            HOURS,
            "not_met",
        ),
        ("Baseline 24 HA days/mo. Now 12.", DAYS, "met"),
        ("Baseline 24 HA days/mo. Now 12 mg of candesartan.", DAYS, "not_documented"),
        ("Headache days per month, baseline: 24\nHeadache days per month, current: 12", PERCENT, "met"),
        ("Since Botox her headaches are down to 11 days a month. They had been 24.", DAYS, "met"),
        ("26 HAs/mo prior to Botox; at present 12/mo.", DAYS, "met"),
        ("BL 23 HA days/mo, 18 after cycle 2, 11 after cycle 3.", DAYS, "met"),
        ("First round 11/30/2025. Headache days: 23/mo in November, 12/mo in February.", DAYS, "met"),
        ("Headache days: 23/mo in November, 12/mo in February.", DAYS, "not_documented"),
        ("Headache days 24 before, 19 now. Headache hours 260 a month before, 150 a month now.", HOURS, "met"),
        ("Headache days 24 before, 19 now. Headache hours 260 a month before, 150 a month now.", PERCENT, "not_met"),
        ("Total headache hours fell from 280 to 150 a month.", PERCENT, "not_documented"),
        ("Her headache days have been cut in half.", PERCENT, "met"),
        ("Before Botox 24 days a month with a triptan, now 12; headaches as before.", DAYS, "not_documented"),
        ("Before Botox her sister had 24 headache days a month, now 12.", DAYS, "not_documented"),
    ],
)
def test_a_diary_before_and_under_treatment(botox, text, fall, status):
    criterion = ResponseCriterion.model_validate({**SHARED, "kind": "response", "fewer": fall.model_dump()})
    assert fewer.read(record(botox, text), criterion, fall).status == status


@pytest.mark.parametrize(
    ("text", "status", "years"),
    [
        ("DOB 06/14/1988. Chronic migraine.", "met", 37),
        ("Date of birth: 2009-05-04", "not_met", 16),
        ("Her son was born 5/4/2015.", "not_documented", None),
    ],
)
def test_the_age_by_the_day_of_birth_of_which_nothing_is_quoted(botox, text, status, years):
    criterion = ScoreCriterion.model_validate({**SHARED, "kind": "score", "measure": "age", "least": 18})
    finding = age.read(record(botox, text), criterion)
    assert (finding.status, [v.value for v in finding.values]) == (status, [years] if years else [])
    assert not any(any(c.isdigit() for c in cited.quote) for cited in finding.citations)
