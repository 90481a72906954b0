"""Stretches: runs of statements that speak of one earlier session, or of none by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.domain import Citation
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.reading.withdrawn import addendum
from drafter.text import Mention, numbers, scanned, spelt, words
from drafter.text.once import once
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_GENERIC = "generic_injection"
_ABOUT_IT = Pattern(
    r"^\W*(?:(?:this|that|it|which|the|her|his|their|such|all|overall|pain|nrs|vas|odi|ndi)\b\W*){0,3}"
    r"(?:(?:duration|length)\b|relief|benefits?|effects?|improvement|response|result|last(?:ed|ing|s)|held|"
    r"sustained|maintained|persisted|"
    r"wore off|worn off|faded|returned|recurred|came back|(?:(?:has |it |only )?(?:started|began|"
    r"begun) (?:to )?(?:return|come|coming|wear|wearing|fade|fading|creep|creeping))|is (?:now )?back|was back|"
    r"(?:\d{1,3}|half)\b)|"
    r"^\W*(?:about |some |only |just )?(?:\d{1,2}|[a-z]+) (?:days|weeks|months) (?:later|on|after(?: that|"
    r" it)?),? (?:(?:all|"
    r"most) of (?:it|the pain)|it|they|the (?:\w+ )?pain|(?:her|his) (?:\w+ )?pain|everything|"
    r"all)\b[^.;]{0,25}\b(?:back|"
    r"returned|recurred)\b"
)
"""The beginning of a sentence that goes on about an effect told before."""
_ON_IT = Pattern(
    r"^\W*(?:(?:in (?:her|his|their) (?:own )?words|at|by|in|on|after|within|through(?:out)?|during|since|until|"
    r"from|over|"
    r"today|now|then|later|afterwards?|only|for|thereafter|\w+ (?:days?|weeks?|months?) (?:later|after|on|out)|"
    r"she|he|they|it|this|that|her|his|the (?:\w+ )?(?:pain|relief|scores?|benefit|effect|ache|diary|log|"
    r"chart)|pain)\b)"
)
_SCORED = Pattern(
    r"\b(?:scor\w+|rat\w+|gives?|gave|shows?|showed|pain|nrs|vas|odi|ndi|oswestry|it|was|at|to|been)\b[^.;]{0,25}\b\d"
)
"""How a sentence goes on with scores or shares told of the session named before."""
_COUNTED = Pattern(r"(?:sessions?|series|rounds?|treatments?|one|two)\b")
_OF_CARE = Pattern(
    r"\b(?:therap\w+|physio\w*|pt|osteopath\w*|chiropract\w*|acupunct\w*|massage\w*|counsel\w*|rehab\w*|exercis\w*|"
    r"aquatic|pool|class(?:es)?|manual|hands-on|traction|training|coach\w*|psycholog\w*|cbt|biofeedback)\b"
)
_NEEDLED = Pattern(r"\b(?:inject\w*|block\w*|needl\w*|epidural\w*|ablat\w*|shots?)\b")
_FAR = 600
"""Code points beyond which a stretch is quoted by its first statement alone."""


@dataclass(frozen=True)
class Stretch:
    """Statements of one document that follow each other and speak of one session."""

    said: tuple[Said, ...]

    @property
    def document(self) -> Document:
        """The text it stands in."""
        return self.said[0].document

    @property
    def start(self) -> int:
        """First code point in that text."""
        return self.said[0].statement.clause.start

    @property
    def end(self) -> int:
        """One past the last."""
        return self.said[-1].statement.clause.end

    @property
    def text(self) -> str:
        """Its words, on one line, the slips of a scan mended."""
        return scanned.mended(self.document.text)[self.start : self.end].replace("\n", " ")

    @once
    def mentions(self) -> tuple[Mention, ...]:
        """Every concept named in it."""
        return tuple(m for s in self.said for m in s.statement.mentions)

    def names(self, own: frozenset[str]) -> tuple[list[Mention], list[Mention], list[Mention]]:
        """Namings of the session meant, of sessions by no name, and of other procedures and treatments."""
        mine = [m for m in self.mentions if m.concept in own]
        text = self.document.text
        special = [m for m in self.mentions if _special(m) and m.concept not in own and not _inside(m, mine)]
        special = [m for m in special if not _BY_THERAPIST.match(text, m.end)]
        bare = [m for m in self.mentions if m.concept == _GENERIC and not _inside(m, [*mine, *special])]
        return mine, bare, special

    def counts_visits(self, mention: Mention) -> bool:
        """Whether a naming without a name counts the visits of other care: "therapy at the clinic, 11 sessions"."""
        low = fold(self.text)
        at = mention.start - self.start
        return bool(_COUNTED.match(low, at) and _OF_CARE.search(low[:at])) and not _NEEDLED.search(low)

    def at(self, place: int) -> tuple[Said, int]:
        """The statement that holds a place of the stretch's text, and the token there."""
        place += self.start
        said = next((s for s in self.said if place < s.statement.clause.end), self.said[-1])
        tokens = said.statement.clause.tokens
        return said, next((n for n, t in enumerate(tokens) if place < t.end), len(tokens) - 1)

    def cite(self) -> Citation:
        """Its words as a quotation; the whole sentence where it is one."""
        first, last = self.said[0], self.said[-1]
        start, end = first.statement.clause.within[0], last.statement.clause.within[1]
        if first.in_sentence_of(last) or end - start > _FAR:
            return first.cite_sentence()
        return Citation(place=self.document.place, start=start, end=end, quote=self.document.text[start:end])


