"""From a located document to a noun: pydantic's complaints become errors with file, line and a cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from drafter.corpus.located import Keys, Place, Tree
from drafter.errors import CorpusError, near

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number",
    "bool_type": "true or false", "tuple_type": "a list", "list_type": "a list", "dict_type": "a mapping",
    "model_type": "a mapping", "model_attributes_type": "a mapping", "date_type": "a date",
    "date_from_datetime_parsing": "a date", "date_from_datetime_inexact": "a date", "date_parsing": "a date",
}  # fmt: skip
"""Pydantic's type errors and what was wanted, in words."""

_TODO = {
    "string_type": "Put it in quotes.", "int_type": "Write digits alone, without quotes.",
    "int_from_float": "Write digits alone, without quotes.", "float_type": "Write digits alone, without quotes.",
    "bool_type": "Write true or false, without quotes.", "date_type": "Write it as 2026-01-31, without quotes.",
    "date_from_datetime_parsing": "Write it as 2026-01-31, without quotes.",
    "date_from_datetime_inexact": "Write it as 2026-01-31, without quotes.",
    "date_parsing": "Write it as 2026-01-31, without quotes.",
    "tuple_type": "Write its items on lines below it, each after `- `.",
    "list_type": "Write its items on lines below it, each after `- `.",
    "dict_type": "Write `key: value` lines below it.", "model_type": "Write `key: value` lines below it.",
    "model_attributes_type": "Write `key: value` lines below it.",
    "timezone_aware": "Write the moment with its offset, as 2026-01-31T10:00:00-05:00.",
}  # fmt: skip
"""What to do about a value of the wrong type."""


_BELOW = ("tuple_type", "list_type", "dict_type", "model_type", "model_attributes_type")
"""Pydantic's type errors where a list or a mapping was wanted."""


def build(model: type[Model], tree: Tree) -> Model:
    """The noun that a document describes; a CorpusError at the first line that does not fit."""
    try:
        return model.model_validate(_frozen(tree.data), strict=True)  # strict: "2" is never 2
    except ValidationError as error:
        details = error.errors(include_url=False)
        # a list of which every item is at fault is called too short as well: keep the innermost complaint
        inner = [d for d in details if not any(d["loc"] == e["loc"][: len(d["loc"])] != e["loc"] for e in details)]
        # a misspelt key is unknown and missing at once: the unknown one is what was written
        unknown = [d for d in inner if d["type"] == "extra_forbidden"]
        faults = [_fault(model, tree, detail) for detail in unknown or inner]
        raise min(faults, key=lambda fault: fault.line or 0) from None


def _frozen(value: Any) -> Any:
    """The same with tuples for lists, as the nouns have them."""
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _fault(model: type[BaseModel], tree: Tree, detail: ErrorDetails) -> CorpusError:
    way = _way(tree, detail["loc"])
    place, kind = tree.at(*way), detail["type"]
    name = str(detail["loc"][-1])[:60]
    if kind == "extra_forbidden":
        known = _known(model.model_json_schema(), detail["loc"][:-1])
        todo = near(name, known) or "Leave it out, or use one of these."
        return place.error(f"unknown key `{name}`; known here: {', '.join(known)}", todo)
    if kind == "missing":
        return place.error(f"`{name}` is missing", "Add it.")
    if kind == "union_tag_not_found":
        return place.error("`kind` is missing", "Add it.")
    if kind in ("literal_error", "union_tag_invalid"):
        return _not_one_of(tree, way, detail)
    if kind in _WANTED:
        many = isinstance(detail["input"], dict | tuple | list) and kind not in _BELOW
        cure = "Write a single value." if many else _TODO.get(kind)
        return place.error(f"`{_named(way)}` is {_shown(detail, place)}, which is not {_WANTED[kind]}", cure)
    said = detail["msg"]
    if said.startswith("Input should "):
        said = f"it is {_shown(detail, place)} and {said.removeprefix('Input ')}"
    todo = _TODO.get(kind, "Correct it, or leave it out where it is not needed.")
    return place.error(f"`{_named(way)}`: {said.removeprefix('Value error, ')}", todo)


def _shown(detail: ErrorDetails, place: Place) -> str:
    """The value at fault as its writer knows it."""
    value = detail["input"]
    if isinstance(value, dict | tuple | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None:
        return "empty"
    written = value if isinstance(value, str) or place.written is None else place.written
    text = str(written)
    if len(text) > 60:
        return f"a text of {len(text):,} characters"
    return repr(text) if isinstance(value, str) or detail["type"] == "string_type" else text


def _not_one_of(tree: Tree, way: Keys, detail: ErrorDetails) -> CorpusError:
    context: Mapping[str, Any] = detail.get("ctx", {})
    key = "kind" if detail["type"] == "union_tag_invalid" else _named(way)
    place = tree.at(*way, "kind") if key == "kind" else tree.at(*way)
    value = context.get("tag", detail["input"])
    known = re.findall("'([^']+)'", str(context.get("expected_tags", context.get("expected"))))
    shown = repr(value) if key == "kind" else _shown(detail, place)
    what = f"`{key}` is {shown}, which is not one of {', '.join(known)}"
    return place.error(what, near(str(value), known) or "Use one of these.")


def _named(way: Keys) -> str:
    """The last key of a way, for a message."""
    return next((key for key in reversed(way) if isinstance(key, str)), "document")


def _way(tree: Tree, loc: Iterable[str | int]) -> Keys:
    """The way in the document that pydantic's location means: tags of unions and missing keys are left out."""
    way: Keys = ()
    for key in loc:
        if (*way, key) in tree.places:
            way = (*way, key)
    return way


def _known(schema: dict[str, Any], loc: Iterable[str | int]) -> list[str]:
    """The keys that a JSON schema knows at a location."""
    here = schema
    for key in loc:
        here = _step(_resolve(schema, here), key)
    return list(_resolve(schema, here).get("properties", {}))


def _step(here: dict[str, Any], key: str | int) -> dict[str, Any]:
    if isinstance(key, int):
        return dict(here.get("items", {}))
    if "discriminator" in here:
        return {"$ref": here["discriminator"]["mapping"].get(key, "")}
    return dict(here.get("properties", {}).get(key) or here.get("additionalProperties") or {})


def _resolve(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """The definition behind a reference, and the one that is not null of an optional value."""
    if "anyOf" in here:
        here = next((option for option in here["anyOf"] if option.get("type") != "null"), here)
    if "$ref" in here:
        return dict(schema.get("$defs", {}).get(str(here["$ref"]).rsplit("/", 1)[-1], {}))
    return here
