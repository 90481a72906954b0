"""Faults of every operator are found, clean drafts pass, and what the runner reports is what happened.

A cheap part of `drafter eval evals/faults`: one place of each operator, on the first of a few drafts that it fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import clean_drafts
import pytest

from drafter.domain import Draft, Suite
from drafter.evals import faults
from drafter.evals.faults import clean, running
from drafter.evals.faults.forging import OPERATORS, Clean, forged, operator
from drafter.evals.faults.operators import all_operators
from drafter.evals.faults.report import Report

SUITE = Path(__file__).parents[1] / "evals" / "faults"


@cache
def drafts() -> tuple[tuple[str, Draft], ...]:
    held = clean_drafts.held()
    return tuple(clean.drafts(clean.cases(SUITE / "cases.yaml", held, 16), held))


def test_synthetic_drafts_are_of_every_policy_and_pass_in_every_way() -> None:
    held = clean_drafts.held()
    made = running.run(drafts()[:3], (), held)
    assert (made.alarms, made.clean) == ([], dict.fromkeys(running.WAYS, 3))
    applied = {line.policy for _, draft in drafts() for line in draft.determination.lines} - {None}
    named = list((SUITE.parent / "reference" / "cases").glob("*.yaml"))
    assert all(policy.id in applied or any(f.stem.startswith(policy.id) for f in named) for policy in held.policies)


def test_one_fault_of_every_operator_is_found() -> None:
    held = clean_drafts.held()
    missed, fitted = [], set()
    cut = [Clean(name, draft, held) for name, draft in drafts()]
    for one in all_operators():
        for one_clean in cut:
            way: running.Way = one.form
            made = running.Run()
            running.try_out(one, one_clean, [way], 1, made)
            if made.tried:
                fitted.add(one.name)
                missed += [tried for tried in made.tried if not tried.found_by]
                break
    assert missed == []
    assert fitted == {one.name for one in all_operators()}


def test_there_are_more_operators_than_forty_and_each_says_what_it_does() -> None:
    assert len(all_operators()) >= 100
    assert all(one.does.endswith(".") for one in all_operators())
    assert {one.form for one in all_operators()} == {"draft", "card", "html"}


def test_a_forger_s_ids_follow_the_change() -> None:
    _, draft = drafts()[0]
    data = Clean("any", draft, clean_drafts.held()).copy()
    old = data["passages"][0]["id"]
    data["passages"][0]["text"] += " More."
    made = forged(data)
    assert made.id == made.content_id() != draft.id
    assert made.passages[0].id != old
    assert old not in made.to_json()


def test_what_is_missed_is_reported_as_missed() -> None:
    held = clean_drafts.held()

    @operator()
    def blind(clean: Clean) -> Iterator[tuple[str, Any]]:
        """A change that is none."""
        data = clean.copy()
        data["parent"] = "d-0123456789abcdef"
        yield "parent", data

    try:
        made = running.run(drafts()[:1], [OPERATORS["blind"]], held, ways=["draft"])
    finally:
        del OPERATORS["blind"]
    report = Report(Suite(name="x", measures="y"), made, {"blind": "A change that is none."})
    told = json.loads(json.dumps(report.as_json()))
    assert told["by_operator"]["blind"]["draft"]["value"] == 0.0
    assert [tried["operator"] for tried in told["missed"]] == ["blind"]
    assert "0/1" in report.as_text()


@pytest.mark.parametrize("folder", ["faults", "seeds", "phrasings"])
def test_a_suite_of_faults_is_known_by_its_cases(folder: str) -> None:
    assert faults.is_suite(SUITE.parent / folder) == (folder == "faults")
