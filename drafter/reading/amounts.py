"""Units that are a dose or a stretch of time: a drug with its vials, sessions with their minutes."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.domain import DoseRule, Finding, UnitsCriterion, Value
from drafter.reading import quantity, requested
from drafter.reading.record import Record
from drafter.reading.requested import NUMBER, Piece
from drafter.reading.weighing import Weighed, stated, undocumented
from drafter.text import spelt
from drafter.text.patterns import Pattern

_DOSE = Pattern(rf"\b(\d{{1,4}}|{spelt.NUMBER})[ -]?(?:units?|u|iu)\b(?! vials?)")
_TOTAL = Pattern(
    r"\b(?:total|totalling|altogether|sum)(?: of|:)? (\d{1,4})\b|\b(\d{1,4}) (?:units? )?(?:in total|altogether)\b"
)
_WASTE = Pattern(r"\b(?:wast\w*|discard\w*|jw|unused|left ?over|vials?)\b")
_NO_WASTE = Pattern(r"\b(?:no|without|zero) (?:\w+ )?(?:wast\w*|discard\w*)|\bjz\b")
_MINUTES = Pattern(r"\b(\d{1,3})[ -]?min(?:ute)?s?\b")
_HOURS = Pattern(rf"\b({NUMBER})(?:[ -]hours?|[ -]?hrs?|-?h)\b")
_SESSIONS = Pattern(rf"\b({NUMBER}) (?:(?!min|hour|hr)\w+ )?(?:sessions?|treatments?|dives?|visits?)\b")
_ONE_SESSION = Pattern(
    r"\b(?:for (?:a|one|single)|for (?=\d)|one|single|a (?=\d)) ?(?:single )?"
    r"(?:\d{1,3}[ -]?min(?:ute)?s? |[\w-]+-(?:hour|hr) )?(?:session|treatment|dive)\b"
)
_EACH = Pattern(r"\b(?:per|each|a|every) (?:session|treatment|dive|visit|day)\b|\bdaily\b|/(?:session|day|treatment)\b")


def read_dose(record: Record, criterion: UnitsCriterion, rule: DoseRule) -> Finding:
    """The finding on a dose: the labelled one, more than it, or a vial whose rest is a question."""
    given = requested.of(requested.pieces(record), [record.line.code])
    cited = requested.asked(record)
    spoken = {n for n, _ in (*requested.numbers(given, _DOSE), *requested.numbers(given, quantity.UNITS_FIELD))}
    total = {int(n) for p in given for m in _TOTAL.finditer(p.low) for n in m.groups() if n}
    units = max(total, default=None) or record.line.units or (spoken.pop() if len(spoken) == 1 else None)
    if units is None:
        untold = requested.missing(given, "units?|doses?|amount|quantity")
        near = [Weighed("open", c, "the dose is not stated here") for c in ([untold] if untold else cited[:1])]
        return undocumented(record, criterion, "The dose requested is not stated.", ("units",), near)
    values = [Value(name="units", value=units)]
    wasted = any(_WASTE.search(p.low) and not _NO_WASTE.search(p.low) for p in given) or "JW" in record.line.modifiers
    if units == rule.labelled and not wasted:
        why = f"{units} units are requested, which is the labelled dose."
        return stated(record, criterion, "met", why, citations=cited, values=values)
    told = [p.low for p in given] + _right_behind(record, given)
    billed = "JW" in record.line.modifiers or any(_BILLED.search(low) for low in told)
    if billed and units in _vial_told(told, rule):
        why = f"{units} units are requested: the labelled dose of {rule.labelled}, and the rest of the vial is waste."
        return stated(record, criterion, "met", why, citations=cited, values=values)
    kept = any(_NO_WASTE.search(p.low) for p in given) or "JZ" in record.line.modifiers
    if units > max(rule.labelled, 0 if kept else rule.vial or 0):
        why = f"{units} units are requested; the labelled dose is {rule.labelled}."
        return stated(record, criterion, "not_met", why, citations=cited, values=values)
    why = f"{units} units are requested where the labelled dose is {rule.labelled}; what is given and what is wasted"
    near = [Weighed("open", c, "the units are not the labelled dose, or part of them is waste") for c in cited[:1]]
    return undocumented(record, criterion, f"{why} is not settled.", ("dose given", "units wasted"), near, values)


_BILLED = Pattern(r"\bjw\b")
"""The modifier under which waste is billed."""
_USED = Pattern(
    r"\b(?P<n>\d{1,4})(?: ?(?:units?|u))?(?: (?:is|are|was|were|to be|will be))?"
    r"(?:,? (?:given|injected|used|administered|"
    r"(?:in|into|at|over|across) (?:the )?(?:\w+ )?\d{1,2}[- ]sites?)\b| ?/ ?\d{1,2} sites?\b)"
)
_WASTED = Pattern(
    r"\b(?P<n>\d{1,4})(?: ?(?:units?|u))?(?: (?:of|from|in) (?:the|a|each|one|that)(?: (?:one|single|same))?"
    r" (?:\d{2,3}[ -]?(?:units?|u) )?vial)?"
    r"(?: (?:is|are|was|were|to be|will be))? (?:as )?(?:wast\w+|discard\w+|jw)\b|"
    r"\b(?:wast\w+|discard\w*|jw)\b\W{0,3}(?:of |is |the rest, )?(?P<m>\d{1,4})\b"
)


def _right_behind(record: Record, given: Sequence[Piece]) -> list[str]:
    """Words of the statements behind the request that tell what of a vial is thrown away, and do not name a code."""
    behind = [s for p in given if p.codes for s in record.following(p.said)[:2]]
    return [s.low for s in behind if s.search(_WASTE) and not s.statement.cues.whole.other_person]


def _vial_told(told: Sequence[str], rule: DoseRule) -> set[int]:
    """Units that may be asked for where the labelled dose is given and just the rest of the vial is wasted."""
    used = {int(m["n"]) for low in told for m in _USED.finditer(low)}
    wasted = {int(m["n"] or m["m"]) for low in told for m in _WASTED.finditer(low)}
    if used != {rule.labelled} or len(wasted) != 1 or rule.vial is None:
        return set()
    whole = rule.labelled + wasted.pop()
    return {rule.labelled, whole} if whole == rule.vial else set()


def read_minutes(record: Record, criterion: UnitsCriterion, minutes: int) -> Finding:
    """The finding on units that stand for time: those of the sessions and their minutes, a half unit rounded down."""
    given = requested.of(requested.pieces(record), [record.line.code])
    cited = requested.asked(record)
    lengths = _lengths(given)
    sessions = _sessions(record, given)
    units = record.line.units
    if units is None or len(lengths) != 1:
        near = [Weighed("open", c, "the minutes of a session, or the units, are not stated here") for c in cited[:1]]
        why = "The units cannot be held against the minutes of the sessions."
        return undocumented(record, criterion, why, ("minutes of a session", "units"), near if units else [])
    a_session = (lengths.pop() + minutes // 2 - 1) // minutes
    values = [Value(name="units", value=units), Value(name="units of a session", value=a_session)]
    due = {a_session * n for n in sessions} if sessions else {a_session}
    if any(_EACH.search(p.low) for p in given):
        due.add(a_session)
    if units in due:
        why = f"{units} units are requested; a session comes to {a_session}."
        return stated(record, criterion, "met", why, citations=cited, values=values)
    if units > max(due) and (sessions or units % max(a_session, 1)):
        why = f"{units} units are requested, and the sessions come to {max(due)}."
        return stated(record, criterion, "not_met", why, citations=cited, values=values)
    near = [Weighed("open", c, "the units are not those of the sessions stated") for c in cited[:1]]
    why = f"{units} units are requested where a session comes to {a_session}; the number of sessions is not settled."
    return undocumented(record, criterion, why, ("number of sessions",), near, values)


def _lengths(given: Sequence[Piece]) -> set[int]:
    """Minutes of a session as the record gives them."""
    return {n for n, _ in requested.numbers(given, _MINUTES)} | {60 * n for n, _ in requested.numbers(given, _HOURS)}


def _sessions(record: Record, given: Sequence[Piece]) -> set[int]:
    spoken = {n for n, _ in requested.numbers(given, _SESSIONS)}
    if not spoken and any(_ONE_SESSION.search(p.low) for p in given):
        return {1}
    return spoken or ({record.line.sessions} if record.line.schedule and record.line.schedule.sessions else set())
