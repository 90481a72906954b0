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
_RAISED = re.compile(
    r"(<(?:sup\b[^<>]{0,200}|a\b[^<>]{0,200}href=.#[^<>]{0,200})>)([^<>]{1,40})(</(?:sup|a)\s*>)", re.IGNORECASE
)
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
_EMPHASIS = re.compile(
    r"\*\*|`|\*(?=\w)|(?<=[\w.,;:!?)”\"])\*|(?<![\w_])_{1,2}(?=\w)|(?<=[\w.,;:!?)”\"])_{1,2}(?![\w_])"
)


def bare(words: str) -> str:
    """The words of a line without marks of emphasis, and with one blank between them."""
    return " ".join(_EMPHASIS.sub("", words).split())


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
    return _ENTITY.sub(_character, _TAG.sub(_line, _RAISED.sub(_mark, text))), tuple(unread)


def _mark(raised: re.Match[str]) -> str:
    """Numbers that are raised, or link to a place below, as a mark in brackets; other words stand as they are."""
    opening, words, closing = raised.groups()
    if not re.fullmatch(r"[\d,;–-]+", "".join(words.split())):
        return raised[0]
    return "[".rjust(len(opening)) + words + "]".ljust(len(closing))


def _line(tag: re.Match[str]) -> str:
    """What a tag is on a plain line, exactly as long as the tag."""
    name, length, closing = tag[1].lower(), len(tag[0]), tag[0].startswith("</")
    if heading := _HEADING.fullmatch(name):
        before = tag.string[: tag.start()].rstrip(" ")[-1:]
        begins = "" if before in ("", "\n", ">") else "\n"  # a tag before it has ended the line
        opening = begins + "#" * min(int(heading[1]), length - 1 - len(begins)) + " "
        return ("\n" if closing else opening).ljust(length)
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
