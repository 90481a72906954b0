"""Labels: the name of a field that opens a line, which goes for every clause of the line."""

from __future__ import annotations

from drafter.reading.said import Said
from drafter.text.tokens import fold

_FAR = 400
"""Code points before a clause within which its label is looked for."""


def with_label(said: Said) -> str | None:
    """The folded words of a clause with the label of its line before them, or none where it has no label.

    A label that is a line of its own goes for the lines below it.
    """
    clause, whole = said.statement.clause, said.document.text
    if not clause.heading:
        return None
    label = fold(clause.heading)
    if said.low.lstrip(" -*•·>").startswith(label):
        return said.low
    above = fold(whole[max(0, clause.start - _FAR) : clause.start])
    between = above[above.rfind(label) + len(label) :] if label in above else "\n"
    alone = between.lstrip(" :*").startswith("\n") and between.strip(" :*") != ""
    return f"{label}: {said.low}" if alone or "\n" not in between else None
