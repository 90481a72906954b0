"""What became of the faults: found and missed by operator, by way of checking and by rule, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from drafter.domain import Suite
from drafter.evals.faults.running import WAYS, Run, Tried, Way
from drafter.measures import Share

MADE_AGAIN = frozenset({"FRM013", "FRM011", "FRM014", "FRM016", "WRT001", "refused"})
"""What finds a change by comparing with something made again: a hash, a seal, the case drafted anew, the form."""


@dataclass(frozen=True)
class Report:
    """One run over a suite."""

    suite: Suite
    """What was run."""
    run: Run
    """All that was tried."""
    does: dict[str, str]
    """What each operator does."""

    def as_json(self) -> dict[str, Any]:
        """The report as one document; every share has `value`, `n`, `low` and `high` of 95 %."""
        return {
            "suite": {"name": self.suite.name, "measures": self.suite.measures},
            "measures": {f"found, {way}": share.as_json() for way, share in self._by(lambda t: t.way).items()}
            | {f"false alarms, {way}": share.as_json() for way, share in self._alarms().items()}
            | {f"found by content alone, {way}": self._content(way).as_json() for way in self._ways()},
            "by_operator": {
                operator: {"does": self.does[operator]} | {way: s.as_json() for way, s in ways.items()}
                for operator, ways in self._by_operator().items()
            },
            "by_rule": dict(self._rules()),
            "left_out": dict(self.run.unseen),
            "missed": [_told(tried) for tried in self.run.tried if not tried.found_by],
            "alarms": [_told(tried) for tried in self.run.alarms],
        }

    def as_text(self) -> str:
        """The report for a terminal."""
        return "\n".join([f"{self.suite.name}: {self.suite.measures}", "", *self._totals(), "", *self._table(), ""])

    def _ways(self) -> list[Way]:
        return [way for way in WAYS if any(tried.way == way for tried in self.run.tried)]

    def _by(self, key: Callable[[Tried], str]) -> dict[str, Share]:
        return _shares(self.run.tried, key, lambda tried: bool(tried.found_by))

    def _alarms(self) -> dict[str, Share]:
        alarms = Counter(tried.way for tried in self.run.alarms)
        return {way: Share(alarms[way], n) for way, n in self.run.clean.items()}

    def _content(self, way: Way) -> Share:
        """Faults that rules on what the page says found, nothing made again and no hash considered."""
        mine = [tried for tried in self.run.tried if tried.way == way]
        return Share(sum(bool(set(tried.found_by) - MADE_AGAIN) for tried in mine), len(mine))

    def _by_operator(self) -> dict[str, dict[str, Share]]:
        found: dict[str, dict[str, Share]] = {}
        for operator in sorted({tried.operator for tried in self.run.tried}):
            mine = [tried for tried in self.run.tried if tried.operator == operator]
            found[operator] = _shares(mine, lambda t: t.way, lambda t: bool(t.found_by))
        return found

    def _rules(self) -> Iterator[tuple[str, dict[str, int]]]:
        """For every rule how many faults it found, and how many that no other found, in each way."""
        codes = Counter(code for tried in self.run.tried for code in tried.found_by)
        for code, many in codes.most_common():
            alone = sum(tried.found_by == (code,) for tried in self.run.tried)
            yield code, {"found": many, "found alone": alone}

    def _totals(self) -> Iterator[str]:
        for way, share in self._by(lambda t: t.way).items():
            yield f"{way:<11} found {_words(share)}"
        for way in self._ways():
            yield f"{way:<11} by content alone {_words(self._content(way))}"
        for way, share in self._alarms().items():
            yield f"{way:<11} false alarms {_words(share)}"
        for reason, many in self.run.unseen.items():
            yield f"left out: {many} where {reason}"

    def _table(self) -> Iterator[str]:
        ways = self._ways()
        yield f"{'operator':<44}" + "".join(f"{way:>14}" for way in ways)
        for operator, shares in self._by_operator().items():
            cells = (f"{shares[way].count}/{shares[way].n}" if way in shares else "" for way in ways)
            yield f"{operator:<44}" + "".join(f"{cell:>14}" for cell in cells)
        yield ""
        yield f"{'rule':<10}{'found':>8}{'alone':>8}"
        for code, counts in self._rules():
            yield f"{code:<10}{counts['found']:>8}{counts['found alone']:>8}"


def _shares(tried: Iterable[Tried], key: Callable[[Tried], str], counts: Callable[[Tried], bool]) -> dict[str, Share]:
    groups: dict[str, list[bool]] = {}
    for one in tried:
        groups.setdefault(key(one), []).append(counts(one))
    return {name: Share(sum(found), len(found)) for name, found in groups.items()}


def _words(share: Share) -> str:
    low, high = share.interval or (0.0, 1.0)
    return f"{share.count} of {share.n} ({100 * (share.value or 0):.2f} %, 95 % {100 * low:.2f} to {100 * high:.2f})"


def _told(tried: Tried) -> dict[str, Any]:
    return {
        "operator": tried.operator, "way": tried.way, "draft": tried.draft, "place": tried.place,
        "found_by": list(tried.found_by),
    }  # fmt: skip
