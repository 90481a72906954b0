"""What policies on joints, stimulators, imaging, weight and wounds need of the reader, one class of wording each."""

import datetime as dt
from pathlib import Path

import pytest

from drafter import corpus, drafting, reading
from drafter.corpus import Corpus
from drafter.domain import Case, Finding

TODAY = dt.date(2026, 10, 12)
POLICIES = {
    "G": "sij-medicare-lcd", "H": "scs-ncd-160-7", "I": "lumbar-mri-acr", "M": "bariatric-ncd-100-1",
    "N": "tka-lcd-l40231", "Q": "hbo-ncd-20-29",
}  # fmt: skip
SERVICES = {
    "H5": {"code": "63685", "description": "permanent stimulator"},
    "G6": {"code": "27096", "description": "therapeutic sacroiliac joint injection"},
}
PHRASINGS = [
    line.split(maxsplit=2)
    for line in (Path(__file__).parent / "joint_phrasings.txt").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def held() -> Corpus:
    return corpus.load(corpus.packaged())


def find(held: Corpus, policy: str, id: str, text: str, **line: object) -> Finding:
    made = next(p for p in held.policies if p.id == policy)
    service = {"code": made.services[0].code, **line}
    case = Case.model_validate({"text": text, "request_date": TODAY, "services": [service]})
    finding = next(f for f in reading.read(case, made, 0, today=TODAY).findings if f.criterion == id)
    for cited in finding.citations:
        assert case.quotable()[cited.place][cited.start : cited.end] == cited.quote
    return finding


@pytest.mark.parametrize(("id", "status", "text"), PHRASINGS)
def test_a_sentence(held, id, status, text):
    """Ordinary sentences, and traps that settle nothing: of others, of the past, of plans, of another joint."""
    assert find(held, POLICIES[id[0]], id, text, **SERVICES.get(id, {})).status == status


TESTS = [
    ("FABER positive, Gaenslen positive, thigh thrust positive, compression negative.", "met"),
    ("Positive FABER, Gaenslen and thigh thrust on the right; negative compression.", "met"),
    ("FABER (+), Gaenslen (+), distraction (+), compression (-).", "met"),
    ("FABER and Gaenslen positive, thigh thrust negative.", "not_documented"),
    ("FABER, Gaenslen, thigh thrust, compression, distraction and sacral thrust all negative.", "not_met"),
    ("4 of 6 SI provocative maneuvers reproduced her pain.", "met"),
    ("Only 2 of 5 provocative tests were positive.", "not_met"),
    ("We will test FABER, Gaenslen and thigh thrust at the next visit.", "not_documented"),
    ("Tender over the right SI joint.", "not_documented"),
]


@pytest.mark.parametrize(("text", "status"), TESTS)
def test_provocative_tests_are_counted_by_their_signs(held, text, status):
    assert find(held, "sij-medicare-lcd", "G3", text).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Diagnostic SI joint injection on 2026-08-12 gave 80 % relief.", "therapeutic first"),
        ("The therapeutic SI joint injection of 2026-05-12 gave 60 % relief for 4 months.", "therapeutic repeat"),
        ("She has never had an injection of the SI joint.", None),
    ],
)
def test_the_kind_of_the_earlier_session_tells_the_stage(held, text, status):
    made = next(p for p in held.policies if p.id == "sij-medicare-lcd")
    line = {"code": "27096", "description": "therapeutic sacroiliac joint injection"}
    case = Case.model_validate({"text": text, "request_date": TODAY, "services": [line]})
    named = reading.read(case, made, 0, today=TODAY).named
    assert named == ((status,) if status else ("therapeutic first", "therapeutic repeat"))


@pytest.mark.parametrize(
    ("description", "history", "allows"),
    [
        ("diagnostic sacroiliac joint injection", ["diagnostic", "diagnostic"], 0),
        ("diagnostic sacroiliac joint injection", ["therapeutic", "therapeutic", "diagnostic"], None),
        ("therapeutic sacroiliac joint injection", ["diagnostic", "therapeutic", "therapeutic", "therapeutic"], None),
        ("therapeutic sacroiliac joint injection", ["therapeutic"] * 4, 0),
    ],
)
def test_each_sort_of_session_is_counted_by_itself(held, description, history, allows):
    made = next(p for p in held.policies if p.id == "sij-medicare-lcd")
    events = [
        {"description": f"{sort} sacroiliac joint injection", "date": dt.date(2026, n + 1, 10)}
        for n, sort in enumerate(history)
    ]
    case = Case.model_validate({
        "text": "SI joint pain.", "request_date": TODAY, "service_date": TODAY, "history": events,
        "history_complete": True, "services": [{"code": "27096", "description": description}],
    })  # fmt: skip
    finding = next(f for f in reading.read(case, made, 0, today=TODAY).findings if f.criterion == "G8")
    assert (finding.status, finding.allows) == (("met", None) if allows is None else ("not_met", allows))


