"""A case file in YAML or JSON; every complaint names the line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter import privacy
from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import Keys, Tree, parse
from drafter.domain import Case, ServiceLine
from drafter.errors import CorpusError, InputError
from drafter.intake import plain, question
from drafter.text import schedule

_EVAL_KEYS = ("reference",)
"""Keys that only an eval reads."""
_COMPUTED = ("inferred",)
"""Fields of a case that are never given."""
_CODE_KEYS = {"code", "state", "id", "number"}
_DATES = {"date", "request_date", "service_date", "received_at", "sent", "due"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SHORT: dict[str, tuple[str, ...]] = {
    "services": ("description", "indication", "schedule", "written"),
    "prior_determinations": ("description", "schedule"),
    "diagnoses": ("diagnoses", "code", "text"), "history": ("description", "region"), "notes": ("author", "kind"),
    "id": ("id",), "payer": ("payer",), "state": ("state",), "policy": ("policy",),
}  # fmt: skip
"""Fields that stand in one line of a card or a list, by the key above them."""
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_TABS = re.compile(r"^[ \t]*\t", re.MULTILINE)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_DIAGNOSIS_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")


def load(text: str, where: str, corpus: Corpus) -> Case:
    """The case that the file describes. What it leaves open (services, schedule, age, sex) is taken from its text.

    Raises InputError with the line: unknown key, wrong type or date, unknown code, nothing to judge.
    """
    file, tree = Path(where), None
    try:
        tree = parse(_unindented(text), file)
        tree = replace(tree, data=_whole(tree.data))
        _check_strings(tree)
        tree = replace(tree, data=_as_written(tree, tree.data, ()))
        _never_given(tree)
        _check_schedules(tree)
        case = build(Case, replace(tree, data=_shaped(tree.data)))
    except CorpusError as error:
        what = error.what.replace(", inferred", "")  # computed, so it is no key to offer
        what = privacy.masked(what, _given_apart(tree))
        raise InputError(what, where=error.where, line=error.line, todo=error.todo) from None
    _check_codes(case, tree, corpus)
    if not case.text and not case.notes:
        raise InputError("there is neither `text` nor `notes`", where=file, line=1, todo="Give the record to be read.")
    if not any(string.strip() for string in (case.text or "", *(note.text for note in case.notes))):
        raise InputError("the record is empty", where=file, line=1, todo="Give the record to be read.")
    return question.complete(case, where, corpus)


def _given_apart(tree: Tree | None) -> set[str]:
    """Whatever was written under `member` and `provider`, in whatever form."""
    data = tree.data if tree else {}
    return {text for key in ("member", "provider") for _, text in _strings(data.get(key), ()) if text.strip()}


def _unindented(text: str) -> str:
    """The text with blanks for the tabs that JSON may be indented with and YAML may not."""
    return _TABS.sub(lambda tabs: " " * len(tabs[0]), text) if text.lstrip().startswith("{") else text


def _whole(value: Any) -> Any:
    """The same with whole characters for the two halves in which JSON may write one."""
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return _PAIR.sub(_joined, value) if isinstance(value, str) else value


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _check_strings(tree: Tree) -> None:
    """Every key and value passes the checks of raw text: an escape hides nothing. Short fields are one line."""
    for way, value in _strings(tree.data, ()):
        place = tree.at(*way)
        plain.check(value, str(place.file), place.line)
        if _is_short(way):
            plain.check_line(_bare(value), _name(way), str(place.file), place.line)


def _name(way: Keys) -> str:
    """The last key on the way to a value."""
    return next((key for key in reversed(way) if isinstance(key, str)), "")


def _is_short(way: Keys) -> bool:
    return bool(way) and _name(way) in _SHORT.get(str(way[0]), ())


def _bare(value: str) -> str:
    """The text of a short field without the line end that a YAML block leaves."""
    return value.strip(" \t\n")


def _strings(value: Any, way: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*way, key), key
            yield from _strings(item, (*way, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _strings(item, (*way, n))
    elif isinstance(value, str):
        yield way, value


def _check_schedules(tree: Tree) -> None:
    """A schedule is text, or what text comes to."""
    for n, line in enumerate(_rows(tree.data, "services")):
        given = line.get("schedule") if isinstance(line, dict) else None
        if given is not None and not isinstance(given, str | dict):
            place = tree.at("services", n, "schedule")
            shown = "a list" if isinstance(given, list) else place.written
            todo = "Write it in words, such as `every 4 weeks for 12 weeks`."
            raise place.error(f"`schedule` is {shown}, which is not text", todo)


def _rows(data: dict[str, Any], key: str) -> list[Any]:
    rows = data.get(key)
    return rows if isinstance(rows, list) else []


def _never_given(tree: Tree) -> None:
    lines = _rows(tree.data, "services")
    for key in _COMPUTED:
        ways = [(key,), *(("services", n, key) for n, line in enumerate(lines) if isinstance(line, dict))]
        for way in ways:
            if way in tree.places:
                raise tree.at(*way).error(f"`{key}` is computed and cannot be given", "Leave it out.")


def _as_written(tree: Tree, value: Any, way: tuple[str | int, ...]) -> Any:
    """Codes and modifiers as text, although YAML takes 64405 for a number."""
    if isinstance(value, dict):
        return {key: _as_written(tree, item, (*way, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(tree, item, (*way, n)) for n, item in enumerate(value)]
    named = _name(way)
    if isinstance(value, int) and (named in _CODE_KEYS or named == "modifiers") and not isinstance(value, bool):
        return tree.at(*way).written or str(value)
    if isinstance(value, str) and named in _DATES and _ISO.match(value):  # JSON has no dates of its own
        return _date(tree, value, way)
    return _bare(value) if isinstance(value, str) and _is_short(way) else value


def _date(tree: Tree, written: str, way: tuple[str | int, ...]) -> dt.date:
    try:
        return dt.datetime.fromisoformat(written) if len(written) > 10 else dt.date.fromisoformat(written)
    except ValueError:
        raise tree.at(*way).error(f"{written[:40]!r} is no date", "Write it as 2026-01-31.") from None


def _shaped(data: dict[str, Any]) -> dict[str, Any]:
    """The document in the form of the noun: schedules read, a bare policy a list, the eval's keys left out."""
    shaped = {key: value for key, value in data.items() if key not in _EVAL_KEYS}
    if isinstance(shaped.get("policy"), str):
        shaped["policy"] = [shaped["policy"]]
    if isinstance(shaped.get("services"), list):
        shaped["services"] = [_service(line) for line in shaped["services"]]
    if isinstance(shaped.get("diagnoses"), list):
        shaped["diagnoses"] = [_diagnosis(entry) for entry in shaped["diagnoses"]]
    return shaped


