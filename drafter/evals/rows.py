"""Rows of single phrasings, one JSON object to a line: an id, a type, a phrase, and the reading that is right."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.domain import Status
from drafter.errors import InputError, near

READINGS: Mapping[str, Status] = {"MET": "met", "NOT_MET": "not_met", "NOT_DOC": "not_documented"}
"""The words of a row for the status that is right."""
WORDS: Mapping[Status, str] = {status: word for word, status in READINGS.items()}
"""The same, the other way round."""


@dataclass(frozen=True)
class Row:
    """One phrase with its reference."""

    id: str
    """Its id, once in all files."""
    type: str
    """Which readings file says how it is read."""
    phrase: str
    """The whole record."""
    reference: Status
    """What it shows, as labelled."""
    why: str = ""
    """The reason of the label."""
    family: str | None = None
    """What sort of wording it is: rows that could be near-copies share one."""
    half: str | None = None
    """The half it is kept in; none for rows from elsewhere."""


def load(file: Path, types: Collection[str], half: str | None = None) -> tuple[Row, ...]:
    """The rows of a file in order. Raises InputError with file and line; an empty line is passed over.

    Keys that are not a row's own, such as `criterion` in other people's files, are left alone.
    """
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        row = _row(_object(line, file, number), file, number, types, half)
        if (first := seen.setdefault(row.id, number)) != number:
            what = f"duplicate id {row.id!r}, already on line {first}"
            raise InputError(what, where=file, line=number, todo="Give each row an id of its own.")
        rows.append(row)
    if not rows:
        raise InputError("holds no row", where=file, todo=_TODO_ROW)
    return tuple(rows)


_TODO_ROW = 'Write one to a line: {"id": "DUR-101", "type": "DUR", "phrase": "…", "reading": "MET"}.'


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=file, todo="Check the path.") from None
    except UnicodeDecodeError:
        raise InputError(
            "this is not UTF-8 text", where=file, todo="Save it as UTF-8, one JSON object to a line."
        ) from None


def _object(line: str, file: Path, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = f"not JSON: {error.msg}" if isinstance(error, json.JSONDecodeError) else "not JSON that can be read"
        raise InputError(f"{said} in {line.strip()[:60]!r}", where=file, line=number, todo=_TODO_ROW) from None
    if not isinstance(found, dict):
        raise InputError(f"{line.strip()[:60]!r} is not a JSON object", where=file, line=number, todo=_TODO_ROW)
    return found


def _row(given: dict[str, Any], file: Path, number: int, types: Collection[str], half: str | None) -> Row:
    texts = {key: _text(given, key, file, number) for key in ("id", "type", "phrase", "reading")}
    _known("type", texts["type"], types, file, number)
    _known("reading", texts["reading"], READINGS, file, number)
    family, why = given.get("family"), given.get("why")
    return Row(
        id=texts["id"],
        type=texts["type"],
        phrase=texts["phrase"],
        reference=READINGS[texts["reading"]],
        why=why if isinstance(why, str) else "",
        family=family if isinstance(family, str) else None,
        half=half,
    )


def _text(given: dict[str, Any], key: str, file: Path, number: int) -> str:
    value = given.get(key)
    if isinstance(value, str) and value.strip():
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise InputError(f"`{key}` holds half a character", where=file, line=number, todo="Write it whole.")
        return value
    named = f" of {given['id']!r}" if key != "id" and isinstance(given.get("id"), str) else ""
    what = f"`{key}`{named} is {'missing' if key not in given else f'{value!r}, which is not text'}"
    raise InputError(what, where=file, line=number, todo=_TODO_ROW)


def _known(key: str, value: str, known: Collection[str], file: Path, number: int) -> None:
    if value not in known:
        todo = f"{near(value, known) or ''} Known: {', '.join(known)}.".strip()
        raise InputError(f"unknown {key} {value[:40]!r}", where=file, line=number, todo=todo)
