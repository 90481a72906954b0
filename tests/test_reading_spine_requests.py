"""Spine and trigger points: one criterion of a request as free text, in the words of charts, with near misses.

A header of `spine_requests.txt` gives a policy and the words of a request; each row below it a criterion, the status
that is right, and what the note says.
"""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from drafter import corpus, drafting, intake
from drafter.corpus import Corpus

TODAY = dt.date(2026, 11, 20)


def _rows() -> list[tuple[str, str, str, str, str]]:
    rows, head = [], ("", "")
    for line in (Path(__file__).parent / "spine_requests.txt").read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition(" | ")
        if first.startswith("#"):
            head = (first[1:].strip(), rest.replace("\\n", "\n"))
        else:
            criterion, status = first.split()
            rows.append((*head, criterion, status, rest.replace("\\n", "\n")))
    return rows


@cache
def _held() -> Corpus:
    return corpus.load(corpus.packaged())


@pytest.mark.parametrize(("policy", "request_", "criterion", "status", "note"), _rows())
def test_a_note_is_read_as_a_nurse_reads_it(policy, request_, criterion, status, note):
    pasted = f"{request_}\n\nOffice note 11/18/2026\n{note}\n"
    case = intake.load("-", _held(), standard_input=pasted.encode())
    case = case.model_copy(update={"policy": (policy,)})
    line = drafting.determine(case, drafting.Judging(corpus=_held(), today=TODAY))[0]
    finding = next(f for f in line.findings if f.criterion == criterion)
    assert finding.status == status, finding.why
