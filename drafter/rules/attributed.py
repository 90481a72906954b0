"""Which held source a sentence of a stranger's page names or takes its figures from, and what that source says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from drafter.domain import Ground, Page, Passage
from drafter.rules.figures import Known, figures
from drafter.rules.names import named
from drafter.rules.remembered import kept, remembered
from drafter.rules.told import Told, sentences
from drafter.text.tokens import fold
from drafter.text.words import concepts

_KIND = re.compile(
    r"\b(?:guidelines?|guidance|recommendations?|consensus|stud(?:y|ies)|trials?|reviews?|series|chapter|update)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[a-z]{4,}")
_EMPTY = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "they",
        "them",
        "their",
        "were",
        "what",
        "which",
        "when",
        "where",
        "than",
        "then",
        "have",
        "been",
        "into",
        "only",
        "also",
        "such",
        "both",
        "each",
        "some",
        "other",
        "those",
        "these",
        "there",
        "being",
        "does",
        "about",
        "after",
        "before",
        "between",
        "should",
        "would",
        "could",
        "anything",
        "which",
        "nothing",
    ]
)
_STEM = 5
_DENIES = re.compile(r"\b(?:no|not|nor|neither|never|none|without)\b")
_SCHEDULE = re.compile(
    r"\bevery \w+ (?:days?|weeks?|months?)\b|\b\w+-(?:week|month) intervals?\b|\bintervals?\b|\bmonthly\b"
)


@dataclass(frozen=True)
class Held:
    """A guideline or study, with all its passages."""

    names: tuple[str, ...]
    """Folded names by which a sentence may call it."""
    year: int | None
    """Its year."""
    passages: tuple[Passage, ...]
    """What is held of it."""

    @property
    def title(self) -> str:
        """How it is called in a message."""
        source = self.passages[0].source
        return f"{source.title} ({source.year})" if source.year else source.title

    @property
    def words(self) -> str:
        """Its title and organisation, folded."""
        return fold(f"{self.passages[0].source.title} {self.passages[0].source.organisation}")

    def claims(self) -> tuple[str, ...]:
        """What it says."""
        return tuple(claim for passage in self.passages for claim in passage.claims)

    def denied(self) -> tuple[str, ...]:
        """What it does not show."""
        return tuple(words for passage in self.passages for words in passage.does_not_show)

    @cached_property
    def figures(self) -> Known:
        """The figures that it gives, those aside that a sentence denies it."""
        known = Known()
        for passage in self.passages:
            told = [s for s in re.split(r"(?<=[.;])\s", passage.text) if not _DENIES.search(fold(s))]
            known.add((*passage.claims, *told, passage.strength or "", passage.population or "", passage.source.title))
            known.add([str(passage.source.year or "")])
        return known


@dataclass(frozen=True)
class Attributed:
    """A sentence and a source that it names."""

    told: Told
    """The sentence."""
    held: Held
    """The source."""
    after: str
    """The folded words of the sentence from the name on."""


@remembered
def attributed(page: Page, ground: Ground) -> Iterator[Attributed]:
    """Every sentence that names a guideline or study of the corpus, by name or by year and kind."""
    if not page.foreign:
        return
    sources = held(ground.passages or ())
    for told in sentences(page, ground):
        called = [(source, where) for source in sources if (where := _called(told.text, source)) is not None]
        called = called or [(s, where) for s in sources if (where := _dated(told.text, s)) is not None]
        for source, where in called:
            yield Attributed(told, source, told.low[where:])


@remembered
def figured(page: Page, ground: Ground) -> Iterator[tuple[Told, Passage]]:
    """Every sentence with a figure so exact that one study alone has it, and that study."""
    if not page.foreign:
        return
    exact = _exact(ground.passages or ())
    for told in sentences(page, ground):
        found = {f.value for f in figures(told.text) if not f.days and f.value in exact}
        for passage in dict.fromkeys(p for value in found for p in exact[value]):
            yield told, passage


@kept
def _exact(passages: tuple[Passage, ...]) -> dict[float, list[Passage]]:
    """Figures with a fraction, which no two studies share by chance, and the studies that give them."""
    found: dict[float, list[Passage]] = {}
    for passage in passages:
        if passage.type == "research":
            values = {f.value for claim in passage.claims for f in figures(claim) if not f.days and f.value % 1}
            for value in values:
                found.setdefault(value, []).append(passage)
    return found


@kept
def held(passages: tuple[Passage, ...]) -> tuple[Held, ...]:
    """Guidelines and studies, their passages together; the stances of payers are no evidence and are left out."""
    groups: dict[tuple[str, str, int | None], list[Passage]] = {}
    for passage in passages:
        if passage.type in ("guideline", "research") and "payer" not in fold(passage.strength or ""):
            source = passage.source
            groups.setdefault((source.title, source.organisation, source.year), []).append(passage)
    return tuple(Held(tuple(_names(*key[:2])), key[2], tuple(found)) for key, found in groups.items())


def _names(title: str, organisation: str) -> Iterator[str]:
    """Names of a source: a joint acronym, a society in full and by its initials, authors."""
    for joint in re.findall(r"\b[A-Z][A-Za-z]*/[A-Z][A-Za-z]+\b", f"{title} {organisation}"):
        yield fold(joint)
    society = re.split(r"[,(]", organisation)[0].strip()
    if re.search(r"\b(?:Society|Surgeons|College|Academy|Association|Federation|Congress)\b", society):
        yield fold(society)
        yield "".join(word[0] for word in society.split() if word[0].isupper()).lower()
    for authors in re.findall(r"\b([A-Z][a-zé]+(?: and [A-Z][a-zé]+)?)(?: et al\.|, [A-Z])", organisation):
        if " and " in authors or "et al" in organisation:
            yield from (fold(author) for author in authors.split(" and ") if author not in society)


def _called(text: str, source: Held) -> int | None:
    """Where a sentence calls the source by name; a year, where one is given, must be the source's."""
    low = fold(text)
    years = {int(year) for year in _YEAR.findall(low)}
    if years and source.year not in years:
        return None
    for name in source.names:
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", low):
            short = len(name) <= 4 and not _KIND.search(low) and "recommend" not in low
            if not short and (years or _about(text, source)):
                return found.start()
    return None


