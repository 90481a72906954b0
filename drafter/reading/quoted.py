"""Quotations that a language model gives, looked up in the record, and what each of them can support.

A quotation counts where it stands, letter for letter, in the place that is named. What it can support is decided by
the sentence layer: a plan shows no treatment, a suspicion no diagnosis, and nothing about another person counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from drafter.domain import Case, Citation, Criterion
from drafter.prompts import identifiers, masked
from drafter.text import Analysed, Statement, analyse, assertion, quotes, words
from drafter.text.assertion import Assertion
from drafter.text.tokens import Token

_NARRATIVE = re.compile(r"text|notes/\d+")
_OCCURRENCES = 5
"""Places of one quotation that are looked at; a phrase found more often is too common to point at anything."""


@dataclass(frozen=True)
class Place:
    """One text of the record."""

    name: str
    """Its path in the case, such as `notes/0`."""
    text: str
    """The text as given."""
    shown: str
    """The text as a model may see it: identifiers painted over at equal length."""
    written: dt.date
    """The day it was written, else the day up to which durations count."""
    about: str
    """Date of a note, in words of ours."""
    terms: Mapping[str, tuple[str, ...]]
    """Words of the policy for concepts of the vocabulary."""

    @cached_property
    def analysed(self) -> Analysed:
        """What the sentence layer finds in it."""
        return analyse(self.text, self.written, self.terms)


@dataclass(frozen=True)
class Quotable:
    """What of a case a language model may read and quote."""

    places: dict[str, Place]
    line: int
    clock: dt.date
    """The day up to which durations count."""
    cut_off: dt.date | None
    """In a retrospective review, the day of service: what was written later proves nothing about it."""

    @classmethod
    def of(cls, case: Case, line: int, today: dt.date, terms: Mapping[str, tuple[str, ...]]) -> Quotable:
        """The record of one service line."""
        hidden = identifiers(case.member, case.provider)
        clock = case.clock_date(today)
        places = {}
        for name, text in case.quotable().items():
            note = case.notes[int(name.split("/")[1])] if name.startswith("notes/") else None
            written = (note.date if note else None) or clock
            about = f"Note of {note.date}:" if note and note.date else ""
            places[name] = Place(name, text, masked(text, hidden), written, about, terms)
        cut_off = case.service_date if case.review_type == "retrospective" else None
        return cls(places, line, clock, cut_off)

    def cite(self, place: str, quote: str) -> tuple[Citation, ...]:
        """The places where the quotation stands as whole words; none where it does not."""
        known = self.places.get(place)
        if known is None or sum(c.isalnum() for c in quote) < 3:
            return ()
        found: list[Citation] = []
        position = 0
        while len(found) < _OCCURRENCES and (span := quotes.find(quote, known.shown[position:])) is not None:
            start, end = span[0] + position, span[1] + position
            if _whole_words(known.shown, start, end):
                found.append(Citation(place=place, start=start, end=end, quote=known.text[start:end]))
            position = end
        return tuple(found)

    def objection(self, cited: Citation, status: str, criterion: Criterion) -> str | None:
        """Why the quotation cannot support the status, in a sentence; none where it can."""
        place = self.places[cited.place]
        if self.cut_off is not None and place.written > self.cut_off:
            return "It was written after the service."
        if not _NARRATIVE.fullmatch(place.name):
            return None if _says_it(place.name, self.line, criterion) else "A claim on the request is not the record."
        statements = self.statements(cited)
        if any(statement.instruction for statement in statements):
            return "It is an instruction to the reader, not an account of the patient."
        return _standing(cited, statements, status, criterion)

    def statements(self, cited: Citation) -> list[Statement]:
        """The statements in which a quotation stands, whole."""
        return [
            statement
            for statement in self.places[cited.place].analysed.statements
            if statement.clause.start < cited.end and cited.start < statement.clause.end
        ]


def _standing(cited: Citation, statements: list[Statement], status: str, criterion: Criterion) -> str | None:
    """What the sentence layer has against it: one mention that stands is enough where a concept is named."""
    mentions = [m for s in statements for m in s.mentions if cited.start <= m.start and m.end <= cited.end]
    named = [_against(m.stands, status, criterion) for m in mentions if _counts(m.concept, criterion)]
    if named:
        return None if None in named else named[0]
    if criterion.kind == "trial" and any(_is_treatment(m.concept) for m in mentions):
        return "It names no treatment that counts here."
    other = [_against(said, status, criterion) for s in statements for said in _content(s, cited)]
    if not other:
        return "It says nothing."
    if criterion.kind == "exclusion" and None in other:
        return None
    return next((fault for fault in other if fault is not None), None)


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether neither end of the span lies inside a word."""
    opens = start == 0 or not (text[start].isalnum() and text[start - 1].isalnum())
    return opens and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))


