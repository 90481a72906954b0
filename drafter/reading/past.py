"""Earlier sessions of the service asked for: from the claims history, and as the record tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from drafter.domain import Citation, Event, PastSessions
from drafter.reading import first, none_before, one_by_one, performed, sessiondays, spoken_of
from drafter.reading.record import Record, procedure_of
from drafter.reading.said import Said
from drafter.text import Mention, dates, words
from drafter.text.patterns import Pattern

_NOT_GIVEN = Pattern(
    r"\b(?:has|have|had)(?:n't| not| never) (?:yet |ever )?(?:given|injected|done|performed|blocked|had|"
    r"received)\b[^.;,]{0,25}$"
)
_WISHED = Pattern(
    r"\b(?:ask(?:s|ed|ing)?(?: (?:me|us|him|her|again))? (?:for|about)|discuss\w*|enquir\w*|inquir\w*|want(?:s|ed)|"
    r"consider\w*|declin\w*|refus\w*|offer\w*|mention\w*)\b[^.;:]{0,25}$"
)
"""Before a procedure that was only talked about on a day."""
_AFTERWARDS = Pattern(
    r"\b(?:carr(?:y|ies)|continu\w+|go(?:es)? on|keeps?|stays?|will|resum\w+|meant|hop\w+)\b[^.;]{0,40}\bafter "
    r"(?:the|her|his|these) \w+"
)
"""What goes on after the session that is asked for."""
_BEFORE = Pattern(
    r"\b(?:previous(?:ly)?|prior|earlier|last|past|repeat(?:ed)?|again|had|has had|have had|"
    r"underwent|received|given|got|s/p|status post|after (?:the|her|his|a|each)|from (?:the|"
    r"her|his|two|three|prior) (?:(?:first|last|previous|prior|earlier|second|two|three|occipital|nerve|trigger|"
    r"point|greater|left|"
    r"right|epidural|steroid|facet) ){0,4}(?:blocks?|injections?|shots?|epidurals?|sessions?|sets?|tpis?|onbs?|"
    r"gonbs?|esis?)|"
    r"performed|(?:was|were) done|took place|followed (?:on|in)\b|"
    r"gave|provided|helped|lasted|relieved|responded|injected|injections? given|"
    r"history of|tolerated|second|third|2nd|3rd|\d+(?:st|nd|rd|th) (?:block|injection|"
    r"session)|blocks? (?:on|in)|sessions?(?!s|:?\s*\d{1,2}(?![\d/.-]))|this year|so far|to date|"
    r"in the (?:last|past) (?:year|12 months|six months|6 months))\b"
)
_DOSING = Pattern(
    r"\b\d{2,3} ?(?:u|units?)\b[^.;]{0,15}\b(?:injected|given|administered|delivered|divided)\b"
    r"(?= (?:at|in|into|over|across|among|to|and|with)\b|,)|\bprior[ -]?(?:auth\w*|approvals?)\b"
)
"""How much is given and where, which tells of no day ("155 U injected at 31 sites"), and "prior authorization"."""
_ONE_SESSION = Pattern(
    r"\b(?:(?:a|one|1|single|per|each|same|any)\s+)+session\b"
    r"(?! (?:on|in|of|ago|last|was|gave|helped|given|before|prior|earlier|already|so far|to date|this year|done)\b|"
    r",? \d)"
)
"""A session as a measure of what is asked for: "1 unit, single session"."""
_CANCELLED = Pattern(
    r"\b(?:cancell?ed|voided|no[- ]?show\w*|not (?:done|performed|given)|rescheduled|denied|"
    r"reversed)\b"
)
_PERHAPS = Pattern(r"\b(?:perhaps|possibly|maybe|probably|may have|might have|could have|likely)\b[^.;]{0,20}$")
"""Before a cancelling that is only supposed, so that the day is open."""
_PAID = Pattern(r"\b(?:paid|reimbursed|rendered)\b(?![^.;]*\b(?:request\w*|planned|scheduled)\b)")
_NOT_ONE = Pattern(
    r"(?:\b(?:none|neither|not one|never|nor|not)\b|n't)(?: (?:of (?:them|these|those|which)|was|were|has been|"
    r"have been|later|since|then)){0,3} $"
)
"""Before a cancelling that is denied: "none of them reversed"."""
_LAST_ONE = Pattern(r"\b(?:the|her|his|for the) last\b(?! (?:year|month|week|visit|time))|\blast one\b")
_REPEAT_BOOKED = Pattern(
    r"\d\W{1,3}(?:and |now |then |so )*(?:the |her |his |a )?(?:repeat|next(?: one)?|another(?: one)?|"
    r"second(?: one)?|redo|"
    r"follow-?up)\b(?: (?:\w+ )?(?:block|session|set|one|injections?))?(?: is| was| now|"
    r" already)* (?:booked|scheduled|"
    r"approved|(?:pre-?)?authori[sz]ed|certified)\b|\d\W{1,3}(?:re-?booked|rescheduled again)\b"
)
"""Behind a day: that the next session is booked, which leaves the day one of a session."""
_CLAIMED = Pattern(r"\bclaims? (?:data |history )?(?:show|list|record|hold)\w* (?P<n>\d{1,2})\b(?![/-])")


def read(record: Record) -> PastSessions:
    """Whether sessions of the same procedure went before, with their dates where these are known."""
    told = (e for said in record.said for e in _told(record, said) if not sessiondays.voided(record, said, e.date))
    recorded = performed.sessions(record)
    events = _merged([*_claims(record), *told, *recorded, *_listed(record)])
    if events:
        what = (
            f"The record holds {len(events)} dated earlier session{'s' if len(events) > 1 else ''} "
            f"of this service, the last on {events[-1].date.isoformat()}."
        )
        return PastSessions(
            state="some", why=what, citations=tuple(e.cited for e in events if e.cited)[:5], events=tuple(events)
        )
    some = [s for s in record.said if told_as_had(record, s) or (record.one_procedure and s.search(_CLAIMED))]
    none = [s for s in record.said if none_before.never(record, s)]
    if some and none:
        cited = (some[0].cite(), none[0].cite())
        return PastSessions(
            state="unknown",
            why="The record says both that a session went before and that none did.",
            citations=cited,
        )
    if some:
        why = "The record speaks of an earlier session of this service without a date."
        return PastSessions(state="some", why=why, citations=(some[0].cite(),))
    if none:
        why = "The record says that no session of this service went before."
        return PastSessions(state="none", why=why, citations=(none[0].cite(),))
    if record.case.history_complete:
        return PastSessions(
            state="none", why="The claims history is complete and holds no earlier session of this service."
        )
    return PastSessions(state="unknown", why="The record does not tell whether a session of this service went before.")


def _listed(record: Record) -> Iterator[Event]:
    """Sessions that stand one to a line with their scores, where nothing in the line names other care."""
    if record.procedure is None:
        return
    until, code, what = record.case.service_date or record.clock, record.line.code, record.line.description
    never = {str(word) for word in words.concept(record.procedure).about.get("never_called", ())}
    for one in one_by_one.find(record, (record.procedure,)):
        called = {t.word for t in one.said.statement.clause.tokens} & never or ("injection" in never and not one.named)
        if one.day is None or one.day >= until or not one.scored or called or one.said.names_care:
            continue
        if not sessiondays.voided(record, one.said, one.day):
            yield Event(code=code, description=what, date=one.day, cited=one.said.cite())


def _claims(record: Record) -> Iterator[Event]:
    """Entries of the claims history for the same procedure, before the service."""
    until = record.case.service_date or record.clock
    for n, event in enumerate(record.case.history):
        if event.date < until and _same(record, event):
            quote = record.case.quotable()[f"history/{n}"]
            cited = Citation(place=f"history/{n}", start=0, end=len(quote), quote=quote)
            if not _CANCELLED.search((event.description or "").lower()):
                yield event.model_copy(update={"cited": cited})


def _cancelled(low: str) -> bool:
    match = _CANCELLED.search(low)
    return match is not None and not _PERHAPS.search(low[: match.start()]) and not _NOT_ONE.search(low[: match.start()])


def _same(record: Record, event: Event) -> bool:
    if event.code and event.code == record.line.code:
        return True
    return record.procedure is not None and procedure_of(event.code, event.description) == record.procedure


def _told(record: Record, said: Said) -> Iterator[Event]:
    """Dated sessions that a statement tells."""
    if said.document.late or said.statement.cues.whole.other_person:
        return
    courses = spoken_of.days_of_courses(record, said)
    answers = (
        spoken_of.by_verb(record, said)
        or spoken_of.in_answer(record, said)
        or spoken_of.days_alone(record, said)
        or _ones(record, said)
        or courses
    )
    if not (answers or spoken_of.speaks_of(record, said) or spoken_of.by_number(record, said)):
        return
    kept = sessiondays.all_but_voided(record, said)
    if (spoken_of.only_allowed(said) and not (kept or said.search(_REPEAT_BOOKED))) or none_before.none_of_it(
        record, said
    ):
        return
    until = record.case.service_date or record.clock
    other = [
        m.start
        for m in said.statement.mentions
        if (
            words.concept(m.concept).family in ("procedures", "treatments")
            or words.concept(m.concept).about.get("procedure")
        )
        and not spoken_of.generic(m)
        and m.concept != record.procedure
    ]
    clause, names = said.statement.clause, spoken_of.namings(record, said)
    heads = _set_days(record, said) or _code_days(record, said)
    for when in (w for w in said.statement.whens() if not sessiondays.score(said, w)):
        near = [m for m in names if m.start < when.start]
        own = near[-1].start if near else -1
        if near and (
            near[-1].stands.negated or (_to_come(near[-1]) and not (kept or _planned_behind(said, near[-1], when)))
        ):
            continue
        talked = [sessiondays.talked_of(said.ahead(m.start)) for m in names]
        if not near and talked and all(talked):
            continue
        if near and all(_WISHED.search(said.ahead(m.start)) for m in near):
            continue
        day = sessiondays.day_told(when, until, said.search(_PAID) is not None) or sessiondays.month_and_day(
            record, said, when, until, bool(said.search(spoken_of.ASKED_FOR))
        )
        if day is None or any(own < start < when.start for start in other) or _of_another_code(record, said, when):
            continue
        if (day == said.document.written and _ends_head(said, when)) or _asked_for(record, said, day):
            continue
        begin = clause.start + (heads or 0)
        if not (
            kept
            or courses
            or sessiondays.tied(said, names, when)
            or said.search(spoken_of.CLAIMS)
            or spoken_of.numbered_on(said, when)
            or (answers and sessiondays.ties(sessiondays.bare(said, begin, when.start)))
        ):
            continue
        lead, behind = said.ahead(when.start), said.behind(when.end)
        if not kept and sessiondays.another(lead[max(0, near[-1].end - clause.start) :] if near else lead):
            continue
        before, after = _beside(said, when)
        if (
            _cancelled(before)
            or _cancelled(after)
            or (_CANCELLED.search(behind) and _LAST_ONE.search(behind) and when is said.statement.whens()[-1])
        ):
            continue
        side = _side(lead[-12:])
        code, what = record.line.code, record.line.description
        yield Event(code=code, description=what, date=day, side=side, cited=said.cite())


def _ends_head(said: Said, when: dates.When) -> bool:
    """Whether a day ends the first line of several: "SUMMARY, taken by Orrin (procedures) 11/20/26" is of that day."""
    text = said.document.text
    return text[: when.end].count("\n") == 0 and text[when.end :].lstrip(" \t.").startswith("\n")


def _asked_for(record: Record, said: Said, day: dt.date) -> bool:
    """Whether a day to come stands beside the code, which makes it one on which the service is asked for."""
    written, code = said.document.written, record.line.code
    return written is not None and day > written and code is not None and code.lower() in said.low


_LINE = 80
"""Characters on either side of a date within which the rest of its line is looked at."""


def _of_another_code(record: Record, said: Said, when: dates.When) -> bool:
    """Whether the line of a date names the code of another procedure: "09/14/26   20610  paid"."""
    text = said.document.text
    begin, end = max(0, when.start - _LINE), when.end + _LINE
    line = (
        text[begin : when.start].rpartition("\n")[2]
        + text[when.start : when.end]
        + text[when.end : end].partition("\n")[0]
    )
    return spoken_of.of_other_codes(record, line)


def _to_come(mention: Mention) -> bool:
    return mention.stands.time in ("planned", "conditional")


def _planned_behind(said: Said, mention: Mention, when: dates.When) -> bool:
    """Whether what is planned stands behind a day on which it says that one was given: "done on 8/25, next planned"."""
    clause = said.statement.clause
    cue, behind = mention.stands.cues[-1:], said.behind(when.end)
    between = clause.low[mention.end - clause.start : when.start - clause.start]
    return bool(cue) and cue[0] in behind and cue[0] not in between and sessiondays.given(between)


_ONES = Pattern(
    r"^\W*(?:the )?(?:earlier|previous|prior|past) ones?\b|"
    r"^\W*(?:(?:she|he|they|pt|patient|the patient) )?(?:has |have )?(?:had |received |got |gotten )?(?:only |just )?"
    r"(?:one|two|three|a single one) (?:of (?:these|them|those) )?(?:before|previously|earlier|prior|so far|to date)\b"
)
"""Earlier sessions that go without a name."""
_SETS = Pattern(
    r"^\W*(?:(?:the|her|his|all|our|earlier|previous|prior|past) )*"
    r"(?:sets? dates?|dates? of (?:(?:the|her|his|all|earlier|previous|prior|past) )*sets?)\b"
    r"(?![^;]*\b(?:next|plan\w*|propos\w*|request\w*|ask\w*|schedul\w*|book\w*|not|no|class\w*|tests?)\b)"
    r"[^:;.\d]{0,60}:|"
    r"^\W*(?:interval(?: history)?\W+)?set ?(?:#|no\.? ?)?1 (?:on |was |given )?\W?(?=\d{1,2}/)|"
    r"^\W*(?:(?:the|her|his|all|earlier|previous|prior|past) )*sets? (?:so far |to date )?"
    r"(?:on(?= \d)|were|was|given|done)(?: given| done)?\b"
    r"(?! (?:plan\w*|book\w*|schedul\w*|ask\w*|request\w*|offer\w*))"
)
"""Earlier sets by that word alone, up to their days: "Set dates from her calendar: 2/3, 4/28"."""


def _set_days(record: Record, said: Said) -> int | None:
    """Behind what the days of earlier sets stand, where only the procedure asked for is given in sets."""
    in_sets = words.concept(record.procedure).about.get("in_sets") if record.procedure else None
    match = said.search(_SETS) if in_sets else None
    if match is None or not spoken_of.unnamed(record, said) or said.names_care or spoken_of.of_care(record, said):
        return None
    told = any(s is not said and (spoken_of.speaks_of(record, s) or s.search(_NTH_SET)) for s in record.said)
    return match.end() if told else None


def _code_days(record: Record, said: Said) -> int | None:
    """Behind what the days stand in a field for earlier sessions under the same code."""
    given = first.same_code(said) if spoken_of.unnamed(record, said) and not said.names_care else None
    return None if given is None else len(said.low) - len(given)


_NTH_SET = Pattern(r"\bset (?:#|no\.? ?|number )?\d\b(?! of\b)")
"""A set by its number: "Set 3: 12/1"."""


def _ones(record: Record, said: Said) -> bool:
    """Whether a statement dates "earlier ones" right behind the service asked for, by name or by its code."""
    if _set_days(record, said) is not None or _code_days(record, said) is not None:
        return True
    if said.search(_ONES) is None or not spoken_of.unnamed(record, said) or said.names_care:
        return False
    code = record.line.code
    return any(
        spoken_of.speaks_of(record, s) or (code is not None and code in s.low) for s in record.preceding(said)[:2]
    )


def _beside(said: Said, when: dates.When) -> tuple[str, str]:
    """The words that belong to one date of a list: those before it up to a comma, and those behind up to the next."""
    clause, whens = said.statement.clause, said.statement.whens()
    n = whens.index(when)
    start = whens[n - 1].end if n else clause.start
    end = whens[n + 1].start if n + 1 < len(whens) else clause.end
    before = clause.low[start - clause.start : when.start - clause.start]
    after = clause.low[when.end - clause.start : end - clause.start]
    if n + 1 < len(whens):
        after = re.split(r"[,;]|\band\b", after)[0]
    return re.split(r"[,;)]", before)[-1][-25:], " ".join(after.split())[:30]


def _side(lead: str) -> Literal["left", "right", "bilateral"] | None:
    """The side that stands right before a date."""
    match = re.search(r"\b(left|right|bilateral)\W*$", lead)
    return match[1] if match else None  # type: ignore[return-value]


def told_as_had(record: Record, said: Said) -> bool:
    """Whether a statement says that an earlier session took place."""
    if (
        not spoken_of.speaks_of(record, said)
        or said.statement.clause.question
        or said.search(none_before.FIRST)
        or spoken_of.asked_alone(record, said)
    ):
        return False
    if none_before.none_of_it(record, said) or said.search(none_before.NAIVE) or first.without_name(said):
        return False
    for mention in spoken_of.namings(record, said):
        stands = mention.stands
        if record.objection(said, stands, past_counts=True, stale_counts=True) or stands.negated or stands.refused:
            continue
        near = said.low[
            max(0, mention.start - said.statement.clause.start - 45) : mention.end - said.statement.clause.start + 45
        ]
        near = _ONE_SESSION.sub(" ", _DOSING.sub(" ", near))
        if (
            _BEFORE.search(near)
            and not _CANCELLED.search(near)
            and not (_AFTERWARDS.search(near) and stands.time != "past")
            and not _NOT_GIVEN.search(said.ahead(mention.start))
            and (stands.time == "past" or not (spoken_of.ASKED_FOR.search(near) or spoken_of.to_come(record, said)))
        ):
            return True
    return False


def _merged(events: list[Event]) -> list[Event]:
    """Events in order, one for each day."""
    days: dict[dt.date, Event] = {}
    for event in sorted(events, key=lambda e: e.date):
        days.setdefault(event.date, event)
    return list(days.values())
