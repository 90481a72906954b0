"""The sheet of an audit: a file a row, facts first, then a column for each element, to be filled with one of three
words.

CSV, since it is opened with whatever is at hand. A cell that a spreadsheet would take for a formula is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from drafter.errors import InputError, near
from drafter.evals.audit.files import FIRST, File

ELEMENTS: Mapping[str, str] = {
    "UM4 practitioner": "decided by a practitioner licensed and fit for the service",
    "UM5 decided in time": "decided within the time that runs from receipt",
    "UM5 notified in time": "notice given within that time",
    "UM6 information": "clinical information that bears on it was gathered, and is in the file",
    "UM7 reason": "a reason specific to the member's condition, in plain words, abbreviations explained",
    "UM7 criterion": "the criterion by its name and its owner",
    "UM7 copy": "that a copy of it is given on request",
    "UM7 discussion": "how the practitioner reaches the reviewer",
    "UM7 appeal": "the right to appeal: comments, time, expedited, external, representative",
}
"""What is judged of every file, with what it asks; NCQA's UM 4 to 7 as publicly described."""

WORDS = ("met", "not met", "n/a")
"""What a cell of an element may say."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_KEY = "decision"


def write(files: Sequence[File]) -> str:
    """The sheet, its elements empty; the first eight files are those that are looked at first."""
    out = io.StringIO()
    facts = list(files[0].facts)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", "looked at", _KEY, "draft", *facts, *ELEMENTS, "reviewer", "remarks"])
    for n, file in enumerate(files, 1):
        turn = "first" if n <= FIRST else "where one of the first has a fault"
        told = [_cell(file.facts[name]) for name in facts]
        writer.writerow([n, turn, file.decision, file.draft, *told, *[""] * (len(ELEMENTS) + 2)])
    return out.getvalue()


def _cell(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


Filled = Mapping[str, Mapping[str, str]]
"""By decision: what is said of each element; an empty cell is left out."""


def read(file: Path) -> Filled:
    """A sheet as it was filled, in its order. Raises InputError with the line for a word that is none of the three."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=file, todo="Check the path.") from None
    except UnicodeDecodeError:
        raise InputError("this is not UTF-8 text", where=file, todo="Save the sheet as CSV in UTF-8.") from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in (_KEY, *ELEMENTS) if name not in (rows.fieldnames or ())]
    if missing:
        todo = "Fill a sheet that drafter eval audit draw has written, and save it with commas."
        raise InputError(f"there is no column {missing[0]!r}", where=file, line=1, todo=todo)
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        key = (row[_KEY] or "").strip()
        if not key or key in found:
            what = f"duplicate decision {key!r}" if key else "a row without a decision"
            raise InputError(what, where=file, line=rows.line_num, todo="Keep the rows as they were drawn.")
        found[key] = {name: word for name in ELEMENTS if (word := _word(row[name], name, file, rows.line_num))}
    if not found:
        raise InputError("holds no file", where=file, todo="Draw a sheet: drafter eval audit draw.")
    return found


def _word(written: str | None, element: str, file: Path, line: int) -> str:
    word = " ".join((written or "").lower().split())
    if word and word not in WORDS:
        todo = near(word, WORDS) or f"Write one of {', '.join(WORDS)}."
        raise InputError(f"{element!r} is {word[:40]!r}", where=file, line=line, todo=todo)
    return word
