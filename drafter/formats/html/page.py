"""A page filled in: what a card says, as HTML."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafter.card.escape import visible
from drafter.card.words import NO_OUTCOMES, OUTCOMES, SECTIONS, STATUSES, VERIFIED, place_words, plain, waited_for
from drafter.domain import Page, PageFinding, PageStatement
from drafter.formats.html.record import Cited, Document, row_id


class _Shown(dict[int, str]):
    """What to show for a character, by its number: itself, unless it is hidden; a table for `str.translate`."""

    def __missing__(self, number: int) -> str:
        shown = chr(number) if chr(number) in "\n\t" else visible(chr(number))
        return self.setdefault(number, shown)


_SHOWN = _Shown()
_WRITTEN = ("reasoning", "path_forward", "pitfalls", "precedents", "records")


def fill(page: Page, cited: Sequence[Cited] = (), record: Sequence[Document] = ()) -> str:
    """The HTML of a card, which it carries in its own words; `record` stands beside it, its quotations at `cited`."""
    said: defaultdict[str, list[PageStatement]] = defaultdict(list)
    for statement in page.statements:
        said[statement.section].append(statement)
    html: str = _template().render(
        page=page,
        said=said,
        written=[(SECTIONS[name], _by_line(said[name])) for name in _WRITTEN if said[name]],
        rows={line.line: _rows(line.line, page.findings, cited) for line in page.lines},
        record=record,
        numbers={f"passage:{reference.passage}": reference.number for reference in page.references},
        tone=_tone,
        plain=plain,
        place=place_words,
        outcomes=OUTCOMES,
        no_outcomes=NO_OUTCOMES,
        statuses=STATUSES,
        verified=VERIFIED,
        headings=SECTIONS,
        waited_for=waited_for,
    )
    return html


def shown(text: str) -> str:
    """Text without hidden characters: controls are shown by their pictures, since HTML may not hold them, and those
    that are invisible or turn the direction of the text by their numbers, as on the card."""
    return text.translate(_SHOWN)


@cache
def _template() -> Any:
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_visible,
    )  # fmt: skip
    return environment.get_template("page.html.jinja")


def _visible(value: Any) -> Any:
    return type(value)(shown(value)) if isinstance(value, str) else value


def _tone(outcome: str | None) -> str:
    """How a verdict is coloured: an adverse recommendation is as undecided as a pend, and no alarm."""
    return {"certify": "settled", "pend": "open"}.get(outcome or "", "review")


def _by_line(statements: list[PageStatement]) -> list[tuple[int | None, list[PageStatement]]]:
    """Statements in groups about one line, in order."""
    return [(line, list(group)) for line, group in itertools.groupby(statements, key=lambda s: s.line)]


# ------------------------------------------------------------------------------------------- quotations in the record


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
