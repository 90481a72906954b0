"""Web pages: what a reader sees, without scripts, menus and footers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.importing.blocks import Block, Document, clean, table
from drafter.importing.documents import OnProgress, decoded

SUFFIXES = (".html", ".htm", ".xhtml")

_UNSEEN = "script, style, noscript, template, svg, nav, header, footer, aside, form, [hidden], [aria-hidden=true]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHOLE = ("p", "pre", "blockquote", "dt", "dd", "figcaption", "caption", "li", "table", *_HEADINGS)
"""Elements that are one block; what is none of these is looked into."""


def read(file: Path, on_progress: OnProgress) -> Document:
    """The blocks of a page."""
    text, notices = decoded(file)
    return Document(tuple(blocks(text)), notices)


def blocks(markup: str) -> Iterator[Block]:
    """The blocks of HTML."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "lxml")
    for unseen in soup.select(_UNSEEN):
        unseen.decompose()
    yield from _below(soup.body or soup)


def _below(element: Any) -> Iterator[Block]:
    """The blocks in an element; words that stand between blocks are a paragraph."""
    loose: list[str] = []
    for child in element.children:
        name = getattr(child, "name", None)
        if name is None or (name not in _WHOLE and child.find(_WHOLE) is None and not _is_box(name)):
            loose.append("\n" if name == "br" else child.get_text() if name else _words(child))
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _block(child, name) if name in _WHOLE else _below(child)
    yield from _paragraph(loose)


def _is_box(name: str) -> bool:
    return name in ("div", "section", "article", "main", "ul", "ol", "dl", "tr", "td", "th")


def _words(node: Any) -> str:
    """The words of a text; a comment or a declaration has none."""
    return str(node) if type(node).__name__ == "NavigableString" else ""


def _paragraph(loose: list[str]) -> Iterator[Block]:
    if text := clean(" ".join("".join(loose).split())):
        yield Block("text", text)


def _block(element: Any, name: str) -> Iterator[Block]:
    if name == "table":
        rows = [[cell.get_text(" ") for cell in row.find_all(("td", "th"))] for row in element.find_all("tr")]
        if text := table(rows):
            yield Block("table", text)
        return
    inner = element.find_all(("ul", "ol", "table"), recursive=True) if name in ("li", "blockquote", "dd") else []
    inner = [one for one in inner if one.find_parent(("li", "blockquote", "dd")) is element]
    for one in inner:
        one.extract()
    if text := clean(" ".join(element.get_text(" ").split())):
        kind = "heading" if name in _HEADINGS else "item" if name == "li" else "text"
        yield Block(kind, text, level=int(name[1]) if name in _HEADINGS else 0)  # type: ignore[arg-type]
    for one in inner:
        yield from _block(one, "table") if one.name == "table" else _below(one)
