"""Treatments and sessions as notes tell them: results further on, relief until a day, sessions by their verb, muscle
pain by its spot, a nerve that is pressed; and what sounds alike and tells nothing."""

from __future__ import annotations

import pytest
from phrasings import status as status_of

AETNA, LCD, ONB = "tpi-aetna-cpb-0016", "tpi-medicare-lcd", "onb-synthetic"
CARE = "Conservative: moist heat at home; massage therapy 8 sessions 02/2026 - 04/2026.\n"
ASKED = "I ask for another greater occipital nerve block. "
JOLTS = "Jolts of seconds. "


@pytest.mark.parametrize(
    ("criterion", "text", "status"),
    [
        ("A2", f"{CARE}Response to conservative care: neither gave relief, pain stayed 7/10.", "met"),
        ("A2", f"{CARE}Response to conserv. care: no relief.", "met"),
        ("A2", f"{CARE}- Exam: trigger points R upper trapezius.\n- Response to conservative care: no relief.", "met"),
        ("A2", f"{CARE}Response to conservative care: not stated.", "not_documented"),
        ("A2", f"{CARE}Response to injections: neither gave relief.", "not_documented"),
        ("A2", f"{CARE}Response to conservative care: good relief from both.", "not_met"),
        ("A2", "Tx: ibuprofen 600 TID Mar-May, minimal; methocarbamol Jun, likewise.", "met"),
        ("A2", "Naproxen 500 BID: minimal side effects.", "not_documented"),
        ("A2", "Naproxen June, good; methocarbamol July, likewise.", "not_documented"),
        ("A2", "Eight sessions of massage gave a few hours' ease each time and no more.", "met"),
        ("A2", "Heat and massage: brief relief of an hour or two, then back.", "met"),
        ("A2", "Heat and massage gave only fleeting relief.", "not_documented"),
        ("A2", "Massage: good for a day at the spa.", "not_documented"),
        ("A2", 'She used diclofenac and Flexeril. "I can\'t say any of it did a thing."', "met"),
        ("A2", 'Naproxen for six weeks. "I don\'t think it did anything at all."', "met"),
        ("A2", 'She takes naproxen. "I can\'t say I did a thing this weekend."', "not_documented"),
        ("A2", 'She takes naproxen. "I don\'t think the injection did anything."', "not_documented"),
        ("A3", "49F f/u neck/shoulder MPS, sx since 11/2025.", "met"),
        ("A3", "f/u visit, MPS, symptoms since 11/2025.", "met"),
        ("A3", "MPS, f/u visits since 11/2025.", "not_documented"),
        ("A3", "Q1 Symptom start date? >> 05/2026", "met"),
        ("A3", "Policy start date? >> 05/2026", "not_documented"),
        ("A3", "Neck pain since 11/2025. It was 3 of 10 for two months after the last set and is 7 now.", "met"),
        ("A6", "Prior TPI same area: 2/10/2026 and 6/16/2026. None other last 2 yrs.", "met"),
    ],
)
def test_a_treatment_with_its_result_or_its_time(criterion: str, text: str, status: str) -> None:
    found, why = status_of(AETNA, criterion, text)
    assert found == status, why


@pytest.mark.parametrize(
    ("criterion", "text", "status"),
    [
        ("B1", "She can put one finger on her pain. It sits in the upper trapezius on the right.", "met"),
        ("B1", "Same well-defined painful spot as in July, L upper trapezius.", "met"),
        ("B1", "One spot of pain in the left infraspinatus.", "met"),
        ("B1", "The pain is in one spot of the right levator scapulae, no bigger than a coin.", "met"),
        ("B1", "Points with one finger to the left upper trapezius as the place that hurts.", "met"),
        ("B1", "Her pain sits in the head.", "not_documented"),
        ("B1", "Widespread muscle pain all over.", "not_documented"),
        ("B1", "Focal muscle pain of the L trapezius; the shot is for treatment, not to make the diagnosis.", "met"),
        ("B1", "The shot is for treatment, not to make the diagnosis of focal myofascial pain.", "not_documented"),
        ("B1", "Focal myofascial pain of the L infraspinatus. We did not make the diagnosis.", "not_documented"),
        ("B8", "TPI 7/14/26. Neck Disability Index on those two days 48%, then 22%.", "not_documented"),
        ("B8", "TPI 7/14/26. NDI 48% before, 22% at 4 weeks.", "met"),
        ("B8", "TPIs 2/10/26 and 6/16/26.\nOswestry: 6/16 pre 52%. 7/28 22%.", "met"),
        ("B11", "Had TPI 8/13/26. NRS 8. Lives alone. Drives. Retired. No other TPIs this year or last.", "met"),
        ("B11", "Had TPI 8/13/26. It went well. None in the two years before.", "met"),
        ("B11", "Had TPI 8/13/26. No other procedures planned this year.", "not_documented"),
        ("B11", "Had TPI 8/13/26. No other medicine this year.", "not_documented"),
        ("B11", "Had TPI 8/13/26. No other TPIs here.", "not_documented"),
    ],
)
def test_focal_pain_scores_and_sessions_of_a_muscle(criterion: str, text: str, status: str) -> None:
    found, why = status_of(LCD, criterion, text)
    assert found == status, why


