"""Suites of phrasings: how a row is read and combined, what is refused, and the documents that come out."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from drafter import config, reading
from drafter.cli import app
from drafter.corpus import Corpus, load
from drafter.domain import Case, Citation, Finding, Logic, PastSessions, Policy, Reading, Status
from drafter.evals import marked, readings, scored
from drafter.evals.accepted import Acceptance
from drafter.evals.scored import Scored

PHRASINGS = Path(__file__).parents[1] / "evals" / "phrasings"
POLICY = """
id: made-up
title: Made up
owner: Synthetic Health Plan
number: M-1
version: "1"
effective: 2025-01-01
source: {title: Made up, organisation: Synthetic Health Plan, verified: synthetic}
services:
  - {code: "20553", label: injections, words: [trigger point injections]}
  - {code: "64405", label: blocks, words: [occipital nerve blocks]}
criteria:
  - {id: X1, kind: duration, text: More than 3 months., ask: "Since when?", verified: synthetic,
     lasting: {value: 3, unit: months, strict: true}}
  - {id: X2, kind: diagnosis, text: Occipital neuralgia., ask: "Which one?", verified: synthetic,
     conditions: [occipital_neuralgia]}
stages:
  - {name: injections, when: {codes: ["20553"]}, logic: X1}
  - {name: blocks, when: {codes: ["64405"]}, logic: X2}
"""
SOURCE = "# Made up\n\n## All (X1, X2)\nMade up for tests.\n"
BOTH = 'type: T\npolicy: made-up\nservice: {code: "20553"}\nparts:\n  - {name: length, logic: X1}\n'
STAGED = "type: S\npolicy: made-up\nservice: from_phrase\nparts:\n  - {name: the line, logic: stage}\n"
LONG, SHORT, SILENT = "Neck pain for two years.", "Neck pain for two weeks.", "Neck pain."


def row(id: str, phrase: str, reference: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "T", "phrase": phrase, "reading": reference, **more}


def lines(rows: Iterable[Any]) -> str:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows) + "\n"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load()


@pytest.fixture(autouse=True)
def _loaded_once(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "corpus", lambda given: corpus)


WORDS: dict[str, dict[str, Status]] = {"X1": {"years": "met", "weeks": "not_met"}, "X2": {"neuralgia": "met"}}


def plain(case: Case, policy: Policy, line: int, *, today: dt.date) -> Reading:
    """A reader that goes by single words, so that these tests fail for the evals and not for the grammar."""
    text, findings = case.text or "", []
    for id, words in WORDS.items():
        word = next((w for w in words if w in text), "")
        start, status = text.find(word), words.get(word, "not_documented")
        cited = (Citation(place="text", start=start, end=start + len(word), quote=word),) if word else ()
        findings.append(Finding(line=line, criterion=id, status=status, why=f"It says {word!r}.", citations=cited))
    return Reading(findings=tuple(findings), past=PastSessions(state="unknown", why="It is not said."))


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read", plain)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of two types, one family to a half."""
    folder = tmp_path / "mine"
    files = {
        "suite.yaml": 'measures: m\nsettings: {request_date: "2026-11-20", service_date: "2026-12-01"}\n',
        "corpus/made-up/policy.yaml": POLICY, "corpus/made-up/source.md": SOURCE,
        "readings/T.yaml": BOTH, "readings/S.yaml": STAGED,
        "rows/develop.jsonl": lines([row("T-1", LONG, "MET", family="a"), row("T-2", SILENT, "MET", family="b")]),
        "rows/held_out.jsonl": lines([row("T-3", SHORT, "MET", family="c"), row("T-4", LONG, "NOT_DOC", family="d")]),
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", *map(str, arguments)])


def document(*arguments: str | Path) -> Any:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def cases(suite: Path, *rows: Any) -> Path:
    file = suite.parent / "cases.jsonl"
    file.write_text(lines(rows), encoding="utf-8")
    return file


# --------------------------------------------------------------------------------------------------- reading a row


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], "not_documented"),
        (["met"], "met"),
        (["met", "met"], "met"),
        (["met", "not_documented"], "not_documented"),
        (["met", "not_documented", "not_met"], "not_met"),
    ],
)
def test_unmet_decides_then_open_then_met(parts: list[Status], whole: Status) -> None:
    assert readings.combined(parts) == whole


