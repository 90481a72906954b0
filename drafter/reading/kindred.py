"""Diseases of relatives: who has one, on which side of the family, each relative once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.domain import Citation, DocumentationCriterion, Finding, Value
from drafter.reading import beside
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text.assertion import Assertion
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_N = "|".join(word for word in COUNTS if len(word) > 2)
_RELATIVE = re.compile(
    rf"\b(?:(?P<n>[2-9]|{_N}) )?(?:(?P<side>maternal|paternal|mother's|father's|mom's|dad's) )?"
    r"(?:half[- ])?(?:great[- ])?(?:first )?"
    r"(?P<who>mothers?|moms?|fathers?|dads?|sisters?|brothers?|daughters?|sons?|aunts?|uncles?|nieces?|nephews?|"
    r"cousins?|grand(?:mothers?|fathers?|parents?)|mgm|mgf|pgm|pgf)\b(?!-in-law| in law|'s)"
)
_OWN = ("sister", "brother", "daughter", "son", "niece", "nephew")
"""Relatives who belong to either side of the family."""
_SIDES = {
    "mother": "maternal", "mom": "maternal", "mgm": "maternal", "mgf": "maternal",
    "father": "paternal", "dad": "paternal", "pgm": "paternal", "pgf": "paternal",
}  # fmt: skip
_DOUBT = Pattern(
    r"\b(?:possibl[ey]|maybe|perhaps|unsure|uncertain|thinks?|believes?|unknown|unclear|not sure|rule out|suspected)\b"
    r"|\?"
)
_WITHOUT = re.compile(r"\b(?:no|not|without|never|denies|negative|healthy|well|unaffected|free of)\b")
_HISTORY = r"(?:family history|fhx?|fh|relatives?)"
_NONE = Pattern(
    r"\b(?:no|denies(?: any)?|negative for(?: any)?|without(?: a| any)?) (?:known |significant |relevant )?"
    rf"{_HISTORY}\b"
    rf"|\b{_HISTORY} ?(?:is |was )?:? ?(?:negative|none|non-?contributory|unremarkable)\b"
)
"""The record denies it of the whole family."""
_JOINED = re.compile(r"\s*(?:,|and|, ?and|&|/)\s*(?:an? |her |his |the )?")
_IN = re.compile(r"[^.;]{0,15}\b(?:in|of|affecting)\b|\s*:")


@dataclass(frozen=True)
class _Kin:
    """A relative with one of the diseases."""

    who: str
    side: str
    """`maternal`, `paternal`, `either`, or `unknown`."""
    count: int
    cited: Citation

    @property
    def called(self) -> str:
        """In a sentence: "maternal aunt", "2 sisters"."""
        side = f"{self.side} " if self.side in ("maternal", "paternal") and self.who not in _SIDES else ""
        return f"{self.count} {side}{self.who}s" if self.count > 1 else f"{side}{self.who}"


def read(record: Record, criterion: DocumentationCriterion, least: int) -> Finding:
    """The finding that so many relatives of one side of the family have one of the diseases."""
    kin = {(k.who, k.side): k for said in record.said for k in _found(criterion, said) if not _set_aside(record, said)}
    sides = ("maternal", "paternal", "either", "unknown")
    counts = {side: sum(k.count for k in kin.values() if k.side == side) for side in sides}
    surely = counts["either"] + max(counts["maternal"], counts["paternal"])
    values = [Value(name="relatives of one side", value=float(surely))]
    if surely >= least or (least == 1 and kin):
        why = f"Relatives with such a disease: {listed(k.called for k in kin.values())}."
        return stated(record, criterion, "met", why, citations=[k.cited for k in kin.values()], values=values)
    denied = [said.cite() for said in record.said if _NONE.search(said.low) and not _set_aside(record, said)]
    if denied and not kin:
        return stated(record, criterion, "not_met", "The record denies such a family history.", citations=denied)
    near = [Weighed("open", k.cited, f"it is one {k.called}, of the {k.side} side") for k in kin.values()]
    near += [Weighed("open", c, "a family history is denied") for c in denied]
    names = listed((beside.called(e) for e in criterion.elements), "or")
    wanted = f"{least} close {'relative' if least == 1 else 'relatives'} of one side of the family with {names}"
    return undocumented(record, criterion, f"The record does not show {wanted}.", (wanted,), near, values)


def _set_aside(record: Record, said: Said) -> bool:
    """Whether a statement does not count, whoever it is about and whatever it denies."""
    plain: Assertion = replace(said.statement.cues.whole, other_person=False, negated=False)
    return record.objection(said, plain, past_counts=True, stale_counts=True) is not None


def _found(criterion: DocumentationCriterion, said: Said) -> Iterator[_Kin]:
    """The relatives of a statement that have one of the diseases, named before it or behind it."""
    low = said.low
    diseases = [m for e in criterion.elements for p in beside.expressions(e) for m in p.finditer(low)]
    if not diseases or _DOUBT.search(low) or _NONE.search(low):
        return
    diseases.sort(key=lambda d: d.start())
    relatives = list(_RELATIVE.finditer(low))
    for n, match in enumerate(relatives):
        if _affected(low, match, relatives[n + 1 :], diseases):
            yield _kin(match, said)


def _affected(low: str, match: re.Match[str], later: Sequence[re.Match[str]], diseases: list[re.Match[str]]) -> bool:
    """Whether a relative has the disease named behind, before the next relative or shared with the next by "and"; or
    the one named before, as in "breast cancer in her mother and aunt"."""
    behind = next((d for d in diseases if d.start() >= match.end()), None)
    if behind is not None and not _WITHOUT.search(low[match.end() : behind.start()]):
        if not later or behind.start() < later[0].start():
            return True
        if _JOINED.fullmatch(low[match.end() : later[0].start()]):
            return _affected(low, later[0], later[1:], diseases)
    before = [d for d in diseases if d.end() <= match.start()]
    between = low[before[-1].end() : match.start()] if before else ""
    return bool(before) and _IN.match(between) is not None and not _WITHOUT.search(between)


def _kin(match: re.Match[str], said: Said) -> _Kin:
    who, named = match["who"].removesuffix("s"), match["side"] or ""
    side = "maternal" if named in ("mother's", "mom's") else "paternal" if named in ("father's", "dad's") else named
    side = side or _SIDES.get(who, "either" if who in _OWN else "unknown")
    count = match["n"]
    number = int(count) if count and count.isdigit() else int(COUNTS[count]) if count else 1
    return _Kin(who, side, number, said.cite())
