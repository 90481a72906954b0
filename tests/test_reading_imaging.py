"""Imaging: which study, what it shows and where, and the reports that settle nothing."""

from __future__ import annotations

import datetime as dt

import phrasings
import pytest
from test_reading import MET, NOT_MET, OPEN, case, finding, read, status

from drafter.domain import Note
from drafter.reading import roots

ROOT = {
    "id": "X1", "kind": "imaging", "studies": ["mri", "ct", "ct_myelogram"], "shows": ["nerve_root_compression"],
    "not_enough": ["disc_herniation", "disc_bulge", "spinal_stenosis", "epidural_scar", "disc_degeneration"],
    "within": {"value": 24, "unit": "months"}, "regions": ["lumbar"], "concordant": True, "side": "right",
    "roots": ["S1"],
}  # fmt: skip
OF_THE_RECORD = {key: value for key, value in ROOT.items() if key not in ("side", "roots")}


@pytest.mark.parametrize(
    "text",
    [
        "MRI of the lumbar spine of 2026-06-10 shows a right L5-S1 extrusion with compression of the S1 root.",
        "Lumbar MRI 6/10/2026: right paracentral protrusion at L5-S1 displacing the traversing nerve root.",
        "CT lumbar 2025-12-02: right L5/S1 herniation effacing the right S1 root.",
        "MRI May 2026: disc extrusion L5-S1, right S1 nerve root is impinged.",
        "MRI 2026-02 shows bilateral S1 root impingement, worse on the right.",
        "MRI L-spine w/o contrast 4/22/26: R L5-S1 HNP w/ S1 nerve root compression.",
        "Myelogram 2026-01: amputation of the right S1 root sleeve.",
        "MRI 2026-08: unchanged right S1 root compression since 2023.",
        "MRI 2026-08: no interval change in the right S1 root compression.",
        "MRI 1/2023 no compression; MRI 1/2026 right S1 compression.",
        "MRI 6/15/2026 shows right S1 root compression, and surgery is recommended.",
        "MRI 2026-09: L4-5: no nerve root compression. L5-S1: right S1 root compressed.",
        "MRI 6/2026. L4-5 mild bulge without root contact. L5-S1 extrusion compressing the right S1 root.",
        "Date of study: 06/15/2026. MRI lumbar spine. The right S1 nerve root is compressed.",
        "MRI 2026-03: left S1 compression. Addendum: side corrected to right.",
    ],
)
def test_compression_in_the_right_place(text: str) -> None:
    assert status(text, ROOT) == MET


@pytest.mark.parametrize(
    "text",
    [
        "MRI 2026-07-01 normal lumbar spine.",
        "MRI lumbar 2026-07: no disc herniation, no nerve root impingement.",
        "MRI 2026-07: degenerative disc disease without neural impingement at any level.",
        "MRI 2026-07: L5-S1 disc bulge, right S1 nerve root unaffected.",
        "MRI 4/2026: Nerve roots exit freely.",
        "MRI 4/2026: herniation does not compress the right S1 root.",
        "MRI 4/2026: the previously seen right S1 root compression has resolved.",
        "MRI 2026-08: mild bulge at L5-S1 only.",
        "MRI 2026-08, left S1 root compressed, right S1 root not compressed.",
        "MRI 2026-03: right S1 compression. Addendum 2026-03-05: no compression is present.",
        "MRI 8/2026 right S1 compression; corrected report: the side is left.",
    ],
)
def test_no_compression(text: str) -> None:
    assert status(text, ROOT) == NOT_MET


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("MRI 2026-07-01: L4-5 right herniation compressing the L5 root.", "shown at L5"),
        ("MRI 2026-07-01: left L5-S1 herniation compressing the left S1 root.", "on the left"),
        ("MRI 4/2026: compression of the S1 root.", "without a side"),
        ("MRI 4/2026: compression of the right nerve root.", "without a level or root"),
        ("MRI 2026-07: findings suspicious for right S1 root compression.", "only as uncertain"),
        ("MRI 2026-07: cannot exclude contact with the right S1 root.", "only as uncertain"),
        ("MRI 2024-11-19: right S1 compression.", "older than 24 months"),
        ("MRI November 2024: right S1 compression.", "may be older"),
        ("MRI dated 3/3/2027 shows right S1 compression.", "in the future"),
        ("MRI: right S1 compression.", "day of the study is not told"),
        ("MRI scheduled for 2026-12-05.", "without a report"),
        ("No MRI has been done.", "without a report"),
        ("MRI report not in chart; per the surgeon it showed right S1 compression.", "without a report"),
        ("MRI 2026-04 limited by motion; right S1 root cannot be assessed.", "could not be read"),
        ("Cervical MRI 2026-04: C7 root compression on the right.", "cervical, not lumbar"),
        ("Her father's MRI 2026-04 showed right S1 compression.", "of another person"),
        ("MRI 2026-08: no change since 2023.", "depends on an earlier report"),
        ("MRI 2026-08: moderate right foraminal stenosis at L5-S1.", "by itself"),
        ("MRI 2026-06-15: no left S1 root compression.", "denied only on the left"),
        ("MRI 2026-09: no nerve root compression at L3-4.", "denied only at"),
        ("EMG 8/2026 confirms right S1 radiculopathy.", "not among the studies"),
        ("Ultrasound 2026: right S1 compression.", "not among the studies"),
        ("MRI 8/2026 report A: right S1 compression. Report B: no nerve compression.", "contradicts itself"),
    ],
)
def test_what_settles_nothing(text: str, why: str) -> None:
    found = finding(text, ROOT)
    assert found.status == OPEN
    assert why in found.why


