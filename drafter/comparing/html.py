"""A comparison as one self-contained page: filter to what differs, jump to the words in the record, copy a rationale.

It loads nothing from elsewhere. Its one script is written here and allowed by its hash; without scripts all is shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafter.card.words import SECTIONS, STATUSES, place_words
from drafter.comparing.text import cost_of, outcome_of
from drafter.comparing.words import statements
from drafter.domain import Comparison, Draft
from drafter.formats.html.page import shown
from drafter.formats.html.record import Cited, documents, row_id


def render(comparison: Comparison, drafts: Sequence[Draft]) -> str:
    """The page; the record shown is that of the first draft."""
    cited = _cited(comparison, drafts[0])
    anchors = {(c.row, c.citation.place, c.citation.start, c.citation.end): c.anchor for c in cited}
    script = (Path(__file__).parent / "page.js").read_text("utf-8")
    page: str = _template().render(
        comparison=comparison, record=documents(drafts[0].case, cited), anchors=anchors, row_id=row_id,
        cost_of=cost_of,
        outcome_of=outcome_of, told=lambda a, b: list(statements(a, b)), statuses=STATUSES, headings=SECTIONS,
        place=place_words, script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )  # fmt: skip
    return page


def _cited(comparison: Comparison, first: Draft) -> list[Cited]:
    """Every quotation of every draft that stands in the record of the first, each place once a criterion."""
    texts = first.case.quotable()
    found: dict[tuple[str, str, int, int], Cited] = {}
    for line in comparison.lines:
        for one in line.findings:
            row = row_id(line.line, one.criterion)
            label = f"{line.line + 1}·{one.criterion}" if len(comparison.lines) > 1 else one.criterion
            for side in one.sides:
                for cited in side.citations if side else ():
                    key = (row, cited.place, cited.start, cited.end)
                    if texts.get(cited.place, "")[cited.start : cited.end] == cited.quote and key not in found:
                        found[key] = Cited(f"q{len(found) + 1}", row, label, cited, False)
    return list(found.values())


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_visible,
    )  # fmt: skip
    environment.tests["contains"] = lambda text, line: line in text.splitlines()
    return environment.get_template("page.html.jinja")


def _visible(value: Any) -> Any:
    return type(value)(shown(value)) if isinstance(value, str) else value
