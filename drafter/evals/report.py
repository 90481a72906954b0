"""What a suite came to: figures with intervals, overall, by type and by half, and everything scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter.domain import ReaderName, Suite
from drafter.evals import notes
from drafter.evals.notes import ScoredLine
from drafter.evals.rows import WORDS
from drafter.evals.scored import Scored, confusion, folds, grouped, shares
from drafter.measures import Share


@dataclass(frozen=True)
class Report:
    """One run of a suite."""

    suite: Suite
    """What was run."""
    rows: tuple[Scored, ...] = ()
    """Single phrasings, in order."""
    lines: tuple[ScoredLine, ...] = ()
    """Service lines of whole notes, in order."""
    reader: ReaderName = "lexical"
    """Who read."""
    model: str | None = None
    """Name of the language model that read, where one did."""

    @property
    def criteria(self) -> tuple[Scored, ...]:
        """The criteria of whole notes."""
        return tuple(s for line in self.lines for s in line.criteria)

    @property
    def disputed(self) -> Share:
        """What two readings differed on and left open, of all rows and criteria that were scored."""
        read = [s for s in (*self.rows, *self.criteria) if s.read is not None]
        return Share(sum(s.disputed for s in read), len(read))

    def as_json(self) -> dict[str, Any]:
        """The report as one document. `measures` is of the phrasings; of the notes where a suite has notes alone."""
        whole = self._notes() if self.lines else None
        document: dict[str, Any] = {"suite": {"name": self.suite.name, "measures": self.suite.measures}}
        if self.model:
            document["read_by"] = {"reader": self.reader, "model": self.model, "disputed": self.disputed.as_json()}
        if self.rows or whole is None:
            document |= {
                **_figures(self.rows),
                "by_type": {type: _figures(of) for type, of in grouped(self.rows, lambda s: s.type).items()},
                "by_half": {half: _figures(of) for half, of in grouped(self.rows, lambda s: s.half).items()},
                "family_folds": folds(self.rows),
                "rows": [_row(s) for s in self.rows],
            }
        else:
            document |= {key: whole[key] for key in ("measures", "confusion")}
        return document | ({"notes": whole} if whole else {})

    def _notes(self) -> dict[str, Any]:
        figures = _figures(self.criteria)
        measures = figures["measures"] | _json(notes.shares(self.lines))
        return {
            "measures": measures,
            "confusion": figures["confusion"],
            "by_kind": {kind: _figures(of) for kind, of in grouped(self.criteria, lambda s: s.type).items()},
            "lines": [_line(line) for line in self.lines],
        }


def _json(figures: dict[str, Share]) -> dict[str, Any]:
    return {name: share.as_json() for name, share in figures.items()}


def _figures(scored: Sequence[Scored]) -> dict[str, Any]:
    return {"measures": _json(shares(scored)), "confusion": confusion(scored).as_json()}


def _row(s: Scored) -> dict[str, Any]:
    own = {"half": s.half, "family": s.family} if s.family else {}
    return {
        "id": s.id, "type": s.type, **own, "phrase": s.phrase,
        "reference": WORDS[s.reference], "read": WORDS[s.read] if s.read else None, **_grounds(s),
    }  # fmt: skip


def _grounds(s: Scored) -> dict[str, Any]:
    cited = [c.model_dump(mode="json", by_alias=True) for c in s.citations]
    return {"why": s.why, "citations": cited, **({"disputed": True} if s.disputed else {})}


def _line(line: ScoredLine) -> dict[str, Any]:
    return {
        "id": line.id, "contested": line.contested, "reference": line.expected, "made": line.outcome or None,
        "why": line.why,
        "blocking": {"reference": line.reference.blocking, "made": line.made.blocking if line.made else None},
        "criteria": [
            {"id": s.id, "kind": s.type, "reference": s.reference, "read": s.read, **_grounds(s)} for s in line.criteria
        ],
    }  # fmt: skip