def test_a_part_that_is_named_is_judged_alone() -> None:
    first = readings.Part(name="first", logic=Logic(op="criterion", criterion="X1"))
    other = readings.Part(name="other", named_by=("RFA", "ablation"), logic=Logic(op="criterion", criterion="X2"))
    assert readings.judged("Relief after two ablations.", (first, other)) == (other,)
    assert readings.judged("RFAX gave relief.", (first, other)) == (first,)


def test_lines_of_the_phrase_are_read_by_the_stage_of_their_code(suite: Path) -> None:
    asks = "Request: occipital nerve blocks, CPT 64405. "
    rows = [
        row("S-1", f"{asks}Assessment: occipital neuralgia.", "MET") | {"type": "S"},
        row("S-2", f"{asks}{LONG}", "NOT_DOC") | {"type": "S"},
        row("S-3", f"Request: trigger point injections, CPT 20553. {LONG}", "MET") | {"type": "S"},
    ]
    made = document(suite, "--cases", cases(suite, *rows))
    assert [one["read"] for one in made["rows"]] == ["MET", "NOT_DOC", "MET"]


def test_a_service_of_the_phrase_that_does_not_exist_cannot_be_scored(suite: Path) -> None:
    made = document(suite, "--cases", cases(suite, row("S-1", "Request: CPT 99999 x2", "MET") | {"type": "S"}))
    assert "unknown service code" in made["rows"][0]["why"]


