"""Services that stand beside a requested one ("64405 and Botox") and that no policy names.

They become lines of their own without a code: a service that is asked for is never dropped because nobody here can
judge it. Known are the procedures of the vocabulary and the labels of the codes held.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.corpus import Corpus
from drafter.text import schedule, words
from drafter.text.tokens import tokenise

_JOINED = re.compile(
    r"(?:\s*\)|\s*\([^()]*\))?[\s,;]*"
    r"(?:\b(?:and(?:\s*/\s*or)?|or|plus|with|as well as|along with|together with)\b|[&+,/])"
    r"(?:\s*\b(?:an?|the|also|for|of|bilateral|left|right|repeat|cpt|hcpcs|codes?|units?|\d{1,3})\b|\s*[#:(])*\s*",
    re.IGNORECASE,
)
"""What may stand between two services that are asked for together."""
_BESIDE = re.compile(r"[\s(\[:=–—-]*(?:(?:cpt|hcpcs)(?:\s*codes?)?|codes?)?[\s:#®]*", re.IGNORECASE)
"""What stands between a code and its own name."""


@dataclass(frozen=True)
class Place:
    """A service found in a sentence."""

    start: int
    end: int
    words: frozenset[str]
    """Lower-case words by which it may be named."""
    codes: frozenset[str] = frozenset()
    """Codes that it may have."""


def find(sentence: str, known: Sequence[Place], corpus: Corpus) -> list[Place]:
    """The services of the sentence that are joined to a known one, directly or through one another."""
    if not known:
        return []
    other = [place for place in _named(sentence, corpus) if not any(_overlap(place, k) for k in known)]
    codes, named = frozenset().union(*(k.codes for k in known)), frozenset().union(*(k.words for k in known))
    found: dict[frozenset[str], Place] = {}
    for row in _rows(sorted((*known, *other), key=lambda place: place.start), sentence):
        if any(place in known for place in row):
            beside = _names_of_codes(row, known, sentence)
            new = [p for p in row if p not in known and p not in beside and not _is_said(p, codes, named, sentence)]
            found = {place.words: place for place in new} | found
    return sorted(found.values(), key=lambda place: place.start)


def _rows(places: Sequence[Place], sentence: str) -> list[list[Place]]:
    """The places in rows of which each is joined to the one before it, or stands right beside it."""
    schedules = [(s.start, s.end) for s in schedule.find(sentence)]
    rows: list[list[Place]] = []
    for place in places:
        last = rows[-1][-1] if rows else None
        gap = _without(sentence, last.end, place.start, schedules) if last else ""
        if last and (_JOINED.fullmatch(gap) or _BESIDE.fullmatch(gap)):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _without(sentence: str, start: int, end: int, left_out: Sequence[tuple[int, int]]) -> str:
    """What stands between two places, without the schedules in it."""
    kept = sentence[start:end]
    for a, b in reversed(left_out):
        if start <= a and b <= end:
            kept = kept[: a - start] + kept[b - start :]
    return kept


def _names_of_codes(row: Sequence[Place], known: Sequence[Place], sentence: str) -> list[Place]:
    """Those of a row that stand right beside a known one: they are its name."""
    pairs = [(a, b) for a, b in itertools.pairwise(row) if _BESIDE.fullmatch(sentence[a.end : b.start])]
    return [a for a, b in pairs if b in known] + [b for a, b in pairs if a in known]


def _is_said(place: Place, codes: frozenset[str], named: frozenset[str], sentence: str) -> bool:
    """Whether it is a known service once more: by code, or by words, which may be the last ones of a longer name."""
    said = sentence[place.start : place.end].lower()
    return bool(place.codes & codes) or any(word.endswith((said, said.removesuffix("s"))) for word in named)


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def _named(sentence: str, corpus: Corpus) -> list[Place]:
    """Every service that the words of the sentence name, the longest name at each place."""
    names, phrases = _lexicon(tuple(corpus.codes.items()))
    places: list[Place] = []
    for hit in sorted(phrases.find(tokenise(sentence)), key=lambda hit: (hit.start, -hit.end)):
        if not places or places[-1].end <= hit.start:
            own = (frozenset((hit.phrase.lower(),)),) if hit.name in _MIXED else names[hit.name]
            places.append(Place(hit.start, hit.end, *own))
    return places


def codes_named(said: str) -> frozenset[str]:
    """The codes of the procedure that these very words, in lower case, name in the vocabulary."""
    kinds = (entry for entry in words.load("procedures").values() if said in _lower(entry["words"]))
    return frozenset(str(code) for entry in kinds for code in entry["codes"])


_MIXED = ("facet_injection", "other_block")
"""Entries of the vocabulary that hold different procedures, so that one of their words is not another."""
_Names = dict[str, tuple[frozenset[str], frozenset[str]]]
"""By name of a service, its words and its codes."""


@cache
def _lexicon(codes: tuple[tuple[str, str], ...]) -> tuple[_Names, words.Phrases]:
    """The procedures of the vocabulary, and what the labels of codes add to them."""
    names: _Names = {}
    for name, entry in words.load("procedures").items():
        if "generic" not in entry:
            names[name] = (_lower(entry["words"]), frozenset(map(str, entry["codes"])))
    spelt = [(name, str(word)) for name in names for word in words.load("procedures")[name]["words"]]
    held = {word.lower() for _, word in spelt}
    for code, label in codes:
        word = label.split(",")[0].split(" (")[0].strip()
        if word.lower() not in held:
            names[word] = (_lower([word]), names.get(word, (frozenset(), frozenset()))[1] | {code})
            spelt.append((word, word))
    return names, words.Phrases.of(spelt)


def _lower(given: Iterable[str]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in given)
