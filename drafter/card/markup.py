"""HTML on a stranger's page, turned into plain lines of exactly the same length, so that every place stays true."""

from __future__ import annotations

import re

from drafter.domain import Span

_ANY = re.compile(
    r"<(?:/?(?:p|div|br|h[1-6]|li|tr|td|th|table|ul|ol|html|body|span|sup|b|strong|script|style)\b|!--)",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"<(script|style|noscript|template|head)\b[^>]{0,2000}>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!doctype[^>]{0,500}>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,4000})?/?>")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,10});")
_KNOWN = {
    "lt": "<", "gt": ">", "ge": "≥", "le": "≤", "amp": "&", "quot": '"', "ndash": "–", "mdash": "—", "times": "×",
}  # fmt: skip
_BREAKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "header",
        "footer",
        "body",
        "html",
        "blockquote",
    ]
)
_CELL = {"td", "th"}
_HEADING = re.compile(r"h([1-6])")


def plain(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text with its tags blanked, as long as before, and where scripts and the like were left unread.

    A block begins a line, a heading becomes `#`, an item `-`, a cell `|`, a raised number a mark in brackets. A page
    without tags comes back as it is.
    """
    if not _ANY.search(text):
        return text, ()
    unread: list[Span] = []

    def skip(match: re.Match[str]) -> str:
        unread.append(Span(start=match.start(), end=match.end()))
        return "".join("\n" if char == "\n" else " " for char in match[0])

    text = _UNREAD.sub(skip, text)
    return _ENTITY.sub(_character, _TAG.sub(_line, text)), tuple(unread)


def _line(tag: re.Match[str]) -> str:
    """What a tag is on a plain line, exactly as long as the tag."""
    name, length, closing = tag[1].lower(), len(tag[0]), tag[0].startswith("</")
    if heading := _HEADING.fullmatch(name):
        opening = "\n" + "#" * min(int(heading[1]), length - 2) + " "
        return ("\n" if closing else opening).ljust(length)
    if name == "sup":
        return "]".ljust(length) if closing else "[".rjust(length)
    if name == "li":
        return ("\n" if closing else "\n- ").ljust(length)
    if name in _CELL and not closing:
        return " | ".ljust(length)
    return ("\n" if name in _BREAKS else "").ljust(length)


def _character(entity: re.Match[str]) -> str:
    """The character of an entity, with blanks behind it."""
    name = entity[0][1:-1]
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        char = chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else " "
    else:
        char = _KNOWN.get(name, " ")
    return char.ljust(len(entity[0]))
