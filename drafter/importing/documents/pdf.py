"""PDF: lines by their place and size, tables by their rules, without what is printed on every page.

Headings are lines set larger or bolder than the text. A page of pictures alone is a scan; it is named, never taken as
empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from drafter.errors import InputError
from drafter.importing.blocks import Block, Document, clean, joined_tables, table
from drafter.importing.documents import OnProgress
from drafter.importing.lines import begins_item, goes_on, item_text, joined, looks_like_heading

SUFFIXES = (".pdf",)

EDGE = 3
"""Lines at the head and the foot of a page that may be a running head or foot."""


@dataclass(frozen=True)
class _Line:
    """One printed line, or a whole table."""

    text: str
    page: int
    top: float
    bottom: float
    left: float
    size: float = 0.0
    bold: bool = False
    table: bool = False


def read(file: Path, on_progress: OnProgress) -> Document:
    """The blocks of a document. Raises InputError for a scan, a locked file, or one that is no PDF."""
    pages, pictures = _pages(file, on_progress)
    empty = [n for n, lines in enumerate(pages, 1) if not lines]
    scanned = [n for n in empty if n in pictures]
    if len(empty) == len(pages):
        what = "holds pictures of pages and no text" if scanned else "holds no text"
        raise InputError(what, where=file, todo="Run text recognition (OCR) on it first, and import what it writes.")
    notices = [f"{file.name}: no text on page{_s(scanned)} {_listed(scanned)}, pictures alone."] if scanned else []
    body = _without_running(pages)
    blocks = joined_tables(_joined_pages(_blocks([line for lines in body for line in lines])))
    return Document(tuple(blocks), tuple(notices))


def _pages(file: Path, on_progress: OnProgress) -> tuple[list[list[_Line]], set[int]]:
    """The lines of each page, and the pages that hold pictures."""
    import pdfplumber

    pages, pictures = [], set()
    try:
        with pdfplumber.open(file) as opened:
            for n, page in enumerate(opened.pages, 1):
                on_progress(n - 1, len(opened.pages))
                pages.append(_lines(page, n))
                if page.images:
                    pictures.add(n)
                page.close()  # or every page stays in memory
            on_progress(len(pages), len(pages))
    except Exception as error:  # the library hands through whatever its parts raise
        locked = "password" in f"{type(error).__name__} {error}".lower()
        what = (
            "is locked with a password"
            if locked
            else f"cannot be read as PDF ({str(error)[:100] or type(error).__name__})"
        )
        todo = "Save it without a password." if locked else "Open it in a viewer and print it to PDF again."
        raise InputError(what, where=file, todo=todo) from error
    return pages, pictures


def _lines(page: Any, number: int) -> list[_Line]:
    """Tables and lines of a page, from top to bottom; of two columns the left one first."""
    page = page.dedupe_chars()
    tables = [found for found in page.find_tables() if len(found.rows) > 1 and len(found.rows[0].cells) > 1]
    rest = page.filter(lambda thing: not any(_inside(thing, found.bbox) for found in tables)) if tables else page
    found = [
        _Line(text, number, one.bbox[1], one.bbox[3], one.bbox[0], table=True)
        for one in tables
        if (text := table(one.extract()))
    ]
    lines: list[_Line] = []
    for part in _columns(rest):
        lines += [_line(one, number) for one in part.extract_text_lines() if clean(one["text"])]
    if not tables:
        return lines
    return sorted([*lines, *found], key=lambda line: line.top)


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle, across = (thing["top"] + thing["bottom"]) / 2, (thing["x0"] + thing["x1"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= middle <= box[3])


def _columns(page: Any) -> list[Any]:
    """The page, or its two halves where a gutter that no word crosses parts most of it."""
    words = page.extract_words()
    left, right = page.bbox[0], page.bbox[2]
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        gutter = left + (right - left) * share
        crossing = sum(word["x0"] < gutter < word["x1"] for word in words)
        before = sum(word["x1"] <= gutter for word in words)
        if len(words) > 80 and crossing == 0 and 0.3 < before / len(words) < 0.7:
            top, bottom = page.bbox[1], page.bbox[3]
            return [page.crop((left, top, gutter, bottom)), page.crop((gutter, top, right, bottom))]
    return [page]


def _line(found: dict[str, Any], page: int) -> _Line:
    chars = [char for char in found["chars"] if char["text"].strip()]
    bold = sum(bool(re.search(r"bold|black|heavy|semibd", char["fontname"], re.IGNORECASE)) for char in chars)
    return _Line(
        clean(found["text"]), page, found["top"], found["bottom"], found["x0"],
        size=round(median(char["size"] for char in chars), 1) if chars else 0.0, bold=2 * bold > len(chars),
    )  # fmt: skip


def _without_running(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages without lines that stand at the same edge of most pages, their numbers aside."""
    seen: Counter[tuple[str, str]] = Counter()
    for lines in pages:
        seen.update({(edge, _folded(line)) for edge, line in _edges(lines)})
    held = [lines for lines in pages if lines]
    least = max(2, (len(held) + 1) // 2)
    running = {key for key, count in seen.items() if count >= least} if len(held) > 1 else set()
    kept = []
    for lines in pages:
        away = {id(line) for edge, line in _edges(lines) if (edge, _folded(line)) in running}
        kept.append([line for line in lines if id(line) not in away])
    return kept


def _edges(lines: Sequence[_Line]) -> Iterator[tuple[str, _Line]]:
    """The lines at the head and the foot; in a page of few lines none is both."""
    plain = [line for line in lines if not line.table]
    edge = min(EDGE, len(plain) // 2)
    yield from (("head", line) for line in plain[:edge])
    yield from (("foot", line) for line in plain[len(plain) - edge :])


def _folded(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    """Lines as blocks: a paragraph ends where an item or a heading begins, the gap widens, or the page ends."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += 0 if line.table else len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    ranks = sorted((size for size in sizes if size > body * 1.08), reverse=True)
    known = frozenset(word.lower() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text))
    piece: list[_Line] = []
    for line in lines:
        level = _level(line, body, ranks)
        if piece and (line.table or level != _level(piece[-1], body, ranks) or _apart(piece, line, level)):
            yield _block(piece, _level(piece[-1], body, ranks), known)
            piece = []
        if line.table:
            yield Block("table", line.text, line.page)
        else:
            piece.append(line)
    if piece:
        yield _block(piece, _level(piece[-1], body, ranks), known)


def _level(line: _Line, body: float, ranks: Sequence[float]) -> int:
    """1 and more for a heading, 0 for text."""
    if line.size in ranks:
        return ranks.index(line.size) + 1 if len(line.text.split()) <= 25 else 0
    if line.size < body * 0.95 or (begins_item(line.text) and not line.bold):
        return 0
    return len(ranks) + 1 if looks_like_heading(line.text, alone=False, bold=line.bold) else 0


def _apart(piece: Sequence[_Line], line: _Line, level: int) -> bool:
    """Whether a line begins a new block after those before it."""
    last, height = piece[-1], max(line.bottom - line.top, 1.0)
    if line.page != last.page or line.top < last.top:
        return True
    if level:
        return line.top - last.bottom > 0.9 * height
    return begins_item(line.text) or line.top - last.bottom > 0.6 * height


def _block(piece: Sequence[_Line], level: int, known: frozenset[str]) -> Block:
    whole, page = joined([line.text for line in piece], known), piece[0].page
    if level:
        return Block("heading", whole, page, level)
    return Block("item", item_text(whole), page) if begins_item(whole) else Block("text", whole, page)


def _joined_pages(blocks: Iterator[Block]) -> Iterator[Block]:
    """Blocks in which a paragraph or an item that goes on on the next page is one."""
    last: Block | None = None
    for block in blocks:
        if (
            last
            and block.kind == "text"
            and last.kind in ("text", "item")
            and last.page != block.page
            and goes_on(last.text, block.text)
        ):
            last = Block(last.kind, joined([last.text, block.text]), last.page)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _s(items: Sequence[int]) -> str:
    return "s" if len(items) > 1 else ""


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return f"{shown} and {len(pages) - 10} more" if len(pages) > 10 else shown
