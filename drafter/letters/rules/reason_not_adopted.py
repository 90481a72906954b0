"""The letter gives a reason that the signer did not adopt."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.letters.rules import Told
from drafter.letters.structure import flat

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for each unmet criterion of the draft that the decision does not rest on, and the letter tells."""
    if told.facts.decision is None:
        return
    text = told.without_rationale
    for drafted, line in zip(told.facts.draft.determination.lines, told.facts.lines, strict=True):
        adopted = {reason.criterion for reason in line.reasons}
        quoted = {flat(reason.quote) for reason in line.reasons}
        for finding in drafted.findings:
            if finding.criterion in adopted or finding.status != "not_met":
                continue
            said = [finding.why, *(cited.quote for cited in finding.citations)]
            shown = next((one for one in map(flat, said) if len(one) > 12 and one not in quoted and one in text), None)
            if shown and shown not in {flat(line.clinical), *_requested(told)}:
                yield (
                    f"“{shown}” tells of {finding.criterion}, on which {told.facts.decision.by.name} did not decide; "
                    "take it out, or amend the decision."
                )


def _requested(told: Told) -> set[str]:
    """Words of the request itself, which every letter repeats."""
    lines = told.facts.case.services
    return {flat(one) for line in lines for one in (line.description, line.schedule and line.schedule.written) if one}
