"""The gate: a run held to an accepted one, and what closes it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from suites import document, line, run, seed, suite

from drafter import config, drafting, reading
from drafter.corpus import Corpus
from drafter.domain import Case, Citation, Draft, Reading, Violation
from drafter.evals import gate
from drafter.evals.faults.clean import Shelf
from drafter.evals.gate import Bar, Marks

BAR = Bar(cases="right", good=("good",), bad=("bad",), safety=("harm",))


@pytest.fixture(autouse=True)
def _cheap(packaged_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "corpus", lambda given: packaged_corpus)
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")  # for processes of their own; here words are enough
    monkeypatch.setattr(config, "index", lambda given, held, **more: (Shelf(held.passages), None))


# ------------------------------------------------------------------------------------------------ the verdict itself


def marks(right: int = 1, *, harm: int = 0, good: tuple[int, int] = (9, 10), sha: str = "a", **more: Any) -> Marks:
    counts = {"right": (right, 1), "harm": (harm, 1), "good": good, "bad": (0, 1)}
    return Marks(sha=sha, counts=counts, told={"line 1": "pend" if right else "certify"}, **more)


def judged(before: list[Marks], now: list[Marks]) -> gate.Verdict:
    names = [f"c{n}" for n in range(len(before))]
    return gate.judge(dict(zip(names, before, strict=True)), dict(zip(names, now, strict=True)), BAR)


def test_a_loss_that_chance_explains_leaves_the_gate_open() -> None:
    found = judged([marks()] * 20, [marks(0)] * 3 + [marks()] * 17)
    assert (found.closed, found.lost, found.p) == (False, ("c0", "c1", "c2"), pytest.approx(0.25))


def test_a_loss_beyond_chance_closes_it() -> None:
    found = judged([marks()] * 20, [marks(0)] * 6 + [marks()] * 14)
    assert found.losses == ("6 cases lost and 0 gained, p = 0.0313",)
    assert not judged([marks(0)] * 6 + [marks()] * 14, [marks()] * 20).closed


def test_one_more_harm_closes_it_on_contested_cases_too() -> None:
    found = judged([marks()] * 9, [marks(harm=1, contested=True), *[marks()] * 8])
    assert found.losses == ("harm: more than before on c0",)
    assert not judged([marks(harm=1)] * 3, [marks(harm=1), marks(harm=1), marks()]).closed


def test_a_difference_in_shares_closes_it_only_where_the_cases_agree_on_it() -> None:
    found = judged([marks()] * 12, [marks(good=(8, 10))] * 12)
    assert [loss.partition(":")[0] for loss in found.losses] == ["good"]
    assert "90.0 % before, 80.0 % now (difference -10.0 to -10.0 points)" in found.losses[0]
    assert not judged([marks()] * 12, [marks(good=(5, 10)), *[marks()] * 11]).closed
    assert not judged([marks()] * 5, [marks(good=(0, 10))] * 5).closed  # too few to tell


def test_changed_new_and_gone_cases_are_named_and_not_compared() -> None:
    before, now = {"a": marks(), "b": marks(), "c": marks()}, {"a": marks(), "b": marks(0, sha="b"), "d": marks(0)}
    found = gate.judge(before, now, BAR)
    assert (found.compared, found.closed, found.changes) == (1, False, ())
    assert found.left_out == {"changed since": ("b",), "new": ("d",), "gone": ("c",)}


def test_what_cannot_be_scored_any_more_is_lost() -> None:
    silent = Marks(sha="a", counts={"harm": (1, 1)}, told={"line 1": "not scored"})
    found = judged([marks()], [silent])
    assert (found.lost, found.changes[0].now, found.closed) == (("c0",), "not scored", True)


# ------------------------------------------------------------------------------------------------------ a whole day


@pytest.fixture(scope="module")
def once(packaged_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a suite of six cases, and a run of it that was accepted."""
    place = tmp_path_factory.mktemp("once")
    folder = suite(place / "six", {f"c{n}": seed("s1-question" if n % 2 else "s2-question") for n in range(6)})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(config, "corpus", lambda given: packaged_corpus)
        patched.setenv("DRAFTER_EMBEDDING", "hashed")
        patched.setattr(config, "index", lambda given, held, **more: (Shelf(held.passages), None))
        assert run(folder, "--out", place / "first").exit_code == 0
        done = run("accept", place / "first", "--by", "Q. A.", "--why", "the first one")
    assert done.exit_code == 0, done.stderr
    return place