def _special(mention: Mention) -> bool:
    concept = words.concept(mention.concept)
    return concept.family in ("procedures", "earlier", "treatments") and not (
        concept.about.get("generic") and concept.family == "procedures"
    )


def _inside(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(o.start <= mention.start < o.end or mention.start <= o.start < mention.end for o in others)


@lru_cache(maxsize=1)
def find(record: Record) -> tuple[Stretch, ...]:
    """The stretches of a record in order; the last record's are kept, since each criterion asks for them."""
    return tuple(_merged(record))


def _merged(record: Record) -> Iterator[Stretch]:
    held: Stretch | None = None
    for said in record.said:
        if held and _goes_on(held, said):
            held = replace(held, said=(*held.said, said))
            continue
        if held:
            yield held
        held = Stretch((said,))
    if held:
        yield held


def _goes_on(held: Stretch, said: Said) -> bool:
    """Whether a statement belongs to the stretch before it: the same sentence or effect, and no second name."""
    if held.document is not said.document or held.said[-1].statement.clause.question:
        return False
    known = {m.concept for m in held.mentions}
    names = any(_special(m) and not (m.concept in known and _aside(said, m)) for m in said.statement.mentions)
    if held.said[-1].in_sentence_of(said):
        return not (names and any(_special(m) for m in held.mentions))
    told = any(_special(m) or m.concept == _GENERIC for m in held.mentions)
    if not told or names or said.number != held.said[-1].number + 1:
        return False
    return bool(_ABOUT_IT.match(said.low)) or _measures(said)


def _aside(said: Said, mention: Mention) -> bool:
    """Whether a naming stands alone in brackets, as the short form of one before: "when the pain came back (RFA)"."""
    text = said.document.text
    return text[: mention.start].endswith("(") and _CLOSED.match(text, mention.end) is not None


_CLOSED = re.compile(r"(?: (?:LCD|lcd|rule|policy|criteria|leg))?\)")
"""Behind a short form in brackets, which may name the rule: "(TPI LCD)"."""
_BY_THERAPIST = re.compile(
    r"-(?:measured|recorded|scored|rated|reported|documented|assessed|administered)\b", re.IGNORECASE
)
"""Behind the name of a treatment that only says who measured: "PT-measured Oswestry"."""


def _measures(said: Said) -> bool:
    """Whether a statement goes on with figures of an effect."""
    if not _ON_IT.match(said.low) or any(m.concept == _GENERIC for m in said.statement.mentions):
        return False
    low = spelt.digits(said.low).text
    return bool(_SCORED.search(low) or numbers.percents(low))


_CORRECTS = Pattern(
    r"\b(?:correct\w*|amend\w*|should (?:read|be|say|have (?:read|said|been))|in error|misread|misstated|"
    r"mistyped|typo\w*|"
    r"erroneous\w*|wrong\w*|not \d{1,3} ?(?:%|percent))\b"
)
"""Words of an addendum that put another figure in the place of an earlier one."""


def corrected(record: Record, found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches without those whose percentage an addendum to the same document corrects."""
    kept = list(found)
    for document in record.documents:
        own = [s for s in record.said if s.document.place == document.place]
        begin = next((s.number for s in own if addendum(s)), None)
        if begin is None or not any(_CORRECTS.search(s.low) for s in own if s.number >= begin):
            continue
        mine = [x for x in kept if x.document.place == document.place and _percent(x)]
        if any(x.said[0].number >= begin for x in mine):
            kept = [x for x in kept if x not in mine or x.said[0].number >= begin]
    return kept


def _percent(stretch: Stretch) -> bool:
    return bool(numbers.percents(fold(stretch.text)))
