"""Shorthand written out before a text is read: "w/o relief" as "without relief", "3 mos" as "3 months".

So is what only its layout adds: two blanks where one would do, numbers before sentences, lines of a page or a fax.
What stands for what is data (`vocabulary/shorthand.yaml`), so that no grammar has to know both; a place in the text as
read leads back to the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from drafter.text import words
from drafter.text.spelt import Digits

_ANY = re.compile(r"/| & |  |[htHT][xX]\b|[mwyMWY](?:[oO]|[kK]|[rR])[sS]?\b|\d[.)] [A-Z]|\d (?:of|OF) \d")
"""Letters of which some stand in every text that has any shorthand."""
_COLUMNS, _GAP = re.compile(r"\S {2,}\S"), re.compile(r"(?<=\S) {2,}(?=\S)")
_LISTED = re.compile(r"(?:^|\n)[ \t]*\(?1[.)][ \t]+[A-Z][\s\S]{0,3000}?\s\(?2[.)][ \t]+[A-Z]")
_NEAR, _FEW = 400, 4
"""Code points looked at for the lines around, and gaps above which a line can be one of spaced-out words."""


def written_out(text: str) -> Digits:
    """The text without shorthand, spaced-out words, numbers before its sentences, and lines of a page or a fax."""
    if not _ANY.search(text):
        return Digits(text)
    expression, meant = _forms()
    pieces: list[str] = []
    shown: list[int] = []
    written: list[int] = []
    at = length = 0
    listed = _LISTED.search(text) is not None
    for match in expression.finditer(text):
        name = match.lastgroup or ""
        start, end = match.span(name)
        if name == "blanks":
            full = "" if _columns(text, start, end) else " "
        elif name == "furniture":
            full = " "
        elif name in ("item", "within"):
            full = ("- " if name == "item" else " ") if listed else ""
        else:
            full = meant[name][match[name].lower()]
            if match[name][0].isupper():
                full = full.upper() if len(match[name]) > 1 and match[name].isupper() else full.capitalize()
            full += " " if name == "joined" and not text[end].isspace() else ""
        if not full:
            continue
        pieces += [text[at:start], full]
        length += start - at
        shown += [length, length + len(full)]
        written += [start, end]
        length += len(full)
        at = end
    return Digits("".join((*pieces, text[at:])), shown, written) if pieces else Digits(text)


def _columns(text: str, start: int, end: int) -> bool:
    """Whether blanks at a place set columns apart: the next line has some too, unless most words stand so."""
    first, last = text.rfind("\n", max(0, start - _NEAR), start) + 1, text.find("\n", end, end + _NEAR)
    line = text[first : last if last >= 0 else end + _NEAR]
    gaps = _GAP.findall(line)
    said = line.split()
    spaced = len(gaps) > _FEW and 2 * len(gaps) >= len(said) - 1 and max(map(len, gaps)) < 4
    if spaced and sum(word[0].isalpha() for word in said) > 2 * len(said) / 3:
        return False
    before = text[text.rfind("\n", max(0, first - _NEAR), max(0, first - 1)) + 1 : max(0, first - 1)]
    behind = text[last + 1 : last + _NEAR].split("\n", 1)[0] if last >= 0 else ""
    return len(gaps) > 1 or bool(_COLUMNS.search(before) or _COLUMNS.search(behind))


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """One expression for all of them, and by its groups the words for each."""
    meant = {group: {str(k): str(v) for k, v in listed.items()} for group, listed in words.load("shorthand").items()}
    source = (
        rf"(?<![\w/])(?:(?P<anywhere>{_any(meant['anywhere'])})(?![\w/])|"
        rf"(?P<joined>{_any(meant['joined'])})(?=\s|[a-z]{{3}}|\d)|(?P<alone>{_any(meant['alone'])})(?![\w/]))|"
        rf"(?<=\d)[ -]?(?P<behind_a_number>{_any(meant['behind_a_number'])})(?![\w/])|"
        r"^(?P<furniture>[ \t-]*(?:page|pg\.?) ?\d{1,3} ?(?:of|/) ?\d{1,3}[ \t-]*$|"
        r"(?=[^\n]{0,120}\b\d{1,2}:\d\d)(?=[^\n]{0,150}\b(?:p\.?|page|pg\.?) ?\d{1,3}(?:/| of )\d{1,3})"
        r"(?=[^\n]{0,120}\b(?:fax|from:|to:))[^\n]{10,200}$)|"
        r"(?<=[a-z]) (?P<between>&)(?= [a-z])|(?<=\S)(?P<blanks> {2,})(?=\S)|"
        r"^(?P<item>[ \t]*\(?\d{1,2}[.)][ \t]+)(?=(?-i:[A-Z]))|(?<=[a-z][.;])(?P<within> \(?\d{1,2}\) )(?=(?-i:[A-Z]))"
    )
    return re.compile(source, re.IGNORECASE | re.MULTILINE), meant


def _any(listed: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
