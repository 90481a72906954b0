"""A criterion on which the record is silent is told as unmet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.plain import sentences
from drafter.letters.rules import Told
from drafter.letters.structure import flat

SEVERITY = "error"
_UNMET = re.compile(r"\b(?:not met|unmet|does not meet|do not meet|did not meet|fails?|failed)\b", re.IGNORECASE)


def check(told: Told) -> Iterator[str]:
    """One sentence for each criterion that is silent, and named in a sentence of ours that tells of a failure."""
    relied = {reason.criterion for line in told.facts.lines for reason in line.reasons}
    failing = [one for one in _spoken(told) if _UNMET.search(one)]
    for line in told.facts.draft.determination.lines:
        for finding in line.findings:
            name = line.labels.get(finding.criterion) or ""
            silent = finding.status == "not_documented" and finding.criterion not in relied and len(name) > 4
            if silent and any(name.casefold() in one.casefold() for one in failing):
                yield f"The record is silent on “{name}”, and the letter tells it as unmet; say what was missing."


def _spoken(told: Told) -> Iterator[str]:
    """Our own sentences: neither the signer's nor the policy's."""
    signed = {flat(part) for part in told.facts.decision.rationale.split("\n\n")} if told.facts.decision else set()
    policy = [flat(text) for text in _of_the_policy(told)]
    for block in told.letter.blocks:
        for words in block.words():
            for text in policy if words not in signed else ():
                words = words.replace(text, " ")
            yield from sentences(words) if words not in signed else ()


def _of_the_policy(told: Told) -> Iterator[str]:
    """What the policy itself says, which may speak of care that failed."""
    for line in told.facts.lines:
        yield from filter(None, (reason.rule.strip(". ") for reason in line.reasons))
        yield from filter(None, (text for one in line.missing for text in (one.ask, one.asked_by.strip(". "))))
    yield from (criterion.text for policy in told.facts.policies for criterion in policy.criteria)
