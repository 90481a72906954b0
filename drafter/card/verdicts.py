"""Which verdict a stranger's page gives on which service: by its codes and by words for procedures.

A verdict is a clause such as "64405 is certified"; what is supposed, required, past or asked is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.domain import Outcome, PageLine, Span
from drafter.text.tokens import fold, tokenise
from drafter.text.words import concepts, family, lexicon

_ONE = r"(?:[0-9]{4}[0-9tuf]|[a-v][0-9]{4})\b"
_LISTED = re.compile(
    r"\b(?:cpt|hcpcs|codes?)\b[^a-z0-9\n]{0,3}(?:codes?[^a-z0-9\n]{0,3})?"
    rf"({_ONE}(?:\s?(?:,|/|&|and)\s?{_ONE}){{0,20}})"
)
_CODE = re.compile(rf"(?<![\w.$#-]){_ONE}(?!-\d)")
_ASIDE = re.compile(
    r"\b(?:icd(?:-10)?(?:-cm)?|diagnos[ie]s|dx)\W{0,3}(?:codes?\b)|\bnot (?:requested|separately)|\bbundled\b"
    r"|\bincluded in\b"
)
"""Of codes of diagnoses, and of services that were not asked for."""
_CELL = re.compile(rf"\|[\s*]*({_ONE})(?=[\s*]*(?:\||x|×|-))")
_CLAUSE = re.compile(r"(?:[^.;!?\n]|\.(?=\S)|\.(?=\s[a-z]))+")
_TURN = re.compile(r",? (?:but|while|whereas|however)\b|, and (?=the |cpt|\d)|, (?=\d{5}\b)")
_REASON = re.compile(r"\b(?:because|since|due to|as (?:the|there|no|currently)|owing to|given that|on the ground)\b")
_STATED: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        "certify_modified",
        re.compile(
            r"\bpartial(?:ly)? (?:approv|certif|authori)\w*|\b(?:approv|certif|authori[sz])\w* (?:in part|with modif"
            r"|as modified|at a reduced)|\bmodified (?:approval|certification)|\bcertify[ _]modified"
        ),
    ),
    (
        "pend",
        re.compile(
            r"\bpend(?:s|ed|ing)?\b|\bon hold\b|\bcannot (?:yet )?(?:be decided|decide)|\b(?:not yet|un)decided"
            r"|\bundetermined\b"
            r"|\bno (?:decision|determination|outcome)\b|\b(?:decision|determination|outcome) (?:is |are )?deferred"
            r"|\b(?:more|additional|further) (?:clinical )?(?:information|documentation|records?) (?:is|are) "
            r"(?:needed|required|requested)|\bheld (?:open )?for (?:\w+ )?(?:information|records|documentation)"
            r"|\brequest for (?:more|additional|further) information"
        ),
    ),
    (
        "not_certify",
        re.compile(
            r"\bnot (?:\w+ ){0,3}?(?:medically necessary|certified|approved|authori[sz]ed|covered|certify|approve)\b"
            r"|\bnon-?certif\w+|(?<!not a )(?<!no )\bden(?:y|ied|ial)\b|\bdeclined?\b|\bdisapproved?\b|\brejected\b|"
            r"\bmedical necessity (?:is |was |has )?not (?:been )?(?:met|established|shown|demonstrated)"
        ),
    ),
    (
        "certify",
        re.compile(
            r"(?<!board )(?<!board-)\b(?:approved|certified|authori[sz]ed|approve|certify|authori[sz]e)\b"
            r"|\bmedically necessary\b"
            r"|\b(?:approval|certification) (?:is )?recommended|\brecommend(?:s|ed|ation:?)? (?:for )?"
            r"(?:approval|certification)|^\W*(?:approval|certification)\W*$"
            r"|\bmedical necessity (?:is |was |has )?(?:been )?(?:met|established)"
        ),
    ),
)
_SUPPOSED = re.compile(
    r"\b(?:if|when|unless|until|would|could|may|might|to be|before|once|whether|in order|consider(?:s|ed)?|criteria for"
    r"|previous(?:ly)?|prior (?:approval|authori)|earlier|appeal\w*|reconsider\w*|reopen\w*|required (?:for|before)"
    r"|needed (?:for|before)|process|how|why|only when|ask(?:s|ed)? (?:for|whether)|or den|nobody|no one)\b"
)
_QUESTION = re.compile(r"\b(?:medically necessary|necessity|certified|approved)\b[^.?!]{0,300}\?")
_ANSWER = re.compile(r"\W*(?:(?:answer|response|opinion)\W+)?(yes|no)\b(?! (?:opinion|answer|documentation|evidence))")
_UNNAMED = "the service"
_ELSEWHERE = re.compile(
    r"\b(?:rights|(?:how|right) to appeal|history|precedents?|past|previous|glossary|definitions?)\b|^appeals?$"
)


@dataclass
class Verdicts:
    """Services of a page with the verdicts on them, gathered line by line."""

    codes: dict[str, Span]
    """Codes of the page with their first places."""
    told: dict[str, list[tuple[Outcome, Span]]] = field(default_factory=dict)
    """Verdicts by service, in the order of the page."""
    general: list[tuple[Outcome, Span]] = field(default_factory=list)
    """Verdicts that name no service."""
    asked: list[str] = field(default_factory=list)
    """The services whose medical necessity the line before asks for."""
    last: tuple[str, list[str]] = ("", [])
    """The section and the services of the line that named any last."""

    def take(self, words: str, section: str, span: Span) -> None:
        """Take in one line of the page that stands under the heading `section`."""
        self._answer(fold(words), span)
        if _ELSEWHERE.search(fold(section)):
            return
        for clause in _clauses(words):
            outcome, services = _outcome(clause), self._services(clause)
            if services:
                self.last = section, services
            if outcome is None:
                continue
            services = services or self._services(fold(section)) or self._just_named(section)
            for service in services:
                self.told.setdefault(service, []).append((outcome, span))
            if not services:
                self.general.append((outcome, span))

    def _answer(self, low: str, span: Span) -> None:
        """Takes in a yes or no to a question for medical necessity on the line before."""
        answer = _ANSWER.match(low)
        for service in self.asked if answer else ():
            outcome: Outcome = "certify" if answer and answer[1] == "yes" else "not_certify"
            self.told.setdefault(service, []).append((outcome, span))
        asked = _QUESTION.search(low)
        self.asked = self._services(low[: asked.end()]) if asked else []

    def _just_named(self, section: str) -> list[str]:
        """The one service that a line above in the same section named; none where it named several."""
        named_in, services = self.last
        return services if named_in == section and len(services) == 1 else []

    def lines(self) -> Iterator[PageLine]:
        """One verdict per service, and a second one where the page contradicts itself."""
        named = list(self.codes) or list(self.told) or ([_UNNAMED] if self.general else [])
        for number, service in enumerate(named):
            own = self.told.get(service) or self.general[:1]
            code = service if service in self.codes else None
            if not own:
                yield PageLine(line=number, code=code, service=service, outcome=None, span=self.codes[service])
                continue
            outcomes = {outcome for outcome, _ in own}
            split = len({span.start for _, span in own}) > 1
            if {"certify", "not_certify"} <= outcomes and split:
                for outcome in ("certify", "not_certify"):
                    span = next(span for told, span in own if told == outcome)
                    yield PageLine(line=number, code=code, service=service, outcome=outcome, span=span)
                continue
            modified = next(((told, span) for told, span in own if told == "certify_modified"), own[0])
            outcome, span = modified
            if {"certify", "not_certify"} <= outcomes:
                outcome = "certify_modified"  # one sentence that certifies a part
            yield PageLine(line=number, code=code, service=service, outcome=outcome, span=span)

    def _services(self, low: str) -> list[str]:
        found = [match[0].upper() for match in _CODE.finditer(low) if match[0].upper() in self.codes]
        for name in procedures(low):
            codes = [code for code in _codes_of()[name] if code in self.codes]
            if not set(codes) & set(found):  # a code says which of the procedure's codes is meant
                found += codes if codes or self.codes else [name.replace("_", " ")]
        return list(dict.fromkeys(found))


def codes(text: str) -> dict[str, Span]:
    """Service codes of a page with their first places: those after a word such as CPT, and those alone in a cell; else
    those of the procedures that the vocabulary knows."""
    low = fold(text)
    found: dict[str, Span] = {}
    for listed in _LISTED.finditer(low):
        before = re.split(r"[\n.;]", low[max(0, listed.start() - 60) : listed.start()])[-1]
        after = re.split(r"[\n.;]", low[listed.end() : listed.end() + 60])[0]
        if _ASIDE.search(f"{before}{listed[0]}{after}"):
            continue
        for match in re.finditer(_ONE, listed[1]):
            start = listed.start(1) + match.start()
            found.setdefault(match[0].upper(), Span(start=start, end=start + len(match[0])))
    for cell in _CELL.finditer(low):
        found.setdefault(cell[1].upper(), Span(start=cell.start(1), end=cell.end(1)))
    if not found:
        for match in _CODE.finditer(low):
            if match[0].upper() in _known():
                found.setdefault(match[0].upper(), Span(start=match.start(), end=match.end()))
    return dict(sorted(found.items(), key=lambda item: item[1].start))


@lru_cache(maxsize=4096)
def procedures(low: str) -> tuple[str, ...]:
    """Procedures named in a folded text, words for any procedure aside."""
    if not low:
        return ()
    hits = lexicon().find(tokenise(low.upper() if low.isupper() else low), low, 0)
    names = {hit.name for hit in hits if hit.name in _codes_of()}
    return tuple(sorted(names))


@lru_cache(maxsize=1)
def _codes_of() -> Mapping[str, tuple[str, ...]]:
    """Codes by procedure of the vocabulary."""
    known = (concepts()[name] for name in family("procedures"))
    return {c.name: tuple(map(str, c.about.get("codes", ()))) for c in known if not c.about.get("generic")}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(code for found in _codes_of().values() for code in found)


def _clauses(words: str) -> Iterable[str]:
    """The folded clauses of a text, questions left out; a full stop before a small letter ends none, so they are cut
    before folding."""
    for sentence in _CLAUSE.finditer(words):
        if words[sentence.end() : sentence.end() + 1] == "?":
            continue
        yield from _TURN.split(fold(sentence[0]))


def _outcome(clause: str) -> Outcome | None:
    """The verdict of a clause, its reasons aside."""
    reason = _REASON.search(clause)
    said = clause[: reason.start()] if reason else clause
    if _SUPPOSED.search(said):
        return None
    return next((outcome for outcome, pattern in _STATED if pattern.search(said)), None)
