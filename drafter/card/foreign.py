"""A page that is not our card, as far as it can be made out: codes, verdicts, marks, references, statements by section.

What could not be made out is named: lines without any letter or digit, scripts, characters that are lost, what lies
beyond the longest page, and the parts of a determination that were not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.card import marks
from drafter.card.layout import Line, merged
from drafter.card.listed import ENTRY, unnumbered
from drafter.card.markup import bare, plain
from drafter.card.verdicts import Verdicts, codes
from drafter.card.wrapping import unbroken
from drafter.domain import Page, PageHeading, PageReference, PageStatement, Span

LONGEST = 120_000
"""Characters that are read; a determination is ten times shorter."""

_HEADING = re.compile(
    r"(#{1,6}) +(.+?)(?: +#+)?|(?:\*\*|__)([^*_]+)(?:\*\*|__)(:?)"
    r"|([A-Z][^.!?;:]{2,80}|[0-9A-Z]{5}: [a-z][^.!?;:]{2,60})(:?)"
)
_OF_A_CODE = re.compile(r"\b\d{5}\b|\b[A-V]\d{4}\b")
_LEAD = re.compile(r"[^.!?]{3,300}:(?:\*\*|__)?")
_BULLET = re.compile(r"\s*(?:[-*+•–◦▪]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+")
_CELL_EDGE = re.compile(r"^\s*\|\s*|\s*\|\s*$")
_DECORATION = re.compile(r"[\s|:=_*~#-]*")
_LIST_OF_SOURCES = re.compile(r"(?:references|citations|sources|bibliography|works cited|literature)\b", re.IGNORECASE)
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
_DISCLAIMER = re.compile(
    r"(?:disclaimer|not medical advice|educational purpose|pending human review|\bdraft\b|\bfor your (?:decision"
    r"|review)\b"
    r"|\bnot (?:yet )?(?:a|the) (?:final )?(?:decision|determination)|\ba physician (?:decides|has yet to)"
    r"|\bprepared for the (?:medical director|physician))",
    re.IGNORECASE,
)
_LOST = "�"


def parse_foreign(text: str, front: Mapping[str, str], body: int) -> Page:
    """What is plain on the page, every part with its exact place in `text`."""
    shown, unread = plain(text[:LONGEST])
    reader = _Reader(shown, list(unbroken(shown, body)))
    reader.read()
    unparsed = [*unread, *reader.unparsed]
    unparsed += [Span(start=n, end=n + 1) for n in (m.start() for m in re.finditer(_LOST, shown))]
    if len(text) > LONGEST:
        unparsed.append(Span(start=LONGEST, end=len(text)))
    disclaimers = (s.text for s in reader.statements if _DISCLAIMER.search(s.text) or _DISCLAIMER.search(s.section))
    told = tuple(reader.verdicts.lines())
    return Page(
        text=text, front=front, lines=told, statements=tuple(reader.statements),
        references=tuple(reader.references), disclaimer=next(disclaimers, None), unparsed=merged(unparsed),
        foreign=True, headings=tuple(reader.headings), not_found=tuple(_not_found(reader, told)),
    )  # fmt: skip


def _not_found(reader: _Reader, told: Sequence[object]) -> Iterator[str]:
    """The parts of a determination that the page does not have, or not where they could be made out."""
    if not reader.verdicts.codes:
        yield "a service code"
    if not told or not (reader.verdicts.told or reader.verdicts.general):
        yield "a verdict"
    if not reader.references:
        yield "a list of references"
    if not reader.headings:
        yield "a heading"


class _Reader:
    """Reads a stranger's page line by line; knows the section and whether a list of sources is running."""

    def __init__(self, text: str, all_lines: list[Line]) -> None:
        self.lines = all_lines
        self.section, self.listing = "", False
        self.statements: list[PageStatement] = []
        self.references: list[PageReference] = []
        self.headings: list[PageHeading] = []
        self.unparsed: list[Span] = []
        self.verdicts = Verdicts(codes(text))
        listed = any((h := _heading(line.text)) and _LIST_OF_SOURCES.match(h.text) for line in all_lines)
        self.marks = marks.forms(text, listed=listed)

    def read(self) -> None:
        """Takes every line in."""
        skip = 0
        for n, line in enumerate(self.lines):
            if n < skip:
                continue
            if self.listing and (entry := ENTRY.fullmatch(line.text)):
                self.references.append(_entry(entry, line))
            elif heading := self._opening(line):
                skip = self._section(heading, n)
            elif said := self._statement(line):
                self._say(said)
            elif not _DECORATION.fullmatch(line.text) or line.text.strip() in ("* * *", "- - -"):
                self.unparsed.append(line.span)

    def _opening(self, line: Line) -> PageHeading | None:
        """The heading that the line is, its reference marks aside."""
        if line.text.lstrip().startswith("|") or _BULLET.match(line.text):
            return None
        words = line.text.strip()
        for mark in self.marks:
            words, _ = marks.without(words, mark)
        found = _heading(words.strip())
        return found.model_copy(update={"span": line.span}) if found else None

    def _section(self, heading: PageHeading, n: int) -> int:
        """Begins a section; gives the index of the first line that was not read with it."""
        line = self.lines[n]
        if _tells_a_verdict(heading.text, self.section):
            self._say(PageStatement(section=heading.text, text=heading.text, span=line.span))
        elif not heading.leads and _OF_A_CODE.search(heading.text if heading.level else heading.text + self.section):
            self.verdicts.take(heading.text, self.section, line.span)
        elif heading.leads and (said := self._statement(line)):
            self._say(said)
        self.headings.append(heading)
        self.section = heading.text
        self.listing = bool(_LIST_OF_SOURCES.match(heading.text))
        if not self.listing:
            return n + 1
        entries, skip = unnumbered(self.lines, n + 1)
        self.references += entries
        return skip

    def _say(self, said: PageStatement) -> None:
        self.statements.append(said)
        self.verdicts.take(said.text, said.section, said.span)

    def _statement(self, line: Line) -> PageStatement | None:
        bullet = _BULLET.match(line.text)
        skip = bullet.end() if bullet else len(line.text) - len(line.text.lstrip())
        if (edge := _CELL_EDGE.match(line.text[skip:])) and "|" in edge[0]:
            skip += edge.end()
        words, numbers = _CELL_EDGE.sub("", line.text[skip:]), []
        for mark in self.marks:
            words, found = marks.without(words, mark)
            numbers += found
        if not any(c.isalnum() for c in words):
            return None
        return PageStatement(section=self.section, text=bare(words), marks=tuple(numbers), span=line.after(skip))


def _entry(entry: re.Match[str], line: Line) -> PageReference:
    number = int(entry[1] or entry[2])
    return PageReference(number=number, type=None, passage=None, text=entry[3], span=line.span)


def _heading(words: str) -> PageHeading | None:
    """The heading that a line is: marked as one, a short line by itself in capitals at its start, or one that ends
    with a colon and so leads in what follows."""
    found = _HEADING.fullmatch(words)
    if found:
        text = (found[2] or found[3] or found[5]).strip()
        leads = text.endswith(":") or bool(found[4] or found[6])
        return PageHeading(text=bare(text).rstrip(" :"), level=len(found[1] or ""), leads=leads)
    if _LEAD.fullmatch(words):
        return PageHeading(text=bare(words).strip("*_ :"), leads=True)
    return None


def _tells_a_verdict(heading: str, section: str) -> bool:
    """Whether the line is a verdict by its words, or by standing below a heading that promises one."""
    return bool(_VERDICT.fullmatch(heading) or (_BARE_VERDICT.fullmatch(heading) and _OF_A_VERDICT.search(section)))
