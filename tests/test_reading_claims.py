"""What a request lists and what a record states: a diagnosis on a form is a claim."""

from __future__ import annotations

import pytest
from test_reading import DX, NECK, OPEN, case, read

from drafter.domain import Diagnosis

CODED = DX | {"codes": ["M54.81"]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Diagnosis(text="right occipital neuralgia"), "occipital neuralgia is only listed on the request"),
        (Diagnosis(code="M54.81"), "M54.81 is only listed on the request"),
        (Diagnosis(code="m5481", text="neuralgia"), "m5481 is only listed on the request"),
    ],
)
def test_a_condition_that_only_the_request_lists_is_said_to_be_a_claim(given: Diagnosis, said: str) -> None:
    found = read(case("She has a tension type headache.", diagnoses=(given,)), CODED).findings[0]
    assert found.status == OPEN
    assert said in found.why
    assert "qualify" not in found.why


def test_a_condition_that_does_not_qualify_is_said_not_to() -> None:
    found = read(case("She has migraine.", diagnoses=(Diagnosis(code="G43.909", text="migraine"),)), CODED).findings[0]
    assert found.status == OPEN
    assert "does not qualify" in found.why


def test_a_condition_that_the_record_states_needs_no_list() -> None:
    listed = (Diagnosis(text="chronic neck pain"),)
    assert read(case("Chronic neck pain.", diagnoses=listed), NECK).findings[0].status == "met"
