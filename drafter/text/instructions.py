"""Sentences of a record that speak to its reader instead of about the patient."""

from __future__ import annotations

import re
from functools import cache

from drafter.text.tokens import INVISIBLE, fold
from drafter.text.words import load

_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.MULTILINE) for p in load("instructions")["patterns"])


def addressed(sentence: str) -> bool:
    """Whether the sentence tells its reader what to decide. Such a sentence is reported and is no evidence."""
    low = " ".join(_INVISIBLE.sub("", fold(sentence)).split())
    return any(p.search(low) for p in _patterns())
