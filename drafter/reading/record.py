"""The record of a case as one line under one policy sees it: statements, each with its place, date and standing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dateutil.relativedelta import relativedelta

from drafter import text
from drafter.domain import Case, Citation, DiagnosisCriterion, Policy, ServiceLine
from drafter.reading import authors, dated
from drafter.text import dates, instructions, language, papers, visits, words
from drafter.text.assertion import Assertion
from drafter.text.index import Index, Matches
from drafter.text.once import once
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import Token, Tokens, fold, tokenise

STALE_MONTHS = 12
"""A statement older than this says how things were, not how they are. A convention of this reader, not of a policy."""

_WRITTEN = ("documented", "done", "given", "completed", "provided", "attached")
"""Words that say that something was done or written, not that it goes on."""
_OLD_PAPERS = Pattern(
    r"\b(?:from|in|per) (?:(?:the|her|his|their|our|old) ){0,2}(?P<year>(?:19|20)\d\d) (?:records?|notes?|"
    r"charts?|files?|visits?|"
    r"admission|papers?)\b"
)
"""Papers of a year of their own: "from the 2023 records"."""
_SINCE = Pattern(r"\b(?:since|from|onset|began|started|after|following|until)\b[^.;]*$")
_OF_LIST = Pattern(r"\b(?:list|note|letter|chart|record|records|report|form) (?:of |from |dated |in )?$")
"""Before the date of a paper rather than of what it names."""
_OF_EVENT = Pattern(
    r"\b(?:after|following|since|despite|from|s/p|status post) [^.;]{0,30}\b(?:operations?|surger(?:y|ies)|fusions?|"
    r"laminectom(?:y|ies)|"
    r"discectom(?:y|ies)|injur(?:y|ies)|accident|fall|crash)\b[^.;]{0,20}$"
)
"""Before the date of what came before a complaint: "pain after two operations, in 2019 and 2022"."""
_LASTS = Pattern(
    r"\b(?:ever since|since then(?!,? (?:nothing|none|no|not|never|quiet|free|well|fine|silent|without)\b)|"
    r"to this day|(?:traces?|dates?|goes|going|dating|tracing|reaching|stretching) "
    r"(?:\w+ )?(?:back )?to|"
    r"(?:never|not|\w+n't) (?:really |fully )?(?:left|gone|stopped|let up|cleared|abated)|unbroken|"
    r"continuous(?:ly)? since)\b"
)
"""Words by which what began at a date goes on."""
_LABEL = Pattern(r"^\W*(?:\d{1,2}\W+)?working (?:diagnosis|dx)\s*:")
"""A field of a form, whose printed name doubts nothing."""
_NO_SIDE = Pattern(r"l (?:(?:/ )?s )?(?:-? ?spine|spinal)\b|r / o\b")
"""What follows a letter that is no side: L-spine, L/S spine, R/O."""
_SIDES = {
    "left": "left", "lt": "left", "L": "left", "right": "right", "rt": "right", "R": "right",
    "bilateral": "both", "bilaterally": "both", "bilat": "both", "both": "both",
}  # fmt: skip
_LEFT_VERB = frozenset(
    {"to", "over", "behind", "alone", "out", "off", "blank", "untreated", "open", "untouched", "unfilled"}
)
"""Behind "left" where it is no side."""
_SIDED = frozenset({*map(str.lower, _SIDES), "b"})
"""Words without one of which no side is named."""


_PATIENT = Pattern(r"\b(?:patients?|pt|member|mrs?|ms|complains|denies)\b")
_LIMITED = frozenset(
    {
        "booked",
        "scheduled",
        "planned",
        "pending",
        "set",
        "due",
        "tomorrow",
        "outstanding",
        "follows",
        "limited",
        "deferred",
        "not",
        "without",
        "confined",
        "brief",
        "restricted",
        "didn't",
        "wasn't",
    }
)
"""Words behind "my own examination" by which it was of something else, or none."""


@dataclass(frozen=True)
class Document:
    """One text of the record."""

    place: str
    """`text` or `notes/N`."""
    text: str
    written: dt.date | None
    late: bool = False
    """Written after the date of service of a retrospective review, or dated after the request and after today."""
    remote: bool = False
    """Whether nobody was examined by hand, as in a telephone visit."""
    speaker: str | None = None
    """`other_clinician` or `form`, where the document is not the treating clinician's."""
    with_doctor: bool = False
    """Whether it is the note of a call with a doctor, who is meant by "she says"."""
    restates: bool = False
    """Whether somebody else restates the request in it, as in an intake summary or on a form."""
    pastes: str | None = None
    """The surname of the clinician whose notes an office pastes in it."""
    signed: bool = False
    """Whether it is the part that opens the signed note of the clinician, with the words that say so."""


