"""The sentences of a page in the drafter's own voice: what rules on wording, figures and names look at.

Quotations, and whole sentences taken from the applied policies or from the passages that a statement cites, are
blanked character by character: they are somebody else's words, and other rules see to it that they are verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Ground, Page, Passage, Policy, Span
from drafter.rules.applied import passages_by_id
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.remembered import kept, remembered
from drafter.text.tokens import fold

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»")
_BLANK = "·"
_LEAST = 12  # shorter phrases of a source are common words, not somebody's sentence


class Wording:
    """A pattern that remembers what it found in a text: cards repeat most of their sentences, and are checked often."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._found = lru_cache(maxsize=8192)(lambda text: tuple(pattern.finditer(text)))

    def finditer(self, text: str) -> tuple[re.Match[str], ...]:
        """Every match in the text, in order."""
        return self._found(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them."""
        return next(iter(self._found(text)), None)


def phrases(*alternatives: str) -> Wording:
    """Whole words that read as one of the alternatives, whatever their case."""
    return Wording(re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE))


@dataclass(frozen=True)
class Prose:
    """One stretch of prose."""

    part: str
    """Name of the section, or "verdict", "criteria" and "missing"."""
    about: str
    """Id of the criterion it stands beside; empty for other parts."""
    line: int | None
    """The service line it is about."""
    written: str
    """The words as written."""
    text: str
    """The same with everything blanked that is not the drafter's own voice; as long as `written`."""
    cited: tuple[Passage, ...]
    """The held passages that its marks lead to."""
    span: Span
    """Where it stands on the page."""

    def breach(self, page: Page, message: str, words: str = "") -> Breach:
        """A breach at these words."""
        return at(page, self.span, on_line(self.line, self.about or self.part), message, words)


@remembered
def prose(page: Page, ground: Ground) -> Iterator[Prose]:
    """Every stretch of prose of the page, in the order of its parts."""
    theirs = _theirs(ground.policies or ())
    for part, about, line, text, cited, span in _stretches(page, ground):
        own = _bare(tuple(_passage_texts(cited))) if cited else ()
        yield Prose(part, about, line, text, _own_voice(text, theirs, own), cited, span)


@kept
def _theirs(policies: tuple[Policy, ...]) -> tuple[str, ...]:
    return _bare(tuple(text for policy in policies for text in (*policy_texts(policy), *unit_texts(policy))))


def policy_texts(policy: Policy) -> Iterator[str]:
    """What a policy says in words, the counting of units aside."""
    for criterion in policy.criteria:
        yield from (criterion.text, criterion.ask, criterion.caution or "")
    yield from policy.pitfalls
    yield from (coverage.text for coverage in policy.coverage)
    yield from (exception.text for exception in policy.exceptions)
    yield from (policy.source.note or "", policy.title)


def unit_texts(policy: Policy) -> Iterator[str]:
    """What a policy says about counting the units of its codes, whichever of them are requested."""
    rules = (service.unit_rule for service in policy.services)
    return (text for rule in rules if rule for text in (rule.counts, rule.ask))


def _passage_texts(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        yield from (passage.text, *passage.claims, *passage.does_not_show)
        yield from (passage.strength or "", passage.population or "", passage.comparator or "", passage.heading)


def _stretches(page: Page, ground: Ground) -> Iterator[tuple[str, str, int | None, str, tuple[Passage, ...], Span]]:
    held = passages_by_id(ground)
    listed = {r.number: held[r.passage] for r in page.references if r.passage in held}
    for line in page.lines:
        yield "verdict", "", line.line, line.because, (), line.span
    for finding in page.findings:
        yield "criteria", finding.criterion, finding.line, finding.why, (), finding.span
    for gap in page.gaps:
        yield "missing", gap.about, gap.line, gap.ask, (), gap.span
    for statement in page.statements:
        if statement.section == "violations":
            continue  # what the checks said of the draft, for the rule on it
        cited = tuple(listed[n] for n in statement.marks if n in listed)
        yield statement.section, "", statement.line, statement.text, cited, statement.span


@lru_cache(maxsize=16_384)
def _own_voice(text: str, theirs: tuple[str, ...], own: tuple[str, ...]) -> str:
    folded = fold(text)
    for words in (*theirs, *own):
        if (start := folded.find(words)) >= 0:
            end = start + len(words)
            text = text[:start] + _BLANK * len(words) + text[end:]
            folded = folded[:start] + _BLANK * len(words) + folded[end:]
    return _QUOTED.sub(lambda quote: _BLANK * len(quote[0]), text)


@lru_cache(maxsize=1024)
def _bare(sources: tuple[str, ...]) -> tuple[str, ...]:
    """Their words without the full stop, in small letters: a sentence may be begun or ended by others."""
    return tuple(words for source in sources if len(words := fold(source.strip(" ."))) >= _LEAST)
