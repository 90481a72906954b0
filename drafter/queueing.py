"""The queue: cases that wait for a person, the one that is due first at the top."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drafter import asking
from drafter.asking import Standing
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

    asked: Standing | None = None
    """The latest request for information; none where nothing was asked."""

    def waits_for(self, now: dt.datetime) -> str:
        """Whose turn it is, in a few words."""
        asked, today = self.asked, now.date()
        if asked is not None and not asked.answered:
            if asked.late(today):
                return f"physician: no answer by {asked.request.due} (attempt {asked.request.attempt})"
            if self.late(now):
                return f"physician: the decision is late, answer due {asked.request.due}"
            return f"provider, until {asked.request.due} (attempt {asked.request.attempt})"
        if self.late(now):
            return "physician: the decision is late"
        if "not_certify" in self.outcomes or "certify_modified" in self.outcomes:
            return "physician"
        if "pend" in self.outcomes:
            gaps = (gap for line in self.draft.determination.lines for gap in line.gaps)
            return "reviewer: to ask" if any(gap.asked_for for gap in gaps) else "reviewer: to look up"
        return "reviewer"

    def late(self, now: dt.datetime) -> bool:
        """Whether its last moment has passed."""
        return self.due is not None and self.due.moment < now

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What its lines come to so far."""
        return tuple(line.outcome or line.no_outcome or "" for line in self.draft.determination.lines)


def waiting(reading: Reading, now: dt.datetime) -> tuple[Waiting, ...]:
    """The cases whose latest draft nobody has decided. Requests that nobody answered in time come
    first, then what is due first; cases without a clock come last, the oldest first."""
    latest = {kept.case_key: kept for kept in reading.documents("draft")}
    decided = {kept.parent for kept in reading.documents("decision")}
    found = []
    for kept in latest.values():
        if kept.id not in decided:
            draft = Draft.model_validate_json(kept.body)
            clocks = due(draft.case, applying(draft.case, now.date()))
            standing = asking.standing(reading, kept.case_key)
            found.append((kept.kept_at, Waiting(draft, kept.case_key, clocks[0] if clocks else None, standing)))
    last = dt.datetime.max.replace(tzinfo=dt.UTC)

    def order(row: tuple[str, Waiting]) -> tuple[bool, dt.datetime, str]:
        kept_at, one = row
        unanswered = one.asked is not None and one.asked.late(now.date())
        return not unanswered, one.due.moment.astimezone(dt.UTC) if one.due else last, kept_at

    found.sort(key=order)
    return tuple(one for _, one in found)
