"""Which verdict a stranger's page gives on which service: by its codes and by words for procedures.

A verdict is a clause such as "64405 is certified"; what is supposed, required, past or asked is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.domain import Outcome, PageLine, Span
from drafter.text.tokens import COUNTS, fold, tokenise
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
_LABELLED = re.compile(
    rf"^[^\w\n]*(?:(?:services?|requests?|requested|procedures?|items?|codes?|re|subject)\b[^\n:]{{0,30}}:[^\w\n]*)?({_ONE})"
    r"(?=\s*[,:;(–—-]|\s+and\b|\*)",
    re.MULTILINE,
)
_REQUESTED = re.compile(rf"\b(?:requests?|renewal|coverage|authori[sz]ation) (?:for|of)[\s*]+({_ONE})")
"""A code behind a label such as "Service:", or one that opens a line and is set apart from what follows."""
_CLAUSE = re.compile(r"(?:[^.;!?\n]|\.(?=\S)|\.(?=\s[a-z]))+")
_TURN = re.compile(r",? (?:but|while|whereas|however)\b|, and (?=the |cpt|\d)|, (?=\d{5}\b)")
_REASON = re.compile(r"\b(?:because|since|due to|as (?:the|there|no|currently)|owing to|given that|on the ground)\b")
_NEED = r"medically (?:necessary|indicated|appropriate|justified|warranted)"
_YES = rf"(?:approv\w+|certif(?:y|ied|ication)|authori[sz](?:e|ed|ation)|{_NEED}|covered|granted)"
_RECORDS = r"(?:clinical )?(?:information|documentation|records?|notes)"
_STATED: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        "certify_modified",
        re.compile(
            r"\bpartial(?:ly)? (?:approv|certif|authori)\w*|\b(?:approv|certif|authori[sz])\w*,? (?:but )?"
            r"(?:in part|with modif|as modified|at a reduced|reduced to)|\bmodified (?:approval|certification)"
            r"|\bcertify[ _]modified"
        ),
    ),
    (
        "pend",
        re.compile(
            r"\bpend(?:s|ed|ing)?\b|\bon hold\b|\bcan not (?:yet )?(?:be (?:decided|determined|made)|decide)"
            r"|\b(?:not yet|un)decided|\bundetermined\b"
            r"|\bno (?:decision|determination|outcome)\b|\b(?:decision|determination|outcome) (?:is |are )?deferred"
            rf"|\b(?:more|additional|further) {_RECORDS} (?:(?:is|are) )?(?:needed|required|requested)"
            rf"|\bheld (?:open )?for (?:\w+ )?{_RECORDS}"
            rf"|\brequest(?:s|ed)? (?:for )?(?:more|additional|further) {_RECORDS}"
            rf"|\breturned for (?:more|additional|further) {_RECORDS}"
        ),
    ),
    (
        "not_certify",
        re.compile(
            rf"\b(?:not|never|neither|nor)\b[ -](?!only)(?:\w+ ){{0,4}}?{_YES}\b|\bmedically unnecessary\b"
            r"|\b(?:non-?|un)(?:certif|approv|authori[sz])\w+|\bnon-? ?certif\w+"
            r"|(?<!not a )(?<!no )\bden(?:y|ied|ial)\b"
            r"|\bdeclined?\b|\bdisapproved?\b|\b(?:rejected|refused|disallowed)\b"
            rf"|\bmedical necessity\b[^.;]{{0,60}}\bnot (?:been )?(?:clearly |adequately )?(?:met|established|shown"
            r"|demonstrated|supported|proven)\b"
            rf"|\b(?:unable|fail(?:s|ed)?|declin\w+|refus\w+) to (?:\w+ )?(?:{_YES}|meet (?:the )?medical necessity)"
            r"|\bnot meet (?:the )?(?:medical necessity|criteria\b(?! [a-z]{1,3}\d))|\blacks? (?:of )?medical necessity"
            r"|(?::|\bis an?|\bissued? an?|\brecommend\w* an?) (?:adverse (?:benefit )?determination|unfavou?rable)\b"
            rf"|\bno (?:approval|authori[sz]ation|certification) (?:for|of|is)\b"
        ),
    ),
    (
        "certify",
        re.compile(
            r"(?<!board )(?<!board-)\b(?:approved|certified|authori[sz]ed|approve|certify|authori[sz]e)\b"
            r"|\bmedically necessary\b"
            r"|\b(?:approval|certification) (?:of (?:\w+ ){1,4})?(?:is )?(?:recommended|supported|warranted)"
            r"|\brecommend(?:s|ed|ation:?)? (?:for )?(?:approval|certification)|^\W*(?:approval|certification)\W*$"
            r"|\bmedical necessity (?:is |was |has )?(?:been )?(?:met|established)"
            r"|\b(?:meets|satisfies) (?:the |all )?(?:\w+ )?medical necessity|\bqualifies for (?:approval|coverage)"
            r"|: favou?rable (?:determination|decision)\b"
        ),
    ),
    ("pend", re.compile(rf"\binsufficient {_RECORDS}|\bawait(?:s|ing)\b|\bdeferred\b")),
)
_PART = re.compile(
    r"\b(?P<some>\w+) (?:out )?of (?:the )?(?P<all>\w+) (?:requested |planned )?"
    r"(?:sessions?|units?|visits?|injections?|levels?|treatments?|doses?|days|nights|blocks?)\b"
)
_NO_DENIAL = re.compile(r"\bnot (?:been )?(?:denied|rejected|refused)\b|\bnot only\b")
_SHORT = (("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("cannot", "can not"))
_THIS = r"(?:\W*$| (?:for|in) (?:this|the) (?:patient|member|case))"
_SUPPOSED = re.compile(
    r"\b(?:if|when|unless|until|would|could|may|might|to be|before|once|whether|in order|criteria for"
    rf"|consider(?:s|ed)?(?! (?:not )?medically necessary{_THIS})"
    r"|previous(?:ly)?|prior (?:approval|authori)|earlier|appeal\w*|reconsider\w*|reopen\w*|required (?:for|before)"
    r"|needed (?:for|before)|can not (?:yet )?be \w+(?: \w+){0,2} without|process|how|why|only when"
    r"|ask(?:s|ed)? (?:for|whether)|or den|nobody|no one)\b"
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
            codes = [code for code in codes_of()[name] if code in self.codes]
            if not set(codes) & set(found):  # a code says which of the procedure's codes is meant
                found += codes if codes or self.codes else [name.replace("_", " ")]
        return list(dict.fromkeys(found))


def codes(text: str) -> dict[str, Span]:
    """Service codes of a page with their first places: those after a word such as CPT, and those alone in a cell; else
    those that a label or the beginning of a line sets apart, and those of procedures that the vocabulary knows."""
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
        for match in (*_LABELLED.finditer(low), *_REQUESTED.finditer(low)):
            found.setdefault(match[1].upper(), Span(start=match.start(1), end=match.end(1)))
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
    names = {hit.name for hit in hits if hit.name in codes_of()}
    return tuple(sorted(names))


@lru_cache(maxsize=1)
def codes_of() -> Mapping[str, tuple[str, ...]]:
    """Codes by procedure of the vocabulary."""
    known = (concepts()[name] for name in family("procedures"))
    return {c.name: tuple(map(str, c.about.get("codes", ()))) for c in known if not c.about.get("generic")}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(code for found in codes_of().values() for code in found)


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
    said = _NO_DENIAL.sub("", _in_full(clause[: reason.start()] if reason else clause))
    if _SUPPOSED.search(said):
        return None
    outcome = next((outcome for outcome, pattern in _STATED if pattern.search(said)), None)
    return "certify_modified" if outcome == "certify" and _is_part(said) else outcome


def _in_full(clause: str) -> str:
    """The clause with its contractions spelt out."""
    for short, full in _SHORT if "n't" in clause or "cannot" in clause else ():
        clause = clause.replace(short, full)
    return clause


def _is_part(said: str) -> bool:
    """Whether fewer are named than were asked for, as in "one of three sessions"."""
    found = _PART.search(said)
    some, every = (_count(found[name]) for name in ("some", "all")) if found else (0, 0)
    return 0 < some < every


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else COUNTS.get(word, 0)
