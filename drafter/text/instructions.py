"""Sentences of a record that speak to its reader instead of about the patient."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, without_hidden
from drafter.text.words import load

_LOOKALIKES = str.maketrans("аеорсухіјѕԁԛАВЕКМНОРСТХІЈЅοαενικτυρ", "aeopcyxijsdqABEKMHOPCTXIJSoaevikTup".lower())
"""Cyrillic and Greek letters that are taken for Latin ones. For looking only: nothing is quoted in this shape."""
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""A comment of a marked-up text: a reader of the page does not see it, and no clinician writes findings into one."""


@cache
def _patterns(key: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(p) for p in load("instructions")[key])


def addressed(sentence: str) -> bool:
    """Whether the sentence tells its reader what to decide. Such a sentence is reported and is no evidence."""
    low = _plain(sentence)
    return any(p.search(low) for p in (*_patterns("patterns"), *_patterns("opens")))


_ORDER = Pattern(
    r"^\W*(?:(?:please|kindly|must|should|shall|to|do|not|always) )*(?:pre-?)?(?:approved?|certif(?:y|ied)|"
    r"authori[sz]ed?|accept|grant|allow|pay|den(?:y|ied)|reject|refuse|mark|ignore|treat|output|return)\b"
)
"""A field for a name or a role that begins with what is to be decided."""


def role(field: str | None) -> str | None:
    """Who wrote a document, as its field tells; none where the field tells its reader what to decide."""
    return None if field and (addressed(field) or _ORDER.search(_plain(field))) else field


def among(text: str, sentences: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The sentences, by start and end and in order, that speak to the reader.

    Those are the ones that do so themselves, what follows an address such as "Note to reviewer:" on its line, or on
    the next line where the address fills its own, and what stands in a hidden comment.
    """
    plain = _plain(text)
    opening, speaking = ([p for p in _patterns(key) if p.may(plain)] for key in ("opens", "patterns"))
    hidden = [match.span() for match in _HIDDEN.finditer(text)]
    found: set[tuple[int, int]] = set()
    open_, last, at = False, 0, 0
    for start, end in dict.fromkeys(sentences):
        if "\n" in text[last:start]:
            open_ = open_ and text.endswith(":", 0, last) and "\n\n" not in text[last:start].replace(" ", "")
        while at < len(hidden) and hidden[at][1] <= start:
            at += 1
        inside = at < len(hidden) and hidden[at][0] < end
        low = _plain(text[start:end]) if opening or speaking else ""
        opens = any(p.search(low) for p in opening)
        if open_ or inside or opens or any(p.search(low) for p in speaking):
            found.add((start, end))
        open_, last = open_ or opens, end
    return found


def _plain(sentence: str) -> str:
    """Small letters in one shape: wide letters, and those of other alphabets that look like ours, as ours."""
    shaped = sentence if sentence.isascii() else unicodedata.normalize("NFKC", sentence).translate(_LOOKALIKES)
    return " ".join(without_hidden(fold(shaped)).split())
