"""A draft as one self-contained HTML page: what the card says, beside the record with its quotations marked.

It loads nothing, runs nothing, and shows what `drafter.card.shown` shows: of a blocked draft no outcome.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from drafter import card
from drafter.card.escape import visible
from drafter.card.words import NO_OUTCOMES, OUTCOMES, SECTIONS, STATUSES, VERIFIED, place_words, plain
from drafter.domain import Case, Citation, Draft, Note, PageFinding, PageStatement


class _Shown(dict[int, str]):
    """What to show for a character, by its number: itself, unless it is hidden; a table for `str.translate`."""

    def __missing__(self, number: int) -> str:
        shown = chr(number) if chr(number) in "\n\t" else visible(chr(number))
        return self.setdefault(number, shown)


_SHOWN = _Shown()
_WRITTEN = ("reasoning", "path_forward", "pitfalls", "precedents", "records")


def render(draft: Draft, **given: object) -> str:
    """The page; nothing more is given."""
    page = card.shown(draft)
    said: defaultdict[str, list[PageStatement]] = defaultdict(list)
    for statement in page.statements:
        said[statement.section].append(statement)
    cited = _cited(draft)
    html: str = _template().render(
        page=page,
        said=said,
        written=[(SECTIONS[name], _by_line(said[name])) for name in _WRITTEN if said[name]],
        rows={line.line: _rows(line.line, page.findings, cited) for line in page.lines},
        record=_record(draft.case, cited),
        numbers={f"passage:{reference.passage}": reference.number for reference in page.references},
        tone=_tone,
        plain=plain,
        place=place_words,
        outcomes=OUTCOMES,
        no_outcomes=NO_OUTCOMES,
        statuses=STATUSES,
        verified=VERIFIED,
        headings=SECTIONS,
    )
    return html


@cache
def _template() -> Any:
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_visible,
    )  # fmt: skip
    return environment.get_template("html.html.jinja")


def _visible(value: Any) -> Any:
    """Text without hidden characters: controls are shown by their pictures, since HTML may not hold them, and those
    that are invisible or turn the direction of the text by their numbers, as on the card."""
    return type(value)(value.translate(_SHOWN)) if isinstance(value, str) else value


def _tone(outcome: str | None) -> str:
    """How a verdict is coloured: an adverse recommendation is as undecided as a pend, and no alarm."""
    return {"certify": "settled", "pend": "open"}.get(outcome or "", "review")


def _by_line(statements: list[PageStatement]) -> list[tuple[int | None, list[PageStatement]]]:
    """Statements in groups about one line, in order."""
    return [(line, list(group)) for line, group in itertools.groupby(statements, key=lambda s: s.line)]


# ------------------------------------------------------------------------------------------- quotations in the record


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


def _cited(draft: Draft) -> list[Cited]:
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


def _rows(line: int, findings: Sequence[PageFinding], cited: Sequence[Cited]) -> list[dict[str, Any]]:
    """The rows of one line with the anchors of their quotations, empty for those of passages."""
    anchors = {(c.row, c.citation.place, c.citation.quote): c.anchor for c in reversed(cited)}
    rows = []
    for finding in (f for f in findings if f.line == line):
        row = row_id(line, finding.criterion)
        quotes = [(place, quote, "", anchors.get((row, place, quote), "")) for place, quote in finding.quotes]
        quotes += [(place, quote, why, anchors.get((row, place, quote), "")) for place, quote, why in finding.nearest]
        rows.append({"id": row, "finding": finding, "quotes": quotes})
    return rows


def _record(case: Case, cited: Sequence[Cited]) -> list[Document]:
    """The summary and the notes whole, and of the request's other texts those that are quoted."""
    quoted = {c.citation.place for c in cited}
    documents = []
    for place, text in case.quotable().items():
        if place == "text" or place.startswith("notes/") or place in quoted:
            mine = [c for c in cited if c.citation.place == place]
            documents.append(Document(place, _title(case, place), tuple(segments(text, mine))))
    return documents


def _title(case: Case, place: str) -> str:
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
