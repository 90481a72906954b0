"""Carried: what is told of a thing after it was named, clause by clause, until another thing is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from drafter.reading import facts
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text.patterns import Pattern

Bearing = Literal["for", "against"]
_FAR = 4
"""Statements after a naming that may go on about it."""
_SOMEBODY_ELSE = Pattern(
    r"\b(?:neighbou?rs?|friends?|roommates?|cousins?|uncles?|aunts?|grand(?:mother|father)|in-?laws?|"
    r"(?:his|her|the|a) (?:late |other )?(?:wife|husband|spouse|son|daughter|mother|father|mom|dad|brother|sister))\b"
    r"(?! and (?:s?he|they|pt|the patient))\W+(?:\w+ ){0,3}$"
)
"""Before a naming: whose it is, or who used it."""


def told(record: Record, name: str) -> Iterator[Weighed]:
    """What comes of a thing under its name, by the keys of its fact: `subject` names it, `another` what ends it, `then`
    what shows the fact of it, `then_opposite` what denies it."""
    subjects, others = facts.patterns(name, "subject"), facts.patterns(name, "another")
    sides: tuple[tuple[Bearing, str], ...] = (("for", "then"), ("against", "then_opposite"))
    named: Said | None = None
    for said in record.said if subjects else ():
        own = max((m.start() for p in subjects for m in p.finditer(said.low)), default=-1)
        other = max((m.start() for p in others for m in p.finditer(said.low)), default=-1)
        if own >= 0 and (own > other or named is None):
            named = None if _SOMEBODY_ELSE.search(said.low[:own]) or _long_ago(record, said) else said
        elif other >= 0 or (named and not _goes_on(named, said)):
            named = None
        if named is None or any(p.search(said.low) for p in facts.patterns(name, "unless")):
            continue
        words = said.rest(said.statement.clause.start)
        ends = min((m.start() for p in others for m in p.finditer(words) if m.start() > own), default=len(words))
        for bearing, key in sides:
            if match := next((m for p in facts.patterns(name, key) if (m := p.search(words, 0, ends))), None):
                yield _weighed(record, named, said, match, name, bearing)


def _long_ago(record: Record, said: Said) -> bool:
    """Whether a naming is dated long before, with what was so then."""
    whens = said.statement.whens()
    return bool(whens) and all(w.latest < record.stale_before for w in whens)


def _goes_on(named: Said, said: Said) -> bool:
    """Whether a statement stands near a naming, in the same paragraph or item."""
    if named.document is not said.document or said.number - named.number > _FAR:
        return False
    between = named.document.text[named.statement.clause.end : said.statement.clause.start]
    return "\n\n" not in between and not _ITEM.search(between + said.low)


_ITEM = Pattern(r"\n\s*(?:[-*•>]|\d{1,2}[.)]|[a-z][\w/ -]{1,25}:)")
"""A new item of a list or a new field."""


_IF = Pattern(r"\b(?:if|unless|should|whether|in case|in order)\b")


def _weighed(record: Record, named: Said, said: Said, match: re.Match[str], name: str, bearing: Bearing) -> Weighed:
    start, anyone = said.statement.clause.start, facts.entry(name).get("anyone") == "true"
    reached = [s for s in record.following(said) if s.in_sentence_of(said)]
    if _IF.search(match.string[: match.start()]):
        return Weighed("open", said.cite(), f"{facts.called(name)}: it is mentioned only under a condition")
    for each in (named, said, *(s for s in reached if s.statement.clause.start < start + match.end())):
        whole = replace(each.statement.cues.whole, negated=False, refused=False)
        if anyone:
            whole = replace(whole, other_person=False)
        if objection := record.objection(each, whole):
            return Weighed("open", said.cite(), f"{facts.called(name)}: {objection}")
    how = "documented" if bearing == "for" else "recorded as absent"
    return Weighed(bearing, said.cite_sentence(), f"{facts.what(name)} {how}")
