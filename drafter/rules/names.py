"""Drugs, conditions and procedures named in a text, by the vocabulary: for the rules on names without a source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.domain import Ground, Page, Policy
from drafter.rules.prose import Prose, prose
from drafter.rules.remembered import kept, remembered
from drafter.rules.sources import case_texts, passage_texts, policy_words
from drafter.text.tokens import fold, tokenise
from drafter.text.words import Lexicon, concepts


@dataclass(frozen=True)
class Name:
    """A concept of the vocabulary as it is named in a text."""

    concept: str
    """The concept."""
    phrase: str
    """The phrase of the vocabulary that matched, in small letters."""
    words: str
    """The words as they stand."""


def strangers(page: Page, ground: Ground, kinds: Collection[str], *, exact: bool) -> Iterator[tuple[Prose, str]]:
    """Names in our own voice that stand in no source of their sentence, with where.

    Words that stand in a source are known, and so is a concept that a source names in other words; with `exact` only
    if the words name a whole class.
    """
    texts = sources(page, ground)
    at_hand = _known(texts, frozenset(kinds))
    for stretch in prose(page, ground):
        found = [name for name in named(stretch.text) if name.concept in kinds]
        if not found:
            continue
        cited = tuple(text for passage in stretch.cited for text in passage_texts(passage))
        known = at_hand | _known(cited, frozenset(kinds))
        for name in found:
            alike = not exact or _is_class(name)
            if not (alike and name.concept in known) and not _stands_in(name.words, (*texts, *cited)):
                yield stretch, name.words


def _stands_in(words: str, texts: Iterable[str]) -> bool:
    wanted = fold(words)
    return any(wanted in fold(text) for text in texts)


@remembered
def sources(page: Page, ground: Ground) -> Iterator[str]:
    """What a name may be taken from: the case, the policies, and what was looked for by them."""
    if ground.case is not None:
        yield from case_texts(ground.case)
    yield from _of_policies(ground.policies or ())
    for line in ground.determination.lines if ground.determination else ():
        yield from (words for finding in line.findings for words in finding.looked_for)


@kept
def _of_policies(policies: tuple[Policy, ...]) -> tuple[str, ...]:
    return tuple(text for policy in policies for text in _words_of(policy))


def _words_of(policy: Policy) -> Iterator[str]:
    yield from policy_words(policy)
    yield from (service.label for service in policy.services)
    yield from _concepts_of(policy)


def _concepts_of(policy: Policy) -> Iterator[str]:
    """Concepts that the typed fields of the criteria name, as words."""
    for criterion in policy.criteria:
        for _, value in criterion:
            if isinstance(value, tuple):
                yield from (item.replace("_", " ") for item in value if isinstance(item, str))


@lru_cache(maxsize=1024)
def _known(texts: tuple[str, ...], kinds: frozenset[str]) -> frozenset[str]:
    """Concepts of those kinds in the texts, with the broader ones that they name too."""
    found: set[str] = set()
    for text in texts:
        for name in named(text):
            if name.concept in kinds:
                found |= {name.concept, *concepts()[name.concept].broader}
    return frozenset(found)


@lru_cache(maxsize=4096)
def named(text: str) -> tuple[Name, ...]:
    """Every concept named in a text, in order."""
    hits = _lexicon().find(tokenise(text), fold(text), 0)
    return tuple(Name(hit.name, hit.phrase.lower(), text[hit.start : hit.end]) for hit in hits)


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def _is_class(name: Name) -> bool:
    """Whether the phrase names the whole class, such as "anti-inflammatory drug", and no single member of it."""
    label = name.phrase.removesuffix("s")
    return " " in label or label == name.concept or name.words.removesuffix("s").isupper()


@cache
def drugs() -> frozenset[str]:
    """Concepts of drugs, words for any drug aside."""
    listed = concepts().values()
    return frozenset(c.name for c in listed if c.about.get("group") == "drug" and not c.about.get("generic"))


@cache
def of_family(family: str) -> frozenset[str]:
    """Concepts of a family, words for any member aside."""
    return frozenset(c.name for c in concepts().values() if c.family == family and not c.about.get("generic"))
