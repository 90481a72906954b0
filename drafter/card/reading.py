"""A page from its text: our card in full, a stranger's page as far as it can be made out.

Nothing raises: what is not understood becomes an `unparsed` span. One pass over the lines.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from drafter.card.entries import finding, front_entry, gap, reference, silent, verdict, verdict_part
from drafter.card.escape import split_marks, unescape
from drafter.card.foreign import parse_foreign
from drafter.card.layout import Line, lines, merged, unwrapped
from drafter.card.words import (
    COLUMNS,
    CRITERIA,
    DISCLAIMER_HEADING,
    HOLDERS,
    INLINE,
    REFERENCES,
    REQUESTS,
    SECTIONS,
    SETTLED,
    SILENT,
    VERDICT,
)
from drafter.domain import Holder, Page, PageStatement, Span

_FRONT = re.compile(r"---[ \r]*\n(.*?)\n---[ \r]*(?:\n|$)", re.DOTALL)
_OURS = re.compile(rf"^## {VERDICT}[ \r]*\n\s*- \*\*Line \d", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}(?: |$)")
_LINE = re.compile(r"Line ([1-9]\d{0,5})\b")
_INLINE = re.compile(r"Line ([1-9]\d{0,5}), ")
_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_HEADINGS = {heading: name for name, heading in SECTIONS.items()} | {
    VERDICT: "verdict", REQUESTS: "requests", CRITERIA: "criteria",
    REFERENCES: "references", DISCLAIMER_HEADING: "disclaimer",
}  # fmt: skip


def parse(text: str) -> Page:
    """The page that the text is, every part with its exact place."""
    front, body, broken = _front(text)
    ours = {"draft", "schema"} <= front.keys() or _OURS.search(text)
    if not ours:
        return parse_foreign(text, front, body)
    reader = _Reader()
    for line in unwrapped(text, body):
        reader.read(line)
    return reader.page(text, front, broken)


def _front(text: str) -> tuple[dict[str, str], int, list[Span]]:
    """The entries of the front matter, where the rest begins, and what was not understood."""
    found = _FRONT.match(text)
    entries: dict[str, str] = {}
    broken: list[Span] = []
    if not found:
        return entries, 0, broken
    for line in lines(found.group(1)):
        if entry := front_entry(line.text):
            entries[entry[0]] = entry[1]
        else:
            broken.append(Span(start=line.start + found.start(1), end=line.end + found.start(1)))
    return entries, found.end(), broken


class _Reader:
    """Reads our card line by line; knows the section and the service line it stands in."""

    def __init__(self) -> None:
        self.section: str | None = "request"
        self.line: int | None = None
        self.holder: Holder | None = None
        self.parts: dict[str, list[Any]] = {
            name: [] for name in ("lines", "findings", "gaps", "statements", "references", "unparsed")
        }
        self.disclaimer: list[str] = []

    def read(self, line: Line) -> None:
        """Takes one line in, or puts it to what could not be made out."""
        understood = self._heading(line) if _HEADING.match(line.text) else self._body(line)
        if not understood:
            self.parts["unparsed"].append(line.span)

    def page(self, text: str, front: dict[str, str], broken: list[Span]) -> Page:
        """All that was read."""
        parts = {name: tuple(items) for name, items in self.parts.items()}
        parts["unparsed"] = merged([*broken, *parts["unparsed"]])
        return Page(text=text, front=front, disclaimer=" ".join(self.disclaimer) or None, **parts)

    def _heading(self, line: Line) -> bool:
        level, _, words = line.text.partition(" ")
        if level == "#":
            self.section, self.line = "request", None
            return self._statement(line, "title", 2)
        if level == "##":
            self.section, self.line, self.holder = _HEADINGS.get(words), None, None
            return self.section is not None
        if level == "###" and (named := _LINE.match(words)):
            self.line = int(named[1]) - 1
            return self.section == "criteria" or self.section in SECTIONS
        return level == "####" and self.section == "criteria" and words in (SETTLED, SILENT)

    def _body(self, line: Line) -> bool:
        if self.section in SECTIONS or self.section == "request":
            return self._statement(line, self.section or "", 2 if line.text.startswith("- ") else 0)
        handlers = {
            "verdict": self._verdict, "requests": self._request, "criteria": self._criteria,
            "references": self._reference, "disclaimer": self._disclaimer,
        }  # fmt: skip
        return self.section in handlers and handlers[self.section](line)

    def _statement(self, line: Line, section: str, skip: int) -> bool:
        words, about = line.text[skip:], self.line
        if section in INLINE and (named := _INLINE.match(words)):
            words, about, skip = words[named.end() :], int(named[1]) - 1, skip + named.end()
        marked, marks = split_marks(words)
        if not marked.strip(" "):
            return False
        said = unescape(marked.strip(" "))
        self.parts["statements"].append(
            PageStatement(section=section, line=about, text=said, marks=marks, span=line.after(skip))
        )
        return True

    def _verdict(self, line: Line) -> bool:
        told = self.parts["lines"]
        if line.text.startswith("- "):
            read, whole = verdict(line)
            told += [read] if read else []
            return whole
        if not told or not (part := verdict_part(line.text.strip(" "))):
            return False
        told[-1] = told[-1].model_copy(update=part | {"span": Span(start=told[-1].span.start, end=line.end)})
        return True

    def _request(self, line: Line) -> bool:
        for holder in get_args(Holder):
            if line.text == f"{HOLDERS[holder]}:":
                self.holder = holder
                return True
        read = gap(line, self.holder) if self.holder else None
        self.parts["gaps"] += [read] if read else []
        return read is not None

    def _criteria(self, line: Line) -> bool:
        if line.text == f"| {' | '.join(COLUMNS)} |" or _RULE.fullmatch(line.text):
            return True
        if self.line is None:
            return False
        read = silent(line, self.line) if line.text.startswith("- ") else finding(line, self.line)
        self.parts["findings"] += [read] if read else []
        return read is not None

    def _reference(self, line: Line) -> bool:
        read = reference(line)
        self.parts["references"] += [read] if read else []
        return read is not None

    def _disclaimer(self, line: Line) -> bool:
        self.disclaimer.append(unescape(line.text))
        return True