@dataclass(frozen=True)
class Said:
    """A statement in its document."""

    document: Document
    number: int
    """Its number within the document."""
    statement: text.Statement

    @once
    def written(self) -> dt.date | None:
        """The day from which it counts."""
        return self.statement.written

    @once
    def low(self) -> str:
        """Its words, folded."""
        return self.statement.clause.low

    def in_sentence_of(self, other: Said) -> bool:
        """Whether it stands in the sentence of another statement of its document."""
        return self.statement.clause.within == other.statement.clause.within

    def ahead(self, place: int) -> str:
        """Its folded words before a place of its document."""
        return self.low[: place - self.statement.clause.start]

    def behind(self, place: int) -> str:
        """Its folded words from a place of its document on."""
        return self.low[place - self.statement.clause.start :]

    @once
    def sentence(self) -> str:
        """The folded words of its whole sentence, on one line wherever the text breaks it."""
        return self.between(*self.statement.clause.within)

    def lead(self, place: int) -> str:
        """The folded words of its sentence before a place of its document."""
        return self.sentence[: place - self.statement.clause.within[0]]

    def rest(self, place: int) -> str:
        """The folded words of its sentence from a place of its document on."""
        return self.sentence[place - self.statement.clause.within[0] :]

    def between(self, start: int, end: int) -> str:
        """The folded words of its document from one place to another, on one line."""
        return fold(self.document.text[start:end]).replace("\n", " ")

    @once
    def names_care(self) -> bool:
        """Whether it names a treatment or a part of a programme, which have sessions and visits too."""
        return any(words.concept(m.concept).family in ("treatments", "programme") for m in self.statement.mentions)

    @once
    def procedures(self) -> tuple[text.Mention, ...]:
        """Procedures that it mentions by a name of their own."""
        named = (m for m in self.statement.mentions if m.concept != "generic_injection")
        return tuple(m for m in named if words.concept(m.concept).family == "procedures")

    def search(self, pattern: Pattern) -> re.Match[str] | None:
        """The first match of an expression in its folded words; run once, and only where it may match."""
        match = self._found[pattern].get(self._clause_number)
        return match if match is not False else self.statement.clause.index.match(pattern, self._clause_number)

    @once
    def _found(self) -> Mapping[Pattern, Matches]:
        return self.statement.clause.index.found

    @once
    def _clause_number(self) -> int:
        return self.statement.clause.number

    def among(self, patterns: Patterns) -> Sequence[Pattern]:
        """Those of many expressions that may match in its folded words, in order."""
        return self.statement.clause.among(patterns)

    def cite(self) -> Citation:
        """The clause as a quotation."""
        return self._cited

    @once
    def _cited(self) -> Citation:
        clause = self.statement.clause
        quote = self.document.text[clause.start : clause.end]
        return Citation(place=self.document.place, start=clause.start, end=clause.end, quote=quote)

    def cite_sentence(self) -> Citation:
        """The whole sentence as a quotation, where it is not overlong, else the clause."""
        return self._sentence_cited

    @once
    def _sentence_cited(self) -> Citation:
        start, end = self._quotable
        if (start, end) == (self.statement.clause.start, self.statement.clause.end):
            return self.cite()
        return Citation(place=self.document.place, start=start, end=end, quote=self.written_sentence)

    @property
    def written_sentence(self) -> str:
        """The words of its sentence as the record writes them, as they are quoted."""
        return self.document.text[slice(*self._quotable)]

    @once
    def _quotable(self) -> tuple[int, int]:
        """Where its sentence stands or, where that is overlong, its clause."""
        clause = self.statement.clause
        start, end = clause.within
        return (clause.start, clause.end) if end - start > 600 else (start, end)

    def regions(self) -> frozenset[str]:
        """Body regions named in it, beside those that are part of a condition's or a procedure's name."""
        return self._regions

    @once
    def _regions(self) -> frozenset[str]:
        taken = {n for m in self.statement.mentions if _placed(m) for n in range(m.first, m.last)}
        taken |= self.fingers()
        return frozenset(h.name for h in self.statement.hits("regions") if h.first not in taken)

    def fingers(self) -> set[int]:
        """Tokens that name a finger which points, presses or measures, or a foot that is set, and no "
        "place of the body."""
        tokens = self.statement.clause.tokens
        words_ = [t.word for t in tokens]
        by_hand = {n for n, word in enumerate(words_) if n and word == "hand" and words_[n - 1] == "by"}
        by_hand |= {n for n, t in enumerate(tokens[:-1]) if t.word == "hand" and tokens[n + 1].word == "on"
                    and tokens[n + 1].start == t.end + 1}  # fmt: skip
        by_hand |= {
            n for n, word in enumerate(words_) if n and word == "foot" and words_[n - 1] in ("set", "sets", "setting")
        }
        return by_hand | {n for n, w in enumerate(words_) if n and w in _FINGERS and words_[n - 1] in _MEASURING}

    def secondhand(self) -> bool:
        """Whether it is not the treating clinician's own: told by another clinician, the patient or a relative."""
        told_by = self.statement.cues.whole.speaker
        if told_by == "patient" and self.document.with_doctor and not self.search(_PATIENT):
            told_by = "clinician"
        others = ("other_clinician", "patient", "proxy")
        foreign = told_by in others or (told_by == "clinician" and self.document.speaker in others)
        return foreign and not self.adopted()

    def adopted(self) -> bool:
        """Whether the treating clinician takes over what another one found: "confirmed on my examination"."""
        tokens = self.statement.clause.tokens
        return any(
            (not h.first or tokens[h.first - 1].word not in ("not", "never", "yet", "un"))
            and not _LIMITED & {t.word for t in tokens[h.last : h.last + 3]}
            for h in self.statement.hits("assertion", "adopted")
        )

    def quoted(self, stands: Assertion) -> str:
        """The cue that made a statement uncertain or planned, in brackets, where its words stand in the record."""
        word = stands.cues[-1] if stands.cues else ""
        spelt = f" {word.lower()} "
        if word and word == self.statement.clause.heading:
            return f" (under “{word}”)"
        return f" (“{word}”)" if word and spelt in f" {_spaced(self.low)} " else ""

    def records_missing(self) -> bool:
        """Whether it says that records did not come, which is no word about what was done."""
        return self._records_missing

    @once
    def _records_missing(self) -> bool:
        if papers.missing(self.low, bool(self.statement.told)):
            return True
        start, end = self.statement.clause.within
        return papers.sought(fold(self.document.text[start:end]))

    @once
    def undated(self) -> str:
        """Its words, folded, with blanks in the place of dates."""
        low, offset = self.low, self.statement.clause.start
        for when in self.statement.whens():
            low = f"{low[: when.start - offset]}{' ' * (when.end - when.start)}{low[when.end - offset :]}"
        return low

    def sides(self) -> set[str]:
        """Sides of the body named in it: left, right; both for bilateral."""
        return sides_among(self.statement.clause.tokens)


