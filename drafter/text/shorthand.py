"""Shorthand written out before a text is read: "w/o relief" as "without relief", "3 mos" as "3 months".

So are numbers before sentences, lines of a page or a fax, and a questionnaire's "Q: Stent? A: no" as "Stent: no";
`layout.py` did away with the rest of what a layout adds.
What stands for what is data (`vocabulary/shorthand.yaml`), so that no grammar has to know both; a place in the text as
read leads back to the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from drafter.text import words
from drafter.text.spelt import Digits, rewritten

_ANY = re.compile(
    r"\((?:s|S)\)|/| [&+] |spite of|[iI][nN][jJ]|[htHT][xX]\b|[mwyMWY](?:[oO]|[kK]|[rR])[sS]?\b|\d[.)] [A-Z]|"
    r"\d (?:of|OF) \d"
)
"""Letters of which some stand in every text that has any shorthand."""
_SIGN = re.compile(
    r"(?:signs?|tests?|tinel\w*|spurling\w*|faber|gaenslen\w*|thrust|compression|distraction|palpation|squeeze|twitch|"
    r"response|jump|raise|referral|bands?|tender\w*|points?|only|drop|grind|provocation) $",
    re.IGNORECASE,
)
_FOUND = (
    r"(?:on|at|for|with|in|to|over|left|right|lt|rt|bilat\w*|both|today|ve|findings?|signs?|tests?|response|when)\b"
)
_FOUND_BY = re.compile(r"[a-z] ?\+(?=[,.;)\n]|$)")
"""Before and behind a plus that says that a sign was found: "Spurling + on the left", "twitch +"."""
_LISTED = re.compile(r"(?:^|\n)[ \t]*\(?1[.)][ \t]+[A-Z][\s\S]{0,3000}?\s\(?2[.)][ \t]+[A-Z]")


_ASKED = re.compile(
    r"(?:^|(?<=[\s|]))(?P<q>Q(?:uestion)? ?\d{0,2}[.:)][ \t]+)(?=\S)[^\n?]{2,160}?"
    r"(?P<a>[ \t]*(?:\?[ \t]*\n?|\n)?[ \t]*(?<=[\s?])A(?:nswer)? ?\d{0,2}[.:)][ \t]+)(?=\S)",
    re.MULTILINE,
)
"""A question of a questionnaire and the mark of its answer, which make a field and its value."""


_VALUE = r"(?:(?:yes|no|y|n|none|nil|neg(?:ative)?|pos(?:itive)?|absent|present|denied|denies)\b|[\[(][ xX✓✔]?[\])])"
_OF_TIME = r"\b(?:prior|previous|past|history|hx|pt|therapy|onset|tried)\b"
_ROW = re.compile(
    r"^[ \t]*(?P<lead>\|[ \t]*)?(?=[A-Za-z][^|\n]*[a-z]{2}|[A-Z]{2})"
    rf"(?:[^|\n:]{{2,70}}?(?P<bar>[ \t]*\|[ \t]*)(?={_VALUE})[^|\n]{{1,60}}?"
    rf"(?:(?P<next>[ \t]*\|[ \t]*)(?!{_VALUE}|[ \t]|$)[^|\n]{{1,90}}?)?|"
    rf"(?=[^|\n]{{0,60}}{_OF_TIME})[^|\n:\d]{{2,70}}?(?P<line>[ \t]*\|[ \t]*)(?=[^|\n]*\d)[^|\n]{{1,90}}?)"
    r"(?P<tail>[ \t]*\|)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A row of a name and a yes or no, with a remark or none, or of a name for days and counts: "Stroke | no"."""
