"""A percentage of pain is none of function, and the score of an index is none of relief."""

from __future__ import annotations

import datetime as dt

import clean_drafts
import pytest

from drafter import reading
from drafter.domain import Case

POLICY = next(p for p in clean_drafts.held().policies if p.version == "L36859")
OPEN = "not_documented"


@pytest.mark.parametrize(
    ("told", "pain", "function"),
    [
        ("70 % pain relief and 60 % better function for 8 weeks.", "met", "met"),
        ("Pain improved by 60 % for 8 weeks.", "met", OPEN),
        ("Function improved by 60 % for 8 weeks.", OPEN, "met"),
        ("The block gave 70 % relief for 7 weeks, NDI 20 %.", "met", OPEN),
        ("Neck Disability Index 40 % before and 18 % after.", OPEN, "met"),  # scores with their times, and no share
        ("ODI from 52% to 20%.", OPEN, OPEN),
        ("Relief was 30 % for 7 weeks; ADLs improved by 70 %.", "not_met", "met"),
    ],
)
def test_pain_and_function_are_told_apart(told: str, pain: str, function: str) -> None:
    text = f"Follow-up after trigger point injection of the right rhomboid on 1/12/2026. {told}"
    assert relief(text) == (pain, function)


@pytest.mark.parametrize(
    ("scale", "pain", "function"), [("NRS", "met", OPEN), ("ODI", OPEN, "met"), ("QuickDASH", OPEN, "met")]
)
def test_fields_of_an_index_tell_of_function_alone(scale: str, pain: str, function: str) -> None:
    text = f"Procedure: trigger point injection\nPre {scale}: 9\nPost {scale} (8 wk): 3"
    assert relief(text) == (pain, function)


def relief(text: str) -> tuple[str, str]:
    """How relief of pain and of function are read."""
    services = [{"code": "20552", "description": "repeat trigger point injections"}]
    case = Case.model_validate({"text": text, "request_date": "2026-05-04", "services": services})
    read = reading.read(case, POLICY, 0, today=dt.date(2026, 11, 30))
    statuses = {finding.criterion: finding.status for finding in read.findings}
    return statuses["B7"], statuses["B8"]
