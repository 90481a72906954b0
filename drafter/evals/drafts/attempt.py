"""One case: drafted, as often as the suite asks, and scored. Whatever goes wrong is a result, with its reason."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter import card, drafting, privacy
from drafter.domain import Case, Draft
from drafter.drafting import Means
from drafter.errors import ModelUnreachable
from drafter.evals import notes
from drafter.evals.drafts import scoring
from drafter.evals.drafts.record import Cost, Record, Text
from drafter.evals.drafts.replies import METER, Meter
from drafter.evals.drafts.suite import case_sha
from drafter.evals.notes import Note, ScoredLine
from drafter.evals.scored import failed


def attempt(file: Path, means: Means, repeats: int) -> Record:
    """What becomes of the case in a file. A case that changed since the suite was loaded may raise as loading does."""
    note, meter = notes.read(file, means.corpus), Meter()
    token, began = METER.set(meter), time.perf_counter()
    try:
        drafts = [_draft(note, means, n) for n in range(repeats)]
        scored = [scoring.compare(note, draft, means.corpus) for draft in drafts]
        found = _scored(note, drafts[0], scored)
    except Exception as error:  # any fault is a result here: a case that cannot be scored is counted, not passed over
        found = _unscored(note, error, means)
    finally:
        METER.reset(token)
    cost = Cost(
        seconds=time.perf_counter() - began, asked=meter.asked, kept=meter.kept,
        tokens_in=meter.tokens_in, tokens_out=meter.tokens_out,
    )  # fmt: skip
    whole = found.model_copy(update={"sha": case_sha(file), "cost": cost, "record": texts(note)})
    return masked(whole, note.case)


_SAID = ("lines", "violations", "card", "record", "unscored")
"""Fields of a record that hold words of the case."""


def masked(record: Record, case: Case) -> Record:
    """The record without the identifiers of the case: a run is shown to people who review none of its members. What
    is painted over keeps its length, so that quotations stand where they stood."""
    hidden = privacy.of_case(case)

    def each(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: each(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return tuple(each(item) for item in value)
        return privacy.masked(value, hidden) if isinstance(value, str) and " " in value else value

    said = {name: each(value) for name, value in record.model_dump(include=set(_SAID)).items()}
    return Record.model_validate({**dict(record), **said})


def _draft(note: Note, means: Means, n: int) -> Draft:
    return drafting.draft(note.case, replace(means, model=means.model.turn(n)) if means.model and n else means)


def _told(note: Note) -> Record:
    """The case with its reference, nothing scored yet."""
    label = note.label
    return Record(
        name=note.name, sha="", author=label.author, date=label.date, rationale=label.rationale,
        contested=label.contested, traps=label.traps,
    )  # fmt: skip


def _scored(note: Note, draft: Draft, repeats: Sequence[tuple[ScoredLine, ...]]) -> Record:
    more = {
        "lines": tuple(scoring.kept(line, draft) for line in repeats[0]),
        "counts": scoring.counts(repeats[0], draft, repeats),
        "violations": scoring.violations(draft),
        "repeats": tuple(scoring.told(lines) for lines in repeats),
        "card": card.render(draft),
    }
    return _told(note).model_copy(update=more)


def _unscored(note: Note, error: Exception, means: Means) -> Record:
    lines = notes.unscored(note, means.corpus, failed(error))
    more = {
        "unscored": failed(error),
        "unreachable": isinstance(error, ModelUnreachable),
        "lines": tuple(scoring.kept(line, None) for line in lines),
        "counts": scoring.not_scored(lines),
    }
    return _told(note).model_copy(update=more)


def texts(note: Note) -> tuple[Text, ...]:
    """The summary and the notes; what names the member is no part of them."""
    found = [Text(place="text", title="Request and summary", text=note.case.text)] if note.case.text else []
    for n, entry in enumerate(note.case.notes):
        parts = (f"Note {n + 1}", entry.date, entry.author, entry.kind)
        found.append(Text(place=f"notes/{n}", title=" · ".join(str(p) for p in parts if p), text=entry.text))
    return tuple(found)
