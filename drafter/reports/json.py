"""JSON: one document for one page, a list of them for several, each then with its file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from drafter.reports import Report


def render(reports: Sequence[Report]) -> str:
    """`{"violations", "unparsed", "not_checked"}`, and `waived` where something is; a list of such for several."""
    documents = [_document(report, with_file=len(reports) > 1) for report in reports]
    return json.dumps(documents[0] if len(documents) == 1 else documents, indent=2, ensure_ascii=False)


def _document(report: Report, *, with_file: bool) -> dict[str, Any]:
    text = report.page.text
    document: dict[str, Any] = {"file": report.file} if with_file else {}
    document |= {
        "violations": [violation.model_dump(mode="json") for violation in report.violations],
        "unparsed": [{"start": s.start, "end": s.end, "text": text[s.start : s.end]} for s in report.page.unparsed],
        "not_checked": list(report.not_checked),
    }
    if report.page.not_found:
        document["not_found"] = list(report.page.not_found)
    if report.waived:
        document["waived"] = [
            {"violation": violation.model_dump(mode="json"), "waiver": waiver.model_dump(mode="json")}
            for violation, waiver in report.waived
        ]
    return document
