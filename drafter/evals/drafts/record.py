"""What a run keeps of one case: both determinations line by line, the counts of every measure, and what it cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from drafter.domain import Noun, Status

NO_OUTCOME = "none"
"""Stands for the outcome of a line that has none, whatever the reason."""
OUTCOMES = ("certify", "certify_modified", "pend", "not_certify", NO_OUTCOME)
"""What a line may come to, in the order of tables."""


class Quoted(Noun):
    """Words of the record."""

    place: str
    """Where they stand."""
    start: int
    """First code point there."""
    end: int
    """One past the last."""
    quote: str
    """The words."""
    stands: bool
    """Whether they stand there as quoted."""


class Side(Noun):
    """What one side says of a line."""

    outcome: str
    """The outcome, or the reason for none; `blocked` where the checks found an error."""
    basis: str | None
    """Its basis."""
    sessions: int | None
    """Sessions certified."""
    blocking: tuple[str, ...]
    """What blocks."""
    because: str
    """Its reason in words."""

    @property
    def kept(self) -> str:
        """The outcome, without the reason for none."""
        return self.outcome if self.outcome in OUTCOMES else NO_OUTCOME


class CriterionScore(Noun):
    """One criterion that applies on both sides."""

    criterion: str
    """Its id."""
    kind: str
    """Its kind."""
    reference: Status
    """What is right."""
    read: Status | None
    """What was read; none where it could not be scored."""
    blocks: bool
    """Whether the reference counts it among what blocks."""
    why: str = ""
    """The reader's reason, or why it could not be scored."""
    label: str = ""
    """The reason of the reference."""
    quotes: tuple[Quoted, ...] = ()
    """The words it rests on, those of near misses included."""


class LineScore(Noun):
    """One service line beside its reference."""

    line: int
    """Position, from 0."""
    code: str | None
    """Code of the service."""
    service: str
    """The service in words."""
    policy: str
    """The policy of the reference, with its version; empty where none applies."""
    reference: Side
    """What is right."""
    made: Side | None
    """What was drafted; none where it could not be scored."""
    why: str = ""
    """Why it could not be scored; empty where it was."""
    criteria: tuple[CriterionScore, ...] = ()
    """Its criteria."""
    false_adverse: bool = False
    """Whether an adverse outcome was drafted where the reference has another."""
    false_certification: bool = False
    """Whether more was certified than the reference certifies."""

    @property
    def agreed(self) -> bool:
        """Whether the outcomes are the same."""
        return self.made is not None and self.made.outcome == self.reference.outcome


class Text(Noun):
    """One text of the record."""

    place: str
    """Its path."""
    title: str
    """What it is."""
    text: str
    """Its words."""


class Cost(Noun):
    """What drafting a case took, all repeats together."""

    seconds: float = 0.0
    """Time, in seconds."""
    asked: int = 0
    """Replies of a language model, kept ones included."""
    kept: int = 0
    """Those of them that were kept from an earlier run and cost nothing again."""
    tokens_in: int = 0
    """Tokens of the prompts, also of kept replies."""
    tokens_out: int = 0
    """Tokens of the replies, also of kept ones."""


class Record(Noun):
    """One case of a run, a line of its log."""

    kind: Literal["case"] = "case"
    """What sort of line of the log this is."""
    name: str
    """Name of the case's file without suffix."""
    sha: str
    """Hash of the case with its reference."""
    author: str
    """Who wrote the reference."""
    date: dt.date
    """When."""
    rationale: str
    """Why the reference is this one."""
    contested: bool
    """Whether a reasonable reviewer might contest it."""
    traps: tuple[str, ...] = ()
    """What is easily read wrong."""
    unscored: str = ""
    """Why the case could not be scored; empty where it was."""
    unreachable: bool = False
    """Whether that is because a model's endpoint did not answer: such a case is tried again when the run goes on."""
    lines: tuple[LineScore, ...] = ()
    """Its lines, in the order of the reference."""
    counts: Mapping[str, tuple[int, int]] = {}
    """By measure: how many, and of how many."""
    violations: Mapping[str, int] = {}
    """Breaches that the rules found on the card, by code."""
    repeats: tuple[tuple[str, ...], ...] = ()
    """The outcomes of the lines in every draft of the case."""
    cost: Cost = Cost()
    """What it took."""
    record: tuple[Text, ...] = ()
    """The texts of the case."""
    card: str = ""
    """The card in Markdown."""

    def brief(self) -> Record:
        """The same without texts that only a page about this one case shows."""
        lines = tuple(line.model_copy(update={"criteria": tuple(map(_bare, line.criteria))}) for line in self.lines)
        return self.model_copy(update={"record": (), "card": "", "lines": lines})


def _bare(score: CriterionScore) -> CriterionScore:
    if score.read != score.reference:
        return score
    return score.model_copy(update={"why": "", "label": "", "quotes": ()})
