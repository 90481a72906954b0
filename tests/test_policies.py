"""Policies as pages, and what changed between two versions of one."""

from __future__ import annotations

import json
from pathlib import Path

import clean_drafts
import pytest
from typer.testing import CliRunner

from drafter import config
from drafter.cli import app
from drafter.corpus.changes import Change, changes, logic_in_words, touched
from drafter.corpus.sheet import sheet
from drafter.domain import Logic

POLICIES = clean_drafts.held().policies


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["policies", *arguments])
    return result.exit_code, result.stdout, result.stderr


def version(id: str, name: str):
    return next(p for p in POLICIES if (p.id, p.version) == (id, name))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: f"{p.id}@{p.version}")
def test_a_page_holds_everything_a_reviewer_goes_by(policy):
    page = sheet(policy)
    for said in (policy.title, policy.name, policy.version, *(s.code for s in policy.services), *policy.pitfalls):
        assert said in page
    for criterion in policy.criteria:
        assert f"**{criterion.id} " in page
        assert criterion.text in page
        assert criterion.caution is None or criterion.caution in page
    for stage in policy.stages:
        assert f"- {stage.name}" in page
        assert logic_in_words(stage.logic) in page
        assert all(limit in page for limit in stage.limits)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: f"{p.id}@{p.version}")
def test_a_version_does_not_differ_from_itself(policy):
    assert changes(policy, policy) == ()


def test_siblings_differ_in_what_they_say_and_nothing_else():
    first, second = version("tpi-medicare-lcd", "L36859"), version("tpi-medicare-lcd", "L34211")
    found = changes(first, second)
    assert {c.criterion for c in found if c.criterion} == {"B8"}
    assert Change("criterion B8", "relief", "at least 50%", None) in found
    back = changes(second, first)
    assert {(c.part, c.field, c.after, c.before) for c in back} == {(c.part, c.field, c.before, c.after) for c in found}


def test_parts_added_and_removed_are_said():
    policy = version("onb-synthetic", "1")
    shorter = policy.model_copy(update={"criteria": policy.criteria[1:], "stages": policy.stages[:1]})
    found = changes(policy, shorter)
    assert Change("criterion S1", "whole", policy.criteria[0].text, None) in found
    assert [c.part for c in changes(shorter, policy)] == [c.part for c in found] == ["criterion S1", "stage repeat"]


def test_logic_in_words():
    logic = Logic.model_validate(
        {"all": ["A1", {"any": ["B1", {"not": "B2"}]}, {"at_least": {"count": 1, "of": ["C1"]}}]}
    )
    assert logic_in_words(logic) == "all of A1, (any of B1, (not B2)), (at least 1 of C1)"


def test_drafts_that_rest_on_a_version_are_named_with_the_criteria_that_changed():
    draft = clean_drafts.draft("approved")
    line = draft.determination.lines[0]
    policy = version(str(line.policy), str(line.policy_version))
    a2 = policy.criterion("A2").model_copy(update={"text": "Another requirement."})
    after = policy.model_copy(update={"criteria": tuple(a2 if c.id == "A2" else c for c in policy.criteria)})
    [found] = touched(changes(policy, after), policy, [draft])
    assert (found.draft, found.criteria, found.outcome) == (draft.id, ("A2",), "certify")
    assert touched(changes(policy, after), after.model_copy(update={"version": "next"}), [draft]) == ()


def test_show_takes_the_version_of_the_day():
    assert run("show", "onb-synthetic", "--on", "2026-12-01")[1].startswith("# Greater occipital nerve block")
    code, _, said = run("show", "onb-synthetic", "--on", "2020-01-01")
    assert (code, "No version of onb-synthetic held is in force on 2020-01-01" in said) == (1, True)
    code, _, said = run("show", "tpi-medicare-lcd", "--on", "2026-12-01")
    assert code == 2
    assert "tpi-medicare-lcd@L34211" in said
    assert json.loads(run("show", "tpi-medicare-lcd@L34211", "--format", "json")[1])["number"] == "L34211"


def test_diff_names_criteria_and_drafts(tmp_path: Path):
    (tmp_path / "d.json").write_text(clean_drafts.draft("approved").to_json(), "utf-8")
    versions = ("tpi-medicare-lcd", "L36859", "L34211")
    code, said, _ = run("diff", *versions, "--drafts", str(tmp_path))
    assert code == 0
    assert "## criterion B8" in said
    assert "None: of the drafts looked at (1) none rests on tpi-medicare-lcd@L36859." in said
    assert "No draft was looked at: the store holds none." in run("diff", *versions)[1]
    document = json.loads(run("diff", *versions, "--format", "json")[1])
    assert (document["looked_at"], document["drafts"]) == (0, [])
    assert {c["part"] for c in document["changes"]} == {"policy", "source", "criterion B8"}
    assert run("diff", "tpi-medicare-lcd", "L36859", "L1")[0] == 2
    assert run("diff", *versions, "--drafts", str(tmp_path / "none"))[0] == 2


def test_diff_looks_at_the_store(tmp_path: Path):
    draft = clean_drafts.draft("approved")
    with config.store(config.settings()) as store:
        store.keep_draft(draft, "A. Nurse")
    line = draft.determination.lines[0]
    version = str(line.policy_version)
    code, said, _ = run("diff", str(line.policy), version, version, "--format", "json")
    assert code == 0
    assert [one["draft"] for one in json.loads(said)["drafts"]] == [draft.id]
