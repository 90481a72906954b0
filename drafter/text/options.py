"""Lines of a form that offer lengths or figures behind boxes, of which one is marked: read as the one chosen.

The text comes back as long as it was: what was not chosen, and the boxes, stand as blanks.
"""

from __future__ import annotations

import re

_BOX = re.compile(r"(?:[\[(] ?(?P<in>[xXoO✓✔]?) ?[\])]|(?P<sign>[☐☑☒]))[ \t]*")
_FEWEST = 3
"""Boxes on a line from which on it is a choice rather than an answer."""
_LONGEST = 30
"""Code points of an option; words that are longer are no figure."""


def chosen(text: str) -> str:
    """The text with such lines reduced to the question and the option marked; other lines as they are."""
    if not _BOX.search(text):
        return text
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _line(line: str) -> str:
    boxes = list(_BOX.finditer(line))
    if len(boxes) < _FEWEST:
        return line
    ends = [*(b.start() for b in boxes[1:]), len(line)]
    options = [line[b.end() : end] for b, end in zip(boxes, ends, strict=True)]
    marked = [b for b in boxes if (b["in"] or "").lower() in ("x", "✓", "✔") or b["sign"] in ("☑", "☒")]
    figures = all(re.search(r"\d", option) and len(option.strip()) <= _LONGEST for option in options)
    if len(marked) != 1 or not figures:
        return line
    out = line[: boxes[0].start()].replace("?", ":")
    for box, option, end in zip(boxes, options, ends, strict=True):
        kept = option if box is marked[0] else " " * len(option.rstrip("\r\n")) + option[len(option.rstrip("\r\n")) :]
        out += " " * (end - box.start() - len(option)) + kept
    return out
