"""Shares, intervals and confusion, against figures worked out by hand or printed elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.domain import Status
from drafter.measures import Confusion, Share, wilson

PAIRS: list[tuple[Status, Status]] = [
    *[("met", "met")] * 6, *[("met", "not_met")] * 1, *[("met", "not_documented")] * 3,
    *[("not_met", "not_met")] * 4, *[("not_met", "met")] * 2,
    *[("not_documented", "not_documented")] * 7, *[("not_documented", "met")] * 1, *[("not_documented", "not_met")] * 1,
]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_printed_intervals(count: int, n: int, low: float, high: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    assert wilson(count, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_mirrors_its_complement(of: tuple[int, int]) -> None:
    count, n = of
    low, high = wilson(count, n)
    assert 0 <= low <= count / n <= high <= 1
    assert wilson(n - count, n) == (pytest.approx(1 - high), pytest.approx(1 - low))


def test_of_nothing_there_is_no_share() -> None:
    assert Share(0, 0).as_json() == {"value": None, "n": 0, "low": None, "high": None}
    with pytest.raises(ValueError, match="0 of 0"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


def test_none_and_all_reach_the_ends() -> None:
    assert Share(0, 7).as_json()["low"] == 0.0
    assert Share(7, 7).as_json()["high"] == 1.0


def test_figures_worked_out_by_hand() -> None:
    figures = {name: (share.count, share.n) for name, share in Confusion.of(PAIRS).shares().items()}
    assert figures == {
        "accuracy": (17, 25),
        "recall_met": (6, 10), "recall_not_met": (4, 6), "recall_not_documented": (7, 9),
        "precision_met": (6, 9), "precision_not_met": (4, 6), "precision_not_documented": (7, 10),
        "false_adverse": (2, 25), "false_clear": (3, 25),
    }  # fmt: skip


def test_the_matrix_is_by_reference_then_by_reading() -> None:
    assert Confusion.of(PAIRS).as_json() == {
        "met": {"met": 6, "not_met": 1, "not_documented": 3},
        "not_met": {"met": 2, "not_met": 4, "not_documented": 0},
        "not_documented": {"met": 1, "not_met": 1, "not_documented": 7},
    }


def test_no_pairs_give_no_values() -> None:
    assert {share.value for share in Confusion.of([]).shares().values()} == {None}
    assert Confusion({}).n == 0
