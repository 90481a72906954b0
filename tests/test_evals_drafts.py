"""Suites of cases: what is refused, what is counted, what a run leaves behind, and that it goes on after a kill."""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openai_server import Behaviour, fails, says, serving
from suites import document, label, line, logged, run, seed, started, suite

from drafter import config, drafting
from drafter.corpus import Corpus
from drafter.domain import Draft
from drafter.evals.faults.clean import Shelf


@pytest.fixture(autouse=True)
def _cheap(packaged_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "corpus", lambda given: packaged_corpus)
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")  # for processes of their own; here words are enough
    monkeypatch.setattr(config, "index", lambda given, held, **more: (Shelf(held.passages), None))


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A case that agrees with its reference and one whose reference was changed, both of two lines."""
    wrong = seed("s1") | {"id": "other"}
    line(wrong)["outcome"] = "certify"
    label(wrong, "S2", "met")
    label(wrong, "S5", "not_documented")
    return suite(tmp_path / "two", {"right": seed(), "wrong": wrong})


def counts(made: dict[str, Any], *names: str, of: str = "measures") -> list[tuple[int, int]]:
    figures = [made[of][name] for name in names]
    return [(round(figure["value"] * figure["n"]), figure["n"]) for figure in figures]


# -------------------------------------------------------------------------------------------------- what is counted


def test_every_measure_counts_what_it_says(two: Path, tmp_path: Path) -> None:
    made = document(two, "--out", tmp_path / "run")
    assert counts(made, "outcome_agreement", "case_agreement", "needlessly_pended") == [(3, 4), (1, 2), (1, 1)]
    assert counts(made, "false_adverse", "false_clear", "could_not_score", "cases_not_scored")[0][0] == 1  # S5
    assert counts(made, "citations_verbatim", "citations_resolved", "findings_supported") == [
        (n, n) for _, n in counts(made, "citations_verbatim", "citations_resolved", "findings_supported")
    ]
    assert made["measures"]["false_certifications"] == {
        "value": 0.0, "n": 3, "low": 0.0, "high": pytest.approx(0.5615, abs=5e-5), "count": 0,
        "upper": pytest.approx(1 - 0.05 ** (1 / 3)),
    }  # fmt: skip
    assert (made["measures"]["kappa_statuses"]["n"], made["measures"]["cost"]["value"]) == (34, None)
    assert made["outcomes"]["certify"]["pend"] == 1
    assert [one["name"] for one in made["by_case"]] == ["right", "wrong"]


def test_requests_are_held_to_what_the_reference_finds_missing(tmp_path: Path) -> None:
    case, folder = seed(), tmp_path / "s"
    assert counts(document(suite(folder, {"one": case})), "request_recall", "request_precision") == [(10, 10)] * 2
    line(case)["blocking"].remove("S3")
    label(case, "S3", "met")
    assert counts(document(suite(folder, {"one": case})), "request_recall", "request_precision") == [(9, 9), (9, 10)]
    line(case)["outcome"] = "certify"
    assert counts(document(suite(folder, {"one": case})), "request_recall", "request_precision") == [(6, 6), (6, 10)]


def test_contested_cases_stand_apart(two: Path) -> None:
    file = two / "cases" / "wrong.yaml"
    file.write_text(file.read_text("utf-8").replace("contested: false", "contested: true"), encoding="utf-8")
    made = document(two)
    assert (made["cases"], made["settled"]["cases"], made["contested"]["cases"]) == (2, 1, 1)
    assert counts(made["settled"], "case_agreement") == [(1, 1)]
    assert counts(made["contested"], "case_agreement") == [(0, 1)]


def test_what_cannot_be_scored_is_counted_as_that_alone(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "draft", failing("other", KeyError("a fault")))
    made = document(two)
    assert counts(made, "cases_not_scored", "case_agreement", "lines_not_scored") == [(1, 2), (1, 1), (2, 4)]
    assert made["by_case"][1]["unscored"] == "KeyError: 'a fault'"
    assert "Cases that could not be scored (1):\n  wrong: KeyError: 'a fault'" in run(two).stdout


def test_a_run_of_which_nothing_could_be_scored_has_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "draft", failing("lost", KeyError("a fault")))
    ran = run(suite(tmp_path / "s", {"one": seed() | {"id": "lost"}}), "--out", tmp_path / "run")
    assert ran.exit_code == 0, ran.exception
    assert "KeyError" in (tmp_path / "run" / "report.html").read_text("utf-8")


def failing(id: str, error: Exception) -> Callable[..., Draft]:
    whole = drafting.draft

    def draft(case: Any, means: Any) -> Draft:
        if case.id == id:
            raise error
        return whole(case, means)

    return draft


def test_every_draft_of_a_case_is_compared(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, turns = drafting.draft, itertools.count()

    def unsteady(case: Any, means: Any) -> Draft:
        made = whole(case, means)
        return made.model_copy(update={"status": "blocked"}) if next(turns) == 1 else made

    monkeypatch.setattr(drafting, "draft", unsteady)
    made = document(two, "--repeats", "3")
    assert counts(made, "same_every_time", "right_every_time", "blocked") == [(1, 2), (0, 2), (0, 2)]
    assert made["by_case"][0]["repeats"] == [["pend", "pend"], ["blocked", "blocked"], ["pend", "pend"]]


# ------------------------------------------------------------------------------------------------- what comes out


def test_the_log_has_a_header_and_a_line_for_every_case(two: Path, tmp_path: Path) -> None:
    assert run(two, "--out", tmp_path / "run").exit_code == 0
    header, *cases = logged(tmp_path / "run")
    made_with = header["made_with"]
    assert (header["kind"], header["cases"], made_with["suite"]) == ("header", 2, "two")
    assert {len(made_with[name]) for name in ("sha", "corpus", "code")} == {64}
    assert {"read", "write"} <= set(made_with["prompts"])
    assert {"python", "drafter", "chromadb"} <= set(made_with["versions"])
    assert [one["name"] for one in cases] == ["right", "wrong"]
    assert all(one["cost"]["seconds"] > 0 and one["card"].startswith("---") for one in cases)


def test_the_text_fits_a_terminal_and_names_the_errors(two: Path) -> None:
    result = run(two)
    assert (result.exit_code, max(map(len, result.stdout.splitlines())) <= 80) == (0, True)
    assert "wrong line 1: certify, drafted pend" in result.stdout
    assert "Read as not met, and not so by the reference (0)" not in result.stdout
    assert "wrong line 1 S5: not documented:" in result.stdout


def test_junit_tells_cases_apart(two: Path) -> None:
    root = ElementTree.fromstring(run(two, "--format", "junit").stdout)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "0")
    assert [one.get("name") for one in root.iterfind("testsuite/testcase[failure]")] == ["wrong"]


def test_the_page_stands_alone_and_shows_record_card_and_reference(two: Path, tmp_path: Path) -> None:
    case = seed("s2-question")
    case["text"] += " <script>alert(1)</script>"
    suite(two, {"marked": case})
    page = run(two, "--format", "html", "--out", tmp_path / "page.html")
    assert page.stdout == ""
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//|@import|url\(", html)
    assert "alert(1)</script>" not in html.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "")
    assert html.count('<details class="case"') == 3
    for words in ("The record", "Our card", "The reference", "Criterion", "Rationale"):
        assert words in html
    assert html.count("<svg") >= 6


def test_one_case_alone_and_two_runs_without_a_name(two: Path, home: Path) -> None:
    made = document(two, "--cases", two / "cases" / "wrong.yaml")
    assert [one["name"] for one in made["by_case"]] == ["wrong"]
    assert made["by_criterion"]["onb-synthetic 1 S5"]["measures"]["false_adverse"]["value"] == 1
    assert document(two)["cases"] == 2
    assert len(list((home / "runs").iterdir())) == 2


def test_a_run_can_be_shown_again(two: Path, tmp_path: Path) -> None:
    first = document(two, "--out", tmp_path / "run")
    assert document("report", tmp_path / "run") == first
    assert run("report", two).exit_code == 2


# -------------------------------------------------------------------------------------------------------- bad input


def _no_reference(case: dict[str, Any]) -> None:
    del case["reference"]


def _of(n: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda case: line(case, n).update(changes)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_no_reference, "no `reference`"),
        (_of(0, findings=[{"line": 0, "criterion": "S99", "status": "met", "why": "w"}]), "has no criterion S99"),
        (_of(0, blocking=["S2", "S98"]), "has nothing called S98 that could block"),
        (_of(1, outcome="approve"), "`outcome` is 'approve', which is not one of"),
        (lambda case: case["reference"].pop("author"), "`author` is missing"),
        (lambda case: case.update(id="same"), "duplicate id 'same'"),
    ],
)
def test_a_case_that_cannot_be_compared_is_refused_with_its_line(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], said: str
) -> None:
    cases = {"first": seed() | {"id": "same"}, "second": seed()}
    spoil(cases["second"])
    result = run(suite(tmp_path / "s", cases), "--out", tmp_path / "run")
    assert (result.exit_code, result.stdout, (tmp_path / "run").exists()) == (2, "", False)
    assert re.search(r"second\.yaml, line \d+: ", result.stderr)
    assert said in result.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("measures: m\nsettings: {today: soon}\n", "suite.yaml, line 2: `today` is 'soon', which is not a date"),
        ("measures: m\nsettings: {today: '2026-04-01', repeat: 3}\n", "unknown key `repeat`"),
        ("measures: m\nsettings: {today: '2026-04-01', reader: both}\n", "no language model is named"),
        ("settings: {today: '2026-04-01'}\n", "`measures` is missing"),
    ],
)
def test_settings_are_strict(tmp_path: Path, settings: str, said: str) -> None:
    result = run(suite(tmp_path / "s", {"one": seed()}, settings))
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_what_only_cases_take_is_refused_elsewhere(two: Path) -> None:
    phrasings = Path(__file__).parents[1] / "evals" / "phrasings"
    assert "--repeats is for suites of cases" in run(phrasings, "--repeats", "2").stderr
    assert (
        "--baseline is for cases, phrasings and faults"
        in run(phrasings.parent / "retrieval", "--baseline", "b.json").stderr
    )
    assert "--format junit is for suites of cases" in run(phrasings, "--format", "junit").stderr
    searches = run(phrasings.parent / "retrieval", "--reader", "both")
    assert "--reader is for suites of cases, phrasings or attacks" in searches.stderr
    assert "is not two prices" in run(two, "--price", "cheap").stderr


# ---------------------------------------------------------------------------------------------------- going on


def test_a_line_cut_short_is_dropped_and_its_case_drafted_again(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = document(two, "--out", tmp_path / "run")
    log = tmp_path / "run" / "log.jsonl"
    log.write_bytes(log.read_bytes()[:-40])
    drafted: list[str] = []
    whole = drafting.draft
    monkeypatch.setattr(drafting, "draft", lambda case, means: drafted.append(case.id) or whole(case, means))
    result = run(two, "--out", tmp_path / "run", "--format", "json")
    assert "the last line was cut short and is dropped" in result.stderr
    assert "(1 cases done before)" in result.stderr
    assert drafted == ["other"]
    assert [one.get("name") for one in logged(tmp_path / "run")] == [None, "right", "wrong"]
    assert timeless(json.loads(result.stdout)) == timeless(first)
    assert document(two, "--out", tmp_path / "run") == json.loads(result.stdout)
    assert drafted == ["other"]


def timeless(made: dict[str, Any]) -> str:
    """The figures without times."""
    for figures in (made, made["settled"], made["contested"]):
        figures["measures"].pop("seconds")
    for one in made["by_case"]:
        one["cost"].pop("seconds")
    return json.dumps({key: value for key, value in made.items() if key != "run"})


def test_a_damaged_line_is_named(two: Path, tmp_path: Path) -> None:
    run(two, "--out", tmp_path / "run")
    log = tmp_path / "run" / "log.jsonl"
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join([lines[0], "{}\n", *lines[2:]]), encoding="utf-8")
    result = run(two, "--out", tmp_path / "run")
    assert (result.exit_code, "log.jsonl, line 2: is no line of a log" in result.stderr) == (2, True), result.stderr


def test_a_run_goes_on_only_with_the_same(two: Path, tmp_path: Path) -> None:
    run(two, "--out", tmp_path / "run")
    assert "made with other settings" in run(two, "--out", tmp_path / "run", "--repeats", "2").stderr
    suite(two, {"third": seed("s2-question")})
    result = run(two, "--out", tmp_path / "run")
    assert (result.exit_code, "made with other cases of the suite" in result.stderr) == (2, True)


def test_a_killed_run_goes_on_without_loss_or_repetition(tmp_path: Path) -> None:
    names = [f"case-{n:02}" for n in range(12)]
    folder, place = suite(tmp_path / "many", {name: seed() for name in names}), tmp_path / "run"
    killed = started(folder, "--out", place, "--workers", "2")
    wait_for(lambda: (place / "log.jsonl").exists() and len(logged(place)) > 1)
    workers = children(killed.pid)
    killed.kill()
    killed.communicate()
    before = [one["name"] for one in logged(place)[1:]]
    assert 1 <= len(before) < len(names)
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    made = document(folder, "--out", place)
    after = [one["name"] for one in logged(place)[1:]]
    assert (after[: len(before)], sorted(after)) == (before, names)
    assert counts(made, "case_agreement", "cases_not_scored") == [(12, 12), (0, 12)]


def children(pid: int) -> list[int]:
    """Processes that a process has started, where the system says so."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it did not happen in a minute"
        time.sleep(0.02)


