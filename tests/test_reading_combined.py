"""Criteria of several parts, stages that a request names, and criteria that are only reported."""

import datetime as dt
from typing import Any

import pytest

from drafter import logic, reading
from drafter.domain import Case, Policy

TODAY = dt.date(2026, 3, 2)
SHARED = {"text": "As the policy says.", "ask": "Please send it.", "verified": "synthetic"}


def policy(criteria: list[dict[str, Any]], stages: list[dict[str, Any]]) -> Policy:
    source = {"title": "t", "organisation": "o", "verified": "synthetic"}
    service = {"code": "64493", "label": "facet injection", "words": ["facet injection", "medial branch block"]}
    return Policy.model_validate({
        "id": "made-up", "title": "t", "owner": "o", "number": "1", "version": "1", "effective": "2025-01-01",
        "source": source, "services": [service], "criteria": [{**SHARED, **c} for c in criteria], "stages": stages,
    })  # fmt: skip


PAIN = {"kind": "score", "measure": "pain_score", "least": 4}
LONG = {"kind": "duration", "lasting": {"value": 3, "unit": "months"}}


def read(needs: str, text: str) -> str:
    made = policy(
        [{"id": "Z1", "kind": "combined", "needs": needs, "parts": [PAIN, LONG]}], [{"name": "any", "logic": "Z1"}]
    )
    case = Case(text=text, request_date=TODAY, services=({"code": "64493"},))
    finding = reading.read(case, made, 0, today=TODAY).findings[0]
    assert finding.criterion == "Z1"
    for cited in finding.citations:
        assert text[cited.start : cited.end] == cited.quote
    return finding.status


@pytest.mark.parametrize(
    ("text", "every", "one"),
    [
        ("Low back pain for 8 months. Pain score 7/10.", "met", "met"),
        ("Low back pain for 8 months. Pain score 2/10.", "not_met", "met"),
        ("Low back pain for 8 months.", "not_documented", "met"),
        ("Low back pain. Pain score 2/10.", "not_met", "not_documented"),
        ("Low back pain for 2 weeks. Pain score 2/10.", "not_met", "not_met"),
    ],
)
def test_parts_together(text, every, one):
    assert (read("all", text), read("any", text)) == (every, one)


STAGES = [
    {"name": "first", "when": {"history": "none"}, "logic": "Z1"},
    {"name": "second", "when": {"history": "some", "words": ["diagnostic", "confirmatory"]}, "logic": "Z1"},
    {"name": "treatment", "when": {"history": "some", "words": ["therapeutic"]}, "logic": "Z1", "reported": ["Z2"]},
]


@pytest.mark.parametrize(
    ("text", "description", "stage"),
    [
        ("Medial branch block given on 2026-01-05.", "confirmatory medial branch block", "second"),
        ("Medial branch block given on 2026-01-05. Plan: therapeutic medial branch block.", None, "treatment"),
        (
            "Two diagnostic medial branch blocks were given on 2026-01-05. We request a therapeutic facet injection.",
            None,
            "treatment",
        ),
        ("Medial branch block given on 2026-01-05. If it fails we plan a therapeutic facet injection.", None, None),
        ("She has never had a medial branch block.", None, "first"),
    ],
)
def test_the_request_names_its_stage(text, description, stage):
    made = policy([{"id": "Z1", **LONG}, {"id": "Z2", **PAIN}], STAGES)
    case = Case(text=text, request_date=TODAY, services=({"code": "64493", "description": description},))
    line = logic.decide(0, case, made, reading.read(case, made, 0, today=TODAY), TODAY)
    assert line.stage == stage


def test_what_is_only_reported_decides_nothing():
    made = policy([{"id": "Z1", **LONG}, {"id": "Z2", **PAIN}], [{"name": "any", "logic": "Z1", "reported": ["Z2"]}])
    case = Case(text="Low back pain for 8 months. Pain score 1/10.", request_date=TODAY, services=({"code": "64493"},))
    line = logic.decide(0, case, made, reading.read(case, made, 0, today=TODAY), TODAY)
    assert (line.outcome, [f.status for f in line.findings]) == ("certify", ["met", "not_met"])
