"""Sections of a document: what stands under one heading, with the page it begins on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafter.importing.blocks import Block


@dataclass(frozen=True)
class Section:
    """The blocks under a heading."""

    heading: str
    """The heading with those above it, parted by `: `."""
    page: int | None
    """The page it begins on."""
    blocks: tuple[Block, ...]
    """What stands below it."""
    also: tuple[int, ...] = ()
    """Further pages on which the same text stands."""

    @property
    def text(self) -> str:
        """The words below the heading, in Markdown."""
        text = ""
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            listed = before is not None and before.kind == block.kind == "item"
            text += ("" if before is None else "\n" if listed else "\n\n") + _written(block)
        return text


def sections(blocks: Iterable[Block], title: str) -> list[Section]:
    """The sections that hold words, in order; the same words under a second heading are folded into the first."""
    above: list[Block] = []
    made: list[Section] = []
    under: list[Block] = []
    page: int | None = None

    def close() -> None:
        if under:
            made.append(Section(_heading(above, title), page if page is not None else under[0].page, tuple(under)))

    for block in blocks:
        if block.kind == "heading":
            close()
            under = []
            page = block.page
            above = [one for one in above if one.level < block.level] + [block]
        else:
            if not under and not above:
                page = block.page
            under.append(block)
    close()
    return _named_apart(_folded(made))


def _heading(above: list[Block], title: str) -> str:
    """The lowest two headings: more would bury the one that matters."""
    words = [one.text for one in above if one.text != title][-2:] or [title]
    return ": ".join(word.rstrip(":. ") for word in words)


def _folded(made: list[Section]) -> list[Section]:
    kept: dict[str, Section] = {}
    for section in made:
        key = re.sub(r"\W+", " ", section.text).casefold().strip()
        if key in kept:
            first = kept[key]
            pages = [section.page] if section.page is not None and section.page != first.page else []
            kept[key] = replace(first, also=(*first.also, *pages))
        else:
            kept[key] = section
    return list(kept.values())


def _named_apart(made: list[Section]) -> list[Section]:
    """The same, each under a heading of its own, since a passage is known by it."""
    seen: dict[str, int] = {}
    named = []
    for section in made:
        seen[section.heading] = count = seen.get(section.heading, 0) + 1
        named.append(section if count == 1 else replace(section, heading=f"{section.heading} [{count}]"))
    return named


def _written(block: Block) -> str:
    if block.kind == "item":
        return f"- {block.text}"
    if block.kind == "table":
        return block.text
    return re.sub(r"^(#+ )", r"\\\1", block.text)  # words that would be a heading of ours
