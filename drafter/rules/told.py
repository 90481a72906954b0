"""The sentences of a stranger's page: what the rules on such pages look at, with what introduces and surrounds them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Ground, Page, PageHeading, Span
from drafter.rules.breach import Breach, at
from drafter.rules.names import named
from drafter.rules.prose import Prose, prose
from drafter.rules.remembered import remembered
from drafter.text.tokens import fold
from drafter.text.words import concepts

_LONGEST = 2_000  # characters of a sentence
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?:(?=\S)|(?=\s[a-z0-9]))[^.!?]*)*[.!?]*")
_BULLET = re.compile(r"[ \t]*(?:\|[ \t]*)?(?:[-*+•–◦▪]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]+")
_ASKS = re.compile(
    r"\b(?:must|should|shall|requir(?:e|es|ed|ement|ements|ing)|mandatory|need(?:s|ed)? to|ha(?:s|ve) to|minimum|"
    r"at least|prior to|before (?:\w+ ){0,3}(?:approval|proceeding|injections?|procedures?|reconsideration)"
    r"|only (?:if|when)|"
    r"criteri(?:on|a)|(?:needed|necessary|required) for|to establish medical necessity|reconsideration)\b"
)
_HISTORY = re.compile(
    r"\b(?:patient|member|he|she|they|record|note|chart) (?:has |have |had |also |already )*"
    r"(?:had|tried|took|taken|completed|underwent|received|failed|attended|did|used|documents?|states?|shows?|reports?|"
    r"describes?|tells?|names?)\b"
)
_OF_THE_PATIENT = re.compile(
    r"\b(?:patient|member|he|she|man|woman|year-old)\b[^.;]{0,60}\b(?:has|with|diagnos\w+|presents?|suffers?|have)\b"
    r"|\bdiagnos(?:is|es)\b[^.;]{0,20}(?::|\bis\b|\bare\b|\bof\b)|\b(?:is|are|was|were) diagnosed\b|\bdiagnosed with\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:no|not|neither|without|guidelines?|stud(?:y|ies)|trials|reviews?|criteria|policy|bulletin)\b"
)


@dataclass(frozen=True)
class Told:
    """One sentence, or one item of a list."""

    text: str
    """Its words; quotations and whole sentences of the policies at hand are blanked."""
    written: str
    """Its words as written."""
    low: str
    """`text` folded, as long as it."""
    stretch: Prose
    """The line of the page that it stands in."""
    lead: str
    """The folded words that introduce the list it stands in; empty outside of one."""
    section: str
    """The folded heading it stands under, which is the lead too where it stands in a list."""
    heading: str
    """The headings above it that introduce no list, as written: the nearest, and those that it stands under."""
    marks: tuple[int, ...]
    """Reference numbers that its line carries."""
    item: int
    """Place in its list from 1; 0 outside of one."""

    @property
    def asks(self) -> bool:
        """Whether it says what is required, by itself or by what introduces it."""
        if _HISTORY.search(self.low):
            return False
        return bool(_ASKS.search(self.low) or _ASKS.search(self.lead))

    def breach(self, page: Page, message: str, found: re.Match[str] | str = "") -> Breach:
        """A breach at the words found in `low`, or at words as written, or at the whole sentence."""
        words = self.text[found.start() : found.end()] if isinstance(found, re.Match) else found or self.written
        return at(page, self.stretch.span, self.stretch.part or "page", message, words.strip())


@remembered
def sentences(page: Page, ground: Ground) -> Iterator[Told]:
    """Every sentence of a stranger's page in order; none for a card of ours."""
    if not page.foreign:
        return
    stretches = prose(page, ground)
    above = _Above(page.headings)
    leads = {heading.text for heading in page.headings if heading.leads}
    first, section, item, over = len(stretches) - len(page.statements), "", 0, False
    for stretch, said in zip(stretches[first:], page.statements, strict=True):
        listed = _is_item(page, said.span)
        same = said.section == section
        over = same and (over or (item > 0 and not listed))  # what follows a list is no part of it
        item = item + 1 if listed and same else int(listed)
        lead = fold(said.section) if said.section in leads and not over else ""
        section = said.section
        heading = above.at(said.span.start)
        for start, end in _cuts(stretch.text):
            words = stretch.text[start:end]
            if any(char.isalnum() for char in words):
                written = stretch.written[start:end]
                yield Told(words, written, fold(words), stretch, lead, fold(section), heading, said.marks, item)


def request(page: Page, ground: Ground) -> str:
    """The folded words in which the page says what was requested: its first question, else its first heading and
    sentence."""
    told = sentences(page, ground)
    asked = next((t.low for t in told if t.low.rstrip().endswith("?") and conditions(t.low)), "")
    first = " ".join([*(fold(heading.text) for heading in page.headings[:1]), *(t.low for t in told[:1])])
    return asked or first


@remembered
def patients_conditions(page: Page, ground: Ground) -> Iterator[str]:
    """Conditions that the page, or the case beside it, gives the patient, with the broader ones."""
    if ground.case is not None:
        yield from conditions(" ".join(ground.case.quotable().values()))
    yield from conditions(request(page, ground))
    for told in sentences(page, ground):
        if _OF_THE_PATIENT.search(told.low) and not _ELSEWHERE.search(told.low):
            yield from conditions(told.written)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line stand; one that does not end is cut, so that no rule has to read a book at once."""
    for found in _SENTENCE.finditer(text):
        for start in range(found.start(), found.end(), _LONGEST):
            yield start, min(start + _LONGEST, found.end())


class _Above:
    """The headings above a place, as the page is read downwards: the nearest, and those that it stands under."""

    def __init__(self, headings: Sequence[PageHeading]) -> None:
        self._left = deque(heading for heading in headings if not heading.leads)
        self._open: list[PageHeading] = []

    def at(self, start: int) -> str:
        """Their words; places have to be asked for in order."""
        while self._left and self._left[0].span.start < start:
            heading = self._left.popleft()
            while self._open and not 0 < self._open[-1].level < heading.level:
                self._open.pop()
            self._open.append(heading)
        return " / ".join(heading.text for heading in reversed(self._open))


def _is_item(page: Page, span: Span) -> bool:
    """Whether the words of the span stand behind a bullet or a number of a list."""
    line = page.text[page.text.rfind("\n", 0, span.start) + 1 : span.start]
    return bool(_BULLET.fullmatch(line))


@lru_cache(maxsize=4096)
def conditions(text: str) -> frozenset[str]:
    """Conditions named in a text, with the broader ones."""
    return _of("conditions", text)


@lru_cache(maxsize=4096)
def procedures(text: str) -> frozenset[str]:
    """Procedures named in a text, words for any procedure aside."""
    return _of("procedures", text)


@lru_cache(maxsize=4096)
def treatments(text: str) -> frozenset[str]:
    """Treatments without a needle named in a text, words for any treatment aside."""
    return _of("treatments", text)


def _of(family: str, text: str) -> frozenset[str]:
    found: set[str] = set()
    for name in named(text):
        concept = concepts()[name.concept]
        if concept.family == family and not concept.about.get("generic"):
            found |= {concept.name, *concept.broader}
    return frozenset(found)
