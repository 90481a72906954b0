"""The sentences people read: why a finding stands or a place does not settle it. Missing papers deny nothing."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from drafter import corpus, reading
from drafter.domain import Case, Finding, ServiceLine
from drafter.reading import weighing
from drafter.text import papers

TODAY = dt.date(2026, 11, 20)
POLICIES = {p.id: p for p in corpus.load(corpus.packaged()).policies}
TPI, ONB = "tpi-aetna-cpb-0016", "onb-synthetic"
LINES = {TPI: ServiceLine(code="20553"), ONB: ServiceLine(code="64405")}

RECORDS = (
    "Examination: trigger points palpated in the cervical and thoracic muscles. Assessment: myofascial pain syndrome.",
    "Status of failed conservative treatment: unknown. Physical therapy and chiropractic treatment recommended.",
    "No clinic note, medication list or therapy record came with the request.",
    "Tried Aimovig, Nurtec and supplements. Review on anticoagulation medication and the risk of discontinuing it.",
    "Neck pain since May 2026. Naproxen for 6 weeks without relief. PT declined. No trigger points in the trapezius.",
    "Mother has migraine. Possible occipital neuralgia. TPI every 4 weeks for 12 weeks with ultrasound guidance.",
    "Right occipital neuralgia. GONB on 4/12/2026 gave 30% relief for 2 weeks. Epidural injection scheduled same day.",
    "She was taught pain education, sees a psychologist, takes gabapentin, and is in physical therapy.",
    "Facet injection is also requested. If PT fails, consider TPI. Pain on and off.",
)


def found(text: str, policy: str) -> dict[str, Finding]:
    case = Case(text=text, request_date=TODAY, services=(LINES[policy],))
    return {f.criterion: f for f in reading.read(case, POLICIES[policy], 0, today=TODAY).findings}


def test_sentences_say_it_plainly() -> None:
    exam = found(RECORDS[0], TPI)
    assert exam["A1"].why == "Myofascial pain syndrome is stated as a diagnosis."
    assert exam["A4"].why == "Trigger points are recorded on examination in the cervical and thoracic muscles."
    care = found(RECORDS[1], TPI)["A2"]
    assert care.why.endswith("conservative care is mentioned only as uncertain (“status of”).")
    assert care.rejected[1].why == "physical therapy was only planned (“recommended”)"
    block = found("", ONB)
    assert block["S6"].why == "Nothing tells what an earlier session did (at least 50% relief for at least 6 weeks)."
    assert block["S7"].why.startswith("1 session is requested; how many went before")
    assert block["S7"].why.endswith("is not known (limit 4).")


@pytest.mark.parametrize("policy", [TPI, ONB])
@pytest.mark.parametrize("record", RECORDS)
def test_every_sentence_is_short_and_whole(record: str, policy: str) -> None:
    for finding in found(record, policy).values():
        assert re.fullmatch(r"[A-Z0-9“][^_\n]{10,219}[.]", finding.why), finding.why
        for reason in (finding.why, *(near.why for near in finding.rejected)):
            assert ";" not in reason or reason == finding.why
            assert not re.search(r"\.\.|None|is named, but", reason), reason
            assert not re.search(r"\b(\w{4,}) \1\b|points is |drugs is |an [bcdfgjklmpqrtvwxyz]", reason), reason
        for near in finding.rejected:
            assert near.why[-1:].isalnum() or near.why[-1:] in ")”"


@pytest.mark.parametrize(
    "sentence",
    [
        "No clinic note, medication list or therapy record came with the request.",
        "No documentation of physical therapy or NSAIDs was submitted.",
        "No records of conservative treatment are on file.",
        "Physical therapy records were not received.",
        "There is no documentation of trigger points in the trapezius.",
        "Nothing in our file about conservative treatment.",
        "Conservative treatment: not documented in the records.",
        "Medication list and PT notes are not available.",
        "Office notes documenting patient education, counseling and physical therapy were not provided.",
    ],
)
def test_missing_papers_deny_nothing(sentence: str) -> None:
    for policy in (TPI, ONB):
        for finding in found(sentence, policy).values():
            if finding.criterion in ("A1", "A2", "A3", "A4", "A5", "S1", "S2", "S3", "S4", "S6"):
                assert finding.status == "not_documented", (finding.criterion, finding.why)
    near = [n.why for f in found(sentence, TPI).values() for n in f.rejected]
    assert all("records are missing" in why or "uncertain" in why for why in near)


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("no relief with physical therapy per pt notes", True),
        ("physical therapy failed, records not available", True),
        ("no trigger points, see note", False),
        ("no change since last note", False),
        ("denies neck pain", False),
    ],
)
def test_a_sentence_about_the_patient_is_none_about_papers(sentence: str, result: bool) -> None:
    assert not papers.missing(sentence, result)


def test_a_schedule_is_no_near_miss_of_a_response() -> None:
    assert found("Request: 64405 and 20553, each every 4 weeks for 12 weeks.", ONB)["S6"].rejected == ()


def test_drugs_for_another_purpose_are_no_care() -> None:
    care = found("Review of anticoagulation medication and blood pressure medication.", TPI)
    assert care["A2"].rejected == ()
    assert care["A5"].rejected == ()


def test_number_of_subject_and_verb() -> None:
    assert weighing.be("trigger_point") == "trigger points are"
    assert weighing.be("physical_therapy", "was") == "physical therapy was"
    assert weighing.objected("nsaid", "it was only planned") == "NSAIDs were only planned"
    assert weighing.objected("nsaid", "the records are missing") == "the records are missing"
