"""Plots as SVG that takes its colours from the page: matrices, bars with intervals, and distributions.

Every plot has a title that a screen reader says, and its numbers stand in it as text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

_ROW = 24
_TABLE = 360


def matrix(table: Mapping[str, Mapping[str, int]], names: Mapping[str, str], title: str) -> Markup:
    """A confusion matrix: a row for each reference, a column for what was made; shades are shares of the row."""
    left, top, cell = 128, 44, _TABLE / len(table)
    columns = list(next(iter(table.values())))
    wide, high = left + cell * len(columns) + 8, top + 34 * len(table) + 6
    cells = [_text(left - 10, 12, "reference", "axis", "end"), _text(left, 12, "as drafted", "axis")]
    cells += [_text(left + cell * (n + 0.5), 34, names[name], "tick", "middle") for n, name in enumerate(columns)]
    for row, (reference, counts) in enumerate(table.items()):
        y, total = top + 34 * row, sum(counts.values())
        cells.append(_text(left - 10, y + 21, names[reference], "tick", "end"))
        for column, name in enumerate(columns):
            share = counts[name] / total if total else 0.0
            kind = "right" if name == reference else "wrong"
            x = left + cell * column
            cells.append(Markup('<rect class="cell" x="{}" y="{}" width="{}" height="32"/>').format(x, y, cell - 2))
            if counts[name]:
                shade = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="32" fill-opacity="{:.2f}"/>')
                cells.append(shade.format(kind, x, y, cell - 2, 0.12 + 0.6 * share))
            number = str(counts[name]) if counts[name] else "·"
            cells.append(_text(x + cell / 2 - 1, y + 21, number, "number" if counts[name] else "none", "middle"))
    return _svg(wide, high, title, cells)


def bars(
    rows: Sequence[tuple[str, float | None, tuple[float, float] | None, str]], title: str, *, percent: bool = True
) -> Markup:
    """Values from 0 to 1 with their intervals: a name, a value, an interval and a count for each."""
    left, span, top = 16 + max((int(6.6 * len(name)) for name, *_ in rows), default=0), 250, 20
    wide, high = left + span + 96, top + _ROW * len(rows) + 10
    drawn = [_grid(left + span * share / 4, top - 4, high - 6) for share in range(5)]
    drawn += [
        _text(left + span * share / 4, 10, f"{25 * share} %" if percent else f"{share / 4:g}", "axis", "middle")
        for share in range(5)
    ]
    for n, (name, value, interval, count) in enumerate(rows):
        y = top + _ROW * n + 12
        drawn.append(_text(left - 10, y + 4, name, "tick", "end"))
        drawn.append(_text(left + span + 12, y + 4, count, "axis"))
        if value is None:
            continue
        if interval:
            low, high_ = (left + span * end for end in interval)
            drawn.append(Markup('<rect class="between" x="{:.1f}" y="{}" width="{:.1f}" height="8"/>').format(
                low, y - 4, max(1.0, high_ - low)))  # fmt: skip
        drawn.append(Markup('<circle class="dot" cx="{:.1f}" cy="{}" r="4.5"/>').format(left + span * value, y))
    return _svg(wide, high, title, drawn)


def distribution(values: Sequence[float], title: str, unit: str) -> Markup:
    """How many cases took how long, or cost how much: a histogram with median and 90th percentile named."""
    wide, high, base, left = 536, 170, 128, 34
    low, top = min(values), max(values)
    bins = max(1, min(24, math.ceil(math.sqrt(len(values)) * 1.5)))
    step = (top - low) / bins or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int((value - low) / step))] += 1
    most, width = max(counts), (wide - left - 20) / bins
    drawn = [Markup('<line class="grid" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(left, base, wide - 20, base)]
    drawn += [_text(left - 6, base + 4, "0", "axis", "end"), _text(left - 6, 28, str(most), "axis", "end")]
    for n, count in enumerate(counts):
        tall = 104 * count / most
        drawn.append(Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            left + n * width + 0.5, base - tall, max(0.5, width - 1.5), tall))  # fmt: skip
    ordered = sorted(values)
    marks = {
        "median": ordered[len(ordered) // 2],
        "90th percentile": ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)],
    }
    said = " · ".join(f"{name} {value:.3g} {unit}" for name, value in marks.items())
    drawn += [
        _text(left, base + 18, f"{low:.3g}", "axis"),
        _text(wide - 20, base + 18, f"{top:.3g} {unit}", "axis", "end"),
    ]
    drawn.append(_text(left, base + 38, said, "tick"))
    return _svg(wide, high, title, drawn)


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{}" class="{}" text-anchor="{}">{}</text>').format(x, y, kind, anchor, words)


def _grid(x: float, top: float, bottom: float) -> Markup:
    return Markup('<line class="grid" x1="{0:.1f}" y1="{1}" x2="{0:.1f}" y2="{2}"/>').format(x, top, bottom)


def _svg(wide: float, high: float, title: str, drawn: Sequence[Markup]) -> Markup:
    head = Markup('<svg viewBox="0 0 {0} {1}" style="max-width:{0}px" role="img" aria-label="{2}">').format(
        wide, high, title
    )
    return head + Markup("<title>{}</title>").format(escape(title)) + Markup("").join(drawn) + Markup("</svg>")
