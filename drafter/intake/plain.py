"""Text that can be an honest record: nothing unseen in it, no half characters, no field that was never filled in."""

from __future__ import annotations

import re

from drafter.errors import InputError

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_MARKUP = (("{{", "}}"), ("{%", "%}"), ("<%", "%>"))

MOST_IN_A_LINE = 200
"""Longest value of a field that stands in one line of a card, in characters."""


def check(text: str, where: str, line: int | None = None) -> None:
    """Raise InputError for a character or a markup that no honest text holds.

    `line` is where the text as a whole stands in its file; without it the place is counted in the text.
    """
    if unseen := _UNSEEN.search(text):
        raise InputError(_named(unseen[0]), where=where, line=line or _line(text, unseen.start()), todo=_TODO_UNSEEN)
    for opens, closes in _MARKUP:
        start = text.find(opens)
        end = text.find(closes, start + 2) if start >= 0 else -1
        if end >= 0:
            raise InputError(
                f"template markup {text[start : end + 2][:60]!r}: a field of the record was never filled in",
                where=where,
                line=line or _line(text, start),
                todo="Fill the field in, or take the markup out.",
            )


def check_line(text: str, name: str, where: str, line: int) -> None:
    """Raise InputError for the value of a field that does not fit one line."""
    if len(text.splitlines()) > 1:
        what = f"`{name}` has {len(text.splitlines())} lines"
    elif len(text) > MOST_IN_A_LINE:
        what = f"`{name}` has {len(text):,} characters"
    else:
        return
    todo = f"Write it in one line of at most {MOST_IN_A_LINE} characters; the record goes under `text` or `notes`."
    raise InputError(what, where=where, line=line, todo=todo)


_TODO_UNSEEN = "Take it out, or export the record as plain text in UTF-8 again."


def _named(char: str) -> str:
    half = "\ud800" <= char <= "\udfff"
    return f"{'half a character' if half else 'control character'} U+{ord(char):04X}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
