"""A draft as JSON, without loss, and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from drafter.domain import Draft
from drafter.errors import InputError, near

_NEXT = "Give a draft as written by `drafter draft --format json`."


def render(draft: Draft, **given: object) -> str:
    """The draft as one JSON document; nothing more is given."""
    return draft.to_json() + "\n"


def read(file: Path) -> Draft:
    """The draft in a file. An InputError says what is wrong with the file or the draft, and what to do next."""
    try:
        return parse(file.read_text("utf-8"), file)
    except (FileNotFoundError, IsADirectoryError) as error:
        what = "no such file" if isinstance(error, FileNotFoundError) else "this is a folder"
        raise InputError(what, where=file, todo=_NEXT) from None
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8 text", where=file, todo=_NEXT) from error


def parse(text: str, where: str | Path = "draft") -> Draft:
    """The draft of that JSON. An InputError says what is wrong, in which field, and what to do next."""
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"this is not JSON: {error.msg}", where=where, line=error.lineno, todo=_NEXT) from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"this JSON cannot be read: {error}", where=where, todo=_NEXT) from error
    if not isinstance(data, dict):
        raise InputError(f"a draft is a JSON object, not a {type(data).__name__}", where=where, todo=_NEXT)
    if data.get("schema") != 1:
        todo = "This version reads schema 1; draft the case again with it."
        raise InputError(f"`schema` is {data.get('schema')!r}, not 1", where=where, todo=todo)
    try:
        return Draft.model_validate(data)
    except ValidationError as error:
        raise _fault(error, where) from error


def _fault(error: ValidationError, where: str | Path) -> InputError:
    """The first fault, with its field and value, and how many more there are."""
    first, *others = error.errors(include_url=False)
    field = "/".join(str(step) for step in first["loc"])
    if first["type"] == "extra_forbidden":
        known = (
            sorted(info.alias or name for name, info in Draft.model_fields.items()) if len(first["loc"]) == 1 else []
        )
        listed = f" Known are {', '.join(known)}." if known else ""
        todo = near(str(first["loc"][-1]), known) or f"Remove it.{listed}"
        what = f"`{field}` is not a field of a draft"
    else:
        shown = repr(first["input"])
        what = f"`{field}` is {shown[:80]}{'…' if len(shown) > 80 else ''}: {first['msg'].lower()}"
        todo = _NEXT
    more = f" ({len(others)} more like this)" if others else ""
    return InputError(what + more, where=where, todo=todo)
