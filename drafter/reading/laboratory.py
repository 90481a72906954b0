"""Laboratory values that clear an excluded thing or show it, by the bounds of its entry in the vocabulary."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from drafter.reading import qualified
from drafter.reading.qualified import Doubted
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import spelt, words
from drafter.text.patterns import Pattern

_VALUE = Pattern(
    r"^(?P<lead>[^\d.;]{0,40}?)(?P<sign>[<>]\s*)?(?P<value>\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d+)?)(?:\s*(?P<k>k\b|"
    r"x\s*10\^?[39]?|,000|000))?"
    r"(?!\s*(?:/|-\s*\d|mg|days?|weeks?|d\b))"
)
_AT_A_TIME = Pattern(r"\b(?:at|by)\W*$")
"""Before four digits, which are then the hour at which blood was drawn."""
_WANTED = Pattern(r"\b(?:goal|target|range|if|until|when|once|above|below|under|over|should|recheck|ordered)\b")


def read(record: Record, name: str) -> list[Doubted]:
    """Every value of the entry's `levels`; one between the bounds leaves it open."""
    rules = words.concept(name).about["levels"]
    days = int(words.concept(name).about.get("fresh_days", 60))
    return [
        found
        for said in record.said
        for rule in rules
        for hit in said.statement.hits_of(rule["words"])
        if (found := _one(record, said, hit.end, rule, days))
    ]


def _one(record: Record, said: Said, end: int, rule: Mapping[str, Any], days: int) -> Doubted | None:
    """The value behind a name, weighed."""
    whole = said.statement.cues.whole
    if whole.other_person or said.document.late:
        return None
    called, cited = str(rule["called"]), said.cite()
    behind = spelt.digits(said.undated[end - said.statement.clause.start :]).text
    match = _VALUE.match(behind)
    drawn = match is not None and _AT_A_TIME.search(match["lead"]) is not None and len(match["value"]) == 4
    if match is None or drawn or _WANTED.search(match["lead"]):
        known = drawn or qualified.pending(said) or whole.certainty != "sure"
        return Doubted(Weighed("open", cited, f"{called} is not known yet"), True) if known else None
    if qualified.boxed(said) or whole.certainty != "sure":
        return Doubted(Weighed("open", cited, f"{called} is uncertain"), True)
    old = [w.latest for w in said.statement.whens()]
    edge = record.clock - dt.timedelta(days=days)
    if (old and max(old) < edge) or (said.written and said.written < edge):
        return Doubted(Weighed("open", cited, f"{called} is more than {days} days old"), False)
    return Doubted(*_weighed(match, rule, called, said))


def _weighed(match: re.Match[str], rule: Mapping[str, Any], called: str, said: Said) -> tuple[Weighed, bool]:
    value = float(match["value"].replace(",", ""))
    if rule.get("thousands") and not match["k"] and value >= 1000:
        value /= 1000
    shown = f"{called} is {match['value']}"
    over, under = float(rule.get("shows_above", "inf")), float(rule.get("shows_below", "-inf"))
    if value > over or value < under:
        return Weighed("against", said.cite(), shown), False
    if float(rule.get("clears_from", "-inf")) <= value <= float(rule.get("clears_to", "inf")):
        return Weighed("for", said.cite(), shown), False
    return Weighed("open", said.cite(), f"{shown}, which neither clears it nor shows it"), True
