"""JUnit XML for build servers: a page is a test suite, a rule on it a test case, an error a failure.

The shape is that of Apache Ant's schema as Jenkins and GitLab read it: `testsuites/testsuite/testcase/failure`, with
`skipped` for a rule that lacked what it needs. Warnings fail nothing and are told in `system-out`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from drafter import rules
from drafter.domain import Violation
from drafter.reports import Report, fingerprints, line_of

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(reports: Sequence[Report]) -> str:
    """The document, with its XML declaration."""
    root = ElementTree.Element("testsuites", name="drafter check")
    listed = [(code, name) for code, name, _, _ in rules.catalogue()]
    totals = {"tests": 0, "failures": 0, "skipped": 0}
    for report in reports:
        suite = _suite(report, listed)
        root.append(suite)
        for key in totals:
            totals[key] += int(suite.get(key, "0"))
    root.attrib |= {key: str(value) for key, value in totals.items()} | {"errors": "0"}
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _suite(report: Report, listed: Sequence[tuple[str, str]]) -> ElementTree.Element:
    marked = list(zip(report.violations, fingerprints(report), strict=True))
    # A code that is no rule's, such as that of a model's rejected reply, is a test case of its own.
    extra = [(v.code, "") for v in report.violations if v.code not in dict(listed)]
    suite = ElementTree.Element("testsuite", name=_clean(report.file), errors="0")
    failures = 0
    for code, name in (*listed, *dict.fromkeys(extra)):
        case = ElementTree.SubElement(suite, "testcase", classname=_clean(report.file), name=f"{code} {name}".strip())
        mine = [(v, mark) for v, mark in marked if v.code == code]
        failures += any(v.severity == "error" for v, _ in mine)
        _fill(case, mine, report, skipped=code in report.not_checked)
    suite.attrib |= {
        "tests": str(len(suite)), "failures": str(failures), "skipped": str(len(report.not_checked)),
    }  # fmt: skip
    return suite


def _fill(case: ElementTree.Element, mine: Sequence[tuple[Violation, str]], report: Report, *, skipped: bool) -> None:
    if skipped:
        ElementTree.SubElement(case, "skipped", message="it lacks what it needs")
    errors = [(v, mark) for v, mark in mine if v.severity == "error"]
    if errors:
        # One failure for a test case: some readers take no second one.
        message = errors[0][0].message if len(errors) == 1 else f"{len(errors)} breaches"
        failure = ElementTree.SubElement(case, "failure", message=_clean(message), type="error")
        failure.text = _clean("\n".join(_told(v, mark, report) for v, mark in errors))
    if told := [_told(v, mark, report) for v, mark in mine if v.severity != "error"]:
        ElementTree.SubElement(case, "system-out").text = _clean("\n".join(told))


def _told(violation: Violation, mark: str, report: Report) -> str:
    at = "" if violation.start is None else f" (line {line_of(violation.start, report.page)})"
    return f"{violation.where}{at}: {violation.message} [{mark}]"


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
