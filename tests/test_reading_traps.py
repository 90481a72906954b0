"""What looks like a statement and is none: other senses, print, drawings, corrections, two sources, hedged codes; and
the twins of each that do state it."""

from __future__ import annotations

import pytest
from phrasings import read

MET, NOT_MET, OPEN = "met", "not_met", "not_documented"


@pytest.mark.parametrize(
    ("kind", "phrase", "reading"),
    [
        ("DUR", "Knee pain for 4 years. Neck pain, onset not recorded.", OPEN),
        ("DUR", "Shoulder stiffness for a year. Duration of neck pain unknown.", OPEN),
        ("DUR", "Neck pain for 8 months. Exact onset unclear in the older notes.", MET),
        ("DUR", "T2DM x 8 yrs, CKD x 3 yrs, neck pain.", OPEN),
        ("DUR", "HTN x 8 yrs. Neck pain x 8 months.", MET),
        ("DUR", "Neck pain for 9 months. Correction: should read 9 days.", OPEN),
        ("DUR", "Neck pain for 9 months. Correction of address on file.", MET),
        ("DUR", "Chiropractor noted 7 months of neck pain. Clinic note: neck pain for 4 weeks.", OPEN),
        ("DUR", "Clinic note: neck pain for 4 weeks.", NOT_MET),
        ("DX", "Remote monitor ON during visit; headache.", OPEN),
        ("DX", "ON as of last week: melatonin at bedtime.", OPEN),
        ("DX", "ON, right, treated today.", MET),
        ("DX", "ON (optic neuritis) followed by ophthalmology.", OPEN),
        ("DX", "Dx: ON (occipital neuralgia), left.", MET),
        ("DX", "Booklet supplied: occipital neuralgia and you.", OPEN),
        ("DX", "Institute for Occipital Neuralgia, new patient visit.", OPEN),
        ("DX", "Checklist score positive for occipital neuralgia.", OPEN),
        ("DX", "Exam positive for occipital neuralgia on the left; dx occipital neuralgia.", MET),
        ("DX", "She is certain she has occipital neuralgia.", OPEN),
        ("DX", "Migraine w/o aura and occipital neuralgia, both active.", MET),
        ("EXAM", "Body map from intake: trigger points in both trapezius muscles.", OPEN),
        ("EXAM", "Trigger points palpated in both trapezius muscles, marked on the diagram.", MET),
        ("EXAM", "Denies trigger points in the neck.", OPEN),
        ("EXAM", "No trigger points in the trapezius on palpation.", NOT_MET),
        (
            "EXAM",
            "Exam: TP right trapezius. Correction: none was found, note was for another patient.",
            OPEN,
        ),
        ("UNIT", "20553, qty per enclosed order.", OPEN),
        ("UNIT", "20553, units as per the order form.", OPEN),
        ("UNIT", "20553 x1, trapezius, levator scapulae and rhomboid.", MET),
        ("UNIT", "20553 x1 on the form. The letter asks for 20553 x4.", OPEN),
        ("UNIT", "64493 + 64494, maybe 64495.", OPEN),
        ("UNIT", "64493 + 64494 + 64495.", NOT_MET),
    ],
)
def test_a_trap_stays_open_and_its_twin_is_read(kind: str, phrase: str, reading: str) -> None:
    assert read(kind, phrase) == reading