def test_a_row_that_raises_is_counted_apart(suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(case: Case, *given: Any, **more: Any) -> Any:
        if case.text == SILENT:
            raise KeyError("a fault")
        return plain(case, *given, **more)

    monkeypatch.setattr(reading, "read", breaks)
    made = document(suite)
    assert (made["measures"]["could_not_score"]["value"], made["measures"]["could_not_score"]["n"]) == (0.25, 4)
    assert made["measures"]["accuracy"]["n"] == 3
    assert [(one["read"], one["why"]) for one in made["rows"] if one["id"] == "T-2"] == [(None, "KeyError: 'a fault'")]
    assert "Could not be scored (1):" in run(suite).stdout


@pytest.mark.parametrize(
    ("place", "start", "quote", "altered"),
    [("text", 0, "Neck", False), ("text", 1, "Neck", True), ("text", 0, "neck", True), ("notes/0", 0, "Neck", True)],
)
def test_a_citation_stands_letter_for_letter_at_its_place(place: str, start: int, quote: str, altered: bool) -> None:
    cited = Citation.model_validate({"in": place, "start": start, "end": start + 4, "quote": quote})
    assert scored.altered([cited], Case(text="Neck pain.")) == ((cited,) if altered else ())


def test_a_citation_that_does_not_stand_in_the_phrase_is_counted() -> None:
    wrong = Citation.model_validate({"in": "text", "start": 0, "end": 3, "quote": "met"})
    shares = scored.shares([Scored("a", "T", "met", "met", "", citations=(wrong, wrong), altered=(wrong,))])
    assert shares["citations_verbatim"].as_json()["value"] == 0.5


# ------------------------------------------------------------------------------------------------------ what comes out


def test_the_json_document_holds_figures_tables_and_rows(suite: Path) -> None:
    made = document(suite)
    assert {"suite", "measures", "confusion", "by_type", "by_half", "family_folds", "rows"} == set(made)
    figures = made["measures"]
    assert set(figures["accuracy"]) == {"value", "n", "low", "high"}
    assert {name: figure["value"] for name, figure in figures.items()} == {
        "accuracy": 0.25, "recall_met": 1 / 3, "recall_not_met": None, "recall_not_documented": 0.0,
        "precision_met": 0.5, "precision_not_met": 0.0, "precision_not_documented": 0.0,
        "false_adverse": 0.25, "false_clear": 0.25, "citations_verbatim": 1.0, "could_not_score": 0.0,
    }  # fmt: skip
    first = made["rows"][0]
    assert (first["id"], first["type"], first["half"], first["reference"], first["read"]) == (
        "T-1", "T", "develop", "MET", "MET",
    )  # fmt: skip
    quoted = first["citations"][0]
    assert LONG[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert made["by_half"]["held_out"]["measures"]["accuracy"]["value"] == 0.0
    assert made["by_type"]["T"]["confusion"]["met"] == {"met": 1, "not_met": 1, "not_documented": 1}


def test_only_one_half_is_scored_where_one_is_asked_for(suite: Path) -> None:
    assert [one["id"] for one in document(suite, "--half", "held_out")["rows"]] == ["T-3", "T-4"]


def test_the_text_names_the_errors_that_matter_and_fits_a_terminal(suite: Path) -> None:
    result = run(suite)
    assert (result.exit_code, max(map(len, result.stdout.splitlines())) <= 80) == (0, True)
    adverse = result.stdout.partition("False adverse, read as not met (1):")[2]
    assert "T-3  met, read as not met" in adverse
    assert f"phrase: {SHORT}" in adverse
    assert "T-4  not documented, read as met" in adverse.partition("False clear, read as met (1):")[2]
    assert "left open (1):\n  T-2" in result.stdout
    assert "scoring: 4" in result.stderr


def test_the_report_can_be_written_to_a_file(suite: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    assert run(suite, "--format", "json", "--out", out).stdout == ""
    assert json.loads(out.read_text(encoding="utf-8"))["suite"]["name"] == "mine"


def test_rows_from_elsewhere_are_scored_alone(suite: Path) -> None:
    made = document(suite, "--cases", cases(suite, row("X", LONG, "MET", criterion="as they put it"), "", "  "))
    assert [one["id"] for one in made["rows"]] == ["X"]
    assert made["measures"]["accuracy"] == {"value": 1.0, "n": 1, "low": pytest.approx(0.2065, abs=5e-5), "high": 1.0}
    assert (made["by_half"], made["family_folds"]["mean"]) == ({}, None)


def test_folds_keep_families_whole() -> None:
    def one(family: str, right: bool) -> Scored:
        return Scored(family, "T", "met", "met" if right else "not_met", "", family=family)

    found = scored.folds([one("a", True), one("a", True), one("b", False), one("c", True)])
    assert (found["folds"], found["families"], found["least"], found["most"]) == (3, 3, 0.0, 1.0)
    assert (found["mean"], found["sd"]) == (pytest.approx(2 / 3), pytest.approx(3**-0.5))
    assert scored.folds([one("a", True)])["mean"] is None


def test_nothing_heavy_is_loaded(suite: Path) -> None:
    heavy = ("chromadb", "torch", "sentence_transformers", "openai", "scipy", "sklearn", "pandas")
    program = (
        "import sys\nfrom typer.testing import CliRunner\nfrom drafter.cli import app\n"
        f"result = CliRunner().invoke(app, ['eval', {str(suite)!r}])\n"
        f"print(result.exit_code, *[name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"]


# ---------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "not JSON"),
        ('["T-9"]', "is not a JSON object"),
        (row("T-9", LONG, "MAYBE"), "unknown reading 'MAYBE'"),
        (row("T-9", LONG, "MET") | {"type": "DURR"}, "unknown type 'DURR'"),
        (row("T-9", " ", "MET"), "`phrase` of 'T-9' is ' ', which is not text"),
        (row("T-9", "\ud800", "MET"), "half a character"),
        ({"id": "T-9", "type": "T", "phrase": LONG}, "`reading` of 'T-9' is missing"),
        ({"id": 9, "type": "T", "phrase": LONG, "reading": "MET"}, "`id` is 9, which is not text"),
        (row("T-0", LONG, "MET"), "duplicate id 'T-0', already on line 1"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(suite: Path, bad: Any, said: str) -> None:
    file = cases(suite, row("T-0", LONG, "MET"), bad)
    result = run(suite, "--cases", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{file}, line 2" in result.stderr
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2  # what it is, and what to do


def _written(name: str, text: str) -> Callable[[Path], Any]:
    return lambda suite: (suite / name).write_text(text, encoding="utf-8")


def _gone(name: str) -> Callable[[Path], Any]:
    return lambda suite: (suite / name).unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_gone("suite.yaml"), "it has no suite.yaml"),
        (_gone("rows/held_out.jsonl"), "cannot be read"),
        (_written("rows/held_out.jsonl", "\n"), "holds no row"),
        (_written("rows/held_out.jsonl", lines([row("T-1", LONG, "MET")])), "already in the other half"),
        (_written("suite.yaml", "measures: m\n"), "`request_date` is missing"),
        (_written("suite.yaml", "measures: m\nsettings: {request_date: soon}\n"), "'soon', which is no day"),
        (_written("readings/T.yaml", BOTH.replace("X1", "X9")), "no criterion X9; made-up has X1, X2"),
        (_written("readings/T.yaml", BOTH.replace("type: T", "type: U")), "is not the file's name `T`"),
        (_written("readings/T.yaml", BOTH.replace("made-up", "made-upp")), "no policy 'made-upp'"),
        (_written("readings/T.yaml", BOTH + "partz: 1\n"), "unknown key `partz`"),
        (
            _written("readings/T.yaml", BOTH.partition("parts:")[0] + "parts: []\n"),
            "`parts`: Tuple should have at least 1",
        ),
    ],
)
def test_a_spoilt_suite_is_refused(suite: Path, spoil: Callable[[Path], Any], said: str) -> None:
    spoil(suite)
    result = run(suite)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_what_cannot_go_together_is_refused(suite: Path) -> None:
    assert "--half" in run(suite, "--half", "develop", "--cases", cases(suite, row("A", LONG, "MET"))).stderr
    assert "cannot be read" in run(suite, "--cases", suite / "none.jsonl").stderr
    (suite / "readings" / "T.yaml").unlink()
    (suite / "readings" / "S.yaml").unlink()
    assert "holds neither readings nor notes" in run(suite).stderr


# ----------------------------------------------------------------------------------------------------------- the gate


@pytest.fixture
def accepted(suite: Path, tmp_path: Path) -> Path:
    """The baseline of an accepted report on the suite."""
    report, baseline = tmp_path / "report.json", suite / "baseline.json"
    assert run(suite, "--format", "json", "--out", report).exit_code == 0
    given = ("--by", "Q. A.", "--why", "first", "--out", baseline)
    assert run("accept", report, *given).exit_code == 0
    return baseline


def test_an_unchanged_report_passes_the_gate(suite: Path, accepted: Path) -> None:
    result = run(suite, "--baseline", accepted)
    assert (result.exit_code, result.stdout.splitlines()[-1][:16]) == (0, "The gate is open")
    assert "4 cases compared" in result.stdout


def test_a_new_false_adverse_row_closes_the_gate(suite: Path, accepted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WORDS["X1"], "years", "not_met")
    result = run(suite, "--baseline", accepted)
    assert (result.exit_code, "The gate is CLOSED:" in result.stdout) == (1, True)
    assert "T-1 reading: met → not met" in result.stdout
    assert "false adverse: more than before on T-1, T-4" in result.stdout
    made = run(suite, "--baseline", accepted, "--format", "json")
    assert (made.exit_code, json.loads(made.stdout)["gate"]["lost"]) == (1, ["T-1"])


def test_a_report_that_cannot_be_accepted_is_refused(suite: Path, accepted: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"suite": {"name": "x"}}', encoding="utf-8")
    given = ("--by", "Q. A.", "--why", "first")
    assert "is no report that can be accepted" in run("accept", other, *given).stderr
    assert "does not say where its suite stands" in run("accept", tmp_path / "report.json", *given).stderr
    renamed = suite.rename(suite.parent / "renamed")
    result = run(renamed, "--baseline", renamed / "baseline.json")
    assert (result.exit_code, "is the baseline of suite 'mine', not of 'renamed'" in result.stderr) == (2, True)


def test_a_rule_that_goes_silent_closes_the_gate_over_faults() -> None:
    def document(found: float, alarms: int = 0) -> dict[str, Any]:
        ways = {"does": "An absolute word.", "card": {"value": found, "n": 3}, "alone": {"value": 1.0, "n": 3}}
        alarm = {"operator": "", "way": "card", "draft": "s1", "place": "", "found_by": ["SAF004"]}
        return {"suite": {"name": "f"}, "measures": {}, "by_operator": {"absolute": ways}, "alarms": [alarm] * alarms}

    signed = Acceptance.model_validate({"by": "Q", "at": "2026-04-01T00:00:00Z", "why": "first"})
    baseline = marked.accept(document(1.0), signed, None)
    assert not marked.judge(document(1.0), baseline).closed
    silent = marked.judge(document(1 / 3), baseline)
    assert silent.losses == ("missed: more than before on absolute",)
    assert [(one.place, one.before, one.now) for one in silent.changes] == [("card", "3 of 3 found", "1 of 3 found")]
    assert marked.judge(document(1.0, alarms=1), baseline).losses == ("false alarms: more than before on clean drafts",)
