"""The lexical reader on whole notes in every layout: every labelled criterion of `whole_notes.txt`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from drafter import corpus, reading
from drafter.domain import Case, Note, Policy, ServiceLine

TODAY = dt.date(2026, 11, 20)
FILE = Path(__file__).with_name("whole_notes.txt")
NOT_READ: dict[str, set[str]] = {}
"""Criteria of a record that the reader leaves open though its label settles them."""


class Whole(NamedTuple):
    """A record with the readings of its criteria."""

    name: str
    policy: str
    case: Case
    readings: dict[str, str]


def notes() -> Iterator[Whole]:
    """The records of the file."""
    for block in re.split(r"^=== ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[2:]:
        head, *documents = re.split(r"^--- ", block, flags=re.MULTILINE)
        name, policy, service, labels = (part.strip() for part in head.split("|"))
        code, *modifiers = service.split()
        policy, *where = policy.split()
        retrospective = where[:1] == ["retro"]
        texts = [document.split("\n", 1) for document in documents]
        case = Case(
            request_date=TODAY,
            service_date=dt.date.fromisoformat(where[1]) if retrospective else dt.date(2026, 12, 1),
            review_type="retrospective" if retrospective else "prospective",
            services=(ServiceLine(code=code, units=1, modifiers=tuple(modifiers)),),
            text=next((text for title, text in texts if title == "text"), None),
            notes=tuple(_note(title, text) for title, text in texts if title != "text"),
        )
        readings = dict(label.split() for label in labels.split(","))
        yield Whole(name, policy, case, {k: "not_documented" if v == "nd" else v for k, v in readings.items()})


def _note(title: str, text: str) -> Note:
    date, author, kind = (part.strip() for part in title.split("|"))
    return Note(date=dt.date.fromisoformat(date), author=author, kind=kind, text=text)


@cache
def _policies() -> dict[str, Policy]:
    held = corpus.load(corpus.packaged()).policies
    return {p.id: p for p in held if p.id != "tpi-medicare-lcd" or p.version == "L36859"}


WHOLE = list(notes())


@pytest.mark.parametrize("whole", WHOLE, ids=[w.name for w in WHOLE])
def test_every_criterion_of_a_whole_note(whole: Whole) -> None:
    found = reading.read(whole.case, _policies()[whole.policy], 0, today=TODAY).findings
    read = {f.criterion: f.status for f in found}
    open_ = NOT_READ.get(whole.name, set())
    assert {k: read[k] for k in whole.readings} == {
        k: "not_documented" if k in open_ else status for k, status in whole.readings.items()
    }
    texts = [whole.case.text, *(note.text for note in whole.case.notes)]
    quoted = [c.quote for f in found for c in f.citations if c.place == "text" or c.place.startswith("notes/")]
    assert all(any(quote in (text or "") for text in texts) for quote in quoted)


@pytest.mark.parametrize(
    ("author", "text", "wanted"),
    [
        ("G. Hall, LPN (UM)", "Dr. Feld returned my call, 11/12 note on screen. Dx? Occipital neuralgia.", "met"),
        ("G. Hall, LPN (UM)", "Rang Dr. Feld's direct line. She answered. Dx? She said occipital neuralgia.", "met"),
        (
            "G. Hall, LPN (UM)",
            "Rang Dr. Feld's nurse. She answered. Dx? She said occipital neuralgia.",
            "not_documented",
        ),
        ("G. Hall, LPN (UM)", "Spoke with the receptionist. Dx? Occipital neuralgia.", "not_documented"),
        ("G. Hall, LPN", "Spoke with the patient. Dx? She said occipital neuralgia.", "not_documented"),
        ("J. Um, RN", "Spoke with the patient. Dx? She said occipital neuralgia.", "not_documented"),
    ],
)
def test_a_diagnosis_told_in_a_call(author: str, text: str, wanted: str) -> None:
    kind = "phone call"
    note = Note(date=dt.date(2026, 11, 18), author=author, kind=kind, text=text)
    case = Case(
        request_date=TODAY,
        service_date=dt.date(2026, 12, 1),
        services=(ServiceLine(code="64405", units=1),),
        notes=(note,),
    )
    found = reading.read(case, _policies()["onb-synthetic"], 0, today=TODAY).findings
    assert next(f.status for f in found if f.criterion == "S1") == wanted
