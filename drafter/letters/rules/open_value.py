"""A value was left open: a field of the organisation, or a sign of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.rules import Told

SEVERITY = "error"
_OPEN = re.compile(r"\[(?:name|number|address|telephone|notice) [a-z ]{2,50}\]|\{\{.{0,40}|\{%.{0,40}|\bUndefined\b")


def check(told: Told) -> Iterator[str]:
    """One sentence for each."""
    for found in dict.fromkeys(match[0] for match in _OPEN.finditer(told.without_rationale)):
        yield f"“{found}” is still open; give it in organisation.yaml (--organisation DIR) or in the case."
