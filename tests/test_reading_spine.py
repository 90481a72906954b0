"""Ordinary wordings of records on injections of the spine, and of the questions that ask for them."""

import datetime as dt

import pytest

from drafter import corpus, intake, reading
from drafter.corpus import Corpus
from drafter.domain import Case

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def held() -> Corpus:
    return corpus.load(corpus.packaged())


ROWS = [
    ("esi-medicare-lcd", "62323", "D2", "Low back pain shooting down the left leg since early November 2025.", "met"),
    ("esi-medicare-lcd", "62321", "D2", "Neck pain running into the left arm for 4 months.", "met"),
    ("esi-medicare-lcd", "62323", "D2", "Neurogenic claudication from lumbar stenosis for 8 months.", "met"),
    ("esi-medicare-lcd", "62323", "D2", "Sciatica for 2 weeks.", "not_met"),
    ("esi-medicare-lcd", "62321", "D2", "Acute herpes zoster, rash came up 9 days ago.", "not_applicable"),
    ("esi-medicare-lcd", "62323", "D3", "Gabapentin was stopped after 5 days because it caused falls.", "met"),
    ("esi-medicare-lcd", "62323", "D3", "She completed 6 weeks of PT without benefit and failed naproxen.", "met"),
    ("esi-medicare-lcd", "62323", "D3", "Physical therapy has been ordered.", "not_documented"),
    ("esi-medicare-lcd", "62323", "D5", "The pain is severe.", "not_documented"),
    ("esi-medicare-lcd", "62323", "D5", "ODI 44 %.", "met"),
    ("esi-medicare-lcd", "62323", "D6", "Plan: repeat TFESI under fluoroscopy with Omnipaque.", "met"),
    ("esi-medicare-lcd", "62323", "D6", "Plan: injection in the office under ultrasound guidance.", "not_met"),
    ("esi-medicare-lcd", "62323", "D6", "Plan: epidural injection.", "not_documented"),
    ("esi-medicare-lcd", "62323", "D10", "Pregabalin was stopped because of sedation.", "not_documented"),
    ("esi-medicare-lcd", "62323", "D10", "Plan: ESI under MAC.", "not_met"),
    (
        "esi-medicare-lcd", "62323", "D7",
        "ESI on 8/19/2025: pain fell from 8/10 to 3/10 for 4 months. It came back, now 7/10, ODI 44 %.", "met",
    ),
    ("lumbar-mri-acr", "72148", "I8", "SLR positive left, strength 5/5, reflexes symmetric.", "not_met"),
    ("lumbar-mri-acr", "72148", "I8", "Left leg: strength 5/5.", "not_documented"),
    ("lumbar-mri-acr", "72148", "I8", "Strength 5/5 in both arms.", "not_documented"),
    ("lumbar-mri-acr", "72148", "I8", "Strength 5/5 in arms and legs.", "not_met"),
    ("tpi-aetna-cpb-0016", "20553", "A8", "Botox for migraine March 3.", "not_documented"),
    ("tpi-aetna-cpb-0016", "20553", "A8", "Botox for migraine that week.", "not_documented"),
    ("tpi-aetna-cpb-0016", "20553", "A8", "Has Botox with neurology, next cycle in March.", "not_documented"),
    ("tpi-aetna-cpb-0016", "20553", "A8", "No other procedure that week.", "met"),
    ("tpi-aetna-cpb-0016", "20553", "A8", "Had Botox for migraine 3/2/2024.", "met"),
    (
        "lumbar-mri-acr", "72148", "I6",
        "46-year-old man with left leg pain. Denies trauma. No steroids, no osteoporosis.", "not_met",
    ),
    ("facet-medicare-l38773", "64635", "F12", "RFA on 8/26/2025 gave 80 % relief for 8 months.", "met"),
    (
        "facet-medicare-l38773", "64635", "F12",
        "RFA on 8/26/2025 gave 80 % relief for 8 months. Before the first ablation PT and NSAIDs failed.", "met",
    ),
    ("facet-medicare-l38773", "64635", "F11", "Two medial branch blocks gave 85 % and 90 % relief.", "met"),
    ("facet-medicare-l38773", "64635", "F11", "A medial branch block gave 86 % relief.", "not_documented"),
    ("facet-medicare-l38773", "64493", "F3", "No radiculopathy, no neurogenic claudication.", "met"),
    ("facet-medicare-l38773", "64493", "F3", "No radiculopathy.", "not_documented"),
    ("facet-medicare-l38773", "64493", "F6", "Diagnostic medial branch block.", "not_applicable"),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "code", "criterion", "text", "status"), ROWS)
def test_a_wording_of_the_spine(held, policy, code, criterion, text, status):
    found = next(p for p in held.policies if p.id == policy)
    case = Case(text=text, request_date=TODAY, services=({"code": code},))
    finding = next(f for f in reading.read(case, found, 0, today=TODAY).findings if f.criterion == criterion)
    assert finding.status == status, finding.why


def test_a_block_with_its_result_is_not_asked_for(held):
    question = (
        "Is ablation (CPT 64635) medically necessary for low back pain, two diagnostic medial branch blocks with 85% "
        "and 90% relief, failed physical therapy?"
    )
    assert [line.code for line in intake.load(question, held).services] == ["64635"]
