"""A sign of a template was left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.rules import Told

SEVERITY = "error"
_SIGN = re.compile(r"\{\{.{0,40}|\{%.{0,40}|\bUndefined\b")


def check(told: Told) -> Iterator[str]:
    """One sentence for each."""
    for found in dict.fromkeys(match[0] for match in _SIGN.finditer(told.without_rationale)):
        yield f"“{found}” is a sign of a template; mend the template."
