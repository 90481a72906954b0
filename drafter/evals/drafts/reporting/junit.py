"""JUnit XML for build servers: a case is a test case, and so is every measure that a baseline holds the run to.

A case on which a line disagrees is a failure where no baseline says what was to be expected; where one does, only what
closes the gate is, and a disagreement that was accepted is told in `system-out`. What could not be scored is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from drafter.evals.accepted import Baseline
from drafter.evals.drafts.baseline import told
from drafter.evals.drafts.figures import Run
from drafter.evals.drafts.record import Record
from drafter.evals.gate import Verdict

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run, verdict: Verdict | None, baseline: Baseline | None) -> str:
    """The document, with its XML declaration."""
    root = ElementTree.Element("testsuites", name="drafter eval")
    suite = ElementTree.SubElement(root, "testsuite", name=run.header.made_with.suite)
    for record in run.records:
        suite.append(_case(record, verdict))
    for name, why in _gates(verdict):
        case = ElementTree.SubElement(suite, "testcase", classname="gate", name=name)
        if why:
            ElementTree.SubElement(case, "failure", message=_clean(why), type="gate").text = _clean(why)
    totals = {
        "tests": len(suite), "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")), "skipped": 0,
    }  # fmt: skip
    for element in (root, suite):
        element.attrib |= {name: str(total) for name, total in totals.items()}
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _case(record: Record, verdict: Verdict | None) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", classname="contested" if record.contested else "case", name=record.name,
        time=f"{record.cost.seconds:.3f}",
    )  # fmt: skip
    if record.unscored:
        ElementTree.SubElement(case, "error", message=_clean(record.unscored), type="not scored")
        return case
    differs = [f"line {line.line + 1}" for line in record.lines if not line.agreed]
    if not differs:
        return case
    theirs, ours = dict(told(record, "reference")), dict(told(record, "made"))
    said = "\n".join(f"{place}: reference {theirs[place]}, drafted {ours[place]}" for place in differs)
    held = verdict is None or record.name in {
        name for cases in (verdict.lost, *verdict.safety.values()) for name in cases
    }
    if held and not record.contested:
        ElementTree.SubElement(case, "failure", message=_clean(said.split("\n")[0]), type="outcome").text = _clean(said)
    else:
        ElementTree.SubElement(case, "system-out").text = _clean(said)
    return case


def _gates(verdict: Verdict | None) -> Iterator[tuple[str, str]]:
    """Every measure of the gate with why it is closed; empty where it is open."""
    if verdict is None:
        return
    why = {loss.partition(":")[0]: loss for loss in verdict.losses}
    for name in (*verdict.safety, *(moved.measure for moved in verdict.moved)):
        yield name, why.get(name.replace("_", " "), "")
    yield "case_agreement", next((loss for loss in verdict.losses if " cases lost and " in loss), "")


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
