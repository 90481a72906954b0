"""Lines of a form that offer lengths or figures behind boxes, of which one is marked: read as the one chosen.

So are those by which the request itself is filled in (what for, by what guidance, on which side), whatever they offer.

The text comes back as long as it was: what was not chosen, and the boxes, stand as blanks.
"""

from __future__ import annotations

import re

_BOX = re.compile(r"(?:[\[(] ?(?P<in>[xXoO✓✔]?) ?[\])]|(?P<sign>[☐☑☒]))[ \t]*")
_NAMES = (
    r"(?:(?:type|kind|purpose|stage|reason) of (?:the )?(?:request|service|injection|block|procedure|visit)|purpose|"
    r"(?:request|injection|block|procedure|service|visit|auth\w*) (?:type|kind|purpose|is)|type|kind|stage|"
    r"(?:image |imaging )?guidance(?: (?:used|planned|by|type|method))?|contrast(?: (?:used|planned|given|agent))?|"
    r"injectate|agents?|sides?|laterality|sedation|an(?:a)?esthesia|technique)"
)
"""What a field is called in which the office says what it asks for."""
_OF_REQUEST = re.compile(rf"[ \t]*{_NAMES}[ \t]*[:?=-]?[ \t]*$", re.IGNORECASE)
_FIELD = re.compile(
    rf"(?<=\S)[ \t|;]+(?={_NAMES}[ \t]*[:?=][ \t]*(?:[\[(] ?[xXoO✓✔]?[ ]?[\])]|[☐☑☒]))",
    re.IGNORECASE,
)
"""Where a further field with its boxes begins on a line."""
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
    starts = [0, *(m.end() for m in _FIELD.finditer(line) if m.end())]
    pieces = [line[a:b] for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]
    if any(map(_is_of_request, pieces)):
        return "".join(_piece(piece) for piece in pieces)
    return _piece(line)


def _is_of_request(piece: str) -> bool:
    """Whether a field says what is asked for; a field of the findings is not read from its boxes."""
    box = _BOX.search(piece)
    return box is not None and _OF_REQUEST.match(piece[: box.start()]) is not None


def _piece(line: str) -> str:
    boxes = list(_BOX.finditer(line))
    request = _is_of_request(line)
    if len(boxes) < (_FEWEST if not request else 2):
        return line
    ends = [*(b.start() for b in boxes[1:]), len(line)]
    options = [line[b.end() : end] for b, end in zip(boxes, ends, strict=True)]
    marked = [b for b in boxes if (b["in"] or "").lower() in ("x", "✓", "✔") or b["sign"] in ("☑", "☒")]
    figures = request or all(re.search(r"\d", option) and len(option.strip()) <= _LONGEST for option in options)
    if len(marked) != 1 or not figures:
        return line
    out = line[: boxes[0].start()].replace("?", ":")
    for box, option, end in zip(boxes, options, ends, strict=True):
        kept = option if box is marked[0] else " " * len(option.rstrip("\r\n")) + option[len(option.rstrip("\r\n")) :]
        out += " " * (end - box.start() - len(option)) + kept
    return out
