"""Reference marks on a stranger's page: `[1]`, `[1-3]`, `(2)`, superscripts, and bare numbers behind a sentence.

A mark may name several, with commas, or a range with any kind of dash.
"""

from __future__ import annotations

import re

_MOST = 99  # a range such as [1-400] is no mark
_DASH = "‐‑‒–—−-"
_NUMBERS = rf"\d{{1,3}}(?:\s?[,;{_DASH}]\s?\d{{1,3}}){{0,20}}"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⸴", "0123456789-,")
BRACKETS = re.compile(
    rf"\s?(?:\[\^?({_NUMBERS})\]|\^({_NUMBERS})\^|【({_NUMBERS})】|\((?:refs?|references?)\.? ({_NUMBERS})\))",
    re.IGNORECASE,
)
RAISED = re.compile(r"(?<=[\w.,;:)”\"’'%])(?<!\d\s)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:\s?[,;⸴⁻-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,20})")
PARENS = re.compile(r"\s\((\d{1,2}(?:\s?[,;-]\s?\d{1,2}){0,12})\)(?=\s*[.;]?\s*$|[.;]\s)")
# Numbers set bare behind a sentence, as web pages do; not behind a word that counts, such as "week 4" or "at least 2".
BARE = re.compile(r"(?<=\S)\s(\d{1,2}(?:, ?\d{1,2}){0,12})(?=[.:]?$|\.\s+[A-Z])")
_HABIT = 3  # lines with bare numbers behind them, on a page without a list of sources
_LONGEST = 20  # characters of the word before a bare number that are looked at
_COUNTS = re.compile(
    r"(?:\d.*|[=<>≥≤~x×].*|of|to|and|or|than|least|most|about|over|under|every|version|no\.?|numbers?|lines?|stages?|days?"
    r"|weeks?|months?|ages?|grades?|class|levels?|types?|phases?|steps?|tables?|figures?|pages?|pp?\.?|visits?|parts?|sections?|items?"
    r"|units?|modifiers?|cpt|hcpcs|codes?|l[cn]d|cpb|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*"
    r"|nov\w*|dec\w*|sessions?|is|was|are|were|score|scored|by|for|in|at|on|with|only|up|max\w*|min\w*|box|suite|room)"
    r"[:,]?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:\S*\d|to) (?:days|weeks|months|years)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[^\s\[] ?\[\d{1,3}[\],;–-]")


def forms(text: str, *, listed: bool) -> tuple[re.Pattern[str], ...]:
    """The forms of mark that the page uses: bare numbers and round brackets count only where no square ones are used,
    and where there is a list of sources (`listed`), or bare ones stand behind several lines."""
    if _IN_BRACKETS.search(text):
        return (BRACKETS, RAISED)
    if listed:
        return (BRACKETS, RAISED, PARENS, BARE)
    used = sum(without(line.strip(), BARE)[1] != [] for line in text.split("\n"))
    return (BRACKETS, RAISED, BARE) if used >= _HABIT else (BRACKETS, RAISED)


def without(words: str, mark: re.Pattern[str]) -> tuple[str, list[int]]:
    """The words without their marks of one form, and the numbers in order, ranges spelt out."""
    numbers: list[int] = []

    def collect(match: re.Match[str]) -> str:
        before = words[max(0, match.start() - _LONGEST) : match.start()].split()
        if mark is BARE and before and _COUNTS.fullmatch(before[-1]) and not _whole_time(before):
            return match[0]
        if mark is RAISED and re.search(r"\b(?:k?m|cm|mm|ft|in)$", words[: match.start()][-4:]):
            return match[0]  # a unit of area
        found = _spelt_out(next(group for group in match.groups() if group))
        numbers.extend(found)
        return "" if found else match[0]

    return mark.sub(collect, words), numbers


def _whole_time(before: list[str]) -> bool:
    """Whether a length of time is complete, as in "3 months" or "weeks to months": what follows is no part of it."""
    return before[-1].endswith("s") and len(before) > 1 and bool(_TIME.fullmatch(" ".join(before[-2:])))


def _spelt_out(written: str) -> list[int]:
    """The numbers of a mark; none where a range of it runs backwards or is too long to be one."""
    numbers: list[int] = []
    for part in re.split(r"\s?[,;]\s?", re.sub(f"[{_DASH}]", "-", written.translate(_RAISED))):
        first, *last = (int(n) for n in part.split("-"))
        end = last[-1] if last else first
        if not first <= end <= first + _MOST:
            return []
        numbers += range(first, end + 1)
    return numbers
