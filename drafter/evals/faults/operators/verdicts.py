"""Faults of verdicts: outcome, ground, quantity, what blocks, code, units, policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Basis, NoOutcome, Outcome
from drafter.evals.faults.forging import Clean, Data, each, lines, operator

Places = Iterator[tuple[str, Data]]


def _lines(data: Data) -> Iterator[Data]:
    yield from lines(data)


def _decided(data: Data) -> Iterator[Data]:
    yield from (line for line in lines(data) if line["outcome"])


@operator()
def outcome_flipped(clean: Clean) -> Places:
    """An outcome is changed to another, and nothing else is."""
    for outcome in get_args(Outcome):
        for data, line in each(clean, _decided):
            if line["outcome"] != outcome:
                line["outcome"] = outcome
                yield f"line {line['line'] + 1} {outcome}", data


@operator()
def certified_in_full(clean: Clean) -> Places:
    """A line that is not certified is, with basis, reason, quantity and requests to match."""
    for data, line in each(clean, _decided):
        if line["outcome"] == "certify":
            continue
        asked = clean.case.services[line["line"]].sessions
        because = f"the record meets every criterion of {line['policy']} that applies"
        line |= {"outcome": "certify", "basis": "medical_necessity", "blocking": [], "gaps": [], "because": because}
        line["certified"] = {"sessions": asked, "of": asked, "units": line["units"]}
        yield f"line {line['line'] + 1}", data


@operator()
def denied_in_full(clean: Clean) -> Places:
    """A pended line is not certified for medical necessity, on what was only not documented."""
    for data, line in each(clean, _decided):
        if line["outcome"] == "pend":
            ids = ", ".join(line["blocking"])
            because = f"the record shows that the policy is not met on {ids}"
            line |= {"outcome": "not_certify", "basis": "medical_necessity", "gaps": [], "because": because}
            line["certified"] = None
            yield f"line {line['line'] + 1}", data


@operator()
def outcome_taken_away(clean: Clean) -> Places:
    """A decided line gets no outcome, for one of the reasons for none."""
    for reason in get_args(NoOutcome):
        for data, line in each(clean, _decided):
            line |= {"outcome": None, "no_outcome": reason}
            yield f"line {line['line'] + 1} {reason}", data


@operator()
def outcome_out_of_nothing(clean: Clean) -> Places:
    """A line that has no outcome gets one."""
    for outcome in get_args(Outcome):
        for data, line in each(clean, _lines):
            if line["no_outcome"]:
                line |= {"outcome": outcome, "no_outcome": None, "basis": "medical_necessity"}
                yield f"line {line['line'] + 1} {outcome}", data


@operator()
def basis_changed(clean: Clean) -> Places:
    """The ground of a line is changed to another."""
    for basis in get_args(Basis):
        for data, line in each(clean, _lines):
            if line["basis"] and line["basis"] != basis:
                line["basis"] = basis
                yield f"line {line['line'] + 1} {basis}", data


@operator()
def line_dropped(clean: Clean) -> Places:
    """A line that was requested is passed over."""
    for n in range(len(clean.lines)):
        data = clean.copy()
        del lines(data)[n]
        sections = data["determination"]["sections"]
        data["determination"]["sections"] = [s for s in sections if s["line"] != n]
        yield f"line {n + 1}", data


@operator()
def line_added(clean: Clean) -> Places:
    """A verdict is given on a service that nobody requested."""
    data = clean.copy()
    lines(data).append({**lines(data)[-1], "line": len(lines(data)), "code": "62321", "service": "epidural injection"})
    yield "at the end", data


@operator()
def line_doubled(clean: Clean) -> Places:
    """A line gets a second verdict."""
    for data, line in each(clean, _lines):
        lines(data).append(dict(line))
        yield f"line {line['line'] + 1}", data


@operator()
def code_swapped(clean: Clean) -> Places:
    """The code of a line is another one, in its name too."""
    for data, line in each(clean, _lines):
        if line["code"]:
            other = {"64405": "64400", "20552": "20553", "20553": "20552"}.get(line["code"], "20560")
            line["service"] = line["service"].replace(line["code"], other)
            line["code"] = other
            yield f"line {line['line'] + 1}", data


@operator()
def code_label_swapped(clean: Clean) -> Places:
    """A line names another service beside its code."""
    for data, line in each(clean, _lines):
        label = "trigger point injections" if "occipital" in line["service"] else "occipital nerve block"
        line["service"] = f"{label} ({line['code']})" if line["code"] else label
        yield f"line {line['line'] + 1}", data


@operator()
def outcomes_swapped(clean: Clean) -> Places:
    """Two lines change their outcomes, with grounds and reasons."""
    data = clean.copy()
    first, *others = lines(data)
    keys = ("outcome", "no_outcome", "basis", "because", "certified", "blocking")
    if others and any(first[key] != others[0][key] for key in keys):
        for key in keys:
            first[key], others[0][key] = others[0][key], first[key]
        yield "lines 1 and 2", data


@operator()
def units_changed(clean: Clean) -> Places:
    """A line counts one unit more, or none where it has some."""
    for data, line in each(clean, _lines):
        line["units"] = (line["units"] or 1) + 1
        yield f"line {line['line'] + 1}", data


@operator()
def modifier_changed(clean: Clean) -> Places:
    """A line bears another modifier, or one that it lacks."""
    other = {"RT": "LT", "LT": "RT", "50": "59"}
    for data, line in each(clean, _lines):
        line["modifiers"] = [other.get(m, "59") for m in line["modifiers"]] or ["50"]
        yield f"line {line['line'] + 1}", data


@operator()
def quantity_off_by_one(clean: Clean) -> Places:
    """The certified sessions, or those asked for, are one more or one less."""
    for by in (-1, 1):
        for key in ("sessions", "of", "units"):
            for data, line in each(clean, _decided):
                held = (line["certified"] or {}).get(key)
                if held is not None and held + by >= 0:
                    line["certified"][key] = held + by
                    yield f"line {line['line'] + 1} {key} {by:+}", data


@operator()
def quantity_given(clean: Clean) -> Places:
    """A line gets a certified quantity that nothing caps, or loses the one that it has."""
    for data, line in each(clean, _decided):
        line["certified"] = None if line["certified"] else {"sessions": 1, "of": 3, "units": None}
        yield f"line {line['line'] + 1}", data


@operator()
def blocking_dropped(clean: Clean) -> Places:
    """One of the criteria that block is left out."""
    for n in range(max(len(line.blocking) for line in clean.lines)):
        for data, line in each(clean, _decided):
            if n < len(line["blocking"]):
                del line["blocking"][n]
                yield f"line {line['line'] + 1}, {n + 1}", data


@operator()
def blocking_added(clean: Clean) -> Places:
    """A criterion that does not block is said to."""
    for data, line in each(clean, _decided):
        extra = next((f["criterion"] for f in line["findings"] if f["criterion"] not in line["blocking"]), None)
        if extra:
            line["blocking"].append(extra)
            yield f"line {line['line'] + 1}, {extra}", data


@operator()
def stage_changed(clean: Clean) -> Places:
    """A line is put to another stage of its policy, or to none."""
    for policy in clean.corpus.policies:
        for stage in (*(stage.name for stage in policy.stages), None):
            for data, line in each(clean, _decided):
                named = (line["policy"], line["policy_version"]) == (policy.id, policy.version)
                if named and line["stage"] != stage and len(policy.stages) > 1:
                    line["stage"] = stage
                    yield f"line {line['line'] + 1} {stage}", data


@operator()
def policy_changed(clean: Clean) -> Places:
    """A line names another policy that is held, with its version."""
    for policy in clean.corpus.policies:
        for data, line in each(clean, _decided):
            if line["policy"] != policy.id:
                line |= {"policy": policy.id, "policy_version": policy.version}
                yield f"line {line['line'] + 1} {policy.id}", data


@operator()
def policy_version_changed(clean: Clean) -> Places:
    """A line names another version of its policy, one that is held or one that is not."""
    for data, line in each(clean, _decided):
        held = [p.version for p in clean.corpus.policies if p.id == line["policy"]]
        line["policy_version"] = next((v for v in held if v != line["policy_version"]), "2019-07-01")
        yield f"line {line['line'] + 1}", data


@operator()
def policy_invented(clean: Clean) -> Places:
    """A line names a policy that nobody holds."""
    for data, line in each(clean, _decided):
        line |= {"policy": "cigna-cm-0541", "policy_version": "9"}
        yield f"line {line['line'] + 1}", data
