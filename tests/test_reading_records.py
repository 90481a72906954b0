"""Parts of records as `record_parts.txt` holds them: told in several places, in many layouts, with near misses.

A part is separated by `===`; its first line gives the policy and what is right, its notes follow, each under
`--- DATE KIND`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest

from drafter import corpus, reading
from drafter.domain import Case

_PARTS = (Path(__file__).parent / "record_parts.txt").read_text().strip("\n").split("\n===\n")
_NOTE = re.compile(r"(?m)^--- (\S+) (.*)$")
_SERVICES = {
    "onb-synthetic": {"code": "64405", "modifiers": ["RT"], "description": "greater occipital nerve block"},
    "tpi-aetna-cpb-0016": {"code": "20552", "description": "trigger point injections"},
    "tpi-medicare-lcd": {"code": "20552", "description": "trigger point injections"},
    "esi-medicare-lcd": {"code": "64483", "modifiers": ["RT"], "description": "transforaminal epidural injection"},
    "sij-medicare-lcd": {"code": "27096", "modifiers": ["RT"], "description": "sacroiliac joint injection, diagnostic"},
    "tka-lcd-l40231": {"code": "27447", "modifiers": ["RT"], "description": "total knee arthroplasty"},
    "scs-ncd-160-7": {"code": "63650", "description": "spinal stimulator trial"},
    "facet-medicare-l38773": {"code": "64493", "description": "facet joint injection"},
}


@cache
def _policies() -> dict[str, object]:
    return {policy.id: policy for policy in corpus.load(corpus.packaged()).policies}


@pytest.mark.parametrize("part", _PARTS, ids=lambda part: " ".join(part.split("\n")[2].split()[:8]))
def test_a_part_of_a_record_is_read_as_it_stands(part: str) -> None:
    head, _, body = part.partition("\n")
    policy, *wanted = head.split()
    _, *given = _NOTE.split(body)
    notes = [{"date": d, "kind": k, "text": t.strip("\n")} for d, k, t in zip(*[iter(given)] * 3, strict=True)]
    case = Case.model_validate(
        {
            "id": "part",
            "request_date": "2026-11-20",
            "service_date": "2026-12-01",
            "policy": policy,
            "services": [{"units": 1, **_SERVICES[policy]}],
            "notes": notes,
        }
    )
    read = reading.read(case, _policies()[policy], 0, today=dt.date(2026, 11, 21))
    found = {finding.criterion: finding.status for finding in read.findings}
    assert {c: found[c] for c, _, _ in (w.partition("=") for w in wanted)} == dict(w.split("=") for w in wanted)
