"""Names of people: beside a label, a title, a credential, a relation or an age. A name alone in a sentence is known
once it stood beside one of these in the same case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.privacy.spans import Identifier, either, listed
from drafter.text import words

_PART = (
    r"(?<![\w’'-])(?:[A-Z](?:[a-z'’]{1,24}|[A-Z'’]{1,24})(?:[A-Z][a-z]{1,24})?(?:-[A-Z][A-Za-z'’]{1,24}){0,2}"
    r"|[A-Z]\.?(?![A-Za-z\d]))"
)
"""One word of a name, or an initial."""
_ST = r"(?:(?:ST|St)\.[ ])?"


@cache
def _name() -> str:
    """One to four words, in either order: `Jane Q. Roe`, `ROE, JANE`, `Ana de la Cruz`."""
    particles = rf"(?:(?:{either(listed('particles'))})[ ]){{0,2}}"
    part = rf"{particles}{_ST}{_PART}"
    return rf"{part}(?:[ ]{part}){{0,3}}(?:,[ ]?{_PART}(?:[ ]{_PART}){{0,2}})?"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Expressions with the name as their group, and whether what stands beside it makes one word enough."""
    labels, cues = either(listed("person_labels")), either(listed("person_cues"))
    titles, relations = either(listed("titles")), either(listed("relations"))
    credentials = either(listed("credentials"))
    name, part = _name(), rf"{_ST}{_PART}"
    several = rf"{part}(?:[ ]{part}){{1,3}}"
    age = r"(?:,?[ ]|[ ]is[ ]|,[ ]?is[ ])(?:an?[ ])?\d{1,3}[ -]?(?:year|yo\b|y/o|y\.o)"
    ends = r"[ ](?:is|was|has|presents|returns)\b|[ ]{2}|[ ]*\(|\t"
    return (
        (re.compile(rf"(?i:(?<![\w])(?:{labels}))[ \t]*(?:[:=]|[ ][-–][ ]|\t|[ ]{{2}})[ \t]*({name})"), False),
        (re.compile(rf"(?i:(?<![\w])(?:{cues})),?\s{{1,4}}({several})"), False),
        (re.compile(rf"\b(?:{titles})\b\.?[ ]({_ST}{_PART}(?:[ ]{part}){{0,2}})"), True),
        (re.compile(rf"\b(?:MR|MRS|MS|DR)\.[ ]({_ST}{_PART}(?:[ ]{part}){{0,2}})"), True),
        (re.compile(rf"({several})(?:,[ ]?|[ ])(?:{credentials})(?![\w.])"), False),
        (re.compile(rf"\b(?i:{relations})(?:,[ ]|[ ]\(|[ ])({part}(?:[ ]{part})?)"), False),
        (re.compile(rf"({several})(?={age})"), False),
        (re.compile(rf"(?m)^[ \t]*({_PART},[ ]{_PART}(?:[ ]{_PART})?)(?={ends})"), False),
    )  # fmt: skip


def find(text: str) -> Iterator[Identifier]:
    """Every name, and its words wherever they stand again with a capital."""
    telling_words: set[str] = set()
    for pattern, alone in _patterns():
        for match in pattern.finditer(text):
            start, end = _trimmed(text, *match.span(1), alone=alone)
            if start < end:
                yield Identifier("name", start, end)
                telling_words |= telling(text[start:end])
    if telling_words:
        for match in re.finditer(rf"(?<!\w)(?i:{either(telling_words)})(?!\w)", text):
            if match[0][:1].isupper():
                yield Identifier("name", *match.span())


def telling(name: str) -> set[str]:
    """The words of a name by which it is known again; not initials, nor words that mean something else too."""
    found = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    return {word for word in found if len(word) > 2 and word.casefold() not in _ordinary()}


def _trimmed(text: str, start: int, end: int, *, alone: bool) -> tuple[int, int]:
    """The name without the ordinary words and credentials around it; empty where nothing of it is a name.

    Beside a title one word is a name even where it means something else, as in Dr. Stone."""
    parts = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\s,]+", text[start:end])]
    if not alone and any(part.strip(".").casefold() in listed("organisations") for _, _, part in parts):
        return start, start
    while len(parts) > alone and (_is_ordinary(parts[-1][2]) or parts[-1][2].rstrip(".") in _credentials()):
        parts.pop()
    while len(parts) > 1 and not alone and _is_ordinary(parts[0][2]) and _is_ordinary(parts[1][2]):
        parts.pop(0)
    if alone and parts[0][2].casefold() in _FUNCTION:
        return start, start
    if not alone and all(_is_ordinary(part) or len(part.rstrip(".")) == 1 for _, _, part in parts):
        return start, start
    return start + parts[0][0], start + parts[-1][1]


_FUNCTION = frozenset({"the", "this", "that", "who", "he", "she", "and", "or", "on", "in", "of", "for", "has", "is"})


def _is_ordinary(part: str) -> bool:
    return part.strip(".,'’").casefold() in _ordinary()


@cache
def _credentials() -> frozenset[str]:
    return frozenset(one.rstrip(".") for one in listed("credentials"))


@cache
def _ordinary() -> frozenset[str]:
    """Words that mean something in a record: those of our lists and of the whole clinical vocabulary."""
    clinical: set[str] = set()
    for file in words.files():
        clinical |= set(re.findall(r"(?<![\w)|-])[a-z]{3,}(?![\w(|-])", str(words.load(file)).casefold()))
    return (
        frozenset((*listed("ordinary"), *listed("organisations")))
        | clinical
        | {title.casefold() for title in listed("titles")}
    )
