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
