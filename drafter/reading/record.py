"""The record of a case as one line under one policy sees it: statements, each with its place, date and standing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dateutil.relativedelta import relativedelta

from drafter import text
from drafter.domain import Case, Citation, DiagnosisCriterion, Policy, ServiceLine
from drafter.reading import authors, dated
from drafter.reading.said import Document, Said
from drafter.text import date_forms, instructions, language, papers, visits, words
from drafter.text.index import Index
from drafter.text.once import once
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.tokens import fold, tokenise

STALE_MONTHS = 12
"""A statement older than this says how things were, not how they are. A convention of this reader, not of a policy."""
_LABEL = Pattern(r"^\W*(?:\d{1,2}\W+)?working (?:diagnosis|dx)\s*:")
"""A field of a form, whose printed name doubts nothing."""


class Record:
    """The statements of a case for one service line under one policy."""

    def __init__(self, case: Case, policy: Policy, line: int, today: dt.date) -> None:
        self.case, self.policy, self.number, self.today = case, policy, line, today
        self.line: ServiceLine = case.services[line]
        self.clock = case.clock_date(today)
        self.instead_of: str | None = None
        """The procedure really asked for, where the record is read for another one."""
        self.terms = _terms(policy)
        self.places: dict[tuple[str, ...], Any] = {}
        self.heads: dict[tuple[str, str, int], list[tuple[int, str]]] = {}
        self.spoken_of: dict[int, tuple[Said, bool]] = {}
        """Statements by their identity, and whether they are about the procedure; see `spoken_of.speaks_of`."""
        self.memo: dict[tuple[str, ...], tuple[bool | None, str]] = {}

    @once
    def documents(self) -> tuple[Document, ...]:
        """The texts of the record in order."""
        written = self.case.request_date or self.today
        found = (
            [Document("text", self.case.text, written, remote=visits.remote(self.case.text))] if self.case.text else []
        )
        for n, note in enumerate(self.case.notes):
            author = instructions.role(note.author)
            called = "call" in (note.kind or "").lower() or "phone" in (note.kind or "").lower()
            by = authors.speaker(author, note.kind)
            if by is None and called and visits.with_desk(note.text):
                by = "other_clinician"
            late = bool(note.date and note.date > self._known_until)
            found.append(
                Document(
                    f"notes/{n}",
                    note.text,
                    note.date or written,
                    late,
                    visits.remote(f"{note.kind or ''} {note.text}"),
                    authors.filled_in(by, note.text, author),
                    called and visits.with_doctor(note.text),
                    authors.restates(author, note.kind) or authors.is_form(author, note.kind),
                    authors.pastes(author),
                )
            )
        return tuple(found)

    @once
    def stale_before(self) -> dt.date:
        """The day before which what was said does not show how things are."""
        return self.clock - relativedelta(months=STALE_MONTHS)

    @once
    def covered(self) -> tuple[str, ...]:
        """Places of the texts that count, for the log of what was not found in them."""
        return tuple(d.place for d in self.documents if not d.late)

    @once
    def said(self) -> tuple[Said, ...]:
        """Every statement that may be evidence, in order; a copied sentence carries its first date."""
        every = self._every
        first: dict[str, dt.date] = {}
        for said in every:
            key = _key(said)
            if key and said.written:
                first[key] = min(said.written, first.get(key, said.written))
        return tuple(_dated(s, first.get(_key(s))) for s in every if not s.statement.instruction)

    def having(self, pattern: Pattern) -> list[Said]:
        """The statements in which an expression matches, in order."""
        return [s for s in self.said if s.search(pattern)] if any(i.found[pattern] for i in self._indexes) else []

    @once
    def _indexes(self) -> list[Index]:
        """What stands in the clauses, one for each document."""
        return list({id(s.statement.clause.index): s.statement.clause.index for s in self.said}.values())

    @once
    def _every(self) -> list[Said]:
        known = (self.case.request_date, self.case.service_date)
        found = [s for d in self.documents for s in _statements(d, self.terms, known)]
        after = {(s.document.place, s.statement.clause.sentence) for s in found if self._tells_of_later(s)}
        late = {d.place: replace(d, late=True) for d in self.documents}
        return [
            replace(s, document=late[s.document.place])
            if (s.document.place, s.statement.clause.sentence) in after and not s.document.late
            else s
            for s in found
        ]

    @once
    def _known_until(self) -> dt.date:
        """The last day whose records count: of the service in a retrospective review, else of the request or today."""
        if self.case.review_type == "retrospective":
            return self.clock
        return max(self.case.request_date or self.today, self.today)

    def _tells_of_later(self, said: Said) -> bool:
        """Whether a statement was written later than that or, in a retrospective review, dates something later."""
        if said.written and said.written > self._known_until:
            return True
        retrospective = self.case.review_type == "retrospective"
        return retrospective and any(w.earliest > self.clock for w in said.statement.whens())

    @once
    def reported(self) -> tuple[str, ...]:
        """Sentences of the record that speak to its reader."""
        found: dict[tuple[str, int], str] = {}
        for said in self._every:
            if said.statement.instruction:
                document, (start, end) = said.document, said.statement.clause.within
                found[document.place, start] = (
                    f"The record ({document.place}) addresses its reader: "
                    f'"{document.text[start:end][:200]}". It changed no finding.'
                )
        return (*dict.fromkeys(found.values()), *self._ordering(), *self._foreign())

    def _ordering(self) -> Iterator[str]:
        """Fields for the author of a note that tell the reader what to decide."""
        for n, note in enumerate(self.case.notes):
            if note.author and instructions.role(note.author) is None:
                yield f"The record (notes/{n}) addresses its reader in the field for its author. It changed no finding."

    def _foreign(self) -> Iterator[str]:
        """Texts of which nothing can be read here, named rather than passed over."""
        said: dict[str, list[text.Statement]] = {}
        for one in self._every:
            said.setdefault(one.document.place, []).append(one.statement)
        for document in self.documents:
            if language.foreign(said.get(document.place, [])):
                yield (
                    f"The text {document.place} is not in English, or too damaged to read: nothing was read from it. "
                    "A person has to read it."
                )

    def secondhand(self, said: Said) -> bool:
        """Whether a statement is another clinician's and neither its sentence nor the next statement takes it over."""
        if not said.secondhand():
            return False
        sentence = said.statement.clause.sentence
        near = [s for s in (*self.preceding(said), *self.following(said)) if s.statement.clause.sentence == sentence]
        return not any(s.adopted() for s in (*near, *self.following(said)[:1]))

    def telling(self, cited: Citation | None) -> Said | None:
        """The first statement of which something is a quotation, or none."""
        return self._telling.get((cited.place, cited.start, cited.end)) if cited else None

    @once
    def _telling(self) -> Mapping[tuple[str, int, int], Said]:
        found: dict[tuple[str, int, int], Said] = {}
        for said in self.said:
            clause = said.statement.clause
            found.setdefault((said.document.place, clause.start, clause.end), said)
        return found

    def following(self, said: Said, most: int = 4) -> list[Said]:
        """The next few statements of its document."""
        n = self._order[said.document.place, said.number] + 1
        return [s for s in self.said[n : n + most] if s.document is said.document]

    def preceding(self, said: Said) -> list[Said]:
        """The few statements before it in its document, the nearest first."""
        return self.above(said, 3)

    def above(self, said: Said, most: int) -> list[Said]:
        """So many statements before it in its document at most, the nearest first."""
        n = self._order[said.document.place, said.number]
        return [s for s in reversed(self.said[max(0, n - most) : n]) if s.document is said.document]

    @once
    def _order(self) -> Mapping[tuple[str, int], int]:
        return {(s.document.place, s.number): n for n, s in enumerate(self.said)}

    @once
    def procedure(self) -> str | None:
        """The concept of the procedure asked for."""
        return procedure_of(self.line.code, self.line.description)

    @once
    def one_procedure(self) -> bool:
        """Whether a bare "block" or "injection" can only be the procedure of this line."""
        asked = {procedure_of(s.code, s.description) for s in self.case.services}
        return len(asked) == 1 and self.instead_of is None

    def as_if(self, procedure: str) -> Record:
        """The same record as a request for another procedure sees it; bare words stay with the one really asked for."""
        other = Record(self.case, self.policy, self.number, self.today)
        given = {"code": None, "schedule": None, "description": words.concept(procedure).words[0]}
        vars(other).update(said=self.said, documents=self.documents, procedure=procedure, instead_of=self.procedure)
        other.line = self.line.model_copy(update=given)
        return other

    @once
    def conditions(self) -> frozenset[str]:
        """The conditions that the policy's diagnosis criteria name, and broader words for them."""
        named = {c for k in self.policy.facts() if isinstance(k, DiagnosisCriterion) for c in k.conditions}
        return frozenset(named | {b for c in named for b in words.concept(c).broader if b != "headache"})

    @once
    def regions(self) -> frozenset[str]:
        """Body regions of the complaint: of the conditions found in the record, else of those the policy names."""
        known = words.concepts()
        found = {
            m.concept
            for s in self.said
            for m in s.statement.mentions
            if m.concept in self.conditions and m.stands.plain
        }
        asked = {c for c in found if words.concept(c).about.get("regions")} or self.conditions
        return frozenset(r for c in asked if c in known for r in words.concept(c).about.get("regions", ()))

    @once
    def sides_asked(self) -> frozenset[str]:
        """Sides for which the service is asked, by modifier or by the words of the request; empty where not told."""
        by_modifier = {"RT": {"right"}, "LT": {"left"}, "50": {"left", "right"}}
        sides = {side for modifier in self.line.modifiers for side in by_modifier.get(modifier, set())}
        sides = sides or self._sides_beside_code()
        if sides:
            return frozenset(sides)
        for said in self.said:
            if "request" in said.low and said.sides() and not said.statement.of(*words.family("findings")):
                return frozenset(said.sides())
        return frozenset()

    def _sides_beside_code(self) -> set[str]:
        """Sides written right beside the code of the service: "27447, LT", "left total knee replacement (27447)"."""
        if not self.line.code:
            return set()
        side, code = r"(right|left|rt|lt|r|l)\b", re.escape(self.line.code.lower())
        beside = re.compile(rf"\b{code}\b[\s,(:-]{{1,3}}{side}|\b{side}[\s-](?:[a-z]+\s){{0,4}}[(,]?{code}\b")
        found = {m[1] or m[2] for s in self.said for m in beside.finditer(s.low)}
        either = r"(?:right|left|rt|lt|r|l)\b"
        boxes = rf"(?:\[ ?\] ?{either}[ ,/|]{{1,6}})?(?:\[ ?x ?\] ?)?{side}(?! ?[/ ] ?{either}| ?\[ ?x)"
        field = re.compile(rf"\b{code}\b[\s.,;:|_-]{{1,12}}\b(?:side|laterality)[ .:=|_-]{{1,20}}{boxes}")
        found = found or {m[1] for d in self.documents for m in field.finditer(fold(d.text))}
        return {"right" if word.startswith("r") else "left" for word in found}

    def field(self, name: str) -> Citation | None:
        """A field of the service line as a quotation."""
        path = f"services/{self.number}/{name}"
        value = self.case.quotable().get(path)
        return Citation(place=path, start=0, end=len(value), quote=value) if value else None

    def service_words(self) -> Citation | None:
        """The words by which the service is asked for: in the text where they stand there, else of the line."""
        for said in self.said:
            if self.procedure and said.statement.of(self.procedure):
                return said.cite()
        return self.field("code") or self.field("description")

    def objection(
        self, said: Said, stands: Assertion, *, past_counts: bool = False, stale_counts: bool = False
    ) -> str | None:
        """Why a statement does not count as shown for this patient today, as a clause about "it", or none."""
        if said.document.late:
            what = "date of service" if self.case.review_type == "retrospective" else "request"
            return f"it is mentioned only in a note written after the {what}"
        if said.records_missing():
            return "the records are missing, which says nothing about the care given"
        if stands.negated and papers.silent(said.low):
            return "the note is said not to mention it, which is no denial"
        if stands.general:
            return "it is mentioned in general, not for this patient"
        if stands.other_person:
            return "it is mentioned for another person"
        if stands.certainty == "question":
            return "it is only asked about"
        printed = (
            said.document.restates and said.search(_LABEL) and set(stands.cues) <= {"working diagnosis", "working dx"}
        )
        if stands.certainty == "hedged" and not printed:
            return f"it is mentioned only as uncertain{said.quoted(stands)}"
        if stands.time in ("planned", "conditional") and not stands.refused:
            how = "was only planned" if stands.time == "planned" else "is mentioned only under a condition"
            return f"it {how}{said.quoted(stands)}"
        if stands.time == "past" and not past_counts:
            return "it is mentioned only for the past"
        if said.document.speaker == "form" or (stands.speaker == "form" and not said.document.signed):
            return "it is mentioned only in a form or template"
        if not stale_counts and said.written and said.written < self.stale_before:
            return f"it is mentioned only in a note of {said.written}, more than {STALE_MONTHS} months before"
        return None


