"""Plain text: paragraphs between blank lines, headings by their look, pages by form feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from drafter.importing.blocks import Block, Document, clean
from drafter.importing.documents import OnProgress, decoded
from drafter.importing.lines import begins_item, item_text, looks_like_heading

SUFFIXES = (".txt", ".text")

_UNDERLINE = re.compile(r"[-=~]{3,}\s*")


def read(file: Path, on_progress: OnProgress) -> Document:
    """The blocks of a text."""
    text, notices = decoded(file)
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    found = [block for n, page in enumerate(pages, 1) for block in _page(page, n if len(pages) > 1 else None)]
    return Document(tuple(found), notices)


def _page(text: str, page: int | None) -> Iterator[Block]:
    for stretch in re.split(r"\n\s*\n", text):
        lines = [line for line in clean(stretch).split("\n") if line]
        if not lines:
            continue
        underlined = len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) is not None
        if underlined or looks_like_heading(lines[0], alone=len(lines) == 1):
            yield Block("heading", lines[0].rstrip(":"), page, level=2)
            lines = lines[2 if underlined else 1 :]
        yield from _paragraphs(lines, page)


def _paragraphs(lines: list[str], page: int | None) -> Iterator[Block]:
    """Lines of one stretch: each item by itself, what follows an item belongs to it."""
    pieces: list[list[str]] = []
    for line in lines:
        if begins_item(line) or not pieces:
            pieces.append([line])
        else:
            pieces[-1].append(line)
    for piece in pieces:
        whole = " ".join(piece)
        if begins_item(whole):
            yield Block("item", item_text(whole), page)
        else:
            yield Block("text", whole, page)