@pytest.mark.parametrize(
    "text",
    [
        "MRI 2026-08: compression fracture of L1.",
        "MRI 2026-08: no compression fracture.",
        "MRI 2026-08: thecal sac compression at L3-4.",
        "MRI 4/2026: alignment normal, conus normal.",
        "Patient says the MRI showed a pinched nerve on the right at S1.",
        "If the MRI shows right S1 compression we will inject.",
        "Diagnosis: right S1 radiculopathy from nerve root compression.",
        "CT 8/2026 shows right S1 compression but MRI 9/2026 shows none.",
        "MRI 7/2026: no compression other than of the right S1 root.",
        "MRI 7/2026: previously there was right S1 compression.",
        "MRI 7/2026: compression of right S1 cannot be confirmed.",
        "MRI 7/2026. Findings: left S1 root compressed. Impression: right S1 root compressed.",
    ],
)
def test_other_things_are_no_evidence(text: str) -> None:
    assert status(text, ROOT) == OPEN


@pytest.mark.parametrize(
    ("symptoms", "expected"),
    [
        ("Pain radiating down the right leg in the S1 dermatome.", MET),
        ("Pain radiating down the left leg in the S1 dermatome.", OPEN),
        ("Low back pain.", OPEN),
    ],
)
def test_the_symptoms_of_the_record(symptoms: str, expected: str) -> None:
    report = "MRI 2026-06: right S1 root compressed by an L5-S1 extrusion."
    assert status(f"{symptoms} {report}", OF_THE_RECORD) == expected


def test_a_document_that_is_a_report_carries_its_date() -> None:
    text = "L5-S1: right subarticular extrusion compressing the right S1 nerve root."
    recent = Note(kind="MRI lumbar spine report", date=dt.date(2026, 5, 4), text=text)
    assert read(case(None, notes=(recent,)), ROOT).findings[0].status == MET
    old = recent.model_copy(update={"date": dt.date(2022, 5, 4)})
    assert read(case(None, notes=(old,)), ROOT).findings[0].status == OPEN


def test_other_findings_of_the_vocabulary() -> None:
    cyst = {"id": "X1", "kind": "imaging", "studies": ["mri"], "shows": ["facet_cyst"]}
    assert status("MRI shows a synovial cyst at L4-5.", cyst) == MET
    assert status("MRI shows no facet cyst.", cyst) == NOT_MET
    assert status("MRI shows a disc bulge.", cyst) == OPEN


