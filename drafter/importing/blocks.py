"""A document as blocks: headings, paragraphs, items and tables, in reading order, each with its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

BlockKind = Literal["heading", "text", "item", "table"]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": ""})
_SPACE = re.compile(r"[ \t\xa0\u2000-\u200b\u202f]+")


@dataclass(frozen=True)
class Block:
    """One piece of a document."""

    kind: BlockKind
    """What it is."""
    text: str
    """Its words; a table is one in Markdown."""
    page: int | None = None
    """The page it begins on, counted from 1; none where the document has no pages."""
    level: int = 0
    """Of a heading: 1 for the highest."""


@dataclass(frozen=True)
class Document:
    """A document as read."""

    blocks: tuple[Block, ...]
    """Its pieces in reading order."""
    notices: tuple[str, ...] = ()
    """What a person must know of the reading, such as pages that hold no text."""


def clean(text: str) -> str:
    """Ligatures as letters, soft hyphens out, runs of blanks as one; line breaks stay."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.translate(_LIGATURES).splitlines())
    return "\n".join(lines).strip()


def table(rows: Iterable[Sequence[str | None]]) -> str:
    """A table in Markdown; the first row is its head. Empty where no cell holds a word."""
    cells = [[clean(cell or "").replace("\n", " ").replace("|", "\\|") for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    if not cells:
        return ""
    width = max(map(len, cells))
    lines = ["| " + " | ".join((*row, *[""] * (width - len(row)))) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def joined_tables(blocks: Iterable[Block]) -> list[Block]:
    """Blocks in which a table that goes on on the next page is one; a head printed again is left out."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and _goes_on(last, block):
            head, _, *rows = block.text.split("\n")
            again = head == last.text.split("\n", 1)[0]
            found[-1] = replace(last, text="\n".join([last.text, *([] if again else [head]), *rows]))
        else:
            found.append(block)
    return found


def _goes_on(last: Block, block: Block) -> bool:
    return (
        last.kind == block.kind == "table" and last.page is not None and block.page is not None
        and last.page < block.page and _width(last) == _width(block)
    )  # fmt: skip


def _width(block: Block) -> int:
    return block.text.split("\n", 2)[1].count("---|")
