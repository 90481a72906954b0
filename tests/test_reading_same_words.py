"""The same words laid out in another way are read alike."""

from __future__ import annotations

import pytest
from phrasings import read

NOTE = "S: Here for follow-up.\nO: Alert, no distress.\nA: {}\nP: RTC prn."


@pytest.mark.parametrize("heading", [NOTE, "Assessment: {}", "A/P: {}", "IMPRESSION: {}", "HPI: {}"])
@pytest.mark.parametrize(
    ("type_", "phrase", "reading"),
    [
        ("DX", "Family hx: grandmother - occipital neuralgia; patient - headaches NOS.", "not_documented"),
        ("DX", "Ruled out: Chiari, arteritis, occipital neuralgia.", "not_met"),
        ("DX", "Chief complaint per the front desk: occipital neuralgia.", "not_documented"),
        ("DUR", "MA intake: onset 2 wks ago. Physician HPI: pain for a year. Not reconciled.", "not_documented"),
        ("DUR", "8/3/26: back pain, 6 weeks. 9/14/26: same. 11/16/26: no change.", "met"),
        ("EXCL", "MOH: screened, absent.", "met"),
        ("EXCL", "Infection at injection site: not assessed.", "not_documented"),
        ("PROG", "Treatment goals: PT, CBT, education class, gabapentin.", "not_documented"),
    ],
)
def test_a_heading_only_introduces(heading: str, type_: str, phrase: str, reading: str) -> None:
    assert read(type_, heading.format(phrase)) == reading
