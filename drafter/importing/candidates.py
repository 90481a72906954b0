"""Candidate criteria: sentences of a policy that read like requirements, with the kind and figures they seem to hold.

Everything here is a guess for a person to confirm. It is quoted, never reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, cast

import yaml

from drafter.domain import Kind
from drafter.importing.blocks import Block
from drafter.importing.sections import Section

_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,5})[.)]\s+")
_INTRODUCES = re.compile(r":\s*$")
_BOUND = re.compile(
    r"(?P<how>more than|greater than|longer than|at least|minimum of|[≥>]=?)?\s*(?P<value>\d+(?:\.\d+)?)[\s-]*"
    r"(?P<unit>%|percent|days?|weeks?|months?)",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:no more than|not (?:to )?exceed|maximum(?: of)?|up to|limited to|≤)\s*(?:\w+\s+)?"
    r"\(?(?P<n>\d+|two|three|four|five|six)\)?",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"(?:per|in|within|every)\s+(?:a\s+)?(?:rolling\s+)?(?:(?P<n>\d+)[\s-]*)?(?P<unit>months?|years?)", re.IGNORECASE
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be a criterion."""

    quote: str
    """Its words."""
    kind: Kind
    """What it seems to be."""
    section: Section
    """Where it stands."""
    page: int | None
    """The page it stands on."""
    fields: dict[str, object] = field(default_factory=dict)
    """Figures that it seems to state, by the names of the kind's fields."""


def candidates(made: Iterable[Section]) -> list[Candidate]:
    """The sentences that read like requirements, each once, in the order of the document."""
    found: dict[str, Candidate] = {}
    for section in made:
        if not _words("criteria").search(section.heading) or _words("against").search(section.heading):
            continue
        for block, quote in _sentences(section.blocks):
            if (
                _words("requires").search(quote)
                and not _INTRODUCES.search(quote)
                and not _words("against").search(quote)
            ):
                kind = guessed(quote)
                key = re.sub(r"\W+", " ", quote).casefold()
                found.setdefault(key, Candidate(quote, kind, section, block.page, figures(quote, kind)))
    return list(found.values())


def passed_over(made: Iterable[Section], found: Iterable[Candidate]) -> list[str]:
    """Sentences with a figure that read like requirements and stand under headings that were not looked through."""
    taken = {one.quote for one in found}
    return [
        quote
        for section in made
        for _, quote in _sentences(section.blocks)
        if quote not in taken and re.search(r"\d|\b(?:must|at least|no more than)\b", quote)
        and _words("requires").search(quote) and not _INTRODUCES.search(quote)
    ]  # fmt: skip


def not_covered(made: Iterable[Section]) -> list[Candidate]:
    """The sentences that say what is not covered."""
    found: dict[str, Candidate] = {}
    for section in made:
        under = bool(_words("against").search(section.heading))
        for block, quote in _sentences(section.blocks):
            if (
                ((under and block.kind == "item") or _words("against").search(quote))
                and not _INTRODUCES.search(quote)
                and len(quote.split()) > 2
            ):
                found.setdefault(quote, Candidate(quote, "exclusion", section, block.page))
    return list(found.values())


def guessed(quote: str) -> Kind:
    """The kind that the words of a requirement suggest."""
    return next(
        (cast(Kind, kind) for kind in _lists()["kinds"] if _words("kinds", kind).search(quote)), "documentation"
    )


def figures(quote: str, kind: Kind) -> dict[str, object]:
    """The typed fields that the figures of a requirement suggest; empty where it holds none."""
    found: dict[str, object] = {}
    for bound in _BOUND.finditer(quote):
        percent = bound["unit"].lower() in ("%", "percent")
        name = "relief" if percent and kind == "response" else "lasting" if not percent else ""
        if name and kind in ("response", "duration", "trial") and name not in found:
            found[name] = _bound(bound, "percent" if percent else "")
    if kind == "frequency":
        if most := _MOST.search(quote):
            found["most"] = _NUMBERS.get(most["n"].lower()) or int(most["n"])
        if window := _WINDOW.search(quote):
            found["window_months"] = int(window["n"] or 1) * (12 if window["unit"].lower().startswith("year") else 1)
    return found


def _bound(found: re.Match[str], unit: str) -> dict[str, object]:
    value = float(found["value"])
    bound: dict[str, object] = {
        "value": int(value) if value.is_integer() else value,
        "unit": unit or found["unit"].lower().rstrip("s") + "s",
    }
    if (found["how"] or "").lower() in ("more than", "greater than", "longer than", ">"):
        bound["strict"] = True
    return bound


def _sentences(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Items whole, paragraphs sentence by sentence; tables hold codes and no requirements."""
    for block in blocks:
        if block.kind == "item":
            yield block, _ENUMERATOR.sub("", block.text, count=1) if _ENUMERATOR.match(block.text) else block.text
        elif block.kind == "text":
            yield from ((block, one.strip()) for one in re.split(r"(?<=[.;])\s+(?=[A-Z(])", block.text) if one.strip())


@cache
def _lists() -> dict[str, Any]:
    """The lists of `words.yaml`."""
    return dict(yaml.safe_load(resources.files("drafter.importing").joinpath("words.yaml").read_text("utf-8")))


@cache
def _words(*keys: str) -> re.Pattern[str]:
    """One of its lists as a pattern."""
    found: Any = _lists()
    for key in keys:
        found = found[key]
    return re.compile("|".join(found), re.IGNORECASE)
