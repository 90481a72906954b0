"""The service lines that a request comes to, told in several places: what asks, rows of codes, orders, a sheet.

A service is one line however often it is told, by its code or in words whose code stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.domain import PriorDetermination, ServiceLine
from drafter.intake.mentions import Mention


class Lines:
    """The lines of a request so far, and the decisions that it reports on them."""

    def __init__(self) -> None:
        self.lines: list[ServiceLine] = []
        self.prior: list[PriorDetermination] = []
        self._words: set[str] = set()
        self._in_words: dict[int, frozenset[str]] = {}
        """Of each line first told in words, by its place: every word by which its service may be named."""

    def add(self, mention: Mention, *, decided: bool) -> None:
        """What a sentence that asks names: a new line, or more of one that is there. `decided`: it was certified."""
        again = self._of_code(mention.line.code)
        if again is not None:
            self.lines[again] = _told_again(self.lines[again], mention.line)
            if not decided:  # "64493 was approved in May. A second 64493 is requested"
                self.prior = [p for p in self.prior if p.code != mention.line.code]
            return
        if not mention.line.code and mention.words & self._words:
            return
        self._words |= mention.words
        named = self._named_before(mention) if mention.line.code else None
        if named is not None:
            self.lines[named] = _coded(self.lines[named], mention.line)
            return
        if not mention.line.code:
            self._in_words[len(self.lines)] = mention.words
        self.lines.append(mention.line)
        if decided:
            self.prior.append(_certified(mention.line))

    def add_listed(self, rows: Sequence[Mention], orders: Sequence[Mention]) -> None:
        """What rows of codes and orders add that stand outside the sentences that ask.

        One code fitting a line in words is its code ("Codes: 20552 LT"); a code among the orders that no line has is
        one more line: no code that is to be given is forgotten.
        """
        taken = {line.code for line in self.lines}
        for n, named in self._in_words.items():
            fitting = {m.line.code: m.line for m in rows if m.words & named and m.line.code not in taken}
            if not self.lines[n].code and len(fitting) == 1:
                self.lines[n] = _coded(self.lines[n], *fitting.values())
        for order in orders:
            again = self._of_code(order.line.code)
            if again is not None:
                self.lines[again] = _told_again(self.lines[again], order.line)
            elif not any(named & order.words for named in self._in_words.values()):
                self.lines.append(order.line)

    def add_sheet(self, sheet: Sequence[Mention]) -> None:
        """The services of a sheet, told once each, and behind them what is asked for in words and has no code there."""
        out: dict[str, ServiceLine] = {}
        coded = [m for m in sheet if m.line.code]
        for mention in coded:
            code = str(mention.line.code)
            out[code] = _told_again(out[code], mention.line) if code in out else mention.line
        known = frozenset().union(*(m.words for m in coded))
        for mention in (m for m in sheet if not m.line.code and not m.words & known):
            out.setdefault(min(mention.words), mention.line)
        on_sheet = frozenset().union(*(m.words for m in sheet))
        kept = (line for n, line in enumerate(self.lines) if not on_sheet & self._in_words.get(n, frozenset()))
        self.lines = [*out.values(), *kept]

    def _of_code(self, code: str | None) -> int | None:
        """The line of a code."""
        return next((n for n, line in enumerate(self.lines) if code and line.code == code), None)

    def _named_before(self, mention: Mention) -> int | None:
        """The line that names in words the service whose code comes now: "Procedure: MBB. Codes: 64493"."""
        named = ((n, words) for n, words in self._in_words.items() if not self.lines[n].code)
        return next((n for n, words in named if words & mention.words), None)


def _coded(named: ServiceLine, coded: ServiceLine) -> ServiceLine:
    """The line of a code with the schedule that stood with its name."""
    if coded.schedule or not named.schedule:
        return coded
    return coded.model_copy(update={"schedule": named.schedule, "inferred": (*coded.inferred, "schedule")})


def _told_again(line: ServiceLine, again: ServiceLine) -> ServiceLine:
    """The line with what is told only where its code is named again: units, schedule, sides.

    "27096-RT and 27096-LT" is one service on both sides.
    """
    told = {key: getattr(again, key) for key in ("units", "modifiers", "schedule")}
    missing = {key: value for key, value in told.items() if value and not getattr(line, key)}
    both = (*line.modifiers, *again.modifiers)
    if sorted(both) == ["LT", "RT"]:
        missing["modifiers"] = both
    inferred = dict.fromkeys((*line.inferred, *missing))
    return line.model_copy(update={**missing, "inferred": tuple(inferred)})


def _certified(line: ServiceLine) -> PriorDetermination:
    return PriorDetermination(
        code=line.code,
        description=line.description,
        outcome="certify",
        units=line.units,
        schedule=line.schedule.written if line.schedule else None,
    )
