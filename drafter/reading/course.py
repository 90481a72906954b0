"""A course of sessions: how many, within how many weeks, how many a day, and what was approved beyond."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from drafter.domain import Citation, CourseRule, Finding, UnitsCriterion, Value
from drafter.reading import requested
from drafter.reading.record import Record
from drafter.reading.requested import NUMBER, Piece
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, stated, undocumented
from drafter.text import spelt
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_SESSIONS = Pattern(
    rf"\b({NUMBER})(?: (?!week|day|month|hour|more|per)[\w-]+){{0,2}}? (?:sess(?:ions?)?|visits?|total|in (?:all|"
    rf"total))\b|"
    rf"\b(?:(?:number|no\.?|#|total) (?:of )?)?(?:rehab(?:ilitation)? |cr )?(?:sessions?|visits?)(?: (?:requested|"
    rf"asked for|"
    rf"ordered|planned|needed|total))?\s*[:=#]\s*({NUMBER})\b(?! ?(?:/|per|a|x|days?|weeks?|wks?))"
)
_USED = Pattern(
    rf"\b({NUMBER}) (?:\w+ )?(?:sessions? |visits? )?(?:were |was |have been |had been )?(?:already |previously )?"
    rf"(?:completed|used|attended|done|held|given|received)\b"
)
_USED_BEFORE = Pattern(rf"\b(?:already|previously|has) (?:completed|used|had|attended|done|received) ({NUMBER})\b")
_WEEKS = Pattern(
    rf"\b(?:over|within|in|across|during|for|x|spanning|through|lasting|duration|period|length):? (?:of )?(?:about )?"
    rf"({NUMBER})[ -](?:weeks?|wks?)\b"
)
_MONTHS = Pattern(
    rf"\b(?:over|within|in|across|during|for|spanning|lasting) (?:about )?({NUMBER})[ -](?:months?|mos?)\b"
)
_FROM_WEEK = Pattern(r"\bweeks? (\d{1,2}) ?(?:-|to|through|thru|until) ?(?:week )?(\d{1,3})\b")
_YEAR = Pattern(
    r"\b(?:over|within|in|across|during|for|spanning|lasting|throughout) (?:a|one|1|the|an entire) (?:full )?year\b"
)
_A_DAY = Pattern(
    rf"\b({NUMBER})(?: (?:one-hour |1-hour |hour-long )?(?:sessions?|hours?|times|visits?|units?))? ?"
    r"(?:per|a|each|every|/) ?(?:calendar )?day\b"
)
_TIMES_A_DAY = Pattern(r"(?<![\w.])[x×] ?(\d{1,2}) ?(?:per|a|each|every|/) ?day\b")
_TWICE_A_DAY = Pattern(r"\b(?:twice (?:a |per |each )?(?:day|daily)|bid)\b")
_THRICE_A_DAY = Pattern(r"\b(?:three times (?:a |per |each )?(?:day|daily)|tid)\b")
_PERIOD = (
    r"start(?:ing|ed)?(?: date| day)?|first (?:date|day|session|visit)|begin\w*|end(?:ing)?(?: date)?|dates?|weeks?|"
    r"period|duration|time ?frame"
)
"""What tells how long a course runs."""
_APPROVAL = Pattern(
    r"\b(?:approv\w*|authori[sz]\w*|extension|extended|mac\b|contractor)",
)
_HOURS = 12
"""Sessions of an hour that one day can hold; more of them are a course, whatever single day is named beside it."""
_DENIED = Pattern(r"\b(?:no|not|without|none|lacks?|lacking|denied|absent|never|isn't|wasn't)\b")
_PENDING = Pattern(
    r"\b(?:pending|requested|sought|applied|asked|awaiting|awaited|submitted|unknown|unclear|review|considered)\b"
)


def read(record: Record, criterion: UnitsCriterion, rule: CourseRule) -> Finding:
    """The finding on a course."""
    codes = _codes(record, rule)
    given = [*requested.of(requested.pieces(record), codes), *_told_apart(record)]
    total, cited = _total(record, given, codes), requested.asked(record)
    weeks, spanned = _weeks(given)
    values = [Value(name="sessions", value=total)] if total else []
    a_day = _a_day(given, total)
    if a_day and a_day > rule.per_day:
        why = f"{a_day} sessions are asked for in a day, where {rule.per_day} may be held."
        return stated(record, criterion, "not_met", why, citations=cited, values=values)
    approval, said = _approval(given)
    over = []
    if weeks and weeks > rule.weeks:
        values.append(Value(name="period", value=weeks, unit="weeks"))
        over.append(f"the course runs over {weeks:.0f} weeks, where {rule.weeks} are the limit")
    if total and total > rule.sessions:
        over.append(f"{total} sessions are asked for, where {rule.sessions} fit")
    if over and (approval is None or (total or 0) > rule.sessions + rule.extension):
        why = f"{over[0][0].upper()}{over[0][1:]}."
        fits = _fits(record, rule, total, len(over) > 1 or bool(weeks and weeks > rule.weeks))
        return stated(record, criterion, "not_met", why, citations=[*spanned, *cited], values=values, allows=fits)
    if over and (approval == "asked" or (weeks and weeks > rule.weeks) or not said):
        near = [Weighed("open", c, "an approval is named that may cover it") for c in (said, *cited) if c]
        why = f"{over[0][0].upper()}{over[0][1:]}, and an approval is named that may cover it."
        return undocumented(record, criterion, why, ("approval of further sessions",), near, values)
    if not total and not weeks and not a_day:
        return undocumented(record, criterion, "The number of sessions is not stated.", ("sessions", "weeks"))
    if not weeks and (untold := requested.missing(given, _PERIOD)):
        near = [Weighed("open", untold, "it is not stated here")]
        return undocumented(record, criterion, "The period of the course is not stated.", ("weeks",), near, values)
    why = f"{total or 'The'} sessions stay within {rule.sessions}{' and their approval' if over else ''}."
    return stated(record, criterion, "met", why, citations=[*([said] if over and said else []), *cited], values=values)


_ASKS = Pattern(
    r"\b(?:ask(?:s|ing)? for|request\w*|order\w*|would like|seek\w*|need\w*|apply\w*|appl(?:y|ies) for|want\w*|"
    r"for a total of)\b"
)
_OF_BEFORE = Pattern(
    r"\b(?:previous(?:ly)?|prior|already|completed|attended|held|past|earlier|last|had|done|used|physical therapy|pt|"
    r"counsell?ing|dialysis|radiation|psycho\w*)\b"
)
_BEHIND_CODE = 3
"""Statements behind the one that names the code within which fields and counts are of the same request."""


def _told_apart(record: Record) -> Iterator[Piece]:
    """Statements of a longer record that count the sessions asked for without the code: "Sessions: 36  Over: 12
    weeks" on the next line, "we ask for 36 sessions over 18 weeks"."""
    if requested.brief(record):
        return
    code = (record.line.code or "").lower()
    last: Said | None = None
    for said in record.said:
        if code and code in said.low:
            last = said
            continue
        whole = said.statement.cues.whole
        if said.document.late or whole.other_person or said.search(_OF_BEFORE) or not said.search(_SESSIONS):
            continue
        near = last is not None and said.document is last.document and said.number - last.number <= _BEHIND_CODE
        if near or said.search(_ASKS):
            text = said.statement.clause.line
            yield Piece(said, text, fold(text), frozenset())


