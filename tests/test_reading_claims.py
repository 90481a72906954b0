"""What a request lists and what a record states: a diagnosis on a form is a claim."""

from __future__ import annotations

import pytest
from test_reading import DX, MET, NECK, NOT_MET, OPEN, case, read

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
    assert read(case("Chronic neck pain.", diagnoses=listed), NECK).findings[0].status == MET


EITHER = {"id": "X1", "kind": "diagnosis", "conditions": ["occipital_neuralgia", "migraine", "chronic_migraine"]}


@pytest.mark.parametrize(
    ("text", "listed", "expected"),
    [
        ("Migraine was ruled out.", (), OPEN),
        ("Migraine was ruled out. Occipital neuralgia was ruled out.", (), NOT_MET),
        ("Occipital neuralgia was ruled out.", (), OPEN),
        ("Occipital neuralgia was ruled out.", (Diagnosis(text="occipital neuralgia"),), NOT_MET),
        ("Migraine was ruled out.", (Diagnosis(text="occipital neuralgia"),), OPEN),
        ("Migraine was ruled out. She has occipital neuralgia.", (), MET),
    ],
)
def test_one_of_several_conditions_denied_leaves_the_others(
    text: str, listed: tuple[Diagnosis, ...], expected: str
) -> None:
    assert read(case(text, diagnoses=listed), EITHER).findings[0].status == expected


def test_a_single_condition_denied_is_not_met() -> None:
    assert read(case("Occipital neuralgia was ruled out."), DX).findings[0].status == NOT_MET
