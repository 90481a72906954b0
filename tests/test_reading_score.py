"""Scores and laboratory values: which figure counts, how it was measured, and what one side of a bound is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phrasings import read as read_phrase
from test_reading import MET, NOT_MET, OPEN, case, finding, read, status

from drafter.domain import Note, ServiceLine
from drafter.text import measurements

AHI = {
    "id": "X1", "kind": "score", "measure": "ahi", "or_measures": ["rdi"], "least": 15, "unit": "per_hour",
    "not_under": ["under_treatment", "three_percent", "part_of_night", "short_recording"],
}  # fmt: skip
SECOND_LEG = {
    **AHI, "least": 5, "most": 14, "silent_until": 15,
    "with_any": ["daytime_sleepiness", "hypertension", "insomnia", "stroke"],
}  # fmt: skip
OXYGEN = {
    "id": "X1", "kind": "score", "measure": "oxygen_saturation", "most": 88, "unit": "percent",
    "under": ["at_rest", "room_air"],
}  # fmt: skip
PRESSURE = {"id": "X1", "kind": "score", "measure": "arterial_oxygen", "most": 55, "unit": "mmhg"}
BMI = {"id": "X1", "kind": "score", "measure": "bmi", "least": 35, "unit": "kg/m2"}
PAIN = {"id": "X1", "kind": "score", "measure": "pain_score", "least": 5, "unit": "points"}
LVEF = {"id": "X1", "kind": "score", "measure": "lvef", "most": 35, "unit": "percent"}
LOW = {
    "id": "X1", "kind": "score", "measure": "glucose", "most": 54, "strict": True, "unit": "mg/dl",
    "occasions": 2, "with_all": ["treatment_adjusted"],
}  # fmt: skip
WAGNER = {"id": "X1", "kind": "score", "measure": "wagner", "least": 3}
KL = {"id": "X1", "kind": "score", "measure": "kellgren_lawrence", "least": 2}
MOOD = {"id": "X1", "kind": "score", "measure": "phq9", "least": 10, "unit": "points"}
OSWESTRY = {"id": "X1", "kind": "score", "measure": "oswestry", "least": 40, "unit": "percent"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diagnostic polysomnogram 08/14/2026: apnea-hypopnea index 31.2 events per hour.", MET),
        ("RDI 17/h on diagnostic PSG.", MET),
        ("AHI of 3.1 on diagnostic study.", NOT_MET),
        ("AHI 14.95/h.", NOT_MET),
        ("AHI between 13 and 17.", OPEN),
        ("AHI > 30/h.", MET),
        ("AHI 40 supine, 8 overall.", NOT_MET),
        ("AHI in REM was 28; overall AHI not stated.", OPEN),
        ("Residual AHI on CPAP download 18/h.", OPEN),
        ("Split-night study: diagnostic portion AHI 33, titration portion AHI 4.", MET),
        ("AHI 21 (4% rule).", MET),
        ("AHI 21 by recommended criteria (3% or arousal).", OPEN),
        ("Her husband's AHI was 32.", OPEN),
        ("Sleep study ordered to determine AHI.", OPEN),
        ("The policy requires an AHI of 15 or more.", OPEN),
        ("Likely sleep apnea, AHI 22.", MET),
        ("AHI 22, 11 on repeat study this year.", NOT_MET),
        ("AHI 18 on night one and 12 on night two.", OPEN),
        ("REI 22/h on home apnea test.", OPEN),
        ("Oxygen desaturation index 25/h, AHI not scored.", OPEN),
    ],
)
def test_an_index_of_a_sleep_study(text: str, expected: str) -> None:
    assert status(text, AHI) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AHI 12 per hour. She has hypertension on lisinopril.", MET),
        ("AHI 11, history of stroke.", MET),
        ("AHI 7 with Epworth 16.", MET),
        ("AHI 14.2 with hypertension.", OPEN),
        ("AHI 9.4/h; no comorbid conditions are mentioned.", OPEN),
        ("AHI 11, family history of hypertension.", OPEN),
        ("AHI 8, no sleepiness, hypertension, insomnia, stroke.", NOT_MET),
        ("AHI 8, no sleepiness but hypertension.", MET),
        ("AHI 4.8, hypertension.", NOT_MET),
    ],
)
def test_a_lower_index_with_a_comorbidity(text: str, expected: str) -> None:
    assert status(text, SECOND_LEG) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat 86% on RA at rest.", MET),
        ("At rest, on room air, he saturates 84 %.", MET),
        ("SpO2 91% resting on room air.", NOT_MET),
        ("SpO2 86 % walking on room air.", OPEN),
        ("SpO2 85% on 2 L nasal cannula at rest.", OPEN),
        ("SpO2 92% RA at rest, falls to 85% with walking.", NOT_MET),
        ("Resting saturation 92 % on 3 L, 85 % on room air.", MET),
        ("SpO2 87-90 % at rest on room air.", OPEN),
        ("SaO2 88% on room air.", OPEN),
        ("SpO2 87% per home oximeter, at rest on room air.", OPEN),
        ("SpO2 88% at rest on RA in 2022, 93% at rest on RA today.", NOT_MET),
    ],
)
def test_oxygen_under_the_circumstances_asked_for(text: str, expected: str) -> None:
    assert status(text, OXYGEN) == expected


def test_other_units_are_converted() -> None:
    assert status("PaO2 7.2 kPa.", PRESSURE) == MET
    assert status("PaO2 7.5 kPa.", PRESSURE) == NOT_MET
    once = {**LOW, "occasions": 1, "with_all": []}
    assert status("Glucose 2.8 mmol/L.", once) == MET
    assert status("Glucose 3.2 mmol/L.", once) == NOT_MET
    sugar = {"id": "X1", "kind": "score", "measure": "hba1c", "least": 8, "unit": "percent"}
    assert status("HbA1c 66 mmol/mol.", sugar) == MET
    assert status("HbA1c 58 mmol/mol.", sugar) == NOT_MET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BMI 35.0.", MET),
        ("BMI 34.9.", NOT_MET),
        ("BMI 34.8, rounded to 35.", NOT_MET),
        ("BMI 38,7 kg/m².", MET),
        ("BMI 38 in clinic on 10/12/2026.", MET),
        ("Ht 168 cm, Wt 104 kg.", MET),
        ("5'4\" and 180 lb.", NOT_MET),
        ("Height 1.75 m, weight 95 kg.", NOT_MET),
        ("Weight 118 kg.", OPEN),
        ("BMI goal is below 30; current BMI 37.", MET),
        ("Lost 40 lb; BMI now 33.6.", NOT_MET),
        ("BMI was 44 before surgery in 2021; today 31.", NOT_MET),
        ("BMI 36 (measured 2023).", OPEN),
        ("BMI 45 at age 30.", OPEN),
        ("BMI percentile 99.", OPEN),
        ("BMI in the mid 30s.", OPEN),
        ("BMI recorded as 350.", OPEN),
        ("BMI 35 per patient report.", OPEN),
        ("Bariatric surgery planned, BMI 41.", MET),
        ("BMI 33 now, was 38.", NOT_MET),
        ("BMI 36.8 (chart), weight today 190 lb, height 5 ft 6 in.", OPEN),
    ],
)
def test_a_body_mass_index_is_stated_or_computed(text: str, expected: str) -> None:
    assert status(text, BMI) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NRS 7/10.", MET),
        ("Pain seven out of ten.", MET),
        ("VAS 62 mm.", MET),
        ("VAS 45/100.", NOT_MET),
        ("Pain 4.5/10.", NOT_MET),
        ("Average pain 6/10, worst 9/10.", MET),
        ("Pain at rest 2/10, with movement 7/10.", OPEN),
        ("Pain is 7/10 at its worst.", OPEN),
        ("Worst pain 4/10.", NOT_MET),
        ("Pain 8/10 before the injection, 3/10 now.", NOT_MET),
        ("Pain decreased from 8/10 to 4/10.", NOT_MET),
        ("Pain ranges from 3 to 8 out of 10.", OPEN),
        ("Back pain 8/10, leg pain 3/10.", OPEN),
        ("Pain for 7 months.", OPEN),
        ("Pain improved by 5 points.", OPEN),
        ("Severe pain.", OPEN),
        ("Patient scored 7 on the 0-10 pain scale.", MET),
        ("Pain interference 6/10.", OPEN),
    ],
)
def test_pain_at_several_moments(text: str, expected: str) -> None:
    assert status(text, PAIN) == expected


@pytest.mark.parametrize(
    ("text", "criterion", "expected"),
    [
        ("EF 35-40%.", LVEF, OPEN),
        ("Ejection fraction 30 to 35 percent.", LVEF, MET),
        ("EF 25% in 2022, 48% on echo last month.", LVEF, NOT_MET),
        ("EF recovered from 25% to 50%.", LVEF, NOT_MET),
        ("RVEF 30 %.", LVEF, OPEN),
        ("LVEF <35%.", LVEF, MET),
        ("EF < 40 %.", LVEF, OPEN),
        ("Wagner III ulcer of the left foot.", WAGNER, MET),
        ("Wagner grade 3 foot ulcer.", WAGNER, MET),
        ("Plantar ulcer, 2 cm, Wagner grade 3.", WAGNER, MET),
        ("Plantar ulcer, 2 cm, Wagner.", WAGNER, OPEN),
        ("Wagner 2-3.", WAGNER, OPEN),
        ("Ulcer is at least Wagner II.", WAGNER, OPEN),
        ("Wagner grade 2 progressed to grade 3.", WAGNER, MET),
        ("Wagner grade 3 or higher is required.", WAGNER, OPEN),
        ("Probably Wagner III.", WAGNER, OPEN),
        ("Kellgren-Lawrence grade 3 changes of the right knee.", KL, MET),
        ("K-L grade 1.", KL, NOT_MET),
        ("KL IV on weight-bearing films.", KL, MET),
        ("Grade 4 KL.", KL, MET),
        ("PHQ-9 of 17.", MOOD, MET),
        ("PHQ-9 score: 8", MOOD, NOT_MET),
        ("PHQ-9 planned.", MOOD, OPEN),
        ("ODI 44 %.", OSWESTRY, MET),
        ("ODI 44/h, AHI 30.", OSWESTRY, OPEN),
    ],
)
def test_ranges_grades_and_scores_that_look_alike(text: str, criterion: dict[str, Any], expected: str) -> None:
    assert status(text, criterion) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Glucose 48 and 51 on two days despite reducing glargine twice.", MET),
        ("Glucose 2.6 mmol/L three times although basal insulin was lowered.", MET),
        ("Glucose 49 once despite insulin changes.", OPEN),
        ("Glucose 51 twice; medication list attached.", OPEN),
        ("Glucose 54 twice despite two dose reductions.", NOT_MET),
        ("Glucose alarm set at 54.", OPEN),
        ("Hypoglycemia, values not recorded.", OPEN),
    ],
)
def test_a_value_on_several_occasions_despite_treatment(text: str, expected: str) -> None:
    assert status(text, LOW) == expected


def test_the_latest_note_governs() -> None:
    notes = (Note(date=dt.date(2026, 3, 1), text="BMI 36."), Note(date=dt.date(2026, 10, 1), text="BMI 34."))
    found = read(case(None, notes=notes), BMI).findings[0]
    assert (found.status, found.citations[0].quote) == (NOT_MET, "BMI 34.")


def test_the_age_of_a_value_is_the_policys_where_it_says_so() -> None:
    text = "Diagnostic study of March 2024: AHI 30."
    assert status(text, AHI) == OPEN
    assert status(text, {**AHI, "within": {"value": 36, "unit": "months"}}) == MET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Weight 255 lb, height 68 in.", MET),
        ("BMI was 33, now 36.", MET),
        ("BMI was 36, now 33.", NOT_MET),
        ("She gives her weight as 255 lb and her height as 68 in over the phone.", OPEN),
        ("Weight 255 lb, height 68 in; she has not been weighed here.", OPEN),
    ],
)
def test_a_weight_that_nobody_measured_comes_to_nothing(text: str, expected: str) -> None:
    assert status(text, BMI) == expected


def test_what_was_measured_is_shown() -> None:
    found = finding("AHI 31 on a diagnostic study.", AHI)
    assert found.why == "The apnea-hypopnea index is given as 31; the policy asks for at least 15 per hour."
    assert [value.value for value in found.values] == ["31"]


@given(st.text(alphabet="0123456789.,-/%<>≥'\" iIvVkgmlbftoax+()[]~±\u200b", max_size=60))
@settings(max_examples=60)
def test_figures_lie_in_their_text(text: str) -> None:
    for figure in measurements.quantities(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.least <= figure.most


@pytest.mark.parametrize(
    "text", ["Sleep study ordered, not yet done (AHI>=15).", "Sleep apnea suspected (AHI ≥ 15/h)."]
)
def test_a_bound_alone_in_brackets_is_no_measurement(text: str) -> None:
    test_an_index_of_a_sleep_study(text, "not_documented")


@pytest.mark.parametrize(
    ("text", "criterion", "expected"),
    [
        ("Sat 85 % (SaO2<=88 % at rest on room air).", OXYGEN, OPEN),
        ("Pain dreadful (pain >=5/10).", PAIN, OPEN),
        ("Resting without oxygen she held ninety-three percent on the oximeter (SaO2<=88 %).", OXYGEN, NOT_MET),
        ("The lowest sugar was sixty-eight (glucose <54).", LOW, NOT_MET),
        ("The sleep study found twenty-two obstructive events an hour.", AHI, MET),
        ("The home test counted six apneas and hypopneas per hour of sleep.", AHI, NOT_MET),
        ("Her brother's sleep study found twenty-two events an hour.", AHI, OPEN),
        ("BMI 34.7, entered on the form as 35.", BMI, NOT_MET),
        ("Visit 11/18: BMI 36.1", BMI, MET),
        ("Six feet tall, two hundred and seventy pounds.", BMI, MET),
        ("Graded as zero on the Kellgren and Lawrence scale.", KL, NOT_MET),
        ("The ejection fraction is forty-eight percent, up from thirty-two.", LVEF, NOT_MET),
        ("AHI 8; no heart disease, stroke or insomnia; not sleepy by day; blood pressure fine.", SECOND_LEG, NOT_MET),
        ("AHI 8; nothing is said of other illnesses.", SECOND_LEG, OPEN),
        ("Pain is two of ten.", PAIN, NOT_MET),
        ("Pain never falls below six.", PAIN, MET),
        ("Her BMI was above forty before she had her second child.", BMI, OPEN),
        ("The lab found an index of 17.4 per hour.", AHI, MET),
        ("The lab found an index of 17 per hour while the mask was on.", AHI, OPEN),
        ("The sensor never went below sixty this quarter.", LOW, NOT_MET),
        ("Glucose 46 on 10/3 and 51 on 10/9 in spite of a lower basal dose.", LOW, MET),
    ],
)  # fmt: skip
def test_values_told_in_sentences_and_bounds_in_brackets(text: str, criterion: dict[str, Any], expected: str) -> None:
    assert status(text, criterion) == expected


KNEE = {"id": "X1", "kind": "score", "measure": "kellgren_lawrence", "least": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XR: K-L 3.", MET),
        ("Right knee K-L 3.", MET),
        ("L knee K-L 3.", OPEN),
        ("Left knee K/L 3. R knee K/L 1.", NOT_MET),
    ],
)
def test_the_letter_of_a_grade_names_no_side(text: str, expected: str) -> None:
    line = ServiceLine(code="27447", description="total knee replacement", modifiers=("RT",))
    assert status(text, KNEE, line) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Climbing one flight took her to 84 on room air. At rest nothing was recorded. (SaO2<=88 % at rest)", OPEN),
        ("Resting on room air she was 94, walking 86. (SaO2<=88 % at rest on room air)", NOT_MET),
        ("Pain 4 by the nurse and 7 by me; I have no explanation for the difference. (pain>=5/10)", OPEN),
        ("The lowest sensor value in the past three months was 61. (glucose <54)", NOT_MET),
        ("BMI 31.4 (was 38 before the sleeve). (BMI>=35)", NOT_MET),
        ("Left knee K-L 4; the right one was not filmed, and it is the right that is to be replaced. (KL>=2)", OPEN),
    ],
)
def test_where_when_and_by_whom_a_value_was_measured(phrase: str, expected: str) -> None:
    assert read_phrase("SCORE", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "Sleep lab, 3 October 2026, diagnostic night: 31 breathing stoppages an hour, that is an AHI of "
            "31 (AHI>=15).",
            "met",
        ),
        ("On CPAP the machine reports an AHI of 17 (AHI>=15).", "not_documented"),
        ("He fell to 85 percent climbing the stairs; seated he was not measured (SaO2<=88 %).", "not_documented"),
        ("AHI 18, scored with 4 %, not on CPAP (AHI>=15).", "met"),
        ("Sleep study without any CPAP, scored at four percent: AHI 22 (AHI>=15).", "met"),
    ],
)
def test_the_treatment_that_was_off_during_a_measurement(phrase: str, expected: str) -> None:
    assert read_phrase("SCORE", phrase) == expected
