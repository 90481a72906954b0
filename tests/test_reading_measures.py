"""Measures as records tell them: saturations on air, asleep and on a walk, an index without its name, sizes and
weights, boxes with remarks, and whose word counts; and what only looks like one of them."""

from __future__ import annotations

import pytest
from phrasings import status as status_of

OXYGEN, CPAP, CGM = "oxygen-ncd-240-2", "cpap-ncd-240-4", "cgm-l33822"
BARIATRIC, TKA, HBO = "bariatric-ncd-100-1", "tka-lcd-l40231", "hbo-ncd-20-29"
ASKED = "Request: home oxygen, E1390 concentrator x1.\n\n"
GOES_ON = "REQUEST FOR CONTINUED COVERAGE E0601. Set-up 8/17/2026. "


@pytest.mark.parametrize(
    ("criterion", "text", "status"),
    [
        # the sentence that opens a test goes for the values behind it
        ("K2", "Overnight oximetry 11/9-10, at home, no O2. 7 h 12 m of signal. Low 77; 96 min at or under 88.", "met"),
        (
            "K2",
            "RT ran the overnight recording with no oxygen on. He sat at 84% or under for 41 minutes, bottom 79.",
            "met",
        ),
        ("K2", "Nocturnal oximetry off oxygen 11/4. Lowest 78. Mean 90.", "met"),
        ("K2", "ONO 11/5 RA. T<=88%: 75 min. Lowest: 77%.", "met"),
        ("K2", "Slept with the recorder on 11/2, room air. The lowest reading of the night was 79 %.", "met"),
        ("K2", "Night of 11/03, no oxygen: at or under 88% for 52 minutes, low point 79%.", "met"),
        ("K2", "ONO RA 11/3: never below 90 %.", "not_met"),
        ("K2", "Overnight oximetry 11/9, room air. Low 90; 0 min under 89.", "not_met"),
        ("K2", "Overnight oximetry 11/9 on 2 L. Low 77; 96 min at or under 88.", "not_documented"),
        ("K2", "Wife had an overnight oximetry, no oxygen, low 77.", "not_documented"),
        ("K2", "Overnight oximetry ordered, on room air. If low 77 will start oxygen.", "not_documented"),
        ("K2", "BP low 77 overnight. No oxygen used.", "not_documented"),
        ("K2", "Overnight oximetry room air. HR low 47, high 92.", "not_documented"),
        ("K2", "Overnight oximetry, room air. Glucose low 77.", "not_documented"),
        ("K2", "Overnight oximetry on room air 2019: low 77.", "not_documented"),
        # a walk, the second value in a sentence of its own
        ("K3", "6MWT this a.m.: off oxygen he fell to 84% at minute 3. Repeated on 2 L by cannula, lowest 92%.", "met"),
        ("K3", "Hallway walk off O2: dropped to 83. With 2 L: stayed at 91 or better.", "met"),
        (
            "K3",
            "Sat 94 % sitting on room air; walked, fell to 85 % on room air; cannula at 2 L on, came up to 92 %.",
            "met",
        ),
        ("K3", "PT took him down the hall and back on 11/19 without oxygen and he never went under 90.", "not_met"),
        ("K3", "6MWT 11/18 on RA: 402 m, lowest 91.", "not_met"),
        ("K3", "Walked 300 ft without oxygen and held 92% the whole way.", "not_met"),
        ("K3", "Walked on RA 84%. Sat down, back on 2 L, 94.", "not_documented"),
        ("K3", "Hall walk, nothing on: 85 at the 3 min mark. The titration page did NOT come thru.", "not_documented"),
        ("K3", "His brother dropped to 84 walking on room air and 92 on 2 L.", "not_documented"),
        ("K3", "6MWT on 2 L. Lowest 85.", "not_documented"),
        # the air, and a figure behind it
        ("K1", "Sat by floor RN this AM: recliner, resting, room air x 20 min. Read 85. Put back on 2 L, 94.", "met"),
        ("K1", "RT had a gas on 11/19, no supplemental O2 at the time: pH 7.38 / CO2 47 / O2 52.", "met"),
        ("K1", "O2 off for 30 min, seated. Sat 87.", "met"),
        ("K1", "Off oxygen at rest he is 85.", "met"),
        ("K1", "Resting on room air for 20 minutes, he read 85; on 2 L he came up to 94.", "met"),
        (
            "K1",
            "Awake she was 92% sitting, no O2, and the gas right after agreed: pH 7.39, CO2 46, PaO2 66.",
            "not_met",
        ),
        ("K1", "Sitting at the table, resting 15 min, room air, warm hands, no nail polish: 89%.", "not_met"),
        ("K1", "Awake in the chair that morning, also on room air, 92%.", "not_met"),
        ("K4", "Seated, nothing on: 89. No gas.", "met"),
        ("K1", "recliner, resting, 2 L. Read 85.", "not_documented"),
        ("K1", "Sitting, no O2, FEV1 58% predicted.", "not_documented"),
        ("K1", "Room air, EF 60%.", "not_documented"),
        ("K1", "Room air at rest. BP 120/85. Pulse 84.", "not_documented"),
        ("K1", "Off oxygen for 85 days.", "not_documented"),
        ("K1", "SpO2 at rest on RA may be below 88.", "not_documented"),
        # a figure of another measure
        ("K7", "CBC 10/30: Hct 43\n- FVC 58% pred, DLCO 34%", "not_met"),
        # what a swelling is put down to
        (
            "K5",
            "Ankles - trace puffiness. Dr T wrote that it is from the amlodipine and does not suggest heart failure.",
            "not_met",
        ),
        (
            "K5",
            "Ankles: 1+ both sides, team puts it down to amlodipine, they do not think it is heart failure.",
            "not_met",
        ),
        ("K5", "Edema 1+ both ankles, due to venous insufficiency, not heart failure.", "not_met"),
        ("K5", "Legs swollen to the knees, I read this as right heart failure.", "met"),
        ("K5", "Legs swollen. He does not take his heart failure meds.", "not_documented"),
        ("K5", "Edema 2+, not responding to treatment of heart failure.", "not_documented"),
        ("K5", "Ankles 1+. His brother does not have heart failure.", "not_documented"),
        ("K5", "No edema of the eyelids.", "not_documented"),
    ],
)
def test_saturations_and_what_stands_beside_them(criterion: str, text: str, status: str) -> None:
    found, why = status_of(OXYGEN, criterion, ASKED + text)
    assert found == status, why