def _fits(record: Record, rule: CourseRule, total: int | None, too_long: bool) -> int | None:
    """Sessions of the line that stay within the course, where only their number crosses it and the line tells it."""
    asked = record.line.schedule.sessions if record.line.schedule else None
    alone = len(_codes(record, rule)) == 1
    if too_long or total is None or asked is None or not alone or total < asked:
        return None
    return max(0, rule.sessions - (total - asked))


def _codes(record: Record, rule: CourseRule) -> set[str]:
    """Codes of the request that count into the same course."""
    found = {record.line.code or ""}
    for line in record.case.services:
        service = record.policy.service(line)
        other = service.unit_rule.course if service and service.unit_rule else None
        if other and other.group == rule.group and line.code:
            found.add(line.code)
    return found


def _total(record: Record, given: Sequence[Piece], codes: set[str]) -> int | None:
    """Sessions asked for with those already held; none where no number is stated."""
    units = sum(line.units or 0 for line in record.case.services if line.code in codes)
    used = {n for n, _ in (*requested.numbers(given, _USED), *requested.numbers(given, _USED_BEFORE))}
    spoken = {n for n, _ in requested.numbers(given, _SESSIONS)} - used
    planned = [line.schedule.sessions or 0 for line in record.case.services if line.code in codes and line.schedule]
    asked = units if units > 1 else max(spoken or {0, *planned} - {0}, default=units)
    return (asked + max(used, default=0)) or None


