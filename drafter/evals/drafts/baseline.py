"""What a run of drafts is held to, and what the gate looks at of its cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from drafter.errors import InputError
from drafter.evals import gate
from drafter.evals.accepted import Acceptance, Baseline
from drafter.evals.drafts.figures import Run
from drafter.evals.drafts.record import LineScore, Record, Side
from drafter.evals.gate import Bar, Marks, Verdict

BAR = Bar(
    cases="case_agreement",
    good=("outcome_agreement", "accuracy", "blocking_accuracy", "request_recall", "request_precision",
          "findings_supported"),
    bad=("needlessly_pended", "false_clear", "blocked"),
    safety=("false_certifications", "false_adverse_outcomes", "false_adverse", "citations_altered",
            "citations_unresolved", "unsupported_sentences", "cases_not_scored"),
)  # fmt: skip
"""What a run of drafts is held to."""

_KEPT = {BAR.cases, *BAR.good, *BAR.bad, *BAR.safety}
_COMPLEMENTS = {"citations_altered": "citations_verbatim", "citations_unresolved": "citations_resolved"}
"""Measures of safety that count what is missing from another measure."""


def accept(run: Run, acceptance: Acceptance, earlier: Baseline | None) -> Baseline:
    """The run as the new baseline. An InputError where it is not complete."""
    done = [record for record in run.records if not record.unreachable]
    if len(done) < run.header.cases:
        what = f"{len(done)} of {run.header.cases} cases are done, and what is not run cannot be accepted"
        todo = f"Go on with drafter eval {run.header.folder} --out {run.folder}."
        raise InputError(what, where=run.folder, todo=todo)
    measures = {name: share.value for name, share in run.all.shares.items() if share.n}
    measures |= {name: figure.value for name, figure in run.all.others.items() if name != "seconds"}
    told = acceptance.model_copy(update={"measures": measures, "commit": run.header.made_with.commit})
    history = (*(earlier.accepted if earlier else ()), told)
    return Baseline(
        suite=run.header.made_with.suite, accepted=history, made_with=run.header.made_with,
        cases={record.name: marks(record) for record in run.records},
    )  # fmt: skip


def judge(run: Run, baseline: Baseline) -> Verdict:
    """The verdict on a run. An InputError where the two share no case that is unchanged."""
    found = gate.judge(baseline.cases, {record.name: marks(record) for record in run.records}, BAR)
    if not found.compared:
        what = "the run and the baseline have no unchanged case in common"
        raise InputError(what, where=run.folder, todo="Accept a run over the cases as they are.")
    return found


def marks(record: Record) -> Marks:
    """What the gate looks at of a case."""
    counts: dict[str, Any] = {name: pair for name, pair in record.counts.items() if name in _KEPT}
    for name, whole in _COMPLEMENTS.items():
        count, n = record.counts.get(whole, (0, 0))
        counts[name] = (n - count, n)
    return Marks(sha=record.sha, counts=counts, told=dict(told(record, "made")), contested=record.contested)


def told(record: Record, side: Literal["made", "reference"]) -> Iterator[tuple[str, str]]:
    """What one side says of every line and criterion of a case, by place."""
    for line in record.lines:
        where = f"line {line.line + 1}"
        yield where, _outcome(line.reference if side == "reference" else line.made, line)
        for one in line.criteria:
            status = one.reference if side == "reference" else one.read
            yield f"{where} {one.criterion}", (status or "not scored").replace("_", " ")


def _outcome(side: Side | None, line: LineScore) -> str:
    if side is None:
        return f"not scored ({line.why})"
    sessions = f" {side.sessions}" if side.sessions is not None and side.outcome == "certify_modified" else ""
    return side.outcome.replace("_", " ") + sessions