def _service(line: Any) -> Any:
    if isinstance(line, dict) and isinstance(line.get("schedule"), str):
        return {**line, "schedule": schedule.parse(line["schedule"]).model_dump()}
    return line


def _diagnosis(entry: Any) -> Any:
    if isinstance(entry, str):
        return {"code": entry} if _DIAGNOSIS_CODE.fullmatch(entry) else {"text": entry}
    return entry


def _check_codes(case: Case, tree: Tree, corpus: Corpus) -> None:
    for n, line in enumerate(case.services):
        _check_code(line, n, tree, corpus)
    for n, diagnosis in enumerate(case.diagnoses):
        if diagnosis.code and not _DIAGNOSIS_CODE.fullmatch(diagnosis.code):
            place = tree.at("diagnoses", n, "code")
            raise InputError(
                f"{diagnosis.code!r} is not an ICD-10-CM code",
                where=place.file,
                line=place.line,
                todo="Write it as M54.81, or give the diagnosis as `text`.",
            )


def _check_code(line: ServiceLine, n: int, tree: Tree, corpus: Corpus) -> None:
    place = tree.at("services", n, "code")
    if line.code and not corpus.knows(line.code):
        raise InputError(
            f"unknown service code {line.code!r}",
            where=place.file,
            line=place.line,
            todo="Check the code against the request.",
        )
    for k, modifier in enumerate(line.modifiers):
        if not _MODIFIER.fullmatch(modifier):
            raise InputError(
                f"{modifier[:20]!r} is not a modifier",
                where=place.file,
                line=tree.at("services", n, "modifiers", k).line,
                todo="Write two capital letters or digits, such as 50 or RT.",
            )
    if not line.code and not (line.description or "").strip():
        raise InputError(
            "a service has neither `code` nor `description`",
            where=place.file,
            line=place.line,
            todo="Give at least one of them.",
        )