@pytest.mark.parametrize(
    ("criterion", "text", "status"),
    [
        ("S2", f"{JOLTS}Doctor pressed on the left greater occipital nerve on 11/12 and got one.", "met"),
        ("S2", f"{JOLTS}When I press lateral to the occipital protuberance she winces.", "met"),
        ("S2", f"{JOLTS}Pressing on the nerve at its exit sets the whole thing off.", "met"),
        ("S2", f"{JOLTS}Nerves tender on pressure on both sides.", "met"),
        ("S2", f"{JOLTS}Pressing on the nerve at its exit sets nothing off.", "not_documented"),
        ("S2", f"{JOLTS}When I press lateral to the occipital protuberance she does not wince.", "not_documented"),
        ("S2", f"{JOLTS}We will press on the nerve and see whether it sets off the jolt.", "not_documented"),
        ("S2", f"{JOLTS}Scalp so touchy on that side that the pillow is disagreeable.", "met"),
        ("S2", f"{JOLTS}A comb feels like needles on that side.", "met"),
        ("S2", f"{JOLTS}Cotton feels like sandpaper on the left side of the scalp.", "met"),
        ("S2", f"{JOLTS}The rim of her hat feels fine. Scalp not touchy.", "not_documented"),
        ("S2", f"{JOLTS}The brush feels like needles in the jaw.", "not_documented"),
        ("S2", f"{JOLTS}Her mother's scalp was so touchy.", "not_documented"),
        ("S6", "gonb l 3/10, l 8/11. those 2, none else.\n8/11: 9 -> 3 next am. held 3 til 10/20. now 8.", "met"),
        (
            "S6",
            "gonb l 3/10, l 8/11. those 2, none else.\n8/11: 9 -> 3 next am. held 3 til 8/30. now 8.",
            "not_documented",
        ),
        ("S6", "gonb l 3/10, l 8/11. those 2, none else.\n8/11: 9 -> 3 next am. now 8.", "not_documented"),
        (
            "S6",
            "Right block 3/10/26. I asked for a number and she put a number on it. She was at 9 the week "
            "before and at 2 "
            "the week after, and it stayed at 2 through the Fourth of July.",
            "met",
        ),
        (
            "S6",
            f"{ASKED}She has been treated twice, on April 21 and August 18 of this year. Before the August "
            f"block her pain "
            "stood at 8 of 10. It fell to 3 within days and remained there until October 27.",
            "met",
        ),
        ("S6", "Block 9/16/25, pain 8 to 2. Then the same pain crept back.", "not_documented"),
        ("S7", f"{ASKED}She has been injected twice, on April 21 and August 18, 2026. Each block helped.", "met"),
        ("S7", f"{ASKED}She was treated twice in the ER, on April 21 and August 18, 2026.", "not_documented"),
        ("S7", f"{ASKED}She has been treated twice for her back, on April 21 and August 18, 2026.", "not_documented"),
        ("S7", f"{ASKED}She was seen twice, on April 21 and August 18, 2026.", "not_documented"),
        ("S7", "GON block list since pt started here: 4/14/26 and 8/4/26. None before April, none elsewhere.", "met"),
        ("S7", "GON block list since pt started here: 4/14/26 and 8/4/26, both L.", "not_documented"),
    ],
)
def test_a_nerve_and_its_blocks(criterion: str, text: str, status: str) -> None:
    found, why = status_of(ONB, criterion, text)
    assert found == status, why
