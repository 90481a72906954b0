"""A short recording: below so many hours enough events must have been counted all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafter.domain import Citation, Finding, ScoreCriterion, Value
from drafter.reading import columns
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, stated, undocumented
from drafter.text.patterns import Pattern

_NAME = (
    r"(?:record(?:ed|ing)(?: sleep)?(?: time| period| duration)?|trt|tst|total sleep time|sleep time|monitoring time|"
    r"study (?:time|duration)|evaluation time|flow evaluation(?: period)?|sleep recorded|hours recorded)"
)
_TIME = (
    r"(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*(?P<u>h(?:ou)?rs?|hours?|h|min(?:ute)?s?)\b"
    r"(?:[ ,]*(?:and )?(?P<m>\d{1,2})\s*m(?:in(?:ute)?s?)?\b)?"
)
_BEHIND = Pattern(rf"\b{_NAME}\b(?:[^.;\d]|\.{{2,}}){{0,30}}{_TIME}")
_CLOCK = Pattern(rf"\b{_NAME}\b(?:[^.;\d]|\.{{2,}}){{0,20}}(?P<n>\d{{1,2}}):(?P<m>\d\d)(?!\d| ?[ap]\.?m)(?P<u>)")
"""Hours and minutes as on a clock: "monitoring time 07:12"."""
_AHEAD = Pattern(rf"(?<![\d.]){_TIME}[^.;\d]{{0,20}}\b(?:of )?(?:{_NAME}|sleep|data)\b")
_BARE = Pattern(
    r"\b(?:tst|trt|total sleep time|total recording time)\b[ :=.|]{1,6}(?P<n>[1-6]\d\d)\b(?! ?[h%/])(?P<u>)(?P<m>)"
)
"""Minutes without their unit: "TST: 361"."""
_HOURS_A_DAY = 24
_SLEPT = Pattern(rf"\b(?:slept|total sleep|sleep of|sleep was|asleep(?: for)?)\b[^.;\d]{{0,15}}{_TIME}")
"""How long somebody slept, which is the time of a study where one is told beside it."""
_EVENTS = (
    Pattern(
        r"(?<![\d./])(?P<n>\d{1,4}) (?:(?:total|scored|obstructive|respiratory|recorded|qualifying) )*"
        r"(?:events?|apneas(?: and|/| \+| or) hypopneas)\b(?! ?(?:per|/|an|each)\b| ?/)"
    ),
    Pattern(
        r"\b(?:(?:total|respiratory|recorded|number of) )*events?(?: recorded| scored| in total)?"
        r"\s*[:=]\s*(?P<n>\d{1,4})\b"
    ),
)


def read(record: Record, criterion: ScoreCriterion, hours: float, of: Callable[[ScoreCriterion], Finding]) -> Finding:
    """The finding on the count of a short recording; `of` reads a rate. Not applicable to a long one."""
    times = list(_times(record))
    looked_for = (f"time recorded, {hours:g} hours or less", "number of events")
    if not times:
        near = [Weighed("open", c, "it does not say how long was recorded") for c in _studies(record)]
        return undocumented(record, criterion, "How long sleep was recorded is not stated.", looked_for, near)
    if all(time >= hours for time, _ in times):
        why = f"{times[0][0]:.1f} hours were recorded; events are counted only below {hours:g} hours."
        return stated(record, criterion, "not_applicable", why, citations=[c for _, c in times])
    if any(time >= hours for time, _ in times):
        near = [Weighed("open", c, f"it gives {time:.1f} hours") for time, c in times]
        return undocumented(record, criterion, "The record gives several times recorded.", looked_for, near)
    return _counted(record, criterion, hours, of, times[0][1])


def _counted(
    record: Record, criterion: ScoreCriterion, hours: float, of: Callable[[ScoreCriterion], Finding], time: Citation
) -> Finding:
    """The number of events against what the branch would need in the full time."""
    counts = list(_counts(record))
    looked_for = ("number of events",)
    if len({count for count, _ in counts}) != 1:
        why = f"Less than {hours:g} hours were recorded, and the number of events is not stated."
        return undocumented(record, criterion, why, looked_for, [Weighed("open", time, "less was recorded")])
    count, cited = counts[0]
    rates = [rate for id in criterion.rates if isinstance(rate := record.policy.criterion(id), ScoreCriterion)]
    needed = [round((rate.least or 0) * hours) for rate in rates]
    met = next((n for rate, n in zip(rates, needed, strict=True) if of(rate).status == "met"), None)
    values = [Value(name="events", value=float(count))]
    if met is not None or count >= max(needed) or count < min(needed):
        due = met or (max(needed) if count >= max(needed) else min(needed))
        why = f"{count} events in less than {hours:g} hours; {due} are needed."
        status = "met" if count >= due else "not_met"
        return stated(
            record, criterion, "met" if status == "met" else "not_met", why, citations=[cited, time], values=values
        )
    why = f"{count} events are enough for one branch and not for the other, and no rate tells which applies."
    return undocumented(record, criterion, why, looked_for, [Weighed("open", cited, why)], values)


def _times(record: Record) -> Iterator[tuple[float, Citation]]:
    yield from _in_columns(record)
    for said in record.said:
        match = (
            said.search(_BEHIND)
            or said.search(_AHEAD)
            or said.search(_CLOCK)
            or said.search(_BARE)
            or (_of_study(record, said) and said.search(_SLEPT))
        )
        if match and not record.objection(said, said.statement.cues.whole):
            value = float(match["n"])
            minutes = match["u"].startswith("m") or value > _HOURS_A_DAY
            yield (value / 60 if minutes else value) + float(match["m"] or 0) / 60, said.cite()


def _in_columns(record: Record) -> Iterator[tuple[float, Citation]]:
    """Times in the rows of a table at the head of whose column they are named; of a night under treatment is none."""
    for cell in columns.cells(record):
        match = _CELL.fullmatch(cell.text) if _HEAD.search(cell.head.lower()) else None
        if match and not _TREATED.search(cell.said.low):
            value, hours = float(match["n"]), match["u"].startswith("h")
            yield (value if hours else value / 60) + float(match["m"] or 0) / 60, cell.said.cite()


_HEAD = Pattern(rf"\b{_NAME}\b")
_CELL = Pattern(rf"\s*{_TIME}\s*")
_TREATED = Pattern(r"\b(?:titrat\w*|c-?pap|bi-?pap|pap|treatment)\b")


def _of_study(record: Record, said: Said) -> bool:
    """Whether a statement, or one beside it, tells of a sleep study or its index."""
    return any(s.search(_INDEX) for s in (said, *record.preceding(said)[:2], *record.following(said)[:2]))


_INDEX = Pattern(
    r"\b(?:polysomnogra\w+|psg|sleep (?:study|test|lab\w*)|hsat|hst|home (?:sleep|test)|study|ahi|"
    r"apn(?:o)?ea-hypopn\w+|index|respiratory events|attended)\b"
)


def _counts(record: Record) -> Iterator[tuple[int, Citation]]:
    for said in record.said:
        for pattern in _EVENTS:
            for match in pattern.finditer(said.low):
                yield int(match["n"]), said.cite()


_STUDY = Pattern(r"\b(?:polysomnogra\w+|psg|sleep (?:study|test)|hsat|home sleep)\b")


def _studies(record: Record) -> list[Citation]:
    return [said.cite() for said in record.said if _STUDY.search(said.low)][:1]
