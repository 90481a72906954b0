"""Past determinations from an export, such as a regulator's table of external reviews.

Each row becomes a precedent. Sentences that pronounce the verdict are kept apart from the reasoning, so that a search
by what was reasoned does not find what was pronounced. One export is one file, `determinations/<name>.jsonl`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus.external import ExternalDetermination
from drafter.domain import Outcome
from drafter.errors import InputError, near
from drafter.importing.documents import decoded

FIELDS = ("id", "year", "diagnosis", "treatment", "determination", "findings", "codes")
"""What a row can tell; `codes` alone may be missing."""
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("reference id", "referenceid", "case id", "id", "case number"),
    "year": ("report year", "reportyear", "year", "decision year", "date", "decided"),
    "diagnosis": (
        "diagnosis sub category",
        "diagnosissubcategory",
        "diagnosis category",
        "diagnosiscategory",
        "diagnosis",
    ),
    "treatment": (
        "treatment sub category",
        "treatmentsubcategory",
        "treatment category",
        "treatmentcategory",
        "treatment",
    ),
    "determination": ("determination", "decision", "outcome", "result"),
    "findings": ("findings", "rationale", "reviewer findings", "summary"),
    "codes": ("codes", "cpt", "procedure codes"),
}
"""Names that columns of known exports have, in small letters, the best first."""
_OUTCOMES: tuple[tuple[str, Outcome], ...] = (
    (r"partial|modif|in part", "certify_modified"),
    (r"overturn|revers|approv|certif|allow", "certify"),
    (r"uphold|upheld|affirm|den(?:y|ied)|not certif", "not_certify"),
)
_VERDICT = re.compile(
    r"\b(?:overturn\w*|upheld|uphold\w*|therefore|thus|accordingly|in conclusion)\b|"
    r"\b(?:was|is|were|are|be|been)\s+(?:not\s+)?(?:medically (?:necessary|indicated)|authori[sz]ed|approved|denied)\b|"
    r"\bmedical(?:ly)? necess|\bhealth plan'?s (?:denial|decision)|"
    r"\bphysician reviewers? (?:found|determined|concluded)",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class ImportedDeterminations:
    """What was made of an export."""

    file: Path
    """Where the precedents lie."""
    taken: int
    """Rows that became precedents."""
    outcomes: Mapping[str, int]
    """How many of each outcome."""
    left_out: tuple[str, ...]
    """Rows that did not, each with its line and why."""
    notices: tuple[str, ...]
    """What a person must know of the reading."""


def import_determinations(
    file: Path, into: Path, columns: Mapping[str, str] = {}, outcomes: Mapping[str, Outcome] = {}
) -> ImportedDeterminations:
    """Read an export (CSV or JSON Lines) and write its precedents into the corpus folder `into`.

    `columns` says which column holds a field of FIELDS, `outcomes` what a word of the determination means; known
    exports need neither. Raises InputError for a missing column or a file that is no table, before anything is written.
    """
    rows, notices = _rows(file)
    if not rows:
        raise InputError(
            "holds no rows", where=file, todo="Name an export with a line of column names and rows below it."
        )
    named = _named(file, list(rows[0][1]), columns)
    made: dict[str, ExternalDetermination] = {}
    left: list[str] = []
    for line, row in rows:
        try:
            one = _determination({field: str(row.get(column) or "") for field, column in named.items()}, outcomes)
            if one.id in made:
                raise ValueError(f"id {one.id} is there already")
            made[one.id] = one
        except ValueError as error:
            left.append(f"line {line}: {error}")
    if not made:
        raise InputError(
            f"none of {len(rows)} rows can be taken; {left[0]}", where=file, todo="Check the columns with --map."
        )
    target = into / "determinations" / f"{re.sub(r'[^a-z0-9]+', '-', file.stem.casefold()).strip('-')}.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(one.model_dump_json(exclude_defaults=True) + "\n" for one in made.values()), "utf-8")
    counted = Counter(one.outcome for one in made.values())
    return ImportedDeterminations(
        target, len(made), {str(name): n for name, n in counted.items()}, tuple(left), notices
    )


def _rows(file: Path) -> tuple[list[tuple[int, dict[str, str]]], tuple[str, ...]]:
    """The rows with their lines."""
    if not file.is_file():
        raise InputError("no such file", where=file, todo="Name an export as CSV or JSON Lines.")
    text, notices = decoded(file)
    if file.suffix.lower() in (".jsonl", ".ndjson"):
        return list(_json_rows(file, text)), notices
    csv.field_size_limit(10_000_000)  # findings can be long
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:10_000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    try:
        return [(reader.line_num, row) for row in reader], notices
    except csv.Error as error:
        raise InputError(
            f"this is no table ({error})", where=file, line=reader.line_num, todo="Export it anew."
        ) from error


def _json_rows(file: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    for n, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    f"this is not JSON: {error.msg}", where=file, line=n, todo="Write one object a line."
                ) from None
            if not isinstance(row, dict):
                raise InputError("a row is an object", where=file, line=n, todo="Write one object a line.")
            yield n, row


def _named(file: Path, there: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """The column of each field."""
    if unknown := [field for field in given if field not in FIELDS]:
        raise InputError(f"{unknown[0]!r} is no field", where="--map", todo=f"Known are {', '.join(FIELDS)}.")
    folded = {" ".join(column.casefold().split()): column for column in there if column}
    found: dict[str, str] = {}
    for field in FIELDS:
        names = (given[field].casefold(),) if field in given else _COLUMNS[field]
        column = next((folded[name] for name in names if name in folded), None)
        if column is not None:
            found[field] = column
        elif field != "codes":
            wanted = given.get(field) or _COLUMNS[field][0]
            columns = ", ".join(column for column in there if column)
            todo = f"{near(wanted.casefold(), folded) or ''} Name it with --map {field}=COLUMN. Columns: {columns}."
            todo = todo.strip()
            raise InputError(f"no column holds the {field}", where=file, line=1, todo=todo)
    return found


def _determination(row: Mapping[str, str], outcomes: Mapping[str, Outcome]) -> ExternalDetermination:
    """The precedent of a row. Raises ValueError with what is wrong with it."""
    year = re.search(r"\b(?:19|20)\d\d\b", row["year"])
    if not row["id"].strip() or not year:
        raise ValueError("no id" if not row["id"].strip() else f"no year in {row['year'][:30]!r}")
    reasoning, verdict = parted(row["findings"])
    if not reasoning:
        raise ValueError("no reasoning beside the verdict")
    return ExternalDetermination(
        id=row["id"].strip(), year=int(year[0]), diagnosis=row["diagnosis"].strip(), treatment=row["treatment"].strip(),
        outcome=_outcome(row["determination"], outcomes), reasoning=reasoning, verdict=verdict,
        codes=tuple(re.findall(r"\b(?:\d{5}|[A-Z]\d{4})\b", row.get("codes", ""))),
    )  # fmt: skip


def _outcome(words: str, outcomes: Mapping[str, Outcome]) -> Outcome:
    for name, outcome in outcomes.items():
        if name.casefold() == words.strip().casefold():
            return outcome
    for pattern, outcome in _OUTCOMES:
        if re.search(pattern, words, re.IGNORECASE):
            return outcome
    raise ValueError(f"the determination {words[:40]!r} is not known; name it with --outcome '{words[:40]}=certify'")


def parted(findings: str) -> tuple[str, str]:
    """The reasoning, and the sentences that pronounce the verdict."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(findings.split()))
    verdict = [one for one in sentences if _VERDICT.search(one)]
    return " ".join(one for one in sentences if one not in verdict), " ".join(verdict)