def _says_it(place: str, line: int, criterion: Criterion) -> bool:
    """Whether a field of the request itself may show the criterion: words of the condition, or of the services."""
    if criterion.kind == "diagnosis":
        return place == f"services/{line}/indication" or bool(re.fullmatch(r"diagnoses/\d+/text", place))
    return criterion.kind == "exclusion" and bool(re.fullmatch(r"services/\d+/(?:description|schedule)", place))


def _counts(name: str, criterion: Criterion) -> bool:
    """Whether a concept of the vocabulary is one the criterion speaks of."""
    concept = words.concepts()[name]
    asked = set(_asked(criterion))
    if asked & {name, *concept.broader}:
        return concept.about.get("counts", True) is not False
    if criterion.kind != "trial" or not _is_treatment(name) or concept.about.get("counts", True) is False:
        return False
    if asked & {"any_conservative", f"any_{concept.about.get('group')}"}:
        return True
    return criterion.examples_only and not concept.about.get("migraine", False)


def _is_treatment(name: str) -> bool:
    return words.concepts()[name].family == "treatments"


def _asked(criterion: Criterion) -> tuple[str, ...]:
    """The concepts a criterion names."""
    match criterion.kind:
        case "diagnosis":
            return criterion.conditions
        case "duration":
            return criterion.of
        case "trial":
            return criterion.classes
        case "exam":
            return criterion.findings
        case "imaging":
            return (*criterion.studies, *criterion.shows)
        case "score":
            return (criterion.measure,)
        case "programme" | "documentation":
            return criterion.elements
        case "exclusion":
            return criterion.excludes
    return ()


def _content(statement: Statement, cited: Citation) -> Iterator[Assertion]:
    """How the words stand that carry the sense: figures, else words that are no cue themselves."""
    tokens = statement.clause.tokens
    cue = {n for _, hit in (*statement.cues.before, *statement.cues.after) for n in range(hit.first, hit.last)}
    inside = [n for n, t in enumerate(tokens) if cited.start <= t.start and t.end <= cited.end and n not in cue]
    figures = [n for n in inside if tokens[n].raw[:1].isdigit()]
    for n in figures or [n for n in inside if _weighs(tokens[n])]:
        yield assertion.at(statement.cues, n, n + 1)


def _weighs(token: Token) -> bool:
    return len(token.word) > 3 and token.word.isalpha() and token.word not in words.load("prose")["common"]


def _against(said: Assertion, status: str, criterion: Criterion) -> str | None:
    """What a statement has against it as support for `met` or `not_met`."""
    if said.other_person:
        return "It is about another person."
    if said.certainty != "sure":
        return "It is asked or suspected, not said."
    if said.time in ("planned", "conditional"):
        return "It is planned or conditional, not done."
    denied = said.negated or said.refused or said.resolved
    if criterion.kind == "exclusion" and not criterion.one_procedure:
        # `met` means cleared here: a denial is what shows it, and nothing else does.
        if denied == (status == "met"):
            return None
        return "It denies what the criterion excludes." if denied else "It does not deny what the criterion excludes."
    return "It is denied, declined or over." if denied and status == "met" else None