def _no_side(tokens: Sequence[Token], n: int) -> bool:
    """Whether "left" at a place is what was left, and no side: not "the left to follow"."""
    behind = [t.word for t in tokens[n + 1 : n + 3]]
    named = n and tokens[n - 1].word in ("the", "on", "and", "her", "his", ",", "/", "from")
    return bool(_LEFT_VERB & {*behind[:1]}) and behind != ["to", "right"] and not named


def sides_among(tokens: Sequence[Token]) -> set[str]:
    """Sides named among tokens, R, L and b/l included; both for bilateral."""
    found: set[str] = set()
    if isinstance(tokens, Tokens) and tokens.words.isdisjoint(_SIDED):
        return found
    for n, token in enumerate(tokens):
        if token.word == "left" and _no_side(tokens, n):
            continue  # "no trigger points left to inject"
        if (
            token.word == "both"
            and n
            and tokens[n - 1].word == ","
            and _OF_TWO & {t.word for t in tokens[n + 1 : n + 2]}
        ):
            continue  # both of the points just named: "R levator and R trapezius, both with referral"
        if token.raw in ("L", "R") and _NO_SIDE.match(" ".join(t.word for t in tokens[n : n + 4])):
            continue
        if token.raw == "L" and n and (tokens[n - 1].raw == "K" or [t.raw for t in tokens[n - 2 : n]] == ["K", "/"]):
            continue  # the grade of Kellgren and Lawrence
        spelt = token.word == "b" and "".join(t.word for t in tokens[n : n + 3]) == "b/l"
        side = "both" if spelt else _SIDES.get(token.raw) or _SIDES.get(token.word)
        if side:
            found |= {"left", "right"} if side == "both" else {side}
    return found


_OF_TWO = frozenset(
    {"with", "w", "w/", "reproduce", "reproducing", "refer", "referring", "twitch", "twitching", "jump", "set", "send"}
)
"""Behind "both" where it means two things just named, and no sides."""
_FINGERS = frozenset({"finger", "fingers"})
_MEASURING = frozenset({"one", "two", "three", "1", "2", "3", "a", "my", "single"})
"""Before a finger that points, presses or measures: "two fingers below the iliac crest"."""


