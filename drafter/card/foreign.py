"""A page that is not our card, as far as it can be made out: codes, marks, references, statements by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.card.layout import Line, lines, merged
from drafter.domain import Page, PageLine, PageReference, PageStatement, Span

_CODES = re.compile(
    r"\b(?:CPT|HCPCS|codes?)\b[^A-Za-z0-9\n]{0,3}(?:codes?[^A-Za-z0-9\n]{0,3})?"
    r"((?:[0-9]{4}[0-9TUF]|[A-V][0-9]{4})\b(?:\s?(?:,|/|&|and)\s?(?:[0-9]{4}[0-9TUF]|[A-V][0-9]{4})\b){0,20})"
)
_CODE = re.compile(r"[0-9]{4}[0-9TUF]|[A-V][0-9]{4}")
_HEADING = re.compile(r"#{1,6} +(.+)|\*\*([^*]+)\*\*:?|([A-Z][^.!?;:]{2,80})(:?)")
_BULLET = re.compile(r"\s*(?:[-*+•–]|\d{1,3}[.)])\s+")
_MARKS = re.compile(r"\s?\[(\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,20})\]")
# Numbers set bare behind a sentence, as web pages do; not behind a word that counts, such as "week 4" or "at least 2".
_BARE_MARKS = re.compile(r"(?<=\S)\s\d{1,2}(?:, ?\d{1,2}){0,12}(?=\.?$|\.\s+[A-Z])")
_LONGEST = 20  # characters of the word before a bare number that are looked at
_COUNTS = re.compile(
    r"(?:\d.*|[=<>≥≤~x].*|of|to|and|or|than|least|most|about|over|under|every|version|no\.?|numbers?|lines?|stages?|days?"
    r"|weeks?|months?|ages?|grades?|class|levels?|types?|phases?|steps?|tables?|figures?|pages?|parts?|sections?|items?)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[^\s\[] ?\[\d{1,3}[\],;]")
_ENTRY = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(\S.*)")
_LIST_OF_SOURCES = re.compile(r"(?:references|citations|sources|bibliography|works cited)\b", re.IGNORECASE)
_DISCLAIMER = re.compile(r"(?:disclaimer|not medical advice|educational purpose|pending human review)", re.IGNORECASE)


def parse_foreign(text: str, front: Mapping[str, str], body: int) -> Page:
    """What is plain on the page; a line without any letter or digit could not be made out."""
    statements: list[PageStatement] = []
    references: list[PageReference] = []
    unparsed: list[Span] = []
    section, listing = "", False
    bare = not _IN_BRACKETS.search(text)
    for line in lines(text, body):
        if heading := _heading(line):
            section, listing = heading, listing or bool(_LIST_OF_SOURCES.match(heading))
        elif listing and (entry := _ENTRY.fullmatch(line.text)):
            number = int(entry[1] or entry[2])
            references.append(PageReference(number=number, type=None, passage=None, text=entry[3], span=line.span))
        elif said := _statement(line, section, bare):
            statements.append(said)
        else:
            unparsed.append(line.span)
    disclaimers = (s.text for s in statements if _DISCLAIMER.search(s.text) or _DISCLAIMER.search(s.section))
    return Page(
        text=text, front=front, lines=tuple(_services(text)), statements=tuple(statements),
        references=tuple(references), disclaimer=next(disclaimers, None), unparsed=merged(unparsed),
    )  # fmt: skip


def _heading(line: Line) -> str | None:
    """The heading that the line is: marked as one, or a short line by itself in capitals at its start."""
    found = _HEADING.fullmatch(line.text.strip())
    if not found:
        return None
    return (found[1] or found[2] or found[3]).strip()


def _statement(line: Line, section: str, bare: bool) -> PageStatement | None:
    bullet = _BULLET.match(line.text)
    skip = bullet.end() if bullet else len(line.text) - len(line.text.lstrip())
    words, numbers = line.text[skip:], []
    for marks in (_MARKS, _BARE_MARKS) if bare else (_MARKS,):
        words, found = _without(words, marks)
        numbers += found
    if not any(c.isalnum() for c in words):
        return None
    return PageStatement(section=section, text=words.strip(), marks=tuple(numbers), span=line.after(skip))


def _without(words: str, marks: re.Pattern[str]) -> tuple[str, list[int]]:
    """The words without their reference marks, and the numbers."""
    numbers: list[int] = []

    def collect(match: re.Match[str]) -> str:
        before = words[max(0, match.start() - _LONGEST) : match.start()].split()
        if marks is _BARE_MARKS and before and _COUNTS.fullmatch(before[-1]):
            return match[0]
        numbers.extend(int(n) for n in re.findall(r"\d+", match[0]))
        return ""

    return marks.sub(collect, words), numbers


def _services(text: str) -> Iterator[PageLine]:
    """One line per service code, at its first place. Its verdict is for a person to read: words vary too much."""
    seen: dict[str, Span] = {}
    for listed in _CODES.finditer(text):
        for found in _CODE.finditer(text, listed.start(1), listed.end(1)):
            seen.setdefault(found.group(), Span(start=found.start(), end=found.end()))
    for number, (code, span) in enumerate(seen.items()):
        yield PageLine(line=number, code=code, service=code, outcome=None, span=span)
