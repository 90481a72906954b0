"""Whole notes against their references: what is counted against which lines, and references that are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from drafter import config, drafting
from drafter.cli import app
from drafter.corpus import Corpus, load
from drafter.domain import LineDetermination, Outcome, Quantity
from drafter.evals import notes
from drafter.evals.notes import ScoredLine

EVALS = Path(__file__).parents[1] / "evals"
SUITE = 'measures: m\nsettings: {today: "2026-04-01"}\n'


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load()


@pytest.fixture(autouse=True)
def _loaded_once(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "corpus", lambda given: corpus)


@pytest.fixture
def given() -> dict[str, Any]:
    """The seed case of two lines, both of which pend."""
    document: dict[str, Any] = yaml.safe_load((EVALS / "seeds" / "cases" / "s1.yaml").read_text(encoding="utf-8"))
    return document


def run(folder: Path, *cases: dict[str, Any], format: str = "json") -> Result:
    (folder / "notes").mkdir(exist_ok=True)
    (folder / "suite.yaml").write_text(SUITE, encoding="utf-8")
    for n, case in enumerate(cases):
        (folder / "notes" / f"c{n}.yaml").write_text(yaml.safe_dump(case), encoding="utf-8")
    return CliRunner().invoke(app, ["eval", str(folder), "--format", format])


def scored(folder: Path, *cases: dict[str, Any]) -> dict[str, Any]:
    result = run(folder, *cases)
    assert result.exit_code == 0, result.stderr
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def line(given: dict[str, Any], n: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = given["reference"]["determination"]["lines"][n]
    return found


def label(given: dict[str, Any], criterion: str, status: str) -> None:
    next(f for f in line(given)["findings"] if f["criterion"] == criterion)["status"] = status


def test_lines_that_agree_have_nothing_to_report(tmp_path: Path, given: dict[str, Any]) -> None:
    made = scored(tmp_path, given)
    assert made["measures"] == made["notes"]["measures"]
    figures = {name: figure["value"] for name, figure in made["measures"].items()}
    assert {figures[name] for name in ("accuracy", "outcome_agreement", "blocking_agreement", "stage_agreement")} == {1}
    assert (figures["needlessly_pended"], figures["false_adverse_outcomes"], figures["could_not_score"]) == (None, 0, 0)
    assert [one["made"] for one in made["notes"]["lines"]] == ["pend", "pend"]
    assert made["notes"]["by_kind"]["trial"]["measures"]["recall_not_documented"]["value"] == 1


def test_a_certifiable_line_that_pends_and_criteria_read_otherwise_are_counted(
    tmp_path: Path, given: dict[str, Any]
) -> None:
    line(given)["outcome"] = "certify"
    label(given, "S2", "met")
    label(given, "S5", "not_documented")
    figures = scored(tmp_path, given)["measures"]
    assert (figures["needlessly_pended"]["value"], figures["needlessly_pended"]["n"]) == (1, 1)
    assert figures["outcome_agreement"]["value"] == 0.5
    assert (figures["recall_met"]["n"], figures["false_adverse"]["value"] * figures["false_adverse"]["n"]) == (4, 1)
    text = run(tmp_path, given, format="text").stdout
    assert "c0 line 1 S5  not documented, read as not met" in text
    assert "c0 line 1: certify, decided pend" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_line_that_was_taken_in_otherwise_cannot_be_scored(tmp_path: Path, given: dict[str, Any]) -> None:
    line(given)["code"] = "20553"
    line(given, 1)["line"] = 7
    made = scored(tmp_path, given)
    assert made["measures"]["lines_not_scored"]["value"] == 1
    assert made["measures"]["accuracy"] == {"value": None, "n": 0, "low": None, "high": None}
    assert "taken in with code 64405" in made["notes"]["lines"][0]["why"]


def test_a_note_that_raises_cannot_be_scored(
    tmp_path: Path, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: Any) -> None:
        raise KeyError("a fault")

    monkeypatch.setattr(drafting, "determine", breaks)
    made = scored(tmp_path, given)
    assert made["measures"]["could_not_score"]["value"] == 1
    assert {one["why"] for one in made["notes"]["lines"]} == {"KeyError: 'a fault'"}


def test_a_line_judged_by_another_policy_shows_its_outcome_but_no_reading(
    tmp_path: Path, given: dict[str, Any]
) -> None:
    given["policy"] = ["tpi-aetna-cpb-0016"]
    made = scored(tmp_path, given)
    assert (made["notes"]["lines"][0]["made"], made["measures"]["lines_not_scored"]["value"]) == ("no_policy", 0)
    assert all(one["read"] is None for one in made["notes"]["lines"][0]["criteria"])


# ------------------------------------------------------------------------------------------------ rates of outcomes


def outcome(made: Outcome, reference: Outcome, sessions: tuple[int, int] | None = None) -> ScoredLine:
    def one(outcome: Outcome, sessions: int | None) -> LineDetermination:
        quantity = None if sessions is None else Quantity(sessions=sessions, of=3)
        return LineDetermination(line=0, service="s", outcome=outcome, certified=quantity, because="b")

    ours, theirs = sessions or (None, None)
    return ScoredLine("x", one(reference, theirs), False, one(made, ours), "b")


def test_rates_are_of_the_lines_that_could_go_wrong_so() -> None:
    lines = [
        outcome("certify", "certify"),
        outcome("pend", "certify"),
        outcome("pend", "certify_modified", (1, 1)),
        outcome("not_certify", "pend"),
        outcome("not_certify", "not_certify"),
        outcome("certify", "pend"),
    ]
    counts = {name: (share.count, share.n) for name, share in notes.shares(lines).items()}
    assert counts["outcome_agreement"] == (2, 6)
    assert counts["needlessly_pended"] == (2, 3)
    assert counts["false_adverse_outcomes"] == (1, 5)
    assert counts["false_certifications"] == (1, 4)


@pytest.mark.parametrize(
    ("made", "reference", "sessions", "over"),
    [
        ("certify", "pend", None, True),
        ("certify_modified", "not_certify", (1, 0), True),
        ("certify", "certify_modified", (3, 1), True),
        ("certify_modified", "certify_modified", (2, 1), True),
        ("certify_modified", "certify_modified", (1, 1), False),
        ("certify_modified", "certify_modified", (1, 2), False),
        ("pend", "pend", (1, 1), False),
        ("certify", "certify", None, False),
    ],
)
def test_more_than_the_reference_certifies_is_a_false_certification(
    made: Outcome, reference: Outcome, sessions: tuple[int, int] | None, over: bool
) -> None:
    assert outcome(made, reference, sessions).over_certified is over


# ------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("policy_version", "9", "policy onb-synthetic 9 is not held"),
        ("findings", [{"line": 0, "criterion": "S99", "status": "met", "why": "w"}], "has no criterion S99"),
        ("outcome", "certified", "`outcome` is 'certified', which is not one of certify"),
        ("outcomes", "pend", "unknown key `outcomes`"),
    ],
)
def test_a_reference_that_cannot_be_compared_is_refused_with_its_line(
    tmp_path: Path, given: dict[str, Any], key: str, value: Any, said: str
) -> None:
    line(given)[key] = value
    result = run(tmp_path, given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "c0.yaml, line " in result.stderr
    assert said in result.stderr


def test_a_case_without_reference_is_refused(tmp_path: Path, given: dict[str, Any]) -> None:
    del given["reference"]
    result = run(tmp_path, given)
    assert (result.exit_code, "no `reference`" in result.stderr) == (2, True)


# ------------------------------------------------------------------------------------------------- the ones shipped


def test_every_criterion_of_the_shipped_notes_is_labelled(corpus: Corpus) -> None:
    files = sorted((EVALS / "phrasings" / "notes").glob("*.yaml"))
    assert len(files) >= 40
    for note in notes.load(files, corpus):
        for line in note.label.determination.lines:
            policy = next(p for p in corpus.policies if (p.id, p.version) == (line.policy, line.policy_version))
            assert [f.criterion for f in line.findings] == [c.id for c in policy.criteria], note.name
