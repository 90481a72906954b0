"""Template markup or an unfilled placeholder stands in the text.

Why: A placeholder is a fact that the code did not fill in; markup shows that text of one kind was taken for another.
Wrong: Symptoms have lasted {A3.value}.
Right: Symptoms have lasted 8 months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import Wording, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_MARKUP = Wording(re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\{%"
    r"|\{[A-Za-z][\w.:/ -]*\}"
    r"|<%.*?%>|\$\{[^}]*\}"
    r"|\[(?:INSERT|TBD|TODO|XX+|NAME|DATE|CODE|PLACEHOLDER)[^\]]*\]"
    r"|\b(?:TODO|FIXME|TBD|XXX+)\b|\blorem ipsum\b",
    re.DOTALL,
))  # fmt: skip


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every piece of markup in our own voice."""
    for stretch in prose(page, ground):
        for found in _MARKUP.finditer(stretch.text):
            message = f"{found[0]!r} is a placeholder or template markup; fill it in or remove it."
            yield stretch.breach(page, message, found[0])
