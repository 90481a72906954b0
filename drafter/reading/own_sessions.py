"""Own sessions: whether what a statement numbers are sessions of the procedure asked for."""

from __future__ import annotations

import re

from drafter.reading import in_order, numbered, requested, spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import assertion
from drafter.text.patterns import Pattern

_SITTING = Pattern(r"\bsittings?\b")
"""What no therapy is given in."""


def goes_on(record: Record, said: Said) -> bool:
    """Whether a statement is about the procedure, or goes on about the sessions told just before."""
    if told_in(record, said):
        return True
    near = record.preceding(said)[:2]
    return spoken_of.unnamed(record, said) and not said.names_care and any(spoken_of.speaks_of(record, s) for s in near)


def told_in(record: Record, said: Said) -> bool:
    """Whether a statement or one before it in its sentence is about the procedure."""
    whole = said.statement.cues.whole
    if (
        said.document.late
        or whole.other_person
        or whole.general
        or whole.certainty != "sure"
        or said.statement.clause.question
    ):
        return False
    if spoken_of.of_other_codes(record, said.low) or requested.misfiled(said):
        return False
    beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
    if said.search(numbered.CORRECTED):
        beside += [s for s in record.preceding(said)[:1] if s.search(numbered.SUPERSEDED)]
    sitting = said.search(_SITTING) is not None and spoken_of.unnamed(record, said)
    sitting = (
        sitting
        or in_order.wanted(record, said)
        or (said.search(in_order.THE_ONE_ASKED) is not None and spoken_of.unnamed(record, said) and not said.names_care)
    )
    sitting = sitting or spoken_of.in_answer(record, said)
    if (
        ("injected" in said.low or "needled" in said.low)
        and said.search(_INJECTED)
        and spoken_of.unnamed(record, said)
        and not said.names_care
    ):
        beside += [*record.preceding(said)[:1], *record.following(said)[:2]]
    about = (said, *beside)
    return (
        sitting
        or any(spoken_of.speaks_of(record, s) for s in about)
        or any(spoken_of.of_claims(record, s) for s in about)
    )


_INJECTED = Pattern(
    r"\b(?:injected|needled)\b[^.;]{0,20}\b(?:once|twice|thrice|(?:\d|two|three|four|five|six) times)\b|"
    r"\b(?:once|twice|thrice|(?:\d|two|three|four|five|six) times)\b[^.;]{0,20}\b(?:injected|needled)\b"
)
"""So many times, by the verb alone."""


def guessed(said: Said, counted: re.Match[str]) -> bool:
    """Whether a number is only a guess: "possibly 3"."""
    at = said.statement.clause.start
    tokens = [n for n, t in enumerate(said.statement.clause.tokens) if counted.start() <= t.start - at < counted.end()]
    return bool(tokens) and assertion.at(said.statement.cues, tokens[0], tokens[-1] + 1).certainty != "sure"


def of_something_else(record: Record, said: Said, counted: re.Match[str]) -> bool:
    """Whether sessions or visits without a name are those of another treatment: "four sessions of pain school"."""
    offset = said.statement.clause.start
    named = said.statement.of(*([record.procedure] if record.procedure else []))
    if any(m.start - offset < counted.end() and counted.start() < m.end - offset for m in named):
        return False
    bare = not _NEEDLE.search(said.sentence)
    others = said.names_care or (bare and any(s.names_care for s in record.said))
    after = said.undated[counted.end() : counted.end() + 40]
    of_named = any(0 <= m.start - offset - counted.end() <= 6 for m in named)
    return others or (after.startswith(" of ") and not of_named)


_NEEDLE = Pattern(r"\b(?:inj\w*|blocks?|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?|epidurals?|ablations?|shots?|claims?)\b")