# ---------------------------------------------------------------------------------------------- language models


@pytest.fixture
def asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite that asks a model, one worker at a time."""
    monkeypatch.setenv("DRAFTER_MODEL", "scripted")
    cases = {f"c{n}": seed() | {"text": seed()["text"] + f" Chart {n}."} for n in range(5)}
    return suite(tmp_path / "asking", cases, SUITE_OF_A_MODEL)


SUITE_OF_A_MODEL = 'measures: m\nsettings: {today: "2026-04-01", reader: both}\n'
NOTHING = says({"findings": []})


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    from contextlib import ExitStack

    with ExitStack() as stack:

        def serve(*behaviours: Behaviour) -> Any:
            endpoint = stack.enter_context(serving(*behaviours))
            monkeypatch.setenv("DRAFTER_BASE_URL", endpoint.url)
            return endpoint

        yield serve


def test_replies_are_kept_and_cost_nothing_again(asking: Path, served: Callable[..., Any], tmp_path: Path) -> None:
    endpoint = served(NOTHING)
    made = document(asking, "--price", "1,2")
    asked = len(endpoint.requests)
    assert asked >= 5
    assert made["measures"]["tokens_in"]["value"] == asked / 5
    assert made["measures"]["cost"]["value"] == pytest.approx(3 * asked / 5 / 1e6)
    again = document(asking)
    assert len(endpoint.requests) == asked
    assert again["measures"]["tokens_in"] == made["measures"]["tokens_in"]
    assert all(one["cost"]["kept"] == one["cost"]["asked"] > 0 for one in again["by_case"])
    document(asking, "--no-cache")
    assert len(endpoint.requests) == 2 * asked


def test_an_endpoint_that_dies_leaves_what_was_done(asking: Path, served: Callable[..., Any], tmp_path: Path) -> None:
    place = tmp_path / "run"
    endpoint = served(*[NOTHING] * 3, fails(401))
    result = run(asking, "--out", place, "--workers", "1", "--no-cache")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "endpoint has stopped answering" in result.stderr
    assert f"drafter eval {asking} --out {place}" in result.stderr
    done = [one["name"] for one in logged(place)[1:] if not one["unscored"]]
    assert 0 < len(done) < 5
    endpoint.behaviours[:] = [NOTHING]
    made = document(asking, "--out", place, "--workers", "1", "--no-cache")
    assert counts(made, "cases_not_scored") == [(0, 5)]
    assert [one["name"] for one in logged(place)[1:] if not one["unscored"]][: len(done)] == done


# ------------------------------------------------------------------------------------- a model that reads phrasings

PHRASINGS = Path(__file__).parents[1] / "evals" / "phrasings"
LASTING = says({"findings": [{
    "criterion": "X1", "status": "met", "why": "", "quotes": [{"place": "text", "quote": "Neck pain for 5 months."}],
    "measured": [{"what": "duration", "comparison": "exactly", "value": 5, "unit": "months", "since": None}],
}]})  # fmt: skip


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Three rows, of which the second and third are read with what the model says of the first or with nothing."""
    phrases = ("Neck pain for 5 months.", "Neck pain for 8 months.", "Neck pain for 9 months.")
    rows = ({"id": f"r{n}", "type": "DUR", "phrase": said, "reading": "MET"} for n, said in enumerate(phrases))
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(("reader", "read"), [("both", "by the built-in reader and by"), ("model", "by the language")])
def test_a_model_reads_phrasings_and_what_two_readers_differ_on_is_open_and_counted(
    reader: str, read: str, rows: Path, served: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = served(LASTING)
    given = ("--cases", rows, "--reader", reader, "--model", "scripted")
    made = document(PHRASINGS, *given)
    assert [row["read"] for row in made["rows"]] == ["MET", "NOT_DOC", "NOT_DOC"]  # a quotation of no row but the first
    assert [row.get("disputed", False) for row in made["rows"]] == [False, *[reader == "both"] * 2]
    assert (made["read_by"]["reader"], made["read_by"]["model"]) == (reader, "scripted")
    asked = len(endpoint.requests)
    assert f"Read {read}" in " ".join(run(PHRASINGS, *given).stdout.split())
    assert len(endpoint.requests) == asked  # replies are kept
    monkeypatch.setenv("DRAFTER_MODEL", "scripted")  # named for drafts, which no gate of phrasings may hang on
    assert [row["read"] for row in document(PHRASINGS, "--cases", rows)["rows"]] == ["MET"] * 3


def test_an_endpoint_that_dies_ends_a_run_of_phrasings(rows: Path, served: Callable[..., Any]) -> None:
    served(LASTING, fails(401))
    result = run(PHRASINGS, "--cases", rows, "--model", "scripted")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "401" in result.stderr or "key" in result.stderr
