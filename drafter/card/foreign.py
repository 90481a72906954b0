"""A page that is not our card, as far as it can be made out: codes, marks, references, statements by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.card.layout import Line, lines, merged
from drafter.card.listed import ENTRY, unnumbered
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
_LIST_OF_SOURCES = re.compile(r"(?:references|citations|sources|bibliography|works cited)\b", re.IGNORECASE)
# A line that stands like a heading and tells a verdict: with something after it, in capitals, or of a service.
_VERDICT_WORD = (
    r"(?:not |non-?)?(?:denied|denial|approved|approval|rejected|certified|authori[sz]ed|(?:not )?medically necessary)"
)
_VERDICT = re.compile(
    rf"{_VERDICT_WORD}(?:\s*[-–—,(]\s*\S.*|\s(?:as|for|with|in|pending|because|due)\b.*)"
    r"|(?-i:[A-Z -]*(?:DENIED|APPROVED|REJECTED|CERTIFIED|AUTHORI[SZ]ED)[A-Z -]*)"
    r"|.*\b(?:is|are|was|were) (?:\w+ )?(?:medically necessary|denied|approved|rejected|certified|authori[sz]ed)\b.*",
    re.IGNORECASE,
)
_BARE_VERDICT = re.compile(_VERDICT_WORD, re.IGNORECASE)
_OF_A_VERDICT = re.compile(
    r"\b(?:determination|decision|outcome|verdict|conclusion|recommendation|disposition|ruling|result)s?\b",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(r"(?:disclaimer|not medical advice|educational purpose|pending human review)", re.IGNORECASE)


def parse_foreign(text: str, front: Mapping[str, str], body: int) -> Page:
    """What is plain on the page; a line without any letter or digit could not be made out."""
    statements: list[PageStatement] = []
    references: list[PageReference] = []
    unparsed: list[Span] = []
    section, listing, skip = "", False, 0
    bare = not _IN_BRACKETS.search(text)
    all_lines = list(lines(text, body))
    for n, line in enumerate(all_lines):
        if n < skip:
            continue
        if heading := _heading(line):
            if _tells_a_verdict(heading, section):
                statements.append(PageStatement(section=heading, text=heading, span=line.span))
            section = heading
            if _LIST_OF_SOURCES.match(heading):
                listing = True
                entries, skip = unnumbered(all_lines, n + 1)
                references += entries
        elif listing and (entry := ENTRY.fullmatch(line.text)):
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


def _tells_a_verdict(heading: str, section: str) -> bool:
    """Whether the line is a verdict by its words, or by standing below a heading that promises one."""
    return bool(_VERDICT.fullmatch(heading) or (_BARE_VERDICT.fullmatch(heading) and _OF_A_VERDICT.search(section)))


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
