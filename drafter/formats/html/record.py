"""The record as the page shows it: its texts, cut where quotations begin and end."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.card.words import place_words
from drafter.domain import Case, Citation, Draft, Note


@dataclass(frozen=True)
class Cited:
    """One quotation of the criteria table and where it stands."""

    anchor: str
    """Id of its mark in the record."""
    row: str
    """Id of the row that cites it."""
    label: str
    """Criterion, with the line where there are several."""
    citation: Citation
    """Its place."""
    nearest: bool
    """Whether it was looked at and does not settle the criterion."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a text under the same quotations."""

    text: str
    """Its words."""
    under: tuple[Cited, ...]
    """Quotations that it is part of."""
    begins: tuple[Cited, ...]
    """Quotations that begin here."""
    ends: tuple[Cited, ...]
    """Quotations that end here."""


@dataclass(frozen=True)
class Document:
    """One text of the case."""

    place: str
    """Its path."""
    title: str
    """What it is."""
    segments: tuple[Segment, ...]
    """Its words, cut where quotations begin and end."""


def row_id(line: int, criterion: str) -> str:
    """Id of a criteria row, safe in a link whatever the criterion is called."""
    return f"row-{line + 1}-" + re.sub(r"[^A-Za-z0-9]", lambda m: f"_{ord(m.group()):x}", criterion)


def cited_by(draft: Draft) -> list[Cited]:
    """Every quotation of the findings that stands in the case as it says, in order."""
    several = len(draft.determination.lines) > 1
    texts = draft.case.quotable()
    found: list[Cited] = []
    for line in draft.determination.lines:
        for finding in line.findings:
            label = f"{line.line + 1}·{finding.criterion}" if several else finding.criterion
            both = [(c, False) for c in finding.citations] + [(n.cited, True) for n in finding.rejected]
            for citation, nearest in both:
                if texts.get(citation.place, "")[citation.start : citation.end] != citation.quote:
                    continue
                row = row_id(line.line, finding.criterion)
                found.append(Cited(f"q{len(found) + 1}", row, label, citation, nearest))
    return found


def documents(case: Case, cited: Sequence[Cited]) -> list[Document]:
    """The summary and the notes whole, and of the request's other texts those that are quoted."""
    quoted = {c.citation.place for c in cited}
    documents = []
    for place, text in case.quotable().items():
        if place == "text" or place.startswith("notes/") or place in quoted:
            mine = [c for c in cited if c.citation.place == place]
            documents.append(Document(place, title(case, place), tuple(segments(text, mine))))
    return documents


def title(case: Case, place: str) -> str:
    """What stands above a text of the case: what it is, and of a note when and by whom it was written."""
    if not place.startswith("notes/"):
        return place_words(place).capitalize()
    note: Note = case.notes[int(place.removeprefix("notes/"))]
    parts = (place_words(place).capitalize(), note.date, note.author, note.kind)
    return " · ".join(str(part) for part in parts if part)


def segments(text: str, cited: Sequence[Cited]) -> Iterator[Segment]:
    """The text cut at the ends of all quotations, so that those that overlap can be marked without crossing tags."""
    starts: defaultdict[int, list[Cited]] = defaultdict(list)
    stops: defaultdict[int, list[Cited]] = defaultdict(list)
    for one in cited:
        starts[one.citation.start].append(one)
        stops[one.citation.end].append(one)
    cuts = sorted({0, len(text), *starts, *stops})
    under: dict[str, Cited] = {}
    for start, end in itertools.pairwise(cuts):
        for one in stops[start]:
            under.pop(one.anchor, None)
        under |= {one.anchor: one for one in starts[start]}
        yield Segment(text[start:end], tuple(under.values()), tuple(starts[start]), tuple(stops[end]))
