"""The sentence layer: what clinical text says, clause by clause, with the exact place of every word.

`analyse` cuts a text into clauses and finds the concepts of the vocabulary in each; every mention carries how it
stands: affirmed or negated, sure or hedged, current, past or planned, about the patient or somebody else, said by whom.
Everything is a function of its arguments and linear in the length of the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.text import (
    assertion,
    clauses,
    cue_words,
    date_forms,
    dates,
    instructions,
    lengths,
    numbers,
    options,
    outcomes,
    scanned,
    subjects,
    words,
)
from drafter.text.clauses import Clause
from drafter.text.lengths import Length
from drafter.text.once import once
from drafter.text.standing import Assertion
from drafter.text.words import Hit, Lexicon

__all__ = ["Analysed", "Mention", "Statement", "analyse"]

_DENYING = ("no", "not", "without", "never", "nor", "neither", "isn't", "aren't", "wasn't", "doesn't")


@dataclass(frozen=True)
class Mention:
    """A concept named in a clause."""

    concept: str
    start: int
    end: int
    first: int
    last: int
    stands: Assertion


@dataclass(frozen=True)
class Statement:
    """A clause with all that was found in it."""

    clause: Clause
    cues: cue_words.Cues
    mentions: tuple[Mention, ...]
    written: dt.date | None
    """The day from which its relative words are counted."""
    told: Sequence[outcomes.Told] = ()
    """What treatments did, as its words tell."""
    instruction: bool = False
    """Whether its sentence speaks to the reader; then it is no evidence."""
    order: dates.Order | None = None
    """How the whole text writes slashed dates."""

    def whens(self) -> list[dates.When]:
        """Dates in it, with places in the whole text."""
        return self._whens

    def lengths(self) -> list[Length]:
        """Lengths of time in it, with places in the whole text."""
        return self._lengths

    @once
    def _whens(self) -> list[dates.When]:
        found = dates.find(self.clause.line, self.written, self.order, self.clause.among(date_forms.FORMS))
        return [replace(w, start=w.start + self.clause.start, end=w.end + self.clause.start) for w in found]

    @once
    def _lengths(self) -> list[Length]:
        found = lengths.find(self.clause.line, self.clause.matching(lengths.FORMS))
        return [replace(x, start=x.start + self.clause.start, end=x.end + self.clause.start) for x in found]

    def hits(self, file: str, *path: str) -> list[Hit]:
        """Phrases of a list of the vocabulary in it, such as `hits("duration", "started")`."""
        return self.clause.hits(words.cues(file, *path))

    def hits_of(self, given: Sequence[str]) -> list[Hit]:
        """Any of these phrases in it."""
        return self.clause.hits(words.phrases(tuple(given))) if given else []

    @once
    def changes(self) -> list[numbers.Change]:
        """Scores before and after in it."""
        return numbers.changes(self.clause.line)

    def of(self, *names: str) -> list[Mention]:
        """Mentions of any of these concepts."""
        return [m for m in self.mentions if m.concept in names] if self.mentions else []


@dataclass(frozen=True)
class Analysed:
    """A text with what was found in it."""

    text: str
    written: dt.date | None
    statements: tuple[Statement, ...]
    mended: str
    """The text as it was read, slips of a scan mended; as long as `text`."""
    order: dates.Order | None = None
    """How it writes slashed dates, by its own dates alone."""


def analyse(
    text: str,
    written: dt.date | None = None,
    terms: Mapping[str, tuple[str, ...]] | None = None,
    known: Sequence[dt.date | None] = (),
) -> Analysed:
    """The statements of a text written on a day; `terms` adds words for concepts, `known` are days that tell in which
    order it writes slashed dates."""
    mended = options.chosen(scanned.mended(text))
    lexicon = words.lexicon(terms)
    own = dates.order(mended)
    order = own or dates.order(mended, known, written)
    parts = clauses.split(mended)
    told = instructions.among(mended, (clause.within for clause in parts))
    found: list[Statement] = []
    for clause in parts:
        of_another = bool(found) and subjects.goes_on(found[-1].clause, found[-1].cues.whole.other_person, clause)
        found.append(_state(clause, lexicon, written, order, clause.within in told, of_another))
    return Analysed(text, written, tuple(found), mended, own)


def _state(
    clause: Clause,
    lexicon: Lexicon,
    written: dt.date | None,
    order: dates.Order | None,
    instruction: bool,
    of_another: bool,
) -> Statement:
    told = outcomes.find(clause)
    cues = cue_words.find(clause, told)
    if of_another and not cues.whole.other_person:
        cues = replace(cues, whole=replace(cues.whole, other_person=True))
    hits = lexicon.find(clause.tokens, clause.low, clause.start, clause.among)
    return Statement(clause, cues, tuple(_mention(h, cues) for h in hits), written, told, instruction, order)


def _mention(hit: Hit, cues: cue_words.Cues) -> Mention:
    stands = assertion.at(cues, hit.first, hit.last)
    if not stands.negated and _denied_within(hit, cues):
        stands = replace(stands, negated=True)
    return Mention(hit.name, hit.start, hit.end, hit.first, hit.last, stands)


def _denied_within(hit: Hit, cues: cue_words.Cues) -> bool:
    """Whether a finding is denied between its own words: "occipital nerves: not tender"."""
    inside = [t.word for t in cues.clause.tokens[hit.first : hit.last]]
    if len(inside) < 3 or words.concept(hit.name).family != "findings":
        return False
    denied = [n for n, word in enumerate(inside[1:], 1) if word in _DENYING and inside[n + 1 : n + 2] != ["only"]]
    denied = [n for n in denied if inside[n - 1 : n + 2] != ["can", "no", "longer"]]  # who can no longer bear it
    denied = [n for n in denied if inside[n + 2 : n + 3] != ["than"]]  # of no more than two seconds
    return bool(denied) and "but" not in inside[denied[-1] :]
