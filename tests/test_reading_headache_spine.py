"""Botulinum toxin, CGRP medicines, spinal cord stimulators and MRI of the spine: in how many ways charts say it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter import corpus, drafting, intake
from drafter.corpus import Corpus

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def held() -> Corpus:
    return corpus.load(corpus.packaged())


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Policy, request, what each criterion is read as, and the record; the rows below a head share its request."""
    policy = request = ""
    for line in (Path(__file__).parent / "headache_spine_phrasings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            policy, request = line.removeprefix("=== ").split(" | ", 1)
        else:
            expected, text = line.split(" | ", 1)
            yield policy, request, expected, text.replace(r"\n", "\n")


@pytest.mark.parametrize(("policy", "request_", "expected", "text"), list(rows()))
def test_charts_say_it_in_many_ways(held: Corpus, policy: str, request_: str, expected: str, text: str) -> None:
    """Diaries, tables, brand names, negatives and lists, with near misses: of others, planned, elsewhere, of a rule."""
    case = intake.load("-", held, standard_input=f"{request_}\n\n{text}".encode())
    case = case.model_copy(update={"policy": (policy,), "request_date": TODAY, "service_date": dt.date(2026, 12, 1)})
    line = drafting.determine(case, drafting.Judging(corpus=held, today=TODAY))[0]
    found = {finding.criterion: finding.status for finding in line.findings}
    assert {c: found[c] for c, _ in (pair.split("=") for pair in expected.split())} == dict(
        pair.split("=") for pair in expected.split()
    )
