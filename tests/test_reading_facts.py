"""Facts that a policy wants documented: shown, denied, too long ago, another person's, or only planned."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from test_reading import MET, NA, NOT_MET, OPEN, TODAY, case, read, status

from drafter import reading
from drafter.corpus import load, packaged
from drafter.domain import Policy, ServiceLine


def fact(element: str, **more: Any) -> dict[str, Any]:
    return {"id": "X1", "kind": "documentation", "elements": [element], **more}


YEAR = {"value": 12, "unit": "months"}
SIX_WEEKS = {"value": 6, "unit": "weeks"}
RECENT = {"id": "X1", "kind": "exclusion", "excludes": ["recent_cardiac_event"], "within": SIX_WEEKS}

# The request is of 20 November 2026.
ROWS = [
    (fact("myocardial_infarction", within=YEAR), "NSTEMI in August 2026, treated medically.", MET),
    (fact("myocardial_infarction", within=YEAR), "NSTEMI in August 2024, treated medically.", NOT_MET),
    (fact("myocardial_infarction", within=YEAR), "History of NSTEMI.", OPEN),
    (fact("myocardial_infarction", within=YEAR), "Had an MI 3 months ago. Had an earlier MI in 2015.", MET),
    (fact("myocardial_infarction", within=YEAR), "No prior MI.", NOT_MET),
    (fact("coronary_bypass"), "Her father had CABG at 58.", OPEN),
    (fact("coronary_bypass"), "CABG is scheduled for next month.", OPEN),
    (fact("coronary_bypass"), "s/p CABG x3 in 2019.", MET),
    (fact("heart_valve_surgery"), "No CAD on pre-TAVR catheterization.", OPEN),
    (fact("stable_angina"), "Unstable angina on admission.", OPEN),
    (fact("pulmonary_hypertension_by_test"), "Echo: no pulmonary hypertension.", NOT_MET),
    (fact("pulmonary_hypertension_by_test"), "TTE: RVSP 62 mmHg, consistent with pulmonary hypertension.", MET),
    (fact("pulmonary_hypertension_by_test"), "Pulmonary hypertension by history.", OPEN),
    # ordered and done; told with another person beside; not on a list is silence
    (fact("qualifying_sleep_test"), "I ordered an attended polysomnogram, which was done here on October 22.", MET),
    (fact("qualifying_sleep_test"), "I ordered an attended polysomnogram, which has not been done.", OPEN),
    (fact("qualifying_sleep_test"), "I ordered a sleep study. It was done in our laboratory, attended.", MET),
    (fact("qualifying_sleep_test"), "Her husband's polysomnogram was done in October.", OPEN),
    (fact("clinical_evaluation"), "I saw Mr. D. on September 15 because his wife counts the pauses.", MET),
    (fact("clinical_evaluation"), "I saw his wife on September 15; she counts the pauses.", OPEN),
    (fact("hypertension"), "Hypertension is not on the problem list.", OPEN),
    (fact("hypertension"), "Hypertension not on the list, BP 122/66, called normotensive.", NOT_MET),
    (fact("impaired_cognition"), "Memory intact, Mini-Cog 5/5.", NOT_MET),
    (fact("impaired_cognition"), "Memory not intact on testing.", OPEN),
    (fact("mood_disorder"), "Mood good, PHQ-2 zero.", NOT_MET),
    (fact("hypopnea_rule"), "Hypopnea = airflow down 30 % for 10 seconds or more with a fall in SpO2 of 4 %.", MET),
    (fact("comorbidities_optimised"), "I consider her medical conditions optimised.", MET),
    (fact("comorbidities_optimised"), "Her medical conditions will be optimised before surgery.", OPEN),
    (fact("comorbidities_optimised"), "Consider whether her conditions are optimised.", OPEN),
    (fact("pain_scale"), "Pain on walking is 8 of 10 on the numeric scale, and her Oxford score is 17.", MET),
    (fact("pain_scale"), "She has pain on 8 of 10 days.", OPEN),
    (fact("insulin_treated"), "Not on insulin; insulin may be started later.", NOT_MET),
    (fact("insulin_treated"), "Takes 12 units of glargine at bedtime.", MET),
    (fact("insulin_treated"), "Insulin resistance.", OPEN),
    (fact("cgm_training"), "Plan: his wife was taught to use the sensor.", MET),
    (fact("cgm_training"), "Plan: teach the sensor at the next visit.", OPEN),
    (fact("fda_indication"), "Dexcom ordered per FDA label.", MET),
    (fact("repeated_adjustment"), "Glipizide cut once.", OPEN),
    (fact("repeated_adjustment"), "Glipizide was reduced in May and then again in June.", MET),
    (fact("mradl_limitation"), "Without a chair he cannot reach the bathroom.", MET),
    (fact("mradl_limitation"), "Cannot walk the length of the mall.", OPEN),
    (fact("mradl_limitation"), "Independent with all ADLs at home.", NOT_MET),
    (fact("cane_or_walker_not_enough"), "Ambulates at home with a cane.", NOT_MET),
    (fact("cane_or_walker_not_enough"), "Falls with the rollator.", MET),
    (fact("manual_wheelchair_not_enough"), "Self-propels his manual wheelchair.", NOT_MET),
    (fact("manual_wheelchair_not_enough"), "Cannot self-propel.", MET),
    (fact("home_supports_device"), "Home evaluation to be scheduled.", OPEN),
    (RECENT, "Admitted for heart failure on October 30, 2026.", NOT_MET),
    (RECENT, "Admitted for heart failure in March 2026.", OPEN),
    (RECENT, "Last HF admission was in March 2026.", MET),
    (RECENT, "No cardiac hospitalizations in the past 6 weeks.", MET),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "note", "expected"), ROWS)
def test_facts(criterion: dict[str, Any], note: str, expected: str) -> None:
    assert status(note, criterion) == expected


SHORT = {"id": "X1", "kind": "score", "measure": "ahi", "hours": 2, "rates": ["X2", "X3"]}
LEGS = (
    {"id": "X2", "kind": "score", "measure": "ahi", "least": 15, "unit": "per_hour"},
    {"id": "X3", "kind": "score", "measure": "ahi", "least": 5, "most": 14, "silent_until": 15, "unit": "per_hour"},
)

RECORDINGS = [
    ("PSG: total sleep time 371 min, AHI 22.", NA),
    ("HSAT: AHI 22.", OPEN),
    ("HSAT: recording time 95 minutes, 33 events, AHI 21.", MET),
    ("HSAT: recording time 95 minutes, 28 events, AHI 18.", NOT_MET),
    ("HSAT: recording time 1 h 30 min, 12 events, AHI 8.", MET),
    ("HSAT: recording time 1.5 hours, 21 events.", OPEN),
    ("HSAT: recording time 1.5 hours, AHI 21.", OPEN),
]


@pytest.mark.parametrize(("note", "expected"), RECORDINGS)
def test_a_short_recording_needs_its_events(note: str, expected: str) -> None:
    assert read(case(note), SHORT, *LEGS).findings[0].status == expected


KIN = fact("breast_cancer", relatives=2) | {"elements": ["breast_cancer", "ovarian_cancer", "pancreatic_cancer"]}

FAMILIES = [
    ("Mother had ovarian cancer at 51; maternal aunt had breast cancer at 47.", MET),
    ("Breast cancer in her mother and maternal grandmother.", MET),
    ("Mother and sister with breast cancer.", MET),
    ("Two maternal aunts had breast cancer.", MET),
    ("Mother with breast cancer. Her mother had breast cancer at 40.", OPEN),
    ("Maternal aunt with breast cancer; paternal uncle with pancreatic cancer.", OPEN),
    ("Mother had breast cancer; her maternal aunt is healthy and without breast cancer.", OPEN),
    ("An aunt and possibly a cousin had breast cancer.", OPEN),
    ("Her mother-in-law and sister had breast cancer.", OPEN),
    ("Family history negative for breast cancer.", NOT_MET),
    ("The patient has breast cancer.", OPEN),
]


@pytest.mark.parametrize(("note", "expected"), FAMILIES)
def test_relatives_count_once_and_on_one_side(note: str, expected: str) -> None:
    assert status(note, KIN) == expected


def test_a_relatives_cancer_is_not_the_patients() -> None:
    assert status("Mother with pancreatic cancer.", fact("pancreatic_cancer")) == OPEN
    assert status("History of pancreatic cancer in her father.", fact("pancreatic_cancer")) == OPEN
    assert status("No personal history of cancer.", fact("own_brca_cancer")) == OPEN


OWN = ("cpap-ncd-240-4", "oxygen-ncd-240-2", "cgm-l33822", "pmd-ncd-280-3", "brca-uhc-cs049", "cardiac-rehab-410-49")
ANOTHERS = (
    "Family history: father with diabetes on insulin, CABG, sleep apnea AHI 40, SpO2 80 % at rest on room air,"
    " breast cancer. Criteria: AHI >= 15; SpO2 <= 88 %; LVEF <= 35 %."
)


def test_another_persons_history_and_the_rules_own_figures_settle_nothing() -> None:
    held = {policy.id: policy for policy in load(packaged()).policies if policy.id in OWN}
    assert set(held) == set(OWN)
    for policy in held.values():
        asked = case(ANOTHERS, ServiceLine(code=policy.services[-1].code))
        found = reading.read(asked, policy, 0, today=TODAY).findings
        assert {f.criterion for f in found if f.status in (MET, NOT_MET)} <= {"J13"}  # one device is within its limit


@cache
def held(id: str) -> Policy:
    return next(policy for policy in load(packaged()).policies if policy.id == id)


ASKED = {
    "M": ("bariatric-ncd-100-1", "43775"),
    "N": ("tka-lcd-l40231", "27447"),
    "R": ("pmd-ncd-280-3", "K0823"),
    "T": ("brca-uhc-cs049", "81162"),
    "K": ("oxygen-ncd-240-2", "E1390"),
    "J": ("cpap-ncd-240-4", "E0601"),
    "L": ("cgm-l33822", "E2103"),
    "Q": ("hbo-ncd-20-29", "G0277"),
    "U": ("cardiac-rehab-410-49", "93798"),
    "I": ("lumbar-mri-acr", "72148"),
}
PHRASINGS = [
    line.split(maxsplit=2)
    for line in (Path(__file__).parent / "fact_phrasings.txt").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("id", "expected", "text"), PHRASINGS)
def test_charts_say_it_in_many_ways(id: str, expected: str, text: str) -> None:
    """Fields, tables, negatives, distances and places, with near misses: of others, planned, elsewhere, of a rule."""
    policy, code = ASKED[id[0]]
    id, _, sex = id.partition("@")
    written, more = text.replace(r"\n", "\n").replace(r"\t", "\t"), {"m": {"sex": "male"}, "f": {"sex": "female"}}
    modifiers = ("RT",) if code == "27447" else ()
    given = case(written, ServiceLine(code=code, units=1, modifiers=modifiers), **more.get(sex, {}))
    assert (
        next(f for f in reading.read(given, held(policy), 0, today=TODAY).findings if f.criterion == id).status
        == expected
    )
