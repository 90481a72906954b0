"""The entries of our card, each read from its line: verdict, gap, criteria row, reference, front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, get_args

from drafter.card.escape import cells, split, unescape
from drafter.card.layout import Line
from drafter.card.words import (
    LABELS,
    NO_CODE,
    NO_OUTCOMES,
    NOTHING,
    OUTCOMES,
    STATUSES,
    VERIFIED,
    place_from,
    waited_for,
)
from drafter.domain import Basis, Holder, PageFinding, PageGap, PageLine, PageReference, SourceType

_KEY = re.compile(r"([a-z_]{1,40}): (.+)")
_VERDICT = re.compile(r"- \*\*Line ([1-9]\d{0,5}) · ")
_GAP = re.compile(r"- Line ([1-9]\d{0,5}), ")
_REFERENCE = re.compile(rf"(\d{{1,6}})\. ({'|'.join(get_args(SourceType))}): ")
_SEMICOLON = re.compile(r"(?:[^;\\]|\\.)*")
_QUOTED = re.compile(r'(?P<nearest>nearest )?"(?P<quote>(?:[^"\\]|\\.)+)" \((?P<place>(?:[^()\\]|\\.)+)\)')


def _backwards(words: Mapping[str, str]) -> dict[str, str]:
    return {said.casefold(): literal for literal, said in words.items()}


_OUTCOME, _NO_OUTCOME = _backwards(OUTCOMES), _backwards(NO_OUTCOMES)
_STATUS, _VERIFIED, _LABEL = _backwards(STATUSES), _backwards(VERIFIED), _backwards(LABELS)
_BASIS = {basis.replace("_", " "): basis for basis in get_args(Basis)}


def front_entry(line: str) -> tuple[str, str] | None:
    """Key and value of one entry of the front matter; none where it is none."""
    found = _KEY.fullmatch(line)
    if not found:
        return None
    key, value = found.groups()
    if value.startswith('"'):
        try:
            value = json.loads(value)
            value.encode()
        except (ValueError, AttributeError):
            return None
    return key, value


def verdict(line: Line) -> tuple[PageLine | None, bool]:
    """The verdict of its first line, and whether all of that was understood."""
    found = _VERDICT.match(line.text)
    bold, ends, after = line.text[found.end() :].partition("**") if found else ("", "", "")
    code, has_code, named = bold.partition(" · ")
    service, has_words, words = named.rpartition(": ")
    if not (found and ends and has_code and has_words):
        return None, False
    basis, because, rest = _reasons(after)
    known = words.casefold()
    read = PageLine(
        line=int(found[1]) - 1,
        code=None if code == NO_CODE else unescape(code),
        service=unescape(service),
        outcome=None if known in _NO_OUTCOME else _OUTCOME.get(known, unescape(words)),
        no_outcome=_NO_OUTCOME.get(known),
        basis=basis,
        because=because,
        blocking=waited_for(because),
        span=line.span,
    )
    return read, not rest


def _reasons(after: str) -> tuple[str | None, str, str]:
    """Basis, reason, and what is left of the words after the outcome."""
    basis = None
    if after.startswith(" (") and ")" in after:
        words, _, after = after[2:].partition(")")
        basis = _BASIS.get(words, unescape(words))
    if after.startswith(" because "):
        return basis, unescape(after.removeprefix(" because ")), ""
    return basis, "", after.strip(" .")


def verdict_part(words: str) -> dict[str, Any] | None:
    """The fields of a verdict that a line under it gives, such as `- Blocking: A2, A3`."""
    label, has_value, value = words.removeprefix("- ").partition(": ")
    field = _LABEL.get(label.casefold())
    if not field or not has_value:
        return None
    parts = [part.removeprefix(" ") for part in split(value, ",")]
    if field == "policy":
        return _policy(parts)
    if field == "blocking" and value == NOTHING:
        return {"blocking": ()}
    return {field: unescape(value) if field == "quantity" else tuple(map(unescape, parts))}


def _policy(parts: list[str]) -> dict[str, Any]:
    read: dict[str, Any] = {"policy": unescape(parts[0])}
    for part in parts[1:]:
        if part.startswith("version "):
            read["policy_version"] = unescape(part.removeprefix("version "))
        elif part.startswith("stage "):
            read["stage"] = unescape(part.removeprefix("stage "))
        else:
            read["verified"] = _VERIFIED.get(part.casefold(), unescape(part))
    return read


def gap(line: Line, holder: Holder) -> PageGap | None:
    """The missing item of a line such as `- Line 1, A2: …`; none where it is none."""
    found = _GAP.match(line.text)
    head, *asked = split(line.text[found.end() :], ":") if found else [""]
    about, *only = split(head, ",")
    ask = ":".join(asked).strip(" ")
    if not (found and about and ask) or any(not o.startswith(" only if ") for o in only) or len(only) > 1:
        return None
    stage = unescape(only[0].removeprefix(" only if ")) if only else None
    return PageGap(
        line=int(found[1]) - 1, about=unescape(about), holder=holder, ask=unescape(ask), stage=stage, span=line.span
    )


def finding(line: Line, about: int) -> PageFinding | None:
    """The criterion of a table row; none where the row is broken."""
    columns = cells(line.text) if line.text.startswith("|") else []
    quoted = _quotes(columns[3]) if len(columns) == 4 else None
    if quoted is None or not columns[0]:
        return None
    name, status, why, _ = columns
    criterion, _, label = name.partition(" · ")
    return PageFinding(
        line=about,
        criterion=unescape(criterion),
        label=unescape(label),
        status=_STATUS.get(status.casefold(), unescape(status)),
        why=unescape(why),
        quotes=tuple(said[:2] for said in quoted if len(said) == 2),
        nearest=tuple(said for said in quoted if len(said) == 3),
        span=line.span,
    )


def silent(line: Line, about: int) -> PageFinding | None:
    """The criterion on which the record is silent, of an entry such as `- S6 · relief from the last block: Nothing …`;
    none where it is none."""
    name, *why = split(line.text.removeprefix("- "), ":")
    criterion, _, label = name.partition(" · ")
    reason = ":".join(why).strip(" ")
    if not criterion or not reason:
        return None
    return PageFinding(
        line=about, criterion=unescape(criterion), label=unescape(label), status="not_documented",
        why=unescape(reason), span=line.span,
    )  # fmt: skip


def _quotes(cell: str) -> list[tuple[str, str] | tuple[str, str, str]] | None:
    """Quotations with their places, nearest ones with the reason too; none where the cell is broken."""
    read: list[tuple[str, str] | tuple[str, str, str]] = []
    at = 0
    while at < len(cell):
        found = _QUOTED.match(cell, at)
        if not found:
            return None
        at = found.end()
        place, quote = place_from(found["place"]), unescape(found["quote"])
        why, ends = _until_semicolon(cell, at)
        if bool(found["nearest"]) != why.startswith(": ") or (why and not found["nearest"]):
            return None
        read.append((place, quote, unescape(why.removeprefix(": "))) if found["nearest"] else (place, quote))
        at = ends
    return read


def _until_semicolon(cell: str, at: int) -> tuple[str, int]:
    """The words up to the next bare `; ` or the end, and where the next quotation begins."""
    found = _SEMICOLON.match(cell, at)
    words = found.group() if found else ""
    return words, at + len(words) + 2


def reference(line: Line) -> PageReference | None:
    """The entry of the reference list; none where it is none."""
    found = _REFERENCE.match(line.text)
    text, has_passage, passage = line.text[found.end() :].rpartition(" (") if found else ("", "", "")
    if not (found and has_passage and passage.endswith(")")):
        return None
    return PageReference(
        number=int(found[1]), type=found[2], passage=unescape(passage[:-1]), text=unescape(text), span=line.span
    )
