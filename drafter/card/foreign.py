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
_MARKS = re.compile(r"\s?\[(\d{1,3}(?:\s?[,;]\s?\d{1,3})*)\]")
_BARE_MARKS = re.compile(r"(?<=[.!?:)\]%])\s(\d{1,2}(?:, ?\d{1,2})*)$|\s(\d{1,2}(?:, ?\d{1,2})+)$")
_ENTRY = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(\S.*)")
_LIST_OF_SOURCES = re.compile(r"(?:references|citations|sources|bibliography|works cited)\b", re.IGNORECASE)
_DISCLAIMER = re.compile(r"(?:disclaimer|not medical advice|educational purpose|pending human review)", re.IGNORECASE)


def parse_foreign(text: str, front: Mapping[str, str], body: int) -> Page:
    """What is plain on the page; a line without any letter or digit could not be made out."""
    statements: list[PageStatement] = []
    references: list[PageReference] = []
    unparsed: list[Span] = []
    section, disclaimer = "", None
    for line in lines(text, body):
        if heading := _heading(line):
            section = heading
        elif _LIST_OF_SOURCES.match(section) and (entry := _ENTRY.fullmatch(line.text)):
            number = int(entry[1] or entry[2])
            references.append(PageReference(number=number, type=None, passage=None, text=entry[3], span=line.span))
        elif said := _statement(line, section):
            statements.append(said)
            disclaimer = disclaimer or (said.text if _DISCLAIMER.search(line.text) else None)
        else:
            unparsed.append(line.span)
    return Page(
        text=text, front=front, lines=tuple(_services(text)), statements=tuple(statements),
        references=tuple(references), disclaimer=disclaimer, unparsed=merged(unparsed),
    )  # fmt: skip


def _heading(line: Line) -> str | None:
    """The heading that the line is: marked as one, or a short line by itself in capitals at its start."""
    found = _HEADING.fullmatch(line.text.strip())
    if not found:
        return None
    return (found[1] or found[2] or found[3]).strip()


def _statement(line: Line, section: str) -> PageStatement | None:
    bullet = _BULLET.match(line.text)
    skip = bullet.end() if bullet else len(line.text) - len(line.text.lstrip())
    words = line.text[skip:]
    numbers = [int(n) for group in _MARKS.findall(words) for n in re.findall(r"\d+", group)]
    words = _MARKS.sub("", words)
    if trailing := _BARE_MARKS.search(words[-40:]):
        numbers += [int(n) for n in re.findall(r"\d+", trailing.group())]
        words = words[: len(words) - len(trailing.group())]
    if not any(c.isalnum() for c in words):
        return None
    return PageStatement(section=section, text=words.strip(), marks=tuple(numbers), span=line.after(skip))


def _services(text: str) -> Iterator[PageLine]:
    """One line per service code, at its first place. Its verdict is for a person to read: words vary too much."""
    seen: dict[str, Span] = {}
    for listed in _CODES.finditer(text):
        for found in _CODE.finditer(text, listed.start(1), listed.end(1)):
            seen.setdefault(found.group(), Span(start=found.start(), end=found.end()))
    for number, (code, span) in enumerate(seen.items()):
        yield PageLine(line=number, code=code, service=code, outcome=None, span=span)
