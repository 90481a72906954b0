"""What stands beside a fact and does not speak of it takes nothing from it, and makes nothing of it."""

from __future__ import annotations

import pytest
from phrasings import status as status_of

BOTOX, CGM, TKA, SCS = "botox-chronic-migraine", "cgm-l33822", "tka-lcd-l40231", "scs-ncd-160-7"
ONB, TPI, AETNA, CPAP = "onb-synthetic", "tpi-medicare-lcd", "tpi-aetna-cpb-0016", "cpap-ncd-240-4"
REHAB, CHAIR, MRI, BRCA = "cardiac-rehab-410-49", "pmd-ncd-280-3", "lumbar-mri-acr", "brca-uhc-cs049"
COURSE = "93798, 36 visits, M-W-F, 1 session per day, 12 wks\nfirst day 12/1/26. 0 used"
NEVER = "She has never had a nerve block of any kind."
FOUND = "Palpation: trigger point with taut band and twitch in R quadratus lumborum."
SPACE, GIVEN, CONSTANT = "\n\n", "TPI given Aug 18, 2026.", "7/10, moderate to severe, most days."


@pytest.mark.parametrize(
    ("policy", "criterion", "text", "status"),
    [
        # a number of another sentence is no count of what the onset dates
        (BOTOX, "C1", "Chronic migraine since March. 18 headache days a month, 10 migraine.", "met"),
        (BOTOX, "C1", "Chronic migraine. Headache 18 days per month since April, 10 of them migraine.", "met"),
        (BOTOX, "C1", "Chronic migraine for 18 days a month, 10 migraine.", "not_documented"),
        # a day of birth begins no course
        (REHAB, "U10", f"dob 3-27-57\ncpt {COURSE}", "met"),
        (REHAB, "U10", f"dob 3-27-41\ncpt {COURSE}", "met"),
        (REHAB, "U10", "93798, 36 sessions, 2 per week over 20 weeks. 0 used.", "not_met"),
        # a site told unchanged, and movement lost by a third, are no relief that failed to come
        (TPI, "B7", f"{GIVEN}{SPACE}Focal pain in the right rhomboid, no change of site.", "not_documented"),
        (TPI, "B7", f"{GIVEN}{SPACE}Lumbar side bending R limited by a third.", "not_documented"),
        (TPI, "B7", f"{GIVEN}{SPACE}Pain down by a third for 8 weeks.", "not_met"),
        # a score is no day
        ("sij-medicare-lcd", "G2", f"He grades it 8 of 10 now.{SPACE}{CONSTANT}", "not_documented"),
        # one session is what is asked for
        (ONB, "S7", f"Quantity: 1 unit, single session.\n{NEVER}", "met"),
        (ONB, "S7", f"1 session.\n{NEVER}", "met"),
        # a session that is only asked for had no result
        (SCS, "H5", f"Please review SCS trial.{SPACE}Chronic neuropathic pain; nothing has held it.", "not_documented"),
        (SCS, "H5", f"SCS trial done 10/12/26.{SPACE}It gave no relief.", "not_met"),
        # what would do none of it is no alternative
        (CHAIR, "R9", "Tight turning gets him to the table. A scooter would do none of this.", "met"),
        (CHAIR, "R9", "A scooter would do. No special seating needed.", "not_met"),
        # a denied injection denies no finding, and pain that is referred plans none
        (AETNA, "A4", f"Never had trigger point or any other spinal injection.\n{FOUND}", "met"),
        (AETNA, "A4", f"No trigger point or spasm.\n{FOUND}", "not_documented"),
        (AETNA, "A4", "Palpation: trigger points L upper trapezius, each w/ jump and referral he recognizes.", "met"),
        # a day to come heads no note
        (MRI, "I1", "Appt: 12/01/2026\nReason for visit: low back pain and left leg pain, 4 months.", "met"),
        # a department is no operation
        (MRI, "I5", "Ordering: Dr. Kestrel Joyner, spine surgery\nNo back surgery ever.", "not_met"),
        (MRI, "I5", "Spine surgery in 2021.\nNew left leg weakness since October.", "met"),
        # draws of a laboratory tell of no low at home
        (CGM, "L5", "Nothing under 70 among our labs, all early draws. Nobody has had to help him.", "not_documented"),
        (CGM, "L5", "No value under 70 in our lab results. No lows needing help.", "not_documented"),
        (CGM, "L5", "Meter logs: nothing under 70. Nobody has had to help him.", "not_met"),
        # whose it is
        (BRCA, "T12", "Mother had breast cancer at 50 and was tested last year: BRCA negative.", "not_met"),
        (BRCA, "T12", "Her sister, who is well, tested negative.", "not_documented"),
        (CPAP, "J9", "Family: fa MI. Snores.", "not_documented"),
        (CGM, "L2", "His brother was trained on the Libre.", "not_documented"),
        (CGM, "L2", "His wife was trained on the Libre and does it for him.", "met"),
        (TKA, "N4", "The brace fits, nothing left to tune up.", "not_documented"),
        (TKA, "N4", "A1c 6.8, BP fine, nothing left to tune up.", "met"),
        (BOTOX, "C2", "The nausea left alone lasts 6 hours.", "not_documented"),
        (BOTOX, "C2", "A headache left alone lasts 6 hours.", "met"),
    ],
)  # fmt: skip
def test_what_stands_beside_takes_nothing_away(policy: str, criterion: str, text: str, status: str) -> None:
    found, why = status_of(policy, criterion, text)
    assert found == status, why
