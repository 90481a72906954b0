"""Notes of a session: the note of a numbered visit that is to go on shows the care it is a visit of."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_KINDS = {
    "physical_therapy": Pattern(
        r"^\W*(?:physical |pt )?therapy (?:progress|daily|visit|treatment) note\b|^\W*physiotherapy\b"
    ),
    "psychosocial_support": Pattern(r"^\W*(?:behaviou?ral health|psychology|counsell?ing|psychotherapy)\b"),
}
"""How the kind of a note names the care."""
_NUMBERED = Pattern(r"^\W*(?:visit|session) (?:#|no\.? ?)?\d{1,2}\W*(?:$| of \d)")
_GOES_ON = Pattern(r"\b(?:cont(?:inue)?s?|returns?|next|weekly|biweekly|fortnightly|\dx ?/ ?w\w*)\b")
_ENDS = Pattern(
    r"\b(?:last|final|discharg\w*|d/c\w*|goals met|clos\w+|stop\w*|declin\w*|no[- ]?show\w*|missed|cancel\w*|on hold|"
    r"quit|intake|not return\w*|will not|evaluation|screening|evaluat\w*)\b"
)
"""Words of a note after which the care need not go on."""
_RECENT = 62
"""Days since the note within which the care is under way. The house convention for care with an end."""


def of(record: Record, element: str) -> Iterator[Said]:
    """Statements that number the visit in a recent note of that care, which says that it goes on."""
    kind = _KINDS.get(element)
    for n, note in enumerate(record.case.notes if kind else ()):
        low = fold(note.text)
        if not kind or not kind.search(fold(note.kind or "")) or not _GOES_ON.search(low) or _ENDS.search(low):
            continue
        for said in record.said:
            near = said.written and (record.clock - said.written).days <= _RECENT
            if said.document.place == f"notes/{n}" and near and not said.document.late and said.search(_NUMBERED):
                yield said
                break