_OF_COURSE = Pattern(
    r"\b(?:sessions?|visits?|rehab\w*|course|programm?e?|icr|one[- ]hour|(?:times|x|days?) ?(?:a|per|/) ?(?:week|wk)|"
    r"weekly|per week|weeks? \d|start(?:ing|s|ed)?|begin\w*|end(?:ing|s)?|finish\w*|first (?:date|day)|frequency|"
    r"duration|period)\b(?![^.;]{0,25}\b(?:hospital|admi\w+|symptom\w*))"
)
"""Words by which a statement without the code tells of the course, and not of an illness."""


_WITHIN = 730
"""Days within which the first and the last day of a course lie."""


def _weeks(given: Sequence[Piece]) -> tuple[float | None, list[Citation]]:
    """Weeks from the first day to the last, as stated or from two dates, with the places."""
    given = [p for p in given if p.codes or _OF_COURSE.search(p.low)]
    stated_ = [(float(n), p.cite()) for n, p in requested.numbers(given, _WEEKS)]
    stated_ += [(n * 365 / 12 / 7, p.cite()) for n, p in requested.numbers(given, _MONTHS)]
    stated_ += [(int(m[2]) - int(m[1]) + 1.0, p.cite()) for p in given for m in _FROM_WEEK.finditer(p.low)]
    stated_ += [(365 / 7, p.cite()) for p in given if _YEAR.search(p.low)]
    days = [w for s in {p.said.number: p.said for p in given}.values() for w in s.statement.whens()]
    last = max((w.earliest for w in days), default=dt.date.min)
    days = [w for w in days if (last - w.latest).days < _WITHIN]  # no day of birth beside the first session
    if len(days) > 1:
        first = min(w.latest for w in days)
        places = [p.cite() for p in given if p.said.statement.whens()]
        stated_.append(((last - first).days / 7, places[0]))
    longest = max(stated_, key=lambda s: s[0], default=None)
    return (longest[0], [longest[1]]) if longest else (None, [])


def _a_day(given: Sequence[Piece], total: int | None) -> int | None:
    """Sessions in one day, as stated; all of them where they are said to be of one day."""
    lows = {p.said.low for p in given}  # "x 3 per day" stands with the code
    spoken = [spelt.count(m[1]) for low in lows for p in (_A_DAY, _TIMES_A_DAY) for m in p.finditer(low)]
    spoken += [2 for p in given if _TWICE_A_DAY.search(p.low)] + [3 for p in given if _THRICE_A_DAY.search(p.low)]
    if total and total <= _HOURS and requested.days(given).same:
        spoken.append(total)
    return max(spoken, default=None)


def _approval(given: Sequence[Piece]) -> tuple[str | None, Citation | None]:
    """Whether further sessions are approved, or approval is asked for; none where it is denied or not spoken of."""
    for piece in given:
        match = _APPROVAL.search(piece.low)
        if match is None:
            continue
        around = piece.low[max(0, match.start() - 40) : match.end() + 40]
        if _DENIED.search(around):
            return None, piece.cite()
        return ("asked" if _PENDING.search(around) else "given"), piece.cite()
    return None, None