@pytest.fixture
def accepted(once: Path, tmp_path: Path) -> Path:
    """The suite, with its accepted run in the folder `first` beside it."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    log = tmp_path / "first" / "log.jsonl"
    log.write_text(log.read_text("utf-8").replace(str(once), str(tmp_path)), encoding="utf-8")
    return tmp_path / "six"


def test_an_unchanged_run_passes(accepted: Path) -> None:
    result = run(accepted, "--baseline", accepted / "baseline.json")
    assert result.exit_code == 0
    assert "6 cases compared, 0 lost, 0 gained" in " ".join(result.stdout.split())
    assert result.stdout.endswith("The gate is open: no significant loss, and none in safety.\n")


def test_a_broken_reader_fails_with_the_changed_cases_named(
    accepted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read", turned(reading.read, "S3", "not_met"))
    result = run(accepted, "--baseline", accepted / "baseline.json", "--out", tmp_path / "second")
    assert result.exit_code == 1
    assert "The gate is CLOSED:" in result.stdout
    assert "c1 line 1: pend → not certify; reference pend" in result.stdout
    assert "c1 line 1 S3: not documented → not met; reference not documented" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    found = document("report", tmp_path / "second", "--baseline", accepted / "baseline.json", code=1)["gate"]
    assert found["safety"]["false_adverse_outcomes"] == ["c1", "c3", "c5"]
    assert {change["case"] for change in found["changes"]} == {"c1", "c3", "c5"}
    root = ElementTree.fromstring(
        run("report", tmp_path / "second", "--baseline", accepted / "baseline.json", "--format", "junit").stdout
    )
    failed = {one.get("name") for one in root.iterfind("testsuite/testcase[failure]")}
    assert {"c1", "c5", "false_adverse_outcomes", "false_adverse"} <= failed
    assert "c0" not in failed
    page = (tmp_path / "second" / "report.html").read_text(encoding="utf-8")
    assert "The gate is closed" in page
    assert 'href="#case-c1"' in page


def turned(read: Callable[..., Reading], criterion: str, status: Any) -> Callable[..., Reading]:
    """The reader, broken on purpose: of one criterion it takes the first words of the record for proof."""

    def broken(case: Case, *given: Any, **more: Any) -> Reading:
        found, words = read(case, *given, **more), str(case.text)[:40]
        wrong = {"status": status, "citations": (Citation(place="text", start=0, end=40, quote=words),), "rejected": ()}
        findings = (f.model_copy(update=wrong if f.criterion == criterion else {}) for f in found.findings)
        return found.model_copy(update={"findings": tuple(findings)})

    return broken


def test_a_rule_that_raises_false_alarms_fails_it_too(accepted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drafting.draft

    def alarmed(case: Any, means: Any) -> Draft:
        made = whole(case, means)
        alarm = Violation(code="CIT001", severity="error", where="reasoning", message="a false alarm")
        return made.model_copy(update={"status": "blocked", "violations": (alarm,)})

    monkeypatch.setattr(drafting, "draft", alarmed)
    result = run(accepted, "--baseline", accepted / "baseline.json")
    assert (result.exit_code, "6 cases lost and 0 gained" in result.stdout) == (1, True)
    assert "blocked: 0.0 % before, 100.0 % now" in result.stdout


def test_a_new_baseline_keeps_who_accepted_the_earlier_ones(accepted: Path, tmp_path: Path) -> None:
    run(accepted, "--out", tmp_path / "second")
    assert run("accept", tmp_path / "second", "--by", "M. D.", "--why", "reviewed").exit_code == 0
    made = json.loads((accepted / "baseline.json").read_text(encoding="utf-8"))
    assert [(one["by"], one["why"]) for one in made["accepted"]] == [("Q. A.", "the first one"), ("M. D.", "reviewed")]
    assert made["accepted"][-1]["measures"]["outcome_agreement"] == 1.0
    assert str(tmp_path) not in (accepted / "baseline.json").read_text(encoding="utf-8")


def test_bad_baselines_are_refused_before_anything_is_drafted(
    accepted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(drafting, "draft")
    other = suite(tmp_path / "other", {"one": seed()})
    result = run(other, "--baseline", accepted / "baseline.json")
    assert (result.exit_code, "is the baseline of suite 'six', not of 'other'" in result.stderr) == (2, True)
    assert "Accept a run first" in run(other, "--baseline", other / "baseline.json").stderr
    (other / "baseline.json").write_text('{"suite": "other"}', encoding="utf-8")
    assert "is no baseline" in run(other, "--baseline", other / "baseline.json").stderr


def test_only_a_complete_run_is_accepted_and_with_a_reason(accepted: Path, tmp_path: Path) -> None:
    log = tmp_path / "first" / "log.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:4]))
    result = run("accept", tmp_path / "first", "--by", "Q. A.", "--why", "half of it")
    assert (result.exit_code, "3 of 6 cases are done" in result.stderr) == (2, True)
    assert "needs a name and a reason" in run("accept", tmp_path / "first", "--by", " ", "--why", "x").stderr


# ------------------------------------------------------------------------------------------------ references again


def test_a_sample_shows_planted_wrong_references_first(tmp_path: Path) -> None:
    planted = seed()
    line(planted)["outcome"] = "certify"
    line(planted)["blocking"] = ["S1"]
    folder = suite(tmp_path / "s", {"sound-1": seed(), "sound-2": seed("s2-question"), "planted": planted})
    drawn = json.loads(run("sample", folder, "-n", "3", "--format", "json").stdout)["cases"]
    assert [(one["name"], bool(one["incoherent"]), bool(one["disagreed"])) for one in drawn] == [
        ("planted", True, True), ("sound-1", False, False), ("sound-2", False, False),
    ]  # fmt: skip
    said = " ".join(run("sample", folder, "-n", "3").stdout.split())
    assert "its statuses come to pend by the policy's logic, not to certify" in said
    assert "line 1 S1: it is said to block and labelled met" in said
    assert "line 1: reference certify, by the built-in reader pend" in said
    assert "Nothing speaks against it." in said


def test_the_same_seed_draws_the_same_cases(tmp_path: Path) -> None:
    folder = suite(tmp_path / "s", {f"c{n}": seed("s2-question") for n in range(5)})
    first, again, other = (run("sample", folder, "-n", "2", "--seed", s, "--format", "json").stdout for s in "113")
    assert first == again != other
    elsewhere = run("sample", Path(__file__).parents[1] / "evals" / "phrasings")
    assert (elsewhere.exit_code, "is no suite of cases" in elsewhere.stderr) == (2, True)
