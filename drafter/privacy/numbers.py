"""Numbers, telephones, mail, addresses and days of birth, by their form or by the label before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.privacy.spans import Identifier, Kind, either, listed

_LINK = r"[ \t]*(?:\bis\b|#|No\.?|Number|Nr\.?|ID)?[ \t:=#–-]*"
"""What may stand between a label and its value."""
_SIGN = r"[ \t]*(?:[:#]|No\.?:?|Number:?|Nr\.?|ID:?)[ \t#:]*"
"""What has to stand between a word that means much else and its value."""
_VALUE = r"(?=[\w\-]*\d)[A-Z0-9][A-Z0-9\-]{3,}(?:[ ]\d{2,}\b(?![/.]\d))*\b(?![/.]\d)"
_CODE = r"[A-Z]?\d{4,5}[A-Z]?\b(?!-)"
"""A code of a service, which is no number of a claim."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?[ \-]{_MONTH}[ \-,]+\d{{4}})"
)
_WORD = r"[A-Z][\w'’.\-]{0,24}|\d{1,3}(?:st|nd|rd|th)"


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    labels, weak = either(listed("number_labels")), either(listed("weak_number_labels"))
    births, phones, homes = (either(listed(f"{key}_labels")) for key in ("birth", "phone", "address"))
    street, unit, state = (either(listed(key)) for key in ("streets", "units", "states"))
    public = "".join(rf"(?<!\b{one})(?<!\b{one}[ :#-])" for one in map(re.escape, listed("public_numbers")))
    in_capitals = "|".join(word.upper() for word in listed("streets") if len(word) > 2)
    word = r"[A-Z][A-Za-z.'’\-]{1,24}"
    town = rf"(?<!\w){word}(?:[ ]{word}){{0,2}},[ \t]*(?:{state})"
    place = rf"{town}\b\.?,?(?:[ \t]+\d{{5}}(?:-\d{{4}})?)?"
    tail = rf"(?:[,.]?\s+(?:(?i:{unit})\.?|#)[ \t]*#?[\w\-]+)?(?:(?:,[ \t]*|[ \t]+|,?\n[ \t]*){place})?"
    return (
        ("email", re.compile(r"(?<![\w.+%\-])[\w.+%\-]{1,64}@[\w\-]+(?:\.[\w\-]+)+")),
        ("number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
        ("number", re.compile(r"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}\b")),  # Medicare beneficiary
        ("phone", re.compile(r"(?<![\w.\-])(?:\+?1[ .\-]?)?(?:\(\d{3}\)[ ]?|\d{3}[ .\-])\d{3}[ .\-]\d{4}\b")),
        ("phone", re.compile(rf"(?i:\b(?:{phones})\b)[ \t.:#]*(\+?[\d(][\d() .\-]{{5,}}\d)")),
        ("number", re.compile(rf"(?i:\b(?:{labels})\b){_LINK}({_VALUE})")),
        ("number", re.compile(rf"(?i:\b(?:{weak})\b){_SIGN}(?!{_CODE})({_VALUE})")),
        ("number", re.compile(rf"{public}(?<![\w./\-])[A-Z]{{0,4}}-?\d{{9,}}(?![\w/]|[.\-]\d)")),
        ("number", re.compile(rf"{public}(?<![\w./\-])(?!(?:NCT|PMC|PMID))[A-Z]{{1,5}}-?\d{{7,}}(?![\w/]|[.\-]\d)")),
        ("birth", re.compile(rf"(?i)(?<!\w)(?:{births})(?!\w)[ \t]*[:=\-–]?\s{{0,3}}(?:on[ ])?({_DAY})")),
        ("address", re.compile(rf"(?i:\bP\.?[ ]?O\.?[ ]?Box)[ ]+\d+{tail}")),
        ("address", re.compile(
            rf"\b\d{{1,6}}[A-Z]?[ ]+(?:(?:{_WORD})[ ]+){{1,4}}(?:(?:{street})\b\.?|(?:{in_capitals})\b){tail}")),
        ("address", re.compile(rf"{town}[ \t]+\d{{5}}(?:-\d{{4}})?\b")),
        ("address", re.compile(rf"(?i:(?<!\w)(?:{homes}))[ \t]*:[ \t]*(\S[^\n]*?)"
                               r"(?=[ \t]*(?:\.[ \t]|\.?$|;|[ \t]{3}|\n))", re.MULTILINE)),
    )  # fmt: skip


def find(text: str) -> Iterator[Identifier]:
    """Every number and address; they may overlap."""
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span(1 if pattern.groups else 0)
            yield Identifier(kind, start, end)
