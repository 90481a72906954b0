"""Quotations that a language model gives, looked up in the record, and what each of them can support.

A quotation counts where it stands, letter for letter, in the place that is named. What it can support is decided by
the sentence layer: a plan shows no treatment, a suspicion no diagnosis, and nothing about another person counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter import privacy
from drafter.domain import Case, Citation, Criterion, Policy
from drafter.reading import eligible
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import sides_asked
from drafter.text import Statement, assertion, quotes, words
from drafter.text.standing import Assertion
from drafter.text.tokens import Token

_OCCURRENCES = 5
"""Places of one quotation that are looked at; a phrase found more often is too common to point at anything."""

_OF_NOW = ("diagnosis", "exam", "exclusion", "programme")
"""Kinds that ask how things are: what was said long ago, or of the past, does not show them."""


@dataclass(frozen=True)
class Place:
    """One text of the case."""

    name: str
    """Its path in the case, such as `notes/0`."""
    text: str
    """The text as given."""
    shown: str
    """The text as a model may see it: identifiers painted over at equal length."""
    about: str
    """Date of a note, in words of ours."""


@dataclass(frozen=True)
class Quotable:
    """What of a case a language model may read and quote, for one service line."""

    record: Record
    """Its statements, as the lexical reader sees them."""
    places: dict[str, Place]
    """Its texts by path."""

    @classmethod
    def of(cls, case: Case, policy: Policy, line: int, today: dt.date) -> Quotable:
        """The texts of the case without the identifiers of member, provider and the record itself."""
        hidden = privacy.of_case(case)
        about = {f"notes/{n}": f"Note of {note.date}:" for n, note in enumerate(case.notes) if note.date}
        texts = case.quotable().items()
        places = {name: Place(name, text, privacy.masked(text, hidden), about.get(name, "")) for name, text in texts}
        return cls(Record(case, policy, line, today), places)

    @property
    def line(self) -> int:
        """Index of the service line."""
        return self.record.number

    @property
    def clock(self) -> dt.date:
        """The day up to which durations count."""
        return self.record.clock

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

    def said(self, cited: Citation) -> list[Said]:
        """The statements in which a quotation stands, whole; none where it speaks to its reader."""
        return [
            said
            for said in self.record.said
            if said.document.place == cited.place
            and said.statement.clause.start < cited.end
            and cited.start < said.statement.clause.end
        ]

    def objection(self, cited: Citation, status: str, criterion: Criterion) -> str | None:
        """Why the quotation cannot support the status, in a sentence; none where it can."""
        if cited.place not in {document.place for document in self.record.documents}:
            return None if _says_it(cited.place, self.line, criterion) else "A claim on the request is not the record."
        said = self.said(cited)
        if not said:
            return "It speaks to the reader of the record, not about the patient."
        named = [
            self._against(one, m.stands, status, criterion)
            for one in said
            for m in one.statement.mentions
            if cited.start <= m.start and m.end <= cited.end and m.concept in _counted(criterion)
        ]
        if named:
            # One mention that stands is enough.
            return None if None in named else named[0]
        if status == "met" and (else_named := _something_else(said, cited, criterion)):
            return f"It names {else_named}, which is not what the criterion asks for."
        stood = [
            self._against(one, stands, status, criterion) for one in said for stands in _content(one.statement, cited)
        ]
        if not stood:
            return "It says nothing."
        if criterion.kind == "exclusion" and None in stood:
            return None
        return next((fault for fault in stood if fault is not None), None)

    def _against(self, said: Said, stands: Assertion, status: str, criterion: Criterion) -> str | None:
        """What one statement has against it as support for `met` or `not_met`, in a sentence."""
        past = criterion.kind not in _OF_NOW or (status == "not_met" and (stands.resolved or stands.negated))
        objection = self.record.objection(said, stands, past_counts=past, stale_counts=past)
        if objection is not None:
            return f"{objection[0].upper()}{objection[1:]}."
        if criterion.kind == "response" and (fault := self._of_another(said)):
            return fault
        if criterion.kind == "exam" and (fault := self._elsewhere(said, stands, criterion.on_examination)):
            return fault
        denied = stands.negated or stands.refused or stands.resolved
        if criterion.kind == "exclusion" and not criterion.one_procedure:
            # `met` means cleared here: a denial is what shows it, and nothing else does.
            if denied == (status == "met"):
                return None
            return "It denies what is excluded." if denied else "It does not deny what is excluded."
        return "It is denied, declined or over." if denied and status == "met" else None

    def _of_another(self, said: Said) -> str | None:
        """Why a response is not one to the procedure asked for."""
        named = {m.concept for m in said.statement.mentions if words.concept(m.concept).family == "procedures"}
        named = {name for name in named if not words.concept(name).about.get("generic")}
        other = named and self.record.procedure is not None and self.record.procedure not in named
        return "It is about another procedure." if other else None

    def _elsewhere(self, said: Said, stands: Assertion, on_examination: bool) -> str | None:
        """Why a finding is not one of the treating clinician's own examination, on the side asked for."""
        speaker = said.document.speaker if stands.speaker == "clinician" else stands.speaker
        adopted = words.cues("assertion", "adopted").find(said.statement.clause.tokens)
        if on_examination and speaker in ("other_clinician", "patient", "proxy") and not adopted:
            return "It is not the treating clinician's own examination."
        sides, asked = said.sides(), sides_asked(self.record)
        return "It is about the other side." if sides and asked and not sides & asked else None


def _something_else(said: list[Said], cited: Citation, criterion: Criterion) -> str | None:
    """What the quotation names where it names nothing that counts: another drug, condition, finding or procedure."""
    if criterion.kind not in ("diagnosis", "exam", "trial"):
        return None
    named = (m for one in said for m in one.statement.mentions if cited.start <= m.start and m.end <= cited.end)
    return next((words.names(m.concept) for m in named), None)


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether neither end of the span lies inside a word."""
    opens = start == 0 or not (text[start].isalnum() and text[start - 1].isalnum())
    return opens and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))


def _says_it(place: str, line: int, criterion: Criterion) -> bool:
    """Whether a field of the request itself may show the criterion: words of the condition, or of the services."""
    if criterion.kind == "diagnosis":
        return place == f"services/{line}/indication" or bool(re.fullmatch(r"diagnoses/\d+/text", place))
    return criterion.kind == "exclusion" and bool(re.fullmatch(r"services/\d+/(?:description|schedule)", place))


def _counted(criterion: Criterion) -> tuple[str, ...]:
    """The concepts of the vocabulary that a criterion speaks of, narrower ones among them."""
    match criterion.kind:
        case "diagnosis":
            own = criterion.conditions
        case "duration":
            own = criterion.of
        case "trial":
            generic = (c for c in words.family("treatments") if words.concept(c).about.get("generic"))
            return (*eligible.classes(criterion), *generic)
        case "exam":
            parts = (words.concept(c).about for c in criterion.findings if c in words.concepts())
            own = (
                *criterion.findings,
                *(c for about in parts for key in ("alone", "two_of") for c in about.get(key, ())),
            )
        case "imaging":
            own = (*criterion.studies, *criterion.shows)
        case "programme" | "documentation":
            own = criterion.elements
        case "exclusion":
            own = criterion.excludes
        case _:
            own = ()
    return (*own, *(c.name for c in words.concepts().values() if set(c.broader) & set(own)))


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