@pytest.mark.parametrize(
    ("criterion", "text", "status"),
    [
        # an index without its name
        (
            "J2",
            "Polysomnogram October 22. There were 88 apneas and 112 hypopneas. That comes to 34.2 per hour for the "
            "whole night. In REM alone it was 51.",
            "met",
        ),
        (
            "J3",
            "Home study type III 10/27, events per hour came back 11.3 for the whole night (supine part was 19).",
            "met",
        ),
        ("J2", "Sleep study 10/21/26: 31.5/hr overall, REM 50.", "met"),
        ("J2", "Limb movement index 40/h.", "not_documented"),
        ("J2", "Leg movements 34.2 per hour for the whole night.", "not_documented"),
        ("J2", "In REM 51 per hour.", "not_documented"),
        # a treatment that is only proposed
        ("J3", "AHI 8.4 | ODI 9.0 | low sat 83%\ninterp: mild obstructive sleep apnea, recommend APAP 5-12.", "met"),
        ("J3", "AHI 8.4, will treat with APAP.", "met"),
        ("J3", "AHI 10.1 - CPAP ordered", "met"),
        ("J3", "Mild sleep apnea with AHI of 7.9 per hour. Will order auto CPAP 5-15.", "met"),
        ("J3", "AHI 8.8 on the recommended CPAP.", "not_documented"),
        ("J3", "On CPAP 8 her AHI is 8.4.", "not_documented"),
        # the writer goes on behind another's words
        (
            "J3",
            "I saw her because her husband says she stops breathing, did the full evaluation, ordered a home study, "
            "type III, recorded 6 hours, AHI 11.3.",
            "met",
        ),
        ("J3", "Her husband says the home study showed an AHI of 11.3.", "not_documented"),
        (
            "J1",
            "I saw her on 10/14/2026, did the full sleep evaluation, neck 15.5, and ordered a home study which was "
            "a Type III device worn on 10/27.",
            "met",
        ),
        (
            "J1",
            "Office visit 09/30/2026, neck 17.5. Home sleep test, type III unit, night of 10/21/2026 (a first try on "
            "10/14 failed, no data).",
            "met",
        ),
        ("J1", "Type III test on 10/14 failed, no data. To be repeated. Office visit 9/3, neck 17.", "not_documented"),
        ("J7", "He falls asleep easily; insomnia he does not have.", "not_met"),
        ("J7", "Insomnia she has never had.", "not_met"),
        ("J7", "Insomnia: denies", "not_met"),
        ("J9", "Fa had MI at 60.", "not_documented"),
        ("J9", "No CAD. Fa had MI at 60.", "not_met"),
        ("J11", "AHI 11.2 over the whole night. Asleep 344 minutes.", "not_applicable"),
        ("J14", "Our RT sat with him 11/18/2026: machine, cleaning, ramp, mask fit.", "met"),
        ("J14", "Our RT sat with her on 11/18 and went through mask fitting, cleaning and ramp.", "met"),
        ("J14", "Patient was walked through the machine and the mask by our tech last Tuesday.", "met"),
        ("J14", "RT will sit with her on 12/1: machine, mask, cleaning.", "not_documented"),
        ("J14", "RT sat with his wife for her machine and mask fit.", "not_documented"),
        ("J14", "RT sat with him in the waiting room.", "not_documented"),
        # continued coverage
        ("J16", GOES_ON + "Dr. Quezada saw her in office 10/22/2026. Less sleepy, Epworth was 15 and is now 8.", "met"),
        (
            "J16",
            "RE: CONTINUED COVERAGE beyond the first 12 weeks.\nE0601\nSet-up 8/17/2026. In office 10/22/2026: no more "
            "dozing, symptoms improved.",
            "met",
        ),
        ("J16", GOES_ON + "Phone call 10/22/2026: less sleepy.", "not_documented"),
        ("J15", GOES_ON + "Used 4 h on 55% of nights 9/1-9/30 (30 days).", "not_met"),
    ],
)
def test_sleep_studies_and_the_use_of_a_machine(criterion: str, text: str, status: str) -> None:
    found, why = status_of(CPAP, criterion, text, "E0601")
    assert found == status, why


