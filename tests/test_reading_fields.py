"""Fields of forms, items on other problems, sides that are alike and abbreviations of agents: what each tells, and what
it does not."""

from __future__ import annotations

import pytest
from phrasings import status as status_of

SPINE, BRCA, ONB, FACET = "lumbar-mri-acr", "brca-uhc-cs049", "onb-synthetic", "facet-medicare-l38773"
BLOCK = "L GONB here 8/14/26; 8/10 beforehand -> 3/10 that evening.\n"
DRUG = "I had him on nortriptyline 25 mg at bedtime from June 8 to August 3. "
TWO = "Blocks April 21 and August 18. Before the August block pain 8 of 10. It fell to 3 and stayed until October 27."


@pytest.mark.parametrize(
    ("policy", "criterion", "text", "status"),
    [
        (SPINE, "I6", "Fall ............. none       Osteoporosis .... no       Steroids .... never", "not_documented"),
        (SPINE, "I6", "Fall: none   Osteoporosis: no   Steroids: never", "not_documented"),
        (SPINE, "I6", "Fall: none. Known osteoporosis.", "met"),
        ("cpap-ncd-240-4", "J10", "Hypertension | Y\nHistory of stroke | N\nInsomnia | N", "not_met"),
        ("cpap-ncd-240-4", "J8", "pmh: gout, htn, obesity. Snores.", "met"),
        (BRCA, "T6", "Prostate cancer, Gleason 8. No relative has been tested.", "not_documented"),
        (BRCA, "T6", "Prostate cancer, Gleason 8. No relative has had cancer.", "not_met"),
        ("tka-lcd-l40231", "N5", "Feet: sensation and strength full, no Charcot change.", "not_documented"),
        (ONB, "S6", BLOCK + "2. HTN - above goal.\n3. Hypothyroid - TSH 2.1 in Sept, no change.", "not_documented"),
        (ONB, "S6", f"{TWO} On November 13 the right nerve was tender and the left just the same.", "met"),
        (ONB, "S3", DRUG + "He slept better, but the jolts were just as many and I stopped it.", "met"),
        (ONB, "S3", DRUG + "He slept better, and the jolts were fewer.", "not_documented"),
        (FACET, "F11", "MBBs, 0.5% bupi:\n  9/16/26  7 -> 1, wore off ~6 h\n  10/14/26  6 -> 1, ~7 h", "met"),
        (FACET, "F11", "MBBs, 0.5% bupi:\n  9/16/26  7 -> 1, wore off ~6 h\n  10/14/26  6 -> 4, ~7 h", "not_met"),
    ],
)
def test_a_field_or_an_item_tells_what_it_says(policy: str, criterion: str, text: str, status: str) -> None:
    found, why = status_of(policy, criterion, text, "64635" if criterion == "F11" else None)
    assert found == status, why
