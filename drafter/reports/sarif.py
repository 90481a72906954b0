"""SARIF 2.1.0 for code-scanning views: one run, every rule with its explanation, every breach with its region.

The shape is that of OASIS' "Static Analysis Results Interchange Format 2.1.0" (2020). Columns count Unicode code
points, as spans do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import drafter
from drafter import rules
from drafter.domain import Violation, Waiver
from drafter.reports import Report, fingerprints, line_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(reports: Sequence[Report]) -> str:
    """The log as one JSON document."""
    told = [rules.explain(code) for code, *_ in rules.catalogue()]
    results = [result for report in reports for result in _results(report)]
    driver = {
        "name": "drafter",
        "semanticVersion": drafter.__version__,
        "rules": [_rule(rule) for rule in told],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(told: rules.Explanation) -> dict[str, Any]:
    return {
        "id": told.code,
        "name": told.name,
        "shortDescription": {"text": told.name.replace("-", " ")},
        "fullDescription": {"text": told.why},
        "help": {"text": f"Wrong: {told.wrong}\nRight: {told.right}"},
        "defaultConfiguration": {"level": told.severity},
    }


def _results(report: Report) -> list[dict[str, Any]]:
    marked = zip(report.violations, fingerprints(report), strict=True)
    found = [_result(violation, report) | {"partialFingerprints": {"drafter/v1": mark}} for violation, mark in marked]
    return found + [_waived(violation, waiver, report) for violation, waiver in report.waived]


def _result(violation: Violation, report: Report) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(Path(report.file).as_posix())}}
    if violation.start is not None and violation.end is not None:
        place["region"] = _region(violation.start, violation.end, report)
    where = {"physicalLocation": place, "logicalLocations": [{"name": violation.where}]}
    message = {"text": violation.message}
    return {"ruleId": violation.code, "level": violation.severity, "message": message, "locations": [where]}


def _waived(violation: Violation, waiver: Waiver, report: Report) -> dict[str, Any]:
    """A suppressed result: `external`, since it is the draft that keeps the waiver and not the page."""
    kept = {"kind": "external", "status": "accepted", "justification": f"{waiver.by}: {waiver.reason}"}
    return _result(violation, report) | {"suppressions": [kept]}


def _region(start: int, end: int, report: Report) -> dict[str, int]:
    text = report.page.text
    first, last = line_of(start, report.page), line_of(end, report.page)
    return {
        "startLine": first, "startColumn": start - (text.rfind("\n", 0, start) + 1) + 1,
        "endLine": last, "endColumn": end - (text.rfind("\n", 0, end) + 1) + 1,
        "charOffset": start, "charLength": end - start,
    }  # fmt: skip
