"""A criterion on which the record is silent is told as unmet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.plain import sentences
from drafter.letters.rules import Told

SEVERITY = "error"
_UNMET = re.compile(r"\b(?:not met|unmet|does not meet|do not meet|did not meet|fails?|failed)\b", re.IGNORECASE)


def check(told: Told) -> Iterator[str]:
    """One sentence for each criterion that is silent, and named in a sentence of ours that tells of a failure."""
    relied = {reason.criterion for line in told.facts.lines for reason in line.reasons}
    texts = {reason.rule.strip(". ") for line in told.facts.lines for reason in line.reasons}
    spoken = told.without_rationale
    for text in filter(None, texts):
        spoken = spoken.replace(text, " ")
    failing = [one for one in sentences(spoken) if _UNMET.search(one)]
    for line in told.facts.draft.determination.lines:
        for finding in line.findings:
            name = line.labels.get(finding.criterion) or ""
            silent = finding.status == "not_documented" and finding.criterion not in relied and len(name) > 4
            if silent and any(name.casefold() in one.casefold() for one in failing):
                yield f"The record is silent on “{name}”, and the letter tells it as unmet; say what was missing."
