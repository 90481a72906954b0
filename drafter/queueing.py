"""The queue: cases that wait for a person, the one that is due first at the top."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drafter.domain import Draft
from drafter.jurisdictions import applying
from drafter.jurisdictions.clocks import Due, due
from drafter.store import Reading


@dataclass(frozen=True)
class Waiting:
    """One case that waits."""

    draft: Draft
    """Its latest draft."""
    case_key: str
    """Its key in the store."""
    due: Due | None
    """The clock that counts; none where the moment of receipt or the law is not known."""

    def late(self, now: dt.datetime) -> bool:
        """Whether its last moment has passed."""
        return self.due is not None and self.due.moment < now

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What its lines come to so far."""
        return tuple(line.outcome or line.no_outcome or "" for line in self.draft.determination.lines)


def waiting(reading: Reading, now: dt.datetime) -> tuple[Waiting, ...]:
    """The cases whose latest draft nobody has decided. Cases without a clock come last, the oldest first."""
    latest = {kept.case_key: kept for kept in reading.documents("draft")}
    decided = {kept.parent for kept in reading.documents("decision")}
    found = []
    for kept in latest.values():
        if kept.id not in decided:
            draft = Draft.model_validate_json(kept.body)
            clocks = due(draft.case, applying(draft.case, now.date()))
            found.append((kept.kept_at, Waiting(draft, kept.case_key, clocks[0] if clocks else None)))
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    found.sort(key=lambda one: (one[1].due.moment.astimezone(dt.UTC) if one[1].due else last, one[0]))
    return tuple(one for _, one in found)
