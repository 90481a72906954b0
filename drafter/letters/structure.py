"""A letter as data: headings, paragraphs, lists and tables. Templates write it, and every format renders it.

What a template writes is lines: `# heading`, `## heading`, `- item`, `| cell | cell |` (the first row is the head),
`: label | value`, `> a sentence that stands out`, `[attachment]` before what is attached, and paragraphs between blank
lines. A value that is filled in is never taken for markup, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "callout", "bullets", "table", "pairs"]

GUARD = "\ue000"
"""Stands before a sign of a value that markup would take for its own."""
_MARKUP = re.compile(r"[#\-|:>\[\]]")
_EDGES = re.compile(rf"^\||(?<!{GUARD})\|$")
_GUARDED = re.compile(f"{GUARD}(.)", re.DOTALL)
_TURNS = frozenset("\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows: in a name they could make a letter read otherwise."""


class Raw(str):
    """Text of a template's own making, whose markup holds."""


@dataclass(frozen=True)
class Block:
    """One element of a letter, from top to bottom."""

    kind: Kind
    """What it is."""
    text: str = ""
    """Of a heading, a paragraph and a callout."""
    level: int = 0
    """Of a heading: 1 or 2."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of bullets one cell a row; of pairs two; of a table the first row is its head."""
    attached: bool = False
    """Whether it belongs to what is attached, not to the letter itself."""

    def words(self) -> Iterator[str]:
        """Its texts, in order."""
        if self.text:
            yield self.text
        yield from (cell for row in self.rows for cell in row)


@dataclass(frozen=True)
class Letter:
    """A composed letter."""

    title: str
    """What it is, for the document's properties."""
    audience: Literal["member", "clinician"]
    """Whom it is for."""
    letterhead: tuple[str, ...]
    """Name of the organisation first, then its address and telephone."""
    reference: str
    """Printed on every page."""
    day: str
    """Date of the letter, ISO."""
    mark: str | None
    """Stands on every page of a letter that is not issued."""
    blocks: tuple[Block, ...]
    """What it says."""

    def words(self, attached: bool = True) -> str:
        """Everything it says as one text with single blanks; without attachments where they are not wanted."""
        return flat(words(self.blocks, attached))


def words(blocks: Iterable[Block], attached: bool = True) -> str:
    """Everything that blocks say as one text; without attachments where they are not wanted."""
    return " ".join(word for block in blocks if attached or not block.attached for word in block.words())


def flat(text: str) -> str:
    """The text with single blanks, as rules compare it."""
    return " ".join(text.split())


def filled(value: object) -> str:
    """A value as it may stand in a template: on one line, no sign of it markup, no sign that cannot be printed."""
    if isinstance(value, Raw):
        return value
    return _MARKUP.sub(lambda sign: GUARD + sign[0], printable(str(value)).replace(GUARD, " "))


def printable(text: str) -> str:
    """The text on one line, without control signs and without marks that turn its direction."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)
    return flat("".join(sign for sign in kept if sign not in _TURNS))


def paragraphs(text: str) -> Raw:
    """A value of several paragraphs, each kept as one."""
    return Raw("\n\n".join(filled(part) for part in re.split(r"\n\s*\n", text) if part.strip()))


def parse(written: str) -> tuple[Block, ...]:
    """The blocks that a template has written."""
    blocks: list[Block] = []
    attached = False
    for kind, lines in _runs(written):
        if kind == "attachment":
            attached = True
            continue
        blocks.append(_BUILD[kind](lines, attached))
    return tuple(blocks)


def _runs(written: str) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together, with what they are."""
    kind, run = "", list[str]()
    for line in [*written.splitlines(), ""]:
        now = _kind(line.strip())
        if run and (now != kind or now == "heading"):
            yield kind, run
            run = []
        kind = now
        if now:
            run.append(line.strip())


def _kind(line: str) -> str:
    if not line:
        return ""
    if line == "[attachment]":
        return "attachment"
    signs = {"#": "heading", "-": "bullets", "|": "table", ":": "pairs", ">": "callout"}
    return signs.get(line[0], "paragraph")


def _plain(text: str) -> str:
    return flat(_GUARDED.sub(r"\1", text))


def _cells(line: str) -> tuple[str, ...]:
    bare = _EDGES.sub("", line.strip())
    return tuple(_plain(cell) for cell in re.split(rf"(?<!{GUARD})\|", bare))


def _heading(lines: list[str], attached: bool) -> Block:
    text = lines[0].lstrip("#")
    return Block("heading", _plain(text), level=len(lines[0]) - len(text), attached=attached)


def _paragraph(lines: list[str], attached: bool) -> Block:
    return Block("paragraph", _plain(" ".join(lines)), attached=attached)


def _callout(lines: list[str], attached: bool) -> Block:
    return Block("callout", _plain(" ".join(line[1:] for line in lines)), attached=attached)


def _bullets(lines: list[str], attached: bool) -> Block:
    return Block("bullets", rows=tuple((_plain(line[1:]),) for line in lines), attached=attached)


def _table(lines: list[str], attached: bool) -> Block:
    return Block("table", rows=tuple(map(_cells, lines)), attached=attached)


def _pairs(lines: list[str], attached: bool) -> Block:
    return Block("pairs", rows=tuple(_cells(line[1:]) for line in lines), attached=attached)


_BUILD: dict[str, Callable[[list[str], bool], Block]] = {
    "heading": _heading, "paragraph": _paragraph, "callout": _callout, "bullets": _bullets, "table": _table,
    "pairs": _pairs,
}  # fmt: skip