@pytest.mark.parametrize(
    ("policy", "criterion", "text", "status"),
    [
        # values on dated lines under what was measured
        (
            CGM,
            "L5",
            "Meter (we downloaded it):\n  8/30  51\n  9/28  48\n\nGlargine was cut in July and again in August.",
            "met",
        ),
        (
            CGM,
            "L5",
            "Weights:\n  8/30  51\n  9/28  48\n\nGlargine was cut in July and again in August.",
            "not_documented",
        ),
        (
            CGM,
            "L5",
            "On 10/2 he could not hold the juice, and his wife gave him the glucagon spray and called 911.",
            "met",
        ),
        (CGM, "L5", "Could not be woken on 10/9, daughter rubbed glucose gel in his mouth; meter 40.", "met"),
        (CGM, "L5", "Lows 48 and 50, drank juice, handled it by himself.", "not_documented"),
        (CGM, "L5", "Brother needed glucagon.", "not_documented"),
        (CGM, "L1", "on-label use per order, adult w/ DM, dosing off the readings", "met"),
        (CGM, "L1", "Order A1c to screen for DM.", "not_documented"),
        # boxes with remarks or a figure
        (BARIATRIC, "M1", "[x] Height 5 ft 4   [x] Weight 242 lb on 11/10/26   [x] BMI 41.5", "met"),
        (BARIATRIC, "M1", "[x] BMI 35 or more", "not_documented"),
        (BARIATRIC, "M1", "[ ] BMI 41.5", "not_documented"),
        (BARIATRIC, "M1", "weight/height at preop 11/17: 283 lb, 5 ft 11 in.", "met"),
        (BARIATRIC, "M2", "[x] Diabetes - remarks: type 2, since 2015, metformin", "met"),
        (BARIATRIC, "M2", "[ ] Diabetes - remarks: none", "not_documented"),
        (BARIATRIC, "M2", "[x] Diabetes - remarks: mother", "not_documented"),
        (BARIATRIC, "M2", "[x] Diabetes", "not_documented"),
        # a weight that came back
        (
            BARIATRIC,
            "M3",
            "Weight management program 2024, she lost 9 pounds and by Christmas had every one of them back.",
            "met",
        ),
        (BARIATRIC, "M3", "Semaglutide in 2025. Six pounds off, nothing more, and that came back as well.", "met"),
        (BARIATRIC, "M3", "Medifast 6 months, 20 down, 25 up.", "met"),
        (BARIATRIC, "M3", "Dietitian program 2024: lost 10 lb, back within a year.", "met"),
        (BARIATRIC, "M3", "Nutrisystem, lost 20 and within the year all 20 had returned", "met"),
        (BARIATRIC, "M3", "lost 9 pounds on the dietitian program", "not_documented"),
        (BARIATRIC, "M3", "Partner did Weight Watchers for two years, 20 down, 25 up.", "not_documented"),
        # conditions tuned up
        (TKA, "N4", "PCP preop 11/12: A1c 6.8. Everything tuned up, nothing further needed before surgery.", "met"),
        (TKA, "N4", "P: R TKA 12/8. Medical eval back from Dr. Osei 11/12: A1c 6.8, nothing left to tune up.", "met"),
        (TKA, "N4", "Dr. Bhatt saw him November 10, says he is medically at his best.", "met"),
        (TKA, "N4", "PCP 11/3: diabetes and BP in good shape for surgery.", "met"),
        (TKA, "N4", "Everything will be tuned up at 12/2.", "not_documented"),
        (TKA, "N4", "Once sugar is where Dr. Osei wants it, ok for surgery.", "not_documented"),
        (TKA, "N4", "Brother was medically at his best.", "not_documented"),
        (
            TKA,
            "N1",
            "27447, Side  [ ] R  [x] L\n\nKellgren-Lawrence  LEFT  [ ] 1 [ ] 2 [x] 3\nKellgren-Lawrence  RIGHT [x] 1 "
            "[ ] 2 [ ] 3",
            "met",
        ),
        (TKA, "N1", "27447, Side  [ ] R  [x] L\n\nKellgren-Lawrence  RIGHT [ ] 1 [ ] 2 [x] 3", "not_documented"),
        (TKA, "N2", "PAIN  NRS 7/10\nFUNCTION  KOOS JR ....... 39.6 .......", "met"),
        (
            TKA,
            "N3",
            "Naproxen since February, no longer touches it. PT 3/9/26 to 6/19/26, not much to show for it.",
            "met",
        ),
        # a wound that a clinician calls diabetic, and one that stays as it is
        (HBO, "Q1", "T2DM. Ulcer on the sole of the R foot, Dr. A calls it a diabetic foot ulcer.", "met"),
        (HBO, "Q1", "T2DM. The wound clinic classifies the wound as a diabetic foot ulcer.", "met"),
        (HBO, "Q1", "T2DM. Leg ulcer, family calls it a diabetic foot ulcer.", "not_documented"),
        (HBO, "Q1", "T2DM. Dr. Li considers the ulcer a possible diabetic foot ulcer.", "not_documented"),
        (
            HBO,
            "Q3",
            "Weekly debridement and total contact cast since 10/1. 10/05 3.1 x 2.4 cm. 10/20 3.1 x 2.4. 11/18 same "
            "again.",
            "met",
        ),
        (
            HBO,
            "Q3",
            "Weekly debridement and cast since 10/1. 10/05 3.1 x 2.4 cm. 10/20 3.1 x 2.0. 11/18 same care again.",
            "not_met",
        ),
    ],
)
def test_tables_boxes_and_results(policy: str, criterion: str, text: str, status: str) -> None:
    found, why = status_of(policy, criterion, text)
    assert found == status, why
