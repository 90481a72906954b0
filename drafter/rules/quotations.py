"""Whether the quotations of the criteria table are verbatim, for the rules on altered quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from drafter.domain import Page
from drafter.rules.breach import Breach, at, on_line
from drafter.text.quotes import find


def altered(page: Page, places: Mapping[str, str], what: str, mine: Callable[[str], bool]) -> Iterator[Breach]:
    """A breach for every quotation of a place that is `mine` and does not hold it verbatim, nearest ones included."""
    for finding in page.findings:
        where = on_line(finding.line, finding.criterion)
        for place, quote in (*finding.quotes, *((place, quote) for place, quote, _ in finding.nearest)):
            if not mine(place):
                continue
            if place not in places:
                message = (
                    f"The quotation “{quote}” names {place!r}, which the {what} does not have; name where it stands."
                )
                yield at(page, finding.span, where, message, quote)
            elif not stands_in(quote, places[place]):
                message = (
                    f"The quotation “{quote}” does not stand in {place}; quote the words exactly as they are there."
                )
                yield at(page, finding.span, where, message, quote)


def stands_in(quote: str, text: str) -> bool:
    """Whether the words stand in the text, white space and the shape of quotation marks and dashes aside."""
    return quote in text or find(quote, text) is not None
