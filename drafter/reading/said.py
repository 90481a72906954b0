"""What is said: a statement in its document, with its words, its quotation, its sides and regions, and whose it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter import text
from drafter.domain import Citation
from drafter.text import papers, words
from drafter.text.index import Matches
from drafter.text.once import once
from drafter.text.patterns import Pattern, Patterns
from drafter.text.standing import Assertion
from drafter.text.tokens import Token, Tokens, fold

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
_LIMITED = frozenset({
    "booked", "scheduled", "planned", "pending", "set", "due", "tomorrow", "outstanding", "follows", "limited",
    "deferred", "not", "without", "confined", "brief", "restricted", "didn't", "wasn't",
})  # fmt: skip
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

    def intends(self, stands: Assertion) -> bool:
        """Whether it tells how the service is to be given: a plan, or a bare "would" on which no "if" hangs."""
        bare = stands.cues[-1:] == ("would",) and not _HANGS.search(fold(self.written_sentence))
        return stands.time == "planned" or (stands.time == "conditional" and bare)

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


_HANGS = Pattern(r"\b(?:if|unless|should|in case|once|provided|depend\w*|were|had)\b")
"""On what a "would" hangs."""
_OF_TWO = frozenset(
    {"with", "w", "w/", "reproduce", "reproducing", "refer", "referring", "twitch", "twitching", "jump", "set", "send"}
)
"""Behind "both" where it means two things just named, and no sides."""
_FINGERS = frozenset({"finger", "fingers"})
_MEASURING = frozenset({"one", "two", "three", "1", "2", "3", "a", "my", "single"})
"""Before a finger that points, presses or measures: "two fingers below the iliac crest"."""


def _spaced(low: str) -> str:
    """Words alone, one space between them."""
    return " ".join(re.findall(r"[\w'/-]+|\?", low))


def _placed(mention: text.Mention) -> bool:
    return words.concept(mention.concept).family in ("conditions", "procedures")