def test_the_root_of_a_level() -> None:
    assert roots.place("right paracentral L5-S1").implied == {"s1"}
    assert roots.place("right foraminal L5-S1").implied == {"l5"}
    assert roots.place("L5-S1").implied == {"l5", "s1"}
    assert roots.place("C5-6 herniation").implied == {"c6"}
    assert roots.place("L4 vertebral body").roots == set()


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("MRI 6/2026: disc fragment lies on and pins the right S1 root.", MET),
        ("MRI 6/2026: right S1 root draped over the herniation and flattened.", MET),
        ("MRI 6/2026: right S1 root is bowed posteriorly by the extrusion.", MET),
        ("MRI 6/2026: extrusion obscures and compresses the right S1 root; left side patent.", MET),
        ("MRI 6/2026: right S1 root trapped between disc and facet, left S1 root exits freely.", MET),
        ("MRI 6/2026: right S1 nerve root is severely impinged upon.", MET),
        ("MRI 6/2026: the right S1 root is displaced dorsally. No left-sided contact.", MET),
        ("MRI 6/2026: herniation indenting the right S1 root; no compression on the left.", MET),
        ("MRI 6/2026: right lateral recess at L5-S1 is obliterated with compression of the S1 root.", MET),
        ("MRI 6/2026: compression, right S1 root. Remaining levels unremarkable.", MET),
        ("MRI 6/2026: impression: right-sided L5-S1 HNP w/ S1 root compromise.", MET),
        ("MRI 6/2026: sequestered fragment impinges right S1.", MET),
        ("MRI lumbar w/o contrast 6/2026: right S1 root compression by disc.", MET),
        ("MRI 6/2026 - R paracentral L5-S1 extrusion, R S1 root compressed and swollen.", MET),
        ("MRI 6/2026: fragment behind the S1 body, right S1 root compressed, left spared.", MET),
        ("MRI 6/2026: herniation squashes the right S1 root.", MET),
        ("MRI L-spine 6/2026: no root compression at any level.", NOT_MET),
        ("MRI 6/2026: disc touches the right S1 root without displacing it.", NOT_MET),
        ("MRI of 6/2026 was normal for her age.", NOT_MET),
        ("MRI 6/2026: no root compression.", NOT_MET),
        ("MRI 6/2026: no neural impingement at any level.", NOT_MET),
        ("MRI 6/2026: exiting and traversing roots are unimpeded.", NOT_MET),
        ("MRI 6/2026: no disc herniation, stenosis or nerve impingement.", NOT_MET),
        ("MRI 6/2026: no compressive pathology.", NOT_MET),
        ("MRI 6/2026: both S1 nerve roots are intact and surrounded by fat.", NOT_MET),
        ("MRI 6/2026: neither S1 root is compressed.", NOT_MET),
        ("MRI 6/2026: no nerve is pinched.", NOT_MET),
        ("MRI 6/2026: unremarkable study without evidence of nerve root compression.", NOT_MET),
        ("MRI 6/2026: lateral recesses open, S1 roots well preserved.", NOT_MET),
        ("MRI 5/2026: normal discs, no stenosis, roots free.", NOT_MET),
        ("MRI 6/2026: facet arthropathy, nerve roots exit without compromise.", NOT_MET),
        ("CT lumbar 7/2026: unremarkable.", NOT_MET),
        ("MRI 6/2026: right S1 root lies free.", NOT_MET),
        ("MRI 6/2026: left S1 root free.", OPEN),
        ("MRI 6/2026: compression of the L4 root, right.", OPEN),
        ("MRI 6/2026: no central canal stenosis.", OPEN),
        ("MRI 6/2026: no fracture.", OPEN),
        ("MRI 6/2026: Findings: no root contact. Impression: right S1 root compression.", OPEN),
        ("MRI 6/2026: the right S1 root is not visualized.", OPEN),
        ("MRI 6/2026: left foramen open at L5-S1.", OPEN),
        ("MRI 6/2026: right S1 root near the fragment.", OPEN),
        ("MRI 6/2026 at L3-4: no root compression.", OPEN),
        ("MRI 6/2026: right L5-S1 compression.", OPEN),
        ("MRI 6/2026: left paracentral herniation compresses left S1 root.", OPEN),
        ("MRI 6/2026 result pending.", OPEN),
        ("MRI cervical 6/2026: no root compression.", OPEN),
        ("MRI scheduled; clinically right S1 compression.", OPEN),
        ("MRI L-spine 6/2026: roots untouched on both sides.", NOT_MET),
    ],
)
def test_classes_and_their_twins(phrase: str, status: str) -> None:
    """Roots touched in other words, roots left free, and parts of a report that differ."""
    assert phrasings.read("IMG", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Final report 11/04/2026 supersedes the wet read of 11/03: MRI, right S1 root displaced at L5-S1.", MET),
        ("Preliminary read 10/20: MRI, right S1 compression. Final read pending.", OPEN),
        ("Addendum to MRI 09/01/2026: the compression reported was another patient's; the lumbar spine of this patient "
         "shows no root compression.", NOT_MET),
        ("Addendum to MRI 09/01/2026: the images reported belong to another patient. A new report will follow.", OPEN),
        ("We agreed to scan her again; this was done on 02 March 2026. A fragment presses on the right S1 root.", MET),
        ("We agreed to scan her again; this is to be done in December. A fragment may press on the S1 root.", OPEN),
        ("An MRI was recommended and performed on May 12, 2026. It shows the right S1 root compressed.", MET),
        ("MRI 04/22/2026\nL S1 root: compressed at L5-S1\nR S1 root: free", NOT_MET),
        ("MRI 04/22/2026\nL S1 root: compressed at L5-S1\nR S1 root: not commented on", OPEN),
        ("CT 08/30/2026: right S1 root impinged at L5-S1. Erratum: for right read left.", NOT_MET),
        ("MRI 08/30/2026: left S1 root compressed. Addendum 09/01/2026: side is RIGHT; left S1 root is free.", MET),
        ("I read the MRI of 3 October 2026 as showing the right S1 root compressed; Dr. Falk does not see it.", OPEN),
        ("Whatever I had suspected, the MRI of 3 October 2026 shows that nothing touches the S1 roots.", NOT_MET),
        ("MRI 9/2026: the L5-S1 disc flattens the first sacral root on the right.", MET),
        ("An MRI of 14 July 2026 carries another date of birth; it shows the right S1 root compressed.", OPEN),
        ("MRI LS 8/5/26: no NR contact R or L.", NOT_MET),
        ("MRI 2/2025 R S1 compressed; MRI 9/2026 s/p discectomy: R S1 free.", NOT_MET),
        ("The films of 14 July 2026 show an L5-S1 disc that keeps well away from both S1 roots.", NOT_MET),
        ("The August 2026 MRI shows the left S1 root compressed and the right one normal.", NOT_MET),
        ("The August 2026 MRI shows the left S1 root compressed. The right side is not described.", OPEN),
        ("The radiologist calls the right S1 root compressed on the August 2026 MRI; the surgeon calls it free.", OPEN),
        ("MRI 7/2026: compression of neither S1 root.", NOT_MET),
        ("MRI 7/2026 reviewed: the disc touches no root.", NOT_MET),
    ],
)  # fmt: skip
def test_what_is_told_around_a_report(phrase: str, status: str) -> None:
    assert phrasings.read("IMG", phrase) == status


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        (MET, "MRI of July 2, 2026: an L5-S1 fragment squeezes the right S1 root, as fits the leg she complains of."),
        (MET, "The radiologist telephoned about the CT of October 30. L5-S1 disc presses the right S1 root, she said."),
        (OPEN, "She says that the MRI of August 4, 2026 showed a herniation compressing the right S1 root."),
        (OPEN, "According to the patient the lumbar MRI of August 4, 2026 shows that the right S1 root is compressed."),
        (MET, "I enclose the MRI report of May 18, 2026. There the right S1 root is said to be compressed at L5-S1."),
        (OPEN, "He is said to have a compressed right S1 root on a lumbar MRI of May 18, 2026."),
        (NOT_MET, "Lumbar MRI of June 2026: the right S1 root is described as entirely free."),
        (MET, "An MRI from 2021 was normal, but it was repeated on September 8, 2026. The new one found a herniation "
         "at L5-S1 flattening the right S1 root."),
        (OPEN, "An MRI from 2021 showed compression of the right S1 root. It is to be repeated in December."),
        (NOT_MET, "The MRI of November 3, 2026 shows that the fragment which had compressed his right S1 root has been "
         "resorbed and that the root now lies free."),
        (OPEN, "The first reading of the MRI of September 3, 2026 called the right S1 root compressed and the second "
         "reading called it free."),
        (NOT_MET, "Her lumbar MRI of August was reported as normal for her age, with all the roots lying free."),
        (MET, "MRI of October 2026: the L5-S1 fragment that compressed the right S1 root a year ago is unchanged."),
    ],
)  # fmt: skip
def test_who_tells_of_the_study_and_of_when(status: str, phrase: str) -> None:
    assert phrasings.read("IMG", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "She could not have an MRI; CT myelogram of 2 June 2026 shows no nerve root compression at any level.",
            "not_met",
        ),
        (
            "Surgeon feels the root is pinched on his own reading; the radiologist's report calls it free.",
            "not_documented",
        ),
        ("Both our reading and the radiologist's is that the right S1 root is compressed (MRI 10 Sept 2026).", "met"),
        ("Lumbar MRI Sept 2026: mild degenerative change only, all roots free.", "not_met"),
        ("MRI 9/9/26: no root compressed save for the right S1, which is flattened by a synovial cyst.", "met"),
        ("MRI 9/9/26: possible contact with the right S1 root.", "not_documented"),
        ("Lumbar MRI 6/20/26. Disc desiccation. No stenosis, no neural compression.", "not_met"),
        ("MRI 9/9/26: no root compressed other than the left S1.", "not_documented"),
        (
            "Lumbar MRI of 9 July 2026: the herniation presses on the left S1 root. The right root is well "
            "seen and untouched.",
            "not_met",
        ),
    ],
)
def test_roots_excepted_readers_who_differ_and_studies_not_made(phrase: str, expected: str) -> None:
    assert phrasings.read("IMG", phrase) == expected