def test_a_therapeutic_injection_without_a_diagnostic_one_is_not_certified(held):
    text = "She has never had an injection of the SI joint."
    assert find(
        held, "sij-medicare-lcd", "G6", text, description="therapeutic sacroiliac joint injection"
    ).status == "not_met"  # fmt: skip


def test_a_date_of_surgery_makes_no_pain_old(held):
    text = "Chronic intractable leg pain following two back operations (2017 L4-5 fusion, 2020 revision)."
    assert find(held, "scs-ncd-160-7", "H1", text).status == "met"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Lumbar MRI: no fracture, no stenosis, no nerve root compression.", "met"),
        ("Lumbar MRI: no fracture, L5-S1 disc extrusion with nerve root compression.", "not_documented"),
        ("Chest X-ray normal.", "not_documented"),
        ("Hip and lumbar pathology have been ruled out.", "met"),
    ],
)
def test_imaging_excludes_other_causes(held, text, status):
    assert find(held, "sij-medicare-lcd", "G5", text).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The stimulator trial reduced her pain from 9/10 to 5/10.", "met"),
        ("SCS trial gave good relief.", "met"),
        ("SCS trial: no relief, pain 8/10 before and 8/10 after.", "not_met"),
        ("SCS trial is scheduled for November.", "not_documented"),
    ],
)
def test_relief_without_a_percentage(held, text, status):
    assert find(held, "scs-ncd-160-7", "H5", text).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("If the MRI shows a herniation he is a candidate for an epidural steroid injection.", "met"),
        ("Not a surgical candidate; no injections are planned.", "not_met"),
        ("Status post L4-5 microdiscectomy in 2022.", "not_documented"),
    ],
)
def test_a_plan_counts_where_a_plan_is_asked_for(held, text, status):
    assert find(held, "lumbar-mri-acr", "I3", text).status == status


@pytest.mark.parametrize(
    ("id", "text", "status"),
    [
        ("I7", "Her mother had breast cancer with metastases. No cancer, no fever, not immunosuppressed.", "not_met"),
        ("I5", "Status post L4-5 microdiscectomy in 2022. Now has new right leg pain.", "met"),
        ("I5", "Status post L4-5 fusion in 2019, pain unchanged since.", "not_met"),
        ("I4", "Denies bowel or bladder changes, saddle numbness, fever.", "not_met"),
        (
            "I7",
            "Denies trauma, fever, cancer, weight loss, steroid use, osteoporosis, immunosuppression, prior surgery.",
            "not_met",
        ),
        ("I2", "Symptoms persist despite 6 weeks of conservative therapy with physical therapy and NSAIDs.", "met"),
        ("I2", "Symptoms persist despite 6 weeks of conservative therapy.", "not_documented"),
        ("I8", "EHL 4/5 right, otherwise 5/5.", "not_documented"),
        ("I8", "Ankle dorsiflexion 2/5 and worsening.", "met"),
    ],
)
def test_red_flags(held, id, text, status):
    assert find(held, "lumbar-mri-acr", id, text).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hypertension on lisinopril, OSA on CPAP.", "met"),
        ("No comorbidities.", "not_met"),
        ("No hypertension.", "not_documented"),
    ],
)
def test_one_comorbidity_of_many(held, text, status):
    assert find(held, "bariatric-ncd-100-1", "M2", text).status == status


def test_a_code_may_say_which_operation_it_is(held):
    assert find(held, "bariatric-ncd-100-1", "M4", "Obesity.", code="43775").status == "met"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("X-ray right knee KL grade 3.", "met"),
        ("X-ray left knee KL grade 3.", "not_documented"),
        ("X-ray right knee: severe joint space narrowing, bone on bone.", "met"),
        ("X-ray right knee: KL grade 1, joint spaces preserved.", "not_met"),
    ],
)
def test_the_grade_of_the_knee_that_is_asked_for(held, text, status):
    assert find(held, "tka-lcd-l40231", "N1", text, modifiers=["RT"]).status == status


def test_another_covered_condition_is_left_to_a_person(held):
    text = "He has osteoradionecrosis of the mandible and no diabetes, and never had a diabetic foot ulcer."
    finding = find(held, "hbo-ncd-20-29", "Q1", text)
    assert finding.status == "not_documented"
    assert any("exception" in miss.why for miss in finding.rejected)


@pytest.mark.parametrize(
    ("indication", "reason"), [("venous stasis ulcer of the left leg", "routed"), ("diabetic foot ulcer", None)]
)
def test_an_indication_that_is_not_covered_is_routed(held, indication, reason):
    line = {"code": "G0277", "indication": indication}
    case = Case.model_validate(
        {"text": "Request for HBO.", "request_date": TODAY, "services": [line], "policy": "hbo-ncd-20-29"}
    )
    found = drafting.determine(case, drafting.Judging(corpus=held, today=TODAY))[0]
    assert found.no_outcome == reason