def _dated(text: str, source: Held) -> int | None:
    """Where a sentence speaks of a guideline or study of the source's year with words of the source."""
    low = fold(text)
    kind = _KIND.search(low)
    dated = re.search(rf"\b{source.year}\b", low)
    return min(kind.start(), dated.start()) if kind and dated and _alike(text, source) else None


def _about(text: str, source: Held) -> bool:
    """Whether the sentence is about a service or condition that the source speaks of."""
    mine = {name.concept for passage in source.passages for topic in passage.topics for name in named(topic)}
    mine |= {indication.replace(" ", "_") for passage in source.passages for indication in passage.indications}
    return any(name.concept in mine for name in named(text))


def _alike(text: str, source: Held) -> bool:
    """Whether a sentence that gives the year only has enough words of the source: a rare one of its publisher or
    title, or for a study most of its title."""
    low, said, title = fold(text), stems(text), stems(source.words)
    if source.passages[0].type == "research":
        return len(said & title) >= 0.5 * len(stems(fold(source.passages[0].source.title)))
    topics = fold(" ".join(words for p in source.passages for words in (*p.topics, *p.indications)))
    rare = {word[:8] for word in _WORD.findall(source.words) if len(word) >= 8 and not _KIND.search(word)}
    rare -= {word[:8] for word in _WORD.findall(topics)}
    return bool(rare & {word[:8] for word in _WORD.findall(low)}) and len(said & title) >= 1


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry the sense of a text; names in short are spelt out by the vocabulary."""
    low = fold(text)
    words = {word for word in _WORD.findall(low) if word not in _EMPTY}
    for name in named(text):
        if concepts()[name.concept].family in ("procedures", "conditions"):
            words |= {word for word in name.concept.split("_") if len(word) >= 4}
    found = {word[:_STEM] for word in words}
    return frozenset(found | ({"sched"} if _SCHEDULE.search(low) else set()))


def says(text: str, words: str, share: float, least: int) -> bool:
    """Whether a text has at least `least` of the stems of `words` and that share of them."""
    wanted = stems(words)
    common = wanted & stems(text)
    return len(common) >= least and len(common) >= share * len(wanted)


def denies(low: str) -> bool:
    """Whether a folded text denies something."""
    return bool(_DENIES.search(low))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words as a whole word."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
