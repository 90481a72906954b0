"""Cases come in here: a question, a text file, or a case file in YAML or JSON. One input format is one module.

What comes in is data. Text that cannot be an honest record (binary, control characters, template markup that was
never filled, more than `MOST_CHARACTERS`) is refused with its place, and nothing is written.
"""

from __future__ import annotations

import re
from pathlib import Path

from drafter.corpus import Corpus
from drafter.domain import Case
from drafter.errors import InputError
from drafter.intake import casefile, plain, question

MOST_CHARACTERS = 150_000
"""Longest record taken in one case: some 300 pages of notes. A longer one is more likely a wrong file."""

SUFFIXES = {".yaml": casefile.load, ".yml": casefile.load, ".json": casefile.load, ".txt": question.load,
            ".md": question.load, ".text": question.load}  # fmt: skip
"""How a file is read, by its suffix."""

_CASE_KEY = re.compile(rf"\A(?:#.*\n|\s)*(?:{'|'.join(Case.model_fields)})\s*:")
_RECORD_KEY = re.compile(r"^(?:text|notes|services)[ \t]*:", re.MULTILINE)
"""Of which every case file has one; a form in small letters may open with "payer:" too."""


def is_question(argument: str) -> bool:
    """Whether a command-line argument is a question: it has white space and no known suffix."""
    return argument != "-" and any(c.isspace() for c in argument) and Path(argument).suffix.lower() not in SUFFIXES


def load(argument: str, corpus: Corpus, *, standard_input: bytes = b"") -> Case:
    """The case that a command-line argument names: a question, `-` for standard input, or a file.

    Raises InputError saying what is wrong, where, and what to do next.
    """
    if is_question(argument):
        return question.load(_checked(argument, "the question"), "the question", corpus)
    if argument == "-":
        text = _checked(_decoded(standard_input, "standard input"), "standard input")
        shaped = text.lstrip().startswith("{") or (_CASE_KEY.match(text) and _RECORD_KEY.search(text))
        return (casefile.load if shaped else question.load)(text, "standard input", corpus)
    path = Path(argument)
    reader = SUFFIXES.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"{argument!r} is neither a question nor a case file that can be read",
            todo=f"Give a file ending in {', '.join(SUFFIXES)}, or a question with blanks in quotation marks.",
        )
    return reader(note(path), str(path), corpus)


def note(path: Path) -> str:
    """The text of a file: of a case, or of one more note for one. Raises InputError for what is no honest text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path, todo="Check the path.") from None
    except ValueError:  # a path with a character that no path has
        raise InputError(f"{str(path)!r} is no path", todo="Check the path.") from None
    return _checked(_decoded(raw, str(path)), str(path))


def _decoded(raw: bytes, where: str) -> str:
    if b"\x00" in raw[:4096]:
        raise InputError("this is a binary file, not text", where=where, todo="Give the case as text, YAML or JSON.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError("this is not UTF-8 text", where=where, line=line, todo="Save it as UTF-8.") from None


def _checked(text: str, where: str) -> str:
    """The text, where it can be an honest record."""
    if not text.strip():
        raise InputError("there is no text", where=where, todo="Give the request and what the record says.")
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"{len(text):,} characters are more than the {MOST_CHARACTERS:,} that one case may hold",
            where=where,
            todo="Leave out what has no bearing on the request, or split the requests into cases.",
        )
    plain.check(text, where)
    return text
