"""A letter as plain text, 78 characters wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from drafter.letters.organisation import Organisation
from drafter.letters.structure import Block, Letter

WIDTH = 78


def render(letter: Letter, organisation: Organisation) -> bytes:
    """The letter in UTF-8."""
    mark = [letter.mark] if letter.mark else []
    parts = [*mark, "\n".join(map(_fold, letter.letterhead)), *_parts(letter), f"Reference: {letter.reference}", *mark]
    return ("\n\n".join(parts) + "\n").encode()


def _parts(letter: Letter) -> Iterator[str]:
    attached = False
    for block in letter.blocks:
        if block.attached and not attached:
            attached = True
            yield "=" * WIDTH if not letter.mark else f"{'=' * WIDTH}\n\n{letter.mark}"
        yield _written(block)


def _written(block: Block) -> str:
    if block.kind == "heading":
        return block.text.upper() if block.level == 1 else _fold(block.text) + "\n" + "-" * min(len(block.text), WIDTH)
    if block.kind in ("paragraph", "callout"):
        return _fold(block.text)
    if block.kind == "bullets":
        return "\n".join(_fold(row[0], "- ", "  ") for row in block.rows)
    if block.kind == "pairs":
        return "\n".join(_fold(": ".join(row), "", "  ") for row in block.rows)
    return "\n\n".join(_row(block.rows[0], row) for row in block.rows[1:])


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """A row of a table, a cell a line under the names of its columns."""
    named = [f"{name}: {cell}" for name, cell in zip(head, row, strict=False) if cell]
    return "\n".join(_fold(cell, "* " if n == 0 else "  ", "    ") for n, cell in enumerate(named))


def _fold(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False,
                         break_long_words=False)  # fmt: skip
