"""A run as one JSON document. `measures` is of all cases; `settled` and `contested` hold the same of either sort."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from drafter.evals.accepted import Baseline
from drafter.evals.drafts import log
from drafter.evals.drafts.figures import Figures, Run
from drafter.evals.drafts.record import LineScore, Record
from drafter.evals.gate import Verdict
from drafter.measures import Confusion


def render(run: Run, verdict: Verdict | None, baseline: Baseline | None) -> str:
    """The document."""
    header = run.header
    document: dict[str, Any] = {
        "suite": {"name": header.made_with.suite, "measures": header.measures},
        "run": log.as_json(header),
        **run.all.as_json(),
        "settled": run.settled.as_json(),
        "contested": run.contested.as_json(),
        "by_kind": _groups(run.all.by(lambda line, one: one.kind)),
        "by_policy": _groups(run.all.by(lambda line, one: line.policy)),
        "by_criterion": _groups(run.all.by(lambda line, one: f"{line.policy} {one.criterion}")),
        "by_case": [_case(record, run.all) for record in run.records],
    }
    if verdict and baseline:
        accepted = baseline.accepted[-1].model_dump(mode="json")
        document["gate"] = verdict.as_json() | {"accepted": accepted}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _groups(groups: Mapping[str, Confusion]) -> dict[str, Any]:
    return {
        name: {
            "measures": {figure: share.as_json() for figure, share in table.shares().items()},
            "confusion": table.as_json(),
        }
        for name, table in groups.items()
    }


def _case(record: Record, figures: Figures) -> dict[str, Any]:
    """A case without its texts; those stand in the log."""
    told = record.model_dump(mode="json", include={"name", "sha", "contested", "traps", "violations", "repeats"})
    return told | {
        "unscored": record.unscored or None,
        "cost": record.cost.model_dump() | {"cost": figures.cost(record)},
        "lines": [_line(line) for line in record.lines],
    }


def _line(line: LineScore) -> dict[str, Any]:
    return {
        "line": line.line, "code": line.code, "policy": line.policy or None, "agreed": line.agreed,
        "false_certification": line.false_certification, "false_adverse": line.false_adverse,
        "reference": line.reference.model_dump(mode="json"),
        "made": line.made.model_dump(mode="json") if line.made else None, "why": line.why or None,
        "criteria": [one.model_dump(mode="json", exclude={"quotes"}) for one in line.criteria],
    }  # fmt: skip