@lru_cache(maxsize=1024)
def procedure_of(code: str | None, words_: str | None) -> str | None:
    """The concept of an invasive procedure, by its code, else by its words."""
    for concept in words.concepts().values():
        if concept.family == "procedures" and code and code in concept.about.get("codes", ()):
            return concept.name
    if not words_:
        return None
    hits = words.lexicon().find(tokenise(words_), fold(words_), 0)
    named = [
        h.name
        for h in hits
        if words.concept(h.name).family == "procedures" and not words.concept(h.name).about.get("generic")
    ]
    return named[0] if named else None


def _terms(policy: Policy) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for criterion in policy.criteria:
        for concept, given in criterion.terms.items():
            found[concept] = (*found.get(concept, ()), *given)
    return found


def _statements(
    document: Document, terms: Mapping[str, tuple[str, ...]], known: Sequence[dt.date | None]
) -> Iterator[Said]:
    """The statements of a document; a date at the head of a line dates what follows, else its own sentence."""
    analysed = text.analyse(document.text, document.written, terms, known)
    headed = dated.of_document(document.text, document.written, [s.clause.within for s in analysed.statements])
    sentence, inline, by_month = (-1, -1), None, analysed.order == "month first"
    notes = authors.notes_in(document.speaker, document.text, document.pastes)
    note = replace(document, speaker=None, remote=False) if notes else document
    opening = replace(note, signed=document.speaker != "form")
    forms: dict[tuple[int, int], set[Pattern]] = {}
    for statement in analysed.statements:
        forms.setdefault(statement.clause.within, set()).update(statement.clause.among(date_forms.FORMS))
    for n, statement in enumerate(analysed.statements):
        if statement.clause.within != sentence:
            sentence, inline = statement.clause.within, None
            written_as = document.text[slice(*sentence)]
            may = forms[sentence] if analysed.mended[slice(*sentence)] == written_as else date_forms.FORMS
            answers = n and analysed.statements[n - 1].clause.question  # the day answers and heads nothing
            if may and not answers:
                possible = [f for f in date_forms.FORMS if f in may]
                opened, inline = dated.of_sentence(written_as, document.written, possible, by_month)
                headed = opened or headed
        written = inline or headed
        start, end = statement.clause.start, statement.clause.end
        within = next((a for a, b in notes if a < end and start < b), None)
        yield Said(
            document if within is None else opening if start < within else note,
            n,
            statement if written in (None, statement.written) else replace(statement, written=written),
        )


def _key(said: Said) -> str:
    """A sentence long enough to be a copy, without case and space."""
    words_ = said.low.split()
    return " ".join(words_) if len(words_) >= 5 else ""


def _dated(said: Said, first: dt.date | None) -> Said:
    if first is None or said.written is None or first >= said.written:
        return said
    return replace(said, statement=replace(said.statement, written=first))
