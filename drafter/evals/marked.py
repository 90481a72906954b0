"""Reports on phrasings and on faults held to an accepted one, from their JSON documents.

Of phrasings a case of the gate is a row, or a service line of a whole note; of faults it is an operator in all ways of
checking, and besides the clean drafts.
"""

from __future__ import annotations

import hashlib
import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.evals import gate
from drafter.evals.accepted import Acceptance, Baseline
from drafter.evals.gate import Bar, Marks, Verdict

BAR = Bar(
    cases="right", good=("right", "accuracy"), bad=("false_clear", "needlessly_pended"),
    safety=("false_adverse", "false_certification", "false_adverse_outcome", "not_scored", "missed", "false_alarms"),
)  # fmt: skip
"""What both kinds are held to; a measure that one has not is passed over."""

_Document = Mapping[str, Any]


def read(file: Path) -> dict[str, Any]:
    """The report in a file; an InputError where it is none of a kind that can be held to a baseline."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        todo = "Name the folder of a run, or a report written with --format json."
        raise InputError(f"cannot be read as a report: {error}", where=file, todo=todo) from None
    if not isinstance(found, dict) or not isinstance(found.get("suite"), dict) or not _is_known(found):
        todo = "Give a report on phrasings or faults, as written with --format json."
        raise InputError("is no report that can be accepted", where=file, todo=todo)
    return found


def _is_known(document: _Document) -> bool:
    return "by_operator" in document or "rows" in document or "notes" in document


def accept(document: _Document, acceptance: Acceptance, earlier: Baseline | None) -> Baseline:
    """The report as the new baseline."""
    measures = {name: share["value"] for name, share in document["measures"].items()}
    history = (*(earlier.accepted if earlier else ()), acceptance.model_copy(update={"measures": measures}))
    return Baseline(suite=document["suite"]["name"], accepted=history, cases=marks(document))


def judge(document: _Document, baseline: Baseline) -> Verdict:
    """The verdict on a report. An InputError where the two share no case that is unchanged."""
    found = gate.judge(baseline.cases, marks(document), BAR)
    if not found.compared:
        raise InputError("the report and the baseline have no unchanged case in common", todo="Accept a new report.")
    return found


def marks(document: _Document) -> dict[str, Marks]:
    """What the gate looks at, by case."""
    if "by_operator" in document:
        return dict(_of_faults(document))
    notes = document.get("notes", {}).get("lines", ())
    return dict([*(_of_row(row) for row in document.get("rows", ())), *(_of_line(line) for line in notes)])


def _of_row(row: _Document) -> tuple[str, Marks]:
    read, right = row["read"], row["reference"]
    counts = {"not_scored": (int(read is None), 1)}
    if read is not None:
        counts |= {"right": (int(read == right), 1), **_errors([(right.lower(), read.lower())])}
    return row["id"], Marks(sha=_sha(row["phrase"], right), counts=counts, told={"reading": _plain(read)})


def _of_line(line: _Document) -> tuple[str, Marks]:
    made, right = line["made"], line["reference"]
    criteria = {one["id"].rpartition(" ")[2]: (one["reference"], one["read"]) for one in line["criteria"]}
    pairs = [pair for pair in criteria.values() if pair[1] is not None]
    counts = {
        "not_scored": (int(made is None) + len(criteria) - len(pairs), 1 + len(criteria)),
        "right": (int(made == right), 1), "accuracy": (sum(a == b for a, b in pairs), len(pairs)), **_errors(pairs),
        "false_adverse_outcome": (int(made == "not_certify" != right), 1),
        "false_certification": (int(made in _CERTIFIES and right not in _CERTIFIES), 1),
        "needlessly_pended": (int(made == "pend" and right in _CERTIFIES), int(right in _CERTIFIES)),
    }  # fmt: skip
    told = {"outcome": _plain(made)} | {id: _plain(read) for id, (_, read) in criteria.items()}
    labels = [line["blocking"]["reference"], *(f"{id} {label}" for id, (label, _) in criteria.items())]
    return line["id"], Marks(sha=_sha(right, labels), counts=counts, told=told, contested=line["contested"])


_CERTIFIES = ("certify", "certify_modified")


def _errors(pairs: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    adverse = sum(read == "not_met" != right for right, read in pairs)
    clear = sum(read == "met" != right for right, read in pairs)
    return {"false_adverse": (adverse, len(pairs)), "false_clear": (clear, len(pairs))}


def _of_faults(document: _Document) -> Iterator[tuple[str, Marks]]:
    for operator, told in document["by_operator"].items():
        ways = {way: share for way, share in told.items() if way != "does"}
        found = {way: (round((share["value"] or 0) * share["n"]), share["n"]) for way, share in ways.items()}
        n, all_found = sum(n for _, n in found.values()), sum(count for count, _ in found.values())
        counts = {"missed": (n - all_found, n), "right": (int(n == all_found), 1), "accuracy": (all_found, n)}
        shown = {way: f"{count} of {of} found" for way, (count, of) in found.items()}
        yield operator, Marks(sha=_sha(told["does"], sorted(ways)), counts=counts, told=shown)
    alarms = [f"{one['draft']} {one['way']}" for one in document["alarms"]]
    told = dict.fromkeys(alarms, "a false alarm")
    yield "clean drafts", Marks(sha="", counts={"false_alarms": (len(alarms), max(1, len(alarms)))}, told=told)


def _sha(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _plain(said: str | None) -> str:
    return said.lower().replace("_", " ") if said else "not scored"


def as_text(verdict: Verdict, baseline: Baseline) -> str:
    """The verdict for a terminal of 80 columns, every change named."""
    accepted = baseline.accepted[-1]
    head = (
        f"Beside the report accepted on {accepted.at.date()} by {accepted.by} ({accepted.why}): {verdict.compared}"
        f" cases compared, {len(verdict.lost)} lost, {len(verdict.gained)} gained (McNemar p = {verdict.p:.3g})."
    )
    rows = [textwrap.fill(head, 80), f"Changed ({len(verdict.changes)}):{'' if verdict.changes else ' nothing'}"]
    rows += [_item(f"{one.case} {one.place}: {one.before} → {one.now}") for one in verdict.changes]
    rows.append("The gate is CLOSED:" if verdict.closed else "The gate is open: no significant loss, none in safety.")
    return "\n".join([*rows, *map(_item, verdict.losses)])


def _item(text: str) -> str:
    return textwrap.fill(text, 80, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
