"""The letter holds a phrase that no letter may hold; `forbidden_phrase.yaml` lists them with what is wrong with each.

The signer's own rationale is the signer's; in the member's part it is held to the same as everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from drafter.corpus.located import parse, read_text
from drafter.letters.rules import Told
from drafter.letters.structure import flat

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for each phrase. What is quoted from the record or a policy is not ours."""
    text = _without_quoted(told.without_rationale if not told.member else told.text, told)
    for name, entry in _listed().items():
        if entry.get("audience") in (None, told.letter.audience):
            for pattern in entry["patterns"]:
                if found := re.search(pattern, text, re.IGNORECASE):
                    yield f"“{found[0]}” is {name.replace('_', ' ')}: {entry['cure']}"


def _without_quoted(text: str, told: Told) -> str:
    for line in told.facts.lines:
        for reason in line.reasons:
            for quoted in (reason.quote, reason.rule.strip(". ")):
                text = text.replace(flat(quoted), " ") if quoted else text
    for policy in told.facts.policies:
        for criterion in policy.criteria:
            text = text.replace(flat(criterion.text), " ")
    return text.replace(flat(told.facts.organisation.identity.language_help), " ")


@cache
def _listed() -> dict[str, Any]:
    file = Path(__file__).with_suffix(".yaml")
    return dict(parse(read_text(file), file).data)
