"""A case file in YAML or JSON; every complaint names the line."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import Tree, parse
from drafter.domain import Case, ServiceLine
from drafter.errors import CorpusError, InputError
from drafter.intake import question
from drafter.text import schedule

_EVAL_KEYS = ("reference",)
"""Keys that only an eval reads."""
_COMPUTED = ("inferred",)
"""Fields of a case that are never given."""
_CODE_KEYS = {"code", "state", "id", "number"}
_DATES = {"date", "request_date", "service_date", "received_at", "sent", "due"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DIAGNOSIS_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")


def load(text: str, where: str, corpus: Corpus) -> Case:
    """The case that the file describes. What it leaves open (services, schedule, age, sex) is taken from its text.

    Raises InputError with the line: unknown key, wrong type or date, unknown code, nothing to judge.
    """
    file = Path(where)
    try:
        tree = parse(text, file)
        tree = replace(tree, data=_as_written(tree, tree.data, ()))
        _never_given(tree)
        case = build(Case, replace(tree, data=_shaped(tree.data)))
    except CorpusError as error:
        what = error.what.replace(", inferred", "")  # computed, so it is no key to offer
        raise InputError(what, where=error.where, line=error.line, todo=error.todo) from None
    _check_codes(case, tree, corpus)
    if not case.text and not case.notes:
        raise InputError("there is neither `text` nor `notes`", where=file, line=1, todo="Give the record to be read.")
    if not any(string.strip() for string in (case.text or "", *(note.text for note in case.notes))):
        raise InputError("the record is empty", where=file, line=1, todo="Give the record to be read.")
    return question.complete(case, where, corpus)


def _never_given(tree: Tree) -> None:
    services = tree.data.get("services")
    lines = services if isinstance(services, list) else []
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
    named = next((key for key in reversed(way) if isinstance(key, str)), "")
    if isinstance(value, int) and (named in _CODE_KEYS or named == "modifiers") and not isinstance(value, bool):
        return tree.at(*way).written or str(value)
    if isinstance(value, str) and named in _DATES and _ISO.match(value):  # JSON has no dates of its own
        return _date(tree, value, way)
    return value


def _date(tree: Tree, written: str, way: tuple[str | int, ...]) -> dt.date:
    try:
        return dt.datetime.fromisoformat(written) if len(written) > 10 else dt.date.fromisoformat(written)
    except ValueError as error:
        raise tree.at(*way).error(f"{written} is no date: {error}", "Write it as 2026-01-31.") from None


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
    if not line.code and not line.description:
        raise InputError("a service has neither `code` nor `description`", where=place.file, line=place.line)