def _beside(said: Said, other: Said) -> bool:
    return said.statement.clause.sentence == other.statement.clause.sentence


def _dates_itself(mention: text.Mention) -> bool:
    """Whether a date behind belongs to this naming rather than to one before it: a procedure or a treatment."""
    return words.concept(mention.concept).family in ("procedures", "treatments")


def _spaced(low: str) -> str:
    """Words alone, one space between them."""
    return " ".join(re.findall(r"[\w'/-]+|\?", low))


def _placed(mention: text.Mention) -> bool:
    return words.concept(mention.concept).family in ("conditions", "procedures")


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
        """Statements by their identity, and whether they are about the procedure; see `past.speaks_of`."""
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
            late = bool(note.date and note.date > self._known_until)
            found.append(
                Document(
                    f"notes/{n}",
                    note.text,
                    note.date or written,
                    late,
                    visits.remote(f"{note.kind or ''} {note.text}"),
                    authors.filled_in(authors.speaker(author, note.kind), note.text, author),
                    "call" in (note.kind or "").lower() and visits.with_doctor(note.text),
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
        found = [s for d in self.documents for s in _statements(d, self.terms)]
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
        near = [s for s in (*self.preceding(said), *self.following(said)) if _beside(said, s)]
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
        n = self._order[said.document.place, said.number]
        return [s for s in reversed(self.said[max(0, n - 3) : n]) if s.document is said.document]

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
        if sides:
            return frozenset(sides)
        for said in self.said:
            if "request" in said.low and said.sides() and not said.statement.of(*words.family("findings")):
                return frozenset(said.sides())
        return frozenset()

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

    def long_ago(self, said: Said, mention: text.Mention) -> bool:
        """Whether a date well before the clock stands right behind a statement and nothing says that it goes on."""
        cues = (*said.statement.cues.before, *said.statement.cues.after)
        if any(kind == "current" and hit.phrase not in _WRITTEN for kind, hit in cues):
            return False
        if said.search(_LASTS):
            return False
        edge = self.stale_before
        if (papers := _OLD_PAPERS.search(f"{said.statement.clause.heading or ''}: {said.low}".lower())) and int(
            papers["year"]
        ) < edge.year:
            return True
        for when in said.statement.whens():
            lead = said.between(max(0, when.start - 24), when.start)
            opened = said.document.text.rfind("(", max(0, when.start - 80), when.start)
            since = opened if opened >= 0 and ")" not in said.document.text[opened : when.start] else when.start
            before = said.between(max(0, since - 40), when.start)
            if when.latest < edge and not _SINCE.search(before):
                if not _OF_LIST.search(lead) and any(
                    _dates_itself(m) and mention.end <= m.start < when.start for m in said.statement.mentions
                ):
                    continue
                if _OF_EVENT.search(said.between(max(0, since - 90), when.start)):
                    continue
                examined = re.search(r"\b(?:palpat\w*|exam\w*|visit|seen)\s+(?:in|on|of)\s*$", lead)
                if when.start >= mention.end or examined or "prior" in said.low or "previous" in said.low:
                    return True
        return False

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


def _statements(document: Document, terms: Mapping[str, tuple[str, ...]]) -> Iterator[Said]:
    """The statements of a document; a date at the head of a line dates what follows, else its own sentence."""
    analysed = text.analyse(document.text, document.written, terms)
    headed = dated.of_document(document.text, document.written, [s.clause.within for s in analysed.statements])
    sentence, inline, by_month = (-1, -1), None, analysed.order == "month first"
    notes = authors.notes_in(document.speaker, document.text, document.pastes)
    note = replace(document, speaker=None, remote=False) if notes else document
    opening = replace(note, signed=document.speaker != "form")
    forms: dict[tuple[int, int], set[Pattern]] = {}
    for statement in analysed.statements:
        forms.setdefault(statement.clause.within, set()).update(statement.clause.among(dates.FORMS))
    for n, statement in enumerate(analysed.statements):
        if statement.clause.within != sentence:
            sentence, inline = statement.clause.within, None
            written_as = document.text[slice(*sentence)]
            may = forms[sentence] if analysed.mended[slice(*sentence)] == written_as else dates.FORMS
            answers = n and analysed.statements[n - 1].clause.question  # the day answers and heads nothing
            if may and not answers:
                possible = [f for f in dates.FORMS if f in may]
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
