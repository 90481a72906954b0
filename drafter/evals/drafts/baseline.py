"""The accepted run of a suite: `baseline.json` beside its cases, with who accepted it and why, one case a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, Field, ValidationError

from drafter.domain import Noun
from drafter.errors import InputError
from drafter.evals import gate
from drafter.evals.drafts.figures import Run
from drafter.evals.drafts.log import MadeWith
from drafter.evals.drafts.record import LineScore, Record, Side
from drafter.evals.gate import Bar, Marks, Verdict

BASELINE = "baseline.json"
"""Name of the file in the folder of a suite."""

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


class Acceptance(Noun):
    """Somebody's word that a run is good enough to be held to."""

    by: str = Field(min_length=1)
    """Who."""
    at: AwareDatetime
    """When."""
    why: str = Field(min_length=1)
    """Why."""
    commit: str | None = None
    """Commit of the code that made the run."""
    measures: Mapping[str, float | None] = {}
    """Its measures over all cases."""


class Baseline(Noun):
    """What a run is held to."""

    schema_version: Literal[1] = 1
    """Version of this form."""
    suite: str
    """Name of the suite."""
    accepted: tuple[Acceptance, ...] = Field(min_length=1)
    """Every acceptance so far, the present one last."""
    made_with: MadeWith
    """With what the accepted run was made."""
    cases: Mapping[str, Marks]
    """What each case came to."""

    def to_json(self) -> str:
        """The file: one case a line, so that a difference between two versions can be read."""
        head = json.loads(self.model_dump_json(exclude={"cases"}))
        lines = (f"  {json.dumps(name)}: {marks.model_dump_json()}" for name, marks in self.cases.items())
        body = ",\n".join(lines)
        return f'{json.dumps(head, indent=1, ensure_ascii=False)[:-2]},\n "cases": {{\n{body}\n }}\n}}\n'


def read(file: Path, suite: str) -> Baseline:
    """The baseline in a file; an InputError where there is none, or where it is another suite's."""
    try:
        found = Baseline.model_validate_json(file.read_bytes())
    except OSError as error:
        todo = "Accept a run first: drafter eval accept RUN --by NAME --why TEXT."
        raise InputError(f"cannot be read: {error.strerror}", where=file, todo=todo) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        what = f"is no baseline: {first['msg'].lower()} (at {'.'.join(map(str, first['loc'])) or 'its top'})"
        todo = "Write it with drafter eval accept RUN --by NAME --why TEXT."
        raise InputError(what, where=file, todo=todo) from None
    if found.suite != suite:
        what = f"is the baseline of suite {found.suite!r}, not of {suite!r}"
        raise InputError(what, where=file, todo="Name the baseline of this suite.")
    return found


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
