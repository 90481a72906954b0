"""Cells of tables between upright strokes, each with the head of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_ROW = Pattern(r"^\s*\|.*\|.*\|")


@dataclass(frozen=True)
class Cell:
    """One cell of a row."""

    said: Said
    """The row."""
    head: str
    """Words at the head of its column, as given."""
    text: str
    """Its own folded words."""
    start: int
    """Where they begin within the row."""


def cells(record: Record) -> Iterator[Cell]:
    """Every cell of a row that has as many cells as the head of its table; the head holds no figures."""
    head = last = None
    for said in record.having(_ROW):
        goes_on = last is not None and said.document is last.document and said.number <= last.number + 2
        last = said
        if not goes_on:
            head = None if any(c.isdigit() for c in _bare(said.low)) else said
        if head is None or head is said:
            continue
        heads, own = _split(head.statement.clause.line), _split(said.low)
        if len(heads) == len(own):
            yield from (Cell(said, h.strip(), text, at) for (h, _), (text, at) in zip(heads, own, strict=True))


_NAMES = ("spo2", "sao2", "pao2", "paco2", "pco2", "po2", "o2", "a1c", "phq-9", "fev1", "ahi4", "rdi4")


def _bare(low: str) -> str:
    """A row without the figures that belong to names: "SpO2", "O2", "4%"."""
    for name in _NAMES:
        low = low.replace(name, "")
    return _RULE.sub("", low)


_RULE = Pattern(r"(?:<=?|≤|>=?|≥)? ?\d{1,2} ?(?:%|h|hrs?|hours?|min)")
"""A rule at the head of a column: "AHI (4%)", "nights >= 4 h"."""


def _split(low: str) -> Sequence[tuple[str, int]]:
    found, at = [], 0
    for piece in low.split("|"):
        if piece.strip():
            found.append((piece, at))
        at += len(piece) + 1
    return found
