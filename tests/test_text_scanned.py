"""Slips of a scan: mended in place, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.reading import movement
from drafter.text import scanned


@pytest.mark.parametrize(
    ("given_text", "mended"),
    [
        ("The pain is con-\n  tinuous since May.", "The pain is continuous     since May."),
        ("Trigger points in the scap-\nulae.", "Trigger points in the scapulae  ."),
        ("She tried ibuprofen and is pain-\nfree.", "She tried ibuprofen and is pain-free ."),
        ("fai1ed ibuprofen, physica1 therapy", "failed ibuprofen, physical therapy"),
        ("tw1ce week1y since 0ctober", "twice weekly since October"),
        ("fai1ed  rnassage week1y", "failed  massage  weekly"),
        ("Foca1 pain since O1/2O26, b1ock on l2/01", "Focal pain since 01/2026, block on 12/01"),
    ],
)
def test_what_a_scan_broke_is_mended(given_text: str, mended: str) -> None:
    assert scanned.mended(given_text) == mended
    assert len(mended) == len(given_text)


@pytest.mark.parametrize(
    "text",
    [
        "Takes 10mg, T10 and L5 tender, B12 low, HbA1c 7, x10wk, 1st visit, C2-3, 0.5 ml, 64405-50, 1wk, 2/10.",
        "PT 10 visits 01/05/2026-02/10/2026. Left GON TTP.",
        "- PT\n- massage\n- heat",
    ],
)
def test_what_is_no_slip_is_left_as_it_is(text: str) -> None:
    assert scanned.mended(text) == text


@settings(max_examples=60)
@given(st.text(alphabet="ab01lO-/ \n|.rncl2", max_size=60))
def test_a_mended_text_is_as_long_as_the_text(text: str) -> None:
    assert len(scanned.mended(text)) == len(text)


@pytest.mark.parametrize(
    ("low", "limited"),
    [
        ("cervical rotation right 45 degrees, left 80 degrees", True),
        ("rotation 20 r vs 35 l", True),
        ("flexion 30 of 60 degrees", True),
        ("rotation right 78 degrees, left 80 degrees", False),
        ("rotation right 70, left 80", False),
        ("flexion full", False),
        ("trigger points right 2, left 40", False),
    ],
)
def test_movement_in_degrees(low: str, limited: bool) -> None:
    assert (movement.limited(low) is not None) is limited
