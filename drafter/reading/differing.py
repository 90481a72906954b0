"""Papers of one request that ask for different codes: "the order has 20552 on it, whereas the letter has 20553"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.domain import Citation
from drafter.reading.record import Record
from drafter.reading.requested import Piece
from drafter.text import coded
from drafter.text.patterns import Pattern

_NOUN = (
    r"(?:orders?|order (?:form|sheet)|form|portal|letter|fax|request|claim|cover sheet|note|plan|worksheet|"
    r"auth(?:ori[sz]ation)?|schedul\w+|referral|script)"
)
_PART = re.compile(
    rf"[;|\n]|,? (?:whereas|while|but|yet|and)\b(?= (?:the |our |her |his )?\w)|\.\s|, (?=(?:the |our |her |"
    rf"his )?{_NOUN}\b)"
)
_PAPER = Pattern(
    rf"^\W*(?:(?:on|in|per) )?(?:the |our |her |his |a )?(?:[\w'-]+ ){{0,2}}?(?P<paper>{_NOUN})\b(?! (?:\d|p\b|page))"
)
"""The name of a paper at the beginning of a part."""


_TWO_PLACES = Pattern(
    r"\bin one (?:line|place|paragraph|section|part|spot|sentence|entry|box|field)\b[^.;]{0,70}\bin (?:another|"
    r"the other|the next|"
    r"a second)\b|\bin (?:its|the) first (?:line|paragraph|part)\b[^.;]{0,70}\bin (?:its|the) (?:second|last)\b"
)
"""Words by which a paper says one thing here and another there."""


def within(given: Sequence[Piece]) -> Citation | None:
    """A statement by which one paper says different things in two places."""
    return next((p.cite() for p in given if _TWO_PLACES.search(p.low)), None)


def codes(record: Record) -> list[Citation]:
    """Where two papers, each by its name, ask for different codes of the request; nothing where they agree."""
    held = frozenset(line.code for line in record.case.services if line.code)
    papers: dict[str, set[str]] = {}
    places: dict[str, Citation] = {}
    for said in record.said:
        if said.document.late or said.statement.cues.whole.other_person:
            continue
        clause = said.statement.clause
        headed = clause.heading and not clause.line.lower().startswith(clause.heading.lower())
        text = f"{clause.heading}: {clause.line}" if headed else clause.text
        paper = ""
        for part in _PART.split(text):
            named = {c.code for c in coded.find(part) if c.code in held}
            match = _PAPER.search(part.lower())
            paper = match["paper"] if match else paper
            if named and paper:
                papers.setdefault(paper, set()).update(named)
                places.setdefault(paper, said.cite())
    different = len({frozenset(found) for found in papers.values()}) > 1
    return list(dict.fromkeys(places.values())) if different else []
