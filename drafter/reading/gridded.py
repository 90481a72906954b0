"""Tables of findings: a column for a finding, a row for each muscle, with yes or no where the two meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from drafter.domain import Citation
from drafter.reading import lines, site
from drafter.reading.record import Record
from drafter.reading.said import Document
from drafter.reading.site import Place
from drafter.reading.weighing import Weighed, be
from drafter.text import words
from drafter.text.tokens import fold, tokenise

_YES = re.compile(r"(?:yes|y|\+{1,3}|present|pos|positive|found|felt|active|latent|[1-9]\d?)")
_SIDE = re.compile(r"(?:r|l|rt|lt|right|left)(?: side)?")
_DENIED = re.compile(r"\b(?:no|none|absent|neg|negative|without|not|0)\b|\?")
_NO = re.compile(r"(?:no|n|absent|neg|negative|none|0)")


class _Row(NamedTuple):
    """One row of a table, as far as it tells of one finding."""

    cited: Citation
    place: Place
    present: bool


def weighed(record: Record, name: str, sides: Set[str]) -> Iterator[tuple[Weighed, Place]]:
    """What tables say of a finding: for or against at the place asked for, open elsewhere or on another side."""
    asked = site.of(record)
    for document in record.documents:
        if document.late or document.speaker is not None or "|" not in document.text:
            continue
        for row in _rows(record, document, name):
            apart = bool(row.place.sides and sides) and not row.place.sides & sides
            if apart or row.place.elsewhere(asked):
                yield Weighed("open", row.cited, f"{be(name)} noted in a table for another place"), row.place
            elif row.present:
                yield Weighed("for", row.cited, f"{be(name)} recorded in a table of findings"), row.place
            else:
                yield Weighed("against", row.cited, f"{be(name)} recorded as absent"), row.place


def _rows(record: Record, document: Document, name: str) -> Iterator[_Row]:
    """The rows below a head that names the finding; a cell that is neither yes nor no tells nothing."""
    rows = [
        (at, text, [cell.strip() for cell in text.strip("/ \t").strip("|").split("|")])
        for line in lines.of(document)
        for at, text in _pieces(line)
    ]
    yield from _by_side(record, document, rows, name)
    if not any(_answer(cell) for _, _, cells in rows[1:] for cell in cells[1:]):
        return
    at, width = None, 0
    for start, text, cells in rows:
        if len(cells) != width:
            at = None
        if len(cells) > 1 and at is None:
            column = next((n for n, cell in enumerate(cells) if n and _names(record, cell, name)), None)
            at, width = column, len(cells)
        elif at is not None:
            place = site.among(tokenise(" ".join(cells[:at])))
            told = _answer(cells[at])
            if told and place.regions | place.muscles:
                yield _Row(lines.cite(document, start, start + len(text)), place, told == "yes")


def _pieces(line: lines.Line) -> Iterator[tuple[int, str]]:
    """The rows of a line with their places; a table on one line has two strokes between its rows."""
    start = line.start
    for text in line.text.split("//"):
        yield start, text
        start += len(text) + 2


def _by_side(record: Record, document: Document, rows: list[tuple[int, str, list[str]]], name: str) -> Iterator[_Row]:
    """The cells below a head that names the sides, in rows that name the finding in one cell at least."""
    sides: list[frozenset[str]] = []
    for start, text, cells in rows:
        heads = [site.among(tokenise(cell)).sides if _SIDE.fullmatch(fold(cell)) else frozenset() for cell in cells]
        place = site.among(tokenise(cells[0]))
        if sum(map(bool, heads)) >= 2:
            sides = [frozenset(h) for h in heads]
        elif len(cells) == len(sides) and place.muscles | place.regions and any(_names(record, c, name) for c in cells):
            cited = lines.cite(document, start, start + len(text))
            for side, cell in zip(sides[1:], cells[1:], strict=True):
                told = _answer(cell) or ("yes" if _names(record, cell, name) and not _DENIED.search(fold(cell)) else "")
                if side and told:
                    yield _Row(cited, Place(place.muscles, place.regions, side), told == "yes")


def _answer(cell: str) -> str:
    """Whether a cell says yes or no; nothing where it says neither."""
    low = fold(cell)
    return "yes" if _YES.fullmatch(low) else "no" if _NO.fullmatch(low) else ""


def _names(record: Record, cell: str, name: str) -> bool:
    found = words.lexicon(record.terms).find(tokenise(cell), fold(cell), 0)
    return any(hit.name == name for hit in found)
