"""A stranger's page gives one verdict on several services together.

Why: Each service has its own criteria. One sentence that denies two, or holds them up, does it to the one for the
reasons of the other.
Wrong: The brace and the walker are not medically necessary.
Right: The brace is not certified because … The walker is certified because …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at
from drafter.rules.told import procedures

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_EACH = re.compile(r"\b(?:each|separately|individually|respectively|by itself)\b", re.IGNORECASE)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence in which the only verdict on two services or more stands."""
    if not page.foreign:
        return
    places: dict[tuple[int, int], list[str]] = {}
    for line in page.lines:
        if line.outcome and line.outcome != "certify":
            places.setdefault((line.span.start, line.span.end), []).append(line.service)
    for (start, end), services in places.items():
        words = page.text[start:end]
        verdicts = {line.outcome for line in page.lines if (line.span.start, line.span.end) == (start, end)}
        kinds = {procedures(service) or service for service in services}
        if len(kinds) > 1 and len(verdicts) == 1 and not _EACH.search(words) and words.count("|") < 3:
            message = f"{' and '.join(services)} get one verdict together; decide each by its own criteria."
            span = next(line.span for line in page.lines if line.span.start == start)
            yield at(page, span, "verdict", message)
