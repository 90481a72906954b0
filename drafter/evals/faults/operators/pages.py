"""Faults of a written page in HTML: what it shows is changed, or the card that it carries, and not the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.card.words import OUTCOMES, STATUSES
from drafter.evals.faults.forging import Clean, operator

Places = Iterator[tuple[str, str]]
_WORD = re.compile(r"(?<=[ >])[A-Za-z0-9]+(?=[ .,;<])(?![^<>]*>)")
_EVERY = 7  # of the words of a page


def _shown(clean: Clean) -> tuple[int, int]:
    return clean.html.index("<main>"), clean.html.index('<template id="card">')


def _each(clean: Clean, pattern: str, new: str) -> Places:
    for found in re.finditer(pattern, clean.html[: _shown(clean)[1]], re.DOTALL):
        changed = clean.html[: found.start()] + found.expand(new) + clean.html[found.end() :]
        if changed != clean.html:
            yield f"character {found.start()}", changed


@operator("html")
def word_of_the_page_changed(clean: Clean) -> Places:
    """A word that the page shows, on the card or in the record, is another."""
    start, end = _shown(clean)
    for found in [*_WORD.finditer(clean.html, start, end)][::_EVERY]:
        other = str(int(found[0]) + 1) if found[0].isdecimal() else "hardly"
        yield f"character {found.start()}", clean.html[: found.start()] + other + clean.html[found.end() :]


@operator("html")
def verdict_of_the_page_changed(clean: Clean) -> Places:
    """The badge of a verdict, or a status in the table, says something else."""
    for outcome in OUTCOMES.values():
        yield from _each(clean, r'(<span class="badge">)[^<]*', rf"\g<1>{outcome}")
    for status in STATUSES.values():
        yield from _each(clean, r'(<span class="status \w+">)[^<]*', rf"\g<1>{status}")


@operator("html")
def row_of_the_page_deleted(clean: Clean) -> Places:
    """A row, an item or a whole verdict is gone from the page."""
    for tag in ("tr", "li", "section", "article"):
        yield from _each(clean, rf"<{tag}\b[^>]*>(?:(?!<{tag}\b).)*?</{tag}>", "")


@operator("html")
def part_of_the_page_hidden(clean: Clean) -> Places:
    """A part of the page is there and is not shown, or is shown by its style alone."""
    yield from _each(clean, r"<(tr|li|section|h2|p)\b", r"<\1 hidden")
    yield from _each(clean, r"</style>", '.badge::after { content: " and approved"; }</style>')


@operator("html")
def markup_put_into_the_page(clean: Clean) -> Places:
    """A script, a comment, or words of another stand on the page."""
    for words in ("<script>alert(1)</script>", "<!-- certify -->", "<p>The plan has agreed already.</p>"):
        yield from _each(clean, r"(</h[23]>)", rf"\1{words}")


@operator("html")
def link_of_the_page_changed(clean: Clean) -> Places:
    """A mark or a link leads elsewhere."""
    yield from _each(clean, r'href="#(?:ref-|row-)[^"]*', 'href="#main')
    yield from _each(clean, r'href="#ref-[^"]*', 'href="https://example.org')


@operator("html")
def card_of_the_page_changed(clean: Clean) -> Places:
    """The card that the page carries is another than the one that it shows, or is gone."""
    start = _shown(clean)[1]
    body = clean.html[start:]
    for old, new in (("met |", "unmet |"), ("PEND", "CERTIFY"), ("not documented", "met"), ("## Criteria", "## Notes")):
        if old in body:
            yield f"{old} {new}", clean.html[:start] + body.replace(old, new, 1)
    yield "no card", clean.html[:start] + re.sub(r"<template.*</template>", "", body, flags=re.DOTALL)
