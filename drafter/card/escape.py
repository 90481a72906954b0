"""Plain text as Markdown that shows the same words, and back without loss.

Ordinary prose comes through as it is. What Markdown would take for markup gets a backslash; a line break is shown
as `⏎`, other control characters as their pictures (`␉` for a tab), invisible and direction-changing characters as
`\\u{200E}`. An escaped text is always one line, neither begins nor ends with a space, and holds no bare `|`, `[`
or backquote.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

LINE_BREAK = "⏎"
_PICTURES = {chr(n): chr(0x2400 + n) for n in range(0x20)} | {"\n": LINE_BREAK, "\x7f": "␡"}
_CONTROLS = {picture: control for control, picture in _PICTURES.items()}

# Characters that are markup wherever they stand, then those that are only in company: an underscore at the edge of a
# word, a tilde that has a second one, an opening angle bracket before a tag, an ampersand before an entity.
_MARKUP = re.compile(r"[\\`*\[|]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_BLOCK = re.compile(r"#(?=#{0,5}(?: |$))|[>=~]|[+-](?=[ +-]|$)|\d{1,9}(?=[.)](?: |$))")
_ESCAPED = re.compile(r"\\u\{([0-9A-F]{1,6})\}|\\([!-/:-@\[-`{-~])|([⏎␀-␡])")
_MARK = re.compile(r"\\u\{[0-9A-F]{1,6}\}|\\[!-/:-@\[-`{-~]| ?\[(\d{1,6})\]")
_PICTURE = re.compile("[⏎␀-␡]")
_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


@lru_cache(maxsize=16_384)  # a card repeats what many cards say
def escape(text: str, also: str = "") -> str:
    """The text as one line of Markdown; characters in `also` are escaped as well, so that they may delimit it."""
    marked = _MARKUP.sub(lambda m: "\\" + m.group(), text)
    if "~" in text and text.count("~") > 1:
        marked = marked.replace("~", "\\~")
    for char in also:
        marked = marked.replace(char, "\\" + char if char.isascii() else code_point(char))
    if not marked.isprintable() or _PICTURE.search(marked):
        marked = "".join(code_point(char) if char in _CONTROLS else visible(char) for char in marked)
    return _edges(marked)


def code_point(char: str) -> str:
    r"""The character by its number, such as `\u{200E}`."""
    return f"\\u{{{ord(char):X}}}"


def visible(char: str) -> str:
    """The character, a control character by its picture, an invisible or direction-changing one by its number."""
    return _PICTURES.get(char) or (code_point(char) if unicodedata.category(char) in _HIDDEN else char)


def _edges(marked: str) -> str:
    """Guards the beginning, which could open a block, and spaces at either end, which would be lost."""
    if marked.endswith(" "):
        marked = marked[:-1] + code_point(" ")
    if marked.startswith(" "):
        return code_point(" ") + marked[1:]
    if opening := _BLOCK.match(marked):
        cut = opening.end() if opening.group()[0].isdigit() else 0
        return marked[:cut] + "\\" + marked[cut:]
    return marked


@lru_cache(maxsize=16_384)
def unescape(marked: str) -> str:
    """The text that was escaped; what is no escape stands for itself."""

    def plain(match: re.Match[str]) -> str:
        number, punctuation, picture = match.groups()
        if number:
            known = int(number, 16) < 0x110000 and not 0xD800 <= int(number, 16) < 0xE000
            return chr(int(number, 16)) if known else match.group()
        return punctuation or _CONTROLS[picture]

    return _ESCAPED.sub(plain, marked)


@lru_cache(maxsize=16_384)
def split_marks(marked: str) -> tuple[str, tuple[int, ...]]:
    """The still escaped words without their reference marks such as ` [1][3]`, and the numbers, in order."""
    numbers: list[int] = []

    def collect(match: re.Match[str]) -> str:
        if match.group(1) is None:
            return match.group()
        numbers.append(int(match.group(1)))
        return ""

    return _MARK.sub(collect, marked), tuple(numbers)


def split(marked: str, at: str) -> list[str]:
    """The escaped text cut at every bare `at`, one character, that no backslash guards."""
    cuts = [m.start() for m in re.finditer(r"\\.|" + re.escape(at), marked) if m.group() == at]
    return [marked[start + 1 : end] for start, end in itertools.pairwise((-1, *cuts, len(marked)))]


def cells(row: str) -> list[str]:
    """The cells of a table row, still escaped, without the spaces around them."""
    parts = [part.strip(" ") for part in split(row, "|")]
    return parts[not parts[0] : len(parts) - (not parts[-1])]
