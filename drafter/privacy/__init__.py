"""Identifiers of people: found in what the case gives apart and in the words of the record, and painted over.

A language model, a search and a log get `masked` text. What is painted over keeps its length, so that a place in it is
the same place in the text as given, and a quotation comes back with the words of the original.
`found` knows names beside labels, titles, credentials, relations and ages; numbers, telephones, mail, addresses, and
days of birth. Days of service, ages, doses, scores and codes stay. `evals/privacy` measures both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from drafter.domain import Case
from drafter.privacy import names, numbers
from drafter.privacy.spans import Identifier, listed

__all__ = ["Identifier", "apart", "found", "masked", "of_case", "without"]

_PAINT = "\N{FULL BLOCK}"


@lru_cache(maxsize=512)
def found(text: str) -> tuple[Identifier, ...]:
    """The identifiers in a text, in order and apart from one another. Offsets are code points."""
    every = sorted((*numbers.find(text), *names.find(text)), key=lambda one: (one.start, -one.end))
    kept: list[Identifier] = []
    for one in every:
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end:
                kept[-1] = kept[-1]._replace(end=one.end)
        else:
            kept.append(one)
    return tuple(kept)


def of_case(case: Case) -> frozenset[str]:
    """Every identifier of a case: those given apart, and the words of those that its texts hold, for `masked`."""
    return apart(case.member, case.provider) | _of_texts(tuple(case.quotable().values()))


@lru_cache(maxsize=64)
def _of_texts(texts: tuple[str, ...]) -> frozenset[str]:
    values: set[str] = set()
    for text in texts:
        for one in found(text):
            words = text[one.start : one.end]
            values |= names.telling(words) if one.kind == "name" else {" ".join(words.split())}
    return frozenset(values)


def masked(text: str, known: Iterable[str] = ()) -> str:
    """The text with its identifiers, and with the values that are known, painted over at equal length."""
    signs = list(text)
    for one in found(text):
        signs[one.start : one.end] = _PAINT * (one.end - one.start)
    for start, end in _standing(text, known):
        signs[start:end] = _PAINT * (end - start)
    return "".join(signs)


def _standing(text: str, known: Iterable[str]) -> Iterable[tuple[int, int]]:
    longest_first = sorted({value for value in known if len(value) > 1}, key=lambda value: (-len(value), value))
    if not longest_first:
        return ()
    each = (r"\s+".join(map(re.escape, value.split())) or re.escape(value) for value in longest_first)
    pattern = rf"(?<!\w)(?:{'|'.join(each)})(?!\w)"
    found_again = re.finditer(pattern, text, re.IGNORECASE)
    return (match.span() for match in found_again if match[0] not in listed("everyday"))


def without(text: str, known: Iterable[str] = ()) -> str:
    """The text with its identifiers left out, for a search: only what it says of the service counts there."""
    return masked(text, known).replace(_PAINT, "")


def apart(*given: Mapping[str, str]) -> frozenset[str]:
    """What is given apart from the record: every value, and each word of a name, since notes say "Ms. Roe"."""
    values = set()
    for one in given:
        for key, value in one.items():
            values.add(value.strip())
            if "name" in key.lower():
                values |= {word for word in re.findall(r"[^\W\d_]+", value) if len(word) > 2}
    return frozenset(values - {""})