_BARE = r"(?:0|none|never|nil|denied)\b[^\w\n]*$"
_LED = re.compile(
    r"^[ \t]*(?=[A-Za-z])[^\n.:|=?]{2,60}?"
    rf"(?P<bar>[ \t]*(?:\.{{3,}}|…+)[ \t]*|[ \t]+=[ \t]+|[ \t]+[-–][ \t]+(?={_BARE}))"
    r"(?=[^\s.=…])[^\n.…]{1,90}?(?:\.(?!\.)[^\n.…]{0,60}?){0,3}?(?P<tail>[ \t]*(?:\.{2,}|…+))?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that is a name, dots or a sign, and its value: "Onset ........ 2/2026"."""
_FIELD_OF_TIME = re.compile(
    rf"^[ \t]*(?=[A-Za-z])(?=[^\n?:]{{0,40}}{_OF_TIME})[^\n.:|=?\d]{{2,45}}?(?P<bar> ?\?[ \t]+|[ \t]+[-–][ \t]+)"
    r"(?=(?:x ?)?\d|one\b|(?:early |late |mid |since )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE | re.MULTILINE,
)
"""The name of a field for days or counts, and a mark before its value: "Onset? 2/2026", "Past TPIs - 1 (3/4)"."""
_ANSWERED = re.compile(
    r"(?<=[A-Za-z)])(?P<mark> ?\?[ \t]+)(?=(?:N|Y|n|y|[Dd]enied|[Dd]enies|DENIED|[Nn]one|NONE|[Nn]eg(?:ative)?|NEG)"
    r"[ \t]*(?:$|[.;,]))",
    re.MULTILINE,
)
"""A question answered by one word behind it: "Stroke? N"."""


def _fields(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of what makes a name and its answer a field with its value, and what is read for it."""
    if "Q" in text:
        for asked in _ASKED.finditer(text):
            yield from ((*asked.span("q"), ""), (*asked.span("a"), ": "))
    if "|" in text:
        for row in _ROW.finditer(text):
            yield from ((*row.span(part), full) for part, full in _CELLS if row[part])
    if "..." in text or "=" in text or "…" in text or " -" in text or " –" in text:
        for line in _LED.finditer(text):
            yield from ((*line.span(part), full) for part, full in (("bar", ": "), ("tail", "")) if line[part])
    if "?" in text or " -" in text or " –" in text:
        yield from ((*field.span("bar"), ": ") for field in _FIELD_OF_TIME.finditer(text))
    if "?" in text:
        yield from ((*answer.span("mark"), ": ") for answer in _ANSWERED.finditer(text))


def _apart(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Without those that begin inside the one before."""
    kept: list[tuple[int, int, str]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


_CELLS = (("lead", ""), ("bar", ": "), ("line", ": "), ("next", "; "), ("tail", ""))


def written_out(text: str) -> Digits:
    """The text without shorthand, numbers before its sentences, and lines of a page or a fax."""
    asked = _apart(sorted(_fields(text)))
    if not (asked or _ANY.search(text)):
        return Digits(text)
    apart = (t for t in _turned(text) if not any(a <= t[0] < b for a, b, _ in asked)) if asked else _turned(text)
    return rewritten(text, sorted((*asked, *apart)))


def _turned(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of what is written otherwise, and how."""
    expression, meant = _forms()
    listed = _LISTED.search(text) is not None
    for match in expression.finditer(text):
        name = match.lastgroup or ""
        start, end = match.span(name)
        if name == "furniture":
            full = " "
        elif name == "plus":
            full = "" if _SIGN.search(text, max(0, start - 20), start) or _FOUND_BY.search(text) else "and"
        elif name == "plural":
            full = "s"
        elif name in ("item", "within"):
            full = ("- " if name == "item" else " ") if listed else ""
        else:
            full = meant[name][match[name].lower()]
            if match[name][0].isupper():
                full = full.upper() if len(match[name]) > 1 and match[name].isupper() else full.capitalize()
            full += " " if name == "joined" and not text[end].isspace() else ""
        if full:
            yield start, end, full


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
        r"(?<=[a-z]) (?P<between>&)(?= [a-z])|(?<=[a-z]{3})(?P<plural>\(s\))(?!\w)|"
        rf"(?-i:(?<=[a-z]{{2}}) (?P<plus>\+)(?= (?!{_FOUND})[a-z]{{2}}))|"
        r"^(?P<item>[ \t]*\(?\d{1,2}[.)][ \t]+)(?=(?-i:[A-Z]))|(?<=[a-z][.;])(?P<within> \(?\d{1,2}\) )(?=(?-i:[A-Z]))"
    )
    return re.compile(source, re.IGNORECASE | re.MULTILINE), meant


def _any(listed: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
