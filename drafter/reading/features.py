"""Features of a complaint that a sentence tells by pointing to it: "the shocks are back. They last a second or two"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from drafter.domain import Citation
from drafter.reading.record import Record, Said
from drafter.text import words


def brief(record: Record, said: Said, about: Mapping[str, Any]) -> Citation | None:
    """Where the short length of one attack is told of the pain that the statements before speak of, or none.

    `about` is the entry of the finding in the vocabulary; without `brief` there it has no such length.
    """
    given = tuple(map(str, about.get("brief", ())))
    if not given or not any(p.search(said.low) for p in said.among(words.patterns(given))):
        return None
    whole = said.statement.cues.whole
    if not (whole.plain or passing(said, about)) or record.objection(said, replace(whole, resolved=False)):
        return None
    pains = words.patterns(tuple(map(str, about["of_pain"])))
    near = (said, *record.preceding(said)[:2])
    spoken = (s for s in near if s is said or s.statement.cues.whole.plain)
    return said.cite() if any(p.search(s.low) for s in spoken for p in pains) else None


def passing(said: Said, about: Mapping[str, Any]) -> bool:
    """Whether what is "gone" is one attack, after seconds, and not the finding."""
    given = words.patterns(tuple(map(str, about.get("passing", ()))))
    return any(p.search(said.low) for p in said.among(given))
